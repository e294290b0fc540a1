/** Endpoints and dead letters as the page is told, and what a supervisor asks. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeadLetter, DeliveryRecord } from '#core/delivery.ts';
import { TOPICS } from '#core/topics.ts';
import { DeliveryBook } from '#dashboard/server/delivery-book.ts';
import {
  decodeDeliveryCommand,
  encodeDeadLetter,
  encodeDeliveryRecord,
} from '#proto/codec/delivery.ts';
import { appendTransitions, startServer, type TestServer } from './harness.ts';
import { alertOf, transitionOf } from './support.ts';

const NOW = Date.now();
const status: DeliveryRecord = {
  kind: 'status',
  endpoint: 'police',
  atMs: NOW,
  state: 'deaf',
  failingSinceMs: NOW - 400_000,
  waiting: 7,
  lagRecords: 3,
  dead: 1,
  deliveredTotal: 90,
  lastAtMs: NOW - 1_000,
  lastReason: 'receiver-error',
  lastStatus: 502,
  heldUntilMs: null,
  nextAtMs: NOW + 60_000,
};
const attempt: DeliveryRecord = {
  kind: 'attempt',
  endpoint: 'police',
  webhookId: 'msg_1',
  alertId: '1'.repeat(32),
  alertType: 'speed.over',
  change: 'opened',
  partition: 2,
  offset: 40,
  attempt: 3,
  atMs: NOW - 1_000,
  durationMs: 12,
  outcome: 'failed',
  reason: 'receiver-error',
  status: 502,
  nextAtMs: NOW + 60_000,
};
const letter: DeadLetter = {
  endpoint: 'police',
  webhookId: 'msg_0',
  state: 'dead',
  alertId: '2'.repeat(32),
  alertType: 'terminal.sos',
  change: 'closed',
  partition: 0,
  offset: 9,
  attempts: 13,
  reason: 'timeout',
  status: null,
  atMs: NOW - 2_000,
};

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  const value = (record: DeliveryRecord) => ({
    key: 'police',
    timeMs: NOW,
    value: encodeDeliveryRecord(record),
  });
  await server.log.append(TOPICS.deliveries, 0, [value(attempt), value(status)]);
  await server.log.append(TOPICS.deadLetters, 0, [
    { key: 'msg_0', timeMs: NOW, value: encodeDeadLetter(letter) },
  ]);
});
afterAll(() => server.stop());

async function view(): Promise<{
  endpoints: Record<string, unknown>[];
  deadLetters: DeadLetter[];
  deadTotal: number;
}> {
  const response = await server.get('/api/deliveries');
  expect(response.status).toBe(200);
  return (await response.json()) as Awaited<ReturnType<typeof view>>;
}

test('endpoints with their last attempts, and dead letters', async () => {
  await expect.poll(async () => (await view()).deadTotal).toBe(1);
  const { endpoints, deadLetters } = await view();
  const { kind: _, ...expected } = status;
  const { kind: __, endpoint: ___, ...tried } = attempt;
  expect(endpoints).toEqual([{ ...expected, isCurrent: true, attempts: [tried] }]);
  expect(deadLetters).toEqual([letter]);
});

test('a command is durable in its topic when it is answered, with who asked', async () => {
  const wish = {
    commandId: 'command-1',
    action: 'redeliver',
    endpoint: 'police',
    webhookIds: ['msg_0'],
  };
  const response = await server.post('/api/deliveries/commands', wish);
  expect(response.status).toBe(202);
  expect(await response.json()).toEqual({ commandId: 'command-1' });
  const { records } = await server.log.read(TOPICS.deliveryCommands, 0, 0, {
    maxRecords: 10,
    maxBytes: 10_000,
    waitMs: 0,
  });
  expect(decodeDeliveryCommand(records[0]!.value)).toMatchObject({
    ...wish,
    fromMs: null,
    toMs: null,
    actor: 'admin',
  });
});

test.each([
  [{ action: 'redeliver', endpoint: 'nobody' }, 404],
  [{ action: 'explode', endpoint: 'police' }, 400],
  [{ action: 'redeliver', endpoint: 'police', fromMs: 5, toMs: 5 }, 422],
  [{ action: 'redeliver', endpoint: 'police' }, 422],
  [{ action: 'redeliver', endpoint: 'police', commandId: 'x' }, 400],
])('%j is refused with %i', async (body, status) => {
  expect((await server.post('/api/deliveries/commands', body)).status).toBe(status);
});

test('without a session or the header nothing is told and nothing is asked', async () => {
  expect((await fetch(`${server.url}/api/deliveries`)).status).toBe(401);
  const headers = { cookie: server.cookie, 'content-type': 'application/json' };
  const body = JSON.stringify({ action: 'enable', endpoint: 'police' });
  const url = `${server.url}/api/deliveries/commands`;
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(403);
});

test('an alert about a deaf endpoint is a row of the list under its name, and no vehicle', async () => {
  const facts = { endpoint: 'police', reason: 'timeout', status: null };
  const alert = alertOf(77, {
    type: 'delivery.deaf',
    facts,
    latitudeDeg: null,
    longitudeDeg: null,
  });
  await appendTransitions(server.log, [{ ...transitionOf(0, alert), task: 'deliveries' }], 3);
  const rows = async () => {
    const answer = await (await server.get('/api/alerts')).json();
    return (answer as { alerts: Record<string, unknown>[] }).alerts;
  };
  await expect.poll(async () => (await rows()).length).toBe(1);
  expect((await rows())[0]).toMatchObject({
    type: 'delivery.deaf',
    plate: 'police',
    handle: -1,
    priority: 'P2',
  });
  const roster = (await (await server.get('/api/roster')).json()) as { vehicles: unknown[] };
  expect(roster.vehicles).toEqual([]);
});

test('the newest word on a dead letter counts; asking again keeps why it died; bounds', () => {
  const book = new DeliveryBook();
  book.applyLetter(letter);
  book.applyLetter({ ...letter, state: 'waiting', reason: 'delivered' });
  expect(book.letters(10).letters).toMatchObject([{ state: 'waiting', reason: 'timeout' }]);
  book.applyLetter({ ...letter, state: 'delivered', reason: 'delivered' });
  expect(book.letters(10)).toEqual({ total: 0, letters: [] });
  for (let i = 0; i < 20_010; i++) book.applyLetter({ ...letter, webhookId: `msg_${i}` });
  const { total, letters } = book.letters(3);
  expect(total).toBe(20_000);
  expect(letters.map(({ webhookId }) => webhookId)).toEqual([
    'msg_20009',
    'msg_20008',
    'msg_20007',
  ]);
  for (let i = 0; i < 60; i++) book.applyRecord({ ...attempt, attempt: i });
  book.applyRecord(status);
  const [endpoint] = book.endpoints(status.atMs + 151_000);
  expect(endpoint).toMatchObject({ isCurrent: false });
  expect(endpoint!.attempts.map((each) => each.attempt)).toEqual(
    Array.from({ length: 50 }, (_, i) => 59 - i),
  );
});
