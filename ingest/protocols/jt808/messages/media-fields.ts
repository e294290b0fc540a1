/** Fields that several JT/T 1078 messages share. */
import type { BodyReader, BodyWriter } from '../bytes.ts';

const BCD_TIME_BYTES = 6;
const NO_TIME = '00'.repeat(BCD_TIME_BYTES);

/**
 * 64 alarm bits as a decimal number in text (a double holds 53): the low DWORD has the bits of
 * 0x0200's alarm flags, the high one those of item 0x14.
 */
export function readAlarmFlag64(reader: BodyReader): string {
  const high = reader.u32();
  return ((BigInt(high) << 32n) | BigInt(reader.u32())).toString();
}

export function writeAlarmFlag64(writer: BodyWriter, flag: string): void {
  const value = BigInt(flag);
  writer.u32(Number(value >> 32n));
  writer.u32(Number(value & 0xffff_ffffn));
}

/** BCD[6] of a query, GMT+8, as its twelve digits: zeros mean "no limit", which no instant can say. */
export function readTimeDigits(reader: BodyReader): string {
  return reader.hex(BCD_TIME_BYTES);
}

export function writeTimeDigits(writer: BodyWriter, digits: string): void {
  writer.hex(digits.length === NO_TIME.length ? digits : NO_TIME);
}
