/**
 * position.jump (定位跳变): the position is suddenly where no road vehicle can have come, and stays there.
 *
 * One that comes back is drift (domain 4.3) and not judged here; two terminals on one vehicle are a
 * mismatch. Where the coordinates hung while the vehicle drove, it had since then to get where they show it
 * next. Jumps within `quietMs` of each other are one episode, from the first landing to the last one.
 */
import { type Static, Type } from 'typebox';
import { displacementM, METRES_PER_DEGREE } from '#core/geo/distance.ts';
import type { Observation } from '#core/report.ts';
import { type Before, defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import { clockText, numberText } from './evidence.ts';
import {
  deviceKey,
  distanceM,
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
  distanceM: Type.Number({
    minimum: 0,
    default: 1_000,
    description: 'm; a shorter step is scatter whatever its speed',
  }),
  speedKmh: Type.Number({
    minimum: 1,
    default: 200,
    description: 'km/h between two positions above which no road vehicle went there',
  }),
  hungKmh: Type.Number({
    minimum: 0,
    default: 10,
    description: 'km/h; identical coordinates at a higher speed hang, the vehicle goes on',
  }),
  quietMs: Type.Integer({
    minimum: 0,
    default: 60_000,
    description: 'ms; another jump within this time belongs to the same episode',
  }),
});
type Params = Static<typeof Params>;

/** Instants: 0 = none. */
interface State {
  trail: Trail;
  /** Since when the coordinates have hung. */
  hungMs: number;
  openedAtMs: number;
  landedMs: number;
  /** When silence alone proves it over. */
  dueMs: number;
  jumps: number;
  farthestM: number;
  limitM: number;
  overMs: number;
}

const begun = (trail: Trail): State => ({
  trail,
  hungMs: 0,
  openedAtMs: 0,
  landedMs: 0,
  dueMs: 0,
  jumps: 0,
  farthestM: 0,
  limitM: 0,
  overMs: 0,
});

const limitOf = ({ distanceM: leastM, speedKmh }: Params, overMs: number): number =>
  Math.max(leastM, (speedKmh / 3_600) * overMs);

/** Of two places that differ, by a terminal whose coordinates did not hang before. */
function isTooFar(
  { latitudeDeg, longitudeDeg, eventTimeMs, deviceKey: device }: Observation,
  before: Before,
  params: Params,
): boolean {
  const north = Math.abs(latitudeDeg! - before.goodLatitudeDeg);
  const east = Math.abs(longitudeDeg! - before.goodLongitudeDeg);
  // Most are a few hundred metres on: no cosine for them.
  if ((north + east) * METRES_PER_DEGREE < params.distanceM) return false;
  const farM = displacementM(
    before.goodLatitudeDeg,
    before.goodLongitudeDeg,
    latitudeDeg!,
    longitudeDeg!,
  );
  return farM > limitOf(params, eventTimeMs - before.goodMs) && device === before.goodDevice;
}

function statement(
  state: State,
): Pick<EpisodeFacts, 'measured' | 'limit' | 'explanation' | 'facts'> {
  const km = numberText(state.farthestM / 1000);
  const seconds = Math.round(state.overMs / 1000);
  return {
    measured: state.farthestM,
    limit: state.limitM,
    explanation: {
      zh: `定位在 ${clockText(state.overMs)} 内跳变 ${km} 公里，道路车辆最多 ${numberText(state.limitM / 1000)} 公里；共 ${state.jumps} 次。`,
      en: `The position jumped ${km} km within ${clockText(state.overMs)}, at most ${numberText(state.limitM / 1000)} km are possible by road; ${state.jumps} in all.`,
    },
    facts: { jumps: state.jumps, overSeconds: seconds },
  };
}

function end(state: State, context: RuleContext<Params>): void {
  context.update('', statement(state));
  context.close('', state.landedMs);
  state.openedAtMs = 0;
  state.landedMs = 0;
  state.dueMs = 0;
  state.jumps = 0;
  state.farthestM = 0;
  state.limitM = 0;
  state.overMs = 0;
}

export const positionJump = defineRule<Params, State>({
  type: 'position.jump',
  version: 1,
  sharedPart: TRAIL_PART,
  summary: {
    zh: '定位突然跳到道路车辆不可能到达的地方并停留在那里',
    en: 'The position is suddenly where no road vehicle can have come, and stays there',
  },
  clause: 'JT/T 808 0x0200（位置数据质量）',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial: () => begun(newTrail()),
  wake: (before) => begun(trailFrom(before)),
  wakes(observation, _subject, params, _world, before) {
    if (before.goodMs === 0 || !isGood(observation)) return false;
    if (!isWhereItWas(observation, before)) return isTooFar(observation, before, params);
    return observation.speedKmh !== null && observation.speedKmh > params.hungKmh;
  },
  onObservation(state, observation, context) {
    if ((follow(state.trail, observation, context) & FOUND.good) === 0) return;
    judge(state, context);
    if (state.hungMs === 0 && state.openedAtMs === 0) context.rest();
  },
  onTick(state, tickMs, context) {
    if (state.openedAtMs !== 0 && tickMs >= state.dueMs) end(state, context);
  },
  wakeAtMs: (state) => (state.openedAtMs === 0 ? null : state.dueMs),
});

/** A good position has come. */
function judge(state: State, context: RuleContext<Params>): void {
  const { trail } = state;
  const { params } = context;
  const beforeMs = timeMs(trail, GOOD_BEFORE);
  if (beforeMs === 0) return;
  if (isSamePlace(trail, GOOD_BEFORE, GOOD)) {
    if (state.hungMs === 0 && speedKmh(trail, GOOD) > params.hungKmh) state.hungMs = beforeMs;
    return;
  }
  const nowMs = timeMs(trail, GOOD);
  const overMs = nowMs - (state.hungMs === 0 ? beforeMs : state.hungMs);
  if (state.hungMs !== 0) state.hungMs = 0;
  const farM = distanceM(trail, GOOD_BEFORE, GOOD);
  const limitM = limitOf(params, overMs);
  if (farM <= limitM || deviceKey(trail, GOOD) !== deviceKey(trail, GOOD_BEFORE)) return;
  if (state.openedAtMs !== 0 && nowMs >= state.dueMs) end(state, context);
  state.landedMs = nowMs;
  state.dueMs = nowMs + params.quietMs + 1;
  state.jumps++;
  if (farM > state.farthestM) {
    state.farthestM = Math.round(farM);
    state.limitM = Math.round(limitM);
    state.overMs = overMs;
  }
  if (state.openedAtMs === 0) {
    state.openedAtMs = nowMs;
    context.open('', {
      severity: 'minor',
      openedAtMs: nowMs,
      raisedAtMs: nowMs,
      unit: 'm',
      ...placeOf(trail, GOOD),
      ...statement(state),
    });
    context.evidence('', refOf(trail, GOOD_BEFORE));
  }
  context.evidence('');
}
