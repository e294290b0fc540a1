/** Data of a newer version of the product: a clear refusal, nothing touched, nothing acknowledged; taken back, all goes on. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { createClient } from '@clickhouse/client';
import { Registry } from 'prom-client';
import { afterAll, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { createLogger } from '#runtime/logger.ts';
import { loadSettings } from '#runtime/settings.ts';
import { startStore } from '#runtime/store/supervisor.ts';
import { migrate } from '#sinks/clickhouse/migrate.ts';
import { Outbox, outboxFile } from '#sinks/webhooks/outbox.ts';
import { startPlatform } from '#tools/platform/platform.ts';
import { platformSettings } from '#tools/platform/settings.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tizheng-newer-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

let tcpPort = 0;
async function startAndStop(): Promise<void> {
  const settings = loadSettings(platformSettings, {
    file: null,
    env: {},
    overrides: {
      dataDir,
      logLevel: 'silent',
      'log.partitions': 1,
      'ingest.tcpPort': tcpPort,
      'ingest.udp': 'off',
      'ingest.attachments.port': 0,
      'ingest.mqtt.port': 0,
      'ingest.http.port': 0,
      'dashboard.port': 0,
      'ops.port': 0,
    },
  });
  const platform = await startPlatform(settings);
  tcpPort = Number(platform.addresses['JT/T 808 TCP']?.split(':').at(-1));
  await platform.stop();
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function inSqlite(file: string, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(dataDir, file));
  work(db);
  db.close();
}

function setLogFormat(format: number): void {
  inSqlite('log/alerts.v1.sqlite', (db) => {
    const { value } = db.prepare("SELECT value FROM facts WHERE name = 'options'").get() as {
      value: string;
    };
    const changed = JSON.stringify({ ...JSON.parse(value), format });
    db.prepare("UPDATE facts SET value = ?, crc = ? WHERE name = 'options'").run(
      changed,
      crc32(`alerts.v1 options ${changed}`),
    );
  });
}

function setState(change: (meta: { format: number }) => void): void {
  inSqlite('state/driver-0.sqlite', (db) => {
    const { value } = db.prepare('SELECT value FROM meta').get() as { value: string };
    const meta = JSON.parse(value);
    change(meta);
    const text = JSON.stringify(meta);
    db.prepare('UPDATE meta SET value = ?, sum = ?').run(text, crc32(text));
  });
}

test('state of a newer version: the platform does not start, and nothing is left listening', async () => {
  await startAndStop();
  setState((meta) => {
    meta.format += 1;
  });
  await expect(startAndStop()).rejects.toMatchObject({
    code: 'DATA_NEWER',
    message: expect.stringMatching(
      /^The state of task driver-0 was written by a newer version .* it has format/,
    ),
  });
  // No role is left behind that takes in what nobody works on.
  expect(await isListening(tcpPort)).toBe(false);
  setState((meta) => {
    meta.format -= 1;
  });
  await startAndStop();
}, 90_000);

test('a topic of a newer version is neither read nor brought "up to date"', async () => {
  setLogFormat(2);
  const log = await openEmbeddedLog({ dir: join(dataDir, 'log') });
  const says = /^Topic alerts\.v1 was written by a newer version .* format 2, this version knows 1/;
  expect(() => log.partitions(TOPICS.alerts)).toThrow(says);
  const options = { partitions: 3, retentionMs: null, retentionBytes: null, compacted: false };
  await expect(log.ensureTopic(TOPICS.alerts, options)).rejects.toMatchObject({
    code: 'DATA_NEWER',
    message: expect.stringMatching(says),
  });
  setLogFormat(1);
  expect(log.partitions(TOPICS.alerts)).toBe(3);
  await log.close();
});

test('tables of a newer version are not touched', async () => {
  const store = await startStore({
    dataDir: join(dataDir, 'store'),
    logger: createLogger('test', 'silent'),
    metrics: new Registry(),
  });
  const client = createClient({
    url: store.url,
    username: store.username,
    password: store.password,
  });
  expect(await migrate(client)).toEqual([]);
  await client.command({
    query: "INSERT INTO svc.schema_migrations (version, name, checksum) VALUES (9999, 'x', '')",
  });
  await expect(migrate(client)).rejects.toMatchObject({
    code: 'DATA_NEWER',
    message: expect.stringMatching(/^The store was written by a newer version .* version 9999/),
  });
  await client.close();
  await store.stop();
}, 60_000);

test('an outbox of a newer version is not opened', () => {
  mkdirSync(join(dataDir, 'webhooks'));
  inSqlite('webhooks/outbox.sqlite', (db) => db.exec('PRAGMA user_version = 2'));
  expect(() => new Outbox(outboxFile(dataDir))).toThrow('it has format 2, this version knows 1');
});
