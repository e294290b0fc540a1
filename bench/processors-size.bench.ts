/**
 * What does a processor keep of a province in memory, and how fast does it judge a fleet of that size? One
 * vehicle task takes in the registry (vehicles, a corridor for one in ten, 23,000 zones), then a tenth of
 * the vehicles report, lap after lap, so that none is in the processor's caches when its turn comes.
 *
 *   node bench/processors-size.bench.ts                100,000 vehicles; bench/results/processors-size.json
 *   node --max-old-space-size=12000 bench/processors-size.bench.ts --vehicles 1000000
 *
 * How it can mislead: all of it in one task, where an installation has one per partition; a heap this large is
 * collected less often than a small one. Bytes are those of the heap and of what hangs on it after a full
 * collection, per unit of what was just added. Snapshots, outputs and the log are not in it. Corridors have 60
 * vertices, zones 64, and no vehicle speeds.
 */
import { parseArgs } from 'node:util';
import { NO_SUBJECT, type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { rules } from '#processors/rules/index.ts';
import { VehicleOutputs } from '#processors/task-outputs.ts';
import { AHEAD } from '#processors/timeline/foresee.ts';
import { VehicleTask } from '#processors/vehicle-task.ts';
import { encodeReading, ReadingDecoder } from '#proto/codec/reading.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { bestPerCpuSecond, keptBytes, measure, seededRandom, writeResults } from './harness.ts';

const SEED = 11;
const ROUNDS = 5;
const BATCH = 2_000;
const INTERVAL_MS = 30_000;
const START_MS = Date.UTC(2026, 2, 1, 4);
const SECRET = new TextEncoder().encode('bench');
const ZONES = 23_000;
const ZONE_VERTICES = 64;
const CORRIDOR_VERTICES = 60;

const { values: options } = parseArgs({ options: { vehicles: { type: 'string' } } });
const vehicles = Number(options.vehicles ?? 100_000);
const corridors = Math.floor(vehicles / 10);
const reporting = Math.floor(vehicles / 10);

const random = seededRandom(SEED);
const task = new VehicleTask(0, rules);
const outputs = new VehicleOutputs(silentLog(), 0, 1);
const decoder = new ReadingDecoder();
let offset = 0;

const zoneBytes = await kept(ZONES, (n) => control('zone', `z${n}`, NO_SUBJECT, zoneOf(n)));
const vehicleBytes = await kept(vehicles, (n) => {
  const key = keyOf(n);
  const json = {
    subjectKey: key,
    class: 'charter',
    enterpriseId: `e${n % 5_000}`,
    regionCode: '440300',
  };
  return control('vehicle', key, key, json);
});
const corridorBytes = await kept(corridors, (n) => {
  const key = keyOf(n);
  return control('route', `r${n}`, key, routeOf(n, key));
});
/** When the first lap begins: the registry has moved time on, a millisecond a record, and the first reports will. */
const firstLapMs = Math.ceil((START_MS + offset + reporting + 1_000) / INTERVAL_MS) * INTERVAL_MS;
let lap = 0;
// Made beforehand: what a vehicle sends is not what is measured.
const laps = Array.from({ length: ROUNDS + 2 }, (_, at) => {
  lap = at;
  return Array.from({ length: reporting }, (__, n) => encodeReading(report(n)).slice());
});
lap = 0;
const firstReportBytes = await kept(reporting, (n) => decoder.decode(laps[0]![n]!));
lap++;
const reportedBytes = keptBytes();

const whole = await measure(
  `a fleet of ${vehicles} in the registry, ${reporting} of them reporting`,
  async () => {
    for (let at = 0; at < reporting; at += BATCH) {
      const until = Math.min(at + BATCH, reporting);
      const records = laps[lap]!.slice(at, until).map((value) => ({ value }));
      for (let i = 0; i < records.length; i++) {
        if (i % AHEAD === 0) task.lookAhead(records, i);
        task.process(decoder.decode(records[i]!.value), offset++, outputs);
      }
      tick(firstLapMs + lap * INTERVAL_MS + Math.floor((INTERVAL_MS * until) / reporting));
      await outputs.flush();
    }
    lap++;
    return reporting;
  },
  { rounds: ROUNDS, unit: 'reports' },
);
whole.figures = {
  bestPerCpuSecond: bestPerCpuSecond(whole),
  residentMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
  bytesPerVehicle: Math.round(vehicleBytes),
  bytesPerCorridor: Math.round(corridorBytes),
  bytesPerZone: Math.round(zoneBytes),
  bytesPerFirstReport: Math.round(firstReportBytes),
  bytesPerFurtherReport: Math.round((keptBytes() - reportedBytes) / (reporting * (ROUNDS + 1))),
};
writeResults('processors-size', [whole], {
  seed: SEED,
  notes: `${rules.length} rules; corridors of ${CORRIDOR_VERTICES} vertices, zones of ${ZONE_VERTICES}; each vehicle reports every ${INTERVAL_MS} ms`,
});

/** Feeds a record each and returns what each leaves behind. */
async function kept(count: number, recordOf: (n: number) => Reading): Promise<number> {
  const before = keptBytes();
  for (let n = 0; n < count; n++) {
    task.process(decoder.decode(encodeReading(recordOf(n)).slice()), offset++, outputs);
    if (n % BATCH === 0) await outputs.flush();
  }
  tick(START_MS + offset);
  await outputs.flush();
  return (keptBytes() - before) / count;
}

function tick(timeMs: number): void {
  task.process(reading(NO_SUBJECT, timeMs, { kind: 'tick', timeMs }), offset++, outputs);
}

function keyOf(n: number): SubjectKey {
  return subjectKeyOf(SECRET, 'vehicle', `${n}`);
}

function reading(subjectKey: SubjectKey, receivedTimeMs: number, body: Reading['body']): Reading {
  return {
    subjectKey,
    deviceKey: subjectKey,
    protocol: 'jt808_2019',
    receivedTimeMs,
    serial: 0,
    raw: new Uint8Array(0),
    body,
  };
}

function control(entity: string, id: string, subjectKey: SubjectKey, value: object): Reading {
  const json = JSON.stringify(value);
  return reading(subjectKey, START_MS, {
    kind: 'registry',
    registryOffset: offset,
    entity,
    id,
    json,
  } as Reading['body']);
}

/** Where a vehicle's road begins. */
function homeOf(n: number): { longitude: number; latitude: number } {
  return { longitude: 110 + (n % 1_000) * 0.006, latitude: 21 + Math.floor(n / 1_000) * 0.004 };
}

function routeOf(n: number, subjectKey: SubjectKey): object {
  const { longitude, latitude } = homeOf(n);
  const coordinates = Array.from({ length: CORRIDOR_VERTICES }, (_, i) => [
    Math.round((longitude + i * 0.01) * 1e6) / 1e6,
    Math.round((latitude + Math.sin(i / 5) * 0.0005) * 1e6) / 1e6,
  ]);
  return {
    routeId: `r${n}`,
    subjectKey,
    validFrom: '2026-01-01T00:00:00Z',
    validTo: '2027-01-01T00:00:00Z',
    corridor: { type: 'LineString', coordinates },
    halfWidthM: 200,
  };
}

function zoneOf(n: number): object {
  const longitude = 109 + random() * 9;
  const latitude = 20 + random() * 6;
  const ring = Array.from({ length: ZONE_VERTICES }, (_, i) => {
    const angle = (i / ZONE_VERTICES) * 2 * Math.PI;
    return [
      Math.round((longitude + Math.cos(angle) * 0.004) * 1e6) / 1e6,
      Math.round((latitude + Math.sin(angle) * 0.004) * 1e6) / 1e6,
    ];
  });
  return {
    zoneId: `z${n}`,
    kind: 'school',
    name: `z${n}`,
    polygon: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
    appliesTo: [],
    limitKmh: 30,
  };
}

function report(n: number): Reading {
  const { longitude, latitude } = homeOf(n);
  const dueMs = firstLapMs + lap * INTERVAL_MS + Math.floor((INTERVAL_MS * n) / reporting);
  return reading(keyOf(n), dueMs + 400, {
    kind: 'position',
    position: {
      fixTimeMs: Math.floor(dueMs / 1_000) * 1_000,
      latitudeDeg: Math.round(latitude * 1e6) / 1e6,
      longitudeDeg: Math.round((longitude + lap * 0.004) * 1e6) / 1e6,
      altitudeM: 30,
      speedKmh: 50 + (n % 20),
      courseDeg: 90,
      recorderSpeedKmh: null,
      mileageKm: 1_000 + lap,
      satellites: 12,
      alarmFlag: 0,
      statusFlag: 3,
      videoAlarmFlag: null,
      backlog: false,
      driverKey: null,
      alarmItems: null,
    },
  });
}

/** Takes what the task appends and lets it go. */
function silentLog(): EventLog {
  const ends = { low: 0, high: 0 };
  return {
    append: async () => 0,
    ensureTopic: async () => {},
    partitions: () => 1,
    read: async () => ({ records: [], nextOffset: 0, highOffset: 0 }),
    ends: async () => ends,
    committed: async () => null,
    commit: async () => {},
    clean: async () => 0,
    close: async () => {},
  };
}
