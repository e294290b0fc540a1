/** Sensor observations and indicator values for the tests of sinks. */
import type { IndicatorValue } from '#core/indicator.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeIndicatorValue } from '#proto/codec/indicator.ts';
import {
  encodeSensorObservation,
  type NumberedSensorObservation,
} from '#proto/codec/sensor-observation.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { EPOCH_MS, observationAt } from './platform.ts';

export const WINDOW_MS = 300_000;

/** Number `number` of a partition's writer: windows take turns, five values are told of each. */
export function valueAt(
  partition: number,
  number: number,
  change: Partial<IndicatorValue> = {},
): IndicatorValue {
  const version = (number % 5) + 1;
  const windowStartMs = EPOCH_MS + Math.floor(number / 5) * WINDOW_MS;
  return {
    task: `indicator-${partition}`,
    epoch: 1,
    number,
    indicatorId: 'fleet.online-rate',
    definitionVersion: 1,
    scope: { kind: 'region', id: `44030${partition}` },
    windowStartMs,
    windowEndMs: windowStartMs + WINDOW_MS,
    phase: version < 5 ? 'early' : 'final',
    version,
    numerator: 10 + version,
    denominator: 20,
    value: (10 + version) * 5,
    samples: 20,
    coverage: 0.75,
    tickMs: windowStartMs + version * 60_000,
    ...change,
  };
}

export function sensorAt(
  partition: number,
  number: number,
  change: Partial<NumberedSensorObservation> = {},
): NumberedSensorObservation {
  const { subjectKey, deviceKey, eventTimeMs, receivedTimeMs } = observationAt(partition, number);
  const lane = { vehicles: 12, occupancyPct: 8.5, speedKmh: 71.3, valid: true };
  return {
    subjectKey,
    deviceKey,
    protocol: 'mqtt',
    eventTimeMs,
    receivedTimeMs,
    flags: 0,
    inputPartition: partition,
    inputOffset: number,
    body: {
      kind: 'traffic',
      traffic: {
        endTimeMs: eventTimeMs,
        intervalS: 60,
        lanes: [
          { ...lane, lane: 1 },
          { ...lane, lane: 2, speedKmh: null, vehicles: 0 },
        ],
      },
    },
    task: `vehicle-${partition}`,
    epoch: 1,
    number,
    ...change,
  };
}

export async function appendValues(
  log: EventLog,
  partition: number,
  values: IndicatorValue[],
): Promise<void> {
  const records = values.map((value) => ({
    key: value.scope.id,
    timeMs: value.tickMs,
    value: encodeIndicatorValue(value),
  }));
  await log.append(TOPICS.indicators, partition, records);
}

export async function appendSensors(
  log: EventLog,
  partition: number,
  observations: NumberedSensorObservation[],
): Promise<void> {
  const records = observations.map((observation) => ({
    key: observation.subjectKey,
    timeMs: observation.eventTimeMs,
    value: encodeSensorObservation(observation),
  }));
  await log.append(TOPICS.sensors, partition, records);
}

export const range = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => from + i);
