/**
 * Goal (R2, R3): processors that share partitions over a real broker lose nothing, double nothing and
 * leave no gap when one of them is killed, or frozen past its session and thawed again; readers see
 * the bytes of one uninterrupted run in one process. Method: three worker processes and input that
 * goes on; what they print tells who took over when. KAFKA_WORKER_KILLS,
 * KAFKA_WORKER_FREEZES for more, KAFKA_WORKER_SEED for others.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { startProcessors } from '#processors/main.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import { createLogger } from '#runtime/logger.ts';
import { fleetInput, makeTopics, recordsOf } from '#tests/faults/outputs.ts';
import { sizeOf } from '#tests/faults/size.ts';
import { settings } from '#tests/processors/service.ts';
import { type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { randomOf } from '#tests/simulation/random.ts';
import { expectSameView, OUTPUTS, type View, viewOf } from '#tests/simulation/readers-view.ts';
import { testRules } from '#tests/simulation/rules.ts';
import { kafkaSettingsOf } from './settings.ts';
import { atRest, isProcessed, standing, Worker } from './worker-process.ts';

const KILLS = sizeOf('KAFKA_WORKER_KILLS', { small: 8, full: 8 });
const FREEZES = sizeOf('KAFKA_WORKER_FREEZES', { small: 4, full: 4 });
const PARTITIONS = 6;
const WORKERS = 3;
/** The least a broker allows as it comes. */
const SESSION_MS = 6_000;
const SLACK_MS = 5_000;
/** Before a wait is given up; what is promised is compared apart from it. */
const WAIT_MS_MAX = 180_000;
const SEED = Number(process.env.KAFKA_WORKER_SEED ?? 2);
/** More trouble takes longer, and the input has to last as long: somewhat more of it, in thinner slices. */
const LASTS = Math.max(1, Math.ceil(KILLS / 8), Math.ceil(FREEZES / 4));
const SLICES = 150 * LASTS;
const FLEET = { seed: 31, partitions: PARTITIONS, vehicles: 18, minutes: 40 * Math.min(3, LASTS) };
/** Of the reference, which works on all of it. */
const PREPARED_MS_MAX = 120_000 * Math.min(3, LASTS);
const PROCESSORS = {
  batchRecordsMax: 40,
  idleWaitMs: 50,
  snapshotIntervalMs: 700,
  snapshotRecordsMax: 200,
  retryMs: 100,
};

/** One uninterrupted run in one process, without a broker. */
async function reference(): Promise<View> {
  const log = openMemoryLog();
  await makeTopics(log, PARTITIONS);
  const input = fleetInput(FLEET);
  for (let p = 0; p < PARTITIONS; p++)
    await log.append(TOPICS.reports, p, recordsOf(input, p, PARTITIONS));
  const service = startProcessors({
    log,
    store: new MemoryStateStore(),
    settings,
    logger: createLogger('processors', 'silent'),
    metrics: new Registry(),
    rules: testRules,
  });
  // A task that has not begun yet has no lag either: so all is quiet only when it stays so.
  for (let quiet = 0; quiet < 5; quiet = service.lag() === 0 ? quiet + 1 : 0) await atRest(log);
  await service.stop();
  const view = await viewOf(log);
  await log.close();
  return view;
}

async function until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<number> {
  const startedMs = performance.now();
  while (!(await holds())) {
    if (performance.now() - startedMs > withinMs) throw new Error('It took too long.');
    await sleep(25);
  }
  return performance.now() - startedMs;
}

const worstOf = (times: readonly number[]): string =>
  `${(Math.max(...times) / 1_000).toFixed(1)} s at worst of ${times.length}`;

describe.skipIf(!kafkaIsThere)('processors over a real broker', () => {
  let kafka: Kafka;
  let expected: View;
  beforeAll(async () => {
    [kafka, expected] = await Promise.all([startKafka(), reference()]);
  }, PREPARED_MS_MAX);
  afterAll(async () => {
    await kafka?.stop();
  });

  /** Input goes on while `trouble` lasts; answers what readers see in the end. */
  async function live(
    trouble: (workers: Worker[], start: () => Worker) => Promise<void>,
  ): Promise<View> {
    const settingsOfLog = kafkaSettingsOf({
      brokers: kafka.bootstrap,
      topicPrefix: `${randomUUID()}.`,
      groups: { sessionTimeoutMs: SESSION_MS, heartbeatMs: 1_000, rebalanceTimeoutMs: 20_000 },
    });
    const log = await openKafkaLog(settingsOfLog);
    await makeTopics(log, PARTITIONS);
    const input = fleetInput(FLEET);
    const waiting = Array.from({ length: PARTITIONS }, (_, p) => recordsOf(input, p, PARTITIONS));
    const sizes = waiting.map((records) => records.length);
    let isOver = false;
    const feeding = (async () => {
      // A little at a time, so that some is left whatever the machine takes; the rest at the end.
      for (let left = 1; left > 0; ) {
        left = 0;
        for (const [p, records] of waiting.entries()) {
          const slice = records.splice(0, isOver ? records.length : Math.ceil(sizes[p]! / SLICES));
          if (slice.length > 0) await log.append(TOPICS.reports, p, slice);
          left += records.length;
        }
        if (!isOver) await sleep(900);
      }
    })();
    const start = () => new Worker({ kafka: settingsOfLog, processors: PROCESSORS });
    const workers = Array.from({ length: WORKERS }, start);
    try {
      await until(
        () => workers.every(({ owned }) => owned.size === PARTITIONS / WORKERS),
        WAIT_MS_MAX,
      );
      await trouble(workers, start);
      isOver = true;
      await feeding;
      await until(() => isProcessed(log), 60_000 * LASTS);
      await atRest(log, 2_000);
      for (const { child } of workers) await child.kill('SIGTERM');
      return await viewOf(log);
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${standing(workers)}`, { cause: error });
    } finally {
      isOver = true;
      await feeding.catch(() => {});
      for (const { child } of workers) await child.kill().catch(() => {});
      await log.close();
    }
  }

  const expectAsUninterrupted = (view: View): void => expectSameView(view, expected);

  test('the reference says something of every kind', () => {
    for (const [topic] of OUTPUTS)
      expect(Object.keys(expected.streams).some((stream) => stream.startsWith(topic))).toBe(true);
    expect(expected.transitions.length).toBeGreaterThan(100);
  });

  test(`R2: ${KILLS} kills of one of ${WORKERS} workers: 0 lost, 0 doubled, 0 gaps`, {
    timeout: 120_000 + KILLS * 30_000,
  }, async () => {
    const random = randomOf(SEED);
    const times: number[] = [];
    const view = await live(async (workers, start) => {
      for (let kill = 0; kill < KILLS; kill++) {
        await sleep(random.int(0, 2_000));
        const index = random.int(0, WORKERS - 1);
        const victim = workers[index]!;
        const orphans = [...victim.owned];
        const others = workers.filter((worker) => worker !== victim);
        await victim.child.kill();
        times.push(
          await until(
            () => orphans.every((partition) => others.some(({ owned }) => owned.has(partition))),
            WAIT_MS_MAX,
          ),
        );
        workers[index] = start();
        await until(
          () => workers.every(({ owned }) => owned.size === PARTITIONS / WORKERS),
          WAIT_MS_MAX,
        );
      }
    });
    console.log(
      `R2: taken over within ${worstOf(times)}; ${view.dropped} records were dropped by readers.`,
    );
    expectAsUninterrupted(view);
    expect(Math.max(...times)).toBeLessThan(SESSION_MS + SLACK_MS);
  });

  test(`R3: ${FREEZES} workers frozen past their session and thawed: as R2`, {
    timeout: 120_000 + FREEZES * 45_000,
  }, async () => {
    const random = randomOf(SEED + 1);
    const times: number[] = [];
    const view = await live(async (workers) => {
      for (let freeze = 0; freeze < FREEZES; freeze++) {
        await sleep(random.int(0, 2_000));
        const victim = random.pick(workers);
        const orphans = [...victim.owned];
        const others = workers.filter((worker) => worker !== victim);
        victim.child.process.kill('SIGSTOP');
        times.push(
          await until(
            () => orphans.every((partition) => others.some(({ owned }) => owned.has(partition))),
            WAIT_MS_MAX,
          ),
        );
        // The others have gone on before it wakes.
        await sleep(random.int(0, 2_000));
        victim.child.process.kill('SIGCONT');
        await until(
          () => workers.every(({ owned }) => owned.size === PARTITIONS / WORKERS),
          WAIT_MS_MAX,
        );
      }
    });
    console.log(
      `R3: taken over within ${worstOf(times)}; ${view.dropped} records were dropped by readers.`,
    );
    expectAsUninterrupted(view);
    expect(Math.max(...times)).toBeLessThan(SESSION_MS + SLACK_MS);
  });

  test('a worker that goes hands its partitions over, one that comes is given its share: short pauses', {
    timeout: 180_000,
  }, async () => {
    const times: number[] = [];
    const view = await live(async (workers, start) => {
      for (let turn = 0; turn < 3; turn++) {
        const leaving = workers[turn % WORKERS]!;
        const others = workers.filter((worker) => worker !== leaving);
        const moved = [...leaving.owned];
        const going = leaving.child.kill('SIGTERM');
        // From when it lets go to when another has it.
        await until(() => leaving.owned.size === 0, WAIT_MS_MAX);
        times.push(
          await until(
            () => moved.every((partition) => others.some(({ owned }) => owned.has(partition))),
            WAIT_MS_MAX,
          ),
        );
        await going;
        workers[turn % WORKERS] = start();
        await until(
          () => workers.every(({ owned }) => owned.size === PARTITIONS / WORKERS),
          WAIT_MS_MAX,
        );
      }
    });
    console.log(`Handed over within ${worstOf(times)}.`);
    expectAsUninterrupted(view);
    expect(Math.max(...times)).toBeLessThan(3_000);
  });
});
