/** Files of devices as part of an alert: found by its time, served to those who may see it, never as a page. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentHash, MediaEvent, MediaStep } from '#core/media.ts';
import { TOPICS } from '#core/topics.ts';
import { MediaBook } from '#dashboard/server/media-book.ts';
import { encodeMediaEvent } from '#proto/codec/media.ts';
import { MediaStore, type StoredFile } from '#runtime/media/media-store.ts';
import { appendTransitions, startServer, type TestServer } from './harness.ts';
import { alertOf, subject, transitionOf } from './support.ts';

const OPENED_MS = 1_780_000_000_000;
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(2_000, 7)]);
const PAGE = Buffer.from('<script>alert(1)</script>');

function event(n: number, step: MediaStep, timeMs: number | null = OPENED_MS + 5_000): MediaEvent {
  const keys = { subjectKey: subject(n), deviceKey: subject(n + 1_000) };
  return {
    ...keys,
    atMs: OPENED_MS + 60_000,
    gateway: 'main',
    step,
    alarm: { timeMs, itemId: 0x65, type: 1, level: 2 },
  };
}
const asked = (alarmNo: string, announced: number): MediaStep => ({
  ...{
    kind: 'asked',
    alarmNo,
    announced,
    identifier: new Uint8Array(16),
    expiresAtMs: OPENED_MS + 1e8,
  },
});
const stored = (alarmNo: string, name: string, file: Partial<StoredFile> = {}): MediaStep => ({
  ...{ kind: 'stored', alarmNo, name, media: 'picture', channel: 65 },
  ...{ hash: 'a'.repeat(64) as ContentHash, sizeBytes: 3, contentType: 'image/png', ...file },
});

describe('what belongs to an alert', () => {
  const alert = alertOf(1, { openedAtMs: OPENED_MS, closedAtMs: OPENED_MS + 60_000 });
  const names = (book: MediaBook) => book.of(alert).files.map(({ name }) => name);

  test('is of its vehicle and within its episode, with half a minute to spare', () => {
    const book = new MediaBook(10);
    for (const [k, atMs] of [-30_001, -30_000, 0, 90_000, 90_001].entries())
      book.apply(event(1, stored(`n${k}`, `file${k}`), OPENED_MS + atMs));
    book.apply(event(2, stored('other', 'of another vehicle')));
    expect(names(book)).toEqual(['file1', 'file2', 'file3']);
  });

  test('an alert that names the device’s alarms takes the files of these alone, whenever they came', () => {
    const book = new MediaBook(10);
    const marks = [{ itemId: 0x65, type: 1, timeMs: OPENED_MS - 300_000 }];
    const other = { timeMs: OPENED_MS - 300_000, itemId: 0x65, type: 1, level: 2 };
    book.apply(event(1, stored('n0', 'named'), OPENED_MS - 300_000));
    book.apply(event(1, stored('n1', 'of another time')));
    book.apply({ ...event(1, stored('n2', 'of another item')), alarm: { ...other, itemId: 0x64 } });
    book.apply({ ...event(1, stored('n3', 'of another type')), alarm: { ...other, type: 2 } });
    const upload = { timeMs: OPENED_MS, itemId: 0, type: 0, level: 0 };
    book.apply({ ...event(1, stored('', 'uploaded unasked')), alarm: upload });
    const named = book.of({ ...alert, facts: { marks } }).files.map(({ name }) => name);
    expect(named).toEqual(['named', 'uploaded unasked']);
  });

  test('counts what is awaited and what never came', () => {
    const book = new MediaBook(10);
    book.apply(event(1, asked('n', 3)));
    book.apply(event(1, stored('n', 'a')));
    expect(book.of(alert)).toMatchObject({ awaited: 2, failed: 0 });
    book.apply(event(1, { kind: 'failed', alarmNo: 'n', name: 'b', reason: 'too-large' }));
    expect(book.of(alert)).toMatchObject({ awaited: 1, failed: 1 });
    book.apply(event(1, { kind: 'failed', alarmNo: 'n', name: '', reason: 'expired' }));
    expect(book.of(alert)).toMatchObject({ awaited: 0, failed: 2 });
    // The same file twice in the log is one file; one that came after all has not failed.
    book.apply(event(1, stored('n', 'a')));
    book.apply(event(1, stored('n', 'b')));
    expect(book.of(alert)).toMatchObject({ awaited: 0, failed: 1 });
    expect(names(book)).toEqual(['a', 'b']);
  });

  test('is bounded: the oldest gives way', () => {
    const book = new MediaBook(2);
    for (const name of ['a', 'b', 'c']) book.apply(event(1, stored(name, name)));
    expect(names(book)).toEqual(['b', 'c']);
    expect([book.size, book.forgotten]).toEqual([2, 1]);
  });
});

describe('served', () => {
  let directory: string;
  let server: TestServer;
  let png: StoredFile;
  let page: StoredFile;
  const alertId = alertOf(1).alertId;
  const address = (hash: string, id = alertId) => `/api/alerts/${id}/attachments/${hash}`;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tizheng-media-page-'));
    const clock = { now: () => Date.now() };
    const store = await MediaStore.open({
      ...{ directory, bytesMaxRefuse: 1e6, keepMs: 1e9, clock, sealed: async () => new Set() },
    });
    png = (await store.put(PNG))!;
    page = (await store.put(PAGE))!;
    server = await startServer({ mediaDir: directory });
    await appendTransitions(server.log, [
      transitionOf(1, alertOf(1, { openedAtMs: OPENED_MS })),
      transitionOf(2, alertOf(2, { openedAtMs: OPENED_MS })),
    ]);
    const gone = 'f'.repeat(64) as ContentHash;
    const steps = [
      stored('n', '../../etc/passwd', png),
      stored('n', 'page.html', page),
      stored('n', 'gone', { hash: gone }),
    ];
    await server.log.append(
      TOPICS.media,
      0,
      steps.map((step) => ({
        key: subject(1),
        timeMs: Date.now(),
        value: encodeMediaEvent(event(1, step)),
      })),
    );
    for (;;) {
      const answer = await server.get(`/api/alerts/${alertId}/attachments`);
      if (answer.ok && ((await answer.json()) as { files: unknown[] }).files.length === 3) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
  afterAll(async () => {
    await server.stop();
    await rm(directory, { recursive: true });
  });

  test('a picture as a picture, whole or in part', async () => {
    const answer = await server.get(address(png.hash));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^inline; filename="[0-9a-f]{12}\.png"$/,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
    const part = async (range: string) => {
      const headers = { cookie: server.cookie, range };
      const found = await fetch(server.url + address(png.hash), { headers });
      return { status: found.status, bytes: Buffer.from(await found.arrayBuffer()) };
    };
    expect(await part('bytes=10-19')).toEqual({ status: 206, bytes: PNG.subarray(10, 20) });
    expect(await part('bytes=2000-')).toEqual({ status: 206, bytes: PNG.subarray(2_000) });
    expect(await part('bytes=-8')).toEqual({ status: 206, bytes: PNG.subarray(-8) });
    expect((await part('bytes=9999-')).status).toBe(416);
  });

  test('a page of a device is saved, never shown', async () => {
    const { headers } = await server.get(address(page.hash));
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="[0-9a-f]{12}\.bin"$/,
    );
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });

  test('to nobody who is not signed in, and only as part of its alert', async () => {
    expect((await fetch(server.url + address(png.hash))).status).toBe(401);
    expect((await server.get(address(png.hash, alertOf(2).alertId))).status).toBe(404);
    expect((await server.get(address('..%2f..%2fsecrets.json'))).status).toBe(400);
    expect((await server.get(address('f'.repeat(64)))).status).toBe(410);
  });

  test('not when it is not what was stored', async () => {
    const path = join(directory, 'objects', page.hash.slice(0, 2), page.hash.slice(2));
    const other = await startServer({ mediaDir: directory, log: server.log });
    await writeFile(path, 'something else');
    const answer = await other.get(address(page.hash));
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('damaged');
    await other.stop();
  });
});
