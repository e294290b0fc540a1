/**
 * No plate, phone, name, card number, password or code in any log line, metric, topic key or file name,
 * at the most talkative log level, whatever devices and visitors send: good, malformed, refused, lost.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import mqtt from 'mqtt';
import { afterAll, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { driverIdentity } from '#ingest/protocols/jt808/messages/driver-identity.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { locationBody, Terminal, UdpTerminal } from '../../ingest/terminal.ts';
import { freePort } from '../../ledger/fixture.ts';

const PHONE = '13344455566';
const LOST_PHONE = '13577788899';
const PLATE = '粤B12345';
const DRIVER = '欧阳慕白';
const CARD = '44030119900101123X';
const IDENTITY = '441900198805056677';
const PASSWORD = 'Hunter2-of-the-desk';
/** Of PLATE in GBK: what a hex dump of a frame would show. */
const PLATE_GBK = 'd4c1423132333435';
const NAMED = [PHONE, LOST_PHONE, PLATE, 'B12345', DRIVER, CARD, IDENTITY, PASSWORD, PLATE_GBK];
const NEEDLES = NAMED.flatMap((text) => [
  text,
  encodeURIComponent(text),
  JSON.stringify(text).slice(1, -1),
  Buffer.from(text).toString('base64').slice(0, -4),
  Buffer.from(text).toString('hex'),
]);
const found = (text: string): string[] =>
  NEEDLES.filter((needle) => text.toLowerCase().includes(needle.toLowerCase()));

const directory = mkdtempSync(join(tmpdir(), 'tizheng-private-'));
const dataDir = join(directory, 'data');
let child: ChildProcess | null = null;
afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

test('nothing personal leaves by logs, metrics, keys and names', async () => {
  const [tcp, udp, mqttPort, http, dashboard, ops] = await Promise.all(
    Array.from({ length: 6 }, () => freePort()),
  );
  const registryFile = join(directory, 'registry.json');
  writeFileSync(
    registryFile,
    JSON.stringify({
      vehicles: [
        {
          vehicleId: `${PLATE}-2`,
          plate: PLATE,
          plateColour: 2,
          class: 'charter',
          enterpriseId: 'e1',
          regionCode: '440300',
        },
      ],
      enterprises: [{ enterpriseId: 'e1', name: 'E', regionCode: '440300' }],
      drivers: [{ driverId: CARD, name: DRIVER }],
      devices: [{ deviceId: PHONE, vehicleId: `${PLATE}-2` }],
      routes: [],
      zones: [],
      permits: [],
    }),
  );
  const config = join(directory, 'settings.json');
  writeFileSync(
    config,
    JSON.stringify({
      dataDir,
      logLevel: 'trace',
      registryFile,
      adminPassword: 'another-password',
      log: { partitions: 1 },
      ingest: {
        tcpPort: tcp,
        udpPort: udp,
        mqtt: { port: mqttPort },
        http: { port: http },
        attachments: { listen: 'off' },
        unknownDevices: 'refuse',
        strikesMax: 3,
      },
      dashboard: { port: dashboard },
      ops: { port: ops },
    }),
  );
  let output = '';
  child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../../tools/start.ts', import.meta.url)), '--config', config],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('latin1');
      output += chunk.toString();
    });
  await waitUntil(() => /^Metrics: /m.test(output));

  await devices(tcp!, udp!);
  await sensors(mqttPort!, http!);
  await visitors(dashboard!, ops!);
  await sleep(2_500);
  const metrics = await (await fetch(`http://127.0.0.1:${ops}/metrics`)).text();
  // The way of every kind was really gone.
  for (const series of [
    'tizheng_ingest_frame_outcomes_total{outcome="acknowledged"',
    'tizheng_ingest_frame_outcomes_total{outcome="quarantined"',
    'tizheng_ingest_refusals_total{reason="unknown-device"',
    'tizheng_ingest_refusals_total{reason="wrong-code"',
    'tizheng_ingest_closes_total{reason="strikes"',
    'tizheng_sink_rows_total{table="dw.positions"',
  ]) {
    const value = metrics.split('\n').find((line) => line.startsWith(series));
    expect({ series, value: Number(value?.split(' ').at(-1)) > 0 }).toEqual({
      series,
      value: true,
    });
  }
  const running = child;
  running.kill('SIGTERM');
  await once(running, 'exit');

  expect(found(metrics)).toEqual([]);
  expect(output.split('\n').length).toBeGreaterThan(20);
  expect(output.split('\n').filter((line) => found(line).length > 0)).toEqual([]);
  expect(await foundInKeys()).toEqual([]);
  const names = readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
  expect(names.filter((name) => found(name).length > 0)).toEqual([]);
  // They are where they belong: the search above would have found them.
  expect(found(readFileSync(join(dataDir, 'log', 'registry.v1.sqlite'), 'utf8'))).toContain(PLATE);
}, 90_000);

async function devices(tcp: number, udp: number): Promise<void> {
  const good = await Terminal.connect(tcp, PHONE);
  const code = await good.signOn();
  NEEDLES.push(code);
  for (let second = 0; second < 5; second++) await good.ask(good.location({ fixSecond: second }));
  const body = new BodyWriter();
  driverIdentity.encode(
    body,
    {
      status: 1,
      time: '2026-11-21T12:00:00+08:00',
      icReadResult: 0,
      driverName: DRIVER,
      certificateNo: CARD,
      issuingAgency: '深圳',
      certificateExpiry: '2030-01-01',
      idCardNo: IDENTITY,
    },
    '2019',
  );
  await good.ask(good.frame(0x0702, body.finish()));
  // A body that breaks off, one that says its name where a position should be, and a second sign-on elsewhere.
  await good.ask(good.frame(0x0200, locationBody(9).slice(0, 11)));
  await good.ask(good.frame(0x0702, body.finish().slice(0, 15)));
  await good.ask(good.frame(0x0f01, Buffer.from(`${PLATE} ${DRIVER} ${PHONE}`)));
  const rival = await Terminal.connect(tcp, PHONE);
  await rival.ask(rival.authentication('wrong-code'));
  await rival.ask(rival.location());
  rival.socket.destroy();

  const lost = await Terminal.connect(tcp, LOST_PHONE);
  await lost.ask(lost.registration());
  lost.send(lost.authentication(code), lost.location());
  await lost.waitFor(2);
  lost.socket.destroy();

  // Unreadable, until the connection is closed for it: damaged frames that still show phone and plate.
  const broken = await Terminal.connect(tcp, PHONE);
  for (let n = 0; n < 6 && !broken.closed; n++) {
    const frame = Buffer.from(broken.registration());
    frame[frame.length - 2]! ^= 0x11;
    broken.send(frame);
    await sleep(50);
  }
  const text = await Terminal.connect(tcp, PHONE);
  text.socket.end(`GET /?plate=${encodeURIComponent(PLATE)}&phone=${PHONE} HTTP/1.1\r\n\r\n`);
  const datagrams = await UdpTerminal.open(udp, LOST_PHONE);
  datagrams.send(datagrams.registration(), Buffer.from(`${PHONE}${PLATE}`));
  await sleep(300);
  datagrams.socket.close();
  good.socket.destroy();
}

async function sensors(mqttPort: number, http: number): Promise<void> {
  const client = mqtt.connect(`mqtt://127.0.0.1:${mqttPort}`, {
    clientId: PHONE,
    username: PHONE,
    password: PASSWORD,
    reconnectPeriod: 0,
    will: { topic: `tz/1/${PHONE}`, payload: Buffer.from(PLATE), qos: 1, retain: false },
  });
  await new Promise<void>((resolve) => {
    client.once('error', () => resolve());
    client.once('close', () => resolve());
  });
  client.end(true);
  for (const path of [
    '/tz/1/vehicle/position',
    `/tz/1/${PHONE}?plate=${encodeURIComponent(PLATE)}`,
  ]) {
    const response = await fetch(`http://127.0.0.1:${http}${path}`, {
      method: 'POST',
      body: JSON.stringify({ plate: PLATE, phone: PHONE }),
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${PHONE}:${PASSWORD}`).toString('base64')}`,
      },
    });
    await response.text();
  }
}

async function visitors(dashboard: number, ops: number): Promise<void> {
  const base = `http://127.0.0.1:${dashboard}`;
  const login = (user: string, password: string, type = 'application/json') =>
    fetch(`${base}/api/login`, {
      method: 'POST',
      headers: { 'content-type': type, origin: base, 'x-tizheng': '1' },
      body:
        type === 'application/json' ? JSON.stringify({ user, password }) : `${user}=${password}`,
    });
  const session = await login('admin', 'another-password');
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(session.status).toBe(204);
  NEEDLES.push(cookie.split('=')[1] ?? 'no cookie');
  const plate = encodeURIComponent(PLATE);
  for (const path of [
    `/api/alerts?plate=${plate}&state=${PHONE}`,
    `/api/alerts/${plate}`,
    `/api/vehicles?version=${PHONE}${plate}`,
    `/api/${PHONE}/${plate}?driver=${encodeURIComponent(DRIVER)}`,
    `/${plate}.html`,
    `/api/evidence/0/${PHONE}`,
  ]) {
    for (const headers of [{}, { cookie }]) await (await fetch(base + path, { headers })).text();
  }
  await (await fetch(`http://127.0.0.1:${ops}/metrics?phone=${PHONE}`)).text();
  for (let n = 0; n < 3; n++) await (await login(PLATE, PASSWORD)).text();
  await (await login(DRIVER, PASSWORD, 'text/plain')).text();
  const upgrade = await fetch(`${base}/ws?plate=${plate}`, { headers: { cookie } });
  await upgrade.text();
}

/** Keys of every topic and names of every reader that show something they should not. */
async function foundInKeys(): Promise<string[]> {
  const log = await openEmbeddedLog({ dir: join(dataDir, 'log') });
  const bad: string[] = [];
  for (const topic of Object.values(TOPICS)) {
    for (let partition = 0; partition < log.partitions(topic); partition++) {
      let { low: offset, high } = await log.ends(topic, partition);
      while (offset < high) {
        const batch = await log.read(topic, partition, offset, {
          maxRecords: 10_000,
          maxBytes: 1e7,
          waitMs: 0,
        });
        for (const { key } of batch.records)
          if (found(key).length > 0) bad.push(`${topic}: ${key}`);
        offset = batch.nextOffset;
      }
    }
  }
  await log.close();
  return bad;
}

async function waitUntil(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('The platform is not ready.');
    await sleep(50);
  }
}
