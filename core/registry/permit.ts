/**
 * What a vehicle may do by paper: roads for dangerous goods, fireworks and explosives transport (民用爆炸物品安全管理条例
 * 26–28), over-limit passes (公路安全保护条例 38), relay certificates (交运规〔2023〕2号), entry into closed areas.
 */
import { type Static, Type } from 'typebox';
import type { VehicleId } from '../identity.ts';
import { defineEntity, named, referencesTo } from './entity.ts';
import {
  clockWindow,
  idOf,
  instant,
  limitKmh,
  name,
  periodFault,
  placeFault,
  placeReferences,
  places,
  text,
} from './fields.ts';

export const PERMIT_KINDS = [
  ...[
    'dangerous-goods',
    'fireworks',
    'explosives',
    'over-limit',
    'relay',
    'entry',
    'ban-exemption',
  ],
  'other',
] as const;

export const permit = defineEntity({
  kind: 'permit',
  list: 'permits',
  id: 'permitId',
  names: { zh: '许可', en: 'Permit' },
  schema: Type.Object({
    permitId: name(named('Permit', '许可编号')),
    kind: Type.Enum([...PERMIT_KINDS], { ...named('Kind', '许可类型') }),
    vehicleId: Type.Unsafe<VehicleId>(
      name(named('Vehicle', '车辆编号', { 'x-personal': true, 'x-reference': 'vehicle' })),
    ),
    /** Half-open `[validFrom, validTo)`. */
    validFrom: instant(named('Valid from', '生效时间')),
    validTo: instant(named('Valid to', '失效时间')),
    routeId: idOf(named('Route', '路线编号', { 'x-reference': 'route' })),
    zoneIds: Type.Optional(
      Type.Array(Type.String({ maxLength: 128 }), {
        ...named('Zones', '区域编号', { 'x-reference': 'zone' }),
        maxItems: 200,
      }),
    ),
    /** Hours of the day it holds for; absent = all. */
    windows: Type.Optional(
      Type.Array(clockWindow(), { ...named('Windows', '时段'), maxItems: 50 }),
    ),
    /** Stops it allows; with any, no other stop is allowed. */
    stops: places(named('Permitted stops', '准停地点')),
    limitKmh: Type.Optional(limitKmh()),
    issuer: text(named('Issuer', '发证机关')),
  }),
  filters: ['kind', 'routeId'],
  search: ['permitId', 'vehicleId'],
  columns: ['permitId', 'kind', 'vehicleId', 'validFrom', 'validTo'],
  references: ({ vehicleId, routeId, zoneIds = [], stops }) => [
    ...referencesTo([
      ['vehicleId', 'vehicle', vehicleId],
      ['routeId', 'route', routeId],
      ...zoneIds.map((id, at): [string, 'zone', string] => [`zoneIds.${at}`, 'zone', id]),
    ]),
    ...placeReferences([['stops', stops]]),
  ],
  check: ({ validFrom, validTo, stops = [] }) => [
    ...periodFault(validFrom, validTo),
    ...stops.flatMap((at, i) => placeFault(`stops.${i}`, at)),
  ],
  example: {
    permitId: 'p-1',
    kind: 'dangerous-goods',
    vehicleId: '粤B00001-2' as VehicleId,
    validFrom: '2026-11-01T00:00:00+08:00',
    validTo: '2026-12-01T00:00:00+08:00',
    windows: [{ start: '06:00', end: '20:00' }],
  },
});
export type Permit = Static<typeof permit.schema>;
