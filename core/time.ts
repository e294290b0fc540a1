/** Time without a clock: conversions and calendar edges. Instants are integer milliseconds since 1970 UTC. */

/** Asia/Shanghai has had no daylight saving since 1991, so a constant offset is exact for our data. */
export const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Milliseconds since local midnight in Asia/Shanghai, `[0, DAY_MS)`. */
export function shanghaiTimeOfDayMs(instantMs: number): number {
  const t = (instantMs + SHANGHAI_OFFSET_MS) % DAY_MS;
  return t < 0 ? t + DAY_MS : t;
}

/** Instant of the Asia/Shanghai midnight at or before `instantMs`. */
export function shanghaiDayStartMs(instantMs: number): number {
  return instantMs - shanghaiTimeOfDayMs(instantMs);
}

/** `2026-11-21T08:00:00.000+08:00`: the only form in which times leave the product as text. */
export function formatShanghai(instantMs: number): string {
  return `${new Date(instantMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, -1)}+08:00`;
}

/** The only seam to the wall clock. Held by ingest, outboxes and user interface timers, never by processors. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The only seam to waiting; a test turns it by hand. */
export interface Timers {
  /** Runs once, `ms` milliseconds from now; calling what it returns cancels that. */
  after(ms: number, run: () => void): () => void;
}

export const systemTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
