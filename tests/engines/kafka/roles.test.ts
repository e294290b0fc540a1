/**
 * Goal: the roles as processes of their own, on a real broker and a store behind HTTP, are the same
 * platform: what a terminal was told is safe is in the store once, whichever process is stopped or
 * killed meanwhile. Method: two gateways, two processors, two sinks and a dashboard started as an
 * operator starts them; terminals note what was acknowledged.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LedgerDevice } from '#tests/ledger/device.ts';
import { drive } from '#tests/ledger/fixes.ts';
import { writeSettings } from '#tests/ledger/fixture.ts';
import { PlatformProcess } from '#tests/ledger/platform-process.ts';
import { type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { startTestStore } from '#tests/test-store.ts';

const DEVICES = 8;
const WAIT_MS_MAX = 90_000;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const giveUpAt = Date.now() + WAIT_MS_MAX; !(await holds()); await sleep(100))
    if (Date.now() > giveUpAt) throw new Error('It took too long.');
}

describe.skipIf(!kafkaIsThere)('roles apart', () => {
  let dir: string;
  let kafka: Kafka;
  let store: Awaited<ReturnType<typeof startTestStore>>;
  const running: PlatformProcess[] = [];
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'tizheng-roles-'));
    [kafka, store] = await Promise.all([startKafka(), startTestStore(join(dir, 'store'))]);
  });
  afterAll(async () => {
    await Promise.all(running.map((role) => role.kill()));
    await Promise.all([kafka?.stop(), store?.stop()]);
    rmSync(dir, { recursive: true, force: true });
  });

  async function startRole(config: string, role: string): Promise<PlatformProcess> {
    const dataDir = join(dir, `${role}-${running.length}`);
    mkdirSync(dataDir);
    const one = new PlatformProcess(config, ['--role', role, '--data-dir', dataDir]);
    running.push(one);
    const ms = await one.start(WAIT_MS_MAX);
    console.log(`${role} ready after ${(ms / 1_000).toFixed(1)} s`);
    return one;
  }

  test('what was acknowledged is stored once, through stops and kills of every role', {
    timeout: 300_000,
  }, async () => {
    const config = writeSettings(dir, { dataDir: dir, port: 0, devices: DEVICES });
    const secretFile = (name: string, text: string): string => {
      writeFileSync(join(dir, name), `${text}\n`, { mode: 0o600 });
      return join(dir, name);
    };
    const base = JSON.parse(readFileSync(config, 'utf8')) as Record<string, object>;
    writeFileSync(
      config,
      JSON.stringify({
        ...base,
        log: {
          engine: 'kafka',
          partitions: 4,
          kafka: {
            brokers: kafka.bootstrap,
            topicPrefix: `${randomUUID()}.`,
            groups: { sessionTimeoutMs: 6_000, heartbeatMs: 1_000 },
          },
        },
        store: {
          url: store.url,
          username: store.username,
          passwordFile: secretFile('store-password', store.password),
        },
        secrets: {
          pseudonymKeyFile: secretFile('pseudonym', randomBytes(32).toString('hex')),
          deviceKeyFile: secretFile('device', randomBytes(32).toString('hex')),
          adminPassword: 'a password of tests',
        },
        processors: { sharedSnapshotIntervalMs: 1_000 },
        processThreads: 1,
        ops: { port: 0, drainMs: 300 },
      }),
    );
    const [gateway, gateway2] = [
      await startRole(config, 'ingest'),
      await startRole(config, 'ingest'),
    ];
    const [worker, , sink, , dashboard] = await Promise.all(
      ['process', 'process', 'sink', 'sink', 'dashboard'].map((role) => startRole(config, role)),
    );

    const startMs = Math.floor(Date.now() / 1_000) * 1_000 - 3_000_000;
    const devices = Array.from({ length: DEVICES }, (_, n) => {
      const [host, port] = (n % 2 === 0 ? gateway : gateway2)!.addresses['JT/T 808 TCP']!.split(
        ':',
      );
      return new LedgerDevice({
        phone: `0${13_300_000_000 + n}`,
        host: host!,
        port: Number(port),
        fixes: drive(n, startMs),
        intervalMs: 40,
      });
    });
    for (const device of devices) device.start();
    const acked = () => devices.reduce((sum, device) => sum + device.acked.size, 0);
    const more = async (count: number): Promise<void> => {
      const before = acked();
      await until(() => acked() - before >= count);
    };

    await more(300);
    await worker!.kill();
    await more(200);
    await sink!.kill();
    await more(200);
    // A stop in order: not ready first, then 0.
    const { Metrics } = gateway2.addresses;
    const readyz = Metrics!.replace('/metrics', '/readyz');
    const healthz = Metrics!.replace('/metrics', '/healthz');
    expect((await fetch(readyz)).status).toBe(200);
    expect(await (await fetch(healthz)).json()).toEqual({ ok: true, roles: { ingest: true } });
    const stopped = gateway2.stop();
    await until(async () => (await fetch(readyz).catch(() => null))?.status !== 200);
    expect(await stopped).toBe(0);
    await startRole(config, 'sink');
    await more(200);
    for (const device of devices) device.close();

    // The dashboard follows the same log, and signs in by the shared password.
    const url = dashboard!.addresses.Dashboard!;
    const login = await fetch(`${url}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tizheng': '1' },
      body: JSON.stringify({ user: 'admin', password: 'a password of tests' }),
    });
    expect(login.status).toBe(204);

    const client = createClient({
      url: store.url,
      username: store.username,
      password: store.password,
    });
    const count = async (sql: string): Promise<number> => {
      const result = await client.query({ query: sql, format: 'JSONEachRow' });
      const [row] = await result.json<{ n: string | number }>();
      return Number(row?.n);
    };
    const wanted = acked();
    await until(
      async () =>
        (await count('SELECT uniqExact(subject, event_time) AS n FROM dw.positions')) >= wanted,
    );
    // Whatever would come twice has had its time.
    await sleep(3_000);
    const rows = await count('SELECT count() AS n FROM dw.positions');
    const facts = await count('SELECT uniqExact(subject, event_time) AS n FROM dw.positions');
    const sent = devices.reduce((sum, device) => sum + device.sent.size, 0);
    console.log(`${wanted} acknowledged, ${sent} sent, ${rows} rows, ${facts} facts.`);
    expect(rows).toBe(facts);
    expect(facts).toBeGreaterThanOrEqual(wanted);
    expect(facts).toBeLessThanOrEqual(sent);
    await client.close();
  });
});
