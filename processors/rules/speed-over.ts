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
import { FLAGS, type Observation } from '#core/report.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import type { RoadClass } from '../world/records.ts';
import { CLASS_NAMES, evidenceOf, measuredSpeedKmh, numberText } from './evidence.ts';
import {
  isExpressway,
  isNightFor,
  type Limit,
  type LimitSource,
  limitAt,
  limitParams,
  lowestKmh,
  nightKmh,
} from './speed-limits.ts';

const Params = Type.Object({
  ...limitParams,
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
  /** null = not known. */
  worstRoad: RoadClass | null;
  /** Section, zone or weather station that set the limit; '' = none did. */
  worstPlace: string;
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  first: EvidenceRef | null;
  speedMismatch: boolean;
}

/**
 * R3's points as severity (domain 1.8). Where the road is not known, a class cap is an expressway's and
 * a route's own limit another road's, where the same share over weighs less.
 */
function severityOf({ worstOver: over, worstRoad, worstBy }: State): Severity {
  const isFast = worstRoad === null ? worstBy === 'class' : isExpressway(worstRoad);
  if (isFast) return over >= 0.2 ? 'critical' : 'major';
  if (over >= 0.5) return 'critical';
  return over >= 0.2 ? 'major' : 'minor';
}

const SOURCE_NAMES = {
  class: { zh: '车辆类别限速', en: 'class cap' },
  road: { zh: '道路限速', en: 'posted road limit' },
  area: { zh: '区域限速', en: 'area limit' },
  route: { zh: '线路限速', en: 'route limit' },
  weather: { zh: '恶劣天气限速', en: 'limit for the weather' },
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
    severity: severityOf(state),
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
      ...(state.worstRoad === null ? {} : { roadClass: state.worstRoad }),
      ...(state.worstBy === 'road' ? { sectionId: state.worstPlace } : {}),
      ...(state.worstBy === 'weather' ? { sensorId: state.worstPlace } : {}),
      ...(state.worstBy === 'area' ? { zoneId: state.worstPlace } : {}),
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
    worstRoad: null,
    worstPlace: '',
    latitudeDeg: null,
    longitudeDeg: null,
    first: null,
    speedMismatch: false,
  };
}

function noteWorst(
  state: State,
  observation: Observation,
  limit: Limit,
  limitKmh: number,
  night: boolean,
): boolean {
  const speedKmh = observation.speedKmh!;
  // 72 over 60 is a fifth above, which in doubles falls just short of 0.2.
  const over = Math.round((speedKmh / limitKmh - 1) * 1e6) / 1e6;
  if ((observation.flags & FLAGS.speedMismatch) !== 0) state.speedMismatch = true;
  if (over <= state.worstOver && state.worstLimitKmh !== 0) return false;
  state.worstOver = over;
  state.worstKmh = speedKmh;
  state.worstLimitKmh = limitKmh;
  const isWeather = !night && limit.weatherKmh < limit.dayKmh;
  state.worstBy = isWeather ? 'weather' : limit.by;
  state.worstRoad = limit.road;
  state.worstPlace = isWeather ? limit.station : limit.place;
  state.worstNight = night;
  state.latitudeDeg = observation.latitudeDeg;
  state.longitudeDeg = observation.longitudeDeg;
  return true;
}

export const speedOver = defineRule<Params, State>({
  type: 'speed.over',
  version: 3,
  shape: {
    version: 2,
    carryOver: (state) => ({ ...(state as State), worstRoad: null, worstPlace: '' }),
  },
  summary: {
    zh: '车速持续超过限速（道路、车辆类别、区域、线路、天气限速取最小值，客车夜间按系数）30 秒以上',
    en: 'The speed stays above the effective limit (least of road, class, area, route and weather; night factor for coaches) for more than 30 s',
  },
  clause: '道路交通安全法实施条例 第46条、第78条、第81条; 道路运输车辆动态监督管理办法',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial,
  wakes(observation, subject, params, world) {
    const speedKmh = usableSpeedKmh(observation, params);
    if (speedKmh === null) return false;
    // The common case, decided before the place and the calendar are asked.
    if (speedKmh <= lowestKmh(subject, params, world) * params.nightFactor) return false;
    const { dayKmh, weatherKmh } = limitAt(observation, subject, params, world);
    if (speedKmh > dayKmh || speedKmh > weatherKmh) return true;
    return (
      speedKmh > nightKmh(dayKmh, params) &&
      isNightFor(subject.class, observation.eventTimeMs, params)
    );
  },
  onObservation(state, observation, context) {
    const { params, subject, world } = context;
    const speedKmh = usableSpeedKmh(observation, params);
    if (speedKmh === null) return;
    const nowMs = observation.eventTimeMs;

    const limit = limitAt(observation, subject, params, world);
    const isNight = isNightFor(subject.class, nowMs, params);
    const clearKmh = isNight ? nightKmh(limit.dayKmh, params) : limit.dayKmh;
    const night = isNight && clearKmh <= limit.weatherKmh;
    const limitKmh = Math.min(clearKmh, limit.weatherKmh);
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
    const worse = noteWorst(state, observation, limit, limitKmh, night);
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
