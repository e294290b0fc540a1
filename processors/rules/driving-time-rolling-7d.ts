/** driving-time.rolling-7d (7 日累计驾驶): the driving periods in any 7 days sum up to more than 44 h; 44:00:00 is legal. */
import { DAY_MS } from '#core/time.ts';
import { rollingMs, rollingReachedAtMs } from './driving-rolling.ts';
import { type DrivingParams, defineDrivingRule, drivingParams } from './driving-time.ts';

const WEEK = { windowMs: 7 * DAY_MS, calendarDay: false };

export const drivingTimeRolling7d = defineDrivingRule<DrivingParams>({
  type: 'driving-time.rolling-7d',
  summary: {
    zh: '任意 7 日内累计驾驶超过 44 小时',
    en: 'More than 44 h of driving in any 7 days',
  },
  clause: '道路旅客运输企业安全管理规范 第38条（任意连续7日内累计驾驶时间不超过44小时）',
  classes: ['charter', 'scheduled'],
  params: drivingParams(
    158_400_000,
    'ms of driving in any 7 days that are still legal; more alerts (道路旅客运输企业安全管理规范 第38条: 44 h)',
  ),
  what: { zh: '7 日累计驾驶', en: 'driving within 7 days' },
  keepMs: WEEK.windowMs,
  drivenMs: (state, nowMs) => rollingMs(state, nowMs, WEEK),
  reachedAtMs: (state, nowMs, { limitMs }) =>
    rollingReachedAtMs(state, nowMs, { ...WEEK, amountMs: limitMs }),
});
