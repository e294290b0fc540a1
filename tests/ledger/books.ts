/** Reads back what the platform wrote: the log, and the store of a stopped platform. */
import { createClient } from '@clickhouse/client';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import type { Alert, AlertTransition } from '#core/alert.ts';
import { type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { NumberFilter } from '#dashboard/server/tail.ts';
import { processorSettings } from '#processors/config.ts';
import { startProcessors } from '#processors/main.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { decodeObservation } from '#proto/codec/observation.ts';
import { decodeReading } from '#proto/codec/reading.ts';
import type { AppendRecord, EventLog, LogRecord } from '#runtime/log/event-log.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import { createLogger } from '#runtime/logger.ts';
import { startStore } from '#runtime/store/supervisor.ts';
import { platformSettings } from '#tools/platform/settings.ts';
import { topicOptions } from '#tools/platform/topics.ts';

const READ = { maxRecords: 10_000, maxBytes: 16_000_000, waitMs: 0 };

/** `<subject>/<event time>`: one fact of one vehicle. */
export type Fact = string;
export const factOf = (subjectKey: SubjectKey, eventTimeMs: number): Fact =>
  `${subjectKey}/${eventTimeMs}`;
export const vehicleKey = (secret: Uint8Array, vehicleId: string): SubjectKey =>
  subjectKeyOf(secret, 'vehicle', vehicleId);

export async function* records(
  log: EventLog,
  topic: string,
  partition: number,
): AsyncGenerator<LogRecord> {
  let { low: offset, high } = await log.ends(topic, partition);
  while (offset < high) {
    const batch = await log.read(topic, partition, offset, READ);
    yield* batch.records;
    offset = batch.nextOffset;
  }
}

async function* topic(log: EventLog, name: string): AsyncGenerator<LogRecord> {
  for (let partition = 0; partition < log.partitions(name); partition++)
    yield* records(log, name, partition);
}

/** Positions in reports.v1; a report sent twice may stand there twice. */
export async function loggedFacts(log: EventLog): Promise<Map<Fact, number>> {
  const facts = new Map<Fact, number>();
  for await (const record of topic(log, TOPICS.reports)) {
    const { subjectKey, body } = decodeReading(record.value);
    if (body.kind !== 'position' || body.position.fixTimeMs === null) continue;
    const fact = factOf(subjectKey, body.position.fixTimeMs);
    facts.set(fact, (facts.get(fact) ?? 0) + 1);
  }
  return facts;
}

/** Observations as every reader sees them: repeated numbers dropped. */
export async function observedFacts(log: EventLog): Promise<Map<Fact, number>> {
  const facts = new Map<Fact, number>();
  for (let partition = 0; partition < log.partitions(TOPICS.observations); partition++) {
    const numbers = new NumberFilter();
    for await (const record of records(log, TOPICS.observations, partition)) {
      const observation = decodeObservation(record.value);
      if (!numbers.isNew(observation)) continue;
      const fact = factOf(observation.subjectKey, observation.eventTimeMs);
      facts.set(fact, (facts.get(fact) ?? 0) + 1);
    }
  }
  return facts;
}

/** Alert transitions by task, in order, without their numbers. */
export async function transitions(
  log: EventLog,
): Promise<Map<string, { change: string; alert: Alert }[]>> {
  const byTask = new Map<string, { change: string; alert: Alert }[]>();
  for (let partition = 0; partition < log.partitions(TOPICS.alerts); partition++) {
    const numbers = new NumberFilter();
    for await (const record of records(log, TOPICS.alerts, partition)) {
      const transition: AlertTransition = decodeAlertTransition(record.value);
      if (!numbers.isNew(transition)) continue;
      const list = byTask.get(transition.task) ?? [];
      list.push({ change: transition.change, alert: transition.alert });
      byTask.set(transition.task, list);
    }
  }
  return byTask;
}

/** What one uninterrupted run of the processors makes of the same reports. */
export async function replayed(log: EventLog): Promise<EventLog> {
  const copy = openMemoryLog();
  const { log: logSettings } = Value.Default(platformSettings, {}) as {
    log: { partitions: number };
  };
  const options = topicOptions({
    ...logSettings,
    partitions: log.partitions(TOPICS.reports),
  } as never);
  for (const [name, option] of Object.entries(options))
    await copy.ensureTopic(name, { ...option, retentionMs: null, retentionBytes: null });
  for (let partition = 0; partition < log.partitions(TOPICS.reports); partition++) {
    let batch: AppendRecord[] = [];
    for await (const record of records(log, TOPICS.reports, partition)) {
      const { key, timeMs, value } = record;
      batch.push({ key, timeMs, value: value.slice() });
      if (batch.length === 5_000) {
        await copy.append(TOPICS.reports, partition, batch);
        batch = [];
      }
    }
    if (batch.length > 0) await copy.append(TOPICS.reports, partition, batch);
  }
  const processors = startProcessors({
    log: copy,
    store: new MemoryStateStore(),
    settings: Value.Default(processorSettings, {}) as never,
    logger: createLogger('replayed', 'error'),
    metrics: new Registry(),
  });
  let quiet = 0;
  while (quiet < 5) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    quiet = processors.lag() === 0 ? quiet + 1 : 0;
  }
  await processors.stop();
  return copy;
}

/** Rows of the store of a stopped platform. */
export async function storedBooks(
  dataDir: string,
): Promise<{ facts: Map<Fact, number>; alerts: Map<string, string> }> {
  const store = await startStore({
    dataDir,
    logger: createLogger('books', 'error'),
    metrics: new Registry(),
  });
  const client = createClient({
    url: store.url,
    username: store.username,
    password: store.password,
  });
  try {
    const positions = await client.query({
      query:
        'SELECT lower(hex(subject)), toUnixTimestamp64Milli(event_time), count() FROM dw.positions GROUP BY subject, event_time',
      format: 'JSONCompactEachRow',
    });
    const facts = new Map<Fact, number>();
    for (const [subject, time, count] of await positions.json<
      [string, string | number, string | number]
    >()) {
      facts.set(factOf(subject.padStart(16, '0') as SubjectKey, Number(time)), Number(count));
    }
    const rows = await client.query({
      query: 'SELECT alert_id, state FROM dw.alerts FINAL',
      format: 'JSONCompactEachRow',
    });
    const alerts = new Map<string, string>();
    for (const [alertId, state] of await rows.json<[string, string]>()) alerts.set(alertId, state);
    return { facts, alerts };
  } finally {
    await client.close();
    await store.stop();
  }
}
