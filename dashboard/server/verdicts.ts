/**
 * What became of appends that are judged when they come back from the log, by their offset. The answer may come before
 * the question: the reader may be faster than the append's own return.
 */

/** Longest wait for an append to come back from the log. */
const ANSWER_MS_MAX = 5_000;
/** Verdicts kept for appends that have not been asked for yet; the oldest is forgotten. */
const SETTLED_MAX = 1_000;

export class Verdicts<V> {
  readonly #waiting = new Map<number, (verdict: V) => void>();
  readonly #settled = new Map<number, V>();

  /** The record at `offset` has been read and judged. */
  settle(offset: number, verdict: V): void {
    const waiter = this.#waiting.get(offset);
    if (waiter !== undefined) {
      this.#waiting.delete(offset);
      waiter(verdict);
      return;
    }
    this.#settled.set(offset, verdict);
    if (this.#settled.size > SETTLED_MAX)
      this.#settled.delete(this.#settled.keys().next().value as number);
  }

  /** `unknown` = not seen coming back in time. */
  of(offset: number): Promise<V | 'unknown'> {
    const settled = this.#settled.get(offset);
    if (settled !== undefined) {
      this.#settled.delete(offset);
      return Promise.resolve(settled);
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(offset);
        resolve('unknown');
      }, ANSWER_MS_MAX);
      this.#waiting.set(offset, (verdict) => {
        clearTimeout(timer);
        resolve(verdict);
      });
    });
  }
}
