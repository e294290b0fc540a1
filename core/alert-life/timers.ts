/**
 * When an alert is due, and what the platform does by itself when nobody did anything: it goes up a level, or
 * comes back to the list. Pure: the same alert and work always give the same timer, so several servers ask for
 * the same fact under the same `actionId`, and the order of the log keeps the first.
 */
import type { Alert, AlertAction, Severity } from '../alert.ts';
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

export function deadlinesOf(alert: Alert, work: AlertWork, policy: EscalationPolicy): Deadlines {
  if (alert.state === 'withdrawn') return NO_DEADLINES;
  const superviseByMs = isSupervised(work) ? (work.supervision?.deadlineMs ?? null) : null;
  const times = alert.late || work.state === 'closed' ? undefined : policy[alert.severity];
  if (times === undefined) return { ...NO_DEADLINES, superviseByMs };
  const after = afterStart(alert, work);
  return {
    acknowledgeByMs: work.state === 'new' ? after(times.cityAcknowledgeMinutes) : null,
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
export function nextTimer(
  alert: Alert,
  work: AlertWork,
  policy: EscalationPolicy,
): AlertTimer | null {
  const back = comingBack(alert, work);
  const up = goingUp(alert, work, policy);
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

function goingUp(alert: Alert, work: AlertWork, policy: EscalationPolicy): AlertTimer | null {
  const times = policy[alert.severity];
  const isOver = alert.state === 'withdrawn' || alert.late || work.state === 'closed';
  if (times === undefined || isOver || work.visibility === 'suppressed') return null;
  const after = afterStart(alert, work);
  const waits = work.state === 'new' && work.visibility === 'shown';
  const steps = [
    { level: 'city', acknowledge: times.cityAcknowledgeMinutes, handle: times.cityHandleMinutes },
    {
      level: 'province',
      acknowledge: times.provinceAcknowledgeMinutes,
      handle: times.provinceHandleMinutes,
    },
  ] as const;
  for (const { level, acknowledge, handle } of steps) {
    if (!isAbove(level, work.escalation)) continue;
    const dues = [waits ? after(acknowledge) : null, after(handle)].filter((ms) => ms !== null);
    if (dues.length === 0) continue;
    // The round is the same on every server; an alert that was opened again goes up anew.
    const round = work.reopenedAtMs ?? 0;
    const actionId = `${alert.alertId}:escalate:${round}:${level}`;
    return { dueMs: Math.min(...dues), action: 'escalate', level, actionId };
  }
  return null;
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
