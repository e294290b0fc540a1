/**
 * One scenario per alert type the product implements, placed on vehicles of the fleet so that each
 * shows within two minutes of the start. Device clocks run at one second per second: whatever needs
 * hours begins in the preloaded history. All instants are relative to the fleet's `now`.
 */
import { STATUS, type VehicleClass } from '#core/report.ts';
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  shanghaiDayStartMs,
  shanghaiTimeOfDayMs,
} from '#core/time.ts';
import { Profile, type Script } from './motion.ts';

export type SimEdition = '2011' | '2013' | '2019';

export interface AlarmWindow {
  bit: number;
  /** hold = set within the window; ack = set at its start and kept until the platform has answered. */
  kind: 'hold' | 'ack';
  fromMs: number;
  toMs: number;
  /** The cameras raise it as well (items 0x64, 0x65); that on the driver has a picture and a video of it. */
  camera?: true;
}

export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

/** What the terminal tells wrongly for a while. */
export interface Misfit extends TimeSpan {
  /** Metres north of the truth. */
  northM?: number;
  /** The place of `fromMs`, over and over. */
  hangs?: true;
  /** How far the clock is ahead. */
  aheadMs?: number;
}

/** What a scenario asks of its vehicle. Absolute instants. */
export interface ScenarioPlan {
  script: Script;
  misfits: readonly Misfit[];
  alarms: readonly AlarmWindow[];
  /** The terminal says that more people are aboard than seats (JT/T 1078 item 0x14 bit 4). */
  overOccupied?: readonly TimeSpan[];
  /** No link: positions are stored and uploaded afterwards. */
  outages: readonly TimeSpan[];
  /** First instant of its history. */
  historyFromMs: number;
  reportEveryMs: number;
}

/** A round zone on the vehicle's own road. */
export interface ScenarioZone {
  kind: string;
  /** Instants, from the fleet's `now`: its centre is where the vehicle is then, its edge where it will be. */
  centreMs: number;
  edgeMs: number;
  stayMinutesMax?: number;
}

export interface Scenario {
  name: string;
  /** Alert types it is there to raise. */
  alertTypes: readonly string[];
  /** It begins with most of its route ahead: what happens must not happen at an end. */
  startsEarly?: true;
  /** Every kilometre of its route may take no less than a minute. */
  timed?: true;
  /** The vehicle next to it carries its plate as well, on another road. */
  twin?: true;
  summary: string;
  classes: readonly VehicleClass[];
  editions: readonly SimEdition[];
  /** For its class alone. */
  zones?: readonly ScenarioZone[];
  plan(nowMs: number): ScenarioPlan;
}

const ANY: readonly VehicleClass[] = ['charter', 'scheduled', 'dangerous', 'heavy'];
const MODERN: readonly SimEdition[] = ['2013', '2019'];
/** History of a vehicle that needs none of its own. */
const RECENT_MS = 15 * MINUTE_MS;
/** Scenario vehicles report this often whatever the fleet's rate, so that an alert waits for its rule only. */
const REPORT_EVERY_MS = 5_000;
const STEADY_KMH = 68;

type Knots = readonly (readonly [number, number])[];

function planOf(
  nowMs: number,
  speed: Knots,
  more: Partial<ScenarioPlan> & { lateral?: Knots } = {},
): ScenarioPlan {
  const at = (knots: Knots) => new Profile(knots.map(([ms, value]) => [nowMs + ms, value]));
  const { lateral, ...rest } = more;
  return {
    script: { speedKmh: at(speed), lateralM: lateral === undefined ? null : at(lateral) },
    misfits: [],
    alarms: [],
    outages: [],
    historyFromMs: nowMs - RECENT_MS,
    reportEveryMs: REPORT_EVERY_MS,
    ...rest,
  };
}

/** Drives steadily from `fromMs` to `toMs`, then rests 45 minutes; the ordinary cycles follow. */
function drive(fromMs: number, toMs: number, kmh = STEADY_KMH): [number, number][] {
  return [
    [fromMs - MINUTE_MS, 0],
    [fromMs, 0],
    [fromMs + 20_000, kmh],
    [toMs - 20_000, kmh],
    [toMs, 0],
    [toMs + 45 * MINUTE_MS, 0],
  ];
}

const AROUND_NOW = drive(-25 * MINUTE_MS, 35 * MINUTE_MS);

function terminal(
  name: string,
  bit: number,
  kind: 'hold' | 'ack',
  classes = ANY,
  editions: readonly SimEdition[] = MODERN,
  camera = false,
): Scenario {
  return {
    name: `terminal.${name}`,
    alertTypes: [`terminal.${name}`, ...(camera ? ['dsm.fatigue', 'adas.forward-collision'] : [])],
    summary: `the terminal sets alarm bit ${bit}${kind === 'ack' ? ' until it is answered' : ' for two minutes'}${camera ? ', its cameras see fatigue and a collision ahead and send a picture and a video' : ''}`,
    classes,
    editions,
    plan: (nowMs) => {
      // Again every ten minutes, so that a later look at the demo finds some.
      const alarms = Array.from({ length: 4 }, (_, k): AlarmWindow => {
        const fromMs = nowMs + 20 * SECOND_MS + k * 10 * MINUTE_MS;
        const window = { bit, kind, fromMs, toMs: fromMs + 2 * MINUTE_MS };
        return camera ? { ...window, camera } : window;
      });
      return planOf(nowMs, AROUND_NOW, { alarms });
    },
  };
}

/** Every other bit of an edition, one after the other: a terminal's self-test at the roadside. */
function selfTest(
  edition: SimEdition,
  bits: readonly [bit: number, kind: 'hold' | 'ack', name: string][],
): Scenario {
  return {
    name: `terminal.self-test-${edition}`,
    alertTypes: [...new Set(bits.map(([, , name]) => `terminal.${name}`))],
    summary: `a ${edition} terminal tests its remaining alarm bits, each for a minute`,
    classes: ANY,
    editions: [edition],
    plan: (nowMs) =>
      planOf(nowMs, AROUND_NOW, {
        alarms: bits.map(([bit, kind], k) => {
          const fromMs = nowMs + 20 * SECOND_MS + k * 4 * SECOND_MS;
          return { bit, kind, fromMs, toMs: fromMs + 60 * SECOND_MS };
        }),
      }),
  };
}

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

/** A terminal that tells something wrong while its vehicle drives on as usual. */
function misfit(
  alertType: string,
  summary: string,
  spans: readonly Misfit[],
  more: Pick<Scenario, 'twin'> = {},
): Scenario {
  return {
    name: alertType,
    alertTypes: [alertType],
    summary,
    classes: ANY,
    editions: MODERN,
    ...more,
    plan: (nowMs) =>
      planOf(nowMs, AROUND_NOW, {
        misfits: spans.map((span) => ({
          ...span,
          fromMs: nowMs + span.fromMs,
          toMs: nowMs + span.toMs,
        })),
      }),
  };
}

/** Half a minute apart, each for one report. */
const BLINKS = Array.from({ length: 12 }, (_, k) => {
  const fromMs = 10 * SECOND_MS + k * 30 * SECOND_MS;
  return { fromMs, toMs: fromMs + REPORT_EVERY_MS, northM: 12_000 };
});

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

export const scenarios: readonly Scenario[] = [
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
    name: 'link.silent',
    alertTypes: ['link.silent'],
    summary:
      'a moving vehicle has been silent for four minutes at the start; it comes back and uploads what it stored',
    classes: ANY,
    editions: MODERN,
    plan: (nowMs) =>
      planOf(nowMs, AROUND_NOW, {
        outages: [{ fromMs: nowMs - 4 * MINUTE_MS, toMs: nowMs + 8 * MINUTE_MS }],
      }),
  },
  {
    name: 'blind-area',
    alertTypes: [],
    summary: 'a vehicle loses its link for 100 seconds and uploads what it stored as 0x0704 type 1',
    classes: ANY,
    editions: MODERN,
    plan: (nowMs) =>
      planOf(nowMs, AROUND_NOW, {
        outages: [{ fromMs: nowMs + 40 * SECOND_MS, toMs: nowMs + 140 * SECOND_MS }],
      }),
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
  {
    name: 'link.dark-move',
    alertTypes: ['link.dark-move'],
    summary: 'a vehicle has driven 40 minutes without a word and without storing anything',
    classes: ANY,
    editions: MODERN,
    plan: (nowMs) =>
      planOf(nowMs, drive(-60 * MINUTE_MS, 35 * MINUTE_MS), {
        outages: [{ fromMs: nowMs - 40 * MINUTE_MS, toMs: nowMs + 10 * SECOND_MS }],
        historyFromMs: nowMs - 62 * MINUTE_MS,
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
  misfit('position.drift', 'every half minute one position is 12 km away', BLINKS),
  misfit('position.frozen', 'the coordinates hang while the vehicle drives on', [
    { fromMs: -MINUTE_MS, toMs: 5 * MINUTE_MS, hangs: true },
  ]),
  misfit('position.jump', 'the position is suddenly 12 km away and stays there for minutes', [
    { fromMs: 20 * SECOND_MS, toMs: 8 * MINUTE_MS, northM: 12_000 },
  ]),
  misfit('clock.wrong', 'the clock is 20 minutes ahead for a while', [
    { fromMs: 10 * SECOND_MS, toMs: 6 * MINUTE_MS, aheadMs: 20 * MINUTE_MS },
  ]),
  misfit('position.mismatch', 'two terminals under one plate report from different roads', [], {
    twin: true,
  }),
  {
    name: 'load.over-occupied',
    alertTypes: ['load.over-occupied'],
    summary: 'a coach’s terminal counts more people than seats for two minutes, again every ten',
    classes: ['charter', 'scheduled'],
    editions: MODERN,
    plan: (nowMs) => {
      const overOccupied = Array.from({ length: 4 }, (_, k) => {
        const fromMs = nowMs + 20 * SECOND_MS + k * 10 * MINUTE_MS;
        return { fromMs, toMs: fromMs + 2 * MINUTE_MS };
      });
      return planOf(nowMs, AROUND_NOW, { overOccupied });
    },
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
  terminal('sos', 0, 'ack', ['charter', 'scheduled']),
  terminal('overspeed', 1, 'hold'),
  terminal('fatigue', 2, 'hold', ANY, MODERN, true),
  terminal('fault', 5, 'hold'),
  terminal('power-cut', 8, 'hold'),
  terminal('collision', 29, 'hold', ANY, ['2019']),
  terminal('rollover', 30, 'hold', ['dangerous', 'heavy']),
  selfTest('2019', [
    [3, 'hold', 'dangerous-driving'],
    [4, 'hold', 'fault'],
    [7, 'hold', 'power-low'],
    [11, 'hold', 'fault'],
    [13, 'hold', 'overspeed-prewarn'],
    [14, 'hold', 'fatigue-prewarn'],
    [15, 'hold', 'forbidden-hours'],
    [16, 'hold', 'tyre-pressure'],
    [17, 'hold', 'blind-spot'],
    [18, 'hold', 'driving-time-day'],
    [19, 'hold', 'parking-overtime'],
    [20, 'ack', 'area'],
    [21, 'ack', 'route'],
    [22, 'ack', 'segment-time'],
    [23, 'hold', 'route-deviation'],
    [24, 'hold', 'fault'],
    [25, 'hold', 'fuel'],
    [26, 'hold', 'theft'],
    [27, 'ack', 'illegal-ignition'],
    [28, 'ack', 'illegal-move'],
  ]),
  selfTest('2013', [
    [3, 'ack', 'danger-warning'],
    [6, 'hold', 'fault'],
    [9, 'hold', 'fault'],
    [12, 'hold', 'fault'],
    [31, 'ack', 'illegal-door'],
  ]),
];

/** Hold bits set at an instant. */
export function heldBits(alarms: readonly AlarmWindow[], instantMs: number): number {
  let bits = 0;
  for (const { bit, kind, fromMs, toMs } of alarms) {
    if (kind === 'hold' && instantMs >= fromMs && instantMs < toMs) bits |= 1 << bit;
  }
  return bits;
}

/** Status word of a healthy terminal: ACC, located, GPS and BeiDou in use. */
export const HEALTHY_STATUS = STATUS.accOn | STATUS.located | (1 << 18) | (1 << 19);
