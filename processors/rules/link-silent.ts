/**
 * link.silent (行驶中失联): a vehicle that was moving, or whose ignition (ACC) was on, has sent nothing for
 * longer than max(`silentMs`, `intervals` × its own report interval).
 *
 * A position counts as heard at its event time; heartbeats, sign-ins and blind-area uploads come as
 * signs of life at the time they arrived (by the vehicle's own clock, as ticks do), and what a blind-area upload tells of the past is no link at that time.
 * The report interval is the median of the last five between live positions, so a single hole does
 * not stretch it. A power or antenna alarm standing within the last minute before it raises the suspicion of tampering. Only a tick opens; openedAt is the last message, raisedAt the tick. The next message
 * of any kind closes.
 */
import { type Static, Type } from 'typebox';
import { FLAGS, type Observation, STATUS } from '#core/report.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { clockText, hasPosition, measuredSpeedKmh } from './evidence.ts';
import { addFix, type FixWindow, motionAt } from './motion.ts';
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
const FIXES = INTERVALS + INTERVALS_KEPT;
/** So long before the silence a cut has to do with it (domain.md 2.4). */
const CUT_BEFORE_MS = 60_000;
/** No degree. */
const NOWHERE = 999;

/** Fixes further apart say nothing of how the vehicle moves now. */
const FIX_GAP_MAX_MS = 300_000;

function initial(): State {
  return [0, 0, 0, 0, NOWHERE, NOWHERE, 0, 0, 0, 0, 0, 0, 0, 0, 0];
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
  state.push(...old.fixes);
  return state;
}

function medianInterval(state: State): number {
  const known = state.slice(INTERVALS, FIXES).filter((intervalMs) => intervalMs > 0);
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
  if (atMs <= state[HEARD]!) return;
  state[HEARD] = atMs;
  const openedAtMs = state[OPENED]!;
  if (openedAtMs === 0) return;
  const silence = clockText(atMs - openedAtMs);
  context.update('', {
    measured: Math.round((atMs - openedAtMs) / 1000),
    explanation: {
      zh: `车辆行驶或点火状态下 ${silence} 没有任何数据，现已恢复。`,
      en: `Nothing was heard for ${silence} from a vehicle that was moving or had its ignition on; the link is back.`,
    },
  });
  context.close('', atMs);
  state[OPENED] = 0;
}

function degOf(value: number): number | null {
  return value === NOWHERE ? null : value;
}

export const linkSilent = defineRule<Params, State>({
  type: 'link.silent',
  version: 4,
  summary: {
    zh: '行驶中或点火状态下失联：超过 5 分钟且超过 3 个上报间隔没有任何数据',
    en: 'Moving or with ignition on, then nothing for more than 5 min and 3 report intervals',
  },
  clause: '道路运输车辆动态监督管理办法（车载终端应保持在线）; 安全生产法 第36条',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  shape: { version: 2, carryOver: (state) => ofFirst(state as FirstState) },
  initial,
  onObservation(state, observation, context) {
    const { params } = context;
    if ((observation.flags & FLAGS.backlog) !== 0) return;
    const nowMs = observation.eventTimeMs;
    if (state[ALLOWED]! < params.silentMs) state[ALLOWED] = params.silentMs;
    hear(state, nowMs, context);
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
    const heardMs = state[HEARD]!;
    if (state[OPENED] !== 0 || state[ACTIVE] === 0 || heardMs === 0) return;
    const silentMs = tickMs - heardMs;
    const allowedMs = state[ALLOWED]!;
    if (silentMs <= allowedMs) return;
    state[OPENED] = heardMs;
    const allowed = clockText(allowedMs);
    const isCut = state[ACTIVE] === 2 && heardMs - state[EVENT]! <= CUT_BEFORE_MS;
    context.open('', {
      severity: isCut ? 'major' : 'minor',
      openedAtMs: heardMs,
      raisedAtMs: tickMs,
      measured: Math.round(silentMs / 1000),
      limit: Math.round(allowedMs / 1000),
      unit: 's',
      latitudeDeg: degOf(state[LATITUDE]!),
      longitudeDeg: degOf(state[LONGITUDE]!),
      explanation: {
        zh: `车辆行驶或点火状态下，已 ${clockText(silentMs)} 没有任何数据，超过允许的 ${allowed}${isCut ? '；失联前主电源或天线断开，疑似人为破坏' : ''}。`,
        en: `Nothing heard for ${clockText(silentMs)} from a vehicle that was moving or had its ignition on; ${allowed} is allowed${isCut ? '. Before, its power or antenna was cut: tampering is suspected' : ''}.`,
      },
      facts: {
        allowedSeconds: Math.round(allowedMs / 1000),
        ...(isCut ? { suspicion: 'tampering' } : {}),
      },
    });
    context.evidence('', {
      partition: state[PARTITION]!,
      offset: state[OFFSET]!,
      eventTimeMs: state[EVENT]!,
    });
  },
  wakeAtMs: (state) =>
    state[ACTIVE] !== 0 && state[OPENED] === 0 && state[HEARD] !== 0
      ? state[HEARD]! + state[ALLOWED]! + 1
      : null,
});
