/**
 * Snapshots in a compacted topic of the log, for processors that may run anywhere: one partition per
 * task, nothing on a disk of their own.
 *
 * A snapshot is either whole (a base) or what changed since the one before (a delta). Both are a run
 * of chunks, closed by a marker that names the runs to be read, base first. A base is written when
 * the deltas since the last one have become as large as it, so what is written is at most twice what
 * changed, and what is read at a start is at most twice the state.
 *
 * Bases go to two slots in turn, deltas to the slot of their base: until the marker of a new base is
 * durable, every key of the snapshot before is untouched, and compaction leaves it whole. The keys of
 * a life (one process having the task) are its own, so what a process that was replaced still writes
 * does not mix with what its successor writes. The successor goes on with deltas on the base it found,
 * and wipes the keys of the lives before it when a base of its own is whole.
 *
 * *Back pressure:* `ready` while more than `PENDING_BYTES_MAX` wait for the log. *Delivery:* `commit`
 * resolves when the marker is durable; whatever fails before leaves the snapshot before as it is.
 */
import { randomBytes } from 'node:crypto';
import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { TizhengError } from '#core/errors.ts';
import { TOPICS } from '#core/topics.ts';
import type { AppendRecord, EventLog, LogRecord } from '#runtime/log/event-log.ts';
import { EntryReader, EntryWriter } from './entry-stream.ts';
import type { LoadedSnapshot, SnapshotMeta, SnapshotWriter, Soon, StateStore } from './store.ts';

/** Bytes of entries per record before they are compressed; a broker takes a megabyte. */
export const CHUNK_BYTES = 512 * 1024;
const PENDING_BYTES_MAX = 8 * 1024 * 1024;
/** Bounds the marker. */
const DELTAS_MAX = 100;
/** State is JSON and tables of numbers: the lowest level makes a fifth of it, for a tenth of the time of encoding it. */
const ZSTD_FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
/** What is looked for is there; a broker may take a moment to bring it. */
const READ = { maxRecords: 64, maxBytes: 8 * 1024 * 1024, waitMs: 5_000 };
/** Records looked at from the end for a marker; then twice as many, and so on. */
const LOOK_BACK_FIRST = 16;
/** Checksum over the rest and the key, and the run's id. */
const CHUNK_HEAD_BYTES = 8;
const EMPTY = new Uint8Array(0);
/** Name of the entry that holds the task's own state: no subject's entry has an empty name. */
const META = '';

type Slot = 'a' | 'b';

/** Chunks of one snapshot, in order. */
interface Run {
  life: string;
  slot: Slot;
  /** Tells its chunks from those of a snapshot under the same keys that was given up. */
  id: number;
  /** Offsets of the first chunk and behind the last. */
  from: number;
  to: number;
  chunks: number;
  bytes: number;
  /** Over the chunks' checksums. */
  sum: number;
}

/** How many keys of each slot a life has written. */
interface Keys {
  life: string;
  used: Record<Slot, number>;
}

interface Marker {
  epoch: number;
  input: number;
  /** The base and its deltas. */
  runs: Run[];
  /** The life that wrote it, and those before that are not wiped. */
  lives: Keys[];
}

/** What is known of a task here. */
interface Life extends Keys {
  partition: number;
  slot: Slot;
  /** Next key of each slot. */
  next: Record<Slot, number>;
  runs: Run[];
  before: Keys[];
}

export interface LogStateOptions {
  /** Places of the tasks among the partitions of the topic. */
  partitionOf: (task: string) => number;
  /** By which the log keeps time; only retention of tombstones looks at it. */
  now: () => number;
  /** Asked before anything is written; false = another process may have the task. */
  owns?: () => boolean;
  /** Undefined = CHUNK_BYTES. */
  chunkBytes?: number;
}

/** vehicle-p, driver-p and indicator-p of `partitions` each, one behind the other. */
export function statePartitionOf(task: string, partitions: number): number {
  const [kind, partition] = task.split('-');
  const index = ['vehicle', 'driver', 'indicator'].indexOf(kind!);
  return index * partitions + Number(partition);
}

export class LogStateStore implements StateStore {
  /** Bytes appended since the start, as the log has them. */
  written = 0;
  /** Bytes read by loads. */
  read = 0;
  readonly chunkBytes: number;
  private readonly log: EventLog;
  private readonly options: LogStateOptions;
  private readonly lives = new Map<string, Life>();

  constructor(log: EventLog, options: LogStateOptions) {
    this.log = log;
    this.options = options;
    this.chunkBytes = options.chunkBytes ?? CHUNK_BYTES;
  }

  /** Begins a life of the task: what it writes from now on stands under keys of its own. */
  async load(task: string): Promise<LoadedSnapshot | null> {
    const partition = this.options.partitionOf(task);
    const life: Life = {
      partition,
      life: randomBytes(6).toString('hex'),
      slot: 'b',
      next: { a: 0, b: 0 },
      used: { a: 0, b: 0 },
      runs: [],
      before: [],
    };
    this.lives.set(task, life);
    const { low, high } = await this.log.ends(TOPICS.state, partition);
    for (let from = high, span = LOOK_BACK_FIRST; from > low; span *= 2) {
      const until = from;
      from = Math.max(low, high - span);
      const markers = await this.markersOf(task, partition, from, until);
      // A replaced process may have closed an older one behind a newer.
      markers.sort((a, b) => b.epoch - a.epoch || b.input - a.input);
      for (const marker of markers) {
        const loaded = await this.snapshotOf(task, partition, marker);
        if (loaded === null) continue;
        life.runs = marker.runs;
        life.before = marker.lives;
        return loaded;
      }
    }
    return null;
  }

  begin(task: string): SnapshotWriter {
    const life = this.lives.get(task);
    if (life === undefined) throw new Error(`The task ${task} was not loaded.`);
    const [base, ...deltas] = life.runs;
    const grown = deltas.reduce((sum, { bytes }) => sum + bytes, 0);
    const isWhole =
      base === undefined ||
      deltas.length >= DELTAS_MAX ||
      // A base smaller than a chunk is not worth it.
      grown > Math.max(base.bytes, this.chunkBytes / 2);
    return new LogSnapshot(this, task, life, isWhole);
  }

  /** Nothing of the past is loaded again. */
  async discard(task: string): Promise<void> {
    const partition = this.options.partitionOf(task);
    const { low, high } = await this.log.ends(TOPICS.state, partition);
    const markers = await this.markersOf(task, partition, low, high);
    const keys = new Set(
      markers.flatMap(({ lives }) => lives.flatMap((life) => keysOf(task, life))),
    );
    await this.append(partition, wiped([...keys]));
  }

  close(): void {
    this.lives.clear();
  }

  /** @throws TizhengError TASK_REPLACED when the task may be another process's */
  async append(
    partition: number,
    records: readonly Omit<AppendRecord, 'timeMs'>[],
  ): Promise<number> {
    if (records.length === 0) return 0;
    if (this.options.owns?.() === false) {
      const message = 'A snapshot is not written: another process may have the task.';
      throw new TizhengError('TASK_REPLACED', 'processors', message);
    }
    const timeMs = this.options.now();
    for (const { value } of records) this.written += value.length;
    return this.log.append(
      TOPICS.state,
      partition,
      records.map((record) => ({ ...record, timeMs })),
    );
  }

  /** Newest last, those that were wiped since left out. */
  private async markersOf(
    task: string,
    partition: number,
    from: number,
    until: number,
  ): Promise<Marker[]> {
    const markers = new Map<number, { key: string; marker: Marker }>();
    const wiped = new Set<string>();
    await this.each(partition, from, until, ({ key, value, offset }) => {
      if (!key.startsWith(`${task}/`) || !key.endsWith('/m')) return;
      if (value.length === 0) wiped.add(key);
      else {
        wiped.delete(key);
        const marker = markerOf(value);
        if (marker !== null) markers.set(offset, { key, marker });
      }
    });
    return [...markers.values()].filter(({ key }) => !wiped.has(key)).map(({ marker }) => marker);
  }

  /** null = not whole. */
  private async snapshotOf(
    task: string,
    partition: number,
    { runs }: Marker,
  ): Promise<LoadedSnapshot | null> {
    const entries = new Map<string, Uint8Array>();
    for (const run of runs) {
      const prefix = `${task}/${run.life}/${run.slot}/`;
      const reader = new EntryReader((key, value) => {
        if (value === null) entries.delete(key);
        else entries.set(key, value);
      });
      let chunks = 0;
      let sum = 0;
      try {
        await this.each(partition, run.from, run.to, ({ key, value }) => {
          if (!key.startsWith(prefix) || value.length < CHUNK_HEAD_BYTES) return;
          const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
          const own = sumOf(key, bytes.subarray(4));
          if (bytes.readUInt32LE(4) !== run.id || bytes.readUInt32LE(0) !== own) return;
          sum = chainOf(sum, own);
          chunks++;
          this.read += bytes.length;
          reader.add(zstdDecompressSync(bytes.subarray(CHUNK_HEAD_BYTES)));
        });
      } catch (error) {
        if (error instanceof TizhengError && error.retryable) throw error;
        return null;
      }
      if (chunks !== run.chunks || sum !== run.sum || !reader.isDone) return null;
    }
    const bytes = entries.get(META);
    if (bytes === undefined) return null;
    entries.delete(META);
    return { meta: JSON.parse(Buffer.from(bytes).toString()) as SnapshotMeta, entries };
  }

  private async each(
    partition: number,
    from: number,
    until: number,
    visit: (record: LogRecord) => void,
  ): Promise<void> {
    for (let at = from; at < until; ) {
      const batch = await this.log.read(TOPICS.state, partition, at, READ);
      if (batch.nextOffset === at) {
        const message = `The state of partition ${partition} was not brought at offset ${at}.`;
        throw new TizhengError('LOG_UNAVAILABLE', 'processors', message);
      }
      for (const record of batch.records) if (record.offset < until) visit(record);
      at = batch.nextOffset;
    }
  }
}

class LogSnapshot implements SnapshotWriter {
  readonly isWhole: boolean;
  private readonly store: LogStateStore;
  private readonly task: string;
  private readonly life: Life;
  private readonly entries: EntryWriter;
  private readonly run: Run;
  /** Appends go one after the other: their order is the order of the entries. */
  private tail: Promise<void> = Promise.resolve();
  private pending = 0;
  private isOver = false;

  constructor(store: LogStateStore, task: string, life: Life, isWhole: boolean) {
    this.store = store;
    this.task = task;
    this.life = life;
    this.isWhole = isWhole;
    this.entries = new EntryWriter(store.chunkBytes, (bytes) => this.addChunk(bytes));
    const slot = isWhole ? otherOf(life.slot) : life.slot;
    if (isWhole) life.next[slot] = 0;
    const id = randomBytes(4).readUInt32LE();
    this.run = { life: life.life, slot, id, from: 0, to: 0, chunks: 0, bytes: 0, sum: 0 };
  }

  put(key: string, value: Uint8Array): void {
    this.entries.put(key, value);
  }

  delete(key: string): void {
    this.entries.put(key, null);
  }

  ready(): Soon<void> {
    if (this.pending > PENDING_BYTES_MAX) return this.tail;
  }

  async commit(meta: SnapshotMeta): Promise<void> {
    this.entries.put(META, Buffer.from(JSON.stringify(meta)));
    this.entries.end();
    await this.tail;
    const { life, run, task, store } = this;
    const runs = this.isWhole ? [run] : [...life.runs, run];
    const marker: Marker = {
      epoch: meta.epoch,
      input: Object.values(meta.inputs)[0] ?? 0,
      runs,
      lives: [{ life: life.life, used: life.used }, ...life.before],
    };
    const text = Buffer.from(JSON.stringify(marker));
    const value = Buffer.alloc(4 + text.length);
    value.writeUInt32LE(crc32(text), 0);
    text.copy(value, 4);
    const key = `${task}/${life.life}/${run.slot}/m`;
    await store.append(life.partition, [{ key, value }]);
    this.isOver = true;
    life.slot = run.slot;
    life.runs = runs;
    if (!this.isWhole || life.before.length === 0) return;
    const stale = life.before.flatMap((keys) => keysOf(task, keys));
    life.before = [];
    // Nobody reads them any more; what is not wiped now only takes space.
    await store.append(life.partition, wiped(stale)).catch(() => {});
  }

  abort(): void {
    this.isOver = true;
  }

  private addChunk(bytes: Uint8Array): void {
    const { life, run, task } = this;
    const index = life.next[run.slot]++;
    life.used[run.slot] = Math.max(life.used[run.slot], index + 1);
    const key = `${task}/${life.life}/${run.slot}/${index}`;
    const payload = zstdCompressSync(bytes, ZSTD_FAST);
    const value = Buffer.allocUnsafe(CHUNK_HEAD_BYTES + payload.length);
    value.writeUInt32LE(run.id, 4);
    payload.copy(value, CHUNK_HEAD_BYTES);
    const own = sumOf(key, value.subarray(4));
    value.writeUInt32LE(own, 0);
    const isFirst = run.chunks++ === 0;
    run.bytes += value.length;
    run.sum = chainOf(run.sum, own);
    this.pending += value.length;
    this.tail = this.tail.then(async () => {
      if (this.isOver) return;
      const offset = await this.store.append(life.partition, [{ key, value }]);
      if (isFirst) run.from = offset;
      run.to = offset + 1;
      this.pending -= value.length;
    });
    // A failure is met by `ready` or `commit`.
    this.tail.catch(() => {});
  }
}

function wiped(keys: readonly string[]): { key: string; value: Uint8Array }[] {
  return keys.map((key) => ({ key, value: EMPTY }));
}

const otherOf = (slot: Slot): Slot => (slot === 'a' ? 'b' : 'a');

/** Over the key too: a chunk that came to another place is not taken for one. */
const sumOf = (key: string, bytes: Uint8Array): number => crc32(bytes, crc32(key));

const chainOf = (sum: number, next: number): number => (Math.imul(sum, 31) + next) >>> 0;

/** null = damaged. */
function markerOf(value: Uint8Array): Marker | null {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const text = bytes.subarray(4);
  if (bytes.length < 4 || crc32(text) !== bytes.readUInt32LE(0)) return null;
  return JSON.parse(text.toString()) as Marker;
}

function keysOf(task: string, { life, used }: Keys): string[] {
  return (['a', 'b'] as const).flatMap((slot) => {
    const prefix = `${task}/${life}/${slot}`;
    const chunks = Array.from({ length: used[slot] }, (_, index) => `${prefix}/${index}`);
    return [`${prefix}/m`, ...chunks];
  });
}
