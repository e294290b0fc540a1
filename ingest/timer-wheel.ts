/**
 * One timer for every timeout of the gateway: a ring of slots, each an intrusive list. Setting,
 * moving and clearing a deadline are O(1) and allocate nothing, so a hundred thousand idle
 * connections cost one interval. Deadlines fire up to one slot late, never early.
 */

/** Something with one deadline at a time. The wheel owns the four fields. */
export abstract class Timed {
  /** Monotonic milliseconds; 0 = none set. */
  deadlineMs = 0;
  previousTimed: Timed | null = null;
  nextTimed: Timed | null = null;
  timedSlot = -1;

  /** Called once when the deadline has passed; may set a new one. */
  abstract onDeadline(nowMs: number): void;
}

export class TimerWheel {
  readonly #slotMs: number;
  readonly #slots: (Timed | null)[];
  readonly #now: () => number;
  #cursor: number;
  #interval: ReturnType<typeof setInterval> | null = null;

  /**
   * @param slotMs resolution
   * @param slots ring size; a deadline further away than slotMs × slots is visited once per turn
   * @param now monotonic milliseconds, so that a stepped wall clock closes nobody
   */
  constructor(slotMs = 100, slots = 1024, now: () => number = () => performance.now()) {
    this.#slotMs = slotMs;
    this.#slots = new Array<Timed | null>(slots).fill(null);
    this.#now = now;
    this.#cursor = Math.floor(now() / slotMs);
  }

  now(): number {
    return this.#now();
  }

  start(): void {
    this.#interval ??= setInterval(() => this.advance(), this.#slotMs);
  }

  stop(): void {
    if (this.#interval !== null) clearInterval(this.#interval);
    this.#interval = null;
  }

  /** Sets or moves the deadline. */
  set(timed: Timed, deadlineMs: number): void {
    this.clear(timed);
    timed.deadlineMs = deadlineMs;
    // The current slot has been visited already: whatever is due goes into the next one.
    const slotNumber = Math.max(Math.ceil(deadlineMs / this.#slotMs), this.#cursor + 1);
    const slot = slotNumber % this.#slots.length;
    const head = this.#slots[slot] as Timed | null;
    timed.timedSlot = slot;
    timed.previousTimed = null;
    timed.nextTimed = head;
    if (head !== null) head.previousTimed = timed;
    this.#slots[slot] = timed;
  }

  clear(timed: Timed): void {
    if (timed.timedSlot < 0) return;
    const { previousTimed, nextTimed } = timed;
    if (previousTimed === null) this.#slots[timed.timedSlot] = nextTimed;
    else previousTimed.nextTimed = nextTimed;
    if (nextTimed !== null) nextTimed.previousTimed = previousTimed;
    timed.previousTimed = null;
    timed.nextTimed = null;
    timed.timedSlot = -1;
    timed.deadlineMs = 0;
  }

  /** Fires everything due; called by the interval, or by a test that turns the clock by hand. */
  advance(): void {
    const nowMs = this.#now();
    const target = Math.floor(nowMs / this.#slotMs);
    // After a stall longer than one turn every slot is visited exactly once.
    let steps = Math.min(target - this.#cursor, this.#slots.length);
    this.#cursor = target - steps;
    while (steps > 0) {
      steps--;
      this.#cursor++;
      this.#visit(this.#cursor % this.#slots.length, nowMs);
    }
  }

  #visit(slot: number, nowMs: number): void {
    const due: Timed[] = [];
    for (let timed = this.#slots[slot] as Timed | null; timed !== null; timed = timed.nextTimed) {
      if (timed.deadlineMs <= nowMs) due.push(timed);
    }
    for (const timed of due) {
      // An earlier one of this round may have cleared or moved it.
      if (timed.timedSlot !== slot || timed.deadlineMs > nowMs) continue;
      this.clear(timed);
      timed.onDeadline(nowMs);
    }
  }
}
