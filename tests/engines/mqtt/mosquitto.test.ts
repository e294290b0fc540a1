/** Ingest behind a real broker, in the edition and with the shared subscription that are the default. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import mqtt from 'mqtt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTopics, startHarness } from '#tests/ingest/harness.ts';
import { passwordOf } from '#tests/ingest/mqtt-client.ts';
import { until } from '#tests/ingest/terminal.ts';
import { type Mosquitto, mosquittoIsThere, startMosquitto } from '#tests/services/mosquitto.ts';

const run = promisify(execFile);
let mosquitto: Mosquitto;
beforeAll(async () => {
  if (mosquittoIsThere) mosquitto = await startMosquitto();
});
afterAll(async () => {
  await mosquitto?.stop();
});
const throughBroker = () => ({ mqtt: { listen: 'off' as const, url: mosquitto.url } });

test.skipIf(!mosquittoIsThere)(
  'a shared subscription delivers, waits for the log, and delivers again what was not acknowledged',
  async () => {
    const log = await openTopics();
    const first = await startHarness(throughBroker(), { log });
    await until(() => first.counters.brokerConnected === 1);
    const device = await mqtt.connectAsync(mosquitto.url);
    const say = (n: number) =>
      device.publishAsync(`tz/1/440100/veh/bus-${n}/pos`, `{"timeMs":${n}}`, { qos: 1 });
    await Promise.all(Array.from({ length: 500 }, (_, n) => say(n)));
    await until(() => first.counters.outcomes.acknowledged === 500);

    // The log stands still: what is sent now is delivered, and never acknowledged.
    log.before = () => Promise.reject(new Error('disk'));
    await Promise.all(Array.from({ length: 300 }, (_, n) => say(n)));
    await until(() => first.counters.frames === 800);
    expect(first.counters.outcomes.acknowledged).toBe(500);
    await first.stop();
    log.before = async () => {};
    await say(7);
    const second = await startHarness(throughBroker(), { log });
    await until(() => second.counters.outcomes.acknowledged === 301);
    await device.endAsync();
    await second.stop();
    expect(second.frameBalance()).toBe(0);
    expect((await second.readings('position')).length).toBe(801);
  },
);

test.skipIf(!mosquittoIsThere)('the documented mosquitto_pub lines work', async () => {
  const ingest = await startHarness({});
  const traffic = '{"time":"2026-11-21T08:00:30+08:00","intervalS":30,"lanes":[{"lane":1}]}';
  for (const version of ['mqttv311', 'mqttv5']) {
    for (const qos of ['0', '1', '2']) {
      await run('mosquitto_pub', [
        ...['-h', '127.0.0.1', '-p', String(ingest.mqttPort), '-i', 'det-1', '-u', 'det-1'],
        ...['-P', passwordOf('det-1'), '-V', version, '-q', qos],
        ...['-t', 'tz/1/440100/road/det-1/traffic', '-m', traffic],
      ]);
    }
  }
  await until(() => ingest.counters.outcomes.unanswered === 2);
  expect((await ingest.readings('traffic')).length).toBe(6);
  await ingest.stop();
});
