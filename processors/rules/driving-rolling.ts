/** Driving summed over a window that moves along: what the rolling driving-time rules share. */
import { shanghaiDayStartMs } from '#core/time.ts';
import type { DrivingClock } from './driving-clock.ts';

/** Clock of the period at hand and the finished periods before it: start, end, … */
export interface Driven {
  clock: DrivingClock;
  periods: readonly number[];
}

export interface Window {
  windowMs: number;
  /** The window starts at Shanghai midnight instead. */
  calendarDay: boolean;
}

/** Driving in the window up to `nowMs`, the period at hand included, ms. */
export function rollingMs(
  { clock, periods }: Driven,
  nowMs: number,
  { windowMs, calendarDay }: Window,
): number {
  const fromMs = calendarDay ? shanghaiDayStartMs(nowMs) : nowMs - windowMs;
  let sum = Math.max(0, nowMs - Math.max(fromMs, clock.startMs));
  for (let i = 0; i < periods.length; i += 2) {
    const part = periods[i + 1]! - Math.max(fromMs, periods[i]!);
    if (part > 0) sum += part;
  }
  return sum;
}

/**
 * When the sum reached `amountMs`, given that it has by `nowMs`. It is piecewise linear in time: it grows
 * while driving and stands still while as much old driving leaves the window. Between two such
 * changes the instant is met by interpolation.
 */
export function rollingReachedAtMs(
  driven: Driven,
  nowMs: number,
  { amountMs, ...window }: Window & { amountMs: number },
): number {
  const { startMs } = driven.clock;
  const edges = [startMs, nowMs];
  if (window.calendarDay) edges.push(shanghaiDayStartMs(nowMs));
  else
    edges.push(
      startMs + window.windowMs,
      ...driven.periods.map((edgeMs) => edgeMs + window.windowMs),
    );
  const inside = edges.filter((edgeMs) => edgeMs >= startMs && edgeMs <= nowMs);
  inside.sort((a, b) => a - b);
  let fromMs = startMs;
  let fromSum = rollingMs(driven, startMs, window);
  // There from the first metre: the rest did not bring the sum down.
  if (fromSum >= amountMs) return startMs;
  for (const toMs of inside) {
    const toSum = rollingMs(driven, toMs, window);
    if (toSum >= amountMs && toSum > fromSum) {
      const share = (amountMs - fromSum) / (toSum - fromSum);
      return Math.round(fromMs + share * (toMs - fromMs));
    }
    fromMs = toMs;
    fromSum = toSum;
  }
  return nowMs;
}

/** Adds the period that ended last and forgets those that ended longer than `keepMs` before it. */
export function keepPeriod(periods: number[], clock: DrivingClock, keepMs: number): void {
  if (keepMs === 0) return;
  periods.push(clock.endedStartMs, clock.endedLastMs);
  const oldestMs = clock.endedLastMs - keepMs;
  while (periods.length > 2 && periods[1]! <= oldestMs) periods.splice(0, 2);
}
