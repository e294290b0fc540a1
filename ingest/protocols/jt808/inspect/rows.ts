/** What an inspection is made of. */
import { hexOf } from '../bytes.ts';
import type { Edition } from '../header.ts';
import type { Label } from './labels.ts';

export interface Row {
  /** Bytes from the first header byte, unescaped, as in faults. */
  offset: number;
  length: number;
  hex: string;
  part: 'header' | 'body' | 'checksum' | 'unread';
  /** `BYTE`, `WORD`, `BCD[6]`, `STRING[12]`. */
  type: string;
  /** Path in the decoded message; null = no field of its own. */
  path: string | null;
  label: Label;
  /** Fields in further bits of the same word. */
  others: { path: string; label: Label; value: Row['value'] }[];
  /** As the decoded message has it; null = nothing is known of it. */
  value: string | number | boolean | null;
  unit: string | null;
  /** Text and message, or item: `JT/T 808-2019 0x0200 0x01`; null for what belongs to framing. */
  clause: string | null;
  notes: Label[];
}

export interface Inspection {
  /** `0x0200`; null = there is no header. */
  messageId: string | null;
  /** English and Chinese name of the standard; null = not a message of the standards. */
  name: string | null;
  edition: Edition | null;
  rows: Row[];
  /** Null = everything was read. */
  fault: { code: string; offset: number } | null;
  notes: Label[];
}

export function rawBody(bytes: Uint8Array, start: number, end: number): Row {
  const label = { zh: '消息体', en: 'body' };
  return fixedRow(bytes, start, end - start, 'body', `BYTE[${end - start}]`, label);
}

export function unread(found: Inspection, bytes: Uint8Array, start: number, end: number): void {
  if (start >= end) return;
  const label = { zh: '无法解析', en: 'unreadable' };
  found.rows.push(fixedRow(bytes, start, end - start, 'unread', `BYTE[${end - start}]`, label));
}

export function fixedRow(
  bytes: Uint8Array,
  offset: number,
  length: number,
  part: Row['part'],
  type: string,
  label: Label,
): Row {
  const hex = hexOf(bytes, offset, Math.min(offset + length, bytes.length));
  return {
    offset,
    length,
    hex,
    part,
    type,
    path: null,
    others: [],
    label,
    value: null,
    unit: null,
    clause: null,
    notes: [],
  };
}

export function note(into: Label[], zh: string, en: string): void {
  into.push({ zh, en });
}

export function newInspection(): Inspection {
  return { messageId: null, name: null, edition: null, rows: [], fault: null, notes: [] };
}
