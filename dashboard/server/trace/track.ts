/**
 * What a track tells by itself: where the vehicle stood, when nothing was heard, who drove, how far it went.
 * Pure; points are in order of event time.
 */
import { displacementM } from '#core/geo/distance.ts';
import type { SubjectKey } from '#core/identity.ts';
import { MINUTE_MS } from '#core/time.ts';

export interface TracePoint {
  timeMs: number;
  longitudeDeg: number;
  latitudeDeg: number;
  /** Null = the device had none. */
  speedKmh: number | null;
  courseDeg: number | null;
  flags: number;
  /** Null = nobody is signed in. */
  driverKey: SubjectKey | null;
}

/** As for driving time (DESIGN 5): above it a vehicle moves. */
export const MOVING_KMH = 5;
/** A shorter standstill is traffic. */
export const STOP_MS_MIN = 3 * MINUTE_MS;
/** Longer silences are told. */
export const GAP_MS_MIN = 5 * MINUTE_MS;

/** From the first report that does not move to the next that does; `toMs` null = it stands at the end of the period. */
export interface Stop {
  fromMs: number;
  toMs: number | null;
  longitudeDeg: number;
  latitudeDeg: number;
}

export interface Span {
  fromMs: number;
  toMs: number;
}

export interface TrackFacts {
  stops: Stop[];
  /** Nothing was heard. */
  gaps: (Span & { km: number })[];
  drivers: (Span & { driverKey: SubjectKey })[];
  /** Along the reports that move, gaps included; null = fewer than two reports. */
  distanceKm: number | null;
}

export function factsOf(points: readonly TracePoint[]): TrackFacts {
  const facts: TrackFacts = { stops: [], gaps: [], drivers: [], distanceKm: null };
  let stop: Stop | null = null;
  let metres = 0;
  let before: TracePoint | null = null;
  for (const point of points) {
    const { timeMs, longitudeDeg, latitudeDeg, speedKmh, driverKey } = point;
    // A missing speed is no evidence either way: what held before holds.
    const isMoving = speedKmh === null ? stop === null : speedKmh > MOVING_KMH;
    if (!isMoving) stop ??= { fromMs: timeMs, toMs: null, longitudeDeg, latitudeDeg };
    else if (stop !== null) {
      if (timeMs - stop.fromMs >= STOP_MS_MIN) facts.stops.push({ ...stop, toMs: timeMs });
      stop = null;
    }
    if (before !== null) {
      const stepM = displacementM(
        before.latitudeDeg,
        before.longitudeDeg,
        latitudeDeg,
        longitudeDeg,
      );
      const isGap = timeMs - before.timeMs >= GAP_MS_MIN;
      // A parked vehicle's fix wanders; over a silence it may have gone anywhere.
      if (isMoving || isGap) metres += stepM;
      if (isGap) facts.gaps.push({ fromMs: before.timeMs, toMs: timeMs, km: stepM / 1_000 });
    }
    const last = facts.drivers.at(-1);
    if (driverKey !== null) {
      if (last?.driverKey === driverKey && before?.driverKey === driverKey) last.toMs = timeMs;
      else facts.drivers.push({ driverKey, fromMs: timeMs, toMs: timeMs });
    }
    before = point;
  }
  if (stop !== null && before !== null && before.timeMs - stop.fromMs >= STOP_MS_MIN)
    facts.stops.push(stop);
  if (points.length > 1) facts.distanceKm = metres / 1_000;
  return facts;
}

/** Every n-th point and the last, at most `max`. */
export function thinned(points: readonly TracePoint[], max: number): TracePoint[] {
  const step = Math.max(1, Math.ceil((points.length - 1) / (max - 1)));
  return points.filter((_, at) => at % step === 0 || at === points.length - 1);
}
