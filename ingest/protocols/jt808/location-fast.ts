/*
 * The hot path of 0x0200: from frame bytes into one reused object of fixed shape, in wire units,
 * without allocation. messages/location.ts has the layout table and the complete decoder; both
 * are held together by a property test.
 */
import { readBcdTimeMs, writeBcdTime } from './bcd.ts';
import { readU16, readU32, writeU16, writeU32 } from './bytes.ts';
import { STATUS_SOUTH, STATUS_WEST, signedE6, withHemisphere } from './messages/coordinates.ts';
import { LOCATION_BASE_BYTES } from './messages/location.ts';

/** An item that was not sent, or not at its standard length. */
export const ABSENT = -1;

export interface LocationFast {
  alarmFlag: number;
  statusFlag: number;
  /** 10⁻⁶ °, south negative, as sent: may lie beyond ±90 × 10⁶. */
  latitudeE6: number;
  /** 10⁻⁶ °, west negative, as sent: may lie beyond ±180 × 10⁶. */
  longitudeE6: number;
  /** −32,768…32,767. */
  altitudeM: number;
  /** 0.1 km/h. */
  speedTenthKmh: number;
  /** As sent: 360 and 65,535 occur. */
  directionDeg: number;
  /** NaN = impossible time. */
  fixTimeMs: number;
  /** Item 0x01, 0.1 km, or ABSENT. */
  mileageTenthKm: number;
  /** Item 0x02, 0.1 L, or ABSENT. */
  fuelTenthL: number;
  /** Item 0x03, 0.1 km/h, or ABSENT. */
  recorderSpeedTenthKmh: number;
  /** Item 0x14, or ABSENT. */
  videoAlarmFlag: number;
  /** Item 0x25, or ABSENT. */
  extendedSignal: number;
  /** Item 0x30, or ABSENT. */
  signalStrength: number;
  /** Item 0x31, or ABSENT. */
  satellites: number;
  /** Where the first item about alarms begins (alarm-items.ts), or ABSENT; for the bytes just read. */
  alarmItemsAt: number;
}

export function newLocationFast(): LocationFast {
  return {
    alarmFlag: 0,
    statusFlag: 0,
    latitudeE6: 0,
    longitudeE6: 0,
    altitudeM: 0,
    speedTenthKmh: 0,
    directionDeg: 0,
    fixTimeMs: NaN,
    mileageTenthKm: ABSENT,
    fuelTenthL: ABSENT,
    recorderSpeedTenthKmh: ABSENT,
    videoAlarmFlag: ABSENT,
    extendedSignal: ABSENT,
    signalStrength: ABSENT,
    satellites: ABSENT,
    alarmItemsAt: ABSENT,
  };
}

/** Reads the location body `bytes[start, end)` into `into`; false = shorter than the fixed part, nothing written. */
export function decodeLocationFast(
  bytes: Uint8Array,
  start: number,
  end: number,
  into: LocationFast,
): boolean {
  if (end - start < LOCATION_BASE_BYTES) return false;
  const status = readU32(bytes, start + 4);
  const altitude = readU16(bytes, start + 16);
  into.alarmFlag = readU32(bytes, start);
  into.statusFlag = status;
  into.latitudeE6 = signedE6(readU32(bytes, start + 8), (status & STATUS_SOUTH) !== 0);
  into.longitudeE6 = signedE6(readU32(bytes, start + 12), (status & STATUS_WEST) !== 0);
  into.altitudeM = altitude > 32_767 ? altitude - 65_536 : altitude;
  into.speedTenthKmh = readU16(bytes, start + 18);
  into.directionDeg = readU16(bytes, start + 20);
  into.fixTimeMs = readBcdTimeMs(bytes, start + 22);

  let mileage = ABSENT;
  let fuel = ABSENT;
  let recorderSpeed = ABSENT;
  let videoAlarm = ABSENT;
  let extended = ABSENT;
  let strength = ABSENT;
  let satellites = ABSENT;
  let alarmItemsAt = ABSENT;
  let at = start + LOCATION_BASE_BYTES;
  while (at + 2 <= end) {
    const length = bytes[at + 1]!;
    const value = at + 2;
    if (value + length > end) break;
    switch (bytes[at]!) {
      case 0x01:
        if (length === 4) mileage = readU32(bytes, value);
        break;
      case 0x02:
        if (length === 2) fuel = readU16(bytes, value);
        break;
      case 0x03:
        if (length === 2) recorderSpeed = readU16(bytes, value);
        break;
      case 0x14:
        if (length === 4) videoAlarm = readU32(bytes, value);
        break;
      case 0x25:
        if (length === 4) extended = readU32(bytes, value);
        break;
      case 0x30:
        if (length === 1) strength = bytes[value]!;
        break;
      case 0x31:
        if (length === 1) satellites = bytes[value]!;
        break;
      case 0x11:
      case 0x12:
      case 0x13:
      case 0x15:
      case 0x16:
      case 0x17:
      case 0x18:
      case 0x64:
      case 0x65:
      case 0x66:
      case 0x67:
        if (alarmItemsAt === ABSENT) alarmItemsAt = at;
        break;
      default:
    }
    at = value + length;
  }
  into.mileageTenthKm = mileage;
  into.fuelTenthL = fuel;
  into.recorderSpeedTenthKmh = recorderSpeed;
  into.videoAlarmFlag = videoAlarm;
  into.extendedSignal = extended;
  into.signalStrength = strength;
  into.satellites = satellites;
  into.alarmItemsAt = alarmItemsAt;
  return true;
}

/** Longest body writeLocationFast writes: the base and all seven items. */
export const LOCATION_FAST_BYTES_MAX = LOCATION_BASE_BYTES + 6 + 4 + 4 + 6 + 6 + 3 + 3;

/** Writes a location body at `offset`, items that are not ABSENT ascending by id; returns the offset behind it. */
export function writeLocationFast(out: Uint8Array, offset: number, from: LocationFast): number {
  writeU32(out, offset, from.alarmFlag);
  writeU32(out, offset + 4, withHemisphere(from.statusFlag, from.latitudeE6, from.longitudeE6));
  writeU32(out, offset + 8, Math.abs(from.latitudeE6));
  writeU32(out, offset + 12, Math.abs(from.longitudeE6));
  writeU16(out, offset + 16, from.altitudeM);
  writeU16(out, offset + 18, from.speedTenthKmh);
  writeU16(out, offset + 20, from.directionDeg);
  writeBcdTime(out, offset + 22, from.fixTimeMs);
  let at = offset + LOCATION_BASE_BYTES;
  at = writeItem(out, at, 0x01, 4, from.mileageTenthKm);
  at = writeItem(out, at, 0x02, 2, from.fuelTenthL);
  at = writeItem(out, at, 0x03, 2, from.recorderSpeedTenthKmh);
  at = writeItem(out, at, 0x14, 4, from.videoAlarmFlag);
  at = writeItem(out, at, 0x25, 4, from.extendedSignal);
  at = writeItem(out, at, 0x30, 1, from.signalStrength);
  return writeItem(out, at, 0x31, 1, from.satellites);
}

function writeItem(
  out: Uint8Array,
  at: number,
  id: number,
  length: 1 | 2 | 4,
  value: number,
): number {
  if (value === ABSENT) return at;
  out[at] = id;
  out[at + 1] = length;
  if (length === 1) out[at + 2] = value;
  else if (length === 2) writeU16(out, at + 2, value);
  else writeU32(out, at + 2, value);
  return at + 2 + length;
}
