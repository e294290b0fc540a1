/** Time and chance, handed in, so that a day of outage can be tested in a second. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Timing {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` is raised. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** `[0, 1)` */
  random(): number;
}

/** Longest wait a timer of Node takes. */
const SLEEP_MS_MAX = 2 ** 31 - 1;

export const systemTiming: Timing = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(Math.min(ms, SLEEP_MS_MAX), undefined, { signal }).catch(() => {}),
  random: Math.random,
};
