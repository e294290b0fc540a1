/**
 * Protocol buffers' wire format for the hot pairs, written by hand: no object per field, no copy of
 * the result. The generated code stays the reference; tests/proto compare both ways.
 *
 * The writer fills slabs. A message says beforehand how large it can become (`begin`), its fields
 * then go down unchecked, and `finish` asserts that the estimate held. What `finish` returns is a
 * view into the slab: nobody overwrites it, but its buffer is shared with neighbours, so copy a
 * value before transferring its buffer to another thread or keeping it for long.
 */
import { assert } from '#core/errors.ts';
import type { SubjectKey } from '#core/identity.ts';
import { WireFault } from './fault.ts';
import { keyBits } from './key.ts';

/** One allocation serves some four hundred messages; a value kept alone keeps at most this much alive. */
const SLAB_BYTES = 65_536;
/** Texts whose bytes are kept; there are a handful of tasks and classes in a process. */
const NAMES_MAX = 16;
const TWO_32 = 4_294_967_296;
const utf8Encoder = new TextEncoder();

export class WireWriter {
  buf = new Uint8Array(SLAB_BYTES);
  pos = 0;
  private start = 0;
  private reservedEnd = 0;
  private readonly names: string[] = [];
  private readonly nameBytes: Uint8Array[] = [];

  /** Starts a message of at most `bytesMax` bytes. */
  begin(bytesMax: number): void {
    if (this.pos + bytesMax > this.buf.length) {
      this.buf = new Uint8Array(Math.max(SLAB_BYTES, bytesMax));
      this.pos = 0;
    }
    this.start = this.pos;
    this.reservedEnd = this.pos + bytesMax;
  }

  finish(): Uint8Array {
    assert(this.pos <= this.reservedEnd, 'a message fits the room reserved for it');
    return new Uint8Array(this.buf.buffer, this.start, this.pos - this.start);
  }

  /** A field's tag of one byte, as written on the wire: number << 3 | wire type. */
  tag(byte: number): void {
    this.buf[this.pos++] = byte;
  }

  /** A field's tag of two bytes: numbers 16 to 2047. */
  tag2(first: number, second: number): void {
    this.buf[this.pos++] = first;
    this.buf[this.pos++] = second;
  }

  /** Integer in [0, 2^32). */
  u32(value: number): void {
    let rest = value >>> 0;
    if (rest !== value) throw new WireFault('range', `${value} is no unsigned 32-bit integer`);
    const { buf } = this;
    let { pos } = this;
    while (rest > 127) {
      buf[pos++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    buf[pos] = rest;
    this.pos = pos + 1;
  }

  /** Integer in [0, 2^53). */
  u64(value: number): void {
    if (!(value >= 0 && Number.isSafeInteger(value)))
      throw new WireFault('range', `${value} is no unsigned safe integer`);
    if (value < TWO_32) {
      this.u32(value);
      return;
    }
    const { buf } = this;
    let { pos } = this;
    const low = value >>> 0;
    buf[pos++] = (low & 127) | 128;
    buf[pos++] = ((low >>> 7) & 127) | 128;
    buf[pos++] = ((low >>> 14) & 127) | 128;
    buf[pos++] = ((low >>> 21) & 127) | 128;
    // At most 21 + 4 bits are left, so 32-bit arithmetic is enough from here on.
    let rest = ((((value - low) / TWO_32) << 4) | (low >>> 28)) >>> 0;
    while (rest > 127) {
      buf[pos++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    buf[pos] = rest;
    this.pos = pos + 1;
  }

  /** Integer in [−2^31, 2^31), zigzag coded. */
  s32(value: number): void {
    if ((value | 0) !== value) throw new WireFault('range', `${value} is no signed 32-bit integer`);
    this.u32(((value << 1) ^ (value >> 31)) >>> 0);
  }

  /** Safe integer, zigzag coded. */
  s64(value: number): void {
    if (!Number.isSafeInteger(value)) throw new WireFault('range', `${value} is no safe integer`);
    const twice = value < 0 ? -2 * value - 1 : 2 * value;
    // One bit more than a number holds, so the last seven go first.
    if (twice < TWO_32) this.u32(twice);
    else this.wide(value);
  }

  /** A zigzag number of more than 32 bits. */
  private wide(value: number): void {
    const { buf } = this;
    let { pos } = this;
    // −n is coded as 2(n − 1) + 1.
    const half = value < 0 ? -value - 1 : value;
    buf[pos++] = ((half % 64) * 2 + (value < 0 ? 1 : 0)) | 128;
    let rest = Math.floor(half / 64);
    while (rest > 127) {
      buf[pos++] = (rest & 127) | 128;
      rest = Math.floor(rest / 128);
    }
    buf[pos] = rest;
    this.pos = pos + 1;
  }

  /** Unsigned or signed 32-bit pattern, 4 bytes. */
  fixed32(value: number): void {
    const { buf, pos } = this;
    buf[pos] = value;
    buf[pos + 1] = value >>> 8;
    buf[pos + 2] = value >>> 16;
    buf[pos + 3] = value >>> 24;
    this.pos = pos + 4;
  }

  /** A subject key as fixed64: the hex digits are the number, most significant first. */
  key(key: SubjectKey): void {
    const { buf, pos } = this;
    const high = keyBits(key, 0);
    const low = keyBits(key, 8);
    buf[pos] = low;
    buf[pos + 1] = low >>> 8;
    buf[pos + 2] = low >>> 16;
    buf[pos + 3] = low >>> 24;
    buf[pos + 4] = high;
    buf[pos + 5] = high >>> 8;
    buf[pos + 6] = high >>> 16;
    buf[pos + 7] = high >>> 24;
    this.pos = pos + 8;
  }

  /** Length-prefixed bytes. */
  bytes(value: Uint8Array): void {
    this.u32(value.length);
    this.buf.set(value, this.pos);
    this.pos += value.length;
  }

  /** Length-prefixed text of the kind that repeats from message to message (task, class); as `text`. */
  name(value: string): void {
    const known = this.names.indexOf(value);
    if (known < 0) {
      const start = this.pos;
      this.text(value);
      if (this.names.length < NAMES_MAX) {
        this.names.push(value);
        this.nameBytes.push(this.buf.slice(start, this.pos));
      }
      return;
    }
    const bytes = this.nameBytes[known]!;
    const { buf } = this;
    let { pos } = this;
    for (let i = 0; i < bytes.length; i++) buf[pos++] = bytes[i]!;
    this.pos = pos;
  }

  /** Length-prefixed text; reserve three bytes per UTF-16 unit. */
  text(value: string): void {
    const at = this.open();
    const { buf } = this;
    let { pos } = this;
    let i = 0;
    for (; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      if (unit > 127) break;
      buf[pos++] = unit;
    }
    if (i < value.length) pos += utf8Encoder.encodeInto(value.slice(i), buf.subarray(pos)).written;
    this.pos = pos;
    this.close(at);
  }

  /** Starts a length-prefixed part; `close` with the returned place ends it. */
  open(): number {
    return this.pos++;
  }

  close(at: number): void {
    const length = this.pos - at - 1;
    if (length < 128) {
      this.buf[at] = length;
      return;
    }
    // The length takes more than the one byte left for it: move the part up.
    const extra = length < 16_384 ? 1 : length < 2_097_152 ? 2 : 3;
    this.buf.copyWithin(at + 1 + extra, at + 1, this.pos);
    this.pos = at;
    this.u32(length);
    this.pos += length;
  }
}
