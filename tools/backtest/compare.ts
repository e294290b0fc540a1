/** What other rules would have said of the same facts: alerts of two runs side by side. */
import type { Alert } from '#core/alert.ts';

export type Verdict = 'new' | 'gone' | 'different' | 'same';
export interface Pair {
  verdict: Verdict;
  /** Under the rules that hold; null = there was none. */
  before: Alert | null;
  /** Under the changed rules; null = there would be none. */
  after: Alert | null;
}
/** Alerts of one type: how many there were, how many there would be, and what became of them. */
export interface TypeCount extends Record<Verdict, number> {
  type: string;
  before: number;
  after: number;
}

/**
 * Pairs alerts of one subject, driver and type whose episodes touch, earliest first: an id holds the episode's start,
 * which a changed threshold moves.
 */
export function compare(before: Iterable<Alert>, after: Iterable<Alert>): Pair[] {
  const left = grouped(before);
  const right = grouped(after);
  const pairs: Pair[] = [];
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const rest = [...(right.get(name) ?? [])];
    for (const alert of left.get(name) ?? []) {
      const at = rest.findIndex((other) => touch(alert, other));
      const [other = null] = at === -1 ? [] : rest.splice(at, 1);
      pairs.push({ verdict: verdictOf(alert, other), before: alert, after: other });
    }
    for (const other of rest) pairs.push({ verdict: 'new', before: null, after: other });
  }
  const openedMs = (pair: Pair) => (pair.after ?? pair.before)!.openedAtMs;
  return pairs.sort((a, b) => openedMs(a) - openedMs(b));
}

/** By type, sorted. */
export function countByType(pairs: readonly Pair[]): TypeCount[] {
  const counts = new Map<string, TypeCount>();
  for (const { verdict, before, after } of pairs) {
    const { type } = (before ?? after)!;
    const none = { before: 0, after: 0, new: 0, gone: 0, different: 0, same: 0 };
    const count = counts.get(type) ?? { type, ...none };
    counts.set(type, count);
    count[verdict]++;
    if (before !== null) count.before++;
    if (after !== null) count.after++;
  }
  return [...counts.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}

function grouped(alerts: Iterable<Alert>): Map<string, Alert[]> {
  const groups = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const name = `${alert.type} ${alert.subjectKey} ${alert.driverKey}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [alert]);
    else group.push(alert);
  }
  for (const group of groups.values()) group.sort((a, b) => a.openedAtMs - b.openedAtMs);
  return groups;
}

function touch(a: Alert, b: Alert): boolean {
  const end = (alert: Alert) => alert.closedAtMs ?? Number.POSITIVE_INFINITY;
  return a.openedAtMs <= end(b) && b.openedAtMs <= end(a);
}

function verdictOf(before: Alert, after: Alert | null): Verdict {
  if (after === null) return 'gone';
  const isSame =
    before.openedAtMs === after.openedAtMs &&
    before.raisedAtMs === after.raisedAtMs &&
    before.closedAtMs === after.closedAtMs &&
    before.state === after.state &&
    before.severity === after.severity;
  return isSame ? 'same' : 'different';
}
