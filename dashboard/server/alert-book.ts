/**
 * The duty room's list: every alert with its four axes, folded from `alerts.v1` (what processors
 * conclude) and `alert-actions.v1` (what people did). Each change gets the next sequence number;
 * a page that knows (epoch, seq) is sent every row changed since, so a reconnect leaves no gap.
 */
import type {
  Alert,
  AlertAction,
  AlertTransition,
  Outcome,
  Severity,
  Visibility,
  WorkState,
} from '#core/alert.ts';
import { SEVERITIES } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';

export type Priority = 'P1' | 'P2' | 'P3';

/** What people made of an alert. */
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

export interface BookEntry {
  seq: number;
  alert: Alert;
  work: AlertWork;
  actions: AlertAction[];
}

/** Causes a false alarm may have; mandatory, so that every rule owner sees why (dashboard.md 2.2). */
export const FALSE_ALARM_CAUSES = ['gps-drift', 'map-error', 'rule', 'device', 'other'] as const;

/** Actions kept per alert in memory: the newest ones. The log and the store keep all. */
const ACTIONS_PER_ALERT_MAX = 100;
const PRIORITIES: Record<Severity, Priority | null> = {
  critical: 'P1',
  major: 'P2',
  minor: 'P3',
  info: null,
};

export function priorityOf(alert: Alert): Priority | null {
  return alert.late ? null : PRIORITIES[alert.severity];
}

export class AlertBook {
  readonly #alertsMax: number;
  readonly #entries = new Map<string, BookEntry>();
  /** Actions that arrived before their alert did (topics are read independently). */
  readonly #early = new Map<string, AlertAction[]>();
  /** alertId by seq, ascending: what changed since a page looked. */
  readonly #changes = new Map<number, string>();
  /** Ids of open alerts per vehicle: the worst one is the ring on the map. */
  readonly #openBySubject = new Map<SubjectKey, Set<string>>();
  seq = 0;
  onChange: (entry: BookEntry) => void = () => {};

  constructor(alertsMax: number) {
    this.#alertsMax = alertsMax;
  }

  get(alertId: string): BookEntry | undefined {
    return this.#entries.get(alertId);
  }

  applyTransition(transition: AlertTransition): void {
    const { alert } = transition;
    const known = this.#entries.get(alert.alertId);
    const entry: BookEntry = known ?? { seq: 0, alert, work: freshWork(), actions: [] };
    entry.alert = alert;
    this.#entries.set(alert.alertId, entry);
    this.#trackOpen(alert);
    if (known === undefined) {
      for (const action of this.#early.get(alert.alertId) ?? []) applyAction(entry, action);
      this.#early.delete(alert.alertId);
    }
    this.#changed(entry);
  }

  /** Folds an action in; false when it was based on an older version than the current one. */
  applyAction(action: AlertAction): boolean {
    const entry = this.#entries.get(action.alertId);
    if (entry === undefined) {
      const waiting = this.#early.get(action.alertId);
      if (waiting === undefined) this.#early.set(action.alertId, [action]);
      else waiting.push(action);
      return true;
    }
    if (!applyAction(entry, action)) return false;
    this.#changed(entry);
    return true;
  }

  /** Rows changed after `seq`, oldest change first; each row once, in its newest state. */
  changedSince(seq: number): BookEntry[] {
    if (seq >= this.seq) return [];
    const rows: BookEntry[] = [];
    for (const [at, alertId] of this.#changes) {
      const entry = this.#entries.get(alertId);
      if (at > seq && entry !== undefined) rows.push(entry);
    }
    return rows;
  }

  *entries(): IterableIterator<BookEntry> {
    yield* this.#entries.values();
  }

  worstOpen(subjectKey: SubjectKey): Severity | null {
    let worst: number = SEVERITIES.length;
    for (const alertId of this.#openBySubject.get(subjectKey) ?? []) {
      const entry = this.#entries.get(alertId);
      if (entry !== undefined) worst = Math.min(worst, SEVERITIES.indexOf(entry.alert.severity));
    }
    return SEVERITIES[worst] ?? null;
  }

  get openCount(): number {
    let open = 0;
    for (const ids of this.#openBySubject.values()) open += ids.size;
    return open;
  }

  #trackOpen(alert: Alert): void {
    const ids = this.#openBySubject.get(alert.subjectKey);
    if (alert.state === 'open') {
      if (ids === undefined) this.#openBySubject.set(alert.subjectKey, new Set([alert.alertId]));
      else ids.add(alert.alertId);
    } else if (ids?.delete(alert.alertId) && ids.size === 0) {
      this.#openBySubject.delete(alert.subjectKey);
    }
  }

  #changed(entry: BookEntry): void {
    this.#changes.delete(entry.seq);
    entry.seq = ++this.seq;
    this.#changes.set(entry.seq, entry.alert.alertId);
    if (this.#entries.size > this.#alertsMax) this.#dropOldestFinished();
    this.onChange(entry);
  }

  /** Bound: a finished alert leaves the list (not the store); alerts somebody must still see never do. */
  #dropOldestFinished(): void {
    for (const [seq, alertId] of this.#changes) {
      const entry = this.#entries.get(alertId);
      if (entry !== undefined && isActive(entry)) continue;
      this.#changes.delete(seq);
      this.#entries.delete(alertId);
      return;
    }
  }
}

/** Still to be looked at: the episode goes on or nobody has closed the work. */
export function isActive(entry: BookEntry): boolean {
  return (
    entry.alert.state === 'open' ||
    (entry.work.state !== 'closed' && entry.alert.state !== 'withdrawn')
  );
}

function freshWork(): AlertWork {
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

function applyAction(entry: BookEntry, action: AlertAction): boolean {
  const { work } = entry;
  if (action.action !== 'comment' && action.baseVersion !== work.version) return false;
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
  work.version++;
  entry.actions.push(action);
  if (entry.actions.length > ACTIONS_PER_ALERT_MAX) entry.actions.shift();
  return true;
}
