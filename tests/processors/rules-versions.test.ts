/**
 * Goal: settings that nobody can need any more are forgotten, at a place in the log, and nobody can tell by what is said.
 * Method: fleets whose settings change every minute, with and without forgetting; a vehicle falls silent and comes back.
 * `SIM_SEEDS=100` runs more seeds than CI does.
 */
import { describe, expect, test } from 'vitest';
import type { Reading } from '#core/report.ts';
import type { LocalNetwork } from '#processors/network.ts';
import { type Result, runLog, textOf } from '../simulation/driver.ts';
import { randomOf } from '../simulation/random.ts';
import { testRules, versionRules } from '../simulation/rules.ts';
import {
  type Arrival,
  type Change,
  type Fact,
  logOfArrivals,
  makeFacts,
  rulesReading,
  START_MS,
  vehicleKey,
} from '../simulation/world.ts';

const seeds = Array.from({ length: Number(process.env.SIM_SEEDS ?? '2') }, (_, n) => n + 1);
const RULES = [...testRules, ...versionRules];
const MINUTES = 60;
const KEPT_MINUTES = 5;
/** Vehicle that says nothing while others go on: of no driver, and of several. */
const SILENT = [2, 3].map(vehicleKey);
const SILENT_FROM_MS = START_MS + 12 * 60_000;
const SILENT_TO_MS = START_MS + 40 * 60_000;

const isHeard = ({ vehicle, fixMs }: Fact): boolean =>
  !SILENT.includes(vehicle) || fixMs < SILENT_FROM_MS || fixMs > SILENT_TO_MS;

function logOfSeed(seed: number, versionsKeptMs: number, late: readonly Arrival[] = []): Reading[] {
  const random = randomOf(seed);
  const facts = makeFacts(random, { vehicles: 4, minutes: MINUTES }).filter(isHeard);
  const runtime = { historyMs: 60_000, historyReportsMax: 64, versionsKeptMs };
  const changes = Array.from({ length: MINUTES - 1 }, (_, minute): Change => {
    const isOn = () => random.pick([{}, {}, { enabled: false }]);
    const settings = {
      runtime,
      'test.fast': { ...isOn(), limitKmh: random.pick([60, 80, 100]) },
      'test.rush': { ...isOn(), limitKmh: random.pick([60, 80, 100]) },
      'test.driving': isOn(),
      'test.silent': isOn(),
    };
    const tickMs = START_MS + (minute + 1) * 60_000;
    return { tickMs, readings: [rulesReading(minute + 1, settings)] };
  });
  const timely = facts.map((fact): Arrival => ({ fact, receivedMs: fact.fixMs }));
  const arrivals = [...timely, ...late].sort((a, b) => a.receivedMs - b.receivedMs);
  return logOfArrivals(arrivals, changes);
}

const versionsOf = ({ vehicleTasks, driverTasks }: LocalNetwork): number[] =>
  [...vehicleTasks, ...driverTasks].map(({ rulesVersions }) => rulesVersions.length);

function run(log: readonly Reading[], cuts: readonly number[] = [], partitions = 1): Result {
  return runLog(log, { partitions, rules: RULES, cuts });
}

describe.each(seeds)('settings changed every minute (seed %i)', (seed) => {
  const log = logOfSeed(seed, KEPT_MINUTES * 60_000);
  const forgetful = run(log);

  test('are remembered as long as a history may need them, and what is said is the same', () => {
    const whole = run(logOfSeed(seed, 86_400_000));
    expect(textOf(forgetful.alerts)).toBe(textOf(whole.alerts));
    expect(forgetful.alerts.length).toBeGreaterThan(20);
    expect(versionsOf(whole.network)).toEqual([MINUTES, MINUTES]);
    // A history holds 128 reports at least: nineteen minutes of a vehicle, and more of somebody who drives now and then.
    for (const count of versionsOf(forgetful.network)) expect(count).toBeLessThan(MINUTES * 0.85);
  });

  test('the same after a restart anywhere, on two partitions as well', () => {
    const where = randomOf(seed);
    const cuts = Array.from({ length: 12 }, () => where.int(1, log.length - 1));
    const lived = run(log, cuts);
    expect(textOf(lived.alerts)).toBe(textOf(forgetful.alerts));
    expect(versionsOf(lived.network)).toEqual(versionsOf(forgetful.network));
    expect(textOf(run(log, cuts, 2).alerts)).toBe(textOf(forgetful.alerts));
  });
});

test('what a silent vehicle tells of before comes too late for its history once that is closed', () => {
  const fact = { fixMs: SILENT_FROM_MS - 20_333, speedKmh: 110, alarm: true, driver: null };
  const late = SILENT.map((vehicle, n) => ({
    fact: { ...fact, vehicle },
    receivedMs: SILENT_TO_MS - 60_000 + n * 1_000,
  }));
  const corrected = ({ alerts }: Result) => alerts.filter((alert) => alert.corrected).length;
  const whole = run(logOfSeed(1, 86_400_000, late));
  expect(whole.counters[0]).toMatchObject({ late: 2, beforeHistory: 0 });
  const log = logOfSeed(1, KEPT_MINUTES * 60_000, late);
  const forgetful = run(log);
  expect(forgetful.counters[0]).toMatchObject({ late: 2, beforeHistory: 2 });
  // Told as history of its own, not as a correction of what the rules of then had said.
  expect(forgetful.alerts.filter((alert) => alert.late).length).toBeGreaterThan(0);
  // What comes late ends the silence, and nothing else that was said is touched.
  const lines = ({ alerts }: Result) =>
    textOf(alerts.filter(({ type }) => type !== 'test.silent')).split('\n');
  const untouched = run(logOfSeed(1, KEPT_MINUTES * 60_000));
  expect(lines(forgetful)).toEqual(expect.arrayContaining(lines(untouched)));
  expect(corrected(whole)).toBeGreaterThan(0);
  expect(textOf(run(log, [log.length >> 1, (log.length * 3) >> 2]).alerts)).toBe(
    textOf(forgetful.alerts),
  );
});
