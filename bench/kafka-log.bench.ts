/**
 * The log on a real Kafka broker: appends and reads per second and per CPU second of this process, by
 * either client library under our log, and by each library's own producer and consumer.
 *
 *   node bench/kafka-log.bench.ts      about 2 min; a table and bench/results/kafka-log.json
 *
 * How it can mislead: broker and bench share the machine, so wall figures are of both; CPU figures are
 * of this process alone. One broker, one copy, loopback. `skipped` without Java 17 or Kafka's jars.
 */
import { Admin, Consumer, Producer } from '@platformatic/kafka';
import { Kafka as Kafkajs, logLevel } from 'kafkajs';
import { Value } from 'typebox/value';
import type { SubjectKey } from '#core/identity.ts';
import type { PositionFix } from '#core/report.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';
import { COMPRESSIONS, type Compression } from '#runtime/log/kafka/compression.ts';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { CLIENTS, type KafkaLogSettings, kafkaSettings } from '#runtime/log/kafka/settings.ts';
import { kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { type BenchResult, measure, seededRandom, writeResults } from './harness.ts';

const SEED = 20_261_121;
const PARTITIONS = 4;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const RECORDS = Number(process.env.BENCH_RECORDS ?? 60_000);
const OPTIONS = { rounds: ROUNDS, unit: 'records' };
const KEPT = { partitions: PARTITIONS, retentionMs: null, retentionBytes: 4e9, compacted: false };

const POSITION: PositionFix = {
  fixTimeMs: 1_790_000_000_000,
  latitudeDeg: 23.1291234,
  longitudeDeg: 113.2643215,
  altitudeM: 12,
  speedKmh: 63.4,
  courseDeg: 271,
  recorderSpeedKmh: 62.9,
  mileageKm: 182_931.4,
  satellites: 17,
  alarmFlag: 0,
  statusFlag: 3,
  videoAlarmFlag: null,
  alarmItems: null,
  backlog: false,
  driverKey: null,
};

if (!kafkaIsThere) process.exit(0);
const random = seededRandom(SEED);
const small = records(() => Buffer.from(Array.from({ length: 150 }, () => random() * 256)));
const reports = records(reportBytes);
const results: BenchResult[] = [];
const kafka = await startKafka({ heapMegabytes: 512 });
try {
  const [broker] = kafka.bootstrap as [string];
  for (const client of CLIENTS) await benchLog(client, {});
  for (const compression of COMPRESSIONS.slice(1)) await benchCompression(compression);
  await benchKafkajs(broker);
  await benchPlatformatic(broker);
  const reportSize = Math.round(reports.reduce((sum, { value }) => sum + value.length, 0) / 1_000);
  writeResults('kafka-log', results, {
    seed: SEED,
    notes: `one broker on the same cores, ${PARTITIONS} partitions, report = ${reportSize} bytes; unit of every line: one record`,
  });
} finally {
  await kafka.stop();
}

/** A thousand records with the keys of as many subjects. */
function records(value: (index: number) => Uint8Array): AppendRecord[] {
  return Array.from({ length: 1_000 }, (_, i) => ({
    key: i.toString(16).padStart(16, '0'),
    timeMs: 1_790_000_000_000 + i,
    value: value(i),
  }));
}

/** A position report as ingest appends it, with the bytes of its frame. */
function reportBytes(index: number): Uint8Array {
  return encodeReading({
    subjectKey: index.toString(16).padStart(16, '0') as SubjectKey,
    deviceKey: index.toString(16).padStart(16, 'f') as SubjectKey,
    protocol: 'jt808_2019',
    receivedTimeMs: 1_790_000_000_000 + index,
    serial: index,
    raw: Buffer.from(Array.from({ length: 90 }, () => random() * 256)),
    body: { kind: 'position', position: POSITION },
  });
}

async function openLog(settings: Partial<KafkaLogSettings>): Promise<EventLog> {
  const given = { brokers: kafka.bootstrap, ...settings };
  return openKafkaLog(Value.Default(kafkaSettings, given) as KafkaLogSettings);
}

async function benchLog(client: (typeof CLIENTS)[number], settings: Partial<KafkaLogSettings>) {
  const log = await openLog({ client, topicPrefix: `${client}.`, ...settings });
  for (const [name, list] of [
    ['150 bytes', small],
    ['reports', reports],
  ] as const) {
    const topic = `${name.replace(' ', '-')}.v1`;
    await log.ensureTopic(topic, KEPT);
    // As ingest appends what one socket brought, and as processors append what one batch made.
    for (const [callers, perCall] of [
      [256, 5],
      [8, 500],
    ] as const) {
      const what = `${client}: append ${name}, ${callers} callers × ${perCall}`;
      const append = () => appendAll(log, topic, list, callers, perCall);
      results.push(await measure(what, append, OPTIONS));
    }
    results.push(await measure(`${client}: read ${name}`, () => readAll(log, topic), OPTIONS));
  }
  await log.close();
}

async function benchCompression(compression: Compression): Promise<void> {
  const log = await openLog({ compression, topicPrefix: `${compression}.` });
  await log.ensureTopic('reports.v1', KEPT);
  const append = () => appendAll(log, 'reports.v1', reports, 8, 500);
  results.push(await measure(`${compression}: append reports, 8 callers × 500`, append, OPTIONS));
  const read = () => readAll(log, 'reports.v1');
  results.push(await measure(`${compression}: read reports`, read, OPTIONS));
  await log.close();
}

async function appendAll(
  log: EventLog,
  topic: string,
  list: readonly AppendRecord[],
  callers: number,
  perCall: number,
): Promise<number> {
  const batch = Array.from({ length: perCall }, (_, i) => list[i % list.length]!);
  let left = RECORDS;
  const caller = async (_: unknown, index: number) => {
    while (left > 0) {
      left -= perCall;
      await log.append(topic, index % PARTITIONS, batch);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return RECORDS - left;
}

/** The first records of every partition, as the processors read them; values are touched. */
async function readAll(log: EventLog, topic: string): Promise<number> {
  const bound = { maxRecords: 4_000, maxBytes: 4_000_000, waitMs: 250 };
  const counts = await Promise.all(
    Array.from({ length: PARTITIONS }, async (_, partition) => {
      let count = 0;
      let bytes = 0;
      for (let next = 0; count < RECORDS / PARTITIONS; ) {
        const batch = await log.read(topic, partition, next, bound);
        for (const { value } of batch.records) bytes += value.length;
        count += batch.records.length;
        next = batch.nextOffset;
      }
      return bytes > 0 ? count : 0;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** kafkajs as its documentation has it: batches of 500 to an explicit partition, `eachBatch`. */
async function benchKafkajs(broker: string): Promise<void> {
  const client = new Kafkajs({ brokers: [broker], logLevel: logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  const topic = 'raw-kafkajs';
  await admin.createTopics({
    topics: [{ topic, numPartitions: PARTITIONS }],
    waitForLeaders: true,
  });
  await admin.disconnect();
  const producer = client.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const messages = (partition: number) =>
    Array.from({ length: 500 }, (_, i) => {
      const { key, value, timeMs } = reports[i]!;
      return { key, value: Buffer.from(value), timestamp: String(timeMs), partition };
    });
  const append = async () => {
    let left = RECORDS;
    const caller = async (_: unknown, partition: number) => {
      while (left > 0) {
        left -= 500;
        await producer.send({ topic, acks: -1, messages: messages(partition) });
      }
    };
    await Promise.all(Array.from({ length: PARTITIONS }, caller));
    return RECORDS - left;
  };
  results.push(await measure('kafkajs’ own producer: reports, 4 × 500', append, OPTIONS));
  await producer.disconnect();
  let round = 0;
  const read = async () => {
    const consumer = client.consumer({ groupId: `g${round++}`, maxWaitTimeInMs: 250 });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    let count = 0;
    await new Promise<void>((resolve) => {
      void consumer.run({
        autoCommit: false,
        partitionsConsumedConcurrently: PARTITIONS,
        eachBatch: async ({ batch }) => {
          count += batch.messages.length;
          if (count >= RECORDS) resolve();
        },
      });
    });
    await consumer.disconnect();
    return count;
  };
  results.push(await measure('kafkajs’ own consumer: reports', read, OPTIONS));
}

/** @platformatic/kafka as its documentation has it: `send` of 500 to an explicit partition, a stream. */
async function benchPlatformatic(broker: string): Promise<void> {
  const base = { clientId: 'bench', bootstrapBrokers: [broker] };
  const topic = 'raw-platformatic';
  const admin = new Admin(base);
  await admin.createTopics({ topics: [topic], partitions: PARTITIONS, replicas: 1 });
  await admin.close();
  const producer = new Producer({ ...base, acks: -1 } as ConstructorParameters<typeof Producer>[0]);
  const append = async () => {
    let left = RECORDS;
    const caller = async (_: unknown, partition: number) => {
      while (left > 0) {
        left -= 500;
        const messages = Array.from({ length: 500 }, (_, i) => {
          const { key, value, timeMs } = reports[i]!;
          return {
            topic,
            partition,
            key: Buffer.from(key),
            value: Buffer.from(value),
            timestamp: BigInt(timeMs),
          };
        });
        await producer.send({ messages, acks: -1 });
      }
    };
    await Promise.all(Array.from({ length: PARTITIONS }, caller));
    return RECORDS - left;
  };
  results.push(await measure('platformatic’s own producer: reports, 4 × 500', append, OPTIONS));
  await producer.close();
  let round = 0;
  const read = async () => {
    const consumer = new Consumer({ ...base, groupId: `p${round++}` });
    const stream = await consumer.consume({
      topics: [topic],
      mode: 'earliest',
      autocommit: false,
      maxWaitTime: 250,
    } as Parameters<typeof consumer.consume>[0]);
    let count = 0;
    for await (const _ of stream) if (++count >= RECORDS) break;
    await stream.close();
    await consumer.close(true);
    return count;
  };
  results.push(await measure('platformatic’s own consumer: reports', read, OPTIONS));
}
