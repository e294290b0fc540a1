/** Whether a vehicle is at a place of a paper, and which trip by places it is on. */
import { displacementM } from '#core/geo/distance.ts';
import type { Observation } from '#core/report.ts';
import { isValidAt } from '../corridor.ts';
import { isInForce, type Place, type Validity } from '../papers.ts';
import type { SubjectInfo } from '../subject-info.ts';
import type { World } from '../world/world.ts';

export type Fix = Observation & { latitudeDeg: number; longitudeDeg: number };

/** A trip told by places: a route by places, or a ticket or waybill. */
export interface PlaceTrip extends Validity {
  readonly id: string;
  readonly origin: Place;
  readonly via: readonly Place[];
  readonly destination: Place;
  /** Where it may stop beside these. */
  readonly stops: readonly Place[];
}

type Told = Omit<PlaceTrip, 'id' | 'stops'>;

/** A code without its closing zeros: all that begin with it lie in the region; '' = the country. */
export function stemOf(regionCode: string): string {
  return regionCode.replace(/(00)+$/, '');
}

export function isWithin(code: string, regionCode: string): boolean {
  return code !== '' && code.startsWith(stemOf(regionCode));
}

/** A region's area is a zone of kind `region`. A place nobody can find holds nothing. */
export function isAt(place: Place, fix: Fix, world: World): boolean {
  const { latitudeDeg, longitudeDeg, eventTimeMs } = fix;
  if (place.latitudeDeg !== null && place.longitudeDeg !== null) {
    const awayM = displacementM(place.latitudeDeg, place.longitudeDeg, latitudeDeg, longitudeDeg);
    return awayM <= place.radiusM;
  }
  const { zoneId, regionCode } = place;
  if (zoneId === null && regionCode === null) return false;
  return world
    .zonesAt(latitudeDeg, longitudeDeg, eventTimeMs)
    .some((zone) =>
      zoneId !== null
        ? zone.id === zoneId
        : zone.kind === 'region' && isWithin(zone.regionCode, regionCode!),
    );
}

/** Whether whoever is at `inner` is at `outer` too; by its centre, or by the codes of regions. */
export function liesIn(inner: Place, outer: Place, fix: Fix, world: World): boolean {
  const { latitudeDeg, longitudeDeg } = inner;
  if (latitudeDeg !== null && longitudeDeg !== null)
    return isAt(outer, { ...fix, latitudeDeg, longitudeDeg }, world);
  if (inner.zoneId !== null) return inner.zoneId === outer.zoneId;
  return (
    inner.regionCode !== null &&
    outer.regionCode !== null &&
    isWithin(inner.regionCode, outer.regionCode)
  );
}

/**
 * The trip in force: the route by places, else the ticket or waybill, unless a corridor in force was filed, which
 * decides instead. Of several the one that began last, and of these the first by id.
 */
export function tripAt(subject: SubjectInfo, nowMs: number): PlaceTrip | null {
  let best: PlaceTrip | null = null;
  const take = (id: string, trip: Told, stops: readonly Place[] = []): void => {
    if (!isInForce(trip, nowMs)) return;
    const { origin, via, destination, validFromMs, validToMs } = trip;
    if (best === null || validFromMs > best.validFromMs)
      best = { id, origin, via, destination, stops, validFromMs, validToMs };
  };
  for (const route of subject.placeRoutes) take(`route/${route.routeId}`, route, route.stops);
  if (best !== null || subject.corridors.some((corridor) => isValidAt(corridor, nowMs)))
    return best;
  for (const ticket of subject.tickets) take(`ticket/${ticket.ticketId}`, ticket);
  for (const bill of subject.waybills) take(`waybill/${bill.waybillId}`, bill);
  return best;
}
