/** What people make of an alert: a small state machine, folded from actions in log order. */
import type { AlertAction, Outcome, Visibility, WorkState } from '#core/alert.ts';

export interface AlertWork {
  /** Goes up with every accepted action: an action based on an older one is refused. */
  version: number;
  state: WorkState;
  outcome: Outcome | null;
  cause: string | null;
  visibility: Visibility;
  assignee: string | null;
  acknowledgedBy: string | null;
  acknowledgedAtMs: number | null;
}

/** `stale` = somebody was faster; `impossible` = the work is not in a state for it. */
export type Verdict = 'accepted' | 'stale' | 'impossible';

/** Causes a false alarm may have; mandatory, so that every rule owner sees why (dashboard.md 2.2). */
export const FALSE_ALARM_CAUSES = ['gps-drift', 'map-error', 'rule', 'device', 'other'] as const;

/** In which states of work an action makes sense; one that is not listed always does. */
const POSSIBLE_IN: Partial<Record<AlertAction['action'], readonly WorkState[]>> = {
  acknowledge: ['new'],
  handle: ['new', 'acknowledged', 'in-handling'],
  close: ['new', 'acknowledged', 'in-handling'],
  reopen: ['closed'],
};

export function freshWork(): AlertWork {
  return {
    version: 0,
    state: 'new',
    outcome: null,
    cause: null,
    visibility: 'shown',
    assignee: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
  };
}

/** What `foldAction` would say, changing nothing. */
export function judgeAction(
  work: AlertWork,
  action: Pick<AlertAction, 'action' | 'baseVersion'>,
): Verdict {
  if (historyIsCut(work, action)) return 'accepted';
  if (action.action !== 'comment' && action.baseVersion !== work.version) return 'stale';
  const states = POSSIBLE_IN[action.action];
  return states === undefined || states.includes(work.state) ? 'accepted' : 'impossible';
}

/** Takes an action in, unless it is refused. */
export function foldAction(work: AlertWork, action: AlertAction): Verdict {
  const verdict = judgeAction(work, action);
  if (verdict !== 'accepted') return verdict;
  if (historyIsCut(work, action)) work.version = action.baseVersion;
  work.version++;
  switch (action.action) {
    case 'acknowledge':
      work.state = 'acknowledged';
      work.acknowledgedBy = action.actor;
      work.acknowledgedAtMs = action.atMs;
      break;
    case 'handle':
      work.state = 'in-handling';
      work.assignee = action.actor;
      break;
    case 'close':
      work.state = 'closed';
      work.outcome = action.outcome;
      work.cause = action.cause;
      break;
    case 'reopen':
      work.state = 'new';
      work.outcome = null;
      work.cause = null;
      work.assignee = null;
      work.acknowledgedBy = null;
      work.acknowledgedAtMs = null;
      break;
    case 'shelve':
      work.visibility = 'shelved';
      break;
    case 'unshelve':
      work.visibility = 'shown';
      break;
    case 'comment':
      break;
  }
  return verdict;
}

/**
 * The first action read of an alert whose earlier ones lie before the history that is read back: its
 * version tells how many there were, and what they led to is taken from it on.
 */
function historyIsCut(work: AlertWork, action: Pick<AlertAction, 'baseVersion'>): boolean {
  return work.version === 0 && action.baseVersion > 0;
}
