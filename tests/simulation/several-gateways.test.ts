/**
 * Goal: several ingest processes change no result. Each writes its own ticks, by a clock of its own,
 * and copies registry, rules and actions that the other copied too. Method: the log of one gateway
 * against the same log with every tick and control record doubled, late ones of a slower clock among them.
 */
import { expect, test } from 'vitest';
import type { Reading } from '#core/report.ts';
import { runLog, textOf } from './driver.ts';
import { randomOf } from './random.ts';
import { testRules } from './rules.ts';
import {
  displaced,
  logOf,
  makeFacts,
  routeReading,
  rulesReading,
  tickReading,
  vehicleKey,
  vehicleReading,
} from './world.ts';

test.each([1, 2, 3])(
  'ticks and copies of two gateways (seed %i): the same alerts and values',
  (seed) => {
    const random = randomOf(seed);
    const facts = makeFacts(random, { vehicles: 6, minutes: 30 });
    const controls = Array.from({ length: 6 }, (_, n) => [
      vehicleReading(vehicleKey(n), 10 * n + 1, n % 2 === 0 ? 'charter' : 'dangerous'),
      routeReading(vehicleKey(n), 10 * n + 2, 'near'),
    ]).flat();
    const one = [
      ...controls,
      rulesReading(100, {}),
      ...logOf(displaced(facts, random, 20_000), []),
    ];
    const two: Reading[] = [];
    let late: Reading[] = [];
    for (const reading of one) {
      two.push(reading);
      const { kind } = reading.body;
      if (kind === 'position') continue;
      // The other gateway's copy: at once, or after some that came later.
      if (random.next() < 0.5) two.push(reading);
      else late.push(reading);
      if (random.next() < 0.2) {
        two.push(...late);
        late = [];
      }
      // Its clock is up to two seconds behind.
      if (reading.body.kind === 'tick' && random.next() < 0.3)
        two.push(tickReading(reading.body.timeMs - 1_000 * random.int(1, 2)));
    }
    two.push(...late);
    const run = { partitions: 2, rules: testRules };
    const [expected, lived] = [runLog(one, run), runLog(two, run)];
    expect(two.length).toBeGreaterThan(one.length * 1.2);
    expect(expected.alerts.length).toBeGreaterThan(5);
    expect(textOf(lived.alerts)).toBe(textOf(expected.alerts));
    expect(lived.values).toEqual(expected.values);
  },
);
