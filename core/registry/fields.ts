/** Fields that several kinds share. Instants are ISO 8601 with their zone; days are Beijing's calendar days. */
import { type Static, Type } from 'typebox';
import { VEHICLE_CLASSES } from '../report.ts';
import {
  type FieldNotes,
  named,
  type RegistryFault,
  type RegistryReference,
  referencesTo,
} from './entity.ts';
import { geometryMistake } from './geometry.ts';

export const name = (notes: FieldNotes) => Type.String({ ...notes, minLength: 1, maxLength: 128 });
export const text = (notes: FieldNotes) => Type.Optional(Type.String({ ...notes, maxLength: 512 }));
/** An id that stands in other entities; empty = none. */
export const idOf = (notes: FieldNotes) => Type.Optional(Type.String({ ...notes, maxLength: 128 }));
/** ISO 8601 with zone. Periods are half-open `[from, to)`. */
export const instant = (notes: FieldNotes) =>
  Type.String({ ...notes, pattern: '^\\d{4}-\\d{2}-\\d{2}T.*(Z|[+-]\\d{2}:\\d{2})$' });
/** `YYYY-MM-DD` in Asia/Shanghai; as the last day of a validity it still counts. */
export const day = (notes: FieldNotes) =>
  Type.String({ ...notes, pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });
/** `HH:MM` of Asia/Shanghai, up to 24:00. */
export const clockTime = (notes: FieldNotes) =>
  Type.String({ ...notes, pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' });
/** Half-open; an end before its start lies on the next day. */
export const clockWindow = () =>
  Type.Object({
    start: clockTime(named('Start', '开始时刻')),
    end: clockTime(named('End', '结束时刻')),
  });
/** GB/T 2260 code of six digits, longer ones of the statistics bureau, or empty = not known. */
export const regionCode = () =>
  Type.String({
    ...named('Region code', '行政区划代码', { 'x-aliases': ['区划代码', '所属区域'] }),
    pattern: '^([0-9]{6}|[0-9]{9}|[0-9]{12})?$',
  });
export const vehicleClass = () => Type.Enum([...VEHICLE_CLASSES]);
export const vehicleClasses = () =>
  Type.Array(vehicleClass(), { ...named('Applies to', '适用车辆类别'), maxItems: 16 });
export const limitKmh = () =>
  Type.Number({ ...named('Speed limit, km/h', '限速'), exclusiveMinimum: 0, maximum: 300 });
/** Metres from the centre line to the corridor's edge. */
export const halfWidthM = () =>
  Type.Number({
    ...named('Half-width, m', '走廊半宽'),
    exclusiveMinimum: 0,
    maximum: 100_000,
  });
export const latitudeDeg = () =>
  Type.Number({ ...named('Latitude', '纬度'), minimum: -90, maximum: 90 });
export const longitudeDeg = () =>
  Type.Number({ ...named('Longitude', '经度'), minimum: -180, maximum: 180 });

/** A phone without leading zeros, or a name that no phone can be; both fit into one level of a topic. */
export const deviceId = (notes: FieldNotes) =>
  Type.String({
    ...notes,
    pattern: '^([1-9a-f][0-9a-f]{0,19}|(?=.*[^0-9a-f])[A-Za-z0-9][A-Za-z0-9._-]{0,63})$',
  });

type Position = [number, number];
const POINTS_MAX = 50_000;
const position = () =>
  Type.Unsafe<Position>(Type.Array(Type.Number(), { minItems: 2, maxItems: 3 }));
const line = () => Type.Array(position(), { minItems: 2, maxItems: POINTS_MAX });
/** GeoJSON, WGS-84, `[longitude, latitude]`. */
export const corridor = () =>
  Type.Union(
    [
      Type.Object({ type: Type.Literal('LineString'), coordinates: line() }),
      Type.Object({
        type: Type.Literal('MultiLineString'),
        coordinates: Type.Array(line(), { minItems: 1, maxItems: 1_000 }),
      }),
    ],
    { ...named('Centre line', '中心线') },
  );
export type LineGeometry = Static<ReturnType<typeof corridor>>;
const rings = () =>
  Type.Array(Type.Array(position(), { minItems: 4, maxItems: POINTS_MAX }), {
    minItems: 1,
    maxItems: 1_000,
  });
/** The parts of a MultiPolygon may touch and must not overlap. */
export const polygon = () =>
  Type.Union(
    [
      Type.Object({ type: Type.Literal('Polygon'), coordinates: rings() }),
      Type.Object({
        type: Type.Literal('MultiPolygon'),
        coordinates: Type.Array(rings(), { minItems: 1, maxItems: 1_000 }),
      }),
    ],
    { ...named('Area', '区域范围') },
  );
export type PolygonGeometry = Static<ReturnType<typeof polygon>>;

/** Where a trip begins, passes, may stop or ends: a station, a zone, a region, or a circle. */
export const place = () =>
  Type.Object({
    name: text(named('Name', '名称')),
    stationId: idOf(named('Station', '站点编号', { 'x-reference': 'station' })),
    zoneId: idOf(named('Zone', '区域编号', { 'x-reference': 'zone' })),
    regionCode: Type.Optional(regionCode()),
    latitudeDeg: Type.Optional(latitudeDeg()),
    longitudeDeg: Type.Optional(longitudeDeg()),
    /** Radius of the circle; default 2,000 m (domain.md 3.3). */
    radiusM: Type.Optional(
      Type.Number({ ...named('Radius, m', '半径'), exclusiveMinimum: 0, maximum: 100_000 }),
    ),
  });
export type Place = Static<ReturnType<typeof place>>;
export const places = (notes: FieldNotes) =>
  Type.Optional(Type.Array(place(), { ...notes, maxItems: 200 }));

export function placeFault(field: string, at: Place): RegistryFault[] {
  const { stationId, zoneId, regionCode, latitudeDeg, longitudeDeg } = at;
  const isSomewhere =
    [stationId, zoneId, regionCode].some((id) => id !== undefined && id !== '') ||
    (latitudeDeg !== undefined && longitudeDeg !== undefined);
  return isSomewhere
    ? []
    : [{ field, code: 'value', message: 'names no station, zone, region or coordinates.' }];
}

/** Stations and zones that places name. */
export function placeReferences(
  named: readonly [field: string, at: Place | readonly Place[] | undefined][],
): RegistryReference[] {
  return named.flatMap(([field, at]) =>
    at === undefined
      ? []
      : 'length' in at
        ? placeReferences(at.map((each, i) => [`${field}.${i}`, each]))
        : referencesTo([
            [`${field}.stationId`, 'station', at.stationId],
            [`${field}.zoneId`, 'zone', at.zoneId],
          ]),
  );
}

export function periodFault(from: string, to: string): RegistryFault[] {
  return Date.parse(from) < Date.parse(to)
    ? []
    : [{ field: 'validFrom', code: 'order', message: 'is not before validTo.' }];
}

/** Days of a period that may be open on either side. */
export function daysFault(
  field: string,
  from: string | undefined,
  to: string | undefined,
): RegistryFault[] {
  const bad = [from, to].some((at) => at !== undefined && !isDay(at));
  if (bad) return [{ field, code: 'value', message: 'is no day of the calendar.' }];
  return from !== undefined && to !== undefined && from > to
    ? [{ field, code: 'order', message: 'lies after the last day.' }]
    : [];
}

function isDay(at: string): boolean {
  const date = new Date(`${at}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(at);
}

export function geometryFault(
  field: string,
  geometry: LineGeometry | PolygonGeometry | undefined,
): RegistryFault[] {
  const mistake = geometry === undefined ? null : geometryMistake(geometry);
  return mistake === null ? [] : [{ field, code: 'geometry', message: mistake }];
}
