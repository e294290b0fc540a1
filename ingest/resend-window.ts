/**
 * Recognises a message sent again because its answer was lost (JT/T 808: identical bytes, same serial).
 * A direct-mapped table of 52-bit fingerprints over the whole frame: bounded, no allocation, and a
 * newer message simply takes an older one's slot. What is not recognised is appended again and
 * dropped downstream. A message is remembered only once it is durable, so an answer is never early.
 */
export class ResendWindow {
  readonly #marks: Float64Array;
  readonly #atMs: Float64Array;
  readonly #mask: number;
  readonly #windowMs: number;

  /** @param entries rounded up to a power of two */
  constructor(entries: number, windowMs: number) {
    const size = 2 ** Math.ceil(Math.log2(entries));
    this.#marks = new Float64Array(size);
    this.#atMs = new Float64Array(size);
    this.#mask = size - 1;
    this.#windowMs = windowMs;
  }

  has(mark: number, nowMs: number): boolean {
    const slot = (mark % 0x1_0000_0000) & this.#mask;
    return this.#marks[slot] === mark && nowMs - this.#atMs[slot]! < this.#windowMs;
  }

  remember(mark: number, nowMs: number): void {
    const slot = (mark % 0x1_0000_0000) & this.#mask;
    this.#marks[slot] = mark;
    this.#atMs[slot] = nowMs;
  }
}

/** Fingerprint of `bytes[start, end)`, an integer in [1, 2^52): two independent 32-bit mixes. */
export function fingerprint(bytes: Uint8Array, start: number, end: number): number {
  let a = 0x811c9dc5 ^ (end - start);
  let b = 0x9e3779b9;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    a = Math.imul(a ^ word, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul((b << 13) | (b >>> 19), 5) + word;
    b = Math.imul(b, 0xcc9e2d51);
  }
  for (; i < end; i++) {
    a = Math.imul(a ^ bytes[i]!, 0x01000193);
    b = Math.imul(b + bytes[i]!, 0xcc9e2d51);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  a ^= a >>> 13;
  b = Math.imul(b ^ (b >>> 15), 0xc2b2ae35);
  b ^= b >>> 16;
  return (b >>> 12) * 0x1_0000_0000 + (a >>> 0) || 1;
}
