/**
 * Goal: a processor that is stopped or killed anywhere loses nothing and says nothing twice.
 * Method: the real service on a log in memory; the log refuses everything from some append on, as a
 * killed process would stop appending, and a new service starts from what the state store holds.
 * The reference is one uninterrupted run of the same input.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { afterAll, describe, expect, test } from 'vitest';
import { NO_SUBJECT } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { startProcessors } from '#processors/main.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { SqliteStateStore } from '#processors/state/sqlite-store.ts';
import type { StateStore } from '#processors/state/store.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { decodeObservation } from '#proto/codec/observation.ts';
import { decodePartial } from '#proto/codec/partial.ts';
import { decodeQuarantined } from '#proto/codec/quarantined.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { createLogger } from '#runtime/logger.ts';
import { randomOf } from '../simulation/random.ts';
import { testRules } from '../simulation/rules.ts';
import { displaced, logOf, makeFacts } from '../simulation/world.ts';

const PARTITIONS = 2;
const settings = {
  batchRecordsMax: 97,
  batchBytesMax: 1 << 20,
  idleWaitMs: 5,
  snapshotIntervalMs: 100_000,
  snapshotRecordsMax: 300,
  retryMs: 10,
};
const logger = createLogger('processors', 'silent');
const directories: string[] = [];

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

async function filledLog(input: readonly Reading[]): Promise<MemoryLogStore> {
  const store = new MemoryLogStore();
  const log = openMemoryLog(store);
  const options = { retentionMs: null, retentionBytes: null, compacted: false };
  for (const topic of Object.values(TOPICS)) {
    await log.ensureTopic(topic, {
      ...options,
      partitions: topic === TOPICS.alerts ? 2 * PARTITIONS : PARTITIONS,
    });
  }
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
  await log.close();
  return store;
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

async function runToEnd(logStore: MemoryLogStore, store: StateStore): Promise<void> {
  const log = openMemoryLog(logStore);
  const service = startProcessors({
    log,
    store,
    settings,
    logger,
    metrics: new Registry(),
    rules: testRules,
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

async function runUntilKilled(
  logStore: MemoryLogStore,
  store: StateStore,
  appends: number,
): Promise<boolean> {
  const log = openMemoryLog(logStore);
  const life = mortal(log, appends);
  const service = startProcessors({
    log: life.log,
    store: mortalStore(store, life.dead),
    settings: { ...settings, retryMs: 60_000 },
    logger,
    metrics: new Registry(),
    rules: testRules,
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
  for (const topic of [TOPICS.observations, TOPICS.alerts, TOPICS.partials]) {
    for (let p = 0; p < log.partitions(topic); p++) highs.push((await log.ends(topic, p)).high);
  }
  return highs.join();
}

/** Every output record without what depends on the interleaving of writers; throws when a number is missing or double. */
async function outputsOf(logStore: MemoryLogStore): Promise<string[]> {
  const log = openMemoryLog(logStore);
  const lines: string[] = [];
  const next = new Map<string, number>();
  const decoders = [
    [TOPICS.observations, decodeObservation],
    [TOPICS.alerts, decodeAlertTransition],
    [TOPICS.partials, decodePartial],
  ] as const;
  for (const [topic, decode] of decoders) {
    for (let p = 0; p < log.partitions(topic); p++) {
      const { high } = await log.ends(topic, p);
      for (let at = 0; at < high; ) {
        const batch = await log.read(topic, p, at, {
          maxRecords: 10_000,
          maxBytes: 1 << 26,
          waitMs: 0,
        });
        for (const { value } of batch.records) {
          const record = decode(value);
          const stream = `${topic}/${p} ${record.task} ${record.epoch}`;
          expect(record.number, stream).toBe(next.get(stream) ?? 0);
          next.set(stream, record.number + 1);
          lines.push(`${topic}/${p} ${JSON.stringify(record)}`);
        }
        at = batch.nextOffset;
      }
    }
  }
  await log.close();
  return lines.sort();
}

describe('a processor service', async () => {
  const random = randomOf(14);
  const facts = makeFacts(random, { vehicles: 9, minutes: 35 });
  const input = logOf(displaced(facts, random, 27_000), []);
  const reference = await filledLog(input);
  await runToEnd(reference, new MemoryStateStore());
  const expected = await outputsOf(reference);

  test('says something of every kind', () => {
    for (const topic of [TOPICS.observations, TOPICS.alerts, TOPICS.partials])
      expect(expected.some((line) => line.startsWith(topic))).toBe(true);
    expect(expected.filter((line) => line.startsWith(TOPICS.observations))).toHaveLength(
      facts.length,
    );
    expect(
      expected.some((line) => line.startsWith(TOPICS.alerts) && line.includes('"driver-')),
    ).toBe(true);
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'killed in mid-append again and again (seed %i): same outputs, each once',
    async (seed) => {
      const where = randomOf(seed);
      const logStore = await filledLog(input);
      const directory = mkdtempSync(join(tmpdir(), 'tizheng-state-'));
      directories.push(directory);
      const inMemory = new MemoryStateStore();
      const openStore = (): StateStore =>
        seed % 2 === 0 ? new SqliteStateStore(directory) : inMemory;
      for (let kill = 0; kill < 4; kill++) {
        const store = openStore();
        expect(await runUntilKilled(logStore, store, where.int(1, 40))).toBe(true);
        store.close();
      }
      await runToEnd(logStore, openStore());
      expect(await outputsOf(logStore)).toEqual(expected);
    },
  );

  test('a damaged state is named, thrown away and rebuilt from the log', async () => {
    const logStore = await filledLog(input);
    const directory = mkdtempSync(join(tmpdir(), 'tizheng-state-'));
    directories.push(directory);
    const store = new SqliteStateStore(directory);
    await runToEnd(logStore, store);
    store.close();
    for (const task of ['vehicle-0', 'driver-1']) {
      const db = new DatabaseSync(join(directory, `${task}.sqlite`));
      db.exec(
        "UPDATE entry SET value = zeroblob(length(value)) WHERE key LIKE '%/subject' OR key LIKE '%/driver'",
      );
      db.close();
      const damaged = new SqliteStateStore(directory);
      expect(() => [...damaged.load(task)!.entries]).toThrow(
        `The state of task ${task} is damaged`,
      );
      damaged.close();
    }
    await runToEnd(logStore, new SqliteStateStore(directory));
    expect(await outputsOf(logStore)).toEqual(expected);
  });

  test.each([
    ['format', { format: 1 }],
    ['code', { codeVersion: 'another' }],
  ])(
    'a state of another %s is thrown away: the log is judged again, under a new epoch',
    async (_what, other) => {
      const logStore = await filledLog(input);
      const store = new MemoryStateStore();
      await runToEnd(logStore, store);
      const foreign: StateStore = {
        load: (task) => {
          const snapshot = store.load(task);
          if (snapshot === null || snapshot.meta.epoch !== 1) return snapshot;
          // What another version has written cannot be understood, and is not looked at.
          const meta = { ...snapshot.meta, ...other, task: 'of another shape' };
          return { meta, entries: [['?', new Uint8Array(1)]] };
        },
        begin: (task) => store.begin(task),
        discard: (task) => store.discard(task),
        close: () => {},
      };
      await runToEnd(logStore, foreign);
      const again = await outputsOf(logStore);
      const observations = (epoch: number): string[] =>
        again
          .filter(
            (line) => line.startsWith(TOPICS.observations) && line.includes(`"epoch":${epoch},`),
          )
          .map((line) => line.replace(/"epoch":\d+,/, ''));
      expect(observations(1)).toHaveLength(facts.length);
      expect(observations(2)).toEqual(observations(1));
    },
  );

  test('a record nobody can read is set aside with its coordinates, and the rest goes on', async () => {
    const logStore = await filledLog(input.slice(0, 200));
    const log = openMemoryLog(logStore);
    const at = await log.append(TOPICS.reports, 1, [
      { key: NO_SUBJECT, timeMs: 5, value: new Uint8Array([0xff, 0xff, 0xff]) },
    ]);
    await log.append(
      TOPICS.reports,
      1,
      input
        .slice(-20)
        .filter(({ subjectKey }) => partitionOf(subjectKey, 2) === 1)
        .map((reading) => ({
          key: reading.subjectKey,
          timeMs: reading.receivedTimeMs,
          value: encodeReading(reading),
        })),
    );
    await runToEnd(logStore, new MemoryStateStore());
    const { records } = await log.read(TOPICS.quarantine, 1, 0, {
      maxRecords: 10,
      maxBytes: 1e6,
      waitMs: 0,
    });
    expect(records.map(({ value }) => decodeQuarantined(value).source)).toEqual([
      `${TOPICS.reports}/1@${at}`,
    ]);
    const lines = await outputsOf(logStore);
    expect(
      lines.filter((line) => line.startsWith(`${TOPICS.observations}/1`)).length,
    ).toBeGreaterThan(0);
    await log.close();
  });
});
