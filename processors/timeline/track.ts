/**
 * Qualification that needs the neighbours: drift (漂移) and frozen coordinates, in event order.
 * domain.md 4.3 asks for both neighbours of a point; a live line cannot wait, so the check is one
 * sided: a point is drift when it cannot be reached from the last good one at 160 km/h, unless it
 * agrees with the suspect before it, for then the vehicle really is over there.
 */
import { FLAGS, type Observation, STATUS } from '#core/report.ts';

export interface TrackState {
  /** Last good position; `goodMs` 0 = none yet. */
  goodMs: number;
  goodLatitudeDeg: number;
  goodLongitudeDeg: number;
  /** Suspect after the last good position; 0 = none. */
  suspectMs: number;
  suspectLatitudeDeg: number;
  suspectLongitudeDeg: number;
  /** Since when and for how many reports the coordinates have been the same to the last digit while the speed was not. */
  sameSinceMs: number;
  sameReports: number;
}

export function freshTrack(): TrackState {
  return {
    goodMs: 0,
    goodLatitudeDeg: 0,
    goodLongitudeDeg: 0,
    suspectMs: 0,
    suspectLatitudeDeg: 0,
    suspectLongitudeDeg: 0,
    sameSinceMs: 0,
    sameReports: 0,
  };
}

/** domain.md 4.3: 160 km/h, in metres per millisecond. */
const DRIFT_M_PER_MS = 160 / 3_600;
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

/** Sets `drift` and `frozen` on the observation and moves the state on. */
export function qualifyTrack(track: TrackState, observation: Observation): void {
  observation.flags &= ~NEIGHBOUR_FLAGS;
  const { latitudeDeg, longitudeDeg, eventTimeMs } = observation;
  if (latitudeDeg === null || longitudeDeg === null || (observation.flags & UNUSABLE) !== 0) return;
  if (track.goodMs !== 0) {
    if (latitudeDeg === track.goodLatitudeDeg && longitudeDeg === track.goodLongitudeDeg) {
      judgeFrozen(track, observation);
    } else {
      track.sameReports = 0;
      if (!isReachable(track, observation)) {
        const { suspectMs } = track;
        const agrees =
          suspectMs !== 0 &&
          distanceM(
            track.suspectLatitudeDeg,
            track.suspectLongitudeDeg,
            latitudeDeg,
            longitudeDeg,
          ) <=
            DRIFT_M_PER_MS * (eventTimeMs - suspectMs);
        if (!agrees) {
          observation.flags |= FLAGS.drift;
          track.suspectMs = eventTimeMs;
          track.suspectLatitudeDeg = latitudeDeg;
          track.suspectLongitudeDeg = longitudeDeg;
          return;
        }
      }
    }
  }
  track.suspectMs = 0;
  track.goodMs = eventTimeMs;
  track.goodLatitudeDeg = latitudeDeg;
  track.goodLongitudeDeg = longitudeDeg;
}

function isReachable(track: TrackState, observation: Observation): boolean {
  const elapsedMs = observation.eventTimeMs - track.goodMs;
  const north = Math.abs(observation.latitudeDeg! - track.goodLatitudeDeg);
  const east = Math.abs(observation.longitudeDeg! - track.goodLongitudeDeg);
  const reachM = DRIFT_M_PER_MS * elapsedMs;
  // Most reports are near their predecessor: no cosine for them.
  const nearM = (north + east) * METRES_PER_DEGREE;
  const parked =
    observation.speedKmh === 0 &&
    (observation.statusFlag & STATUS.accOn) === 0 &&
    elapsedMs <= PARKED_JUMP_MS;
  if (nearM <= reachM && (!parked || nearM <= PARKED_JUMP_M)) return true;
  const metres = distanceM(
    track.goodLatitudeDeg,
    track.goodLongitudeDeg,
    observation.latitudeDeg!,
    observation.longitudeDeg!,
  );
  return metres <= reachM && !(parked && metres > PARKED_JUMP_M);
}

function judgeFrozen(track: TrackState, observation: Observation): void {
  if (observation.speedKmh === null || observation.speedKmh < FROZEN_SPEED_KMH) {
    track.sameReports = 0;
    return;
  }
  if (track.sameReports === 0) track.sameSinceMs = track.goodMs;
  track.sameReports++;
  if (
    track.sameReports >= FROZEN_REPORTS &&
    observation.eventTimeMs - track.sameSinceMs >= FROZEN_MS
  ) {
    observation.flags |= FLAGS.frozen;
  }
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
