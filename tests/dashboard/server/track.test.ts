/** What the server reads from the real store: the track behind an alert, indicator values of the past. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subjectKeyOf } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import type { AlertTrack } from '#dashboard/server/alert-details.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { Store } from '#runtime/store/supervisor.ts';
import { migrate } from '#sinks/clickhouse/migrate.ts';
import { startTestStore } from '#tests/test-store.ts';
import { appendTransitions, PSEUDONYM_KEY, startServer, type TestServer } from './harness.ts';
import { alertOf, subject, transitionOf } from './support.ts';
import { appendValues, DEFINITIONS, START_MS, toldOf, WINDOW_MS } from './vitals-support.ts';

const OPENED = 1_780_000_000_000;
const HOUR = 3_600_000;
const dataDir = mkdtempSync(join(tmpdir(), 'tizheng-track-'));
const corridor = {
  type: 'LineString',
  coordinates: [
    [113, 23],
    [114, 23],
  ],
};
let store: Store;
let client: ClickHouseClient;
let server: TestServer;

/** One point a second in `[from, to)`; every hundredth repeated, every fiftieth without a place. */
const points = (n: number, from: number, to: number) =>
  Array.from({ length: Math.round((to - from) / 1_000) }, (_, i) => ({
    subject: BigInt(`0x${subject(n)}`).toString(),
    event_time: from + i * 1_000,
    received_delay: 500,
    latitude: i % 50 === 49 ? null : 230_000_000 + i,
    longitude: i % 50 === 49 ? null : 1_130_000_000 + i,
    speed: 623,
    course: null,
    input_partition: 0,
    input_offset: i,
  })).flatMap((point, i) => (i % 100 === 0 ? [point, point] : [point]));

beforeAll(async () => {
  store = await startTestStore(dataDir);
  client = createClient({ url: store.url, username: store.username, password: store.password });
  await migrate(client);
  const insert = (values: object[]) =>
    client.insert({ table: 'dw.positions', format: 'JSONEachRow', values });
  await insert(points(1, OPENED - HOUR, OPENED + HOUR));
  await insert(points(2, OPENED - HOUR, OPENED + 7 * HOUR));
  server = await startServer({ store, indicators: DEFINITIONS });
  await server.log.append(TOPICS.registry, 0, [
    {
      key: `route:${subjectKeyOf(PSEUDONYM_KEY, 'route', 'R1')}`,
      timeMs: 1,
      value: encodeRegistryEntity({
        entity: 'route',
        id: 'R1',
        json: JSON.stringify({ routeId: 'R1', corridor, halfWidthM: 50 }),
        changedAtMs: 1,
        actor: 'test',
      }),
    },
  ]);
  const closed = {
    state: 'closed',
    closedAtMs: OPENED + HOUR / 2,
    facts: { routeId: 'R1' },
  } as const;
  await appendTransitions(server.log, [
    transitionOf(1, alertOf(1, closed)),
    transitionOf(2, alertOf(2, { ...closed, closedAtMs: OPENED + 6 * HOUR })),
    transitionOf(3, alertOf(3, closed)),
  ]);
  while (!((await server.metric('tizheng_dashboard_alerts')) === 3))
    await new Promise(setImmediate);
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await client?.close();
  await store?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const trackOf = async (n: number) =>
  (await (await server.get(`/api/alerts/${alertOf(n).alertId}/track`)).json()) as AlertTrack;

test('ten minutes around the episode, each moment once, with the corridor it was judged by', async () => {
  const track = await trackOf(1);
  expect([track.from, track.to]).toEqual([OPENED - 600_000, OPENED + HOUR / 2 + 600_000]);
  expect(track).toMatchObject({ corridor, halfWidthM: 50, limitKmh: 100 });
  const times = track.points.map(([t]) => t);
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  expect(times.length).toBe(3_000 * (49 / 50));
  expect(times[0]).toBe(track.from);
  expect(track.points[0]).toEqual([track.from, 113.0003, 23.0003, 62.3, null, 0]);
});

test('a long track is thinned evenly, not cut off', async () => {
  const { points: track, from, to } = await trackOf(2);
  expect(track.length).toBeGreaterThan(4_000);
  expect(track.length).toBeLessThanOrEqual(5_000);
  expect(track[0]![0]).toBe(from);
  expect(to - track.at(-1)![0]).toBeLessThan(10_000);
});

test('a vehicle without positions has an empty track', async () => {
  expect((await trackOf(3)).points).toEqual([]);
});

test('indicator values of the past come from the store, what was told since from the log', async () => {
  const row = (windows: number, changes: Record<string, unknown> = {}) => ({
    indicator: 'fleet.online-rate',
    scope_kind: 'region',
    scope: '440000',
    window_start: START_MS - windows * WINDOW_MS,
    window_end: START_MS - (windows - 1) * WINDOW_MS,
    rank: 2 ** 32 + 1,
    definition_version: 1,
    version: 1,
    phase: 'final',
    numerator: 90,
    denominator: 100,
    value: 90,
    samples: 100,
    coverage: null,
    told_at: START_MS,
    ...changes,
  });
  const insert = (values: object[]) =>
    client.insert({ table: 'svc.indicators', format: 'JSONEachRow', values });
  await insert([row(300), row(200), row(0), row(200, { scope: '440300', value: 70 })]);
  // A later value of a window, in a part of its own, and a newer definition with longer windows.
  await insert([
    row(200, { rank: 2 ** 32 + 2, version: 2, phase: 'amended', value: 91 }),
    row(300, {
      rank: 2 * 2 ** 32 + 1,
      definition_version: 2,
      window_end: START_MS,
      value: null,
    }),
  ]);
  await appendValues(server.log, [toldOf({ version: 2, value: 95 })]);
  type Values = { source: string; values: { value: number | null; phase: string }[] };
  const read = async (path: string) => (await (await server.get(path)).json()) as Values;
  const path = '/api/indicators/fleet.online-rate';
  const from = START_MS - 300 * WINDOW_MS;
  let answer: Values | undefined;
  for (let i = 0; i < 100 && answer?.values.at(-1)?.value !== 95; i++)
    answer = await read(`${path}/values?from=${from}&to=${START_MS + 1}`);
  expect(answer?.source).toBe('store');
  expect(answer?.values.map(({ value, phase }) => [value, phase])).toEqual([
    [null, 'final'],
    [91, 'amended'],
    [95, 'final'],
  ]);
  const then = START_MS - 200 * WINDOW_MS;
  const parts = (await (await server.get(`${path}/parts?at=${then}`)).json()) as {
    value: number;
    children: { value: number }[];
  };
  expect([parts.value, parts.children.map(({ value }) => value)]).toEqual([91, [70]]);
});

test('attempts to deliver are told by endpoint, period, outcome and alert, page by page', async () => {
  const attempt = (n: number, changes: object = {}) => ({
    ...{ endpoint: 'police', at: START_MS + Math.floor(n / 2), webhook_id: `m${n}`, attempt: 1 },
    ...{ outcome: n % 3 === 0 ? 'failed' : 'delivered', reason: 'delivered', status: 204 },
    ...{ duration: 5, alert_id: alertOf(n).alertId, alert_type: 'speed.over', change: 'opened' },
    ...{ alert_partition: 0, alert_offset: n, log_partition: 0, log_offset: n, ...changes },
  });
  const insert = (values: object[]) =>
    client.insert({ table: 'dw.deliveries', format: 'JSONEachRow', values });
  const attempts = Array.from({ length: 7 }, (_, n) => attempt(n));
  await insert([...attempts, attempt(8, { endpoint: 'city' })]);
  // A batch sent twice.
  await insert(attempts);
  interface Page {
    next: string | null;
    attempts: { offset: number }[];
  }
  const ask = (query: string) => server.get(`/api/deliveries/police/attempts?${query}`);
  const page = async (query: string) => (await (await ask(query)).json()) as Page;
  const offsets = ({ attempts: told }: Page) => told.map(({ offset }) => offset);
  const period = `from=${START_MS}&to=${START_MS + 10}`;
  const first = await page(`${period}&limit=3`);
  expect([offsets(first), first.next]).toEqual([[6, 5, 4], `${START_MS + 2}.0.4`]);
  const rest = await page(`${period}&limit=4&before=${first.next}`);
  expect([offsets(rest), rest.next]).toEqual([[3, 2, 1, 0], null]);
  expect(offsets(await page(`${period}&outcome=failed`))).toEqual([6, 3, 0]);
  expect(offsets(await page(`${period}&alert=${alertOf(5).alertId}`))).toEqual([5]);
  expect(offsets(await page(`from=${START_MS + 1}&to=${START_MS + 2}`))).toEqual([3, 2]);
  for (const [query, status] of [
    [`from=${START_MS}&to=${START_MS}`, 422],
    ['outcome=lost', 400],
    ['before=1', 400],
    [`to=${10 ** 15}`, 400],
  ] as const)
    expect((await ask(query)).status).toBe(status);
});
