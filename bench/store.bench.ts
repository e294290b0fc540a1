/**
 * How fast do rows reach the embedded store, and how small are they there? Seeded fleet, the real
 * log, sink, client, front and engine; the generator's work is done before the clock starts.
 *
 *   node bench/store.bench.ts                  table for people, bench/results/store.json
 *
 * How it can mislead: the fleet is synthetic (see fleet-observations.ts for what it does to be
 * irregular); sizes are of merged parts; all of it shares two cores, and the engine merges while
 * rows come in. The peer of the row format is TabSeparated text through the same front.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import pino from 'pino';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { TOPICS } from '#core/topics.ts';
import { encodeObservation, type NumberedObservation } from '#proto/codec/observation.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { startStore } from '#runtime/store/supervisor.ts';
import { positionsFeed } from '#sinks/clickhouse/feeds/positions.ts';
import { migrate } from '#sinks/clickhouse/migrate.ts';
import { RowWriter } from '#sinks/clickhouse/rows.ts';
import { insertRows } from '#sinks/clickhouse/store.ts';
import { type SinkSettings, sinkSettings } from '#sinks/config.ts';
import { startSink } from '#sinks/main.ts';
import { SeenOutputs } from '#sinks/seen-outputs.ts';
import { fleetObservations, frameOf } from './fleet-observations.ts';

const SEED = 7;
const PARTITIONS = 4;
const BATCH_ROWS = 20_000;

const dir = mkdtempSync(join(tmpdir(), 'tizheng-bench-'));
const logger = pino({ level: 'silent' });
const table: { name: string; value: number; unit: string }[] = [];
const note = (name: string, value: number, unit: string) => {
  table.push({ name, value, unit });
  const text = value >= 1_000 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
  console.log(`${name.padEnd(64)} ${text.padStart(12)} ${unit}`);
};

const observations = fleetObservations({
  vehicles: 2_000,
  seconds: 2_400,
  startMs: Date.UTC(2026, 10, 21, 4),
  partitions: PARTITIONS,
  seed: SEED,
});
const byPartition = Array.from({ length: PARTITIONS }, (_, p) =>
  observations.filter((o) => o.inputPartition === p),
);
const target = positionsFeed.targets[0]!;
const store = await startStore({ dataDir: join(dir, 'store'), logger, metrics: new Registry() });
const client = createClient({
  url: store.url,
  username: store.username,
  password: store.password,
  log: { level: ClickHouseLogLevel.OFF },
});
const query = async <T>(sql: string): Promise<T[]> =>
  (await client.query({ query: sql, format: 'JSONEachRow' })).json<T>();
const childOf = () => {
  const stat = readFileSync(`/proc/${store.pid()}/stat`, 'utf8').split(' ');
  const rssKb = Number(
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${store.pid()}/status`, 'utf8'))![1],
  );
  return { cpuS: (Number(stat[13]) + Number(stat[14])) / 100, rssMb: rssKb / 1024 };
};

await migrate(client);
note('store process at start, resident', childOf().rssMb, 'MiB');
const batches = encode();
await insertBinary(batches);
await insertText();
await sizes();
await throughSink();
note('store process at the end, resident', childOf().rssMb, 'MiB');
await client.close();
await store.stop();
rmSync(dir, { recursive: true, force: true });
mkdirSync('bench/results', { recursive: true });
writeFileSync(
  'bench/results/store.json',
  `${JSON.stringify({ bench: 'store', seed: SEED, machine: cpus()[0]?.model, cores: cpus().length, node: process.version, rows: observations.length, table }, null, 2)}\n`,
);

/** Encoded observation → RowBinary, one core. */
function encode(): Buffer[] {
  const records = byPartition.map((list) =>
    list.map((o, offset) => ({
      offset,
      key: '',
      timeMs: o.receivedTimeMs,
      value: encodeObservation(o),
    })),
  );
  const rates: number[] = [];
  let made: Buffer[] = [];
  for (let run = 0; run < 4; run++) {
    made = [];
    const startedMs = performance.now();
    for (const [partition, list] of records.entries()) {
      const writer = new RowWriter();
      const place = { partition, seen: new SeenOutputs() };
      for (const record of list) {
        positionsFeed.write(record, place, [writer]);
        if (writer.rows === BATCH_ROWS) made.push(writer.take());
      }
      made.push(writer.take());
    }
    rates.push(observations.length / ((performance.now() - startedMs) / 1_000));
  }
  note('log value → RowBinary row, one core, best of 4', Math.max(...rates), 'rows/s');
  note('  worst of 4', Math.min(...rates), 'rows/s');
  note(
    '  RowBinary',
    made.reduce((sum, { length }) => sum + length, 0) / observations.length,
    'bytes/row',
  );
  return made;
}

async function insertBinary(batches: Buffer[]): Promise<void> {
  const cpuS = childOf().cpuS;
  const startedMs = performance.now();
  for (const [i, rows] of batches.entries()) {
    await insertRows(client, target, {
      rows,
      token: `bench-${i}`,
      signal: new AbortController().signal,
    });
  }
  note(
    'client → front → dw.positions, 20 k a batch, fsync, one at a time',
    observations.length / ((performance.now() - startedMs) / 1_000),
    'rows/s',
  );
  note(
    '  processor time of the store, merges included',
    ((childOf().cpuS - cpuS) / observations.length) * 1e6,
    'µs/row',
  );
}

/** The peer: the same rows as text, into a copy of the table. */
async function insertText(): Promise<void> {
  await client.command({ query: 'CREATE TABLE default.peer AS dw.positions' });
  const columns = target.columns.join(', ');
  const text: Buffer[] = [];
  for (let at = 0; at < observations.length; at += BATCH_ROWS) {
    const answer = await client.query({
      query: `SELECT ${columns} FROM dw.positions ORDER BY input_partition, input_offset LIMIT ${BATCH_ROWS} OFFSET ${at}`,
      format: 'TabSeparated',
    });
    text.push(Buffer.from(await answer.text()));
    if (text.length === 10) break;
  }
  const rows = text.length * BATCH_ROWS;
  const cpuS = childOf().cpuS;
  const startedMs = performance.now();
  for (const part of text) {
    await client.insert({
      table: 'default.peer',
      columns: target.columns as [string],
      values: Readable.from([part], { objectMode: false }),
      format: 'TabSeparated',
    });
  }
  note(
    'peer: the same as TabSeparated text',
    rows / ((performance.now() - startedMs) / 1_000),
    'rows/s',
  );
  note(
    '  processor time of the store, merges included',
    ((childOf().cpuS - cpuS) / rows) * 1e6,
    'µs/row',
  );
  await client.command({ query: 'DROP TABLE default.peer' });
}

async function sizes(): Promise<void> {
  await client.command({ query: 'OPTIMIZE TABLE dw.positions FINAL' });
  const columns = await query<{ column: string; bytes: string }>(
    `SELECT column, sum(column_data_compressed_bytes) AS bytes FROM system.parts_columns
     WHERE active AND database = 'dw' AND table = 'positions' GROUP BY column ORDER BY bytes DESC`,
  );
  const perRow = columns.map(({ column, bytes }) => ({
    column,
    bytes: Number(bytes) / observations.length,
  }));
  note(
    'dw.positions, merged',
    perRow.reduce((sum, { bytes }) => sum + bytes, 0),
    'bytes/row',
  );
  for (const { column, bytes } of perRow.slice(0, 9)) note(`  ${column}`, bytes, 'bytes/row');
}

/** Everything the sink does for a report: frame and position, from the log to confirmed rows. */
async function throughSink(): Promise<void> {
  const log = await openEmbeddedLog({ dir: join(dir, 'log') });
  for (const topic of Object.values(TOPICS)) {
    await log.ensureTopic(topic, {
      partitions: PARTITIONS,
      retentionMs: null,
      retentionBytes: null,
      compacted: false,
    });
  }
  for (const [partition, list] of byPartition.entries()) {
    for (let at = 0; at < list.length; at += 5_000) {
      const slice = list.slice(at, at + 5_000);
      const record = (o: NumberedObservation, value: Uint8Array) => ({
        key: o.subjectKey,
        timeMs: o.receivedTimeMs,
        value,
      });
      await log.append(
        TOPICS.observations,
        partition,
        slice.map((o) => record(o, encodeObservation(o))),
      );
      await log.append(
        TOPICS.reports,
        partition,
        slice.map((o, i) =>
          record(
            o,
            encodeReading({ ...o, serial: i, raw: frameOf(o, i), body: { kind: 'heartbeat' } }),
          ),
        ),
      );
    }
  }
  await client.command({ query: 'TRUNCATE TABLE dw.positions' });
  const settings = Value.Default(sinkSettings, {}) as SinkSettings;
  const cpu = { store: childOf().cpuS, own: process.cpuUsage() };
  const startedMs = performance.now();
  const sinks = await startSink('clickhouse', {
    ...{ log, settings, store, logger, metrics: new Registry() },
    ...{ dataDir: dir, pseudonymKey: new Uint8Array(32) },
  });
  const waiting = async () => {
    for (const topic of [TOPICS.observations, TOPICS.reports]) {
      for (let p = 0; p < PARTITIONS; p++) {
        const { high } = await log.ends(topic, p);
        if (((await log.committed('sink-clickhouse', topic, p)) ?? 0) < high) return true;
      }
    }
    return false;
  };
  while (await waiting()) await sleep(20);
  const reports = observations.length;
  const seconds = (performance.now() - startedMs) / 1_000;
  const own = process.cpuUsage(cpu.own);
  note('log → confirmed rows, position and frame of each report', reports / seconds, 'reports/s');
  note('  processor time of the sink', (own.user + own.system) / reports, 'µs/report');
  note(
    '  processor time of the store',
    ((childOf().cpuS - cpu.store) / reports) * 1e6,
    'µs/report',
  );
  await sinks.stop();
  await client.command({ query: 'OPTIMIZE TABLE ods.frames FINAL' });
  const [frames] = await query<{ bytes: string; rows: string }>(
    "SELECT sum(data_compressed_bytes) AS bytes, sum(rows) AS rows FROM system.parts WHERE active AND database = 'ods' AND table = 'frames'",
  );
  note(
    'ods.frames, merged, frames of 59 bytes',
    Number(frames!.bytes) / Number(frames!.rows),
    'bytes/row',
  );
  await log.close();
}
