/**
 * ban.coach-night (客车凌晨禁行): a coach drives between 02:00 and 05:00.
 *
 * What counts as driving, and when it is over, is `moving-episode.ts`; the run is counted from within the
 * window, and the window's end ends the episode. Exempt are a valid relay certificate, a line whose service
 * says so, and a line short enough (交运规〔2023〕2号 第32条); the older 100 km of the enterprise rules is a parameter.
 */
import { type Static, Type } from 'typebox';
import type { Severity } from '#core/alert.ts';
import { LINE_SERVICES } from '#core/registry/line.ts';
import { MINUTE_MS, shanghaiDayStartMs } from '#core/time.ts';
import { isInForce, isInWindows } from '../papers.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import type { SubjectInfo } from '../subject-info.ts';
import { CLASS_NAMES, clockText, inDailyWindow } from './evidence.ts';
import {
  endedBySilenceMs,
  endedMs,
  forget,
  isMoving,
  type Moving,
  move,
  movingParams,
  notMoving,
} from './moving-episode.ts';

const Params = Type.Object({
  startMinute: Type.Integer({
    minimum: 0,
    maximum: 1439,
    default: 120,
    description: 'start of the ban, minutes after Shanghai midnight (02:00)',
  }),
  endMinute: Type.Integer({
    minimum: 0,
    maximum: 1439,
    default: 300,
    description: 'end of the ban, minutes after Shanghai midnight (05:00), exclusive',
  }),
  exemptServices: Type.Array(Type.Enum([...LINE_SERVICES]), {
    default: ['airport', 'rail', 'commuter', 'customised'],
    description:
      'services of lines that may drive: airport and high-speed-rail express, commuter charter, customised service (交运规〔2023〕2号 第32条)',
  }),
  exemptMaxKm: Type.Number({
    minimum: 0,
    default: 200,
    description:
      'km one way; a line no longer than this may drive (交运规〔2023〕2号 第32条; 100 in the enterprise rules 第38条); 0 = none',
  }),
  exemptRelay: Type.Boolean({
    default: true,
    description: 'a valid relay certificate (接驳运输凭证) exempts',
  }),
  criticalMs: Type.Integer({
    minimum: 0,
    default: 1_800_000,
    description: 'ms of driving within the ban above which it is critical',
  }),
  ...movingParams,
});
type Params = Static<typeof Params>;

interface State extends Moving {
  /** End of the window at hand. */
  windowEndMs: number;
  severity: Severity;
}

function initial(): State {
  return { ...notMoving(), windowEndMs: 0, severity: 'major' };
}

function isExempt(subject: SubjectInfo, nowMs: number, params: Params): boolean {
  const { line, permits } = subject;
  if (line !== null && isInForce(line, nowMs)) {
    if ((params.exemptServices as string[]).includes(line.service)) return true;
    if (line.distanceKm !== null && line.distanceKm <= params.exemptMaxKm) return true;
  }
  return (
    params.exemptRelay &&
    permits.some(
      (permit) =>
        permit.kind === 'relay' && isInForce(permit, nowMs) && isInWindows(permit.windows, nowMs),
    )
  );
}

/** End of the window that holds `nowMs`. */
function windowEndMs(nowMs: number, { startMinute, endMinute }: Params): number {
  const endMs = shanghaiDayStartMs(nowMs) + endMinute * MINUTE_MS;
  return startMinute > endMinute && endMs <= nowMs ? endMs + 1_440 * MINUTE_MS : endMs;
}

function clock(minute: number): string {
  return clockText(minute * 60_000).slice(0, -3);
}

function statement(
  state: State,
  untilMs: number,
  context: RuleContext<Params>,
): Omit<EpisodeFacts, 'raisedAtMs'> {
  const { startMinute, endMinute, criticalMs } = context.params;
  const drivenMs = untilMs - state.startMs;
  const minutes = Math.round(drivenMs / 6_000) / 10;
  const { zh, en } = CLASS_NAMES[context.subject.class];
  const window = `${clock(startMinute)}–${clock(endMinute)}`;
  return {
    severity: drivenMs > criticalMs ? 'critical' : 'major',
    openedAtMs: state.startMs,
    measured: minutes,
    limit: 0,
    unit: 'min',
    latitudeDeg: state.startLatitudeDeg,
    longitudeDeg: state.startLongitudeDeg,
    explanation: {
      zh: `${zh}在禁行时段 ${window} 内行驶 ${minutes} 分钟，登记信息中无有效的接驳凭证或豁免线路。`,
      en: `A ${en} drove ${minutes} min within the ban of ${window}; the registry holds no valid relay certificate and no exempt line.`,
    },
    facts: { window, drivenSeconds: Math.round(drivenMs / 1_000) },
  };
}

function close(state: State, closedAtMs: number, context: RuleContext<Params>): void {
  const { openedAtMs: _, ...last } = statement(state, closedAtMs, context);
  context.update('', last);
  context.close('', closedAtMs);
  forget(state);
}

export const banCoachNight = defineRule<Params, State>({
  type: 'ban.coach-night',
  version: 1,
  summary: {
    zh: '客车在凌晨 2 时至 5 时行驶，且无接驳凭证或豁免线路',
    en: 'A coach drives between 02:00 and 05:00 without a relay certificate or an exempt line',
  },
  clause:
    '道路客运接驳运输管理办法（交运规〔2023〕2号）第32条; 道路旅客运输企业安全管理规范 第38条',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled'],
  initial,
  wakes: (observation, _subject, params) => inDailyWindow(observation.eventTimeMs, params),
  onObservation(state, observation, context) {
    const { params, subject } = context;
    const nowMs = observation.eventTimeMs;
    if (!inDailyWindow(nowMs, params)) {
      if (state.isOpen) close(state, Math.min(state.windowEndMs, nowMs), context);
      context.rest();
      return;
    }
    if (isExempt(subject, nowMs, params)) {
      if (state.isOpen) close(state, nowMs, context);
      else if (state.startMs !== 0) forget(state);
      return;
    }
    const moves = isMoving(state, observation, params);
    const endMs = endedMs(state, nowMs, moves, params);
    if (endMs !== 0) close(state, endMs, context);
    state.windowEndMs = windowEndMs(nowMs, params);
    if (move(state, observation, moves, params)) {
      state.severity = 'major';
      context.open('', { ...statement(state, nowMs, context), raisedAtMs: nowMs });
      context.evidence('', state.first!);
      context.evidence('');
    } else if (state.isOpen && state.severity === 'major') {
      const { openedAtMs: _, ...now } = statement(state, nowMs, context);
      if (now.severity === 'major') return;
      state.severity = now.severity;
      context.update('', now);
      context.evidence('');
    }
  },
  onTick(state, tickMs, context) {
    if (!state.isOpen) return;
    if (tickMs >= state.dueMs) close(state, endedBySilenceMs(state), context);
    else if (tickMs >= state.windowEndMs) close(state, state.windowEndMs, context);
  },
  wakeAtMs: (state) => (state.isOpen ? Math.min(state.dueMs, state.windowEndMs) : null),
});
