/** Risk by HTTP: the worst first, whole verdicts, trips before departure, sections; and each caller their own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subjectKeyOf } from '#core/identity.ts';
import type { RiskTold, RiskVerdict } from '#core/risk/verdict.ts';
import { HOUR_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { RiskBoard } from '#dashboard/server/risk/board.ts';
import { riskOfTrip } from '#dashboard/server/risk/departures.ts';
import { encodeTripEvent } from '#proto/codec/trip.ts';
import {
  E1,
  fillRegistry,
  keyOfVehicle,
  personOf,
  putEntity,
  putPerson,
  type Seat,
  SHENZHEN,
  signIn,
  WHOLE,
} from './access/world.ts';
import { newLog, PSEUDONYM_KEY, startServer, type TestServer } from './harness.ts';
import { NOW_MS, told as records, section, verdict } from './risk-support.ts';

const driverOf = (id: string) => subjectKeyOf(PSEUDONYM_KEY, 'driver', id);

const red: Pick<RiskVerdict, 'code' | 'uncorrected'> = {
  code: 'red',
  uncorrected: { count: 2, alertIds: ['a1', 'a2'] },
};
const told: RiskTold[] = [
  verdict({ kind: 'vehicle', id: keyOfVehicle(0), score: 55, code: 'yellow' }),
  verdict({
    kind: 'vehicle',
    id: keyOfVehicle(1),
    ...red,
    reasons: [
      {
        about: 'uncorrected',
        points: null,
        zh: '2 条严重告警尚未办结',
        en: '2 critical alerts not closed',
      },
    ],
  }),
  verdict({ kind: 'vehicle', id: keyOfVehicle(2), score: null, code: null }),
  verdict({ kind: 'vehicle', id: keyOfVehicle(3), score: 80, code: 'red' }),
  verdict({ kind: 'driver', id: driverOf('d-1') }),
  verdict({ kind: 'driver', id: driverOf('d-2') }),
  verdict({ kind: 'enterprise', id: 'e-1' }),
  verdict({ kind: 'enterprise', id: 'e-2' }),
  ...[section(''), section('s-sz'), section('s-gz'), section('s-none', 0)],
  // Told again: the last word stands.
  verdict({ kind: 'vehicle', id: keyOfVehicle(0), version: 2, score: 60, code: 'yellow' }),
];

let server: TestServer;
const seats: Record<string, Seat> = {};
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
interface List {
  counts: Record<string, number>;
  total: number;
  rows: {
    subject: { id: string; name: string | null };
    score: number | null;
    code: string | null;
  }[];
}

beforeAll(async () => {
  const log = await newLog();
  await fillRegistry(log);
  for (const [id, regionCode] of [
    ['s-sz', '440305'],
    ['s-gz', '440106'],
  ] as const)
    await putEntity(log, 'section', id, { sectionId: id, name: id, regionCode });
  const scopes = { whole: WHOLE, shenzhen: SHENZHEN, e1: E1 };
  for (const [user, scope] of Object.entries(scopes))
    await putPerson(log, personOf(user, user === 'e1' ? 'enterprise' : 'supervisor', scope));
  await putPerson(log, personOf('wall', 'viewer', WHOLE, { isWall: true }));
  await log.append(TOPICS.risk, 0, records(told));
  const trip = (n: number, hours: number, vehicle: number) => ({
    ...{ key: `${n}`, timeMs: NOW_MS },
    value: encodeTripEvent({
      ...{ tripId: `${n}`.repeat(32), baseVersion: 0, step: 'plan', atMs: NOW_MS, actor: 'x' },
      ...{ origin: 'person', reason: '', reportJson: null },
      ...{ departed: null, arrived: null, check: null, verdict: null },
      plan: {
        ...{ vehicleKey: keyOfVehicle(vehicle), driverKeys: [driverOf('d-1')], class: 'charter' },
        ...{ departMs: NOW_MS + hours * HOUR_MS, arriveMs: NOW_MS + (hours + 2) * HOUR_MS },
      },
    }),
  });
  await log.append(TOPICS.trips, 0, [trip(1, 1, 0), trip(2, 2, 1), trip(3, 3, 3), trip(4, 40, 1)]);
  server = await startServer({ log });
  for (const user of [...Object.keys(scopes), 'wall']) seats[user] = await signIn(server, user);
});
afterAll(() => server.stop());

test('vehicles: counts by code, uncorrected alerts before scores, the last word of each', async () => {
  const { counts, rows } = await json<List>(server.get('/api/risk'));
  expect(counts).toEqual({ red: 2, yellow: 1, green: 0, none: 1 });
  const order = [1, 3, 0, 2].map(keyOfVehicle);
  expect(rows.map(({ subject }) => subject.id)).toEqual(order);
  expect(rows[2]!.score).toBe(60);
  const few = await json<List>(server.get('/api/risk?code=red&limit=1'));
  expect([few.total, few.rows.length]).toEqual([2, 1]);
});

test('one subject: the whole verdict as it lies in the log', async () => {
  const answer = await json<RiskVerdict>(server.get(`/api/risk/vehicle/${keyOfVehicle(0)}`));
  expect(answer).toMatchObject({ version: 2, score: 60, profile: { byType: [['speed.over', 3]] } });
  expect((await server.get('/api/risk/vehicle/ffffffffffffffff')).status).toBe(404);
  expect((await server.get('/api/risk/ship/1')).status).toBe(400);
});

describe('each their own', () => {
  const ids = async (user: string, kind: string) =>
    (await json<List>(seats[user]!.get(`/api/risk?kind=${kind}`))).rows.map((r) => r.subject.id);

  test.each([
    ['whole', 4, ['d-1', 'd-2'], ['e-1', 'e-2'], ['', 's-gz', 's-sz']],
    ['shenzhen', 3, ['d-1'], ['e-1'], ['s-sz']],
    ['e1', 3, ['d-1'], ['e-1'], []],
  ])('%s', async (user, vehicles, drivers, enterprises, sections) => {
    expect(await ids(user, 'vehicle')).toHaveLength(vehicles);
    expect((await ids(user, 'driver')).sort()).toEqual(drivers.map(driverOf).sort());
    expect(await ids(user, 'enterprise')).toEqual(enterprises);
    const answer = await json<{ sections: { section: { sectionId: string } }[] }>(
      seats[user]!.get('/api/risk/sections'),
    );
    expect(answer.sections.map(({ section: of }) => of.sectionId).sort()).toEqual(sections);
  });

  test('what is not theirs does not exist', async () => {
    for (const path of [
      `vehicle/${keyOfVehicle(3)}`,
      `driver/${driverOf('d-2')}`,
      'enterprise/e-2',
    ])
      expect((await seats.shenzhen!.get(`/api/risk/${path}`)).status, path).toBe(404);
  });

  test('names of drivers are masked, and reading them is in the trail; no wall shows them', async () => {
    const { rows } = await json<List>(seats.shenzhen!.get('/api/risk?kind=driver'));
    expect(rows[0]!.subject.name).toBe('王**');
    const trail = await json<{ entries: { action: string }[] }>(
      seats.whole!.get('/api/audit?action=personal.read'),
    );
    expect(JSON.stringify(trail)).toContain(driverOf('d-1'));
    expect((await seats.wall!.get('/api/risk')).status).toBe(403);
  });
});

test('trips before departure: the highest risk first, within the hours asked for', async () => {
  interface Trips {
    total: number;
    high: number;
    departures: { tripId: string; risk: { level: string } }[];
  }
  const all = await json<Trips>(server.get('/api/risk/departures'));
  expect(all).toMatchObject({ total: 3, high: 2 });
  expect(all.departures.map(({ tripId, risk }) => [tripId[0], risk.level])).toEqual([
    ['2', 'extreme'],
    ['3', 'high'],
    ['1', 'medium'],
  ]);
  const ours = await json<Trips>(seats.shenzhen!.get('/api/risk/departures?hours=48'));
  expect(ours.departures.map(({ tripId }) => tripId[0])).toEqual(['2', '4', '1']);
});

test('the check of a trip takes the worst of vehicle and drivers; nobody known, no risk', async () => {
  const board = new RiskBoard(await newLog());
  const plan = {
    vehicleKey: keyOfVehicle(0),
    driverKeys: [driverOf('d-1')],
  } as unknown as Parameters<typeof riskOfTrip>[1];
  expect(riskOfTrip(board, plan)).toBeNull();
  board.apply(verdict({ kind: 'vehicle', id: keyOfVehicle(0), score: 12 }), 0);
  expect(riskOfTrip(board, plan)).toMatchObject({ level: 'low', score: 12 });
  board.apply(verdict({ kind: 'driver', id: driverOf('d-1'), score: 71, code: 'red' }), 1);
  expect(riskOfTrip(board, plan)).toMatchObject({ level: 'high', score: 71 });
});
