/**
 * R25: every statement of the product gives the same rows with the embedded store's settings, with those a
 * server has by default, with those of an older server, and with the tables of a cluster. A real server
 * takes the place of the embedded store where TIZHENG_TEST_CLICKHOUSE_URL names one.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reading } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { DeliveryReads } from '#dashboard/server/delivery-reads.ts';
import { EvidenceReads } from '#dashboard/server/evidence/store-reads.ts';
import { IndicatorHistory } from '#dashboard/server/indicator-history.ts';
import { SealBundles } from '#dashboard/server/seals/bundle.ts';
import { TraceReads } from '#dashboard/server/trace/reads.ts';
import { readTrack } from '#dashboard/server/tracks.ts';
import { TripTracks } from '#dashboard/server/trips/tracks.ts';
import { encodeSealEvent } from '#proto/codec/seal.ts';
import { openStoreClient, STORE_STATEMENTS } from '#runtime/store/client.ts';
import { SCHEMA_DIR } from '#sinks/clickhouse/migrate.ts';
import { clickhouseSink } from '#sinks/clickhouse/sink.ts';
import {
  caughtUp,
  EPOCH_MS,
  NO_FILES,
  observationAt,
  openTestLog,
  settingsWith,
  silent,
  until,
} from '#tests/sinks/platform.ts';
import { WINDOW_MS } from '#tests/sinks/readings.ts';
import { readPeriod } from '#tools/backtest/period.ts';
import { engineWith, usualStore, type WatchedStore } from './engines.ts';
import { alert, fill, SEAL, STORED, sealIn } from './parity-fill.ts';

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

/** Every table of the schema, and whether whoever asks for the newest row reads it with FINAL. */
const TABLES = readdirSync(SCHEMA_DIR).flatMap((file) => {
  const made = /CREATE TABLE IF NOT EXISTS (\w+\.\w+) \([\s\S]*?ENGINE = (\w+)/g;
  return [...readFileSync(join(SCHEMA_DIR, file), 'utf8').matchAll(made)].map(
    ([, table, engine]) => ({ table: table!, isReplacing: engine!.startsWith('Replacing') }),
  );
});

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
    for (const { table, isReplacing } of TABLES) {
      const final = isReplacing ? ' FINAL' : '';
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
        steps: await evidence.steps(alert.alertId),
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
    expect(TABLES.length).toBeGreaterThan(20);
    for (const { table } of TABLES)
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
