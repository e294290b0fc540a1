/**
 * driving-time.rolling-24h (24 小时累计驾驶): the driving periods in any 24 hours sum up to more than
 * 8 h. With `calendarDay` the sum starts at Shanghai midnight, as terminals count (parameter 0x0058).
 */
import { type Static, Type } from 'typebox';
import { DAY_MS } from '#core/time.ts';
import { rollingMs, rollingReachedAtMs } from './driving-rolling.ts';
import { defineDrivingRule, drivingParams } from './driving-time.ts';

const Params = Type.Object({
  ...drivingParams(
    28_800_000,
    'ms of driving in 24 h that are still legal; more alerts (道路运输车辆动态监督管理办法: 8 h)',
  ).properties,
  calendarDay: Type.Boolean({
    default: false,
    description: 'true = sum since Shanghai midnight instead of any 24 h (808 parameter 0x0058)',
  }),
});
type Params = Static<typeof Params>;

export const drivingTimeRolling24h = defineDrivingRule<Params>({
  type: 'driving-time.rolling-24h',
  summary: {
    zh: '任意 24 小时内累计驾驶超过 8 小时',
    en: 'More than 8 h of driving in any 24 h',
  },
  clause: '道路运输车辆动态监督管理办法（24小时累计驾驶时间原则上不超过8小时）',
  classes: ['charter', 'scheduled', 'dangerous'],
  params: Params,
  what: { zh: '24 小时累计驾驶', en: 'driving within 24 h' },
  keepMs: DAY_MS,
  drivenMs: (state, nowMs, { calendarDay }) =>
    rollingMs(state, nowMs, { windowMs: DAY_MS, calendarDay }),
  reachedAtMs: (state, nowMs, { calendarDay, limitMs }) =>
    rollingReachedAtMs(state, nowMs, { windowMs: DAY_MS, calendarDay, amountMs: limitMs }),
});
