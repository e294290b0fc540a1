/*
 * Location reports with exactly 20 bytes behind the base part that are no items:
 *
 * off | type    | field
 * 0   | BYTE[4] | unknown
 * 4   | DWORD   | odometer, km
 * 8   | WORD    | battery, 0.1 V
 * 10  | DWORD   | area
 * 14  | BYTE    | signal
 * 15  | BYTE[5] | not read: what is known of it is reserved
 *
 * The sum of the fields known is 18; devices send 20.
 */
import { readU16, readU32 } from '../bytes.ts';
import type { Dialect } from './dialect.ts';

const TAIL_BYTES = 20;

export const tail20: Dialect = {
  name: 'tail-20',
  summary: 'twenty fixed bytes instead of items',
  tail: (bytes) =>
    bytes.length === TAIL_BYTES
      ? {
          odometerKm: readU32(bytes, 4),
          batteryV: readU16(bytes, 8) / 10,
          areaId: readU32(bytes, 10),
          signalStrength: bytes[14],
        }
      : undefined,
};
