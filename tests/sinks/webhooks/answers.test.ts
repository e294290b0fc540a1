/** Answers that are no plain status, on real sockets and the wall clock; and that one endpoint's trouble is its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeliveryAttempt } from '#core/delivery.ts';
import type { WebhookSettings } from '#sinks/config.ts';
import { until } from '../platform.ts';
import {
  type Bed,
  endpointOf,
  expectOrder,
  makeBed,
  metricOf,
  noted,
  SUBJECT,
  sleep,
  VEHICLE,
  webhookSettingsWith,
} from './harness.ts';
import { answer, behave, type Receiver, SECRETS, startReceiver } from './receiver.ts';

let bed: Bed;
let receiver: Receiver;

beforeEach(async () => {
  bed = await makeBed();
  receiver = await startReceiver(SECRETS);
});
afterEach(async () => {
  expect(receiver.refused).toEqual([]);
  await receiver.close();
  await bed.close();
});

const endpoint = (change: Record<string, unknown> = {}) =>
  endpointOf({ url: receiver.url, secretFile: bed.secretFile, startAt: 'earliest', ...change });
const start = (settings: Partial<WebhookSettings> = {}) =>
  bed.start(webhookSettingsWith([endpoint()], settings));
const attempts = async () =>
  (await bed.deliveries()).filter((record): record is DeliveryAttempt => record.kind === 'attempt');
const firstAttempt = async () => {
  await until('an attempt was told', async () => (await attempts()).length > 0);
  return (await attempts())[0]!;
};

test('what a receiver is told, and under which headers', async () => {
  await start();
  await bed.writer.write(0, [{ index: 1, change: 'opened' }]);
  await until('it was delivered', () => receiver.received.length === 1);
  const { headers, body, id, timestampS } = receiver.received[0]!;
  expect(headers['content-type']).toBe('application/json');
  expect(id).toMatch(/^msg_[\w-]{27}$/);
  expect(headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
  expect(Math.abs(timestampS - Date.now() / 1_000)).toBeLessThan(5);
  expect(JSON.parse(body)).toEqual({
    type: 'alert.opened',
    timestamp: '2026-11-21T12:00:00.000+08:00',
    data: {
      alertId: '00000000000000000000000000000001',
      type: 'speed.over',
      severity: 'major',
      state: 'open',
      change: 'opened',
      seq: 2 ** 40,
      source: 'vehicle-0',
      corrected: false,
      late: false,
      openedAt: '2026-11-21T11:59:00.000+08:00',
      raisedAt: '2026-11-21T11:59:30.000+08:00',
      closedAt: null,
      place: { latitudeDeg: 22.54321, longitudeDeg: 114.0579 },
      measured: 97.5,
      limit: 80,
      unit: 'km/h',
      explanation: { zh: '车速高于限速。', en: 'The speed is above the limit.' },
      clause: '道路交通安全法 第42条',
      ruleVersion: 1,
      subject: SUBJECT,
      vehicleId: VEHICLE,
      enterpriseId: 'E1',
      regionCode: '440300',
    },
  });
});

test('filters: changes, late history, types, severities, regions, enterprises, names', async () => {
  const all = { updated: ['opened', 'updated', 'closed', 'withdrawn', 'corrected'] };
  const endpoints = [
    endpoint({ id: 'usual' }),
    endpoint({ id: 'chatty', changes: all.updated, late: true }),
    endpoint({ id: 'types', types: ['terminal.*', 'link.silent'] }),
    endpoint({ id: 'severe', severities: ['critical'] }),
    endpoint({ id: 'here', regions: ['4403'], clearance: 'pseudonym' }),
    endpoint({ id: 'elsewhere', regions: ['4401'] }),
    endpoint({ id: 'ours', enterprises: ['E1'] }),
    endpoint({ id: 'goods', classes: ['dangerous'] }),
    endpoint({ id: 'coaches', classes: ['charter', 'scheduled'] }),
    endpoint({ id: 'theirs', enterprises: ['E2'] }),
  ].map((each) => ({ ...each, url: `${receiver.url}/${each.id}` }));
  const seen = new Map<string, string[]>();
  receiver.behaviour = (response, received, request) => {
    const id = request.url!.split('/').at(-1)!;
    const vehicle = received.vehicleId === null ? ' unnamed' : '';
    const line = `${Number.parseInt(received.alertId, 16)} ${received.change}${vehicle}`;
    seen.set(id, [...(seen.get(id) ?? []), line].sort());
    return answer(204)(response, received, request);
  };
  await bed.start(webhookSettingsWith(endpoints));
  await bed.writer.write(0, [
    { index: 1, change: 'opened' },
    { index: 1, change: 'updated' },
    { index: 2, change: 'opened', alert: { late: true } },
    { index: 3, change: 'opened', alert: { type: 'terminal.sos', severity: 'critical' } },
    { index: 4, change: 'opened', alert: { type: 'terminals.x' } },
  ]);
  await noted(bed, 5 * endpoints.length);
  await until('all is delivered', async () => {
    return (await metricOf(bed.metrics, 'tizheng_webhook_attempts_total')) === 19;
  });
  expect(Object.fromEntries(seen)).toEqual({
    usual: ['1 opened', '3 opened', '4 opened'],
    chatty: ['1 opened', '1 updated', '2 opened', '3 opened', '4 opened'],
    types: ['3 opened'],
    severe: ['3 opened'],
    here: ['1 opened unnamed', '3 opened unnamed', '4 opened unnamed'],
    ours: ['1 opened', '3 opened', '4 opened'],
    goods: ['1 opened', '3 opened', '4 opened'],
  });
  expect(
    await metricOf(bed.metrics, 'tizheng_webhook_transitions_total', { outcome: 'filtered' }),
  ).toBe(31);
});

test('a redirect is a failure and is not followed', async () => {
  let reached = 0;
  const inside = createServer((_, response) => {
    reached++;
    response.end();
  });
  await new Promise<void>((done) => inside.listen(0, '127.0.0.1', done));
  const location = `http://127.0.0.1:${(inside.address() as AddressInfo).port}/admin`;
  receiver.behaviour = answer(307, { location });
  await start();
  await bed.writer.write(0, [{ index: 1, change: 'opened' }]);
  expect(await firstAttempt()).toMatchObject({
    outcome: 'failed',
    reason: 'redirect',
    status: 307,
  });
  expect(reached).toBe(0);
  await new Promise((done) => inside.close(done));
});

test('an answer whose body never ends counts by its status and gives the place back', async () => {
  receiver.behaviour = behave.slowBody;
  await start({ inFlightMax: 1 });
  await bed.writer.write(0, [{ index: 1, change: 'opened' }]);
  expect(await firstAttempt()).toMatchObject({ outcome: 'delivered', status: 200 });
  receiver.behaviour = answer(204);
  await bed.writer.write(0, [{ index: 2, change: 'opened' }]);
  await until('the next one is delivered', () => receiver.received.length === 2);
});

test('an answer of any size is cut off', async () => {
  let written = 0;
  receiver.behaviour = (response, received, request) => {
    response.on('close', () => {
      written = response.socket?.bytesWritten ?? request.socket.bytesWritten;
    });
    return behave.hugeBody(response, received, request);
  };
  await start();
  await bed.writer.write(0, [{ index: 1, change: 'opened' }]);
  expect(await firstAttempt()).toMatchObject({ outcome: 'delivered', status: 200 });
  await until('the connection is closed', () => written > 0);
  // What lay in the buffers of both sockets, not a gigabyte.
  expect(written).toBeLessThan(16 * 2 ** 20);
});

test('no answer in time has failed', async () => {
  receiver.behaviour = behave.hang;
  await start({ timeoutMs: 200 });
  await bed.writer.write(0, [{ index: 1, change: 'opened' }]);
  expect(await firstAttempt()).toMatchObject({
    outcome: 'failed',
    reason: 'timeout',
    status: null,
  });
});

test('addresses that are not listed are not reached, whatever they are called', async () => {
  await bed.start(webhookSettingsWith([endpoint()], { allowedCidrs: [] }));
  await bed.writer.write(0, [{ index: 1, change: 'opened' }]);
  expect(await firstAttempt()).toMatchObject({ reason: 'address-refused', status: null });
  await bed.stop();
  const named = endpoint({ url: receiver.url.replace('127.0.0.1', 'enforcement.example') });
  await bed.start(webhookSettingsWith([named], { allowedCidrs: [] }), undefined, {
    resolve: async () => ['127.0.0.1'],
  });
  await until('it was tried again', async () => (await attempts()).length > 1);
  expect((await attempts()).every(({ reason }) => reason === 'address-refused')).toBe(true);
  expect(receiver.received.length).toBe(0);
});

test('a payload beyond 20 kB is a dead letter at once, and the alert goes on', async () => {
  await start();
  const huge = { explanation: { zh: '长'.repeat(7_000), en: 'long' } };
  await bed.writer.write(0, [
    { index: 1, change: 'opened', alert: huge },
    { index: 1, change: 'closed' },
  ]);
  await until('the closing is delivered', () => receiver.received.length === 1);
  expect(await bed.deadLetters()).toMatchObject([
    { reason: 'too-large', attempts: 1, state: 'dead' },
  ]);
  expect(await metricOf(bed.metrics, 'tizheng_webhook_state', { state: 'healthy' })).toBe(1);
});

test('one endpoint hangs: the others hear within two seconds', async () => {
  const hanging = await startReceiver(SECRETS);
  hanging.behaviour = behave.hang;
  const endpoints = [endpoint({ id: 'slow', url: hanging.url }), endpoint({ id: 'quick' })];
  await bed.start(webhookSettingsWith(endpoints, { timeoutMs: 1_000 }));
  const writtenAtMs = new Map<string, number>();
  const latencies: number[] = [];
  receiver.behaviour = (response, received, request) => {
    latencies.push(performance.now() - (writtenAtMs.get(received.alertId) ?? 0));
    return answer(204)(response, received, request);
  };
  for (let index = 0; index < 400; index++) {
    writtenAtMs.set(index.toString(16).padStart(32, '0'), performance.now());
    await bed.writer.write(index % 2, [{ index, change: 'opened' }]);
    if (index % 4 === 0) await sleep(10);
  }
  await until('the quick one has all', () => latencies.length === 400);
  latencies.sort((a, b) => a - b);
  const p99 = latencies[Math.floor(latencies.length * 0.99)]!;
  console.log(
    `alert to the other endpoint: p99 ${p99.toFixed(0)} ms, slow one met ${hanging.received.length}`,
  );
  expect(hanging.received.length).toBeGreaterThan(0);
  expect(p99).toBeLessThan(2_000);
  expectOrder(receiver.received);
  await bed.stop();
  await hanging.close();
});
