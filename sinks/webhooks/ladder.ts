/** When a delivery is tried again: fine in the first minutes, because a duty room waits for it, coarse later. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#core/time.ts';

/** Before each attempt, counted from the end of the one before it; 75 h 36 min in all. */
export const LADDER_MS: readonly number[] = [
  0,
  2 * SECOND_MS,
  5 * SECOND_MS,
  15 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];
/** Each wait is longer or shorter by up to this part, so that endpoints that fell together do not rise together. */
export const JITTER = 0.2;

/**
 * Wait before attempt `rung` (0 = the first), in ms; null = the ladder has ended.
 * @param random `[0, 1)`
 */
export function waitBefore(rung: number, random: () => number): number | null {
  const wait = LADDER_MS[rung];
  return wait === undefined ? null : Math.round(wait * (1 + JITTER * (2 * random() - 1)));
}
