/** The ledger from the log to the row, under kill −9 of the store and sudden ends of the sink. */
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { clickhouseSink } from '#sinks/clickhouse/sink.ts';
import { storeIsAServer } from '#tests/test-store.ts';
import {
  appendObservations,
  caughtUp,
  LEDGER,
  ledgerOf,
  NO_FILES,
  settingsWith,
  silent,
  startTestPlatform,
  type TestPlatform,
  until,
} from './platform.ts';
import { storeKilledInInserts } from './store-kills.ts';

let platform: TestPlatform;
const written = [0, 0];

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());

const start = (log: EventLog, metrics = new Registry()) =>
  clickhouseSink.start({
    log,
    settings: settingsWith({ batchRecordsMax: 400, flushMs: 10 }),
    store: platform.store,
    ...NO_FILES,
    logger: silent,
    metrics,
  });
const append = async (count: number) => {
  for (const partition of [0, 1]) {
    await appendObservations(platform.log, partition, written[partition]!, count);
    written[partition]! += count;
  }
};

test.skipIf(storeIsAServer)(
  'R6: ten kills of the store during inserts: nothing lost, nothing doubled',
  async () => {
    for (const [partition, count] of (await storeKilledInInserts(platform, 10)).entries())
      written[partition] = count;
  },
);

test('a sink that ends before, between and after its commits: nothing lost, nothing doubled', async () => {
  const groups = ['sink-clickhouse-plan', 'sink-clickhouse-number', 'sink-clickhouse'];
  let cuts = 0;
  for (const group of groups) {
    for (const done of [false, true]) {
      await append(900);
      let cut = false;
      // The power goes at this commit: it is written or it is not, and nothing after it is.
      const log: EventLog = Object.create(platform.log, {
        commit: {
          value: async (named: string, topic: string, partition: number, offset: number) => {
            if (cut) return new Promise(() => {});
            const here = named === group && topic === TOPICS.observations;
            if (!here || done) await platform.log.commit(named, topic, partition, offset);
            if (here || cut) {
              cut = true;
              return new Promise(() => {});
            }
          },
        },
        partitions: { value: (topic: string) => platform.log.partitions(topic) },
        read: {
          value: (...args: Parameters<EventLog['read']>) =>
            cut ? new Promise(() => {}) : platform.log.read(...args),
        },
        ends: { value: (...args: Parameters<EventLog['ends']>) => platform.log.ends(...args) },
        committed: {
          value: (...args: Parameters<EventLog['committed']>) => platform.log.committed(...args),
        },
      });
      await start(log);
      await until('the cut came', () => cut);
      cuts++;
    }
  }
  expect(cuts).toBe(groups.length * 2);
  const sink = await start(platform.log);
  await until('everything is confirmed', () => caughtUp(platform.log, TOPICS.observations));
  await sink.stop();
  expect(await platform.rows(LEDGER)).toEqual(ledgerOf(written));
});

test('outputs published twice are stored once, also over a restart of the sink', async () => {
  const [first, second] = [written[0]!, written[1]!];
  await append(300);
  let sink = await start(platform.log);
  await until('everything is confirmed', () => caughtUp(platform.log, TOPICS.observations));
  await sink.stop();
  // The task starts again from a snapshot and publishes its last 200 once more, then goes on.
  for (const partition of [0, 1])
    await appendObservations(platform.log, partition, written[partition]! - 200, 200);
  await append(10);
  // A writer that was replaced speaks up late, with an older epoch.
  await appendObservations(platform.log, 0, written[0]!, 5, { epoch: 0 });
  sink = await start(platform.log);
  await until('everything is confirmed', () => caughtUp(platform.log, TOPICS.observations));
  await sink.stop();
  expect(await platform.rows(LEDGER)).toEqual(ledgerOf([first + 310, second + 310]));
});
