/**
 * Where a trip told by places may drive (domain.md 3.3): no road is filed, so all that can be asked is whether it goes
 * too far out of its way. From place to place it may be wherever the way there over that point is no
 * longer than `detourRatio` times the straight line, widened by `envelopeM` on every side. Straight lines stand for the shortest
 * roads, which are longer; so what lies outside was a detour of more than that on any road.
 *
 * A trip begins at its origin and ends at its destination, once it has been away from the origin. Before and
 * after nobody is off it.
 */
import { displacementM } from '#core/geo/distance.ts';
import { E7 } from '#core/geo/e7.ts';
import type { Place } from '../papers.ts';
import type { SubjectInfo } from '../subject-info.ts';
import type { World } from '../world/world.ts';
import { type Fix, isAt, type PlaceTrip, tripAt } from './places.ts';

/** Part of a rule's state. */
export interface TripState {
  /** '' = on none. */
  tripId: string;
  /** It has left the origin. */
  isAway: boolean;
}

export interface EnvelopeParams {
  envelopeM: number;
  detourRatio: number;
}

/** Whether there is a paper that could tell a trip by places; asked of every observation. */
export function hasPlaces({ placeRoutes, tickets, waybills }: SubjectInfo): boolean {
  return placeRoutes.length + tickets.length + waybills.length > 0;
}

/** Whether the vehicle is where a trip by places begins. */
export function isAtOrigin(fix: Fix, subject: SubjectInfo, world: World): boolean {
  const trip = tripAt(subject, fix.eventTimeMs);
  return trip !== null && isAt(trip.origin, fix, world);
}

/** The trip the vehicle is on; null = on none. */
export function followTrip(
  state: TripState,
  fix: Fix,
  subject: SubjectInfo,
  world: World,
): PlaceTrip | null {
  const trip = tripAt(subject, fix.eventTimeMs);
  if (trip?.id !== state.tripId) {
    state.tripId = '';
    state.isAway = false;
    if (trip === null || !isAt(trip.origin, fix, world)) return null;
    state.tripId = trip.id;
  }
  if (trip === null) return null;
  if (!state.isAway) state.isAway = !isAt(trip.origin, fix, world);
  else if (isAt(trip.destination, fix, world)) {
    state.tripId = '';
    state.isAway = false;
    return null;
  }
  return trip;
}

/** Metres outside of where the trip may drive, 0 = inside; null = nobody knows where one of its places is. */
export function outsideM(
  { origin, via, destination, stops }: PlaceTrip,
  fix: Fix,
  { envelopeM, detourRatio }: EnvelopeParams,
  world: World,
): number | null {
  const { latitudeDeg, longitudeDeg, eventTimeMs } = fix;
  let from = centreOf(origin, eventTimeMs, world);
  let leastM = Number.POSITIVE_INFINITY;
  for (const place of [...via, destination]) {
    const to = centreOf(place, eventTimeMs, world);
    if (from === null || to === null) return null;
    const straightM = displacementM(from[0], from[1], to[0], to[1]);
    const wayM =
      displacementM(from[0], from[1], latitudeDeg, longitudeDeg) +
      displacementM(latitudeDeg, longitudeDeg, to[0], to[1]);
    leastM = Math.min(leastM, (wayM - detourRatio * straightM) / 2 - envelopeM);
    from = to;
  }
  if (leastM <= 0) return 0;
  const isThere = [origin, ...via, ...stops].some((place) => isAt(place, fix, world));
  return isThere ? 0 : leastM;
}

type LatLon = readonly [latitudeDeg: number, longitudeDeg: number];

/** null = a region, or a zone that is gone. */
function centreOf(
  { latitudeDeg, longitudeDeg, zoneId }: Place,
  timeMs: number,
  world: World,
): LatLon | null {
  if (latitudeDeg !== null && longitudeDeg !== null) return [latitudeDeg, longitudeDeg];
  const zone = zoneId === null ? null : world.zone(zoneId, timeMs);
  if (zone === null) return null;
  const { west, south, east, north } = zone.area;
  return [(south + north) / (2 * E7), (west + east) / (2 * E7)];
}
