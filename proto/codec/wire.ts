/**
 * Protocol buffers' wire format, read by hand: a cursor (wire-writer.ts is its other half). Reading
 * past the end yields zeros and is caught by the next `more` or `limit` check, so that no field has
 * to test lengths itself.
 */
import type { SubjectKey } from '#core/identity.ts';
import { WireFault } from './fault.ts';
import { keyAt } from './key.ts';

const utf8Decoder = new TextDecoder();
/** Texts kept as strings; there are a handful of tasks and classes in a process. */
const NAMES_MAX = 16;

export class WireReader {
  buf: Uint8Array = new Uint8Array(0);
  pos = 0;
  end = 0;
  private readonly names: string[] = [];
  private readonly nameBytes: Uint8Array[] = [];

  reset(bytes: Uint8Array): void {
    this.buf = bytes;
    this.pos = 0;
    this.end = bytes.length;
  }

  /** True while fields are left before `end`; throws when the last field went past it. */
  more(end: number): boolean {
    if (this.pos < end) return true;
    if (this.pos > end)
      throw new WireFault('truncated', `a field ends ${this.pos - end} bytes past its message`);
    return false;
  }

  /** End of the length-prefixed part that starts here. */
  limit(outerEnd: number): number {
    const length = this.u32();
    const end = this.pos + length;
    if (end > outerEnd)
      throw new WireFault('truncated', `a part ends ${end - outerEnd} bytes past its message`);
    return end;
  }

  /** Low 32 bits of a varint, as protocol buffers' uint32 asks. */
  u32(): number {
    const { buf } = this;
    let { pos } = this;
    let byte = buf[pos++]!;
    if (byte < 128) {
      this.pos = pos;
      return byte;
    }
    let value = byte & 127;
    let shift = 7;
    do {
      if (shift > 63) throw new WireFault('varint', 'a varint has at most 10 bytes');
      byte = buf[pos++]!;
      if (shift < 32) value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    this.pos = pos;
    return value >>> 0;
  }

  /** A varint as a safe integer. */
  u64(): number {
    const { buf } = this;
    let { pos } = this;
    let low = 0;
    let shift = 0;
    let byte = 0;
    do {
      byte = buf[pos++]!;
      low |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127 && shift < 28);
    low >>>= 0;
    if (!(byte > 127)) {
      this.pos = pos;
      return low;
    }
    let high = 0;
    shift = 0;
    do {
      byte = buf[pos++]!;
      if (shift < 28) high |= (byte & 127) << shift;
      else if (byte & 127 || shift > 35) throw beyondSafe();
      shift += 7;
    } while (byte > 127);
    // 2^53 = 2^28 × 2^25: whatever is larger cannot be told exactly by a number.
    if (high >= 0x2000000) throw beyondSafe();
    this.pos = pos;
    return high * 0x10000000 + low;
  }

  s32(): number {
    const zigzag = this.u32();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  bool(): boolean {
    return this.u64() !== 0;
  }

  /** 4 bytes as an unsigned number. */
  fixed32(): number {
    const { buf, pos } = this;
    this.pos = pos + 4;
    return (buf[pos]! | (buf[pos + 1]! << 8) | (buf[pos + 2]! << 16) | (buf[pos + 3]! << 24)) >>> 0;
  }

  key(): SubjectKey {
    const { buf, pos } = this;
    this.pos = pos + 8;
    return keyAt(buf, pos);
  }

  /** A view of the input, not a copy. */
  bytes(outerEnd: number): Uint8Array {
    const end = this.limit(outerEnd);
    const { buf, pos } = this;
    this.pos = end;
    // A third of what `subarray` costs, which looks up the class to make.
    return new Uint8Array(buf.buffer, buf.byteOffset + pos, end - pos);
  }

  text(outerEnd: number): string {
    return utf8Decoder.decode(this.bytes(outerEnd));
  }

  /**
   * Text of the kind that repeats from message to message (task, class): one that was met before is
   * the same string, without decoding.
   */
  name(outerEnd: number): string {
    const end = this.limit(outerEnd);
    const { buf, pos, nameBytes } = this;
    this.pos = end;
    for (let known = 0; known < nameBytes.length; known++)
      if (isAt(buf, pos, end, nameBytes[known]!)) return this.names[known]!;
    const bytes = buf.slice(pos, end);
    const name = utf8Decoder.decode(bytes);
    if (nameBytes.length < NAMES_MAX) {
      nameBytes.push(bytes);
      this.names.push(name);
    }
    return name;
  }

  /** Steps over an unknown field. */
  skip(tag: number, outerEnd: number): void {
    switch (tag & 7) {
      case 0:
        this.u32();
        return;
      case 1:
        this.pos += 8;
        return;
      case 2:
        this.pos = this.limit(outerEnd);
        return;
      case 5:
        this.pos += 4;
        return;
      default:
        throw new WireFault('wire-type', `wire type ${tag & 7} is not in use`);
    }
  }
}

function isAt(buf: Uint8Array, pos: number, end: number, bytes: Uint8Array): boolean {
  if (end - pos !== bytes.length) return false;
  for (let i = 0; i < bytes.length; i++) if (buf[pos + i] !== bytes[i]) return false;
  return true;
}

function beyondSafe(): WireFault {
  return new WireFault('range', 'a 64-bit value is beyond the safe integers');
}
