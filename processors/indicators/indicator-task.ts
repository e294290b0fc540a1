/**
 * Stage 2 of the indicators: one task per partition of `window-parts.v1`. It adds up the parts of
 * all sources, label by label once every source has marked past it, and tells values at whole
 * minutes: what stands at a minute is the sum of all parts up to it, so neither the order in which
 * sources are read nor their number shows in a value.
 *
 * early: while the window is open and something changed · final: when end + grace has passed ·
 * amended: a part came later; while the window is kept. Parts for windows let go are counted.
 */
import type { IndicatorPhase, IndicatorValue, Scope } from '#core/indicator.ts';
import type { RuleSettings } from '#core/registry.ts';
import { riskParamsOf } from '#core/risk/params.ts';
import type { RiskTold } from '#core/risk/verdict.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import type { WindowDelta, WindowPart, WindowPartBody } from '#proto/codec/indicator.ts';
import { parseRules } from '../control.ts';
import { freshIndicatorCounters, type IndicatorCounters } from '../counters.ts';
import { DEFAULT_RUNTIME_PARAMS, RulesVersion, type RuntimeParams } from '../plan.ts';
import { RiskBook } from '../risk/risk-book.ts';
import type { RiskSubject } from '../risk/risk-subject.ts';
import { BEFORE_ALL_MS } from '../timeline/lane-state.ts';
import type { Indicator } from './define.ts';
import { scopeName } from './groups.ts';
import { MEASURES, type Measure, REGISTERED } from './measures.ts';
import { alignedStartMs, sessionsOf, type WindowSpec, windowStarts } from './windows.ts';

/** Windows are kept this long after they are final, and those of vehicles' hours for a working day and an hour. */
const KEPT_MS = HOUR_MS;
const HOURLY_KEPT_MS = 25 * HOUR_MS;
const NOBODY: readonly number[] = Object.keys(REGISTERED).map(() => 0);

export type Told = Omit<IndicatorValue, 'task' | 'epoch' | 'number'>;

export interface IndicatorOut {
  /** `indicators.v1` */
  value(value: Told): void;
  /** `risk.v1`; absent = nobody asks. */
  risk?(told: RiskTold): void;
}

/** What one indicator last told of a window; version 0 = nothing. */
export interface LastTold {
  version: number;
  numerator: number;
  denominator: number;
  samples: number;
  expected: number;
}

const NOTHING_TOLD: LastTold = {
  version: 0,
  numerator: 0,
  denominator: 0,
  samples: 0,
  expected: 0,
};

/** Sums of one measure and scope over one window, or of a gauge, or the panes of sessions. */
export class Cell {
  readonly name: string;
  readonly measure: Measure;
  readonly scope: Scope;
  readonly startMs: number;
  endMs: number;
  sums: number[];
  /** Registered in the scope at the window's end; null = the window has not ended. */
  registered: readonly number[] | null = null;
  /** By indicator of the measure; absent = nothing told yet. */
  told: (LastTold | null)[] = [];
  isFinal = false;
  /** Panes of a session measure in this scope, by start. */
  panes: [startMs: number, sums: number[]][] = [];
  isGone = false;
  dirty = false;
  queued = false;

  constructor(name: string, measure: Measure, scope: Scope, startMs: number, endMs: number) {
    this.name = name;
    this.measure = measure;
    this.scope = scope;
    this.startMs = startMs;
    this.endMs = endMs;
    this.sums = new Array(measure.width).fill(0);
  }
}

interface Held {
  labelMs: number;
  body: WindowPartBody;
}

export interface PartSource {
  /** Nothing of this label or before follows from the source; −1 = no mark yet. */
  markMs: number;
  epoch: number;
  number: number;
  held: Held[];
}

/** What snapshots hold of the task, beside its own state. */
export type Kept = Cell | RiskSubject;

export class IndicatorTask {
  readonly partition: number;
  readonly sources: PartSource[];
  readonly cells = new Map<string, Cell>();
  counters: IndicatorCounters = freshIndicatorCounters();
  /** All parts up to this label are added up. */
  labelMs = 0;
  /** Last minute at which values were told; 0 = none. */
  minuteMs = 0;
  /** Start of the newest window in which a mark fell. */
  markedStartMs = BEFORE_ALL_MS;
  rulesOffset = -1;
  rulesJson = '{}';
  /** The risk book, in the task of partition 0. */
  readonly risk: RiskBook | null;
  changed: Kept[] = [];
  onTouch: (kept: Kept) => void = () => {};
  private readonly byMeasure: Indicator[][];
  private readonly measures: ReadonlyMap<string, Measure>;
  private runtime: RuntimeParams = DEFAULT_RUNTIME_PARAMS;
  private readonly gauges = new Set<Cell>();
  private readonly open = new Set<Cell>();
  private readonly amended = new Set<Cell>();
  private out!: IndicatorOut;

  /** @param sources vehicle and driver tasks that write to `window-parts.v1` */
  constructor(
    partition: number,
    sources: number,
    indicators: readonly Indicator[],
    measures: readonly Measure[] = MEASURES,
  ) {
    this.partition = partition;
    this.sources = Array.from({ length: sources }, () => ({
      markMs: -1,
      epoch: -1,
      number: -1,
      held: [],
    }));
    this.risk = partition === 0 ? new RiskBook((subject) => this.touch(subject)) : null;
    this.measures = new Map(measures.map((measure) => [measure.name, measure]));
    this.byMeasure = measures.map(({ name }) =>
      indicators.filter((indicator) => indicator.measure.name === name),
    );
  }

  /** Feeds one record of the partition. What a source has told before is dropped by its number. */
  process(record: WindowPart, out: IndicatorOut): void {
    this.counters.records++;
    const source = this.sources[record.source];
    if (
      source === undefined ||
      record.epoch < source.epoch ||
      (record.epoch === source.epoch && record.number <= source.number)
    ) {
      this.counters.duplicates++;
      return;
    }
    if (record.epoch > source.epoch) {
      // A new epoch tells again what had not been marked.
      source.held = source.held.filter(({ labelMs }) => labelMs <= source.markMs);
    }
    source.epoch = record.epoch;
    source.number = record.number;
    if (record.tickMs <= source.markMs) {
      this.counters.duplicates++;
      return;
    }
    this.accept(record.source, record.tickMs, record.body, out);
  }

  /** What `process` does after the number has been checked. */
  accept(sourceIndex: number, labelMs: number, body: WindowPartBody, out: IndicatorOut): void {
    this.out = out;
    const source = this.sources[sourceIndex]!;
    if (body.kind === 'risk' && this.risk === null) return;
    source.held.push({ labelMs, body });
    if (body.kind !== 'mark') return;
    this.counters.marks++;
    if (labelMs > source.markMs) source.markMs = labelMs;
    let settledMs = source.markMs;
    for (const { markMs } of this.sources) if (markMs < settledMs) settledMs = markMs;
    if (settledMs > this.labelMs) this.merge(settledMs);
  }

  /** The input ends: what was held is added and told as it stands. No time passes, so nothing becomes final. */
  finish(out: IndicatorOut): void {
    this.out = out;
    const held = this.sources.flatMap((source) => source.held.splice(0));
    held.sort(byLabel);
    for (const { body } of held) this.apply(body);
    this.risk?.finish(this.labelMs, this.riskOut);
    const values: Told[] = [];
    for (const cell of this.open) this.tell(cell, 'early', this.labelMs, values);
    this.tellAmended(this.labelMs, values);
    this.put(values);
  }

  /** After a restore. */
  resume(): void {
    const settings = parseRules(this.rulesJson) ?? {};
    this.runtime = new RulesVersion([], settings, 0).runtime;
    this.setRisk(settings);
    for (const cell of this.cells.values()) {
      if (cell.measure.window === null) this.gauges.add(cell);
      else if (cell.panes.length === 0 && !cell.isFinal) this.open.add(cell);
    }
    for (const cell of this.cells.values())
      if (cell.isFinal && this.isChanged(cell)) this.amended.add(cell);
  }

  private merge(settledMs: number): void {
    const ready: Held[] = [];
    for (const source of this.sources) {
      let count = 0;
      while (count < source.held.length && source.held[count]!.labelMs <= settledMs)
        ready.push(source.held[count++]!);
      if (count > 0) source.held.splice(0, count);
    }
    ready.sort(byLabel);
    for (const { labelMs, body } of ready) {
      if (labelMs > this.labelMs) {
        this.tellThrough(labelMs - 1);
        this.labelMs = labelMs;
      }
      this.apply(body);
    }
    this.labelMs = settledMs;
    this.tellThrough(settledMs);
  }

  private apply(body: WindowPartBody): void {
    if (body.kind === 'rules') this.changeRules(body.registryOffset, body.json);
    else if (body.kind === 'delta') this.add(body.delta);
    else if (body.kind === 'risk') {
      this.counters.risk++;
      this.risk?.apply(body.fact);
    } else this.openMarked();
  }

  private add(delta: WindowDelta): void {
    const { scope, windowStartMs, sums } = delta;
    const measure = this.measures.get(delta.measure);
    if (measure === undefined || sums.length > measure.width) {
      this.counters.unknown++;
      return;
    }
    this.counters.parts++;
    const { window } = measure;
    if (window === null) this.addGauge(measure, scope, sums);
    else if (window.kind === 'session') this.addSession(measure, window, scope, delta);
    else {
      let isLate = false;
      for (const startMs of windowStarts(window, windowStartMs)) {
        const cell = this.cellAt(measure, scope, startMs, startMs + window.sizeMs);
        if (cell === null) isLate = true;
        else this.addTo(cell, sums);
      }
      if (isLate) this.counters.late++;
    }
  }

  private addTo(cell: Cell, sums: readonly number[]): void {
    this.touch(cell);
    for (let i = 0; i < sums.length; i++) cell.sums[i]! += sums[i]!;
    if (cell.isFinal) this.amended.add(cell);
  }

  private addGauge(measure: Measure, scope: Scope, sums: readonly number[]): void {
    const name = `${measure.name}|${scopeName(scope)}`;
    let gauge = this.cells.get(name);
    if (gauge === undefined) {
      gauge = new Cell(name, measure, scope, 0, 0);
      this.cells.set(name, gauge);
      this.gauges.add(gauge);
    }
    this.addTo(gauge, sums);
    this.openFor(gauge);
  }

  /** Sessions follow from all panes of the scope: a new one may join two, a withdrawn one part them. */
  private addSession(
    measure: Measure,
    window: Extract<WindowSpec, { kind: 'session' }>,
    scope: Scope,
    { windowStartMs, sums }: WindowDelta,
  ): void {
    const prefix = `${measure.name}|${scopeName(scope)}`;
    if (windowStartMs + window.paneMs + window.gapMs < this.oldestEndMs(measure)) {
      this.counters.late++;
      return;
    }
    let panes = this.cells.get(prefix);
    if (panes === undefined) {
      panes = new Cell(prefix, measure, scope, 0, Number.MAX_SAFE_INTEGER);
      this.cells.set(prefix, panes);
    }
    this.touch(panes);
    const known = panes.panes.find(([startMs]) => startMs === windowStartMs);
    if (known === undefined) panes.panes.push([windowStartMs, [...sums]]);
    else
      sums.forEach((sum, i) => {
        known[1][i]! += sum;
      });
    const sessions = new Map(sessionsOf(window, panes.panes).map((s) => [s.startMs, s]));
    for (const { startMs, endMs } of sessions.values()) this.cellAt(measure, scope, startMs, endMs);
    for (const cell of this.cells.values()) {
      if (cell === panes || cell.measure !== measure || scopeName(cell.scope) !== scopeName(scope))
        continue;
      const session = sessions.get(cell.startMs);
      // One that is part of another now is told as empty.
      this.touch(cell);
      cell.sums = session === undefined ? cell.sums.map(() => 0) : [...session.sums];
      if (session !== undefined && session.endMs !== cell.endMs) this.reopen(cell, session.endMs);
      if (cell.isFinal) this.amended.add(cell);
    }
  }

  private reopen(cell: Cell, endMs: number): void {
    cell.endMs = endMs;
    if (endMs + this.runtime.windowGraceMs > this.minuteMs) {
      cell.isFinal = false;
      this.open.add(cell);
    }
  }

  /** null = the window has been let go. */
  private cellAt(measure: Measure, scope: Scope, startMs: number, endMs: number): Cell | null {
    const name = `${measure.name}|${scopeName(scope)}|${startMs}`;
    let cell = this.cells.get(name);
    if (cell !== undefined) return cell;
    if (endMs < this.oldestEndMs(measure)) return null;
    cell = new Cell(name, measure, scope, startMs, endMs);
    this.cells.set(name, cell);
    this.open.add(cell);
    this.touch(cell);
    return cell;
  }

  private oldestEndMs({ window }: Measure): number {
    const kept = window?.kind === 'tumbling' && window.sizeMs >= HOUR_MS ? HOURLY_KEPT_MS : KEPT_MS;
    const { historyMs, windowGraceMs } = this.runtime;
    return this.labelMs - windowGraceMs - Math.max(kept, historyMs + HOUR_MS);
  }

  /** Time was seen in this window: scopes with registered vehicles get a value of it, heard of or not. */
  private openMarked(): void {
    for (const indicators of this.byMeasure) {
      const window = indicators.find(({ everyWindow }) => everyWindow)?.measure.window;
      if (window?.kind !== 'tumbling') continue;
      const startMs = alignedStartMs(this.labelMs, window.sizeMs);
      if (startMs <= this.markedStartMs) continue;
      this.markedStartMs = startMs;
      for (const gauge of this.gauges) this.openFor(gauge);
    }
  }

  private openFor({ scope, sums }: Cell): void {
    if (sums[REGISTERED.vehicles]! <= 0 || this.markedStartMs === BEFORE_ALL_MS) return;
    for (const indicators of this.byMeasure) {
      const measure = indicators.find(({ everyWindow }) => everyWindow)?.measure;
      if (measure?.window?.kind === 'tumbling')
        this.cellAt(measure, scope, this.markedStartMs, this.markedStartMs + measure.window.sizeMs);
    }
  }

  /** Tells at every whole minute up to `limitMs` that has not been told yet. */
  private tellThrough(limitMs: number): void {
    this.risk?.tellThrough(limitMs, this.riskOut);
    const lastMs = Math.floor(limitMs / MINUTE_MS) * MINUTE_MS;
    if (this.minuteMs === 0) this.minuteMs = lastMs - MINUTE_MS;
    while (this.minuteMs < lastMs) {
      // A hole in time costs nothing once every window is final.
      this.minuteMs =
        this.open.size === 0 && this.amended.size === 0 ? lastMs : this.minuteMs + MINUTE_MS;
      this.tellAt(this.minuteMs);
    }
  }

  private tellAt(minuteMs: number): void {
    const values: Told[] = [];
    for (const cell of this.open) {
      if (cell.startMs >= minuteMs) continue;
      if (cell.endMs <= minuteMs && cell.registered === null) {
        this.touch(cell);
        cell.registered = this.registeredIn(cell.scope);
      }
      if (cell.endMs + this.runtime.windowGraceMs > minuteMs) {
        this.tell(cell, 'early', minuteMs, values);
        continue;
      }
      this.tell(cell, 'final', minuteMs, values);
      this.touch(cell);
      cell.isFinal = true;
      this.open.delete(cell);
    }
    this.tellAmended(minuteMs, values);
    this.put(values);
    if (minuteMs % HOUR_MS === 0) this.forget();
  }

  private tellAmended(minuteMs: number, values: Told[]): void {
    for (const cell of this.amended) this.tell(cell, 'amended', minuteMs, values);
    this.amended.clear();
  }

  private tell(cell: Cell, phase: IndicatorPhase, tickMs: number, values: Told[]): void {
    const registered = cell.registered ?? this.registeredIn(cell.scope);
    this.byMeasure[cell.measure.index]!.forEach(({ definition, read }, index) => {
      if (!definition.scopes.includes(cell.scope.kind)) return;
      const { numerator, denominator, samples, sources, expected } = read(cell.sums, registered);
      const last = cell.told[index] ?? NOTHING_TOLD;
      const isSame =
        last.numerator === numerator &&
        last.denominator === denominator &&
        last.samples === samples &&
        last.expected === expected;
      if (isSame && phase !== 'final') return;
      this.touch(cell);
      const version = last.version + 1;
      cell.told[index] = { version, numerator, denominator, samples, expected };
      values.push({
        indicatorId: definition.id,
        definitionVersion: definition.version,
        scope: cell.scope,
        windowStartMs: cell.startMs,
        windowEndMs: cell.endMs,
        phase,
        version,
        numerator,
        denominator,
        value: denominator === 0 ? null : (definition.factor * numerator) / denominator,
        samples,
        coverage: expected === 0 ? null : Math.min(1, sources / expected),
        tickMs,
      });
    });
  }

  private put(values: Told[]): void {
    values.sort(
      (a, b) =>
        a.windowEndMs - b.windowEndMs ||
        compareText(a.indicatorId, b.indicatorId) ||
        compareText(scopeName(a.scope), scopeName(b.scope)) ||
        a.windowStartMs - b.windowStartMs,
    );
    for (const value of values) this.out.value(value);
  }

  private isChanged(cell: Cell): boolean {
    const registered = cell.registered ?? NOBODY;
    return this.byMeasure[cell.measure.index]!.some(({ definition, read }, index) => {
      const { numerator, denominator, samples } = read(cell.sums, registered);
      const last = cell.told[index] ?? NOTHING_TOLD;
      return (
        definition.scopes.includes(cell.scope.kind) &&
        (last.numerator !== numerator ||
          last.denominator !== denominator ||
          last.samples !== samples)
      );
    });
  }

  private registeredIn(scope: Scope): readonly number[] {
    const gauge = this.cells.get(`registered|${scopeName(scope)}`);
    return gauge === undefined ? NOBODY : [...gauge.sums];
  }

  private forget(): void {
    for (const cell of this.cells.values()) {
      if (cell.measure.window === null) continue;
      const oldestMs = this.oldestEndMs(cell.measure);
      if (cell.panes.length > 0) {
        cell.panes = cell.panes.filter(([startMs]) => startMs >= oldestMs);
        if (cell.panes.length > 0) continue;
      } else if (!cell.isFinal || cell.endMs >= oldestMs) continue;
      this.touch(cell);
      cell.isGone = true;
      this.amended.delete(cell);
      this.cells.delete(cell.name);
    }
  }

  private changeRules(registryOffset: number, json: string): void {
    if (registryOffset <= this.rulesOffset) return;
    this.rulesOffset = registryOffset;
    const settings = parseRules(json);
    if (settings === null) return;
    const { runtime, risk } = settings;
    this.rulesJson = JSON.stringify({
      ...(runtime === undefined ? {} : { runtime }),
      ...(risk === undefined ? {} : { risk }),
    });
    this.setRisk(settings);
    this.runtime = new RulesVersion([], settings, 0).runtime;
  }

  private setRisk({ risk }: RuleSettings): void {
    if (this.risk !== null) this.risk.params = riskParamsOf(risk);
  }

  private readonly riskOut = { risk: (told: RiskTold): void => this.out.risk?.(told) };

  private touch(kept: Kept): void {
    if (kept.queued) this.onTouch(kept);
    if (kept.dirty) return;
    kept.dirty = true;
    this.changed.push(kept);
  }
}

/** Settings come before parts of their label; parts add up in any order. */
function byLabel(a: Held, b: Held): number {
  if (a.labelMs !== b.labelMs) return a.labelMs - b.labelMs;
  return Number(b.body.kind === 'rules') - Number(a.body.kind === 'rules');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
