/** Driving periods of a whole track, by the clock that the driving-time rules go by: one meaning of driving in the product. */

import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Observation } from '#core/report.ts';
import type { DrivingPeriod } from '#core/trip/check/facts.ts';
import { advance, CLOCK, type ClockParams, clockParams, newClock } from './rules/driving-clock.ts';

const DEFAULTS = Value.Default(Type.Object(clockParams), {}) as ClockParams;

/** `track` in order of event time, of one driver or one vehicle. The period at its end is among them. */
export function drivingPeriods(track: Iterable<Observation>): DrivingPeriod[] {
  const clock = newClock();
  const periods: DrivingPeriod[] = [];
  for (const observation of track) {
    if ((advance(clock, observation, DEFAULTS) & CLOCK.rested) === 0) continue;
    const { endedStartMs: startMs, endedLastMs: endMs, endedEstimated: estimated } = clock;
    periods.push({ startMs, endMs, estimated });
  }
  const { startMs, lastMovingMs: endMs, estimated } = clock;
  if (startMs !== 0) periods.push({ startMs, endMs, estimated });
  return periods;
}
