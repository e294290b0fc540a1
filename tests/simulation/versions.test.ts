/**
 * Goal: every fact is judged by the rules and the registry that were in force at its own time, in
 * whatever order the facts of the buffer arrive, on any number of partitions, across restarts.
 * Method: seeded fleets whose rule settings, classes and routes change all the time; the same facts
 * in several arrival orders must end in the same bytes. `SIM_SEEDS=500` runs more seeds than CI does,
 * `SIM_SEED=…` one of them.
 */
import { describe, expect, test } from 'vitest';
import type { SubjectKey } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { runLog, textOf } from './driver.ts';
import { type Random, randomOf } from './random.ts';
import { testRules, versionRules } from './rules.ts';
import {
  type Arrival,
  type Change,
  type Fact,
  logOfArrivals,
  makeFacts,
  routeReading,
  rulesReading,
  START_MS,
  vehicleKey,
  vehicleReading,
} from './world.ts';

const { SIM_SEED, SIM_SEEDS = '8' } = process.env;
const seeds =
  SIM_SEED === undefined
    ? Array.from({ length: Number(SIM_SEEDS) }, (_, index) => index + 1)
    : [Number(SIM_SEED)];
/** Above it, eight reports could overtake one another. */
const WITHIN_MS = 27_000;
const VEHICLES = 7;
const MINUTES = 25;
const RULES = [...testRules, ...versionRules];
const CLASSES = ['charter', 'scheduled', 'heavy', 'other'] as const;

/** What the registry says before the first tick, and what changes later. */
function makeChanges(random: Random): { registry: Reading[]; changes: Change[] } {
  let registryOffset = 0;
  // What the registry says before a vehicle was first heard holds from the beginning: every one has been by then.
  const someTickMs = (): number => START_MS + random.int(120, MINUTES * 60 - 120) * 1_000;
  const vehicle = (n: number): Reading =>
    vehicleReading(vehicleKey(n), registryOffset++, random.pick(CLASSES));
  const registry = Array.from({ length: VEHICLES }, (_, n) => vehicle(n));
  const changes = Array.from({ length: 36 }, (_, index): Change => {
    const n = random.int(0, VEHICLES - 1);
    const readings =
      index % 3 === 0
        ? [rulesReading(registryOffset++, settingsOf(random))]
        : index % 3 === 1
          ? [vehicle(n)]
          : [routeReading(vehicleKey(n), registryOffset++, random.pick(['near', 'far', null]))];
    return { tickMs: someTickMs(), readings };
  });
  // Offsets of the registry ascend as the log does.
  changes.sort((a, b) => a.tickMs - b.tickMs);
  return { registry, changes: changes.map((change) => renumbered(change, () => registryOffset++)) };
}

/** Facts in the order in which they come, each `delayMs` after it is received. */
function arriving(facts: readonly Fact[], delayMs: () => number): Arrival[] {
  return facts
    .map((fact) => {
      const receivedMs = fact.fixMs - aheadMs(fact.vehicle);
      return { fact, receivedMs, atMs: receivedMs + delayMs() };
    })
    .sort((a, b) => a.atMs - b.atMs);
}

/** Some clocks are fast, one so fast that its facts settle before a change they belong behind is known; one is slow. */
function aheadMs(vehicle: SubjectKey): number {
  const ahead: Record<SubjectKey, number> = {
    [vehicleKey(4)]: 45_000,
    [vehicleKey(2)]: -45_000,
    [vehicleKey(5)]: 8_000,
  };
  return ahead[vehicle] ?? 0;
}

function renumbered({ tickMs, readings }: Change, next: () => number): Change {
  return {
    tickMs,
    readings: readings.map((reading) => ({
      ...reading,
      body: { ...reading.body, registryOffset: next() } as Reading['body'],
    })),
  };
}

function settingsOf(random: Random): unknown {
  const isOn = (): Record<string, unknown> =>
    random.pick([{}, {}, { enabled: false }, { classes: ['charter', 'heavy'] }]);
  return {
    'test.bit': isOn(),
    'test.fast': { ...isOn(), limitKmh: random.pick([60, 80, 100]) },
    'test.silent': isOn(),
    'test.driving': isOn(),
    'test.rush': { ...isOn(), limitKmh: random.pick([60, 80, 100]) },
    'test.quiet': isOn(),
    'test.astray': isOn(),
  };
}

describe.each(seeds)('seed %i', (seed) => {
  const random = randomOf(seed);
  const facts = makeFacts(random, { vehicles: VEHICLES, minutes: MINUTES });
  const { registry, changes } = makeChanges(random);
  const inOrder = (arrivals: readonly Arrival[]): Reading[] => [
    ...registry,
    ...logOfArrivals(arrivals, changes),
  ];
  const straight = runLog(inOrder(arriving(facts, () => 0)), { partitions: 1, rules: RULES });
  const bytes = textOf(straight.alerts);

  test('timely data are corrected by no change', () => {
    expect(straight.alerts.filter(({ corrected }) => corrected)).toEqual([]);
    expect(straight.counters[0]!.badControls).toBe(0);
  });

  test.each([1, 2, 8])('displaced inside the buffer, on %i partitions', (partitions) => {
    const where = randomOf(seed * 31 + partitions);
    const log = inOrder(arriving(facts, () => where.next() * WITHIN_MS));
    expect(textOf(runLog(log, { partitions, rules: RULES }).alerts)).toBe(bytes);
    const cuts = Array.from({ length: 10 }, () => where.int(1, log.length - 1));
    expect(textOf(runLog(log, { partitions, rules: RULES, cuts }).alerts)).toBe(bytes);
  });
});

test('every rule of the fleets has something to say', () => {
  const types = new Set<string>();
  for (const seed of [1, 2, 3, 4]) {
    const random = randomOf(seed);
    const facts = makeFacts(random, { vehicles: VEHICLES, minutes: MINUTES });
    const { registry, changes } = makeChanges(random);
    const log = [
      ...registry,
      ...logOfArrivals(
        arriving(facts, () => 0),
        changes,
      ),
    ];
    const run = runLog(log, { partitions: 1, rules: RULES });
    for (const { type } of run.alerts) types.add(type);
  }
  expect([...types].sort()).toEqual(RULES.map(({ type }) => type).sort());
});
