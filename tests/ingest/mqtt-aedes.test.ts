/** What only the full broker does: subscribers hear devices, and can do nothing else to them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqttPacket from 'mqtt-packet';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, startHarness } from './harness.ts';
import { RawClient, signIn } from './mqtt-client.ts';
import { until } from './terminal.ts';

const SECRET = 'a password of a wall display';
const BEAT = 'tz/1/-/veh/bus-1/hb';
const asDisplay = { username: 'display', password: SECRET };

let dir: string;
let ingest: Harness;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tizheng-aedes-'));
  const secretFile = join(dir, 'display');
  writeFileSync(secretFile, `${SECRET}\n`);
  ingest = await startHarness({
    rateMessagesPerSecond: 0,
    mqtt: {
      engine: 'aedes',
      subscribers: [{ name: 'display', secretFile, filters: ['tz/1/-/veh/#'] }],
      subscriberUnreadBytesMax: 65_536,
    },
  });
});
afterEach(async () => {
  await ingest.stop();
  rmSync(dir, { recursive: true, force: true });
  expect(ingest.frameBalance()).toBe(0);
});

test('a subscriber hears what its filters cover, and a last will; what was quarantined it never hears', async () => {
  const port = ingest.mqttPort!;
  const display = await signIn(port, 'bus-1', asDisplay);
  const heard: string[] = [];
  display.on('message', (topic, payload) => heard.push(`${topic} ${payload}`));
  await display.subscribeAsync('tz/1/-/veh/+/+', { qos: 1 });
  for (const filter of ['#', 'tz/1/#', '$SYS/#', 'tz/1/-/road/det-1/hb'])
    await expect(display.subscribeAsync(filter)).rejects.toThrow();
  expect(ingest.counters.refusals.subscription).toBe(4);

  const will = {
    topic: 'tz/1/-/veh/bus-1/state',
    payload: Buffer.from('{"online":false}'),
    qos: 1 as const,
    retain: false,
  };
  const bus = await signIn(port, 'bus-1', { will });
  await bus.publishAsync('tz/1/-/veh/bus-1/pos', '{"broken"', { qos: 1 });
  await bus.publishAsync(BEAT, 'one', { qos: 1, retain: true });
  await bus.publishAsync(BEAT, 'two', { qos: 0 });
  await until(() => ingest.counters.frames === 3);
  bus.stream.destroy();
  bus.end(true);
  await until(() => heard.length === 3);
  expect(heard).toContain(`${BEAT} one`);
  expect(heard).toContain(`${BEAT} two`);
  expect(heard).toContain('tz/1/-/veh/bus-1/state {"online":false}');
  expect((await ingest.quarantined()).map(({ faultCode }) => faultCode)).toEqual(['JSON_SYNTAX']);
  // What was said just before goodbye is heard, too.
  const again = await signIn(port, 'bus-1');
  again.publish(BEAT, 'three', { qos: 0 });
  await again.endAsync();
  await until(() => heard.includes(`${BEAT} three`));
  expect(display.connected).toBe(true);
  await display.endAsync();
});

test('a subscriber cannot publish, and a wrong secret or MQTT 5 does not get in', async () => {
  const port = ingest.mqttPort!;
  await expect(signIn(port, 'x', { ...asDisplay, password: 'wrong' })).rejects.toThrow();
  await expect(signIn(port, 'x', { ...asDisplay, protocolVersion: 5 })).rejects.toThrow();
  const display = await signIn(port, 'x', asDisplay);
  const closed = new Promise<void>((resolve) => display.once('close', () => resolve()));
  display.publish(BEAT, 'x', { qos: 0 });
  await closed;
  display.end(true);
  expect(await ingest.readings('heartbeat')).toEqual([]);
  expect(ingest.counters.sessionsOpen).toBe(0);
});

test('a subscriber that stops reading is closed and holds up no device', async () => {
  const frozen = await RawClient.open(ingest.mqttPort!);
  frozen.socket.write(
    Buffer.concat([
      mqttPacket.generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clean: true,
        clientId: 'frozen',
        keepalive: 60,
        username: 'display',
        password: Buffer.from(SECRET),
      }),
      mqttPacket.generate({
        cmd: 'subscribe',
        messageId: 1,
        subscriptions: [{ topic: 'tz/1/-/veh/#', qos: 0 }],
      }),
    ]),
  );
  await until(() => frozen.heard.length >= 9);
  frozen.socket.pause();
  const bus = await signIn(ingest.mqttPort!, 'bus-1');
  const payload = Buffer.alloc(50_000, 32);
  let slowestMs = 0;
  for (let n = 0; n < 400 && ingest.counters.closes['answers-unread'] === 0; n++) {
    const startMs = performance.now();
    await bus.publishAsync(BEAT, payload, { qos: 1 });
    slowestMs = Math.max(slowestMs, performance.now() - startMs);
  }
  expect(ingest.counters.closes['answers-unread']).toBe(1);
  expect(slowestMs).toBeLessThan(2_000);
  await bus.publishAsync(BEAT, 'after', { qos: 1 });
  await bus.endAsync();
  frozen.socket.destroy();
});
