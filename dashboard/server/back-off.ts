/** Failures in a row of one caller or account, and the growing wait they cost. */
import { HOUR_MS } from '#core/time.ts';

/** Whoever has not failed for as long starts anew. */
const FORGET_MS = HOUR_MS;
const FIRST_WAIT_MS = 2_000;

interface Failures {
  count: number;
  lastMs: number;
  blockedUntilMs: number;
  /** Somebody was refused unheard during this wait. */
  isTold: boolean;
}

export interface BackOffOptions {
  /** Failures that cost nothing; each further one doubles the wait from two seconds on. */
  free: number;
  waitMsMax: number;
  /** Beyond it the one that failed longest ago is forgiven. */
  entriesMax: number;
}

export class BackOff {
  readonly #options: BackOffOptions;
  /** In the order of the last failure. */
  readonly #failures = new Map<string, Failures>();

  constructor(options: BackOffOptions) {
    this.#options = options;
  }

  /** Milliseconds until the next attempt is heard; 0 = now. */
  waitMs(key: string, nowMs: number): number {
    return Math.max(0, (this.#failures.get(key)?.blockedUntilMs ?? 0) - nowMs);
  }

  /** Counts a failure; answers the wait that begins with it. */
  fail(key: string, nowMs: number): number {
    const before = this.#failures.get(key);
    const isFresh = before === undefined || nowMs - before.lastMs >= FORGET_MS;
    const count = isFresh ? 1 : before.count + 1;
    const { free, waitMsMax, entriesMax } = this.#options;
    const waitMs = count <= free ? 0 : Math.min(waitMsMax, FIRST_WAIT_MS * 2 ** (count - free - 1));
    this.#failures.delete(key);
    this.#failures.set(key, {
      ...{ count, lastMs: nowMs, blockedUntilMs: nowMs + waitMs, isTold: false },
    });
    if (this.#failures.size > entriesMax)
      this.#failures.delete(this.#failures.keys().next().value as string);
    return waitMs;
  }

  forget(key: string): void {
    this.#failures.delete(key);
  }

  /** True once in each wait: whoever hammers writes the audit trail no fuller. */
  isFirstRefusal(key: string): boolean {
    const failures = this.#failures.get(key);
    if (failures === undefined || failures.isTold) return false;
    failures.isTold = true;
    return true;
  }
}
