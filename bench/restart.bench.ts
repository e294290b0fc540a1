/**
 * Restart after `kill -9` at full load: the platform takes reports from a pipelined fleet, is killed
 * with SIGKILL and started again on the same data; until it serves (all ports open, the alert list
 * complete), and until the processors have worked off what the kill left behind.
 *
 *   node bench/restart.bench.ts                 4,000 vehicles as fast as they are answered, 5 rounds
 *   node bench/restart.bench.ts --rate 5000 --rounds 3
 *
 * That nothing is lost and nothing doubled is proved by tests/ledger, not here. How it can mislead:
 * the fleet is gone during the restart, as thousands of devices that connect again at once are not.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { FleetProcess } from './fleet-process.ts';
import { type BenchResult, writeResults } from './harness.ts';
import { fleetRegistry } from './pipelined-fleet.ts';
import { machineLoad, PlatformRun } from './platform-run.ts';

export interface RestartOptions {
  vehicles: number;
  /** Reports a second; 0 = as fast as they are answered. */
  rate: number;
  rounds: number;
  /** Load before each kill. */
  seconds: number;
}
const DEFAULTS: RestartOptions = { vehicles: 4_000, rate: 0, rounds: 5, seconds: 5 };
const DEPTH = 8;
const FLOOR_MS = 10_000;
const GOAL_MS = 2_000;
const CAUGHT_UP_MS_MAX = 120_000;
/** Ticks keep coming, one per partition and second. */
const LAG_AT_REST = 20;

export async function run(changes: Partial<RestartOptions> = {}): Promise<BenchResult[]> {
  const options = { ...DEFAULTS, ...changes };
  const load = machineLoad();
  const registry = fleetRegistry(options.vehicles);
  const platform = await PlatformRun.start({ registry, profileDir: null });
  const serving: number[] = [];
  const caughtUp: number[] = [];
  const cpu: number[] = [];
  try {
    for (let round = 0; round < options.rounds; round++) {
      const fleet = await FleetProcess.start({
        port: platform.tcpPort,
        vehicles: options.vehicles,
        depth: DEPTH,
        rate: options.rate === 0 ? null : options.rate,
        deviceKey: platform.secrets.deviceKey,
      });
      await fleet.go();
      await sleep(options.seconds * 1_000);
      await platform.kill();
      fleet.stop();
      const startMs = performance.now();
      serving.push(await platform.startAgain());
      const spent = platform.cpuSeconds();
      cpu.push(Object.values(spent).reduce((sum, own) => sum + own, 0) * 1_000);
      caughtUp.push(await untilCaughtUp(platform, startMs));
      console.log(
        `round ${round + 1}: serves after ${Math.round(serving.at(-1)!)} ms, caught up after ${Math.round(caughtUp.at(-1)!)} ms; CPU ms until it served: ${JSON.stringify(
          Object.fromEntries(
            Object.entries(spent)
              .filter(([, own]) => own >= 0.05)
              .map(([role, own]) => [role, Math.round(own * 1_000)]),
          ),
        )}`,
      );
    }
  } finally {
    await platform.stop();
    platform.discard();
  }
  const result = resultOf(serving, caughtUp, cpu, load.loadAverage1Min);
  writeResults('restart', [result], {
    seed: 0,
    notes: `${options.vehicles} vehicles, ${options.rate === 0 ? 'as fast as answered' : `${options.rate} reports/s`} for ${options.seconds} s before each kill; floor ${FLOOR_MS} ms, goal ${GOAL_MS} ms; load average ${load.loadAverage1Min} before the start`,
  });
  return [result];
}

/** Milliseconds since `startMs` at which the processors had worked off what they found. */
async function untilCaughtUp(platform: PlatformRun, startMs: number): Promise<number> {
  for (;;) {
    const metrics = await platform.metrics();
    if (metrics.sum('tizheng_processor_lag_records') <= LAG_AT_REST)
      return performance.now() - startMs;
    if (performance.now() - startMs > CAUGHT_UP_MS_MAX)
      throw new Error('The processors do not catch up.');
    await sleep(50);
  }
}

function resultOf(
  serving: number[],
  caughtUp: number[],
  cpu: number[],
  loadBefore: number,
): BenchResult {
  const mean = (values: number[]) =>
    Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
  const perSecond = serving.map((ms) => 1_000 / ms);
  const meanPerSecond = 1_000 / mean(serving);
  return {
    name: 'restart after kill -9',
    unit: 'restarts',
    rounds: serving.length,
    meanPerSecond,
    deviationPerSecond: Math.sqrt(
      perSecond.reduce((sum, own) => sum + (own - meanPerSecond) ** 2, 0) / perSecond.length,
    ),
    minPerSecond: Math.min(...perSecond),
    maxPerSecond: Math.max(...perSecond),
    meanPerCpuSecond: 1_000 / mean(cpu),
    values: serving.map(Math.round),
    figures: {
      servesMs: mean(serving),
      servesMaxMs: Math.round(Math.max(...serving)),
      caughtUpMs: mean(caughtUp),
      caughtUpMaxMs: Math.round(Math.max(...caughtUp)),
      cpuMsUntilServing: mean(cpu),
      loadAverageBefore: loadBefore,
    },
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { vehicles: text, rate: text, rounds: text, seconds: text },
  });
  await run(
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])),
  );
}
