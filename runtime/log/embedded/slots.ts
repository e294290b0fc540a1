/**
 * Small numbers kept beside the store, each with its own CRC-32 in a preallocated file, so that
 * writing one needs no space and a damaged one is recognised.
 *
 * *High-water marks* (`<topic>.high`): per partition one past the newest acknowledged record. Written
 * after each commit; a mark above the store's end proves that acknowledged records vanished. Its stamp
 * changes with each write, so readers in any process notice new records with one small read.
 *
 * *Committed offsets* (`committed/<group>@<topic>@<partition>`): two slots written in turn, so that a
 * torn write leaves the one before; resuming earlier only repeats records.
 */
import {
  closeSync,
  constants,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

const SLOT_BYTES = 16;

function encodeSlot(stamp: number, value: number): Uint8Array {
  const bytes = new Uint8Array(SLOT_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, stamp >>> 0, true);
  view.setFloat64(8, value, true);
  view.setUint32(0, crc32(bytes.subarray(4)), true);
  return bytes;
}

function decodeSlot(bytes: Uint8Array, at: number): { stamp: number; value: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, SLOT_BYTES);
  if (view.getUint32(0, true) !== crc32(bytes.subarray(at + 4, at + SLOT_BYTES))) return null;
  return { stamp: view.getUint32(4, true), value: view.getFloat64(8, true) };
}

export class HighMarks {
  readonly path: string;
  readonly #fd: number;
  readonly #bytes: Uint8Array;

  constructor(path: string, partitions: number) {
    this.path = path;
    this.#fd = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    this.#bytes = new Uint8Array(partitions * SLOT_BYTES);
    const there = readSync(this.#fd, this.#bytes, 0, this.#bytes.byteLength, 0);
    if (there < this.#bytes.byteLength) {
      ftruncateSync(this.#fd, this.#bytes.byteLength);
      // Real zeros, not a hole: a later mark must not need new space on a full disk.
      writeSync(this.#fd, new Uint8Array(this.#bytes.byteLength - there), 0, undefined, there);
      fdatasyncSync(this.#fd);
    }
  }

  /** Offset one past the newest acknowledged record, or null when no readable mark was ever set. */
  read(partition: number): number | null {
    const at = partition * SLOT_BYTES;
    readSync(this.#fd, this.#bytes, at, SLOT_BYTES, at);
    return decodeSlot(this.#bytes, at)?.value ?? null;
  }

  /** Reads all marks anew; `stamp` answers from what was read last. */
  refresh(): void {
    readSync(this.#fd, this.#bytes, 0, this.#bytes.byteLength, 0);
  }

  /** A number that differs after every write of the partition's mark. */
  stamp(partition: number): number {
    const view = new DataView(this.#bytes.buffer, partition * SLOT_BYTES, SLOT_BYTES);
    return view.getUint32(0, true) * 2 ** 20 + (view.getUint32(4, true) & 0xfffff);
  }

  /** The stamp as it is on disk now. */
  fresh(partition: number): number {
    this.refresh();
    return this.stamp(partition);
  }

  /** Never lowers a mark: another writer of the partition may have been quicker. */
  raise(partition: number, high: number): void {
    const at = partition * SLOT_BYTES;
    readSync(this.#fd, this.#bytes, at, SLOT_BYTES, at);
    const before = decodeSlot(this.#bytes, at);
    const value = Math.max(high, before?.value ?? 0);
    writeSync(this.#fd, encodeSlot((before?.stamp ?? 0) + 1, value), 0, SLOT_BYTES, at);
  }

  close(): void {
    closeSync(this.#fd);
  }
}

/** 'damaged' when the file is there and neither slot is whole; null when there is none. */
export async function readCommitted(path: string): Promise<number | null | 'damaged'> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const newest = await newestSlot(file);
    return newest === null ? 'damaged' : newest.value;
  } finally {
    await file.close();
  }
}

/** Durable when it resolves. The caller writes one file at a time. */
export async function writeCommitted(path: string, offset: number): Promise<void> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return createCommitted(path, offset);
  }
  try {
    const newest = await newestSlot(file);
    if (newest === null) return await createCommitted(path, offset);
    const stamp = newest.stamp + 1;
    await file.write(encodeSlot(stamp, offset), 0, SLOT_BYTES, (stamp % 2) * SLOT_BYTES);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/**
 * Both slots at once, so that the second needs no space later on, and under another name first: a
 * process killed in between leaves no file, rather than an empty one that reads as damaged for ever.
 */
async function createCommitted(path: string, offset: number): Promise<void> {
  const beside = `${path}.new`;
  const slot = encodeSlot(1, offset);
  const file = await open(beside, 'w', 0o600);
  try {
    await file.write(Buffer.concat([slot, slot]), 0, 2 * SLOT_BYTES, 0);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  syncDirectory(dirname(path));
}

async function newestSlot(file: Awaited<ReturnType<typeof open>>) {
  const bytes = new Uint8Array(2 * SLOT_BYTES);
  const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, 0);
  if (bytesRead < bytes.byteLength) return null;
  const a = decodeSlot(bytes, 0);
  const b = decodeSlot(bytes, SLOT_BYTES);
  if (a === null || b === null) return a ?? b;
  return a.stamp > b.stamp ? a : b;
}

/** Makes a new file's name durable. */
export function syncDirectory(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
