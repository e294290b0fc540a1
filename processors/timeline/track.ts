/**
 * Qualification that needs the neighbours: drift (漂移) and frozen coordinates, in event order.
 *
 * domain.md 4.3 asks for both neighbours of a point: a jump there and a jump back, of which the
 * vehicle that is really that fast makes only one. So a *suspect*, a point that cannot be reached
 * from the last good one at 160 km/h, settles only once the next one is known to decide it; what is
 * never followed is no drift. On arrival nothing may wait: there a point is shown as drift when no
 * road vehicle could have come there at all, and the settled verdict replaces that guess.
 */
import { FLAGS, type Observation, STATUS } from '#core/report.ts';

export interface TrackState {
  /** Last good position; `goodMs` 0 = none yet. */
  goodMs: number;
  goodLatitudeDeg: number;
  goodLongitudeDeg: number;
  /** Since when and for how many reports the coordinates have been the same to the last digit while the speed was not. */
  sameSinceMs: number;
  sameReports: number;
  /** Shown as drift on arrival, after the last good position; 0 = none. */
  suspectMs: number;
  suspectLatitudeDeg: number;
  suspectLongitudeDeg: number;
}

/** A suspect waits this long, in event time, for the fix that decides it. */
export const DECIDED_WITHIN_MS = 300_000;
/** domain.md 4.3: 160 km/h, in metres per millisecond. */
const DRIFT_M_PER_MS = 160 / 3_600;
/** Twice that: no road vehicle, whatever comes next. */
const IMPOSSIBLE_M_PER_MS = 2 * DRIFT_M_PER_MS;
/** domain.md 4.3: standing with the ignition off, yet more than 500 m away within 60 s. */
const PARKED_JUMP_M = 500;
const PARKED_JUMP_MS = 60_000;
/** Coordinates that do not change for this long and this often at driving speed are frozen; one report in ten repeats a position anyway. */
const FROZEN_MS = 60_000;
const FROZEN_REPORTS = 3;
const FROZEN_SPEED_KMH = 10;
const METRES_PER_DEGREE = 111_320;
const UNUSABLE = FLAGS.noFix | FLAGS.encrypted;
const NEIGHBOUR_FLAGS = FLAGS.drift | FLAGS.frozen;

/** True for an observation that can be somebody's neighbour. */
export function isLocated(observation: Observation): boolean {
  return (
    (observation.flags & UNUSABLE) === 0 &&
    observation.latitudeDeg !== null &&
    observation.longitudeDeg !== null
  );
}

/** Sets `drift` and `frozen` as far as they can be told when the observation arrives, and moves the state on. */
export function qualifyArrival(track: TrackState, observation: Observation): void {
  observation.flags &= ~NEIGHBOUR_FLAGS;
  if (!isLocated(observation)) return;
  if (track.goodMs !== 0 && !judgeFrozen(track, observation)) {
    const isImpossible =
      isFarther(track, observation, IMPOSSIBLE_M_PER_MS) || isParkedJump(track, observation);
    // Two that agree: the vehicle really is over there.
    if (isImpossible && !agreesWithSuspect(track, observation)) {
      observation.flags |= FLAGS.drift;
      track.suspectMs = observation.eventTimeMs;
      track.suspectLatitudeDeg = observation.latitudeDeg!;
      track.suspectLongitudeDeg = observation.longitudeDeg!;
      return;
    }
  }
  track.suspectMs = 0;
  moveTo(track, observation);
}

/** True when the observation needs the next one to be judged. */
export function isSuspect(track: TrackState, observation: Observation): boolean {
  return (
    track.goodMs !== 0 &&
    isLocated(observation) &&
    isFarther(track, observation, DRIFT_M_PER_MS) &&
    !isParkedJump(track, observation)
  );
}

/**
 * Sets `drift` and `frozen` for good.
 * @returns true for a position that is no drift: the caller moves the state on to it
 * @param next the located observation after a suspect; null = none within DECIDED_WITHIN_MS, or not a suspect
 */
export function qualifySettled(
  track: TrackState,
  observation: Observation,
  next: Observation | null,
): boolean {
  observation.flags &= ~NEIGHBOUR_FLAGS;
  if (!isLocated(observation)) return false;
  if (track.goodMs !== 0 && !judgeFrozen(track, observation)) {
    const isDrift =
      isParkedJump(track, observation) ||
      (next !== null &&
        distanceM(
          observation.latitudeDeg!,
          observation.longitudeDeg!,
          next.latitudeDeg!,
          next.longitudeDeg!,
        ) >
          DRIFT_M_PER_MS * (next.eventTimeMs - observation.eventTimeMs) &&
        !isFarther(track, next, DRIFT_M_PER_MS));
    if (isDrift) {
      observation.flags |= FLAGS.drift;
      return false;
    }
  }
  return true;
}

function moveTo(track: TrackState, { eventTimeMs, latitudeDeg, longitudeDeg }: Observation): void {
  track.goodMs = eventTimeMs;
  track.goodLatitudeDeg = latitudeDeg!;
  track.goodLongitudeDeg = longitudeDeg!;
}

/** True when the observation lies further from the last good position than the speed allows. */
function isFarther(track: TrackState, observation: Observation, mPerMs: number): boolean {
  const reachM = mPerMs * (observation.eventTimeMs - track.goodMs);
  // Most reports are near their predecessor: no cosine for them.
  return nearM(track, observation) > reachM && awayM(track, observation) > reachM;
}

function isParkedJump(track: TrackState, observation: Observation): boolean {
  return (
    observation.speedKmh === 0 &&
    (observation.statusFlag & STATUS.accOn) === 0 &&
    observation.eventTimeMs - track.goodMs <= PARKED_JUMP_MS &&
    nearM(track, observation) > PARKED_JUMP_M &&
    awayM(track, observation) > PARKED_JUMP_M
  );
}

function agreesWithSuspect(track: TrackState, observation: Observation): boolean {
  return (
    track.suspectMs !== 0 &&
    distanceM(
      track.suspectLatitudeDeg,
      track.suspectLongitudeDeg,
      observation.latitudeDeg!,
      observation.longitudeDeg!,
    ) <=
      IMPOSSIBLE_M_PER_MS * (observation.eventTimeMs - track.suspectMs)
  );
}

/** At least the distance from the last good position. */
function nearM(track: TrackState, observation: Observation): number {
  const north = Math.abs(observation.latitudeDeg! - track.goodLatitudeDeg);
  const east = Math.abs(observation.longitudeDeg! - track.goodLongitudeDeg);
  return (north + east) * METRES_PER_DEGREE;
}

function awayM(track: TrackState, observation: Observation): number {
  return distanceM(
    track.goodLatitudeDeg,
    track.goodLongitudeDeg,
    observation.latitudeDeg!,
    observation.longitudeDeg!,
  );
}

/** True when the coordinates are those of the last good position; then `frozen` is judged. */
function judgeFrozen(track: TrackState, observation: Observation): boolean {
  if (
    observation.latitudeDeg !== track.goodLatitudeDeg ||
    observation.longitudeDeg !== track.goodLongitudeDeg
  ) {
    track.sameReports = 0;
    return false;
  }
  if (observation.speedKmh === null || observation.speedKmh < FROZEN_SPEED_KMH) {
    track.sameReports = 0;
    return true;
  }
  if (track.sameReports === 0) track.sameSinceMs = track.goodMs;
  track.sameReports++;
  if (
    track.sameReports >= FROZEN_REPORTS &&
    observation.eventTimeMs - track.sameSinceMs >= FROZEN_MS
  ) {
    observation.flags |= FLAGS.frozen;
  }
  return true;
}

/** Local equirectangular distance; good to 0.1 % over the few kilometres that matter here. */
function distanceM(
  aLatitude: number,
  aLongitude: number,
  bLatitude: number,
  bLongitude: number,
): number {
  const north = (bLatitude - aLatitude) * METRES_PER_DEGREE;
  const east =
    (bLongitude - aLongitude) *
    METRES_PER_DEGREE *
    Math.cos(((aLatitude + bLatitude) / 2) * (Math.PI / 180));
  return Math.sqrt(north * north + east * east);
}
