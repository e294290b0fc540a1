/*
 * 0x0200 location report 位置信息汇报
 *
 * off | type   | field                   | unit
 * 0   | DWORD  | alarm flags 报警标志    | bits, table by edition
 * 4   | DWORD  | status 状态             | bits: 0 ACC, 1 fixed, 2 south, 3 west, 5 coordinates encrypted
 * 8   | DWORD  | latitude 纬度           | 10⁻⁶ °, magnitude
 * 12  | DWORD  | longitude 经度          | 10⁻⁶ °, magnitude
 * 16  | WORD   | altitude 高程           | m; devices below the sea send 0xFFxx
 * 18  | WORD   | speed 速度              | 0.1 km/h
 * 20  | WORD   | direction 方向          | 0…359°, true north, clockwise
 * 22  | BCD[6] | time 时间               | GMT+8 (printed offset 21 is a misprint)
 * 28  | items  | additional items        | location-items.ts
 *
 * The fixed part is read strictly, the items tolerantly.
 */
import { formatDeviceTime } from '../bcd.ts';
import type { BodyReader, BodyWriter } from '../bytes.ts';
import { STATUS_SOUTH, STATUS_WEST, signedE6, withHemisphere } from './coordinates.ts';
import { type Additional, decodeAdditional, encodeAdditional } from './location-items.ts';
import { defineMessage } from './message.ts';

export const LOCATION_BASE_BYTES = 28;

/** The fixed part, as multimedia messages carry it. */
export interface LocationBase {
  alarmFlag: number;
  statusFlag: number;
  /** Hemisphere applied, south negative. As sent: may lie beyond ±90. */
  latitudeDeg: number;
  /** Hemisphere applied, west negative. As sent: may lie beyond ±180. */
  longitudeDeg: number;
  altitudeM: number;
  speedKmh: number;
  /** As sent: 360 and 65,535 occur. */
  directionDeg: number;
  /** `2021-09-17T19:15:58+08:00`; null = impossible time. */
  time: string | null;
}

export interface Location extends LocationBase {
  additional: Additional;
}

export function decodeLocationBase(reader: BodyReader): LocationBase {
  const alarmFlag = reader.u32();
  const statusFlag = reader.u32();
  const latitude = reader.u32();
  const longitude = reader.u32();
  const altitude = reader.u16();
  const speed = reader.u16();
  const directionDeg = reader.u16();
  const timeMs = reader.timeMs();
  return {
    alarmFlag,
    statusFlag,
    latitudeDeg: signedE6(latitude, (statusFlag & STATUS_SOUTH) !== 0) / 1e6,
    longitudeDeg: signedE6(longitude, (statusFlag & STATUS_WEST) !== 0) / 1e6,
    altitudeM: altitude > 32_767 ? altitude - 65_536 : altitude,
    speedKmh: speed / 10,
    directionDeg,
    time: formatDeviceTime(timeMs),
  };
}

export function decodeLocation(reader: BodyReader): Location {
  const base = decodeLocationBase(reader);
  return { ...base, additional: decodeAdditional(reader, base.statusFlag) };
}

/** The hemisphere bits of `statusFlag` follow the signs of the coordinates. */
export function encodeLocationBase(writer: BodyWriter, location: LocationBase): void {
  const { latitudeDeg, longitudeDeg } = location;
  writer.u32(location.alarmFlag);
  writer.u32(withHemisphere(location.statusFlag, latitudeDeg, longitudeDeg));
  writer.u32(Math.abs(Math.round(latitudeDeg * 1e6)));
  writer.u32(Math.abs(Math.round(longitudeDeg * 1e6)));
  writer.u16(location.altitudeM & 0xffff);
  writer.u16(Math.round(location.speedKmh * 10));
  writer.u16(location.directionDeg);
  writer.timeMs(location.time === null ? null : Date.parse(location.time));
}

export function encodeLocation(writer: BodyWriter, location: Location): void {
  encodeLocationBase(writer, location);
  encodeAdditional(writer, location.additional);
}

export const location = defineMessage<Location>({
  id: 0x0200,
  name: 'location report 位置信息汇报',
  decode: decodeLocation,
  encode: encodeLocation,
});
