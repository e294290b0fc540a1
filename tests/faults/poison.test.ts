/**
 * Goal (R18): a record that makes the code throw stops nobody but itself. Method: the real service on a
 * log in memory, with an operator that throws on ten chosen records; each is tried three times, set
 * aside with its coordinates and its bytes, counted and named, and its partition moves on.
 */
import { Registry } from 'prom-client';
import { afterEach, expect, test, vi } from 'vitest';
import { NO_SUBJECT } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { startProcessors } from '#processors/main.ts';
import { POISON_TRIES } from '#processors/runner.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { VehicleTask } from '#processors/vehicle-task.ts';
import { decodeQuarantined } from '#proto/codec/quarantined.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import type { Logger } from '#runtime/logger.ts';
import { testRules } from '#tests/simulation/rules.ts';
import { readingOf, START_MS, tickReading, vehicleKey } from '#tests/simulation/world.ts';
import { fillReports, outputsOf } from './outputs.ts';

const POISONS = 10;
const POISON_SERIAL = 666;
const DEFAULT_RETRY_MS = 1_000;
const READ = { maxRecords: 1_000, maxBytes: 1e8, waitMs: 0 };

afterEach(() => vi.restoreAllMocks());

const fixMsOf = (n: number): number => START_MS + 600_000 + n * 5_000;

async function poisoned(count: number): Promise<{ log: EventLog; places: string[] }> {
  const log = openMemoryLog();
  await fillReports(log, { seed: 18, partitions: 1, vehicles: 3, minutes: 6 });
  const places: string[] = [];
  for (let n = 0; n < count; n++) {
    const fixMs = fixMsOf(n);
    const fact = { vehicle: vehicleKey(n), fixMs, speedKmh: 50, alarm: false, driver: null };
    const bad = { ...readingOf(fact), serial: POISON_SERIAL };
    const good = readingOf({ ...fact, fixMs: fixMs + 1_000 });
    const records = [tickReading(fixMs), bad, good].map((reading) => ({
      key: reading.subjectKey,
      timeMs: reading.receivedTimeMs,
      value: encodeReading(reading),
    }));
    places.push(`${TOPICS.reports}/0@${(await log.append(TOPICS.reports, 0, records)) + 1}`);
  }
  return { log, places };
}

/** An operator with a mistake in it. */
function breakTheTask(): { tries: () => number } {
  const process = VehicleTask.prototype.process;
  let tries = 0;
  vi.spyOn(VehicleTask.prototype, 'process').mockImplementation(function (
    this: VehicleTask,
    reading,
    ...rest
  ) {
    if (reading.serial === POISON_SERIAL) {
      tries++;
      throw new RangeError('A mistake of ours.');
    }
    process.call(this, reading, ...rest);
  });
  return { tries: () => tries };
}

async function run(
  log: EventLog,
  retryMs: number,
  lastFixMs: number,
): Promise<{ metrics: Registry; named: string[]; slowestMs: number }> {
  const metrics = new Registry();
  const named: string[] = [];
  let lastMs = performance.now();
  let slowestMs = 0;
  const error = (fields: { code: string; offset: number }, sentence: string): void => {
    if (sentence !== 'Record set aside.') return;
    slowestMs = Math.max(slowestMs, performance.now() - lastMs);
    lastMs = performance.now();
    named.push(`${fields.code} ${fields.offset}`);
  };
  const quiet = (): void => {};
  const logger = { error, info: quiet, warn: quiet, fatal: quiet } as unknown as Logger;
  const service = startProcessors({
    log,
    store: new MemoryStateStore(),
    settings: {
      batchRecordsMax: 50,
      batchBytesMax: 1 << 20,
      idleWaitMs: 5,
      snapshotIntervalMs: 1e6,
      snapshotRecordsMax: 40,
      retryMs,
    },
    logger,
    metrics,
    rules: testRules,
  });
  // Until the report behind the last bad one is observed.
  await vi.waitFor(
    async () => {
      const { records } = await log.read(TOPICS.observations, 0, 0, READ);
      expect(records.some(({ timeMs }) => timeMs === lastFixMs)).toBe(true);
    },
    { timeout: 20_000, interval: 20 },
  );
  await service.stop();
  return { metrics, named, slowestMs };
}

async function quarantined(log: EventLog): Promise<string[]> {
  const { records } = await log.read(TOPICS.quarantine, 0, 0, READ);
  return records.map(({ value }) => {
    const { source, faultCode, raw } = decodeQuarantined(value);
    expect(faultCode).toBe('poison');
    expect(raw.length).toBeGreaterThan(20);
    return source;
  });
}

test(`R18: ${POISONS} poison records are set aside after three tries, and the others go on`, async () => {
  const { log, places } = await poisoned(POISONS);
  const broken = breakTheTask();
  const { metrics, named } = await run(log, 10, fixMsOf(POISONS - 1) + 1_000);
  expect(await quarantined(log)).toEqual(places);
  expect(broken.tries()).toBe(POISONS * POISON_TRIES);
  expect(named).toEqual(places.map((place) => `poison ${place.split('@')[1]}`));
  const { misnumbered } = await outputsOf(log);
  expect(misnumbered).toBe(0);
  const counted = await metrics.getSingleMetric('tizheng_processor_records_total')!.get();
  const poison = counted.values.find(({ labels }) => labels.outcome === 'poison');
  expect(poison?.value).toBeGreaterThan(0);
  // The good report behind each bad one was observed.
  const { records } = await log.read(TOPICS.observations, 0, 0, READ);
  expect(records.filter(({ timeMs }) => timeMs >= fixMsOf(0))).toHaveLength(POISONS);
});

test('R18: with the usual pause between tries the partition moves on within 5 s', async () => {
  const { log } = await poisoned(1);
  breakTheTask();
  const { slowestMs } = await run(log, DEFAULT_RETRY_MS, fixMsOf(0) + 1_000);
  expect(slowestMs).toBeGreaterThan(DEFAULT_RETRY_MS);
  expect(slowestMs).toBeLessThan(5_000);
  expect((await log.read(TOPICS.observations, 0, 0, READ)).records.at(-1)?.key).not.toBe(
    NO_SUBJECT,
  );
});
