/** Where a trip goes, as areas and a line: its own places first, then what its papers say. WGS-84. */
import { displacementM } from '../geo/distance.ts';
import { type LonLat, Polyline } from '../geo/polyline.ts';
import type { LineGeometry, Place, PolygonGeometry } from '../registry/fields.ts';
import type { Line } from '../registry/line.ts';
import type { Permit } from '../registry/permit.ts';
import type { Route } from '../registry/route.ts';
import type { Station } from '../registry/station.ts';
import type { Ticket } from '../registry/ticket.ts';
import type { Waybill } from '../registry/waybill.ts';
import type { Zone } from '../registry/zone.ts';
import type { TripPlan } from './trip.ts';

/** Circle of a place that states none (domain.md 3.3) and of a station (core/registry/station.ts). */
const PLACE_RADIUS_M = 2_000;
const STATION_RADIUS_M = 200;
/** Around the ends of a corridor where nothing else says where the trip begins and ends. */
const LINE_END_RADIUS_M = 500;

export type Area =
  | { kind: 'circle'; latitudeDeg: number; longitudeDeg: number; radiusM: number }
  /** The first ring bounds it, further ones are holes. */
  | { kind: 'polygon'; rings: readonly (readonly LonLat[])[] };

/** What a plan refers to: undefined = it names none, null = the registry does not hold it any more. */
export interface TripPapers {
  route: Route | null | undefined;
  line: Line | null | undefined;
  ticket: Ticket | null | undefined;
  waybill: Waybill | null | undefined;
  permits: readonly { permitId: string; permit: Permit | null }[];
}

export interface PlaceLookup {
  station(stationId: string): Station | undefined;
  zone(zoneId: string): Zone | undefined;
}

export interface GroundStop {
  /** null = a place without coordinates. */
  area: Area | null;
  /** '' = it has none. */
  name: string;
  arriveMs: number | null;
  departMs: number | null;
}

export interface TripGround {
  /** null = no coordinates are known. */
  origin: Area | null;
  destination: Area | null;
  via: readonly GroundStop[];
  stops: readonly GroundStop[];
  /** Where it may stop beside the planned stops. */
  permitted: readonly Area[];
  /** Corridor it is to keep to; null = none. */
  way: { line: Polyline; halfWidthM: number; parts: readonly (readonly LonLat[])[] } | null;
  /** Of the route or a permit; null = none is stated. */
  limitKmh: number | null;
  plannedKm: number | null;
  /** Codes of regions that places and papers name. */
  regionCodes: readonly string[];
}

export function groundOf(plan: TripPlan, papers: TripPapers, lookup: PlaceLookup): TripGround {
  const { route, line, ticket, waybill } = papers;
  const way = wayOf(route, line);
  const runs = lineStops(plan, line, lookup);
  const first = way?.parts[0]?.[0];
  const last = way?.parts.at(-1)?.at(-1);
  const area = (...places: (Place | undefined)[]) => {
    for (const place of places) {
      const found = place === undefined ? null : areaOf(place, lookup);
      if (found !== null) return found;
    }
    return null;
  };
  const origin =
    area(plan.origin, ticket?.origin, waybill?.origin, route?.origin) ??
    runs[0]?.area ??
    endOfLine(first);
  const destination =
    area(plan.destination, ticket?.destination, waybill?.destination, route?.destination) ??
    runs.at(-1)?.area ??
    endOfLine(last);
  const viaPlaces = plan.via ?? ticket?.via ?? waybill?.via ?? route?.via ?? [];
  const planned = (plan.stops ?? []).map(({ at, arriveMs = null, departMs = null }) => ({
    ...{ area: areaOf(at, lookup), name: nameOf(at, lookup), arriveMs, departMs },
  }));
  const permitPlaces = papers.permits.flatMap(({ permit }) => permit?.stops ?? []);
  return {
    origin,
    destination,
    via: viaPlaces.map((at) => ({
      ...{ area: areaOf(at, lookup), name: nameOf(at, lookup), arriveMs: null, departMs: null },
    })),
    stops: planned.length > 0 ? planned : runs.slice(1, -1),
    permitted: [...(route?.stops ?? []), ...permitPlaces].flatMap((at) => areaOf(at, lookup) ?? []),
    way,
    limitKmh: lowest([route?.limitKmh, ...papers.permits.map(({ permit }) => permit?.limitKmh)]),
    plannedKm:
      plan.distanceKm ?? lengthKm(way?.line, origin, destination) ?? line?.distanceKm ?? null,
    regionCodes: [plan.origin, plan.destination, ticket?.origin, ticket?.destination]
      .concat([waybill?.origin, waybill?.destination], viaPlaces)
      .flatMap((place) => regionsOf(place, lookup)),
  };
}

/** null = only a region, or an entity that is gone: nothing to measure from. */
export function areaOf(place: Place, lookup: PlaceLookup): Area | null {
  const { stationId, zoneId, latitudeDeg, longitudeDeg, radiusM } = place;
  const zone = zoneId ? lookup.zone(zoneId) : undefined;
  if (zone !== undefined) return { kind: 'polygon', rings: ringsOf(zone.polygon) };
  const station = stationId ? lookup.station(stationId) : undefined;
  if (station !== undefined) {
    const { latitudeDeg, longitudeDeg } = station;
    const radius = radiusM ?? station.radiusM ?? STATION_RADIUS_M;
    return { kind: 'circle', latitudeDeg, longitudeDeg, radiusM: radius };
  }
  if (latitudeDeg === undefined || longitudeDeg === undefined) return null;
  return { kind: 'circle', latitudeDeg, longitudeDeg, radiusM: radiusM ?? PLACE_RADIUS_M };
}

/** Of all parts, which lie beside each other. */
function ringsOf({ type, coordinates }: PolygonGeometry): LonLat[][] {
  return (type === 'Polygon' ? coordinates : coordinates.flat()) as unknown as LonLat[][];
}

/** A point on the edge of a circle is inside; of a polygon's edge no promise is made. */
export function contains(area: Area, latitudeDeg: number, longitudeDeg: number): boolean {
  if (area.kind === 'circle')
    return (
      displacementM(area.latitudeDeg, area.longitudeDeg, latitudeDeg, longitudeDeg) <= area.radiusM
    );
  // Even-odd over all rings: inside the first of a part and in no hole.
  let inside = false;
  for (const ring of area.rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [aLon, aLat] = ring[i]!;
      const [bLon, bLat] = ring[j]!;
      if (aLat > latitudeDeg === bLat > latitudeDeg) continue;
      const crossing = ((bLon - aLon) * (latitudeDeg - aLat)) / (bLat - aLat) + aLon;
      if (longitudeDeg < crossing) inside = !inside;
    }
  }
  return inside;
}

/** Middle of a circle, mean of a polygon's outer corners. */
export function centreOf(area: Area): { latitudeDeg: number; longitudeDeg: number } {
  if (area.kind === 'circle')
    return { latitudeDeg: area.latitudeDeg, longitudeDeg: area.longitudeDeg };
  const ring = area.rings[0] ?? [];
  const corners = Math.max(1, ring.length - 1);
  let latitudeDeg = 0;
  let longitudeDeg = 0;
  for (const [lon, lat] of ring.slice(0, corners)) {
    latitudeDeg += lat / corners;
    longitudeDeg += lon / corners;
  }
  return { latitudeDeg, longitudeDeg };
}

function wayOf(route: TripPapers['route'], line: TripPapers['line']): TripGround['way'] {
  const { corridor, halfWidthM } = route?.corridor !== undefined ? route : (line ?? {});
  if (corridor === undefined || halfWidthM === undefined) return null;
  const parts = partsOf(corridor);
  return { line: new Polyline(parts), halfWidthM, parts };
}

export function partsOf({ type, coordinates }: LineGeometry): readonly (readonly LonLat[])[] {
  return (type === 'LineString' ? [coordinates] : coordinates) as unknown as LonLat[][];
}

/** Stations of the line in the order of the run; times counted from the planned departure. */
function lineStops(plan: TripPlan, line: TripPapers['line'], lookup: PlaceLookup): GroundStop[] {
  if (line == null) return [];
  const run = line.timetable?.find(({ runId }) => runId === plan.runId);
  const isBack = run?.direction === 'back';
  const stops = isBack ? line.stops.toReversed() : line.stops;
  return stops.map(({ stationId, minutes }) => ({
    area: areaOf({ stationId }, lookup),
    name: lookup.station(stationId)?.name ?? '',
    // The minutes are those of the way out: on the way back nothing is known of single stops.
    arriveMs: minutes === undefined || isBack ? null : plan.departMs + minutes * 60_000,
    departMs: null,
  }));
}

function endOfLine(at: LonLat | undefined): Area | null {
  if (at === undefined) return null;
  const [longitudeDeg, latitudeDeg] = at;
  return { kind: 'circle', latitudeDeg, longitudeDeg, radiusM: LINE_END_RADIUS_M };
}

function nameOf({ name, stationId, zoneId }: Place, lookup: PlaceLookup): string {
  if (name) return name;
  if (stationId) return lookup.station(stationId)?.name ?? '';
  return (zoneId ? lookup.zone(zoneId)?.name : undefined) ?? '';
}

function regionsOf(place: Place | undefined, lookup: PlaceLookup): string[] {
  const { regionCode, stationId, zoneId } = place ?? {};
  const codes = [
    regionCode,
    stationId ? lookup.station(stationId)?.regionCode : undefined,
    zoneId ? lookup.zone(zoneId)?.regionCode : undefined,
  ];
  return codes.filter((code): code is string => code !== undefined && code !== '');
}

/** Along the corridor from the origin to the destination, km, 0.1 km. */
function lengthKm(
  line: Polyline | undefined,
  origin: Area | null,
  destination: Area | null,
): number | null {
  if (line === undefined) return null;
  if (origin === null || destination === null) return Math.round(line.lengthM / 100) / 10;
  const [from, to] = [origin, destination].map((area) => {
    const { latitudeDeg, longitudeDeg } = centreOf(area);
    return line.locate(latitudeDeg, longitudeDeg).progressM;
  });
  return Math.round(Math.abs(to! - from!) / 100) / 10;
}

function lowest(limits: readonly (number | undefined)[]): number | null {
  const stated = limits.filter((limit): limit is number => limit !== undefined);
  return stated.length === 0 ? null : Math.min(...stated);
}
