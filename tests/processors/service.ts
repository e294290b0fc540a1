/** The real processor service on a log in memory, stopped or killed in mid-append. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { NO_SUBJECT } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { startProcessors } from '#processors/main.ts';
import type { StateStore } from '#processors/state/store.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { createLogger } from '#runtime/logger.ts';
import { testRules } from '../simulation/rules.ts';

export const PARTITIONS = 2;
const OUTPUT_TOPICS = [
  TOPICS.observations,
  TOPICS.alerts,
  TOPICS.partials,
  TOPICS.windowParts,
  TOPICS.indicators,
  TOPICS.risk,
];
export const settings = {
  batchRecordsMax: 97,
  batchBytesMax: 1 << 20,
  idleWaitMs: 5,
  snapshotIntervalMs: 100_000,
  snapshotRecordsMax: 300,
  retryMs: 10,
};
export const logger = createLogger('processors', 'silent');

export async function filledLog(input: readonly Reading[]): Promise<MemoryLogStore> {
  const store = new MemoryLogStore();
  const log = openMemoryLog(store);
  const options = { retentionMs: null, retentionBytes: null, compacted: false };
  for (const topic of Object.values(TOPICS)) {
    await log.ensureTopic(topic, {
      ...options,
      partitions: topic === TOPICS.alerts ? 2 * PARTITIONS : PARTITIONS,
    });
  }
  await appendReadings(log, input);
  await log.close();
  return store;
}

export async function appendReadings(log: EventLog, input: readonly Reading[]): Promise<void> {
  for (let p = 0; p < PARTITIONS; p++) {
    const records = input
      .filter(
        ({ subjectKey }) => subjectKey === NO_SUBJECT || partitionOf(subjectKey, PARTITIONS) === p,
      )
      .map((reading) => ({
        key: reading.subjectKey,
        timeMs: reading.receivedTimeMs,
        value: encodeReading(reading),
      }));
    await log.append(TOPICS.reports, p, records);
  }
}

/** A handle that stops working after so many appends, in the middle of whatever is under way. */
function mortal(log: EventLog, appends: number): { log: EventLog; dead: () => boolean } {
  let left = appends;
  const guard = (): void => {
    if (left <= 0) throw new Error('killed');
  };
  return {
    dead: () => left <= 0,
    log: {
      ...bound(log),
      append: async (topic, partition, records) => {
        guard();
        left--;
        // The last append arrives half: the log holds it, the answer is lost.
        const offset = await log.append(topic, partition, records);
        guard();
        return offset;
      },
      read: async (...args) => {
        guard();
        return log.read(...args);
      },
    },
  };
}

function bound(log: EventLog): EventLog {
  return {
    ensureTopic: log.ensureTopic.bind(log),
    partitions: log.partitions.bind(log),
    append: log.append.bind(log),
    read: log.read.bind(log),
    ends: log.ends.bind(log),
    committed: log.committed.bind(log),
    commit: log.commit.bind(log),
    clean: log.clean.bind(log),
    close: log.close.bind(log),
  };
}

/** A store whose snapshots stop being taken when the process dies. */
function mortalStore(store: StateStore, dead: () => boolean): StateStore {
  return {
    load: (task) => store.load(task),
    begin: (task) => {
      const writer = store.begin(task);
      return {
        isWhole: writer.isWhole,
        ready: () => writer.ready(),
        put: (key, value) => writer.put(key, value),
        delete: (key) => writer.delete(key),
        abort: () => writer.abort(),
        commit: (meta) => {
          if (!dead()) writer.commit(meta);
          else {
            writer.abort();
            throw new Error('killed');
          }
        },
      };
    },
    discard: (task) => store.discard(task),
    close: () => {},
  };
}

export async function runToEnd(
  logStore: MemoryLogStore,
  store: StateStore,
  rules = testRules,
): Promise<void> {
  const log = openMemoryLog(logStore);
  const service = startProcessors({
    log,
    store,
    settings,
    logger,
    metrics: new Registry(),
    rules,
  });
  let quiet = 0;
  let seen = '';
  while (quiet < 8) {
    await sleep(8);
    const ends = await endsOf(log);
    quiet = ends === seen && service.lag() === 0 ? quiet + 1 : 0;
    seen = ends;
  }
  await service.stop();
  await log.close();
}

export async function runUntilKilled(
  logStore: MemoryLogStore,
  store: StateStore,
  appends: number,
  rules = testRules,
): Promise<boolean> {
  const log = openMemoryLog(logStore);
  const life = mortal(log, appends);
  const service = startProcessors({
    log: life.log,
    store: mortalStore(store, life.dead),
    settings: { ...settings, retryMs: 60_000 },
    logger,
    metrics: new Registry(),
    rules,
  });
  for (let waited = 0; !life.dead() && waited < 200; waited++) await sleep(3);
  await sleep(20);
  // Nobody says goodbye: the handle just goes.
  void service;
  await log.close();
  return life.dead();
}

async function endsOf(log: EventLog): Promise<string> {
  const highs: number[] = [];
  for (const topic of OUTPUT_TOPICS) {
    for (let p = 0; p < log.partitions(topic); p++) highs.push((await log.ends(topic, p)).high);
  }
  return highs.join();
}
