/** A calendar of dangerous goods bans of a province or city, as its notice states it (domain.md 1.6; Order 29/2019, 49). */
import { type Static, Type } from 'typebox';
import { defineEntity, named } from './entity.ts';
import { clockWindow, day, daysFault, name, regionCode, text, vehicleClasses } from './fields.ts';
import { ROAD_CLASSES } from './section.ts';

/** Loads that a notice may let pass. */
export const BAN_EXEMPTIONS = [
  ...['empty', 'water-supply', 'power-supply', 'city-gas', 'fuel-station', 'aviation-rescue'],
  ...['medical-oxygen', 'permit'],
] as const;

export const ban = defineEntity({
  kind: 'ban',
  list: 'bans',
  id: 'banId',
  names: { zh: '禁行日历', en: 'Ban calendar' },
  schema: Type.Object({
    banId: name(named('Ban', '禁行编号')),
    name: name(named('Name', '名称')),
    regionCode: regionCode(),
    appliesTo: vehicleClasses(),
    /** First and last day the notice holds, both included. */
    from: day(named('From', '开始日期')),
    to: day(named('To', '结束日期')),
    /** Days within; default every. */
    days: Type.Optional(
      Type.Enum(['every', 'working-days', 'holidays'], { ...named('Days', '日期类型') }),
    ),
    windows: Type.Array(clockWindow(), {
      ...named('Windows', '禁行时段'),
      minItems: 1,
      maxItems: 50,
    }),
    /** Empty or absent = every road. */
    roadClasses: Type.Optional(
      Type.Array(Type.Enum([...ROAD_CLASSES]), {
        ...named('Road classes', '道路等级'),
        maxItems: 16,
      }),
    ),
    exemptions: Type.Optional(
      Type.Array(Type.Enum([...BAN_EXEMPTIONS]), { ...named('Exemptions', '豁免'), maxItems: 16 }),
    ),
    source: text(named('Source', '依据文件')),
  }),
  filters: ['regionCode'],
  search: ['banId', 'name'],
  columns: ['banId', 'name', 'regionCode', 'from', 'to'],
  check: ({ from, to }) => daysFault('from', from, to),
  example: {
    banId: 'gd-expressway-night',
    name: '广东省高速公路危险货物夜间禁行',
    regionCode: '440000',
    appliesTo: ['dangerous'],
    from: '2021-11-01',
    to: '2026-10-31',
    windows: [{ start: '00:00', end: '06:00' }],
    roadClasses: ['expressway'],
    exemptions: ['empty', 'medical-oxygen'],
    source: '粤五部门通告',
  },
});
export type Ban = Static<typeof ban.schema>;
