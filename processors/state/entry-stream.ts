/**
 * Entries as one stream of bytes, cut into chunks of a size whatever the sizes of the entries:
 * key length (u16), key, value length + 1 (u32; 0 = the entry is deleted), value; little endian.
 */
const HEAD_BYTES = 6;

export class EntryWriter {
  private readonly flush: (chunk: Uint8Array) => void;
  private readonly chunk: Buffer;
  private used = 0;

  /** @param flush takes what it is given at once: the bytes are written over */
  constructor(chunkBytes: number, flush: (chunk: Uint8Array) => void) {
    this.chunk = Buffer.allocUnsafe(chunkBytes);
    this.flush = flush;
  }

  /** @param value null = deleted */
  put(key: string, value: Uint8Array | null): void {
    const name = Buffer.from(key);
    const head = Buffer.allocUnsafe(HEAD_BYTES);
    head.writeUInt16LE(name.length, 0);
    head.writeUInt32LE(value === null ? 0 : value.length + 1, 2);
    this.add(head);
    this.add(name);
    if (value !== null) this.add(value);
  }

  end(): void {
    if (this.used > 0) this.flush(this.chunk.subarray(0, this.used));
    this.used = 0;
  }

  private add(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const count = Math.min(bytes.length - from, this.chunk.length - this.used);
      this.chunk.set(bytes.subarray(from, from + count), this.used);
      this.used += count;
      from += count;
      if (this.used === this.chunk.length) this.end();
    }
  }
}

/** Gives each entry when its last byte has come. */
export class EntryReader {
  private readonly take: (key: string, value: Uint8Array | null) => void;
  private rest: Buffer = Buffer.alloc(0);

  constructor(take: (key: string, value: Uint8Array | null) => void) {
    this.take = take;
  }

  /** No entry is cut off. */
  get isDone(): boolean {
    return this.rest.length === 0;
  }

  /** The values given are views of `chunk` as a rule: it must not be written to. */
  add(chunk: Buffer): void {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    let at = 0;
    while (bytes.length - at >= HEAD_BYTES) {
      const nameLength = bytes.readUInt16LE(at);
      const sized = bytes.readUInt32LE(at + 2);
      const valueAt = at + HEAD_BYTES + nameLength;
      const end = valueAt + Math.max(0, sized - 1);
      if (end > bytes.length) break;
      const key = bytes.toString('utf8', at + HEAD_BYTES, valueAt);
      this.take(key, sized === 0 ? null : bytes.subarray(valueAt, end));
      at = end;
    }
    this.rest = bytes.subarray(at);
  }
}
