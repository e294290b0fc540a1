/** The log on real brokers keeps to what every engine of the log promises, whichever library holds the connections. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { CLIENTS } from '#runtime/log/kafka/settings.ts';
import { describeEventLog } from '#tests/conformance/event-log.ts';
import { type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { kafkaSettingsOf } from './settings.ts';

describe.skipIf(!kafkaIsThere)('on a real broker', () => {
  let kafka: Kafka;
  beforeAll(async () => {
    kafka = await startKafka();
  });
  afterAll(async () => {
    await kafka?.stop();
  });

  for (const client of CLIENTS) {
    describeEventLog(
      `kafka by ${client}`,
      async () => {
        // Topics of its own for every test.
        const topicPrefix = `${randomUUID()}.`;
        const settings = kafkaSettingsOf({ brokers: kafka.bootstrap, client, topicPrefix });
        return { open: () => openKafkaLog(settings), dispose: async () => {} };
      },
      { cleansAtOnce: false },
    );
  }
});
