/** A charter ticket (包车客运标志牌): validity, origin, destination, main via places (道路旅客运输及客运站管理规定 57). */
import { type Static, Type } from 'typebox';
import type { VehicleId } from '../identity.ts';
import { defineEntity, named, referencesTo } from './entity.ts';
import {
  idOf,
  instant,
  name,
  periodFault,
  place,
  placeFault,
  placeReferences,
  places,
  text,
} from './fields.ts';

export const ticket = defineEntity({
  kind: 'ticket',
  list: 'tickets',
  id: 'ticketId',
  names: { zh: '包车牌', en: 'Charter ticket' },
  schema: Type.Object({
    ticketId: name(named('Ticket', '包车牌编号', { 'x-aliases': ['标志牌编号'] })),
    vehicleId: Type.Unsafe<VehicleId>(
      name(named('Vehicle', '车辆编号', { 'x-personal': true, 'x-reference': 'vehicle' })),
    ),
    driverIds: Type.Optional(
      Type.Array(Type.String({ maxLength: 128 }), {
        ...named('Drivers', '驾驶员编号', { 'x-personal': true, 'x-reference': 'driver' }),
        maxItems: 10,
      }),
    ),
    /** Half-open `[validFrom, validTo)`. */
    validFrom: instant(named('Valid from', '生效时间')),
    validTo: instant(named('Valid to', '失效时间')),
    origin: place(),
    destination: place(),
    via: places(named('Via places', '途经地')),
    /** Where a route was filed it decides, otherwise the places above. */
    routeId: idOf(named('Route', '路线编号', { 'x-reference': 'route' })),
    contractNumber: text(named('Contract', '包车合同号')),
    passengers: Type.Optional(
      Type.Integer({ ...named('Passengers', '乘客人数'), minimum: 0, maximum: 300 }),
    ),
  }),
  filters: ['routeId'],
  search: ['ticketId', 'vehicleId'],
  columns: ['ticketId', 'vehicleId', 'validFrom', 'validTo', 'routeId'],
  references: ({ vehicleId, driverIds = [], routeId, origin, destination, via }) => [
    ...referencesTo([
      ['vehicleId', 'vehicle', vehicleId],
      ['routeId', 'route', routeId],
      ...driverIds.map((id, at): [string, 'driver', string] => [`driverIds.${at}`, 'driver', id]),
    ]),
    ...placeReferences([
      ['origin', origin],
      ['destination', destination],
      ['via', via],
    ]),
  ],
  check: ({ validFrom, validTo, origin, destination, via = [] }) => [
    ...periodFault(validFrom, validTo),
    ...placeFault('origin', origin),
    ...placeFault('destination', destination),
    ...via.flatMap((at, i) => placeFault(`via.${i}`, at)),
  ],
  example: {
    ticketId: 't-1',
    vehicleId: '粤B00001-2' as VehicleId,
    validFrom: '2026-11-21T06:00:00+08:00',
    validTo: '2026-11-22T22:00:00+08:00',
    origin: { regionCode: '440300' },
    destination: { regionCode: '441800' },
    via: [{ name: '示例服务区', stationId: 's-1' }],
  },
});
export type Ticket = Static<typeof ticket.schema>;
