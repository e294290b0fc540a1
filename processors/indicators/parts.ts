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
  readonly measure: Measure;
  /** Something was added since the last flush. */
  private isUsed = false;
  private readonly onUse: (panes: Panes) => void;
  private last: Pane;
  private panes: Pane[];
  private readonly use = (): void => {
    if (this.isUsed) return;
    this.isUsed = true;
    this.onUse(this);
  };

  /** @param onUse called at the first use since a flush */
  constructor(measure: Measure, onUse: (panes: Panes) => void) {
    this.measure = measure;
    this.onUse = onUse;
    this.last = new Pane(Number.NaN, measure.width, this.use);
    this.panes = [this.last];
  }

  at(startMs: number): Pane {
    if (this.last.startMs === startMs) return this.last;
    let pane = this.panes.find((candidate) => candidate.startMs === startMs);
    if (pane === undefined) {
      pane = new Pane(startMs, this.measure.width, this.use);
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
    this.isUsed = false;
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
  /** Those added to since the last flush. */
  used: Panes[];
}

/** A scope and what is to be told of it; empty but for the time of a flush. */
interface OpenScope {
  name: string;
  scope: Scope;
  byMeasure: Panes[];
  used: Panes[];
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
      const opened: OpenGroup = { ...made, open, byMeasure: [], used: [] };
      opened.byMeasure = freshPanes((panes) => {
        if (opened.used.length === 0) this.used.push(opened);
        opened.used.push(panes);
      });
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
      for (const own of group.used) {
        for (const pane of own.used)
          for (const scope of group.open) addTo(scope, own.measure, pane, touched);
        own.clear();
      }
      group.used.length = 0;
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

  private openScope(scope: Scope): OpenScope {
    const name = scopeName(scope);
    let open = this.scopes.get(name);
    if (open === undefined) {
      const used: Panes[] = [];
      open = { name, scope, byMeasure: freshPanes((panes) => used.push(panes)), used };
      this.scopes.set(name, open);
    }
    return open;
  }
}

const freshPanes = (onUse: (panes: Panes) => void): Panes[] =>
  MEASURES.map((measure) => new Panes(measure, onUse));

function addTo(scope: OpenScope, measure: Measure, pane: Pane, touched: OpenScope[]): void {
  if (scope.used.length === 0) touched.push(scope);
  const sums = scope.byMeasure[measure.index]!.at(pane.startMs).use();
  for (let i = 0; i < pane.sums.length; i++) sums[i]! += pane.sums[i]!;
}

function tellScope(open: OpenScope, labelMs: number, out: PartsOut): void {
  const { scope, used } = open;
  if (used.length > 1) used.sort((a, b) => a.measure.index - b.measure.index);
  for (const own of used) {
    const { measure } = own;
    const windowMs = measure.window === null ? 0 : paneMsOf(measure.window);
    for (const { startMs, sums } of own.used.sort((a, b) => a.startMs - b.startMs)) {
      if (isNothing(sums)) continue;
      const delta = { measure: measure.name, scope, windowStartMs: startMs, windowMs };
      out.windowPart(labelMs, { ...delta, sums: Array.from(sums) });
    }
    own.clear();
  }
  used.length = 0;
}

function isNothing(sums: Float64Array): boolean {
  for (let i = 0; i < sums.length; i++) if (sums[i] !== 0) return false;
  return true;
}

function byName(a: OpenScope, b: OpenScope): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
