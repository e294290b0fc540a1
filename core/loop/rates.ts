/** How often something was done of late, by whom it concerns; what is older than the longest window is forgotten. */
import { RATE_MS_MAX } from './policy.ts';

export interface Rate {
  count: number;
  perS: number;
}

export class Rates {
  /** Times by id, in the order they were noted. */
  readonly #of = new Map<string, Map<string, number>>();

  /** The same id is counted once. */
  note(key: string, id: string, atMs: number): void {
    const times = this.#of.get(key) ?? new Map<string, number>();
    times.set(id, atMs);
    this.#of.set(key, times);
  }

  /** It was not done after all. */
  drop(key: string, id: string): void {
    this.#of.get(key)?.delete(id);
  }

  /** When one more may be done; `nowMs` or earlier = now. */
  freeAtMs(key: string, { count, perS }: Rate, nowMs: number): number {
    const sinceMs = nowMs - perS * 1_000;
    const times = [...(this.#of.get(key)?.values() ?? [])]
      .filter((atMs) => atMs > sinceMs)
      .sort((a, b) => a - b);
    const blocking = times[times.length - count];
    return blocking === undefined ? nowMs : blocking + perS * 1_000;
  }

  /** Keeps memory to what a window can ask for. */
  forget(nowMs: number): void {
    for (const [key, times] of this.#of) {
      for (const [id, atMs] of times) if (atMs <= nowMs - RATE_MS_MAX) times.delete(id);
      if (times.size === 0) this.#of.delete(key);
    }
  }
}
