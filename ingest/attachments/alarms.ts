/** Active-safety items of a location body that announce files, told without decoding the rest. */
import type { MediaAlarm } from '#core/media.ts';
import { readBcdTimeMs } from '../protocols/jt808/bcd.ts';
import { readU16 } from '../protocols/jt808/bytes.ts';
import { tpms } from '../protocols/jt808/messages/active-safety/tpms.ts';
import {
  IDENTIFIER_LAYOUTS,
  type IdentifierLayout,
} from '../protocols/jt808/messages/alarm-identifier.ts';
import { LOCATION_BASE_BYTES } from '../protocols/jt808/messages/location.ts';

export interface AnnouncedAlarm {
  alarm: MediaAlarm;
  /** A copy of the identifier's bytes. */
  identifier: Uint8Array;
  /** Files, 1…255. */
  announced: number;
}

/** Where the identifier begins; −1 = it depends on the item's content (tyres). */
const HEADS: ReadonlyMap<number, number> = new Map([
  [0x64, 31],
  [0x65, 31],
  [0x66, 24],
  [0x67, 25],
  [0x70, 31],
]);
const TYRES = 0x66;
/** Offset of the level where an item has one. */
const LEVEL_AT = 6;
const WITH_LEVEL = new Set([0x64, 0x65]);

/** Whether the location body `bytes[start, end)` has an item that could announce files; cheap, for every report. */
export function hasSafetyItem(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start + LOCATION_BASE_BYTES;
  while (at + 2 <= end) {
    const id = bytes[at]!;
    if ((id >= 0x64 && id <= 0x67) || id === 0x70) return true;
    at += 2 + bytes[at + 1]!;
  }
  return false;
}

/** Alarms of the body that announce files, in order. */
export function announcedAlarms(
  bytes: Uint8Array,
  start: number,
  end: number,
  clockOffsetMs: number,
): AnnouncedAlarm[] {
  const alarms: AnnouncedAlarm[] = [];
  let at = start + LOCATION_BASE_BYTES;
  while (at + 2 <= end) {
    const itemId = bytes[at]!;
    const valueAt = at + 2;
    const valueEnd = valueAt + bytes[at + 1]!;
    if (valueEnd > end) break;
    at = valueEnd;
    const head = HEADS.get(itemId);
    if (head === undefined) continue;
    const layout = layoutOf(itemId, head, bytes, valueAt, valueEnd);
    if (layout === undefined) continue;
    const identifierAt = valueAt + head;
    const announced = bytes[identifierAt + layout.idBytes + 7]!;
    if (announced === 0) continue;
    const timeMs = readBcdTimeMs(bytes, identifierAt + layout.idBytes);
    alarms.push({
      alarm: {
        timeMs: Number.isNaN(timeMs) ? null : timeMs - clockOffsetMs,
        itemId,
        type:
          itemId === TYRES
            ? tyreTypes(bytes, identifierAt + layout.bytes, valueEnd)
            : bytes[valueAt + 5]!,
        level: WITH_LEVEL.has(itemId) ? bytes[valueAt + LEVEL_AT]! : 0,
      },
      identifier: bytes.slice(identifierAt, identifierAt + layout.bytes),
      announced,
    });
  }
  return alarms;
}

function layoutOf(
  itemId: number,
  head: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): IdentifierLayout | undefined {
  if (itemId === TYRES) return tpms.layoutOf(bytes, start, end);
  return IDENTIFIER_LAYOUTS.find((layout) => head + layout.bytes === end - start);
}

/** Bits of the first tyre: tyres have no type of the alarm as a whole. */
function tyreTypes(bytes: Uint8Array, countAt: number, end: number): number {
  const wide = bytes[countAt]! * 10 === end - countAt - 1;
  const at = countAt + 1 + (wide ? 2 : 1);
  return at + 2 <= end ? readU16(bytes, at) : 0;
}
