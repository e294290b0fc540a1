/*
 * Items with wider ids or lengths than BYTE id · BYTE length: WORD · BYTE, WORD · WORD, or BYTE · DWORD.
 *
 * Taken only where the standard's widths do not fill the message to its last byte and the wider ones do.
 */
import { hexOf } from '../bytes.ts';
import type { Dialect, VendorFields } from './dialect.ts';

const STANDARD = { id: 1, length: 1 };
const WIDTHS = [
  { id: 2, length: 1 },
  { id: 2, length: 2 },
  { id: 1, length: 4 },
] as const;

export const wideItems: Dialect = {
  name: 'wide-items',
  summary: 'items with ids or lengths of more than one byte',
  tail(bytes) {
    if (bytes.length === 0 || itemsOf(bytes, STANDARD) !== null) return undefined;
    for (const widths of WIDTHS) {
      const items = itemsOf(bytes, widths);
      if (items !== null) return { itemWidths: `${widths.id}-${widths.length}`, wideItems: items };
    }
    return undefined;
  },
};

/** Null = they do not end with the bytes. */
function itemsOf(
  bytes: Uint8Array,
  { id, length }: { id: number; length: number },
): VendorFields[] | null {
  const items: VendorFields[] = [];
  let at = 0;
  while (at < bytes.length) {
    const value = at + id + length;
    if (value > bytes.length) return null;
    const end = value + Number.parseInt(hexOf(bytes, at + id, value), 16);
    if (end > bytes.length) return null;
    items.push({ id: `0x${hexOf(bytes, at, at + id)}`, hex: hexOf(bytes, value, end) });
    at = end;
  }
  return items;
}
