/** Token buckets of devices that keep no connection. */

/** Devices remembered; the oldest gives way and starts with a full bucket again. */
const DEVICES_MAX = 100_000;

export class RateTable {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #buckets = new Map<string, { tokens: number; atMs: number }>();

  /** @param perSecond 0 = no limit */
  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  /** How long the device has to wait; 0 = it may send. */
  waitMs(deviceId: string, nowMs: number): number {
    if (this.#perSecond === 0) return 0;
    const { tokens } = this.#refilled(deviceId, nowMs);
    return tokens > 0 ? 0 : ((1 - tokens) / this.#perSecond) * 1_000;
  }

  /** One batch may overdraw the bucket; the next one waits for it. */
  spend(deviceId: string, messages: number, nowMs: number): void {
    if (this.#perSecond > 0) this.#refilled(deviceId, nowMs).tokens -= messages;
  }

  #refilled(deviceId: string, nowMs: number): { tokens: number; atMs: number } {
    let bucket = this.#buckets.get(deviceId);
    if (bucket === undefined) {
      if (this.#buckets.size >= DEVICES_MAX) {
        const oldest = this.#buckets.keys().next();
        if (!oldest.done) this.#buckets.delete(oldest.value);
      }
      bucket = { tokens: this.#burst, atMs: nowMs };
      this.#buckets.set(deviceId, bucket);
    }
    const refill = ((nowMs - bucket.atMs) / 1_000) * this.#perSecond;
    bucket.tokens = Math.min(this.#burst, bucket.tokens + refill);
    bucket.atMs = nowMs;
    return bucket;
  }
}
