/**
 * On which days a charter ran between the same ends: the same on five days in seven is suspected to be a scheduled service
 * (domain.md 3.3: 广东省道路运输条例 第17条). A run is there when a ticket was in force at its origin and, within a day, one
 * of the same ends at its destination. It counts for the Shanghai day on which it set out.
 */
import { Type } from 'typebox';
import type { EvidenceRef } from '#core/alert.ts';
import { displacementM } from '#core/geo/distance.ts';
import type { Observation } from '#core/report.ts';
import { DAY_MS, shanghaiDayStartMs } from '#core/time.ts';
import { isInForce, type Place, type Ticket } from '../papers.ts';
import type { SubjectInfo } from '../subject-info.ts';
import type { World } from '../world/world.ts';
import { hasPosition } from './evidence.ts';
import { isAt } from './places.ts';

export const runParams = {
  repeatDays: Type.Integer({
    minimum: 2,
    maximum: 7,
    default: 5,
    description:
      'days in any 7 on which a charter may not run between the same ends: a suspected scheduled service (domain 3.3: 广东省道路运输条例 第17条)',
  }),
};

/** Days among which runs are counted, the present one included. */
export const RUN_WINDOW_DAYS = 7;
/** Pairs of ends remembered of a vehicle; beyond, the one met first is forgotten. */
const RUNS_MAX = 16;
/** Numbers of one day in `CharterRun.days`. */
const DAY_NUMBERS = 4;

/** Runs between two ends. Plain JSON. */
export interface CharterRun {
  origin: Place;
  destination: Place;
  /** Latest report at the origin; 0 = it has arrived since. */
  leftMs: number;
  /** Start of the day, and the first report of arrival: instant, partition, offset; of each day, ascending. */
  days: number[];
}

type Situation = { subject: SubjectInfo; world: World };

/** Whether the report may begin a run. */
export function isAtOrigin(observation: Observation, { subject, world }: Situation): boolean {
  const { tickets } = subject;
  if (tickets.length === 0 || !hasPosition(observation)) return false;
  return tickets.some(
    (ticket) =>
      isInForce(ticket, observation.eventTimeMs) && isAt(ticket.origin, observation, world),
  );
}

/** Takes a report; the runs to which it has added a day. */
export function followRuns(
  runs: CharterRun[],
  observation: Observation,
  { subject, world }: Situation,
): CharterRun[] {
  const nowMs = observation.eventTimeMs;
  forgetOld(runs, nowMs);
  const arrived: CharterRun[] = [];
  if (!hasPosition(observation)) return arrived;
  for (const ticket of subject.tickets) {
    if (!isInForce(ticket, nowMs)) continue;
    const known = runs.find((run) => isOf(run, ticket));
    if (isAt(ticket.origin, observation, world)) (known ?? begin(runs, ticket)).leftMs = nowMs;
    else if (
      known !== undefined &&
      known.leftMs !== 0 &&
      isAt(ticket.destination, observation, world)
    ) {
      const dayMs = shanghaiDayStartMs(known.leftMs);
      known.leftMs = 0;
      if (known.days.at(-DAY_NUMBERS) === dayMs) continue;
      known.days.push(dayMs, nowMs, observation.inputPartition, observation.inputOffset);
      arrived.push(known);
    }
  }
  return arrived;
}

export function daysOf({ days }: CharterRun): number {
  return days.length / DAY_NUMBERS;
}

/** The arrival of each day. */
export function arrivalsOf({ days }: CharterRun): EvidenceRef[] {
  return Array.from({ length: days.length / DAY_NUMBERS }, (_, index) => {
    const [eventTimeMs, partition, offset] = days.slice(index * DAY_NUMBERS + 1);
    return { eventTimeMs: eventTimeMs!, partition: partition!, offset: offset! };
  });
}

function begin(runs: CharterRun[], { origin, destination }: Ticket): CharterRun {
  if (runs.length === RUNS_MAX) runs.shift();
  const run = { origin, destination, leftMs: 0, days: [] };
  runs.push(run);
  return run;
}

/** Days out of the window, departures without an arrival, and runs of which nothing is left. */
function forgetOld(runs: CharterRun[], nowMs: number): void {
  const firstDayMs = shanghaiDayStartMs(nowMs) - (RUN_WINDOW_DAYS - 1) * DAY_MS;
  for (let i = runs.length - 1; i >= 0; i--) {
    const run = runs[i]!;
    if (run.leftMs !== 0 && nowMs - run.leftMs > DAY_MS) run.leftMs = 0;
    while (run.days.length > 0 && run.days[0]! < firstDayMs) run.days.splice(0, DAY_NUMBERS);
    if (run.leftMs === 0 && run.days.length === 0) runs.splice(i, 1);
  }
}

function isOf(run: CharterRun, { origin, destination }: Ticket): boolean {
  return isSame(run.origin, origin) && isSame(run.destination, destination);
}

/** The same zone or region, or a centre within the circle of the other. */
function isSame(a: Place, b: Place): boolean {
  if (a.latitudeDeg === null || a.longitudeDeg === null)
    return b.latitudeDeg === null && a.zoneId === b.zoneId && a.regionCode === b.regionCode;
  if (b.latitudeDeg === null || b.longitudeDeg === null) return false;
  const apartM = displacementM(a.latitudeDeg, a.longitudeDeg, b.latitudeDeg, b.longitudeDeg);
  return apartM <= Math.min(a.radiusM, b.radiusM);
}
