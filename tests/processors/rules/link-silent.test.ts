/** What `link.silent` stored before it knew of longer silences goes on in the shape of today. */
import { expect, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import { NoVehicleIndicators } from '#processors/indicators/vehicle-side.ts';
import type { VehicleOut } from '#processors/outputs.ts';
import { linkSilent } from '#processors/rules/link-silent.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { Snapshotter } from '#processors/state/snapshotter.ts';
import { loadVehicleTask, vehicleCodec, vehicleTaskState } from '#processors/state/task-codec.ts';
import { RuleTable } from '#processors/state/versions.ts';
import { VehicleTask } from '#processors/vehicle-task.ts';
import { readingOf, tickReading, vehicleReading } from '../../simulation/world.ts';

const HEARD_MS = Date.parse('2026-11-20T08:00:00+08:00');
const EVENT_MS = HEARD_MS - 10_000;
/** A second midnight: 24 h later it is 08:00. */
const OFFLINE_MS = Date.parse('2026-11-22T00:00:00+08:00');
const FIXES = [EVENT_MS, 23, 113];
/** Nothing was known of the ignition. */
const ON = [0, 0, 999, 999];
const { carryOver } = linkSilent.shape!;

test('a row that knew of no day without a message', () => {
  const kept = [HEARD_MS, EVENT_MS, 0, 300_000, 23, 113, 7, 42, 2, 1, 10_000, 0, 0, 0, 0];
  const state = carryOver([...kept, ...FIXES], 2);
  expect(state).toEqual([...kept, OFFLINE_MS, 0, ...ON, ...FIXES]);
  expect(linkSilent.wakeAtMs!(state)).toBe(HEARD_MS + 300_001);
});

test('a row that knew of days, but not of the ignition', () => {
  const kept = [HEARD_MS, EVENT_MS, 0, 300_000, 23, 113, 7, 42, 2, 1, 10_000, 0, 0, 0, 0];
  const days = [OFFLINE_MS, EVENT_MS];
  const state = carryOver([...kept, ...days, ...FIXES], 3);
  expect(state).toEqual([...kept, ...days, ...ON, ...FIXES]);
});

test.each([
  [true, 1, HEARD_MS + 720_001],
  [false, 0, OFFLINE_MS],
])('a field for each, active: %s', (active, isActive, wakeMs) => {
  const state = carryOver(
    {
      ...{ heardMs: HEARD_MS, eventMs: EVENT_MS, openedAtMs: 0, allowedMs: 720_000 },
      ...{ latitudeDeg: 23, longitudeDeg: null, partition: 7, offset: 42 },
      ...{ active, intervals: [240_000, 230_000], intervalAt: 2, fixes: FIXES },
    },
    1,
  );
  const row = [HEARD_MS, EVENT_MS, 0, 720_000, 23, 999, 7, 42, isActive, 2];
  const intervals = [240_000, 230_000, 0, 0, 0];
  expect(state).toEqual([...row, ...intervals, OFFLINE_MS, 0, ...ON, ...FIXES]);
  expect(linkSilent.wakeAtMs!(state)).toBe(wakeMs);
});

/** What stood in the rows of the second shape, and when they asked to be woken. */
function asSecondShape(value: unknown): unknown {
  if (Array.isArray(value)) {
    const isRow = value.length >= 21 && value.every((item) => typeof item === 'number');
    return isRow ? [...value.slice(0, 15), ...value.slice(21)] : value.map(asSecondShape);
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    name === 'wakeMs' ? 8_640_000_000_000_000 : asSecondShape(member),
  ]);
  return Object.fromEntries(members);
}

test('a parked vehicle that has been silent for days is found at the upgrade, without another word of it', () => {
  const vehicle = '00000000000000a1' as SubjectKey;
  const alerts: Alert[] = [];
  const quiet = () => {};
  const out: VehicleOut = {
    alert: (_change, alert) => void alerts.push(alert),
    ...{
      observation: quiet,
      late: quiet,
      sample: quiet,
      introduce: quiet,
      mark: quiet,
      rules: quiet,
    },
    ...{ sensor: quiet, windowPart: quiet, riskFact: quiet, windowMark: quiet },
  };
  const begun = new VehicleTask(0, [linkSilent], new NoVehicleIndicators());
  const fact = { vehicle, fixMs: HEARD_MS, speedKmh: 0, alarm: false, driver: null };
  const log = [
    vehicleReading(vehicle, 0, 'heavy'),
    tickReading(HEARD_MS),
    readingOf(fact),
    tickReading(HEARD_MS + 60_000),
  ];
  for (const [offset, reading] of log.entries()) begun.process(reading, offset, out);
  const store = new MemoryStateStore();
  const task = vehicleTaskState(begun);
  const snapshotter = new Snapshotter(store, 'vehicle-0', begun, vehicleCodec(begun));
  snapshotter.begin({ codeVersion: '', epoch: 1, inputs: {}, numbers: {}, outputs: {}, task });
  snapshotter.commit();
  const entries = [...store.load('vehicle-0')!.entries].map(
    ([key, value]): [string, Uint8Array] => {
      if (/\/c\d+$/.test(key)) return [key, value];
      const json = JSON.parse(new TextDecoder().decode(value));
      return [key, new TextEncoder().encode(JSON.stringify(asSecondShape(json)))];
    },
  );
  const upgraded = new VehicleTask(0, [linkSilent], new NoVehicleIndicators());
  const table = new RuleTable([{ type: 'link.silent', shape: 2 }], [linkSilent]);
  loadVehicleTask(upgraded, task, entries, table);
  upgraded.process(tickReading(OFFLINE_MS + 3 * 86_400_000), 4, out);
  expect(alerts).toMatchObject([
    {
      ...{ subjectKey: vehicle, state: 'open', openedAtMs: HEARD_MS, raisedAtMs: OFFLINE_MS },
      ...{ facts: { kind: 'offline' }, evidence: [{ partition: 0, offset: 2 }] },
    },
  ]);
});
