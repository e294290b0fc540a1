/** What changed, in order, each thing at its newest change only: the memory behind "everything since number N". */

/** Superseded changes are swept out when they are as many as the valid ones and at least this many. */
const SWEEP_AT_LEAST = 1_024;

export class ChangeLog<T extends { seq: number }> {
  /** Ascending by `seq`; a change is valid while its thing still carries that number. */
  #changes: { seq: number; thing: T }[] = [];
  #sweepAt = SWEEP_AT_LEAST;

  /** `thing.seq` is its new number, higher than any before. */
  add(thing: T): void {
    this.#changes.push({ seq: thing.seq, thing });
    if (this.#changes.length < this.#sweepAt) return;
    this.#changes = this.#changes.filter(({ seq, thing: { seq: now } }) => seq === now);
    this.#sweepAt = Math.max(SWEEP_AT_LEAST, this.#changes.length * 2);
  }

  nextAfter(seq: number): T | undefined {
    const changes = this.#changes;
    for (let at = this.#firstAfter(seq); at < changes.length; at++) {
      const { seq: changedAt, thing } = changes[at]!;
      if (changedAt === thing.seq) return thing;
    }
    return undefined;
  }

  *since(seq: number): IterableIterator<T> {
    const changes = this.#changes;
    for (let at = this.#firstAfter(seq); at < changes.length; at++) {
      const change = changes[at]!;
      if (change.seq === change.thing.seq) yield change.thing;
    }
  }

  #firstAfter(seq: number): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#changes[middle]!.seq <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
