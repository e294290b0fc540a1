/**
 * Where a vehicle is at an instant, as a pure function of its plan: nothing is stepped, so history
 * and live run agree, a restart continues where the vehicle would be, and twenty thousand vehicles
 * cost nothing between their reports.
 *
 * A vehicle drives a leg along its trip, rests, drives the leg back, rests, and so on. A scenario may
 * put a script before that: speeds and lateral offsets at instants. Beyond the ends of its trip a
 * vehicle turns round.
 */
import { MINUTE_MS, shanghaiTimeOfDayMs } from '#core/time.ts';
import { placeOn, type Road } from './roads.ts';

/** Leg and rest; a leg takes 90 minutes, for coaches at night 112.5, so that every rest exceeds 20. */
export const CYCLE_MS = 140 * MINUTE_MS;
const LEG_MS = 90 * MINUTE_MS;
/** Coaches keep to 80 % of the limit at night, and so need longer for the same leg. */
const NIGHT_STRETCH = 1.25;
const NIGHT_START_MS = 22 * 60 * MINUTE_MS;
const NIGHT_END_MS = 6 * 60 * MINUTE_MS;
/** Right of the centre line, as traffic drives. */
const LANE_M = 6;
const M_PER_MS_PER_KMH = 1 / 3_600;

/** Values at instants, joined by straight lines; before the first and after the last they stay. */
export class Profile {
  readonly #atMs: Float64Array;
  readonly #value: Float64Array;
  /** Integral up to each knot, value × milliseconds. */
  readonly #sum: Float64Array;

  /** `knots`: [milliseconds ascending, value]. */
  constructor(knots: readonly (readonly [number, number])[]) {
    this.#atMs = Float64Array.from(knots, ([at]) => at);
    this.#value = Float64Array.from(knots, ([, value]) => value);
    this.#sum = new Float64Array(knots.length);
    for (let i = 1; i < knots.length; i++) {
      const width = this.#atMs[i]! - this.#atMs[i - 1]!;
      this.#sum[i] = this.#sum[i - 1]! + (width * (this.#value[i]! + this.#value[i - 1]!)) / 2;
    }
  }

  get endMs(): number {
    return this.#atMs.at(-1)!;
  }

  /** Instants of the knots. */
  get knotsMs(): readonly number[] {
    return [...this.#atMs];
  }

  at(ms: number): number {
    const i = this.#segment(ms);
    const from = this.#atMs[i]!;
    const width = this.#atMs[i + 1]! - from;
    const t = Math.min(1, Math.max(0, (ms - from) / width));
    return this.#value[i]! + t * (this.#value[i + 1]! - this.#value[i]!);
  }

  /** Integral from the first knot to `ms`, within the knots. */
  integral(ms: number): number {
    const clamped = Math.min(this.endMs, Math.max(this.#atMs[0]!, ms));
    const i = this.#segment(clamped);
    const width = clamped - this.#atMs[i]!;
    return this.#sum[i]! + (width * (this.#value[i]! + this.at(clamped))) / 2;
  }

  #segment(ms: number): number {
    let low = 0;
    let high = this.#atMs.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#atMs[middle]! <= ms) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** What a scenario makes a vehicle do before its ordinary cycles begin. Instants are absolute. */
export interface Script {
  /** Negative = it has turned round and drives back. */
  speedKmh: Profile;
  /** Metres to the right of the road; null = it stays on the road. */
  lateralM: Profile | null;
}

export interface Plan {
  road: Road;
  /** The stretch of the road the vehicle works on, metres from the road's start. */
  fromM: number;
  toM: number;
  /** Where on the stretch the plan begins. */
  startM: number;
  /** Top speed of its legs. */
  cruiseKmh: number;
  /** Share of the top speed over a leg, ending at LEG_MS. */
  leg: Profile;
  slowerAtNight: boolean;
  /** Some instant at which a leg begins; the script's end when there is one. */
  anchorMs: number;
  script: Script | null;
}

export interface Place {
  lonDeg: number;
  latDeg: number;
  speedKmh: number;
  /** Of travel, 0…359; while standing, of the travel before. */
  courseDeg: number;
  /** Distance along the road, metres. */
  alongM: number;
  /** 1 = in the road's direction, −1 = against it. */
  direction: 1 | -1;
  /** Metres driven since the plan's beginning; grows with time, but for a script that drives back. */
  drivenM: number;
  /** Counts legs: who drives changes with it. −1 = script. */
  legNumber: number;
  /** When the leg or script at hand began. */
  legStartMs: number;
}

export function placeAt(plan: Plan, instantMs: number): Place {
  const place = onRoad(plan, instantMs);
  const { script } = plan;
  if (script?.lateralM && script.lateralM.at(instantMs) !== script.lateralM.at(instantMs + 1_000)) {
    // Leaving the road or coming back: the course is not the road's.
    const next = onRoad(plan, instantMs + 1_000);
    place.courseDeg = courseBetween(place, next);
  }
  return place;
}

function onRoad(plan: Plan, instantMs: number): Place {
  const { road, script } = plan;
  const scripted = script !== null && instantMs < script.speedKmh.endMs;
  const before = script === null ? 0 : script.speedKmh.integral(instantMs) * M_PER_MS_PER_KMH;
  const state = scripted
    ? {
        outward: before,
        driven: before,
        speedKmh: Math.abs(script.speedKmh.at(instantMs)),
        sign: script.speedKmh.at(instantMs) < 0 ? (-1 as const) : (1 as const),
        turning: 0,
        leg: -1,
        legStartMs: script.speedKmh.knotsMs[0]!,
      }
    : cycleAt(plan, instantMs, before);

  const width = plan.toM - plan.fromM;
  const unfolded = modulo(plan.startM - plan.fromM + state.outward, 2 * width);
  const back = unfolded > width;
  const alongM = back ? plan.toM - (unfolded - width) : plan.fromM + unfolded;
  const direction = ((back ? -1 : 1) * state.sign) as 1 | -1;
  const { lonDeg, latDeg, bearingDeg } = placeOn(road, alongM);
  // During a rest the vehicle changes to the lane of the way back.
  const laneM = LANE_M * direction * (1 - 2 * state.turning);
  const rightM = laneM + (script?.lateralM?.at(instantMs) ?? 0);
  const rightRad = ((bearingDeg + 90) * Math.PI) / 180;
  return {
    lonDeg: lonDeg + (rightM * Math.sin(rightRad)) / (111_195 * Math.cos((latDeg * Math.PI) / 180)),
    latDeg: latDeg + (rightM * Math.cos(rightRad)) / 111_195,
    speedKmh: state.speedKmh,
    courseDeg: Math.floor(direction === 1 ? bearingDeg : (bearingDeg + 180) % 360),
    alongM,
    direction,
    drivenM: state.driven,
    legNumber: state.leg,
    legStartMs: state.legStartMs,
  };
}

function cycleAt(plan: Plan, instantMs: number, before: number) {
  const leg = Math.floor((instantMs - plan.anchorMs) / CYCLE_MS);
  const legStartMs = plan.anchorMs + leg * CYCLE_MS;
  const stretch = plan.slowerAtNight && touchesNight(legStartMs) ? NIGHT_STRETCH : 1;
  const sinceMs = instantMs - legStartMs;
  const legMs = LEG_MS * stretch;
  const legM = plan.leg.integral(LEG_MS) * plan.cruiseKmh * M_PER_MS_PER_KMH;
  const driving = sinceMs < legMs;
  const doneM = driving
    ? plan.leg.integral(sinceMs / stretch) * plan.cruiseKmh * M_PER_MS_PER_KMH
    : legM;
  const odd = modulo(leg, 2) === 1;
  return {
    outward: before + (odd ? legM - doneM : doneM),
    // The odometer starts again after some months of cycles, as after a change of the device.
    driven: before + modulo(leg, 2_000) * legM + doneM,
    speedKmh: driving ? (plan.leg.at(sinceMs / stretch) * plan.cruiseKmh) / stretch : 0,
    sign: (odd ? -1 : 1) as 1 | -1,
    turning: driving ? 0 : (sinceMs - legMs) / (CYCLE_MS - legMs),
    leg,
    legStartMs,
  };
}

/** Whether a leg that begins here reaches into the night (22:00 to 06:00 in Shanghai). */
function touchesNight(legStartMs: number): boolean {
  const time = shanghaiTimeOfDayMs(legStartMs);
  return time >= NIGHT_START_MS - LEG_MS * NIGHT_STRETCH || time < NIGHT_END_MS;
}

function courseBetween(from: Place, to: Place): number {
  const x = (to.lonDeg - from.lonDeg) * Math.cos((from.latDeg * Math.PI) / 180);
  const degrees = (Math.atan2(x, to.latDeg - from.latDeg) * 180) / Math.PI;
  return Math.floor((degrees + 360) % 360);
}

function modulo(value: number, by: number): number {
  const rest = value % by;
  return rest < 0 ? rest + by : rest;
}
