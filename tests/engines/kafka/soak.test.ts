/**
 * Goal (R22 over a broker): the platform on Kafka runs on and on: descriptors flat, lag bounded, no leak.
 * Method: as on the embedded log. SOAK_SECONDS=28800 for the night, SOAK_RATE.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { sizeOf } from '#tests/faults/size.ts';
import { soak } from '#tests/faults/soak.ts';
import { type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';

const SECONDS = sizeOf('SOAK_SECONDS', { small: 60, full: 60 });
const RATE = sizeOf('SOAK_RATE', { small: 2_000, full: 2_000 });

describe.skipIf(!kafkaIsThere)('soak on a real broker', () => {
  let kafka: Kafka;
  beforeAll(async () => {
    kafka = await startKafka({ heapMegabytes: 512 });
  });
  afterAll(async () => {
    await kafka?.stop();
  });

  test(`R22: ${SECONDS} s at ${RATE} reports/s`, { timeout: 180_000 + SECONDS * 2_000 }, () =>
    soak(
      // Its minute lies before the heaps of its threads are full-grown: 850 MiB after a minute, 950 after three.
      { seconds: SECONDS, rate: RATE, growthMiBMax: 250 },
      {
        engine: 'kafka',
        partitions: 4,
        kafka: { brokers: kafka.bootstrap, topicPrefix: `${randomUUID()}.` },
      },
    ),
  );
});
