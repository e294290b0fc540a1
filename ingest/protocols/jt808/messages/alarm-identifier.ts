/*
 * Alarm identifier 报警标识号: what an alarm of active safety and its attachments have in common.
 *
 *                     | id | time   | sequence | attachments | reserved | sum
 * T/JSATL 12-2017     | 7  | BCD[6] | BYTE     | BYTE        | 1        | 16
 * T/GDRTA 002-2020    | 30 | BCD[6] | BYTE     | BYTE        | 2        | 40
 * Heilongjiang 黑龙江 | 30 | BCD[6] | BYTE     | BYTE        | –        | 38; 0x1210 then has no terminal id in front
 * Sichuan 四川        | 30 | BCD[6] | BYTE     | BYTE        | 1        | 39
 * Hunan 湖南          | 7  | BCD[6] | BYTE     | BYTE        | 17       | 32
 *
 * The last three are known from one implementation. Chosen by length, never by the header's version:
 * 2019 headers carry identifiers of 16 bytes.
 */
import { formatDeviceTime } from '../bcd.ts';
import type { BodyReader, BodyWriter } from '../bytes.ts';

export interface AlarmIdentifier {
  terminalId: string;
  /** `…+08:00`; null = impossible time. */
  time: string | null;
  /** Counts the alarms of one second. */
  seq: number;
  attachmentCount: number;
}

export interface IdentifierLayout {
  /** What a decoded item says it follows. */
  profile: string;
  idBytes: number;
  reservedBytes: number;
  /** All of it. */
  bytes: number;
  /** Bytes of the terminal id in front of the identifier in 0x1210. */
  leadingIdBytes: number;
}

export const JSATL: IdentifierLayout = {
  profile: 'T/JSATL 12-2017',
  idBytes: 7,
  reservedBytes: 1,
  bytes: 16,
  leadingIdBytes: 7,
};
export const GDRTA: IdentifierLayout = {
  profile: 'T/GDRTA 002-2020',
  idBytes: 30,
  reservedBytes: 2,
  bytes: 40,
  leadingIdBytes: 30,
};
/** In the order of trust: where bytes fit several, the first is taken. */
export const IDENTIFIER_LAYOUTS: readonly IdentifierLayout[] = [
  JSATL,
  GDRTA,
  { profile: 'Heilongjiang', idBytes: 30, reservedBytes: 0, bytes: 38, leadingIdBytes: 0 },
  { profile: 'Sichuan', idBytes: 30, reservedBytes: 1, bytes: 39, leadingIdBytes: 30 },
  { profile: 'Hunan', idBytes: 7, reservedBytes: 17, bytes: 32, leadingIdBytes: 7 },
];

/** Layout of an identifier of `bytes` bytes; undefined = none is known. */
export function layoutOfLength(bytes: number): IdentifierLayout | undefined {
  return IDENTIFIER_LAYOUTS.find((layout) => layout.bytes === bytes);
}

/** Layout to write: the one named, else the smallest that holds the terminal id. */
export function layoutFor(identifier: AlarmIdentifier, profile?: string): IdentifierLayout {
  const named = IDENTIFIER_LAYOUTS.find((layout) => layout.profile === profile);
  return named ?? (identifier.terminalId.length > JSATL.idBytes ? GDRTA : JSATL);
}

export function readIdentifier(reader: BodyReader, layout: IdentifierLayout): AlarmIdentifier {
  const identifier = {
    terminalId: reader.fixedText(layout.idBytes),
    time: formatDeviceTime(reader.timeMs()),
    seq: reader.u8(),
    attachmentCount: reader.u8(),
  };
  reader.take(layout.reservedBytes);
  return identifier;
}

export function writeIdentifier(
  writer: BodyWriter,
  identifier: AlarmIdentifier,
  layout: IdentifierLayout,
): void {
  writer.fixedText(identifier.terminalId, layout.idBytes);
  writer.timeMs(identifier.time === null ? null : Date.parse(identifier.time));
  writer.u8(identifier.seq);
  writer.u8(identifier.attachmentCount);
  for (let k = 0; k < layout.reservedBytes; k++) writer.u8(0);
}
