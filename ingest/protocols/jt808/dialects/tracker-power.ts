/*
 * Voltages of trackers: item 0x61 power WORD 0.01 V, item 0x69 battery WORD 0.01 V.
 */
import { readU16 } from '../bytes.ts';
import type { Dialect } from './dialect.ts';

const hundredths = (value: Uint8Array): number => readU16(value, 0) / 100;

export const trackerPower: Dialect = {
  name: 'tracker-power',
  summary: 'voltages in items 0x61 and 0x69',
  items: {
    '0x61': (value) => (value.length === 2 ? { powerV: hundredths(value) } : undefined),
    '0x69': (value) => (value.length === 2 ? { batteryV: hundredths(value) } : undefined),
  },
};
