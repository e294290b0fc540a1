/**
 * Driving and resting from samples: the one clock behind all driving-time rules (DESIGN 5, domain 1.4).
 *
 * A report is *fast* when its speed is above `movingKmh`. Fast reports in a row that span at least
 * `sustainMs` are *moving*, from the first of them on; one fast fix of a parked receiver is noise.
 * Speeds whose positions scatter around one place are noise as well, so a run proves itself only once
 * its net displacement agrees; identical positions say nothing, there the speed alone decides.
 * The driving period runs from the first moving report after a qualifying rest to the latest moving
 * report, short stops included. A stop runs from the first report that is not fast to the next moving
 * one; a stop of `minRestMs` or more is a rest and ends the period. Only reports move the clock.
 *
 * Silence longer than `gapMaxMs`: net displacement over its time at or above `movingKmh` counts as
 * driving all through; everything else (stood still, crept less than that on average, no positions)
 * counts as a stop from the last report before. Either way the period is marked `estimated`.
 *
 * A driver may change vehicles: the clock follows the vehicle in which the driver last moved. What
 * another vehicle says counts once it moves while the followed one does not. A *released* driver is
 * at no wheel: the stop starts there and nothing but a moving report ends it.
 */
import { type Static, Type } from 'typebox';
import { displacementM } from '#core/geo/distance.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Observation } from '#core/report.ts';
import { hasPosition, measuredSpeedKmh } from './evidence.ts';
import { addFix, type FixWindow, motionAt } from './motion.ts';

/** Parameters every driving-time rule shares. */
export const clockParams = {
  minRestMs: Type.Integer({
    minimum: 60_000,
    default: 1_200_000,
    description: 'ms; a stop of exactly this length is a rest (实施条例 第62条(七): 20 min)',
  }),
  movingKmh: Type.Number({
    minimum: 0,
    default: 5,
    description: 'km/h; faster, sustained, is moving (satellite noise floor)',
  }),
  movingSustainMs: Type.Integer({
    minimum: 0,
    default: 10_000,
    description: 'ms that at least two fast reports in a row must span to be moving',
  }),
  gapMaxMs: Type.Integer({
    minimum: 10_000,
    default: 300_000,
    description: 'ms; longer silence is judged by displacement and marked estimated',
  }),
};
const ClockParams = Type.Object(clockParams);
export type ClockParams = Static<typeof ClockParams>;

/** Plain JSON. Instants: 0 = none. */
export interface DrivingClock {
  /** Start of the driving period at hand; 0 = resting. */
  startMs: number;
  /** Latest moving report of the period. */
  lastMovingMs: number;
  /** First report of the stop at hand; 0 while moving or before the first drive. */
  stopMs: number;
  /** First of the fast reports that are not yet proven to be moving. */
  runMs: number;
  moving: boolean;
  /** Latest report that counted. */
  lastMs: number;
  /** Some of the period is inferred from displacement across a silence. */
  estimated: boolean;
  /** The driver has left the wheel since the latest report. */
  released: boolean;
  /** Vehicle the clock follows, and the one of the unproven run. '' = none yet. */
  vehicle: SubjectKey | '';
  runVehicle: SubjectKey | '';
  /** Latest usable position and its time; time 0 = none. */
  latitudeDeg: number;
  longitudeDeg: number;
  positionMs: number;
  /** Where the unproven run began, when its first report was located. */
  runLocated: boolean;
  runLatitudeDeg: number;
  runLongitudeDeg: number;
  /** First evidence of the period, partition and offset; of the run likewise. */
  startRef: [number, number];
  runRef: [number, number];
  /** The period that ended last and the start of the rest that ended it; 0 = none. */
  endedStartMs: number;
  endedLastMs: number;
  endedRestMs: number;
  endedEstimated: boolean;
  /** Recent fixes, only while the sender gives no speed. */
  fixes: FixWindow;
}

export function newClock(): DrivingClock {
  return {
    startMs: 0,
    lastMovingMs: 0,
    stopMs: 0,
    runMs: 0,
    moving: false,
    lastMs: 0,
    estimated: false,
    released: false,
    vehicle: '',
    runVehicle: '',
    latitudeDeg: 0,
    longitudeDeg: 0,
    positionMs: 0,
    runLocated: false,
    runLatitudeDeg: 0,
    runLongitudeDeg: 0,
    startRef: [0, 0],
    runRef: [0, 0],
    endedStartMs: 0,
    endedLastMs: 0,
    endedRestMs: 0,
    endedEstimated: false,
    fixes: [],
  };
}

/** Whether clocks under these parameters go alike. */
export function isSameClock(a: ClockParams, b: ClockParams): boolean {
  return (
    a.minRestMs === b.minRestMs &&
    a.movingKmh === b.movingKmh &&
    a.movingSustainMs === b.movingSustainMs &&
    a.gapMaxMs === b.gapMaxMs
  );
}

/** What a report meant; bits, because one report can prove a rest over and driving begun. */
export const CLOCK = { nothing: 0, moving: 1, rested: 2 } as const;

/** Derived movement must leave the place for good: scatter comes back, a vehicle does not. */
const DERIVED_LEAVES_M = 100;
/** The same where the sender reports speeds: twice the scatter of one fix. */
const REPORTED_LEAVES_M = 30;

/**
 * Takes one report. `CLOCK.moving`: it is a moving report, judge the period up to its time.
 * `CLOCK.rested`: a rest has become certain; the period that ended and the rest's start are in `ended…`.
 */
export function advance(
  clock: DrivingClock,
  observation: Observation,
  params: ClockParams,
): number {
  const nowMs = observation.eventTimeMs;
  const vehicle = observation.subjectKey;
  const speedKmh = measuredSpeedKmh(observation);
  const located = hasPosition(observation);
  if (speedKmh === null && !located) return CLOCK.nothing;

  const followed = vehicle === clock.vehicle || clock.vehicle === '';
  if (!followed) {
    const silent = nowMs - clock.lastMs > params.gapMaxMs;
    if (clock.moving && !silent && !clock.released) return CLOCK.nothing;
    if (speedKmh === null || speedKmh <= params.movingKmh) {
      if (clock.runVehicle === vehicle) clock.runMs = 0;
      return CLOCK.nothing;
    }
    return runOn(clock, observation, params, { sinceMs: nowMs, derived: false });
  }
  if (clock.vehicle === '') clock.vehicle = vehicle;

  const gap = clock.lastMs !== 0 && nowMs - clock.lastMs > params.gapMaxMs && !clock.released;
  const droveThrough = gap && located && movedSincePosition(clock, observation, params);

  // Positive = moving since, negative = standing since, 0 = not known.
  let since = 0;
  const derived = speedKmh === null;
  if (!derived) {
    since = speedKmh > params.movingKmh ? nowMs : -nowMs;
    if (clock.fixes.length > 0) clock.fixes.length = 0;
  } else if (located) {
    const fix = {
      timeMs: nowMs,
      latitudeDeg: observation.latitudeDeg,
      longitudeDeg: observation.longitudeDeg,
    };
    since = droveThrough ? nowMs : motionAt(clock.fixes, fix, params);
    // The window still remembers the drive: a report that has not moved on proves no more of it.
    if (since > 0 && !gap && !movedSincePosition(clock, observation, params)) since = 0;
    addFix(clock.fixes, fix, params.gapMaxMs);
  }

  if (gap) bridge(clock, nowMs, droveThrough);
  clock.lastMs = nowMs;
  if (located) {
    clock.latitudeDeg = observation.latitudeDeg;
    clock.longitudeDeg = observation.longitudeDeg;
    clock.positionMs = nowMs;
  }
  if (since === 0) return CLOCK.nothing;
  if (since < 0) return stand(clock, nowMs, { sinceMs: -since, params });
  if (clock.moving) {
    clock.lastMovingMs = nowMs;
    return CLOCK.moving;
  }
  return runOn(clock, observation, params, { sinceMs: since, derived });
}

/** The driver leaves the wheel of `vehicle`: rest starts, whatever that vehicle does now. */
export function release(clock: DrivingClock, atMs: number, vehicle: SubjectKey): void {
  if (clock.runVehicle === vehicle) clock.runMs = 0;
  if (vehicle !== clock.vehicle) return;
  if (clock.startMs !== 0 && clock.stopMs === 0) clock.stopMs = atMs;
  clock.moving = false;
  clock.released = true;
  clock.fixes.length = 0;
  clock.positionMs = 0;
  if (clock.lastMs < atMs) clock.lastMs = atMs;
}

function movedSincePosition(
  clock: DrivingClock,
  observation: Observation & { latitudeDeg: number; longitudeDeg: number },
  params: ClockParams,
): boolean {
  const spanMs = observation.eventTimeMs - clock.positionMs;
  if (clock.positionMs === 0 || spanMs <= 0) return false;
  const netM = displacementM(
    clock.latitudeDeg,
    clock.longitudeDeg,
    observation.latitudeDeg,
    observation.longitudeDeg,
  );
  return (netM / spanMs) * 3_600 >= params.movingKmh;
}

/** A silence between `clock.lastMs` and `nowMs`. */
function bridge(clock: DrivingClock, nowMs: number, droveThrough: boolean): void {
  breakRun(clock);
  if (droveThrough) {
    if (clock.startMs === 0) {
      clock.startMs = clock.lastMs;
      clock.startRef = [0, 0];
    }
    clock.stopMs = 0;
    clock.moving = true;
    clock.lastMovingMs = nowMs;
    clock.estimated = true;
    return;
  }
  clock.moving = false;
  if (clock.startMs === 0) return;
  if (clock.stopMs === 0) clock.stopMs = clock.lastMs;
  clock.estimated = true;
}

function stand(
  clock: DrivingClock,
  nowMs: number,
  { sinceMs, params }: { sinceMs: number; params: ClockParams },
): number {
  breakRun(clock);
  clock.moving = false;
  if (clock.startMs === 0) return CLOCK.nothing;
  if (clock.stopMs === 0) clock.stopMs = Math.max(sinceMs, clock.startMs);
  if (nowMs - clock.stopMs < params.minRestMs) return CLOCK.nothing;
  endPeriod(clock);
  return CLOCK.rested;
}

/** The followed vehicle stood or was silent. A card left in it says nothing of the vehicle its driver is driving. */
function breakRun(clock: DrivingClock): void {
  if (clock.runVehicle === clock.vehicle) clock.runMs = 0;
}

/** A fast report of a vehicle that was not moving. */
function runOn(
  clock: DrivingClock,
  observation: Observation,
  params: ClockParams,
  { sinceMs, derived }: { sinceMs: number; derived: boolean },
): number {
  const nowMs = observation.eventTimeMs;
  // Without places a run proves itself once it is long enough: one longer than this held a silence, and nothing says what was in it.
  const isCut =
    nowMs - clock.runMs > params.gapMaxMs + params.movingSustainMs &&
    !(clock.runLocated && hasPosition(observation));
  if (clock.runMs === 0 || clock.runVehicle !== observation.subjectKey || isCut) {
    clock.runMs = Math.max(sinceMs, clock.stopMs);
    clock.runVehicle = observation.subjectKey;
    clock.runRef = [observation.inputPartition, observation.inputOffset];
    const at = derived ? clock.fixes.indexOf(sinceMs) : -1;
    clock.runLocated = at >= 0 || hasPosition(observation);
    clock.runLatitudeDeg = (at < 0 ? observation.latitudeDeg : clock.fixes[at + 1]) ?? 0;
    clock.runLongitudeDeg = (at < 0 ? observation.longitudeDeg : clock.fixes[at + 2]) ?? 0;
  }
  const spanMs = nowMs - clock.runMs;
  if (spanMs === 0 || spanMs < params.movingSustainMs) return CLOCK.nothing;
  if (clock.runLocated && hasPosition(observation)) {
    const netM = displacementM(
      clock.runLatitudeDeg,
      clock.runLongitudeDeg,
      observation.latitudeDeg,
      observation.longitudeDeg,
    );
    if (derived && netM < DERIVED_LEAVES_M) return CLOCK.nothing;
    if (netM > 0 && netM < REPORTED_LEAVES_M) return CLOCK.nothing;
    if (netM > 0 && (netM / spanMs) * 3_600 < params.movingKmh) return CLOCK.nothing;
  }

  let verdict: number = CLOCK.moving;
  if (clock.vehicle !== observation.subjectKey) {
    // No report told of the change of vehicle, so the stop began with the last one of the old vehicle.
    if (clock.startMs !== 0 && clock.stopMs === 0) {
      clock.stopMs = clock.lastMs;
      clock.estimated = true;
    }
    clock.vehicle = observation.subjectKey;
    clock.fixes.length = 0;
    clock.positionMs = 0;
  }
  if (clock.startMs !== 0 && clock.runMs - clock.stopMs >= params.minRestMs) {
    endPeriod(clock);
    verdict |= CLOCK.rested;
  }
  if (clock.startMs === 0) {
    clock.startMs = clock.runMs;
    clock.startRef = clock.runRef;
  }
  clock.stopMs = 0;
  clock.runMs = 0;
  clock.moving = true;
  clock.released = false;
  clock.lastMovingMs = nowMs;
  clock.lastMs = nowMs;
  return verdict;
}

function endPeriod(clock: DrivingClock): void {
  clock.endedStartMs = clock.startMs;
  clock.endedLastMs = Math.min(clock.lastMovingMs, clock.stopMs);
  clock.endedRestMs = clock.stopMs;
  clock.endedEstimated = clock.estimated;
  clock.startMs = 0;
  clock.estimated = false;
}
