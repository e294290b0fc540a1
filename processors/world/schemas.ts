/**
 * What the records of zones, sections, bans and holidays must be, as control record and registry file
 * state them (`core/registry/`); further members, names above all, are not looked at.
 */
import { type Static, type TObject, Type } from 'typebox';
import { BAN_EXEMPTIONS } from '#core/registry/ban.ts';
import { ROAD_CLASSES } from '#core/registry/section.ts';
import { VEHICLE_CLASSES } from '#core/report.ts';
import { SURFACES, type Surface } from '#core/sensor.ts';

const OptionalText = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const OptionalNumber = Type.Optional(
  Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()]),
);
const Classes = Type.Optional(Type.Array(Type.Enum([...VEHICLE_CLASSES])));
const Days = Type.Optional(Type.Enum(['every', 'working-days', 'holidays']));
const Window = Type.Object({ start: Type.String(), end: Type.String(), days: Days });
const Position = Type.Unsafe<[number, number]>(Type.Array(Type.Number(), { minItems: 2 }));
const Line = Type.Array(Position, { minItems: 2 });
const Rings = Type.Array(Type.Array(Position, { minItems: 4 }), { minItems: 1 });

export const ZoneRecord = Type.Object({
  zoneId: Type.String({ minLength: 1 }),
  kind: Type.String({ minLength: 1 }),
  regionCode: OptionalText,
  polygon: Type.Union([
    Type.Object({ type: Type.Literal('Polygon'), coordinates: Rings }),
    Type.Object({
      type: Type.Literal('MultiPolygon'),
      coordinates: Type.Array(Rings, { minItems: 1 }),
    }),
  ]),
  appliesTo: Classes,
  window: Type.Optional(Type.Union([Window, Type.Null()])),
  windows: Type.Optional(Type.Array(Window)),
  validFrom: OptionalText,
  validTo: OptionalText,
  limitKmh: OptionalNumber,
  stayMinutesMax: OptionalNumber,
});
export type ZoneRecord = Static<typeof ZoneRecord>;

export const SectionRecord = Type.Object({
  sectionId: Type.String({ minLength: 1 }),
  regionCode: OptionalText,
  roadCode: OptionalText,
  roadClass: Type.Optional(Type.Union([Type.Enum([...ROAD_CLASSES]), Type.Null()])),
  corridor: Type.Optional(
    Type.Union([
      Type.Object({ type: Type.Literal('LineString'), coordinates: Line }),
      Type.Object({
        type: Type.Literal('MultiLineString'),
        coordinates: Type.Array(Line, { minItems: 1 }),
      }),
      Type.Null(),
    ]),
  ),
  halfWidthM: OptionalNumber,
  limitKmh: OptionalNumber,
  freeFlowKmh: OptionalNumber,
});
export type SectionRecord = Static<typeof SectionRecord>;

export const BanRecord = Type.Object({
  banId: Type.String({ minLength: 1 }),
  regionCode: OptionalText,
  appliesTo: Classes,
  from: Type.String(),
  to: Type.String(),
  days: Days,
  windows: Type.Array(Window, { minItems: 1 }),
  roadClasses: Type.Optional(Type.Array(Type.Enum([...ROAD_CLASSES]))),
  exemptions: Type.Optional(Type.Array(Type.Enum([...BAN_EXEMPTIONS]))),
});
export type BanRecord = Static<typeof BanRecord>;

export const HolidayRecord = Type.Object({
  holidayId: Type.String({ minLength: 1 }),
  kind: Type.Enum(['day-off', 'working-day']),
  from: Type.String(),
  to: Type.String(),
  regionCode: OptionalText,
});
export type HolidayRecord = Static<typeof HolidayRecord>;

/** A reading of a weather station, as ingest tells every partition of it (`ingest/spoken.ts`). */
export const WeatherRecord = Type.Object({
  sensorId: Type.String({ minLength: 1 }),
  latitudeDeg: Type.Number({ minimum: -90, maximum: 90 }),
  longitudeDeg: Type.Number({ minimum: -180, maximum: 180 }),
  sectionId: OptionalText,
  /** When it was received, ms since 1970. */
  atMs: Type.Number(),
  visibilityM: Type.Optional(Type.Union([Type.Number({ minimum: 0 }), Type.Null()])),
  surface: Type.Optional(Type.Union([Type.Enum(Object.keys(SURFACES) as Surface[]), Type.Null()])),
});
export type WeatherRecord = Static<typeof WeatherRecord>;

/** An interval of a traffic detector, likewise, while traffic is slow. */
export const TrafficRecord = Type.Object({
  sensorId: Type.String({ minLength: 1 }),
  sectionId: Type.String({ minLength: 1 }),
  /** When it was received, ms since 1970. */
  atMs: Type.Number(),
  speedKmh: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
  occupancyPct: Type.Union([Type.Number({ minimum: 0, maximum: 100 }), Type.Null()]),
});
export type TrafficRecord = Static<typeof TrafficRecord>;

/** The record without what its schema does not name, and without `geometry`. */
export function bare(
  schema: TObject,
  record: object,
  geometry: string | null,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([name]) => name !== geometry && Object.hasOwn(schema.properties, name),
    ),
  );
}
