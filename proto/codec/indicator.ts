/** Topics window-parts.v1, indicators.v1 and risk.v1. */
import {
  INDICATOR_PHASES,
  type IndicatorPhase,
  type IndicatorValue,
  SCOPE_KINDS,
  type Scope,
  type ScopeKind,
} from '#core/indicator.ts';
import type { RiskFact } from '#core/risk/facts.ts';
import type { RiskTold } from '#core/risk/verdict.ts';
import { tizheng } from '../generated/indicator.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, safeNumber } from './generated.ts';
import { WireWriter } from './wire-writer.ts';

const v1 = tizheng.indicator.v1;

/** What is to be added to the sums of one window and scope. */
export interface WindowDelta {
  /** Group of sums that are told together; its definition says what each sum means. */
  measure: string;
  scope: Scope;
  windowStartMs: number;
  windowMs: number;
  /** Integers; order by the measure. */
  sums: number[];
}

export type WindowPartBody =
  /** Nothing with tickMs ≤ this record's follows from this source. */
  | { kind: 'mark' }
  | { kind: 'delta'; delta: WindowDelta }
  | { kind: 'rules'; registryOffset: number; json: string }
  | { kind: 'risk'; fact: RiskFact };

/** One record of `window-parts.v1`. Readers drop `number` ≤ last seen for (task, epoch). */
export interface WindowPart {
  task: string;
  epoch: number;
  number: number;
  /** Index of the source task. */
  source: number;
  /** Last tick the source task had seen when it wrote this. */
  tickMs: number;
  body: WindowPartBody;
}

/** Every number of envelope and delta at its longest, but for the sums; texts come on top. */
const PART_BYTES_MAX = 96;
/** A sum at its longest. */
const SUM_BYTES_MAX = 10;

const writer = new WireWriter();

/**
 * Deltas by hand: there are some for each enterprise every few seconds. The result shares a slab: copy it
 * before transferring its buffer (see wire-writer.ts).
 */
export function encodeWindowPart(part: WindowPart): Uint8Array {
  const { body, ...rest } = part;
  if (body.kind === 'mark') return v1.WindowPart.encode({ ...rest, mark: {} }).finish();
  if (body.kind === 'rules') {
    const { registryOffset, json } = body;
    return v1.WindowPart.encode({ ...rest, rules: { registryOffset, json } }).finish();
  }
  if (body.kind === 'risk')
    return v1.WindowPart.encode({ ...rest, risk: { json: JSON.stringify(body.fact) } }).finish();
  const { delta } = body;
  const { measure, scope, sums } = delta;
  const texts = part.task.length + measure.length + scope.kind.length + scope.id.length;
  const w = writer;
  w.begin(PART_BYTES_MAX + 3 * texts + SUM_BYTES_MAX * sums.length);
  if (part.task !== '') {
    w.tag(0x0a);
    w.name(part.task);
  }
  if (part.epoch !== 0) {
    w.tag(0x10);
    w.u32(part.epoch);
  }
  if (part.number !== 0) {
    w.tag(0x18);
    w.u64(part.number);
  }
  if (part.source !== 0) {
    w.tag(0x20);
    w.u32(part.source);
  }
  if (part.tickMs !== 0) {
    w.tag(0x28);
    w.u64(part.tickMs);
  }
  w.tag(0x5a);
  const at = w.open();
  if (measure !== '') {
    w.tag(0x0a);
    w.name(measure);
  }
  w.tag(0x12);
  w.name(scope.kind);
  if (scope.id !== '') {
    w.tag(0x1a);
    w.text(scope.id);
  }
  if (delta.windowStartMs !== 0) {
    w.tag(0x20);
    w.u64(delta.windowStartMs);
  }
  if (delta.windowMs !== 0) {
    w.tag(0x28);
    w.u64(delta.windowMs);
  }
  if (sums.length > 0) {
    w.tag(0x32);
    const list = w.open();
    for (let i = 0; i < sums.length; i++) w.s64(sums[i]!);
    w.close(list);
  }
  w.close(at);
  return w.finish();
}

/** Throws WireFault. */
export function decodeWindowPart(bytes: Uint8Array): WindowPart {
  const wire = decodeGenerated(v1.WindowPart, bytes);
  return {
    task: wire.task,
    epoch: wire.epoch,
    number: safeNumber(wire.number),
    source: wire.source,
    tickMs: safeNumber(wire.tickMs),
    body: bodyOf(wire),
  };
}

export function encodeIndicatorValue({ scope, ...value }: IndicatorValue): Uint8Array {
  return v1.IndicatorValue.encode({
    ...value,
    scopeKind: scope.kind,
    scopeId: scope.id,
  }).finish();
}

/** Throws WireFault. */
export function decodeIndicatorValue(bytes: Uint8Array): IndicatorValue {
  const wire = decodeGenerated(v1.IndicatorValue, bytes);
  if (!(INDICATOR_PHASES as readonly string[]).includes(wire.phase))
    throw new WireFault('value', 'not a phase of an indicator');
  return {
    task: wire.task,
    epoch: wire.epoch,
    number: safeNumber(wire.number),
    indicatorId: wire.indicatorId,
    definitionVersion: wire.definitionVersion,
    scope: scopeOf(wire.scopeKind, wire.scopeId),
    windowStartMs: safeNumber(wire.windowStartMs),
    windowEndMs: safeNumber(wire.windowEndMs),
    phase: wire.phase as IndicatorPhase,
    version: wire.version,
    numerator: safeNumber(wire.numerator),
    denominator: safeNumber(wire.denominator),
    value: wire.value ?? null,
    samples: safeNumber(wire.samples),
    coverage: wire.coverage ?? null,
    tickMs: safeNumber(wire.tickMs),
  };
}

/** One record of `risk.v1`. Readers drop `number` ≤ last seen for (task, epoch). */
export interface RiskRecord {
  task: string;
  epoch: number;
  number: number;
  told: RiskTold;
}

export function encodeRisk({ task, epoch, number, told }: RiskRecord): Uint8Array {
  const { kind, id, formula, version, asOfMs } = told;
  const json = JSON.stringify(told);
  return v1.RiskRecord.encode({
    ...{ task, epoch, number, kind, id, formula, version, asOfMs, json },
  }).finish();
}

/** Throws WireFault. */
export function decodeRisk(bytes: Uint8Array): RiskRecord {
  const { task, epoch, number, json } = decodeGenerated(v1.RiskRecord, bytes);
  return { task, epoch, number: safeNumber(number), told: parsed(json) as RiskTold };
}

function bodyOf(wire: tizheng.indicator.v1.WindowPart): WindowPartBody {
  if (wire.mark != null) return { kind: 'mark' };
  if (wire.rules != null) {
    const { registryOffset, json } = wire.rules;
    return { kind: 'rules', registryOffset: safeNumber(registryOffset ?? 0), json: json ?? '' };
  }
  if (wire.risk != null) return { kind: 'risk', fact: parsed(wire.risk.json) as RiskFact };
  if (wire.delta == null) throw new WireFault('value', 'a window part has a body');
  const { measure, scopeKind, scopeId, windowStartMs, windowMs, sums } = wire.delta;
  return {
    kind: 'delta',
    delta: {
      measure: measure ?? '',
      scope: scopeOf(scopeKind ?? '', scopeId ?? ''),
      windowStartMs: safeNumber(windowStartMs ?? 0),
      windowMs: safeNumber(windowMs ?? 0),
      sums: (sums ?? []).map(safeNumber),
    },
  };
}

function parsed(json: string | null | undefined): unknown {
  try {
    return JSON.parse(json ?? '');
  } catch {
    throw new WireFault('value', 'not JSON');
  }
}

function scopeOf(kind: string, id: string): Scope {
  if (!(SCOPE_KINDS as readonly string[]).includes(kind))
    throw new WireFault('value', 'not a kind of scope');
  return { kind: kind as ScopeKind, id };
}
