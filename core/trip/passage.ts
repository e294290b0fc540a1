/**
 * Departure and arrival from the track, point by point in order of event time. The vehicle has left when
 * two reports in a row lie outside the origin it was seen in; it has arrived when two lie inside the destination.
 */
import { displacementM } from '../geo/distance.ts';
import { HOUR_MS } from '../time.ts';
import { type Area, centreOf, contains, type TripGround } from './ground.ts';
import type { TripMoment } from './trip.ts';

/** A vehicle that leaves this long before its time leaves for this trip. */
export const EARLY_MS = HOUR_MS;
/** Reports in a row that prove it. */
const POINTS_PROVE = 2;
/** A journey that ends where it began has gone at least this far, m, where no place on the way says more. */
const ROUND_TRIP_M = 5_000;

export interface Point {
  timeMs: number;
  latitudeDeg: number;
  longitudeDeg: number;
}

/** Plain JSON. */
export interface Passage {
  departed: TripMoment | null;
  arrived: TripMoment | null;
  last: Point | null;
  /** Last point inside the origin; null = not seen there. */
  inOrigin: Point | null;
  /** Points in a row outside the origin, then inside the destination. */
  proof: number;
  /** First of the row inside the destination. */
  inDestination: Point | null;
  /** Has been outside the destination since it departed. */
  wasAway: boolean;
  /** Since the departure, m. */
  runM: number;
  /** By place on the way: when it was first inside, null = not yet. */
  viaMs: (number | null)[];
}

export function newPassage(ground: TripGround, departed: TripMoment | null): Passage {
  return {
    ...{ departed, arrived: null, last: null, inOrigin: null, proof: 0, inDestination: null },
    ...{ wasAway: false, runM: 0, viaMs: ground.via.map(() => null) },
  };
}

/** Takes a valid point; one that is not newer than the last is passed over. `earliestMs` = before it nothing counts. */
export function takePoint(
  passage: Passage,
  point: Point,
  { ground, earliestMs }: { ground: TripGround; earliestMs: number },
): void {
  const { last } = passage;
  if (point.timeMs < earliestMs || (last !== null && point.timeMs <= last.timeMs)) return;
  passage.last = point;
  if (passage.departed === null) {
    lookForDeparture(passage, point, ground);
    // What proves the departure already is on the way.
    if (passage.departed === null) return;
  } else {
    if (passage.arrived !== null || point.timeMs <= passage.departed.timeMs) return;
    if (last !== null) passage.runM += between(last, point);
  }
  ground.via.forEach(({ area }, at) => {
    if (passage.viaMs[at] === null && area !== null && isIn(area, point))
      passage.viaMs[at] = point.timeMs;
  });
  lookForArrival(passage, point, ground);
}

function lookForDeparture(passage: Passage, point: Point, { origin }: TripGround): void {
  if (origin === null) return;
  if (isIn(origin, point)) {
    passage.inOrigin = point;
    passage.proof = 0;
    return;
  }
  const { inOrigin } = passage;
  if (inOrigin === null) return;
  if (++passage.proof < POINTS_PROVE) return;
  passage.departed = momentAt(inOrigin);
  passage.proof = 0;
  passage.runM = between(inOrigin, point);
}

function lookForArrival(passage: Passage, point: Point, ground: TripGround): void {
  const { destination } = ground;
  if (destination === null) return;
  if (!isIn(destination, point)) {
    passage.wasAway = true;
    passage.proof = 0;
    passage.inDestination = null;
    return;
  }
  if (!passage.wasAway || !mayArrive(passage, ground)) return;
  passage.inDestination ??= point;
  if (++passage.proof >= POINTS_PROVE) passage.arrived = momentAt(passage.inDestination);
}

/** A journey back to where it began must first have been somewhere. */
function mayArrive(passage: Passage, { origin, destination, via }: TripGround): boolean {
  if (origin === null || destination === null) return true;
  const { latitudeDeg, longitudeDeg } = centreOf(origin);
  if (!contains(destination, latitudeDeg, longitudeDeg)) return true;
  const located = via.flatMap(({ area }, at) => (area === null ? [] : at));
  return located.length > 0
    ? located.every((at) => passage.viaMs[at] !== null)
    : passage.runM >= ROUND_TRIP_M;
}

/** Share of the way that lies behind a running trip, 0…1; null = cannot be told. */
export function progressOf({ last, runM }: Passage, ground: TripGround): number | null {
  const { way, origin, destination, plannedKm } = ground;
  if (last === null) return null;
  const share = (value: number) => Math.max(0, Math.min(1, value));
  if (way !== null && origin !== null && destination !== null) {
    const at = (area: Area) => {
      const { latitudeDeg, longitudeDeg } = centreOf(area);
      return way.line.locate(latitudeDeg, longitudeDeg).progressM;
    };
    const [from, to] = [at(origin), at(destination)];
    const here = way.line.locate(last.latitudeDeg, last.longitudeDeg).progressM;
    return from === to ? null : share((here - from) / (to - from));
  }
  return plannedKm === null ? null : share(runM / 1_000 / plannedKm);
}

function momentAt({ timeMs, latitudeDeg, longitudeDeg }: Point): TripMoment {
  return { timeMs, latitudeDeg, longitudeDeg, by: 'track' };
}

function isIn(area: Area, { latitudeDeg, longitudeDeg }: Point): boolean {
  return contains(area, latitudeDeg, longitudeDeg);
}

function between(a: Point, b: Point): number {
  return displacementM(a.latitudeDeg, a.longitudeDeg, b.latitudeDeg, b.longitudeDeg);
}
