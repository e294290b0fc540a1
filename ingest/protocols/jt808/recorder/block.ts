/** What a data block of a recorder (GB/T 19056-2012, appendix A) is, and the fields that several blocks share. */
import { formatDeviceTime } from '../bcd.ts';
import type { BodyReader, BodyWriter } from '../bytes.ts';

export interface BlockCodec<T extends { kind: string }> {
  kind: T['kind'];
  /** Commands 命令字 that carry it. */
  commands: readonly number[];
  /** Reads to the end of the block; throws DecodeFault where it does not fit. */
  decode(reader: BodyReader): T;
  encode(writer: BodyWriter, block: T): void;
}

export function defineBlock<T extends { kind: string }>(codec: BlockCodec<T>): BlockCodec<T> {
  return codec;
}

/** Where a recorder was; null = no solution. */
export type RecorderPosition = {
  /** East positive, resolution 0.0001 minutes. */
  longitudeDeg: number;
  latitudeDeg: number;
  altitudeM: number;
} | null;

/** 机动车驾驶证号码, ASCII. */
export const LICENCE_BYTES = 18;
export const POSITION_BYTES = 10;

/** The field holds 0.0001 minutes 分. */
const PARTS_PER_DEGREE = 600_000;
/** Coordinates that say "none": the standard's, and a field filled with FF. */
const NO_COORDINATE = new Set([0x7fff_ffff, -1]);
const NO_COORDINATE_WORD = 0x7fff_ffff;
const NO_BYTE = 0xff;

/** `…+08:00`; null = impossible time. */
export function readTime(reader: BodyReader): string | null {
  return formatDeviceTime(reader.timeMs());
}

export function writeTime(writer: BodyWriter, time: string | null): void {
  writer.timeMs(time === null ? null : Date.parse(time));
}

/** BYTE; FF = no value. */
export function readByteOrNull(reader: BodyReader): number | null {
  const value = reader.u8();
  return value === NO_BYTE ? null : value;
}

export function writeByteOrNull(writer: BodyWriter, value: number | null): void {
  writer.u8(value ?? NO_BYTE);
}

/** DWORD longitude, DWORD latitude, both signed, 0.0001 minutes; WORD altitude, signed, m. */
export function readPosition(reader: BodyReader): RecorderPosition {
  const longitude = reader.u32() | 0;
  const latitude = reader.u32() | 0;
  const altitude = reader.u16();
  if (NO_COORDINATE.has(longitude) || NO_COORDINATE.has(latitude)) return null;
  return {
    longitudeDeg: longitude / PARTS_PER_DEGREE,
    latitudeDeg: latitude / PARTS_PER_DEGREE,
    altitudeM: altitude > 32_767 ? altitude - 65_536 : altitude,
  };
}

export function writePosition(writer: BodyWriter, position: RecorderPosition): void {
  if (position === null) {
    writer.u32(NO_COORDINATE_WORD);
    writer.u32(NO_COORDINATE_WORD);
    writer.u16(0);
    return;
  }
  writer.u32(Math.round(position.longitudeDeg * PARTS_PER_DEGREE) >>> 0);
  writer.u32(Math.round(position.latitudeDeg * PARTS_PER_DEGREE) >>> 0);
  writer.u16(position.altitudeM & 0xffff);
}

/** BCD[n] as a number; null = a nibble above 9. */
export function readBcd(reader: BodyReader, bytes: number): number | null {
  const digits = reader.hex(bytes);
  return /^\d+$/.test(digits) ? Number(digits) : null;
}

export function writeBcd(writer: BodyWriter, value: number | null, bytes: number): void {
  writer.hex(
    String(value ?? 0)
      .padStart(2 * bytes, '0')
      .slice(-2 * bytes),
  );
}

/** Units of the same length to the end of the block. */
export function readUnits<T>(reader: BodyReader, readUnit: () => T): T[] {
  const units: T[] = [];
  while (reader.remaining > 0) units.push(readUnit());
  return units;
}

/** `count` values, one after the other. */
export function readMany<T>(count: number, readOne: () => T): T[] {
  return Array.from({ length: count }, readOne);
}
