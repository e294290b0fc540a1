/** An operator. Its licence is the road transport one (道路运输条例); the credit code follows GB 32100. */
import { type Static, Type } from 'typebox';
import { defineEntity, named } from './entity.ts';
import { day, daysFault, name, regionCode, text, vehicleClass } from './fields.ts';

export const enterprise = defineEntity({
  kind: 'enterprise',
  list: 'enterprises',
  id: 'enterpriseId',
  names: { zh: '企业', en: 'Enterprise' },
  schema: Type.Object({
    enterpriseId: name(named('Enterprise', '企业编号', { 'x-aliases': ['业户编号'] })),
    name: name(named('Name', '企业名称', { 'x-aliases': ['业户名称', '名称'] })),
    regionCode: regionCode(),
    creditCode: Type.Optional(
      Type.String({
        ...named('Credit code', '统一社会信用代码'),
        pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$',
      }),
    ),
    licenceNumber: text(named('Licence number', '经营许可证号')),
    /** Last day it is valid. */
    licenceValidTo: Type.Optional(day(named('Licence valid to', '许可证有效期至'))),
    /** Classes it may run. */
    scope: Type.Optional(
      Type.Array(vehicleClass(), { ...named('Business scope', '经营范围'), maxItems: 16 }),
    ),
    contactName: text(named('Contact', '联系人', { 'x-personal': true })),
    contactPhone: text(named('Contact phone', '联系电话', { 'x-personal': true })),
  }),
  filters: ['regionCode'],
  search: ['enterpriseId', 'name', 'creditCode'],
  columns: ['enterpriseId', 'name', 'regionCode', 'licenceValidTo'],
  check: ({ licenceValidTo }) => daysFault('licenceValidTo', licenceValidTo, undefined),
  example: {
    enterpriseId: 'e-1',
    name: '示例客运有限公司',
    regionCode: '440300',
    licenceNumber: '粤交运管许可示字440300000001号',
    licenceValidTo: '2028-06-30',
    scope: ['charter', 'scheduled'],
  },
});
export type Enterprise = Static<typeof enterprise.schema>;
