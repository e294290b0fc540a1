/** Routes and areas. */
import { MINUTE_MS, SECOND_MS } from '#core/time.ts';
import { ANY, AROUND_NOW, drive, MODERN, planOf, type Scenario, STEADY_KMH } from '../scenario.ts';

export const routes: readonly Scenario[] = [
  {
    name: 'route.deviation',
    alertTypes: ['route.deviation'],
    summary: 'a tanker leaves its corridor by 600 m and comes back after twelve minutes',
    classes: ['dangerous', 'charter', 'scheduled'],
    editions: MODERN,
    startsEarly: true,
    plan: (nowMs) =>
      planOf(nowMs, drive(-25 * MINUTE_MS, 35 * MINUTE_MS, 62), {
        lateral: [
          [-150_000, 0],
          [-110_000, 600],
          [12 * MINUTE_MS, 600],
          [13 * MINUTE_MS, 0],
        ],
      }),
  },
  {
    name: 'route.backtrack',
    alertTypes: ['route.backtrack'],
    summary:
      'a vehicle has turned round in the middle of its route and drives back for five minutes',
    classes: ANY,
    editions: MODERN,
    startsEarly: true,
    plan: (nowMs) =>
      planOf(nowMs, [
        [-26 * MINUTE_MS, 0],
        [-25 * MINUTE_MS, 0],
        [-24 * MINUTE_MS, STEADY_KMH],
        [-90_000, STEADY_KMH],
        [-70_000, 0],
        [-50_000, -60],
        [4 * MINUTE_MS, -60],
        [4.5 * MINUTE_MS, 0],
        [5 * MINUTE_MS, STEADY_KMH],
        [34 * MINUTE_MS, STEADY_KMH],
        [35 * MINUTE_MS, 0],
        [80 * MINUTE_MS, 0],
      ]),
  },
  {
    name: 'route.off-schedule',
    alertTypes: ['route.off-schedule'],
    summary: 'a vehicle takes less than a minute for each timed kilometre of its route',
    classes: ANY,
    editions: MODERN,
    startsEarly: true,
    timed: true,
    plan: (nowMs) => planOf(nowMs, AROUND_NOW),
  },
  {
    name: 'route.unplanned-stop',
    alertTypes: ['route.unplanned-stop'],
    summary: 'a vehicle has stood 18 minutes on the way, where it has no stop, and drives on',
    classes: ['charter', 'scheduled', 'dangerous'],
    editions: MODERN,
    startsEarly: true,
    plan: (nowMs) =>
      planOf(
        nowMs,
        [
          [-61 * MINUTE_MS, 0],
          [-60 * MINUTE_MS, 0],
          [-59 * MINUTE_MS, STEADY_KMH],
          [-21 * MINUTE_MS, STEADY_KMH],
          [-20 * MINUTE_MS, 0],
          [-2 * MINUTE_MS, 0],
          [-1 * MINUTE_MS, STEADY_KMH],
          [34 * MINUTE_MS, STEADY_KMH],
          [35 * MINUTE_MS, 0],
          [80 * MINUTE_MS, 0],
        ],
        { historyFromMs: nowMs - 61 * MINUTE_MS },
      ),
  },
  {
    name: 'zones',
    alertTypes: ['zone.entered', 'zone.left', 'zone.overstay'],
    summary:
      'a vehicle stays too long in an area, leaves the one it is to keep within, and drives into a closed one',
    // No other vehicle of the fleet is of this class: the zones concern nobody else.
    classes: ['other'],
    editions: MODERN,
    zones: [
      { kind: 'keep-in', centreMs: 0, edgeMs: 40 * SECOND_MS },
      { kind: 'depot', centreMs: 0, edgeMs: 40 * SECOND_MS, stayMinutesMax: 0.9 },
      { kind: 'no-entry', centreMs: 90 * SECOND_MS, edgeMs: 60 * SECOND_MS },
    ],
    plan: (nowMs) => planOf(nowMs, AROUND_NOW),
  },
];
