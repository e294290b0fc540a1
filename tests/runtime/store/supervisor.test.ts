/** The store's life: it comes back after a crash on the same address with what it had acknowledged. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import pino from 'pino';
import { Registry } from 'prom-client';
import { afterAll, expect, test } from 'vitest';
import { startStore } from '#runtime/store/supervisor.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tizheng-store-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const logger = pino({ level: 'silent' });
const until = async (holds: () => boolean): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('It did not come to pass.');
    await sleep(20);
  }
};
const clientOf = (store: { url: string; username: string; password: string }) =>
  createClient({
    url: store.url,
    username: store.username,
    password: store.password,
    log: { level: ClickHouseLogLevel.OFF },
  });

test('a killed store is back on its address; one directory has one store; a stop is an end', async () => {
  const metrics = new Registry();
  const store = await startStore({ dataDir, logger, metrics });
  const client = clientOf(store);
  await client.command({
    query: 'CREATE TABLE default.t (id UInt64) ENGINE = MergeTree ORDER BY id',
  });
  await client.insert({ table: 'default.t', values: [[1]], format: 'JSONCompactEachRow' });

  const before = store.pid()!;
  process.kill(before, 'SIGKILL');
  await until(() => store.state() === 'up' && store.pid() !== before && store.pid() !== null);
  const rows = await (
    await client.query({ query: 'SELECT id FROM default.t', format: 'JSONEachRow' })
  ).json();
  expect(rows).toEqual([{ id: '1' }]);
  expect(await metrics.getSingleMetricAsString('tizheng_store_restarts_total')).toMatch(/ 1$/);

  // A second one waits for the directory and gets it when the first is gone.
  const second = startStore({ dataDir, logger, metrics: new Registry() });
  await sleep(1_000);
  expect(await Promise.race([second, 'waiting'])).toBe('waiting');
  const last = store.pid()!;
  await client.close();
  await store.stop();
  expect(() => process.kill(last, 0)).toThrow();
  expect(store.state()).toBe('stopped');

  const successor = await second;
  const next = clientOf(successor);
  const kept = await (
    await next.query({ query: 'SELECT id FROM default.t', format: 'JSONEachRow' })
  ).json();
  expect(kept).toEqual([{ id: '1' }]);
  await next.close();
  await successor.stop();
});
