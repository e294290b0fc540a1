/** An electronic waybill of dangerous goods (电子运单; Order 29/2019): one per vehicle and trip; JT/T 809 0x920B fields. */
import { type Static, Type } from 'typebox';
import type { VehicleId } from '../identity.ts';
import { defineEntity, named, referencesTo } from './entity.ts';
import { idOf, instant, name, place, placeFault, placeReferences, places, text } from './fields.ts';
import { GOODS_CLASSES } from './vehicle.ts';

export const waybill = defineEntity({
  kind: 'waybill',
  list: 'waybills',
  id: 'waybillId',
  names: { zh: '电子运单', en: 'Waybill' },
  schema: Type.Object({
    waybillId: name(named('Waybill', '运单编号', { 'x-aliases': ['运单号'] })),
    vehicleId: Type.Unsafe<VehicleId>(
      name(named('Vehicle', '车辆编号', { 'x-personal': true, 'x-reference': 'vehicle' })),
    ),
    trailerId: idOf(named('Trailer', '挂车编号', { 'x-personal': true })),
    driverId: idOf(named('Driver', '驾驶员编号', { 'x-personal': true, 'x-reference': 'driver' })),
    escortId: idOf(named('Escort', '押运员编号', { 'x-personal': true, 'x-reference': 'driver' })),
    enterpriseId: idOf(named('Enterprise', '企业编号', { 'x-reference': 'enterprise' })),
    /** Empty runs have a waybill as well and are exempt from some bans. */
    empty: Type.Optional(Type.Boolean({ ...named('Empty', '空车') })),
    goods: Type.Optional(
      Type.Array(
        Type.Object({
          /** Four digits. */
          unNumber: Type.String({ ...named('UN number', 'UN编号'), pattern: '^\\d{4}$' }),
          class: Type.Enum([...GOODS_CLASSES], { ...named('Class', '危险货物类别') }),
          name: text(named('Name', '货物名称')),
          massKg: Type.Optional(Type.Number({ ...named('Mass, kg', '重量'), minimum: 0 })),
        }),
        { ...named('Goods', '货物'), maxItems: 100 },
      ),
    ),
    departsAt: instant(named('Departs', '起运时间')),
    /** It holds until then; absent = 24 h after the departure. */
    validTo: Type.Optional(instant(named('Valid to', '有效期至'))),
    origin: place(),
    destination: place(),
    via: places(named('Via places', '途经地')),
    routeId: idOf(named('Route', '路线编号', { 'x-reference': 'route' })),
    shipper: text(named('Shipper', '托运人', { 'x-personal': true })),
    consignee: text(named('Consignee', '收货人', { 'x-personal': true })),
  }),
  filters: ['enterpriseId', 'routeId', 'empty'],
  search: ['waybillId', 'vehicleId'],
  columns: ['waybillId', 'vehicleId', 'departsAt', 'validTo', 'empty'],
  references: (item) => [
    ...referencesTo([
      ['vehicleId', 'vehicle', item.vehicleId],
      ['driverId', 'driver', item.driverId],
      ['escortId', 'driver', item.escortId],
      ['enterpriseId', 'enterprise', item.enterpriseId],
      ['routeId', 'route', item.routeId],
    ]),
    ...placeReferences([
      ['origin', item.origin],
      ['destination', item.destination],
      ['via', item.via],
    ]),
  ],
  check: ({ origin, destination, via = [], departsAt, validTo, empty, goods = [] }) => [
    ...(validTo === undefined || Date.parse(departsAt) < Date.parse(validTo)
      ? []
      : [{ field: 'departsAt', code: 'order', message: 'is not before validTo.' } as const]),
    ...(empty !== true && goods.length === 0
      ? [{ field: 'goods', code: 'required', message: 'is needed unless empty.' } as const]
      : []),
    ...placeFault('origin', origin),
    ...placeFault('destination', destination),
    ...via.flatMap((at, i) => placeFault(`via.${i}`, at)),
  ],
  example: {
    waybillId: 'w-1',
    vehicleId: '粤B00001-2' as VehicleId,
    driverId: 'd-1',
    goods: [{ unNumber: '1203', class: '3', name: '汽油', massKg: 18_000 }],
    departsAt: '2026-11-21T08:00:00+08:00',
    origin: { name: '示例油库', latitudeDeg: 22.6, longitudeDeg: 114.3, radiusM: 500 },
    destination: { name: '示例加油站', regionCode: '440300' },
  },
});
export type Waybill = Static<typeof waybill.schema>;
