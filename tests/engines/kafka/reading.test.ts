/** Readers that share brokers and partitions: none waits for another, none misses what is there. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EventLog } from '#runtime/log/event-log.ts';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { readAll } from '#tests/conformance/event-log.ts';
import { type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { kafkaSettingsOf } from './settings.ts';

const TOPIC = 't.v1';
const PARTITIONS = 12;
const KEPT = { partitions: PARTITIONS, retentionMs: null, retentionBytes: null, compacted: false };
const WAIT = { maxRecords: 1_000, maxBytes: 1_000_000, waitMs: 20_000 };
const record = (text: string) => ({ key: 'k', timeMs: 1, value: Buffer.from(text) });
const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);

describe.skipIf(!kafkaIsThere)('reading from a broker', () => {
  let kafka: Kafka;
  let log: EventLog;
  let other: EventLog;
  let metrics: Registry;
  beforeAll(async () => {
    kafka = await startKafka();
  });
  afterAll(async () => {
    await log?.close();
    await other?.close();
    await kafka?.stop();
  });
  beforeEach(async () => {
    await log?.close();
    await other?.close();
    const settings = kafkaSettingsOf({ brokers: kafka.bootstrap, topicPrefix: `${randomUUID()}.` });
    metrics = new Registry();
    log = await openKafkaLog(settings, metrics);
    await log.ensureTopic(TOPIC, KEPT);
    other = await openKafkaLog(settings);
  });
  const counted = async (name: string): Promise<number> => {
    const { values } = await metrics.getSingleMetric(name)!.get();
    return values.reduce((sum, { value }) => sum + value, 0);
  };

  test('many readers of one partition, each from where it likes', async () => {
    const texts = Array.from({ length: 3_000 }, (_, i) => `record ${i} ${'x'.repeat(500)}`);
    for (let at = 0; at < texts.length; at += 100)
      await log.append(TOPIC, 0, texts.slice(at, at + 100).map(record));
    const bounds = { maxRecords: 70, maxBytes: 50_000 };
    const froms = Array.from({ length: 20 }, (_, i) => i * 150);
    const reads = await Promise.all(froms.map((from) => readAll(other, TOPIC, 0, from, bounds)));
    for (const [index, records] of reads.entries()) {
      const seen = records.map(({ value }) => Buffer.from(value).toString());
      expect(seen).toEqual(texts.slice(froms[index]));
    }
    expect(await readAll(other, TOPIC, 0, 2_999)).toHaveLength(1);
    expect(await readAll(other, TOPIC, 0, 0, { maxRecords: 1, maxBytes: 1 })).toHaveLength(3_000);
  });

  test('batches larger than a partition’s share of an answer come through beside others', async () => {
    const sizes = [5_000_000, 30, 9_000_000, 2_500_000];
    await Promise.all(
      sizes.flatMap((size, partition) =>
        Array.from({ length: 3 }, (_, i) =>
          log.append(TOPIC, partition, [{ ...record(''), value: Buffer.alloc(size, i) }]),
        ),
      ),
    );
    const read = await Promise.all(sizes.map((_, partition) => readAll(other, TOPIC, partition)));
    expect(read.map((records) => records.map(({ value }) => value.length))).toEqual(
      sizes.map((size) => [size, size, size]),
    );
    expect(read[2]!.map(({ value }) => value[8_999_999])).toEqual([0, 1, 2]);
  });

  test('a record is seen while every other partition waits for its own, in few requests', async () => {
    const waiting = partitions.map((partition) => log.read(TOPIC, partition, 0, WAIT));
    await sleep(1_200);
    // A read that wants no wait is answered beside those that do.
    expect((await log.read(TOPIC, 3, 0, { ...WAIT, waitMs: 0 })).records).toEqual([]);
    for (const partition of partitions) {
      await other.append(TOPIC, partition, [record(`to ${partition}`)]);
      const appendedAt = performance.now();
      const { records } = await waiting[partition]!;
      expect(records.map(({ value }) => Buffer.from(value).toString())).toEqual([
        `to ${partition}`,
      ]);
      // Far below the 20 s that the others go on waiting.
      expect(performance.now() - appendedAt).toBeLessThan(5_000);
    }
    // Twelve partitions waited 1.2 s and more; one by one that would be some hundred fetches.
    const { values } = await metrics.getSingleMetric('tizheng_kafka_request_seconds')!.get();
    const fetches = values.find(
      (value) =>
        (value as { metricName?: string }).metricName === 'tizheng_kafka_request_seconds_count' &&
        value.labels.request === 'Fetch',
    )!.value;
    expect(fetches).toBeGreaterThan(2);
    expect(fetches).toBeLessThan(60);
  });

  test('what is read, written and waits is counted', async () => {
    await log.append(TOPIC, 0, [record('one'), record('two')]);
    expect(await readAll(log, TOPIC, 0)).toHaveLength(2);
    expect(await counted('tizheng_kafka_produced_records_total')).toBe(2);
    expect(await counted('tizheng_kafka_fetched_records_total')).toBe(2);
    const bytes = await counted('tizheng_kafka_produced_bytes_total');
    expect(bytes).toBeGreaterThan(70);
    expect(await counted('tizheng_kafka_fetched_bytes_total')).toBe(bytes);
    expect(await counted('tizheng_kafka_pending_bytes')).toBe(0);
    expect(await counted('tizheng_kafka_read_buffer_bytes')).toBe(0);
    expect(await counted('tizheng_kafka_requests_in_flight')).toBe(0);
  });
});
