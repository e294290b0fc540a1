/** Where a trip stood: at planned stops, or where none was planned (domain.md 3.4). */
import { displacementM } from '../../geo/distance.ts';
import type { VehicleClass } from '../../report.ts';
import { MINUTE_MS } from '../../time.ts';
import { contains, type TripGround } from '../ground.ts';
import type { Fix } from './track.ts';

/** Slower is standing, within a circle of this radius; one fast fix of a parked receiver is noise. */
const STANDING_KMH = 3;
const CIRCLE_M = 50;
const FAST_POINTS_LEAVE = 2;
/** Shorter is traffic; a planned stop needs no minute, doors open and close. */
const SERVED_MS = 20_000;
/** Longer, where no stop is planned or permitted, is told. */
const UNPLANNED_MS = 15 * MINUTE_MS;
const UNPLANNED_DANGEROUS_MS = 10 * MINUTE_MS;

export interface Standstill {
  fromMs: number;
  toMs: number;
  latitudeDeg: number;
  longitudeDeg: number;
  /** Of its first report in `reports.v1`. */
  offset: number;
}

export interface PlannedStopReport {
  name: string;
  plannedArriveMs: number | null;
  /** null = it did not stop there. */
  arrivedMs: number | null;
  leftMs: number | null;
  minutes: number | null;
  /** Positive = late. */
  delayMin: number | null;
  offset: number | null;
}

export interface TripStops {
  planned: PlannedStopReport[];
  unplanned: (Standstill & { minutes: number })[];
}

/** A stop runs from the first standing report to the next moving one, or to the end of the track. */
export function standstillsOf(track: readonly Fix[]): Standstill[] {
  const found: Standstill[] = [];
  let stop: Standstill | null = null;
  let fast = 0;
  const end = (toMs: number) => {
    if (stop !== null && toMs - stop.fromMs >= SERVED_MS) found.push({ ...stop, toMs });
    stop = null;
    fast = 0;
  };
  /** First of the fast reports in a row. */
  let leftMs = 0;
  for (const { eventTimeMs, latitudeDeg, longitudeDeg, speedKmh, inputOffset } of track) {
    const open: Standstill | null = stop;
    if (open !== null) {
      const isNear =
        displacementM(open.latitudeDeg, open.longitudeDeg, latitudeDeg, longitudeDeg) <= CIRCLE_M;
      if (!isNear) {
        end(fast > 0 ? leftMs : eventTimeMs);
      } else if (speedKmh !== null && speedKmh >= STANDING_KMH) {
        if (fast++ === 0) leftMs = eventTimeMs;
        if (fast >= FAST_POINTS_LEAVE) end(leftMs);
        continue;
      } else {
        fast = 0;
        open.toMs = eventTimeMs;
        continue;
      }
    }
    if (speedKmh === null || speedKmh < STANDING_KMH)
      stop = {
        ...{ fromMs: eventTimeMs, toMs: eventTimeMs, latitudeDeg, longitudeDeg },
        offset: inputOffset,
      };
  }
  const last = track.at(-1);
  if (last !== undefined) end(last.eventTimeMs);
  return found;
}

export function stopsOf(
  track: readonly Fix[],
  ground: TripGround,
  vehicleClass: VehicleClass,
): TripStops {
  const stills = standstillsOf(track);
  const used = new Set<Standstill>();
  let afterMs = Number.NEGATIVE_INFINITY;
  const planned = ground.stops.map(({ area, name, arriveMs }): PlannedStopReport => {
    const at = stills.find(
      (still) =>
        still.fromMs >= afterMs &&
        area !== null &&
        contains(area, still.latitudeDeg, still.longitudeDeg),
    );
    const known = { name, plannedArriveMs: arriveMs };
    if (at === undefined)
      return {
        ...known,
        arrivedMs: null,
        leftMs: null,
        minutes: null,
        delayMin: null,
        offset: null,
      };
    afterMs = at.toMs;
    used.add(at);
    return {
      ...known,
      ...{ arrivedMs: at.fromMs, leftMs: at.toMs, minutes: minutesOf(at), offset: at.offset },
      delayMin: arriveMs === null ? null : Math.round((at.fromMs - arriveMs) / MINUTE_MS),
    };
  });
  const allowed = [ground.origin, ground.destination, ...ground.permitted].concat(
    ground.stops.map(({ area }) => area),
  );
  const limitMs = vehicleClass === 'dangerous' ? UNPLANNED_DANGEROUS_MS : UNPLANNED_MS;
  const unplanned = stills
    .filter((still) => !used.has(still) && still.toMs - still.fromMs > limitMs)
    .filter(
      ({ latitudeDeg, longitudeDeg }) =>
        !allowed.some((area) => area !== null && contains(area, latitudeDeg, longitudeDeg)),
    )
    .map((still) => ({ ...still, minutes: minutesOf(still) }));
  return { planned, unplanned };
}

function minutesOf({ fromMs, toMs }: Standstill): number {
  return Math.round((toMs - fromMs) / 6_000) / 10;
}
