/**
 * link.silent (失联): nothing is heard of a vehicle. What kind of silence it is, facts say:
 *
 * | `kind` | opens | closes |
 * |---|---|---|
 * | `moving` | it was moving, or its ignition (ACC) was on, and sent nothing for longer than max(`silentMs`, `intervals` × its own report interval) | the next message of any kind |
 * | `offline` | at a midnight (Shanghai) its last message, moving or not, is older than `offlineMs` (离线 24 小时) | the same |
 * | `no-fix-live` | its ignition (ACC) has been on for longer than `noFixLiveMs` and no report since had a satellite fix, and it was not in or before a tunnel when it lost it | the first with one |
 * | `no-fix` | reports have come for `noFixMs` and none had a satellite fix (不定位 24 小时) | the same |
 *
 * A silence that began `moving` and lasts becomes `offline`: the same episode, restated. Without a fix it is no silence of the link,
 * so that has an episode of its own, in which `no-fix-live` becomes `no-fix`; an `offline` silence begins its count anew.
 *
 * A position counts as heard at its event time; heartbeats, sign-ins and blind-area uploads come as
 * signs of life at the time they arrived (by the vehicle's own clock, as ticks do), and what a blind-area upload tells of the past is no link
 * at that time, but the fix it had. The report interval is the median of the last five between live positions, so a single hole does
 * not stretch it. A power or antenna alarm standing within the last minute before it raises the suspicion of tampering. Only a tick
 * opens a silence; openedAt is the last message, raisedAt the tick.
 */
import { type Static, Type } from 'typebox';
import { METRES_PER_DEGREE, RADIANS_PER_DEGREE } from '#core/geo/distance.ts';
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
  noFixLiveMs: Type.Integer({
    minimum: 10_000,
    default: 600_000,
    description:
      'ms of reports with the ignition on and without a satellite fix that are still ordinary; longer alerts (domain 2.4: 10 min outside tunnels)',
  }),
  tunnelM: Type.Number({
    minimum: 0,
    maximum: 5_000,
    default: 500,
    description:
      'm; nearer to a zone of kind `tunnel` than this when it lost its fix, the vehicle is taken to be in it',
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
/** First of those since the ignition was on. */
const NO_FIX_ON = NO_FIX + 1;
/** 1 = the episode that is open for them is `no-fix-live`; −1 = there is none for now, as it is taken to be in a tunnel. */
const NO_FIX_LIVE = NO_FIX_ON + 1;
/** Where the vehicle was before them. */
const LOST_LATITUDE = NO_FIX_LIVE + 1;
const LOST_LONGITUDE = LOST_LATITUDE + 1;
const FIXES = LOST_LONGITUDE + 1;
const NO_FIX_SLOT = 'no-fix';
/** So long before the silence a cut has to do with it (domain.md 2.4). */
const CUT_BEFORE_MS = 60_000;
/** Where it is looked for a tunnel: so many directions, and circles of growing distance. */
const WAYS = 16;
const RINGS = 5;
/** No degree. */
const NOWHERE = 999;

/** Fixes further apart say nothing of how the vehicle moves now. */
const FIX_GAP_MAX_MS = 300_000;

function initial(): State {
  const row = [0, 0, 0, 0, NOWHERE, NOWHERE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  row.push(NOWHERE, NOWHERE);
  return row;
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

const shape = {
  version: 4,
  carryOver(stored: unknown, from: number): State {
    if (from > 1) {
      // The second shape knew of no longer silence, the third of nothing that happens with the ignition on.
      const old = stored as State;
      const kept = from === 2 ? OFFLINE : NO_FIX_ON;
      const days = from === 2 ? [offlineAtMs(old[HEARD]!, DAY_MS), 0] : [];
      return [...old.slice(0, kept), ...days, 0, 0, NOWHERE, NOWHERE, ...old.slice(kept)];
    }
    const old = stored as FirstState;
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
    return [...state, ...old.fixes];
  },
};

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
  if (!isOffline || context.isOpen(NO_FIX_SLOT)) return;
  state[NO_FIX] = 0;
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
  if ((observation.flags & FLAGS.noFix) === 0) {
    if (state[NO_FIX] !== 0) findFix(state, nowMs, context);
    return;
  }
  if (state[NO_FIX] === 0) {
    state[NO_FIX] = nowMs;
    state[NO_FIX_ON] = 0;
    state[NO_FIX_LIVE] = 0;
    state[LOST_LATITUDE] = state[LATITUDE]!;
    state[LOST_LONGITUDE] = state[LONGITUDE]!;
  }
  if (state[NO_FIX_LIVE] === 0) {
    if ((observation.statusFlag & STATUS.accOn) === 0) state[NO_FIX_ON] = 0;
    // What was between reports that far apart nobody knows.
    else if (state[NO_FIX_ON] === 0 || nowMs - state[EVENT]! > FIX_GAP_MAX_MS)
      state[NO_FIX_ON] = nowMs;
  }
  judgeFix(state, nowMs, context);
}

function findFix(state: State, nowMs: number, context: RuleContext<Params>): void {
  const sinceMs = state[NO_FIX_LIVE] === 1 ? state[NO_FIX_ON]! : state[NO_FIX]!;
  state[NO_FIX] = 0;
  if (!context.isOpen(NO_FIX_SLOT)) return;
  context.update(NO_FIX_SLOT, fixAfter(nowMs - sinceMs));
  context.close(NO_FIX_SLOT, nowMs);
}

/** Without a fix still, for too long? */
function judgeFix(state: State, nowMs: number, context: RuleContext<Params>): void {
  const { noFixMs, noFixLiveMs } = context.params;
  const sinceMs = state[NO_FIX]!;
  const sinceOnMs = state[NO_FIX_ON]!;
  const isOpen = context.isOpen(NO_FIX_SLOT);
  if (nowMs - sinceMs >= noFixMs) {
    if (isOpen && state[NO_FIX_LIVE] !== 1) return;
    tellNoFix('no-fix', nowMs, { sinceMs, limitMs: noFixMs }, context);
    state[NO_FIX_LIVE] = 0;
    return;
  }
  if (state[NO_FIX_LIVE] !== 0) return;
  if (sinceOnMs === 0 || nowMs - sinceOnMs <= noFixLiveMs) return;
  state[NO_FIX_LIVE] = wasNearTunnel(state, context) ? -1 : 1;
  if (state[NO_FIX_LIVE] === 1)
    tellNoFix('no-fix-live', nowMs, { sinceMs: sinceOnMs, limitMs: noFixLiveMs }, context);
}

function tellNoFix(
  kind: 'no-fix' | 'no-fix-live',
  nowMs: number,
  { sinceMs, limitMs }: { sinceMs: number; limitMs: number },
  context: RuleContext<Params>,
): void {
  const said = withoutFixFor(kind, nowMs - sinceMs, limitMs);
  if (context.isOpen(NO_FIX_SLOT)) context.update(NO_FIX_SLOT, said);
  else
    context.open(NO_FIX_SLOT, {
      openedAtMs: sinceMs,
      raisedAtMs: nowMs,
      unit: 's',
      // Where it is nobody knows: what such reports repeat is an old place.
      latitudeDeg: null,
      longitudeDeg: null,
      ...said,
    });
  context.evidence(NO_FIX_SLOT);
}

/** Whether it lost its fix in a tunnel or shortly before one, as the registry knows them. */
function wasNearTunnel(state: State, { params, world }: RuleContext<Params>): boolean {
  const latitudeDeg = state[LOST_LATITUDE]!;
  const longitudeDeg = state[LOST_LONGITUDE]!;
  if (latitudeDeg === NOWHERE || longitudeDeg === NOWHERE) return false;
  const isTunnel = (latitude: number, longitude: number) =>
    world.zonesAt(latitude, longitude, state[NO_FIX]!).some(({ kind }) => kind === 'tunnel');
  const eastDeg = METRES_PER_DEGREE * Math.cos(latitudeDeg * RADIANS_PER_DEGREE);
  for (let ring = 0; ring <= RINGS; ring++) {
    const awayM = (params.tunnelM * ring) / RINGS;
    for (let way = 0; way < WAYS; way++) {
      const radians = (2 * Math.PI * way) / WAYS;
      const north = (awayM * Math.cos(radians)) / METRES_PER_DEGREE;
      const east = (awayM * Math.sin(radians)) / eastDeg;
      if (isTunnel(latitudeDeg + north, longitudeDeg + east)) return true;
    }
  }
  return false;
}

export const linkSilent = defineRule<Params, State>({
  type: 'link.silent',
  version: 6,
  summary: {
    zh: '行驶中或点火状态下失联：超过 5 分钟且超过 3 个上报间隔没有任何数据；离线超过 24 小时；点火状态下隧道以外超过 10 分钟不定位，或有数据而 24 小时不定位',
    en: 'Moving or with ignition on, then nothing for more than 5 min and 3 report intervals; offline for more than 24 h; reports without a fix for more than 10 min with ignition on outside tunnels, or for 24 h',
  },
  clause: '道路运输车辆动态监督管理办法（车载终端应保持在线）; 安全生产法 第36条',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  shape,
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
