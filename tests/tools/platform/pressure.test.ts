/** Ingest feels what stands behind it: readers far behind, a full disk. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { loadSettings } from '#runtime/settings.ts';
import { pauseStore } from '#tools/backup/pause-store.ts';
import { runningPlatform } from '#tools/backup/run-file.ts';
import { type Platform, startPlatform } from '#tools/platform/platform.ts';
import { type Load, type PressureReason, reasonsOf } from '#tools/platform/pressure.ts';
import { platformSettings } from '#tools/platform/settings.ts';
import { LedgerDevice } from '../../ledger/device.ts';
import { drive } from '../../ledger/fixes.ts';
import { freePort, writeSettings } from '../../ledger/fixture.ts';

const directory = mkdtempSync(join(tmpdir(), 'tizheng-pressure-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('reasons', () => {
  const bounds = { processorLagRecordsMax: 1_000, sinkLagRecordsMax: 0, diskFreeMegabytesMin: 100 };
  const calm: Load = { processorLag: 0, sinkLag: 0, diskFreeBytes: 1e9 };
  test.each<[string, Partial<Load>, PressureReason[], PressureReason[]]>([
    ['calm', {}, [], []],
    ['at the bound', { processorLag: 1_000 }, [], []],
    ['beyond it', { processorLag: 1_001 }, [], ['processor-lag']],
    [
      'below it, but not at half of it',
      { processorLag: 501 },
      ['processor-lag'],
      ['processor-lag'],
    ],
    ['at half of it', { processorLag: 500 }, ['processor-lag'], []],
    ['no bound', { sinkLag: 1e12 }, [], []],
    ['disk at the bound', { diskFreeBytes: 100e6 }, [], []],
    ['disk below it', { diskFreeBytes: 99e6 }, [], ['disk']],
    ['disk not yet a quarter above it', { diskFreeBytes: 124e6 }, ['disk'], ['disk']],
    ['disk a quarter above it', { diskFreeBytes: 125e6 }, ['disk'], []],
    [
      'one reason gone, one there',
      { processorLag: 9e9, diskFreeBytes: 1e9 },
      ['disk'],
      ['processor-lag'],
    ],
  ])('%s', (_name, load, before, expected) => {
    expect([...reasonsOf({ ...calm, ...load }, bounds, new Set(before))]).toEqual(expected);
  });

  test('the default bounds leave an ordinary machine alone', () => {
    const { pressure } = loadSettings(platformSettings, { file: null, env: {}, overrides: {} });
    // A restart after an hour without processors at 1,000 reports a second, a store away for half a day.
    const load: Load = { processorLag: 3.6e6, sinkLag: 86e6, diskFreeBytes: 600e6 };
    expect(reasonsOf(load, pressure, new Set()).size).toBe(0);
  });
});

test('a store that is away for too long pauses devices; when it is back they go on', async () => {
  const dataDir = join(directory, 'data');
  mkdirSync(dataDir);
  const port = await freePort();
  const file = writeSettings(directory, { dataDir, port, devices: 30 });
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  settings.logLevel = 'silent';
  settings.pressure = { sinkLagRecordsMax: 2_500 };
  settings.sinks = { clickhouse: { flushMs: 100, busyFlushMs: 100 } };
  writeFileSync(file, JSON.stringify(settings));
  const platform = await startPlatform(
    loadSettings(platformSettings, { file, env: {}, overrides: {} }),
  );
  const devices = Array.from(
    { length: 30 },
    (_, n) =>
      new LedgerDevice({
        phone: `0${13_300_000_000 + n}`,
        host: '127.0.0.1',
        port,
        fixes: drive(n, Date.now() - 3_600_000),
        intervalMs: 25,
      }),
  );
  const acknowledged = () => devices.reduce((sum, { acked }) => sum + acked.size, 0);
  for (const device of devices) device.start();
  try {
    await until(() => acknowledged() > 200);
    const resume = await pauseStore((await runningPlatform(dataDir))!);
    await until(async () => (await pausedBy(platform, 'sink-lag')) === 1);
    // Ingest looks every second.
    await sleep(1_500);
    const before = acknowledged();
    const ticksBefore = await metric(platform, /^tizheng_ingest_ticks_total\{.*\} (\d+)/m);
    await sleep(2_200);
    expect(acknowledged()).toBe(before);
    // Time goes on: silence is noticed, windows close.
    expect(await metric(platform, /^tizheng_ingest_ticks_total\{.*\} (\d+)/m)).toBeGreaterThan(
      ticksBefore,
    );
    await resume();
    await until(() => acknowledged() > before + 100);
    await until(async () => (await pausedBy(platform, 'sink-lag')) === 0);
  } finally {
    for (const device of devices) device.close();
    await platform.stop();
  }
}, 90_000);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It does not come to that.');
    await sleep(100);
  }
}

async function metric(platform: Platform, pattern: RegExp): Promise<number> {
  const text = await (await fetch(platform.addresses.Metrics ?? '')).text();
  return Number(pattern.exec(text)?.[1]);
}

const pausedBy = (platform: Platform, reason: PressureReason) =>
  metric(platform, new RegExp(`^tizheng_ingest_paused\\{.*reason="${reason}".*\\} (\\d)`, 'm'));
