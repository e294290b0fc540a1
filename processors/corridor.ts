/**
 * The filed or permitted road of a vehicle as rules see it: a centre line with a half-width and a
 * validity, prepared once per registry change (控制记录 `route`) and asked on every observation.
 */
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Located, Polyline } from '#core/geo/polyline.ts';

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
});
export type RouteRecord = Static<typeof RouteRecord>;
/** Compiled: a route has hundreds of points, and a start reads back every route there is. */
const routeCheck = Compile(RouteRecord);

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
  /** Metres from the centre line, 0.1 m, never negative. The answer depends on nothing but the point. */
  distanceM(latitudeDeg: number, longitudeDeg: number): number;
  /** True = surely within `metres`; false = not known, ask `distanceM`. A tenth of its cost on the road. */
  isSurelyWithin(latitudeDeg: number, longitudeDeg: number, metres: number): boolean;
  /** Touches what the next question will most likely need; the sum says nothing. */
  readAhead(): number;
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
  private readonly line: Polyline;

  constructor(
    { routeId, halfWidthM, limitKmh }: RouteRecord,
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
  }

  get lengthM(): number {
    return this.line.lengthM;
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

  locate(latitudeDeg: number, longitudeDeg: number): Located {
    return this.line.locate(latitudeDeg, longitudeDeg);
  }
}

export function isValidAt(corridor: Corridor, eventTimeMs: number): boolean {
  return corridor.validFromMs <= eventTimeMs && eventTimeMs < corridor.validToMs;
}
