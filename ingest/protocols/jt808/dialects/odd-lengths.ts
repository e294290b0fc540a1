/*
 * Standard items at lengths that are not the standard's, and what trackers mean by them:
 *
 * id   | len | content
 * 0x06 | 1   | battery, %
 * 0x2B | 2   | one analogue word
 * 0x2B | 8   | four analogue words
 */
import { readU16 } from '../bytes.ts';
import type { Dialect } from './dialect.ts';

export const oddLengths: Dialect = {
  name: 'odd-lengths',
  summary: 'standard items at other lengths than the standard says',
  items: {
    '0x06': (value) => (value.length === 1 ? { batteryPercent: value[0] } : undefined),
    '0x2b'(value) {
      if (value.length === 2) return { analogWords: [readU16(value, 0)] };
      if (value.length !== 8) return undefined;
      return { analogWords: [0, 2, 4, 6].map((at) => readU16(value, at)) };
    },
  },
};
