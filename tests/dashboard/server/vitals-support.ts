/** Indicators and sensors for the tests of the dashboard's server. */

import { subjectKeyOf } from '#core/identity.ts';
import type { IndicatorDefinition, IndicatorValue } from '#core/indicator.ts';
import type { Section, Sensor } from '#core/registry.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeIndicatorValue } from '#proto/codec/indicator.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import {
  encodeSensorObservation,
  type NumberedSensorObservation,
} from '#proto/codec/sensor-observation.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { PSEUDONYM_KEY } from './harness.ts';
import { subject } from './support.ts';

export const WINDOW_MS = 300_000;
/** Start of a five-minute window. */
export const START_MS = 1_780_000_200_000;

export const DEFINITIONS: readonly IndicatorDefinition[] = [
  {
    id: 'fleet.online-rate',
    names: { zh: '上线率', en: 'Online rate' },
    formula: { zh: '上线车辆 ÷ 入网车辆', en: 'vehicles online ÷ vehicles registered' },
    version: 1,
    unit: '%',
    factor: 100,
    direction: 1,
    levels: [98, 95, 90],
    dimension: 'state',
    windowMs: WINDOW_MS,
    scopes: ['region', 'enterprise', 'class'],
    owner: '省厅运输处',
    standard: 'domain 4',
  },
  {
    id: 'fleet.speeding',
    names: { zh: '百车超速次数', en: 'Speeding per 100 vehicles' },
    formula: { zh: '超速次数 × 100 ÷ 上线车辆', en: 'speeding events × 100 ÷ vehicles online' },
    version: 1,
    unit: '次/百车',
    factor: 100,
    direction: -1,
    levels: [10, 20],
    dimension: 'risk',
    windowMs: WINDOW_MS,
    scopes: ['region'],
    owner: '省厅运输处',
    standard: 'domain 5.3 S2',
    alertTypes: ['speed.*'],
  },
];

let number = 0;

export function toldOf(changes: Partial<IndicatorValue> = {}): IndicatorValue {
  const windowStartMs = changes.windowStartMs ?? START_MS;
  return {
    task: 'indicator-0',
    epoch: 1,
    number: ++number,
    indicatorId: 'fleet.online-rate',
    definitionVersion: 1,
    scope: { kind: 'region', id: '440000' },
    windowStartMs,
    windowEndMs: windowStartMs + WINDOW_MS,
    phase: 'final',
    version: 1,
    numerator: 96,
    denominator: 100,
    value: 96,
    samples: 100,
    coverage: 1,
    tickMs: windowStartMs + WINDOW_MS,
    ...changes,
  };
}

export function appendValues(log: EventLog, values: IndicatorValue[]) {
  return log.append(
    TOPICS.indicators,
    0,
    values.map((value) => ({
      key: value.scope.id,
      timeMs: Date.now(),
      value: encodeIndicatorValue(value),
    })),
  );
}

export function sensorReadingOf(
  sensorId: string,
  changes: Partial<NumberedSensorObservation> = {},
): NumberedSensorObservation {
  const eventTimeMs = changes.eventTimeMs ?? Date.now();
  return {
    subjectKey: subjectKeyOf(PSEUDONYM_KEY, 'sensor', sensorId),
    deviceKey: subject(1),
    protocol: 'mqtt',
    eventTimeMs,
    receivedTimeMs: eventTimeMs + 500,
    flags: 0,
    inputPartition: 0,
    inputOffset: 0,
    body: {
      kind: 'traffic',
      traffic: {
        endTimeMs: eventTimeMs,
        intervalS: 60,
        lanes: [
          { lane: 1, vehicles: 30, occupancyPct: 12, speedKmh: 50, valid: true },
          { lane: 2, vehicles: 10, occupancyPct: 10, speedKmh: 30, valid: true },
          { lane: 3, vehicles: 99, occupancyPct: 90, speedKmh: 5, valid: false },
        ],
      },
    },
    task: 'vehicle-0',
    epoch: 1,
    number: ++number,
    ...changes,
  };
}

export function appendSensors(log: EventLog, observations: NumberedSensorObservation[]) {
  return log.append(
    TOPICS.sensors,
    0,
    observations.map((observation) => ({
      key: observation.subjectKey,
      timeMs: Date.now(),
      value: encodeSensorObservation(observation),
    })),
  );
}

type Entity =
  | { kind: 'section'; entity: Section }
  | { kind: 'sensor'; entity: Sensor }
  | { kind: 'enterprise'; entity: { enterpriseId: string; name: string; regionCode: string } }
  | { kind: 'vehicle'; entity: Record<string, unknown> & { vehicleId: string } };

export function appendRegistry(log: EventLog, entities: Entity[]) {
  return log.append(
    TOPICS.registry,
    0,
    entities.map(({ kind, entity }) => {
      const id = String((entity as unknown as Record<string, unknown>)[`${kind}Id`]);
      const json = JSON.stringify(entity);
      return {
        key: `${kind}:${subjectKeyOf(PSEUDONYM_KEY, kind, id)}`,
        timeMs: Date.now(),
        value: encodeRegistryEntity({ entity: kind, id, json, changedAtMs: 1, actor: 'test' }),
      };
    }),
  );
}
