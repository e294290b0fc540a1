/** A licensed line (班线): stops in order, timetable, and the exemptions of the 02–05 ban it may claim (交运规〔2023〕2号, 32). */
import { type Static, Type } from 'typebox';
import { defineEntity, named, referencesTo } from './entity.ts';
import {
  clockTime,
  corridor,
  day,
  daysFault,
  geometryFault,
  halfWidthM,
  idOf,
  name,
  text,
} from './fields.ts';

export const LINE_SERVICES = ['ordinary', 'airport', 'rail', 'commuter', 'customised'] as const;

export const line = defineEntity({
  kind: 'line',
  list: 'lines',
  id: 'lineId',
  names: { zh: '线路', en: 'Line' },
  schema: Type.Object({
    lineId: name(named('Line', '线路编号')),
    name: name(named('Name', '线路名称', { 'x-aliases': ['名称'] })),
    enterpriseId: idOf(named('Enterprise', '企业编号', { 'x-reference': 'enterprise' })),
    /** 1 crosses provinces, 2 prefectures, 3 counties, 4 stays within a county. */
    lineClass: Type.Integer({ ...named('Class', '班线类别'), minimum: 1, maximum: 4 }),
    service: Type.Optional(Type.Enum([...LINE_SERVICES], { ...named('Service', '服务类型') })),
    licenceNumber: text(named('Licence number', '线路许可证号')),
    /** First and last day it is licensed. */
    validFrom: Type.Optional(day(named('Valid from', '有效期起'))),
    validTo: Type.Optional(day(named('Valid to', '有效期至'))),
    /** One way, km. */
    distanceKm: Type.Optional(
      Type.Number({ ...named('Distance, km', '里程'), minimum: 0, maximum: 10_000 }),
    ),
    stops: Type.Array(
      Type.Object({
        stationId: name(named('Station', '站点编号', { 'x-reference': 'station' })),
        /** After the departure of a run, minutes; on the way back counted from its own start. */
        minutes: Type.Optional(
          Type.Integer({ ...named('Minutes', '计划分钟'), minimum: 0, maximum: 10_000 }),
        ),
        atKm: Type.Optional(Type.Number({ ...named('At km', '里程桩'), minimum: 0 })),
      }),
      { ...named('Stops', '停靠站点'), minItems: 2, maxItems: 500 },
    ),
    timetable: Type.Optional(
      Type.Array(
        Type.Object({
          runId: name(named('Run', '班次编号')),
          departs: clockTime(named('Departs', '发车时刻')),
          direction: Type.Enum(['out', 'back'], { ...named('Direction', '方向') }),
          /** 1 = Monday; absent = every day. */
          weekdays: Type.Optional(
            Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
              ...named('Weekdays', '星期'),
              maxItems: 7,
            }),
          ),
        }),
        { ...named('Timetable', '时刻表'), maxItems: 2_000 },
      ),
    ),
    corridor: Type.Optional(corridor()),
    halfWidthM: Type.Optional(halfWidthM()),
  }),
  filters: ['lineClass', 'enterpriseId', 'service'],
  search: ['lineId', 'name'],
  columns: ['lineId', 'name', 'lineClass', 'enterpriseId', 'distanceKm'],
  references: ({ enterpriseId, stops }) =>
    referencesTo([
      ['enterpriseId', 'enterprise', enterpriseId],
      ...stops.map(({ stationId }, at): [string, 'station', string] => [
        `stops.${at}.stationId`,
        'station',
        stationId,
      ]),
    ]),
  check: ({ corridor, halfWidthM, validFrom, validTo }) => [
    ...geometryFault('corridor', corridor),
    ...(corridor !== undefined && halfWidthM === undefined
      ? [{ field: 'halfWidthM', code: 'required', message: 'belongs to a centre line.' } as const]
      : []),
    ...daysFault('validFrom', validFrom, validTo),
  ],
  example: {
    lineId: 'l-1',
    name: '深圳—广州',
    enterpriseId: 'e-1',
    lineClass: 2,
    service: 'ordinary',
    distanceKm: 138,
    stops: [
      { stationId: 's-1', minutes: 0, atKm: 0 },
      { stationId: 's-2', minutes: 130, atKm: 138 },
    ],
    timetable: [{ runId: 'l-1/0700', departs: '07:00', direction: 'out' }],
  },
});
export type Line = Static<typeof line.schema>;
