/** What a device said over MQTT or HTTP as a reading. */
import type { SubjectKey } from '#core/identity.ts';
import type { Reading, ReadingBody, SourceProtocol } from '#core/report.ts';

/** `raw` is copied by the encoding of the reading. */
export function readingOf(
  speaker: { subjectKey: SubjectKey; deviceKey: SubjectKey },
  protocol: SourceProtocol,
  receivedTimeMs: number,
  raw: Uint8Array,
  body: ReadingBody,
): Reading {
  const { subjectKey, deviceKey } = speaker;
  return { subjectKey, deviceKey, protocol, receivedTimeMs, serial: 0, raw, body };
}
