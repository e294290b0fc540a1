/**
 * TabSeparated rows written straight into one growing buffer: no string and no object per row or
 * field. ClickHouse's escaping: `\N` is NULL; backslash, tab and newline are escaped in text.
 */
import type { SubjectKey } from '#core/identity.ts';
import { keyBits } from '#proto/codec/key.ts';

/** Longest row without its text fields; room for it is made before a row starts. */
const ROW_BYTES_MAX = 1_024;
const TAB = 0x09;
const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const ZERO = 0x30;

export class RowWriter {
  rows = 0;
  #buffer: Buffer;
  #at = 0;
  #rowStart = 0;

  constructor(bytes = 1 << 20) {
    this.#buffer = Buffer.allocUnsafe(bytes);
  }

  get bytes(): number {
    return this.#at;
  }

  /** The rows so far, copied: the writer can go on while they travel. */
  take(): Buffer {
    const rows = Buffer.from(this.#buffer.subarray(0, this.#at));
    this.#at = 0;
    this.#rowStart = 0;
    this.rows = 0;
    return rows;
  }

  /** Starts a row: every field is written with its closing tab; `end` turns the last into a newline. */
  begin(): void {
    this.#room(ROW_BYTES_MAX);
  }

  end(): void {
    this.#buffer[this.#at - 1] = NEWLINE;
    this.#rowStart = this.#at;
    this.rows++;
  }

  /** Forgets a row that was begun and could not be ended. */
  dropUnended(): void {
    this.#at = this.#rowStart;
  }

  null(): void {
    const at = this.#at;
    this.#buffer[at] = BACKSLASH;
    this.#buffer[at + 1] = 0x4e;
    this.#buffer[at + 2] = TAB;
    this.#at = at + 3;
  }

  /** Safe integer of any sign. */
  integer(value: number): void {
    if (value < 0) {
      this.#buffer[this.#at++] = 0x2d;
      this.#digits(-value);
    } else this.#digits(value);
    this.#buffer[this.#at++] = TAB;
  }

  integerOrNull(value: number | null): void {
    if (value === null) this.null();
    else this.integer(value);
  }

  /** Fixed point: `value × scale`, rounded. */
  scaledOrNull(value: number | null, scale: number): void {
    if (value === null) this.null();
    else this.integer(Math.round(value * scale));
  }

  number(value: number | null): void {
    if (value === null) this.null();
    else this.text(String(value));
  }

  boolean(value: boolean): void {
    this.integer(value ? 1 : 0);
  }

  /** DateTime64(3) as seconds with three decimals; instants from 2001 on, which qualification grants. */
  time(ms: number): void {
    const seconds = Math.floor(ms / 1000);
    const rest = ms - seconds * 1000;
    this.#digits(seconds);
    const at = this.#at;
    const buffer = this.#buffer;
    buffer[at] = 0x2e;
    buffer[at + 1] = ZERO + Math.floor(rest / 100);
    buffer[at + 2] = ZERO + (Math.floor(rest / 10) % 10);
    buffer[at + 3] = ZERO + (rest % 10);
    buffer[at + 4] = TAB;
    this.#at = at + 5;
  }

  timeOrNull(ms: number | null): void {
    if (ms === null) this.null();
    else this.time(ms);
  }

  /** A subject key as the UInt64 it is. */
  key(key: SubjectKey): void {
    const high = keyBits(key, 0) >>> 0;
    const low = keyBits(key, 8) >>> 0;
    // Base 10^6 limbs of high · 2^32 + low, with 2^32 = 4294 · 10^6 + 967296; every product stays exact.
    const h1 = Math.floor(high / 1e6);
    const h0 = high - h1 * 1e6;
    const l1 = Math.floor(low / 1e6);
    const first = h0 * 967_296 + (low - l1 * 1e6);
    const carry1 = Math.floor(first / 1e6);
    const second = h0 * 4_294 + h1 * 967_296 + l1 + carry1;
    const carry2 = Math.floor(second / 1e6);
    const top = h1 * 4_294 + carry2;
    const middle = second - carry2 * 1e6;
    const bottom = first - carry1 * 1e6;
    if (top > 0) {
      this.#digits(top);
      this.#padded6(middle);
      this.#padded6(bottom);
    } else if (middle > 0) {
      this.#digits(middle);
      this.#padded6(bottom);
    } else this.#digits(bottom);
    this.#buffer[this.#at++] = TAB;
  }

  keyOrNull(key: SubjectKey | null): void {
    if (key === null) this.null();
    else this.key(key);
  }

  /** ASCII that needs no escaping: names from closed lists, hex ids. */
  name(value: string): void {
    this.#room(value.length + ROW_BYTES_MAX);
    const buffer = this.#buffer;
    let at = this.#at;
    for (let i = 0; i < value.length; i++) buffer[at++] = value.charCodeAt(i);
    buffer[at] = TAB;
    this.#at = at + 1;
  }

  text(value: string): void {
    this.binary(Buffer.from(value, 'utf8'));
  }

  textOrNull(value: string | null): void {
    if (value === null) this.null();
    else this.text(value);
  }

  /** Any bytes. */
  binary(value: Uint8Array): void {
    this.#room(value.length * 2 + ROW_BYTES_MAX);
    const buffer = this.#buffer;
    let at = this.#at;
    for (let i = 0; i < value.length; i++) {
      const byte = value[i]!;
      if (byte === TAB || byte === NEWLINE || byte === BACKSLASH || byte === 0 || byte === 0x0d) {
        buffer[at++] = BACKSLASH;
        buffer[at++] =
          byte === TAB
            ? 0x74
            : byte === NEWLINE
              ? 0x6e
              : byte === 0
                ? ZERO
                : byte === 0x0d
                  ? 0x72
                  : byte;
      } else buffer[at++] = byte;
    }
    buffer[at] = TAB;
    this.#at = at + 1;
  }

  #digits(value: number): void {
    const buffer = this.#buffer;
    let at = this.#at;
    let rest = value;
    if (rest >= 1e9) {
      const high = Math.floor(rest / 1e9);
      this.#digits(high);
      at = this.#at;
      rest -= high * 1e9;
      for (let i = at + 8; i >= at; i--) {
        const next = (rest / 10) | 0;
        buffer[i] = ZERO + (rest - next * 10);
        rest = next;
      }
      this.#at = at + 9;
      return;
    }
    const length =
      rest < 10
        ? 1
        : rest < 100
          ? 2
          : rest < 1e3
            ? 3
            : rest < 1e4
              ? 4
              : rest < 1e5
                ? 5
                : rest < 1e6
                  ? 6
                  : rest < 1e7
                    ? 7
                    : rest < 1e8
                      ? 8
                      : 9;
    for (let i = at + length - 1; i >= at; i--) {
      const next = (rest / 10) | 0;
      buffer[i] = ZERO + (rest - next * 10);
      rest = next;
    }
    this.#at = at + length;
  }

  #padded6(value: number): void {
    const buffer = this.#buffer;
    const at = this.#at;
    let rest = value;
    for (let i = at + 5; i >= at; i--) {
      const next = (rest / 10) | 0;
      buffer[i] = ZERO + (rest - next * 10);
      rest = next;
    }
    this.#at = at + 6;
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + bytes));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }
}
