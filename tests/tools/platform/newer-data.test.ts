/** Data of a newer version of the product: a clear refusal, nothing touched, nothing acknowledged; taken back, all goes on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { createClient } from '@clickhouse/client';
import { Registry } from 'prom-client';
import { afterAll, expect, test } from 'vitest';
import { createLogger } from '#runtime/logger.ts';
import { loadSettings } from '#runtime/settings.ts';
import { startStore } from '#runtime/store/supervisor.ts';
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

async function inStore(statement: string): Promise<void> {
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
  await client.command({ query: statement });
  await client.close();
  await store.stop();
}

test('log, state and store of a newer version are refused by name', async () => {
  await startAndStop();
  const cases: {
    spoil: () => void | Promise<void>;
    mend: () => void | Promise<void>;
    says: RegExp;
  }[] = [
    {
      spoil: () => setLogFormat(2),
      mend: () => setLogFormat(1),
      says: /^Topic alerts\.v1 was written by a newer version .* format 2, this version knows 1/,
    },
    {
      spoil: () =>
        setState((meta) => {
          meta.format += 1;
        }),
      mend: () =>
        setState((meta) => {
          meta.format -= 1;
        }),
      says: /^The state of task driver-0 was written by a newer version .* it has format/,
    },
    {
      spoil: () =>
        inStore(
          "INSERT INTO svc.schema_migrations (version, name, checksum) VALUES (9999, 'x', '')",
        ),
      mend: () => inStore('TRUNCATE TABLE svc.schema_migrations'),
      says: /^The store was written by a newer version .* version 9999/,
    },
  ];
  for (const { spoil, mend, says } of cases) {
    await spoil();
    const refusal = await startAndStop().then(
      () => null,
      (error: Error & { code?: string }) => error,
    );
    expect(refusal).toMatchObject({ code: 'DATA_NEWER', message: expect.stringMatching(says) });
    // No role is left behind that takes in what nobody works on.
    expect(await isListening(tcpPort)).toBe(false);
    await mend();
  }
  await startAndStop();
}, 120_000);
