/**
 * One vehicle as the driving clock watches it: where it was last, and the run of fast reports that has not yet
 * proven to be driving.
 *
 * Fast reports in a row that span at least `movingSustainMs` are moving, from the first of them on; one fast fix of a
 * parked receiver is noise. Speeds whose positions scatter around one place are noise as well, so a run proves itself
 * only once its net displacement agrees; identical positions say nothing, there the speed alone decides.
 */
import { displacementM } from '#core/geo/distance.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Observation } from '#core/report.ts';
import { hasPosition, measuredSpeedKmh } from './evidence.ts';
import { addFix, type FixWindow, motionAt } from './motion.ts';

/** Plain JSON. Instants: 0 = none. */
export interface Track {
  /** '' = none yet. */
  vehicle: SubjectKey | '';
  /** Latest usable position and its time. */
  latitudeDeg: number;
  longitudeDeg: number;
  positionMs: number;
  /** First of the fast reports that are not yet proven to be moving, and where it stands in the log. */
  runMs: number;
  runPartition: number;
  runOffset: number;
  /** Where the run began, when its first report was located. */
  runLocated: boolean;
  runLatitudeDeg: number;
  runLongitudeDeg: number;
  /** Recent fixes, only while the sender gives no speed. */
  fixes: FixWindow;
}

export function newTrack(vehicle: SubjectKey | ''): Track {
  return {
    vehicle,
    latitudeDeg: 0,
    longitudeDeg: 0,
    positionMs: 0,
    runMs: 0,
    runPartition: 0,
    runOffset: 0,
    runLocated: false,
    runLatitudeDeg: 0,
    runLongitudeDeg: 0,
    fixes: [],
  };
}

interface MotionParams {
  movingKmh: number;
  movingSustainMs: number;
  gapMaxMs: number;
}

/** Derived movement must leave the place for good: scatter comes back, a vehicle does not. */
const DERIVED_LEAVES_M = 100;
/** The same where the sender reports speeds: twice the scatter of one fix. */
const REPORTED_LEAVES_M = 30;

/** Net displacement since the latest position over its time is at or above `movingKmh`. */
export function movedSincePosition(
  track: Track,
  observation: Observation & { latitudeDeg: number; longitudeDeg: number },
  { movingKmh }: MotionParams,
): boolean {
  const spanMs = observation.eventTimeMs - track.positionMs;
  if (track.positionMs === 0 || spanMs <= 0) return false;
  const netM = displacementM(
    track.latitudeDeg,
    track.longitudeDeg,
    observation.latitudeDeg,
    observation.longitudeDeg,
  );
  return (netM / spanMs) * 3_600 >= movingKmh;
}

/**
 * Positive = moving since, negative = standing since, 0 = not known. To be asked once per report: it remembers the fix.
 * `silence`: how the report ends a silence; null = it ends none.
 */
export function motionSince(
  track: Track,
  observation: Observation,
  params: MotionParams,
  silence: 'driven' | 'stood' | null,
): number {
  const nowMs = observation.eventTimeMs;
  const speedKmh = measuredSpeedKmh(observation);
  if (speedKmh !== null) {
    if (track.fixes.length > 0) track.fixes.length = 0;
    return speedKmh > params.movingKmh ? nowMs : -nowMs;
  }
  if (!hasPosition(observation)) return 0;
  const { latitudeDeg, longitudeDeg } = observation;
  const fix = { timeMs: nowMs, latitudeDeg, longitudeDeg };
  let since = silence === 'driven' ? nowMs : motionAt(track.fixes, fix, params);
  // The window still remembers the drive: a report that has not moved on proves no more of it.
  if (since > 0 && silence === null && !movedSincePosition(track, observation, params)) since = 0;
  addFix(track.fixes, fix, params.gapMaxMs);
  return since;
}

/** The vehicle is here, if the report says where. */
export function goTo(track: Track, observation: Observation): void {
  if (!hasPosition(observation)) return;
  track.latitudeDeg = observation.latitudeDeg;
  track.longitudeDeg = observation.longitudeDeg;
  track.positionMs = observation.eventTimeMs;
}

/** A fast report prolongs the run or begins one, not before `notBeforeMs`. True = it proves the run to be moving. */
export function prolongRun(
  track: Track,
  observation: Observation,
  { sinceMs, notBeforeMs }: { sinceMs: number; notBeforeMs: number },
  params: MotionParams,
): boolean {
  const nowMs = observation.eventTimeMs;
  const located = hasPosition(observation);
  const derived = measuredSpeedKmh(observation) === null;
  // Without places a run proves itself once it is long enough: one longer than this held a silence, and nothing says what was in it.
  const isCut =
    nowMs - track.runMs > params.gapMaxMs + params.movingSustainMs &&
    !(track.runLocated && located);
  if (track.runMs === 0 || isCut) {
    track.runMs = Math.max(sinceMs, notBeforeMs);
    track.runPartition = observation.inputPartition;
    track.runOffset = observation.inputOffset;
    const at = derived ? track.fixes.indexOf(sinceMs) : -1;
    track.runLocated = at >= 0 || located;
    track.runLatitudeDeg = (at < 0 ? observation.latitudeDeg : track.fixes[at + 1]) ?? 0;
    track.runLongitudeDeg = (at < 0 ? observation.longitudeDeg : track.fixes[at + 2]) ?? 0;
  }
  const spanMs = nowMs - track.runMs;
  if (spanMs === 0 || spanMs < params.movingSustainMs) return false;
  if (!(track.runLocated && located)) return true;
  const netM = displacementM(
    track.runLatitudeDeg,
    track.runLongitudeDeg,
    observation.latitudeDeg,
    observation.longitudeDeg,
  );
  if (derived && netM < DERIVED_LEAVES_M) return false;
  if (netM > 0 && netM < REPORTED_LEAVES_M) return false;
  return netM === 0 || (netM / spanMs) * 3_600 >= params.movingKmh;
}
