/** `npm run demo -- --engines`: the platform on the real services of this machine, and a word about those it lacks. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kafkaIsThere } from '#tests/services/kafka.ts';
import { mosquittoIsThere } from '#tests/services/mosquitto.ts';
import { type Demo, startDemo } from './demo-process.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo(['--engines', '--vehicles', '60'], 110_000);
});
afterAll(() => demo?.stop());

test('says what it found and what it uses instead', () => {
  expect(demo.said()).toMatch(
    kafkaIsThere
      ? /^Log: Apache Kafka at 127\.0\.0\.1:\d+\.$/m
      : /^Log: .*the embedded log takes its place/m,
  );
  expect(demo.said()).toMatch(
    mosquittoIsThere
      ? /^MQTT: Mosquitto at 127\.0\.0\.1:\d+\.$/m
      : /^MQTT: .*the built-in endpoint/m,
  );
  expect(demo.said()).toMatch(/^Store: /m);
});

test('vehicles and sensors are acknowledged and alerts leave, through them', async () => {
  const all =
    /[1-9]\d* acknowledged; \d+ sensors connected, [1-9]\d* samples acknowledged; [1-9]\d* webhooks/;
  for (let tries = 0; !all.test(demo.said()) && tries < 90; tries++) await sleep(1_000);
  expect(demo.said()).toMatch(all);
  expect(demo.errors()).not.toMatch(/"level":(50|60)/);
});
