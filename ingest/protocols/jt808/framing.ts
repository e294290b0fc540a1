/*
 * Frames of JT/T 808: `7e | header | body | checksum | 7e`, escaped 7e → 7d 02, 7d → 7d 01.
 *
 * The stream is split at every 7e and empty pieces are ignored, so it does not matter whether two
 * neighbours share a flag, and after garbage the reader can never be off by one. A piece that fails
 * is dropped alone. While a piece lies whole in the chunk, one loop looks for the flag, notices
 * escapes and folds the checksum: header, body and checksum XOR to 0. Without an escape nothing is
 * copied. Only a piece cut by the end of a chunk is collected.
 */
import { DecodeFault, type FaultCode } from './fault.ts';

export const FLAG = 0x7e;
export const ESCAPE = 0x7d;
/** 21-byte header, 1,023-byte body, checksum. */
export const CONTENT_BYTES_MAX = 21 + 1023 + 1;
/** Every content byte escaped, two flags: a reader that has collected more has lost the flag. */
export const FRAME_BYTES_MAX = 2 + 2 * CONTENT_BYTES_MAX;
const PIECE_BYTES_MAX = FRAME_BYTES_MAX - 2;
const NOT_LOW_BITS = 0xfcfcfcfc | 0;
const HIGH_BITS = 0x80808080 | 0;
/** Old header and checksum. */
const CONTENT_BYTES_MIN = 12 + 1;

/**
 * A good frame: header and body are `bytes[start, end)`, unescaped, checksum verified and left out.
 * The bytes are borrowed: they are valid until the callback returns.
 */
export type OnFrame = (bytes: Uint8Array, start: number, end: number) => void;
/** A dropped piece: `bytes[start, end)` as received, between the flags; borrowed like a frame's. */
export type OnFault = (fault: DecodeFault, bytes: Uint8Array, start: number, end: number) => void;

/** Unescape buffer shared by all framers; taken out of the slot while a callback reads it. */
let spareScratch: Uint8Array | null = null;

/** One per connection. *Back pressure:* none of its own, it holds at most one piece. */
export class Framer {
  #pending: Uint8Array | null = null;
  #pendingLength = 0;
  #skipping = false;
  #skippedBytes = 0;

  /** Bytes of an unfinished piece that wait for more; 0…2,090. */
  get pendingBytes(): number {
    return this.#pendingLength;
  }

  /** Bytes thrown away since the start while looking for the next flag after FRAME_TOO_LONG. */
  get skippedBytes(): number {
    return this.#skippedBytes;
  }

  /** Feeds one segment; segments may be cut anywhere. Each piece ends in exactly one call back. */
  push(chunk: Uint8Array, onFrame: OnFrame, onFault: OnFault): void {
    const length = chunk.length;
    let start = 0;
    if (this.#pendingLength > 0 || this.#skipping) {
      const flagAt = chunk.indexOf(FLAG);
      const end = flagAt === -1 ? length : flagAt;
      if (this.#skipping) this.#skippedBytes += end;
      else if (this.#pendingLength + end > PIECE_BYTES_MAX) {
        const kept = PIECE_BYTES_MAX - this.#pendingLength;
        this.#collect(chunk, 0, kept);
        this.#skippedBytes += end - kept;
        this.#refusePending('FRAME_TOO_LONG', PIECE_BYTES_MAX, onFault);
        this.#skipping = flagAt === -1;
      } else this.#collect(chunk, 0, end);
      if (flagAt === -1) return;
      this.#skipping = false;
      this.#finishPending(onFrame, onFault);
      start = flagAt + 1;
    }

    // Eight bytes at a step while none of them is 7c…7f; a DataView reads them at any alignment.
    const view = new DataView(chunk.buffer, chunk.byteOffset, length);
    let folded = 0;
    let escaped = false;
    let i = start;
    while (i < length) {
      while (i + 8 <= length) {
        const a = view.getInt32(i, true);
        const b = view.getInt32(i + 4, true);
        const x = (a ^ 0x7c7c7c7c) & NOT_LOW_BITS;
        const y = (b ^ 0x7c7c7c7c) & NOT_LOW_BITS;
        // A byte of x or y is 0, so its borrow reaches bit 7, only where the input has 7c…7f.
        if (((((x - 0x01010101) & ~x) | ((y - 0x01010101) & ~y)) & HIGH_BITS) !== 0) break;
        folded ^= a ^ b;
        i += 8;
      }
      const stop = Math.min(i + 8, length);
      while (i < stop) {
        const byte = chunk[i++]!;
        if (byte === FLAG) {
          const end = i - 1;
          if (end > start) {
            const halves = folded ^ (folded >>> 16);
            const broken = ((halves ^ (halves >>> 8)) & 0xff) !== 0;
            if (end - start > PIECE_BYTES_MAX) this.#refuseLong(chunk, start, end, onFault);
            else if (escaped || broken || end - start < CONTENT_BYTES_MIN) {
              escapedOrBad(chunk, start, end, onFrame, onFault);
            } else if (lengthFits(chunk, start, end - 1)) onFrame(chunk, start, end - 1);
            else onFault(new DecodeFault('LENGTH_MISMATCH', 2), chunk, start, end);
          }
          start = i;
          folded = 0;
          escaped = false;
          break;
        }
        folded ^= byte;
        if (byte === ESCAPE) escaped = true;
      }
    }
    if (start === length) return;
    if (length - start > PIECE_BYTES_MAX) {
      this.#skipping = true;
      this.#refuseLong(chunk, start, length, onFault);
    } else this.#collect(chunk, start, length);
  }

  /** The quarantine gets as many bytes as a frame can have; the rest is counted. */
  #refuseLong(chunk: Uint8Array, start: number, end: number, onFault: OnFault): void {
    const kept = start + PIECE_BYTES_MAX;
    this.#skippedBytes += end - kept;
    onFault(new DecodeFault('FRAME_TOO_LONG', PIECE_BYTES_MAX), chunk, start, kept);
  }

  /** The input has ended: an unfinished piece is a fault. A socket that closed need not call it. */
  end(onFault: OnFault): void {
    this.#skipping = false;
    if (this.#pendingLength > 0)
      this.#refusePending('FRAME_UNTERMINATED', this.#pendingLength, onFault);
  }

  #collect(chunk: Uint8Array, start: number, end: number): void {
    const needed = this.#pendingLength + end - start;
    if (this.#pending === null || this.#pending.length < needed) {
      // Grows by doubling: a hundred thousand quiet connections must not hold 2 KB each.
      let size = this.#pending === null ? 128 : this.#pending.length;
      while (size < needed) size *= 2;
      const grown = new Uint8Array(size);
      if (this.#pending !== null) grown.set(this.#pending.subarray(0, this.#pendingLength));
      this.#pending = grown;
    }
    const pending = this.#pending;
    for (let i = start, o = this.#pendingLength; i < end; i++, o++) pending[o] = chunk[i]!;
    this.#pendingLength = needed;
  }

  #finishPending(onFrame: OnFrame, onFault: OnFault): void {
    const length = this.#pendingLength;
    const pending = this.#pending;
    this.#pendingLength = 0;
    if (length === 0 || pending === null) return;
    // Taken out of the slot: the consumer may feed this framer again from its callback.
    this.#pending = null;
    escapedOrBad(pending, 0, length, onFrame, onFault);
    this.#pending ??= pending.length <= 256 ? pending : null;
  }

  #refusePending(code: FaultCode, offset: number, onFault: OnFault): void {
    const length = this.#pendingLength;
    const pending = this.#pending!;
    this.#pendingLength = 0;
    this.#pending = null;
    onFault(new DecodeFault(code, offset), pending, 0, length);
  }
}

/** A piece that needs the slow look: unescape when needed, then name the fault or deliver. */
function escapedOrBad(
  bytes: Uint8Array,
  start: number,
  end: number,
  onFrame: OnFrame,
  onFault: OnFault,
): void {
  let escapeAt = start;
  while (escapeAt < end && bytes[escapeAt] !== ESCAPE) escapeAt++;
  if (escapeAt === end) {
    const code = contentFault(bytes, start, end);
    if (code === null) onFrame(bytes, start, end - 1);
    else onFault(faultAt(code, end - start), bytes, start, end);
    return;
  }
  const scratch = spareScratch ?? new Uint8Array(PIECE_BYTES_MAX);
  spareScratch = null;
  try {
    const length = unescapeInto(bytes, start, end, scratch);
    if (length < 0) {
      const offset = -1 - length;
      const code = start + offset + 1 === end ? 'ESCAPE_LONE' : 'ESCAPE_UNKNOWN';
      onFault(new DecodeFault(code, offset), bytes, start, end);
    } else {
      const code = contentFault(scratch, 0, length);
      if (code === null) onFrame(scratch, 0, length - 1);
      else onFault(faultAt(code, length), bytes, start, end);
    }
  } finally {
    spareScratch = scratch;
  }
}

function faultAt(code: FaultCode, contentLength: number): DecodeFault {
  if (code === 'CHECKSUM_MISMATCH') return new DecodeFault(code, contentLength - 1);
  return new DecodeFault(code, code === 'LENGTH_MISMATCH' ? 2 : contentLength);
}

/** Judges unescaped content with its checksum; the checksum first, since nothing else is sure without it. */
function contentFault(bytes: Uint8Array, start: number, end: number): FaultCode | null {
  if (end - start < CONTENT_BYTES_MIN) return 'FRAME_TOO_SHORT';
  if (checksumOf(bytes, start, end) !== 0) return 'CHECKSUM_MISMATCH';
  return lengthFits(bytes, start, end - 1) ? null : 'LENGTH_MISMATCH';
}

/**
 * Whether the attribute word's body length agrees with `bytes[start, end)` (no checksum).
 * Bit 14 announces the 2019 header, but some devices set it and send the old one: the old reading
 * counts when it alone gives the right length (jt808.md 1).
 */
function lengthFits(bytes: Uint8Array, start: number, end: number): boolean {
  const high = bytes[start + 2]!;
  const bodyLength = ((high & 0x03) << 8) | bytes[start + 3]!;
  const rest = end - start - bodyLength - ((high & 0x20) === 0 ? 0 : 4);
  return rest === 12 ? true : rest === 17 && (high & 0x40) !== 0;
}

/** XOR of `bytes[start, end)`, 0…255. */
export function checksumOf(bytes: Uint8Array, start: number, end: number): number {
  let folded = 0;
  for (let i = start; i < end; i++) folded ^= bytes[i]!;
  return folded;
}

/**
 * Unescapes `bytes[start, end)` into `out` from 0 in one pass.
 * Returns the unescaped length, or −1 − offset of a lone or unknown escape.
 */
export function unescapeInto(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
): number {
  let o = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte !== ESCAPE) {
      out[o++] = byte;
      continue;
    }
    const code = i + 1 < end ? bytes[i + 1]! : 0;
    if (code === 0x02) out[o++] = FLAG;
    else if (code === 0x01) out[o++] = ESCAPE;
    else return -1 - (i - start);
    i++;
  }
  return o;
}

/**
 * Writes `content[0, length)` (header and body) as a frame into `out` at `offset`: flags, escapes and checksum added.
 * Returns the offset behind the frame; `out` needs up to 2 × length + 4 bytes.
 */
export function writeFrame(
  content: Uint8Array,
  length: number,
  out: Uint8Array,
  offset: number,
): number {
  let o = offset;
  out[o++] = FLAG;
  let folded = 0;
  for (let i = 0; i <= length; i++) {
    const byte = i < length ? content[i]! : folded;
    folded ^= byte;
    if (byte === FLAG || byte === ESCAPE) {
      out[o++] = ESCAPE;
      out[o++] = byte === FLAG ? 0x02 : 0x01;
    } else out[o++] = byte;
  }
  out[o++] = FLAG;
  return o;
}

/** The frame of `content` (header and body) in bytes of its own. */
export function encodeFrame(content: Uint8Array): Uint8Array {
  const out = new Uint8Array(2 * content.length + 4);
  return out.slice(0, writeFrame(content, content.length, out, 0));
}
