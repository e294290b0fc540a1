/**
 * Where steps of trips are taken: one at a time, judged by the newest state, appended to `trips.v1`, and
 * answered when the step has come back from the log and been folded in. Another server may be faster:
 * then the fold refuses ours, here and everywhere.
 * *Delivery:* a step that was answered with "accepted" is durable.
 */

import { TOPICS } from '#core/topics.ts';
import { judgeStep, type StepVerdict } from '#core/trip/life.ts';
import type { TripEvent } from '#core/trip/trip.ts';
import { encodeTripEvent } from '#proto/codec/trip.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { TripBook } from './book.ts';

/** `unknown` = appended, but not seen coming back in time: its fate shows in the list. */
export type StepAnswer = StepVerdict | 'unknown';

/** Longest wait for an appended step to come back from the log. */
const ANSWER_MS_MAX = 5_000;
/** Verdicts kept for appends that have not been answered yet; the oldest is forgotten. */
const SETTLED_MAX = 1_000;

export class TripDesk {
  readonly #log: EventLog;
  readonly #book: TripBook;
  readonly #waiting = new Map<number, (verdict: StepVerdict) => void>();
  readonly #settled = new Map<number, StepVerdict>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(log: EventLog, book: TripBook) {
    this.#log = log;
    this.#book = book;
  }

  /** Rejects when the log refuses the append: nothing was done. */
  async take(event: TripEvent): Promise<StepAnswer> {
    const turn = this.#turn.then(() => this.#judgeAndAppend(event));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** A record of `trips.v1` has been read: it is folded in, and whoever waits for it is answered. */
  settle(event: TripEvent, offset: number): void {
    const verdict = this.#book.apply(event, offset);
    const waiter = this.#waiting.get(offset);
    if (waiter !== undefined) {
      this.#waiting.delete(offset);
      waiter(verdict);
      return;
    }
    this.#settled.set(offset, verdict);
    if (this.#settled.size > SETTLED_MAX)
      this.#settled.delete(this.#settled.keys().next().value as number);
  }

  async #judgeAndAppend(event: TripEvent): Promise<StepAnswer> {
    const trip = this.#book.get(event.tripId)?.trip ?? null;
    // A version that this server has not met belongs to a trip it does not hold.
    if (trip === null && event.baseVersion > 0) return 'stale';
    const verdict = judgeStep(trip, event);
    if (verdict !== 'accepted') return verdict;
    const value = encodeTripEvent(event);
    const record = { key: event.tripId, timeMs: event.atMs, value };
    return this.#verdictOf(await this.#log.append(TOPICS.trips, 0, [record]));
  }

  #verdictOf(offset: number): Promise<StepAnswer> {
    const settled = this.#settled.get(offset);
    if (settled !== undefined) {
      this.#settled.delete(offset);
      return Promise.resolve(settled);
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(offset);
        resolve('unknown');
      }, ANSWER_MS_MAX);
      this.#waiting.set(offset, (verdict) => {
        clearTimeout(timer);
        resolve(verdict);
      });
    });
  }
}
