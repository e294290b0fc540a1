/**
 * Goal: a critical alert colours vehicle, driver and enterprise within 60 s of event time, whatever the number
 * of partitions.
 * Method: an SOS among ordinary reports through all tasks, one tick a second, from each phase of the ten
 * seconds in which facts are gathered.
 */
import { expect, test } from 'vitest';
import type { RiskVerdict } from '#core/risk/verdict.ts';
import { SECOND_MS } from '#core/time.ts';
import { rules } from '#processors/rules/index.ts';
import { runLog } from './driver.ts';
import {
  driverKey,
  type Fact,
  readingOf,
  START_MS,
  tickReading,
  vehicleKey,
  vehicleReading,
} from './world.ts';

const LATEST_MS = 60 * SECOND_MS;
const vehicle = vehicleKey(1);
const driver = driverKey(1);

test.each([1, 2, 8])('within 60 s on %i partitions', (partitions) => {
  let worstMs = 0;
  for (let phase = 0; phase < 10; phase++) {
    const sosMs = START_MS + (40 + phase) * SECOND_MS;
    const log = [vehicleReading(vehicle, 0, 'charter')];
    for (let ms = START_MS; ms < sosMs + 2 * LATEST_MS; ms += SECOND_MS) {
      const fact: Fact = { vehicle, driver, fixMs: ms, speedKmh: 60, alarm: false };
      const reading = readingOf(fact);
      if (ms === sosMs && reading.body.kind === 'position') reading.body.position.alarmFlag = 1;
      if (ms % (10 * SECOND_MS) === 0 || ms === sosMs) log.push(reading);
      log.push(tickReading(ms));
    }
    const { risks } = runLog(log, { partitions, rules });
    for (const kind of ['vehicle', 'enterprise']) {
      const red = risks.find(
        (told): told is RiskVerdict =>
          told.kind !== 'section' && told.kind === kind && told.code === 'red',
      );
      expect(red?.history.at(-1)).toMatchObject({ to: 'red' });
      worstMs = Math.max(worstMs, red!.asOfMs - sosMs);
    }
  }
  expect(worstMs).toBeLessThanOrEqual(LATEST_MS);
  // What it is in fact: the end of the ten seconds, and the next step.
  expect(worstMs).toBeLessThanOrEqual(20 * SECOND_MS);
});
