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

/** Sums of one measure over one pane. */
interface Slot {
  startMs: number;
  sums: Float64Array;
  /** Something was added since the last flush. */
  isUsed: boolean;
}

/** Slots of one measure, for a group or a scope; the one last asked for first. Kept over flushes, since windows stay open for many. */
class Slots {
  private readonly width: number;
  private last: Slot;
  private slots: Slot[];

  constructor({ width }: Measure) {
    this.width = width;
    this.last = { startMs: Number.NaN, sums: new Float64Array(width), isUsed: false };
    this.slots = [this.last];
  }

  at(startMs: number): Slot {
    if (this.last.startMs === startMs) return this.last;
    let slot = this.slots.find((candidate) => candidate.startMs === startMs);
    if (slot === undefined) {
      slot = { startMs, sums: new Float64Array(this.width), isUsed: false };
      this.slots.push(slot);
    }
    this.last = slot;
    return slot;
  }

  get used(): Slot[] {
    return this.slots.filter(({ isUsed }) => isUsed);
  }

  /** Empties what was used; what was not is let go. */
  clear(): void {
    let used = 0;
    for (const slot of this.slots) {
      if (!slot.isUsed) continue;
      slot.isUsed = false;
      slot.sums.fill(0);
      this.slots[used++] = slot;
    }
    if (used === 0) this.slots[used++] = this.last;
    this.slots.length = used;
    this.last = this.slots[used - 1]!;
  }
}

interface OpenGroup extends Group {
  open: readonly OpenScope[];
  byMeasure: Slots[];
  isUsed: boolean;
}

/** A scope and what is to be told of it; empty but for the time of a flush. */
interface OpenScope {
  name: string;
  scope: Scope;
  byMeasure: Slots[];
  isUsed: boolean;
}

export class WindowParts {
  private readonly groups = new Map<string, OpenGroup>();
  private readonly scopes = new Map<string, OpenScope>();
  private used: OpenGroup[] = [];

  group(id: GroupId): Group {
    const name = id.join('|');
    let group = this.groups.get(name);
    if (group === undefined) {
      const made = groupOf(id);
      const open = made.scopes.map((scope) => this.openScope(scope));
      group = { ...made, open, byMeasure: freshSlots(), isUsed: false };
      this.groups.set(name, group);
    }
    return group;
  }

  /** Sums to add to. Valid until the next flush. @param group one that `group` returned */
  sums(measure: Measure, group: Group, startMs: number): Float64Array {
    const open = group as OpenGroup;
    const slot = open.byMeasure[measure.index]!.at(startMs);
    if (!slot.isUsed) {
      slot.isUsed = true;
      if (!open.isUsed) {
        open.isUsed = true;
        this.used.push(open);
      }
    }
    return slot.sums;
  }

  /** Time has come to `tickMs`: when a multiple of PART_MS has been passed, all that is pending is told, and marked. */
  tick(beforeMs: number, tickMs: number, out: PartsOut): void {
    const labelMs = Math.floor(tickMs / PART_MS) * PART_MS;
    if (labelMs <= beforeMs) return;
    this.flush(labelMs, out);
    out.windowMark(labelMs);
  }

  flush(labelMs: number, out: PartsOut): void {
    const touched: OpenScope[] = [];
    for (const group of this.used) {
      for (const measure of MEASURES) {
        const own = group.byMeasure[measure.index]!;
        for (const slot of own.used)
          for (const scope of group.open) addTo(scope, measure, slot, touched);
        own.clear();
      }
      group.isUsed = false;
    }
    this.used = [];
    for (const scope of touched.sort(byName)) tellScope(scope, labelMs, out);
  }

  state(): PartsState[] {
    return this.used.flatMap(({ id, byMeasure }) =>
      MEASURES.flatMap(({ name, index }) =>
        byMeasure[index]!.used.map(({ startMs, sums }) => ({
          measure: name,
          group: id,
          startMs,
          sums: [...sums],
        })),
      ),
    );
  }

  load(state: readonly PartsState[]): void {
    for (const { measure: name, group, startMs, sums } of state) {
      const measure = MEASURES.find((candidate) => candidate.name === name);
      // A measure that is no longer told, or not by these sums.
      if (measure === undefined || sums.length > measure.width) continue;
      this.sums(measure, this.group(group), startMs).set(sums);
    }
  }

  private openScope(scope: Scope): OpenScope {
    const name = scopeName(scope);
    let open = this.scopes.get(name);
    if (open === undefined) {
      open = { name, scope, byMeasure: freshSlots(), isUsed: false };
      this.scopes.set(name, open);
    }
    return open;
  }
}

const freshSlots = (): Slots[] => MEASURES.map((measure) => new Slots(measure));

function addTo(scope: OpenScope, measure: Measure, slot: Slot, touched: OpenScope[]): void {
  const own = scope.byMeasure[measure.index]!.at(slot.startMs);
  own.isUsed = true;
  for (let i = 0; i < slot.sums.length; i++) own.sums[i]! += slot.sums[i]!;
  if (scope.isUsed) return;
  scope.isUsed = true;
  touched.push(scope);
}

function tellScope(open: OpenScope, labelMs: number, out: PartsOut): void {
  const { scope, byMeasure } = open;
  for (const measure of MEASURES) {
    const own = byMeasure[measure.index]!;
    const windowMs = measure.window === null ? 0 : paneMsOf(measure.window);
    for (const { startMs, sums } of own.used.sort((a, b) => a.startMs - b.startMs)) {
      if (sums.every((sum) => sum === 0)) continue;
      const delta = { measure: measure.name, scope, windowStartMs: startMs, windowMs };
      out.windowPart(labelMs, { ...delta, sums: Array.from(sums) });
    }
    own.clear();
  }
  open.isUsed = false;
}

function byName(a: OpenScope, b: OpenScope): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
