/** What an active-safety item of 0x0200 is, and what all of them carry: where and when, and the alarm's identifier. */
import { formatDeviceTime } from '../../bcd.ts';
import { type BodyReader, BodyWriter } from '../../bytes.ts';
import {
  type AlarmIdentifier,
  IDENTIFIER_LAYOUTS,
  type IdentifierLayout,
  layoutFor,
} from '../alarm-identifier.ts';
import { STATUS_SOUTH, STATUS_WEST, signedE6 } from '../coordinates.ts';

export interface ActiveSafetyAlarm {
  /** The text whose layout was found, by the item's length: `T/JSATL 12-2017`. */
  profile: string;
  /** Counts up over all types; start and end of an alarm share it. */
  alarmId: number;
  /** 0 instantaneous, 1 start, 2 end. */
  flagState: number;
  /** Whole km/h, unlike the base part. */
  speedKmh: number;
  altitudeM: number;
  /** Signed by the status bits of the base part: the item has none of its own. */
  latitudeDeg: number;
  longitudeDeg: number;
  /** `…+08:00`; null = impossible time. */
  time: string | null;
  /** 车辆状态: b0 ACC, b1 left, b2 right turn, b3 wiper, b4 brake, b5 card inserted, b10 fixed. */
  vehicleStatus: number;
  alarmIdentifier: AlarmIdentifier;
}

/** The fields from the own speed to the vehicle status: 19 bytes. */
export type Scene = Pick<
  ActiveSafetyAlarm,
  'speedKmh' | 'altitudeM' | 'latitudeDeg' | 'longitudeDeg' | 'time' | 'vehicleStatus'
>;

export interface ItemCodec<T extends ActiveSafetyAlarm> {
  /** Item id in 0x0200. */
  id: number;
  name: string;
  /** Layout by what the item holds; undefined = used for something else, keep it raw. */
  layoutOf(bytes: Uint8Array, start: number, end: number): IdentifierLayout | undefined;
  decode(reader: BodyReader, layout: IdentifierLayout, statusFlag: number): T;
  encode(writer: BodyWriter, alarm: T, layout: IdentifierLayout): void;
}

export function defineItem<T extends ActiveSafetyAlarm>(codec: ItemCodec<T>): ItemCodec<T> {
  return codec;
}

/** Value bytes of the item. */
export function encodeItem<T extends ActiveSafetyAlarm>(codec: ItemCodec<T>, alarm: T): Uint8Array {
  const writer = new BodyWriter();
  codec.encode(writer, alarm, layoutFor(alarm.alarmIdentifier, alarm.profile));
  return writer.finish();
}

/** Layouts of items that are `headBytes` and an identifier: told apart by the item's length alone. */
export function byLength(headBytes: number): ItemCodec<ActiveSafetyAlarm>['layoutOf'] {
  return (_, start, end) =>
    IDENTIFIER_LAYOUTS.find((layout) => headBytes + layout.bytes === end - start);
}

export function readScene(reader: BodyReader, statusFlag: number): Scene {
  const speedKmh = reader.u8();
  const altitude = reader.u16();
  return {
    speedKmh,
    altitudeM: altitude > 32_767 ? altitude - 65_536 : altitude,
    latitudeDeg: signedE6(reader.u32(), (statusFlag & STATUS_SOUTH) !== 0) / 1e6,
    longitudeDeg: signedE6(reader.u32(), (statusFlag & STATUS_WEST) !== 0) / 1e6,
    time: formatDeviceTime(reader.timeMs()),
    vehicleStatus: reader.u16(),
  };
}

export function writeScene(writer: BodyWriter, scene: Scene): void {
  writer.u8(scene.speedKmh);
  writer.u16(scene.altitudeM & 0xffff);
  writer.u32(Math.abs(Math.round(scene.latitudeDeg * 1e6)));
  writer.u32(Math.abs(Math.round(scene.longitudeDeg * 1e6)));
  writer.timeMs(scene.time === null ? null : Date.parse(scene.time));
  writer.u16(scene.vehicleStatus);
}
