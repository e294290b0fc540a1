/**
 * The duty room's list: every alert with its four axes, folded from `alerts.v1` (what processors
 * conclude) and `alert-actions.v1` (what people did). Each change gets the next sequence number;
 * a page that knows (epoch, seq) is sent every row changed since, so a reconnect leaves no gap.
 */
import type { Alert, AlertAction, AlertTransition, Severity } from '#core/alert.ts';
import { SEVERITIES } from '#core/alert.ts';
import {
  type AlertWork,
  foldAction,
  freshWork,
  judgeAction,
  type Verdict,
} from '#core/alert-life/work.ts';
import type { SubjectKey } from '#core/identity.ts';
import { ChangeLog } from './change-log.ts';

export type Priority = 'P1' | 'P2' | 'P3';

export interface BookEntry {
  /** Of the last change; 0 = not in the book (any more). */
  seq: number;
  alert: Alert;
  work: AlertWork;
  /** Newest ones only. */
  actions: AlertAction[];
  /** Alerts that were closed as repeats of this one. */
  merged: number;
}

/** Actions kept per alert in memory: the newest ones. The log and the store keep all. */
const ACTIONS_PER_ALERT_MAX = 100;
/** Actions waiting for an alert not read yet; beyond it the oldest is forgotten. */
const EARLY_ACTIONS_MAX = 10_000;
/** Unfinished alerts leave the list only beyond this many times `alertsMax`. */
const UNFINISHED_FACTOR = 2;
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
  #earlyCount = 0;
  readonly #changes = new ChangeLog<BookEntry>();
  /** What may leave first, each by the time of its last change: finished, then ended but unhandled. */
  readonly #finished = new Set<BookEntry>();
  readonly #ended = new Set<BookEntry>();
  /** Open alerts per vehicle: the worst one is the ring on the map. */
  readonly #openBySubject = new Map<SubjectKey, Set<BookEntry>>();
  #openCount = 0;
  /** Repeats by the alert they repeat; kept while that one is in the book or may still come. */
  readonly #merged = new Map<string, number>();
  readonly #touched = new Set<string>();
  seq = 0;
  /** A page that saw nothing newer than this may miss rows that left the list: it must reload. */
  forgottenSeq = 0;
  /** Alerts that left the list before anybody finished them. */
  unfinishedForgotten = 0;
  onChange: (entry: BookEntry) => void = () => {};
  onForget: (alertId: string) => void = () => {};

  constructor(alertsMax: number) {
    this.#alertsMax = alertsMax;
  }

  get(alertId: string): BookEntry | undefined {
    return this.#entries.get(alertId);
  }

  get size(): number {
    return this.#entries.size;
  }

  get openCount(): number {
    return this.#openCount;
  }

  applyTransition(transition: AlertTransition): void {
    const { alert } = transition;
    let entry = this.#entries.get(alert.alertId);
    if (entry === undefined) {
      const merged = this.#merged.get(alert.alertId) ?? 0;
      entry = { seq: 0, alert, work: freshWork(), actions: [], merged };
      this.#entries.set(alert.alertId, entry);
      this.#trackOpen(entry, false);
      for (const action of this.#takeEarly(alert.alertId)) this.#fold(entry, action);
    } else {
      this.#trackOpen(entry, true);
      entry.alert = alert;
      this.#trackOpen(entry, false);
    }
    this.#changed(entry);
    this.#tellMerged();
  }

  /** Something that stands elsewhere has changed what its row says. */
  touch(alertId: string): void {
    const entry = this.#entries.get(alertId);
    if (entry !== undefined) this.#changed(entry);
  }

  /** Folds an action in; what it says of an alert not read yet is kept until the alert comes. */
  applyAction(action: AlertAction): Verdict {
    const entry = this.#entries.get(action.alertId);
    if (entry === undefined) {
      this.#keepEarly(action);
      return 'accepted';
    }
    const verdict = this.#fold(entry, action);
    if (verdict === 'accepted') {
      this.#changed(entry);
      this.#tellMerged();
    }
    return verdict;
  }

  /** What `applyAction` would say, changing nothing. A repeat is a repeat of an alert, never of a repeat. */
  judge({ alert, work }: BookEntry, action: AlertAction): Verdict {
    const verdict = judgeAction(work, action);
    const { duplicateOf } = action;
    if (verdict !== 'accepted' || duplicateOf === undefined) return verdict;
    const isLoop = duplicateOf === alert.alertId;
    const isRepeat = this.#entries.get(duplicateOf)?.work.outcome === 'duplicate';
    return isLoop || isRepeat ? 'impossible' : 'accepted';
  }

  /** The first row changed after `seq`, in its newest state; undefined = nothing newer. */
  nextAfter(seq: number): BookEntry | undefined {
    return this.#changes.nextAfter(seq);
  }

  /** Rows changed after `seq`, oldest change first; each row once, in its newest state. */
  *changedSince(seq: number): IterableIterator<BookEntry> {
    yield* this.#changes.since(seq);
  }

  *entries(): IterableIterator<BookEntry> {
    yield* this.#entries.values();
  }

  /** Open alerts of a vehicle, in no order. */
  openOf(subjectKey: SubjectKey): Iterable<BookEntry> {
    return this.#openBySubject.get(subjectKey) ?? [];
  }

  /** Of the open alerts that may ring; late history does not. */
  worstOpen(subjectKey: SubjectKey): Severity | null {
    let worst: number = SEVERITIES.length;
    for (const { alert } of this.#openBySubject.get(subjectKey) ?? []) {
      if (!alert.late) worst = Math.min(worst, SEVERITIES.indexOf(alert.severity));
    }
    return SEVERITIES[worst] ?? null;
  }

  #fold(entry: BookEntry, action: AlertAction): Verdict {
    const verdict = this.judge(entry, action);
    if (verdict !== 'accepted') return verdict;
    const before = entry.work.duplicateOf;
    foldAction(entry.work, action);
    entry.actions.push(action);
    if (entry.actions.length > ACTIONS_PER_ALERT_MAX) entry.actions.shift();
    const after = entry.work.duplicateOf;
    if (before !== after) {
      this.#countMerged(before, -1);
      this.#countMerged(after, 1);
    }
    return verdict;
  }

  /** After the repeat itself: the bound may take either from the list, but only what is whole. */
  #tellMerged(): void {
    const touched = [...this.#touched];
    this.#touched.clear();
    for (const alertId of touched) {
      const entry = this.#entries.get(alertId);
      if (entry !== undefined) this.#changed(entry);
    }
  }

  #countMerged(into: string | null, by: 1 | -1): void {
    if (into === null) return;
    const merged = (this.#merged.get(into) ?? 0) + by;
    if (merged > 0) this.#merged.set(into, merged);
    else this.#merged.delete(into);
    const entry = this.#entries.get(into);
    if (entry === undefined) return;
    entry.merged = merged;
    this.#touched.add(into);
  }

  #trackOpen(entry: BookEntry, remove: boolean): void {
    const { state, subjectKey } = entry.alert;
    if (state !== 'open') return;
    let open = this.#openBySubject.get(subjectKey);
    if (remove) {
      if (!open?.delete(entry)) return;
      this.#openCount--;
      if (open.size === 0) this.#openBySubject.delete(subjectKey);
      return;
    }
    if (open === undefined) {
      open = new Set();
      this.#openBySubject.set(subjectKey, open);
    }
    open.add(entry);
    this.#openCount++;
  }

  #changed(entry: BookEntry): void {
    entry.seq = ++this.seq;
    this.#changes.add(entry);
    this.#finished.delete(entry);
    this.#ended.delete(entry);
    if (!isActive(entry)) this.#finished.add(entry);
    else if (entry.alert.state !== 'open') this.#ended.add(entry);
    if (this.#entries.size > this.#alertsMax) this.#forgetOne(entry);
    this.onChange(entry);
  }

  /** Bound: a finished alert leaves the list (not the store); one that waits for a person stays as long as can be. */
  #forgetOne(justChanged: BookEntry): void {
    const first = (entries: Iterable<BookEntry>) => {
      for (const entry of entries) if (entry !== justChanged) return entry;
      return undefined;
    };
    let leaving = first(this.#finished);
    if (leaving === undefined) {
      if (this.#entries.size <= this.#alertsMax * UNFINISHED_FACTOR) return;
      leaving = first(this.#ended) ?? first(this.#entries.values());
      if (leaving === undefined) return;
      this.unfinishedForgotten++;
    }
    this.#trackOpen(leaving, true);
    this.#finished.delete(leaving);
    this.#ended.delete(leaving);
    this.#entries.delete(leaving.alert.alertId);
    this.#merged.delete(leaving.alert.alertId);
    this.forgottenSeq = Math.max(this.forgottenSeq, leaving.seq);
    leaving.seq = 0;
    this.onForget(leaving.alert.alertId);
  }

  #keepEarly(action: AlertAction): void {
    const waiting = this.#early.get(action.alertId);
    if (waiting === undefined) this.#early.set(action.alertId, [action]);
    else waiting.push(action);
    this.#earlyCount++;
    while (this.#earlyCount > EARLY_ACTIONS_MAX) {
      const oldest = this.#early.keys().next().value;
      if (oldest === undefined) return;
      this.#takeEarly(oldest);
    }
  }

  #takeEarly(alertId: string): AlertAction[] {
    const waiting = this.#early.get(alertId) ?? [];
    this.#early.delete(alertId);
    this.#earlyCount -= waiting.length;
    return waiting;
  }
}

/** Still to be looked at: the episode goes on or nobody has closed the work. */
export function isActive(entry: BookEntry): boolean {
  return (
    entry.alert.state === 'open' ||
    (entry.work.state !== 'closed' && entry.alert.state !== 'withdrawn')
  );
}
