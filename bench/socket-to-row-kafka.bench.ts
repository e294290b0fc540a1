/**
 * Socket to queryable row over a real Kafka broker: the platform of `socket-to-row`, all roles in one process, its log on
 * a broker beside it and the ClickHouse engine behind its front; broker, platform, store and generator share the cores.
 *
 *   node bench/socket-to-row-kafka.bench.ts                 options as for socket-to-row
 *
 * How it can mislead: as socket-to-row does; one broker, one copy, loopback. The broker's CPU is counted, its compiler's
 * too: a Java process that has run for a minute needs less than one that was just started. `skipped` without Java 17 or Kafka's jars.
 */
import { Value } from 'typebox/value';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { type KafkaLogSettings, kafkaSettings } from '#runtime/log/kafka/settings.ts';
import { kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { givenOptions, socketToRow } from './socket-to-row.ts';

if (!kafkaIsThere) process.exit(0);
const broker = await startKafka({ heapMegabytes: 512 });
try {
  const kafka = Value.Default(kafkaSettings, { brokers: broker.bootstrap }) as KafkaLogSettings;
  await socketToRow(
    {
      file: 'socket-to-row-kafka',
      name: 'socket to queryable row on Kafka, all rules',
      floor: 30_000,
      goal: 100_000,
      log: { engine: 'kafka', kafka },
      beside: broker.brokers.map(({ pid }) => ({ name: 'broker', pid: pid! })),
      open: () => openKafkaLog(kafka),
    },
    givenOptions(),
  );
} finally {
  await broker.stop();
}
