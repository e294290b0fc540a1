/** Which bytes of a file have come: sorted, disjoint, never touching half-open ranges. */
export interface ByteRange {
  offset: number;
  length: number;
}

/**
 * Pieces one file may be in; a piece that would make one more is not taken and comes again when its
 * range is asked for. Devices send in order but for a few.
 */
export const RANGES_MAX_REFUSE = 1_024;

export class Ranges {
  /** start, end, start, end, … */
  #edges: number[] = [];
  #covered = 0;

  /** Bytes that have come. */
  get covered(): number {
    return this.#covered;
  }

  /** Adds `[start, end)`; false = that would be one range too many, nothing was added. */
  add(start: number, end: number): boolean {
    if (end <= start) return true;
    const edges = this.#edges;
    // First range that ends at or behind `start`, and first one that begins behind `end`.
    let from = 0;
    while (from < edges.length && edges[from + 1]! < start) from += 2;
    let to = from;
    let low = start;
    let high = end;
    let swallowed = 0;
    while (to < edges.length && edges[to]! <= end) {
      low = Math.min(low, edges[to]!);
      high = Math.max(high, edges[to + 1]!);
      swallowed += edges[to + 1]! - edges[to]!;
      to += 2;
    }
    if (from === to && edges.length >= 2 * RANGES_MAX_REFUSE) return false;
    edges.splice(from, to - from, low, high);
    this.#covered += high - low - swallowed;
    return true;
  }

  /** The file ends at `size` after all: what lies behind is forgotten. */
  cut(size: number): void {
    const edges = this.#edges;
    while (edges.length > 0 && edges[edges.length - 2]! >= size) {
      this.#covered -= edges.pop()! - edges.pop()!;
    }
    const end = edges.length === 0 ? 0 : edges[edges.length - 1]!;
    if (end > size) {
      edges[edges.length - 1] = size;
      this.#covered -= end - size;
    }
  }

  /** What is missing of `[0, size)`, ascending, at most `max` ranges. */
  missing(size: number, max: number): ByteRange[] {
    const missing: ByteRange[] = [];
    let at = 0;
    for (let k = 0; k <= this.#edges.length && missing.length < max; k += 2) {
      const next = Math.min(k < this.#edges.length ? this.#edges[k]! : size, size);
      if (next > at) missing.push({ offset: at, length: next - at });
      at = k < this.#edges.length ? this.#edges[k + 1]! : size;
      if (at >= size) break;
    }
    return missing;
  }
}
