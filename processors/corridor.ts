/**
 * The filed or permitted road of a vehicle as rules see it: a centre line with a half-width and a
 * validity, prepared once per registry change (控制记录 `route`) and asked on every observation.
 */
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { isWithin } from '#core/geo/distance.ts';
import { type Located, type LonLat, Polyline, type Stretch } from '#core/geo/polyline.ts';
import { SECOND_MS } from '#core/time.ts';

const Position = Type.Tuple([
  Type.Number({ minimum: -180, maximum: 180 }),
  Type.Number({ minimum: -90, maximum: 90 }),
]);

/** A route as the control record and the registry file state it; further members are ignored. */
export const RouteRecord = Type.Object({
  routeId: Type.String({ minLength: 1 }),
  validFrom: Type.String({ description: 'ISO 8601 instant, inclusive' }),
  validTo: Type.String({ description: 'ISO 8601 instant, exclusive' }),
  corridor: Type.Union([
    Type.Object({
      type: Type.Literal('LineString'),
      coordinates: Type.Array(Position, { minItems: 2 }),
    }),
    Type.Object({
      type: Type.Literal('MultiLineString'),
      coordinates: Type.Array(Type.Array(Position, { minItems: 2 }), { minItems: 1 }),
    }),
  ]),
  halfWidthM: Type.Number({ exclusiveMinimum: 0, description: 'centre line to edge, m' }),
  limitKmh: Type.Optional(
    Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()], {
      description: 'speed limit of the whole route; absent or null = none',
    }),
  ),
  stops: Type.Optional(
    Type.Array(
      Type.Object({
        latitudeDeg: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
        longitudeDeg: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
        radiusM: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
      }),
      { description: 'places where it may stop; those without coordinates are left out' },
    ),
  ),
  segments: Type.Optional(
    Type.Array(
      Type.Object({
        segmentId: Type.String({ minLength: 1 }),
        fromKm: Type.Number({ minimum: 0 }),
        toKm: Type.Number({ exclusiveMinimum: 0 }),
        minSeconds: Type.Optional(Type.Number({ minimum: 0 })),
        maxSeconds: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
      }),
      { description: 'stretches with a shortest and a longest time (JT/T 808 0x8606)' },
    ),
  ),
});
export type RouteRecord = Static<typeof RouteRecord>;
/** Compiled: a route has hundreds of points, and a start reads back every route there is. */
const routeCheck = Compile(RouteRecord);

/** A place where the vehicle may stop. */
export interface Stop {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly radiusM: number;
}

/** A stretch of the route in its direction, and how long it may take. */
export interface TimedSegment {
  readonly segmentId: string;
  /** Progress along the line, metres. */
  readonly fromM: number;
  readonly toM: number;
  /** 0 = none. */
  readonly shortestMs: number;
  /** null = none. */
  readonly longestMs: number | null;
}

/** Radius of a stop that gives none (core/registry/fields.ts). */
const STOP_RADIUS_M = 2_000;

export interface Corridor {
  readonly routeId: string;
  /** Metres from the centre line to the edge, as filed; rules apply their own floor. */
  readonly halfWidthM: number;
  /** null = the route sets no limit. */
  readonly limitKmh: number | null;
  /** Half-open: valid at `t` when `validFromMs <= t < validToMs`. */
  readonly validFromMs: number;
  readonly validToMs: number;
  readonly lengthM: number;
  readonly stops: readonly Stop[];
  /** In the order of the route. */
  readonly segments: readonly TimedSegment[];
  /** True within `metres` of an end of the line, origin or destination. */
  isNearEnd(latitudeDeg: number, longitudeDeg: number, metres: number): boolean;
  /** True within `metres` of the edge of a stop, or inside it. */
  isNearStop(latitudeDeg: number, longitudeDeg: number, metres: number): boolean;
  /** Progress along the line where a stretch of it is meant; −1 = none fits. See `Polyline.progressWithin`. */
  progressWithin(latitudeDeg: number, longitudeDeg: number, stretch: Stretch): number;
  /** Metres from the centre line, 0.1 m, never negative. The answer depends on nothing but the point. */
  distanceM(latitudeDeg: number, longitudeDeg: number): number;
  /** True = surely within `metres`; false = not known, ask `distanceM`. A tenth of its cost on the road. */
  isSurelyWithin(latitudeDeg: number, longitudeDeg: number, metres: number): boolean;
  /** Touches what the next question will most likely need; the sum says nothing. */
  readAhead(): number;
  /** The point of the centre line that is nearest. */
  nearestTo(latitudeDeg: number, longitudeDeg: number): LonLat;
  /** Distance with its sign, progress along the line, nearest segment. */
  locate(latitudeDeg: number, longitudeDeg: number): Located;
}

export type PreparedCorridor =
  | { ok: true; corridor: Corridor }
  /** `reason` is one constant-length sentence without personal data, for a log field and a counter. */
  | { ok: false; reason: string };

/** Checks and prepares a route of the registry. Bad registry data is ordinary: it is named, not thrown. */
export function prepareCorridor(route: unknown): PreparedCorridor {
  if (!routeCheck.Check(route)) {
    const first = routeCheck.Errors(route)[0];
    const where = first === undefined || first.instancePath === '' ? '/' : first.instancePath;
    return { ok: false, reason: `route ${where}: ${first?.message ?? 'does not fit its schema'}` };
  }
  const validFromMs = Date.parse(route.validFrom);
  const validToMs = Date.parse(route.validTo);
  if (Number.isNaN(validFromMs)) return { ok: false, reason: 'route /validFrom: not an instant' };
  if (Number.isNaN(validToMs)) return { ok: false, reason: 'route /validTo: not an instant' };
  if (validToMs <= validFromMs) return { ok: false, reason: 'route /validTo: not after validFrom' };
  const { corridor } = route;
  const line = new Polyline(
    corridor.type === 'LineString' ? [corridor.coordinates] : corridor.coordinates,
  );
  return { ok: true, corridor: new PreparedLine(route, line, validFromMs, validToMs) };
}

/** A class, so that every corridor is of one shape and its line is one step away. */
class PreparedLine implements Corridor {
  readonly routeId: string;
  readonly halfWidthM: number;
  readonly limitKmh: number | null;
  readonly validFromMs: number;
  readonly validToMs: number;
  readonly stops: readonly Stop[];
  readonly segments: readonly TimedSegment[];
  private readonly line: Polyline;
  /** Longitude and latitude of the first and of the last position, side by side. */
  private readonly ends: readonly number[];

  constructor(
    { routeId, halfWidthM, limitKmh, stops, segments, corridor }: RouteRecord,
    line: Polyline,
    validFromMs: number,
    validToMs: number,
  ) {
    this.routeId = routeId;
    this.halfWidthM = halfWidthM;
    this.limitKmh = limitKmh ?? null;
    this.validFromMs = validFromMs;
    this.validToMs = validToMs;
    this.line = line;
    this.stops = (stops ?? []).flatMap(stopOf);
    this.segments = (segments ?? []).map(timedSegmentOf).sort((a, b) => a.fromM - b.fromM);
    const parts = corridor.type === 'LineString' ? [corridor.coordinates] : corridor.coordinates;
    this.ends = [...parts[0]![0]!, ...parts.at(-1)!.at(-1)!];
  }

  get lengthM(): number {
    return this.line.lengthM;
  }

  isNearEnd(latitudeDeg: number, longitudeDeg: number, metres: number): boolean {
    const { ends } = this;
    return (
      isWithin(ends[1]!, ends[0]!, latitudeDeg, longitudeDeg, metres) ||
      isWithin(ends[3]!, ends[2]!, latitudeDeg, longitudeDeg, metres)
    );
  }

  isNearStop(latitudeDeg: number, longitudeDeg: number, metres: number): boolean {
    for (const stop of this.stops) {
      const { radiusM } = stop;
      if (
        isWithin(stop.latitudeDeg, stop.longitudeDeg, latitudeDeg, longitudeDeg, radiusM + metres)
      )
        return true;
    }
    return false;
  }

  progressWithin(latitudeDeg: number, longitudeDeg: number, stretch: Stretch): number {
    return this.line.progressWithin(latitudeDeg, longitudeDeg, stretch);
  }

  distanceM(latitudeDeg: number, longitudeDeg: number): number {
    return this.line.distanceM(latitudeDeg, longitudeDeg);
  }

  isSurelyWithin(latitudeDeg: number, longitudeDeg: number, metres: number): boolean {
    return this.line.isSurelyWithin(latitudeDeg, longitudeDeg, metres);
  }

  readAhead(): number {
    return this.validFromMs + this.line.readAhead();
  }

  nearestTo(latitudeDeg: number, longitudeDeg: number): LonLat {
    return this.line.nearestTo(latitudeDeg, longitudeDeg);
  }

  locate(latitudeDeg: number, longitudeDeg: number): Located {
    return this.line.locate(latitudeDeg, longitudeDeg);
  }
}

function stopOf({
  latitudeDeg,
  longitudeDeg,
  radiusM,
}: NonNullable<RouteRecord['stops']>[number]): Stop[] {
  if (latitudeDeg === undefined || longitudeDeg === undefined) return [];
  return [{ latitudeDeg, longitudeDeg, radiusM: radiusM ?? STOP_RADIUS_M }];
}

function timedSegmentOf({
  segmentId,
  fromKm,
  toKm,
  minSeconds,
  maxSeconds,
}: NonNullable<RouteRecord['segments']>[number]): TimedSegment {
  return {
    segmentId,
    fromM: fromKm * 1_000,
    toM: toKm * 1_000,
    shortestMs: (minSeconds ?? 0) * SECOND_MS,
    longestMs: maxSeconds === undefined ? null : maxSeconds * SECOND_MS,
  };
}

export function isValidAt(corridor: Corridor, eventTimeMs: number): boolean {
  return corridor.validFromMs <= eventTimeMs && eventTimeMs < corridor.validToMs;
}
