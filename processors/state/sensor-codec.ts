/** A sensor as snapshot entries: `sensor` with what is small, `samples/<hour>` for each hour of samples. */
import type { SubjectKey } from '#core/identity.ts';
import {
  hourOf,
  type SensorFacts,
  type SensorFold,
  type SensorSample,
  type SensorSubject,
} from '../indicators/sensor-subject.ts';
import type { SnapshotWriter } from './store.ts';
import { decodeJson, encodeJson, type OwnerEntries } from './timeline-codec.ts';

interface SensorHead {
  registryOffset: number;
  facts: SensorFacts;
  base: SensorFold;
  now: SensorFold;
  forgottenMs: number;
}

export function saveSensor(sensor: SensorSubject, writer: SnapshotWriter): void {
  const { key, registryOffset, facts, base, now, forgottenMs, samples, dirtyHours } = sensor;
  const head: SensorHead = { registryOffset, facts, base, now, forgottenMs };
  writer.put(`${key}/sensor`, encodeJson(head));
  for (const hour of dirtyHours) {
    const ofHour = samples.filter(({ timeMs }) => hourOf(timeMs) === hour);
    if (ofHour.length > 0) writer.put(`${key}/samples/${hour}`, encodeJson(ofHour));
    else writer.delete(`${key}/samples/${hour}`);
  }
  dirtyHours.clear();
}

export function renewSensor(sensor: SensorSubject): void {
  for (const { timeMs } of sensor.samples) sensor.dirtyHours.add(hourOf(timeMs));
}

/** False = the owner is no sensor. */
export function loadSensor(
  owner: SubjectKey,
  group: OwnerEntries,
  sensorOf: (key: SubjectKey) => SensorSubject,
): boolean {
  const bytes = group.get('sensor');
  if (bytes === undefined) return false;
  const sensor = sensorOf(owner);
  Object.assign(sensor, decodeJson(bytes) as SensorHead);
  for (const [name, value] of group)
    if (name.startsWith('samples/')) sensor.samples.push(...(decodeJson(value) as SensorSample[]));
  sensor.samples.sort((a, b) => a.timeMs - b.timeMs);
  return true;
}
