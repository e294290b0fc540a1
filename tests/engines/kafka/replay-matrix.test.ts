/**
 * Goal (R20 over a broker): the product's own rules say the same on Kafka as on the embedded log, byte
 * for byte, whatever the batch size, the number of workers, their time zone and clock, and though one
 * of them is killed. Method: worker processes over a consumer group with their state in the log, a
 * cell after the other; the reference is one run on the embedded log. KAFKA_MATRIX=full for 24 cells.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reading } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { startProcessors } from '#processors/main.ts';
import { SqliteStateStore } from '#processors/state/sqlite-store.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { createLogger } from '#runtime/logger.ts';
import { makeTopics, recordsOf } from '#tests/faults/outputs.ts';
import { settings } from '#tests/processors/service.ts';
import { type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { randomOf } from '#tests/simulation/random.ts';
import { expectSameView, type View, viewOf } from '#tests/simulation/readers-view.ts';
import {
  displaced,
  type Fact,
  logOf,
  makeFacts,
  routeReading,
  rulesReading,
  START_MS,
  vehicleKey,
  vehicleReading,
} from '#tests/simulation/world.ts';
import { kafkaSettingsOf } from './settings.ts';
import { atRest, isProcessed, Worker } from './worker-process.ts';

const PARTITIONS = 4;
const VEHICLES = 12;
const WAIT_MS_MAX = 240_000;
/** Of longitude where the fleet is. */
const KM_PER_DEGREE = 102;

interface Cell {
  batch: number;
  workers: number;
  zone: string;
  clock: 'host' | 'steps';
  /** One of the workers is killed on the way. */
  isKilled: boolean;
}

const ZONES = ['UTC', 'Asia/Shanghai', 'America/St_Johns', 'Pacific/Chatham'];
const cells: Cell[] =
  process.env.KAFKA_MATRIX === 'full'
    ? ZONES.flatMap((zone, index) =>
        [5, 97, 10_000].flatMap((batch) =>
          [1, 3].map((workers): Cell => {
            const clock = index % 2 === 0 ? 'host' : 'steps';
            return { batch, workers, zone, clock, isKilled: workers > 1 };
          }),
        ),
      )
    : [
        { batch: 17, workers: 1, zone: 'Asia/Shanghai', clock: 'host', isKilled: false },
        { batch: 10_000, workers: 2, zone: 'America/St_Johns', clock: 'steps', isKilled: false },
        { batch: 97, workers: 3, zone: 'Pacific/Chatham', clock: 'steps', isKilled: true },
      ];

/** A fleet with classes, roads that leave its way, and a short limit of driving, so that every kind of rule speaks. */
function fleet(): Reading[] {
  const random = randomOf(2_020);
  const facts = makeFacts(random, { vehicles: VEHICLES, minutes: 60 });
  const keys = Array.from({ length: VEHICLES }, (_, n) => vehicleKey(n));
  const classes = ['charter', 'dangerous', 'heavy', 'scheduled'] as const;
  const minute = 60_000;
  const input = logOf(displaced(facts, random, 27_000), [
    {
      tickMs: START_MS + minute,
      readings: [
        rulesReading(1, {
          'driving-time.continuous': { limitMs: 10 * minute, restMs: 2 * minute },
          'link.silent': { silentMs: 90_000 },
        }),
        ...keys.map((key, n) => vehicleReading(key, 2 + n, classes[n % classes.length]!)),
      ],
    },
    {
      tickMs: START_MS + 10 * minute,
      readings: keys.slice(0, 6).map((key, n) => routeReading(key, 100 + n, 'far')),
    },
    {
      tickMs: START_MS + 30 * minute,
      readings: keys.slice(0, 3).map((key, n) => routeReading(key, 200 + n, null)),
    },
  ]);
  return driven(facts, input);
}

/** The readings where their vehicles are: each goes east as fast as it says. */
function driven(facts: readonly Fact[], input: readonly Reading[]): Reading[] {
  const eastDeg = new Map<string, number>();
  const last = new Map<string, { atMs: number; deg: number }>();
  for (const { vehicle, fixMs, speedKmh } of facts) {
    const { atMs, deg } = last.get(vehicle) ?? { atMs: fixMs, deg: 0 };
    const now = { atMs: fixMs, deg: deg + (speedKmh * (fixMs - atMs)) / 3_600_000 / KM_PER_DEGREE };
    last.set(vehicle, now);
    eastDeg.set(`${vehicle} ${fixMs}`, now.deg);
  }
  return input.map((reading) => {
    const { body, subjectKey } = reading;
    if (body.kind !== 'position') return reading;
    const east = eastDeg.get(`${subjectKey} ${body.position.fixTimeMs}`)!;
    const longitudeDeg = body.position.longitudeDeg! + east;
    return { ...reading, body: { ...body, position: { ...body.position, longitudeDeg } } };
  });
}

/** The readings of every partition, or those behind or before its middle. */
async function fill(
  log: EventLog,
  input: readonly Reading[],
  part: 'all' | 'first half' | 'second half' = 'all',
): Promise<void> {
  for (let p = 0; p < PARTITIONS; p++) {
    const records = recordsOf(input, p, PARTITIONS);
    const middle = records.length >> 1;
    const from = part === 'second half' ? middle : 0;
    const to = part === 'first half' ? middle : records.length;
    await log.append(TOPICS.reports, p, records.slice(from, to));
  }
}

/** One uninterrupted run on the embedded log with its state on disk. */
async function embedded(input: readonly Reading[]): Promise<View> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-r20-'));
  const log = await openEmbeddedLog({ dir: join(dir, 'log') });
  await makeTopics(log, PARTITIONS);
  await fill(log, input);
  const store = new SqliteStateStore(join(dir, 'state'));
  const service = startProcessors({
    log,
    store,
    settings: { ...settings, batchRecordsMax: 1_000 },
    logger: createLogger('processors', 'silent'),
    metrics: new Registry(),
  });
  // A task that has not begun yet has no lag either: so all is quiet only when it stays so.
  for (let quiet = 0; quiet < 5; quiet = service.lag() === 0 ? quiet + 1 : 0) await atRest(log);
  await service.stop();
  const view = await viewOf(log);
  store.close();
  await log.close();
  rmSync(dir, { recursive: true });
  return view;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const giveUpAt = Date.now() + WAIT_MS_MAX; !(await holds()); await sleep(25))
    if (Date.now() > giveUpAt) throw new Error('It took too long.');
}

describe.skipIf(!kafkaIsThere)('the product’s rules over a real broker', () => {
  const input = fleet();
  let kafka: Kafka;
  let expected: View;
  beforeAll(async () => {
    [kafka, expected] = await Promise.all([startKafka(), embedded(input)]);
  });
  afterAll(async () => {
    await kafka?.stop();
  });

  test('the reference has alerts of every kind', () => {
    const types = new Set(expected.transitions.map(({ alert }) => alert.type));
    expect([...types].sort()).toEqual(
      expect.arrayContaining([
        'driving-time.continuous',
        'link.silent',
        'route.deviation',
        'speed.over',
        'terminal.sos',
      ]),
    );
    expect(expected.transitions.length).toBeGreaterThan(300);
  });

  test.each(cells)(
    'R20: batches of $batch, $workers workers, $zone, clock $clock, killed: $isKilled',
    {
      timeout: 2 * WAIT_MS_MAX,
    },
    async ({ batch, workers: count, zone, clock, isKilled }) => {
      const settingsOfLog = kafkaSettingsOf({
        brokers: kafka.bootstrap,
        topicPrefix: `${randomUUID()}.`,
        groups: { sessionTimeoutMs: 6_000, heartbeatMs: 1_000, rebalanceTimeoutMs: 20_000 },
      });
      const processors = {
        batchRecordsMax: batch,
        idleWaitMs: 50,
        snapshotIntervalMs: 500,
        snapshotRecordsMax: 2_000,
        retryMs: 100,
      };
      const start = () =>
        new Worker({ kafka: settingsOfLog, processors, rules: 'product', clock }, { TZ: zone });
      const log = await openKafkaLog(settingsOfLog);
      await makeTopics(log, PARTITIONS);
      await fill(log, input, isKilled ? 'first half' : 'all');
      const workers = Array.from({ length: count }, start);
      try {
        if (isKilled) {
          await until(() => workers.every(({ owned }) => owned.size > 0));
          await fill(log, input, 'second half');
          await workers[0]!.child.kill();
          // A kill after the work proves nothing.
          expect(await isProcessed(log)).toBe(false);
          workers[0] = start();
        }
        await until(() => isProcessed(log));
        await atRest(log, 1_000);
        for (const { child } of workers) await child.kill('SIGTERM');
        const view = await viewOf(log);
        expectSameView(view, expected);
      } finally {
        for (const { child } of workers) await child.kill().catch(() => {});
        await log.close();
      }
    },
  );
});
