/** What is read of people and what is done leaves an entry, before it is answered, for whoever may read them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { RIGHTS } from '#dashboard/server/access/rights.ts';
import { verify } from '#tools/audit.ts';
import { appendTransitions, newLog, startServer, type TestServer } from '../harness.ts';
import { alertOf, transitionOf } from '../support.ts';
import {
  fillRegistry,
  keyOfVehicle,
  personOf,
  putPerson,
  registryKey,
  type Seat,
  SHENZHEN,
  signIn,
  WHOLE,
} from './world.ts';

interface Entry {
  action: string;
  actor: string;
  result: string;
  subjects: string[];
  rows: number | null;
  purpose: string;
}
let server: TestServer;
let chief: Seat;
let officer: Seat;
const entries = async (query: string, seat = chief) =>
  ((await (await seat.get(`/api/audit?${query}`)).json()) as { entries: Entry[] }).entries;

beforeAll(async () => {
  const log = await newLog();
  await fillRegistry(log);
  await putPerson(log, personOf('chief', 'supervisor', WHOLE));
  await putPerson(log, personOf('local', 'supervisor', SHENZHEN));
  await putPerson(log, personOf('officer', 'dispatcher', SHENZHEN));
  await appendTransitions(
    log,
    [0, 3].map((n, at) => transitionOf(at + 1, alertOf(n, { subjectKey: keyOfVehicle(n) }))),
  );
  server = await startServer({ log });
  chief = await signIn(server, 'chief');
  officer = await signIn(server, 'officer');
});
afterAll(() => server.stop());

test('every route that changes something is audited', () => {
  const silent = Object.entries(RIGHTS).filter(
    ([route, { audit }]) => !route.startsWith('GET') && audit === undefined,
  );
  expect(silent.map(([route]) => route)).toEqual([
    'POST /api/registry/:list/search',
    'POST /api/inspect',
  ]);
});

test('sign-ins are told with who and how, and no name that may be a password', async () => {
  await signIn(server, 'officer', 'wrong');
  await signIn(server, 'Pine-tree-17-harbour', 'officer');
  const told = await entries('action=sign-in');
  expect(told.slice(0, 2)).toMatchObject([
    { actor: '', result: 'refused' },
    { actor: 'officer', result: 'refused' },
  ]);
  expect(told.find(({ actor, result }) => actor === 'officer' && result === 'done')).toBeDefined();
});

test('reads and actions are told, also those that were refused', async () => {
  const ours = alertOf(0).alertId;
  await officer.post(`/api/alerts/${ours}/actions`, { action: 'acknowledge', baseVersion: 0 });
  await officer.get(`/api/alerts/${alertOf(3).alertId}/track`);
  const key = registryKey('driver', 'd-1');
  await officer.post(`/api/registry/drivers/${key}/unmask`, { reason: 'accident on G4' });
  await officer.post('/api/registry/drivers/search', { text: '王' });
  const told = await entries('actor=officer&limit=4');
  expect(told.map(({ action, result }) => [action, result])).toEqual([
    ['personal.read', 'done'],
    ['personal.unmask', 'done'],
    ['track.read', 'refused'],
    ['alert.act', 'done'],
  ]);
  expect(told[0]).toMatchObject({ rows: 0 });
  expect(told[1]).toMatchObject({ purpose: 'accident on G4' });
  expect(told[3]).toMatchObject({ subjects: [ours] });
  expect(JSON.stringify(told)).not.toContain('王');
  expect(await verify(server.log)).toMatchObject({ faultsTotal: 0 });
});

test('it is read by supervisors, of a part by those of that part, page by page', async () => {
  expect((await officer.get('/api/audit')).status).toBe(403);
  const local = await signIn(server, 'local');
  const actors = new Set((await entries('', local)).map(({ actor }) => actor));
  expect([...actors].sort()).toEqual(['local', 'officer']);
  const first = (await (await chief.get('/api/audit?limit=2')).json()) as { next: number };
  const { low, high } = await server.log.ends(TOPICS.audit, 0);
  expect(first.next).toBeGreaterThan(low);
  expect(first.next).toBeLessThan(high);
  expect((await entries('action=audit.read')).length).toBeGreaterThan(0);
});
