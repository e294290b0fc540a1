/** What a receiver may know, what it is sent once more, and the test message. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeliveryAction, DeliveryAttempt } from '#core/delivery.ts';
import { until } from '../platform.ts';
import {
  type Bed,
  command,
  endpointOf,
  makeBed,
  T0,
  VEHICLE,
  webhookSettingsWith,
} from './harness.ts';
import { answer, type Receiver, SECRETS, startReceiver } from './receiver.ts';

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
const ask = (action: DeliveryAction, fromMs: number | null = null, toMs: number | null = null) =>
  command(bed, { action, fromMs, toMs });
const attempts = async () =>
  (await bed.deliveries()).filter((each): each is DeliveryAttempt => each.kind === 'attempt');
const dataOf = (body: string) => (JSON.parse(body) as { data: Record<string, unknown> }).data;

test('clearance: whoever alerts are shared with learns neither plate, place nor moment', async () => {
  const exact = { facts: { section: 'G15' }, params: { sustainMs: 30_000 } };
  const endpoints = [
    endpoint({ id: 'enforcement', payload: 2 }),
    endpoint({ id: 'share', payload: 2, clearance: 'share' }),
    endpoint({ id: 'pseudonym', clearance: 'pseudonym' }),
  ].map((each) => ({ ...each, url: `${receiver.url}/${each.id}` }));
  const seen = new Map<string, Record<string, unknown>>();
  receiver.behaviour = (response, received, request) => {
    seen.set(request.url!.split('/').at(-1)!, dataOf(received.body));
    return answer(204)(response, received, request);
  };
  await bed.start(webhookSettingsWith(endpoints));
  const evidence = [{ partition: 3, offset: 7, eventTimeMs: T0 }];
  await bed.writer.write(
    0,
    [{ index: 1, change: 'opened', alert: { ...exact, evidence } }],
    Date.now(),
  );
  await until('those who may know at once were told', () => seen.size === 2);
  expect(seen.get('enforcement')).toMatchObject({
    vehicleId: VEHICLE,
    class: 'dangerous',
    place: { latitudeDeg: 22.54321, longitudeDeg: 114.0579 },
    params: { sustainMs: 30_000 },
    facts: { section: 'G15' },
    evidence: [{ partition: 3, offset: 7, at: '2026-11-21T12:00:00.000+08:00' }],
  });
  expect(seen.get('pseudonym')).toMatchObject({ vehicleId: null });
  expect(seen.get('pseudonym')).not.toHaveProperty('params');

  await bed.writer.write(
    1,
    [{ index: 2, change: 'opened', alert: { ...exact, evidence } }],
    Date.now() - 300_000,
  );
  await until('the others hear of what is five minutes old', () => seen.has('share'));
  expect(seen.get('share')).toMatchObject({
    alertId: expect.stringMatching(/2$/),
    vehicleId: '粤B·1***5-2',
    place: { latitudeDeg: 22.543, longitudeDeg: 114.058 },
    facts: {},
    evidence: [],
  });
});

test('resend: what an endpoint wants of a period comes once more under the same id, in order', async () => {
  await bed.start(webhookSettingsWith([endpoint({ types: ['speed.over'] })]));
  const other = { type: 'link.silent' };
  await bed.writer.write(0, [{ index: 1, change: 'opened' }], T0);
  await bed.writer.write(
    0,
    [
      { index: 1, change: 'closed' },
      { index: 2, change: 'opened', alert: other },
    ],
    T0 + 1_000,
  );
  await bed.writer.write(1, [{ index: 3, change: 'opened' }], T0 + 1_999);
  await bed.writer.write(1, [{ index: 4, change: 'opened' }], T0 + 2_000);
  const settled = (count: number) =>
    until(`${count} are settled`, async () => (await attempts()).length === count);
  await settled(4);
  const idOf = new Map(receiver.received.map(({ alertId, change, id }) => [alertId + change, id]));
  receiver.received.length = 0;

  await ask('resend', T0 + 1_000, T0 + 2_000);
  await settled(6);
  const again = receiver.received.map(({ alertId, change, id }) => {
    expect(id).toBe(idOf.get(alertId + change));
    return `${Number.parseInt(alertId, 16)} ${change}`;
  });
  expect(again.sort()).toEqual(['1 closed', '3 opened']);
  receiver.received.length = 0;

  await ask('resend', 0);
  await settled(10);
  const first = receiver.received.filter(({ alertId }) => alertId.endsWith('1'));
  expect(first.map(({ change }) => change)).toEqual(['opened', 'closed']);
});

test('test: one signed message, also to a disabled endpoint, told as an attempt', async () => {
  await bed.start(webhookSettingsWith([endpoint({ payload: 2 })]));
  await ask('disable');
  await ask('test');
  await until('it came', () => receiver.received.length === 1);
  const { body, id } = receiver.received[0]!;
  expect(id).toMatch(/^test_/);
  expect(JSON.parse(body)).toMatchObject({
    type: 'webhook.test',
    data: { endpoint: 'police', payload: 2 },
  });
  receiver.behaviour = answer(500);
  await ask('test');
  await until('both were told', async () => (await attempts()).length === 2);
  expect(
    (await attempts()).map(({ outcome, status, nextAtMs }) => [outcome, status, nextAtMs]),
  ).toEqual([
    ['delivered', 204, null],
    ['failed', 500, null],
  ]);
});
