/** Each topic's records as the store gives them back; the schema's versions. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Alert, AlertTransition } from '#core/alert.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import type { ReadingBody } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeAlertAction, encodeAlertTransition } from '#proto/codec/alert.ts';
import { encodeQuarantined } from '#proto/codec/quarantined.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import { migrate, SCHEMA_DIR } from '#sinks/clickhouse/migrate.ts';
import { startSink } from '#sinks/main.ts';
import {
  appendObservations,
  caughtUp,
  EPOCH_MS,
  NO_FILES,
  settingsWith,
  silent,
  startTestPlatform,
  type TestPlatform,
  until,
} from './platform.ts';
import { appendSensors, appendValues, sensorAt, valueAt, WINDOW_MS } from './readings.ts';
import { storedAlert, storedWeather } from './records.ts';

let platform: TestPlatform;
const key = 'ffffffffffffffff' as SubjectKey;
const other = '0000000000000001' as SubjectKey;
/** Every byte a frame can hold, text delimiters of all formats among them. */
const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i);

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());

const alert = storedAlert(key);
const transition = (number: number, change: AlertTransition['change'], facts: Partial<Alert>) =>
  encodeAlertTransition({
    task: 'vehicle-0',
    epoch: 2,
    number,
    change,
    alert: { ...alert, ...facts },
  });
const reading = (serial: number, body: ReadingBody, raw: Uint8Array) =>
  encodeReading({
    subjectKey: key,
    deviceKey: other,
    protocol: 'jt808_2013',
    receivedTimeMs: EPOCH_MS + serial,
    serial,
    raw,
    body,
  });
const append = (topic: string, values: Uint8Array[]) =>
  platform.log.append(
    topic,
    0,
    values.map((value) => ({ key: '', timeMs: EPOCH_MS, value })),
  );

test('every topic becomes rows that say what the records said', async () => {
  await appendObservations(platform.log, 0, 0, 1, {
    driverKey: key,
    alarmFlag: 0xffffffff,
    latitudeDeg: -90,
    longitudeDeg: 179.9999999,
    altitudeM: -432,
    subjectKey: other,
  });
  await appendObservations(platform.log, 0, 1, 1, {
    subjectKey: key,
    latitudeDeg: null,
    longitudeDeg: null,
    altitudeM: null,
    speedKmh: null,
    courseDeg: null,
    mileageKm: null,
    receivedTimeMs: EPOCH_MS + 40 * 86_400_000,
  });
  await append(TOPICS.alerts, [
    transition(1, 'opened', {}),
    transition(2, 'updated', { measured: 99.5 }),
    transition(3, 'closed', {
      measured: 99.5,
      state: 'closed',
      closedAtMs: EPOCH_MS + 60_000,
      openedAtMs: EPOCH_MS - 40 * 86_400_000,
    }),
  ]);
  await append(TOPICS.alertActions, [
    encodeAlertAction({
      alertId: alert.alertId,
      baseVersion: 0,
      atMs: EPOCH_MS + 5,
      actor: 'u1',
      action: 'close',
      outcome: 'false-alarm',
      cause: 'gps-drift',
      note: '误报\n',
      untilMs: null,
      disposition: 'device-repair',
    }),
    encodeAlertAction({
      ...{ alertId: alert.alertId, baseVersion: 1, atMs: EPOCH_MS + 6, actor: '(platform)' },
      ...{ action: 'escalate', outcome: null, cause: null, note: null, untilMs: EPOCH_MS },
      ...{ assignee: 'u2', duplicateOf: 'f'.repeat(32), handedTo: 'traffic-police' },
      ...{ level: 'city', urgency: 'urgent', result: 'later', actionId: 'once' },
    }),
  ]);
  await append(TOPICS.reports, [
    reading(1, { kind: 'heartbeat' }, everyByte),
    reading(2, { kind: 'tick', timeMs: EPOCH_MS }, new Uint8Array(0)),
    reading(
      3,
      {
        kind: 'driverCard',
        driverCard: { eventTimeMs: EPOCH_MS - 1000, onDuty: true, driverKey: other, readResult: 0 },
      },
      Uint8Array.of(7),
    ),
    reading(4, { kind: 'session', online: false, reason: 'idle' }, new Uint8Array(0)),
    Uint8Array.of(0x32, 0x7f, 1),
  ]);
  await append(TOPICS.quarantine, [
    encodeQuarantined({
      receivedTimeMs: EPOCH_MS,
      source: 'tcp/jt808',
      faultCode: 'checksum',
      faultOffset: 12,
      raw: everyByte,
      deviceKey: NO_SUBJECT,
    }),
  ]);

  const metrics = new Registry();
  const sinks = await startSink('clickhouse', {
    ...NO_FILES,
    log: platform.log,
    settings: settingsWith({}),
    store: platform.store,
    logger: silent,
    metrics,
  });
  for (const topic of [
    TOPICS.observations,
    TOPICS.alerts,
    TOPICS.alertActions,
    TOPICS.quarantine,
    TOPICS.reports,
  ]) {
    await until(`${topic} is stored`, () => caughtUp(platform.log, topic));
  }
  await sinks.stop();

  const rows = <T>(query: string) => platform.rows<T>(query);
  expect(await rows('SELECT *, received_time FROM dw.positions ORDER BY input_offset')).toEqual([
    {
      subject: '1',
      event_time: '2026-11-21 04:00:00.000',
      received_delay: '321',
      received_time: '2026-11-21 04:00:00.321',
      latitude: -900000000,
      longitude: 1799999999,
      altitude: -432,
      speed: 0,
      course: 0,
      mileage: 0,
      alarm: 4294967295,
      status: 3,
      flags: 0,
      device: BigInt(`0x${(0xfedcba9876543210n + 7n * 977n).toString(16)}`).toString(),
      driver: '18446744073709551615',
      protocol: 'jt808_2019',
      input_partition: 0,
      input_offset: '0',
    },
    expect.objectContaining({
      subject: '18446744073709551615',
      latitude: null,
      longitude: null,
      altitude: null,
      speed: null,
      course: null,
      mileage: null,
      driver: null,
      received_time: '2026-12-31 04:00:00.000',
    }),
  ]);
  const [stored, ...more] = await rows<Record<string, unknown>>('SELECT * FROM dw.alerts FINAL');
  expect(more).toEqual([]);
  expect(stored).toMatchObject({
    alert_id: alert.alertId,
    version: String(2 * 2 ** 40 + 3),
    change: 'closed',
    state: 'closed',
    measured: 99.5,
    limit_value: 80,
    unit: 'km/h',
    latitude: 231234567,
    longitude: -1137654321,
    subject: '18446744073709551615',
    driver: null,
    closed_at: '2026-11-21 04:01:00.000',
    task: 'vehicle-0',
  });
  expect(JSON.parse(stored!.body as string)).toEqual({
    ...alert,
    measured: 99.5,
    state: 'closed',
    closedAtMs: EPOCH_MS + 60_000,
    openedAtMs: EPOCH_MS - 40 * 86_400_000,
  });
  expect(await rows('SELECT * FROM dw.alert_actions ORDER BY log_offset')).toEqual([
    {
      alert_id: alert.alertId,
      at: '2026-11-21 04:00:00.005',
      actor: 'u1',
      action: 'close',
      base_version: 0,
      outcome: 'false-alarm',
      cause: 'gps-drift',
      note: '误报\n',
      until: null,
      ...{ disposition: 'device-repair', assignee: null, duplicate_of: null, handed_to: null },
      ...{ level: null, urgency: null, result: null, action_id: null },
      log_partition: 0,
      log_offset: '0',
    },
    {
      ...{ alert_id: alert.alertId, at: '2026-11-21 04:00:00.006', actor: '(platform)' },
      ...{ action: 'escalate', base_version: 1, outcome: null, cause: null, note: null },
      ...{ until: '2026-11-21 04:00:00.000', disposition: null, assignee: 'u2' },
      ...{ duplicate_of: 'f'.repeat(32), handed_to: 'traffic-police', level: 'city' },
      ...{ urgency: 'urgent', result: 'later', action_id: 'once' },
      ...{ log_partition: 0, log_offset: '1' },
    },
  ]);
  expect(
    await rows(
      'SELECT input_offset, protocol, hex(raw) AS raw FROM ods.frames ORDER BY input_offset',
    ),
  ).toEqual([
    {
      input_offset: '0',
      protocol: 'jt808_2013',
      raw: Buffer.from(everyByte).toString('hex').toUpperCase(),
    },
    { input_offset: '2', protocol: 'jt808_2013', raw: '07' },
  ]);
  expect(
    await rows(
      'SELECT kind, event_time, driver, input_offset FROM dw.device_events ORDER BY input_offset',
    ),
  ).toEqual([
    { kind: 'driverCard', event_time: '2026-11-21 03:59:59.000', driver: '1', input_offset: '2' },
    { kind: 'session', event_time: '2026-11-21 04:00:00.004', driver: null, input_offset: '3' },
  ]);
  expect(
    await rows(
      'SELECT source, fault_code, log_offset, hex(raw) AS raw FROM ods.quarantined ORDER BY source',
    ),
  ).toEqual([
    { source: 'sink:reports.v1', fault_code: 'wire.truncated', log_offset: '4', raw: '327F01' },
    {
      source: 'tcp/jt808',
      fault_code: 'checksum',
      log_offset: '0',
      raw: Buffer.from(everyByte).toString('hex').toUpperCase(),
    },
  ]);

  // What was read adds up to what became of it.
  const counted = await metrics.getSingleMetric('tizheng_sink_records_total')!.get();
  const reports = Object.fromEntries(
    counted.values
      .filter(({ labels }) => labels.topic === TOPICS.reports)
      .map(({ labels, value }) => [labels.outcome, value]),
  );
  expect(reports).toEqual({ row: 3, rowless: 1, unreadable: 1, doubled: 0 });
});

test('sensor readings become a row per lane and per measurement; of a window the newest value stands', async () => {
  const { log } = platform;
  const rows = <T>(query: string) => platform.rows<T>(query);
  await appendSensors(log, 0, [
    sensorAt(0, 0, { subjectKey: key, flags: 4 }),
    sensorAt(0, 1, { subjectKey: other, body: { kind: 'weather', weather: storedWeather } }),
    sensorAt(0, 1, { subjectKey: key }),
    sensorAt(0, 2, {
      body: { kind: 'traffic', traffic: { endTimeMs: null, intervalS: 60, lanes: [] } },
    }),
  ]);
  const amended = { phase: 'amended' as const, version: 6, numerator: 19, value: 95 };
  await appendValues(log, 0, [valueAt(0, 0), valueAt(0, 4), valueAt(0, 5, { value: null })]);
  const settings = settingsWith({});
  const metrics = new Registry();
  const parts = { log, settings, store: platform.store, logger: silent, metrics };
  let sinks = await startSink('clickhouse', { ...NO_FILES, ...parts });
  await until('the first values are stored', () => caughtUp(log, TOPICS.indicators));
  await appendValues(
    log,
    0,
    [
      valueAt(0, 6, { ...amended, windowStartMs: EPOCH_MS, coverage: null }),
      // A new definition starts counting anew, and wins all the same; an older one speaks up late.
      valueAt(0, 7, { definitionVersion: 2, version: 1 }),
      valueAt(0, 8, { definitionVersion: 1, version: 9 }),
    ].map((value) => ({ ...value, windowEndMs: value.windowStartMs + WINDOW_MS })),
  );
  for (const topic of [TOPICS.sensors, TOPICS.indicators])
    await until(`${topic} is stored`, () => caughtUp(log, topic));
  await sinks.stop();

  expect(await rows('SELECT *, received_time FROM dw.traffic ORDER BY lane')).toEqual([
    {
      sensor: '18446744073709551615',
      event_time: '2026-11-21 04:00:00.000',
      received_delay: '321',
      received_time: '2026-11-21 04:00:00.321',
      interval_s: 60,
      lane: 1,
      vehicles: 12,
      occupancy: 85,
      speed: 713,
      valid: true,
      flags: 4,
      device: BigInt(`0x${sensorAt(0, 0).deviceKey}`).toString(),
      protocol: 'mqtt',
      input_partition: 0,
      input_offset: '0',
    },
    expect.objectContaining({ lane: 2, vehicles: 0, speed: null }),
  ]);
  expect(await rows('SELECT * FROM dw.weather')).toEqual([
    {
      sensor: '1',
      event_time: '2026-11-21 04:00:00.050',
      received_delay: '321',
      visibility: 75_000,
      wind: 34,
      gust: null,
      wind_direction: 270,
      air_temp: -15,
      dew_point: null,
      humidity: 995,
      rain: 1,
      rain_1h: null,
      surface: 'ice',
      surface_temp: -20,
      friction: 415,
      water: 0,
      flags: 0,
      device: expect.any(String),
      protocol: 'mqtt',
      input_partition: 0,
      input_offset: '1',
    },
  ]);
  const newest =
    'SELECT window_start, phase, version, definition_version, value, coverage FROM svc.indicators FINAL ORDER BY window_start';
  const expected = [
    {
      window_start: '2026-11-21 04:00:00.000',
      phase: 'amended',
      version: 6,
      definition_version: 1,
      value: 95,
      coverage: null,
    },
    {
      window_start: '2026-11-21 04:05:00.000',
      phase: 'early',
      version: 1,
      definition_version: 2,
      value: 65,
      coverage: 0.75,
    },
  ];
  // The same before and after the store has merged the parts of two batches.
  expect(await rows('SELECT count() AS n FROM svc.indicators')).not.toEqual([{ n: '2' }]);
  expect(await rows(newest)).toEqual(expected);
  await platform.client.command({ query: 'OPTIMIZE TABLE svc.indicators FINAL' });
  expect(await rows('SELECT count() AS n FROM svc.indicators')).toEqual([{ n: '2' }]);
  expect(await rows(newest)).toEqual(expected);
  const counted = await metrics.getSingleMetric('tizheng_sink_records_total')!.get();
  const outcomes = (topic: string) =>
    Object.fromEntries(
      counted.values
        .filter(({ labels, value }) => labels.topic === topic && value > 0)
        .map(({ labels, value }) => [labels.outcome, value]),
    );
  expect(outcomes(TOPICS.indicators)).toEqual({ row: 6 });
  // Started again, the sink knows what it has seen.
  await appendSensors(log, 0, [sensorAt(0, 1, { subjectKey: key }), sensorAt(0, 3)]);
  sinks = await startSink('clickhouse', {
    ...NO_FILES,
    ...parts,
    metrics: new Registry(),
  });
  await until('the repeated reading is read', () => caughtUp(log, TOPICS.sensors));
  await sinks.stop();
  expect(await rows('SELECT count() AS n FROM dw.traffic')).toEqual([{ n: '4' }]);
});

test('retention is set from the settings and only where it differs', async () => {
  const start = async (positionsDays: number) => {
    const sinks = await startSink('clickhouse', {
      ...NO_FILES,
      log: platform.log,
      settings: settingsWith({ positionsDays }),
      store: platform.store,
      logger: silent,
      metrics: new Registry(),
    });
    await sinks.stop();
    return platform.rows<{ ttl: string; metadata_modification_time: string }>(
      "SELECT extract(create_table_query, 'TTL (.*?) SETTINGS') AS ttl FROM system.tables WHERE database = 'dw' AND name = 'positions'",
    );
  };
  expect(await start(184)).toEqual([{ ttl: 'toDateTime(event_time) + toIntervalDay(184)' }]);
  expect(await start(400)).toEqual([{ ttl: 'toDateTime(event_time) + toIntervalDay(400)' }]);
});

test('migrations: up from empty, nothing twice, a changed file is refused, a new one is applied', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'tizheng-schema-'));
  cpSync(SCHEMA_DIR, directory, { recursive: true });
  expect(await migrate(platform.client, directory)).toEqual([]);
  for (const database of ['ods', 'dw', 'svc'])
    await platform.client.command({ query: `DROP DATABASE ${database} SYNC` });
  const all = await migrate(platform.client, directory);
  expect(all).toEqual(all.map((_, i) => i + 1));
  expect(all.length).toBeGreaterThanOrEqual(5);
  expect(await migrate(platform.client, directory)).toEqual([]);

  writeFileSync(
    join(directory, '9000-more.sql'),
    "-- a comment; with a semicolon\nCREATE TABLE IF NOT EXISTS svc.more (a String DEFAULT 'x;y') ENGINE = Log;\n\nCREATE TABLE IF NOT EXISTS svc.most (a UInt8) ENGINE = Log;\n",
  );
  expect(await migrate(platform.client, directory)).toEqual([9000]);
  writeFileSync(
    join(directory, '9000-more.sql'),
    'CREATE TABLE IF NOT EXISTS svc.more (a UInt64) ENGINE = Log;\n',
  );
  await expect(migrate(platform.client, directory)).rejects.toMatchObject({
    code: 'STORE_REFUSED',
    message: expect.stringContaining('9000-more.sql was changed'),
  });
  rmSync(directory, { recursive: true });
});
