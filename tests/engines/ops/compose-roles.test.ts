/**
 * The roles of docker-compose.yml, each a process with the environment the file gives it, over a Kafka and a Mosquitto with
 * the file's own configuration and the embedded engine as ClickHouse: only hosts, ports and paths are this machine's.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '#runtime/store/supervisor.ts';
import { KafkaBroker, kafkaIsThere } from '#tests/services/kafka.ts';
import { mosquittoIsThere } from '#tests/services/mosquitto.ts';
import { freePorts } from '#tests/services/ports.ts';
import { START_FLAGS } from '#tests/start-flags.ts';
import { startTestStore } from '#tests/test-store.ts';
import { read, readYaml, root } from '../../ops/deployment.ts';

const areThere = kafkaIsThere && mosquittoIsThere;
const compose = readYaml<{
  services: Record<string, { command: string[]; environment: Record<string, string> }>;
}>('docker-compose.yml');
/** As the file has them: two processors. */
const PROCESSES = ['ingest', 'process', 'process', 'sink', 'webhooks', 'dashboard'];
const dir = mkdtempSync(join(tmpdir(), 'tizheng-compose-'));
const secrets = join(dir, 'secrets');
const secret = (name: string) => readFileSync(join(secrets, name), 'utf8').trim();
const node = (...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

interface Running {
  role: string;
  child: ChildProcess;
  env: Record<string, string>;
  said: () => string;
}
let kafka: KafkaBroker | null = null;
let mosquitto: ChildProcess | null = null;
let store: Store | null = null;
let mqttPort = 0;
const running: Running[] = [];

async function startKafka(): Promise<number> {
  const [client, internal, controller] = (await freePorts(3)) as [number, number, number];
  const home = join(dir, 'kafka');
  mkdirSync(home);
  writeFileSync(
    join(home, 'server.properties'),
    read('ops/kafka/server.properties')
      .replaceAll(/CLIENT:\/\/(kafka)?:9092/g, `CLIENT://127.0.0.1:${client}`)
      .replaceAll('127.0.0.1:19092', `127.0.0.1:${internal}`)
      .replaceAll('127.0.0.1:19093', `127.0.0.1:${controller}`)
      .replace('/run/secrets/kafka-users', join(secrets, 'kafka-users.properties'))
      .replace('/var/lib/kafka/data', join(home, 'data')),
  );
  kafka = new KafkaBroker(home, randomBytes(16).toString('base64url'), false, 384);
  await kafka.start();
  return client;
}

async function startMosquitto(): Promise<void> {
  [mqttPort] = (await freePorts(1)) as [number];
  const conf = read('ops/mosquitto/mosquitto.conf')
    .replace('listener 1883', `listener ${mqttPort} 127.0.0.1`)
    .replace('/mosquitto/secrets/passwords', join(secrets, 'mosquitto-passwords'))
    .replace('/mosquitto/config/acl', `${root}ops/mosquitto/acl`)
    .replace('/mosquitto/data/', `${dir}/`);
  writeFileSync(join(dir, 'mosquitto.conf'), `${conf}user root\n`);
  mosquitto = spawn('/usr/sbin/mosquitto', ['-c', join(dir, 'mosquitto.conf')], {
    stdio: 'ignore',
  });
}

async function start(role: string, index: number, kafkaPort: number): Promise<void> {
  const dataDir = join(dir, `${role}-${index}`);
  mkdirSync(dataDir, { mode: 0o700 });
  copyFileSync(join(secrets, 'platform.json'), join(dataDir, 'secrets.json'));
  const ports = await freePorts(6);
  const { environment, command } = compose.services[role]!;
  const env = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value
        .replace(/\$\{\w+:-([^}]*)\}/, '$1')
        .replace('kafka:9092', `127.0.0.1:${kafkaPort}`)
        .replace('http://clickhouse:8123', store!.url)
        .replace('/run/secrets', secrets)
        .replace('/var/lib/tizheng', dataDir)
        .replace('0.0.0.0', '127.0.0.1'),
    ]),
  );
  const names = [
    'OPS_PORT',
    'INGEST_TCP_PORT',
    'INGEST_UDP_PORT',
    'INGEST_HTTP_PORT',
    'INGEST_ATTACHMENTS_PORT',
    'DASHBOARD_PORT',
  ];
  names.forEach((name, at) => {
    env[`TIZHENG_${name}`] = String(ports[at]);
  });
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...START_FLAGS, 'tools/start.ts', ...command], {
    cwd: root,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text = (text + part).slice(-8_000);
    });
  running.push({ role, child, env, said: () => text });
}

/** The health check of the image, as it runs in the container. */
const isHealthy = ({ env }: Running) =>
  spawnSync(process.execPath, ['tools/healthy.ts'], { cwd: root, env: { ...process.env, ...env } })
    .status === 0;

beforeAll(async () => {
  if (!areThere) return;
  node('tools/secrets.ts', '--to', secrets, 'det-1');
  store = await startTestStore(join(dir, 'store'));
  writeFileSync(join(secrets, 'clickhouse-password'), store.password);
  const [kafkaPort] = await Promise.all([startKafka(), startMosquitto()]);
  writeFileSync(
    join(secrets, 'mqtt-url'),
    secret('mqtt-url').replace('mosquitto:1883', `127.0.0.1:${mqttPort}`),
  );
  for (const [index, role] of PROCESSES.entries()) await start(role, index, kafkaPort);
  for (const each of running) {
    for (let tries = 0; !isHealthy(each); tries++) {
      if (tries > 60 || each.child.exitCode !== null)
        throw new Error(
          `${each.role} does not become healthy (${each.child.exitCode}):\n${each.said()}`,
        );
      await sleep(500);
    }
  }
}, 150_000);
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  mosquitto?.kill('SIGTERM');
  await kafka?.kill();
  await store?.stop();
  // A broker's last files may still come while it ends.
  rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

test.skipIf(!areThere)(
  'what a sensor publishes at Mosquitto becomes a row in the store',
  async () => {
    mkdirSync(join(dir, 'data'));
    copyFileSync(join(secrets, 'platform.json'), join(dir, 'data', 'secrets.json'));
    const password = node('tools/device-password.ts', '--data-dir', join(dir, 'data'), 'det-1')
      .split('\t')[1]!
      .trim();
    const client = createClient({
      url: store!.url,
      username: store!.username,
      password: store!.password,
    });
    const query = 'SELECT count() FROM dw.traffic';
    // Not there yet, or a store that is being started again: no rows so far.
    const rows = () =>
      client.query({ query, format: 'TabSeparated' }).then(
        async (answer) => Number(await answer.text()),
        () => 0,
      );
    for (let tries = 0; (await rows()) === 0; tries++) {
      expect(tries, running.map(({ role, said }) => `${role}: ${said()}`).join('\n')).toBeLessThan(
        120,
      );
      const time = new Date().toISOString();
      const message = JSON.stringify({ time, intervalS: 30, lanes: [{ lane: 1, vehicles: 12 }] });
      const args = [
        '-h',
        '127.0.0.1',
        '-p',
        String(mqttPort),
        '-u',
        'det-1',
        '-P',
        password,
        '-q',
        '1',
      ];
      spawnSync('mosquitto_pub', [...args, '-t', 'tz/1/440100/road/det-1/traffic', '-m', message]);
      await sleep(500);
    }
    await client.close();
  },
);

test.skipIf(!areThere)('each tells Prometheus its metrics, with the token', async () => {
  for (const { env } of running) {
    const answer = await fetch(`http://127.0.0.1:${env.TIZHENG_OPS_PORT}/metrics`, {
      headers: { authorization: `Bearer ${secret('metrics-token')}` },
    });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('tizheng_kafka_connections_total');
  }
});

test.skipIf(!areThere)('the page is served; each role ends when it is asked to', async () => {
  const { env } = running.find(({ role }) => role === 'dashboard')!;
  const page = await fetch(`http://127.0.0.1:${env.TIZHENG_DASHBOARD_PORT}/`);
  expect(await page.text()).toContain('Tizheng');
  const codes = running.map(async ({ role, child }) => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    return [role, (await exit)[0]];
  });
  expect(await Promise.all(codes)).toEqual(PROCESSES.map((role) => [role, 0]));
});
