/** A set of 64-bit pseudonyms in 8 bytes each: the ids of a million rows in 16 MB. */
export class KeySet {
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  #size = 0;

  /** False = it was there. `hash` is 16 hex digits. */
  add(hash: string): boolean {
    if (this.#size * 2 >= this.#high.length) this.#grow();
    // 0 marks a free place; a pseudonym of all zeros is nobody's (core/identity.ts).
    const high = Number.parseInt(hash.slice(0, 8), 16);
    const low = Number.parseInt(hash.slice(8), 16);
    const at = this.#placeOf(high, low);
    if (this.#isTaken(at)) return false;
    this.#high[at] = high;
    this.#low[at] = low;
    this.#size++;
    return true;
  }

  has(hash: string): boolean {
    const high = Number.parseInt(hash.slice(0, 8), 16);
    return this.#isTaken(this.#placeOf(high, Number.parseInt(hash.slice(8), 16)));
  }

  #isTaken(at: number): boolean {
    return this.#high[at] !== 0 || this.#low[at] !== 0;
  }

  #placeOf(high: number, low: number): number {
    const mask = this.#high.length - 1;
    let at = (high ^ low) & mask;
    while (this.#isTaken(at) && (this.#high[at] !== high || this.#low[at] !== low))
      at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [high, low] = [this.#high, this.#low];
    this.#high = new Uint32Array(high.length * 2);
    this.#low = new Uint32Array(low.length * 2);
    for (let at = 0; at < high.length; at++) {
      if (high[at] === 0 && low[at] === 0) continue;
      const to = this.#placeOf(high[at]!, low[at]!);
      this.#high[to] = high[at]!;
      this.#low[to] = low[at]!;
    }
  }
}
