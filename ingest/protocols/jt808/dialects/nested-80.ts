/*
 * Item 0x80 that swallows the rest of the message: its value is BYTE id · BYTE length · value again.
 */
import { hexOf } from '../bytes.ts';
import type { Dialect } from './dialect.ts';

export const nested80: Dialect = {
  name: 'nested-80',
  summary: 'item 0x80 holds items of its own',
  items: {
    '0x80'(value) {
      const nested: { id: string; hex: string }[] = [];
      let at = 0;
      while (at < value.length) {
        if (value.length - at < 2) return undefined;
        const id = `0x${hexOf(value, at, at + 1)}`;
        const from = at + 2;
        at = from + value[at + 1]!;
        if (at > value.length) return undefined;
        nested.push({ id, hex: hexOf(value, from, at) });
      }
      return nested.length === 0 ? undefined : { nested };
    },
  },
};
