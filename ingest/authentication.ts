/**
 * Authentication codes without a table: HMAC over device and edition, so that any gateway of the
 * installation can check what any other has issued. The code begins with the edition, because only
 * a registration tells 2011 from 2013 and later connections skip it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Edition } from './protocols/jt808/header.ts';
import { decodeFixedText } from './protocols/jt808/text.ts';

const EDITION_MARKS: Record<Edition, string> = { '2011': '1', '2013': '3', '2019': '9' };
/** 80 bits: out of reach of guessing at the rate the failure limit leaves. */
const MAC_DIGITS = 20;

export function authenticationCode(secret: Uint8Array, deviceId: string, edition: Edition): string {
  const mark = EDITION_MARKS[edition];
  const mac = createHmac('sha256', secret).update(`808-code:${mark}:${deviceId}`).digest('hex');
  return mark + mac.slice(0, MAC_DIGITS);
}

/** Edition the code was issued for; null = not our code for this device. Time does not depend on where it differs. */
export function verifyCode(secret: Uint8Array, deviceId: string, code: Uint8Array): Edition | null {
  if (code.length !== 1 + MAC_DIGITS) return null;
  const mark = String.fromCharCode(code[0]!);
  const edition = (Object.keys(EDITION_MARKS) as Edition[]).find((e) => EDITION_MARKS[e] === mark);
  if (edition === undefined) return null;
  const expected = Buffer.from(authenticationCode(secret, deviceId, edition), 'latin1');
  return timingSafeEqual(expected, code) ? edition : null;
}

/**
 * The code within a 0x0102 body: all of it in 2011 and 2013, behind a length byte in 2019. What
 * follows in 2019 (IMEI, software version) is not needed and often cut short. Null = truncated.
 */
export function codeOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  version: '2013' | '2019',
): Uint8Array | null {
  if (version === '2019') {
    const length = start < end ? bytes[start]! : 0;
    return length === 0 || start + 1 + length > end
      ? null
      : bytes.subarray(start + 1, start + 1 + length);
  }
  let to = end;
  while (to > start && bytes[to - 1] === 0) to--;
  return bytes.subarray(start, to);
}

const IMEI_BYTES = 15;

/** The IMEI behind the code of a 2019 authentication; '' = not named, or cut short. */
export function imeiOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  version: '2013' | '2019',
): string {
  if (version !== '2019' || start >= end) return '';
  const at = start + 1 + bytes[start]!;
  return at + IMEI_BYTES > end ? '' : decodeFixedText(bytes, at, at + IMEI_BYTES);
}

/** Sources of wrong codes remembered; the oldest gives way. */
const FAILURE_SOURCES_MAX = 10_000;
const FAILURE_WINDOW_MS = 60_000;

/**
 * Counts wrong codes by source: device *and* address, so that a stranger cannot lock a device out;
 * and once more by address alone, with a bound that a whole fleet behind it does not meet.
 */
export class FailureLimit {
  readonly #failuresMax: number;
  readonly #sources = new Map<string, { count: number; sinceMs: number }>();

  constructor(failuresMax: number) {
    this.#failuresMax = failuresMax;
  }

  /** Whether this source has used up its attempts of the minute. */
  exhausted(source: string, nowMs: number): boolean {
    const entry = this.#sources.get(source);
    return (
      entry !== undefined &&
      nowMs - entry.sinceMs < FAILURE_WINDOW_MS &&
      entry.count >= this.#failuresMax
    );
  }

  failed(source: string, nowMs: number): void {
    const entry = this.#sources.get(source);
    if (entry !== undefined && nowMs - entry.sinceMs < FAILURE_WINDOW_MS) {
      entry.count++;
      return;
    }
    this.#sources.delete(source);
    if (this.#sources.size >= FAILURE_SOURCES_MAX) {
      const oldest = this.#sources.keys().next();
      if (!oldest.done) this.#sources.delete(oldest.value);
    }
    this.#sources.set(source, { count: 1, sinceMs: nowMs });
  }

  succeeded(source: string): void {
    this.#sources.delete(source);
  }
}
