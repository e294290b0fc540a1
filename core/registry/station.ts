/** A place where vehicles stop by right: coach stations, stops, service areas, depots, ports. */
import { type Static, Type } from 'typebox';
import { defineEntity, named } from './entity.ts';
import { latitudeDeg, longitudeDeg, name, regionCode } from './fields.ts';

export const STATION_KINDS = [
  ...['coach-station', 'stop', 'service-area', 'depot', 'loading-point', 'relay-point', 'toll'],
  ...['airport', 'rail', 'port', 'other'],
] as const;

export const station = defineEntity({
  kind: 'station',
  list: 'stations',
  id: 'stationId',
  names: { zh: '站点', en: 'Station' },
  schema: Type.Object({
    stationId: name(named('Station', '站点编号')),
    name: name(named('Name', '站点名称', { 'x-aliases': ['名称'] })),
    kind: Type.Enum([...STATION_KINDS], { ...named('Kind', '站点类型') }),
    regionCode: regionCode(),
    latitudeDeg: latitudeDeg(),
    longitudeDeg: longitudeDeg(),
    /** Within it a vehicle is at the station; default 200 m. */
    radiusM: Type.Optional(
      Type.Number({ ...named('Radius, m', '半径'), exclusiveMinimum: 0, maximum: 10_000 }),
    ),
  }),
  filters: ['kind', 'regionCode'],
  search: ['stationId', 'name'],
  columns: ['stationId', 'name', 'kind', 'regionCode'],
  example: {
    stationId: 's-1',
    name: '示例客运站',
    kind: 'coach-station',
    regionCode: '440300',
    latitudeDeg: 22.5705,
    longitudeDeg: 114.1209,
    radiusM: 200,
  },
});
export type Station = Static<typeof station.schema>;
