/**
 * Where one vehicle may go in a period (domain.md 3.1): a corridor (polyline and half-width), or, with
 * `mode: "od"`, origin, destination and the places between, because no polyline exists in law for a charter.
 */
import { type Static, Type } from 'typebox';
import type { VehicleId } from '../identity.ts';
import { defineEntity, named, type RegistryFault, referencesTo } from './entity.ts';
import {
  corridor,
  geometryFault,
  halfWidthM,
  idOf,
  instant,
  limitKmh,
  name,
  periodFault,
  place,
  placeFault,
  placeReferences,
  places,
} from './fields.ts';

export const route = defineEntity({
  kind: 'route',
  list: 'routes',
  id: 'routeId',
  names: { zh: '路线', en: 'Route' },
  schema: Type.Object({
    routeId: name(named('Route', '路线编号')),
    vehicleId: Type.Unsafe<VehicleId>(
      name(named('Vehicle', '车辆编号', { 'x-personal': true, 'x-reference': 'vehicle' })),
    ),
    /** Half-open `[validFrom, validTo)`. */
    validFrom: instant(named('Valid from', '生效时间')),
    validTo: instant(named('Valid to', '失效时间')),
    /** Default corridor. */
    mode: Type.Optional(Type.Enum(['corridor', 'od'], { ...named('Mode', '匹配方式') })),
    corridor: Type.Optional(corridor()),
    halfWidthM: Type.Optional(halfWidthM()),
    origin: Type.Optional(place()),
    destination: Type.Optional(place()),
    /** In the order they are passed. */
    via: places(named('Via places', '途经地')),
    /** Whitelist of stops on the way. */
    stops: places(named('Permitted stops', '准停地点')),
    /** Stretches along the centre line with a shortest and a longest time (JT/T 808 0x8606). */
    segments: Type.Optional(
      Type.Array(
        Type.Object({
          segmentId: name(named('Segment', '路段编号')),
          fromKm: Type.Number({ ...named('From km', '起点里程'), minimum: 0, maximum: 10_000 }),
          toKm: Type.Number({
            ...named('To km', '终点里程'),
            exclusiveMinimum: 0,
            maximum: 10_000,
          }),
          minSeconds: Type.Optional(
            Type.Integer({ ...named('Shortest, s', '最短时间'), minimum: 0, maximum: 1_000_000 }),
          ),
          maxSeconds: Type.Optional(
            Type.Integer({ ...named('Longest, s', '最长时间'), minimum: 1, maximum: 1_000_000 }),
          ),
        }),
        { ...named('Timed segments', '限时路段'), maxItems: 500 },
      ),
    ),
    lineId: idOf(named('Line', '线路编号', { 'x-reference': 'line' })),
    limitKmh: Type.Optional(limitKmh()),
  }),
  filters: ['mode', 'lineId'],
  search: ['routeId', 'vehicleId'],
  columns: ['routeId', 'vehicleId', 'mode', 'validFrom', 'validTo'],
  references: ({ vehicleId, lineId, origin, destination, via, stops }) => [
    ...referencesTo([
      ['vehicleId', 'vehicle', vehicleId],
      ['lineId', 'line', lineId],
    ]),
    ...placeReferences([
      ['origin', origin],
      ['destination', destination],
      ['via', via],
      ['stops', stops],
    ]),
  ],
  check: (item) => {
    const faults: RegistryFault[] = [...periodFault(item.validFrom, item.validTo)];
    const needed =
      item.mode === 'od'
        ? (['origin', 'destination'] as const)
        : (['corridor', 'halfWidthM'] as const);
    for (const field of needed) {
      if (item[field] === undefined)
        faults.push({ field, code: 'required', message: `is needed by a route of this mode.` });
    }
    faults.push(...geometryFault('corridor', item.corridor));
    for (const field of ['origin', 'destination'] as const) {
      const at = item[field];
      if (at !== undefined) faults.push(...placeFault(field, at));
    }
    (item.segments ?? []).forEach(({ fromKm, toKm, minSeconds = 0, maxSeconds }, i) => {
      if (toKm <= fromKm)
        faults.push({ field: `segments.${i}`, code: 'order', message: 'ends where it begins.' });
      if (maxSeconds !== undefined && maxSeconds < minSeconds)
        faults.push({ field: `segments.${i}`, code: 'order', message: 'has no time left.' });
    });
    for (const field of ['via', 'stops'] as const)
      (item[field] ?? []).forEach((at, i) => {
        faults.push(...placeFault(`${field}.${i}`, at));
      });
    return faults;
  },
  example: {
    routeId: 'r-1',
    vehicleId: '粤B00001-2' as VehicleId,
    validFrom: '2026-11-21T00:00:00+08:00',
    validTo: '2026-11-22T00:00:00+08:00',
    corridor: {
      type: 'LineString',
      coordinates: [
        [114.12, 22.57],
        [113.26, 23.13],
      ],
    },
    halfWidthM: 100,
    limitKmh: 100,
  },
});
export type Route = Static<typeof route.schema>;
