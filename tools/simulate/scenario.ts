/**
 * What a scenario is: something one vehicle of the fleet does wrong so that an alert type shows within two
 * minutes of the start. Device clocks run at one second per second: whatever needs hours begins in the
 * preloaded history. All instants are relative to the fleet's `now`.
 */
import type { RegistryFile, Route, Vehicle } from '#core/registry.ts';
import { STATUS, type VehicleClass } from '#core/report.ts';
import { MINUTE_MS } from '#core/time.ts';
import { type Plan, Profile, type Script } from './motion.ts';

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

/** A vehicle driving over a scale in the road. */
export interface ScenarioWeighing {
  /** Instant, from the fleet's `now`; the scale lies where the vehicle is then. */
  atMs: number;
  /** A tractor with two drive axles and a trailer of three: what each of the six bears, from the front. */
  axlesKg: readonly [number, number, number, number, number, number];
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
  /** It has no paper that exempts the other vehicles from bans: relay certificates, exemptions of dangerous goods. */
  unexempted?: true;
  /** Its route is told by places, not by a corridor. */
  places?(plan: Plan, nowMs: number): Required<Pick<Route, 'origin' | 'destination' | 'via'>>;
  /** What else the registry holds because of it. */
  filed?(vehicle: Vehicle, plan: Plan, nowMs: number): Pick<RegistryFile, 'bans' | 'waybills'>;
  weighing?: ScenarioWeighing;
  plan(nowMs: number): ScenarioPlan;
}

export const ANY: readonly VehicleClass[] = ['charter', 'scheduled', 'dangerous', 'heavy'];
export const MODERN: readonly SimEdition[] = ['2013', '2019'];
/** History of a vehicle that needs none of its own. */
export const RECENT_MS = 15 * MINUTE_MS;
/** Scenario vehicles report this often whatever the fleet's rate, so that an alert waits for its rule only. */
export const REPORT_EVERY_MS = 5_000;
export const STEADY_KMH = 68;

export type Knots = readonly (readonly [number, number])[];

export function planOf(
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
export function drive(fromMs: number, toMs: number, kmh = STEADY_KMH): [number, number][] {
  return [
    [fromMs - MINUTE_MS, 0],
    [fromMs, 0],
    [fromMs + 20_000, kmh],
    [toMs - 20_000, kmh],
    [toMs, 0],
    [toMs + 45 * MINUTE_MS, 0],
  ];
}

export const AROUND_NOW = drive(-25 * MINUTE_MS, 35 * MINUTE_MS);

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
