/** A stretch of road in one direction. */
import { type Static, Type } from 'typebox';
import { defineEntity, named } from './entity.ts';
import { corridor, geometryFault, limitKmh, name, regionCode, text } from './fields.ts';

/** Decides which class cap holds (R2 78, Order 29/2019 46). */
export const ROAD_CLASSES = [
  ...['expressway', 'urban-expressway', 'national', 'provincial', 'county', 'township', 'urban'],
  'other',
] as const;

export const section = defineEntity({
  kind: 'section',
  list: 'sections',
  id: 'sectionId',
  names: { zh: '路段', en: 'Road section' },
  schema: Type.Object({
    sectionId: name(named('Section', '路段编号')),
    name: name(named('Name', '路段名称', { 'x-aliases': ['名称'] })),
    regionCode: regionCode(),
    /** Of the road, e.g. G4. */
    roadCode: text(named('Road', '道路编号')),
    roadClass: Type.Optional(Type.Enum([...ROAD_CLASSES], { ...named('Road class', '道路等级') })),
    corridor: Type.Optional(corridor()),
    /** Default 50 m. */
    halfWidthM: Type.Optional(
      Type.Number({ ...named('Half-width, m', '半宽'), exclusiveMinimum: 0, maximum: 1_000 }),
    ),
    /** Posted limit. */
    limitKmh: Type.Optional(limitKmh()),
    /** Speed in free flow; null or absent = not known. */
    freeFlowKmh: Type.Optional(
      Type.Number({ ...named('Free flow, km/h', '自由流速度'), exclusiveMinimum: 0, maximum: 300 }),
    ),
  }),
  filters: ['regionCode', 'roadClass', 'roadCode'],
  search: ['sectionId', 'name', 'roadCode'],
  columns: ['sectionId', 'name', 'roadCode', 'roadClass', 'limitKmh'],
  check: ({ corridor }) => geometryFault('corridor', corridor),
  example: {
    sectionId: 'g4-k2100-up',
    name: '京港澳高速 K2100 上行',
    regionCode: '440100',
    roadCode: 'G4',
    roadClass: 'expressway',
    limitKmh: 120,
    freeFlowKmh: 105,
  },
});
export type Section = Static<typeof section.schema>;
