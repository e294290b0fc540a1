/** Bans, papers and what they oblige to. */
import { METRES_PER_DEGREE, RADIANS_PER_DEGREE } from '#core/geo/distance.ts';
import {
  DAY_MS,
  formatShanghai,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  shanghaiDayStartMs,
  shanghaiTimeOfDayMs,
} from '#core/time.ts';
import { type Plan, placeAt } from '../motion.ts';
import { AROUND_NOW, drive, MODERN, planOf, type Scenario } from '../scenario.ts';

/** Hours of the night in which coaches stand, and how long driving in them takes to be an alert. */
const BAN_FROM_MS = 2 * HOUR_MS;
const BAN_TO_MS = 5 * HOUR_MS;
const PROOF_MS = 4 * MINUTE_MS;
const NIGHT_DRIVE_MS = 25 * MINUTE_MS;

/** Start of the drive at three in the morning, from now; null = it is that hour, so that the drive at hand is one. */
function smallHoursMs(nowMs: number): number | null {
  const time = shanghaiTimeOfDayMs(nowMs);
  if (time >= BAN_FROM_MS + PROOF_MS && time < BAN_TO_MS) return null;
  const midnight = shanghaiDayStartMs(nowMs) - (time < BAN_TO_MS ? DAY_MS : 0);
  return midnight + 3 * HOUR_MS - nowMs;
}

/** A round place on the vehicle's way, or `rightM` to the right of it. */
function around(plan: Plan, atMs: number, radiusM: number, rightM = 0) {
  const { latDeg, lonDeg, courseDeg } = placeAt(plan, atMs);
  const right = (courseDeg + 90) * RADIANS_PER_DEGREE;
  const eastM = (rightM * Math.sin(right)) / Math.cos(latDeg * RADIANS_PER_DEGREE);
  const latitudeDeg = latDeg + (rightM * Math.cos(right)) / METRES_PER_DEGREE;
  const longitudeDeg = lonDeg + eastM / METRES_PER_DEGREE;
  return {
    latitudeDeg: Math.round(latitudeDeg * 1e6) / 1e6,
    longitudeDeg: Math.round(longitudeDeg * 1e6) / 1e6,
    radiusM,
  };
}

export const papers: readonly Scenario[] = [
  {
    name: 'ban.coach-night',
    alertTypes: ['ban.coach-night'],
    summary:
      'a coach without a relay certificate drives between two and five: now, or in the night last past',
    classes: ['charter', 'scheduled'],
    editions: MODERN,
    unexempted: true,
    plan: (nowMs) => {
      const fromMs = smallHoursMs(nowMs);
      if (fromMs === null) return planOf(nowMs, AROUND_NOW);
      return planOf(nowMs, [...drive(fromMs, fromMs + NIGHT_DRIVE_MS), ...AROUND_NOW], {
        historyFromMs: nowMs + fromMs - MINUTE_MS,
      });
    },
  },
  {
    name: 'ban.dangerous-goods',
    alertTypes: ['ban.dangerous-goods'],
    summary:
      'a tanker drives into a region closed to dangerous goods; the others have an exemption',
    classes: ['dangerous'],
    editions: MODERN,
    startsEarly: true,
    unexempted: true,
    zones: [{ kind: 'region', centreMs: 10 * MINUTE_MS, edgeMs: -150 * SECOND_MS }],
    // Bans are of the night or of holidays; one of a whole day shows at any hour.
    filed: ({ regionCode }, _plan, nowMs) => ({
      bans: [
        {
          banId: `ban-${regionCode}`,
          name: '节假日危险货物运输全天禁行（模拟）',
          regionCode,
          appliesTo: ['dangerous'],
          from: formatShanghai(nowMs - 2 * DAY_MS).slice(0, 10),
          to: formatShanghai(nowMs + 30 * DAY_MS).slice(0, 10),
          windows: [{ start: '00:00', end: '24:00' }],
          exemptions: ['permit'],
        },
      ],
    }),
    plan: (nowMs) => planOf(nowMs, AROUND_NOW),
  },
  {
    name: 'permit.missing',
    alertTypes: ['permit.missing'],
    summary: 'the waybill of a tanker has run out three minutes before the start, and it drives on',
    classes: ['dangerous'],
    editions: MODERN,
    filed: ({ vehicleId, enterpriseId }, plan, nowMs) => ({
      waybills: [
        {
          waybillId: `waybill-${enterpriseId}`,
          vehicleId,
          enterpriseId,
          goods: [{ unNumber: '1203', class: '3', name: '汽油', massKg: 18_000 }],
          departsAt: formatShanghai(nowMs - 10 * HOUR_MS),
          validTo: formatShanghai(nowMs - 200 * SECOND_MS),
          origin: around(plan, nowMs - 25 * MINUTE_MS, 1_000),
          destination: around(plan, nowMs - 5 * MINUTE_MS, 1_000),
        },
      ],
    }),
    plan: (nowMs) => planOf(nowMs, AROUND_NOW),
  },
  {
    name: 'route.via-missed',
    alertTypes: ['route.via-missed'],
    summary: 'a coach on a route by places reaches the second without having been at the first',
    classes: ['charter', 'scheduled'],
    editions: MODERN,
    startsEarly: true,
    places: (plan, nowMs) => ({
      origin: around(plan, nowMs - 14 * MINUTE_MS, 2_000),
      via: [
        { name: '途经点 1', ...around(plan, nowMs - 6 * MINUTE_MS, 500, 3_000) },
        { name: '途经点 2', ...around(plan, nowMs + 30 * SECOND_MS, 300) },
      ],
      destination: around(plan, nowMs + 33 * MINUTE_MS, 1_000),
    }),
    plan: (nowMs) => planOf(nowMs, AROUND_NOW),
  },
];
