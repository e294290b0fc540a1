import pino from 'pino';
import { expect, test } from 'vitest';
import { TizhengError } from '#core/errors.ts';
import { readBack } from '#dashboard/server/read-back.ts';
import { firstReadable, newCounters, offsetAtTime, startTail } from '#dashboard/server/tail.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';

const TOPIC = 'tail.v1';
const logger = pino({ level: 'silent' });

/** A memory log of `count` records, one per second, whose offsets in `damaged` cannot be read. */
async function logOf(count: number, damaged: [from: number, to: number][] = []): Promise<EventLog> {
  const log = openMemoryLog();
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPIC, { ...kept, partitions: 1 });
  await log.append(
    TOPIC,
    0,
    Array.from({ length: count }, (_, n) => ({
      key: 'k',
      timeMs: n * 1_000,
      value: Uint8Array.of(n & 255),
    })),
  );
  const read = log.read.bind(log);
  log.read = async (topic, partition, from, options) => {
    const wound = damaged.find(([start, end]) => from < end && from + options.maxRecords > start);
    if (wound !== undefined && from >= wound[0])
      throw new TizhengError('LOG_DAMAGED', 'log', `offset ${from} is damaged`);
    // As the durable log: what lies before the damage is served first.
    const maxRecords = wound === undefined ? options.maxRecords : wound[0] - from;
    return read(topic, partition, from, { ...options, maxRecords });
  };
  return log;
}

function follow(log: EventLog, onOffset: (offset: number) => void = () => {}) {
  const counters = newCounters();
  const offsets: number[] = [];
  const tail = startTail({
    log,
    topic: TOPIC,
    partition: 0,
    fromOffset: 0,
    logger,
    counters,
    onRecord: ({ offset }) => {
      onOffset(offset);
      offsets.push(offset);
    },
  });
  return { tail, counters, offsets };
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

test('a damaged stretch is passed over to its very end, and counted', async () => {
  const log = await logOf(10_000, [
    [17, 18],
    [5_000, 6_234],
  ]);
  const { tail, counters, offsets } = follow(log);
  await tail.caughtUp;
  expect(offsets).toEqual([...range(0, 17), ...range(18, 5_000), ...range(6_234, 10_000)]);
  expect(counters).toEqual({ records: 10_000 - 1_235, undecodable: 0, lost: 1_235 });
  await tail.stop();
});

test('damage up to the end waits for what comes after it', async () => {
  const log = await logOf(100, [[90, 100]]);
  const { tail, counters, offsets } = follow(log);
  await tail.caughtUp;
  await log.append(TOPIC, 0, [{ key: 'k', timeMs: 1, value: Uint8Array.of(1) }]);
  while (offsets.length < 91) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(offsets.at(-1)).toBe(100);
  expect(counters.lost).toBe(10);
  await tail.stop();
});

test('a record that cannot be taken in is handed over once and left', async () => {
  const log = await logOf(2_000);
  const handed: number[] = [];
  const { tail, counters, offsets } = follow(log, (offset) => {
    handed.push(offset);
    if (offset % 3 === 0) throw new Error('unreadable');
  });
  await tail.caughtUp;
  expect(handed).toEqual(range(0, 2_000));
  expect(offsets).toHaveLength(2_000 - 667);
  expect(counters).toEqual({ records: 1_333, undecodable: 667, lost: 0 });
  await tail.stop();
});

test('a log that answers with an error is asked again, and a stop does not wait for it', async () => {
  const log = await logOf(10);
  const read = log.read.bind(log);
  let failures = 2;
  log.read = async (...args) => {
    if (failures-- > 0) throw new TizhengError('LOG_UNAVAILABLE', 'log', 'busy');
    return read(...args);
  };
  const { tail, offsets } = follow(log);
  await tail.caughtUp;
  expect(offsets).toEqual(range(0, 10));
  await tail.stop();
});

test('what retention removed is skipped', async () => {
  const log = await logOf(1_000);
  await log.ensureTopic(TOPIC, {
    partitions: 1,
    retentionMs: 100_000,
    retentionBytes: null,
    compacted: false,
  });
  await log.clean(1_000_000);
  const { low } = await log.ends(TOPIC, 0);
  expect(low).toBeGreaterThan(0);
  const { tail, counters, offsets } = follow(log);
  await tail.caughtUp;
  expect(offsets[0]).toBe(low);
  expect(counters.lost).toBe(low);
  await tail.stop();
});

test('the first readable offset is found wherever the damage ends', async () => {
  for (const end of [11, 12, 13, 20, 47, 99]) {
    const log = await logOf(100, [[10, end]]);
    expect(await firstReadable(log, TOPIC, 0, 10)).toBe(end);
  }
});

test('a time leads to the first record not older, also over a damage', async () => {
  const log = await logOf(1_000, [[400, 600]]);
  expect(await offsetAtTime(log, TOPIC, 0, 0)).toBe(0);
  expect(await offsetAtTime(log, TOPIC, 0, 123_456)).toBe(124);
  expect(await offsetAtTime(log, TOPIC, 0, 700_000)).toBe(700);
  expect(await offsetAtTime(log, TOPIC, 0, 9_999_999)).toBe(1_000);
});

test('history is read back newest first, each record once, to the edge that was asked for', async () => {
  const log = await logOf(10_500, [[7_000, 7_100]]);
  const offsets: number[] = [];
  const counters = newCounters();
  await readBack({
    log,
    topic: TOPIC,
    partition: 0,
    logger,
    counters,
    notBefore: 1_000,
    before: 10_000,
    stopped: () => false,
    onRecord: ({ offset }) => offsets.push(offset),
  });
  expect(offsets[0]).toBe(6_000);
  expect([...offsets].sort((a, b) => a - b)).toEqual([
    ...range(1_000, 7_000),
    ...range(7_100, 10_000),
  ]);
  expect(counters.lost).toBe(100);
});
