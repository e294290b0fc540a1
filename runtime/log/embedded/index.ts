/**
 * The embedded log: one SQLite file per topic in one directory, opened by any number of threads and
 * processes at once. See README.md beside this folder for what it guarantees and ADR 0001 for why.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppendRecord, EventLog, LogBatch, ReadOptions, TopicOptions } from '../event-log.ts';
import { isName, logError } from '../names.ts';
import { GroupCommit } from './group-commit.ts';
import { TopicReader } from './reader.ts';
import { HighMarks, readCommitted, syncDirectory, writeCommitted } from './slots.ts';
import { committedFile, damaged, marksFile, TopicStore } from './store.ts';
import { Wakeups } from './wakeups.ts';

export interface EmbeddedLogSettings {
  /** Directory of the log; created when missing. */
  dir: string;
  /** How long the first append of a group waits for others, ms; more = fewer, larger commits. Default 2. */
  groupCommitMs?: number;
  /** A group of this many bytes is committed at once. Default 256 kB. */
  groupCommitBytes?: number;
  /** Bytes waiting for durability above which an append is refused with LOG_OVERLOADED. Default 64 MiB. */
  pendingBytesMax?: number;
  /** A stored batch is not filled beyond this; a larger record gets its own. Default 1 MiB. */
  batchBytesMax?: number;
  /** Size of a topic's file above which appends are refused with LOG_DISK_FULL; null = the disk decides. */
  topicBytesMax?: number | null;
  /** How often waiting reads look for records where the kernel cannot wake them, ms. Default 3. */
  pollMs?: number;
  /** How long a deleted key of a compacted topic stays visible as an empty value, ms. Default 24 h. */
  tombstoneMs?: number;
}

const DEFAULTS = {
  groupCommitMs: 2,
  groupCommitBytes: 256 * 1024,
  pendingBytesMax: 64 * 2 ** 20,
  batchBytesMax: 2 ** 20,
  topicBytesMax: null,
  pollMs: 3,
  tombstoneMs: 86_400_000,
};

/** Throws LOG_UNAVAILABLE or LOG_DISK_FULL when the directory cannot be made. */
export async function openEmbeddedLog(settings: EmbeddedLogSettings): Promise<EventLog> {
  const complete = { ...DEFAULTS, ...settings };
  mkdirSync(join(complete.dir, 'committed'), { recursive: true, mode: 0o700 });
  return new EmbeddedLog(complete);
}

class EmbeddedLog implements EventLog {
  readonly #dir: string;
  readonly #writer: GroupCommit;
  readonly #wakeups: Wakeups;
  readonly #readers = new Map<string, TopicReader>();
  /** Writes of one committed offset follow each other; the last one waiting wins. */
  readonly #commits = new Map<string, Promise<void>>();
  #closed = false;

  constructor(settings: Required<EmbeddedLogSettings>) {
    this.#dir = settings.dir;
    this.#wakeups = new Wakeups(settings.pollMs);
    this.#writer = new GroupCommit(settings, () => this.#wakeups.look());
  }

  async ensureTopic(topic: string, options: TopicOptions): Promise<void> {
    this.#assertOpen();
    if (!isName(topic)) throw logError('LOG_TOPIC_UNKNOWN', `${topic} is no name for a topic.`);
    TopicStore.ensure(this.#dir, topic, options);
    new HighMarks(marksFile(this.#dir, topic), options.partitions).close();
    syncDirectory(this.#dir);
  }

  partitions(topic: string): number {
    return this.#reader(topic).store.options.partitions;
  }

  async append(
    topic: string,
    partition: number,
    records: readonly AppendRecord[],
  ): Promise<number> {
    const reader = this.#reader(topic);
    reader.assertPartition(partition);
    if (records.length === 0) return reader.ends(partition).high;
    return this.#writer.append(topic, partition, records);
  }

  async read(
    topic: string,
    partition: number,
    fromOffset: number,
    { maxRecords, maxBytes, waitMs }: ReadOptions,
  ): Promise<LogBatch> {
    const reader = this.#reader(topic);
    reader.assertPartition(partition);
    const deadline = performance.now() + waitMs;
    let from = fromOffset;
    for (;;) {
      // The stamp is taken before the look, so that a record arriving in between wakes the wait.
      const stamp = reader.marks.fresh(partition);
      const batch = reader.read(partition, from, { maxRecords, maxBytes });
      if (batch.records.length > 0 || performance.now() >= deadline) return batch;
      from = batch.nextOffset;
      await this.#wakeups.wait({ marks: reader.marks, partition, stamp, deadline });
      this.#assertOpen();
    }
  }

  async ends(topic: string, partition: number): Promise<{ low: number; high: number }> {
    const reader = this.#reader(topic);
    reader.assertPartition(partition);
    return reader.ends(partition);
  }

  async committed(group: string, topic: string, partition: number): Promise<number | null> {
    this.#reader(topic).assertPartition(partition);
    const path = this.#committedPath(group, topic, partition);
    await this.#commits.get(path)?.catch(() => {});
    const found = await readCommitted(path);
    if (found === 'damaged') {
      throw damaged(
        { topic, partition, offset: null },
        `the position of ${group} fails its checksum`,
      );
    }
    return found;
  }

  async commit(group: string, topic: string, partition: number, offset: number): Promise<void> {
    this.#reader(topic).assertPartition(partition);
    const path = this.#committedPath(group, topic, partition);
    const before = this.#commits.get(path) ?? Promise.resolve();
    const write = before.catch(() => {}).then(() => writeCommitted(path, offset));
    this.#commits.set(path, write);
    try {
      await write;
    } catch (error) {
      const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
      const code = full ? 'LOG_DISK_FULL' : 'LOG_UNAVAILABLE';
      throw logError(code, `The position of ${group} in topic ${topic} cannot be stored.`, error);
    } finally {
      if (this.#commits.get(path) === write) this.#commits.delete(path);
    }
  }

  async clean(nowMs: number): Promise<number> {
    this.#assertOpen();
    return this.#writer.clean(nowMs);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#wakeups.close();
    await this.#writer.close();
    await Promise.allSettled(this.#commits.values());
    for (const reader of this.#readers.values()) reader.close();
    this.#readers.clear();
  }

  #reader(topic: string): TopicReader {
    this.#assertOpen();
    let reader = this.#readers.get(topic) ?? null;
    if (reader === null) {
      reader = TopicReader.open(this.#dir, topic);
      if (reader === null) throw logError('LOG_TOPIC_UNKNOWN', `Topic ${topic} does not exist.`);
      this.#readers.set(topic, reader);
    }
    return reader;
  }

  #committedPath(group: string, topic: string, partition: number): string {
    if (!isName(group)) throw logError('SETTINGS_INVALID', `${group} is no name for a reader.`);
    return committedFile(this.#dir, group, topic, partition);
  }

  #assertOpen(): void {
    if (this.#closed) throw logError('LOG_CLOSED', 'The log is closed.');
  }
}
