/**
 * link.silent (失联): nothing is heard of a vehicle. What kind of silence it is, facts say:
 *
 * | `kind` | opens | closes |
 * |---|---|---|
 * | `moving` | it was moving, or its ignition (ACC) was on, and sent nothing for longer than max(`silentMs`, `intervals` × its own report interval) | the next message of any kind |
 * | `offline` | at a midnight (Shanghai) its last message, moving or not, is older than `offlineMs` (离线 24 小时) | the same |
 * | `no-fix` | reports have come for `noFixMs` and none had a satellite fix (不定位 24 小时) | the first with one |
 *
 * A silence that began `moving` and lasts becomes `offline`: the same episode, restated. `no-fix` is no silence of the link, so
 * it has an episode of its own; an `offline` silence begins its count anew.
 *
 * A position counts as heard at its event time; heartbeats, sign-ins and blind-area uploads come as
 * signs of life at the time they arrived (by the vehicle's own clock, as ticks do), and what a blind-area upload tells of the past is no link
 * at that time, but the fix it had. The report interval is the median of the last five between live positions, so a single hole does
 * not stretch it. A power or antenna alarm standing within the last minute before it raises the suspicion of tampering. Only a tick
 * opens a silence; openedAt is the last message, raisedAt the tick.
 */
import { type Static, Type } from 'typebox';
import { FLAGS, type Observation, STATUS } from '#core/report.ts';
import { DAY_MS, shanghaiDayStartMs } from '#core/time.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { hasPosition, measuredSpeedKmh } from './evidence.ts';
import { addFix, type FixWindow, motionAt } from './motion.ts';
import { fixAfter, heardAfter, silentFor, withoutFixFor } from './silence-statements.ts';
import { CUT_BITS } from './terminal-bits.ts';

const Params = Type.Object({
  silentMs: Type.Integer({
    minimum: 10_000,
    default: 300_000,
    description: 'ms without a message that are still ordinary; longer alerts (domain 2.4)',
  }),
  intervals: Type.Number({
    minimum: 1,
    default: 3,
    description: 'times the learned report interval that are still ordinary',
  }),
  movingKmh: Type.Number({
    minimum: 0,
    default: 5,
    description: 'km/h; a faster last report counts as moving',
  }),
  offlineMs: Type.Integer({
    minimum: 3_600_000,
    default: DAY_MS,
    description:
      'ms; a last message older than this at midnight (Shanghai) is a silence of whole days, moving or not (domain 2.4: 24 h before today 00:00)',
  }),
  noFixMs: Type.Integer({
    minimum: 60_000,
    default: DAY_MS,
    description: 'ms of reports without a satellite fix that alert (domain 2.4: 24 h)',
  }),
});
type Params = Static<typeof Params>;

/**
 * The state is a row of numbers, because every report moves it and fields of their own would be as many
 * places in memory. Instants: 0 = none. Behind `FIXES` come the recent fixes, while the sender gives no speed.
 */
type State = number[];

/** Latest message of any kind. */
const HEARD = 0;
/** Latest live position. */
const EVENT = 1;
/** Start of the silence that is open. */
const OPENED = 2;
/** Silence from which on it alerts, ms; follows the ring of intervals. */
const ALLOWED = 3;
/** Where the latest live position was; NOWHERE = it was none. */
const LATITUDE = 4;
const LONGITUDE = 5;
const PARTITION = 6;
const OFFSET = 7;
/** 1 = the latest position was moving or had its ignition on, 2 = and its power or antenna was cut; else 0. */
const ACTIVE = 8;
/** Where in the ring the next interval goes. */
const NEXT = 9;
/** Last intervals between positions, ms; a ring. 0 = none yet. */
const INTERVALS = 10;
const INTERVALS_KEPT = 5;
/** Midnight at which the silence is `offline`; 0 = has been stated. */
const OFFLINE = INTERVALS + INTERVALS_KEPT;
/** First of the latest reports, all without a satellite fix. */
const NO_FIX = OFFLINE + 1;
const FIXES = NO_FIX + 1;
const NO_FIX_SLOT = 'no-fix';
/** So long before the silence a cut has to do with it (domain.md 2.4). */
const CUT_BEFORE_MS = 60_000;
/** No degree. */
const NOWHERE = 999;

/** Fixes further apart say nothing of how the vehicle moves now. */
const FIX_GAP_MAX_MS = 300_000;

function initial(): State {
  return [0, 0, 0, 0, NOWHERE, NOWHERE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
}

/** The first shape: a field for each. */
interface FirstState {
  heardMs: number;
  active: boolean;
  intervals: number[];
  intervalAt: number;
  allowedMs: number;
  openedAtMs: number;
  eventMs: number;
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  partition: number;
  offset: number;
  fixes: FixWindow;
}

function ofFirst(old: FirstState): State {
  const state = initial();
  state[HEARD] = old.heardMs;
  state[EVENT] = old.eventMs;
  state[OPENED] = old.openedAtMs;
  state[ALLOWED] = old.allowedMs;
  state[LATITUDE] = old.latitudeDeg ?? NOWHERE;
  state[LONGITUDE] = old.longitudeDeg ?? NOWHERE;
  state[PARTITION] = old.partition;
  state[OFFSET] = old.offset;
  state[ACTIVE] = old.active ? 1 : 0;
  state[NEXT] = old.intervalAt;
  old.intervals.forEach((intervalMs, at) => {
    state[INTERVALS + at] = intervalMs;
  });
  state[OFFLINE] = offlineAtMs(old.heardMs, DAY_MS);
  state.push(...old.fixes);
  return state;
}

/** The second shape knew of no longer silence. */
function ofSecond(old: State): State {
  return [...old.slice(0, OFFLINE), offlineAtMs(old[HEARD]!, DAY_MS), 0, ...old.slice(OFFLINE)];
}

/** First midnight at which what was heard last at `heardMs` is older than `offlineMs`. */
function offlineAtMs(heardMs: number, offlineMs: number): number {
  return shanghaiDayStartMs(heardMs + offlineMs) + DAY_MS;
}

function medianInterval(state: State): number {
  const known = state.slice(INTERVALS, OFFLINE).filter((intervalMs) => intervalMs > 0);
  known.sort((a, b) => a - b);
  return known[known.length >> 1] ?? 0;
}

function learnInterval(state: State, intervalMs: number, params: Params): void {
  const at = INTERVALS + state[NEXT]!;
  const before = state[at]!;
  state[at] = intervalMs;
  state[NEXT] = (state[NEXT]! + 1) % INTERVALS_KEPT;
  // Sorting is only needed when an interval that matters came or went.
  const matters = params.silentMs / params.intervals;
  if (intervalMs <= matters && before <= matters && state[ALLOWED] === params.silentMs) return;
  state[ALLOWED] = Math.max(params.silentMs, params.intervals * medianInterval(state));
}

/** Moving by displacement; only for senders without speed. */
function movedLately(state: State, observation: Observation, { movingKmh }: Params): boolean {
  if (!hasPosition(observation)) return false;
  const { latitudeDeg, longitudeDeg } = observation;
  const fix = { timeMs: observation.eventTimeMs, latitudeDeg, longitudeDeg };
  const fixes = state.splice(FIXES);
  const since = motionAt(fixes, fix, { movingKmh, gapMaxMs: FIX_GAP_MAX_MS });
  addFix(fixes, fix, FIX_GAP_MAX_MS);
  state.push(...fixes);
  return since > 0;
}

/** Any message at `atMs`: what was silent has spoken. */
function hear(state: State, atMs: number, context: RuleContext<Params>): void {
  const heardMs = state[HEARD]!;
  if (atMs <= heardMs) return;
  const { offlineMs } = context.params;
  const isOffline = heardMs !== 0 && state[OFFLINE] === 0;
  state[HEARD] = atMs;
  // The same midnight until a day is over.
  if (atMs + offlineMs >= state[OFFLINE]!) state[OFFLINE] = offlineAtMs(atMs, offlineMs);
  const openedAtMs = state[OPENED]!;
  if (openedAtMs === 0) return;
  context.update('', heardAfter(isOffline ? 'offline' : 'moving', atMs - openedAtMs));
  context.close('', atMs);
  state[OPENED] = 0;
  if (isOffline && !context.isOpen(NO_FIX_SLOT)) state[NO_FIX] = 0;
}

function degOf(value: number): number | null {
  return value === NOWHERE ? null : value;
}

/** At `tickMs` the silence is one of `kind`: a new episode, or more of the one that is open. */
function beSilent(
  state: State,
  tickMs: number,
  kind: 'moving' | 'offline',
  limitMs: number,
  context: RuleContext<Params>,
): void {
  const heardMs = state[HEARD]!;
  const isCut = state[ACTIVE] === 2 && heardMs - state[EVENT]! <= CUT_BEFORE_MS;
  const said = silentFor(kind, tickMs - heardMs, limitMs, isCut);
  if (state[OPENED] !== 0) {
    context.update('', said);
    return;
  }
  state[OPENED] = heardMs;
  context.open('', {
    openedAtMs: heardMs,
    raisedAtMs: tickMs,
    unit: 's',
    latitudeDeg: degOf(state[LATITUDE]!),
    longitudeDeg: degOf(state[LONGITUDE]!),
    ...said,
  });
  context.evidence('', {
    partition: state[PARTITION]!,
    offset: state[OFFSET]!,
    eventTimeMs: state[EVENT]!,
  });
}

/** Reports that come, with a satellite fix or without. */
function followFix(state: State, observation: Observation, context: RuleContext<Params>): void {
  const nowMs = observation.eventTimeMs;
  const sinceMs = state[NO_FIX]!;
  if ((observation.flags & FLAGS.noFix) === 0) {
    if (sinceMs === 0) return;
    state[NO_FIX] = 0;
    if (!context.isOpen(NO_FIX_SLOT)) return;
    context.update(NO_FIX_SLOT, fixAfter(nowMs - sinceMs));
    context.close(NO_FIX_SLOT, nowMs);
    return;
  }
  const { noFixMs } = context.params;
  if (sinceMs === 0) state[NO_FIX] = nowMs;
  if (sinceMs === 0 || nowMs - sinceMs < noFixMs || context.isOpen(NO_FIX_SLOT)) return;
  context.open(NO_FIX_SLOT, {
    openedAtMs: sinceMs,
    raisedAtMs: nowMs,
    unit: 's',
    // Where it is nobody knows: what such reports repeat is an old place.
    latitudeDeg: null,
    longitudeDeg: null,
    ...withoutFixFor(nowMs - sinceMs, noFixMs),
  });
  context.evidence(NO_FIX_SLOT);
}

export const linkSilent = defineRule<Params, State>({
  type: 'link.silent',
  version: 5,
  summary: {
    zh: '行驶中或点火状态下失联：超过 5 分钟且超过 3 个上报间隔没有任何数据；离线超过 24 小时；有数据而 24 小时不定位',
    en: 'Moving or with ignition on, then nothing for more than 5 min and 3 report intervals; offline for more than 24 h; reports without a fix for 24 h',
  },
  clause: '道路运输车辆动态监督管理办法（车载终端应保持在线）; 安全生产法 第36条',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  shape: {
    version: 3,
    carryOver: (state, from) =>
      from === 1 ? ofFirst(state as FirstState) : ofSecond(state as State),
  },
  initial,
  onObservation(state, observation, context) {
    const { params } = context;
    if ((observation.flags & FLAGS.backlog) !== 0) {
      if ((observation.flags & FLAGS.noFix) === 0) followFix(state, observation, context);
      return;
    }
    const nowMs = observation.eventTimeMs;
    if (state[ALLOWED]! < params.silentMs) state[ALLOWED] = params.silentMs;
    hear(state, nowMs, context);
    followFix(state, observation, context);
    const eventMs = state[EVENT]!;
    if (eventMs !== 0 && nowMs > eventMs) learnInterval(state, nowMs - eventMs, params);
    const speedKmh = measuredSpeedKmh(observation);
    const moving =
      speedKmh === null ? movedLately(state, observation, params) : speedKmh > params.movingKmh;
    const isActive = moving || (observation.statusFlag & STATUS.accOn) !== 0;
    state[ACTIVE] = !isActive ? 0 : (observation.alarmFlag & CUT_BITS) === 0 ? 1 : 2;
    state[EVENT] = nowMs;
    state[LATITUDE] = observation.latitudeDeg ?? NOWHERE;
    state[LONGITUDE] = observation.longitudeDeg ?? NOWHERE;
    state[PARTITION] = observation.inputPartition;
    state[OFFSET] = observation.inputOffset;
  },
  onAlive: hear,
  onTick(state, tickMs, context) {
    // Of what only gave signs of life there is no report to show.
    if (state[EVENT] === 0) return;
    const heardMs = state[HEARD]!;
    const offlineMs = state[OFFLINE]!;
    if (offlineMs !== 0 && tickMs >= offlineMs) {
      beSilent(state, tickMs, 'offline', context.params.offlineMs, context);
      state[OFFLINE] = 0;
      return;
    }
    if (state[OPENED] !== 0 || state[ACTIVE] === 0) return;
    const allowedMs = state[ALLOWED]!;
    if (tickMs - heardMs > allowedMs) beSilent(state, tickMs, 'moving', allowedMs, context);
  },
  wakeAtMs(state) {
    if (state[EVENT] === 0 || state[OFFLINE] === 0) return null;
    const offlineMs = state[OFFLINE]!;
    if (state[ACTIVE] === 0 || state[OPENED] !== 0) return offlineMs;
    return Math.min(offlineMs, state[HEARD]! + state[ALLOWED]! + 1);
  },
});
