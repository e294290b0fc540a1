/** How far a trip went and how good its data are (domain.md 4.2–4.4). */
import { haversineM } from '../../geo/distance.ts';
import { FLAGS, type Observation } from '../../report.ts';

const NO_GEOMETRY = FLAGS.noFix | FLAGS.encrypted | FLAGS.drift | FLAGS.frozen;
/** A silence this long is told as a gap; with a long jump as well the stretch is not complete. */
const GAP_MS = 300_000;
const GAP_M = 2_000;
/** Scatter of a standing receiver adds no way: slower than this at both ends, and nearer than that. */
const STANDING_KMH = 3;
const SCATTER_M = 50;
/** An odometer that grows by more between two reports was set. */
const ODOMETER_STEP_KM = 200;

export type Fix = Observation & { latitudeDeg: number; longitudeDeg: number };

/** Located, not encrypted, no drift, not frozen (domain.md 3.2). */
export function isFix(observation: Observation): observation is Fix {
  const { latitudeDeg, longitudeDeg, flags } = observation;
  return (flags & NO_GEOMETRY) === 0 && latitudeDeg !== null && longitudeDeg !== null;
}

export interface TripDistance {
  /** null = no plan says it. */
  plannedKm: number | null;
  /** By the vehicle's own count; null = it sends none. */
  odometerKm: number | null;
  trackKm: number;
  /** Of it, without the stretches across long silences. */
  completeKm: number;
}

export interface TripQuality {
  points: number;
  /** Fit for distances. */
  fixes: number;
  noFix: number;
  drift: number;
  frozen: number;
  clockWrong: number;
  outOfRange: number;
  /** Sent later, from memory. */
  backlog: number;
  late: number;
  /** Complete way to whole way, 0…1; null = it did not move. */
  completeness: number | null;
  gaps: { fromMs: number; toMs: number; km: number; offset: number }[];
  /** Received after the fact, ms; null = no point. */
  delayMsMedian: number | null;
  delayMsP95: number | null;
}

export function distanceOf(
  track: readonly Observation[],
  plannedKm: number | null,
): { distance: TripDistance; gaps: TripQuality['gaps'] } {
  let trackM = 0;
  let completeM = 0;
  let last: Fix | null = null;
  const gaps: TripQuality['gaps'] = [];
  for (const point of track) {
    if (!isFix(point)) continue;
    if (last !== null) {
      const ms = point.eventTimeMs - last.eventTimeMs;
      const m = haversineM(
        last.latitudeDeg,
        last.longitudeDeg,
        point.latitudeDeg,
        point.longitudeDeg,
      );
      const counts = isStanding(last) && isStanding(point) && m < SCATTER_M ? 0 : m;
      trackM += counts;
      if (!(ms > GAP_MS && m > GAP_M)) completeM += counts;
      if (ms > GAP_MS)
        gaps.push({
          ...{ fromMs: last.eventTimeMs, toMs: point.eventTimeMs },
          ...{ km: kmOf(m), offset: last.inputOffset },
        });
    }
    last = point;
  }
  const odometerKm = odometerOf(track);
  return {
    distance: { plannedKm, odometerKm, trackKm: kmOf(trackM), completeKm: kmOf(completeM) },
    gaps,
  };
}

export function qualityOf(
  track: readonly Observation[],
  { distance, gaps }: { distance: TripDistance; gaps: TripQuality['gaps'] },
): TripQuality {
  const flagged = (flag: number) => track.filter(({ flags }) => (flags & flag) !== 0).length;
  const delays = track
    .map(({ eventTimeMs, receivedTimeMs }) => receivedTimeMs - eventTimeMs)
    .sort((a, b) => a - b);
  const at = (share: number) =>
    delays[Math.min(delays.length - 1, Math.floor(share * delays.length))];
  const { trackKm, completeKm } = distance;
  return {
    points: track.length,
    fixes: track.filter(isFix).length,
    noFix: flagged(FLAGS.noFix),
    drift: flagged(FLAGS.drift),
    frozen: flagged(FLAGS.frozen),
    clockWrong: flagged(FLAGS.clockWrong),
    outOfRange: flagged(FLAGS.outOfRange),
    backlog: flagged(FLAGS.backlog),
    late: flagged(FLAGS.late),
    completeness: trackKm === 0 ? null : Math.round((completeKm / trackKm) * 1e4) / 1e4,
    gaps,
    delayMsMedian: at(0.5) ?? null,
    delayMsP95: at(0.95) ?? null,
  };
}

function odometerOf(track: readonly Observation[]): number | null {
  let sum = 0;
  let last: number | null = null;
  let readings = 0;
  for (const { mileageKm } of track) {
    if (mileageKm === null) continue;
    const step = last === null ? 0 : mileageKm - last;
    // Set back, or to another value: the stretch between is not known to it.
    if (step > 0 && step <= ODOMETER_STEP_KM) sum += step;
    last = mileageKm;
    readings++;
  }
  return readings < 2 ? null : Math.round(sum * 10) / 10;
}

function isStanding({ speedKmh }: Observation): boolean {
  return speedKmh !== null && speedKmh <= STANDING_KMH;
}

function kmOf(metres: number): number {
  return Math.round(metres / 100) / 10;
}
