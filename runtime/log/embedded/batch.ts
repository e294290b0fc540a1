/**
 * A batch: what one group commit stores for one partition. The row holds a head and the records,
 * each with its own CRC-32, so that retention reads heads without touching the records.
 *
 * Head, little-endian, 52 bytes:
 *   0 u32 crc of 4..52 | 4 u32 crc of the records | 8 f64 base offset | 16 u32 span | 20 u32 records
 *  24 u16 flags (1 = sparse) | 26 u16 partition | 28 u32 bytes of records | 32 f64 newest time, ms
 *  40 f64 bytes ever written to the partition, this batch included | 48 u32 crc of the topic's name
 *
 * Record: [sparse: u32 offset − base] f64 timeMs, u16 key length, u32 value length, key (ASCII), value.
 * A batch covers the offsets [base, base + span); only a sparse (compacted) one holds fewer records.
 */
import { crc32 } from 'node:zlib';
import { assert } from '#core/errors.ts';
import type { AppendRecord, LogRecord } from '../event-log.ts';
import { StoredRecord } from '../stored-record.ts';

export const HEAD_BYTES = 52;
const SPARSE = 1;
const RECORD_HEAD_BYTES = 14;

/** Longest key of a record in characters; longer ones are refused. */
export const keyLengthMax = 1_024;
/** Largest value of a record in bytes; larger ones are refused (media go to the file store). */
export const recordBytesMax = 16 * 2 ** 20;

export interface BatchHead {
  base: number;
  span: number;
  records: number;
  sparse: boolean;
  partition: number;
  bytes: number;
  /** Newest record time, milliseconds; at most ten minutes ahead of the append. */
  timeMs: number;
  /** Bytes ever written to the partition including this batch: the difference of two is what lies between. */
  total: number;
  dataCrc: number;
  topicCrc: number;
}

/** Bytes a record takes in a batch that is not sparse. */
export function recordBytes(record: AppendRecord): number {
  return RECORD_HEAD_BYTES + record.key.length + record.value.byteLength;
}

export function encodeHead(head: BatchHead): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, head.dataCrc, true);
  view.setFloat64(8, head.base, true);
  view.setUint32(16, head.span, true);
  view.setUint32(20, head.records, true);
  view.setUint16(24, head.sparse ? SPARSE : 0, true);
  view.setUint16(26, head.partition, true);
  view.setUint32(28, head.bytes, true);
  view.setFloat64(32, head.timeMs, true);
  view.setFloat64(40, head.total, true);
  view.setUint32(48, head.topicCrc, true);
  view.setUint32(0, crc32(bytes.subarray(4)), true);
  return bytes;
}

/** null when the bytes are not a whole head: the caller names topic, partition and offset. */
export function decodeHead(bytes: unknown): BatchHead | null {
  if (!(bytes instanceof Uint8Array) || bytes.byteLength !== HEAD_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== crc32(bytes.subarray(4))) return null;
  return {
    dataCrc: view.getUint32(4, true),
    base: view.getFloat64(8, true),
    span: view.getUint32(16, true),
    records: view.getUint32(20, true),
    sparse: (view.getUint16(24, true) & SPARSE) !== 0,
    partition: view.getUint16(26, true),
    bytes: view.getUint32(28, true),
    timeMs: view.getFloat64(32, true),
    total: view.getFloat64(40, true),
    topicCrc: view.getUint32(48, true),
  };
}

/** True when the records are exactly the bytes the head was written for. */
export function dataFits(head: BatchHead, data: unknown): data is Uint8Array {
  return (
    data instanceof Uint8Array && data.byteLength === head.bytes && crc32(data) === head.dataCrc
  );
}

/** Records of a batch being filled: one growing buffer, handed over whole. */
export class BatchBuilder {
  records = 0;
  bytes = 0;
  timeMs = Number.NEGATIVE_INFINITY;
  #buffer: Uint8Array<ArrayBuffer>;
  #view: DataView;

  /** @param memory the builder's from now on */
  constructor(memory: ArrayBuffer) {
    this.#buffer = new Uint8Array(memory);
    this.#view = new DataView(memory);
  }

  /** Copies the record; the caller may reuse its value at once. `delta` makes the record sparse. */
  add(record: AppendRecord, delta: number | null = null): void {
    const { key, value } = record;
    const sparseBytes = delta === null ? 0 : 4;
    const end = this.bytes + sparseBytes + recordBytes(record);
    if (end > this.#buffer.byteLength) this.#grow(end);
    const view = this.#view;
    const buffer = this.#buffer;
    let at = this.bytes;
    if (delta !== null) view.setUint32(at, delta, true);
    at += sparseBytes;
    view.setFloat64(at, record.timeMs, true);
    view.setUint16(at + 8, key.length, true);
    view.setUint32(at + 10, value.byteLength, true);
    at += RECORD_HEAD_BYTES;
    for (let i = 0; i < key.length; i++) buffer[at + i] = key.charCodeAt(i);
    buffer.set(value, at + key.length);
    this.bytes = end;
    this.records++;
    if (record.timeMs > this.timeMs) this.timeMs = record.timeMs;
  }

  /** The filled buffer; its ArrayBuffer may be transferred, the builder is not used afterwards. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.bytes);
  }

  #grow(needed: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.byteLength * 2));
    grown.set(this.#buffer.subarray(0, this.bytes));
    this.#buffer = grown;
    this.#view = new DataView(grown.buffer);
  }
}

/** Refuses what could not be read back; a wrong record is the caller's mistake, not the world's. */
export function assertRecord({ key, timeMs, value }: AppendRecord): void {
  let codes = 0;
  for (let i = 0; i < key.length; i++) codes |= key.charCodeAt(i);
  assert(codes < 0x80, 'A record key is ASCII.');
  assert(key.length <= keyLengthMax, `A record key has at most ${keyLengthMax} characters.`);
  assert(Number.isFinite(timeMs), 'A record time is a finite number of milliseconds.');
  assert(value.byteLength <= recordBytesMax, `A record value has at most ${recordBytesMax} bytes.`);
}

/** Reads the records of one checked batch in order; values are views of the batch's buffer. */
export class BatchCursor {
  readonly head: BatchHead;
  #buffer: Buffer;
  #view: DataView;
  #at = 0;
  #index = 0;

  constructor(head: BatchHead, data: Uint8Array) {
    this.head = head;
    this.#buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  /** Offset the next record has, or the end of the batch when none is left. */
  get offset(): number {
    const { base, span, records, sparse } = this.head;
    if (this.#index >= records) return base + span;
    return base + (sparse ? this.#view.getUint32(this.#at, true) : this.#index);
  }

  /** Whether a record is left. */
  get left(): boolean {
    return this.#index < this.head.records;
  }

  /** Bytes of the next record's key and value; 0 when none is left. */
  get nextBytes(): number {
    if (this.#index >= this.head.records) return 0;
    const at = this.#at + (this.head.sparse ? 4 : 0);
    return this.#view.getUint16(at + 8, true) + this.#view.getUint32(at + 10, true);
  }

  next(): LogRecord | null {
    if (this.#index >= this.head.records) return null;
    const offset = this.offset;
    const view = this.#view;
    const at = this.#at + (this.head.sparse ? 4 : 0);
    const timeMs = view.getFloat64(at, true);
    const keyAt = at + RECORD_HEAD_BYTES;
    const valueAt = keyAt + view.getUint16(at + 8, true);
    const end = valueAt + view.getUint32(at + 10, true);
    this.#at = end;
    this.#index++;
    return new StoredRecord(offset, timeMs, this.#buffer, keyAt, valueAt, valueAt, end);
  }

  /** Passes over records below `offset` without making them. */
  skipTo(offset: number): void {
    while (this.#index < this.head.records && this.offset < offset) {
      const at = this.#at + (this.head.sparse ? 4 : 0);
      const valueBytes = this.#view.getUint32(at + 10, true);
      this.#at = at + RECORD_HEAD_BYTES + this.#view.getUint16(at + 8, true) + valueBytes;
      this.#index++;
    }
  }
}
