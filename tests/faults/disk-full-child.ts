/**
 * Child process on a small file system: ingest on the embedded log or on a broker whose disk this is, and
 * the store with its sink, while the disk fills up and is freed again. Arguments: directory on that file
 * system, `log`, `kafka` or `store`. Prints one JSON line.
 */
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@clickhouse/client';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { systemClock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { type IngestSettings, ingestSettings } from '#ingest/config.ts';
import { startIngest } from '#ingest/main.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { type KafkaLogSettings, kafkaSettings } from '#runtime/log/kafka/settings.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import { startStore } from '#runtime/store/supervisor.ts';
import { clickhouseSink } from '#sinks/clickhouse/sink.ts';
import { deviceKeyOf, SECRETS } from '#tests/ingest/harness.ts';
import { factOf, loggedFacts } from '#tests/ledger/books.ts';
import { LedgerDevice } from '#tests/ledger/device.ts';
import { drive } from '#tests/ledger/fixes.ts';
import type { KafkaBroker } from '#tests/services/kafka.ts';
import {
  appendObservations,
  LEDGER,
  NO_FILES,
  settingsWith,
  silent,
} from '#tests/sinks/platform.ts';

const [dir, what] = process.argv.slice(2) as [string, string];
const KEPT = { retentionMs: null, retentionBytes: null, compacted: false };
/** Something else on the disk, which an operator removes. */
const ballast = join(dir, 'ballast');

function freeBytes(): number {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}

/** Leaves `bytes` free. */
function fillTo(bytes: number): void {
  writeFileSync(ballast, new Uint8Array(Math.max(0, freeBytes() - bytes)));
}

async function until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<number> {
  const fromMs = performance.now();
  while (!(await holds()))
    if (performance.now() - fromMs > withinMs) return Number.POSITIVE_INFINITY;
    else await sleep(20);
  return performance.now() - fromMs;
}

/** A broker with its files here, started again whenever it has ended, as a supervisor does. */
async function startBroker() {
  const { startKafka } = await import('#tests/services/kafka.ts');
  const kafka = await startKafka({ properties: { 'log.dirs': join(dir, 'kafka') } });
  const [broker] = kafka.brokers as [KafkaBroker];
  const books = { deaths: 0, isStopping: false };
  const watch = (async () => {
    for (; !books.isStopping; await sleep(250)) {
      if (broker.isRunning) continue;
      books.deaths++;
      await broker.start().catch(() => {});
    }
  })();
  return {
    bootstrap: kafka.bootstrap,
    books,
    async stop() {
      books.isStopping = true;
      await watch;
      await kafka.stop();
    },
  };
}

/** @param canBeRead whether the log serves readers while its disk is full: a broker ends instead */
async function ingestOnFullDisk(log: EventLog, canBeRead: boolean): Promise<object> {
  const { reports, quarantine, registry, commands, commandResults } = TOPICS;
  for (const topic of [reports, quarantine, registry, commands, commandResults])
    await log.ensureTopic(topic, { ...KEPT, partitions: 1 });
  const ingest = await startIngest({
    log,
    settings: Value.Default(ingestSettings, {
      tcpPort: 0,
      udp: 'off',
      mqtt: { port: 0, tlsPort: 0 },
      http: { port: 0 },
      rateMessagesPerSecond: 0,
      addressExceptions: ['127.0.0.1'],
    }) as IngestSettings,
    secrets: SECRETS,
    logger: silent,
    metrics: new Registry(),
    clock: systemClock,
  });
  const startMs = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000;
  const devices = Array.from({ length: 50 }, (_, n) => {
    const fixes = drive(n, startMs);
    const phone = `0${13_600_000_000 + n}`;
    return new LedgerDevice({
      phone,
      host: '127.0.0.1',
      port: ingest.tcpPort,
      fixes,
      intervalMs: 20,
    });
  });
  const acked = (): number => devices.reduce((sum, device) => sum + device.acked.size, 0);
  for (const device of devices) device.start();
  await until(() => acked() > 500, 20_000);
  fillTo(300_000);
  // Full when nothing is acknowledged for a second.
  let before = -1;
  const filled = await until(async () => {
    const isStill = acked() === before;
    before = acked();
    if (!isStill) await sleep(1_000);
    return isStill;
  }, 40_000);
  const whenFull = acked();
  await sleep(1_500);
  const ackedWhileFull = acked() - whenFull;
  const readable = canBeRead ? (await loggedFacts(log)).size : null;
  rmSync(ballast);
  const resumedMs = await until(() => acked() > whenFull + 50, 30_000);
  for (const device of devices) device.finish();
  await until(() => devices.every((device) => device.idle), 10_000);
  for (const device of devices) device.close();
  await ingest.stop();
  const logged = await loggedFacts(log);
  const missing = devices
    .flatMap(({ phone, acked: times }) =>
      [...times].map((timeMs) => factOf(deviceKeyOf(phone.slice(1)), timeMs)),
    )
    .filter((fact) => !logged.has(fact)).length;
  await log.close();
  return {
    becameFull: Number.isFinite(filled),
    ackedWhileFull,
    readable: readable === null ? null : readable >= whenFull,
    resumedMs: Math.round(resumedMs),
    acked: acked(),
    missing,
  };
}

async function storeOnFullDisk(): Promise<unknown> {
  const log = openMemoryLog();
  for (const topic of Object.values(TOPICS))
    await log.ensureTopic(topic, { ...KEPT, partitions: 2 });
  const store = await startStore({
    dataDir: join(dir, 'store'),
    logger: silent,
    metrics: new Registry(),
    backoffMsMax: 100,
  });
  const { url, username, password } = store;
  const metrics = new Registry();
  const sink = await clickhouseSink.start({
    ...NO_FILES,
    log,
    settings: settingsWith({ flushMs: 20, haltMs: 500 } as never),
    store: { url, username, password },
    logger: silent,
    metrics,
  });
  const client = createClient({ url, username, password });
  let written = 0;
  const append = async (count: number): Promise<void> => {
    for (const partition of [0, 1]) await appendObservations(log, partition, written, count);
    written += count;
  };
  const isConfirmed = async (): Promise<boolean> => {
    for (const partition of [0, 1]) {
      const place = await log.committed('sink-clickhouse', TOPICS.observations, partition);
      if ((place ?? 0) < written) return false;
    }
    return true;
  };
  await append(500);
  const began = await until(isConfirmed, 20_000);
  fillTo(0);
  await append(20_000);
  const retries = async (): Promise<number> => {
    const { values } = await metrics.getSingleMetric('tizheng_sink_retries_total')!.get();
    return values.reduce((sum, { value }) => sum + value, 0);
  };
  const refused = await until(async () => (await retries()) > 2, 30_000);
  const confirmedWhileFull = await isConfirmed();
  rmSync(ballast);
  const resumedMs = await until(isConfirmed, 30_000);
  await sink.stop();
  const rows = await client.query({ query: LEDGER, format: 'JSONEachRow' });
  const ledger = await rows.json<{ rows: string; different: string }>();
  await client.close();
  await store.stop();
  return {
    began: Number.isFinite(began),
    refused: Number.isFinite(refused),
    confirmedWhileFull,
    resumedMs: Math.round(resumedMs),
    written,
    rows: ledger.map(({ rows: stored, different }) => [Number(stored), Number(different)]),
  };
}

async function brokerOnFullDisk(): Promise<object> {
  const { openKafkaLog } = await import('#runtime/log/kafka/index.ts');
  const broker = await startBroker();
  const settings = { brokers: broker.bootstrap, requestTimeoutMs: 4_000 };
  const log = await openKafkaLog(Value.Default(kafkaSettings, settings) as KafkaLogSettings);
  const outcome = await ingestOnFullDisk(log, false);
  await broker.stop();
  return { ...outcome, deaths: broker.books.deaths };
}

const ways = {
  log: async () => ingestOnFullDisk(await openEmbeddedLog({ dir: join(dir, 'log') }), true),
  store: storeOnFullDisk,
  kafka: brokerOnFullDisk,
};
const outcome = await ways[what as keyof typeof ways]();
process.stdout.write(`${JSON.stringify(outcome)}\n`, () => process.exit(0));
