/*
 * BCD[6] `YY MM DD hh mm ss`, GMT+8, year 2000 + YY. Devices without a fix send zeros, nibbles
 * above 9 or the 31st of February: such a time is null, never a guess.
 */
import { DAY_MS, SHANGHAI_OFFSET_MS } from '#core/time.ts';

/** Two decimal digits of a byte, 0…99; 255 = a nibble above 9. */
const DIGITS = new Uint8Array(256).fill(255);
for (let value = 0; value < 100; value++)
  DIGITS[(Math.trunc(value / 10) << 4) | (value % 10)] = value;

/** By year × 16 + month: days in that month (0 for months that are none), and the UTC instant of its first day. */
const MONTH_DAYS = new Uint8Array(100 * 16);
const MONTH_START_MS = new Float64Array(100 * 16);
for (let year = 0; year < 100; year++) {
  for (let month = 1; month <= 12; month++) {
    const start = Date.UTC(2000 + year, month - 1, 1);
    MONTH_START_MS[year * 16 + month] = start - SHANGHAI_OFFSET_MS;
    MONTH_DAYS[year * 16 + month] = (Date.UTC(2000 + year, month, 1) - start) / DAY_MS;
  }
}

/** Instant of the BCD[6] at `offset`; NaN = impossible time. The caller vouches for six bytes. */
export function readBcdTimeMs(bytes: Uint8Array, offset: number): number {
  const year = DIGITS[bytes[offset]!]!;
  const month = DIGITS[bytes[offset + 1]!]!;
  const day = DIGITS[bytes[offset + 2]!]!;
  const hour = DIGITS[bytes[offset + 3]!]!;
  const minute = DIGITS[bytes[offset + 4]!]!;
  const second = DIGITS[bytes[offset + 5]!]!;
  if (year > 99 || month > 12 || hour > 23 || minute > 59 || second > 59) return NaN;
  const slot = year * 16 + month;
  if (day === 0 || day > MONTH_DAYS[slot]!) return NaN;
  return MONTH_START_MS[slot]! + (((day - 1) * 24 + hour) * 60 + minute) * 60_000 + second * 1_000;
}

/** `2021-09-17T19:15:58+08:00` for an instant of readBcdTimeMs; null for NaN. */
export function formatDeviceTime(instantMs: number): string | null {
  if (Number.isNaN(instantMs)) return null;
  const local = new Date(instantMs + SHANGHAI_OFFSET_MS);
  const date = `${local.getUTCFullYear()}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`;
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
  return `${date}T${time}+08:00`;
}

/** Writes the BCD[6] of an instant, whole seconds; NaN, null and years outside 2000…2099 become zeros. */
export function writeBcdTime(out: Uint8Array, offset: number, instantMs: number | null): void {
  if (
    instantMs === null ||
    !(instantMs >= MONTH_START_MS[1]! && instantMs < MONTH_START_MS[99 * 16 + 12]! + 31 * DAY_MS)
  ) {
    out.fill(0, offset, offset + 6);
    return;
  }
  const local = new Date(instantMs + SHANGHAI_OFFSET_MS);
  out[offset] = toBcd(local.getUTCFullYear() - 2000);
  out[offset + 1] = toBcd(local.getUTCMonth() + 1);
  out[offset + 2] = toBcd(local.getUTCDate());
  out[offset + 3] = toBcd(local.getUTCHours());
  out[offset + 4] = toBcd(local.getUTCMinutes());
  out[offset + 5] = toBcd(local.getUTCSeconds());
}

/** BCD[4] `YYYYMMDD` as `2034-04-09`; null = no such day. */
export function readBcdDate(bytes: Uint8Array, offset: number): string | null {
  const century = DIGITS[bytes[offset]!]!;
  const year = DIGITS[bytes[offset + 1]!]!;
  const month = DIGITS[bytes[offset + 2]!]!;
  const day = DIGITS[bytes[offset + 3]!]!;
  if (century > 99 || year > 99 || month < 1 || month > 12 || day < 1) return null;
  const fullYear = century * 100 + year;
  if (fullYear < 1000 || day > new Date(Date.UTC(fullYear, month, 0)).getUTCDate()) return null;
  return `${fullYear}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Writes `2034-04-09` as BCD[4]; null becomes zeros. */
export function writeBcdDate(out: Uint8Array, offset: number, date: string | null): void {
  const digits = date === null ? '00000000' : date.replaceAll('-', '');
  for (let i = 0; i < 4; i++) out[offset + i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function toBcd(value: number): number {
  return (Math.trunc(value / 10) << 4) | (value % 10);
}
