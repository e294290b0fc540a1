/**
 * What people make of an alert: a small state machine, folded from actions in log order. Every reader folds the
 * same records to the same work, so of two officers, or two servers, who act on one version one is refused
 * everywhere. What the platform does by itself (a timer ran out) names the fact in `actionId`; it raises no
 * version, so that it never takes an action away from an officer who was about to click.
 */
import type { AlertAction, Outcome, Visibility, WorkState } from '../alert.ts';
import {
  DISPOSITIONS,
  type DispositionCode,
  RESULT_OF_OUTCOME,
  type Receiver,
  type SupervisionResult,
} from './dispositions.ts';

/** Whose duty room answers for an alert: 县 → 市 → 省, never back. */
export const ESCALATION_LEVELS = ['county', 'city', 'province'] as const;
export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];

/** JT/T 809 0x9401: 0 urgent, 1 normal. */
export const URGENCIES = ['urgent', 'normal'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** 督办: somebody above asks for an answer by a time. */
export interface Supervision {
  by: string;
  atMs: number;
  deadlineMs: number;
  urgency: Urgency;
  instruction: string;
  /** The newest answer; null = none yet. "In progress" and "later" leave the deadline standing. */
  reply: { by: string; atMs: number; result: SupervisionResult; note: string } | null;
}

export interface AlertWork {
  /** Goes up with every action of a person: an action based on an older one is refused. */
  version: number;
  state: WorkState;
  outcome: Outcome | null;
  cause: string | null;
  disposition: DispositionCode | null;
  /** The alert this one repeats. */
  duplicateOf: string | null;
  handedTo: Receiver | null;
  visibility: Visibility;
  /** Of what is not shown; null = it is. */
  hidden: { by: string; atMs: number; untilMs: number } | null;
  assignee: string | null;
  acknowledgedBy: string | null;
  acknowledgedAtMs: number | null;
  escalation: EscalationLevel;
  escalatedAtMs: number | null;
  supervision: Supervision | null;
  /** When it was opened again; null = the clock runs since it was raised. */
  reopenedAtMs: number | null;
}

/** `stale` = somebody was faster; `impossible` = the work is not in a state for it. */
export type Verdict = 'accepted' | 'stale' | 'impossible';

export function freshWork(): AlertWork {
  return {
    ...{ version: 0, state: 'new', outcome: null, cause: null, disposition: null },
    ...{ duplicateOf: null, handedTo: null, visibility: 'shown', hidden: null },
    ...{ assignee: null, acknowledgedBy: null, acknowledgedAtMs: null },
    ...{ escalation: 'county', escalatedAtMs: null, supervision: null, reopenedAtMs: null },
  };
}

/** What `foldAction` would say, changing nothing. */
export function judgeAction(work: AlertWork, action: Judged): Verdict {
  if (historyIsCut(work, action)) return 'accepted';
  if (action.action !== 'comment' && action.baseVersion !== work.version) return 'stale';
  return isPossible(work, action) ? 'accepted' : 'impossible';
}
type Judged = Pick<AlertAction, 'action' | 'baseVersion' | 'assignee' | 'level'>;

/** Takes an action in, unless it is refused. */
export function foldAction(work: AlertWork, action: AlertAction): Verdict {
  const verdict = judgeAction(work, action);
  if (verdict !== 'accepted') return verdict;
  if (historyIsCut(work, action)) work.version = action.baseVersion;
  if (action.actionId === undefined) work.version++;
  apply(work, action);
  return verdict;
}

/** The result a supervising platform is told (JT/T 809); null = there is nothing to tell yet. */
export function resultOf(work: AlertWork): SupervisionResult | null {
  const { state, disposition, outcome, visibility } = work;
  if (disposition !== null) return DISPOSITIONS[disposition].result;
  if (state === 'closed') return outcome === null ? 'done' : RESULT_OF_OUTCOME[outcome];
  if (visibility === 'shelved') return 'later';
  return state === 'new' ? null : 'in-progress';
}

/** Asked for, and not answered for good. */
export function isSupervised({ supervision }: AlertWork): boolean {
  const result = supervision?.reply?.result;
  return supervision !== null && result !== 'done' && result !== 'no-action';
}

function isPossible(work: AlertWork, { action, assignee, level }: Judged): boolean {
  const isOpen = work.state !== 'closed';
  switch (action) {
    case 'comment':
      return true;
    case 'acknowledge':
      return work.state === 'new';
    case 'handle':
    case 'close':
    case 'supervise':
      return isOpen;
    case 'reopen':
      return !isOpen;
    case 'assign':
      return isOpen && assignee !== work.assignee;
    case 'give-back':
      return isOpen && work.assignee !== null;
    // Hiding for longer means showing it first: nobody adds a day to a day unseen.
    case 'shelve':
    case 'suppress':
      return isOpen && work.visibility === 'shown';
    case 'unshelve':
      return work.visibility === 'shelved';
    case 'unsuppress':
      return work.visibility === 'suppressed';
    case 'escalate':
      return isOpen && level !== undefined && isAbove(level, work.escalation);
    case 'reply':
      return isOpen && isSupervised(work);
  }
}

export function isAbove(level: EscalationLevel, other: EscalationLevel): boolean {
  return ESCALATION_LEVELS.indexOf(level) > ESCALATION_LEVELS.indexOf(other);
}

function apply(work: AlertWork, action: AlertAction): void {
  const { actor, atMs, untilMs } = action;
  switch (action.action) {
    case 'acknowledge':
      acknowledge(work, action);
      break;
    case 'assign':
      if (work.state === 'new') acknowledge(work, action);
      work.assignee = action.assignee ?? null;
      break;
    case 'handle':
      work.state = 'in-handling';
      work.assignee = actor;
      work.disposition = action.disposition ?? null;
      break;
    case 'give-back':
      work.assignee = null;
      if (work.state === 'in-handling') work.state = 'acknowledged';
      work.disposition = null;
      break;
    case 'close':
      close(work, action);
      break;
    case 'reopen':
      Object.assign(work, {
        ...freshWork(),
        version: work.version,
        supervision: work.supervision,
        reopenedAtMs: atMs,
      });
      break;
    case 'shelve':
    case 'suppress':
      work.visibility = action.action === 'shelve' ? 'shelved' : 'suppressed';
      work.hidden = { by: actor, atMs, untilMs: untilMs ?? atMs };
      break;
    case 'unshelve':
    case 'unsuppress':
      show(work);
      break;
    case 'escalate':
      work.escalation = action.level ?? work.escalation;
      work.escalatedAtMs = atMs;
      break;
    case 'supervise':
      work.supervision = {
        ...{ by: actor, atMs, deadlineMs: untilMs ?? atMs, urgency: action.urgency ?? 'normal' },
        ...{ instruction: action.note ?? '', reply: null },
      };
      break;
    case 'reply':
      reply(work, action, action.result ?? 'in-progress');
      break;
    case 'comment':
      break;
  }
}

function acknowledge(work: AlertWork, { actor, atMs }: AlertAction): void {
  work.state = 'acknowledged';
  work.acknowledgedBy = actor;
  work.acknowledgedAtMs = atMs;
}

/** Ends what was hidden and answers what was asked: nobody waits for an alert that is closed. */
function close(work: AlertWork, action: AlertAction): void {
  work.state = 'closed';
  work.outcome = action.outcome;
  work.cause = action.cause;
  work.disposition = action.disposition ?? null;
  work.duplicateOf = action.duplicateOf ?? null;
  work.handedTo = action.handedTo ?? null;
  show(work);
  if (isSupervised(work)) reply(work, action, resultOf(work) ?? 'done');
}

function show(work: AlertWork): void {
  work.visibility = 'shown';
  work.hidden = null;
}

function reply(work: AlertWork, { actor, atMs, note }: AlertAction, result: SupervisionResult) {
  if (work.supervision === null) return;
  work.supervision = { ...work.supervision, reply: { by: actor, atMs, result, note: note ?? '' } };
}

/**
 * The first action read of an alert whose earlier ones lie before the history that is read back: its
 * version tells how many there were, and what they led to is taken from it on.
 */
function historyIsCut(work: AlertWork, action: Pick<AlertAction, 'baseVersion'>): boolean {
  return work.version === 0 && action.baseVersion > 0;
}
