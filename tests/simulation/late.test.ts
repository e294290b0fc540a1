/**
 * Goal: late data lead to the state that timely data would have led to, said openly.
 * Method: a share of the reports of a seeded fleet arrives minutes late, some as bursts out of a
 * blind area; the final verdicts must be the oracle's on all reports, whatever was published before.
 */
import { describe, expect, test } from 'vitest';
import { runLog, textOf, verdictsOf } from './driver.ts';
import { judge } from './oracle.ts';
import { type Random, randomOf } from './random.ts';
import { testRules } from './rules.ts';
import { type Arrival, type Fact, logOfArrivals, makeFacts } from './world.ts';

const CALM_MS = 240_000;

/** One report in twenty is late, and each vehicle loses its link once for some minutes. */
function delayed(facts: readonly Fact[], random: Random): Arrival[] {
  const endMs = facts.at(-1)!.fixMs;
  const blind = new Map<string, { fromMs: number; toMs: number; backMs: number }>();
  const arrivals = facts.map((fact, index) => {
    let gap = blind.get(fact.vehicle);
    if (gap === undefined) {
      const fromMs = fact.fixMs + random.int(300_000, 900_000);
      const toMs = fromMs + random.int(60_000, 400_000);
      gap = { fromMs, toMs, backMs: Math.min(toMs + random.int(1_000, 300_000), endMs - CALM_MS) };
      blind.set(fact.vehicle, gap);
    }
    let receivedMs = fact.fixMs;
    if (fact.fixMs >= gap.fromMs && fact.fixMs < gap.toMs) receivedMs = gap.backMs;
    else if (random.next() < 0.05) receivedMs += random.int(40_000, 900_000);
    return {
      fact,
      index,
      receivedMs: Math.max(fact.fixMs, Math.min(receivedMs, Math.max(fact.fixMs, endMs - 60_000))),
    };
  });
  return arrivals.sort((a, b) => a.receivedMs - b.receivedMs || a.index - b.index);
}

const seeds =
  process.env.SIM_SEED === undefined ? [1, 2, 3, 4, 5, 6, 7, 8] : [Number(process.env.SIM_SEED)];

describe.each(seeds)('seed %i', (seed) => {
  const random = randomOf(seed);
  const facts = makeFacts(random, { vehicles: 7, minutes: 35 });
  const log = logOfArrivals(delayed(facts, random), []);
  const run = runLog(log, { partitions: 2, rules: testRules });

  test('the verdicts are those of timely data', () => {
    expect(verdictsOf(run.alerts)).toEqual(judge(facts, () => 80));
  });

  test('what was published before and changed says so', () => {
    expect(run.alerts.some(({ corrected, state }) => corrected && state !== 'withdrawn')).toBe(
      true,
    );
    expect(run.alerts.some(({ late }) => late)).toBe(true);
    expect(run.alerts.every(({ late, corrected }) => corrected || !late)).toBe(true);
    expect(new Set(run.alerts.map(({ alertId }) => alertId)).size).toBe(run.alerts.length);
  });

  test('a restart anywhere and another partition count change no byte', () => {
    const cuts = Array.from({ length: 20 }, () => random.int(1, log.length - 1));
    expect(textOf(runLog(log, { partitions: 2, rules: testRules, cuts }).alerts)).toBe(
      textOf(run.alerts),
    );
    expect(textOf(runLog(log, { partitions: 8, rules: testRules }).alerts)).toBe(
      textOf(run.alerts),
    );
  });
});
