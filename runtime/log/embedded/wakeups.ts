/**
 * Wakes reads that wait for records. One timer per handle while anyone waits; each turn costs one small
 * read of a marks file per topic waited for (about 2 µs), which works alike for the own thread, other
 * threads and other processes.
 */
import type { HighMarks } from './slots.ts';

interface Wait {
  marks: HighMarks;
  partition: number;
  /** Stamp before the reader looked in vain. */
  stamp: number;
  /** By performance.now(). */
  deadline: number;
}

/** A writer killed between its commit and its mark wakes nobody, so every wait ends at least this often. */
const slowCheckMs = 200;

export class Wakeups {
  readonly #pollMs: number;
  readonly #waits = new Map<Wait, { wake: () => void; until: number }>();
  #timer: NodeJS.Timeout | null = null;

  constructor(pollMs: number) {
    this.#pollMs = pollMs;
  }

  /** Resolves when the partition may have new records, the deadline has come or the log closes. */
  wait(wait: Wait): Promise<void> {
    return new Promise((wake) => {
      const until = Math.min(wait.deadline, performance.now() + slowCheckMs);
      this.#waits.set(wait, { wake, until });
      this.#timer ??= setTimeout(() => this.#turn(), this.#pollMs);
    });
  }

  /** Looks now, because this handle has just committed something. */
  look(): void {
    if (this.#waits.size === 0) return;
    const now = performance.now();
    const fresh = new Set<HighMarks>();
    for (const [wait, { wake, until }] of this.#waits) {
      const { marks, partition, stamp } = wait;
      if (!fresh.has(marks)) {
        marks.refresh();
        fresh.add(marks);
      }
      if (now < until && marks.stamp(partition) === stamp) continue;
      this.#waits.delete(wait);
      wake();
    }
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const { wake } of this.#waits.values()) wake();
    this.#waits.clear();
  }

  #turn(): void {
    this.#timer = null;
    this.look();
    if (this.#waits.size > 0) this.#timer = setTimeout(() => this.#turn(), this.#pollMs);
  }
}
