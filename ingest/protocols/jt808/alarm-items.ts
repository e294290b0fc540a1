/**
 * Alarm items of a location report in house units: what the message's decoder reads (messages/), for
 * the items that say something of an alarm, all of a kind where an item comes more than once. Asked only
 * where location-fast.ts has met one.
 */
import {
  type AlarmItems,
  NO_ALARM_ITEMS,
  SAFETY_ITEMS,
  type SafetyAlarm,
  type SafetyItemId,
} from '#core/alarm-items.ts';
import { BodyReader, readU16, readU32 } from './bytes.ts';
import { adas } from './messages/active-safety/adas.ts';
import { bsd } from './messages/active-safety/bsd.ts';
import { dsm } from './messages/active-safety/dsm.ts';
import type { ActiveSafetyAlarm, ItemCodec } from './messages/active-safety/item.ts';
import { tpms } from './messages/active-safety/tpms.ts';
import { GDRTA, type IdentifierLayout, JSATL } from './messages/alarm-identifier.ts';

/** Alarms of one report; a body of 1,023 bytes holds no more than this of any layout. */
const SAFETY_ALARMS_MAX = 24;

/**
 * Items from `at` to `end` of a location body; null = none of them could be read. An item of another
 * length than its layouts have is somebody's own use of the number and says nothing.
 */
export function readAlarmItems(
  bytes: Uint8Array,
  at: number,
  end: number,
  clockOffsetMs: number,
): AlarmItems | null {
  const safety: SafetyAlarm[] = [];
  const items: { -readonly [K in keyof AlarmItems]: AlarmItems[K] } = { ...NO_ALARM_ITEMS, safety };
  let found = false;
  for (let next = at; next + 2 <= end; ) {
    const id = bytes[next]!;
    const from = next + 2;
    const to = from + bytes[next + 1]!;
    if (to > end) break;
    next = to;
    if (id >= SAFETY_ITEMS.adas && id <= SAFETY_ITEMS.bsd) {
      const alarm = safetyAlarm(id as SafetyItemId, bytes, from, to, clockOffsetMs);
      if (alarm === null || safety.length >= SAFETY_ALARMS_MAX) continue;
      safety.push(alarm);
      found = true;
    } else if (readItem(items, id, bytes, from, to - from)) found = true;
  }
  return found ? items : null;
}

/** True when the item is one of alarms, at its length. */
function readItem(
  into: { -readonly [K in keyof AlarmItems]: AlarmItems[K] },
  id: number,
  bytes: Uint8Array,
  at: number,
  length: number,
): boolean {
  switch (id) {
    case 0x11:
      if (length !== 1 && length !== 5) return false;
      into.overspeed = { kind: bytes[at]!, id: length === 5 ? readU32(bytes, at + 1) : null };
      return true;
    case 0x12:
      if (length !== 6) return false;
      into.area = { kind: bytes[at]!, id: readU32(bytes, at + 1), direction: bytes[at + 5]! };
      return true;
    case 0x13:
      // 2011 writes the result as a WORD.
      if (length !== 7 && length !== 8) return false;
      into.segment = {
        id: readU32(bytes, at),
        seconds: readU16(bytes, at + 4),
        result: length === 7 ? bytes[at + 6]! : readU16(bytes, at + 6),
      };
      return true;
    case 0x15:
      if (length !== 4) return false;
      into.lostChannels = readU32(bytes, at);
      return true;
    case 0x16:
      if (length !== 4) return false;
      into.coveredChannels = readU32(bytes, at);
      return true;
    case 0x17:
      if (length !== 2) return false;
      into.storageFaults = readU16(bytes, at);
      return true;
    case 0x18:
      // Printed with two bytes, described with three (JT/T 1078-2016 tables 13 and 15).
      if (length !== 2 && length !== 3) return false;
      into.abnormal = {
        bits: readU16(bytes, at),
        fatigueDegree: length === 3 ? bytes[at + 2]! : null,
      };
      return true;
    default:
      return false;
  }
}

function safetyAlarm(
  itemId: SafetyItemId,
  bytes: Uint8Array,
  start: number,
  end: number,
  clockOffsetMs: number,
): SafetyAlarm | null {
  switch (itemId) {
    case SAFETY_ITEMS.adas: {
      const [alarm, layout] = decoded(adas, bytes, start, end);
      if (alarm === null) return null;
      return {
        ...common(itemId, alarm, layout, clockOffsetMs),
        type: alarm.type,
        level: alarm.level,
        frontSpeedKmh: alarm.frontVehicleSpeedKmh,
        frontS: alarm.frontDistanceSec,
        deviation: alarm.deviation,
        signKind: alarm.roadSignType,
        signValue: alarm.roadSignValue,
      };
    }
    case SAFETY_ITEMS.dsm: {
      const [alarm, layout] = decoded(dsm, bytes, start, end);
      if (alarm === null) return null;
      const { type, level, fatigueDegree } = alarm;
      return { ...common(itemId, alarm, layout, clockOffsetMs), type, level, fatigueDegree };
    }
    case SAFETY_ITEMS.tpms: {
      const [alarm, layout] = decoded(tpms, bytes, start, end);
      if (alarm === null) return null;
      const tyres = alarm.tyres.map((tyre) => ({
        position: tyre.position,
        bits: tyre.alarmType,
        pressureKpa: tyre.pressureKpa,
        temperatureC: tyre.temperatureC,
        batteryPct: tyre.batteryPercent,
      }));
      return { ...common(itemId, alarm, layout, clockOffsetMs), tyres };
    }
    case SAFETY_ITEMS.bsd: {
      const [alarm, layout] = decoded(bsd, bytes, start, end);
      if (alarm === null) return null;
      return { ...common(itemId, alarm, layout, clockOffsetMs), type: alarm.type };
    }
  }
}

function decoded<T extends ActiveSafetyAlarm>(
  codec: ItemCodec<T>,
  bytes: Uint8Array,
  start: number,
  end: number,
): [T, IdentifierLayout] | [null, null] {
  const layout = codec.layoutOf(bytes, start, end);
  if (layout === undefined) return [null, null];
  // The place of the alarm is the report's own; its sign does not matter here.
  return [codec.decode(new BodyReader(bytes, start, end), layout, 0), layout];
}

/** What every item has; what only some have is 0. */
function common(
  itemId: SafetyItemId,
  alarm: ActiveSafetyAlarm,
  layout: IdentifierLayout,
  clockOffsetMs: number,
): SafetyAlarm {
  const { alarmId, flagState, speedKmh, time, alarmIdentifier } = alarm;
  const instant = (text: string | null) =>
    text === null ? null : Date.parse(text) - clockOffsetMs;
  return {
    ...{ itemId, alarmId, speedKmh },
    layout: layout === JSATL ? 'jsatl' : layout === GDRTA ? 'gdrta' : 'other',
    phase: flagState,
    type: 0,
    level: 0,
    timeMs: instant(time),
    markTimeMs: instant(alarmIdentifier.time),
    markSeq: alarmIdentifier.seq,
    files: alarmIdentifier.attachmentCount,
    fatigueDegree: 0,
    frontSpeedKmh: 0,
    frontS: 0,
    deviation: 0,
    signKind: 0,
    signValue: 0,
    tyres: [],
  };
}
