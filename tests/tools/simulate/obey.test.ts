/** Simulated terminals of every edition obey commands through the real gateway, each as it can. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandKind } from '#core/command-kinds.ts';
import { makeFleet, type SimVehicle } from '#tools/simulate/fleet.ts';
import { startSimulator } from '#tools/simulate/simulator.ts';
import { askDevice, finalOf } from '../../ingest/command-desk.ts';
import { type Harness, startHarness } from '../../ingest/harness.ts';

const stop = new AbortController();
let ingest: Harness;
let running: Promise<unknown>;
let vehicles: readonly SimVehicle[];
beforeAll(async () => {
  ingest = await startHarness({
    commands: { answerMs: 30_000, dangerousKinds: ['control-vehicle', 'control-terminal'] },
  });
  const fleet = makeFleet({ vehicles: 24, seed: 5, now: Date.now(), scenarios: [] });
  ({ vehicles } = fleet);
  running = startSimulator({
    ...{ host: '127.0.0.1', port: ingest.tcpPort, fleet, rate: 24, seed: 5, signal: stop.signal },
  });
});
afterAll(async () => {
  stop.abort();
  await running;
  await ingest.stop();
});

const of = (edition: string, hasCamera = true) =>
  vehicles.find((each) => each.edition === edition && (each.index % 5 !== 0) === hasCamera)!;

async function outcome(vehicle: SimVehicle, kind: CommandKind, args = {}, repeat?: 'once') {
  const more = repeat === undefined ? {} : { repeat };
  const command = await askDevice(ingest.log, vehicle.deviceId, { kind, args, ...more });
  const { state, reason, reply } = await finalOf(ingest.log, command, 25_000);
  return { state, reason, reply };
}

test.each(['2011', '2013', '2019'])('a terminal of %s hears, shows and tells', async (edition) => {
  const vehicle = of(edition);
  expect(await outcome(vehicle, 'text', { text: '减速' })).toMatchObject({ state: 'answered' });
  expect(await outcome(vehicle, 'query-position')).toMatchObject({
    state: 'answered',
    reply: { messageId: '0x0201', fields: { altitudeM: expect.any(Number) } },
  });
  const parameters = [{ id: '0x0055', value: 77 }];
  expect(await outcome(vehicle, 'set-parameters', { parameters })).toMatchObject({ reason: null });
  const read = await outcome(vehicle, 'query-parameters');
  expect(read.reply?.fields?.params).toContainEqual({ id: '0x0055', length: 4, value: 77 });
  expect(await outcome(vehicle, 'control-vehicle', { doors: 'lock' }, 'once')).toMatchObject({
    state: 'answered',
    reply: { messageId: '0x0500' },
  });
  const photo = await outcome(vehicle, 'shoot', { channel: 1, action: 'picture', pictures: 2 });
  expect(photo.state).toBe('answered');
  if (edition !== '2011') expect(photo.reply?.fields?.multimediaIds).toEqual([1, 2]);
});

test('what a terminal lacks it says', async () => {
  const camera = await outcome(of('2019', false), 'shoot', { channel: 1, action: 'picture' });
  expect(camera).toMatchObject({ state: 'failed', reason: 'device-failed', reply: { result: 2 } });
  const key = { e: 3, nHex: 'ab'.repeat(128) };
  expect(await outcome(of('2013'), 'exchange-key', key)).toMatchObject({ reason: 'not-supported' });
});

test('questions have answers, the driver’s card is read, a long route arrives whole', async () => {
  const vehicle = of('2019');
  const answers = [{ id: 7, content: '是' }];
  expect(await outcome(vehicle, 'ask-driver', { question: '继续？', answers })).toMatchObject({
    reply: { messageId: '0x0302', fields: { answerId: 7 } },
  });
  const driver = await outcome(vehicle, 'query-driver');
  expect(driver.reply?.messageId).toBe('0x0702');
  const points = Array.from({ length: 200 }, (_, k) => ({
    ...{ latitudeDeg: 22 + k / 1_000, longitudeDeg: 113, widthM: 200 },
  }));
  const route = await outcome(vehicle, 'set-route', { areaId: 1, name: 'R', points });
  expect(route).toMatchObject({ state: 'answered', reply: { messageId: '0x0001' } });
});

test('a reset is acknowledged, and the terminal comes back', async () => {
  const vehicle = of('2013');
  const before = ingest.counters.connectionsOpened;
  const reset = await outcome(vehicle, 'control-terminal', { action: 'reset' }, 'once');
  expect(reset.state).toBe('answered');
  expect(await outcome(vehicle, 'query-position')).toMatchObject({ state: 'answered' });
  for (let k = 0; k < 100 && ingest.counters.connectionsOpened === before; k++) await sleep(50);
  expect(ingest.counters.connectionsOpened).toBeGreaterThan(before);
});
