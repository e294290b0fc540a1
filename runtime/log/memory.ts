/**
 * The log in memory, for tests and for replays that keep nothing. Same behaviour as the durable engines,
 * by the same conformance suite; "durable" means until the store is dropped. One store, many handles.
 */
import { assertRecord, recordBytes } from './embedded/batch.ts';
import type {
  AppendRecord,
  EventLog,
  LogBatch,
  LogRecord,
  ReadOptions,
  TopicOptions,
} from './event-log.ts';
import { isName, logError } from './names.ts';

const tombstoneMs = 86_400_000;

interface MemoryPartition {
  low: number;
  high: number;
  records: LogRecord[];
  waiting: Set<() => void>;
}
interface MemoryTopic {
  options: TopicOptions;
  partitions: MemoryPartition[];
}

/** What several handles share. */
export class MemoryLogStore {
  readonly topics = new Map<string, MemoryTopic>();
  readonly committed = new Map<string, number>();
}

export function openMemoryLog(store: MemoryLogStore = new MemoryLogStore()): EventLog {
  return new MemoryLog(store);
}

class MemoryLog implements EventLog {
  readonly #store: MemoryLogStore;
  readonly #waits = new Set<() => void>();
  #closed = false;

  constructor(store: MemoryLogStore) {
    this.#store = store;
  }

  async ensureTopic(topic: string, options: TopicOptions): Promise<void> {
    this.#assertOpen();
    if (!isName(topic)) throw logError('LOG_TOPIC_UNKNOWN', `${topic} is no name for a topic.`);
    const found = this.#store.topics.get(topic);
    const there = found?.partitions.length ?? 0;
    const grows = options.mayGrow === true && there < options.partitions;
    if (found && there !== options.partitions && !grows) {
      const message = `Topic ${topic} has ${found.options.partitions} partitions, not ${options.partitions}.`;
      throw logError('SETTINGS_INVALID', message);
    }
    const partitions = found?.partitions ?? [];
    while (partitions.length < options.partitions)
      partitions.push({ low: 0, high: 0, records: [], waiting: new Set<() => void>() });
    this.#store.topics.set(topic, { options: { ...options }, partitions });
  }

  partitions(topic: string): number {
    return this.#topic(topic).options.partitions;
  }

  async append(
    topic: string,
    partition: number,
    records: readonly AppendRecord[],
  ): Promise<number> {
    const target = this.#partition(topic, partition);
    for (const record of records) assertRecord(record);
    const first = target.high;
    for (const { key, timeMs, value } of records) {
      target.records.push({ offset: target.high++, key, timeMs, value: Uint8Array.from(value) });
    }
    for (const wake of target.waiting) wake();
    return first;
  }

  async read(
    topic: string,
    partition: number,
    fromOffset: number,
    { maxRecords, maxBytes, waitMs }: ReadOptions,
  ): Promise<LogBatch> {
    const source = this.#partition(topic, partition);
    const where = `Topic ${topic}, partition ${partition}, offset ${fromOffset}`;
    if (fromOffset < source.low) {
      throw logError('LOG_OFFSET_GONE', `${where} was removed, the first kept is ${source.low}.`);
    }
    if (fromOffset > source.high) throw logError('LOG_DAMAGED', `${where} lies beyond the end.`);
    const giveUpAt = performance.now() + waitMs;
    let from = fromOffset;
    for (;;) {
      const batch = take(source, from, { maxRecords, maxBytes });
      const leftMs = giveUpAt - performance.now();
      if (batch.records.length > 0 || leftMs <= 0) return batch;
      from = batch.nextOffset;
      await this.#arrival(source, leftMs);
      this.#assertOpen();
    }
  }

  async ends(topic: string, partition: number): Promise<{ low: number; high: number }> {
    const { low, high } = this.#partition(topic, partition);
    return { low, high };
  }

  async committed(group: string, topic: string, partition: number): Promise<number | null> {
    this.#partition(topic, partition);
    return this.#store.committed.get(`${group}@${topic}@${partition}`) ?? null;
  }

  async commit(group: string, topic: string, partition: number, offset: number): Promise<void> {
    this.#partition(topic, partition);
    if (!isName(group)) throw logError('SETTINGS_INVALID', `${group} is no name for a reader.`);
    this.#store.committed.set(`${group}@${topic}@${partition}`, offset);
  }

  async clean(nowMs: number): Promise<number> {
    this.#assertOpen();
    let removed = 0;
    for (const { options, partitions } of this.#store.topics.values()) {
      for (const partition of partitions) {
        removed += retain(partition, options, nowMs);
        if (options.compacted) removed += compact(partition, nowMs);
      }
    }
    return removed;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waits) wake();
  }

  #arrival(source: MemoryPartition, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        source.waiting.delete(wake);
        this.#waits.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      source.waiting.add(wake);
      this.#waits.add(wake);
    });
  }

  #topic(topic: string): MemoryTopic {
    this.#assertOpen();
    const found = this.#store.topics.get(topic);
    if (!found) throw logError('LOG_TOPIC_UNKNOWN', `Topic ${topic} does not exist.`);
    return found;
  }

  #partition(topic: string, partition: number): MemoryPartition {
    const found = this.#topic(topic).partitions[partition];
    if (!found)
      throw logError('LOG_TOPIC_UNKNOWN', `Topic ${topic} has no partition ${partition}.`);
    return found;
  }

  #assertOpen(): void {
    if (this.#closed) throw logError('LOG_CLOSED', 'The log is closed.');
  }
}

/** Index of the first record at or after the offset. */
function indexOf(records: readonly LogRecord[], offset: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (records[middle]!.offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function take(
  source: MemoryPartition,
  from: number,
  { maxRecords, maxBytes }: { maxRecords: number; maxBytes: number },
): LogBatch {
  const records: LogRecord[] = [];
  let bytes = 0;
  let index = indexOf(source.records, from);
  for (; index < source.records.length && records.length < maxRecords; index++) {
    const record = source.records[index]!;
    bytes += record.key.length + record.value.byteLength;
    if (records.length > 0 && bytes > maxBytes) break;
    records.push(record);
  }
  const nextOffset = source.records[index]?.offset ?? source.high;
  return { records, nextOffset, highOffset: source.high };
}

/** The newest record stays, as in the durable engines. */
function retain(source: MemoryPartition, options: TopicOptions, nowMs: number): number {
  const { retentionMs, retentionBytes } = options;
  if (retentionMs === null && retentionBytes === null) return 0;
  const { records } = source;
  let kept = records.reduce((sum, record) => sum + recordBytes(record), 0);
  let cut = 0;
  while (cut < records.length - 1) {
    const record = records[cut]!;
    const tooOld = retentionMs !== null && record.timeMs < nowMs - retentionMs;
    if (!tooOld && !(retentionBytes !== null && kept > retentionBytes)) break;
    kept -= recordBytes(record);
    cut++;
  }
  if (cut > 0) source.low = records[cut]!.offset;
  records.splice(0, cut);
  return cut;
}

function compact(source: MemoryPartition, nowMs: number): number {
  const newest = new Map(source.records.map(({ key, offset }) => [key, offset]));
  const kept = source.records.filter(({ key, offset, timeMs, value }) => {
    const deleted = value.byteLength === 0 && timeMs < nowMs - tombstoneMs;
    return newest.get(key) === offset && !deleted;
  });
  const removed = source.records.length - kept.length;
  source.records = kept;
  return removed;
}
