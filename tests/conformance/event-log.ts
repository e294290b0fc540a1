/**
 * What every engine of the log must do. Engines run it from their own test file:
 *
 *   describeEventLog('embedded', async () => ({ open: () => openEmbeddedLog({ dir }), dispose }));
 */
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AppendRecord, EventLog, LogRecord, TopicOptions } from '#runtime/log/event-log.ts';

export interface EventLogHarness {
  /** Another handle on the same log; the suite closes what it opens. */
  open(): Promise<EventLog>;
  dispose(): Promise<void>;
}
export interface EventLogFeatures {
  /** Whether `clean` acts at once; a broker that cleans when it likes says false. */
  cleansAtOnce: boolean;
}

const KEEP: TopicOptions = {
  partitions: 2,
  retentionMs: null,
  retentionBytes: null,
  compacted: false,
};
const NOW = 1_700_000_000_000;
const ALL = { maxRecords: 1_000_000, maxBytes: 2 ** 30, waitMs: 0 };

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const record = (key: string, value: string, timeMs = NOW): AppendRecord => ({
  key,
  timeMs,
  value: text(value),
});
const show = ({ offset, key, timeMs, value }: LogRecord) =>
  `${offset} ${key} ${timeMs} ${Buffer.from(value).toString('latin1')}`;

/** Every record from an offset to the end, read in bounded steps. */
export async function readAll(
  log: EventLog,
  topic: string,
  partition: number,
  from = 0,
  bound = { maxRecords: 1_000, maxBytes: 2 ** 20 },
): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (let next = from; ; ) {
    const batch = await log.read(topic, partition, next, { ...bound, waitMs: 0 });
    records.push(...batch.records);
    if (batch.nextOffset === next) return records;
    next = batch.nextOffset;
  }
}

export function describeEventLog(
  name: string,
  create: () => Promise<EventLogHarness>,
  features: EventLogFeatures = { cleansAtOnce: true },
): void {
  describe(`${name}: an event log`, () => {
    let harness: EventLogHarness;
    let log: EventLog;
    let handles: EventLog[];

    const open = async (): Promise<EventLog> => {
      const handle = await harness.open();
      handles.push(handle);
      return handle;
    };

    beforeEach(async () => {
      harness = await create();
      handles = [];
      log = await open();
      await log.ensureTopic('t.v1', KEEP);
    });
    afterEach(async () => {
      for (const handle of handles) await handle.close();
      await harness.dispose();
    });

    test('gives consecutive offsets from 0 and returns records as they were appended', async () => {
      expect(await log.append('t.v1', 0, [record('a', 'one'), record('b', '', NOW + 1)])).toBe(0);
      expect(await log.append('t.v1', 0, [record('', 'three', NOW - 5)])).toBe(2);
      const { records, nextOffset, highOffset } = await log.read('t.v1', 0, 0, ALL);
      expect(records.map(show)).toEqual([
        `0 a ${NOW} one`,
        `1 b ${NOW + 1} `,
        `2  ${NOW - 5} three`,
      ]);
      expect({ nextOffset, highOffset }).toEqual({ nextOffset: 3, highOffset: 3 });
    });

    test('keeps partitions apart', async () => {
      await log.append('t.v1', 0, [record('a', 'zero')]);
      expect(await log.append('t.v1', 1, [record('a', 'one')])).toBe(0);
      expect((await readAll(log, 't.v1', 1)).map(show)).toEqual([`0 a ${NOW} one`]);
    });

    test('keeps the order of calls that do not wait for each other', async () => {
      const calls = Array.from({ length: 500 }, (_, i) =>
        log.append('t.v1', i % 2, [record('k', `${i}`), record('k', `${i}+`)]),
      );
      const offsets = await Promise.all(calls);
      expect(offsets).toEqual(offsets.map((_, i) => 2 * Math.floor(i / 2)));
      const values = (await readAll(log, 't.v1', 1)).map(({ value }) =>
        Buffer.from(value).toString(),
      );
      expect(values.slice(0, 4)).toEqual(['1', '1+', '3', '3+']);
      expect(values).toHaveLength(500);
    });

    test('copies what it is given, so that the caller may reuse its buffer', async () => {
      const value = text('before');
      const done = log.append('t.v1', 0, [{ key: 'k', timeMs: NOW, value }]);
      value.fill(0);
      await done;
      expect((await readAll(log, 't.v1', 0)).map(show)).toEqual([`0 k ${NOW} before`]);
    });

    test('an append of nothing writes nothing and tells the end', async () => {
      await log.append('t.v1', 0, [record('a', '1')]);
      expect(await log.append('t.v1', 0, [])).toBe(1);
      expect(await log.ends('t.v1', 0)).toEqual({ low: 0, high: 1 });
    });

    test('bounds a read by records and bytes, but gives at least one', async () => {
      await log.append(
        't.v1',
        0,
        Array.from({ length: 10 }, (_, i) => record('k', `${i}`.repeat(99))),
      );
      const byCount = await log.read('t.v1', 0, 2, { ...ALL, maxRecords: 3 });
      expect(byCount.records.map(({ offset }) => offset)).toEqual([2, 3, 4]);
      expect(byCount).toMatchObject({ nextOffset: 5, highOffset: 10 });
      const byBytes = await log.read('t.v1', 0, 5, { ...ALL, maxBytes: 250 });
      expect(byBytes.records.map(({ offset }) => offset)).toEqual([5, 6]);
      const one = await log.read('t.v1', 0, 9, { ...ALL, maxBytes: 1 });
      expect(one.records.map(({ offset }) => offset)).toEqual([9]);
    });

    test('answers an empty read at once at the end', async () => {
      await log.append('t.v1', 0, [record('a', '1')]);
      expect(await log.read('t.v1', 0, 1, ALL)).toEqual({
        records: [],
        nextOffset: 1,
        highOffset: 1,
      });
      expect(await log.read('t.v1', 1, 0, ALL)).toMatchObject({ nextOffset: 0, highOffset: 0 });
    });

    test('a waiting read wakes on a record of another handle, and gives up after waitMs', async () => {
      const other = await open();
      await other.append('t.v1', 0, [record('a', 'warm-up')]);
      const waiting = log.read('t.v1', 0, 1, { ...ALL, waitMs: 5_000 });
      await new Promise((resolve) => setTimeout(resolve, 30));
      await other.append('t.v1', 0, [record('a', 'woken')]);
      const appendedAt = performance.now();
      expect((await waiting).records.map(show)).toEqual([`1 a ${NOW} woken`]);
      expect(performance.now() - appendedAt).toBeLessThan(1_000);
      const startedAt = performance.now();
      expect((await log.read('t.v1', 0, 2, { ...ALL, waitMs: 50 })).records).toEqual([]);
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(45);
    });

    test('two handles that append to one partition lose and tear nothing', async () => {
      const other = await open();
      const appends = (handle: EventLog, key: string) =>
        Promise.all(
          Array.from({ length: 200 }, async (_, i) => {
            if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve, i / 10));
            const first = await handle.append('t.v1', 0, [
              record(key, `${i}`),
              record(key, `${i}+`),
            ]);
            return [first, i] as const;
          }),
        );
      const answers = (await Promise.all([appends(log, 'x'), appends(other, 'y')])).flat();
      const records = await readAll(other, 't.v1', 0);
      expect(records.map(({ offset }) => offset)).toEqual(records.map((_, i) => i));
      expect(records).toHaveLength(800);
      expect(new Set(records.map(({ key, value }) => key + Buffer.from(value))).size).toBe(800);
      for (const [first, i] of answers) {
        expect(Buffer.from(records[first]!.value).toString()).toBe(`${i}`);
        expect(Buffer.from(records[first + 1]!.value).toString()).toBe(`${i}+`);
      }
    });

    test('is all there after it was closed and opened again', async () => {
      await log.append('t.v1', 0, [record('a', '1'), record('b', '2')]);
      await log.commit('g', 't.v1', 0, 1);
      await log.close();
      const again = await open();
      expect(again.partitions('t.v1')).toBe(2);
      expect(await again.committed('g', 't.v1', 0)).toBe(1);
      expect((await readAll(again, 't.v1', 0)).map(show)).toEqual([`0 a ${NOW} 1`, `1 b ${NOW} 2`]);
      expect(await again.append('t.v1', 0, [record('c', '3')])).toBe(2);
    });

    test('remembers where named readers stand, each on its own', async () => {
      const other = await open();
      await other.append('t.v1', 0, [record('a', '1'), record('a', '2')]);
      expect(await log.committed('g', 't.v1', 0)).toBeNull();
      for (const offset of [1, 2, 0]) await log.commit('g', 't.v1', 0, offset);
      await Promise.all([log.commit('h', 't.v1', 0, 1), log.commit('h', 't.v1', 0, 2)]);
      await log.commit('g', 't.v1', 1, 0);
      expect(await other.committed('g', 't.v1', 0)).toBe(0);
      expect(await other.committed('h', 't.v1', 0)).toBe(2);
      expect(await other.committed('h', 't.v1', 1)).toBeNull();
    });

    test('creates a topic once, and refuses another partition count and unknown topics', async () => {
      await log.append('t.v1', 0, [record('a', '1')]);
      await log.ensureTopic('t.v1', { ...KEEP, retentionMs: 1e12 });
      expect(await log.ends('t.v1', 0)).toEqual({ low: 0, high: 1 });
      const more = log.ensureTopic('t.v1', { ...KEEP, partitions: 3 });
      await expect(more).rejects.toMatchObject({ code: 'SETTINGS_INVALID' });
      const unknown = { code: 'LOG_TOPIC_UNKNOWN' };
      await expect(log.append('no.v1', 0, [record('a', '1')])).rejects.toMatchObject(unknown);
      await expect(log.append('t.v1', 2, [record('a', '1')])).rejects.toMatchObject(unknown);
      await expect(log.read('t.v1', -1, 0, ALL)).rejects.toMatchObject(unknown);
      expect(() => log.partitions('no.v1')).toThrow(expect.objectContaining(unknown));
    });

    test('adds partitions where that is allowed, and keeps what the others hold', async () => {
      await log.append('t.v1', 1, [record('a', '1')]);
      await log.close();
      log = await harness.open();
      await log.ensureTopic('t.v1', { ...KEEP, partitions: 3, mayGrow: true });
      expect(log.partitions('t.v1')).toBe(3);
      expect(await log.append('t.v1', 2, [record('b', '2')])).toBe(0);
      expect(await log.ends('t.v1', 1)).toEqual({ low: 0, high: 1 });
      const fewer = log.ensureTopic('t.v1', { ...KEEP, mayGrow: true });
      await expect(fewer).rejects.toMatchObject({ code: 'SETTINGS_INVALID' });
    });

    test('refuses to read beyond the end: offsets once given out do not vanish', async () => {
      await log.append('t.v1', 0, [record('a', '1')]);
      await expect(log.read('t.v1', 0, 5, ALL)).rejects.toMatchObject({ retryable: false });
    });

    test('carries big records and refuses those it could not give back, writing nothing', async () => {
      const big = new Uint8Array(4 * 2 ** 20).map((_, i) => i * 31);
      await log.append('t.v1', 0, [record('a', 'small'), { key: 'big', timeMs: NOW, value: big }]);
      const records = await readAll(log, 't.v1', 0);
      expect(records.map(({ key }) => key)).toEqual(['a', 'big']);
      expect(Buffer.compare(records[1]!.value, big)).toBe(0);
      const huge = { key: 'k', timeMs: NOW, value: new Uint8Array(17 * 2 ** 20) };
      await expect(log.append('t.v1', 0, [record('a', '1'), huge])).rejects.toThrow();
      await expect(log.append('t.v1', 0, [record('粤', '1')])).rejects.toThrow();
      expect(await log.ends('t.v1', 0)).toEqual({ low: 0, high: 2 });
    });

    test('after close every call says LOG_CLOSED, a waiting read too', async () => {
      const waiting = log.read('t.v1', 0, 0, { ...ALL, waitMs: 10_000 });
      const closed = expect(waiting).rejects.toMatchObject({ code: 'LOG_CLOSED' });
      await new Promise((resolve) => setTimeout(resolve, 10));
      await log.close();
      await closed;
      const isClosed = { code: 'LOG_CLOSED' };
      await expect(log.append('t.v1', 0, [record('a', '1')])).rejects.toMatchObject(isClosed);
      await expect(log.ends('t.v1', 0)).rejects.toMatchObject(isClosed);
      await log.close();
    });

    test('closing makes the appends already made durable', async () => {
      const appends = Array.from({ length: 50 }, (_, i) =>
        log.append('t.v1', 0, [record('a', `${i}`)]),
      );
      await log.close();
      expect(await Promise.all(appends)).toHaveLength(50);
      expect(await readAll(await open(), 't.v1', 0)).toHaveLength(50);
    });

    test('any appends read back through any bounds are the same records', async () => {
      let partition = 0;
      let seen = 0;
      await log.ensureTopic('property.v1', { ...KEEP, partitions: 30 });
      const anyRecord = fc.record({
        key: fc.string({ unit: 'binary-ascii', maxLength: 20 }),
        timeMs: fc.integer({ min: 0, max: 4e12 }),
        value: fc.uint8Array({ maxLength: 300 }),
      });
      const property = fc.asyncProperty(
        fc.array(fc.array(anyRecord, { maxLength: 20 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 2_000 }),
        async (appends, maxRecords, maxBytes) => {
          const p = partition++;
          await Promise.all(appends.map((records) => log.append('property.v1', p, records)));
          const expected = appends.flat().map((r, offset) => show({ ...r, offset }));
          const read = await readAll(log, 'property.v1', p, 0, { maxRecords, maxBytes });
          expect(read.map(show)).toEqual(expected);
          seen += read.length;
        },
      );
      await fc.assert(property, { numRuns: 30, endOnFailure: true });
      expect(seen).toBeGreaterThan(100);
    });

    describe.runIf(features.cleansAtOnce)('cleaning', () => {
      const HOUR = 3_600_000;

      test('removes what is older than its retention; offsets stay', async () => {
        await log.ensureTopic('old.v1', { ...KEEP, retentionMs: HOUR });
        for (let i = 0; i < 10; i++) {
          await log.append('old.v1', 0, [record('k', `${i}`, NOW + i * 60_000)]);
        }
        expect(await log.clean(NOW + HOUR)).toBe(0);
        expect(await log.clean(NOW + HOUR + 5 * 60_000)).toBe(5);
        const other = await open();
        expect(await other.ends('old.v1', 0)).toEqual({ low: 5, high: 10 });
        const gone = { code: 'LOG_OFFSET_GONE' };
        await expect(other.read('old.v1', 0, 4, ALL)).rejects.toMatchObject(gone);
        const left = await readAll(other, 'old.v1', 0, 5);
        expect(left.map(({ offset }) => offset)).toEqual([5, 6, 7, 8, 9]);
        await log.clean(NOW + 10 * HOUR);
        expect((await log.ends('old.v1', 0)).high).toBe(10);
        expect(await log.append('old.v1', 0, [record('k', 'next', NOW + 10 * HOUR)])).toBe(10);
      });

      test('removes the oldest above its size', async () => {
        await log.ensureTopic('large.v1', { ...KEEP, retentionBytes: 5_000 });
        for (let i = 0; i < 20; i++)
          await log.append('large.v1', 1, [record('k', 'x'.repeat(1_000))]);
        expect(await log.clean(NOW)).toBeGreaterThanOrEqual(15);
        const { low, high } = await log.ends('large.v1', 1);
        expect(high).toBe(20);
        expect(low).toBeGreaterThanOrEqual(15);
        expect(low).toBeLessThanOrEqual(17);
        expect(await readAll(log, 'large.v1', 1, low)).toHaveLength(high - low);
      });

      test('compaction keeps the newest of every key at its offset', async () => {
        await log.ensureTopic('keyed.v1', { ...KEEP, compacted: true });
        for (let round = 0; round < 5; round++) {
          for (let k = 0; k < 4; k++) {
            await log.append('keyed.v1', 0, [record(`k${k}`, `${round}`, NOW + round)]);
          }
        }
        await log.append('keyed.v1', 0, [record('k1', '', NOW + 5)]);
        expect(await log.clean(NOW + 10)).toBe(17);
        const expected = [
          `16 k0 ${NOW + 4} 4`,
          `18 k2 ${NOW + 4} 4`,
          `19 k3 ${NOW + 4} 4`,
          `20 k1 ${NOW + 5} `,
        ];
        for (let from = 0; from <= 16; from++) {
          expect((await readAll(log, 'keyed.v1', 0, from)).map(show)).toEqual(expected);
        }
        expect(await log.clean(NOW + 10)).toBe(0);
        await log.append('keyed.v1', 0, [record('k0', 'new', NOW + 48 * HOUR)]);
        expect(await log.clean(NOW + 48 * HOUR)).toBe(2);
        expect(
          (await readAll(log, 'keyed.v1', 0, 17, { maxRecords: 1, maxBytes: 1 })).map(show),
        ).toEqual([`18 k2 ${NOW + 4} 4`, `19 k3 ${NOW + 4} 4`, `21 k0 ${NOW + 48 * HOUR} new`]);
        expect(await log.ends('keyed.v1', 0)).toEqual({ low: 0, high: 22 });
      });

      test('cleaning while others append and read loses nothing that must stay', async () => {
        await log.ensureTopic('busy.v1', { ...KEEP, compacted: true });
        const other = await open();
        const newest = new Map<string, string>();
        for (let round = 0; round < 30; round++) {
          const records = Array.from({ length: 20 }, (_, k) =>
            record(`k${(k * round) % 7}`, `${round}.${k}`),
          );
          for (const { key, value } of records) newest.set(key, Buffer.from(value).toString());
          const [, all] = await Promise.all([
            log.append('busy.v1', 0, records),
            readAll(other, 'busy.v1', 0),
            round % 3 === 0 ? other.clean(NOW) : 0,
          ]);
          expect(all.every((r, i) => i === 0 || r.offset > all[i - 1]!.offset)).toBe(true);
        }
        await log.clean(NOW);
        const left = await readAll(log, 'busy.v1', 0);
        expect(new Map(left.map(({ key, value }) => [key, Buffer.from(value).toString()]))).toEqual(
          newest,
        );
        expect(left).toHaveLength(newest.size);
      });
    });
  });
}
