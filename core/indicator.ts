/**
 * Vital-sign indicators (体征指标): what a value is, whose it is, and how it is told. An indicator is
 * data (DESIGN 7); the engine in processors/indicators turns parts into values.
 */

/** Scopes of a value. Regions are GB/T 2260 codes: county `440305` → city `440300` → province `440000`. */
export const SCOPE_KINDS = ['region', 'enterprise', 'class', 'section'] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];

export interface Scope {
  kind: ScopeKind;
  /** Region code, enterprise id, vehicle class or section id; `unknown` where the registry does not say. */
  id: string;
}

/** `early`: the window is still open. `final`: closed at its end plus grace. `amended`: changed by later data. */
export const INDICATOR_PHASES = ['early', 'final', 'amended'] as const;
export type IndicatorPhase = (typeof INDICATOR_PHASES)[number];

/** What an indicator is, for people and machines; the list is served by the API. */
export interface IndicatorDefinition {
  /** Catalogue id, e.g. `fleet.online-rate`. */
  id: string;
  names: { zh: string; en: string };
  /** In words: numerator ÷ denominator. */
  formula: { zh: string; en: string };
  /** Goes up with every change that can change a value. */
  version: number;
  unit: string;
  /** value = factor × numerator ÷ denominator. */
  factor: number;
  /** +1 higher is better, −1 lower is better, 0 neither. */
  direction: 1 | -1 | 0;
  /** Edges between levels from good to bad, in `unit`; empty = no levels. Parameters with their source. */
  levels: readonly number[];
  dimension: 'state' | 'development' | 'risk';
  windowMs: number;
  scopes: readonly ScopeKind[];
  /** Accountable unit (一数一责). */
  owner: string;
  /** Clause or source of the formula. */
  standard: string;
  /** Types of the alerts the value rests on, `area.*` = all of an area; absent = it rests on none. */
  alertTypes?: readonly string[];
}

/** One record of `indicators.v1`. Readers drop `number` ≤ last seen for (task, epoch). */
export interface IndicatorValue {
  task: string;
  epoch: number;
  number: number;
  indicatorId: string;
  /** Version of the definition. */
  definitionVersion: number;
  scope: Scope;
  /** Half-open [start, end) in event time, aligned to Asia/Shanghai. */
  windowStartMs: number;
  windowEndMs: number;
  phase: IndicatorPhase;
  /** Counts the values told of this window and scope, from 1. */
  version: number;
  /** Integer sums in the definition's base units. */
  numerator: number;
  denominator: number;
  /** null = no value: the denominator is zero. */
  value: number | null;
  /** Readings, alerts or vehicles it rests on. */
  samples: number;
  /** Share of the expected sources that contributed, 0…1; null = not known. */
  coverage: number | null;
  /** Tick at which it was told. */
  tickMs: number;
}
