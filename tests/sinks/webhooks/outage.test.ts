/**
 * Endpoints that fail, on a clock turned by hand: the ladder is kept exactly, nothing is lost, an
 * alert's transitions stay in order, and the duty room is told. Every request is verified by the
 * public library with both secrets.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeliveryAttempt } from '#core/delivery.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { LADDER_MS } from '#sinks/webhooks/ladder.ts';
import { until } from '../platform.ts';
import {
  ALERT_PARTITIONS,
  alertIdOf,
  atRest,
  type Bed,
  command,
  endpointOf,
  expectOrder,
  makeBed,
  metricOf,
  noted,
  runUntil,
  seeded,
  T0,
  VirtualClock,
  webhookSettingsWith,
} from './harness.ts';
import { answer, type Receiver, SECRETS, startReceiver } from './receiver.ts';

let bed: Bed;
let receiver: Receiver;
let clock: VirtualClock;

beforeEach(async () => {
  bed = await makeBed();
  receiver = await startReceiver(SECRETS);
  clock = new VirtualClock();
});
afterEach(async () => {
  expect(receiver.refused).toEqual([]);
  await receiver.close();
  await bed.close();
});

const settings = () =>
  webhookSettingsWith([
    endpointOf({ url: receiver.url, secretFile: bed.secretFile, startAt: 'earliest' }),
  ]);
const start = () => bed.start(settings(), clock);
const attempts = async () =>
  (await bed.deliveries()).filter((record): record is DeliveryAttempt => record.kind === 'attempt');
const opened = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ index, change: 'opened' as const }));
const closed = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ index, change: 'closed' as const }));
const distinct = () => new Set(receiver.received.map(({ id }) => id)).size;

/** Each wait against its step of the ladder; returns the parts of the step. */
function expectLadder(times: readonly number[]): number[] {
  return times.slice(1).map((atMs, index) => {
    const part = (atMs - times[index]!) / LADDER_MS[index + 1]!;
    expect(part, `wait before attempt ${index + 2}`).toBeGreaterThanOrEqual(0.799);
    expect(part, `wait before attempt ${index + 2}`).toBeLessThanOrEqual(1.201);
    return part;
  });
}

test('an endpoint down for 24 hours: the ladder while it is down, everything in order when it is back', async () => {
  const { port } = receiver;
  await receiver.close();
  const sink = await start();
  await bed.writer.write(0, [...opened(20), ...closed(20)]);
  await noted(bed, 40);
  await runUntil(clock, sink, T0 + 24 * HOUR_MS);

  const failed = await attempts();
  const spread: number[] = [];
  for (let index = 0; index < 20; index++) {
    const own = failed.filter(({ alertId }) => alertId === alertIdOf(index));
    // 2 s, 5 s, 15 s, 1 min, 5 min, 30 min, 2 h, 5 h and 10 h after each other fit into the day.
    expect(own.length).toBe(10);
    expect(new Set(own.map(({ webhookId }) => webhookId)).size).toBe(1);
    expect(own.every(({ change, reason }) => change === 'opened' && reason === 'connection')).toBe(
      true,
    );
    expect(own[0]!.atMs).toBe(T0);
    spread.push(...expectLadder(own.map(({ atMs }) => atMs)));
  }
  // A jitter that only ever goes one way, or nowhere, would pass the bounds too.
  expect(Math.min(...spread)).toBeLessThan(0.85);
  expect(Math.max(...spread)).toBeGreaterThan(1.15);

  receiver = await startReceiver(SECRETS, port);
  await bed.writer.write(1, [{ index: 100, change: 'opened' }]);
  await noted(bed, 41);
  await runUntil(clock, sink, T0 + 24 * HOUR_MS + MINUTE_MS);
  // The first delivery shows that it is back; nobody waits for a rung of many hours then.
  expect(distinct()).toBe(41);
  expect(receiver.received.length).toBe(41);
  expectOrder(receiver.received);
  expect(await metricOf(bed.metrics, 'tizheng_webhook_waiting')).toBe(0);
  expect(await bed.deadLetters()).toEqual([]);
});

test('the end of the ladder is a dead letter; the next transition goes on; a command delivers it', async () => {
  receiver.behaviour = answer(500);
  const sink = await start();
  await bed.writer.write(0, [...opened(1), ...closed(1)]);
  await noted(bed, 2);
  await runUntil(clock, sink, T0 + 100 * HOUR_MS);
  const first = (await attempts()).filter(({ change }) => change === 'opened');
  expect(first.length).toBe(LADDER_MS.length);
  expectLadder(first.map(({ atMs }) => atMs));
  expect(first.map(({ outcome }) => outcome)).toEqual([
    ...Array.from({ length: LADDER_MS.length - 1 }, () => 'failed'),
    'dead',
  ]);
  const [dead] = await bed.deadLetters();
  expect(dead).toMatchObject({
    endpoint: 'police',
    webhookId: first[0]!.webhookId,
    state: 'dead',
    attempts: 13,
    reason: 'receiver-error',
    status: 500,
    partition: 0,
    offset: 0,
  });
  // The closing was not tried before the opening was given up.
  const second = (await attempts()).filter(({ change }) => change === 'closed');
  expect(second[0]!.atMs).toBeGreaterThanOrEqual(first.at(-1)!.atMs);

  receiver.behaviour = answer(204);
  receiver.received.length = 0;
  const wish = { commandId: 'again' };
  await command(bed, wish);
  await command(bed, wish);
  await until('both were delivered', () => distinct() === 2);
  await atRest(sink);
  expectOrder(receiver.received);
  expect(receiver.received.length).toBe(2);
  expect(receiver.received[0]!.id).toBe(first[0]!.webhookId);
  await until('the topic says so', async () => (await bed.deadLetters()).length === 3);
  expect((await bed.deadLetters()).map(({ state }) => state)).toEqual([
    'dead',
    'waiting',
    'delivered',
  ]);
  expect(await metricOf(bed.metrics, 'tizheng_webhook_dead')).toBe(0);
});

test('the duty room learns after five minutes that an endpoint is deaf, once, and when it hears again', async () => {
  receiver.behaviour = answer(500);
  let sink = await start();
  await bed.writer.write(0, opened(1));
  await noted(bed, 1);
  await runUntil(clock, sink, T0 + 5 * MINUTE_MS - 1);
  const own = ALERT_PARTITIONS - 1;
  expect(await bed.records(TOPICS.alerts, own)).toEqual([]);
  await runUntil(clock, sink, T0 + 5 * MINUTE_MS);
  const raised = (await bed.records(TOPICS.alerts, own)).map(({ value }) =>
    decodeAlertTransition(value),
  );
  expect(raised).toMatchObject([
    {
      number: 0,
      change: 'opened',
      alert: {
        type: 'delivery.deaf',
        state: 'open',
        severity: 'major',
        openedAtMs: T0,
        raisedAtMs: T0 + 5 * MINUTE_MS,
        facts: { endpoint: 'police', reason: 'receiver-error', status: 500 },
      },
    },
  ]);

  await bed.stop();
  sink = await start();
  await runUntil(clock, sink, T0 + HOUR_MS);
  receiver.behaviour = answer(204);
  await runUntil(clock, sink, T0 + 4 * HOUR_MS);
  const all = (await bed.records(TOPICS.alerts, own)).map(({ value }) =>
    decodeAlertTransition(value),
  );
  expect(all.map(({ number, change }) => `${number} ${change}`)).toEqual(['0 opened', '1 closed']);
  expect(all[1]!.alert.alertId).toBe(all[0]!.alert.alertId);
  // Nobody sends the news of deafness to endpoints that did not ask for it.
  expect(new Set(receiver.received.map(({ alertId }) => alertId))).toEqual(new Set([alertIdOf(0)]));
});

test('a flapping endpoint: nothing lost, nothing given up, order kept', async () => {
  const random = seeded(7);
  receiver.behaviour = (response, received, request) =>
    answer(random() < 0.6 ? 503 : 200)(response, received, request);
  const sink = await start();
  await bed.writer.write(0, [...opened(30), ...closed(30)]);
  await noted(bed, 60);
  await runUntil(clock, sink, T0 + 60 * HOUR_MS);
  const taken = receiver.received.filter(({ status }) => status === 200);
  expect(taken.length).toBe(60);
  expect(new Set(taken.map(({ id }) => id)).size).toBe(60);
  expectOrder(taken);
  expect(receiver.received.length).toBeGreaterThan(80);
  expect(await bed.deadLetters()).toEqual([]);
});

test('an endpoint that refuses some alerts and takes others: the ladder for those, no delay for these', async () => {
  receiver.behaviour = (response, received, request) =>
    answer(received.alertId < alertIdOf(5) ? 400 : 204)(response, received, request);
  const sink = await start();
  await bed.writer.write(0, opened(5));
  await noted(bed, 5);
  for (let index = 5; index < 65; index++) {
    await runUntil(clock, sink, T0 + (index - 5) * MINUTE_MS);
    await bed.writer.write(1, [{ index, change: 'opened' }]);
    await noted(bed, index + 1);
  }
  await runUntil(clock, sink, T0 + 61 * MINUTE_MS);
  const all = await attempts();
  for (let index = 0; index < 5; index++)
    expectLadder(all.filter(({ alertId }) => alertId === alertIdOf(index)).map(({ atMs }) => atMs));
  const taken = all.filter(({ outcome }) => outcome === 'delivered');
  expect(taken.length).toBe(60);
  expect(taken.every(({ attempt }) => attempt === 1)).toBe(true);
});

describe('what the receiver asks for', () => {
  test.each([
    [429, '90', 90_000],
    [429, new Date(T0 + 120_000).toUTCString(), 120_000],
    [503, '3600', 3_600_000],
  ])(
    '%i with retry-after %s: quiet until then, for every alert',
    async (status, retryAfter, waitMs) => {
      receiver.behaviour = answer(status, { 'retry-after': retryAfter });
      const sink = await start();
      await bed.writer.write(0, opened(1));
      await noted(bed, 1);
      await atRest(sink);
      await bed.writer.write(1, [{ index: 50, change: 'opened' }]);
      await noted(bed, 2);
      receiver.behaviour = answer(204);
      await runUntil(clock, sink, T0 + waitMs - 1);
      expect(receiver.received.length).toBe(1);
      await runUntil(clock, sink, T0 + waitMs);
      expect(distinct()).toBe(2);
    },
  );

  test.each(['soon', '1'])(
    '429 with retry-after %s: the ladder is longer, so it holds',
    async (retryAfter) => {
      receiver.behaviour = answer(429, { 'retry-after': retryAfter });
      const sink = await start();
      await bed.writer.write(0, opened(1));
      await noted(bed, 1);
      await runUntil(clock, sink, T0 + 4 * MINUTE_MS);
      expectLadder((await attempts()).map(({ atMs }) => atMs));
      expect(receiver.received.length).toBe(5);
    },
  );

  test('410: the endpoint is disabled at once, the alert is raised, nothing is lost when it is enabled', async () => {
    receiver.behaviour = answer(410);
    const sink = await start();
    await bed.writer.write(0, opened(1));
    await noted(bed, 1);
    await runUntil(clock, sink, T0 + MINUTE_MS);
    await bed.writer.write(0, closed(1));
    await runUntil(clock, sink, T0 + 48 * HOUR_MS);
    expect(receiver.received.length).toBe(1);
    const own = await bed.records(TOPICS.alerts, ALERT_PARTITIONS - 1);
    expect(decodeAlertTransition(own[0]!.value).alert.facts).toMatchObject({
      reason: 'gone',
      status: 410,
    });
    expect((await bed.deliveries()).at(-1)).toMatchObject({ kind: 'status', state: 'disabled' });

    receiver.behaviour = answer(200);
    await command(bed, { action: 'enable' });
    await until('both were delivered', () => distinct() === 2);
    await atRest(sink);
    expectOrder(receiver.received);
    const alerts = await bed.records(TOPICS.alerts, ALERT_PARTITIONS - 1);
    expect(decodeAlertTransition(alerts.at(-1)!.value).change).toBe('closed');
  });
});

test('a long backlog behind the bound of rows: read as it drains, all delivered, in order', async () => {
  const sink = await bed.start(
    webhookSettingsWith(
      [endpointOf({ url: receiver.url, secretFile: bed.secretFile, startAt: 'earliest' })],
      { waitingMax: 100 },
    ),
    clock,
  );
  receiver.behaviour = answer(500);
  for (let round = 0; round < 2; round++)
    await bed.writer.write(0, [...opened(150), ...closed(150)]);
  await until(
    'some were read',
    async () => (await metricOf(bed.metrics, 'tizheng_webhook_waiting')) >= 100,
  );
  await runUntil(clock, sink, T0 + MINUTE_MS);
  // One read beyond the bound at most; what lies behind it is an offset.
  expect(await metricOf(bed.metrics, 'tizheng_webhook_waiting')).toBeLessThanOrEqual(300);
  expect(await metricOf(bed.metrics, 'tizheng_webhook_lag_records')).toBeGreaterThanOrEqual(100);
  receiver.behaviour = answer(204);
  receiver.received.length = 0;
  await runUntil(clock, sink, T0 + 30 * MINUTE_MS);
  expect(distinct()).toBe(600);
  expectOrder(receiver.received);
  expect(await metricOf(bed.metrics, 'tizheng_webhook_lag_records')).toBe(0);
});

test('an outbox of a later version is refused and left as it is', async () => {
  mkdirSync(join(bed.dir, 'webhooks'));
  const file = join(bed.dir, 'webhooks', 'outbox.sqlite');
  const db = new DatabaseSync(file);
  db.exec('PRAGMA user_version = 2');
  db.close();
  await expect(start()).rejects.toMatchObject({ code: 'DATA_NEWER' });
});
