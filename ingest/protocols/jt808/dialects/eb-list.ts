/*
 * Item 0xEB as a list of records, from Chinese trackers of several brands:
 *
 * off | type      | field
 * 0   | WORD n    | length of id and data
 * 2   | WORD      | id
 * 4   | BYTE[n−2] | data: 0x0023 fuel (text), 0x002D voltage mV, 0x0089 alarm bits inverted, 0x00A8 and 0x00E1 battery %,
 *     |           | 0x00B2 ICCID BCD[10], 0x00B9 Wi-Fi text, 0x00CE power 0.01 V
 *
 * The same id also carries cell towers (WORD MCC · BYTE MNC · { WORD, WORD, BYTE } × n) or printable text.
 */
import { hexOf, readU16, readU32 } from '../bytes.ts';
import { decodeText } from '../text.ts';
import type { Dialect, VendorFields } from './dialect.ts';

/** Country codes start here: a list's first length is far below, a cell list's country code is not. */
const MOBILE_COUNTRY_CODE_MIN = 200;
const CELL_BYTES = 5;

export const ebList: Dialect = {
  name: 'eb-list',
  summary: 'item 0xEB is a list of records, cell towers or text',
  items: {
    '0xeb': (value) => records(value) ?? cells(value) ?? text(value),
  },
};

function records(value: Uint8Array): VendorFields | undefined {
  const fields: VendorFields = {};
  const unknown: { id: string; hex: string }[] = [];
  let at = 0;
  while (at < value.length) {
    if (value.length - at < 4) return undefined;
    const next = at + 2 + readU16(value, at);
    if (next < at + 4 || next > value.length) return undefined;
    const id = readU16(value, at + 2);
    if (!readRecord(fields, id, value.subarray(at + 4, next))) {
      unknown.push({
        id: `0x${id.toString(16).padStart(4, '0')}`,
        hex: hexOf(value, at + 4, next),
      });
    }
    at = next;
  }
  if (value.length === 0) return undefined;
  return unknown.length === 0 ? fields : { ...fields, ebUnknown: unknown };
}

function readRecord(into: VendorFields, id: number, data: Uint8Array): boolean {
  if (id === 0x00b2 && data.length === 10) into.iccid = hexOf(data, 0, 10);
  else if (id === 0x00b9) into.wifi = decodeText(data, 0, data.length);
  else if (id === 0x0089 && data.length === 4) into.alarmBitsInverted = readU32(data, 0);
  else if ((id === 0x00a8 || id === 0x00e1) && data.length === 1) into.batteryPercent = data[0];
  else if (id === 0x00ce && data.length === 2) into.powerV = readU16(data, 0) / 100;
  else if (id === 0x002d && data.length === 2) into.batteryV = readU16(data, 0) / 1000;
  else if (id === 0x002d && data.length === 4) into.powerV = readU32(data, 0) / 1000;
  else return false;
  return true;
}

function cells(value: Uint8Array): VendorFields | undefined {
  if (value.length < 3 + CELL_BYTES || (value.length - 3) % CELL_BYTES !== 0) return undefined;
  const mcc = readU16(value, 0);
  if (mcc <= MOBILE_COUNTRY_CODE_MIN || mcc > 999) return undefined;
  const towers = [];
  for (let at = 3; at < value.length; at += CELL_BYTES) {
    towers.push({ lac: readU16(value, at), cell: readU16(value, at + 2), signal: value[at + 4] });
  }
  return { mcc, mnc: value[2], towers };
}

function text(value: Uint8Array): VendorFields | undefined {
  const printable = value.length > 0 && value.every((byte) => byte >= 0x20 && byte < 0x7f);
  return printable ? { ebText: decodeText(value, 0, value.length) } : undefined;
}
