/**
 * When an alert is due, and what the platform does by itself when nobody did anything: it goes up a level, or
 * comes back to the list. Pure: the same alert and work always give the same timer, so several servers ask for
 * the same fact under the same `actionId`, and the order of the log keeps the first.
 */
import type { Alert, AlertAction, Severity } from '../alert.ts';
import { type NoticePlan, nextNotice, noticeOf } from '../loop/plan.ts';
import type { NoticeLevel } from '../loop/policy.ts';
import { HOUR_MS, MINUTE_MS } from '../time.ts';
import { type AlertWork, type EscalationLevel, isAbove, isSupervised } from './work.ts';

/** Minutes after an alert was raised (or opened again); 0 = never. */
export interface EscalationTimes {
  /** Not acknowledged by then: to the city, to the province. */
  cityAcknowledgeMinutes: number;
  provinceAcknowledgeMinutes: number;
  /** Not closed by then. */
  cityHandleMinutes: number;
  provinceHandleMinutes: number;
}
/** Severities that are not in it never escalate by themselves. */
export type EscalationPolicy = Readonly<Partial<Record<Severity, EscalationTimes>>>;

/** Longest shelving (dashboard.md 2.2), ms. What may be shelved of a critical alert is our own bound. */
export const SHELVED_MS_MAX = 24 * HOUR_MS;
export const SHELVED_CRITICAL_MS_MAX = HOUR_MS;
/** Longest suppression, ms: a vehicle that stands in a workshop. Critical alerts are not suppressed at all. */
export const SUPPRESSED_MS_MAX = 7 * 24 * HOUR_MS;
/** Nothing is escalated by itself later than this after it was raised: what an outage left behind is listed as overdue. */
export const ESCALATED_WITHIN_MS = 72 * HOUR_MS;

export interface Deadlines {
  /** Null = acknowledged, or no time is set. */
  acknowledgeByMs: number | null;
  /** Null = closed, or no time is set. */
  handleByMs: number | null;
  /** Of an unanswered supervision; null = none. */
  superviseByMs: number | null;
}
const NO_DEADLINES: Deadlines = { acknowledgeByMs: null, handleByMs: null, superviseByMs: null };
const NO_TIMES: EscalationTimes = {
  ...{ cityAcknowledgeMinutes: 0, provinceAcknowledgeMinutes: 0 },
  ...{ cityHandleMinutes: 0, provinceHandleMinutes: 0 },
};

/** What decides when whom is told: times by severity, and the plan of the loop, which for the city goes before them. */
export interface Ladder {
  times: EscalationPolicy;
  /** Null = no policy holds for the alert, or nothing is planned yet. */
  plan: NoticePlan | null;
}

export function deadlinesOf(alert: Alert, work: AlertWork, ladder: Ladder): Deadlines {
  if (alert.state === 'withdrawn') return NO_DEADLINES;
  const superviseByMs = isSupervised(work) ? (work.supervision?.deadlineMs ?? null) : null;
  if (alert.late || work.state === 'closed') return { ...NO_DEADLINES, superviseByMs };
  const times = ladder.times[alert.severity] ?? NO_TIMES;
  const after = afterStart(alert, work);
  const planned = cityNotice(work, ladder)?.dueMs;
  return {
    acknowledgeByMs: work.state === 'new' ? (planned ?? after(times.cityAcknowledgeMinutes)) : null,
    handleByMs: after(times.cityHandleMinutes),
    superviseByMs,
  };
}

/** What is overdue at a time, by what was missed. */
export function overdueOf(deadlines: Deadlines, nowMs: number) {
  const isPast = (byMs: number | null) => byMs !== null && byMs <= nowMs;
  return {
    acknowledge: isPast(deadlines.acknowledgeByMs),
    handle: isPast(deadlines.handleByMs),
    supervision: isPast(deadlines.superviseByMs),
  };
}

/** What the platform will do next, and when. */
export type AlertTimer = { dueMs: number } & Pick<AlertAction, 'action'> & {
    actionId: string;
    level?: EscalationLevel;
  };

/** Null = nothing will happen by itself. */
export function nextTimer(alert: Alert, work: AlertWork, ladder: Ladder): AlertTimer | null {
  const back = comingBack(alert, work);
  const up = goingUp(alert, work, ladder);
  if (back === null || up === null) return back ?? up;
  return back.dueMs <= up.dueMs ? back : up;
}

function comingBack({ alertId, severity }: Alert, work: AlertWork): AlertTimer | null {
  const { hidden, visibility } = work;
  if (hidden === null || visibility === 'shown') return null;
  const action = visibility === 'shelved' ? 'unshelve' : 'unsuppress';
  // An alert that has become critical since is not hidden for longer than a critical one may be.
  const boundMs = hidden.atMs + (severity === 'critical' ? SHELVED_CRITICAL_MS_MAX : Infinity);
  const dueMs = Math.min(hidden.untilMs, boundMs);
  return { dueMs, action, actionId: `${alertId}:${action}:${hidden.atMs}` };
}

function goingUp(
  alert: Alert,
  work: AlertWork,
  ladder: Ladder,
): (AlertTimer & { action: 'escalate'; level: 'city' | 'province' }) | null {
  const times = ladder.times[alert.severity] ?? NO_TIMES;
  const isOver = alert.state === 'withdrawn' || alert.late || work.state === 'closed';
  if (isOver || work.visibility === 'suppressed') return null;
  const after = afterStart(alert, work);
  const waits = work.state === 'new' && work.visibility === 'shown';
  const steps = [
    {
      level: 'city',
      acknowledgeMs: cityRaiseMs(work, ladder) ?? after(times.cityAcknowledgeMinutes),
      handleMs: after(times.cityHandleMinutes),
    },
    {
      level: 'province',
      acknowledgeMs: after(times.provinceAcknowledgeMinutes),
      handleMs: after(times.provinceHandleMinutes),
    },
  ] as const;
  for (const { level, acknowledgeMs, handleMs } of steps) {
    if (!isAbove(level, work.escalation)) continue;
    const dues = [waits ? acknowledgeMs : null, handleMs].filter((ms) => ms !== null);
    if (dues.length === 0) continue;
    // The round is the same on every server; an alert that was opened again goes up anew.
    const round = work.reopenedAtMs ?? 0;
    const actionId = `${alert.alertId}:escalate:${round}:${level}`;
    return { dueMs: Math.min(...dues), action: 'escalate', level, actionId };
  }
  return null;
}

/** Who is told next without a person, when, and how; what both ways would tell at one time is one. */
export interface NextTelling {
  atMs: number;
  level: NoticeLevel | 'province';
  /** The work goes up to this level. */
  isRaised: boolean;
  /** Systems of this level are sent a notice. */
  isNotified: boolean;
}

/** Null = nobody is told of it any more unless something happens. */
export function nextTelling(alert: Alert, work: AlertWork, ladder: Ladder): NextTelling | null {
  const up = goingUp(alert, work, ladder);
  const isTaken = work.state !== 'new' || work.visibility !== 'shown';
  const isOver = alert.state !== 'open';
  const isPlanned = ladder.plan !== null && alert.state !== 'withdrawn';
  const notice = isPlanned ? nextNotice(ladder.plan!, { isTaken, isOver }) : null;
  const raising = up && { atMs: up.dueMs, level: up.level, isRaised: true, isNotified: false };
  const telling = notice && {
    ...{ atMs: notice.tellMs, level: notice.level, isRaised: false, isNotified: true },
  };
  if (raising === null || telling === null) return raising ?? telling;
  if (raising.level === telling.level && raising.atMs === telling.atMs)
    return { ...raising, isNotified: true };
  return raising.atMs <= telling.atMs ? raising : telling;
}

/** Of the first round: who opens an alert again begins a new one, and its system has been told. */
function cityNotice({ reopenedAtMs }: AlertWork, { plan }: Ladder) {
  return plan === null || reopenedAtMs !== null ? null : noticeOf(plan, 'city');
}

/** When the city is told it is given the work, also when that is sooner because nobody below took the notice. */
function cityRaiseMs(work: AlertWork, ladder: Ladder): number | null {
  const toldMs = work.reopenedAtMs === null ? (ladder.plan?.settled.get('city') ?? null) : null;
  return toldMs ?? cityNotice(work, ladder)?.tellMs ?? null;
}

/** An instant so many minutes after the clock of the work began; null = no time is set. */
function afterStart(alert: Alert, work: AlertWork): (minutes: number) => number | null {
  const startMs = work.reopenedAtMs ?? alert.raisedAtMs;
  return (minutes) => (minutes === 0 ? null : startMs + minutes * MINUTE_MS);
}

/** False = so old that it is left to people. */
export function escalatesStill(alert: Alert, work: AlertWork, nowMs: number): boolean {
  return nowMs - (work.reopenedAtMs ?? alert.raisedAtMs) <= ESCALATED_WITHIN_MS;
}
