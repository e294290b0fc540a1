/** Cursors over a message body: they know where they stand, so no decoder checks lengths by hand. */
import { readBcdDate, readBcdTimeMs, writeBcdDate, writeBcdTime } from './bcd.ts';
import { DecodeFault } from './fault.ts';
import { decodeCountedText, decodeFixedText, encodeText } from './text.ts';

/** Reads `bytes[start, end)`; throws DecodeFault BODY_TRUNCATED where the bytes end too early. */
export class BodyReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  /** Index in `bytes` of what is read next. */
  position: number;
  /** Index that counts as offset 0 in faults. */
  readonly origin: number;

  constructor(bytes: Uint8Array, start: number, end: number, origin = start) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
    this.origin = origin;
  }

  /** A cursor over `bytes[start, end)` whose faults count from the same origin. */
  within(start: number, end: number): BodyReader {
    return new BodyReader(this.bytes, start, end, this.origin);
  }

  get remaining(): number {
    return this.end - this.position;
  }

  /** Fault at the present position. */
  fault(code: 'BODY_TRUNCATED' | 'BODY_INVALID'): DecodeFault {
    return new DecodeFault(code, this.position - this.origin);
  }

  /** Steps over `count` bytes and returns where they begin. */
  take(count: number): number {
    const at = this.position;
    if (at + count > this.end) throw this.fault('BODY_TRUNCATED');
    this.position = at + count;
    return at;
  }

  u8(): number {
    return this.bytes[this.take(1)]!;
  }

  u16(): number {
    const at = this.take(2);
    return (this.bytes[at]! << 8) | this.bytes[at + 1]!;
  }

  u32(): number {
    return readU32(this.bytes, this.take(4));
  }

  hex(count: number): string {
    const at = this.take(count);
    return hexOf(this.bytes, at, at + count);
  }

  /** BCD[6] in GMT+8; NaN = impossible time. */
  timeMs(): number {
    return readBcdTimeMs(this.bytes, this.take(6));
  }

  /** BCD[4] YYYYMMDD; null = no such day. */
  date(): string | null {
    return readBcdDate(this.bytes, this.take(4));
  }

  /** STRING[count], padding stripped at both ends. */
  fixedText(count: number): string {
    const at = this.take(count);
    return decodeFixedText(this.bytes, at, at + count);
  }

  /** BYTE n, STRING[n]. */
  prefixedText(): string {
    return this.countedText(this.u8());
  }

  /** WORD n, STRING[n]. */
  longText(): string {
    return this.countedText(this.u16());
  }

  /** STRING to the end of the body. */
  restText(): string {
    return this.countedText(this.remaining);
  }

  /** STRING[count], 0x00 behind it stripped. */
  countedText(count: number): string {
    const at = this.take(count);
    return decodeCountedText(this.bytes, at, at + count);
  }
}

/** Collects a body; `finish` gives bytes of their own. Values outside a field's width are a mistake of ours. */
export class BodyWriter {
  #bytes = new Uint8Array(128);
  #length = 0;

  #room(count: number): number {
    const at = this.#length;
    if (at + count > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#bytes.length * 2, at + count));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#length = at + count;
    return at;
  }

  u8(value: number): void {
    // The room first: it may replace the array that is written to.
    const at = this.#room(1);
    this.#bytes[at] = inRange(value, 0xff);
  }

  u16(value: number): void {
    const at = this.#room(2);
    writeU16(this.#bytes, at, inRange(value, 0xffff));
  }

  u32(value: number): void {
    const at = this.#room(4);
    writeU32(this.#bytes, at, inRange(value, 0xffff_ffff));
  }

  raw(bytes: Uint8Array): void {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
  }

  hex(hex: string): void {
    this.raw(Buffer.from(hex, 'hex'));
  }

  timeMs(instantMs: number | null): void {
    const at = this.#room(6);
    writeBcdTime(this.#bytes, at, instantMs);
  }

  date(date: string | null): void {
    const at = this.#room(4);
    writeBcdDate(this.#bytes, at, date);
  }

  /** STRING[count], `padding` behind, 0x00 as all peers do; longer text is cut between characters. */
  fixedText(text: string, count: number, padding = 0): void {
    const at = this.#room(count);
    this.#bytes.fill(padding, at, at + count);
    this.#bytes.set(encodedWithin(text, count), at);
  }

  /** BYTE n, STRING[n]; text beyond 255 bytes is cut between characters. */
  prefixedText(text: string): void {
    const bytes = encodedWithin(text, 255);
    this.u8(bytes.length);
    this.raw(bytes);
  }

  /** WORD n, STRING[n]. */
  longText(text: string): void {
    const bytes = encodeText(text);
    this.u16(bytes.length);
    this.raw(bytes);
  }

  text(text: string): void {
    this.raw(encodeText(text));
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

function encodedWithin(text: string, count: number): Uint8Array {
  let bytes = encodeText(text);
  const characters = [...text];
  while (bytes.length > count) {
    characters.pop();
    bytes = encodeText(characters.join(''));
  }
  return bytes;
}

function inRange(value: number, max: number): number {
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new RangeError(`${value} is not an integer in 0…${max}.`);
  }
  return value;
}

export function readU16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset]! << 8) | bytes[offset + 1]!;
}

export function readU32(bytes: Uint8Array, offset: number): number {
  return (
    ((bytes[offset]! << 24) |
      (bytes[offset + 1]! << 16) |
      (bytes[offset + 2]! << 8) |
      bytes[offset + 3]!) >>>
    0
  );
}

export function writeU16(out: Uint8Array, offset: number, value: number): void {
  out[offset] = value >>> 8;
  out[offset + 1] = value;
}

export function writeU32(out: Uint8Array, offset: number, value: number): void {
  out[offset] = value >>> 24;
  out[offset + 1] = value >>> 16;
  out[offset + 2] = value >>> 8;
  out[offset + 3] = value;
}

const HEX_PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** Up to here adding digits is quicker than making a Buffer. */
const SHORT_HEX_BYTES_MAX = 12;

export function hexOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT_HEX_BYTES_MAX) {
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('hex');
  }
  let hex = '';
  for (let i = start; i < end; i++) hex += HEX_PAIRS[bytes[i]!];
  return hex;
}

/** `0x0200`: how ids are written outside. */
export function idText(id: number): string {
  return `0x${id.toString(16).padStart(4, '0')}`;
}
