/**
 * Driving while something forbids it: what the bans and the permits have in common.
 *
 * A *run* is an unbroken series of moving reports made while the prohibition holds: it begins at the
 * first of them, ends at a report that stands, and is an episode once it has lasted `sustainMs`. So a
 * coach that rolls out of the motorway into the service area is none. The episode goes on over short stops
 * and ends with a stand of `standMs`, at its start; with a hole longer than `gapMaxMs`, at the last moving
 * report, because nothing is known of what follows; or when the prohibition ends, which its rule knows.
 *
 * Moving is a speed above `movingKmh`; where the sender gives none, the net displacement says so (`motion.ts`).
 */
import { Type } from 'typebox';
import type { EvidenceRef } from '#core/alert.ts';
import type { Observation } from '#core/report.ts';
import { evidenceOf, hasPosition, measuredSpeedKmh } from './evidence.ts';
import { addFix, type FixWindow, motionAt } from './motion.ts';

/** Parameters of every rule of this kind. */
export const movingParams = {
  movingKmh: Type.Number({
    minimum: 0,
    default: 5,
    description: 'km/h above which the vehicle is moving (satellite noise floor)',
  }),
  sustainMs: Type.Integer({
    minimum: 0,
    default: 180_000,
    description: 'ms of unbroken movement before the alert opens; exactly this long opens it',
  }),
  standMs: Type.Integer({
    minimum: 1_000,
    default: 180_000,
    description: 'ms; a stand of this length ends the episode at its start',
  }),
  gapMaxMs: Type.Integer({
    minimum: 1_000,
    default: 600_000,
    description: 'ms; a longer hole between reports is no evidence of what lies between',
  }),
};
export interface MovingParams {
  movingKmh: number;
  sustainMs: number;
  standMs: number;
  gapMaxMs: number;
}

/** Instants: 0 = none. */
export interface Moving {
  /** First report of the run or episode at hand. */
  startMs: number;
  startLatitudeDeg: number | null;
  startLongitudeDeg: number | null;
  first: EvidenceRef | null;
  isOpen: boolean;
  /** Latest report that says whether it moves. */
  lastMs: number;
  lastMovingMs: number;
  standSinceMs: number;
  /** When silence, or the stand at hand, proves the episode over. */
  dueMs: number;
  /** Of senders that give no speed. */
  fixes: FixWindow;
}

export function notMoving(): Moving {
  return {
    startMs: 0,
    startLatitudeDeg: null,
    startLongitudeDeg: null,
    first: null,
    isOpen: false,
    lastMs: 0,
    lastMovingMs: 0,
    standSinceMs: 0,
    dueMs: 0,
    fixes: [],
  };
}

/** null = the observation does not say. */
export function isMoving(
  { fixes }: Moving,
  observation: Observation,
  params: MovingParams,
): boolean | null {
  const speedKmh = measuredSpeedKmh(observation);
  if (speedKmh !== null) return speedKmh > params.movingKmh;
  if (!hasPosition(observation)) return null;
  const { eventTimeMs: timeMs, latitudeDeg, longitudeDeg } = observation;
  const fix = { timeMs, latitudeDeg, longitudeDeg };
  const motion = motionAt(fixes, fix, params);
  addFix(fixes, fix, params.gapMaxMs);
  return motion === 0 ? null : motion > 0;
}

/** When the open episode ended, as this observation proves; 0 = it has not. */
export function endedMs(
  moving: Moving,
  nowMs: number,
  moves: boolean | null,
  params: MovingParams,
): number {
  if (!moving.isOpen) return 0;
  const { standSinceMs } = moving;
  const isHole = nowMs - moving.lastMs > params.gapMaxMs;
  const hasStood = standSinceMs !== 0 && moves !== true && nowMs - standSinceMs >= params.standMs;
  if (!isHole && !hasStood) return 0;
  return standSinceMs !== 0 ? standSinceMs : moving.lastMovingMs;
}

/** When the open episode ended, as a tick at or after `dueMs` proves. */
export function endedBySilenceMs({ standSinceMs, lastMovingMs }: Moving): number {
  return standSinceMs !== 0 ? standSinceMs : lastMovingMs;
}

/** Takes an observation made under the prohibition; true when the run has just become an episode. */
export function move(
  moving: Moving,
  observation: Observation,
  moves: boolean | null,
  params: MovingParams,
): boolean {
  if (moves === null) return false;
  const nowMs = observation.eventTimeMs;
  if (!moving.isOpen) {
    if (!moves) {
      forget(moving);
      return false;
    }
    if (moving.startMs === 0 || nowMs - moving.lastMs > params.gapMaxMs) {
      moving.startMs = nowMs;
      moving.startLatitudeDeg = observation.latitudeDeg;
      moving.startLongitudeDeg = observation.longitudeDeg;
      moving.first = evidenceOf(observation);
    }
  }
  moving.lastMs = nowMs;
  if (moves) {
    moving.lastMovingMs = nowMs;
    moving.standSinceMs = 0;
  } else if (moving.standSinceMs === 0) moving.standSinceMs = nowMs;
  moving.dueMs =
    moving.standSinceMs === 0
      ? nowMs + params.gapMaxMs + 1
      : Math.min(moving.standSinceMs + params.standMs, nowMs + params.gapMaxMs + 1);
  if (moving.isOpen || nowMs - moving.startMs < params.sustainMs) return false;
  moving.isOpen = true;
  return true;
}

/** Nothing is going on; the fixes stay, since they are of the vehicle and not of the episode. */
export function forget(moving: Moving): void {
  const { fixes } = moving;
  Object.assign(moving, notMoving());
  moving.fixes = fixes;
}
