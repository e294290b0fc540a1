/** The Mosquitto of docker-compose.yml, with its own files and the passwords tools/secrets.ts made: who may do what. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mosquittoIsThere } from '#tests/services/mosquitto.ts';
import { freePorts } from '#tests/services/ports.ts';
import { read, root } from '../../ops/deployment.ts';

const dir = mkdtempSync(join(tmpdir(), 'tizheng-compose-mqtt-'));
const secret = (name: string) => readFileSync(join(dir, 'secrets', name), 'utf8').trim();
const node = (...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
let port: number;
let stop: () => Promise<void> = async () => {};
let ingest: string[];
let device: string[];
let devicePassword: string;

const spoken = (user: string[], ...args: string[]) =>
  spawnSync(args[0]!, ['-h', '127.0.0.1', '-p', String(port), ...user, ...args.slice(1)], {
    encoding: 'utf8',
    timeout: 20_000,
  });
const by = (user: string, password: string) => ['-u', user, '-P', password];
const publish = (user: string[], topic: string) =>
  spoken(user, 'mosquitto_pub', '-q', '1', '-t', topic, '-m', '{}').status;
/** Topics of what a user hears while something is done again and again: three, or what came in some seconds. */
async function heard(user: string[], doing: () => void): Promise<Set<string>> {
  const child = spawn(
    'mosquitto_sub',
    [
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      ...user,
      '-F',
      '%t',
      '-t',
      'tz/1/#',
      '-C',
      '3',
      '-W',
      '5',
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const closed = once(child, 'close');
  const timer = setInterval(doing, 300);
  await closed;
  clearInterval(timer);
  return new Set(out.split('\n').filter((line) => line !== ''));
}

const isOpen = () =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

beforeAll(async () => {
  if (!mosquittoIsThere) return;
  node('tools/secrets.ts', '--to', join(dir, 'secrets'), 'det-1');
  mkdirSync(join(dir, 'data'));
  writeFileSync(join(dir, 'data', 'secrets.json'), secret('platform.json'));
  devicePassword = node('tools/device-password.ts', '--data-dir', join(dir, 'data'), 'det-1')
    .split('\t')[1]!
    .trim();
  [port] = (await freePorts(1)) as [number];
  const conf = read('ops/mosquitto/mosquitto.conf')
    .replace('listener 1883', `listener ${port} 127.0.0.1`)
    .replace('/mosquitto/secrets/passwords', join(dir, 'secrets', 'mosquitto-passwords'))
    .replace('/mosquitto/config/acl', `${root}ops/mosquitto/acl`)
    .replace('/mosquitto/data/', `${join(dir, 'data')}/`);
  writeFileSync(join(dir, 'mosquitto.conf'), `${conf}user root\n`);
  const child = spawn('/usr/sbin/mosquitto', ['-c', join(dir, 'mosquitto.conf')], {
    stdio: 'ignore',
  });
  stop = async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  };
  while (!(await isOpen())) await sleep(50);
  ingest = by('ingest', secret('mqtt-password'));
  device = by('det-1', devicePassword);
});
afterAll(async () => {
  await stop();
  rmSync(dir, { recursive: true, force: true });
});

test.skipIf(!mosquittoIsThere)('nobody gets in without a password', () => {
  const topic = 'tz/1/440100/road/det-1/hb';
  expect(publish([], topic)).not.toBe(0);
  expect(publish(by('det-1', 'guess'), topic)).not.toBe(0);
  expect(publish(device, topic)).toBe(0);
  const address = `mqtt://ingest:${secret('mqtt-password')}@mosquitto:1883`;
  expect(secret('mqtt-url')).toBe(address);
});

test.skipIf(!mosquittoIsThere)('ingest hears what devices publish under their own id', async () => {
  const topics = await heard(ingest, () => {
    publish(device, 'tz/1/440100/road/det-2/traffic');
    publish(device, 'other/topic');
    publish(ingest, 'tz/1/440100/road/det-1/weather');
    publish(device, 'tz/1/440100/road/det-1/traffic');
  });
  expect(topics).toEqual(new Set(['tz/1/440100/road/det-1/traffic']));
});

test.skipIf(!mosquittoIsThere)('a device hears nothing', async () => {
  const topics = await heard(device, () => publish(device, 'tz/1/440100/road/det-1/traffic'));
  expect(topics).toEqual(new Set());
});
