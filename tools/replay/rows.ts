/**
 * How the threads of a replay speak: positions and ticks go to a shard, samples and marks come back, as rows of
 * numbers in memory that is handed over, not copied. Pseudonyms are numbered in the order the recording names them.
 * NaN = null.
 */
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { type PositionFix, type Reading, VEHICLE_CLASSES } from '#core/report.ts';
import { AHEAD } from '#processors/timeline/foresee.ts';
import type { VehicleTask } from '#processors/vehicle-task.ts';
import type { DriverSample } from '#proto/codec/partial.ts';

/** Numbers of a row in either direction. */
const WIDTH = 13;
/** In the place of a subject: the row is a tick, or a mark. */
const TIME = -1;
const NOBODY = -2;

export class Rows {
  numbers: Float64Array<ArrayBuffer>;
  length = 0;

  constructor(rowsMax: number) {
    this.numbers = new Float64Array(rowsMax * WIDTH);
  }

  get isFull(): boolean {
    return this.length === this.numbers.length;
  }

  /** What has been written; the rows begin anew. */
  take(): Float64Array<ArrayBuffer> {
    const taken =
      this.length === this.numbers.length ? this.numbers : this.numbers.slice(0, this.length);
    if (taken === this.numbers) this.numbers = new Float64Array(taken.length);
    this.length = 0;
    return taken;
  }

  /** A tick, or the mark that nothing of it or before follows. */
  time(timeMs: number): void {
    this.numbers[this.length] = TIME;
    this.numbers[this.length + 1] = timeMs;
    this.length += WIDTH;
  }

  position(subject: number, driver: number | null, receivedTimeMs: number, fix: PositionFix): void {
    const { numbers, length: at } = this;
    numbers[at] = subject;
    numbers[at + 1] = receivedTimeMs;
    numbers[at + 2] = fix.fixTimeMs ?? Number.NaN;
    numbers[at + 3] = fix.latitudeDeg ?? Number.NaN;
    numbers[at + 4] = fix.longitudeDeg ?? Number.NaN;
    numbers[at + 5] = fix.altitudeM ?? Number.NaN;
    numbers[at + 6] = fix.speedKmh ?? Number.NaN;
    numbers[at + 7] = fix.courseDeg ?? Number.NaN;
    numbers[at + 8] = fix.mileageKm ?? Number.NaN;
    numbers[at + 9] = fix.alarmFlag;
    numbers[at + 10] = fix.statusFlag;
    numbers[at + 11] = driver ?? NOBODY;
    this.length += WIDTH;
  }

  sample(subject: number, driver: number, tickMs: number, sample: DriverSample): void {
    const { numbers, length: at } = this;
    numbers[at] = subject;
    numbers[at + 1] = tickMs;
    numbers[at + 2] = sample.eventTimeMs;
    numbers[at + 3] = sample.latitudeDeg ?? Number.NaN;
    numbers[at + 4] = sample.longitudeDeg ?? Number.NaN;
    numbers[at + 5] = sample.speedKmh ?? Number.NaN;
    numbers[at + 6] = sample.flags;
    numbers[at + 7] = sample.inputOffset;
    numbers[at + 8] = sample.sequence;
    numbers[at + 9] = VEHICLE_CLASSES.indexOf(sample.vehicleClass);
    numbers[at + 10] = sample.statusFlag;
    numbers[at + 11] = driver;
    numbers[at + 12] = (sample.released ? 1 : 0) + (sample.retracted ? 2 : 0);
    this.length += WIDTH;
  }
}

/** Calls `feed` with each position or tick; the reading is said anew next time. `task` may read ahead. */
export function readPositions(
  numbers: Float64Array,
  keys: readonly SubjectKey[],
  task: VehicleTask,
  feed: (reading: Reading) => void,
): void {
  for (let at = 0; at < numbers.length; at += WIDTH) {
    if (at % (AHEAD * WIDTH) === 0) lookAhead(numbers, keys, at, task);
    const subject = numbers[at]!;
    if (subject === TIME) {
      tickBody.timeMs = numbers[at + 1]!;
      tick.receivedTimeMs = tickBody.timeMs;
      feed(tick);
      continue;
    }
    reading.subjectKey = keys[subject]!;
    reading.receivedTimeMs = numbers[at + 1]!;
    position.fixTimeMs = orNull(numbers[at + 2]!);
    position.latitudeDeg = orNull(numbers[at + 3]!);
    position.longitudeDeg = orNull(numbers[at + 4]!);
    position.altitudeM = orNull(numbers[at + 5]!);
    position.speedKmh = orNull(numbers[at + 6]!);
    position.courseDeg = orNull(numbers[at + 7]!);
    position.mileageKm = orNull(numbers[at + 8]!);
    position.alarmFlag = numbers[at + 9]!;
    position.statusFlag = numbers[at + 10]!;
    const driver = numbers[at + 11]!;
    position.driverKey = driver === NOBODY ? null : keys[driver]!;
    feed(reading);
  }
}

function lookAhead(
  numbers: Float64Array,
  keys: readonly SubjectKey[],
  from: number,
  task: VehicleTask,
): void {
  const until = Math.min(numbers.length, from + AHEAD * WIDTH);
  for (let at = from; at < until; at += WIDTH)
    if (numbers[at] !== TIME) task.expect(keys[numbers[at]!]!);
  task.foresee();
}

/** Calls `accept` with each sample, null for a mark. */
export function readSamples(
  numbers: Float64Array,
  keys: readonly SubjectKey[],
  accept: (tickMs: number, sample: DriverSample | null) => void,
): void {
  for (let at = 0; at < numbers.length; at += WIDTH) {
    const subject = numbers[at]!;
    const tickMs = numbers[at + 1]!;
    if (subject === TIME) {
      accept(tickMs, null);
      continue;
    }
    const bits = numbers[at + 12]!;
    accept(tickMs, {
      driverKey: keys[numbers[at + 11]!]!,
      subjectKey: keys[subject]!,
      eventTimeMs: numbers[at + 2]!,
      latitudeDeg: orNull(numbers[at + 3]!),
      longitudeDeg: orNull(numbers[at + 4]!),
      speedKmh: orNull(numbers[at + 5]!),
      flags: numbers[at + 6]!,
      inputOffset: numbers[at + 7]!,
      released: (bits & 1) !== 0,
      sequence: numbers[at + 8]!,
      vehicleClass: VEHICLE_CLASSES[numbers[at + 9]!]!,
      retracted: (bits & 2) !== 0,
      statusFlag: numbers[at + 10]!,
    });
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

const position: PositionFix = {
  fixTimeMs: null,
  latitudeDeg: null,
  longitudeDeg: null,
  altitudeM: null,
  speedKmh: null,
  courseDeg: null,
  recorderSpeedKmh: null,
  mileageKm: null,
  satellites: null,
  alarmFlag: 0,
  statusFlag: 0,
  videoAlarmFlag: null,
  alarmItems: null,
  backlog: false,
  driverKey: null,
};
const common = {
  subjectKey: NO_SUBJECT,
  deviceKey: NO_SUBJECT,
  protocol: 'replay' as const,
  receivedTimeMs: 0,
  serial: 0,
  raw: new Uint8Array(0),
};
const reading: Reading = { ...common, body: { kind: 'position', position } };
const tickBody = { kind: 'tick' as const, timeMs: 0 };
const tick: Reading = { ...common, body: tickBody };
