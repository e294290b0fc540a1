/*
 * Item 0xF3 as values of the on-board diagnosis: { WORD id · BYTE n · BYTE[n] } ×. Ids differ by model, so
 * values are told as numbers under their id.
 */
import { hexOf, readU16 } from '../bytes.ts';
import type { Dialect } from './dialect.ts';

/** Longer values are text or structures. */
const NUMBER_BYTES_MAX = 4;

export const f3Obd: Dialect = {
  name: 'f3-obd',
  summary: 'item 0xF3 is a list of diagnosis values',
  items: {
    '0xf3'(value) {
      const obd: { id: string; value?: number; hex?: string }[] = [];
      let at = 0;
      while (at < value.length) {
        if (value.length - at < 3) return undefined;
        const id = `0x${readU16(value, at).toString(16).padStart(4, '0')}`;
        const from = at + 3;
        at = from + value[at + 2]!;
        if (at > value.length) return undefined;
        if (at - from > NUMBER_BYTES_MAX || at === from)
          obd.push({ id, hex: hexOf(value, from, at) });
        else {
          let number = 0;
          for (let i = from; i < at; i++) number = number * 256 + value[i]!;
          obd.push({ id, value: number });
        }
      }
      return obd.length === 0 ? undefined : { obd };
    },
  },
};
