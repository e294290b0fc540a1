/** Where a vehicle was: stops, silences and drivers from its track; the whole by HTTP from the real store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubjectKey } from '#core/identity.ts';
import { factsOf, type TracePoint, thinned } from '#dashboard/server/trace/track.ts';
import type { Store } from '#runtime/store/supervisor.ts';
import { migrate } from '#sinks/clickhouse/migrate.ts';
import { startTestStore } from '#tests/test-store.ts';
import {
  fillRegistry,
  keyOfVehicle,
  personOf,
  putPerson,
  type Seat,
  SHENZHEN,
  signIn,
} from './access/world.ts';
import { newLog, startServer, type TestServer } from './harness.ts';
import { alertOf } from './support.ts';

const START = 1_780_000_000_000;
const MINUTE = 60_000;
const A = keyOfVehicle(4);
const B = keyOfVehicle(5);

/** A report `minutes` in, `north` thousandths of a degree on. */
const at = (
  minutes: number,
  speedKmh: number | null,
  { north = 0, driverKey = null }: { north?: number; driverKey?: SubjectKey | null } = {},
): TracePoint => ({
  ...{ timeMs: START + minutes * MINUTE, longitudeDeg: 113, latitudeDeg: 23 + north / 1_000 },
  ...{ speedKmh, courseDeg: null, flags: 0, driverKey },
});
const stopsOf = (points: TracePoint[]) =>
  factsOf(points).stops.map(({ fromMs, toMs }) => [
    (fromMs - START) / MINUTE,
    toMs === null ? null : (toMs - START) / MINUTE,
  ]);

describe('a track tells', () => {
  test('a stop from the first report that does not move to the next that does, from three minutes on', () => {
    expect(stopsOf([at(0, 60), at(1, 5), at(2, 0), at(4, 5.1)])).toEqual([[1, 4]]);
    expect(stopsOf([at(0, 60), at(1, 5), at(2, 0), at(3.99, 5.1)])).toEqual([]);
    expect(stopsOf([at(0, 60), at(1, 5.1), at(9, 5.1)])).toEqual([]);
  });

  test('one that goes on at the end has no end, and a missing speed is no evidence either way', () => {
    expect(stopsOf([at(0, 60), at(1, 0), at(4, 0)])).toEqual([[1, null]]);
    expect(stopsOf([at(0, 60), at(1, 0), at(3.9, 0)])).toEqual([]);
    expect(stopsOf([at(0, 60), at(1, 0), at(3, null), at(5, 60)])).toEqual([[1, 5]]);
    expect(stopsOf([at(0, 60), at(1, null), at(9, null)])).toEqual([]);
  });

  test('silences of five minutes and more, with how far it went meanwhile', () => {
    const { gaps } = factsOf([at(0, 60), at(4.99, 60), at(9.99, 60, { north: 9 })]);
    expect(gaps).toEqual([
      { fromMs: START + 4.99 * MINUTE, toMs: START + 9.99 * MINUTE, km: expect.closeTo(1, 1) },
    ]);
  });

  test('who drove, again when somebody else or nobody was signed in between', () => {
    const points = [A, A, B, B, null, B, A].map((driverKey, n) => at(n, 60, { driverKey }));
    const runs = factsOf(points).drivers.map(({ driverKey, fromMs, toMs }) => [
      ...[driverKey, (fromMs - START) / MINUTE, (toMs - START) / MINUTE],
    ]);
    expect(runs).toEqual([
      [A, 0, 1],
      [B, 2, 3],
      [B, 5, 5],
      [A, 6, 6],
    ]);
  });

  test('the way, without what a parked vehicle’s fix wanders', () => {
    expect(factsOf([at(0, 60), at(1, 60, { north: 9 })]).distanceKm).toBeCloseTo(1, 1);
    expect(factsOf([at(0, 0), at(1, 0, { north: 9 })]).distanceKm).toBe(0);
    expect(factsOf([at(0, 60)]).distanceKm).toBeNull();
  });

  test('few points as they are, many evenly and with the last', () => {
    const points = Array.from({ length: 100 }, (_, n) => at(n, 60));
    expect(thinned(points, 100)).toEqual(points);
    const few = thinned(points, 11);
    expect(few.length).toBeLessThanOrEqual(11);
    expect([few[0], few.at(-1)]).toEqual([points[0], points[99]]);
    expect(thinned([], 11)).toEqual([]);
  });
});

describe('by HTTP', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-trace-'));
  const KEY = keyOfVehicle(0);
  let store: Store;
  let server: TestServer;
  let local: Seat;

  beforeAll(async () => {
    store = await startTestStore(dir);
    const { url, username, password } = store;
    const client = createClient({ url, username, password });
    await migrate(client);
    const subject = BigInt(`0x${KEY}`).toString();
    const minute = (n: number) => ({
      ...{ subject, event_time: START + n * MINUTE, received_delay: 500, course: 90 },
      ...{ latitude: 230_000_000 + n * 10_000, longitude: 1_130_000_000 },
      ...{ speed: n >= 10 && n < 20 ? 0 : 600, driver: BigInt(`0x${A}`).toString() },
      ...{ input_partition: 0, input_offset: n },
    });
    const rows = Array.from({ length: 60 }, (_, n) => minute(n));
    // One report twice, and one of before the period.
    const more = [minute(7), { ...minute(0), event_time: START - 1 }];
    const insert = (table: string, values: object[]) =>
      client.insert({ table, format: 'JSONEachRow', values });
    await insert('dw.positions', [...rows, ...more]);
    const alertRow = (n: number, version: number, closedAtMs: number | null) => {
      const alert = alertOf(n, { subjectKey: KEY, openedAtMs: START - MINUTE, closedAtMs });
      return {
        ...{ alert_id: alert.alertId, version, type: alert.type, rule_version: 1, subject },
        ...{ state: 'open', opened_at: START - MINUTE, raised_at: START, closed_at: closedAtMs },
        body: JSON.stringify(alert),
      };
    };
    // The first was open in the period, the second ended before it: its older state says otherwise.
    await insert('dw.alerts', [alertRow(1, 1, null), alertRow(2, 1, null)]);
    await insert('dw.alerts', [alertRow(2, 2, START - 1)]);
    await client.close();
    const log = await newLog();
    await fillRegistry(log);
    await putPerson(log, personOf('local', 'dispatcher', SHENZHEN));
    server = await startServer({ log, store });
    local = await signIn(server, 'local');
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    await store?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const trace = (vehicle: string, query: string) =>
    local.get(`/api/vehicles/${vehicle}/trace?${query}`);
  const hour = `from=${START}&to=${START + 60 * MINUTE}`;

  test('track, stops, drivers and alerts of the period in one answer, and an entry in the trail', async () => {
    const answer = await trace(KEY, hour);
    expect(await answer.json()).toMatchObject({
      ...{ vehicle: { vehicle: KEY, plate: '粤B76540' }, points: 60, fromMs: START },
      stops: [{ fromMs: START + 10 * MINUTE, toMs: START + 20 * MINUTE, latitudeDeg: 23.01 }],
      drivers: [{ driver: A, name: null, fromMs: START, toMs: START + 59 * MINUTE }],
      ...{ gaps: [], trips: [], alerts: [{ alertId: alertOf(1).alertId, work: null }] },
    });
    const chief = await signIn(server, 'admin', 'a password of a test');
    const audited = await chief.get('/api/audit?actor=local&action=track.read&limit=1');
    expect(((await audited.json()) as { entries: object[] }).entries).toMatchObject([
      { subjects: [KEY], rows: 60, result: 'done' },
    ]);
  });

  test('what makes no sense is refused, and another city’s vehicle is not there', async () => {
    const status = async (vehicle: string, query: string) => (await trace(vehicle, query)).status;
    expect(await status(KEY, `from=${START}&to=${START}`)).toBe(422);
    expect(await status(KEY, `from=0&to=${START}`)).toBe(422);
    expect(await status(KEY, `from=${START}`)).toBe(400);
    expect(await status(KEY, `from=${START}&to=1e20`)).toBe(400);
    expect(await status('粤B76540', hour)).toBe(400);
    expect(await status(keyOfVehicle(3), hour)).toBe(404);
    expect(await status(keyOfVehicle(6), hour)).toBe(404);
    expect(await status('h4711', hour)).toBe(404);
  });
});
