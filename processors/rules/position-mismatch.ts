/**
 * position.mismatch (位置不符): two terminals report for one vehicle (plate and colour) at once from places more
 * than 5 km apart. One of them is on another vehicle: a wrong registration, or a plate that exists twice.
 *
 * Judged where the terminals take turns: each position against the one before it when that came from
 * another terminal within `togetherMs`. `turns` such pairs in a row open, so that each has said it twice and a single
 * wild position proves nothing; the first pair that agrees closes, and so do `quietMs` without a pair.
 */
import { type Static, Type } from 'typebox';
import type { EvidenceRef } from '#core/alert.ts';
import { displacementM } from '#core/geo/distance.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { numberText } from './evidence.ts';
import {
  deviceKey,
  distanceM,
  FOUND,
  follow,
  isLocated,
  LOCATED,
  LOCATED_BEFORE,
  newTrail,
  placeOf,
  refOf,
  TRAIL_PART,
  type Trail,
  timeMs,
  trailFrom,
} from './trail.ts';

const Params = Type.Object({
  distanceM: Type.Number({
    minimum: 100,
    default: 5_000,
    description: 'm between the two terminals above which they are not on one vehicle (domain 2.4)',
  }),
  togetherMs: Type.Integer({
    minimum: 0,
    default: 120_000,
    description:
      'ms between two reports that still count as at once: 5 km in two minutes are 150 km/h',
  }),
  turns: Type.Integer({
    minimum: 1,
    default: 3,
    description: 'pairs in a row, the terminals taking turns, that are too far apart',
  }),
  quietMs: Type.Integer({
    minimum: 1_000,
    default: 600_000,
    description: 'ms without a pair after which the episode is over',
  }),
});
type Params = Static<typeof Params>;

/** Instants: 0 = none. */
interface State {
  trail: Trail;
  /** Pairs in a row that were too far apart. */
  turns: number;
  sinceMs: number;
  first: EvidenceRef | null;
  lastMs: number;
  /** When silence alone proves the open episode over. */
  dueMs: number;
  farthestM: number;
  open: boolean;
}

const begun = (trail: Trail): State => ({
  trail,
  turns: 0,
  sinceMs: 0,
  first: null,
  lastMs: 0,
  dueMs: 0,
  farthestM: 0,
  open: false,
});

function reset(state: State): void {
  state.turns = 0;
  state.sinceMs = 0;
  state.first = null;
  state.lastMs = 0;
  state.dueMs = 0;
  state.farthestM = 0;
  state.open = false;
}

function statement({ farthestM }: State, { distanceM: limitM }: Params) {
  const km = numberText(farthestM / 1000);
  const limit = numberText(limitM / 1000);
  return {
    measured: farthestM,
    explanation: {
      zh: `同一车辆的两台终端同时上报的位置相距最远 ${km} 公里，限值 ${limit} 公里：登记有误或疑似套牌。`,
      en: `Two terminals of this vehicle report at the same time from up to ${km} km apart, limit ${limit} km: wrong registration or a cloned plate.`,
    },
  };
}

function end(state: State, closedAtMs: number, context: RuleContext<Params>): void {
  if (state.open) {
    context.update('', statement(state, context.params));
    context.close('', closedAtMs);
  }
  reset(state);
}

export const positionMismatch = defineRule<Params, State>({
  type: 'position.mismatch',
  version: 1,
  sharedPart: TRAIL_PART,
  summary: {
    zh: '同一车牌（号牌号码与颜色）的两台终端同时上报，位置相距 5 公里以上',
    en: 'Two terminals of one plate and colour report at once from more than 5 km apart',
  },
  clause: '道路运输车辆动态监督管理办法（车载终端与车辆一一对应）; 安全生产法 第36条',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial: () => begun(newTrail()),
  wake: (before) => begun(trailFrom(before)),
  wakes(observation, _subject, params, _world, before) {
    const { drift, goodMs } = before;
    const { deviceKey: device, eventTimeMs, latitudeDeg, longitudeDeg } = observation;
    if (device === (drift === null ? before.goodDevice : drift.deviceKey)) return false;
    if (goodMs === 0 || !isLocated(observation)) return false;
    if (eventTimeMs - (drift === null ? goodMs : drift.timeMs) > params.togetherMs) return false;
    const latitude = drift === null ? before.goodLatitudeDeg : drift.latitudeDeg;
    const longitude = drift === null ? before.goodLongitudeDeg : drift.longitudeDeg;
    const apartM = displacementM(latitude, longitude, latitudeDeg!, longitudeDeg!);
    return Math.round(apartM) > params.distanceM;
  },
  onObservation(state, observation, context) {
    if ((follow(state.trail, observation, context) & FOUND.located) === 0) return;
    judge(state, context);
    if (state.turns === 0) context.rest();
  },
  onTick(state, tickMs, context) {
    if (state.open && tickMs >= state.dueMs) end(state, state.lastMs, context);
  },
  wakeAtMs: (state) => (state.open ? state.dueMs : null),
});

/** A position has come. */
function judge(state: State, context: RuleContext<Params>): void {
  const { trail } = state;
  if (deviceKey(trail, LOCATED) === deviceKey(trail, LOCATED_BEFORE)) return;
  const beforeMs = timeMs(trail, LOCATED_BEFORE);
  const nowMs = timeMs(trail, LOCATED);
  const { params } = context;
  if (beforeMs === 0 || nowMs - beforeMs > params.togetherMs) return;
  if (state.turns > 0 && nowMs >= state.dueMs) end(state, state.lastMs, context);
  const apartM = Math.round(distanceM(trail, LOCATED_BEFORE, LOCATED));
  if (apartM <= params.distanceM) {
    if (state.turns > 0) end(state, nowMs, context);
    return;
  }
  if (state.turns === 0) {
    state.sinceMs = beforeMs;
    state.first = refOf(trail, LOCATED_BEFORE);
  }
  state.turns++;
  state.lastMs = nowMs;
  state.dueMs = nowMs + params.quietMs + 1;
  if (apartM > state.farthestM) state.farthestM = apartM;
  if (state.open || state.turns < params.turns) return;
  state.open = true;
  context.open('', {
    severity: 'major',
    openedAtMs: state.sinceMs,
    raisedAtMs: nowMs,
    limit: params.distanceM,
    unit: 'm',
    ...placeOf(trail, LOCATED),
    ...statement(state, params),
    facts: { otherPlace: placeOf(trail, LOCATED_BEFORE) },
  });
  if (state.first !== null) context.evidence('', state.first);
  context.evidence('', refOf(trail, LOCATED_BEFORE));
  context.evidence('');
}
