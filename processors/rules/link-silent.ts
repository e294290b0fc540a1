/**
 * link.silent (行驶中失联): a vehicle that was moving, or whose ignition (ACC) was on, has sent nothing for
 * longer than max(`silentMs`, `intervals` × its own report interval).
 *
 * A position counts as heard at its event time; heartbeats, sign-ins and blind-area uploads come as
 * signs of life at the time they arrived (by the vehicle's own clock, as ticks do), and what a blind-area upload tells of the past is no link at that time.
 * The report interval is the median of the last five between live positions, so a single hole does
 * not stretch it. Only a tick opens; openedAt is the last message, raisedAt the tick. The next message
 * of any kind closes.
 */
import { type Static, Type } from 'typebox';
import { FLAGS, type Observation, STATUS } from '#core/report.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { clockText, evidenceOf, hasPosition, measuredSpeedKmh } from './evidence.ts';
import { addFix, type FixWindow, motionAt } from './motion.ts';

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

/** Instants: 0 = none. */
interface State {
  /** Latest message of any kind. */
  heardMs: number;
  /** The latest position was moving or had its ignition on. */
  active: boolean;
  /** Last intervals between positions, ms; a ring. */
  intervals: number[];
  intervalAt: number;
  /** Silence from which on it alerts, ms; follows the ring. */
  allowedMs: number;
  openedAtMs: number;
  /** Latest live position. */
  eventMs: number;
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  partition: number;
  offset: number;
  /** Recent fixes, only while the sender gives no speed. */
  fixes: FixWindow;
}

const INTERVALS_KEPT = 5;
/** Fixes further apart say nothing of how the vehicle moves now. */
const FIX_GAP_MAX_MS = 300_000;

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

function learnInterval(state: State, intervalMs: number, params: Params): void {
  const before = state.intervals[state.intervalAt];
  state.intervals[state.intervalAt] = intervalMs;
  state.intervalAt = (state.intervalAt + 1) % INTERVALS_KEPT;
  // Sorting is only needed when an interval that matters came or went.
  const matters = params.silentMs / params.intervals;
  if (intervalMs <= matters && (before ?? 0) <= matters && state.allowedMs === params.silentMs) {
    return;
  }
  state.allowedMs = Math.max(params.silentMs, params.intervals * median(state.intervals));
}

/** Moving by displacement; only for senders without speed. */
function movedLately(state: State, observation: Observation, { movingKmh }: Params): boolean {
  if (!hasPosition(observation)) return false;
  const { latitudeDeg, longitudeDeg } = observation;
  const fix = { timeMs: observation.eventTimeMs, latitudeDeg, longitudeDeg };
  const since = motionAt(state.fixes, fix, { movingKmh, gapMaxMs: FIX_GAP_MAX_MS });
  addFix(state.fixes, fix, FIX_GAP_MAX_MS);
  return since > 0;
}

/** Any message at `atMs`: what was silent has spoken. */
function hear(state: State, atMs: number, context: RuleContext<Params>): void {
  if (atMs <= state.heardMs) return;
  state.heardMs = atMs;
  if (state.openedAtMs === 0) return;
  const silence = clockText(atMs - state.openedAtMs);
  context.update('', {
    measured: Math.round((atMs - state.openedAtMs) / 1000),
    explanation: {
      zh: `车辆行驶或点火状态下 ${silence} 没有任何数据，现已恢复。`,
      en: `Nothing was heard for ${silence} from a vehicle that was moving or had its ignition on; the link is back.`,
    },
  });
  context.close('', atMs);
  state.openedAtMs = 0;
}

export const linkSilent = defineRule<Params, State>({
  type: 'link.silent',
  version: 2,
  summary: {
    zh: '行驶中或点火状态下失联：超过 5 分钟且超过 3 个上报间隔没有任何数据',
    en: 'Moving or with ignition on, then nothing for more than 5 min and 3 report intervals',
  },
  clause: '道路运输车辆动态监督管理办法（车载终端应保持在线）; 安全生产法 第36条',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial: () => ({
    heardMs: 0,
    active: false,
    intervals: [],
    intervalAt: 0,
    allowedMs: 0,
    openedAtMs: 0,
    eventMs: 0,
    latitudeDeg: null,
    longitudeDeg: null,
    partition: 0,
    offset: 0,
    fixes: [],
  }),
  onObservation(state, observation, context) {
    const { params } = context;
    if ((observation.flags & FLAGS.backlog) !== 0) return;
    const nowMs = observation.eventTimeMs;
    if (state.allowedMs < params.silentMs) state.allowedMs = params.silentMs;
    hear(state, nowMs, context);
    if (state.eventMs !== 0 && nowMs > state.eventMs) {
      learnInterval(state, nowMs - state.eventMs, params);
    }
    const speedKmh = measuredSpeedKmh(observation);
    const moving =
      speedKmh === null ? movedLately(state, observation, params) : speedKmh > params.movingKmh;
    state.active = moving || (observation.statusFlag & STATUS.accOn) !== 0;
    state.eventMs = nowMs;
    state.latitudeDeg = observation.latitudeDeg;
    state.longitudeDeg = observation.longitudeDeg;
    const { partition, offset } = evidenceOf(observation);
    state.partition = partition;
    state.offset = offset;
  },
  onAlive: hear,
  onTick(state, tickMs, context) {
    if (state.openedAtMs !== 0 || !state.active || state.heardMs === 0) return;
    const silentMs = tickMs - state.heardMs;
    if (silentMs <= state.allowedMs) return;
    state.openedAtMs = state.heardMs;
    const allowed = clockText(state.allowedMs);
    context.open('', {
      severity: 'minor',
      openedAtMs: state.heardMs,
      raisedAtMs: tickMs,
      measured: Math.round(silentMs / 1000),
      limit: Math.round(state.allowedMs / 1000),
      unit: 's',
      latitudeDeg: state.latitudeDeg,
      longitudeDeg: state.longitudeDeg,
      explanation: {
        zh: `车辆行驶或点火状态下，已 ${clockText(silentMs)} 没有任何数据，超过允许的 ${allowed}。`,
        en: `Nothing heard for ${clockText(silentMs)} from a vehicle that was moving or had its ignition on; ${allowed} is allowed.`,
      },
      facts: { allowedSeconds: Math.round(state.allowedMs / 1000) },
    });
    context.evidence('', {
      partition: state.partition,
      offset: state.offset,
      eventTimeMs: state.eventMs,
    });
  },
  wakeAtMs: (state) =>
    state.active && state.openedAtMs === 0 && state.heardMs !== 0
      ? state.heardMs + state.allowedMs + 1
      : null,
});
