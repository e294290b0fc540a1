/**
 * What a payload may say. Ranges are those outside of which a value is impossible: such a payload is
 * refused. What is merely implausible (a lane with 200 km/h) is let through and judged downstream.
 * The same schemas judge JSON as sent and protobuf as decoded; absent and null both mean "not available".
 */
import { type Static, type TSchema, Type } from 'typebox';
import { SURFACES } from '#core/sensor.ts';
import { AXLES_MAX } from '#proto/codec/load-bodies.ts';
import { LANES_MAX } from '#proto/codec/sensor-bodies.ts';

const maybe = <S extends TSchema>(schema: S) => Type.Optional(Type.Union([schema, Type.Null()]));
const number = (minimum: number, maximum: number, description: string) =>
  maybe(Type.Number({ minimum, maximum, description }));
const integer = (minimum: number, maximum: number, description: string) =>
  maybe(Type.Integer({ minimum, maximum, description }));

/** The last millisecond of the year 9999. */
const TIME_MS_MAX = 253_402_300_799_999;
const time = (description: string) => integer(0, TIME_MS_MAX, description);
const strict = { additionalProperties: false } as const;

export const positionSchema = Type.Object(
  {
    timeMs: time('device time of the fix'),
    latitudeDeg: number(-90, 90, 'WGS-84; with longitudeDeg or not at all'),
    longitudeDeg: number(-180, 180, 'WGS-84'),
    altitudeM: number(-1_000, 20_000, 'm above sea level'),
    speedKmh: number(0, 500, 'km/h over ground'),
    courseDeg: number(0, 360, 'direction of travel, degrees from north'),
    mileageKm: number(0, 10_000_000, 'odometer, km'),
    satellites: integer(0, 255, 'satellites used'),
    accOn: maybe(Type.Boolean({ description: 'ignition' })),
    backlog: maybe(Type.Boolean({ description: 'recorded while there was no link' })),
  },
  strict,
);
export type PositionPayload = Static<typeof positionSchema>;

const laneSchema = Type.Object(
  {
    lane: Type.Integer({ minimum: 1, maximum: LANES_MAX, description: 'from the median outwards' }),
    vehicles: integer(0, 10_000, 'counted in the interval'),
    occupancyPct: number(0, 100, 'share of the interval the detector was covered, %'),
    speedKmh: number(0, 500, 'mean of the spot speeds'),
    valid: Type.Optional(Type.Boolean({ description: 'false = do not use; default true' })),
  },
  strict,
);

export const trafficSchema = Type.Object(
  {
    timeMs: time('end of the interval'),
    intervalS: Type.Integer({ minimum: 1, maximum: 3_600, description: 'its length, s' }),
    lanes: Type.Array(laneSchema, { minItems: 1, maxItems: LANES_MAX }),
  },
  strict,
);
export type TrafficPayload = Static<typeof trafficSchema>;

export const weatherSchema = Type.Object(
  {
    timeMs: time('time of the measurement'),
    visibilityM: number(0, 100_000, 'meteorological optical range, m'),
    windMs: number(0, 120, 'mean over 2 min, m/s'),
    gustMs: number(0, 150, 'highest 3-s gust in 10 min, m/s'),
    windDirectionDeg: number(0, 360, 'where the wind comes from'),
    airTempC: number(-90, 70, '°C'),
    dewPointC: number(-100, 60, '°C'),
    humidityPct: number(0, 100, 'relative, %'),
    rainMmH: number(0, 2_000, 'intensity, mm/h'),
    rain1hMm: number(0, 500, 'sum of the last hour, mm'),
    surface: maybe(
      Type.Union(
        Object.keys(SURFACES).map((name) => Type.Literal(name)),
        { description: 'road surface' },
      ),
    ),
    surfaceTempC: number(-90, 90, '°C'),
    frictionPct: number(0, 100, '% of dry grip'),
    waterMm: number(0, 200, 'water film, mm'),
  },
  strict,
);
export type WeatherPayload = Static<typeof weatherSchema>;

const axleSchema = Type.Object(
  {
    loadKg: Type.Integer({ minimum: 0, maximum: 60_000, description: 'on the road, kg' }),
    tyres: maybe(
      Type.Union(
        (['single', 'dual', 'wide'] as const).map((kind) => Type.Literal(kind)),
        { description: 'wide = standard wide single tyre' },
      ),
    ),
    group: integer(1, 20, 'axles of one group share a number, ascending from the front'),
    drive: maybe(Type.Boolean({ description: 'a drive axle' })),
  },
  strict,
);

export const weighingSchema = Type.Object(
  {
    timeMs: time('time of the weighing'),
    plate: Type.String({ minLength: 2, maxLength: 16, description: 'as read; ends at ingest' }),
    plateColour: Type.Integer({ minimum: 0, maximum: 255, description: 'JT/T 415 code' }),
    grossKg: Type.Integer({ minimum: 100, maximum: 500_000, description: 'total, kg' }),
    axles: Type.Array(axleSchema, { minItems: 2, maxItems: AXLES_MAX }),
    combination: maybe(Type.Boolean({ description: 'a tractor with its trailer' })),
    speedKmh: number(0, 300, 'over the scale'),
    lengthM: number(0, 60, 'of the vehicle'),
    lane: integer(1, 32, 'from the median outwards'),
    latitudeDeg: number(-90, 90, 'of the scale, WGS-84; with longitudeDeg or not at all'),
    longitudeDeg: number(-180, 180, 'of the scale'),
  },
  strict,
);
export type WeighingPayload = Static<typeof weighingSchema>;

export const stateSchema = Type.Object(
  { online: Type.Boolean({ description: 'false = offline, also as last will' }) },
  strict,
);
export type StatePayload = Static<typeof stateSchema>;
