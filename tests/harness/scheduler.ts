/**
 * Virtual time. Everything that happens in a simulated world is an event of this queue, in one order
 * that follows from the seed alone; promises settle completely between two events.
 */
import type { Timers } from '#core/time.ts';

interface Event {
  atMs: number;
  order: number;
  run: () => void;
}

export class Scheduler implements Timers {
  /** Virtual milliseconds since the world began. */
  nowMs = 0;
  events = 0;
  #order = 0;
  /** A binary heap by (time, order). */
  readonly #heap: Event[] = [];

  after(ms: number, run: () => void): () => void {
    const event: Event = { atMs: this.nowMs + Math.max(0, ms), order: this.#order++, run };
    this.#push(event);
    return () => {
      event.run = nothing;
    };
  }

  /** Runs until the virtual instant, or until `done` says so; rejects with what an event throws. */
  runUntil(endMs: number, done: () => boolean = () => false): Promise<void> {
    return new Promise((resolve, reject) => {
      const step = (): void => {
        // Events without a handler are cancelled ones; they need no settling of promises.
        let event = this.#heap[0];
        while (event !== undefined && event.atMs <= endMs && event.run === nothing) {
          this.#pop();
          event = this.#heap[0];
        }
        if (event === undefined || event.atMs > endMs || done()) {
          if (event === undefined || event.atMs > endMs) this.nowMs = Math.max(this.nowMs, endMs);
          resolve();
          return;
        }
        this.#pop();
        this.nowMs = event.atMs;
        this.events++;
        try {
          event.run();
        } catch (error) {
          reject(error);
          return;
        }
        setImmediate(step);
      };
      setImmediate(step);
    });
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.push(event) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(event, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

function nothing(): void {}

/** One operating-system process: when it is killed, nothing it had begun goes on. */
export class Process implements Timers {
  alive = true;
  readonly scheduler: Scheduler;
  readonly #onKill: (() => void)[] = [];

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
  }

  after(ms: number, run: () => void): () => void {
    return this.scheduler.after(ms, () => {
      if (this.alive) run();
    });
  }

  every(ms: number, run: () => void): void {
    this.after(ms, () => {
      run();
      this.every(ms, run);
    });
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  onKill(run: () => void): void {
    this.#onKill.push(run);
  }

  kill(): void {
    if (!this.alive) return;
    this.alive = false;
    for (const run of this.#onKill) run();
  }
}
