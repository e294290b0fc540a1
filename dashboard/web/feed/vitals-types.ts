/** What the server answers about indicators and sensors. Times are epoch milliseconds, null = not available. */
import type { IndicatorDefinition, IndicatorPhase, ScopeKind } from '#core/indicator.ts';
import type { Sensor } from '#core/registry.ts';
import type { SensorBody } from '#core/sensor.ts';

export interface ScopeRef {
  kind: ScopeKind;
  id: string;
}
export interface NamedScope extends ScopeRef {
  name: { zh: string; en: string };
}

/** One window of one indicator and scope. */
export interface IndicatorReading {
  windowStartMs: number;
  windowEndMs: number;
  phase: IndicatorPhase;
  version: number;
  definitionVersion: number;
  numerator: number;
  denominator: number;
  value: number | null;
  /** Edges of the definition passed, 0 = good. */
  level: number | null;
  samples: number;
  coverage: number | null;
  toldAtMs: number;
}

export interface Catalogue {
  home: NamedScope;
  scope: NamedScope;
  indicators: (IndicatorDefinition & { newest: IndicatorReading | null })[];
}

export interface IndicatorValues {
  /** `memory` = the store was away: only the newest windows. */
  source: 'store' | 'memory';
  values: IndicatorReading[];
}

export type IndicatorPart = IndicatorReading & { scope: NamedScope };

export interface IndicatorParts extends IndicatorReading {
  indicatorId: string;
  scope: NamedScope;
  /** From the home region down to the scope itself. */
  path: NamedScope[];
  by: ScopeKind;
  /** May be more than are listed. */
  childrenTotal: number;
  childrenNumerator: number;
  childrenDenominator: number;
  children: IndicatorPart[];
  alertTypes: string[];
  /** Opened in the window; opened before it and still going on in it. */
  alertsBegan: number;
  alertsContinued: number;
}

export type VehicleState = 'unseen' | 'silent' | 'stopped' | 'moving';
export interface ScopeVehicles {
  /** May be more than are listed. */
  total: number;
  counts: Record<VehicleState, number>;
  vehicles: {
    handle: number;
    plate: string;
    plateColour: number;
    class: string;
    state: VehicleState;
  }[];
}

export interface SensorReading {
  eventTimeMs: number;
  receivedTimeMs: number;
  flags: number;
  body: SensorBody;
  inputPartition: number;
  inputOffset: number;
}

export interface SensorDetail {
  summary: {
    /** Of the road; scales are not among them. */
    sensor: Sensor & { kind: 'detector' | 'weather' };
    eventTimeMs: number | null;
    staleAfterMs: number;
    flags: number;
    level: number | null;
    speedKmh: number | null;
    flowPerHour: number | null;
    visibilityM: number | null;
  };
  /** By event time, oldest first. */
  readings: SensorReading[];
}

export function scopeText({ kind, id }: ScopeRef): string {
  return `${kind}:${id}`;
}
