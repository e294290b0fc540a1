/** An indicator task as snapshot entries: one per window, gauge or set of panes; the task's own state in the meta record. */
import type { Scope } from '#core/indicator.ts';
import {
  Cell,
  type IndicatorTask,
  type Kept,
  type LastTold,
  type PartSource,
} from '../indicators/indicator-task.ts';
import { MEASURES } from '../indicators/measures.ts';
import type { RiskBookState } from '../risk/risk-book.ts';
import { RISK_PREFIX, RiskSubject, type RiskSubjectRecord } from '../risk/risk-subject.ts';
import type { SubjectCodec } from './snapshotter.ts';
import type { SnapshotWriter } from './store.ts';
import { decodeJson, encodeJson } from './timeline-codec.ts';

interface IndicatorTaskState {
  sources: PartSource[];
  labelMs: number;
  minuteMs: number;
  markedStartMs: number;
  rulesOffset: number;
  rulesJson: string;
  /** Of the risk book; absent in other partitions, and before there was one. */
  risk?: RiskBookState;
}

interface CellState {
  measure: string;
  scope: Scope;
  startMs: number;
  endMs: number;
  sums: number[];
  registered: readonly number[] | null;
  told: (LastTold | null)[];
  isFinal: boolean;
  panes: [startMs: number, sums: number[]][];
}

export function indicatorTaskState(task: IndicatorTask): IndicatorTaskState {
  const { sources, labelMs, minuteMs, markedStartMs, rulesOffset, rulesJson } = task;
  const own = { sources, labelMs, minuteMs, markedStartMs, rulesOffset, rulesJson };
  return task.risk === null ? own : { ...own, risk: task.risk.state };
}

export function loadIndicatorTask(
  task: IndicatorTask,
  state: unknown,
  entries: Iterable<[string, Uint8Array]>,
): void {
  const { sources, risk, ...own } = state as IndicatorTaskState;
  if (task.risk !== null && risk !== undefined) task.risk.state = risk;
  Object.assign(task, own);
  sources.forEach((source, index) => {
    Object.assign(task.sources[index]!, source);
  });
  for (const [name, value] of entries) {
    if (name.startsWith(RISK_PREFIX)) {
      task.risk?.subjects.set(name, RiskSubject.of(decodeJson(value) as RiskSubjectRecord));
      continue;
    }
    const { measure: measureName, scope, startMs, endMs, ...rest } = decodeJson(value) as CellState;
    const measure = MEASURES.find((candidate) => candidate.name === measureName);
    // Told by another version, and by this one no more.
    if (measure === undefined || rest.sums.length > measure.width) continue;
    const cell = Object.assign(new Cell(name, measure, scope, startMs, endMs), rest);
    while (cell.sums.length < measure.width) cell.sums.push(0);
    task.cells.set(name, cell);
  }
  task.resume();
}

export function indicatorCodec(task: IndicatorTask): SubjectCodec<Kept> {
  // A window or a subject of risk is one entry, always written whole.
  return { all: () => all(task), renew: () => {}, save };
}

function* all(task: IndicatorTask): Iterable<Kept> {
  yield* task.cells.values();
  if (task.risk !== null) yield* task.risk.subjects.values();
}

function save(kept: Kept, writer: SnapshotWriter): void {
  if (kept instanceof Cell) saveCell(kept, writer);
  else if (kept.isGone) writer.delete(kept.name);
  else writer.put(kept.name, encodeJson(kept.record()));
}

function saveCell(cell: Cell, writer: SnapshotWriter): void {
  if (cell.isGone) {
    writer.delete(cell.name);
    return;
  }
  const { measure, scope, startMs, endMs, sums, registered, told, isFinal, panes } = cell;
  const state: CellState = {
    measure: measure.name,
    scope,
    startMs,
    endMs,
    sums,
    registered,
    told,
    isFinal,
    panes,
  };
  writer.put(cell.name, encodeJson(state));
}
