/** Up to where a topic has been read and applied, and who waits for it to be further. */
export class ReadTo {
  /** Every record below it has been applied. */
  nextOffset = 0;
  readonly #waiting: { offset: number; resolve: () => void }[] = [];

  moveTo(nextOffset: number): void {
    this.nextOffset = nextOffset;
    while (this.#waiting.length > 0 && this.#waiting[0]!.offset <= nextOffset)
      this.#waiting.shift()!.resolve();
  }

  /** Resolves when every record below an offset has been applied. */
  reached(offset: number): Promise<void> {
    if (this.nextOffset >= offset) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ offset, resolve });
      this.#waiting.sort((a, b) => a.offset - b.offset);
    });
  }
}
