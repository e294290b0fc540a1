/**
 * Every dialect that has to be named: the bytes do not give it away. Adding one: write the file, add it here, add its case.
 * Others are found by themselves and always read: old headers with the 2019 bit (header.ts), numbers
 * in the phone field (binary-phone.ts), 0x18 of two or three bytes, temperatures by sign and magnitude,
 * altitudes below the sea, two's complement coordinates (messages/), identifiers and tyres by length
 * (messages/active-safety/), UTF-8 where the bytes are no GB18030 (text.ts).
 */
import type { Dialect } from './dialect.ts';
import { ebList } from './eb-list.ts';
import { f3Obd } from './f3-obd.ts';
import { heartbeatStatus } from './heartbeat-status.ts';
import { nested80 } from './nested-80.ts';
import { oddLengths } from './odd-lengths.ts';
import { tail20 } from './tail-20.ts';
import { trackerPower } from './tracker-power.ts';
import { utcClock } from './utc-clock.ts';
import { wideItems } from './wide-items.ts';

export const dialects = [
  ebList,
  f3Obd,
  heartbeatStatus,
  nested80,
  oddLengths,
  tail20,
  trackerPower,
  utcClock,
  wideItems,
] as const satisfies readonly Dialect[];

/** What the clock of a device with these dialects shows beyond GMT+8, ms. A name of a newer version says nothing. */
export function clockOffsetOf(names: readonly string[]): number {
  let offsetMs = 0;
  for (const dialect of dialects as readonly Dialect[]) {
    if (names.includes(dialect.name)) offsetMs += dialect.clockOffsetMs ?? 0;
  }
  return offsetMs;
}
