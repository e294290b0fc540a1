/*
 * Additional items of the location report 位置附加信息项: BYTE id · BYTE length · value, repeated.
 *
 * id   | len    | content
 * 0x01 | 4      | mileage 里程, 0.1 km
 * 0x02 | 2      | fuel 油量, 0.1 L
 * 0x03 | 2      | recorder speed 行驶记录功能获取的速度, 0.1 km/h
 * 0x04 | 2      | id of an alarm awaiting manual confirmation (2013)
 * 0x05 | 30     | tyre pressures 胎压, one byte per tyre, scale unclear: raw (2019)
 * 0x06 | 2      | compartment temperature 车厢温度, °C (2019)
 * 0x11 | 1 / 5  | overspeed: BYTE place, DWORD area if place ≠ 0
 * 0x12 | 6      | area or route: BYTE type, DWORD id, BYTE 0 in 1 out
 * 0x13 | 7 (8)  | segment time: DWORD segment, WORD s, BYTE 0 too short 1 too long (2011: WORD)
 * 0x14 | 4      | video alarms (JT/T 1078) · 0x15, 0x16 DWORD, 0x17 WORD per channel or store
 * 0x18 | 2 / 3  | abnormal driving: WORD bits · BYTE fatigue 0–100 (printed 2, its table needs 3)
 * 0x25 | 4      | extended vehicle signals · 0x2A WORD IO · 0x2B DWORD b0–15 AD0, b16–31 AD1
 * 0x30 | 1      | signal strength · 0x31 BYTE satellites
 * 0x64–0x67, 0x70 | var | active safety (active-safety/), layout by length
 *
 * A value is read only at its exact length; every other item, vendors' included, stays raw in `items`.
 */
import { type BodyReader, type BodyWriter, hexOf, readU16, readU32 } from '../bytes.ts';
import type { AdasAlarm } from './active-safety/adas.ts';
import type { AggressiveDrivingAlarm } from './active-safety/aggressive-driving.ts';
import type { BsdAlarm } from './active-safety/bsd.ts';
import type { DsmAlarm } from './active-safety/dsm.ts';
import { activeSafetyItems } from './active-safety/index.ts';
import { type ActiveSafetyAlarm, encodeItem, type ItemCodec } from './active-safety/item.ts';
import type { TpmsAlarm } from './active-safety/tpms.ts';

export interface RawItem {
  /** `0x01`. */
  id: string;
  hex: string;
}

/** Standard items by name, and all items in order. The last of several equal ids gives the named value. */
export interface Additional {
  mileageKm?: number;
  fuelL?: number;
  recorderSpeedKmh?: number;
  manualAlarmEventId?: number;
  /** 0xFF = no tyre. */
  tyrePressureRaw?: number[];
  carriageTemperatureC?: number;
  overspeed?: { areaType: number; areaId?: number };
  areaAlarm?: { areaType: number; areaId: number; direction: number };
  routeTimeAlarm?: { routeSegmentId: number; driveTimeSec: number; result: number };
  videoAlarmFlag?: number;
  videoLossChannels?: number;
  videoBlockedChannels?: number;
  storageFaults?: number;
  abnormalDriving?: { type: number; fatigueDegree?: number };
  extendedSignal?: number;
  ioStatus?: number;
  analog?: { ad1: number; ad0: number };
  signalStrength?: number;
  satellites?: number;
  adas?: AdasAlarm;
  dsm?: DsmAlarm;
  tpms?: TpmsAlarm;
  bsd?: BsdAlarm;
  aggressiveDriving?: AggressiveDrivingAlarm;
  /** The last item says it is longer than the bytes that are left. */
  truncatedItem?: { id: string; declaredLength: number; hex: string };
  /** A lone byte behind the last item. */
  trailingHex?: string;
  items: RawItem[];
}

/**
 * Reads items to the end of the body; never faults, a damaged tail costs only itself. `statusFlag`
 * signs the coordinates of active-safety items.
 */
export function decodeAdditional(reader: BodyReader, statusFlag: number): Additional {
  const additional: Additional = { items: [] };
  const { bytes } = reader;
  while (reader.remaining > 0) {
    if (reader.remaining === 1) {
      additional.trailingHex = reader.hex(1);
      break;
    }
    const id = reader.u8();
    const length = reader.u8();
    if (length > reader.remaining) {
      additional.truncatedItem = {
        id: itemIdText(id),
        declaredLength: length,
        hex: reader.hex(reader.remaining),
      };
      break;
    }
    const value = reader.take(length);
    const end = value + length;
    additional.items.push({ id: itemIdText(id), hex: hexOf(bytes, value, end) });
    if (id < 0x64) readItem(additional, id, bytes, value, length);
    else readActiveSafety(additional, id, reader.within(value, end), statusFlag);
  }
  return additional;
}

/** Writes `items` and a damaged tail as they were; named values are not written, they are read from items. */
export function encodeAdditional(writer: BodyWriter, additional: Additional): void {
  for (const item of additional.items) {
    writer.u8(Number(item.id));
    writer.u8(item.hex.length / 2);
    writer.hex(item.hex);
  }
  const { truncatedItem, trailingHex } = additional;
  if (truncatedItem !== undefined) {
    writer.u8(Number(truncatedItem.id));
    writer.u8(truncatedItem.declaredLength);
    writer.hex(truncatedItem.hex);
  }
  if (trailingHex !== undefined) writer.hex(trailingHex);
}

/** The raw items that carry the named values, ascending by id. */
export function itemsOf(
  named: Omit<Additional, 'items' | 'truncatedItem' | 'trailingHex'>,
): RawItem[] {
  const items: RawItem[] = [];
  const add = (id: number, ...parts: [value: number | undefined, bytes: number][]): void => {
    if (parts[0]?.[0] === undefined) return;
    const hex = parts.map(([value, bytes]) => fixedHex(value ?? 0, bytes)).join('');
    items.push({ id: itemIdText(id), hex });
  };
  const tenth = (value: number | undefined) =>
    value === undefined ? undefined : Math.round(value * 10);
  const { overspeed, areaAlarm, routeTimeAlarm, abnormalDriving, analog } = named;
  add(0x01, [tenth(named.mileageKm), 4]);
  add(0x02, [tenth(named.fuelL), 2]);
  add(0x03, [tenth(named.recorderSpeedKmh), 2]);
  add(0x04, [named.manualAlarmEventId, 2]);
  if (named.tyrePressureRaw !== undefined) {
    items.push({ id: '0x05', hex: Buffer.from(named.tyrePressureRaw).toString('hex') });
  }
  add(0x06, [named.carriageTemperatureC, 2]);
  if (overspeed?.areaId === undefined) add(0x11, [overspeed?.areaType, 1]);
  else add(0x11, [overspeed.areaType, 1], [overspeed.areaId, 4]);
  add(0x12, [areaAlarm?.areaType, 1], [areaAlarm?.areaId, 4], [areaAlarm?.direction, 1]);
  add(
    0x13,
    [routeTimeAlarm?.routeSegmentId, 4],
    [routeTimeAlarm?.driveTimeSec, 2],
    [routeTimeAlarm?.result, 1],
  );
  add(0x14, [named.videoAlarmFlag, 4]);
  add(0x15, [named.videoLossChannels, 4]);
  add(0x16, [named.videoBlockedChannels, 4]);
  add(0x17, [named.storageFaults, 2]);
  if (abnormalDriving?.fatigueDegree === undefined) add(0x18, [abnormalDriving?.type, 2]);
  else add(0x18, [abnormalDriving.type, 2], [abnormalDriving.fatigueDegree, 1]);
  add(0x25, [named.extendedSignal, 4]);
  add(0x2a, [named.ioStatus, 2]);
  add(0x2b, [analog?.ad1, 2], [analog?.ad0, 2]);
  add(0x30, [named.signalStrength, 1]);
  add(0x31, [named.satellites, 1]);
  for (const [key, codec] of activeSafetyCodecs) {
    const alarm = named[key];
    if (alarm === undefined) continue;
    const hex = Buffer.from(encodeItem(codec, alarm)).toString('hex');
    items.push({ id: itemIdText(codec.id), hex });
  }
  return items;
}

/** The list by field name; what a codec takes is what its own field holds. */
const activeSafetyCodecs = Object.entries(activeSafetyItems) as unknown as readonly (readonly [
  keyof typeof activeSafetyItems,
  ItemCodec<ActiveSafetyAlarm>,
])[];

/** A length that no layout has means that somebody uses the id for something else: the item stays raw. */
function readActiveSafety(
  into: Additional,
  id: number,
  reader: BodyReader,
  statusFlag: number,
): void {
  for (const [key, codec] of activeSafetyCodecs) {
    if (codec.id !== id) continue;
    const layout = codec.layoutOf(reader.bytes, reader.position, reader.end);
    if (layout === undefined) return;
    const alarm = codec.decode(reader, layout, statusFlag);
    Object.assign(into, { [key]: alarm });
  }
}

function readItem(
  into: Additional,
  id: number,
  bytes: Uint8Array,
  at: number,
  length: number,
): void {
  const u16 = length >= 2 ? readU16(bytes, at) : 0;
  const u32 = length >= 4 ? readU32(bytes, at) : 0;
  switch (id) {
    case 0x01:
      if (length === 4) into.mileageKm = u32 / 10;
      break;
    case 0x02:
      if (length === 2) into.fuelL = u16 / 10;
      break;
    case 0x03:
      if (length === 2) into.recorderSpeedKmh = u16 / 10;
      break;
    case 0x04:
      if (length === 2) into.manualAlarmEventId = u16;
      break;
    case 0x05:
      if (length === 30) into.tyrePressureRaw = Array.from(bytes.subarray(at, at + 30));
      break;
    case 0x06:
      if (length === 2) into.carriageTemperatureC = temperatureOf(u16);
      break;
    case 0x11:
      if (length === 1) into.overspeed = { areaType: bytes[at]! };
      else if (length === 5)
        into.overspeed = { areaType: bytes[at]!, areaId: readU32(bytes, at + 1) };
      break;
    case 0x12:
      if (length === 6) {
        into.areaAlarm = {
          areaType: bytes[at]!,
          areaId: readU32(bytes, at + 1),
          direction: bytes[at + 5]!,
        };
      }
      break;
    case 0x13:
      if (length === 7 || length === 8) {
        into.routeTimeAlarm = {
          routeSegmentId: u32,
          driveTimeSec: readU16(bytes, at + 4),
          result: length === 7 ? bytes[at + 6]! : readU16(bytes, at + 6),
        };
      }
      break;
    case 0x14:
      if (length === 4) into.videoAlarmFlag = u32;
      break;
    case 0x15:
      if (length === 4) into.videoLossChannels = u32;
      break;
    case 0x16:
      if (length === 4) into.videoBlockedChannels = u32;
      break;
    case 0x17:
      if (length === 2) into.storageFaults = u16;
      break;
    case 0x18:
      if (length === 2) into.abnormalDriving = { type: u16 };
      else if (length === 3) into.abnormalDriving = { type: u16, fatigueDegree: bytes[at + 2]! };
      break;
    case 0x25:
      if (length === 4) into.extendedSignal = u32;
      break;
    case 0x2a:
      if (length === 2) into.ioStatus = u16;
      break;
    case 0x2b:
      if (length === 4) into.analog = { ad1: u16, ad0: readU16(bytes, at + 2) };
      break;
    case 0x30:
      if (length === 1) into.signalStrength = bytes[at]!;
      break;
    case 0x31:
      if (length === 1) into.satellites = bytes[at]!;
      break;
    default:
  }
}

/**
 * The standard's words describe sign and magnitude, peers send two's complement. Cold within reason
 * tells them apart: 0x8001–0x803C is −1…−60 by magnitude, anything else negative is two's complement.
 */
function temperatureOf(word: number): number {
  if (word < 0x8000) return word;
  return word > 0x8000 && word <= 0x803c ? -(word & 0x7fff) : word - 0x10000;
}

const ITEM_IDS = Array.from({ length: 256 }, (_, id) => `0x${id.toString(16).padStart(2, '0')}`);

function itemIdText(id: number): string {
  return ITEM_IDS[id]!;
}

function fixedHex(value: number, bytes: number): string {
  const modulus = 2 ** (8 * bytes);
  return ((value + modulus) % modulus).toString(16).padStart(2 * bytes, '0');
}
