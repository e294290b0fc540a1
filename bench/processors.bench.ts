/**
 * How fast do processors alone turn logged reports into observations and alerts? One core: decode,
 * both stages with every rule, encode. Records come as a log serves them; what is appended is counted and let go.
 *
 *   node bench/processors.bench.ts             table for people, bench/results/processors.json
 *
 * How it can mislead: snapshots are off (they are measured apart), appends cost nothing, and every
 * vehicle is well behaved: no late data. A tenth of the fleet speeds; a third has a filed route, of
 * which one in twenty leaves it.
 */
import { NO_SUBJECT, type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { DriverTask } from '#processors/driver-task.ts';
import { rules } from '#processors/rules/index.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { Snapshotter } from '#processors/state/snapshotter.ts';
import { vehicleCodec, vehicleTaskState } from '#processors/state/task-codec.ts';
import { DriverOutputs, VehicleOutputs } from '#processors/task-outputs.ts';
import { AHEAD } from '#processors/timeline/foresee.ts';
import { VehicleTask } from '#processors/vehicle-task.ts';
import { decodePartial } from '#proto/codec/partial.ts';
import { encodeReading, ReadingDecoder } from '#proto/codec/reading.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';
import { bestPerCpuSecond, measure, seededRandom, writeResults } from './harness.ts';

const SEED = 7;
const ROUNDS = 5;
const VEHICLES = 2_000;
const INTERVAL_MS = 10_000;
/** Reports of one round; the rounds are one continuous stream. */
const REPORTS = 100_000;
const BATCH = 2_000;
const START_MS = Date.UTC(2026, 2, 1, 4);
const SECRET = new TextEncoder().encode('bench');

/** Records one after the other in one piece of memory; a read makes views of it, as reading a log does. */
class Records {
  readonly count: number;
  private readonly bytes: Uint8Array;
  private readonly ends: Uint32Array;

  constructor(records: readonly Uint8Array[]) {
    this.count = records.length;
    this.ends = new Uint32Array(records.length + 1);
    records.forEach((record, i) => {
      this.ends[i + 1] = this.ends[i]! + record.length;
    });
    this.bytes = new Uint8Array(this.ends[records.length]!);
    for (let i = 0; i < records.length; i++) this.bytes.set(records[i]!, this.ends[i]!);
  }

  read(from: number, count: number): { value: Uint8Array }[] {
    const records: { value: Uint8Array }[] = [];
    const until = Math.min(from + count, this.count);
    for (let i = from; i < until; i++)
      records.push({ value: this.bytes.subarray(this.ends[i]!, this.ends[i + 1]!) });
    return records;
  }
}

const { registry, rounds } = fleetLog();
const log = outputSink();
const task = new VehicleTask(0, rules);
const outputs = new VehicleOutputs(log, 0, 1);
const drivers = new DriverTask(0, 1, rules);
const driverOutputs = new DriverOutputs(log, 0, 1);
const decoder = new ReadingDecoder();
let offset = 0;
for (const record of registry) task.process(decoder.decode(record), offset++, outputs);

let round = 0;
const whole = await measure(
  'processors from the log, all rules',
  async () => {
    const input = rounds[round++]!;
    for (let at = 0; at < input.count; at += BATCH) {
      const records = input.read(at, BATCH);
      for (let i = 0; i < records.length; i++) {
        if (i % AHEAD === 0) task.lookAhead(records, i);
        task.process(decoder.decode(records[i]!.value), offset++, outputs);
      }
      await outputs.flush();
      for (const { value } of log.takePartials())
        drivers.process(decodePartial(value), driverOutputs);
      await driverOutputs.flush();
    }
    return REPORTS;
  },
  { rounds: ROUNDS, unit: 'reports' },
);
const transitions = (all: Record<string, number>): number =>
  Object.values(all).reduce((sum, n) => sum + n, 0);
whole.figures = {
  bestPerCpuSecond: bestPerCpuSecond(whole),
  duplicates: task.counters.duplicates,
  late: task.counters.late,
  alertTransitions: transitions(outputs.transitions) + transitions(driverOutputs.transitions),
};

const store = new MemoryStateStore();
const snapshots = await measure(
  'snapshot of vehicles that reported',
  () => {
    const snapshotter = new Snapshotter(store, 'bench', task, vehicleCodec(task));
    task.changed = [...task.subjects.values()];
    for (const subject of task.subjects.values()) {
      subject.dirty = true;
      // Half a chunk has been filled since the last one, on average.
      if (subject.hasFacts) subject.timeline.history.cleanEnd = subject.timeline.history.end - 1;
    }
    snapshotter.begin({
      codeVersion: '',
      epoch: 1,
      inputs: {},
      numbers: {},
      outputs: {},
      task: vehicleTaskState(task),
    });
    snapshotter.commit();
    return VEHICLES;
  },
  { rounds: 5, unit: 'vehicles' },
);

writeResults('processors', [whole, snapshots], {
  seed: SEED,
  notes: `${rules.length} rules, ${VEHICLES} vehicles, a report each ${INTERVAL_MS} ms, ${REPORTS} reports a round`,
});

/** Takes what tasks append; the log's own speed is another bench's question. */
function outputSink(): EventLog & { takePartials(): readonly AppendRecord[] } {
  let partials: AppendRecord[] = [];
  const ends = { low: 0, high: 0 };
  return {
    async append(topic, _partition, records) {
      if (topic === TOPICS.partials) for (const record of records) partials.push(record);
      return 0;
    },
    takePartials() {
      const taken = partials;
      partials = [];
      return taken;
    },
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

/** How far north a road bends at this many degrees east of its start. */
function bendOf(eastDeg: number): number {
  return Math.sin(eastDeg / 0.06) * 0.002;
}

/** A fleet in steady motion, as ingest logs it. */
function fleetLog(): { registry: Uint8Array[]; rounds: Records[] } {
  const random = seededRandom(SEED);
  const records: Uint8Array[] = [];
  const fleet = Array.from({ length: VEHICLES }, (_, n) => ({
    key: subjectKeyOf(SECRET, 'vehicle', `${n}`),
    driver: n % 2 === 0 ? subjectKeyOf(SECRET, 'driver', `${n}`) : null,
    phase: Math.floor(random() * INTERVAL_MS),
    latitude: 22.5 + random() * 2,
    longitude: 112.5 + random() * 3,
    startLongitude: 0,
    /** Metres beside its road, once it has left it. */
    besideM: n % 60 === 0 ? 400 : 0,
    speedKmh: n % 10 === 0 ? 105 : 50 + random() * 25,
  }));
  const push = (
    subjectKey: SubjectKey,
    receivedTimeMs: number,
    body: Reading['body'],
    raw = new Uint8Array(0),
  ): void => {
    records.push(
      encodeReading({
        subjectKey,
        deviceKey: subjectKey,
        protocol: 'jt808_2019',
        receivedTimeMs,
        serial: 0,
        raw,
        body,
      }).slice(),
    );
  };
  fleet.forEach((v, n) => {
    const { key, driver, latitude, longitude } = v;
    v.startLongitude = longitude;
    const vehicle = {
      subjectKey: key,
      class: n % 2 === 0 ? 'dangerous' : 'charter',
      enterpriseId: 'e',
      regionCode: '440300',
    };
    push(key, START_MS, {
      kind: 'registry',
      registryOffset: 2 * n,
      entity: 'vehicle',
      id: key,
      json: JSON.stringify(vehicle),
    });
    if (n % 3 === 0) {
      const coordinates = Array.from({ length: 300 }, (_, i) => [
        longitude + i * 0.003,
        latitude + bendOf(i * 0.003),
      ]);
      const route = {
        routeId: `r${n}`,
        subjectKey: key,
        validFrom: '2026-01-01T00:00:00Z',
        validTo: '2027-01-01T00:00:00Z',
        corridor: { type: 'LineString', coordinates },
        halfWidthM: 100,
      };
      push(key, START_MS, {
        kind: 'registry',
        registryOffset: 2 * n + 1,
        entity: 'route',
        id: `r${n}`,
        json: JSON.stringify(route),
      });
    }
    if (driver !== null)
      push(key, START_MS, {
        kind: 'driverCard',
        driverCard: { eventTimeMs: START_MS, onDuty: true, driverKey: driver, readResult: 0 },
      });
  });
  const raw = new Uint8Array(61);
  const order = [...fleet].sort((a, b) => a.phase - b.phase);
  const registry = records.splice(0);
  const rounds: Records[] = [];
  let tickMs = START_MS;
  let lap = 0;
  let next = 0;
  while (rounds.length <= ROUNDS) {
    for (let sent = 0; sent < REPORTS; sent++) {
      const v = order[next]!;
      const dueMs = START_MS + lap * INTERVAL_MS + v.phase;
      if (++next === order.length) {
        next = 0;
        lap++;
      }
      while (tickMs + 1_000 <= dueMs + 400) {
        tickMs += 1_000;
        push(NO_SUBJECT, tickMs, { kind: 'tick', timeMs: tickMs });
      }
      v.longitude += ((v.speedKmh / 3.6) * (INTERVAL_MS / 1_000)) / 102_000;
      const position = {
        fixTimeMs: Math.floor(dueMs / 1_000) * 1_000,
        latitudeDeg:
          Math.round(
            (v.latitude +
              bendOf(v.longitude - v.startLongitude) +
              (lap < 20 ? 0 : v.besideM / 111_320) +
              random() * 0.0001) *
              1e6,
          ) / 1e6,
        longitudeDeg: Math.round(v.longitude * 1e6) / 1e6,
        altitudeM: 30,
        speedKmh: Math.round((v.speedKmh + random() * 4) * 10) / 10,
        courseDeg: 90,
        recorderSpeedKmh: null,
        mileageKm: 1_000 + lap,
        satellites: 12,
        alarmFlag: 0,
        statusFlag: 3,
        videoAlarmFlag: null,
        alarmItems: null,
        backlog: false,
        driverKey: null,
      };
      push(v.key, dueMs + 400, { kind: 'position', position }, raw);
    }
    rounds.push(new Records(records.splice(0)));
  }
  return { registry, rounds };
}
