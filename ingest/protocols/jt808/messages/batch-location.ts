/*
 * 0x0704 batch locations 定位数据批量上传 (2013)
 *
 * off | type                            | field
 * 0   | WORD                            | count 数据项个数, > 0
 * 2   | BYTE                            | type: 0 normal batch 正常位置批量汇报, 1 blind-area re-upload 盲区补报
 * 3   | { WORD n · location BYTE[n] } × | bodies of 0x0200
 *
 * Read by count and by remaining bytes, whichever ends first. An item of impossible length ends the list; those before it count.
 */
import { BodyWriter } from '../bytes.ts';
import { decodeLocation, encodeLocation, LOCATION_BASE_BYTES, type Location } from './location.ts';
import { defineMessage } from './message.ts';

export interface BatchLocation {
  /** As declared; may differ from the number of locations. */
  count: number;
  batchType: number;
  locations: Location[];
}

export const BATCH_TYPE_BACKLOG = 1;

/**
 * Calls `each` with the bounds of every location body in a 0x0704 body `bytes[start, end)`;
 * returns where the readable list ends, or −1 when not even its head or first item can be read.
 */
export function forEachBatchItem(
  bytes: Uint8Array,
  start: number,
  end: number,
  each: (start: number, end: number) => void,
): number {
  if (end - start < 3) return -1;
  const count = (bytes[start]! << 8) | bytes[start + 1]!;
  let at = start + 3;
  let seen = 0;
  while (seen < count && end - at >= 2) {
    const itemEnd = at + 2 + ((bytes[at]! << 8) | bytes[at + 1]!);
    if (itemEnd > end || itemEnd - at - 2 < LOCATION_BASE_BYTES) break;
    each(at + 2, itemEnd);
    at = itemEnd;
    seen++;
  }
  return seen === 0 && count > 0 ? -1 : at;
}

export const batchLocation = defineMessage<BatchLocation>({
  id: 0x0704,
  name: 'batch location upload 定位数据批量上传',
  decode(reader) {
    const { bytes, position, end } = reader;
    const locations: Location[] = [];
    const count = reader.u16();
    const batchType = reader.u8();
    const listEnd = forEachBatchItem(bytes, position, end, (from, to) => {
      locations.push(decodeLocation(reader.within(from, to)));
    });
    if (listEnd === -1) throw reader.fault('BODY_INVALID');
    reader.position = listEnd;
    return { count, batchType, locations };
  },
  encode(writer, message) {
    writer.u16(message.count);
    writer.u8(message.batchType);
    for (const location of message.locations) {
      const item = new BodyWriter();
      encodeLocation(item, location);
      const bytes = item.finish();
      writer.u16(bytes.length);
      writer.raw(bytes);
    }
  },
});
