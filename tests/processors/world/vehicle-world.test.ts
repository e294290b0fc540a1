/** Zones in the vehicle task: from when a change holds, what late facts see, and what a snapshot keeps. */
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { type Reading, type ReadingBody, VEHICLE_CLASSES } from '#core/report.ts';
import type { VehicleOut } from '#processors/outputs.ts';
import { defineRule } from '#processors/rule.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { Snapshotter } from '#processors/state/snapshotter.ts';
import { loadVehicleTask, vehicleCodec, vehicleTaskState } from '#processors/state/task-codec.ts';
import { RuleTable, savedRules } from '#processors/state/versions.ts';
import { VehicleTask } from '#processors/vehicle-task.ts';

const T0 = Date.parse('2026-11-21T12:00:00+08:00');
const VEHICLE = '00000000000000aa' as SubjectKey;

/** One episode per zone, for as long as the reports lie in it. */
const inside = defineRule<Record<string, never>, { zones: string[] }>({
  type: 'test.inside',
  version: 1,
  summary: { zh: '', en: '' },
  clause: '',
  order: 'arrival',
  key: 'vehicle',
  params: Type.Object({}),
  classes: VEHICLE_CLASSES,
  initial: () => ({ zones: [] }),
  onObservation(state, { latitudeDeg, longitudeDeg, eventTimeMs }, context) {
    const zones = context.world
      .zonesAt(latitudeDeg!, longitudeDeg!, eventTimeMs)
      .map(({ id }) => id);
    for (const zone of state.zones) if (!zones.includes(zone)) context.close(zone, eventTimeMs);
    for (const zone of zones)
      if (!state.zones.includes(zone))
        context.open(zone, {
          severity: 'minor',
          openedAtMs: eventTimeMs,
          raisedAtMs: eventTimeMs,
          measured: null,
          limit: null,
          unit: '',
          latitudeDeg,
          longitudeDeg,
          explanation: { zh: '', en: '' },
          facts: { zone },
        });
    state.zones = zones;
  },
});

class Bench {
  task = new VehicleTask(0, [inside]);
  readonly alerts = new Map<string, Alert>();
  written: string[] = [];
  private readonly store = new MemoryStateStore();
  private snapshotter: Snapshotter<never> | null = null;
  private offset = 0;
  private readonly out: VehicleOut = {
    sensor: () => {},
    introduce: () => {},
    windowPart: () => {},
    riskFact: () => {},
    windowMark: () => {},
    observation: () => {},
    late: () => {},
    alert: (_change, alert) => void this.alerts.set(alert.alertId, structuredClone(alert)),
    sample: () => {},
    rules: () => {},
    mark: () => {},
  };

  feed(body: ReadingBody, receivedTimeMs: number, subjectKey: SubjectKey = NO_SUBJECT): void {
    const reading: Reading = {
      subjectKey,
      deviceKey: NO_SUBJECT,
      protocol: 'replay',
      receivedTimeMs,
      serial: 0,
      raw: new Uint8Array(0),
      body,
    };
    this.task.process(reading, this.offset++, this.out);
  }

  tick(second: number): void {
    this.feed({ kind: 'tick', timeMs: T0 + second * 1_000 }, T0 + second * 1_000);
  }

  fix(second: number, receivedSecond = second): void {
    const position = {
      fixTimeMs: T0 + second * 1_000,
      latitudeDeg: 22.5,
      longitudeDeg: 113.5,
      altitudeM: null,
      speedKmh: 60,
      courseDeg: null,
      recorderSpeedKmh: null,
      mileageKm: null,
      satellites: null,
      alarmFlag: 0,
      statusFlag: 3,
      videoAlarmFlag: null,
      alarmItems: null,
      backlog: false,
      driverKey: null,
    };
    this.feed({ kind: 'position', position }, T0 + receivedSecond * 1_000, VEHICLE);
  }

  /** A square around the vehicle; west = false = elsewhere, null = withdrawn. */
  zone(zoneId: string, isHere: boolean | null): void {
    const west = isHere === true ? 113 : 100;
    const ring = [
      [west, 22],
      [west + 1, 22],
      [west + 1, 23],
      [west, 23],
      [west, 22],
    ];
    const record = {
      zoneId,
      kind: 'no-entry',
      name: '不在此处',
      polygon: { type: 'Polygon', coordinates: [ring] },
      appliesTo: [],
    };
    const json = isHere === null ? '' : JSON.stringify(record);
    this.feed(
      { kind: 'registry', registryOffset: this.offset, entity: 'zone', id: zoneId, json },
      T0,
    );
  }

  /** Zone, first and last second of its episodes, those taken back left out. */
  get stays(): [string, number, number | null][] {
    return [...this.alerts.values()]
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ facts, openedAtMs, closedAtMs }): [string, number, number | null] => [
        (facts as { zone: string }).zone,
        (openedAtMs - T0) / 1_000,
        closedAtMs === null ? null : (closedAtMs - T0) / 1_000,
      ])
      .sort();
  }

  snapshot(): void {
    const store = {
      begin: (name: string) => {
        const writer = this.store.begin(name);
        return {
          ...writer,
          put: (key: string, value: Uint8Array) => {
            this.written.push(key);
            writer.put(key, value);
          },
        };
      },
    };
    this.written = [];
    this.snapshotter ??= new Snapshotter(
      store as never,
      'vehicle',
      this.task as never,
      vehicleCodec(this.task) as never,
    );
    const task = vehicleTaskState(this.task);
    this.snapshotter.begin({
      codeVersion: '',
      epoch: 1,
      inputs: {},
      numbers: {},
      outputs: {},
      task,
    });
    this.snapshotter.commit();
  }

  restart(): void {
    const { meta, entries } = this.store.load('vehicle')!;
    this.task = new VehicleTask(0, [inside]);
    const table = new RuleTable(savedRules([inside]), [inside]);
    loadVehicleTask(this.task, meta.task, entries, table);
    this.snapshotter = null;
  }
}

test('before the first fact a zone holds from the beginning', () => {
  const bench = new Bench();
  bench.tick(0);
  bench.zone('a', false);
  bench.zone('a', true);
  bench.fix(-60, 1);
  expect(bench.stays).toEqual([['a', -60, null]]);
});

test('after it from the next tick on: an older fact that comes later does not see it', () => {
  const bench = new Bench();
  bench.tick(0);
  bench.fix(0);
  bench.zone('a', true);
  bench.fix(1);
  bench.tick(2);
  expect(bench.stays).toEqual([]);
  bench.fix(2);
  expect(bench.stays).toEqual([['a', 2, null]]);
  bench.fix(1.5, 3);
  expect(bench.stays).toEqual([['a', 2, null]]);
});

test('a fast clock’s facts of later times are judged again', () => {
  const bench = new Bench();
  bench.tick(0);
  bench.fix(0);
  bench.fix(5, 1);
  bench.zone('a', true);
  bench.tick(3);
  expect(bench.stays).toEqual([['a', 5, null]]);
  bench.zone('a', null);
  bench.tick(4);
  expect(bench.stays).toEqual([]);
});

test('a withdrawn zone is left by the first fact of its tick, and still held before', () => {
  const bench = new Bench();
  bench.tick(0);
  bench.zone('a', true);
  bench.fix(0);
  bench.zone('a', null);
  bench.tick(10);
  bench.fix(12);
  bench.fix(8, 12);
  expect(bench.stays).toEqual([['a', 0, 12]]);
});

test('a snapshot keeps versions and what takes hold next, and writes what changed', () => {
  const bench = new Bench();
  bench.tick(0);
  bench.zone('a', true);
  bench.zone('b', true);
  bench.fix(0);
  bench.zone('b', null);
  bench.tick(10);
  bench.snapshot();
  expect(bench.written.filter((key) => key.startsWith('world')).sort()).toEqual([
    'world-----------/zone/a',
    'world-----------/zone/b',
  ]);
  bench.zone('a', null);
  bench.zone('c', true);
  bench.snapshot();
  expect(bench.written.filter((key) => key.startsWith('world')).sort()).toEqual([
    'world-----------/zone/a',
    'world-----------/zone/c',
  ]);
  const runs = [false, true].map((isRestarted) => {
    if (isRestarted) bench.restart();
    bench.alerts.clear();
    bench.tick(20);
    bench.fix(5, 21);
    bench.fix(15, 21);
    bench.fix(21);
    return bench.stays;
  });
  expect(runs[0]).toEqual([
    ['a', 0, 21],
    ['b', 0, 15],
    ['c', 21, null],
  ]);
  expect(runs[1]).toEqual(runs[0]);
});

test('without a fact a restart leaves the beginning open', () => {
  const bench = new Bench();
  bench.tick(0);
  bench.zone('a', true);
  bench.snapshot();
  bench.restart();
  bench.zone('b', true);
  bench.fix(-60, 1);
  expect(bench.stays.map(([zone]) => zone)).toEqual(['a', 'b']);
});

test('a record that is no zone is counted and changes nothing', () => {
  const bench = new Bench();
  const json = '{"zoneId":"a","kind":"k"}';
  bench.feed({ kind: 'registry', registryOffset: 1, entity: 'zone', id: 'a', json }, T0);
  expect(bench.task.counters.badControls).toBe(1);
  expect([...bench.task.world.all()]).toEqual([]);
});
