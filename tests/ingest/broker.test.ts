/** Through a broker: what the log does not hold is not acknowledged to it, and comes again. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Aedes } from 'aedes';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FaultyLog, type Harness, openTopics, startHarness } from './harness.ts';
import { until } from './terminal.ts';

let aedes: Aedes;
let server: Server;
let url: string;
let device: MqttClient;
let log: FaultyLog;
/** Packet ids the ingest client has acknowledged. */
let acked: number[];

beforeEach(async () => {
  aedes = await Aedes.createBroker();
  acked = [];
  aedes.on('client', (client) => {
    if (!client.id.startsWith('tizheng')) return;
    (client as unknown as { conn: { on: (e: string, f: (b: Buffer) => void) => void } }).conn.on(
      'data',
      (bytes) => {
        for (let at = 0; at < bytes.length; at += 2 + bytes[at + 1]!)
          if (bytes[at]! >> 4 === 4) acked.push(bytes.readUInt16BE(at + 2));
      },
    );
  });
  server = createServer(aedes.handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `mqtt://127.0.0.1:${(server.address() as { port: number }).port}`;
  device = await mqtt.connectAsync(url);
  log = await openTopics();
});
afterEach(async () => {
  await device.endAsync(true);
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
  server.close();
});

async function start(): Promise<Harness> {
  const ingest = await startHarness(
    { mqtt: { listen: 'off', url, brokerProtocol: '3.1.1', brokerGroup: '' } },
    { log },
  );
  await until(() => ingest.counters.brokerConnected === 1);
  return ingest;
}
const say = (id: string, body: object, qos: 0 | 1 = 1) =>
  device.publishAsync(`tz/1/440100/veh/${id}/pos`, JSON.stringify(body), { qos });

test('readings, faults and QoS 0 come through; every publish is acknowledged in its order', async () => {
  const ingest = await start();
  for (let i = 0; i < 50; i++) await say(`bus-${i % 7}`, { timeMs: 1_795_000_000_000 + i });
  await say('bus-1', { timeMs: 'yesterday' });
  await say('bus-1', {}, 0);
  await until(() => ingest.counters.frames === 52 && ingest.counters.held === 0);
  await until(() => acked.length === 51);
  expect(acked).toEqual([...acked].sort((a, b) => a - b));
  expect((await ingest.readings('position')).length).toBe(51);
  expect((await ingest.quarantined()).map((q) => [q.source, q.faultCode])).toEqual([
    ['broker/tz', 'FIELD_TIME_MS'],
  ]);
  expect(ingest.counters.outcomes).toMatchObject({ acknowledged: 50, unanswered: 1 });
  await ingest.stop();
  expect(ingest.frameBalance()).toBe(0);
});

test('nothing is acknowledged before the append, and many wait for one', async () => {
  const ingest = await start();
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  log.before = () => gate;
  await Promise.all(Array.from({ length: 200 }, (_, i) => say(`bus-${i}`, {})));
  await until(() => ingest.counters.frames === 200);
  await sleep(50);
  expect(acked).toEqual([]);
  release();
  await until(() => acked.length === 200);
  await ingest.stop();
});

test('what was not acknowledged, and what came while nobody was there, comes again', async () => {
  const first = await start();
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  log.before = () => gate;
  await Promise.all(Array.from({ length: 5 }, (_, i) => say('bus-1', { timeMs: i })));
  await until(() => first.counters.frames === 5);
  ingestClient().close();
  await until(() => first.counters.frames === 10 && first.counters.brokerConnected === 1);
  expect(acked).toEqual([]);
  release();
  await until(() => acked.length === 5);
  // Both deliveries are in the log; only who is still there is answered.
  expect((await first.readings('position')).length).toBe(10);
  expect(first.counters.outcomes).toMatchObject({ acknowledged: 5, departed: 5 });
  await first.stop();
  expect(first.frameBalance()).toBe(0);
  await Promise.all(Array.from({ length: 3 }, (_, i) => say('bus-2', { timeMs: i })));
  const second = await start();
  await until(() => second.counters.outcomes.acknowledged === 3);
  await second.stop();
});

function ingestClient(): { close(): void } {
  const { clients } = aedes as unknown as { clients: Record<string, { close(): void }> };
  return clients['tizheng-ingest']!;
}
