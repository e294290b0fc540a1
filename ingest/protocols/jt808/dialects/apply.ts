/** Reads a decoded message once more as the named dialects would: adds `vendor`, moves times. Bytes are never taken away. */
import { formatDeviceTime } from '../bcd.ts';
import { BodyWriter } from '../bytes.ts';
import type { DecodedFrame } from '../decode-frame.ts';
import type { Location } from '../messages/location.ts';
import { encodeAdditional } from '../messages/location-items.ts';
import type { Dialect, VendorFields, WithVendor } from './dialect.ts';

const LOCATION_ID = '0x0200';
const BATCH_ID = '0x0704';
const HEARTBEAT_ID = '0x0002';

/** Changes `frame` and returns it. */
export function applyDialects(frame: DecodedFrame, chosen: readonly Dialect[]): DecodedFrame {
  if (frame.messageId === HEARTBEAT_ID) readHeartbeat(frame, chosen);
  if (frame.messageId === LOCATION_ID && frame.additional !== undefined) {
    readLocation(frame as unknown as Location, chosen);
  }
  if (frame.messageId === BATCH_ID && Array.isArray(frame.locations)) {
    for (const location of frame.locations as Location[]) readLocation(location, chosen);
  }
  return frame;
}

function readHeartbeat(frame: DecodedFrame, chosen: readonly Dialect[]): void {
  if (typeof frame.undecodedTailHex !== 'string') return;
  const bytes = Buffer.from(frame.undecodedTailHex, 'hex');
  const vendor = merged(chosen.map(({ heartbeat }) => heartbeat?.(bytes)));
  if (vendor !== undefined) frame.vendor = vendor;
}

function readLocation(location: Location, chosen: readonly Dialect[]): void {
  const additional: WithVendor = location.additional;
  const writer = new BodyWriter();
  encodeAdditional(writer, additional);
  const tail = writer.finish();
  const found: (VendorFields | undefined)[] = [];
  let fixedTail: VendorFields | undefined;
  for (const dialect of chosen) {
    fixedTail ??= dialect.tail?.(tail);
    for (const { id, hex } of additional.items) {
      found.push(dialect.items?.[id]?.(Buffer.from(hex, 'hex')));
    }
    if (dialect.clockOffsetMs !== undefined && location.time !== null) {
      location.time = formatDeviceTime(Date.parse(location.time) - dialect.clockOffsetMs);
    }
  }
  if (fixedTail !== undefined) {
    // What looked like items was none: only the bytes stay.
    const { items, truncatedItem, trailingHex } = additional;
    location.additional = {
      items,
      ...(truncatedItem === undefined ? {} : { truncatedItem }),
      ...(trailingHex === undefined ? {} : { trailingHex }),
      vendor: fixedTail,
    } as WithVendor;
    return;
  }
  const vendor = merged(found);
  if (vendor !== undefined) additional.vendor = vendor;
}

function merged(found: readonly (VendorFields | undefined)[]): VendorFields | undefined {
  const fields = Object.assign({}, ...found) as VendorFields;
  return Object.keys(fields).length === 0 ? undefined : fields;
}
