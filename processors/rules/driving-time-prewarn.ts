/**
 * driving-time.prewarn (驾驶时间预提醒): half an hour of driving is left before one of the driving-time limits.
 *
 * One episode per limit and driving period. It opens when driving reaches the limit less `prewarnMs`, and
 * ends on a qualifying rest, at its start, or where the limit is passed: from there on its own rule
 * speaks. Who is over a limit already when he sets off is not warned of it.
 */
import { type Static, Type } from 'typebox';
import { FLAGS, type Observation, type VehicleClass } from '#core/report.ts';
import { DAY_MS } from '#core/time.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import {
  CLOCK,
  clockParams,
  shape as clockShape,
  type DrivingClock,
  type FirstClock,
  isSameClock,
  newClock,
  release,
} from './driving-clock.ts';
import { keepPeriod, rollingMs, rollingReachedAtMs } from './driving-rolling.ts';
import { citePeriod, moveClock } from './driving-time.ts';
import { drivingTimeContinuous } from './driving-time-continuous.ts';
import { drivingTimeNight, walkNights } from './driving-time-night.ts';
import { drivingTimeRolling7d } from './driving-time-rolling-7d.ts';
import { drivingTimeRolling24h } from './driving-time-rolling-24h.ts';
import { CLASS_NAMES, clockText } from './evidence.ts';
import { nightParams } from './night.ts';

const limitMs = (value: number, description: string) =>
  Type.Integer({ minimum: 60_000, default: value, description });

const Params = Type.Object({
  prewarnMs: Type.Integer({
    minimum: 0,
    default: 1_800_000,
    description: 'ms of driving before a limit at which it warns; exactly there it does',
  }),
  continuousMs: limitMs(14_400_000, 'ms; limit of driving-time.continuous (4 h)'),
  nightMs: limitMs(7_200_000, 'ms; limit of driving-time.night (2 h)'),
  rolling24hMs: limitMs(28_800_000, 'ms; limit of driving-time.rolling-24h (8 h)'),
  rolling7dMs: limitMs(158_400_000, 'ms; limit of driving-time.rolling-7d (44 h)'),
  ignoredLimits: Type.Array(Type.Enum(['continuous', 'night', 'rolling-24h', 'rolling-7d']), {
    default: [],
    description: 'limits that are not warned of, as when their rule is off',
  }),
  ...nightParams,
  calendarDay: Type.Boolean({
    default: false,
    description: 'as of driving-time.rolling-24h: sum since Shanghai midnight instead of any 24 h',
  }),
  ...clockParams,
});
type Params = Static<typeof Params>;

interface State {
  clock: DrivingClock;
  /** Finished periods that a rolling sum still needs: start, end, … */
  periods: number[];
  /** By limit: start of its open warning; 0 = none. */
  openedAtMs: number[];
  /** By limit: it has been passed in this driving period. */
  passed: boolean[];
}

interface Limit {
  slot: Params['ignoredLimits'][number];
  zh: string;
  en: string;
  /** Classes the limit binds (domain 1.3). */
  classes: readonly VehicleClass[];
  keepMs: number;
  limitMs(params: Params): number;
  drivenMs(state: State, nowMs: number, params: Params): number;
  /** When driving reached `amountMs`, given that it has by `nowMs`. */
  reachedAtMs(state: State, nowMs: number, amountMs: number, params: Params): number;
}

const WEEK = { windowMs: 7 * DAY_MS, calendarDay: false };
const day = ({ calendarDay }: Params) => ({ windowMs: DAY_MS, calendarDay });

const LIMITS: readonly Limit[] = [
  {
    slot: 'continuous',
    zh: '连续驾驶',
    en: 'continuous driving',
    classes: drivingTimeContinuous.classes,
    keepMs: 0,
    limitMs: (params) => params.continuousMs,
    drivenMs: ({ clock }, nowMs) => nowMs - clock.startMs,
    reachedAtMs: ({ clock }, _nowMs, amountMs) => clock.startMs + amountMs,
  },
  {
    slot: 'night',
    zh: '夜间连续驾驶',
    en: 'night part of continuous driving',
    classes: drivingTimeNight.classes,
    keepMs: 0,
    limitMs: (params) => params.nightMs,
    drivenMs: ({ clock }, nowMs, params) =>
      walkNights({ startMs: clock.startMs, endMs: nowMs }, params, null),
    reachedAtMs: ({ clock }, nowMs, amountMs, params) =>
      walkNights({ startMs: clock.startMs, endMs: nowMs }, params, amountMs),
  },
  {
    slot: 'rolling-24h',
    zh: '24 小时累计驾驶',
    en: 'driving within 24 h',
    classes: drivingTimeRolling24h.classes,
    keepMs: DAY_MS,
    limitMs: (params) => params.rolling24hMs,
    drivenMs: (state, nowMs, params) => rollingMs(state, nowMs, day(params)),
    reachedAtMs: (state, nowMs, amountMs, params) =>
      rollingReachedAtMs(state, nowMs, { ...day(params), amountMs }),
  },
  {
    slot: 'rolling-7d',
    zh: '7 日累计驾驶',
    en: 'driving within 7 days',
    classes: drivingTimeRolling7d.classes,
    keepMs: WEEK.windowMs,
    limitMs: (params) => params.rolling7dMs,
    drivenMs: (state, nowMs) => rollingMs(state, nowMs, WEEK),
    reachedAtMs: (state, nowMs, amountMs) =>
      rollingReachedAtMs(state, nowMs, { ...WEEK, amountMs }),
  },
];

function onRest(state: State, context: RuleContext<Params>): void {
  const { clock } = state;
  let keepMs = 0;
  for (const limit of LIMITS) {
    if (limit.keepMs > keepMs && limit.classes.includes(context.subject.class))
      keepMs = limit.keepMs;
  }
  keepPeriod(state.periods, clock, keepMs);
  for (let i = 0; i < LIMITS.length; i++) {
    state.passed[i] = false;
    const openedAtMs = state.openedAtMs[i]!;
    if (openedAtMs === 0) continue;
    context.close(LIMITS[i]!.slot, Math.max(clock.endedRestMs, openedAtMs));
    state.openedAtMs[i] = 0;
  }
}

function warn(
  state: State,
  i: number,
  drivenMs: number,
  observation: Observation,
  context: RuleContext<Params>,
): void {
  const { params } = context;
  const limit = LIMITS[i]!;
  const allowedMs = limit.limitMs(params);
  const nowMs = observation.eventTimeMs;
  const openedAtMs = limit.reachedAtMs(state, nowMs, allowedMs - params.prewarnMs, params);
  const { zh, en } = CLASS_NAMES[context.subject.class];
  const left = Math.round((allowedMs - drivenMs) / 60_000);
  state.openedAtMs[i] = openedAtMs;
  context.open(limit.slot, {
    severity: 'info',
    openedAtMs,
    raisedAtMs: nowMs,
    measured: Math.floor(drivenMs / 1000),
    limit: Math.floor(allowedMs / 1000),
    unit: 's',
    latitudeDeg: observation.latitudeDeg,
    longitudeDeg: observation.longitudeDeg,
    explanation: {
      zh: `${zh}${limit.zh}已 ${clockText(drivenMs)}，再驾驶 ${left} 分钟将达到限值 ${clockText(allowedMs)}，请安排停车休息。`,
      en: `${en}: ${limit.en} ${clockText(drivenMs)}; the limit of ${clockText(allowedMs)} is reached after ${left} more minutes of driving, time to plan a rest.`,
    },
    facts: {
      limit: limit.slot,
      drivingStartMs: state.clock.startMs,
      estimated: state.clock.estimated,
    },
  });
  citePeriod(state.clock, { sinceMs: 0, nowMs }, limit.slot, context);
}

function onMoving(state: State, observation: Observation, context: RuleContext<Params>): void {
  const { params } = context;
  const nowMs = observation.eventTimeMs;
  for (let i = 0; i < LIMITS.length; i++) {
    const limit = LIMITS[i]!;
    if (state.passed[i] === true || !limit.classes.includes(context.subject.class)) continue;
    const allowedMs = limit.limitMs(params);
    // The common case: what only the period at hand counts for cannot be more than all of it.
    const isAlone = limit.keepMs === 0 || state.periods.length === 0;
    if (isAlone && nowMs - state.clock.startMs < allowedMs - params.prewarnMs) continue;
    const drivenMs = limit.drivenMs(state, nowMs, params);
    if (drivenMs < allowedMs - params.prewarnMs || params.ignoredLimits.includes(limit.slot))
      continue;
    const openedAtMs = state.openedAtMs[i]!;
    if (drivenMs > allowedMs) {
      state.passed[i] = true;
      if (openedAtMs === 0) continue;
      const passedMs = limit.reachedAtMs(state, nowMs, allowedMs, params);
      context.close(limit.slot, Math.max(openedAtMs, passedMs));
      state.openedAtMs[i] = 0;
    } else if (openedAtMs === 0) {
      warn(state, i, drivenMs, observation, context);
    }
  }
}

export const drivingTimePrewarn = defineRule<Params, State>({
  type: 'driving-time.prewarn',
  version: 3,
  shape: {
    version: clockShape.version,
    carryOver: (state) => {
      const { clock, ...rest } = state as Omit<State, 'clock'> & { clock: FirstClock };
      return { clock: clockShape.carryOver(clock), ...rest };
    },
  },
  sharedPart: { member: 'clock', isAlike: isSameClock },
  summary: {
    zh: '距驾驶时间限值（连续、夜间、24 小时、7 日）还有 30 分钟',
    en: 'Half an hour of driving left before a limit: continuous, night, 24 h or 7 days',
  },
  clause: '道路交通安全法实施条例 第62条(七); JT/T 808 参数 0x005C（疲劳驾驶预警差值）',
  order: 'settled',
  key: 'driver',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial: () => ({
    clock: newClock(),
    periods: [],
    openedAtMs: LIMITS.map(() => 0),
    passed: LIMITS.map(() => false),
  }),
  onObservation(state, observation, context) {
    if ((observation.flags & FLAGS.released) !== 0) {
      release(state.clock, observation.eventTimeMs, observation.subjectKey);
      return;
    }
    const verdict = moveClock(state.clock, observation, context);
    if ((verdict & CLOCK.rested) !== 0) onRest(state, context);
    if ((verdict & CLOCK.moving) !== 0) onMoving(state, observation, context);
  },
});
