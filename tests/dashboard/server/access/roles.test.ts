/** Who may do what, and of whom: every route, every role, and two cities that must not learn of each other. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GRANTS, type Permission, ROLES, type Role } from '#core/access.ts';
import type { Reading } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { RIGHTS } from '#dashboard/server/access/rights.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import { openApiPage } from '../../../../docs/pages/openapi.ts';
import {
  appendObservations,
  appendTransitions,
  newLog,
  startServer,
  type TestServer,
  TestViewer,
} from '../harness.ts';
import { alertOf, observationOf, transitionOf } from '../support.ts';
import {
  E1,
  fillRegistry,
  keyOfVehicle,
  personOf,
  putEntity,
  putPerson,
  registryKey,
  type Seat,
  SHENZHEN,
  signIn,
  vehicleIds,
  WHOLE,
} from './world.ts';

interface Operation {
  security?: unknown[];
  'x-permission'?: string;
  parameters?: { name: string; in: string; example?: unknown }[];
}
const document = JSON.parse(await openApiPage()) as {
  paths: Record<string, Record<string, Operation>>;
};
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    ...{ method: method.toUpperCase(), path, operation },
  })),
);
const closed = routes.filter(({ operation }) => operation.security === undefined);
/** The lists of the registry are one route each: two of them stand for all. */
const asked = closed.filter(({ path }) => !/registry\/(?!vehicles|drivers|bulk|import)/.test(path));

let server: TestServer;
const seats = new Map<string, Seat>();
const seat = (name: string) => seats.get(name)!;
const OURS = alertOf(0).alertId;
const THEIRS = alertOf(3).alertId;
const reading = (n: number): Reading => ({
  ...{ subjectKey: keyOfVehicle(n), deviceKey: keyOfVehicle(n), protocol: 'jt808_2019' },
  ...{ receivedTimeMs: 1, serial: 9, raw: Buffer.from('0200', 'hex'), body: { kind: 'heartbeat' } },
});
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
const status = async (answer: Promise<Response>) => (await answer).status;
const until = async (condition: () => Promise<boolean>) => {
  for (let i = 0; i < 500; i++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Waited in vain.');
};

beforeAll(async () => {
  const log = await newLog();
  await fillRegistry(log);
  for (const role of ROLES) await putPerson(log, personOf(role, role, WHOLE_BUT[role]));
  await putPerson(log, personOf('sz', 'administrator', SHENZHEN));
  await putPerson(log, personOf('wall', 'viewer', SHENZHEN, { isWall: true }));
  await putPerson(log, personOf('fresh', 'dispatcher', WHOLE, { mustChangePassword: true }));
  await appendTransitions(
    log,
    [0, 1, 3, 4, 5, 6].map((n, at) =>
      transitionOf(at + 1, alertOf(n, { subjectKey: keyOfVehicle(n) })),
    ),
  );
  await log.append(
    TOPICS.reports,
    0,
    [0, 3].map((n) => ({ key: keyOfVehicle(n), timeMs: 1, value: encodeReading(reading(n)) })),
  );
  server = await startServer({ log });
  await appendObservations(
    log,
    [0, 1, 2, 3, 4, 5, 6].map((n) => observationOf(n, { subjectKey: keyOfVehicle(n) })),
  );
  await until(async () => (await server.metric('tizheng_dashboard_vehicles')) === 7);
  for (const name of [...ROLES, 'sz', 'wall', 'fresh']) seats.set(name, await signIn(server, name));
}, 60_000);
afterAll(() => server.stop());

const WHOLE_BUT: Record<Role, typeof WHOLE> = {
  ...{ viewer: SHENZHEN, dispatcher: WHOLE, supervisor: WHOLE, administrator: WHOLE },
  ...{ enterprise: E1, enforcement: WHOLE },
};

describe('the table of rights', () => {
  test('covers every route of the document, and nothing that is no route', () => {
    expect(closed.filter(({ operation }) => operation['x-permission'] === undefined)).toEqual([]);
    const known = new Set(
      closed.map(({ method, path }) => {
        const generic = path.replace(/^(\/api\/registry)\/(?!bulk|imports?\b)\w+/, '$1/{list}');
        return `${method} ${generic.replaceAll(/\{(\w+)\}/g, ':$1')}`;
      }),
    );
    expect(Object.keys(RIGHTS).filter((route) => !known.has(route))).toEqual([]);
  });

  const url = ({ path, operation }: (typeof routes)[number]) =>
    path.replaceAll(/\{(\w+)\}/g, (_, name) =>
      encodeURIComponent(String(operation.parameters?.find((one) => one.name === name)?.example)),
    );

  test.each(ROLES)('%s is refused where the role has no right, and nowhere else', async (role) => {
    // A session that is signed out on the way would be refused for another reason.
    const where = asked.filter(({ path }) => path !== '/api/logout');
    const answers = await Promise.all(
      where.map(async (route) => {
        const { method, path, operation } = route;
        const permission = operation['x-permission'] as Permission;
        const isGranted = (GRANTS[permission] as readonly Role[]).includes(role);
        // A body that fits nowhere: whoever may is told so, whoever may not is refused before.
        const body = method === 'GET' ? undefined : 'neither';
        const answer = await seat(role).send(method, url(route), body);
        const isOwnWhole = !('x-whole' in operation) || WHOLE_BUT[role] === WHOLE;
        return {
          route: `${method} ${path}`,
          is: answer.status === 403,
          should: !isGranted || !isOwnWhole,
        };
      }),
    );
    expect(answers.filter(({ is, should }) => is !== should)).toEqual([]);
  });

  test('an unknown route is no way around, and a handed-over password opens nothing', async () => {
    expect(await status(seat('administrator').get('/api/nowhere'))).toBe(404);
    expect(await status(seat('fresh').get('/api/me'))).toBe(200);
    for (const path of ['/api/alerts', '/api/roster', '/api/registry'])
      expect(await status(seat('fresh').get(path))).toBe(403);
    const viewer = new TestViewer(seat('fresh'));
    await viewer.closed();
    expect(viewer.messages).toEqual([]);
  });

  test('a wall shows the map and its lists, and nothing of people', async () => {
    for (const path of [`/api/alerts/${OURS}/track`, `/api/alerts/${OURS}/attachments`])
      expect(await status(seat('wall').get(path))).toBe(403);
    expect(await status(seat('wall').get('/api/registry/vehicles'))).toBe(403);
    const row = await json<{ plate: string; latitudeDeg: number }>(
      seat('wall').get(`/api/alerts/${OURS}`),
    );
    expect(row.plate).toBe('粤B·7***0');
    const text = await (await seat('wall').get('/api/roster')).text();
    expect(text).not.toContain('76540');
  });
});

describe.each([['viewer'], ['enterprise'], ['sz']])('%s of one city', (name) => {
  const outside = [
    `/api/alerts/${THEIRS}`,
    `/api/alerts/${alertOf(6).alertId}`,
    `/api/alerts/${THEIRS}/track`,
    `/api/alerts/${THEIRS}/attachments`,
    `/api/alerts/${THEIRS}/attachments/${'a'.repeat(64)}`,
    `/api/commands?alert=${THEIRS}`,
    '/api/commands?handle=3',
    `/api/registry/vehicles/${registryKey('vehicle', vehicleIds[3]!)}`,
    `/api/registry/vehicles/${registryKey('vehicle', vehicleIds[3]!)}/history`,
    `/api/registry/drivers/${registryKey('driver', 'd-2')}`,
    `/api/registry/devices/${registryKey('device', '13900000000')}`,
    `/api/registry/enterprises/${registryKey('enterprise', 'e-2')}`,
    '/api/sensors/s-2',
    '/api/vehicles?scope=region:440100',
    '/api/vehicles?scope=region:440000',
    '/api/vehicles?scope=enterprise:e-2',
    '/api/vehicles?scope=class:charter',
    '/api/indicators?scope=region:440100',
    '/api/indicators?scope=enterprise:e-2',
  ];

  test.each(outside)('%s is not there', async (path) => {
    expect(await status(seat(name).get(path))).toBe(404);
    // Where the whole is seen it is there, or its part of the answer is another one.
    expect(await status(seat('dispatcher').get(path.replace(/^(.*handle=)3/, '$10')))).not.toBe(
      403,
    );
  });

  test('lists, counts and searches tell of nothing else', async () => {
    const { alerts, seq } = await json<{ seq: number; alerts: { alertId: string; seq: number }[] }>(
      seat(name).get('/api/alerts?state=all'),
    );
    expect(alerts.map(({ alertId }) => alertId).sort()).toEqual(
      [0, 1].map((n) => alertOf(n).alertId),
    );
    // Numbers of their own: gaps would tell how much happens elsewhere.
    expect([seq, ...alerts.map((row) => row.seq)].sort()).toEqual([1, 2, 2]);
    const { vehicles } = await json<{ vehicles: { plate: string; handle: number }[] }>(
      seat(name).get('/api/roster'),
    );
    expect(vehicles.map(({ plate }) => plate).sort()).toEqual(['粤B76540', '粤B76541', '粤B76542']);
    expect(vehicles.map(({ handle }) => handle).sort()).toEqual([0, 1, 2]);
    expect(await json(seat(name).get('/api/status'))).toMatchObject({
      ...{ vehicles: 3, alertsOpen: 2, ingestPerSecond: null, lagRecords: null, viewers: null },
    });
    const { kinds } = await json<{ kinds: { list: string; count: number }[] }>(
      seat(name).get('/api/registry'),
    );
    const count = (list: string) => kinds.find((kind) => kind.list === list)?.count;
    expect([count('vehicles'), count('drivers'), count('devices')]).toEqual([3, 1, 1]);
    const search = (text: string) =>
      json<{ total: number }>(seat(name).post('/api/registry/vehicles/search', { text }));
    expect([(await search('7654')).total, (await search('粤A')).total]).toEqual([3, 0]);
    expect(await json(seat(name).get('/api/vehicles'))).toMatchObject({ total: 3 });
  });

  test('the live feed tells of nothing else, and goes on by its own numbers', async () => {
    const viewer = await TestViewer.subscribed(seat(name));
    viewer.send({ kind: 'watch', scopeKind: 'region', scopeId: '440100', sensors: true });
    await viewer.until(() => viewer.of('positions').length > 0 && viewer.of('sensors').length > 0);
    const [{ positions } = { positions: null }] = viewer.of('positions');
    expect([...(positions?.handle ?? [])]).toEqual([0, 1, 2]);
    expect(positions?.vehiclesTotal).toBe(3);
    const sensors = viewer.of('sensors').flatMap(({ sensors }) => sensors.sensors);
    expect(sensors.map(({ sensorId }) => sensorId)).toEqual(name === 'enterprise' ? [] : ['s-1']);
    expect(viewer.of('indicators').flatMap(({ indicators }) => indicators.points)).toEqual([]);
    viewer.socket.terminate();
  });
});

test('raw frames are read by whoever sees their subject', async () => {
  expect(await status(seat('sz').get('/api/evidence/0/0'))).toBe(200);
  expect(await status(seat('sz').get('/api/evidence/0/1'))).toBe(404);
  expect(await status(seat('dispatcher').get('/api/evidence/0/1'))).toBe(200);
});

test('what somebody does not see can be neither done to nor named', async () => {
  const sz = seat('sz');
  const act = (id: string) =>
    status(sz.post(`/api/alerts/${id}/actions`, { action: 'acknowledge', baseVersion: 0 }));
  expect([await act(THEIRS), await act(OURS)]).toEqual([404, 200]);
  const command = (more: object) =>
    status(sz.post('/api/commands', { kind: 'query-position', ...more }));
  expect(await command({ vehicleId: vehicleIds[3] })).toBe(404);
  expect(await command({ alertId: THEIRS })).toBe(404);
  expect(await command({ vehicleId: vehicleIds[0] })).toBe(202);
  const key = registryKey('vehicle', vehicleIds[3]!);
  const match = { 'if-match': '"0"' };
  const patch = { patch: { regionCode: '440300' } };
  expect(await status(sz.send('PATCH', `/api/registry/vehicles/${key}`, patch, match))).toBe(404);
  expect(await status(sz.send('DELETE', `/api/registry/vehicles/${key}`, {}, match))).toBe(404);
  // An own vehicle cannot be pushed out of sight, and a taken id is not told from a foreign place.
  const ours = registryKey('vehicle', vehicleIds[2]!);
  const away = { patch: { regionCode: '440100' } };
  expect(await status(sz.send('PATCH', `/api/registry/vehicles/${ours}`, away, match))).toBe(422);
  const item = (vehicleId: string, enterpriseId: string) => ({
    item: {
      ...{ vehicleId, plate: vehicleId.slice(0, -2), plateColour: 2, class: 'charter' },
      ...{ regionCode: '440300', enterpriseId },
    },
  });
  const put = (body: object) => sz.post('/api/registry/vehicles', body);
  expect(await status(put(item(vehicleIds[3]!, 'e-1')))).toBe(422);
  expect(await status(put(item('粤B99999-2', 'e-2')))).toBe(422);
  expect(await status(put(item('粤B99999-2', 'e-1')))).toBe(201);
  // Only the supervisors of the whole see how alerts leave the house.
  expect(await status(sz.get('/api/deliveries'))).toBe(403);
});

test('an enterprise may comment on its alerts, and nothing else', async () => {
  const act = (action: string) =>
    status(
      seat('enterprise').post(`/api/alerts/${alertOf(1).alertId}/actions`, {
        ...{ action, baseVersion: 0, note: 'we have called the driver' },
      }),
    );
  expect([await act('comment'), await act('acknowledge')]).toEqual([200, 403]);
});

test('personal data is masked by role, found by nobody who cannot read it, and shown for a reason', async () => {
  const key = registryKey('driver', 'd-1');
  const item = async (name: string) =>
    (await json<{ item: object }>(seat(name).get(`/api/registry/drivers/${key}`))).item;
  expect(await item('dispatcher')).toMatchObject({
    name: '王**',
    phone: '138****5678',
    driverId: '***',
  });
  expect(await item('enforcement')).toMatchObject({ name: '王小明', phone: '13812345678' });
  expect(await item('administrator')).toMatchObject({ driverId: 'd-1', name: '王小明' });
  const search = (name: string, body: object) =>
    seat(name).post('/api/registry/drivers/search', body);
  expect(await json(search('dispatcher', { text: '王小明' }))).toMatchObject({ total: 0 });
  expect(await status(search('dispatcher', { where: { phone: '13812345678' } }))).toBe(400);
  expect(await json(search('administrator', { text: '王小明' }))).toMatchObject({ total: 1 });
  const unmask = (name: string, reason: string) =>
    seat(name).post(`/api/registry/drivers/${key}/unmask`, { reason });
  expect(await status(unmask('dispatcher', ''))).toBe(400);
  expect(await json(unmask('dispatcher', 'accident on G4'))).toMatchObject({
    item: { name: '王**', phone: '13812345678', driverId: '***' },
  });
  expect(await json(unmask('enforcement', 'case 12'))).toMatchObject({ item: { driverId: 'd-1' } });
  expect(await status(unmask('viewer', 'curious'))).toBe(403);
});

test('a vehicle that moves to another city leaves every page of the first at once', async () => {
  const viewer = await TestViewer.subscribed(seat('viewer'));
  await viewer.until(() => viewer.of('positions').length > 0);
  const vehicle = { vehicleId: vehicleIds[1], plate: '粤B76541', plateColour: 2, class: 'charter' };
  const away = { ...vehicle, regionCode: '440100', enterpriseId: 'e-2' };
  await putEntity(server.log, 'vehicle', vehicleIds[1]!, away);
  const alert = `/api/alerts/${alertOf(1).alertId}`;
  await until(async () => (await status(seat('viewer').get(alert))) === 404);
  // Its alert cannot be taken back from a page: the page loads its list anew.
  await viewer.closed(10_000);
  expect(viewer.closeCode).toBe(4000);
  const again = await TestViewer.subscribed(seat('viewer'));
  await again.until(() => again.of('positions').length > 0);
  expect([...again.of('positions')[0]!.positions.handle]).toEqual([0, 2]);
  again.socket.terminate();
});
