/**
 * speed.over (超速): the speed stays above the effective limit for more than `sustainMs`.
 *
 * A *run* is an unbroken series of speeds above the limit. It starts at its first observation above,
 * opens the episode once it has lasted longer than `sustainMs`, and ends at the first observation at
 * or below the limit. An episode does not close there at once: when the speed is above the limit
 * again within `mergeMs` of that observation, both are one episode (several reports within a minute are one event).
 * Otherwise it closes, back-dated to that observation, by the observation or tick that proves the minute over.
 *
 * Missing and implausible speeds are no evidence: they neither lengthen nor end a run. A hole longer
 * than `gapMaxMs` ends a run at its last observation above, because nothing is known of what follows.
 */
import { type Static, Type } from 'typebox';
import type { EvidenceRef, Severity } from '#core/alert.ts';
import { FLAGS, type Observation, type VehicleClass } from '#core/report.ts';
import { isValidAt } from '../corridor.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import type { SubjectInfo } from '../subject-info.ts';
import {
  CLASS_NAMES,
  evidenceOf,
  inDailyWindow,
  isCoach,
  measuredSpeedKmh,
  numberText,
} from './evidence.ts';

const cap = (value: number, description: string) =>
  Type.Number({ minimum: 1, default: value, description });

const Params = Type.Object({
  limitCharterKmh: cap(100, 'km/h, class cap of charter coaches (实施条例 第78条: expressway)'),
  limitScheduledKmh: cap(100, 'km/h, class cap of scheduled coaches (实施条例 第78条: expressway)'),
  limitDangerousKmh: cap(
    80,
    'km/h, class cap of dangerous-goods vehicles (危险货物道路运输安全管理办法 第46条: expressway 80, other roads 60)',
  ),
  limitHeavyKmh: cap(100, 'km/h, class cap of heavy trucks (实施条例 第78条: expressway)'),
  limitOtherKmh: cap(
    120,
    'km/h, class cap of other vehicles (实施条例 第78条: small passenger cars)',
  ),
  nightFactor: Type.Number({
    minimum: 0.1,
    maximum: 1,
    default: 0.8,
    description:
      'share of the day limit that coaches may drive at night (道路运输车辆动态监督管理办法); 1 = off',
  }),
  nightStartMinute: Type.Integer({
    minimum: 0,
    maximum: 1439,
    default: 1320,
    description: 'start of night, minutes after Shanghai midnight (22:00)',
  }),
  nightEndMinute: Type.Integer({
    minimum: 0,
    maximum: 1439,
    default: 360,
    description: 'end of night, minutes after Shanghai midnight (06:00), exclusive',
  }),
  sustainMs: Type.Integer({
    minimum: 0,
    default: 30_000,
    description:
      'ms; opens when the speed has stayed above for longer than this (联网联控考核 note ②)',
  }),
  mergeMs: Type.Integer({
    minimum: 0,
    default: 60_000,
    description: 'ms; above again within this time is the same episode (联网联控考核 note ②)',
  }),
  gapMaxMs: Type.Integer({
    minimum: 1_000,
    default: 120_000,
    description: 'ms; a longer hole between two speeds is no evidence of what lies between',
  }),
  plausibleMaxKmh: Type.Number({
    minimum: 50,
    default: 160,
    description: 'km/h; faster is noise and ignored (上限 of a qualified record)',
  }),
});
type Params = Static<typeof Params>;

/** 0 stands for "none" in instants, so that the fields stay plain numbers. */
interface State {
  /** First observation above of the run at hand. */
  runStartMs: number;
  /** Latest observation with a usable speed. */
  lastMs: number;
  /** Latest observation above. */
  lastOverMs: number;
  /** First observation at or below after the open episode's latest excess: its end unless merged. */
  endMs: number;
  /** When silence alone proves the open episode over: the same conclusion the next observation would draw. */
  dueMs: number;
  /** Start of the open episode; 0 = none is open. */
  openedAtMs: number;
  worstKmh: number;
  worstLimitKmh: number;
  worstOver: number;
  worstBy: LimitSource;
  worstNight: boolean;
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  first: EvidenceRef | null;
  speedMismatch: boolean;
}
type LimitSource = 'class' | 'route';

function classLimitKmh(vehicleClass: VehicleClass, params: Params): number {
  switch (vehicleClass) {
    case 'charter':
      return params.limitCharterKmh;
    case 'scheduled':
      return params.limitScheduledKmh;
    case 'dangerous':
      return params.limitDangerousKmh;
    case 'heavy':
      return params.limitHeavyKmh;
    case 'other':
      return params.limitOtherKmh;
  }
}

/**
 * R3's points as severity (domain 1.8). A class cap is an expressway limit, a route's own limit is
 * taken as another road's, where the same share over weighs less.
 */
function severityOf(over: number, by: LimitSource): Severity {
  if (by === 'class') return over >= 0.2 ? 'critical' : 'major';
  if (over >= 0.5) return 'critical';
  return over >= 0.2 ? 'major' : 'minor';
}

const SOURCE_NAMES = {
  class: { zh: '车辆类别限速', en: 'class cap' },
  route: { zh: '线路限速', en: 'route limit' },
} as const;

function statement(state: State, untilMs: number, context: RuleContext<Params>): EpisodeFacts {
  const vehicleClass = CLASS_NAMES[context.subject.class];
  const source = SOURCE_NAMES[state.worstBy];
  const speed = numberText(state.worstKmh);
  const limit = numberText(state.worstLimitKmh);
  const percent = numberText(state.worstOver * 100);
  const night = state.worstNight ? numberText(context.params.nightFactor * 100) : null;
  const openedAtMs = state.openedAtMs;
  const seconds = Math.round((untilMs - openedAtMs) / 1000);
  return {
    severity: severityOf(state.worstOver, state.worstBy),
    openedAtMs,
    raisedAtMs: untilMs,
    measured: state.worstKmh,
    limit: state.worstLimitKmh,
    unit: 'km/h',
    latitudeDeg: state.latitudeDeg,
    longitudeDeg: state.longitudeDeg,
    explanation: {
      zh: `${vehicleClass.zh}最高车速 ${speed} km/h，超过限速 ${limit} km/h（${source.zh}${night === null ? '' : `，夜间按日间限速的 ${night}%`}）${percent}%，持续 ${seconds} 秒。`,
      en: `A ${vehicleClass.en} drove up to ${speed} km/h, ${percent} % above the limit of ${limit} km/h (${source.en}${night === null ? '' : `, night factor ${night} %`}), for ${seconds} s.`,
    },
    facts: {
      limitSource: state.worstBy,
      nightFactor: state.worstNight ? context.params.nightFactor : null,
      overPercent: Math.round(state.worstOver * 1000) / 10,
      overSeconds: seconds,
      speedMismatch: state.speedMismatch,
    },
  };
}

function close(state: State, context: RuleContext<Params>, closedAtMs: number): void {
  if (state.openedAtMs !== 0) {
    const { explanation, facts } = statement(state, closedAtMs, context);
    context.update('', { explanation, facts: facts! });
    context.close('', closedAtMs);
  }
  Object.assign(state, initial());
}

/** Fast enough to look at; null = no usable speed. A number, because every observation asks. */
function usableSpeedKmh(observation: Observation, { plausibleMaxKmh }: Params): number | null {
  const speedKmh = measuredSpeedKmh(observation);
  return speedKmh === null || speedKmh > plausibleMaxKmh ? null : speedKmh;
}

/** The least of class cap and limits of routes valid now, km/h, by day. */
function dayLimitKmh(
  { class: vehicleClass, corridors }: SubjectInfo,
  nowMs: number,
  params: Params,
): number {
  let limitKmh = classLimitKmh(vehicleClass, params);
  for (const corridor of corridors) {
    const { limitKmh: routeKmh } = corridor;
    if (routeKmh !== null && routeKmh < limitKmh && isValidAt(corridor, nowMs)) limitKmh = routeKmh;
  }
  return limitKmh;
}

/** Whether the night factor applies to this class now. */
function isNightFor(vehicleClass: VehicleClass, nowMs: number, params: Params): boolean {
  return (
    params.nightFactor < 1 &&
    isCoach(vehicleClass) &&
    inDailyWindow(nowMs, { startMinute: params.nightStartMinute, endMinute: params.nightEndMinute })
  );
}

function nightLimitKmh(limitKmh: number, { nightFactor }: Params): number {
  return Math.round(limitKmh * nightFactor * 10) / 10;
}

function initial(): State {
  return {
    runStartMs: 0,
    lastMs: 0,
    lastOverMs: 0,
    endMs: 0,
    dueMs: 0,
    openedAtMs: 0,
    worstKmh: 0,
    worstLimitKmh: 0,
    worstOver: 0,
    worstBy: 'class',
    worstNight: false,
    latitudeDeg: null,
    longitudeDeg: null,
    first: null,
    speedMismatch: false,
  };
}

function noteWorst(
  state: State,
  observation: Observation,
  limit: { kmh: number; by: LimitSource; night: boolean },
): boolean {
  const speedKmh = observation.speedKmh!;
  const over = speedKmh / limit.kmh - 1;
  if ((observation.flags & FLAGS.speedMismatch) !== 0) state.speedMismatch = true;
  if (over <= state.worstOver && state.worstLimitKmh !== 0) return false;
  state.worstOver = over;
  state.worstKmh = speedKmh;
  state.worstLimitKmh = limit.kmh;
  state.worstBy = limit.by;
  state.worstNight = limit.night;
  state.latitudeDeg = observation.latitudeDeg;
  state.longitudeDeg = observation.longitudeDeg;
  return true;
}

export const speedOver = defineRule<Params, State>({
  type: 'speed.over',
  version: 1,
  summary: {
    zh: '车速持续超过限速（车辆类别、线路限速与夜间系数取最小值）30 秒以上',
    en: 'The speed stays above the effective limit (class cap, route limit, night factor) for more than 30 s',
  },
  clause: '道路交通安全法实施条例 第78条; 道路运输车辆动态监督管理办法',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial,
  wakes(observation, subject, params) {
    const speedKmh = usableSpeedKmh(observation, params);
    if (speedKmh === null) return false;
    const { eventTimeMs } = observation;
    const limitKmh = dayLimitKmh(subject, eventTimeMs, params);
    // The common cases, decided before the calendar is asked.
    if (speedKmh <= limitKmh * params.nightFactor) return false;
    if (speedKmh > limitKmh) return true;
    return (
      isNightFor(subject.class, eventTimeMs, params) && speedKmh > nightLimitKmh(limitKmh, params)
    );
  },
  onObservation(state, observation, context) {
    const { params, subject } = context;
    const speedKmh = usableSpeedKmh(observation, params);
    if (speedKmh === null) return;
    const nowMs = observation.eventTimeMs;

    const dayKmh = dayLimitKmh(subject, nowMs, params);
    const by = dayKmh < classLimitKmh(subject.class, params) ? 'route' : 'class';
    const night = isNightFor(subject.class, nowMs, params);
    const limitKmh = night ? nightLimitKmh(dayKmh, params) : dayKmh;
    const above = speedKmh > limitKmh;

    if (state.lastMs !== 0 && nowMs - state.lastMs > params.gapMaxMs)
      close(state, context, state.endMs !== 0 ? state.endMs : state.lastOverMs);

    if (!above) {
      if (state.openedAtMs === 0) {
        context.rest();
        return;
      }
      state.lastMs = nowMs;
      if (state.endMs === 0) {
        state.endMs = nowMs;
        state.dueMs = nowMs + params.mergeMs + 1;
        state.runStartMs = 0;
      } else if (nowMs - state.endMs > params.mergeMs) {
        close(state, context, state.endMs);
        context.rest();
      }
      return;
    }

    if (state.endMs !== 0) {
      if (nowMs - state.endMs > params.mergeMs) close(state, context, state.endMs);
      else state.endMs = 0;
    }
    state.lastMs = nowMs;
    state.lastOverMs = nowMs;
    state.dueMs = nowMs + params.gapMaxMs + 1;
    if (state.runStartMs === 0) {
      state.runStartMs = nowMs;
      if (state.openedAtMs === 0) state.first = evidenceOf(observation);
    }
    const worse = noteWorst(state, observation, { kmh: limitKmh, by, night });
    if (state.openedAtMs === 0) {
      if (nowMs - state.runStartMs <= params.sustainMs) return;
      state.openedAtMs = state.runStartMs;
      context.open('', statement(state, nowMs, context));
      if (state.first !== null) context.evidence('', state.first);
      context.evidence('');
    } else if (worse) {
      const { raisedAtMs: _, openedAtMs: __, ...changed } = statement(state, nowMs, context);
      context.update('', changed);
      context.evidence('');
    }
  },
  onTick(state, tickMs, context) {
    if (state.openedAtMs === 0 || tickMs < state.dueMs) return;
    close(state, context, state.endMs !== 0 ? state.endMs : state.lastOverMs);
    context.rest();
  },
  wakeAtMs: (state) => (state.openedAtMs === 0 ? null : state.dueMs),
});
