/**
 * How far along its filed route a vehicle is: kept once for the rules that ask.
 *
 * Progress goes on from where it was. Above 15 km/h the course must fit the segment within 60°, so that a road
 * that crosses is no part of the route; where the route meets itself, the branch ahead is meant: progress may
 * fall by `BACK_M` of scatter, no more. Only when nothing ahead fits is the way back looked at, and
 * only who was nowhere on the route is looked for on all of it.
 */
import type { Stretch } from '#core/geo/polyline.ts';
import type { Observation } from '#core/report.ts';
import { type Corridor, isValidAt } from '../corridor.ts';
import type { RuleContext } from '../rule.ts';
import { hasPosition, measuredSpeedKmh } from './evidence.ts';

/** Plain JSON. */
export interface Progress {
  /** '' = on no route. */
  routeId: string;
  /** Latest position on the route. */
  ms: number;
  /** Along its centre line. */
  progressM: number;
  /** The one before it. */
  beforeMs: number;
  beforeM: number;
}

export const newProgress = (): Progress => ({
  routeId: '',
  ms: 0,
  progressM: 0,
  beforeMs: 0,
  beforeM: 0,
});

export const PROGRESS_PART = { member: 'progress', isAlike: () => true } as const;

/** What the observation at hand told. `off`: no route is valid, or it lies beside it. `begun`: on another route, or on one at all. */
export const ON_ROUTE = { off: 0, begun: 1, on: 2 } as const;

/** Narrower corridors count as this wide (domain 3.2: gnssFloor). */
const HALF_WIDTH_FLOOR_M = 50;
/** Scatter along the line (domain 3.2). */
const BACK_M = 200;
/** A slower vehicle's course says nothing. */
const COURSE_KMH = 15;
/** How far ahead one looks at least, and per millisecond since (180 km/h). */
const AHEAD_M = 1_000;
const AHEAD_M_PER_MS = 0.05;

/** The question at hand; nobody's between two questions. */
const stretch: Stretch = { metres: 0, fromM: 0, toM: 0, courseDeg: -1 };

/** Moves the progress on, once per observation whoever asks first. */
export function followRoute(
  progress: Progress,
  observation: Observation,
  { findings, subject }: RuleContext<unknown>,
): number {
  const known = findings.of(progress);
  if (known !== null) return known;
  const found = advance(progress, observation, subject.corridors);
  findings.note(progress, found);
  return found;
}

/** The route a progress is on; null = none, or it no longer holds. */
export function routeOf(
  { routeId }: Progress,
  corridors: readonly Corridor[],
  timeMs: number,
): Corridor | null {
  if (routeId === '') return null;
  for (const corridor of corridors)
    if (corridor.routeId === routeId && isValidAt(corridor, timeMs)) return corridor;
  return null;
}

function advance(
  progress: Progress,
  observation: Observation,
  corridors: readonly Corridor[],
): number {
  if (!hasPosition(observation)) return ON_ROUTE.off;
  const nowMs = observation.eventTimeMs;
  const route = routeOf(progress, corridors, nowMs);
  if (route !== null) {
    const atM = goOn(progress, observation, route);
    if (atM < 0) return ON_ROUTE.off;
    progress.beforeMs = progress.ms;
    progress.beforeM = progress.progressM;
    progress.ms = nowMs;
    progress.progressM = atM;
    return ON_ROUTE.on;
  }
  const { latitudeDeg, longitudeDeg } = observation;
  for (const corridor of corridors) {
    if (!isValidAt(corridor, nowMs)) continue;
    const { distanceM, progressM } = corridor.locate(latitudeDeg, longitudeDeg);
    if (distanceM > Math.max(corridor.halfWidthM, HALF_WIDTH_FLOOR_M)) continue;
    progress.routeId = corridor.routeId;
    progress.ms = nowMs;
    progress.progressM = progressM;
    progress.beforeMs = nowMs;
    progress.beforeM = progressM;
    return ON_ROUTE.begun;
  }
  progress.routeId = '';
  return ON_ROUTE.off;
}

/** −1 = beside the route. */
function goOn(
  { ms, progressM }: Progress,
  observation: Observation & { latitudeDeg: number; longitudeDeg: number },
  route: Corridor,
): number {
  const { latitudeDeg, longitudeDeg, courseDeg } = observation;
  const reachM = AHEAD_M + AHEAD_M_PER_MS * (observation.eventTimeMs - ms);
  const speedKmh = measuredSpeedKmh(observation);
  const hasCourse = courseDeg !== null && speedKmh !== null && speedKmh > COURSE_KMH;
  stretch.metres = Math.max(route.halfWidthM, HALF_WIDTH_FLOOR_M);
  stretch.fromM = progressM - BACK_M;
  stretch.toM = progressM + reachM;
  stretch.courseDeg = hasCourse ? courseDeg : -1;
  const aheadM = route.progressWithin(latitudeDeg, longitudeDeg, stretch);
  if (aheadM >= 0) return aheadM;
  stretch.fromM = progressM - reachM;
  stretch.toM = progressM + BACK_M;
  if (hasCourse) stretch.courseDeg = (courseDeg + 180) % 360;
  return route.progressWithin(latitudeDeg, longitudeDeg, stretch);
}
