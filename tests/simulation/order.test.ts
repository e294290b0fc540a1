/**
 * Goal: the final bytes are a function of the facts, whatever the arrival order inside the buffer,
 * repetitions, partitions and restarts; and they are the right ones.
 * Method: seeded fleets against a brute-force oracle. A failure names its seed; run it again with
 * `SIM_SEED=… vitest run tests/simulation`.
 */
import { describe, expect, test } from 'vitest';
import { runLog, textOf, verdictsOf } from './driver.ts';
import { judge } from './oracle.ts';
import { randomOf } from './random.ts';
import { testRules } from './rules.ts';
import { displaced, logOf, makeFacts, rulesReading, START_MS } from './world.ts';

const seeds =
  process.env.SIM_SEED === undefined ? [1, 2, 3, 4, 5, 6] : [Number(process.env.SIM_SEED)];
/** Above it, eight reports could overtake one another. */
const WITHIN_MS = 27_000;
const CHANGE_MS = START_MS + 15 * 60_000;
const changes = [
  { tickMs: CHANGE_MS, readings: [rulesReading(1, { 'test.fast': { limitKmh: 60 } })] },
];
const limitAt = (ms: number): number => (ms >= CHANGE_MS + 1_000 ? 60 : 80);

describe.each(seeds)('seed %i', (seed) => {
  const random = randomOf(seed);
  const facts = makeFacts(random, { vehicles: 7, minutes: 35 });
  const log = logOf(facts, changes);
  const straight = runLog(log, { partitions: 1, rules: testRules });
  const bytes = textOf(straight.alerts);

  test('the oracle agrees, and every kind of rule had something to say', () => {
    const expected = judge(facts, limitAt);
    expect(verdictsOf(straight.alerts)).toEqual(expected);
    for (const { type } of testRules)
      expect(expected.some((verdict) => verdict.type === type)).toBe(true);
    expect(straight.alerts.some(({ corrected }) => corrected)).toBe(false);
  });

  test.each([1, 2, 8])('displaced inside the buffer, on %i partitions', (partitions) => {
    const shuffled = logOf(displaced(facts, randomOf(seed * 31 + partitions), WITHIN_MS), changes);
    const run = runLog(shuffled, { partitions, rules: testRules });
    expect(textOf(run.alerts)).toBe(bytes);
  });

  test('every report three times, displaced', () => {
    const tripled = [...facts, ...facts, ...facts];
    const run = runLog(logOf(displaced(tripled, randomOf(seed + 99), WITHIN_MS), changes), {
      partitions: 2,
      rules: testRules,
    });
    expect(textOf(run.alerts)).toBe(bytes);
    expect(run.counters.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(
      2 * facts.length,
    );
  });

  test.each([1, 8])('cut and resumed anywhere, on %i partitions', (partitions) => {
    const where = randomOf(seed * 7 + partitions);
    const shuffled = logOf(displaced(facts, where, WITHIN_MS), changes);
    const cuts = Array.from({ length: 25 }, () => where.int(1, shuffled.length - 1));
    expect(textOf(runLog(shuffled, { partitions, rules: testRules, cuts }).alerts)).toBe(bytes);
  });
});
