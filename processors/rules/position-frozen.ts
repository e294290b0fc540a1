/**
 * position.frozen (定位冻结): report after report with the very same coordinates at driving speed.
 *
 * A run counts reports in a row with identical coordinates, each faster than `speedKmh`; slower ones end it,
 * those without a speed or a position say nothing. The episode opens at the run's first report and lasts
 * until the coordinates change, however slow the vehicle is by then: standing still does not thaw them.
 */
import { type Static, Type } from 'typebox';
import type { EvidenceRef } from '#core/alert.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { clockText, numberText } from './evidence.ts';
import {
  FOUND,
  follow,
  GOOD,
  GOOD_BEFORE,
  isGood,
  isSamePlace,
  isWhereItWas,
  newTrail,
  placeOf,
  refOf,
  speedKmh,
  TRAIL_PART,
  type Trail,
  timeMs,
  trailFrom,
} from './trail.ts';

const Params = Type.Object({
  reports: Type.Integer({
    minimum: 2,
    default: 10,
    description:
      'reports in a row with identical coordinates at speed; this many alert (domain 2.4)',
  }),
  speedKmh: Type.Number({
    minimum: 0,
    default: 10,
    description: 'km/h; a report above it ought to show another place than the one before',
  }),
  gapMaxMs: Type.Integer({
    minimum: 1_000,
    default: 300_000,
    description: 'ms; a longer hole restarts the count',
  }),
});
type Params = Static<typeof Params>;

/** Instants: 0 = none. */
interface State {
  trail: Trail;
  /** Reports of the run; 0 = none. */
  same: number;
  sinceMs: number;
  fastestKmh: number;
  first: EvidenceRef | null;
  open: boolean;
}

const begun = (trail: Trail): State => ({
  trail,
  same: 0,
  sinceMs: 0,
  fastestKmh: 0,
  first: null,
  open: false,
});

function reset(state: State): void {
  if (state.same === 0) return;
  state.same = 0;
  state.sinceMs = 0;
  state.fastestKmh = 0;
  state.first = null;
}

function statement({ same, sinceMs, fastestKmh }: State, untilMs: number) {
  const lasted = clockText(untilMs - sinceMs);
  const speed = numberText(fastestKmh);
  return {
    measured: same,
    explanation: {
      zh: `连续 ${same} 条报告坐标完全相同，其间车速最高 ${speed} km/h，历时 ${lasted}。`,
      en: `${same} reports in a row with identical coordinates at up to ${speed} km/h, for ${lasted}.`,
    },
    facts: { reports: same, fastestKmh, seconds: Math.round((untilMs - sinceMs) / 1000) },
  };
}

function thaw(state: State, nowMs: number, context: RuleContext<Params>): void {
  context.update('', statement(state, nowMs));
  context.close('', nowMs);
  state.open = false;
  reset(state);
}

export const positionFrozen = defineRule<Params, State>({
  type: 'position.frozen',
  version: 1,
  sharedPart: TRAIL_PART,
  summary: {
    zh: '车速高于 10 km/h 而连续 10 条以上报告坐标完全相同',
    en: 'Ten or more reports in a row with identical coordinates at more than 10 km/h',
  },
  clause: '道路运输车辆动态监督管理办法; JT/T 808 0x0200（位置数据质量）',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial: () => begun(newTrail()),
  wake: (before) => begun(trailFrom(before)),
  wakes: (observation, _subject, params, _world, before) =>
    observation.speedKmh !== null &&
    observation.speedKmh > params.speedKmh &&
    isWhereItWas(observation, before) &&
    isGood(observation),
  onObservation(state, observation, context) {
    if ((follow(state.trail, observation, context) & FOUND.good) === 0) return;
    judge(state, context);
    if (state.same === 0) context.rest();
  },
});

/** A good position has come. */
function judge(state: State, context: RuleContext<Params>): void {
  const { trail } = state;
  const { params } = context;
  const nowMs = timeMs(trail, GOOD);
  const beforeMs = timeMs(trail, GOOD_BEFORE);
  if (beforeMs === 0 || !isSamePlace(trail, GOOD_BEFORE, GOOD)) {
    if (state.open) thaw(state, nowMs, context);
    else reset(state);
    return;
  }
  const speed = speedKmh(trail, GOOD);
  if (speed < 0) return;
  if (speed <= params.speedKmh) {
    if (!state.open) reset(state);
    return;
  }
  if (!state.open && nowMs - beforeMs > params.gapMaxMs) reset(state);
  if (state.same === 0) {
    // The one before it is the first of the run, if it was as fast and near enough.
    const begins =
      speedKmh(trail, GOOD_BEFORE) > params.speedKmh && nowMs - beforeMs <= params.gapMaxMs;
    const at = begins ? GOOD_BEFORE : GOOD;
    state.sinceMs = timeMs(trail, at);
    state.first = refOf(trail, at);
    state.fastestKmh = begins ? speedKmh(trail, GOOD_BEFORE) : 0;
    state.same = begins ? 1 : 0;
  }
  state.same++;
  if (speed > state.fastestKmh) state.fastestKmh = speed;
  if (state.open || state.same < params.reports) return;
  state.open = true;
  context.open('', {
    severity: 'minor',
    openedAtMs: state.sinceMs,
    raisedAtMs: nowMs,
    limit: params.reports,
    unit: '',
    ...placeOf(trail, GOOD),
    ...statement(state, nowMs),
  });
  if (state.first !== null) context.evidence('', state.first);
  context.evidence('');
}
