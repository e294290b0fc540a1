/**
 * Self-check and plausibility of traffic detectors (domain.md 7.1, after IRIS): a fold over a
 * detector's samples in event order, lane by lane. What fails the check is in no indicator.
 */
import type { LaneSample, TrafficSample } from '#core/sensor.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#core/time.ts';

export type Placement = 'mainline' | 'ramp' | 'exit';

/** Nobody seen for this long: failed until somebody is. */
const NO_HITS_MS: Record<Placement, number> = {
  mainline: 4 * HOUR_MS,
  exit: 8 * HOUR_MS,
  ramp: 12 * HOUR_MS,
};
/** More vehicles than a lane can carry in 30 s. */
const CHATTER_IN_30_S = 38;
const LOCKED_PCT = 100;
const LOCKED_ON_MS: Record<Placement, number> = {
  mainline: 2 * MINUTE_MS,
  exit: 30 * MINUTE_MS,
  ramp: 30 * MINUTE_MS,
};
const NO_CHANGE_MS = DAY_MS;
const SPIKE_STEP_PCT = 25;
const SPIKE_STEP_MS = 30 * SECOND_MS;
const SPIKE_MAX_MS = 60 * SECOND_MS;
/** After any fault but "no hits" a lane must have been clean for this long. */
const CLEAN_MS = DAY_MS;
/** Beyond these a value is dropped. */
const FLOW_MAX_VEH_H = 3_000;
const SPEED_MAX_KMH = 200;

/** Plain data, as snapshots hold it. */
export interface LaneCheck {
  lane: number;
  /** Observed time without a vehicle. */
  noHitMs: number;
  lockedMs: number;
  unchangedMs: number;
  spikeMs: number;
  /** Last occupancy; null = none yet. */
  occupancyPct: number | null;
  /** A fault keeps the lane out until then; 0 = none. */
  cleanAtMs: number;
}

export interface CheckedLane {
  sample: LaneSample;
  /** May be counted. */
  isGood: boolean;
  isImplausible: boolean;
  isFailed: boolean;
}

/** Judges the lanes of the next sample and moves their states on. */
export function checkLanes(
  checks: LaneCheck[],
  { intervalS, lanes }: TrafficSample,
  endMs: number,
  placement: Placement,
): CheckedLane[] {
  const intervalMs = intervalS * SECOND_MS;
  return lanes.map((sample) => {
    const check = checkOf(checks, sample.lane);
    const isFailed = moveOn(check, sample, { endMs, intervalMs, placement });
    const isImplausible = !isPlausible(sample, intervalMs);
    return { sample, isFailed, isImplausible, isGood: sample.valid && !isFailed && !isImplausible };
  });
}

function checkOf(checks: LaneCheck[], lane: number): LaneCheck {
  let check = checks.find((candidate) => candidate.lane === lane);
  if (check === undefined) {
    check = {
      lane,
      noHitMs: 0,
      lockedMs: 0,
      unchangedMs: 0,
      spikeMs: 0,
      occupancyPct: null,
      cleanAtMs: 0,
    };
    checks.push(check);
  }
  return check;
}

function moveOn(
  check: LaneCheck,
  { vehicles, occupancyPct }: LaneSample,
  { endMs, intervalMs, placement }: { endMs: number; intervalMs: number; placement: Placement },
): boolean {
  let isFaulty = false;
  if (vehicles !== null) {
    check.noHitMs = vehicles > 0 ? 0 : check.noHitMs + intervalMs;
    isFaulty ||= (vehicles * 30 * SECOND_MS) / intervalMs >= CHATTER_IN_30_S;
  }
  if (occupancyPct !== null) {
    check.lockedMs = occupancyPct >= LOCKED_PCT ? check.lockedMs + intervalMs : 0;
    const isSame = occupancyPct > 0 && occupancyPct === check.occupancyPct;
    check.unchangedMs = isSame ? check.unchangedMs + intervalMs : 0;
    const step = Math.abs(occupancyPct - (check.occupancyPct ?? occupancyPct));
    check.spikeMs =
      Math.max(0, check.spikeMs - SPIKE_STEP_MS) +
      Math.floor(step / SPIKE_STEP_PCT) * SPIKE_STEP_MS;
    check.occupancyPct = occupancyPct;
    isFaulty ||=
      check.lockedMs >= LOCKED_ON_MS[placement] ||
      check.unchangedMs >= NO_CHANGE_MS ||
      check.spikeMs > SPIKE_MAX_MS;
  }
  if (isFaulty) check.cleanAtMs = endMs + CLEAN_MS;
  return check.noHitMs >= NO_HITS_MS[placement] || endMs < check.cleanAtMs;
}

function isPlausible(
  { vehicles, occupancyPct, speedKmh }: LaneSample,
  intervalMs: number,
): boolean {
  if (speedKmh !== null && speedKmh > SPEED_MAX_KMH) return false;
  if (vehicles === null || vehicles === 0) return true;
  if (speedKmh === 0 || occupancyPct === 0) return false;
  return (vehicles * HOUR_MS) / intervalMs <= FLOW_MAX_VEH_H;
}
