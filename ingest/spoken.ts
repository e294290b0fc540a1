/** What a device said over MQTT or HTTP as a reading, and whose it is. */
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import type { Reading, SourceProtocol } from '#core/report.ts';
import type { DeviceTable } from './devices.ts';
import { maskPlates } from './plates.ts';
import type { Said } from './protocols/tz/payload.ts';
import type { Publisher } from './publish.ts';

/** Who speaks, and where its own readings lie. */
interface Speaker {
  deviceId: string;
  subjectKey: SubjectKey;
  deviceKey: SubjectKey;
  partition: number;
}

/** A reading and its partition of reports.v1. */
export interface Addressed {
  partition: number;
  reading: Reading;
}

/**
 * `raw` is copied by the encoding of the reading. A weighing is the vehicle's: it goes where the vehicle's own
 * readings lie, under its pseudonym, and what is kept of the payload no longer tells the plate.
 */
export function readingOf(
  speaker: Speaker,
  protocol: SourceProtocol,
  receivedTimeMs: number,
  raw: Uint8Array,
  said: Said,
  devices: DeviceTable,
): Addressed {
  const { deviceKey } = speaker;
  const envelope = { deviceKey, protocol, receivedTimeMs, serial: 0 };
  if (said.kind !== 'weighed') {
    const { subjectKey, partition } = speaker;
    return { partition, reading: { ...envelope, subjectKey, raw, body: said } };
  }
  const { weighing, plate, vehicleId } = said;
  const { subjectKey, partition } = devices.vehicle(vehicleId);
  const body = { kind: 'weighing' as const, weighing };
  return { partition, reading: { ...envelope, subjectKey, raw: maskPlates(raw, plate), body } };
}

const EMPTY = new Uint8Array(0);
/** A station that sends what it measured long ago says nothing of the weather now. */
const OLD_MS = 600_000;

/**
 * Weather concerns whoever drives by: every partition is told of it as a control record, beside the reading where
 * the station's own lie (ADR 18). Nobody is answered by these copies: one that is lost is made up for by the next reading.
 */
export function tellWeather(
  { deviceId }: Speaker,
  receivedTimeMs: number,
  said: Said,
  { devices, publisher, nowMs }: { devices: DeviceTable; publisher: Publisher; nowMs: number },
): void {
  if (said.kind !== 'weather') return;
  const place = devices.find(deviceId)?.place ?? null;
  const { timeMs, visibilityM, surface } = said.weather;
  if (place === null || receivedTimeMs - (timeMs ?? receivedTimeMs) > OLD_MS) return;
  publisher.addEverywhere(
    {
      ...{ subjectKey: NO_SUBJECT, deviceKey: NO_SUBJECT, protocol: 'unknown' },
      ...{ receivedTimeMs, serial: 0, raw: EMPTY },
      body: {
        kind: 'registry',
        // Orders the readings of one station; the registry itself knows no such entity.
        registryOffset: receivedTimeMs,
        entity: 'weather',
        id: deviceId,
        json: JSON.stringify({
          ...{ sensorId: deviceId, ...place },
          ...{ atMs: receivedTimeMs, visibilityM, surface },
        }),
      },
    },
    nowMs,
  );
}
