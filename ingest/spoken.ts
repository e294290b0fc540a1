/** What a device said over MQTT or HTTP as a reading, and whose it is. */
import type { SubjectKey } from '#core/identity.ts';
import type { Reading, SourceProtocol } from '#core/report.ts';
import type { DeviceTable } from './devices.ts';
import { maskPlates } from './plates.ts';
import type { Said } from './protocols/tz/payload.ts';

/** Who speaks, and where its own readings lie. */
interface Speaker {
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
