/** Indicators and sensors on the live feed (proto/live). Runs in browsers: no Node module. */
import { INDICATOR_PHASES, type IndicatorPhase } from '#core/indicator.ts';
import type { tizheng } from '../generated/live.gen.js';
import { WireFault } from './fault.ts';

/** One window of one indicator of the watched scope. */
export interface IndicatorPoint {
  indicatorId: string;
  windowStartMs: number;
  windowEndMs: number;
  phase: IndicatorPhase;
  version: number;
  definitionVersion: number;
  numerator: number;
  denominator: number;
  /** null = no value: the denominator is zero. */
  value: number | null;
  /** Edges of the definition passed, 0 = good; null = no value or no levels. */
  level: number | null;
  samples: number;
  /** 0…1; null = not known. */
  coverage: number | null;
  toldAtMs: number;
}

export interface IndicatorFrame {
  baseTimeMs: number;
  scopeKind: string;
  scopeId: string;
  /** Forget all windows before this frame: the watch is new. */
  reset: boolean;
  points: IndicatorPoint[];
}

export const SENSOR_KINDS = ['detector', 'weather'] as const;
export type SensorKind = (typeof SENSOR_KINDS)[number];

/** What the map draws of a sensor. */
export interface SensorState {
  sensorId: string;
  kind: SensorKind;
  /** '' = the registry gives none. */
  name: string;
  /** 1e-6 degrees. */
  longitudeE6: number;
  latitudeE6: number;
  /** null = no reading yet. */
  eventTimeMs: number | null;
  /** A reading older than this is not the present any more. */
  staleAfterMs: number;
  /** Bits of SENSOR_FLAGS. */
  flags: number;
  /** 0 = good; null = none can be told. */
  level: number | null;
  speedKmh: number | null;
  /** Vehicles an hour over all lanes. */
  flowPerHour: number | null;
  visibilityM: number | null;
}

export interface SensorFrame {
  baseTimeMs: number;
  /** Forget all sensors before this frame. */
  reset: boolean;
  sensors: SensorState[];
}

export function wireOfIndicators(
  frame: IndicatorFrame,
): tizheng.live.v1.IndicatorFrame.$Properties {
  return {
    ...frame,
    points: frame.points.map((point) => ({
      ...point,
      phase: INDICATOR_PHASES.indexOf(point.phase),
    })),
  };
}

/** Throws WireFault. */
export function indicatorsOfWire(wire: tizheng.live.v1.IndicatorFrame.$Properties): IndicatorFrame {
  return {
    baseTimeMs: numberOf(wire.baseTimeMs),
    scopeKind: wire.scopeKind ?? '',
    scopeId: wire.scopeId ?? '',
    reset: wire.reset ?? false,
    points: (wire.points ?? []).map((point) => {
      const phase = INDICATOR_PHASES[point.phase ?? 0];
      if (phase === undefined) throw new WireFault('value', 'not a phase of an indicator');
      return {
        indicatorId: point.indicatorId ?? '',
        windowStartMs: numberOf(point.windowStartMs),
        windowEndMs: numberOf(point.windowEndMs),
        phase,
        version: point.version ?? 0,
        definitionVersion: point.definitionVersion ?? 0,
        numerator: numberOf(point.numerator),
        denominator: numberOf(point.denominator),
        value: point.value ?? null,
        level: point.level ?? null,
        samples: numberOf(point.samples),
        coverage: point.coverage ?? null,
        toldAtMs: numberOf(point.toldAtMs),
      };
    }),
  };
}

export function wireOfSensors(frame: SensorFrame): tizheng.live.v1.SensorFrame.$Properties {
  return {
    baseTimeMs: frame.baseTimeMs,
    reset: frame.reset,
    sensors: frame.sensors.map((sensor) => ({
      sensorId: sensor.sensorId,
      kind: SENSOR_KINDS.indexOf(sensor.kind) + 1,
      name: sensor.name,
      longitudeE6: sensor.longitudeE6,
      latitudeE6: sensor.latitudeE6,
      eventTimeMs: sensor.eventTimeMs ?? 0,
      staleAfterS: Math.round(sensor.staleAfterMs / 1_000),
      flags: sensor.flags,
      level: sensor.level,
      speedDkmh: sensor.speedKmh === null ? null : Math.round(sensor.speedKmh * 10),
      flowH: sensor.flowPerHour,
      visibilityM: sensor.visibilityM,
    })),
  };
}

/** Kinds of a later version are left out: this page cannot draw them. */
export function sensorsOfWire(wire: tizheng.live.v1.SensorFrame.$Properties): SensorFrame {
  const sensors: SensorState[] = [];
  for (const sensor of wire.sensors ?? []) {
    const kind = SENSOR_KINDS[(sensor.kind ?? 0) - 1];
    if (kind === undefined) continue;
    const eventTimeMs = numberOf(sensor.eventTimeMs);
    sensors.push({
      sensorId: sensor.sensorId ?? '',
      kind,
      name: sensor.name ?? '',
      longitudeE6: sensor.longitudeE6 ?? 0,
      latitudeE6: sensor.latitudeE6 ?? 0,
      eventTimeMs: eventTimeMs === 0 ? null : eventTimeMs,
      staleAfterMs: (sensor.staleAfterS ?? 0) * 1_000,
      flags: sensor.flags ?? 0,
      level: sensor.level ?? null,
      speedKmh: sensor.speedDkmh == null ? null : sensor.speedDkmh / 10,
      flowPerHour: sensor.flowH ?? null,
      visibilityM: sensor.visibilityM ?? null,
    });
  }
  return { baseTimeMs: numberOf(wire.baseTimeMs), reset: wire.reset ?? false, sensors };
}

/** 64-bit fields are times and counters far below 2^53; Long only where the bundle carries it. */
export function numberOf(value: number | { toNumber(): number } | null | undefined): number {
  if (value === null || value === undefined) return 0;
  return typeof value === 'number' ? value : value.toNumber();
}
