/** Trips as a caller plans them and takes them through their life; the versions that keep two officers apart. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SubjectKind, subjectKeyOf } from '#core/identity.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import { decodeTripEvent, encodeTripEvent } from '#proto/codec/trip.ts';
import { newLog, PSEUDONYM_KEY, startServer, type TestServer } from './harness.ts';

const VEHICLE = '粤B12345-2';
const DRIVER = '440300199001010011';
const HOUR_MS = 3_600_000;
const now = Date.now();
const registry: [SubjectKind, string, object][] = [
  [
    'vehicle',
    VEHICLE,
    {
      ...{ vehicleId: VEHICLE, plate: '粤B12345', plateColour: 2, class: 'charter' },
      ...{ enterpriseId: 'E', regionCode: '440300' },
    },
  ],
  ['driver', DRIVER, { driverId: DRIVER, name: '张三丰' }],
  ['line', 'L', { lineId: 'L', name: '线', lineClass: 2, stops: [] }],
];
const plan = (more: object = {}) => ({
  vehicleId: VEHICLE,
  driverIds: [DRIVER],
  origin: { latitudeDeg: 22.5, longitudeDeg: 114 },
  destination: { latitudeDeg: 23, longitudeDeg: 114 },
  departMs: now + HOUR_MS,
  arriveMs: now + 3 * HOUR_MS,
  ...more,
});

let server: TestServer;
beforeAll(async () => {
  const log = await newLog();
  await log.append(
    TOPICS.registry,
    0,
    registry.map(([entity, id, item]) => ({
      key: registryKeyOf(PSEUDONYM_KEY, entity, id),
      timeMs: 1,
      value: encodeRegistryEntity({
        ...{ entity, id, json: JSON.stringify(item), changedAtMs: 1, actor: 't' },
      }),
    })),
  );
  server = await startServer({ log });
});
afterAll(() => server.stop());

interface Told {
  tripId: string;
  version: number;
  state: string;
  steps: string[];
  plan: Record<string, unknown> & { drivers: { key: string; name: string }[]; handle: number };
  departed: { timeMs: number; by: string } | null;
  total: number;
  next: number | null;
  trips: Told[];
  faults: { field: string; code: string }[];
  detail: string;
}
const json = (answer: Response) => answer.json() as Promise<Told>;

function send(method: string, path: string, body: unknown, version?: number | string) {
  const tag = typeof version === 'number' ? `"${version}"` : version;
  return fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...{ cookie: server.cookie, 'content-type': 'application/json', 'x-tizheng': '1' },
      ...(tag === undefined ? {} : { 'if-match': tag }),
    },
    body: JSON.stringify(body),
  });
}

async function planned(more: object = {}): Promise<Told> {
  const answer = await send('POST', '/api/trips', { plan: plan(more) });
  expect(answer.status).toBe(201);
  return json(answer);
}

const step = (tripId: string, version: number | string | undefined, body: object) =>
  send('POST', `/api/trips/${tripId}/steps`, body, version);

test('a trip walks from plan to arrival, each step with who, when and why', async () => {
  const answer = await send('POST', '/api/trips', { plan: plan(), reason: '国庆包车' });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('etag')).toBe('"1"');
  const trip = await json(answer);
  expect(answer.headers.get('location')).toBe(`/api/trips/${trip.tripId}`);
  expect(trip).toMatchObject({
    ...{ version: 1, state: 'planned', steps: ['amend', 'approve', 'reject', 'cancel'] },
    plan: {
      ...{ vehicleId: VEHICLE, class: 'charter' },
      drivers: [{ key: subjectKeyOf(PSEUDONYM_KEY, 'driver', DRIVER), name: '张**' }],
    },
  });
  const walked: Told[] = [];
  for (const [version, body] of [
    [1, { step: 'approve', override: true, reason: '资料齐全' }],
    [2, { step: 'start', atMs: now - HOUR_MS }],
    [3, { step: 'finish' }],
  ] as const) {
    const done = await step(trip.tripId, version, body);
    expect(done.status).toBe(200);
    expect(done.headers.get('etag')).toBe(`"${version + 1}"`);
    walked.push(await json(done));
  }
  expect(walked.map(({ state }) => state)).toEqual(['approved', 'running', 'finished']);
  expect(walked[2]!.departed).toMatchObject({ timeMs: now - HOUR_MS, by: 'person' });

  const { steps } = (await (
    await server.get(`/api/trips/${trip.tripId}/history`)
  ).json()) as unknown as { steps: { step: string; actor: string; reason: string }[] };
  expect(steps.map(({ step, actor, reason }) => [step, actor, reason])).toEqual([
    ['finish', 'admin', ''],
    ['start', 'admin', ''],
    ['approve', 'admin', '资料齐全'],
    ['plan', 'admin', '国庆包车'],
  ]);
});

test('no plate, name or licence stands in the log of trips', async () => {
  await planned();
  const { records } = await server.log.read(TOPICS.trips, 0, 0, {
    ...{ maxRecords: 100, maxBytes: 1e6, waitMs: 0 },
  });
  expect(records.length).toBeGreaterThan(0);
  for (const { key, value } of records) {
    const text = key + Buffer.from(value).toString('utf8');
    for (const personal of ['粤B12345', DRIVER, '张三丰']) expect(text).not.toContain(personal);
  }
});

test('of two officers who act on the same version one is told to read again', async () => {
  const { tripId } = await planned();
  const answers = await Promise.all([
    step(tripId, 1, { step: 'approve', override: true, reason: 'r' }),
    step(tripId, 1, { step: 'reject', reason: '证件过期' }),
    send('PATCH', `/api/trips/${tripId}`, { patch: { note: 'x' } }, 1),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  expect((await json(await server.get(`/api/trips/${tripId}`))).version).toBe(2);
});

test('a step that another server wrote first wins, also over one that lies behind it in the log', async () => {
  const { tripId } = await planned();
  const { high } = await server.log.ends(TOPICS.trips, 0);
  const { records } = await server.log.read(TOPICS.trips, 0, high - 1, {
    ...{ maxRecords: 1, maxBytes: 1e6, waitMs: 0 },
  });
  const first = decodeTripEvent(records[0]!.value);
  const elsewhere = (step: 'approve' | 'cancel') => ({
    key: tripId,
    timeMs: 1,
    value: encodeTripEvent({ ...first, baseVersion: 1, step, actor: 'elsewhere' }),
  });
  await server.log.append(TOPICS.trips, 0, [elsewhere('approve'), elsewhere('cancel')]);
  await expect
    .poll(async () => (await json(await server.get(`/api/trips/${tripId}`))).version)
    .toBe(2);
  expect((await json(await server.get(`/api/trips/${tripId}`))).state).toBe('approved');
  expect((await step(tripId, 1, { step: 'cancel', reason: 'r' })).status).toBe(412);
});

describe('the check before', () => {
  test('refuses what fails with the findings, until a supervisor says why not', async () => {
    const { tripId } = await planned({
      departMs: now + 800 * HOUR_MS,
      arriveMs: now + 802 * HOUR_MS,
    });
    const check = (await (await server.get(`/api/trips/${tripId}/check`)).json()) as {
      result: string;
      findings: { item: string; result: string }[];
    };
    expect(check.result).toBe('fail');
    const failed = check.findings.filter(({ result }) => result === 'fail');
    expect(failed.map(({ item }) => item)).toEqual(['paper.ticket']);
    const refused = await step(tripId, 1, { step: 'approve', reason: 'r' });
    expect(refused.status).toBe(422);
    expect((await json(refused)).faults).toEqual([
      expect.objectContaining({ field: 'paper.ticket', code: 'check' }),
    ]);
    expect((await step(tripId, 1, { step: 'approve', override: true })).status).toBe(422);
    const done = await step(tripId, 1, { step: 'approve', override: true, reason: '抢险' });
    expect(await json(done)).toMatchObject({
      ...{ state: 'approved', version: 2 },
      check: { result: 'fail', overridden: true },
    });
  });

  test('tells of another trip of the vehicle at that time', async () => {
    const at = { departMs: now + 900 * HOUR_MS, arriveMs: now + 902 * HOUR_MS };
    const first = await planned(at);
    await step(first.tripId, 1, { step: 'approve', override: true, reason: 'r' });
    const overlap = async (departMs: number) => {
      const { tripId } = await planned({ departMs, arriveMs: departMs + HOUR_MS });
      const answer = await server.get(`/api/trips/${tripId}/check`);
      const { findings } = (await answer.json()) as {
        findings: { item: string; result: string }[];
      };
      return findings.filter(({ item }) => item === 'schedule.overlap').map(({ result }) => result);
    };
    // The vehicle and its driver.
    expect(await overlap(at.arriveMs - 1)).toEqual(['fail', 'fail']);
    expect(await overlap(at.arriveMs)).toEqual(['pass']);
  });
});

describe('what does not fit', () => {
  test.each([
    [{ vehicleId: '粤X00000-2' }, 'vehicleId', 'reference'],
    [{ driverIds: ['nobody'] }, 'driverIds.0', 'reference'],
    [{ driverIds: [DRIVER, DRIVER] }, 'driverIds', 'duplicate'],
    [{ departMs: now + 3 * HOUR_MS }, 'departMs', 'order'],
    [{ arriveMs: now + 31 * 24 * HOUR_MS + HOUR_MS + 1 }, 'arriveMs', 'value'],
    [{ origin: {} }, 'origin', 'value'],
    [{ origin: undefined }, 'origin', 'required'],
    [{ via: [{ stationId: 'nowhere' }] }, 'via.0.stationId', 'reference'],
    [{ ticketId: 'T' }, 'ticketId', 'reference'],
    [{ permitIds: ['P'] }, 'permitIds.0', 'reference'],
    [
      { stops: [{ at: { regionCode: '440300' }, arriveMs: 2, departMs: 1 }] },
      'stops.0.arriveMs',
      'order',
    ],
  ])('%j is refused by field', async (more, field, code) => {
    const answer = await send('POST', '/api/trips', { plan: plan(more) });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect((await json(answer)).faults).toContainEqual(expect.objectContaining({ field, code }));
  });

  test('a line says where the trip begins and ends', async () => {
    const trip = await planned({ lineId: 'L', origin: undefined, destination: undefined });
    expect(trip.plan.origin).toBeUndefined();
  });

  test('a change of the plan is judged as a whole', async () => {
    const { tripId } = await planned();
    const at = `/api/trips/${tripId}`;
    const strange = await send('PATCH', at, { patch: { speed: 3 } }, 1);
    expect(strange.status).toBe(422);
    expect((await json(strange)).faults[0]).toMatchObject({
      field: 'speed',
      code: 'unknown-field',
    });
    const missing = await send('PATCH', at, { patch: { origin: null } }, 1);
    expect((await json(missing)).faults[0]).toMatchObject({ field: 'origin', code: 'required' });
    const done = await json(
      await send('PATCH', at, { patch: { note: '夜间', driverIds: null } }, 1),
    );
    expect(done).toMatchObject({
      version: 2,
      state: 'planned',
      plan: { note: '夜间', drivers: [] },
    });
  });

  test.each([
    [undefined, { step: 'approve' }, 428],
    ['W/"1"', { step: 'approve' }, 428],
    [2, { step: 'approve', override: true, reason: 'r' }, 412],
    [2, { step: 'approve' }, 412],
    [1, { step: 'start' }, 409],
    [1, { step: 'reject' }, 422],
    [1, { step: 'cancel', reason: ' ' }, 422],
    [1, { step: 'verify' }, 409],
    [1, { step: 'amend' }, 400],
  ] as const)('If-Match %s with %j is answered %s', async (version, body, status) => {
    const { tripId } = await planned();
    expect((await step(tripId, version, body)).status).toBe(status);
  });

  test('a departure in the future, an arrival before the departure', async () => {
    const { tripId } = await planned();
    await step(tripId, 1, { step: 'approve', override: true, reason: 'r' });
    const early = await step(tripId, 2, { step: 'start', atMs: now + 10 * HOUR_MS });
    expect([early.status, (await json(early)).faults[0]!.field]).toEqual([422, 'atMs']);
    await step(tripId, 2, { step: 'start', atMs: now - HOUR_MS });
    expect((await step(tripId, 3, { step: 'finish', atMs: now - HOUR_MS })).status).toBe(422);
    expect((await step(tripId, 3, { step: 'finish', atMs: now - HOUR_MS + 1 })).status).toBe(200);
  });

  test('a trip that is not there', async () => {
    const nowhere = `/api/trips/${'f'.repeat(32)}`;
    expect((await server.get(nowhere)).status).toBe(404);
    for (const part of ['history', 'check', 'alerts', 'report', 'report.html'])
      expect((await server.get(`${nowhere}/${part}`)).status).toBe(404);
    expect((await send('PATCH', nowhere, { patch: { note: 'x' } }, 1)).status).toBe(404);
    expect((await send('POST', `${nowhere}/steps`, { step: 'approve' }, 1)).status).toBe(404);
  });
});

test('what has not run has no report', async () => {
  const { tripId } = await planned();
  for (const part of ['report', 'report.html', 'report?from=now'])
    expect((await server.get(`/api/trips/${tripId}/${part}`)).status).toBe(409);
});

test('planning twice under one id plans once', async () => {
  const tripId = 'abcdef0123456789abcdef0123456789';
  const [a, b] = [
    await send('POST', '/api/trips', { tripId, plan: plan() }),
    await send('POST', '/api/trips', { tripId, plan: plan({ note: 'again' }) }),
  ];
  expect([a.status, b.status]).toEqual([201, 200]);
  expect((await json(b)).plan.note).toBeUndefined();
});

test('the list is narrowed and paged, newest plan first', async () => {
  const ids: string[] = [];
  for (let k = 0; k < 3; k++)
    ids.unshift(
      (await planned({ departMs: now + 500 * HOUR_MS, arriveMs: now + 501 * HOUR_MS })).tripId,
    );
  const from = now + 400 * HOUR_MS;
  const query = (more: string, to = now + 600 * HOUR_MS) =>
    server.get(`/api/trips?from=${from}&to=${to}${more}`).then(json);
  const first = await query('&limit=2');
  expect(first.trips.map(({ tripId }) => tripId)).toEqual(ids.slice(0, 2));
  expect(first.total).toBe(3);
  const rest = await query(`&limit=2&before=${first.next}`);
  expect([rest.trips.map(({ tripId }) => tripId), rest.next]).toEqual([ids.slice(2), null]);
  expect((await query('&state=approved')).total).toBe(0);
  expect((await query('', now + 500 * HOUR_MS)).total).toBe(0);
  expect((await query('&vehicle=0000000000000000')).total).toBe(0);
  const { vehicleKey } = first.trips[0]!.plan;
  expect((await query(`&vehicle=${vehicleKey}`)).total).toBe(3);
});
