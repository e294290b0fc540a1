/** Where a trip left its corridor, which places on the way it missed, and where it was too fast. */
import { roundM } from '../../geo/distance.ts';
import { FLAGS, type VehicleClass } from '../../report.ts';
import { HOUR_MS, shanghaiTimeOfDayMs } from '../../time.ts';
import { contains, type TripGround } from '../ground.ts';
import type { Fix } from './track.ts';

/** The settled defaults of route.deviation and speed.over (DESIGN 5). */
const OUTER_M = 50;
const ENTER_POINTS = 3;
const ENTER_MS = 120_000;
const LEAVE_POINTS = 2;
const LEAVE_MS = 30_000;
const MOVING_KMH = 5;
const OVER_MS = 30_000;
const MERGE_MS = 60_000;
/** Faster than this is a measuring fault (domain.md 1.5). */
const PLAUSIBLE_KMH = 160;
/** Caps of the class (实施条例 78, Order 29/2019 46) where the plan states nothing lower; null = none binds. */
const CAPS_KMH: Record<VehicleClass, number | null> = {
  ...{ charter: 100, scheduled: 100, dangerous: 80, heavy: 100, other: null },
};
const NIGHT_FACTOR = 0.8;
const NIGHT_FROM_MS = 22 * HOUR_MS;
const NIGHT_TO_MS = 6 * HOUR_MS;

export interface Deviation {
  fromMs: number;
  toMs: number;
  minutes: number;
  maxM: number;
  fromOffset: number;
  toOffset: number;
}

/** null = the trip has no corridor. */
export function deviationsOf(track: readonly Fix[], ground: TripGround): Deviation[] | null {
  const { way, origin, destination, permitted } = ground;
  if (way === null) return null;
  const found: Deviation[] = [];
  /** The episode at hand, perhaps not proven yet. */
  let episode: (Deviation & { points: number }) | null = null;
  let back: Fix[] = [];
  const isProven = (each: { points: number; fromMs: number; toMs: number }) =>
    each.points >= ENTER_POINTS && each.toMs - each.fromMs >= ENTER_MS;
  const end = (toMs: number) => {
    if (episode !== null && isProven(episode)) {
      const { points: _, ...rest } = episode;
      found.push({ ...rest, toMs, minutes: Math.round((toMs - rest.fromMs) / 6_000) / 10 });
    }
    episode = null;
    back = [];
  };
  const ends = [origin, destination, ...permitted].filter((area) => area !== null);
  for (const fix of track) {
    const { eventTimeMs, latitudeDeg, longitudeDeg, speedKmh, inputOffset } = fix;
    const distanceM = ends.some((area) => contains(area, latitudeDeg, longitudeDeg))
      ? 0
      : way.line.distanceM(latitudeDeg, longitudeDeg);
    const open: (Deviation & { points: number }) | null = episode;
    if (distanceM > way.halfWidthM + OUTER_M) {
      back = [];
      if (open !== null) {
        open.points++;
        open.toMs = eventTimeMs;
        open.toOffset = inputOffset;
        open.maxM = Math.max(open.maxM, roundM(distanceM));
      } else if (speedKmh === null || speedKmh > MOVING_KMH)
        // A parked vehicle does not leave its way.
        episode = {
          ...{ fromMs: eventTimeMs, toMs: eventTimeMs, minutes: 0, maxM: roundM(distanceM) },
          ...{ fromOffset: inputOffset, toOffset: inputOffset, points: 1 },
        };
    } else if (open !== null && distanceM <= way.halfWidthM) {
      back.push(fix);
      const first = back[0]!.eventTimeMs;
      if (!isProven(open) || back.length >= LEAVE_POINTS || eventTimeMs - first >= LEAVE_MS)
        end(first);
    }
  }
  const last = track.at(-1);
  if (last !== undefined) end(last.eventTimeMs);
  return found;
}

export interface ViaReport {
  name: string;
  /** null = it was not passed, or has no coordinates. */
  passedMs: number | null;
  isLocated: boolean;
}

/** Places in the order of the plan; one passed only before its predecessor counts as not passed. */
export function viaOf(track: readonly Fix[], { via }: TripGround): ViaReport[] {
  let from = 0;
  return via.map(({ area, name }) => {
    if (area === null) return { name, passedMs: null, isLocated: false };
    const at = track.findIndex(
      ({ latitudeDeg, longitudeDeg }, index) =>
        index >= from && contains(area, latitudeDeg, longitudeDeg),
    );
    if (at >= 0) from = at;
    return { name, passedMs: at < 0 ? null : track[at]!.eventTimeMs, isLocated: true };
  });
}

export interface Speeding {
  fromMs: number;
  toMs: number;
  seconds: number;
  maxKmh: number;
  limitKmh: number;
  fromOffset: number;
}

/** Lower of what the plan states and the class allows; null = nothing binds. */
export function limitOf(vehicleClass: VehicleClass, { limitKmh }: TripGround): number | null {
  const cap = CAPS_KMH[vehicleClass];
  if (cap === null || limitKmh === null) return cap ?? limitKmh;
  return Math.min(cap, limitKmh);
}

/** Above the limit for more than 30 s; what lies within a minute of each other is one event. */
export function speedingOf(
  track: readonly Fix[],
  { limitKmh, vehicleClass }: { limitKmh: number | null; vehicleClass: VehicleClass },
): Speeding[] {
  if (limitKmh === null) return [];
  const isCoach = vehicleClass === 'charter' || vehicleClass === 'scheduled';
  const found: Speeding[] = [];
  let run: Speeding | null = null;
  const end = () => {
    if (run === null || run.toMs - run.fromMs <= OVER_MS) {
      run = null;
      return;
    }
    const last = found.at(-1);
    if (last !== undefined && run.fromMs - last.toMs <= MERGE_MS) {
      last.toMs = run.toMs;
      last.maxKmh = Math.max(last.maxKmh, run.maxKmh);
    } else found.push(run);
    run = null;
  };
  for (const { eventTimeMs, speedKmh, flags, inputOffset } of track) {
    if (speedKmh === null || speedKmh > PLAUSIBLE_KMH || (flags & FLAGS.speedMismatch) !== 0)
      continue;
    const limit = isCoach && isNight(eventTimeMs) ? limitKmh * NIGHT_FACTOR : limitKmh;
    if (speedKmh <= limit) {
      end();
      continue;
    }
    const open: Speeding | null = run;
    if (open === null)
      run = {
        ...{ fromMs: eventTimeMs, toMs: eventTimeMs, seconds: 0, maxKmh: speedKmh },
        ...{ limitKmh: limit, fromOffset: inputOffset },
      };
    else {
      open.toMs = eventTimeMs;
      open.maxKmh = Math.max(open.maxKmh, speedKmh);
      open.limitKmh = Math.min(open.limitKmh, limit);
    }
  }
  end();
  for (const each of found) each.seconds = Math.round((each.toMs - each.fromMs) / 1_000);
  return found;
}

function isNight(instantMs: number): boolean {
  const time = shanghaiTimeOfDayMs(instantMs);
  return time >= NIGHT_FROM_MS || time < NIGHT_TO_MS;
}
