/**
 * Goal: the promises of the design hold in worlds where everything breaks. Method: the real gateway,
 * processors and readers' filters in virtual time, driven from a seed; see tests/README.md.
 * HARNESS_SEED=n repeats one world; HARNESS_SEEDS=count (with HARNESS_FROM=first) runs many.
 */
import { expect, test } from 'vitest';
import { isFull } from '../faults/size.ts';
import { reportOf, runSeeds, seedsWanted } from './seeds.ts';

const { from, count } = seedsWanted(isFull ? 200 : 40);
const HALVES = count > 1 ? 4 : 1;

test.each(Array.from({ length: HALVES }, (_, n) => n))(
  `${count} worlds from seed ${from} on, part %i`,
  async (part) => {
    const size = Math.ceil(count / HALVES);
    const first = from + part * size;
    const run = await runSeeds(first, Math.min(size, from + count - first));
    expect(run.failures.map(reportOf)).toEqual([]);
    // Worlds in which nothing happens prove nothing.
    expect(run.acked).toBeGreaterThan(run.worlds * 30);
    if (run.worlds > 10) {
      expect(run.alerts).toBeGreaterThan(run.worlds);
      expect(run.kills).toBeGreaterThan(run.worlds);
    }
  },
  Math.max(60_000, count * 1_000),
);
