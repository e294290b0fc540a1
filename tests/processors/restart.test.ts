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
import { afterAll, describe, expect, test } from 'vitest';
import { NO_SUBJECT } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { SqliteStateStore } from '#processors/state/sqlite-store.ts';
import type { StateStore } from '#processors/state/store.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { decodeIndicatorValue, decodeRisk, decodeWindowPart } from '#proto/codec/indicator.ts';
import { decodeObservation } from '#proto/codec/observation.ts';
import { decodePartial } from '#proto/codec/partial.ts';
import { decodeQuarantined } from '#proto/codec/quarantined.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import { type MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { randomOf } from '../simulation/random.ts';
import { displaced, logOf, makeFacts } from '../simulation/world.ts';
import { filledLog, runToEnd, runUntilKilled } from './service.ts';

const directories: string[] = [];
const OUTPUTS = [
  [TOPICS.observations, decodeObservation],
  [TOPICS.alerts, decodeAlertTransition],
  [TOPICS.partials, decodePartial],
  [TOPICS.windowParts, decodeWindowPart],
  [TOPICS.indicators, decodeIndicatorValue],
  [TOPICS.risk, decodeRisk],
] as const;

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** Every output record without what depends on the interleaving of writers; throws when a number is missing or double. */
async function outputsOf(logStore: MemoryLogStore): Promise<string[]> {
  const log = openMemoryLog(logStore);
  const lines: string[] = [];
  const next = new Map<string, number>();
  for (const [topic, decode] of OUTPUTS) {
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
    for (const [topic] of OUTPUTS)
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
    for (const task of ['vehicle-0', 'driver-1', 'indicator-1']) {
      const db = new DatabaseSync(join(directory, `${task}.sqlite`));
      db.exec(
        "UPDATE entry SET value = zeroblob(length(value)) WHERE key LIKE '%/subject' OR key LIKE '%/driver' OR key LIKE 'fleet|%'",
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
