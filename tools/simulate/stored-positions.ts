/** Location bodies a terminal keeps while it has no link, oldest first. */

/** Positions a terminal keeps; the oldest give way. */
const STORED_POSITIONS_MAX = 2_000;
/** Offset of the time in a location body, BCD[6]: comparable byte by byte. */
const TIME_AT = 22;

export class StoredPositions {
  #bodies: Uint8Array[] = [];

  get size(): number {
    return this.#bodies.length;
  }

  /** Keeps what was recorded just now. */
  add(body: Uint8Array): void {
    this.#bodies.push(body);
    this.#bound();
  }

  /** Puts back what was on its way: it may be older than what was stored meanwhile. */
  restore(bodies: readonly Uint8Array[]): void {
    if (bodies.length === 0) return;
    this.#bodies.push(...bodies);
    this.#bodies.sort(byTime);
    this.#bound();
  }

  take(count: number): Uint8Array[] {
    return this.#bodies.splice(0, count);
  }

  #bound(): void {
    const excess = this.#bodies.length - STORED_POSITIONS_MAX;
    if (excess > 0) this.#bodies.splice(0, excess);
  }
}

function byTime(a: Uint8Array, b: Uint8Array): number {
  for (let i = TIME_AT; i < TIME_AT + 6; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}
