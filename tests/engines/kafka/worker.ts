/**
 * Child process: processors of a group on a real broker, snapshots in the log. Argument: settings as
 * JSON; `rules` the product's own or those of tests, `clock` that of the host or one that jumps by an
 * hour and back. Prints `member {event, partitions}` when partitions change hands; ends in order on SIGTERM.
 */
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { TOPICS } from '#core/topics.ts';
import { type ProcessorSettings, processorSettings } from '#processors/config.ts';
import { startProcessors } from '#processors/main.ts';
import { LogStateStore, statePartitionOf } from '#processors/state/log-store.ts';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { kafkaMembership } from '#runtime/log/kafka/member.ts';
import type { KafkaLogSettings } from '#runtime/log/kafka/settings.ts';
import { createLogger } from '#runtime/logger.ts';
import { say } from '#tests/say.ts';
import { testRules } from '#tests/simulation/rules.ts';

export interface WorkerSettings {
  kafka: KafkaLogSettings;
  processors: Partial<ProcessorSettings>;
  /** Default `test`. */
  rules?: 'product' | 'test';
  /** Default `host`. */
  clock?: 'host' | 'steps';
}

const given = JSON.parse(process.argv[2]!) as WorkerSettings;
const { kafka, processors } = given;
if (given.clock === 'steps') {
  const now = Date.now;
  let calls = 0;
  Date.now = () => now() + [0, 3_600_000, -3_600_000][calls++ % 3]!;
}
const logger = createLogger('processors', 'silent');
const log = await openKafkaLog(kafka);
const member = kafkaMembership(kafka, {
  group: 'processors.members',
  topic: TOPICS.reports,
  logger,
  failed: (error) => {
    console.error(error);
    process.exit(1);
  },
});
const service = startProcessors({
  log,
  store: new LogStateStore(log, {
    partitionOf: (task) => statePartitionOf(task, log.partitions(TOPICS.reports)),
    now: () => Date.now(),
    owns: () => member.owns(),
  }),
  settings: Value.Default(processorSettings, processors) as ProcessorSettings,
  logger,
  metrics: new Registry(),
  ...(given.rules === 'product' ? {} : { rules: testRules }),
  membership: {
    owns: () => member.owns(),
    leave: () => member.leave(),
    join: (listener) =>
      member.join({
        async gained(partitions) {
          await listener.gained(partitions);
          say(`member ${JSON.stringify({ gained: partitions })}`);
        },
        async lost(partitions) {
          await listener.lost(partitions);
          say(`member ${JSON.stringify({ lost: partitions })}`);
        },
      }),
  },
});
service.failed.catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
say('started');
process.once('SIGTERM', async () => {
  await service.stop();
  await log.close();
  process.exit(0);
});
