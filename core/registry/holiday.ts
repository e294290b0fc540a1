/** A span of the national calendar: days off, or days worked in exchange (国务院办公厅 yearly notice). Other days go by the week. */
import { type Static, Type } from 'typebox';
import { defineEntity, named } from './entity.ts';
import { day, daysFault, name, regionCode } from './fields.ts';

export const holiday = defineEntity({
  kind: 'holiday',
  list: 'holidays',
  id: 'holidayId',
  names: { zh: '节假日', en: 'Holiday' },
  schema: Type.Object({
    holidayId: name(named('Holiday', '节假日编号')),
    name: name(named('Name', '名称')),
    kind: Type.Enum(['day-off', 'working-day'], { ...named('Kind', '类型') }),
    /** First and last day, both included. */
    from: day(named('From', '开始日期')),
    to: day(named('To', '结束日期')),
    /** Absent = the whole country. */
    regionCode: Type.Optional(regionCode()),
  }),
  filters: ['kind', 'regionCode'],
  search: ['holidayId', 'name'],
  columns: ['holidayId', 'name', 'kind', 'from', 'to'],
  check: ({ from, to }) => daysFault('from', from, to),
  example: {
    holidayId: '2026-national-day',
    name: '国庆节',
    kind: 'day-off',
    from: '2026-10-01',
    to: '2026-10-07',
  },
});
export type Holiday = Static<typeof holiday.schema>;
