/** A region of the tree 省/市/县. Its place in the tree follows from the code's digits (GB/T 2260). */
import { type Static, Type } from 'typebox';
import { defineEntity, named } from './entity.ts';
import { name, text } from './fields.ts';

export const region = defineEntity({
  kind: 'region',
  list: 'regions',
  id: 'regionCode',
  names: { zh: '行政区划', en: 'Region' },
  schema: Type.Object({
    /** Six digits: province, prefecture, county by two digits each. */
    regionCode: Type.String({
      ...named('Region code', '行政区划代码', { 'x-aliases': ['代码', '区划代码'] }),
      pattern: '^[1-9][0-9]{5}$',
    }),
    name: name(named('Name', '名称')),
    nameEn: text(named('English name', '英文名称')),
    /** Where the tree does not follow the digits, e.g. a county run by its province. */
    parentCode: Type.Optional(
      Type.String({
        ...named('Parent', '上级代码', { 'x-reference': 'region' }),
        pattern: '^[1-9][0-9]{5}$',
      }),
    ),
  }),
  search: ['regionCode', 'name', 'nameEn'],
  columns: ['regionCode', 'name', 'parentCode'],
  references: ({ parentCode }) =>
    parentCode === undefined ? [] : [{ field: 'parentCode', kind: 'region', id: parentCode }],
  check: ({ regionCode, parentCode }) =>
    parentCode === regionCode
      ? [{ field: 'parentCode', code: 'value', message: 'is the region itself.' }]
      : [],
  example: { regionCode: '440300', name: '深圳市', nameEn: 'Shenzhen' },
});
export type Region = Static<typeof region.schema>;
