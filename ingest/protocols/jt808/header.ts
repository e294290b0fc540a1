/*
 * Message header 消息头 (JT/T 808-2011/2013/2019).
 *
 * 2013 off | 2019 off | type          | field
 * 0        | 0        | WORD          | message id 消息 ID
 * 2        | 2        | WORD          | attributes 消息体属性: b0–9 body length, b10–12 encryption, b13 sub-package, b14 version flag
 * –        | 4        | BYTE          | protocol version 协议版本号
 * 4        | 5        | BCD[6] / [10] | terminal phone 终端手机号
 * 10       | 15       | WORD          | serial 消息流水号
 * 12       | 17       | WORD          | total sub-packages 消息总包数, only with b13
 * 14       | 19       | WORD          | sub-package number 包序号, from 1, only with b13
 */
import { readU16, writeU16 } from './bytes.ts';

/** 2011 and 2013 have the same header; which of them a terminal speaks shows in its registration. */
export type HeaderVersion = '2013' | '2019';
export type Edition = '2011' | '2013' | '2019';

export interface Header {
  messageId: number;
  /** Bytes of the body, 0…1023. */
  bodyLength: number;
  /** Bits 10–12; 0 = none, 1 = RSA, others reserved. Not 0 means: keep the body raw. */
  encryption: number;
  version: HeaderVersion;
  /** 2019: 1 is the first edition; 0 in older headers. */
  protocolVersion: number;
  /** Bit 14 as received: some devices set it and send the old header. An answer repeats it. */
  versionFlag: boolean;
  /** Phone bytes as lower-case hex: 12 or 20 digits, leading zeros kept, never a number. */
  phone: string;
  serial: number;
  /** 0 = bit 13 not set. 0 or 1 with the bit set is a plain message as well. */
  packetTotal: number;
  /** From 1; 0 = bit 13 not set. */
  packetNumber: number;
  subPackaged: boolean;
  /** Bytes of the header: 12, 16, 17 or 21. */
  length: number;
}

export function newHeader(): Header {
  return {
    messageId: 0,
    bodyLength: 0,
    encryption: 0,
    version: '2013',
    protocolVersion: 0,
    versionFlag: false,
    phone: '',
    serial: 0,
    packetTotal: 0,
    packetNumber: 0,
    subPackaged: false,
    length: 0,
  };
}

/** Reads the header of a frame that passed the framer into `into`, which it returns. */
export function readHeader(bytes: Uint8Array, start: number, end: number, into: Header): Header {
  const attributes = readU16(bytes, start + 2);
  const bodyLength = attributes & 0x03ff;
  const subPackaged = (attributes & 0x2000) !== 0;
  const versionFlag = (attributes & 0x4000) !== 0;
  const packetBytes = subPackaged ? 4 : 0;
  const is2019 = versionFlag && end - start - bodyLength - packetBytes === 17;
  into.messageId = readU16(bytes, start);
  into.bodyLength = bodyLength;
  into.encryption = (attributes >> 10) & 0x07;
  into.subPackaged = subPackaged;
  into.versionFlag = versionFlag;
  let at: number;
  if (is2019) {
    into.version = '2019';
    into.protocolVersion = bytes[start + 4]!;
    into.phone = phoneOf(bytes, start + 5, 10);
    at = start + 15;
  } else {
    into.version = '2013';
    into.protocolVersion = 0;
    into.phone = phoneOf(bytes, start + 4, 6);
    at = start + 10;
  }
  into.serial = readU16(bytes, at);
  into.packetTotal = subPackaged ? readU16(bytes, at + 2) : 0;
  into.packetNumber = subPackaged ? readU16(bytes, at + 4) : 0;
  into.length = at + 2 + packetBytes - start;
  return into;
}

/** The header of a frame that passed the framer. */
export function parseHeader(bytes: Uint8Array, start: number, end: number): Header {
  return readHeader(bytes, start, end, newHeader());
}

/** True when the body is one part of several and means nothing alone. */
export function isPart(header: Header): boolean {
  return header.subPackaged && header.packetTotal > 1;
}

/** What identifies a terminal in every edition: its phone without leading zeros. */
export function deviceIdOf(phone: string): string {
  let zeros = 0;
  while (zeros < phone.length - 1 && phone.charCodeAt(zeros) === 0x30) zeros++;
  return zeros === 0 ? phone : phone.slice(zeros);
}

/** What a header to be sent needs; the body length is added by the encoder. */
export interface OutgoingHeader {
  messageId: number;
  version: HeaderVersion;
  /** Default: set in 2019 headers only. */
  versionFlag?: boolean;
  protocolVersion?: number;
  phone: string;
  serial: number;
  encryption?: number;
  /** Both or none. */
  packetTotal?: number;
  packetNumber?: number;
}

/** Writes a header at `offset` and returns the offset behind it. The phone is cut or zero-filled in front to fit. */
export function writeHeader(
  out: Uint8Array,
  offset: number,
  header: OutgoingHeader,
  bodyLength: number,
): number {
  const is2019 = header.version === '2019';
  const subPackaged = header.packetTotal !== undefined;
  writeU16(out, offset, header.messageId);
  writeU16(
    out,
    offset + 2,
    bodyLength |
      ((header.encryption ?? 0) << 10) |
      (subPackaged ? 0x2000 : 0) |
      ((header.versionFlag ?? is2019) ? 0x4000 : 0),
  );
  let at = offset + 4;
  if (is2019) out[at++] = header.protocolVersion ?? 1;
  at = writePhone(out, at, header.phone, is2019 ? 10 : 6);
  writeU16(out, at, header.serial);
  at += 2;
  if (subPackaged) {
    writeU16(out, at, header.packetTotal!);
    writeU16(out, at + 2, header.packetNumber ?? 1);
    at += 4;
  }
  return at;
}

function writePhone(out: Uint8Array, offset: number, phone: string, bytes: number): number {
  const digits = 2 * bytes;
  for (let k = 0; k < digits; k += 2) {
    const from = phone.length - digits + k;
    out[offset + (k >> 1)] = (nibbleAt(phone, from) << 4) | nibbleAt(phone, from + 1);
  }
  return offset + bytes;
}

function nibbleAt(phone: string, index: number): number {
  if (index < 0) return 0;
  const code = phone.charCodeAt(index);
  return code <= 0x39 ? code - 0x30 : (code & 0xdf) - 0x37;
}

/*
 * A connection repeats its phone in every frame, and making the string costs more than all other
 * fields: a direct-mapped table remembers the strings of recent phones by their bytes.
 */
const PHONE_SLOTS = 1 << 15;
const phoneWords = new Int32Array(PHONE_SLOTS * 3);
const phoneTexts: string[] = new Array(PHONE_SLOTS).fill('');
const HEX_DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const digits = Buffer.alloc(20);

function phoneOf(bytes: Uint8Array, at: number, count: number): string {
  let a: number;
  let b: number;
  let c: number;
  if (count === 10) {
    // Bit 16 keeps a 2019 phone apart from the same digits in an old header.
    a = 0x10000 | (bytes[at]! << 8) | bytes[at + 1]!;
    b = (bytes[at + 2]! << 24) | (bytes[at + 3]! << 16) | (bytes[at + 4]! << 8) | bytes[at + 5]!;
    c = (bytes[at + 6]! << 24) | (bytes[at + 7]! << 16) | (bytes[at + 8]! << 8) | bytes[at + 9]!;
  } else {
    a = 0;
    b = (bytes[at]! << 8) | bytes[at + 1]!;
    c = (bytes[at + 2]! << 24) | (bytes[at + 3]! << 16) | (bytes[at + 4]! << 8) | bytes[at + 5]!;
  }
  const mixed = Math.imul(c ^ Math.imul(b ^ Math.imul(a, 0x85ebca6b), 0xc2b2ae35), 0x9e3779b1);
  const slot = (mixed ^ (mixed >>> 15)) & (PHONE_SLOTS - 1);
  const word = slot * 3;
  if (
    phoneWords[word + 2] === c &&
    phoneWords[word + 1] === b &&
    phoneWords[word] === a &&
    phoneTexts[slot] !== ''
  ) {
    return phoneTexts[slot]!;
  }
  for (let k = 0; k < count; k++) {
    const byte = bytes[at + k]!;
    digits[2 * k] = HEX_DIGITS[byte >> 4]!;
    digits[2 * k + 1] = HEX_DIGITS[byte & 0x0f]!;
  }
  const text = digits.toString('latin1', 0, 2 * count);
  phoneWords[word] = a;
  phoneWords[word + 1] = b;
  phoneWords[word + 2] = c;
  phoneTexts[slot] = text;
  return text;
}
