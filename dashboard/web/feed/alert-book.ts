/** The alerts the page holds, their order and what a filter lets through. No DOM. */
import type { AlertRow, Severity, WorkState } from './types.ts';

/** Rows kept at most; beyond this the oldest closed ones leave the page (they stay on the server). */
export const ALERT_ROWS_MAX = 20_000;

export interface AlertFilter {
  /** Empty = all. */
  severities: ReadonlySet<Severity>;
  classes: ReadonlySet<string>;
  types: ReadonlySet<string>;
  /** Empty = everything but closed work. */
  work: ReadonlySet<WorkState>;
  /** Accounts; '' = nobody has it. Empty = all. */
  assignees: ReadonlySet<string>;
  /** Null = all that is not hidden. */
  attention: Attention | null;
}

/** What asks for a second look at alerts that somebody may have seen already. */
export const ATTENTIONS = ['overdue', 'escalated', 'supervised', 'hidden'] as const;
export type Attention = (typeof ATTENTIONS)[number];

export const NO_FILTER: AlertFilter = {
  severities: new Set(),
  classes: new Set(),
  types: new Set(),
  work: new Set(),
  assignees: new Set(),
  attention: null,
};

export class AlertBook {
  private rows = new Map<string, AlertRow>();

  get size(): number {
    return this.rows.size;
  }

  get(alertId: string): AlertRow | undefined {
    return this.rows.get(alertId);
  }

  all(): Iterable<AlertRow> {
    return this.rows.values();
  }

  replace(rows: Iterable<AlertRow>): void {
    this.rows = new Map();
    for (const row of rows) this.rows.set(row.alertId, row);
  }

  /** The row it replaces, null = new, undefined = ignored because something newer is known. */
  apply(row: AlertRow): AlertRow | null | undefined {
    const before = this.rows.get(row.alertId);
    if (before && before.seq > row.seq) return undefined;
    this.rows.set(row.alertId, row);
    if (this.rows.size > ALERT_ROWS_MAX) this.forgetOldestClosed();
    return before ?? null;
  }

  private forgetOldestClosed(): void {
    let oldest: AlertRow | null = null;
    for (const row of this.rows.values()) {
      if (!isDone(row)) continue;
      if (!oldest || row.raisedAtMs < oldest.raisedAtMs) oldest = row;
    }
    if (oldest) this.rows.delete(oldest.alertId);
  }
}

/** Nothing left to do: the episode is over and the work is closed, or a correction withdrew it. */
export function isDone(row: AlertRow): boolean {
  return row.episode !== 'open' && (row.work === 'closed' || row.episode === 'withdrawn');
}

/** Asks for a person: shown, neither withdrawn nor late history, and nobody has taken it. */
export function isPending(row: AlertRow): boolean {
  return (
    row.work === 'new' && row.episode !== 'withdrawn' && row.visibility === 'shown' && !row.late
  );
}

/** True when the alert asks for it at a time of the server's clock. */
export function asksFor(row: AlertRow, attention: Attention, nowMs: number): boolean {
  switch (attention) {
    case 'overdue':
      return [row.acknowledgeByMs, row.handleByMs, row.superviseByMs].some(
        (byMs) => byMs !== null && byMs <= nowMs,
      );
    case 'escalated':
      return row.escalation !== 'county' && row.work !== 'closed';
    case 'supervised':
      return row.superviseByMs !== null;
    case 'hidden':
      return row.visibility !== 'shown' && row.work !== 'closed';
  }
}

export function passes(row: AlertRow, filter: AlertFilter, nowMs: number): boolean {
  const { attention } = filter;
  // What was put off is out of sight until somebody looks for it, or for what it is.
  if (attention === null ? row.visibility !== 'shown' : !asksFor(row, attention, nowMs))
    return false;
  if (filter.assignees.size > 0 && !filter.assignees.has(row.assignee ?? '')) return false;
  if (filter.work.size === 0 ? row.work === 'closed' : !filter.work.has(row.work)) return false;
  if (filter.severities.size > 0 && !filter.severities.has(row.severity)) return false;
  if (filter.classes.size > 0 && !filter.classes.has(row.class)) return false;
  return filter.types.size === 0 || filter.types.has(row.type);
}

const PRIORITY_RANK = { P1: 0, P2: 1, P3: 2 } as const;

function priorityRank(row: AlertRow): number {
  return row.priority === null ? 3 : PRIORITY_RANK[row.priority];
}

/** Priority first; within it what nobody has taken, then the newest. Ties by id, so the order is total. */
export function compareAlerts(a: AlertRow, b: AlertRow): number {
  return (
    priorityRank(a) - priorityRank(b) ||
    Number(b.work === 'new') - Number(a.work === 'new') ||
    b.raisedAtMs - a.raisedAtMs ||
    (a.alertId < b.alertId ? -1 : a.alertId > b.alertId ? 1 : 0)
  );
}
