/**
 * R25: every statement of the product gives the same rows with the embedded store's settings, with those a
 * server has by default, with those of an older server, and with the tables of a cluster. A real server
 * takes the place of the embedded store where TIZHENG_TEST_CLICKHOUSE_URL names one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { SealBook } from '#core/seal.ts';
import { TOPICS } from '#core/topics.ts';
import { DeliveryReads } from '#dashboard/server/delivery-reads.ts';
import { EvidenceReads } from '#dashboard/server/evidence/store-reads.ts';
import { IndicatorHistory } from '#dashboard/server/indicator-history.ts';
import { SealBundles } from '#dashboard/server/seals/bundle.ts';
import { TraceReads } from '#dashboard/server/trace/reads.ts';
import { readTrack } from '#dashboard/server/tracks.ts';
import { TripTracks } from '#dashboard/server/trips/tracks.ts';
import { encodeAlertAction, encodeAlertTransition } from '#proto/codec/alert.ts';
import { encodeAuditLink } from '#proto/codec/audit.ts';
import { encodeDeliveryRecord } from '#proto/codec/delivery.ts';
import { encodeQuarantined } from '#proto/codec/quarantined.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import { decodeSealEvent, encodeSealEvent } from '#proto/codec/seal.ts';
import { linkOf } from '#runtime/audit/chain.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { openStoreClient, STORE_STATEMENTS } from '#runtime/store/client.ts';
import { clickhouseSink } from '#sinks/clickhouse/sink.ts';
import {
  appendObservations,
  caughtUp,
  EPOCH_MS,
  NO_FILES,
  observationAt,
  openTestLog,
  settingsWith,
  silent,
  until,
} from '#tests/sinks/platform.ts';
import {
  appendSensors,
  appendValues,
  sensorAt,
  valueAt,
  WINDOW_MS,
} from '#tests/sinks/readings.ts';
import { readPeriod } from '#tools/backtest/period.ts';
import { engineWith, usualStore, type WatchedStore } from './engines.ts';

const CLUSTER = 'tizheng';
/** What a server has by default and the embedded store sets otherwise, and what tends to differ. */
const SERVER = {
  async_insert: 1,
  wait_for_async_insert: 1,
  output_format_json_quote_64bit_integers: 0,
  date_time_output_format: 'simple',
  implicit_select: 0,
  session_timezone: 'Asia/Shanghai',
};
/** One shard of one replica, in this process; Keeper in memory, enough to make tables but not to replicate. */
const clusterConfig = (dir: string) => `
  <tcp_port>9000</tcp_port>
  <zookeeper><implementation>testkeeper</implementation></zookeeper>
  <macros><shard>01</shard><replica>one</replica></macros>
  <remote_servers><${CLUSTER}><shard><internal_replication>true</internal_replication>
    <replica><host>localhost</host><port>9000</port></replica>
  </shard></${CLUSTER}></remote_servers>
  <backups><allowed_path>${dir}</allowed_path></backups>`;

/** The embedded engine runs no queue of statements for other nodes. */
const hereOnly = (sql: string) => sql.replaceAll(` ON CLUSTER ${CLUSTER}`, '');
/** And its Keeper lets no replica become active: rows go through the Distributed tables into plain ones. */
const unreplicated = (sql: string) =>
  sql
    .replace(/Replicated(\w*MergeTree)\('[^']*', '[^']*'(?:, )?(\w*)\)/, '$1($2)')
    .replace(
      /replicated_deduplication_window = (\d+), replicated_\w+ = \d+/,
      'non_replicated_deduplication_window = $1',
    );

const KINDS: Record<string, { cluster: string; open: (dir: string) => Promise<WatchedStore> }> = {
  'the usual store': { cluster: '', open: usualStore },
  'settings of a server': { cluster: '', open: (dir) => engineWith(dir, { session: SERVER }) },
  'defaults of version 24.8': {
    cluster: '',
    open: (dir) => engineWith(dir, { session: { compatibility: '24.8', ...SERVER } }),
  },
  'tables of a cluster': {
    cluster: CLUSTER,
    open: (dir) =>
      engineWith(
        dir,
        { session: { ...SERVER, insert_distributed_sync: 1 }, config: clusterConfig(dir) },
        (sql) => unreplicated(hereOnly(sql)),
      ),
  },
};

const TABLES = [
  'ods.frames',
  'ods.quarantined',
  'dw.positions',
  'dw.alerts',
  'dw.alert_transitions',
  'dw.alert_actions',
  'dw.device_events',
  'dw.traffic',
  'dw.weather',
  'dw.sealed_positions',
  'dw.sealed_frames',
  'dw.sealed_device_events',
  'dw.sealed_alerts',
  'dw.sealed_alert_actions',
  'dw.sealed_alert_steps',
  'dw.deliveries',
  'dw.audit',
  'svc.indicators',
];
/** Read with FINAL by whoever asks for the newest. */
const REPLACING = new Set([
  'dw.alerts',
  'dw.alert_transitions',
  'dw.alert_actions',
  'dw.sealed_positions',
  'dw.sealed_frames',
  'dw.sealed_device_events',
  'dw.sealed_alerts',
  'dw.sealed_alert_actions',
  'dw.sealed_alert_steps',
  'dw.deliveries',
  'dw.audit',
  'svc.indicators',
]);

const alert: Alert = {
  alertId: '0123456789abcdef0123456789abcdef',
  type: 'speed.over',
  ruleVersion: 3,
  subjectKey: observationAt(0, 0).subjectKey,
  driverKey: null,
  severity: 'major',
  state: 'open',
  corrected: false,
  late: false,
  openedAtMs: EPOCH_MS,
  raisedAtMs: EPOCH_MS + 31_000,
  closedAtMs: null,
  measured: 91.3,
  limit: 80,
  unit: 'km/h',
  latitudeDeg: 23.1234567,
  longitudeDeg: -113.7654321,
  explanation: { zh: '超速', en: "over the limit, it's 91.3\tkm/h" },
  clause: '道路交通安全法 第42条',
  params: { limitKmh: 80 },
  facts: {},
  evidence: [{ partition: 0, offset: 5, eventTimeMs: EPOCH_MS }],
};

const weather = {
  timeMs: EPOCH_MS,
  visibilityM: 75_000,
  windMs: 3.4,
  gustMs: null,
  windDirectionDeg: 270,
  airTempC: -1.5,
  dewPointC: null,
  humidityPct: 99.5,
  rainMmH: 0.1,
  rain1hMm: null,
  surface: 'ice' as const,
  surfaceTempC: -2,
  frictionPct: 41.5,
  waterMm: 0,
};

/** Records of every topic the store keeps; the same for each kind. */
async function fill(log: EventLog): Promise<void> {
  for (const partition of [0, 1]) {
    await appendObservations(log, partition, 0, 500);
    await appendSensors(
      log,
      partition,
      [0, 1, 2].map((n) => sensorAt(partition, n)),
    );
    await appendValues(
      log,
      partition,
      [0, 1, 2, 3, 4, 5].map((n) => valueAt(partition, n)),
    );
  }
  await appendSensors(log, 0, [sensorAt(0, 3, { body: { kind: 'weather', weather } })]);
  // Months on either side of a year's end: several parts of one batch.
  await appendObservations(log, 0, 500, 3, {
    eventTimeMs: EPOCH_MS + 60 * 86_400_000,
    latitudeDeg: null,
  });
  const append = (topic: string, values: Uint8Array[]) =>
    log.append(
      topic,
      0,
      values.map((value) => ({ key: '', timeMs: EPOCH_MS, value })),
    );
  const transition = (number: number, change: 'opened' | 'closed', facts: Partial<Alert>) =>
    encodeAlertTransition({
      task: 'vehicle-0',
      epoch: 2,
      number,
      change,
      alert: { ...alert, ...facts },
    });
  await append(TOPICS.alerts, [
    transition(1, 'opened', {}),
    transition(2, 'closed', { state: 'closed', closedAtMs: EPOCH_MS + 60_000 }),
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
    }),
  ]);
  await append(TOPICS.reports, [
    encodeReading({
      subjectKey: alert.subjectKey,
      deviceKey: alert.subjectKey,
      protocol: 'jt808_2013',
      receivedTimeMs: EPOCH_MS,
      serial: 1,
      raw: Uint8Array.from({ length: 256 }, (_, i) => i),
      body: { kind: 'session', online: false, reason: 'idle' },
    }),
  ]);
  await append(TOPICS.quarantine, [
    encodeQuarantined({
      receivedTimeMs: EPOCH_MS,
      source: 'tcp/jt808',
      faultCode: 'checksum',
      faultOffset: 12,
      raw: Uint8Array.of(0, 9, 10, 92, 255),
      deviceKey: NO_SUBJECT,
    }),
  ]);
  await append(TOPICS.deliveries, [
    encodeDeliveryRecord({
      kind: 'attempt',
      endpoint: 'city',
      atMs: EPOCH_MS,
      webhookId: 'msg_1',
      attempt: 1,
      outcome: 'failed',
      reason: 'receiver-error',
      status: 503,
      durationMs: 12,
      nextAtMs: EPOCH_MS + 2_000,
      alertId: alert.alertId,
      alertType: alert.type,
      change: 'opened',
      partition: 0,
      offset: 0,
    }),
  ]);
  const link = linkOf(new Uint8Array(32), {
    ...{ chain: '0123456789abcdef', number: 1, heads: [], atMs: EPOCH_MS, actor: 'u1' },
    ...{ role: 'supervisor', from: '127.0.0.1', action: 'track.read', what: 'GET /api/track' },
    ...{ subjects: [alert.subjectKey], query: {}, purpose: '查证\t', rows: 12, result: 'done' },
  });
  await append(TOPICS.audit, [encodeAuditLink(link)]);
  await append(TOPICS.seals, [
    encodeSealEvent({
      ...{ sealId: SEAL, step: 'seal', atMs: EPOCH_MS, actor: 'u1', reason: '事故' },
      ...{ vehicles: [alert.subjectKey], fromMs: EPOCH_MS, toMs: EPOCH_MS + 86_400_000 },
    }),
  ]);
}

const SEAL = 'ab'.repeat(16);
async function sealIn(log: EventLog) {
  const book = new SealBook();
  const bounds = { maxRecords: 100, maxBytes: 1e7, waitMs: 0 };
  for (const { value } of (await log.read(TOPICS.seals, 0, 0, bounds)).records)
    book.apply(decodeSealEvent(value));
  return book.get(SEAL)!;
}

const STORED = [
  TOPICS.observations,
  TOPICS.sensors,
  TOPICS.indicators,
  TOPICS.alerts,
  TOPICS.alertActions,
  TOPICS.reports,
  TOPICS.quarantine,
  TOPICS.deliveries,
  TOPICS.audit,
];

/** Everything the product does to a store of this kind, and what it then reads. */
async function run(
  kind: keyof typeof KINDS,
): Promise<{ answers: unknown; sent: Map<string, string[]> }> {
  const { cluster, open } = KINDS[kind]!;
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-parity-'));
  const store = await open(join(dir, 'store'));
  const log = await openTestLog(join(dir, 'log'));
  const layout = { cluster, insertQuorum: 'majority' } as const;
  const address = { ...store.address, layout };
  const reader = openStoreClient(address, { requestMsMax: 30_000, connectionsMax: 2 });
  const { url, username, password } = store.address;
  const plain = createClient({ url, username, password });
  try {
    await fill(log);
    // Twice: a start that finds its tables, and batches sent again under their tokens.
    const startSink = () =>
      clickhouseSink.start({
        log,
        settings: settingsWith({ sealSettleMs: 0 }),
        store: address,
        ...NO_FILES,
        logger: silent,
        metrics: new Registry(),
      });
    for (const _ of [1, 2]) {
      const sink = await startSink();
      for (const topic of STORED) await until(`${topic} is stored`, () => caughtUp(log, topic));
      await until('it is sealed', async () => (await sealIn(log)).state === 'sealed');
      await sink.stop();
    }
    const history = new IndicatorHistory(reader);
    const scope = { kind: 'region', id: '440300' } as const;
    const { subjectKey } = observationAt(0, 7);
    const tracks = new TripTracks(reader);
    const evidence = new EvidenceReads(reader);
    const trace = new TraceReads(reader);
    const bundles = new SealBundles({ store: reader, files: null, signer: async () => null });
    const seal = await sealIn(log);
    const span = { fromMs: EPOCH_MS, toMs: EPOCH_MS + 86_400_000 };
    const period: Reading[] = [];
    for await (const readings of readPeriod(reader, span)) period.push(...readings);
    const tables: Record<string, string> = {};
    for (const table of TABLES) {
      const final = REPLACING.has(table) ? ' FINAL' : '';
      const answer = await plain.query({
        query: `SELECT * FROM ${table}${final} ORDER BY ALL`,
        format: 'TabSeparatedWithNames',
        clickhouse_settings: { session_timezone: 'UTC' },
      });
      tables[table] = await answer.text();
    }
    const answers = {
      tables,
      track: await readTrack(reader, subjectKey, EPOCH_MS, EPOCH_MS + 86_400_000),
      period,
      trips: {
        track: await tracks.ofVehicle(subjectKey, span),
        driver: await tracks.ofDriver(subjectKey, subjectKey, span),
        alerts: await tracks.alerts(alert.subjectKey, {
          fromMs: alert.openedAtMs - 1,
          toMs: alert.openedAtMs + 1,
        }),
      },
      evidence: {
        newest: await evidence.alert(alert.alertId),
        transitions: await evidence.transitions(alert.alertId),
        actions: await evidence.actions(alert.alertId),
        points: await evidence.points(subjectKey, span),
        frames: await evidence.frames(alert.subjectKey, span),
      },
      trace: {
        track: await trace.track(subjectKey, span),
        alerts: await trace.alerts(alert.subjectKey, span),
      },
      attempts: await new DeliveryReads(reader).attempts({
        ...{ endpoint: 'city', outcome: 'failed', alert: alert.alertId, fromMs: EPOCH_MS },
        ...{ toMs: EPOCH_MS + 1, limit: 10 },
      }),
      seal: {
        parts: (await bundles.of(seal, () => ({}))).bundle.parts,
        copy: seal.copy!.parts,
        later: await bundles.later(seal),
      },
      series: await history.series('fleet.online-rate', scope, EPOCH_MS, EPOCH_MS + 10 * WINDOW_MS),
      window: [...(await history.window('fleet.online-rate', 'region', EPOCH_MS))],
    };
    const lift = { sealId: SEAL, step: 'lift', atMs: EPOCH_MS, actor: 'u1', reason: '' } as const;
    await log.append(TOPICS.seals, 0, [
      { key: SEAL, timeMs: EPOCH_MS, value: encodeSealEvent(lift) },
    ]);
    const sink = await startSink();
    await until('it is lifted', async () => (await sealIn(log)).state === 'lifted');
    await sink.stop();
    const sent = new Map<string, string[]>();
    for (const { name, sql } of store.sent) sent.set(name, [...(sent.get(name) ?? []), sql]);
    return { answers, sent };
  } finally {
    await plain.close();
    await reader.close();
    await log.close();
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

const runs = new Map<string, Awaited<ReturnType<typeof run>>>();
beforeAll(async () => {
  for (const kind of Object.keys(KINDS)) runs.set(kind, await run(kind));
}, 300_000);
const of = (kind: string) => runs.get(kind)!;

describe('every statement of the product', () => {
  test('is sent in this suite, and every one sent is on the list', () => {
    for (const [kind, { sent }] of runs)
      expect({ kind, names: [...sent.keys()].sort() }).toEqual({
        kind,
        names: Object.keys(STORE_STATEMENTS).sort(),
      });
  });

  test('stores and reads what there was to store', () => {
    const { tables, track, period, trips, trace, attempts, evidence, seal, series, window } = of(
      'the usual store',
    ).answers as {
      tables: Record<string, string>;
      track: unknown[];
      period: unknown[];
      trips: { track: unknown[]; alerts: { actions: unknown[] }[] };
      trace: { track: { points: number; track: unknown[] }; alerts: unknown[] };
      attempts: { next: string | null; attempts: unknown[] };
      seal: { parts: { name: string }[]; copy: object[]; later: number };
      evidence: Record<'transitions' | 'actions' | 'points' | 'frames', unknown[]>;
      series: unknown[];
      window: unknown[];
    };
    for (const table of TABLES)
      expect({ table, rows: tables[table]!.trim().split('\n').length > 1 }).toEqual({
        table,
        rows: true,
      });
    expect(tables['dw.positions']!.trim().split('\n')).toHaveLength(1 + 1_003);
    expect(track.length).toBeGreaterThan(5);
    // Three lie sixty days on.
    expect(period).toHaveLength(1_000);
    expect(trips.track.length).toBeGreaterThan(track.length - 1);
    expect(trips.alerts.map(({ actions }) => actions.length)).toEqual([1]);
    expect([evidence.transitions.length, evidence.actions.length]).toEqual([2, 1]);
    expect(evidence.points).toHaveLength(trips.track.length);
    expect(trace.track.points).toBe(track.length);
    expect(trace.track.track).toHaveLength(track.length);
    expect([trace.alerts.length, attempts.attempts.length]).toEqual([1, 1]);
    expect(evidence.frames).toHaveLength(1);
    expect(seal.parts.slice(0, -1)).toEqual(seal.copy);
    expect(seal.parts.map(({ name }) => name).join(' ')).toMatch(/points\/.* frames\//);
    expect(series).toHaveLength(2);
    expect(window).toHaveLength(2);
  });

  test.each(Object.keys(KINDS).slice(1))('gives the same rows with the %s', (kind) => {
    expect(of(kind).answers).toEqual(of('the usual store').answers);
  });
});

test('on a cluster every table is made, changed and filled through it, as many batches as on one server', () => {
  const { sent } = of('tables of a cluster');
  for (const sql of [...sent.get('schema.apply')!, ...sent.get('retention.set')!])
    expect(sql).toContain(` ON CLUSTER ${CLUSTER}`);
  expect(sent.get('rows.insert')!.length).toBe(
    of('settings of a server').sent.get('rows.insert')!.length,
  );
});

describe('statements for a cluster', () => {
  let engine: WatchedStore;
  let client: ClickHouseClient;
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-cluster-'));
  const statements = () =>
    ['schema.apply', 'retention.set'].flatMap((name) => of('tables of a cluster').sent.get(name)!);
  beforeAll(async () => {
    engine = await engineWith(join(dir, 'store'), { session: {}, config: clusterConfig(dir) });
    const { url, username, password } = engine.address;
    client = createClient({ url, username, password });
  });
  afterAll(async () => {
    await client.close();
    await engine.close();
    rmSync(dir, { recursive: true, force: true });
  });

  test('each parses as it is sent', async () => {
    expect(statements().length).toBeGreaterThan(30);
    for (const sql of statements()) {
      const answer = await client.query({ query: `EXPLAIN AST ${sql}`, format: 'TabSeparated' });
      expect(await answer.text()).toMatch(/^(CreateQuery|AlterQuery)/);
    }
  });

  test('databases, replicated tables with their paths and Distributed ones are made', async () => {
    for (const query of statements().filter((sql) => sql.startsWith('CREATE')))
      await client.command({ query: hereOnly(query) });
    const answer = await client.query({
      query:
        "SELECT engine, toUInt32(count()) AS tables FROM system.tables WHERE database IN ('ods', 'dw', 'svc') GROUP BY engine ORDER BY engine",
      format: 'JSONEachRow',
    });
    /** Tables of an engine among those the product makes. */
    const made = (engine: string) =>
      statements().filter((sql) => sql.includes(`ENGINE = ${engine}(`)).length;
    expect(await answer.json()).toEqual([
      { engine: 'Distributed', tables: made('Distributed') },
      { engine: 'ReplicatedMergeTree', tables: made('ReplicatedMergeTree') },
      { engine: 'ReplicatedReplacingMergeTree', tables: made('ReplicatedReplacingMergeTree') },
    ]);
  });
});
