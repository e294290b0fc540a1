/**
 * route.backtrack (折返): on its filed route the vehicle turns round and drives back by more than 1 km.
 *
 * Which way it goes is learnt on each trip from its first kilometre, since a line is driven both ways. A trip begins
 * anew near the route's ends and at permitted stops: there turning round is what one does. The episode opens at
 * the farthest point reached and closes at the point where it turned again, or where such a place is reached.
 */
import { type Static, Type } from 'typebox';
import type { EvidenceRef } from '#core/alert.ts';
import type { Observation } from '#core/report.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { evidenceOf, hasPosition, numberText } from './evidence.ts';
import { isPermittedPlace, type Nearness } from './permitted-place.ts';
import {
  followRoute,
  newProgress,
  ON_ROUTE,
  PROGRESS_PART,
  type Progress,
  routeOf,
} from './progress.ts';

const Params = Type.Object({
  backM: Type.Number({
    minimum: 10,
    default: 1_000,
    description: 'm by which progress along the route falls before it alerts (domain 3.2)',
  }),
  learnM: Type.Number({
    minimum: 10,
    default: 1_000,
    description: 'm of progress either way that tell which way the trip goes',
  }),
  resumeM: Type.Number({
    minimum: 10,
    default: 500,
    description: 'm in the direction of the trip again that end the episode',
  }),
  endsM: Type.Number({
    minimum: 0,
    default: 500,
    description: 'm around the ends of the route and permitted stops where a trip begins anew',
  }),
});
type Params = Static<typeof Params>;

/** Instants: 0 = none. Progress in the direction of the route, metres. */
interface State {
  progress: Progress;
  /** 1 = with the route, −1 = against it, 0 = not known yet. */
  direction: number;
  /** While the direction is unknown: how far it has been either way. */
  lowM: number;
  highM: number;
  /** Farthest point of the trip in its direction, and when it was there. */
  farthestM: number;
  farthestMs: number;
  farthest: EvidenceRef | null;
  latitudeDeg: number;
  longitudeDeg: number;
  /** Of the open episode: how far back it came, and when it was there. */
  open: boolean;
  backM: number;
  backMs: number;
}

/** The question at hand. */
const near: Nearness = { endsM: 0, stopsM: 0 };

function startTrip(state: State): void {
  const { progressM } = state.progress;
  state.direction = 0;
  state.lowM = progressM;
  state.highM = progressM;
  state.farthestM = 0;
  state.farthestMs = 0;
  state.farthest = null;
  state.latitudeDeg = 0;
  state.longitudeDeg = 0;
  state.open = false;
  state.backM = 0;
  state.backMs = 0;
}

function noteFarthest(state: State, observation: Observation): void {
  state.farthestM = state.progress.progressM;
  state.farthestMs = observation.eventTimeMs;
  // Nearly every report goes on: what is remembered of the one before is written over.
  const { farthest } = state;
  if (farthest === null) state.farthest = evidenceOf(observation);
  else {
    farthest.partition = observation.inputPartition;
    farthest.offset = observation.inputOffset;
    farthest.eventTimeMs = observation.eventTimeMs;
  }
  state.latitudeDeg = observation.latitudeDeg!;
  state.longitudeDeg = observation.longitudeDeg!;
}

function statement({ backM, progress }: State, { backM: limitM }: Params) {
  const back = numberText(backM / 1000);
  const limit = numberText(limitM / 1000);
  return {
    measured: Math.round(backM),
    explanation: {
      zh: `车辆在规定线路上折返 ${back} 公里，限值 ${limit} 公里。`,
      en: `The vehicle turned round on its filed route and drove back ${back} km, limit ${limit} km.`,
    },
    facts: { routeId: progress.routeId },
  };
}

function end(state: State, closedAtMs: number, context: RuleContext<Params>): void {
  if (!state.open) return;
  context.update('', statement(state, context.params));
  context.close('', Math.max(state.farthestMs, closedAtMs));
}

export const routeBacktrack = defineRule<Params, State>({
  type: 'route.backtrack',
  version: 1,
  sharedPart: PROGRESS_PART,
  summary: {
    zh: '在规定线路上掉头折返超过 1 公里（起讫点与准停地点附近除外）',
    en: 'Turns round on the filed route and drives back by more than 1 km, away from its ends and stops',
  },
  clause: '道路旅客运输及客运站管理规定 第57条; 危险货物道路运输安全管理办法（按规定线路行驶）',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial: () => ({
    progress: newProgress(),
    direction: 0,
    lowM: 0,
    highM: 0,
    farthestM: 0,
    farthestMs: 0,
    farthest: null,
    latitudeDeg: 0,
    longitudeDeg: 0,
    open: false,
    backM: 0,
    backMs: 0,
  }),
  onObservation(state, observation, context) {
    const { progress } = state;
    const { corridors } = context.subject;
    if (corridors.length === 0 && progress.routeId === '') return;
    const { params } = context;
    const nowMs = observation.eventTimeMs;
    const found = followRoute(progress, observation, context);
    const route = routeOf(progress, corridors, nowMs);
    if (found === ON_ROUTE.begun || route === null) {
      end(state, nowMs, context);
      startTrip(state);
      return;
    }
    if (found === ON_ROUTE.off || !hasPosition(observation)) return;
    near.endsM = params.endsM;
    near.stopsM = params.endsM;
    if (isPermittedPlace(observation, context.subject, near)) {
      end(state, nowMs, context);
      startTrip(state);
      return;
    }
    const atM = progress.progressM;
    if (state.direction === 0) {
      state.lowM = Math.min(state.lowM, atM);
      state.highM = Math.max(state.highM, atM);
      if (atM - state.lowM >= params.learnM) state.direction = 1;
      else if (state.highM - atM >= params.learnM) state.direction = -1;
      else return;
      noteFarthest(state, observation);
      return;
    }
    const backM = state.direction * (state.farthestM - atM);
    if (!state.open) {
      if (backM <= 0) noteFarthest(state, observation);
      if (backM <= params.backM) return;
      state.open = true;
      state.backM = backM;
      state.backMs = nowMs;
      context.open('', {
        severity: context.subject.class === 'dangerous' ? 'major' : 'minor',
        openedAtMs: state.farthestMs,
        raisedAtMs: nowMs,
        limit: params.backM,
        unit: 'm',
        latitudeDeg: state.latitudeDeg,
        longitudeDeg: state.longitudeDeg,
        ...statement(state, params),
      });
      if (state.farthest !== null) context.evidence('', { ...state.farthest });
      context.evidence('');
      return;
    }
    if (backM > state.backM) {
      state.backM = backM;
      state.backMs = nowMs;
    } else if (state.backM - backM >= params.resumeM) {
      end(state, state.backMs, context);
      const { direction } = state;
      startTrip(state);
      state.direction = direction;
      noteFarthest(state, observation);
    }
  },
});
