/** Reading and writing the protocol's plain types: big-endian integers, short strings, arrays. */

export class ByteWriter {
  #buffer: Buffer;
  #at = 0;

  constructor(bytes = 512) {
    this.#buffer = Buffer.allocUnsafe(bytes);
  }

  int8(value: number): this {
    this.#at = this.#room(1).writeInt8(value, this.#at);
    return this;
  }

  int16(value: number): this {
    this.#at = this.#room(2).writeInt16BE(value, this.#at);
    return this;
  }

  int32(value: number): this {
    this.#at = this.#room(4).writeInt32BE(value, this.#at);
    return this;
  }

  /** A whole number of at most 53 bits. */
  int64(value: number): this {
    this.#at = this.#room(8).writeBigInt64BE(BigInt(value), this.#at);
    return this;
  }

  boolean(value: boolean): this {
    return this.int8(value ? 1 : 0);
  }

  string(value: string | null): this {
    if (value === null) return this.int16(-1);
    const length = Buffer.byteLength(value);
    this.int16(length);
    this.#room(length).write(value, this.#at, 'utf8');
    this.#at += length;
    return this;
  }

  bytes(value: Uint8Array): this {
    this.int32(value.byteLength);
    this.#room(value.byteLength).set(value, this.#at);
    this.#at += value.byteLength;
    return this;
  }

  /** `null` is written as the protocol's null array. */
  array<T>(items: readonly T[] | null, write: (item: T) => void): this {
    this.int32(items === null ? -1 : items.length);
    for (const item of items ?? []) write(item);
    return this;
  }

  take(): Buffer {
    return this.#buffer.subarray(0, this.#at);
  }

  #room(bytes: number): Buffer {
    const needed = this.#at + bytes;
    if (needed > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
      grown.set(this.#buffer.subarray(0, this.#at));
      this.#buffer = grown;
    }
    return this.#buffer;
  }
}

/** Throws a RangeError beyond the end of an answer. */
export class ByteReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  int8(): number {
    this.#at += 1;
    return this.#buffer.readInt8(this.#at - 1);
  }

  int16(): number {
    this.#at += 2;
    return this.#buffer.readInt16BE(this.#at - 2);
  }

  int32(): number {
    this.#at += 4;
    return this.#buffer.readInt32BE(this.#at - 4);
  }

  /** Exact to 53 bits: offsets and times. */
  int64(): number {
    this.#at += 8;
    return readInt64(this.#buffer, this.#at - 8);
  }

  bigint64(): bigint {
    this.#at += 8;
    return this.#buffer.readBigInt64BE(this.#at - 8);
  }

  boolean(): boolean {
    return this.int8() !== 0;
  }

  string(): string {
    return this.nullableString() ?? '';
  }

  nullableString(): string | null {
    const length = this.int16();
    if (length < 0) return null;
    this.#at += length;
    return this.#buffer.toString('utf8', this.#at - length, this.#at);
  }

  /** A view; null as the protocol's null. */
  bytes(): Buffer | null {
    const length = this.int32();
    if (length < 0) return null;
    this.#at += length;
    if (this.#at > this.#buffer.length) throw new RangeError('The answer ends within its bytes.');
    return this.#buffer.subarray(this.#at - length, this.#at);
  }

  array<T>(read: () => T): T[] {
    const items: T[] = [];
    for (let left = this.int32(); left > 0; left--) items.push(read());
    return items;
  }
}

export function readInt64(buffer: Buffer, at: number): number {
  return buffer.readInt32BE(at) * 4_294_967_296 + buffer.readUInt32BE(at + 4);
}
