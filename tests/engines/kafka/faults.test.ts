/**
 * Brokers are killed, frozen and taken away under load: nothing acknowledged is lost, nothing is out
 * of order or doubled, and work goes on within ten seconds of their return.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { EventLog } from '#runtime/log/event-log.ts';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { CLIENTS, type KafkaLogSettings } from '#runtime/log/kafka/settings.ts';
import { type Kafka, type KafkaOptions, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { type Books, startReaders, startWriters } from './load.ts';
import { kafkaSettingsOf } from './settings.ts';

/** Deaths per test; `KAFKA_KILLS` for more. */
const KILLS = Number(process.env.KAFKA_KILLS ?? 3);
const TOPIC = 't.v1';
const PARTITIONS = 4;
const RESUME_MS_MAX = 10_000;

let kafka: Kafka | null = null;
let handles: EventLog[] = [];
afterEach(async () => {
  for (const handle of handles) await handle.close();
  handles = [];
  await kafka?.stop();
  kafka = null;
});

async function begin(options: KafkaOptions, settings: Partial<KafkaLogSettings>) {
  kafka = await startKafka(options);
  const all = kafkaSettingsOf({ brokers: kafka.bootstrap, requestTimeoutMs: 4_000, ...settings });
  const [writing, reading] = [await openKafkaLog(all), await openKafkaLog(all)];
  handles = [writing, reading];
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  await writing.ensureTopic(TOPIC, { partitions: PARTITIONS, ...kept });
  await reading.ensureTopic(TOPIC, { partitions: PARTITIONS, ...kept });
  const writers = startWriters(writing, TOPIC, PARTITIONS);
  const readers = startReaders(reading, TOPIC, PARTITIONS);
  await progress(writers.books);
  return { kafka, writers, readers };
}

/** Waits until every partition acknowledges again; how long it took, ms. */
async function progress(books: Books): Promise<number> {
  const startedAt = performance.now();
  const before = [...books.acknowledged];
  while (books.acknowledged.some((count, partition) => count <= before[partition]!)) {
    if (performance.now() - startedAt > 60_000)
      throw new Error(`No progress: ${before} → ${books.acknowledged}.`);
    await sleep(20);
  }
  return performance.now() - startedAt;
}

async function checkBooks(
  { writers, readers }: Awaited<ReturnType<typeof begin>>,
  resumedMs: readonly number[],
): Promise<void> {
  const books = await writers.stop();
  await readers.stop();
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const seen = readers.seen[partition]!;
    const offsets = readers.offsets[partition]!;
    expect(books.acknowledged[partition]).toBeGreaterThan(100);
    expect(firstGap(offsets)).toBeNull();
    expect(firstGap(seen)).toBeNull();
    expect(seen.length).toBeGreaterThanOrEqual(books.acknowledged[partition]!);
    for (const [number, offset] of books.offsets[partition]!) expect(offset).toBe(number);
  }
  const acknowledged = books.acknowledged.reduce((sum, count) => sum + count, 0);
  const worst = (Math.max(...resumedMs) / 1_000).toFixed(1);
  console.log(
    `R9: ${acknowledged} records acknowledged, each at its offset once; all partitions go on ${worst} s at worst of ${resumedMs.length} after the brokers' return.`,
  );
  // No append was given up: each was repeated until it was acknowledged.
  expect(books.repeats).toBe(0);
}

/** Where the list is not 0, 1, 2, …: what stands there with its neighbours. */
function firstGap(list: readonly number[]): { at: number; around: readonly number[] } | null {
  const at = list.findIndex((value, index) => value !== index);
  return at < 0 ? null : { at, around: list.slice(Math.max(0, at - 3), at + 5) };
}

describe.skipIf(!kafkaIsThere)('brokers die', () => {
  test.each(CLIENTS)(
    `R9: one broker, with %s, killed ${KILLS} times`,
    {
      timeout: 120_000 + KILLS * 30_000,
    },
    async (client) => {
      const run = await begin({}, { client });
      const resumedMs: number[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        await sleep(300 + Math.random() * 700);
        await run.kafka.brokers[0]!.kill();
        await sleep(kill === 0 ? 5_000 : 0);
        await run.kafka.brokers[0]!.start();
        resumedMs.push(await progress(run.writers.books));
      }
      await checkBooks(run, resumedMs);
      expect(Math.max(...resumedMs)).toBeLessThan(RESUME_MS_MAX);
    },
  );

  test(`R9: three brokers: leaders killed ${KILLS} times and frozen in turn, then all gone`, {
    timeout: 240_000 + KILLS * 40_000,
  }, async () => {
    const copies = { replicationFactor: 3, minInsyncReplicas: 2 };
    const run = await begin({ brokers: 3 }, copies);
    const resumedMs: number[] = [];
    const { brokers } = run.kafka;
    for (let kill = 0; kill < KILLS; kill++) {
      const broker = brokers[kill % 3]!;
      await broker.kill();
      // Two of three copies are enough: work goes on without it.
      await progress(run.writers.books);
      await broker.start();
      resumedMs.push(await progress(run.writers.books));
    }
    // Frozen beyond its session: a leader that does not know it no longer leads.
    brokers[KILLS % 3]!.pause();
    await progress(run.writers.books);
    await sleep(2_000);
    brokers[KILLS % 3]!.resume();
    await progress(run.writers.books);

    await Promise.all(brokers.map((broker) => broker.kill()));
    await sleep(5_000);
    await Promise.all(brokers.map((broker) => broker.start()));
    resumedMs.push(await progress(run.writers.books));
    await checkBooks(run, resumedMs);
    expect(Math.max(...resumedMs)).toBeLessThan(RESUME_MS_MAX);
  });
});
