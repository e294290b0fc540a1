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
import { Verdicts } from '../verdicts.ts';
import type { TripBook } from './book.ts';

/** `unknown` = appended, but not seen coming back in time: its fate shows in the list. */
export type StepAnswer = StepVerdict | 'unknown';

export class TripDesk {
  readonly #log: EventLog;
  readonly #book: TripBook;
  readonly #verdicts = new Verdicts<StepVerdict>();
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
    this.#verdicts.settle(offset, this.#book.apply(event, offset));
  }

  async #judgeAndAppend(event: TripEvent): Promise<StepAnswer> {
    const trip = this.#book.get(event.tripId)?.trip ?? null;
    // A version that this server has not met belongs to a trip it does not hold.
    if (trip === null && event.baseVersion > 0) return 'stale';
    const verdict = judgeStep(trip, event);
    if (verdict !== 'accepted') return verdict;
    const value = encodeTripEvent(event);
    const record = { key: event.tripId, timeMs: event.atMs, value };
    return this.#verdicts.of(await this.#log.append(TOPICS.trips, 0, [record]));
  }
}
