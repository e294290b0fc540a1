/** Roadside sensors inside a vehicle task: clock check, dedupe, self-check, and what they contribute. Part of the task's state. */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { SubjectKey } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { SENSOR_FLAGS, type SensorBody, type SensorObservation } from '#core/sensor.ts';
import { MINUTE_MS } from '#core/time.ts';
import type { RegistryBody } from '../control.ts';
import { isTrusted } from '../stages/passage.ts';
import type { CheckedLane } from './detector-check.ts';
import type { GroupId } from './groups.ts';
import { REGISTERED, registered } from './measures.ts';
import type { WindowParts } from './parts.ts';
import { type SensorFacts, type SensorSample, SensorSubject } from './sensor-subject.ts';
import { alignedStartMs } from './windows.ts';

const WINDOW_MS = 5 * MINUTE_MS;
const isKey = Compile(Type.String({ pattern: '^[0-9a-f]{16}$' }));
/** What of the registry's word on a sensor is read here. */
const isSensor = Compile(
  Type.Object({
    kind: Type.Enum(['detector', 'weather', 'scale']),
    regionCode: Type.String(),
    sectionId: Type.Optional(Type.String()),
    placement: Type.Optional(Type.Enum(['mainline', 'ramp', 'exit'])),
  }),
);

export interface SensorHost {
  readonly partition: number;
  readonly tickMs: number;
  readonly runtime: { futureClockMs: number; windowGraceMs: number };
  /** About to change: a snapshot under way saves its old state first. */
  touchSensor(sensor: SensorSubject): void;
  sensor(observation: SensorObservation): void;
}

export type SensorOutcome = 'counted' | 'duplicate' | 'late';

export class SensorIndicators {
  readonly sensors = new Map<SubjectKey, SensorSubject>();
  private readonly parts: WindowParts;
  private readonly host: SensorHost;

  constructor(parts: WindowParts, host: SensorHost) {
    this.parts = parts;
    this.host = host;
  }

  /** `late`: older than the samples kept; it amends no window. */
  read(reading: Reading, body: SensorBody, inputOffset: number): SensorOutcome {
    const { host } = this;
    const sensor = this.sensorOf(reading.subjectKey);
    host.touchSensor(sensor);
    const told = body.kind === 'traffic' ? body.traffic.endTimeMs : body.weather.timeMs;
    const isRight = isTrusted(told, reading.receivedTimeMs, host.runtime.futureClockMs);
    const timeMs = isRight ? told! : reading.receivedTimeMs;
    const verdict = sensor.add(sampleOf(body, timeMs), this.parts);
    if (verdict === 'known') return 'duplicate';
    const lanes = typeof verdict === 'string' ? null : verdict;
    host.sensor({
      subjectKey: reading.subjectKey,
      deviceKey: reading.deviceKey,
      protocol: reading.protocol,
      eventTimeMs: timeMs,
      receivedTimeMs: reading.receivedTimeMs,
      flags:
        (isRight ? 0 : SENSOR_FLAGS.clockWrong) |
        (verdict === 'old' || this.isFinal(timeMs) ? SENSOR_FLAGS.late : 0) |
        (lanes?.some(({ isImplausible }) => isImplausible) ? SENSOR_FLAGS.implausible : 0) |
        (lanes?.some(({ isFailed }) => isFailed) ? SENSOR_FLAGS.failed : 0),
      inputPartition: host.partition,
      inputOffset,
      body: lanes === null ? body : withVerdicts(body, lanes),
    });
    return verdict === 'old' ? 'late' : 'counted';
  }

  /** False = the record does not fit. */
  changeRegistry({ id, json, registryOffset }: RegistryBody): boolean {
    if (!isKey.Check(id)) return false;
    const value = json === '' ? null : parse(json);
    if (value !== null && !isSensor.Check(value)) return false;
    const sensor = this.sensorOf(id as SubjectKey);
    this.host.touchSensor(sensor);
    if (registryOffset <= sensor.registryOffset) return true;
    sensor.registryOffset = registryOffset;
    this.register(sensor.group, sensor.facts.kind, -1);
    const facts: SensorFacts = {
      // A scale speaks of vehicles: no indicator of the road counts it.
      kind: value === null || value.kind === 'scale' ? null : value.kind,
      regionCode: value?.regionCode ?? null,
      sectionId: value?.sectionId ?? null,
      placement: value?.placement ?? 'mainline',
    };
    sensor.change(facts, this.parts);
    this.register(sensor.group, sensor.facts.kind, 1);
    return true;
  }

  sensorOf(key: SubjectKey): SensorSubject {
    let sensor = this.sensors.get(key);
    if (sensor === undefined) {
      sensor = new SensorSubject(key);
      this.sensors.set(key, sensor);
    }
    return sensor;
  }

  private register(group: GroupId, kind: SensorFacts['kind'], by: 1 | -1): void {
    if (kind === null) return;
    const slot = kind === 'detector' ? REGISTERED.detectors : REGISTERED.stations;
    this.parts.sums(registered, this.parts.group(group), 0)[slot]! += by;
  }

  private isFinal(timeMs: number): boolean {
    const endMs = alignedStartMs(timeMs - 1, WINDOW_MS) + WINDOW_MS;
    return endMs + this.host.runtime.windowGraceMs <= this.host.tickMs;
  }
}

function sampleOf(body: SensorBody, timeMs: number): SensorSample {
  return body.kind === 'traffic'
    ? { timeMs, kind: 'traffic', traffic: body.traffic }
    : { timeMs, kind: 'weather', visibilityM: body.weather.visibilityM };
}

/** Lanes that may not be counted say so: whoever reads the observation judges them alike. */
function withVerdicts(body: SensorBody, lanes: readonly CheckedLane[]): SensorBody {
  if (body.kind !== 'traffic' || lanes.every(({ isGood, sample }) => isGood === sample.valid))
    return body;
  const judged = lanes.map(({ sample, isGood }) => ({ ...sample, valid: isGood }));
  return { kind: 'traffic', traffic: { ...body.traffic, lanes: judged } };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
