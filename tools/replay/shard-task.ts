/** A thread of a replay: the vehicle task of some of the vehicles. What it tells of drivers goes back in rows. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Alert } from '#core/alert.ts';
import { assert } from '#core/errors.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { NoVehicleIndicators } from '#processors/indicators/vehicle-side.ts';
import type { VehicleOut } from '#processors/outputs.ts';
import { rules } from '#processors/rules/index.ts';
import { VehicleTask } from '#processors/vehicle-task.ts';
import type { DriverSample } from '#proto/codec/partial.ts';
import { ruleFaultText } from './print.ts';
import { Rows, readPositions } from './rows.ts';

export interface ShardSetup {
  shard: number;
  /** Registry and rules. */
  controls: Reading[];
}

/** To a shard. */
export interface ShardInput {
  /** Pseudonyms that have come up since the last message. */
  keys: SubjectKey[];
  rows: Float64Array;
  /** Nothing follows: what is pending settles. */
  isLast: boolean;
}

/** From a shard: one for each message, in their order. */
export interface ShardOutput {
  rows: Float64Array[];
  /** Rules that failed, as sentences. */
  faults: string[];
  /** After the last message: every alert of these vehicles as it now stands. */
  alerts: Alert[];
}

const ROWS_MAX = 4_096;

const { shard, controls } = workerData as ShardSetup;
const keys: SubjectKey[] = [];
const numbers = new Map<SubjectKey, number>();
const latest = new Map<string, Alert>();
const rows = new Rows(ROWS_MAX);
let full: Float64Array<ArrayBuffer>[] = [];
let faults: string[] = [];
let offset = 0;

const task = new VehicleTask(shard, rules, new NoVehicleIndicators());
task.onRuleFault = (type, cause) => faults.push(ruleFaultText(type, cause));
const out: VehicleOut = {
  alert: (_change, alert) => latest.set(alert.alertId, alert),
  observation: () => {},
  late: () => {},
  sensor: () => {},
  windowPart: () => {},
  riskFact: () => {},
  windowMark: () => {},
  introduce: () => {},
  // The thread that has the drivers has read the same rules.
  rules: () => {},
  sample: (tickMs: number, sample: DriverSample) => {
    rows.sample(numbers.get(sample.subjectKey)!, numbers.get(sample.driverKey)!, tickMs, sample);
    if (rows.isFull) full.push(rows.take());
  },
  mark: (tickMs: number) => {
    rows.time(tickMs);
    if (rows.isFull) full.push(rows.take());
  },
};
for (const control of controls) task.process(control, offset++, out);

assert(parentPort !== null, 'a shard runs in a thread of its own');
const port = parentPort;
port.on('message', (input: ShardInput) => {
  for (const key of input.keys) {
    numbers.set(key, keys.length);
    keys.push(key);
  }
  readPositions(input.rows, keys, task, (reading) => task.process(reading, offset++, out));
  if (input.isLast) {
    task.finish(out);
    out.mark(task.tickMs);
  }
  if (rows.length > 0) full.push(rows.take());
  const output: ShardOutput = {
    rows: full,
    faults,
    alerts: input.isLast ? [...latest.values()] : [],
  };
  port.postMessage(
    output,
    full.map(({ buffer }) => buffer),
  );
  full = [];
  faults = [];
  if (input.isLast) port.close();
});
