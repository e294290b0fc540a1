/** The driver task fed by hand: what its alerts cite. */
import { expect, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import { DriverTask } from '#processors/driver-task.ts';
import type { DriverOut } from '#processors/outputs.ts';
import { drivingTimeContinuous } from '#processors/rules/driving-time-continuous.ts';
import { driverTaskState, loadDriverTask } from '#processors/state/task-codec.ts';
import { RuleTable } from '#processors/state/versions.ts';
import type { DriverSample } from '#proto/codec/partial.ts';

const T0 = Date.UTC(2026, 2, 1, 4);
const RULES = [drivingTimeContinuous];

const sample = (s: number): DriverSample => ({
  driverKey: '00000000000000d1' as SubjectKey,
  subjectKey: '00000000000000a1' as SubjectKey,
  eventTimeMs: T0 + s * 1_000,
  ...{ latitudeDeg: null, longitudeDeg: null, speedKmh: 60, flags: 0, statusFlag: 3 },
  inputOffset: 1_000 + s,
  ...{ released: false, retracted: false, sequence: s, vehicleClass: 'charter' },
});

test('evidence is cited where it stands: in the partition of the vehicle, also behind a restart', () => {
  const alerts: Alert[] = [];
  const out: DriverOut = {
    alert: (_change, alert) => void alerts.push(alert),
    windowPart: () => {},
    riskFact: () => {},
    windowMark: () => {},
  };
  const feed = (task: DriverTask, fromS: number, toS: number): void => {
    for (let s = fromS; s < toS; s += 60)
      task.accept(1, T0 + s * 1_000, { kind: 'sample', sample: sample(s) }, out);
  };
  const before = new DriverTask(0, 2, RULES);
  feed(before, 0, 600);
  // As an older version wrote it, which did not say whose the samples that wait are.
  const saved = JSON.parse(
    JSON.stringify(driverTaskState(before), (name, value) =>
      name === 'partition' ? undefined : value,
    ),
  );
  const task = new DriverTask(0, 2, RULES);
  loadDriverTask(task, saved, [], new RuleTable([], RULES));
  feed(task, 600, 4 * 3_600 + 120);
  for (const source of [0, 1]) task.accept(source, T0 + 20_000_000, { kind: 'mark' }, out);
  expect(alerts.at(-1)?.evidence.map(({ partition, offset }) => [partition, offset])).toEqual([
    [1, 1_000],
    [1, 1_000 + 4 * 3_600 + 60],
  ]);
});
