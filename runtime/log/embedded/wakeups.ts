/**
 * Wakes reads that wait for records. On Linux the kernel tells (inotify on the marks file, which every
 * commit writes), so that waiting costs nothing; elsewhere, or when no watch can be had, the marks are
 * looked at every few milliseconds. Both work alike for the own thread, other threads and processes.
 */
import { type FSWatcher, watch } from 'node:fs';
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
  /** null = no watch can be had for these marks. */
  readonly #watchers = new Map<HighMarks, FSWatcher | null>();
  #timer: NodeJS.Timeout | null = null;
  #timerAt = Number.POSITIVE_INFINITY;

  constructor(pollMs: number) {
    this.#pollMs = pollMs;
  }

  /** Resolves when the partition may have new records, the deadline has come or the log closes. */
  wait(wait: Wait): Promise<void> {
    return new Promise((wake) => {
      const now = performance.now();
      const until = Math.min(wait.deadline, now + slowCheckMs);
      const watched = this.#watched(wait.marks);
      this.#waits.set(wait, { wake, until });
      // A record that came between the reader's look and the start of the watch.
      if (wait.marks.fresh(wait.partition) !== wait.stamp) this.look();
      else this.#schedule(watched ? until : now + this.#pollMs);
    });
  }

  /** Looks now: something was committed, or a wait may be over. */
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
    for (const watcher of this.#watchers.values()) watcher?.close();
    this.#watchers.clear();
    for (const { wake } of this.#waits.values()) wake();
    this.#waits.clear();
  }

  #watched(marks: HighMarks): boolean {
    let watcher = this.#watchers.get(marks);
    if (watcher === undefined) {
      watcher = process.platform === 'linux' ? this.#watch(marks) : null;
      this.#watchers.set(marks, watcher);
    }
    return watcher !== null;
  }

  #watch(marks: HighMarks): FSWatcher | null {
    try {
      const watcher = watch(marks.path, { persistent: false }, () => this.look());
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.set(marks, null);
        this.#schedule(performance.now() + this.#pollMs);
      });
      return watcher;
    } catch {
      // No inotify handle left (fs.inotify.max_user_watches): polling serves as well.
      return null;
    }
  }

  #schedule(at: number): void {
    if (this.#timer !== null && this.#timerAt <= at) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(() => this.#turn(), Math.max(1, at - performance.now()));
  }

  #turn(): void {
    this.#timer = null;
    this.#timerAt = Number.POSITIVE_INFINITY;
    this.look();
    let next = Number.POSITIVE_INFINITY;
    const now = performance.now();
    for (const [{ marks }, { until }] of this.#waits) {
      next = Math.min(next, this.#watchers.get(marks) ? until : now + this.#pollMs);
    }
    if (next < Number.POSITIVE_INFINITY) this.#schedule(next);
  }
}
