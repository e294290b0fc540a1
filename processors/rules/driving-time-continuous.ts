/** driving-time.continuous (超时驾驶): more than 4 h of driving without a rest of 20 min. 4:00:00 is legal. */
import { type DrivingParams, defineDrivingRule, drivingParams } from './driving-time.ts';

export const drivingTimeContinuous = defineDrivingRule<DrivingParams>({
  type: 'driving-time.continuous',
  summary: {
    zh: '连续驾驶超过 4 小时，其间没有不少于 20 分钟的停车休息',
    en: 'More than 4 h of driving without a rest of at least 20 min',
  },
  clause: '道路交通安全法实施条例 第62条(七)',
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  params: drivingParams(
    14_400_000,
    'ms of driving that are still legal; longer alerts (实施条例 第62条(七): 4 h)',
  ),
  what: { zh: '连续驾驶', en: 'continuous driving' },
  keepMs: 0,
  drivenMs: ({ clock }, nowMs) => nowMs - clock.startMs,
  reachedAtMs: ({ clock }, _nowMs, { limitMs }) => clock.startMs + limitMs,
});
