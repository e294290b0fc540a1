/** What only the embedded engine promises: threads, bounds, a full disk that heals. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { readAll } from '#tests/conformance/event-log.ts';
import { knownRecord, wrongness } from './known-records.ts';

const OPTIONS = { partitions: 4, retentionMs: null, retentionBytes: null, compacted: false };
const TOPIC = 'engine.v1';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tizheng-log-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('readers in other threads follow a writer and see every record once', async () => {
  const end = 20_000;
  const log = await openEmbeddedLog({ dir });
  await log.ensureTopic(TOPIC, OPTIONS);
  const reports = [0, 0, 1].map((partition) => {
    const worker = new Worker(new URL('./known-reader.ts', import.meta.url), {
      workerData: { dir, topic: TOPIC, partition, end },
    });
    return new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  });
  for (let first = 0; first < end; first += 100) {
    const appends = [0, 1].map((partition) => {
      const records = Array.from({ length: 100 }, (_, i) =>
        knownRecord(TOPIC, partition, first + i),
      );
      return log.append(TOPIC, partition, records);
    });
    await Promise.all(appends);
  }
  for (const report of await Promise.all(reports)) expect(report).toEqual({ read: end, wrong: 0 });
  await log.close();
}, 20_000);

test('a record of another handle is seen within a few milliseconds', async () => {
  const [writer, reader] = [await openEmbeddedLog({ dir }), await openEmbeddedLog({ dir })];
  await writer.ensureTopic(TOPIC, OPTIONS);
  const delays: number[] = [];
  for (let i = 0; i < 40; i++) {
    const seen = reader
      .read(TOPIC, 0, i, { maxRecords: 1, maxBytes: 1e6, waitMs: 5_000 })
      .then(() => performance.now());
    await writer.append(TOPIC, 0, [knownRecord(TOPIC, 0, i)]);
    const ackedAt = performance.now();
    delays.push((await seen) - ackedAt);
  }
  delays.sort((a, b) => a - b);
  expect(delays[20]).toBeLessThan(10);
  await writer.close();
  await reader.close();
});

test('refuses what would not fit its memory bound, whole, and goes on', async () => {
  const log = await openEmbeddedLog({ dir, pendingBytesMax: 100_000 });
  await log.ensureTopic(TOPIC, OPTIONS);
  const records = Array.from({ length: 10 }, () => ({
    key: 'k',
    timeMs: 0,
    value: new Uint8Array(5_000),
  }));
  const calls = await Promise.allSettled(
    Array.from({ length: 10 }, () => log.append(TOPIC, 0, records)),
  );
  const refused = calls.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(9);
  expect(refused[0]).toMatchObject({ reason: { code: 'LOG_OVERLOADED', retryable: true } });
  expect(await log.append(TOPIC, 0, records)).toBe(10);
  expect(await log.ends(TOPIC, 0)).toEqual({ low: 0, high: 20 });
  await log.close();
});

test('a full topic refuses retryably, stays readable, and goes on after retention made room', async () => {
  const log = await openEmbeddedLog({ dir, topicBytesMax: 2 ** 20 });
  await log.ensureTopic(TOPIC, { ...OPTIONS, retentionBytes: 300_000 });
  let next = 0;
  const fill = async (): Promise<unknown> => {
    for (;;) {
      const records = Array.from({ length: 50 }, (_, i) => knownRecord(TOPIC, 0, next + i));
      try {
        expect(await log.append(TOPIC, 0, records)).toBe(next);
        next += records.length;
      } catch (error) {
        return error;
      }
    }
  };
  for (let round = 0; round < 3; round++) {
    const before = next;
    expect(await fill()).toMatchObject({ code: 'LOG_DISK_FULL', retryable: true });
    expect(next).toBeGreaterThan(before + 100);
    const { low, high } = await log.ends(TOPIC, 0);
    expect(high).toBe(next);
    const records = await readAll(log, TOPIC, 0, low);
    expect(records).toHaveLength(high - low);
    expect(records.filter((r) => wrongness(TOPIC, 0, r) !== null)).toEqual([]);
    expect(await log.clean(0)).toBeGreaterThan(100);
  }
  // Freed space is used again: the file stays within its bound.
  expect(statSync(join(dir, `${TOPIC}.sqlite`)).size).toBeLessThanOrEqual(2 ** 20);
  await log.close();
});

const canMount =
  spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

test.skipIf(!canMount)(
  'R10: a full disk loses nothing acknowledged, and appends resume when space returns',
  () => {
    const script = `mount -t tmpfs -o size=6m tmpfs ${dir} && exec ${process.execPath} ${join(import.meta.dirname, 'disk-full.ts')} ${dir}`;
    const printed = execFileSync('unshare', ['-Urm', 'sh', '-c', script], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    const outcome = JSON.parse(printed) as Record<string, unknown>;
    expect(outcome).toEqual({
      refused: 'LOG_DISK_FULL',
      readable: true,
      resumed: true,
      afterReopen: true,
    });
  },
);
