/** A set of row numbers, one bit each; grows to the highest row it has met. */
export class RowSet {
  #bits = new Uint32Array(64);

  add(row: number): void {
    const word = row >>> 5;
    if (word >= this.#bits.length) {
      const grown = new Uint32Array(Math.max(word + 1, this.#bits.length * 2));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    this.#bits[word]! |= 1 << (row & 31);
  }

  has(row: number): boolean {
    const word = row >>> 5;
    return word < this.#bits.length && (this.#bits[word]! & (1 << (row & 31))) !== 0;
  }

  delete(row: number): void {
    const word = row >>> 5;
    if (word < this.#bits.length) this.#bits[word]! &= ~(1 << (row & 31));
  }

  clear(): void {
    this.#bits.fill(0);
  }
}
