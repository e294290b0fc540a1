/**
 * driving-time.rolling-24h (24 小时累计驾驶): the driving periods in any 24 hours sum up to more than
 * 8 h. With `calendarDay` the sum starts at Shanghai midnight, as terminals count (parameter 0x0058).
 */
import { type Static, Type } from 'typebox';
import { DAY_MS, shanghaiDayStartMs } from '#core/time.ts';
import { type DrivingState, defineDrivingRule, drivingParams } from './driving-time.ts';

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

/** Driving in the 24 h (or the day) up to `nowMs`, the period at hand included. */
function sumMs(state: DrivingState, nowMs: number, { calendarDay }: Params): number {
  const fromMs = calendarDay ? shanghaiDayStartMs(nowMs) : nowMs - DAY_MS;
  let sum = Math.max(0, nowMs - Math.max(fromMs, state.clock.startMs));
  for (let i = 0; i < state.periods.length; i += 2) {
    const part = state.periods[i + 1]! - Math.max(fromMs, state.periods[i]!);
    if (part > 0) sum += part;
  }
  return sum;
}

/**
 * The sum is piecewise linear in time: it grows while driving and stands still while as much old
 * driving leaves the 24 h. Between two such changes the limit is met by interpolation.
 */
function reachedAtMs(state: DrivingState, nowMs: number, params: Params): number {
  const { startMs } = state.clock;
  const edges = [startMs, nowMs];
  if (params.calendarDay) edges.push(shanghaiDayStartMs(nowMs));
  else edges.push(startMs + DAY_MS, ...state.periods.map((edgeMs) => edgeMs + DAY_MS));
  const inside = edges.filter((edgeMs) => edgeMs >= startMs && edgeMs <= nowMs);
  inside.sort((a, b) => a - b);
  let fromMs = startMs;
  let fromSum = sumMs(state, startMs, params);
  // Over the limit from the first metre: the rest did not bring the sum down.
  if (fromSum >= params.limitMs) return startMs;
  for (const toMs of inside) {
    const toSum = sumMs(state, toMs, params);
    if (toSum >= params.limitMs && toSum > fromSum) {
      const share = (params.limitMs - fromSum) / (toSum - fromSum);
      return Math.round(fromMs + share * (toMs - fromMs));
    }
    fromMs = toMs;
    fromSum = toSum;
  }
  return nowMs;
}

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
  drivenMs: sumMs,
  reachedAtMs,
});
