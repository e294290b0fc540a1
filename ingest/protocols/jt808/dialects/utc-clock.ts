/*
 * Devices made for other countries: BCD times in UTC instead of GMT+8.
 */
import { SHANGHAI_OFFSET_MS } from '#core/time.ts';
import type { Dialect } from './dialect.ts';

export const utcClock: Dialect = {
  name: 'utc-clock',
  summary: 'fix times in UTC',
  clockOffsetMs: -SHANGHAI_OFFSET_MS,
};
