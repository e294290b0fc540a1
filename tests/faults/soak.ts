/**
 * Goal (R22): the platform runs on and on. Method: the whole platform in a child process under a
 * steady load; memory, descriptors and lag are looked at once a second. The slope of memory is judged
 * with FAULT_STRICT=1 only; without it, a leak of a size that cannot be missed.
 */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { LedgerDevice } from '#tests/ledger/device.ts';
import { drive } from '#tests/ledger/fixes.ts';
import { PlatformProcess } from '#tests/ledger/platform-process.ts';

const LONG_S = 240;
/** Settled reports kept of a vehicle: as many as fill up while the platform warms up, at a report a second. */
const HISTORY_REPORTS = 128;
/** Histories are full after some 200 s; the heaps that hold them have found their size after 600 s at 10,000 reports/s. */
const WARM_UP_S_MAX = 600;
const RSS_MIB_PER_HOUR_MAX = 1;
const LAG_S_MAX = 2;
const MEMORY = /^(\w+(?:_bytes|_size|_vehicles|_entries|_records)\w*)(?:\{([^}]*)\})? (\d\S*)/gm;

/**
 * Throws when the platform leaks or falls behind.
 *
 * @param seconds how long
 * @param rate reports per second
 * @param growthMiBMax of memory after the warm-up: caches and compiled code still grow in a short run
 * @param log settings of the log; `{}` = embedded
 */
export async function soak(
  { seconds, rate, growthMiBMax }: { seconds: number; rate: number; growthMiBMax: number },
  log: { engine?: string; partitions?: number; kafka?: object } = {},
): Promise<void> {
  const count = Math.max(100, rate); // one fix a second each: no device clock runs ahead of the wall
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-soak-'));
  mkdirSync(join(dir, 'data'));
  const config = join(dir, 'settings.json');
  const rulesFile = join(dir, 'rules.json');
  writeFileSync(rulesFile, JSON.stringify({ runtime: { historyReportsMax: HISTORY_REPORTS } }));
  writeFileSync(
    config,
    JSON.stringify({
      dataDir: join(dir, 'data'),
      rulesFile,
      logLevel: 'error',
      log,
      ingest: {
        tcpPort: 0,
        udp: 'off',
        mqtt: { listen: 'off' },
        http: { listen: 'off' },
        attachments: { listen: 'off' },
        addressExceptions: ['127.0.0.1'],
        rateMessagesPerSecond: 0,
      },
      dashboard: { port: 0 },
      ops: { port: 0 },
    }),
  );
  const platform = new PlatformProcess(config);
  await platform.start();
  const [host, port] = platform.addresses['JT/T 808 TCP']!.split(':') as [string, string];
  const startMs = Math.floor(Date.now() / 1_000) * 1_000 - 60_000;
  const devices = Array.from({ length: count }, (_, n) => {
    const options = { host, port: Number(port), intervalMs: (1_000 * count) / rate };
    const phone = `0${13_700_000_000 + n}`;
    return new LedgerDevice({ ...options, phone, fixes: drive(n, startMs) });
  });
  for (const device of devices) device.start();
  const samples: { second: number; rssMiB: number; descriptors: number; lag: number }[] = [];
  const warmUpS = Math.min(WARM_UP_S_MAX, seconds / 2);
  const fromMs = performance.now();
  try {
    for (let second = 0; second < seconds; ) {
      await sleep(1_000);
      second = (performance.now() - fromMs) / 1_000;
      const sample = { second, ...(await lookAt(platform)) };
      if (second >= warmUpS) samples.push(sample);
    }
  } catch (error) {
    await platform.kill();
    throw error;
  } finally {
    for (const device of devices) device.close();
  }
  const acked = devices.reduce((sum, device) => sum + device.acked.size, 0);
  expect(await platform.stop(), platform.errors).toBe(0);
  rmSync(dir, { recursive: true, force: true });

  const lags = samples.map(({ lag }) => lag).sort((a, b) => a - b);
  const figures = {
    seconds,
    rate,
    reached: Math.round(acked / seconds),
    rssMiB: [samples[0]!.rssMiB, samples.at(-1)!.rssMiB].map(Math.round),
    rssMiBPerHour: Math.round(slope(samples) * 3_600),
    descriptors: [samples[0]!.descriptors, samples.at(-1)!.descriptors],
    lagRecords: { median: lags[lags.length >> 1], most: lags.at(-1) },
  };
  console.log('R22', log.engine ?? 'embedded', JSON.stringify(figures));
  expect(acked).toBeGreaterThan((rate * seconds) / 4);
  expect(figures.descriptors[1]! - figures.descriptors[0]!).toBeLessThan(20);
  expect(figures.lagRecords.median).toBeLessThan(rate * LAG_S_MAX);
  if (seconds >= LONG_S && process.env.FAULT_STRICT !== undefined)
    expect(figures.rssMiBPerHour).toBeLessThan(RSS_MIB_PER_HOUR_MAX);
  expect(figures.rssMiB[1]! - figures.rssMiB[0]!).toBeLessThan(growthMiBMax);
}

async function lookAt(
  platform: PlatformProcess,
): Promise<{ rssMiB: number; descriptors: number; lag: number }> {
  const { pid } = platform;
  const rssKb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
  // A connection that was idle for seconds may be closed as it is used again: a second one tells.
  const scrape = async () => (await fetch(platform.addresses.Metrics!)).text();
  const text = await scrape().catch(scrape);
  trace(rssKb, text);
  const lags = [...text.matchAll(/^tizheng_processor_lag_records\{[^}]*\} (\d+)/gm)];
  return {
    rssMiB: rssKb / 1_024,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    lag: lags.reduce((sum, [, lag]) => sum + Number(lag), 0),
  };
}

/** SOAK_TRACE=file keeps the memory of every part, a line a second: what to read when memory grows. */
function trace(rssKb: number, metrics: string): void {
  const file = process.env.SOAK_TRACE;
  if (file === undefined) return;
  const memory: Record<string, number> = { atMs: Date.now(), rssKb };
  for (const [, name, labels, value] of metrics.matchAll(MEMORY)) {
    memory[`${name}{${labels ?? ''}}`] = Number(value);
  }
  appendFileSync(file, `${JSON.stringify(memory)}\n`);
}

/** MiB per second by least squares. */
function slope(samples: readonly { second: number; rssMiB: number }[]): number {
  const mean = (of: (sample: (typeof samples)[number]) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [x, y] = [mean(({ second }) => second), mean(({ rssMiB }) => rssMiB)];
  const covariance = mean(({ second, rssMiB }) => (second - x) * (rssMiB - y));
  return covariance / mean(({ second }) => (second - x) ** 2);
}
