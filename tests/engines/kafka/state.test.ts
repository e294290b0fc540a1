/**
 * Goal (R23): a snapshot on a real broker is whole or not there. Method: as tests/processors/state, in
 * a topic that Kafka keeps. KAFKA_STATE_CRASHES for more.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { sizeOf } from '#tests/faults/size.ts';
import { crashInSnapshots, makeStateTopic } from '#tests/processors/state/crashes.ts';
import { type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { randomOf } from '#tests/simulation/random.ts';
import { kafkaSettingsOf } from './settings.ts';

const CRASHES = sizeOf('KAFKA_STATE_CRASHES', { small: 50, full: 50 });

describe.skipIf(!kafkaIsThere)('state on a real broker', () => {
  let kafka: Kafka;
  beforeAll(async () => {
    kafka = await startKafka();
  });
  afterAll(async () => {
    await kafka?.stop();
  });

  test(`R23: ${CRASHES} crashes in the middle of a snapshot: the last whole one is used`, {
    timeout: 60_000 + CRASHES * 4_000,
  }, async () => {
    let topicPrefix = '';
    const tally = await crashInSnapshots({
      crashes: CRASHES,
      random: randomOf(23),
      open: async (isFresh) => {
        if (isFresh) topicPrefix = `${randomUUID()}.`;
        const log = await openKafkaLog(kafkaSettingsOf({ brokers: kafka.bootstrap, topicPrefix }));
        if (isFresh) await makeStateTopic(log);
        return log;
      },
    });
    expect([...tally.slots].sort()).toEqual(['a', 'b']);
    expect(tally.inBase).toBeGreaterThan(CRASHES / 20);
    expect(tally.inDelta).toBeGreaterThan(CRASHES / 20);
  });
});
