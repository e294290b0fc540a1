/** An area in which something is forbidden, limited or watched (电子围栏; JT/T 808 0x8600–0x8604 areas). */
import { type Static, Type } from 'typebox';
import { defineEntity, named } from './entity.ts';
import {
  clockWindow,
  geometryFault,
  instant,
  limitKmh,
  name,
  periodFault,
  polygon,
  regionCode,
  text,
  vehicleClasses,
} from './fields.ts';

export const zone = defineEntity({
  kind: 'zone',
  list: 'zones',
  id: 'zoneId',
  names: { zh: '区域', en: 'Zone' },
  schema: Type.Object({
    zoneId: name(named('Zone', '区域编号')),
    /** What it is, e.g. school, water-source, tunnel, no-entry, no-stopping, keep-in, closure (of a road), congestion. */
    kind: name(named('Kind', '区域类型', { 'x-aliases': ['类型'] })),
    name: text(named('Name', '区域名称', { 'x-aliases': ['名称'] })),
    regionCode: Type.Optional(regionCode()),
    polygon: polygon(),
    /** Empty = every class. */
    appliesTo: vehicleClasses(),
    /** Every day; absent = always. */
    window: Type.Optional(
      Type.Object({
        start: Type.String({ ...named('Start', '开始时刻'), maxLength: 32 }),
        end: Type.String({ ...named('End', '结束时刻'), maxLength: 32 }),
      }),
    ),
    /** Further windows, with the days they hold for. */
    windows: Type.Optional(
      Type.Array(
        Type.Object({
          ...clockWindow().properties,
          /** Default every. */
          days: Type.Optional(
            Type.Enum(['every', 'working-days', 'holidays'], { ...named('Days', '日期类型') }),
          ),
        }),
        { ...named('Windows', '时段'), maxItems: 50 },
      ),
    ),
    validFrom: Type.Optional(instant(named('Valid from', '生效时间'))),
    validTo: Type.Optional(instant(named('Valid to', '失效时间'))),
    limitKmh: Type.Optional(limitKmh()),
    /** Longest stay, minutes; absent = not judged. */
    stayMinutesMax: Type.Optional(
      Type.Number({
        ...named('Longest stay, min', '最长停留'),
        exclusiveMinimum: 0,
        maximum: 100_000,
      }),
    ),
  }),
  filters: ['kind', 'regionCode'],
  search: ['zoneId', 'name'],
  columns: ['zoneId', 'name', 'kind', 'limitKmh', 'regionCode'],
  check: ({ polygon, validFrom, validTo }) => [
    ...geometryFault('polygon', polygon),
    ...(validFrom !== undefined && validTo !== undefined ? periodFault(validFrom, validTo) : []),
  ],
  example: {
    zoneId: 'z-1',
    kind: 'water-source',
    name: '示例水源保护区',
    polygon: {
      type: 'Polygon',
      coordinates: [
        [
          [114.1, 22.5],
          [114.2, 22.5],
          [114.2, 22.6],
          [114.1, 22.6],
          [114.1, 22.5],
        ],
      ],
    },
    appliesTo: ['dangerous'],
    windows: [{ start: '07:00', end: '20:00', days: 'working-days' }],
  },
});
export type Zone = Static<typeof zone.schema>;
