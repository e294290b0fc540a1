/**
 * clock.wrong (终端时钟错误): a live report tells a time that cannot be: more than 10 min ahead of its arrival,
 * before 2015, none at all, the same one on and on, or more than 24 h behind.
 *
 * All but the last are flagged where the report comes in and take the time of arrival. A terminal
 * without a satellite solution has no time to be wrong, an upload from the blind area is old by design, and
 * neither says anything here. `leaveReports` right ones in a row end the episode, at the first of them.
 */
import { type Static, Type } from 'typebox';
import { FLAGS, type Observation } from '#core/report.ts';
import { defineRule, type EpisodeFacts } from '../rule.ts';
import { clockText } from './evidence.ts';

const Params = Type.Object({
  behindMs: Type.Integer({
    minimum: 60_000,
    default: 86_400_000,
    description: 'ms behind its arrival up to which a live report is believed (domain 2.4: 24 h)',
  }),
  leaveReports: Type.Integer({
    minimum: 1,
    default: 3,
    description: 'reports in a row with a right time that end the episode',
  }),
});
type Params = Static<typeof Params>;

/** Instants: 0 = none. */
interface State {
  openedAtMs: number;
  reports: number;
  farthestBehindMs: number;
  /** First of the right reports at hand, and how many. */
  rightSinceMs: number;
  rightReports: number;
}

const initial = (): State => ({
  openedAtMs: 0,
  reports: 0,
  farthestBehindMs: 0,
  rightSinceMs: 0,
  rightReports: 0,
});

const SAYS_NOTHING = FLAGS.noFix | FLAGS.backlog | FLAGS.late;

/** Of a report that says something. */
function isWrong(
  { flags, receivedTimeMs, eventTimeMs }: Observation,
  { behindMs }: Params,
): boolean {
  return (flags & FLAGS.clockWrong) !== 0 || receivedTimeMs - eventTimeMs > behindMs;
}

function statement(
  { reports, farthestBehindMs }: State,
  { behindMs }: Params,
): Pick<EpisodeFacts, 'measured' | 'limit' | 'unit' | 'explanation' | 'facts'> {
  const behind = farthestBehindMs > 0;
  const text = clockText(farthestBehindMs);
  return {
    measured: behind ? Math.round(farthestBehindMs / 1000) : null,
    limit: behind ? Math.round(behindMs / 1000) : null,
    unit: behind ? 's' : '',
    explanation: behind
      ? {
          zh: `终端时钟落后接收时刻 ${text}，允许 ${clockText(behindMs)}；共 ${reports} 条报告。`,
          en: `The terminal's clock is ${text} behind the time of arrival, ${clockText(behindMs)} is allowed; ${reports} reports.`,
        }
      : {
          zh: `终端时钟不可信（超前 10 分钟以上、早于 2015 年、缺失或停走），以接收时刻代替；共 ${reports} 条报告。`,
          en: `The terminal's clock is not to be believed (more than 10 min ahead, before 2015, missing or stopped); the time of arrival is taken; ${reports} reports.`,
        },
    facts: { reports, kind: behind ? 'behind' : 'unusable' },
  };
}

export const clockWrong = defineRule<Params, State>({
  type: 'clock.wrong',
  version: 1,
  summary: {
    zh: '终端时钟错误：超前接收时刻 10 分钟以上、早于 2015 年、停走，或实时数据落后 24 小时以上',
    en: 'The clock of the terminal is more than 10 min ahead, before 2015, stopped, or more than 24 h behind in live data',
  },
  clause: '联网联控考核 数据合格率（时间）; JT/T 808 0x0200 时间',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial,
  wakes: (observation, _subject, params) =>
    (observation.flags & SAYS_NOTHING) === 0 && isWrong(observation, params),
  onObservation(state, observation, context) {
    const { flags, eventTimeMs: nowMs, receivedTimeMs } = observation;
    const { params } = context;
    const behindMs = receivedTimeMs - nowMs;
    if ((flags & SAYS_NOTHING) !== 0) return;
    if (!isWrong(observation, params)) {
      if (state.openedAtMs === 0) {
        context.rest();
        return;
      }
      if (state.rightReports === 0) state.rightSinceMs = nowMs;
      state.rightReports++;
      if (state.rightReports < params.leaveReports) return;
      context.update('', statement(state, params));
      context.close('', Math.max(state.openedAtMs, state.rightSinceMs));
      context.rest();
      return;
    }
    state.reports++;
    state.rightReports = 0;
    if (behindMs > params.behindMs && behindMs > state.farthestBehindMs)
      state.farthestBehindMs = behindMs;
    if (state.openedAtMs !== 0) return;
    state.openedAtMs = nowMs;
    context.open('', {
      severity: 'minor',
      openedAtMs: nowMs,
      raisedAtMs: nowMs,
      latitudeDeg: observation.latitudeDeg,
      longitudeDeg: observation.longitudeDeg,
      ...statement(state, params),
    });
    context.evidence('');
  },
});
