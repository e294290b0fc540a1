/*
 * Fields that areas and routes share. They are there only when their attribute bit is set.
 *
 * bit      | what follows
 * b0 time  | BCD[6] start · BCD[6] end; zeros in the date = every day
 * b1 speed | WORD top speed km/h · BYTE duration s; 2019 later: WORD night top speed km/h
 *
 * b6 south, b7 west apply to every coordinate: no area crosses the equator or the meridian 0/180.
 */
import type { BodyReader, BodyWriter } from '../bytes.ts';
import type { Edition } from '../header.ts';
import { signedE6 } from './coordinates.ts';
import { readTimeDigits, writeTimeDigits } from './media-fields.ts';

export interface AreaLimits {
  id: number;
  /** Bits: 0 time, 1 speed limit, 2–5 who is told, 6 south, 7 west, 8 doors, 14 radio off, 15 detailed GNSS. */
  attributes: number;
  /** `YYMMDDhhmmss` as sent; with b0. */
  startTimeBcd?: string;
  /** `YYMMDDhhmmss` as sent; with b0. */
  endTimeBcd?: string;
  /** With b1. */
  maxSpeedKmh?: number;
  /** With b1. */
  overspeedDurationSec?: number;
  /** 2019 with b1. */
  nightMaxSpeedKmh?: number;
  /** 2019. */
  name?: string;
}

const TIMED = 1 << 0;
const SPEED_LIMITED = 1 << 1;
const SOUTH = 1 << 6;
const WEST = 1 << 7;
/** Of a route's segment. */
export const SEGMENT_BITS = { timed: TIMED, limited: SPEED_LIMITED, south: 1 << 2, west: 1 << 3 };
const AREA_BITS = { south: SOUTH, west: WEST };

type Hemisphere = { south: number; west: number };

/** Latitude and longitude, DWORDs of 10⁻⁶ °, signed by the bits. */
export function readPoint(
  reader: BodyReader,
  attributes: number,
  bits: Hemisphere = AREA_BITS,
): [latitudeDeg: number, longitudeDeg: number] {
  const latitude = signedE6(reader.u32(), (attributes & bits.south) !== 0);
  return [latitude / 1e6, signedE6(reader.u32(), (attributes & bits.west) !== 0) / 1e6];
}

export function writePoint(writer: BodyWriter, latitudeDeg: number, longitudeDeg: number): void {
  writer.u32(Math.abs(Math.round(latitudeDeg * 1e6)));
  writer.u32(Math.abs(Math.round(longitudeDeg * 1e6)));
}

/**
 * Attributes with south and west by the signs of the coordinates; a coordinate of 0 says nothing.
 * Throws RangeError when an area lies on both sides of the equator or of the meridian.
 */
export function withSides(
  attributes: number,
  points: readonly (readonly [latitudeDeg: number, longitudeDeg: number])[],
  bits: Hemisphere = AREA_BITS,
): number {
  const latitudes = points.map(([latitude]) => latitude);
  const longitudes = points.map(([, longitude]) => longitude);
  return sided(sided(attributes, latitudes, bits.south), longitudes, bits.west);
}

function sided(attributes: number, degrees: readonly number[], bit: number): number {
  const negative = degrees.some((one) => one < 0);
  const positive = degrees.some((one) => one > 0);
  if (negative && positive) throw new RangeError('An area lies on one side of 0° only.');
  return negative ? attributes | bit : positive ? attributes & ~bit : attributes;
}

export function readTimes(
  reader: BodyReader,
  attributes: number,
): Pick<AreaLimits, 'startTimeBcd' | 'endTimeBcd'> {
  if ((attributes & TIMED) === 0) return {};
  return { startTimeBcd: readTimeDigits(reader), endTimeBcd: readTimeDigits(reader) };
}

export function writeTimes(writer: BodyWriter, area: AreaLimits): void {
  if ((area.attributes & TIMED) === 0) return;
  writeTimeDigits(writer, area.startTimeBcd ?? '');
  writeTimeDigits(writer, area.endTimeBcd ?? '');
}

export function readSpeedLimit(
  reader: BodyReader,
  attributes: number,
): Pick<AreaLimits, 'maxSpeedKmh' | 'overspeedDurationSec'> {
  if ((attributes & SPEED_LIMITED) === 0) return {};
  return { maxSpeedKmh: reader.u16(), overspeedDurationSec: reader.u8() };
}

export function writeSpeedLimit(
  writer: BodyWriter,
  area: Pick<AreaLimits, 'maxSpeedKmh' | 'overspeedDurationSec'>,
  attributes: number,
): void {
  if ((attributes & SPEED_LIMITED) === 0) return;
  writer.u16(area.maxSpeedKmh ?? 0);
  writer.u8(area.overspeedDurationSec ?? 0);
}

export function readNightLimit(
  reader: BodyReader,
  attributes: number,
  edition: Edition,
): Pick<AreaLimits, 'nightMaxSpeedKmh'> {
  if (edition !== '2019' || (attributes & SPEED_LIMITED) === 0) return {};
  return { nightMaxSpeedKmh: reader.u16() };
}

export function writeNightLimit(
  writer: BodyWriter,
  area: Pick<AreaLimits, 'nightMaxSpeedKmh'>,
  attributes: number,
  edition: Edition,
): void {
  if (edition === '2019' && (attributes & SPEED_LIMITED) !== 0)
    writer.u16(area.nightMaxSpeedKmh ?? 0);
}

export function readName(reader: BodyReader, edition: Edition): Pick<AreaLimits, 'name'> {
  return edition === '2019' ? { name: reader.longText() } : {};
}

export function writeName(writer: BodyWriter, area: AreaLimits, edition: Edition): void {
  if (edition === '2019') writer.longText(area.name ?? '');
}
