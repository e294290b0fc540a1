/**
 * What is left of the notices planned for an alert, as whoever does not send them sees it. The city is one rung for both
 * ways it hears of an alert: its system is told, and its duty room is given the work, at one time (docs/adr/0023).
 */
import type { Severity } from '../alert.ts';
import type { NoticeLevel, Policy } from './policy.ts';
import { quietUntil } from './quiet.ts';

export interface NoticePlan {
  /** What is due is counted from here. */
  baseMs: number;
  severity: Severity;
  policy: Policy;
  /** Levels that were told, by when; null = passed over. */
  settled: ReadonlyMap<NoticeLevel, number | null>;
}

export interface PlannedNotice {
  level: NoticeLevel;
  /** By the policy alone; what people have to be done with by then. */
  dueMs: number;
  /** When it is told: a quiet time that lies over `dueMs` ends first. A rate may hold it for longer. */
  tellMs: number;
  unless: Policy['notify'][number]['unless'];
}

/** Null = the policy does not tell this level. */
export function noticeOf(plan: NoticePlan, level: NoticeLevel): PlannedNotice | null {
  const rung = plan.policy.notify.find((each) => each.level === level);
  if (rung === undefined) return null;
  const dueMs = plan.baseMs + rung.afterS * 1_000;
  const isQuietKept = plan.severity !== 'critical';
  const quietMs = isQuietKept ? quietUntil(plan.policy.quiet, 'notify', dueMs) : null;
  return { level, dueMs, tellMs: quietMs ?? dueMs, unless: rung.unless };
}

/** The first notice whose fate is not known; null = none is left. */
export function nextNotice(
  plan: NoticePlan,
  { isTaken, isOver }: { isTaken: boolean; isOver: boolean },
): PlannedNotice | null {
  for (const { level } of plan.policy.notify) {
    if (plan.settled.has(level)) continue;
    const notice = noticeOf(plan, level)!;
    const isSpared =
      (isTaken && notice.unless.includes('acknowledged')) ||
      (isOver && notice.unless.includes('closed'));
    if (!isSpared) return notice;
  }
  return null;
}
