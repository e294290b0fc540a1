import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ContentHash } from '#core/media.ts';
import { MediaReader, MediaStore } from '#runtime/media/media-store.ts';

const DAY_MS = 86_400_000;
let directory: string;
let nowMs = Date.now();
const clock = { now: () => nowMs };
let sealed: () => Promise<Set<ContentHash> | null> = async () => new Set();
async function open(bytesMaxRefuse = 1_000): Promise<MediaStore> {
  const store = await MediaStore.open({
    ...{ directory, bytesMaxRefuse, keepMs: DAY_MS, clock, sealed: () => sealed() },
  });
  await store.counted;
  return store;
}
const hashOf = (bytes: Uint8Array) =>
  createHash('sha256').update(bytes).digest('hex') as ContentHash;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tizheng-media-'));
  nowMs = Date.now();
});
afterEach(() => rm(directory, { recursive: true }));

test('content lies under its hash, once, and is what was written in whatever order', async () => {
  const store = await open();
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);
  const file = store.begin();
  expect(file.grow(8)).toBe(true);
  await file.write(4, jpeg.subarray(4));
  await file.rest();
  await file.write(0, jpeg.subarray(0, 4));
  const stored = await file.finish(8);
  expect(stored).toEqual({ hash: hashOf(jpeg), sizeBytes: 8, contentType: 'image/jpeg' });
  expect(await store.put(jpeg)).toEqual(stored);
  expect(store.files).toBe(1);
  expect(store.heldBytes).toBe(8);
  const reader = new MediaReader(directory);
  const found = await reader.find(stored.hash);
  expect(await readFile(found!.path)).toEqual(jpeg);
  expect(await reader.isWhole(stored.hash)).toBe(true);
  expect(await readdir(join(directory, 'incoming'))).toEqual([]);
});

test('a full store refuses and keeps what it has; room given back is room', async () => {
  const store = await open(10);
  await store.put(Buffer.alloc(6));
  const file = store.begin();
  expect(file.grow(4)).toBe(true);
  expect(file.grow(1)).toBe(false);
  expect(await store.put(Buffer.alloc(2, 1))).toBeNull();
  await file.abort();
  expect(await store.put(Buffer.alloc(4, 1))).not.toBeNull();
  expect(store.heldBytes).toBe(10);
  // Another process counts the same.
  expect((await open(10)).heldBytes).toBe(10);
});

test('what is past its time goes, and what a dead process left behind', async () => {
  const store = await open();
  const { hash } = (await store.put(Buffer.from('evidence')))!;
  const left = join(directory, 'incoming', 'left');
  await writeFile(left, 'x');
  expect(await store.sweep()).toBe(0);
  expect(await readdir(join(directory, 'incoming'))).toEqual(['left']);
  nowMs += 2 * DAY_MS + 1_000;
  // The same content again begins its time anew.
  await store.put(Buffer.from('evidence'));
  expect(await store.sweep()).toBe(0);
  expect(await readdir(join(directory, 'incoming'))).toEqual([]);
  nowMs += DAY_MS + 1_000;
  expect(await store.sweep()).toBe(1);
  expect(await new MediaReader(directory).find(hash)).toBeNull();
  expect(store.heldBytes).toBe(0);
});

test('what is under seal stays, and everything stays while nobody can say what is', async () => {
  const store = await open();
  const { hash } = (await store.put(Buffer.from('evidence')))!;
  await store.put(Buffer.from('something else'));
  nowMs += 2 * DAY_MS;
  for (const unknown of [async () => null, () => Promise.reject(new Error('the log is away'))]) {
    sealed = unknown;
    expect(await store.sweep()).toBe(0);
  }
  sealed = async () => new Set([hash]);
  expect(await store.sweep()).toBe(1);
  expect(await new MediaReader(directory).find(hash)).not.toBeNull();
  expect(store.heldBytes).toBe('evidence'.length);
  sealed = async () => new Set();
  expect(await store.sweep()).toBe(1);
});

test('damage is noticed, and no name outside the store is looked for', async () => {
  const store = await open();
  const { hash } = (await store.put(Buffer.from('evidence')))!;
  const reader = new MediaReader(directory);
  const { path } = (await reader.find(hash))!;
  await writeFile(path, 'evidense');
  await utimes(path, new Date(), new Date());
  expect(await reader.isWhole(hash)).toBe(false);
  for (const name of ['../../etc/passwd', hash.toUpperCase(), `${hash}/`, '']) {
    expect(await reader.find(name as ContentHash)).toBeNull();
  }
});

test('a failed write fails the file, whose room comes back', async () => {
  const store = await open();
  const file = store.begin();
  file.grow(5);
  await rm(join(directory, 'incoming'), { recursive: true });
  await expect(file.write(0, Buffer.alloc(5))).rejects.toThrow();
  await expect(file.finish(5)).rejects.toThrow();
  expect(store.heldBytes).toBe(0);
});
