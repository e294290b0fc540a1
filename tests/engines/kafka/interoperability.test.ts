/**
 * Others read our topics and we theirs: kafkajs' and @platformatic/kafka's own consumers and producers,
 * and kcat (librdkafka). Partitions agree, and records decode by the published schemas alone.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  Consumer,
  compatibilityPartitioner,
  Producer,
  stringSerializers,
} from '@platformatic/kafka';
import * as fc from 'fast-check';
import { Kafka as Kafkajs, logLevel, Partitioners } from 'kafkajs';
import protobuf from 'protobufjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reading as Reported } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { COMPRESSIONS, type Compression } from '#runtime/log/kafka/compression.ts';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { readAll } from '#tests/conformance/event-log.ts';
import * as arb from '#tests/proto/arbitraries.ts';
import { type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { kafkaSettingsOf } from './settings.ts';

const run = promisify(execFile);
const hasKcat = await run('kcat', ['-V']).then(
  () => true,
  () => false,
);
if (!hasKcat) console.log('skipped: kcat is not installed (Debian package kcat).');

const PARTITIONS = 4;
const KEPT = { partitions: PARTITIONS, retentionMs: null, retentionBytes: null, compacted: false };
const SCHEMA = fileURLToPath(new URL('../../../proto/reading/v1/reading.proto', import.meta.url));
const Reading = protobuf.loadSync(SCHEMA).lookupType('tizheng.reading.v1.Reading');

const anyReading: fc.Arbitrary<Reported> = fc.record({
  subjectKey: arb.key,
  deviceKey: arb.key,
  protocol: arb.protocol,
  receivedTimeMs: fc.integer({ min: 0, max: 4e12 }),
  serial: fc.nat(65_535),
  raw: fc.uint8Array({ maxLength: 300 }),
  body: fc.record({ kind: fc.constant('position' as const), position: arb.position }),
});

/** What a reader saw of a record. */
interface Seen {
  partition: number;
  offset: number;
  key: string;
  timeMs: number;
  value: Buffer;
}

describe.skipIf(!kafkaIsThere)('interoperability', () => {
  let kafka: Kafka;
  let log: EventLog;
  const readings = fc.sample(anyReading, { numRuns: 200, seed: 7 });
  const written: Seen[] = [];

  beforeAll(async () => {
    kafka = await startKafka();
    log = await openKafkaLog(kafkaSettingsOf({ brokers: kafka.bootstrap }));
    await log.ensureTopic(TOPICS.reports, KEPT);
    for (const reading of readings) {
      const { subjectKey: key, receivedTimeMs: timeMs } = reading;
      const value = Buffer.from(encodeReading(reading));
      const partition = partitionOf(key, PARTITIONS);
      const offset = await log.append(TOPICS.reports, partition, [{ key, timeMs, value }]);
      written.push({ partition, offset, key, timeMs, value });
    }
  });
  afterAll(async () => {
    await log?.close();
    await kafka?.stop();
  });

  const inOrder = (records: readonly Seen[]) =>
    records.toSorted((a, b) => a.partition - b.partition || a.offset - b.offset);

  test('kafkajs reads our records', async () => {
    const consumer = kafkajs(kafka).consumer({ groupId: 'other-1' });
    await consumer.connect();
    await consumer.subscribe({ topic: TOPICS.reports, fromBeginning: true });
    const seen: Seen[] = [];
    await new Promise<void>((resolve) => {
      void consumer.run({
        eachMessage: async ({ partition, message: { key, value, offset, timestamp } }) => {
          seen.push({
            partition,
            offset: Number(offset),
            key: key!.toString(),
            timeMs: Number(timestamp),
            value: value!,
          });
          if (seen.length === written.length) resolve();
        },
      });
    });
    await consumer.disconnect();
    expect(inOrder(seen)).toEqual(inOrder(written));
  });

  test('@platformatic/kafka reads our records, and the published schema alone decodes them', async () => {
    const consumer = new Consumer({
      clientId: 'other',
      groupId: 'other-2',
      bootstrapBrokers: kafka.bootstrap,
    });
    const stream = await consumer.consume({ topics: [TOPICS.reports], mode: 'earliest' });
    const seen: Seen[] = [];
    for await (const { partition, offset, key, value, timestamp } of stream) {
      seen.push({
        partition,
        offset: Number(offset),
        key: key!.toString(),
        timeMs: Number(timestamp),
        value: value!,
      });
      if (seen.length === written.length) break;
    }
    await stream.close();
    await consumer.close(true);
    expect(inOrder(seen)).toEqual(inOrder(written));
    const serials = Map.groupBy(readings, ({ subjectKey }) => subjectKey as string);
    for (const { key, timeMs, value } of seen) {
      const message = Reading.toObject(Reading.decode(value), {
        longs: String,
        defaults: true,
        oneofs: true,
      });
      expect(BigInt(message.subjectKey).toString(16).padStart(16, '0')).toBe(key);
      expect(message).toMatchObject({ receivedTimeMs: String(timeMs), body: 'position' });
      expect(serials.get(key)!.map(({ serial }) => serial)).toContain(message.serial);
    }
  });

  test.skipIf(!hasKcat)('kcat reads our records, in every compression', async () => {
    const listed = await kcat(kafka, ['-C', '-t', TOPICS.reports, '-e', '-f', '%p %o %k %T %S\n']);
    const expected = inOrder(written).map(
      ({ partition, offset, key, timeMs, value }) =>
        `${partition} ${offset} ${key} ${timeMs} ${value.length}`,
    );
    expect(listed.trim().split('\n').sort()).toEqual(expected.sort());
    for (const compression of COMPRESSIONS) {
      const packed = await openKafkaLog(
        kafkaSettingsOf({ brokers: kafka.bootstrap, compression: compression as Compression }),
      );
      const topic = `${compression}.v1`;
      await packed.ensureTopic(topic, { ...KEPT, partitions: 1 });
      const lines = Array.from({ length: 300 }, (_, i) => `line ${i} of a text that repeats`);
      const records = lines.map((line) => ({ key: 'k', timeMs: 1, value: Buffer.from(line) }));
      await packed.append(topic, 0, records);
      await packed.close();
      expect((await kcat(kafka, ['-C', '-t', topic, '-e'])).trim().split('\n')).toEqual(lines);
    }
  });

  const keys = Array.from({ length: 100 }, (_, i) =>
    (i * 7_919).toString(16).padStart(i % 17, 'x'),
  );
  const byPartition = async (topic: string) => {
    const found = new Map<string, number>();
    for (let partition = 0; partition < PARTITIONS; partition++)
      for (const { key, value } of await readAll(log, topic, partition)) {
        expect(Buffer.from(value).toString()).toBe(`value of ${key}`);
        found.set(key, partition);
      }
    return found;
  };
  const expectSamePartitions = async (topic: string) => {
    const expected = keys.map((key) => [key, partitionOf(key, PARTITIONS)] as const);
    expect(await byPartition(topic)).toEqual(new Map(expected));
  };

  test('kafkajs puts a key where we do, and we read it', async () => {
    await log.ensureTopic('kafkajs.v1', KEPT);
    const producer = kafkajs(kafka).producer({
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    const messages = keys.map((key) => ({ key, value: `value of ${key}`, headers: { a: 'b' } }));
    await producer.send({ topic: 'kafkajs.v1', messages, compression: 1 });
    await producer.disconnect();
    await expectSamePartitions('kafkajs.v1');
  });

  test('@platformatic/kafka puts a key where we do, and we read it', async () => {
    await log.ensureTopic('platformatic.v1', KEPT);
    const producer = new Producer({
      clientId: 'other',
      bootstrapBrokers: kafka.bootstrap,
      serializers: stringSerializers,
      partitioner: compatibilityPartitioner,
    });
    const messages = keys.map((key) => ({
      topic: 'platformatic.v1',
      key,
      value: `value of ${key}`,
    }));
    await producer.send({ messages, compression: 'lz4' });
    await producer.close();
    await expectSamePartitions('platformatic.v1');
  });

  test.skipIf(!hasKcat)('librdkafka puts a key where we do, and we read it', async () => {
    await log.ensureTopic('kcat.v1', KEPT);
    const child = spawn('kcat', [
      ...['-b', kafka.bootstrap[0]!, '-P', '-t', 'kcat.v1', '-K', '|', '-z', 'snappy'],
      ...['-X', 'topic.partitioner=murmur2_random'],
    ]);
    child.stdin.end(keys.map((key) => `${key}|value of ${key}\n`).join(''));
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    const found = await byPartition('kcat.v1');
    for (const [key, partition] of found)
      if (key !== '') expect(partition, key).toBe(partitionOf(key, PARTITIONS));
    expect(found.size).toBe(keys.length);
  });
});

const kafkajs = ({ bootstrap }: Kafka) =>
  new Kafkajs({ clientId: 'other', brokers: bootstrap, logLevel: logLevel.NOTHING });

async function kcat({ bootstrap }: Kafka, args: readonly string[]): Promise<string> {
  const { stdout } = await run('kcat', ['-b', bootstrap[0]!, '-q', ...args]);
  return stdout;
}
