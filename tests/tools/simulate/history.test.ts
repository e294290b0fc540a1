import { expect, test } from 'vitest';
import type { Reading } from '#core/report.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { importRegistry } from '#ingest/registry-import.ts';
import { decodeReading } from '#proto/codec/reading.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import { makeFleet } from '#tools/simulate/fleet.ts';
import { preloadHistory } from '#tools/simulate/history.ts';
import { scenarios } from '#tools/simulate/scenarios/index.ts';

const NOW = Date.parse('2026-11-21T12:25:00+08:00');
const SECRET = Buffer.alloc(32, 1);
const PARTITIONS = 4;

async function written(vehicles: number) {
  const log = openMemoryLog();
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPICS.reports, { ...kept, partitions: PARTITIONS });
  await log.ensureTopic(TOPICS.registry, { ...kept, partitions: 1, compacted: true });
  await log.ensureTopic(TOPICS.registryChanges, { ...kept, partitions: 1 });
  const fleet = makeFleet({ vehicles, seed: 5, now: NOW });
  await importRegistry(log, fleet.registry, { pseudonymKey: SECRET, nowMs: NOW });
  const started = process.cpuUsage();
  const result = await preloadHistory({
    log,
    partitions: PARTITIONS,
    fleet,
    now: NOW,
    secret: SECRET,
  });
  const { user, system } = process.cpuUsage(started);
  return { log, fleet, result, tookMs: (user + system) / 1000 };
}

async function valuesOf(log: EventLog, partition: number): Promise<Uint8Array[]> {
  const values: Uint8Array[] = [];
  const { high } = await log.ends(TOPICS.reports, partition);
  for (let offset = 0; offset < high; ) {
    const batch = await log.read(TOPICS.reports, partition, offset, {
      maxRecords: 10_000,
      maxBytes: 1e7,
      waitMs: 0,
    });
    for (const { value } of batch.records) values.push(value);
    offset = batch.nextOffset;
  }
  return values;
}

test('the history of the default fleet: in order, in bounds, in time, the same every time', async () => {
  const { log, fleet, result, tookMs } = await written(500);
  const again = await written(500);
  expect(again.result).toEqual(result);
  expect(result.readings).toBeGreaterThan(10_000);
  expect(result.readings).toBeLessThan(150_000);
  expect(result.ticks).toBeLessThan(30_000);
  expect(tookMs).toBeLessThan(5_000);

  const vehicles = new Set<string>();
  let routes = 0;
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const values = await valuesOf(log, partition);
    const same = await valuesOf(again.log, partition);
    expect(Buffer.concat(same).equals(Buffer.concat(values))).toBe(true);
    let lastMs = 0;
    let lastTickMs = 0;
    let control = true;
    for (const reading of values.map(decodeReading)) {
      expect(reading.receivedTimeMs).toBeGreaterThanOrEqual(lastMs);
      lastMs = reading.receivedTimeMs;
      control = checkControl(reading, control);
      if (reading.body.kind === 'registry' && reading.body.entity === 'route') routes++;
      if (reading.body.kind === 'tick') {
        expect(reading.body.timeMs).toBeGreaterThan(lastTickMs);
        lastTickMs = reading.body.timeMs;
      }
      if (reading.body.kind === 'position') vehicles.add(reading.subjectKey);
    }
    expect(NOW - lastTickMs).toBeLessThanOrEqual(1_000);
    expect(lastMs).toBeLessThanOrEqual(NOW);
  }
  expect(vehicles.size).toBe(fleet.registry.vehicles.length);
  expect(routes).toBe(fleet.registry.routes.length);
});

/** Classes and corridors come before the first report they are needed for. */
function checkControl({ body }: Reading, control: boolean): boolean {
  if (body.kind === 'registry') expect(control).toBe(true);
  return control && body.kind === 'registry';
}

test('the driver of four hours has driven just under four hours, and ends silent where the plan says', async () => {
  const { log, fleet } = await written(3 * scenarios.length);
  const readings: Reading[] = [];
  for (let p = 0; p < PARTITIONS; p++)
    readings.push(...(await valuesOf(log, p)).map(decodeReading));
  const nameOf = await namesBySubject(fleet, readings);
  const of = (name: string) =>
    readings.filter((r) => nameOf.get(r.deviceKey) === name && r.body.kind === 'position');

  const driven = movingSpans(of('driving-time.continuous'));
  expect(driven).toHaveLength(1);
  expect(Math.abs(driven[0]! - (4 * HOUR_MS - 30_000))).toBeLessThan(45_000);

  const day = movingSpans(of('driving-time.rolling-24h'));
  expect(day).toHaveLength(5);
  const total = day.reduce((a, b) => a + b, 0);
  expect(Math.abs(total - 8 * HOUR_MS)).toBeLessThan(90_000);

  const silent = of('link.silent').at(-1)!;
  expect(NOW - silent.receivedTimeMs).toBeGreaterThan(4 * MINUTE_MS - 2_000);
  expect(NOW - silent.receivedTimeMs).toBeLessThan(4.6 * MINUTE_MS);
});

/** Durations from the first moving report to the last one of each drive. */
function movingSpans(readings: readonly Reading[]): number[] {
  const spans: number[] = [];
  let from: number | null = null;
  let to = 0;
  for (const { body } of readings) {
    if (body.kind !== 'position') continue;
    const { speedKmh, fixTimeMs } = body.position;
    if ((speedKmh ?? 0) > 5) {
      from ??= fixTimeMs!;
      to = fixTimeMs!;
    } else if (from !== null) {
      spans.push(to - from);
      from = null;
    }
  }
  if (from !== null) spans.push(to - from);
  return spans;
}

async function namesBySubject(fleet: ReturnType<typeof makeFleet>, readings: readonly Reading[]) {
  const { subjectKeyOf } = await import('#core/identity.ts');
  const names = new Map<string, string>();
  for (const { deviceId, scenario } of fleet.vehicles) {
    if (scenario !== null) names.set(subjectKeyOf(SECRET, 'device', deviceId), scenario.name);
  }
  expect(readings.some((r) => names.has(r.deviceKey))).toBe(true);
  return names;
}
