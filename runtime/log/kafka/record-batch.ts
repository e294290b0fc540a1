/**
 * Kafka's record batch, version 2, written and read by hand: every record of the product passes here
 * several times, and readers want few keys and no headers.
 *
 * Big-endian: 0 base offset i64 | 8 length of the rest i32 | 12 leader epoch i32 | 16 magic i8 = 2 |
 * 17 CRC-32C of 21… u32 | 21 attributes i16 (0…2 compression, 3 time of append, 5 control) |
 * 23 last offset delta i32 | 27 base time i64 | 35 newest time i64 | 43 producer id i64 | 51 its epoch i16 |
 * 53 first sequence i32 | 57 records i32 | 61 records, compressed as a whole.
 * Record: length, attributes i8, time delta, offset delta, key length, key, value length, value, headers;
 * lengths and deltas are zigzag varints, length -1 is null.
 */
import type { AppendRecord, LogRecord } from '../event-log.ts';
import { StoredRecord } from '../stored-record.ts';
import type { Codec } from './compression.ts';
import { crc32c } from './crc32c.ts';
import { readInt64 } from './protocol/bytes.ts';
import type { ProducerNumber } from './protocol/requests.ts';

const HEAD_BYTES = 61;
const MAGIC = 2;
const COMPRESSION_BITS = 0x07;
const CONTROL_BIT = 0x20;
/** Room a record takes at most beside its key and value. */
const RECORD_EXTRA_BYTES = 32;
const EMPTY = Buffer.alloc(0);

/** Bytes a record takes at most in a batch, before compression. */
export function recordRoom({ key, value }: AppendRecord): number {
  return RECORD_EXTRA_BYTES + key.length + value.byteLength;
}

/** A batch being filled. Records are copied as they are added. */
export class BatchWriter {
  records = 0;
  #buffer: Buffer;
  #at = HEAD_BYTES;
  #baseTime = 0;
  #newestTime = 0;

  constructor(bytes: number) {
    this.#buffer = Buffer.allocUnsafe(HEAD_BYTES + bytes);
  }

  get bytes(): number {
    return this.#at;
  }

  /** An empty value is written as null, Kafka's mark of a deleted key. Times are whole and not negative. */
  add(record: AppendRecord): void {
    const { key, value } = record;
    const room = this.#at + recordRoom(record);
    if (room > this.#buffer.length) this.#grow(room);
    const buffer = this.#buffer;
    const time = Math.max(0, Math.trunc(record.timeMs));
    if (this.records === 0) this.#baseTime = time;
    if (time > this.#newestTime) this.#newestTime = time;
    const timeDelta = time - this.#baseTime;
    const isNull = value.byteLength === 0;
    const bodyBytes =
      2 +
      zigzagBytes(timeDelta) +
      zigzagBytes(this.records) +
      zigzagBytes(key.length) +
      key.length +
      zigzagBytes(isNull ? -1 : value.byteLength) +
      value.byteLength;
    let at = writeZigzag(buffer, this.#at, bodyBytes);
    buffer[at++] = 0;
    at = writeZigzag(buffer, at, timeDelta);
    at = writeZigzag(buffer, at, this.records);
    at = writeZigzag(buffer, at, key.length);
    for (let i = 0; i < key.length; i++) buffer[at++] = key.charCodeAt(i);
    at = writeZigzag(buffer, at, isNull ? -1 : value.byteLength);
    buffer.set(value, at);
    at += value.byteLength;
    buffer[at++] = 0;
    this.#at = at;
    this.records++;
  }

  /** The finished batch. The same writer may be sealed again, under another producer number. */
  seal(producer: ProducerNumber, sequence: number, codec: Codec | null): Buffer {
    let bytes = this.#buffer.subarray(0, this.#at);
    if (codec !== null) {
      const packed = codec.compress(bytes.subarray(HEAD_BYTES));
      bytes = Buffer.allocUnsafe(HEAD_BYTES + packed.byteLength);
      bytes.set(packed, HEAD_BYTES);
    }
    bytes.writeBigInt64BE(0n, 0);
    bytes.writeInt32BE(bytes.length - 12, 8);
    bytes.writeInt32BE(-1, 12);
    bytes.writeInt8(MAGIC, 16);
    bytes.writeInt16BE(codec?.id ?? 0, 21);
    bytes.writeInt32BE(this.records - 1, 23);
    bytes.writeBigInt64BE(BigInt(this.#baseTime), 27);
    bytes.writeBigInt64BE(BigInt(this.#newestTime), 35);
    bytes.writeBigInt64BE(producer.id, 43);
    bytes.writeInt16BE(producer.epoch, 51);
    bytes.writeInt32BE(sequence, 53);
    bytes.writeInt32BE(this.records, 57);
    bytes.writeUInt32BE(crc32c(bytes, 21, bytes.length), 17);
    return bytes;
  }

  #grow(needed: number): void {
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    grown.set(this.#buffer.subarray(0, this.#at));
    this.#buffer = grown;
  }
}

/** Where a batch lies in an answer, and what its head says. */
export interface BatchPlace {
  start: number;
  end: number;
  baseOffset: number;
  /** One past the last offset the batch covers. */
  endOffset: number;
}

/** The next whole batch; null when the rest is cut off. */
export function placeOf(buffer: Buffer, start: number): BatchPlace | null {
  if (start + HEAD_BYTES > buffer.length) return null;
  const end = start + 12 + buffer.readInt32BE(start + 8);
  if (end > buffer.length || end < start + HEAD_BYTES) return null;
  const baseOffset = readInt64(buffer, start);
  return { start, end, baseOffset, endOffset: baseOffset + buffer.readInt32BE(start + 23) + 1 };
}

/** Bytes of a batch that an answer cut off; null when even its length is missing. */
export function cutBatchBytes(buffer: Buffer, start: number): number | null {
  return start + 12 > buffer.length ? null : 12 + buffer.readInt32BE(start + 8);
}

/** True when the batch is of the version we read and its bytes fit its checksum. */
export function isWhole(buffer: Buffer, { start, end }: BatchPlace): boolean {
  if (buffer.readInt8(start + 16) !== MAGIC) return false;
  return crc32c(buffer, start + 21, end) === buffer.readUInt32BE(start + 17);
}

/** Id of the batch's compression; 0 = none. */
export function compressionOf(buffer: Buffer, { start }: BatchPlace): number {
  return buffer.readInt16BE(start + 21) & COMPRESSION_BITS;
}

/** Reads the records of one checked batch in order; values are views of the batch's buffer. */
export class BatchReader {
  readonly endOffset: number;
  readonly #baseOffset: number;
  readonly #baseTime: number;
  readonly #buffer: Buffer;
  #at: number;
  #left: number;
  #offset = 0;
  #timeMs = 0;
  #keyAt = 0;
  #keyBytes = 0;
  #valueAt = 0;
  #valueBytes = 0;

  /** @param codec of the batch's compression; null when it has none */
  constructor(buffer: Buffer, place: BatchPlace, codec: Codec | null) {
    const { start, end } = place;
    this.endOffset = place.endOffset;
    this.#baseOffset = place.baseOffset;
    this.#baseTime = readInt64(buffer, start + 27);
    const isControl = (buffer.readInt16BE(start + 21) & CONTROL_BIT) !== 0;
    this.#left = isControl ? 0 : buffer.readInt32BE(start + 57);
    const packed = buffer.subarray(start + HEAD_BYTES, end);
    const bytes = codec === null || this.#left === 0 ? packed : codec.decompress(packed);
    this.#buffer =
      bytes.byteLength === 0
        ? EMPTY
        : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = 0;
    this.#step();
  }

  /** Whether a record is there. */
  get hasRecord(): boolean {
    return this.#left > 0;
  }

  /** Of the record that is there; the end of the batch when none is. */
  get offset(): number {
    return this.#left > 0 ? this.#offset : this.endOffset;
  }

  /** Bytes of its key and value. */
  get recordBytes(): number {
    return this.#keyBytes + this.#valueBytes;
  }

  /** The record, and on to the next one. */
  take(): LogRecord {
    const record = new StoredRecord(
      this.#offset,
      this.#timeMs,
      this.#buffer,
      this.#keyAt,
      this.#keyAt + this.#keyBytes,
      this.#valueAt,
      this.#valueAt + this.#valueBytes,
    );
    this.skip();
    return record;
  }

  skip(): void {
    this.#left--;
    this.#step();
  }

  /** Reads the heads of the record at hand. Throws a RangeError where the bytes contradict themselves. */
  #step(): void {
    if (this.#left <= 0) return;
    const length = this.#zigzag();
    const end = this.#at + length;
    if (length < 0 || end > this.#buffer.length) throw new RangeError('A record is cut off.');
    this.#at++;
    this.#timeMs = this.#baseTime + this.#zigzag();
    this.#offset = this.#baseOffset + this.#zigzag();
    this.#keyBytes = Math.max(0, this.#zigzag());
    this.#keyAt = this.#at;
    this.#at += this.#keyBytes;
    this.#valueBytes = Math.max(0, this.#zigzag());
    this.#valueAt = this.#at;
    if (this.#valueAt + this.#valueBytes > end) throw new RangeError('A record is cut off.');
    this.#at = end;
  }

  #zigzag(): number {
    const buffer = this.#buffer;
    let at = this.#at;
    let byte = buffer[at++]!;
    let low = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      if (shift > 21) return this.#longZigzag();
      byte = buffer[at++]!;
      low |= (byte & 0x7f) << shift;
    }
    this.#at = at;
    return (low >>> 1) ^ -(low & 1);
  }

  #longZigzag(): number {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#buffer[this.#at++];
      if (byte === undefined || shift > 63n) throw new RangeError('A number is cut off.');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return Number((value >> 1n) ^ -(value & 1n));
  }
}

/** Zigzag of numbers of more than 31 bits is split off: times that lie years apart. */
const SHORT_MAX = 0x3fffffff;

function zigzagBytes(value: number): number {
  if (value > SHORT_MAX || value < -SHORT_MAX) return longZigzag(value).length;
  const zigzag = (value << 1) ^ (value >> 31);
  if (zigzag < 0x80) return 1;
  if (zigzag < 0x4000) return 2;
  if (zigzag < 0x200000) return 3;
  return zigzag < 0x10000000 ? 4 : 5;
}

function writeZigzag(buffer: Buffer, from: number, value: number): number {
  let at = from;
  if (value > SHORT_MAX || value < -SHORT_MAX) {
    for (const byte of longZigzag(value)) buffer[at++] = byte;
    return at;
  }
  let zigzag = (value << 1) ^ (value >> 31);
  while (zigzag >= 0x80) {
    buffer[at++] = (zigzag & 0x7f) | 0x80;
    zigzag >>>= 7;
  }
  buffer[at++] = zigzag;
  return at;
}

function longZigzag(value: number): number[] {
  const wide = BigInt(value);
  let zigzag = BigInt.asUintN(64, (wide << 1n) ^ (wide >> 63n));
  const bytes: number[] = [];
  while (zigzag >= 0x80n) {
    bytes.push(Number(zigzag & 0x7fn) | 0x80);
    zigzag >>= 7n;
  }
  bytes.push(Number(zigzag));
  return bytes;
}
