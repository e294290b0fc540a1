/** A driver or escort. The id is what the driver card says, usually the number of the licence: personal. */
import { type Static, Type } from 'typebox';
import { defineEntity, named, referencesTo } from './entity.ts';
import { day, daysFault, idOf, name, text } from './fields.ts';

/** Kinds of driving licence (机动车驾驶证准驾车型). */
export const LICENCE_KINDS = [
  ...['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N'],
  'P',
] as const;
/** Kinds of qualification certificate (从业资格证): passenger, freight, dangerous goods by role. */
export const CERTIFICATE_KINDS = [
  ...['passenger', 'freight', 'dangerous-driver', 'dangerous-escort', 'dangerous-loader'],
  ...['explosives-driver', 'explosives-escort', 'radioactive'],
] as const;

export const driver = defineEntity({
  kind: 'driver',
  list: 'drivers',
  id: 'driverId',
  names: { zh: '驾驶员', en: 'Driver' },
  schema: Type.Object({
    driverId: name(
      named('Driver', '驾驶员编号', {
        'x-personal': true,
        'x-aliases': ['驾驶证号', '从业人员编号'],
      }),
    ),
    name: Type.Optional(
      Type.String({ ...named('Name', '姓名', { 'x-personal': true }), maxLength: 128 }),
    ),
    phone: text(
      named('Phone', '手机号', { 'x-personal': true, 'x-aliases': ['联系电话', '电话'] }),
    ),
    enterpriseId: idOf(
      named('Enterprise', '企业编号', { 'x-reference': 'enterprise', 'x-aliases': ['所属企业'] }),
    ),
    licences: Type.Optional(
      Type.Array(
        Type.Object({
          kind: Type.Enum([...LICENCE_KINDS], { ...named('Kind', '准驾车型') }),
          number: text(named('Number', '证号', { 'x-personal': true })),
          validFrom: Type.Optional(day(named('Valid from', '有效期起'))),
          /** Last day it is valid; absent = without end (长期). */
          validTo: Type.Optional(day(named('Valid to', '有效期至'))),
        }),
        { ...named('Licences', '驾驶证'), maxItems: 20 },
      ),
    ),
    certificates: Type.Optional(
      Type.Array(
        Type.Object({
          kind: Type.Enum([...CERTIFICATE_KINDS], { ...named('Kind', '从业资格类别') }),
          number: text(named('Number', '证号', { 'x-personal': true })),
          validFrom: Type.Optional(day(named('Valid from', '有效期起'))),
          validTo: Type.Optional(day(named('Valid to', '有效期至'))),
        }),
        { ...named('Certificates', '从业资格证'), maxItems: 20 },
      ),
    ),
  }),
  filters: ['enterpriseId'],
  search: ['driverId', 'name'],
  columns: ['driverId', 'name', 'enterpriseId'],
  references: ({ enterpriseId }) => referencesTo([['enterpriseId', 'enterprise', enterpriseId]]),
  check: ({ licences = [], certificates = [] }) => [
    ...licences.flatMap((at, i) => daysFault(`licences.${i}.validFrom`, at.validFrom, at.validTo)),
    ...certificates.flatMap((at, i) =>
      daysFault(`certificates.${i}.validFrom`, at.validFrom, at.validTo),
    ),
  ],
  example: {
    driverId: 'd-1',
    name: '张三',
    enterpriseId: 'e-1',
    licences: [{ kind: 'A1', validTo: '2029-05-31' }],
    certificates: [{ kind: 'passenger', validTo: '2027-08-31' }],
  },
});
export type Driver = Static<typeof driver.schema>;
