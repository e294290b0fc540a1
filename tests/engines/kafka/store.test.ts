/**
 * Goal (R6, R7 over a broker): a store that is killed in the middle of inserts, or away for half a
 * minute, costs rows nothing but time when the sink reads from Kafka. Method: as on the embedded log.
 * KAFKA_STORE_KILLS, FAULT_STORE_DOWN_S and FAULT_STORE_DOWN_RATE for more.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { kafkaAt } from '#tests/faults/log-place.ts';
import { sizeOf } from '#tests/faults/size.ts';
import { storeAway } from '#tests/faults/store-away.ts';
import { type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { startTestPlatform } from '#tests/sinks/platform.ts';
import { storeKilledInInserts } from '#tests/sinks/store-kills.ts';
import { storeIsAServer } from '#tests/test-store.ts';

const KILLS = sizeOf('KAFKA_STORE_KILLS', { small: 10, full: 10 });
const DOWN_S = sizeOf('FAULT_STORE_DOWN_S', { small: 30, full: 30 });
const RATE = sizeOf('FAULT_STORE_DOWN_RATE', { small: 10_000, full: 10_000 });

describe.skipIf(!kafkaIsThere)('the store behind a real broker', () => {
  let kafka: Kafka;
  const place = () => kafkaAt(kafka.bootstrap, `${randomUUID()}.`);
  beforeAll(async () => {
    kafka = await startKafka({ heapMegabytes: 512 });
  });
  afterAll(async () => {
    await kafka?.stop();
  });

  test.skipIf(storeIsAServer)(
    `R6: ${KILLS} kills of the store during inserts: 0 lost, 0 doubled`,
    { timeout: 60_000 + KILLS * 10_000 },
    async () => {
      const platform = await startTestPlatform(await openKafkaLog(place().log.kafka));
      try {
        const written = await storeKilledInInserts(platform, KILLS);
        console.log(`R6 kafka: ${KILLS} kills, ${written.join(' + ')} observations, each once.`);
      } finally {
        await platform.close();
      }
    },
  );

  test(
    `R7: the store is away for ${DOWN_S} s at ${RATE} reports/s`,
    {
      timeout: 120_000 + DOWN_S * 3_000,
    },
    () => storeAway(place, { downS: DOWN_S, rate: RATE }),
  );
});
