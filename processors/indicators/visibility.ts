/**
 * Level of a weather station over a window (domain.md 7.2): the worst one that held at any instant
 * of it. A worse value holds at once, a better one only after it has lasted 10 min; a value is good
 * until the next one, for 15 min at most. A pure function of the samples, so late ones just change it.
 */
import { MINUTE_MS } from '#core/time.ts';

/** Upper edges of the levels 1 to 4, metres; at and above the last one there is no restriction (level 5). */
const EDGES_M = [50, 100, 200, 500];
const HOLD_MS = 10 * MINUTE_MS;
const VALID_MS = 15 * MINUTE_MS;
/** A sample says nothing of windows that begin later than this after it. */
export const REACH_MS = VALID_MS + HOLD_MS;

export interface VisibilitySample {
  timeMs: number;
  visibilityM: number;
}

/** 1…5, 1 the worst; null = no value in the window was young enough. @param samples by time */
export function levelIn(
  samples: readonly VisibilitySample[],
  startMs: number,
  endMs: number,
): number | null {
  let worst = 5;
  let isKnown = false;
  for (let at = samples.length - 1; at >= 0; at--) {
    const { timeMs, visibilityM } = samples[at]!;
    if (timeMs >= endMs) continue;
    if (timeMs + REACH_MS <= startMs) break;
    const untilMs = Math.min(
      samples[at + 1]?.timeMs ?? Number.POSITIVE_INFINITY,
      timeMs + VALID_MS,
    );
    if (untilMs > startMs) isKnown = true;
    if (untilMs > startMs - HOLD_MS) worst = Math.min(worst, levelOf(visibilityM));
  }
  return isKnown ? worst : null;
}

export function levelOf(visibilityM: number): number {
  const at = EDGES_M.findIndex((edge) => visibilityM < edge);
  return at < 0 ? EDGES_M.length + 1 : at + 1;
}
