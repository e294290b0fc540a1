/**
 * A whole journey against the real store: its track is there, departure and arrival are found in it, the
 * verification is made, kept, made again to the same bytes, and printed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import { METRES_PER_DEGREE } from '#core/geo/distance.ts';
import { type SubjectKey, type SubjectKind, subjectKeyOf } from '#core/identity.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import { TOPICS } from '#core/topics.ts';
import type { TripReport } from '#core/trip/report/report.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { Store } from '#runtime/store/supervisor.ts';
import { migrate } from '#sinks/clickhouse/migrate.ts';
import { startTestStore } from '#tests/test-store.ts';
import { trackOf } from '../../core/trip/support.ts';
import { newLog, PSEUDONYM_KEY, startServer, type TestServer } from './harness.ts';
import { alertOf } from './support.ts';

const VEHICLE = '粤B77777-2';
const DRIVER = 'd-<1>';
const MINUTE_MS = 60_000;
const vehicleKey = subjectKeyOf(PSEUDONYM_KEY, 'vehicle', VEHICLE);
const driverKey = subjectKeyOf(PSEUDONYM_KEY, 'driver', DRIVER);
/** An hour and a half ago, to the second. */
const startMs = Math.floor(Date.now() / 1_000) * 1_000 - 90 * MINUTE_MS;
const registry: [SubjectKind, string, object][] = [
  [
    'vehicle',
    VEHICLE,
    {
      ...{ vehicleId: VEHICLE, plate: '粤B77777', plateColour: 2, class: 'heavy' },
      ...{ enterpriseId: 'E', regionCode: '440300' },
    },
  ],
  ['driver', DRIVER, { driverId: DRIVER, name: '<王>五' }],
];
const northOf = (km: number) => 22.5 + (km * 1_000) / METRES_PER_DEGREE;
/** Ten minutes at the origin, fifty kilometres, ten minutes at the destination. */
const track = trackOf(startMs, [
  { minutes: 10, kmh: 0 },
  { minutes: 50, kmh: 60 },
  { minutes: 10, kmh: 0 },
]);
const decimal = (key: SubjectKey) => BigInt(`0x${key}`).toString();

const dataDir = mkdtempSync(join(tmpdir(), 'tizheng-trip-'));
let store: Store;
let client: ClickHouseClient;
let server: TestServer;

beforeAll(async () => {
  store = await startTestStore(dataDir);
  client = createClient({ url: store.url, username: store.username, password: store.password });
  await migrate(client);
  const insert = (table: string, values: object[]) =>
    client.insert({ table, format: 'JSONEachRow', values });
  await insert(
    'dw.positions',
    track.map((each) => ({
      subject: decimal(vehicleKey),
      event_time: each.eventTimeMs,
      received_delay: 500,
      latitude: Math.round(each.latitudeDeg! * 1e7),
      longitude: Math.round(each.longitudeDeg! * 1e7),
      speed: each.speedKmh! * 10,
      mileage: Math.round(each.mileageKm! * 10),
      driver: decimal(driverKey),
      protocol: 'jt808_2019',
      input_partition: 3,
      input_offset: each.inputOffset,
    })),
  );
  const about: Partial<Alert> = {
    ...{ subjectKey: vehicleKey, severity: 'minor', state: 'closed' },
    ...{ openedAtMs: startMs + 30 * MINUTE_MS, raisedAtMs: startMs + 31 * MINUTE_MS },
  };
  const alerts = [
    alertOf(1, { ...about, closedAtMs: startMs + 35 * MINUTE_MS }),
    // Closed before the departure: of another journey.
    alertOf(2, { ...about, openedAtMs: startMs, closedAtMs: startMs + 5 * MINUTE_MS }),
  ];
  await insert(
    'dw.alerts',
    alerts.map((alert) => ({
      ...{ alert_id: alert.alertId, version: 7, type: alert.type, subject: decimal(vehicleKey) },
      ...{ severity: alert.severity, state: alert.state, change: 'closed' },
      ...{ opened_at: alert.openedAtMs, raised_at: alert.raisedAtMs, closed_at: alert.closedAtMs },
      body: JSON.stringify(alert),
    })),
  );
  await insert('dw.alert_actions', [
    {
      ...{ alert_id: alerts[0]!.alertId, at: startMs + 33 * MINUTE_MS, actor: 'admin' },
      ...{
        action: 'close',
        base_version: 0,
        outcome: 'confirmed',
        log_partition: 0,
        log_offset: 5,
      },
    },
  ]);
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
  server = await startServer({ log, store, settings: { tripVerifyAfterMs: 0 } });
}, 60_000);

afterAll(async () => {
  await server.stop();
  await client.close();
  await store.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Told {
  tripId: string;
  version: number;
  state: string;
  verdict: string | null;
  departed: object | null;
  arrived: object | null;
}

test('a journey is found in its track, verified from it, and can be verified again', async () => {
  const at = (km: number) => ({ latitudeDeg: northOf(km), longitudeDeg: 114, radiusM: 505 });
  const answer = await server.post('/api/trips', {
    plan: {
      ...{ vehicleId: VEHICLE, driverIds: [DRIVER], origin: at(0), destination: at(50) },
      ...{ departMs: startMs + 5 * MINUTE_MS, arriveMs: startMs + 60 * MINUTE_MS, distanceKm: 50 },
    },
  });
  const { tripId } = (await answer.json()) as Told;
  const path = `/api/trips/${tripId}`;
  const approved = await fetch(`${server.url}${path}/steps`, {
    method: 'POST',
    headers: {
      ...{ cookie: server.cookie, 'content-type': 'application/json', 'x-tizheng': '1' },
      'if-match': '"1"',
    },
    body: JSON.stringify({ step: 'approve', override: true, reason: '演练' }),
  });
  expect(approved.status).toBe(200);
  const trip = async () => (await (await server.get(path)).json()) as Told;
  await expect
    .poll(async () => (await trip()).state, { timeout: 15_000, interval: 100 })
    .toBe('verified');
  const seen = await trip();
  expect(seen).toMatchObject({
    ...{ version: 5, verdict: 'conforming' },
    // The last report in the circle of 505 m, three after the vehicle set off.
    departed: { timeMs: startMs + 10 * MINUTE_MS + 30_000, by: 'track' },
    arrived: { timeMs: startMs + 59.5 * MINUTE_MS, by: 'track' },
  });

  const told = await server.get(`${path}/report`);
  const text = await told.text();
  const report = JSON.parse(text) as TripReport;
  expect(report).toMatchObject({
    distance: { plannedKm: 50, odometerKm: 49, trackKm: 49, completeKm: 49 },
    times: { departDelayMin: 6, arriveDelayMin: 0 },
    driving: { drivers: [{ key: driverKey, drivingMin: 49 }] },
    alerts: [
      {
        ...{ alertId: '1'.padStart(32, '0'), work: 'closed', outcome: 'confirmed', version: '7' },
        ...{ handledAfterMs: 2 * MINUTE_MS, actionOffset: 5 },
      },
    ],
    basis: { partition: 3, fromOffset: 163, toOffset: 457, isCut: false },
  });

  // The driver's hours are asked of the store: 49 minutes before another four hours.
  const next = await server.post('/api/trips', {
    plan: {
      ...{ vehicleId: VEHICLE, driverIds: [DRIVER], origin: at(0), destination: at(50) },
      ...{ departMs: Date.now() + 60 * MINUTE_MS, arriveMs: Date.now() + 300 * MINUTE_MS },
    },
  });
  const { tripId: nextId } = (await next.json()) as Told;
  const { findings } = (await (await server.get(`/api/trips/${nextId}/check`)).json()) as {
    findings: { item: string; result: string; measured: number }[];
  };
  expect(findings.find(({ item }) => item === 'driver.continuous')).toMatchObject({
    ...{ result: 'warn', measured: 240 },
  });

  const again = await server.get(`${path}/report?from=now`);
  expect(await again.text()).toBe(text);
  expect(again.headers.get('etag')).toBe(told.headers.get('etag'));
  const earlier = await server.get(`${path}/report?from=now&upTo=300`);
  expect(((await earlier.json()) as TripReport).basis.toOffset).toBe(300);

  for (const [lang, heading] of [
    ['zh', '运次核验报告'],
    ['en', 'Trip verification report'],
  ]) {
    const page = await server.get(`${path}/report.html?lang=${lang}`);
    const html = await page.text();
    expect(html).toContain(heading);
    expect(html).toContain(VEHICLE);
    expect(html).toContain('&lt;*');
    expect(html).not.toMatch(/<王|undefined|NaN|\[object/);
    expect(html).toContain('reports.v1[3] 163…457');
    // Its one style sheet is the one that the policy allows, and nothing else is.
    const style = /<style>([\s\S]*)<\/style>/.exec(html)![1]!;
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(style))).toString(
      'base64',
    );
    expect(page.headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`);
    expect(html).not.toMatch(/<script|style=|onload|href=/);
  }
}, 40_000);
