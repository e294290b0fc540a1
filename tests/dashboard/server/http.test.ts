import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_SUBJECT, subjectKeyOf } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import type { AlertRow } from '#dashboard/server/alert-row.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import {
  appendObservations,
  appendTransitions,
  PAGE,
  PASSWORD,
  PSEUDONYM_KEY,
  startServer,
  type TestServer,
} from './harness.ts';
import { alertOf, observationOf, transitionOf } from './support.ts';

const CSP =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const VEHICLE = {
  vehicleId: '粤B12345-2',
  plate: '粤B12345',
  plateColour: 2,
  class: 'dangerous',
  enterpriseId: 'E1',
  regionCode: '440300',
};
const vehicleKey = subjectKeyOf(PSEUDONYM_KEY, 'vehicle', VEHICLE.vehicleId);
const driverKey = subjectKeyOf(PSEUDONYM_KEY, 'driver', 'D1');
const READING: Reading = {
  subjectKey: vehicleKey,
  deviceKey: NO_SUBJECT,
  protocol: 'jt808_2019',
  receivedTimeMs: 1_780_000_000_000,
  serial: 9,
  raw: Buffer.from('0200aabb', 'hex'),
  body: { kind: 'heartbeat' },
};

let server: TestServer;
const entity = (kind: 'vehicle' | 'enterprise' | 'driver', id: string, json: unknown) => ({
  key: `${kind}:${subjectKeyOf(PSEUDONYM_KEY, kind, id)}`,
  timeMs: Date.now(),
  value: encodeRegistryEntity({
    entity: kind,
    id,
    json: JSON.stringify(json),
    changedAtMs: 1,
    actor: 'test',
  }),
});
const until = async (condition: () => boolean | Promise<boolean>) => {
  for (let i = 0; i < 200; i++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Waited in vain.');
};
const body = async <T>(response: Promise<Response>) => (await (await response).json()) as T;
const rowOf = (n: number) => body<AlertRow>(server.get(`/api/alerts/${alertOf(n).alertId}`));
const act = (n: number, wish: Record<string, unknown>) =>
  server.post(`/api/alerts/${alertOf(n).alertId}/actions`, wish);

beforeAll(async () => {
  server = await startServer();
  const { log } = server;
  await log.append(TOPICS.registry, 0, [
    entity('enterprise', 'E1', { enterpriseId: 'E1', name: '深圳运输', regionCode: '440300' }),
    entity('vehicle', VEHICLE.vehicleId, VEHICLE),
    entity('driver', 'D1', { driverId: 'D1', name: '王小明' }),
  ]);
  await log.append(TOPICS.reports, 1, [
    { key: vehicleKey, timeMs: 1, value: encodeReading(READING) },
    { key: vehicleKey, timeMs: 1, value: new Uint8Array([0xff, 0xff]) },
  ]);
  const own = { subjectKey: vehicleKey, driverKey };
  const alerts = Array.from({ length: 10 }, (_, n) => alertOf(n, own));
  await appendTransitions(
    log,
    alerts.map((alert, n) => transitionOf(n + 1, alert)),
  );
  await appendObservations(log, [observationOf(1, { subjectKey: vehicleKey })]);
  await until(async () => (await server.metric('tizheng_dashboard_alerts')) === 10);
  await until(async () => (await server.metric('tizheng_dashboard_vehicles')) === 1);
});
afterAll(() => server.stop());

describe('who may ask', () => {
  test.each(['/api/roster', '/api/alerts', '/api/me', '/api/status', '/basemap.json', '/nowhere'])(
    '%s needs a session',
    async (path) => {
      const response = await fetch(`${server.url}${path}`);
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ status: 401, detail: 'Sign in first.' });
    },
  );

  test('the page, its assets and health do not', async () => {
    const page = await fetch(`${server.url}/`);
    expect([page.status, await page.text()]).toEqual([200, PAGE]);
    const asset = await fetch(`${server.url}/assets/page-1a2b.js`);
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test('encoded and dotted paths are no way around the session', async () => {
    for (const path of [
      '/%61pi/roster',
      '/assets/..%2fapi/roster',
      '/assets/%2e%2e/api/roster',
      '//api/roster',
    ]) {
      const text = await (await fetch(`${server.url}${path}`)).text();
      expect(text).not.toContain('vehicles');
    }
  });

  test('a request that changes something needs the header no foreign page can set', async () => {
    const headers = { cookie: server.cookie, 'content-type': 'application/json' };
    for (const path of ['/api/logout', `/api/alerts/${alertOf(1).alertId}/actions`, '/api/login']) {
      const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: '{}' });
      expect([path, response.status]).toEqual([path, 403]);
    }
  });

  test('the cookie is strict and out of reach of scripts; signing out ends the session', async () => {
    const login = await server.post('/api/login', { user: 'admin', password: PASSWORD });
    expect(login.status).toBe(204);
    const cookie = login.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^tz_session=[\w-]{43};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const device = login.headers.getSetCookie().find((each) => each.startsWith('tz_device='));
    expect(device).toMatch(
      /^tz_device=[0-9a-f]{32}\.[\w-]{43}; .*Path=\/api; HttpOnly; SameSite=Strict/,
    );
    const own = { cookie: cookie.split(';')[0]!, 'x-tizheng': '1' };
    const me = () => fetch(`${server.url}/api/me`, { headers: own });
    expect(await (await me()).json()).toMatchObject({ user: 'admin', role: 'administrator' });
    await fetch(`${server.url}/api/logout`, { method: 'POST', headers: own });
    expect((await me()).status).toBe(401);
  });

  test('failed sign-ins are asked to wait', async () => {
    const other = await startServer();
    try {
      const wrong = () => other.post('/api/login', { user: 'admin', password: 'x' });
      const states: number[] = [];
      for (let i = 0; i < 6; i++) states.push((await wrong()).status);
      expect(states).toEqual([401, 401, 401, 401, 401, 429]);
      const right = await other.post('/api/login', { user: 'admin', password: PASSWORD });
      expect(right.status).toBe(429);
      expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
      await other.post('/api/login', { user: 'admin', password: PASSWORD });
      const { entries } = (await (await other.get('/api/audit?action=sign-in')).json()) as {
        entries: { result: string; query: unknown }[];
      };
      // What is refused unheard is told once in each wait, and counted always.
      const told = entries.map(({ result, query }) => [result, query]);
      const slowed = { slowed: 'address', waitS: 2 };
      expect(told.slice(0, 3)).toEqual([
        ...[
          ['refused', slowed],
          ['refused', slowed],
        ],
        ['refused', {}],
      ]);
      const count = (result: string) =>
        other.metric('tizheng_dashboard_sign_ins_total', { result });
      expect([await count('wrong'), await count('address-waits'), await count('done')]).toEqual([
        6, 2, 1,
      ]);
    } finally {
      await other.stop();
    }
  });

  test('every answer carries the headers, also the wrong ones', async () => {
    const { url, cookie } = server;
    const signedIn = { headers: { cookie } };
    const answers = await Promise.all([
      fetch(`${url}/`),
      fetch(`${url}/assets/page-1a2b.js`),
      fetch(`${url}/assets/none.js`),
      fetch(`${url}/api/me`),
      fetch(`${url}/api/me`, signedIn),
      fetch(`${url}/api/alerts?limit=0`, signedIn),
      fetch(`${url}/nowhere`, signedIn),
      fetch(`${url}/%zz`),
      fetch(`${url}/api/login`, { method: 'POST', headers: { 'x-tizheng': '1' }, body: 'x' }),
      fetch(`${url}/api/login`, {
        method: 'POST',
        headers: { 'x-tizheng': '1', 'content-type': 'application/json' },
        body: JSON.stringify({ user: 'x'.repeat(70_000) }),
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      200, 200, 404, 401, 200, 400, 404, 400, 415, 413,
    ]);
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toBe(CSP);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
    const raw = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
        socket.write('no http\r\n\r\n'),
      );
      socket.on('data', (data) => {
        text += data;
      });
      socket.on('close', () => resolve(text));
    });
    expect(raw).toContain('400 Bad Request');
    expect(raw).toContain(`content-security-policy: ${CSP}`);
  });
});

describe('what is answered', () => {
  test('the roster names vehicles, and only what changed', async () => {
    type Answer = { version: number; vehicles: Record<string, unknown>[] };
    const { version, vehicles } = await body<Answer>(server.get('/api/roster'));
    expect(vehicles.find(({ vehicleId }) => vehicleId === VEHICLE.vehicleId)).toMatchObject({
      plate: '粤B12345',
      plateColour: 2,
      class: 'dangerous',
      enterprise: '深圳运输',
      regionCode: '440300',
    });
    expect(await body(server.get(`/api/roster?version=${version}`))).toEqual({
      version,
      vehicles: [],
    });
    expect(version).toBeGreaterThan(Date.now() * 999);
  });

  test('the list tells names, masks drivers, and can be read on from a number', async () => {
    type Answer = { epoch: string; seq: number; more: boolean; alerts: AlertRow[] };
    const all = await body<Answer>(server.get('/api/alerts?state=all'));
    expect(all.alerts).toHaveLength(10);
    expect(all.alerts[0]).toMatchObject({
      plate: '粤B12345',
      class: 'dangerous',
      driver: '王**',
      priority: 'P2',
    });
    const first = await body<Answer>(server.get('/api/alerts?state=all&limit=4'));
    expect([first.more, first.seq, first.alerts.length]).toEqual([true, first.alerts[3]!.seq, 4]);
    const rest = await body<Answer>(server.get(`/api/alerts?state=all&after=${first.seq}`));
    expect([...first.alerts, ...rest.alerts]).toEqual(all.alerts);
    expect([rest.more, rest.seq, rest.epoch]).toEqual([false, all.seq, all.epoch]);
  });

  test('a claim leads to the bytes it rests on; what cannot be read is not there', async () => {
    expect(await body(server.get('/api/evidence/1/0'))).toEqual({
      receivedTimeMs: READING.receivedTimeMs,
      protocol: 'jt808_2019',
      serial: 9,
      rawHex: '0200aabb',
      decoded: { kind: 'heartbeat' },
    });
    for (const place of ['1/2', '1/99', '7/0'])
      expect((await server.get(`/api/evidence/${place}`)).status).toBe(404);
    expect((await server.get('/api/evidence/1/1')).status).toBe(404);
    expect((await server.get('/api/evidence/x/0')).status).toBe(400);
  });

  test('a store that is away makes a track unavailable, not the server', async () => {
    const response = await server.get(`/api/alerts/${alertOf(1).alertId}/track`);
    expect(response.status).toBe(503);
    expect((await server.get('/api/status')).status).toBe(200);
  });

  test('the status and the basemap are there', async () => {
    expect(await body(server.get('/api/status'))).toMatchObject({
      vehicles: 1,
      moving: 1,
      alertsOpen: 10,
    });
    const map = await body<{ land: { type: string }; cities: unknown[]; roads: unknown[] }>(
      server.get('/basemap.json'),
    );
    expect(map.land.type).toBe('MultiPolygon');
    expect(map.cities.length).toBeGreaterThan(10);
    expect(map.roads).toEqual([]);
  });
});

describe('what people do', () => {
  test('of two officers who race on one version exactly one wins, and the other sees who', async () => {
    for (const n of [1, 2, 3]) {
      const answers = await Promise.all([
        act(n, { action: 'acknowledge', baseVersion: 0 }),
        act(n, { action: 'handle', baseVersion: 0 }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const loser = answers.find(({ status }) => status === 409)!;
      const { current } = (await loser.json()) as { current: AlertRow };
      expect(current.workVersion).toBe(1);
      expect(current).toEqual(
        await body(server.get(`/api/alerts/${alertOf(n).alertId}`).then(strip)),
      );
    }
    // The loser's action never reached the log: sinks and other readers need not judge it again.
    expect((await server.log.ends(TOPICS.alertActions, 0)).high).toBe(3);
  });

  test('closing needs an outcome, a false alarm its cause, a comment its text', async () => {
    const wishes = [
      { action: 'close', baseVersion: 0 },
      { action: 'close', baseVersion: 0, outcome: 'false-alarm' },
      { action: 'comment', baseVersion: 0, note: '  ' },
      { action: 'reopen', baseVersion: 0 },
      { action: 'shelve', baseVersion: 0 },
    ];
    for (const wish of wishes) expect((await act(5, wish)).status).toBe(422);
    for (const wish of [
      { action: 'hide', baseVersion: 0 },
      { action: 'close', baseVersion: -1 },
    ])
      expect((await act(5, wish)).status).toBe(400);
    expect((await act(999, { action: 'acknowledge', baseVersion: 0 })).status).toBe(404);
    expect((await rowOf(5)).workVersion).toBe(0);
  });

  test('an alert is worked from new to closed and may be opened again', async () => {
    const steps = [
      { action: 'acknowledge', state: 'acknowledged' },
      { action: 'handle', state: 'in-handling' },
      { action: 'comment', note: 'called', state: 'in-handling' },
      { action: 'close', outcome: 'false-alarm', cause: 'gps-drift', state: 'closed' },
      { action: 'reopen', state: 'new' },
    ];
    for (const [baseVersion, { state, ...wish }] of steps.entries()) {
      const response = await act(6, { ...wish, baseVersion });
      expect(await response.json()).toMatchObject({ work: state, workVersion: baseVersion + 1 });
    }
    const { actions, acknowledgedBy, outcome } = (await rowOf(6)) as AlertRow & {
      actions: unknown[];
    };
    expect([actions.length, acknowledgedBy, outcome]).toEqual([5, null, null]);
  });

  test('a version the server never gave out is refused', async () => {
    expect((await act(7, { action: 'acknowledge', baseVersion: 3 })).status).toBe(409);
  });
});

/** A row as the list shows it, without what only the detail holds. */
async function strip(response: Response): Promise<Response> {
  const { params, facts, evidence, actions, supervisionWords, ...row } =
    (await response.json()) as Record<string, unknown>;
  return Response.json(row);
}
