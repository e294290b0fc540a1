/**
 * link.dark-move (断线移动): the vehicle gave no position for half an hour or longer and turned up more than
 * 20 km away, no faster than a vehicle drives: it was moved without data, and shielding is suspected.
 *
 * Reports without a satellite solution are no positions, so a shielded antenna under a living link counts
 * as well, and the facts tell one from the other. Positions uploaded afterwards fill the hole, and the
 * correction withdraws the alert. Faster than that is a jump, not a journey.
 */
import { type Static, Type } from 'typebox';
import { defineRule, type RuleContext } from '../rule.ts';
import { clockText, numberText } from './evidence.ts';
import {
  distanceM,
  FOUND,
  follow,
  GOOD,
  GOOD_BEFORE,
  isGood,
  newTrail,
  placeOf,
  refOf,
  TRAIL_PART,
  type Trail,
  timeMs,
  trailFrom,
} from './trail.ts';

const Params = Type.Object({
  gapMs: Type.Integer({
    minimum: 60_000,
    default: 1_800_000,
    description: 'ms without a position from which on a move is dark; exactly this long counts',
  }),
  distanceM: Type.Number({
    minimum: 0,
    default: 20_000,
    description: 'm between the positions before and after; further is a move',
  }),
  meanKmhMax: Type.Number({
    minimum: 1,
    default: 102,
    description: 'km/h mean over the gap up to which it was driven (1.7 km/min); faster is a jump',
  }),
});
type Params = Static<typeof Params>;

interface State {
  trail: Trail;
  /** Reports without a usable position since the latest good one. */
  unlocated: number;
}

export const linkDarkMove = defineRule<Params, State>({
  type: 'link.dark-move',
  version: 1,
  sharedPart: TRAIL_PART,
  summary: {
    zh: '30 分钟以上没有位置数据而位移超过 20 公里：断线移动，疑似屏蔽',
    en: 'No position for 30 min or longer, then more than 20 km away: moved in the dark, shielding suspected',
  },
  clause: '道路运输车辆动态监督管理办法（禁止破坏、屏蔽卫星定位装置）; 安全生产法 第36条',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial: () => ({ trail: newTrail(), unlocated: 0 }),
  wake: (before) => ({ trail: trailFrom(before), unlocated: 0 }),
  wakes: (observation, _subject, { gapMs }, _world, { goodMs }) =>
    !isGood(observation) || (goodMs !== 0 && observation.eventTimeMs - goodMs >= gapMs),
  onObservation(state, observation, context) {
    const { trail } = state;
    if ((follow(trail, observation, context) & FOUND.good) === 0) {
      state.unlocated++;
      return;
    }
    judge(state, context);
    context.rest();
  },
});

/** A good position has come. */
function judge({ trail, unlocated }: State, context: RuleContext<Params>): void {
  const fromMs = timeMs(trail, GOOD_BEFORE);
  const nowMs = timeMs(trail, GOOD);
  const gapMs = nowMs - fromMs;
  const { params } = context;
  if (fromMs === 0 || gapMs < params.gapMs) return;
  const movedM = distanceM(trail, GOOD_BEFORE, GOOD);
  const meanKmh = (movedM / gapMs) * 3_600;
  if (movedM <= params.distanceM || meanKmh > params.meanKmhMax) return;
  const km = Math.round(movedM / 100) / 10;
  const mean = numberText(meanKmh);
  context.open('', {
    severity: 'major',
    openedAtMs: fromMs,
    raisedAtMs: nowMs,
    measured: km,
    limit: params.distanceM / 1000,
    unit: 'km',
    ...placeOf(trail, GOOD),
    explanation: {
      zh: `车辆 ${clockText(gapMs)} 没有位置数据，其间移动 ${km} 公里（平均 ${mean} km/h），疑似断电或屏蔽。`,
      en: `No position for ${clockText(gapMs)}, during which the vehicle moved ${km} km (${mean} km/h on average): power cut or shielding suspected.`,
    },
    facts: {
      gapSeconds: Math.round(gapMs / 1000),
      meanKmh: Math.round(meanKmh * 10) / 10,
      reportsWithoutPosition: unlocated,
      from: placeOf(trail, GOOD_BEFORE),
    },
  });
  context.evidence('', refOf(trail, GOOD_BEFORE));
  context.evidence('');
  context.close('', nowMs);
}
