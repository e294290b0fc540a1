/**
 * Driving and resting from samples: the one clock behind all driving-time rules (DESIGN 5, domain 1.4).
 *
 * A report is *fast* when its speed is above `movingKmh`; fast reports in a row prove to be *moving*
 * as driving-track.ts says.
 * The driving period runs from the first moving report after a qualifying rest to the latest moving
 * report, short stops included. A stop runs from the first report that is not fast to the next moving
 * one; a stop of `minRestMs` or more is a rest and ends the period. Only reports move the clock.
 *
 * Silence longer than `gapMaxMs`: net displacement over its time at or above `movingKmh` counts as
 * driving all through; everything else (stood still, crept less than that on average, no positions)
 * counts as a stop from the last report before. Either way the period is marked `estimated`, and the
 * reports on both sides are kept as what it was inferred from.
 *
 * A driver may change vehicles: the clock follows the vehicle in which the driver last moved. What
 * another vehicle says counts once it moves while the followed one does not; each of them has a run of
 * its own until one is proven. A *released* driver is at no wheel: the stop starts there, nothing but
 * a moving report ends it, and the next vehicle that reports with him is the one he is in.
 */
import { type Static, Type } from 'typebox';
import type { SubjectKey } from '#core/identity.ts';
import type { Observation } from '#core/report.ts';
import {
  goTo,
  motionSince,
  movedSincePosition,
  newTrack,
  prolongRun,
  type Track,
} from './driving-track.ts';
import { hasPosition, measuredSpeedKmh } from './evidence.ts';

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

/** Plain JSON. Instants: 0 = none. What it has of `Track` is of the vehicle it follows. */
export interface DrivingClock extends Track {
  /** Start of the driving period at hand; 0 = resting. */
  startMs: number;
  /** Latest moving report of the period. */
  lastMovingMs: number;
  /** First report of the stop at hand; 0 while moving or before the first drive. */
  stopMs: number;
  moving: boolean;
  /** Latest report that counted. */
  lastMs: number;
  lastPartition: number;
  lastOffset: number;
  /** Some of the period is inferred from displacement across a silence. */
  estimated: boolean;
  /** The driver has left the wheel since the latest report. */
  released: boolean;
  /** Vehicles beside the one followed that might be the one he drives; none while that one moves. */
  others: Track[];
  /** First evidence of the period. */
  startPartition: number;
  startOffset: number;
  /** Silences the period is inferred across, in order: instant, partition, offset of the report before and of the one after, … */
  silences: number[];
  /** The period that ended last and the start of the rest that ended it; 0 = none. */
  endedStartMs: number;
  endedLastMs: number;
  endedRestMs: number;
  endedEstimated: boolean;
}

/** Numbers of one silence in `DrivingClock.silences`. */
export const SILENCE_NUMBERS = 6;
/** Silences kept as evidence; beyond, the shortest of those before gives way. */
const SILENCES_MAX = 4;
/** Vehicles watched beside the one followed; beyond, the one watched longest is forgotten. */
const OTHERS_MAX = 4;

export function newClock(): DrivingClock {
  return {
    ...newTrack(''),
    startMs: 0,
    lastMovingMs: 0,
    stopMs: 0,
    moving: false,
    lastMs: 0,
    lastPartition: 0,
    lastOffset: 0,
    estimated: false,
    released: false,
    others: [],
    startPartition: 0,
    startOffset: 0,
    silences: [],
    endedStartMs: 0,
    endedLastMs: 0,
    endedRestMs: 0,
    endedEstimated: false,
  };
}

/** The first shape had one run for all vehicles, and knew no report beside a silence. */
export interface FirstClock
  extends Omit<
    DrivingClock,
    'others' | 'silences' | `${'last' | 'start' | 'run'}${'Partition' | 'Offset'}`
  > {
  runVehicle: SubjectKey | '';
  startRef: [partition: number, offset: number];
  runRef: [partition: number, offset: number];
}

/** Of states as rules store them with the clock in them. */
export const shape = {
  version: 2,
  carryOver({ runVehicle, startRef, runRef, ...old }: FirstClock): DrivingClock {
    const [startPartition, startOffset] = startRef;
    const [runPartition, runOffset] = runRef;
    const refs = { startPartition, startOffset, runPartition, runOffset };
    const clock: DrivingClock = { ...newClock(), ...old, ...refs };
    if (runVehicle === clock.vehicle || clock.runMs === 0) return clock;
    const { runMs, runLocated, runLatitudeDeg, runLongitudeDeg } = clock;
    const run = { runMs, runPartition, runOffset, runLocated, runLatitudeDeg, runLongitudeDeg };
    clock.others.push({ ...newTrack(runVehicle), ...run });
    clock.runMs = 0;
    return clock;
  },
};

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
  const located = hasPosition(observation);
  if (!located && measuredSpeedKmh(observation) === null) return CLOCK.nothing;

  if (vehicle !== clock.vehicle) {
    if (clock.vehicle !== '' && !clock.released) return watch(clock, observation, params);
    follow(clock, takeOther(clock, vehicle) ?? newTrack(vehicle));
  }
  const gap = clock.lastMs !== 0 && nowMs - clock.lastMs > params.gapMaxMs && !clock.released;
  const droveThrough = gap && located && movedSincePosition(clock, observation, params);
  const silence = droveThrough ? 'driven' : gap ? 'stood' : null;
  const since = motionSince(clock, observation, params, silence);
  if (gap) bridge(clock, observation, droveThrough);
  clock.released = false;
  hear(clock, observation);
  goTo(clock, observation);
  if (since === 0) return CLOCK.nothing;
  if (since < 0) return stand(clock, nowMs, { sinceMs: -since, params });
  if (clock.moving) {
    clock.lastMovingMs = nowMs;
    return CLOCK.moving;
  }
  return runOn(clock, clock, observation, since, params);
}

/** The driver leaves the wheel of `vehicle`: rest starts, whatever that vehicle does now. */
export function release(clock: DrivingClock, atMs: number, vehicle: SubjectKey): void {
  if (vehicle !== clock.vehicle) {
    takeOther(clock, vehicle);
    return;
  }
  clock.runMs = 0;
  if (clock.startMs !== 0 && clock.stopMs === 0) clock.stopMs = atMs;
  clock.moving = false;
  clock.released = true;
  clock.fixes.length = 0;
  clock.positionMs = 0;
  if (clock.lastMs < atMs) clock.lastMs = atMs;
}

/** A report of another vehicle than the one followed. */
function watch(clock: DrivingClock, observation: Observation, params: ClockParams): number {
  const isSilent = observation.eventTimeMs - clock.lastMs > params.gapMaxMs;
  if (clock.moving && !isSilent) return CLOCK.nothing;
  const vehicle = observation.subjectKey;
  const speedKmh = measuredSpeedKmh(observation);
  if (speedKmh !== null && speedKmh <= params.movingKmh) {
    takeOther(clock, vehicle);
    return CLOCK.nothing;
  }
  let track = clock.others.find((other) => other.vehicle === vehicle);
  if (track === undefined) {
    track = newTrack(vehicle);
    if (clock.others.length === OTHERS_MAX) clock.others.shift();
    clock.others.push(track);
  }
  const since = motionSince(track, observation, params, null);
  goTo(track, observation);
  if (since > 0) return runOn(clock, track, observation, since, params);
  if (since < 0) track.runMs = 0;
  return CLOCK.nothing;
}

/** What was watched of a vehicle beside the one followed; it is no longer. null = nothing. */
function takeOther({ others }: DrivingClock, vehicle: SubjectKey): Track | null {
  const at = others.findIndex((other) => other.vehicle === vehicle);
  return at < 0 ? null : others.splice(at, 1)[0]!;
}

function follow(clock: DrivingClock, track: Track): void {
  Object.assign(clock, track);
}

function hear(clock: DrivingClock, observation: Observation): void {
  clock.lastMs = observation.eventTimeMs;
  clock.lastPartition = observation.inputPartition;
  clock.lastOffset = observation.inputOffset;
}

/** A silence between the latest report and this one. */
function bridge(clock: DrivingClock, observation: Observation, droveThrough: boolean): void {
  const nowMs = observation.eventTimeMs;
  clock.runMs = 0;
  clock.moving = droveThrough;
  if (clock.startMs === 0) {
    if (!droveThrough) return;
    clock.startMs = clock.lastMs;
    clock.startPartition = clock.lastPartition;
    clock.startOffset = clock.lastOffset;
  }
  infer(clock, nowMs, observation.inputPartition, observation.inputOffset);
  if (!droveThrough) {
    if (clock.stopMs === 0) clock.stopMs = clock.lastMs;
    return;
  }
  clock.stopMs = 0;
  clock.lastMovingMs = nowMs;
  clock.others.length = 0;
}

/** Nothing but the reports on both sides says what was between the latest one and `untilMs`. */
function infer(clock: DrivingClock, untilMs: number, partition: number, offset: number): void {
  const { silences } = clock;
  clock.estimated = true;
  if (silences.length === SILENCES_MAX * SILENCE_NUMBERS) {
    let shortest = 0;
    const lengthMs = (at: number) => silences[at + 3]! - silences[at]!;
    for (let at = SILENCE_NUMBERS; at < silences.length; at += SILENCE_NUMBERS)
      if (lengthMs(at) < lengthMs(shortest)) shortest = at;
    silences.splice(shortest, SILENCE_NUMBERS);
  }
  const { lastMs, lastPartition, lastOffset } = clock;
  silences.push(lastMs, lastPartition, lastOffset, untilMs, partition, offset);
}

function stand(
  clock: DrivingClock,
  nowMs: number,
  { sinceMs, params }: { sinceMs: number; params: ClockParams },
): number {
  clock.runMs = 0;
  clock.moving = false;
  if (clock.startMs === 0) return CLOCK.nothing;
  if (clock.stopMs === 0) clock.stopMs = Math.max(sinceMs, clock.startMs);
  if (nowMs - clock.stopMs < params.minRestMs) return CLOCK.nothing;
  endPeriod(clock);
  return CLOCK.rested;
}

/** A fast report of a vehicle that was not moving; `track` is the clock's own when it is the one followed. */
function runOn(
  clock: DrivingClock,
  track: Track,
  observation: Observation,
  sinceMs: number,
  params: ClockParams,
): number {
  const run = { sinceMs, notBeforeMs: clock.stopMs };
  if (!prolongRun(track, observation, run, params)) return CLOCK.nothing;
  let verdict: number = CLOCK.moving;
  if (track !== clock) {
    // No report told of the change of vehicle, so the stop began with the last one of the old vehicle.
    if (clock.startMs !== 0 && clock.stopMs === 0) {
      clock.stopMs = clock.lastMs;
      infer(clock, track.runMs, track.runPartition, track.runOffset);
    }
    follow(clock, track);
    hear(clock, observation);
  }
  if (clock.startMs !== 0 && clock.runMs - clock.stopMs >= params.minRestMs) {
    endPeriod(clock);
    verdict |= CLOCK.rested;
  }
  if (clock.startMs === 0) {
    clock.startMs = clock.runMs;
    clock.startPartition = clock.runPartition;
    clock.startOffset = clock.runOffset;
  }
  clock.stopMs = 0;
  clock.runMs = 0;
  clock.moving = true;
  clock.others.length = 0;
  clock.lastMovingMs = observation.eventTimeMs;
  return verdict;
}

function endPeriod(clock: DrivingClock): void {
  clock.endedStartMs = clock.startMs;
  clock.endedLastMs = Math.min(clock.lastMovingMs, clock.stopMs);
  clock.endedRestMs = clock.stopMs;
  clock.endedEstimated = clock.estimated;
  clock.startMs = 0;
  clock.estimated = false;
  clock.silences.length = 0;
}
