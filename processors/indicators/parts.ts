/**
 * Contributions of one task, added up until the next flush: integers per (measure, group, window).
 * A correction takes back by adding the negative, so what cancels is never told.
 */
import type { Scope } from '#core/indicator.ts';
import type { WindowDelta } from '#proto/codec/indicator.ts';
import { type RiskOut, RiskParts } from '../risk/risk-parts.ts';
import { type Group, type GroupId, groupOf, scopeName } from './groups.ts';
import { MEASURES, type Measure } from './measures.ts';
import { paneMsOf } from './windows.ts';

/** Parts are told, and sources marked, once per this much time of the ticks. */
export const PART_MS = 10_000;

/** Tells stage 2. */
export interface PartsOut extends RiskOut {
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

/** Sums of one measure over one pane of a group or a scope. Who adds often may hold on to it while `isKept`. */
export class Pane {
  readonly startMs: number;
  readonly sums: Float64Array;
  /** Something was added since the last flush. */
  isUsed = false;
  /** False = a flush found nothing in it and let it go: what is added now is lost. */
  isKept = true;
  private readonly onUse: () => void;

  constructor(startMs: number, width: number, onUse: () => void) {
    this.startMs = startMs;
    this.sums = new Float64Array(width);
    this.onUse = onUse;
  }

  /** Sums to add to. Valid until the next flush. */
  use(): Float64Array {
    if (!this.isUsed) {
      this.isUsed = true;
      this.onUse();
    }
    return this.sums;
  }
}

/** Panes of one measure, for a group or a scope; the one last asked for first. Kept over flushes, since windows stay open for many. */
class Panes {
  private readonly width: number;
  private readonly onUse: () => void;
  private last: Pane;
  private panes: Pane[];

  constructor({ width }: Measure, onUse: () => void) {
    this.width = width;
    this.onUse = onUse;
    this.last = new Pane(Number.NaN, width, onUse);
    this.panes = [this.last];
  }

  at(startMs: number): Pane {
    if (this.last.startMs === startMs) return this.last;
    let pane = this.panes.find((candidate) => candidate.startMs === startMs);
    if (pane === undefined) {
      pane = new Pane(startMs, this.width, this.onUse);
      this.panes.push(pane);
    }
    this.last = pane;
    return pane;
  }

  get used(): Pane[] {
    return this.panes.filter(({ isUsed }) => isUsed);
  }

  /** Empties what was used; what was not is let go. */
  clear(): void {
    let used = 0;
    for (const pane of this.panes) {
      pane.isKept = pane.isUsed;
      if (!pane.isUsed) continue;
      pane.isUsed = false;
      pane.sums.fill(0);
      this.panes[used++] = pane;
    }
    if (used === 0) {
      this.last.isKept = true;
      this.panes[used++] = this.last;
    }
    this.panes.length = used;
    this.last = this.panes[used - 1]!;
  }
}

interface OpenGroup extends Group {
  open: readonly OpenScope[];
  byMeasure: Panes[];
  isUsed: boolean;
}

/** A scope and what is to be told of it; empty but for the time of a flush. */
interface OpenScope {
  name: string;
  scope: Scope;
  byMeasure: Panes[];
  isUsed: boolean;
}

export class WindowParts {
  /** What waits to be told of risk. */
  readonly risk = new RiskParts();
  private readonly groups = new Map<string, OpenGroup>();
  private readonly scopes = new Map<string, OpenScope>();
  private used: OpenGroup[] = [];

  group(id: GroupId): Group {
    const name = id.join('|');
    let group = this.groups.get(name);
    if (group === undefined) {
      const made = groupOf(id);
      const open = made.scopes.map((scope) => this.openScope(scope));
      const opened: OpenGroup = { ...made, open, byMeasure: [], isUsed: false };
      opened.byMeasure = freshPanes(() => this.use(opened));
      group = opened;
      this.groups.set(name, group);
    }
    return group;
  }

  /** Where a pane is summed. @param group one that `group` returned */
  pane(measure: Measure, group: Group, startMs: number): Pane {
    return (group as OpenGroup).byMeasure[measure.index]!.at(startMs);
  }

  /** Sums to add to. Valid until the next flush. @param group one that `group` returned */
  sums(measure: Measure, group: Group, startMs: number): Float64Array {
    return this.pane(measure, group, startMs).use();
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
        for (const pane of own.used)
          for (const scope of group.open) addTo(scope, measure, pane, touched);
        own.clear();
      }
      group.isUsed = false;
    }
    this.used = [];
    for (const scope of touched.sort(byName)) tellScope(scope, labelMs, out);
    this.risk.flush(labelMs, out);
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

  private use(group: OpenGroup): void {
    if (group.isUsed) return;
    group.isUsed = true;
    this.used.push(group);
  }

  private openScope(scope: Scope): OpenScope {
    const name = scopeName(scope);
    let open = this.scopes.get(name);
    if (open === undefined) {
      open = { name, scope, byMeasure: freshPanes(() => {}), isUsed: false };
      this.scopes.set(name, open);
    }
    return open;
  }
}

const freshPanes = (onUse: () => void): Panes[] =>
  MEASURES.map((measure) => new Panes(measure, onUse));

function addTo(scope: OpenScope, measure: Measure, pane: Pane, touched: OpenScope[]): void {
  const sums = scope.byMeasure[measure.index]!.at(pane.startMs).use();
  for (let i = 0; i < pane.sums.length; i++) sums[i]! += pane.sums[i]!;
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
