/**
 * Every trip in its newest state, folded from `trips.v1` in the order of the log, with the steps that
 * led there. Refused steps change nothing here, as in every other reader.
 */
import type { SubjectKey } from '#core/identity.ts';
import { foldStep, isOver, judgeStep, type StepVerdict, type Trip } from '#core/trip/life.ts';
import type { TripEvent, TripOrigin, TripState, TripStep } from '#core/trip/trip.ts';

/** Steps kept per trip: the newest ones. The log keeps all. */
const STEPS_PER_TRIP_MAX = 50;

/** A step as the history tells it. */
export interface TripStepRecord {
  version: number;
  step: TripStep;
  atMs: number;
  actor: string;
  reason: string;
  origin: TripOrigin;
  /** Where it lies in `trips.v1`. */
  offset: number;
}

export interface TripEntry {
  trip: Trip;
  /** Oldest first. */
  steps: TripStepRecord[];
  /** Ascending in the order in which trips were planned. */
  seq: number;
  /** Where the newest verification lies in `trips.v1`; null = none. */
  reportOffset: number | null;
}

export interface TripPick {
  states?: readonly TripState[] | undefined;
  vehicleKey?: SubjectKey | undefined;
  /** Trips planned or under way in `[fromMs, toMs)`. */
  fromMs?: number | undefined;
  toMs?: number | undefined;
  /** Trips planned before this one; absent = from the newest. */
  before?: number | undefined;
  /** Whether whoever asks sees a vehicle. */
  sees: (vehicleKey: SubjectKey) => boolean;
  limit: number;
}

export class TripBook {
  readonly #tripsMax: number;
  readonly #entries = new Map<string, TripEntry>();
  readonly #bySubject = new Map<SubjectKey, Set<TripEntry>>();
  /** What leaves first: trips that are over, by the time of their last step. */
  readonly #over = new Set<TripEntry>();
  #seq = 0;
  /** Trips that left the list before they were over. */
  unfinishedForgotten = 0;
  onChange: (entry: TripEntry) => void = () => {};

  constructor(tripsMax: number) {
    this.#tripsMax = tripsMax;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(tripId: string): TripEntry | undefined {
    return this.#entries.get(tripId);
  }

  /** In the order in which they were planned. */
  entries(): IterableIterator<TripEntry> {
    return this.#entries.values();
  }

  ofVehicle(vehicleKey: SubjectKey): Iterable<TripEntry> {
    return this.#bySubject.get(vehicleKey) ?? [];
  }

  apply(event: TripEvent, offset: number): StepVerdict {
    const known = this.#entries.get(event.tripId);
    const verdict = judgeStep(known?.trip ?? null, event);
    const trip = foldStep(known?.trip ?? null, event);
    if (trip === null) return verdict;
    const entry = known ?? { trip, steps: [], seq: ++this.#seq, reportOffset: null };
    if (known !== undefined) this.#index(entry, false);
    entry.trip = trip;
    this.#index(entry, true);
    const { step, atMs, actor, reason, origin } = event;
    entry.steps.push({ version: trip.version, step, atMs, actor, reason, origin, offset });
    if (entry.steps.length > STEPS_PER_TRIP_MAX) entry.steps.shift();
    if (event.reportJson !== null) entry.reportOffset = offset;
    this.#entries.set(event.tripId, entry);
    this.#over.delete(entry);
    if (isOver(trip.state)) this.#over.add(entry);
    if (this.#entries.size > this.#tripsMax) this.#forgetOne(entry);
    this.onChange(entry);
    return verdict;
  }

  /** Newest plan first; `next` = `before` of the page that follows, null = this was the last. */
  pick({ states, vehicleKey, fromMs, toMs, before, sees, limit }: TripPick): {
    rows: TripEntry[];
    total: number;
    next: number | null;
  } {
    const fits = [...(vehicleKey === undefined ? this.entries() : this.ofVehicle(vehicleKey))]
      .filter(
        ({ trip }) =>
          (states === undefined || states.includes(trip.state)) &&
          (toMs === undefined || beginOf(trip) < toMs) &&
          (fromMs === undefined || endOf(trip) >= fromMs) &&
          sees(trip.plan.vehicleKey),
      )
      .sort((a, b) => b.seq - a.seq);
    const rest = before === undefined ? fits : fits.filter(({ seq }) => seq < before);
    const rows = rest.slice(0, limit);
    const isMore = rest.length > rows.length;
    return { rows, total: fits.length, next: isMore ? rows.at(-1)!.seq : null };
  }

  #index(entry: TripEntry, isThere: boolean): void {
    const { vehicleKey } = entry.trip.plan;
    const trips = this.#bySubject.get(vehicleKey) ?? new Set();
    if (isThere) trips.add(entry);
    else trips.delete(entry);
    if (trips.size === 0) this.#bySubject.delete(vehicleKey);
    else this.#bySubject.set(vehicleKey, trips);
  }

  /** Bound: a trip that is over leaves the list (not the log); without one, the oldest. */
  #forgetOne(justChanged: TripEntry): void {
    const first = (entries: Iterable<TripEntry>) => {
      for (const entry of entries) if (entry !== justChanged) return entry;
      return undefined;
    };
    let leaving = first(this.#over);
    if (leaving === undefined) {
      leaving = first(this.#entries.values());
      if (leaving === undefined) return;
      this.unfinishedForgotten++;
    }
    this.#over.delete(leaving);
    this.#index(leaving, false);
    this.#entries.delete(leaving.trip.tripId);
  }
}

/** When it began, or is to begin. */
export function beginOf({ plan, departed }: Pick<Trip, 'plan' | 'departed'>): number {
  return departed?.timeMs ?? plan.departMs;
}

/** When it ended; a trip under way at least lasts until it is to arrive. */
export function endOf({ plan, arrived }: Pick<Trip, 'plan' | 'arrived'>): number {
  return arrived?.timeMs ?? plan.arriveMs;
}
