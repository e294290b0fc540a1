/**
 * An operator's last resort: accept that records are lost so that a damaged partition goes on. Lost
 * ranges become empty batches, so that no offset is ever given to another record and readers pass over
 * them. What can be read stays. Run it with no other process on the directory, on a copy first.
 */
import { crc32 } from 'node:zlib';
import { logError } from '../names.ts';
import { dataFits, decodeHead, encodeHead } from './batch.ts';
import { HighMarks } from './slots.ts';
import { asLogError, marksFile, TopicStore } from './store.ts';

/** Offsets [from, to) of a partition that nobody can read any more. */
export interface LostRange {
  partition: number;
  from: number;
  to: number;
}

/**
 * Answers what was given up, in order; nothing when the topic is whole. Throws LOG_DAMAGED when SQLite
 * cannot walk the file any more: then only a copy of the directory helps.
 */
export function repairTopic(dir: string, topic: string): LostRange[] {
  const store = TopicStore.open(dir, topic);
  if (store === null) throw logError('LOG_TOPIC_UNKNOWN', `Topic ${topic} does not exist.`);
  const marks = new HighMarks(marksFile(dir, topic), store.options.partitions);
  const lost: LostRange[] = [];
  try {
    for (let p = 0; p < store.options.partitions; p++) {
      lost.push(...store.writing(() => repairPartition(store, p, marks.read(p) ?? 0)));
    }
    return lost;
  } catch (error) {
    throw asLogError(error, { topic, partition: null, offset: null });
  } finally {
    store.close();
    marks.close();
  }
}

function repairPartition(store: TopicStore, partition: number, mark: number): LostRange[] {
  const low = store.low(partition);
  const lost: LostRange[] = [];
  const lose = (from: number, to: number): void => {
    const before = lost.at(-1);
    if (before?.to === from) before.to = to;
    else lost.push({ partition, from, to });
  };
  let expected = low;
  let unreadableAt = -1;
  let total = 0;
  const rows = store.partition(partition).from.iterate(low);
  for (const row of rows as Iterable<{ base: number; head: unknown; data: unknown }>) {
    const head = decodeHead(row.head);
    const fits =
      head?.base === row.base && head.partition === partition && head.topicCrc === store.topicCrc;
    if (head === null || !fits || head.base < expected) {
      unreadableAt = row.base;
      continue;
    }
    if (head.base > expected) lose(expected, head.base);
    if (!dataFits(head, row.data)) lose(head.base, head.base + head.span);
    expected = head.base + head.span;
    total = head.total;
  }
  // How far a last batch without a readable head went, only the mark can tell.
  const end = Math.max(expected, mark, unreadableAt + 1);
  if (end > expected) lose(expected, end);
  for (const { from, to } of lost) {
    store.partition(partition).remove.run(from, to);
    const head = encodeHead({
      base: from,
      span: to - from,
      records: 0,
      sparse: true,
      partition,
      bytes: 0,
      timeMs: 0,
      total,
      dataCrc: crc32(new Uint8Array(0)),
      topicCrc: store.topicCrc,
    });
    store.partition(partition).insert.run(from, head, new Uint8Array(0));
  }
  return lost;
}
