/** The unmodified client against the front, the engine behind it, in their own process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import pino from 'pino';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Store, startStore } from '#runtime/store/supervisor.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tizheng-front-'));
const log = { level: ClickHouseLogLevel.OFF };
let store: Store;
let client: ClickHouseClient;

beforeAll(async () => {
  store = await startStore({
    dataDir,
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    limits: { bodyBytesMax: 1_000_000, resultBytesMax: 1_000_000, readSecondsMax: 1 },
  });
  client = createClient({
    url: store.url,
    username: store.username,
    password: store.password,
    log,
  });
  await client.command({ query: 'CREATE DATABASE dw' });
  await client.command({
    query:
      'CREATE TABLE dw.t (id UInt64, name String, speed Nullable(Float64)) ENGINE = MergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 100',
  });
});
afterAll(async () => {
  await client.close();
  await store.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const rowsOf = async <T>(query: string, query_params: Record<string, unknown> = {}): Promise<T[]> =>
  (await client.query({ query, query_params, format: 'JSONEachRow' })).json<T>();
const codeOf = async (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('the client', () => {
  test('pings, reads in several formats, gets summaries', async () => {
    expect(await client.ping()).toEqual({ success: true });
    expect(await rowsOf('SELECT 1 AS x, toUInt64(2) AS y')).toEqual([{ x: 1, y: '2' }]);
    const json = await (
      await client.query({ query: 'SELECT number FROM numbers(3)', format: 'JSON' })
    ).json<{ number: string }>();
    expect(json.rows).toBe(3);
    const text = await (
      await client.query({ query: 'SELECT 1, 2', format: 'TabSeparated' })
    ).text();
    expect(text).toBe('1\t2\n');
  });

  test('inserts rows, text and binary; the same token twice counts once', async () => {
    const settings = { insert_deduplication_token: 'dw.t:0-1', async_insert: 0 as const };
    for (let i = 0; i < 2; i++) {
      const result = await client.insert({
        table: 'dw.t',
        values: [
          [1, 'plain', 1.5],
          [2, "o'\t\n\\", null],
        ],
        format: 'JSONCompactEachRow',
        clickhouse_settings: settings,
      });
      expect(result.summary?.written_rows).toBe('2');
    }
    await client.insert({
      table: 'dw.t',
      columns: ['name', 'id'],
      values: Readable.from(['three\t3\n'], { objectMode: false }),
      format: 'TabSeparated',
    });
    // A first byte of newlines: binary rows must not be taken for white space.
    const row = Buffer.from([0x0a, 0x0a, 0x0a, 0, 0, 0, 0, 0, 2, 0x20, 0x0a]);
    const answer = await client.exec({
      query: 'INSERT INTO dw.t (id, name) FORMAT RowBinary',
      values: Readable.from([row], { objectMode: false }),
    });
    for await (const _ of answer.stream);
    expect(await rowsOf('SELECT * FROM dw.t ORDER BY id')).toEqual([
      { id: '1', name: 'plain', speed: 1.5 },
      { id: '2', name: "o'\t\n\\", speed: null },
      { id: '3', name: 'three', speed: null },
      { id: '657930', name: ' \n', speed: null },
    ]);
  });

  test('binds parameters, whatever is in them, in parallel', async () => {
    const nasty = "x'); DROP TABLE dw.t; --\\\t{n:UInt8}";
    expect(await rowsOf('SELECT {s:String} AS s', { s: nasty })).toEqual([{ s: nasty }]);
    expect(await rowsOf('SELECT {a:Array(String)} AS a', { a: [nasty, "b'"] })).toEqual([
      { a: [nasty, "b'"] },
    ]);
    expect(
      await rowsOf(
        'SELECT id FROM {t:Identifier}.t WHERE id IN {ids:Array(UInt64)} LIMIT {n:UInt8}',
        { t: 'dw', ids: [1, 9], n: 5 },
      ),
    ).toEqual([{ id: '1' }]);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => rowsOf<{ n: number }>('SELECT {n:UInt8} AS n', { n })),
    );
    expect(answers.map(([row]) => row!.n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  test('gets typed errors', async () => {
    expect(await codeOf(client.query({ query: 'SELECT nothing' }))).toBe('47');
    expect(await codeOf(client.query({ query: 'SELECT * FROM dw.nope' }))).toBe('60');
    expect(await codeOf(client.query({ query: 'SELECT 1; SELECT 2' }))).toBe('62');
    expect(
      await codeOf(
        client.insert({ table: 'dw.nope', values: [[1]], format: 'JSONCompactEachRow' }),
      ),
    ).toBe('60');
    expect(
      await codeOf(client.insert({ table: 'dw.t', values: [['x']], format: 'JSONCompactEachRow' })),
    ).toBe('27');
    expect(
      await codeOf(client.query({ query: 'SELECT 1', clickhouse_settings: { allow_ddl: 1 } })),
    ).toBe('452');
  });

  test('is held to its bounds', async () => {
    expect(
      await codeOf(
        client.query({ query: 'SELECT sum(sipHash64(number)) FROM numbers(100000000000)' }),
      ),
    ).toBe('159');
    expect(await codeOf(client.query({ query: 'SELECT number FROM numbers(10000000)' }))).toBe(
      '396',
    );
    const large = client.insert({
      table: 'dw.t',
      values: Readable.from([Buffer.alloc(1_100_000, 'x')], { objectMode: false }),
      format: 'TabSeparated',
    });
    await expect(large).rejects.toThrow();
    expect(await client.ping()).toEqual({ success: true });
  });

  test('never sees in an answer what a failed statement had written before', async () => {
    for (let i = 0; i < 6; i++) {
      const failing = client.query({
        query: 'SELECT throwIf(number = 100000) FROM numbers(1000000)',
        format: 'JSON',
      });
      expect(await codeOf(failing)).toBe('395');
      expect(await rowsOf(`SELECT ${i} AS i`)).toEqual([{ i }]);
    }
  });

  test('may use gzip both ways', async () => {
    const zipped = createClient({
      url: store.url,
      username: store.username,
      password: store.password,
      compression: { request: true, response: true },
      log,
    });
    await zipped.insert({ table: 'dw.t', values: [[50, 'zip', 0]], format: 'JSONCompactEachRow' });
    const rows = await (
      await zipped.query({
        query: "SELECT repeat('a', 5000) AS a FROM dw.t WHERE id = 50",
        format: 'JSONEachRow',
      })
    ).json<{ a: string }>();
    expect(rows[0]!.a).toHaveLength(5000);
    await zipped.close();
  });
});

describe('without the token', () => {
  const get = (headers: Record<string, string>) =>
    fetch(`${store.url}/?query=SELECT%201`, { headers });

  test('nothing is answered but ping', async () => {
    expect((await fetch(`${store.url}/ping`)).status).toBe(200);
    for (const headers of [
      {},
      { authorization: `Basic ${btoa(`${store.username}:wrong`)}` },
      { 'x-clickhouse-user': 'default', 'x-clickhouse-key': store.password },
      { 'x-clickhouse-user': store.username },
    ] as Record<string, string>[]) {
      const answer = await get(headers);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('x-clickhouse-exception-code')).toBe('516');
      expect(await answer.text()).toMatch(/^Code: 516\. DB::Exception: /);
    }
    expect(
      await (
        await get({ 'x-clickhouse-user': store.username, 'x-clickhouse-key': store.password })
      ).text(),
    ).toBe('1\n');
  });

  test('a GET changes nothing, broken gzip is refused', async () => {
    const headers = { 'x-clickhouse-key': store.password };
    const drop = await fetch(`${store.url}/?query=DROP%20TABLE%20dw.t`, { headers });
    expect(drop.headers.get('x-clickhouse-exception-code')).toBe('164');
    const broken = await fetch(`${store.url}/?query=INSERT%20INTO%20dw.t%20FORMAT%20CSV`, {
      method: 'POST',
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: gzipSync('1,a,1\n').subarray(0, 12),
    });
    expect(broken.headers.get('x-clickhouse-exception-code')).toBe('354');
  });
});
