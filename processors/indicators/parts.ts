/**
 * Contributions of one task, added up until the next flush: integers per (measure, group, window).
 * A correction takes back by adding the negative, so what cancels is never told.
 */
import type { Scope } from '#core/indicator.ts';
import type { WindowDelta } from '#proto/codec/indicator.ts';
import { type Group, type GroupId, groupOf, scopeName } from './groups.ts';
import { MEASURES, type Measure } from './measures.ts';
import { paneMsOf } from './windows.ts';

/** Parts are told, and sources marked, once per this much time of the ticks. */
export const PART_MS = 10_000;

/** Tells stage 2. */
export interface PartsOut {
  /** `window-parts.v1`, to the scope's partition. */
  windowPart(labelMs: number, delta: WindowDelta): void;
  /** `window-parts.v1`, to every partition: nothing of `labelMs` or before follows. */
  windowMark(labelMs: number): void;
}

export interface PartsState {
  measure: string;
  group: GroupId;
  startMs: number;
  sums: number[];
}

interface Pending {
  measure: Measure;
  group: Group;
  startMs: number;
  sums: Float64Array;
}

interface OpenGroup extends Group {
  /** By measure: the one last asked for, and all of them by start. */
  last: (Pending | null)[];
  byStart: Map<number, Pending>[];
}

export class WindowParts {
  private readonly groups = new Map<string, OpenGroup>();
  private pending: Pending[] = [];

  group(id: GroupId): Group {
    const name = id.join('|');
    let group = this.groups.get(name);
    if (group === undefined) {
      group = {
        ...groupOf(id),
        last: MEASURES.map(() => null),
        byStart: MEASURES.map(() => new Map()),
      };
      this.groups.set(name, group);
    }
    return group;
  }

  /** Sums to add to. Valid until the next flush. @param group one that `group` returned */
  sums(measure: Measure, group: Group, startMs: number): Float64Array {
    const open = group as OpenGroup;
    const last = open.last[measure.index]!;
    if (last !== null && last.startMs === startMs) return last.sums;
    const byStart = open.byStart[measure.index]!;
    let pending = byStart.get(startMs);
    if (pending === undefined) {
      pending = { measure, group, startMs, sums: new Float64Array(measure.width) };
      byStart.set(startMs, pending);
      this.pending.push(pending);
    }
    open.last[measure.index] = pending;
    return pending.sums;
  }

  /** Time has come to `tickMs`: when a multiple of PART_MS has been passed, all that is pending is told, and marked. */
  tick(beforeMs: number, tickMs: number, out: PartsOut): void {
    const labelMs = Math.floor(tickMs / PART_MS) * PART_MS;
    if (labelMs <= beforeMs) return;
    this.flush(labelMs, out);
    out.windowMark(labelMs);
  }

  flush(labelMs: number, out: PartsOut): void {
    const deltas = new Map<string, WindowDelta>();
    for (const { measure, group, startMs, sums } of this.pending) {
      const open = group as OpenGroup;
      open.last[measure.index] = null;
      open.byStart[measure.index]!.clear();
      for (const scope of group.scopes) addTo(deltas, measure, scope, startMs, sums);
    }
    this.pending = [];
    for (const name of [...deltas.keys()].sort()) {
      const delta = deltas.get(name)!;
      if (delta.sums.some((sum) => sum !== 0)) out.windowPart(labelMs, delta);
    }
  }

  state(): PartsState[] {
    return this.pending.map(({ measure, group, startMs, sums }) => ({
      measure: measure.name,
      group: group.id,
      startMs,
      sums: [...sums],
    }));
  }

  load(state: readonly PartsState[]): void {
    for (const { measure: name, group, startMs, sums } of state) {
      const measure = MEASURES.find((candidate) => candidate.name === name)!;
      this.sums(measure, this.group(group), startMs).set(sums);
    }
  }
}

function addTo(
  deltas: Map<string, WindowDelta>,
  measure: Measure,
  scope: Scope,
  windowStartMs: number,
  sums: Float64Array,
): void {
  const name = `${measure.name} ${scopeName(scope)} ${windowStartMs}`;
  const delta = deltas.get(name);
  if (delta === undefined) {
    const windowMs = measure.window === null ? 0 : paneMsOf(measure.window);
    deltas.set(name, { measure: measure.name, scope, windowStartMs, windowMs, sums: [...sums] });
    return;
  }
  for (let i = 0; i < sums.length; i++) delta.sums[i]! += sums[i]!;
}
