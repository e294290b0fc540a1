/**
 * A vehicle, known by plate **and** plate colour (JT/T 415 codes: 1 blue, 2 yellow, 3 black, 4 white, 9 other,
 * 91–94 farm and green). Its class is 两客一危一重 (domain.md 1.1). The devices installed in it are those whose
 * `vehicleId` names it.
 */
import { type Static, Type } from 'typebox';
import type { VehicleId } from '../identity.ts';
import { defineEntity, named, referencesTo } from './entity.ts';
import { day, daysFault, idOf, name, regionCode, text, vehicleClass } from './fields.ts';

/** Classes and divisions of JT/T 617 (GB 6944). */
export const GOODS_CLASSES = [
  ...['1', '2.1', '2.2', '2.3', '3', '4.1', '4.2', '4.3', '5.1', '5.2', '6.1', '6.2', '7', '8'],
  '9',
] as const;

/** JT/T 415 codes by the names that files use. */
export const COLOUR_WORDS = {
  ...{ 蓝: 1, 蓝色: 1, 黄: 2, 黄色: 2, 黑: 3, 黑色: 3, 白: 4, 白色: 4, 其他: 9 },
  ...{ 农黄: 91, 农绿: 92, 黄绿: 93, 黄绿色: 93, 渐变绿: 94, 渐变绿色: 94 },
  ...{ blue: 1, yellow: 2, black: 3, white: 4, other: 9 },
};
/** As Chinese files say them (domain.md 1.1). */
const CLASS_WORDS = {
  ...{ 旅游包车: 'charter', 包车客车: 'charter', 包车: 'charter', 旅游客车: 'charter' },
  ...{ 班线客车: 'scheduled', 三类以上班线客车: 'scheduled', 班车客运: 'scheduled' },
  ...{ 危险货物运输车: 'dangerous', 危货车: 'dangerous', 危险品运输车: 'dangerous' },
  ...{ 重型货车: 'heavy', 重型载货汽车: 'heavy', 半挂牵引车: 'heavy', 其他: 'other' },
};

const kilograms = (title: string, zh: string) =>
  Type.Optional(Type.Number({ ...named(title, zh), minimum: 0, maximum: 1_000_000 }));

export const vehicle = defineEntity({
  kind: 'vehicle',
  list: 'vehicles',
  id: 'vehicleId',
  names: { zh: '车辆', en: 'Vehicle' },
  schema: Type.Object({
    /** `plate-colour`. */
    vehicleId: Type.Unsafe<VehicleId>(
      name(named('Vehicle', '车辆编号', { 'x-personal': true, 'x-aliases': ['车辆标识'] })),
    ),
    plate: name(
      named('Plate', '车牌号', {
        'x-personal': true,
        'x-aliases': ['车牌号码', '号牌号码', '车牌'],
      }),
    ),
    plateColour: Type.Integer({
      ...named('Plate colour', '车牌颜色', {
        'x-aliases': ['号牌颜色', 'plateColor', 'plate_colour'],
        'x-words': COLOUR_WORDS,
        description: '1 blue, 2 yellow, 3 black, 4 white, 9 other, 91–94 farm and green (JT/T 415)',
      }),
      minimum: 0,
      maximum: 255,
    }),
    class: Type.Unsafe<Static<ReturnType<typeof vehicleClass>>>({
      ...vehicleClass(),
      ...named('Class', '车辆类别', { 'x-aliases': ['类别', '车辆类型'], 'x-words': CLASS_WORDS }),
    }),
    enterpriseId: Type.String({
      ...named('Enterprise', '企业编号', {
        'x-aliases': ['所属企业', '业户编号'],
        'x-reference': 'enterprise',
      }),
      maxLength: 128,
    }),
    regionCode: regionCode(),
    /** Maximum total mass, kg; from 12,000 a truck is heavy (domain.md 1.1). */
    totalMassKg: kilograms('Total mass, kg', '总质量'),
    curbMassKg: kilograms('Curb mass, kg', '整备质量'),
    ratedLoadKg: kilograms('Rated load, kg', '核定载质量'),
    axles: Type.Optional(Type.Integer({ ...named('Axles', '轴数'), minimum: 1, maximum: 30 })),
    /** A semi-trailer tractor is heavy whatever its mass; with six axles and more its drive axle decides (Order 62/2016, 3). */
    tractor: Type.Optional(Type.Boolean({ ...named('Tractor', '半挂牵引车') })),
    singleDriveAxle: Type.Optional(Type.Boolean({ ...named('Single drive axle', '单驱动轴') })),
    /** Approved seats, driver included. */
    seats: Type.Optional(
      Type.Integer({
        ...named('Seats', '核定座位数', { 'x-aliases': ['座位数'] }),
        minimum: 1,
        maximum: 300,
      }),
    ),
    /** Goods it is permitted for. */
    dangerousGoods: Type.Optional(
      Type.Array(Type.Enum([...GOODS_CLASSES]), {
        ...named('Dangerous goods', '危险货物类别'),
        maxItems: 15,
        uniqueItems: true,
      }),
    ),
    certificateNumber: text(named('Transport certificate', '道路运输证号', { 'x-personal': true })),
    certificateValidTo: Type.Optional(day(named('Certificate valid to', '道路运输证有效期至'))),
    inspectionValidTo: Type.Optional(day(named('Inspection valid to', '年检有效期至'))),
    lineId: idOf(named('Line', '线路编号', { 'x-reference': 'line' })),
  }),
  filters: ['class', 'regionCode', 'enterpriseId', 'plateColour', 'lineId'],
  search: ['vehicleId'],
  columns: ['vehicleId', 'class', 'enterpriseId', 'regionCode', 'totalMassKg', 'seats'],
  references: ({ enterpriseId, lineId }) =>
    referencesTo([
      ['enterpriseId', 'enterprise', enterpriseId],
      ['lineId', 'line', lineId],
    ]),
  check: ({ vehicleId, plate, plateColour, certificateValidTo, inspectionValidTo }) => [
    ...(vehicleId === `${plate}-${plateColour}`
      ? []
      : [{ field: 'vehicleId', code: 'value', message: 'is not plate-plateColour.' } as const]),
    ...daysFault('certificateValidTo', certificateValidTo, undefined),
    ...daysFault('inspectionValidTo', inspectionValidTo, undefined),
  ],
  example: {
    vehicleId: '粤B00001-2' as VehicleId,
    plate: '粤B00001',
    plateColour: 2,
    class: 'charter',
    enterpriseId: 'e-1',
    regionCode: '440300',
    totalMassKg: 18_000,
    axles: 2,
    seats: 45,
    certificateValidTo: '2027-12-31',
  },
});
export type Vehicle = Static<typeof vehicle.schema>;
