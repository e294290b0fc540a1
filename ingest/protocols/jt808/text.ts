/*
 * Text on the wire is GBK; it is read and written as GB18030, its superset. Some devices send
 * UTF-8: that is tried only where the bytes are no GB18030 (JT/T 808 data types; jt808.md 6).
 */

const gb18030 = new TextDecoder('gb18030');
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const REPLACEMENT = '\ufffd';

/** Text of `bytes[start, end)`, nothing trimmed. Never throws: unreadable bytes become U+FFFD. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  let ascii = true;
  for (let i = start; i < end; i++) {
    if (bytes[i]! >= 0x80) {
      ascii = false;
      break;
    }
  }
  const part = bytes.subarray(start, end);
  if (ascii) return Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');
  const text = gb18030.decode(part);
  if (!text.includes(REPLACEMENT)) return text;
  const asUtf8 = utf8.decode(part);
  return asUtf8.includes(REPLACEMENT) ? text : asUtf8;
}

/** Fixed-length field: 0x00 and spaces at both ends are padding (editions and vendors differ in the side). */
export function decodeFixedText(bytes: Uint8Array, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from < to && isPadding(bytes[from]!)) from++;
  while (to > from && isPadding(bytes[to - 1]!)) to--;
  return decodeText(bytes, from, to);
}

/** Text with a length prefix or to the end of the body: only 0x00 behind it is padding, spaces are text. */
export function decodeCountedText(bytes: Uint8Array, start: number, end: number): string {
  let to = end;
  while (to > start && bytes[to - 1] === 0) to--;
  return decodeText(bytes, start, to);
}

function isPadding(byte: number): boolean {
  return byte === 0x00 || byte === 0x20;
}

/** GB18030 bytes of `text`. An unpaired surrogate becomes `?`. */
export function encodeText(text: string): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i)!;
    if (codePoint < 0x80) out.push(codePoint);
    else if (codePoint > 0xffff) {
      pushFourBytes(out, 189_000 + codePoint - 0x10000);
      i++;
    } else {
      const code = reverseTable()[codePoint]!;
      if (code === 0) out.push(0x3f);
      else if (code <= 0xffff) out.push(code >> 8, code & 0xff);
      else pushFourBytes(out, code - FOUR_BYTE_MARK);
    }
  }
  return Uint8Array.from(out);
}

const FOUR_BYTE_MARK = 0x10000;
/** Four-byte codes that stand for the basic plane: 81 30 81 30 … 84 31 A4 39. */
const BASIC_PLANE_FOUR_BYTE_CODES = 39_420;

let table: Uint32Array | null = null;

/**
 * Code unit → two-byte code, or FOUR_BYTE_MARK + linear four-byte index; 0 = none. Built from the
 * decoder itself at the first text that needs it, so both directions always agree.
 */
function reverseTable(): Uint32Array {
  if (table !== null) return table;
  const built = new Uint32Array(0x10000);
  const codes: number[] = [];
  const bytes: number[] = [];
  for (let index = 0; index < BASIC_PLANE_FOUR_BYTE_CODES; index++) {
    pushFourBytes(bytes, index);
    bytes.push(0x0a);
    codes.push(FOUR_BYTE_MARK + index);
  }
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      bytes.push(lead, trail, 0x0a);
      codes.push((lead << 8) | trail);
    }
  }
  const lines = gb18030.decode(Uint8Array.from(bytes)).split('\n');
  for (let k = 0; k < codes.length; k++) {
    const line = lines[k]!;
    // Two-byte codes come last and win: every GBK reader knows them.
    if (line.length === 1 && line !== REPLACEMENT) built[line.charCodeAt(0)] = codes[k]!;
  }
  table = built;
  return built;
}

function pushFourBytes(out: number[], index: number): void {
  out.push(
    0x81 + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1_260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  );
}
