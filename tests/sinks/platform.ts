/** The real log, the real store in its process and the real client, for the tests of sinks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import pino from 'pino';
import { Value } from 'typebox/value';
import type { SubjectKey } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeObservation, type NumberedObservation } from '#proto/codec/observation.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Store } from '#runtime/store/supervisor.ts';
import { type SinkSettings, sinkSettings } from '#sinks/config.ts';
import { startTestStore } from '#tests/test-store.ts';

export const PARTITIONS = 2;
export const EPOCH_MS = Date.UTC(2026, 10, 21, 4);
export const silent = pino({ level: 'silent' });

export interface TestPlatform {
  log: EventLog;
  store: Store;
  client: ClickHouseClient;
  rows<T>(query: string): Promise<T[]>;
  close(): Promise<void>;
}

/** @param given an empty log that is closed with the platform; undefined = an embedded one */
export async function startTestPlatform(given?: EventLog): Promise<TestPlatform> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-sink-'));
  const log = await openTestLog(join(dir, 'log'), given);
  const store = await startTestStore(join(dir, 'store'));
  const { url, username, password } = store;
  const client = createClient({ url, username, password, log: { level: ClickHouseLogLevel.OFF } });
  return {
    log,
    store,
    client,
    async rows<T>(query: string) {
      return (await client.query({ query, format: 'JSONEachRow' })).json<T>();
    },
    async close() {
      await client.close();
      await log.close();
      await store.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export async function openTestLog(dir: string, given?: EventLog): Promise<EventLog> {
  const log = given ?? (await openEmbeddedLog({ dir }));
  for (const topic of Object.values(TOPICS)) {
    await log.ensureTopic(topic, {
      partitions: PARTITIONS,
      retentionMs: null,
      retentionBytes: null,
      compacted: false,
    });
  }
  return log;
}

export function settingsWith(clickhouse: Partial<SinkSettings['clickhouse']>): SinkSettings {
  const settings = Value.Default(sinkSettings, {}) as SinkSettings;
  return { ...settings, clickhouse: { ...settings.clickhouse, flushMs: 20, ...clickhouse } };
}

/** What a sink is given besides; the ClickHouse sink keeps no files. */
export const NO_FILES = { dataDir: '/nonexistent', pseudonymKey: new Uint8Array(32) };

const KEYS = Array.from(
  { length: 50 },
  (_, i) => (0xfedcba9876543210n + BigInt(i) * 977n).toString(16) as SubjectKey,
);

export function observationAt(partition: number, number: number): NumberedObservation {
  return {
    subjectKey: KEYS[number % KEYS.length]!,
    deviceKey: KEYS[(number + 7) % KEYS.length]!,
    protocol: 'jt808_2019',
    eventTimeMs: EPOCH_MS + number * 50,
    receivedTimeMs: EPOCH_MS + number * 50 + 321,
    latitudeDeg: 23 + (number % 1000) / 1e6,
    longitudeDeg: 113 + (number % 777) / 1e6,
    altitudeM: number % 90,
    speedKmh: (number % 1200) / 10,
    courseDeg: number % 360,
    mileageKm: number / 10,
    alarmFlag: 0,
    statusFlag: 3,
    videoAlarmFlag: 0,
    alarmItems: null,
    flags: 0,
    driverKey: null,
    inputPartition: partition,
    inputOffset: number,
    task: `vehicle-${partition}`,
    epoch: 1,
    number,
  };
}

/** Appends observations number `from`… of a partition's writer. */
export async function appendObservations(
  log: EventLog,
  partition: number,
  from: number,
  count: number,
  change: Partial<NumberedObservation> = {},
): Promise<void> {
  const records = Array.from({ length: count }, (_, i) => {
    const o = { ...observationAt(partition, from + i), ...change };
    return { key: o.subjectKey, timeMs: o.eventTimeMs, value: encodeObservation(o) };
  });
  await log.append(TOPICS.observations, partition, records);
}

export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`In a minute it did not come to pass that ${what}.`);
    await sleep(25);
  }
}

/** True when the sink has confirmed everything of the topic. */
export async function caughtUp(log: EventLog, topic: string): Promise<boolean> {
  for (let p = 0; p < PARTITIONS; p++) {
    const { high } = await log.ends(topic, p);
    if (((await log.committed('sink-clickhouse', topic, p)) ?? 0) < high) return false;
  }
  return true;
}

/** What the store holds of the numbered observations: rows, different ones, lowest and highest number per partition. */
export const LEDGER = `
  SELECT input_partition AS partition, count() AS rows, uniqExact(input_offset) AS different,
    min(input_offset) AS lowest, max(input_offset) AS highest
  FROM dw.positions GROUP BY partition ORDER BY partition`;

export function ledgerOf(counts: number[]) {
  return counts.map((count, partition) => ({
    partition,
    rows: String(count),
    different: String(count),
    lowest: '0',
    highest: String(count - 1),
  }));
}
