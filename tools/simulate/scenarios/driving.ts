/** Speed and driving time. */
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  shanghaiDayStartMs,
  shanghaiTimeOfDayMs,
} from '#core/time.ts';
import { drive, MODERN, planOf, type Scenario } from '../scenario.ts';

/**
 * Start of the night drive relative to now. Deep in the night the two hours end half a minute from
 * now; at any other time the drive lies in the small hours last past and is over.
 */
function nightDrive(nowMs: number): { fromMs: number; toMs: number } {
  const time = shanghaiTimeOfDayMs(nowMs);
  if (time > 1 * MINUTE_MS && time < 5.5 * HOUR_MS) {
    return { fromMs: 30 * SECOND_MS - 2 * HOUR_MS, toMs: 25 * MINUTE_MS };
  }
  const midnight = shanghaiDayStartMs(nowMs) - (time <= 1 * MINUTE_MS ? DAY_MS : 0);
  return { fromMs: midnight + 2.5 * HOUR_MS - nowMs, toMs: midnight + 4.6 * HOUR_MS - nowMs };
}

/** Drives of one driver that come to 44 hours within seven days about now: three a day, then the one at hand. */
function weekOfDriving(): { knots: [number, number][]; fromMs: number } {
  const lastFromMs = -100 * MINUTE_MS;
  // Each drive is found some seconds shorter than it was, from report to report.
  const driveMs = (44 * HOUR_MS + 150 * SECOND_MS + lastFromMs) / 18;
  const knots: [number, number][] = [];
  for (let day = 6; day >= 1; day--) {
    for (let k = 0; k < 3; k++) {
      const at = -day * DAY_MS - 10 * HOUR_MS + k * (driveMs + 30 * MINUTE_MS);
      knots.push([at, 0], [at + 20_000, 66], [at + driveMs - 20_000, 66], [at + driveMs, 0]);
    }
  }
  const endMs = 25 * MINUTE_MS;
  knots.push([lastFromMs, 0], [lastFromMs + 20_000, 66], [endMs - 20_000, 66], [endMs, 0]);
  knots.push([endMs + 45 * MINUTE_MS, 0]);
  return { knots, fromMs: knots[0]![0] - MINUTE_MS };
}

export const driving: readonly Scenario[] = [
  {
    name: 'speed.over',
    alertTypes: ['speed.over'],
    summary: 'a truck drives 112 km/h for two and a half minutes, again every ten minutes',
    classes: ['heavy'],
    editions: MODERN,
    plan: (nowMs) => {
      const knots: [number, number][] = [
        [-26 * MINUTE_MS, 0],
        [-25 * MINUTE_MS, 0],
        [-24 * MINUTE_MS, 80],
      ];
      for (let k = 0; k < 4; k++) {
        const at = k * 10 * MINUTE_MS - 15 * SECOND_MS;
        knots.push([at - 15_000, 80], [at, 112], [at + 150_000, 112], [at + 170_000, 80]);
      }
      knots.push([44 * MINUTE_MS, 80], [45 * MINUTE_MS, 0], [90 * MINUTE_MS, 0]);
      return planOf(nowMs, knots);
    },
  },
  {
    name: 'driving-time.continuous',
    alertTypes: ['driving-time.continuous', 'driving-time.prewarn'],
    summary:
      'one driver has driven 3 h 59 min 30 s without a rest at the start and goes on for 25 minutes',
    classes: ['dangerous', 'heavy', 'scheduled'],
    editions: MODERN,
    plan: (nowMs) => {
      const fromMs = 30 * SECOND_MS - 4 * HOUR_MS;
      return planOf(nowMs, drive(fromMs, 25 * MINUTE_MS), {
        historyFromMs: nowMs + fromMs - MINUTE_MS,
      });
    },
  },
  {
    name: 'driving-time.night',
    alertTypes: ['driving-time.night'],
    summary: 'one driver drives more than two hours of the night: now, or in the night last past',
    classes: ['charter', 'scheduled', 'dangerous'],
    editions: MODERN,
    plan: (nowMs) => {
      const { fromMs, toMs } = nightDrive(nowMs);
      const knots = drive(fromMs, toMs);
      if (toMs < 0)
        knots.splice(
          -1,
          1,
          ...drive(Math.max(toMs + 46 * MINUTE_MS, -12 * MINUTE_MS), 40 * MINUTE_MS),
        );
      return planOf(nowMs, knots, { historyFromMs: nowMs + fromMs - MINUTE_MS });
    },
  },
  {
    name: 'driving-time.rolling-24h',
    alertTypes: ['driving-time.rolling-24h'],
    summary:
      'one driver has driven just under eight hours within the day at the start, with proper rests',
    classes: ['charter', 'scheduled', 'dangerous'],
    editions: MODERN,
    plan: (nowMs) => {
      // Four drives of 1:55 and the last stretch are eight hours some twenty seconds from now.
      const driveMs = 115 * MINUTE_MS;
      const restMs = 22 * MINUTE_MS;
      const lastFromMs = 20 * SECOND_MS - 20 * MINUTE_MS;
      const firstMs = lastFromMs - 4 * (driveMs + restMs);
      const knots: [number, number][] = [[firstMs - MINUTE_MS, 0]];
      for (let k = 0; k < 5; k++) {
        const at = firstMs + k * (driveMs + restMs);
        const end = k < 4 ? at + driveMs : 25 * MINUTE_MS;
        knots.push([at, 0], [at + 20_000, 66], [end - 20_000, 66], [end, 0]);
      }
      knots.push([70 * MINUTE_MS, 0]);
      return planOf(nowMs, knots, { historyFromMs: nowMs + firstMs - MINUTE_MS });
    },
  },
  {
    name: 'driving-time.rolling-7d',
    alertTypes: ['driving-time.rolling-7d'],
    summary: 'one driver has driven just under 44 hours within seven days at the start',
    classes: ['charter', 'scheduled'],
    editions: MODERN,
    plan: (nowMs) => {
      const { knots, fromMs } = weekOfDriving();
      return planOf(nowMs, [[fromMs, 0], ...knots], { historyFromMs: nowMs + fromMs });
    },
  },
];
