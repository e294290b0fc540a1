/**
 * Retention and compaction of one topic, in steps: each step is one short transaction, so that appends
 * of this and other handles wait for a step, never for the whole. Offsets stay: retention raises `low`,
 * compaction keeps the span of every batch it merges. The newest batch is always kept, because the end
 * of the partition is read from it.
 */
import { crc32 } from 'node:zlib';
import { BatchBuilder, BatchCursor, type BatchHead, dataFits, encodeHead } from './batch.ts';
import { damaged, type TopicStore } from './store.ts';

interface CleanSettings {
  nowMs: number;
  /** A merged batch is not filled beyond this. */
  batchBytesMax: number;
  /** How long a deletion stays readable, so that slow readers learn of it. */
  tombstoneMs: number;
}

/** Batches looked at in one transaction. */
const stepBatches = 256;
/** Bytes removed or rewritten in one transaction. */
const stepBytes = 16 * 2 ** 20;

/** Yields the number of records each step removed. */
export function* cleanTopic(store: TopicStore, settings: CleanSettings): Generator<number> {
  const { partitions, retentionMs, retentionBytes, compacted } = store.reloadOptions();
  for (let p = 0; p < partitions; p++) {
    if (retentionMs !== null || retentionBytes !== null) yield* retain(store, p, settings.nowMs);
    if (compacted) yield* compact(store, p, settings);
  }
}

function* retain(store: TopicStore, partition: number, nowMs: number): Generator<number> {
  for (;;) {
    const removed = store.writing(() => retainStep(store, partition, nowMs));
    if (removed === null) return;
    yield removed;
  }
}

/** Removes the oldest batches that are due; null when none is. */
function retainStep(store: TopicStore, partition: number, nowMs: number): number | null {
  const { retentionMs, retentionBytes } = store.options;
  const statements = store.partition(partition);
  const last = store.lastHead(partition);
  if (last === null) return null;
  const low = store.low(partition);
  let cut = low;
  let records = 0;
  let bytes = 0;
  for (const row of statements.heads.all(low, stepBatches) as { base: number; head: unknown }[]) {
    const head = store.head(partition, row);
    const keptBytes = last.total - (head.total - head.bytes);
    const tooOld = retentionMs !== null && head.timeMs < nowMs - retentionMs;
    const tooMuch = retentionBytes !== null && keptBytes > retentionBytes;
    if (head.base === last.base || !(tooOld || tooMuch) || bytes > stepBytes) break;
    cut = head.base + head.span;
    records += head.records;
    bytes += head.bytes;
  }
  if (cut === low) return null;
  statements.remove.run(low, cut);
  store.setLow(partition, cut);
  return records;
}

function* compact(
  store: TopicStore,
  partition: number,
  settings: CleanSettings,
): Generator<number> {
  const newest = newestOffsets(store, partition);
  let from = store.low(partition);
  for (;;) {
    const step = store.writing(() => compactStep(store, partition, from, newest, settings));
    if (step === null) return;
    from = step.next;
    yield step.removed;
  }
}

interface CheckedBatch {
  head: BatchHead;
  data: Uint8Array;
}

/** Batches from a base on, each checked and joined to the one before. */
function* batchesFrom(store: TopicStore, partition: number, from: number): Generator<CheckedBatch> {
  let expected = from;
  const rows = store.partition(partition).from.iterate(from);
  for (const row of rows as Iterable<{ base: number; head: unknown; data: unknown }>) {
    const head = store.head(partition, row);
    const at = { topic: store.topic, partition, offset: expected };
    if (head.base !== expected) throw damaged(at, 'a batch is missing');
    if (!dataFits(head, row.data)) throw damaged(at, 'a batch fails its checksum');
    yield { head, data: row.data };
    expected = head.base + head.span;
  }
}

/** Newest offset of every key. Held in memory: one entry per key of a compacted topic. */
function newestOffsets(store: TopicStore, partition: number): Map<string, number> {
  const newest = new Map<string, number>();
  store.reading(() => {
    for (const { head, data } of batchesFrom(store, partition, store.low(partition))) {
      const cursor = new BatchCursor(head, data);
      for (let record = cursor.next(); record; record = cursor.next()) {
        newest.set(record.key, record.offset);
      }
    }
  });
  return newest;
}

/** Merges the batches that fit into one; null when the end is reached. */
function compactStep(
  store: TopicStore,
  partition: number,
  from: number,
  newest: ReadonlyMap<string, number>,
  { nowMs, batchBytesMax, tombstoneMs }: CleanSettings,
): { next: number; removed: number } | null {
  const merged = new BatchBuilder(new ArrayBuffer(4_096));
  let batches = 0;
  let before = 0;
  let read = 0;
  let next = from;
  let total = 0;
  for (const { head, data } of batchesFrom(store, partition, from)) {
    read += head.bytes;
    const full =
      merged.bytes + head.bytes > batchBytesMax || head.base + head.span - from > 2 ** 31;
    if (batches > 0 && (full || batches >= stepBatches || read > stepBytes)) break;
    const cursor = new BatchCursor(head, data);
    for (let record = cursor.next(); record; record = cursor.next()) {
      // A key this map does not know was appended after it was made: keep it.
      const isNewest = (newest.get(record.key) ?? record.offset) <= record.offset;
      const deleted = record.value.byteLength === 0 && record.timeMs < nowMs - tombstoneMs;
      if (isNewest && !deleted) merged.add(record, record.offset - from);
    }
    batches++;
    before += head.records;
    next = head.base + head.span;
    total = head.total;
  }
  if (batches === 0) return null;
  const removed = before - merged.records;
  if (removed === 0 && batches === 1) return { next, removed };
  const data = merged.take();
  const statements = store.partition(partition);
  statements.remove.run(from, next);
  const head = encodeHead({
    base: from,
    span: next - from,
    records: merged.records,
    sparse: true,
    partition,
    bytes: data.byteLength,
    timeMs: merged.timeMs,
    total,
    dataCrc: crc32(data),
    topicCrc: store.topicCrc,
  });
  statements.insert.run(from, head, data);
  return { next, removed };
}
