/**
 * driving-time.night (夜间超时驾驶): more than 2 h of the driving period at hand lie in the night.
 * A trip that crosses 22:00 keeps both clocks; the part before 22:00 does not count here.
 */
import { type Static, Type } from 'typebox';
import { DAY_MS, MINUTE_MS, shanghaiDayStartMs } from '#core/time.ts';
import { defineDrivingRule, drivingParams } from './driving-time.ts';
import { nightParams } from './night.ts';

const Params = Type.Object({
  ...drivingParams(
    7_200_000,
    'ms of night driving that are still legal; longer alerts (道路运输车辆动态监督管理办法: 2 h)',
  ).properties,
  ...nightParams,
});
type Params = Static<typeof Params>;
export type Night = Pick<Params, 'nightStartMinute' | 'nightEndMinute'>;

/**
 * Walks the nights that touch `[startMs, endMs)`. Returns their summed overlap, or, when `stopAtMs` of
 * overlap is asked for, the instant at which it is reached (`endMs` when it is not).
 */
export function walkNights(
  { startMs, endMs }: { startMs: number; endMs: number },
  { nightStartMinute, nightEndMinute }: Night,
  stopAtMs: number | null,
): number {
  const lengthMs = ((nightEndMinute - nightStartMinute + 1440) % 1440) * MINUTE_MS || DAY_MS;
  let nightMs = shanghaiDayStartMs(startMs) - DAY_MS + nightStartMinute * MINUTE_MS;
  let sumMs = 0;
  for (; nightMs < endMs; nightMs += DAY_MS) {
    const fromMs = Math.max(startMs, nightMs);
    const partMs = Math.min(endMs, nightMs + lengthMs) - fromMs;
    if (partMs <= 0) continue;
    if (stopAtMs !== null && sumMs + partMs >= stopAtMs) return fromMs + (stopAtMs - sumMs);
    sumMs += partMs;
  }
  return stopAtMs === null ? sumMs : endMs;
}

export const drivingTimeNight = defineDrivingRule<Params>({
  type: 'driving-time.night',
  summary: {
    zh: '夜间（22:00–06:00）连续驾驶超过 2 小时',
    en: 'More than 2 h of continuous driving between 22:00 and 06:00',
  },
  clause: '道路运输车辆动态监督管理办法（夜间连续驾驶不超过2小时）',
  classes: ['charter', 'scheduled', 'dangerous'],
  params: Params,
  what: { zh: '夜间连续驾驶', en: 'night part of continuous driving' },
  keepMs: 0,
  drivenMs({ clock }, nowMs, params) {
    // Most periods are shorter than the limit altogether.
    if (nowMs - clock.startMs <= params.limitMs) return 0;
    return walkNights({ startMs: clock.startMs, endMs: nowMs }, params, null);
  },
  reachedAtMs: ({ clock }, nowMs, params) =>
    walkNights({ startMs: clock.startMs, endMs: nowMs }, params, params.limitMs),
});
