/**
 * The reading side of one topic, in the reader's own thread. Every batch is checked before a record of
 * it is served: its head and its bytes by CRC-32, its place by the offsets before and after, the end of
 * the partition by the high-water mark.
 */
import type { LogBatch, LogRecord } from '../event-log.ts';
import { logError } from '../names.ts';
import { BatchCursor, dataFits } from './batch.ts';
import { HighMarks } from './slots.ts';
import { asLogError, damaged, marksFile, TopicStore } from './store.ts';

export class TopicReader {
  readonly store: TopicStore;
  readonly marks: HighMarks;
  /** Batch a bounded read stopped in, per partition, so that the next read need not check it again. */
  readonly #cursors = new Map<number, BatchCursor>();

  private constructor(dir: string, store: TopicStore) {
    this.store = store;
    this.marks = new HighMarks(marksFile(dir, store.topic), store.options.partitions);
  }

  /** null when the topic does not exist. */
  static open(dir: string, topic: string): TopicReader | null {
    const store = TopicStore.open(dir, topic);
    return store === null ? null : new TopicReader(dir, store);
  }

  ends(partition: number): { low: number; high: number } {
    return this.#guarded(partition, 0, () => {
      const ends = this.store.reading(() => ({
        low: this.store.low(partition),
        high: this.#high(partition),
      }));
      this.#assertTailThere(partition, ends.high);
      return ends;
    });
  }

  /** Throws LOG_TOPIC_UNKNOWN when the topic has no such partition. */
  assertPartition(partition: number): void {
    this.store.partition(partition);
  }

  /** Answers at once, with no records at the end of the partition. */
  read(partition: number, from: number, bound: { maxRecords: number; maxBytes: number }): LogBatch {
    return this.#guarded(partition, from, () => {
      const batch = this.store.reading(() => this.#readSnapshot(partition, from, bound));
      if (batch.records.length === 0) this.#assertTailThere(partition, from);
      return batch;
    });
  }

  close(): void {
    this.store.close();
    this.marks.close();
  }

  #readSnapshot(
    partition: number,
    from: number,
    { maxRecords, maxBytes }: { maxRecords: number; maxBytes: number },
  ): LogBatch {
    const highOffset = this.#readableHigh(partition);
    const records: LogRecord[] = [];
    if (from >= highOffset) return { records, nextOffset: from, highOffset };

    let bytes = 0;
    /** False when the bound was reached inside the batch. */
    const take = (cursor: BatchCursor): boolean => {
      for (;;) {
        const size = cursor.nextBytes;
        const full =
          records.length >= maxRecords || (records.length > 0 && bytes + size > maxBytes);
        if (full && cursor.left) return false;
        const record = cursor.next();
        if (record === null) return true;
        records.push(record);
        bytes += size;
      }
    };

    let expected = from;
    const kept = this.#cursors.get(partition);
    this.#cursors.delete(partition);
    if (kept?.offset === from && kept.left) {
      if (!take(kept)) return this.#stopIn(partition, kept, { records, highOffset });
      expected = kept.offset;
    } else {
      const start = this.store.partition(partition).at.get(from) as { base: number } | undefined;
      expected = start?.base ?? from;
    }

    const at = { topic: this.store.topic, partition };
    try {
      const rows = this.store.partition(partition).from.iterate(expected);
      for (const row of rows as Iterable<{ base: number; head: unknown; data: unknown }>) {
        const head = this.store.head(partition, row);
        if (head.base !== expected || head.base + head.span <= from) break;
        if (!dataFits(head, row.data)) {
          throw damaged({ ...at, offset: head.base }, 'a batch fails its checksum');
        }
        const cursor = new BatchCursor(head, row.data);
        cursor.skipTo(from);
        if (!take(cursor)) return this.#stopIn(partition, cursor, { records, highOffset });
        expected = head.base + head.span;
        if (records.length >= maxRecords || bytes >= maxBytes) break;
      }
    } catch (error) {
      // What was read before is whole; the damage is named when the reader arrives at it.
      if (records.length === 0) throw error;
    }

    if (expected <= from) this.#explainMissing(partition, from);
    const more = records.length >= maxRecords || bytes >= maxBytes;
    // What was read is served; the missing batch is named when the reader arrives at it.
    if (!more && expected < highOffset && records.length === 0) {
      throw damaged({ ...at, offset: expected }, 'a batch is missing');
    }
    return { records, nextOffset: expected, highOffset };
  }

  #stopIn(
    partition: number,
    cursor: BatchCursor,
    read: { records: LogRecord[]; highOffset: number },
  ): LogBatch {
    this.#cursors.set(partition, cursor);
    return { ...read, nextOffset: cursor.offset };
  }

  #explainMissing(partition: number, from: number): never {
    const low = this.store.low(partition);
    if (from < low) {
      const message = `Topic ${this.store.topic}, partition ${partition}: offset ${from} was removed, the first kept is ${low}.`;
      throw logError('LOG_OFFSET_GONE', message);
    }
    throw damaged({ topic: this.store.topic, partition, offset: from }, 'a batch is missing');
  }

  /** One past the newest record of the store. */
  #high(partition: number): number {
    const last = this.store.lastHead(partition);
    return last === null ? 0 : last.base + last.span;
  }

  /** The end, or the start of the newest batch when its head is damaged: what lies before is served. */
  #readableHigh(partition: number): number {
    try {
      return this.#high(partition);
    } catch (error) {
      const last = this.store.partition(partition).last.get() as { base: number } | undefined;
      if (last === undefined) throw error;
      return last.base;
    }
  }

  /** Acknowledged records above the store's end have vanished; so have records this reader has seen. */
  #assertTailThere(partition: number, reached: number): void {
    const claimed = Math.max(this.marks.read(partition) ?? 0, reached);
    const high = this.store.reading(() => this.#high(partition));
    if (claimed <= high) return;
    throw damaged(
      { topic: this.store.topic, partition, offset: high },
      `records up to ${claimed} were acknowledged or asked for and are missing`,
    );
  }

  #guarded<T>(partition: number, offset: number, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw asLogError(error, { topic: this.store.topic, partition, offset });
    }
  }
}
