/** The writing side of one topic, used inside a handle's writer thread. */
import { statSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { logError } from '../names.ts';
import { encodeHead } from './batch.ts';
import { HighMarks } from './slots.ts';
import { damaged, marksFile, TopicStore, topicFile } from './store.ts';

/** One batch of a group commit, without the offsets only the committer can give. */
export interface PendingBatch {
  partition: number;
  records: number;
  timeMs: number;
  data: Uint8Array<ArrayBuffer>;
}

/** A record may not push its own removal into the future by more than this. */
const futureMsMax = 600_000;
/** Bytes after which the write-ahead file is copied into the store. */
const checkpointBytes = 8 * 2 ** 20;
/** Above this the writer waits for readers to leave the write-ahead file, so that it starts again. */
const walBytesMax = 64 * 2 ** 20;
/** A reader that did not leave in time is a copy under way (a backup): appends wait for it no more often than this. */
const waitAgainMs = 30_000;

export class TopicCommitter {
  readonly store: TopicStore;
  readonly marks: HighMarks;
  readonly #dir: string;
  readonly #checked = new Set<number>();
  #bytesSinceCheckpoint = 0;
  #waitNotBeforeMs = 0;

  constructor(dir: string, topic: string, bytesMax: number | null) {
    const store = TopicStore.open(dir, topic, bytesMax);
    if (store === null) throw logError('LOG_TOPIC_UNKNOWN', `Topic ${topic} does not exist.`);
    this.#dir = dir;
    this.store = store;
    this.marks = new HighMarks(marksFile(dir, topic), store.options.partitions);
  }

  /** Writes all batches in one durable transaction; answers the base offset of each. */
  commit(batches: readonly PendingBatch[]): number[] {
    const { store } = this;
    const ends = new Map<number, { next: number; total: number }>();
    const bases = store.writing(() =>
      batches.map(({ partition, records, timeMs, data }) => {
        const end = ends.get(partition) ?? this.#end(partition);
        const total = end.total + data.byteLength;
        const head = encodeHead({
          base: end.next,
          span: records,
          records,
          sparse: false,
          partition,
          bytes: data.byteLength,
          timeMs: Math.min(timeMs, Date.now() + futureMsMax),
          total,
          dataCrc: crc32(data),
          topicCrc: store.topicCrc,
        });
        store.partition(partition).insert.run(end.next, head, data);
        ends.set(partition, { next: end.next + records, total });
        this.#bytesSinceCheckpoint += data.byteLength;
        return end.next;
      }),
    );
    for (const [partition, { next }] of ends) {
      this.#raise(partition, next);
      this.#checked.add(partition);
    }
    return bases;
  }

  /** Copies the write-ahead file into the store when it has grown; call it after the answer is given. */
  checkpointIfDue(): void {
    if (this.#bytesSinceCheckpoint < checkpointBytes) return;
    this.#bytesSinceCheckpoint = 0;
    const { db, topic } = this.store;
    try {
      const wal = statSync(`${topicFile(this.#dir, topic)}-wal`, { throwIfNoEntry: false });
      const isLong = (wal?.size ?? 0) > walBytesMax && performance.now() >= this.#waitNotBeforeMs;
      if (isLong) db.exec('PRAGMA busy_timeout=500');
      const mode = isLong ? 'TRUNCATE' : 'PASSIVE';
      const { busy } = db.prepare(`PRAGMA wal_checkpoint(${mode})`).get() as { busy: number };
      if (isLong && busy !== 0) this.#waitNotBeforeMs = performance.now() + waitAgainMs;
    } catch {
      // Nothing is lost: the records stay in the write-ahead file and the next commit tries again.
      this.#bytesSinceCheckpoint = checkpointBytes / 2;
    }
    db.exec('PRAGMA busy_timeout=0');
  }

  close(): void {
    this.store.close();
    this.marks.close();
  }

  /** The commit is durable by now; a mark that cannot be written only weakens a later check. */
  #raise(partition: number, high: number): void {
    try {
      this.marks.raise(partition, high);
    } catch {
      // Readers notice the records within their slow check.
    }
  }

  /** Where the partition ends, inside the write transaction: another handle may have appended. */
  #end(partition: number): { next: number; total: number } {
    const last = this.store.lastHead(partition);
    const next = last === null ? 0 : last.base + last.span;
    if (!this.#checked.has(partition)) {
      // Offsets once acknowledged are never given to other records.
      const mark = this.marks.read(partition);
      if (mark !== null && mark > next) {
        throw damaged(
          { topic: this.store.topic, partition, offset: next },
          `acknowledged records up to ${mark} are missing`,
        );
      }
    }
    return { next, total: last === null ? 0 : last.total };
  }
}
