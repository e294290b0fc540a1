/**
 * Verification after a trip: plan against track. Pure: the same rows give the same bytes, and `basis`
 * says which rows of `reports.v1` they were. Judged item by item, then summed to one verdict.
 */
import type { Outcome, Severity, WorkState } from '../../alert.ts';
import type { SubjectKey } from '../../identity.ts';
import type { Observation } from '../../report.ts';
import { MINUTE_MS } from '../../time.ts';
import type { DrivingPeriod } from '../check/facts.ts';
import type { TripGround } from '../ground.ts';
import type { Finding, TripBody, Verdict } from '../trip.ts';
import { findingsOf, verdictOf } from './findings.ts';
import { stopsOf, type TripStops } from './stops.ts';
import { distanceOf, isFix, qualityOf, type TripDistance, type TripQuality } from './track.ts';
import {
  type Deviation,
  deviationsOf,
  limitOf,
  type Speeding,
  speedingOf,
  type ViaReport,
  viaOf,
} from './way.ts';

/** Of what a report lists; `counts` tell the rest. */
const LISTED_MAX = 200;
/** Points of the track's picture. */
const PICTURE_POINTS_MAX = 400;
const REST_MS = 20 * MINUTE_MS;

export interface ReportAlert {
  alertId: string;
  type: string;
  severity: Severity;
  state: 'open' | 'closed' | 'withdrawn';
  openedAtMs: number;
  closedAtMs: number | null;
  zh: string;
  en: string;
  work: WorkState;
  outcome: Outcome | null;
  /** First action of a person, ms after the alert was raised; null = nobody acted yet. */
  handledAfterMs: number | null;
  /** Of the newest transition, `epoch * 2^40 + number`. */
  version: string;
  /** Of the newest action in `alert-actions.v1`; null = none. */
  actionOffset: number | null;
}

export interface DriverTime {
  /** null = the track names no driver. */
  key: SubjectKey | null;
  periods: readonly DrivingPeriod[];
}

export interface ReportInput {
  tripId: string;
  trip: Pick<TripBody, 'plan' | 'departed' | 'arrived'>;
  ground: TripGround;
  /** Of the vehicle from departure to arrival, by event time. */
  track: readonly Observation[];
  drivers: readonly DriverTime[];
  alerts: readonly ReportAlert[];
  /** The track or the alerts were longer than what was read. */
  isCut: boolean;
}

export interface TripReport {
  schema: 1;
  tripId: string;
  verdict: Verdict;
  findings: Finding[];
  times: {
    plannedDepartMs: number;
    departedMs: number;
    /** Positive = late. */
    departDelayMin: number;
    plannedArriveMs: number;
    arrivedMs: number;
    arriveDelayMin: number;
    durationMin: number;
    plannedDurationMin: number;
  };
  distance: TripDistance;
  stops: TripStops;
  via: ViaReport[];
  /** null = the trip has no corridor. */
  deviations: Deviation[] | null;
  speeding: { limitKmh: number | null; episodes: Speeding[] };
  driving: {
    drivers: {
      key: SubjectKey | null;
      drivingMin: number;
      longestMin: number;
      estimated: boolean;
    }[];
    rests: { fromMs: number; toMs: number; minutes: number }[];
  };
  quality: TripQuality;
  alerts: ReportAlert[];
  basis: {
    /** Partition of `reports.v1`; null = no row. */
    partition: number | null;
    fromOffset: number | null;
    toOffset: number | null;
    fromMs: number;
    toMs: number;
    isCut: boolean;
  };
  /** Entries left out of the lists above, which end at 200 each. */
  omitted: number;
  /** Thinned: time, longitude, latitude. */
  picture: [timeMs: number, longitudeDeg: number, latitudeDeg: number][];
}

/** Throws RangeError for a trip that has not run. */
export function verifyTrip(input: ReportInput): TripReport {
  const { tripId, trip, ground, track, drivers, isCut } = input;
  const { plan, departed, arrived } = trip;
  if (departed === null || arrived === null)
    throw new RangeError('Only a trip that has departed and arrived can be verified.');
  const fixes = track.filter(isFix);
  const { distance, gaps } = distanceOf(track, ground.plannedKm);
  const limitKmh = limitOf(plan.class, ground);
  const stops = stopsOf(fixes, ground, plan.class);
  let omitted = 0;
  const bounded = <T>(list: readonly T[]): T[] => {
    omitted += Math.max(0, list.length - LISTED_MAX);
    return list.slice(0, LISTED_MAX);
  };
  const deviations = deviationsOf(fixes, ground);
  const quality = qualityOf(track, { distance, gaps });
  const minutes = (ms: number) => Math.round(ms / MINUTE_MS);
  const offsets = track.map(({ inputOffset }) => inputOffset);
  const body: Omit<TripReport, 'verdict' | 'findings' | 'omitted'> = {
    schema: 1,
    tripId,
    times: {
      plannedDepartMs: plan.departMs,
      departedMs: departed.timeMs,
      departDelayMin: minutes(departed.timeMs - plan.departMs),
      plannedArriveMs: plan.arriveMs,
      arrivedMs: arrived.timeMs,
      arriveDelayMin: minutes(arrived.timeMs - plan.arriveMs),
      durationMin: minutes(arrived.timeMs - departed.timeMs),
      plannedDurationMin: minutes(plan.arriveMs - plan.departMs),
    },
    distance,
    stops: { planned: stops.planned, unplanned: bounded(stops.unplanned) },
    via: viaOf(fixes, ground),
    deviations: deviations === null ? null : bounded(deviations),
    speeding: {
      limitKmh,
      episodes: bounded(speedingOf(fixes, { limitKmh, vehicleClass: plan.class })),
    },
    driving: { drivers: drivers.map(driverOf), rests: bounded(restsOf(drivers, trip)) },
    quality: { ...quality, gaps: bounded(quality.gaps) },
    alerts: bounded(input.alerts),
    basis: {
      partition: track[0]?.inputPartition ?? null,
      fromOffset: offsets.length === 0 ? null : lowest(offsets),
      toOffset: offsets.length === 0 ? null : highest(offsets),
      ...{ fromMs: departed.timeMs, toMs: arrived.timeMs, isCut },
    },
    picture: pictureOf(fixes),
  };
  const findings = findingsOf(body, plan.class);
  const { tripId: _, schema: __, ...rest } = body;
  return { schema: 1, tripId, verdict: verdictOf(findings), findings, ...rest, omitted };
}

function driverOf({ key, periods }: DriverTime) {
  const lengths = periods.map(({ startMs, endMs }) => endMs - startMs);
  const sum = lengths.reduce((a, b) => a + b, 0);
  return {
    key,
    drivingMin: Math.round(sum / MINUTE_MS),
    longestMin: Math.round((lengths.length === 0 ? 0 : highest(lengths)) / MINUTE_MS),
    estimated: periods.some(({ estimated }) => estimated),
  };
}

/** Between driving periods of one driver, 20 minutes and longer. */
function restsOf(drivers: readonly DriverTime[], { arrived }: ReportInput['trip']) {
  const rests: { fromMs: number; toMs: number; minutes: number }[] = [];
  for (const { periods } of drivers)
    periods.forEach(({ endMs }, at) => {
      const next = periods[at + 1];
      if (next === undefined || arrived === null || next.startMs - endMs < REST_MS) return;
      const spanMs = next.startMs - endMs;
      rests.push({ fromMs: endMs, toMs: next.startMs, minutes: Math.round(spanMs / MINUTE_MS) });
    });
  return rests.sort((a, b) => a.fromMs - b.fromMs);
}

/** First, last and every n-th fix between. */
function pictureOf(
  fixes: readonly (Observation & { latitudeDeg: number; longitudeDeg: number })[],
) {
  const every = Math.max(1, Math.ceil(fixes.length / PICTURE_POINTS_MAX));
  return fixes
    .filter((_, at) => at % every === 0 || at === fixes.length - 1)
    .map(({ eventTimeMs, longitudeDeg, latitudeDeg }): [number, number, number] => [
      eventTimeMs,
      longitudeDeg,
      latitudeDeg,
    ]);
}

/** Tracks are longer than what a call may have arguments. */
const highest = (values: readonly number[]) => values.reduce((a, b) => Math.max(b, a));
const lowest = (values: readonly number[]) => values.reduce((a, b) => Math.min(b, a));
