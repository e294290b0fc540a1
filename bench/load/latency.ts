/** Latencies in a fixed table: 32 steps per doubling, 3 % wide, from a microsecond to an hour. */

const STEPS = 32;
const DOUBLINGS = 32;

export class LatencyHistogram {
  readonly #counts = new Float64Array(STEPS * DOUBLINGS);
  count = 0;
  #sumMs = 0;
  #maxMs = 0;

  add(ms: number): void {
    const us = Math.max(1, ms * 1_000);
    const bucket = Math.min(STEPS * DOUBLINGS - 1, Math.floor(Math.log2(us) * STEPS));
    this.#counts[bucket] = this.#counts[bucket]! + 1;
    this.count++;
    this.#sumMs += ms;
    if (ms > this.#maxMs) this.#maxMs = ms;
  }

  /** Upper edge of the bucket that holds the given share, ms; 0 when empty. */
  quantile(share: number): number {
    const wanted = share * this.count;
    let seen = 0;
    for (let bucket = 0; bucket < this.#counts.length; bucket++) {
      seen += this.#counts[bucket]!;
      if (seen >= wanted && seen > 0)
        return Math.min(this.#maxMs, 2 ** ((bucket + 1) / STEPS) / 1_000);
    }
    return 0;
  }

  summary() {
    const round = (ms: number) => Math.round(ms * 100) / 100;
    return {
      count: this.count,
      meanMs: round(this.count === 0 ? 0 : this.#sumMs / this.count),
      p50Ms: round(this.quantile(0.5)),
      p95Ms: round(this.quantile(0.95)),
      p99Ms: round(this.quantile(0.99)),
      maxMs: round(this.#maxMs),
    };
  }
}
