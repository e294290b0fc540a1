/**
 * Files named by the SHA-256 of their content, in a directory of bounded size:
 *
 *   objects/ab/cdef…   whole files, written once, never changed
 *   incoming/…         files being received, under names of ours
 *
 * A file is received into `incoming`, read back for its hash, made durable and renamed: what lies in
 * `objects` is whole. The same content is kept once. Nothing a device says becomes part of a path.
 *
 * *Full:* a file that does not fit beside what is kept and what is being received is refused; nothing
 * kept gives way before its time. `sweep` removes what is older than the retention.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { assert } from '#core/errors.ts';
import { type ContentHash, type ContentType, isContentHash } from '#core/media.ts';
import type { Clock } from '#core/time.ts';
import { contentTypeOf, SNIFF_BYTES } from './content-type.ts';

export interface MediaStoreOptions {
  directory: string;
  /** Bytes of all files, those being received included; beyond it new ones are refused. */
  bytesMaxRefuse: number;
  /** Files stored longer ago are removed by `sweep`. */
  keepMs: number;
  /** Files that stay whatever their age; null = not known now, so all of them. */
  sealed: () => Promise<ReadonlySet<ContentHash> | null>;
  clock: Clock;
}

export interface StoredFile {
  hash: ContentHash;
  sizeBytes: number;
  contentType: ContentType;
}

/** What was left in `incoming` by a process that is no more is removed after this; a living one may wait for a device. */
const ORPHAN_MS = 48 * 3_600_000;
const READ_BYTES = 65_536;

export class MediaStore {
  readonly #options: MediaStoreOptions;
  readonly #reading: MediaReader;
  #storedBytes = 0;
  /** A start must not wait for a hundred thousand files; until then the bound sees less than there is. */
  counted: Promise<void> = Promise.resolve();
  #reservedBytes = 0;
  #files = 0;
  /** Kept since the sweep under way began: it may have looked before. */
  #keptMeanwhile = { files: 0, bytes: 0 };

  private constructor(options: MediaStoreOptions) {
    this.#options = options;
    this.#reading = new MediaReader(options.directory);
  }

  /** Makes the directory. What it holds is counted meanwhile: `counted` resolves when that is done. */
  static async open(options: MediaStoreOptions): Promise<MediaStore> {
    const store = new MediaStore(options);
    await mkdir(join(options.directory, 'objects'), { recursive: true });
    await mkdir(join(options.directory, 'incoming'), { recursive: true });
    store.counted = store.sweep().then(
      () => {},
      () => {},
    );
    return store;
  }

  /** Bytes kept, and promised to files being received. */
  get heldBytes(): number {
    return this.#storedBytes + this.#reservedBytes;
  }

  get files(): number {
    return this.#files;
  }

  /** Begins a file; room for its bytes is asked for as they come. */
  begin(): IncomingFile {
    return new IncomingFile(this, join(this.#options.directory, 'incoming', randomUUID()));
  }

  /** Whether `sizeBytes` more would fit now. */
  hasRoomFor(sizeBytes: number): boolean {
    return this.heldBytes + sizeBytes <= this.#options.bytesMaxRefuse;
  }

  /** Stores bytes that are in memory already; null = there is no room for them. */
  async put(bytes: Uint8Array): Promise<StoredFile | null> {
    const file = this.begin();
    if (!file.grow(bytes.length)) return null;
    // A failed write fails `finish` as well, which then cleans up.
    file.write(0, bytes).catch(() => {});
    return file.finish(bytes.length);
  }

  /** For IncomingFile: room for `bytes` more; a negative number gives room back. */
  reserve(bytes: number): boolean {
    if (bytes > 0 && !this.hasRoomFor(bytes)) return false;
    this.#reservedBytes += bytes;
    return true;
  }

  /** For IncomingFile: moves a whole, durable file to its name. */
  async keep(path: string, hash: ContentHash, sizeBytes: number): Promise<void> {
    const directory = join(this.#options.directory, 'objects', hash.slice(0, 2));
    const target = join(directory, hash.slice(2));
    if ((await this.#reading.find(hash)) !== null) {
      // Known content: it is as old as its latest use.
      const now = new Date(this.#options.clock.now());
      await utimes(target, now, now);
      await rm(path, { force: true });
      return;
    }
    await mkdir(directory, { recursive: true });
    await rename(path, target);
    await syncDirectory(directory);
    await syncDirectory(join(this.#options.directory, 'objects'));
    this.#storedBytes += sizeBytes;
    this.#files++;
    this.#keptMeanwhile.files++;
    this.#keptMeanwhile.bytes += sizeBytes;
  }

  /** Removes what is older than the retention, unless it is under seal, and what died in the making; returns how many files went. */
  async sweep(): Promise<number> {
    const { directory, keepMs, clock } = this.#options;
    // What cannot be asked for is taken for sealed: a file that went does not come back.
    const sealed = await this.#options.sealed().catch(() => null);
    const nowMs = clock.now();
    const meanwhile = { files: 0, bytes: 0 };
    this.#keptMeanwhile = meanwhile;
    let removed = 0;
    let files = 0;
    let bytes = 0;
    const objects = join(directory, 'objects');
    const look = async (path: string, hash: string) => {
      const found = await stat(path).catch(() => null);
      if (found === null) return;
      const isSealed = sealed === null || sealed.has(hash as ContentHash);
      if (nowMs - found.mtimeMs > keepMs && !isSealed) {
        await rm(path, { force: true });
        removed++;
      } else {
        files++;
        bytes += found.size;
      }
    };
    for (const prefix of await readdir(objects)) {
      const names = await readdir(join(objects, prefix));
      await Promise.all(names.map((name) => look(join(objects, prefix, name), `${prefix}${name}`)));
    }
    const incoming = join(directory, 'incoming');
    for (const name of await readdir(incoming)) {
      const found = await stat(join(incoming, name)).catch(() => null);
      if (found !== null && nowMs - found.mtimeMs > ORPHAN_MS)
        await rm(join(incoming, name), { force: true });
    }
    // Rather too much than too little; the next sweep counts anew.
    this.#files = files + meanwhile.files;
    this.#storedBytes = bytes + meanwhile.bytes;
    return removed;
  }
}

/** The reading side: what the dashboard needs, without the right to write. */
export class MediaReader {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Where the content lies; null = it is not (or no longer) kept. */
  async find(hash: ContentHash): Promise<{ path: string; sizeBytes: number } | null> {
    if (!isContentHash(hash)) return null;
    const path = join(this.#directory, 'objects', hash.slice(0, 2), hash.slice(2));
    const found = await stat(path).catch(() => null);
    return found?.isFile() ? { path, sizeBytes: found.size } : null;
  }

  /** Whether the content still is what its name says; reads all of it. */
  async isWhole(hash: ContentHash): Promise<boolean> {
    const found = await this.find(hash);
    return found !== null && (await hashOf(found.path)) === hash;
  }
}

/** One file on its way in. Writes keep their order; a failed one fails `finish`. */
export class IncomingFile {
  readonly #store: MediaStore;
  readonly #path: string;
  #handle: FileHandle | null = null;
  #made = false;
  #reserved = 0;
  #failed = false;
  #tail: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(store: MediaStore, path: string) {
    this.#store = store;
    this.#path = path;
  }

  /** Asks for room for `bytes` more, or gives room back; false = there is none. */
  grow(bytes: number): boolean {
    if (!this.#store.reserve(bytes)) return false;
    this.#reserved += bytes;
    return true;
  }

  /** `bytes` must stay untouched until it resolves. Rejects with what the disk says. */
  write(at: number, bytes: Uint8Array): Promise<void> {
    return this.#queue(async () => {
      const handle = await this.#open();
      const { bytesWritten } = await handle.write(bytes, 0, bytes.length, at);
      assert(bytesWritten === bytes.length, 'A write to a regular file is whole or fails.');
    });
  }

  /** Gives the descriptor back; a later write opens the file again. */
  rest(): Promise<void> {
    return this.#queue(() => this.#close());
  }

  /** Makes its first `sizeBytes` durable under their hash. The file is over afterwards, also when it rejects. */
  async finish(sizeBytes: number): Promise<StoredFile> {
    try {
      let stored: StoredFile | null = null;
      await this.#queue(async () => {
        const handle = await this.#open();
        await handle.truncate(sizeBytes);
        await handle.sync();
        const head = new Uint8Array(SNIFF_BYTES);
        const { bytesRead } = await handle.read(head, 0, SNIFF_BYTES, 0);
        await this.#close();
        // From the disk, not from what was sent to it: what we wrote, and again what we read.
        const hash = await hashOf(this.#path);
        await this.#store.keep(this.#path, hash, sizeBytes);
        stored = { hash, sizeBytes, contentType: contentTypeOf(head.subarray(0, bytesRead)) };
      });
      return stored!;
    } finally {
      await this.abort();
    }
  }

  /** Forgets the file; nothing happens after `finish`. */
  async abort(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#store.reserve(-this.#reserved);
    this.#reserved = 0;
    await this.#tail;
    await this.#close().catch(() => {});
    if (this.#made) await rm(this.#path, { force: true }).catch(() => {});
  }

  #queue(work: () => Promise<void>): Promise<void> {
    const next = this.#tail.then(async () => {
      if (this.#failed) throw new Error('An earlier write of this file failed.');
      await work();
    });
    // Met by whoever finishes the file; a write nobody waits for must not end the process.
    this.#tail = next.catch(() => {
      this.#failed = true;
    });
    return next;
  }

  async #open(): Promise<FileHandle> {
    this.#handle ??= await open(this.#path, this.#made ? 'r+' : 'wx+', 0o600);
    this.#made = true;
    return this.#handle;
  }

  async #close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }
}

async function hashOf(path: string): Promise<ContentHash> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) {
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex') as ContentHash;
}

async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
