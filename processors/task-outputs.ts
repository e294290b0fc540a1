/** What each kind of task writes, and where. */
import type { Alert, AlertChange } from '#core/alert.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { decodeObservation, encodeObservation } from '#proto/codec/observation.ts';
import {
  type DriverSample,
  decodePartial,
  encodePartial,
  type PartialBody,
} from '#proto/codec/partial.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { NumberedOutputs } from './numbered-outputs.ts';
import type { VehicleOut } from './outputs.ts';
import type { Entry } from './timeline/entry.ts';

/** Outputs of a vehicle task. */
export class VehicleOutputs extends NumberedOutputs implements VehicleOut {
  private readonly partition: number;
  private readonly partitions: number;

  /** @param partitions partitions of `reports.v1`, hence of `partials.v1` */
  constructor(log: EventLog, partition: number, partitions: number) {
    super(log, vehicleTaskName(partition), [
      {
        topic: TOPICS.observations,
        partition,
        isShared: false,
        decode: decodeObservation,
        repeats: 'by-input',
      },
      {
        topic: TOPICS.alerts,
        partition,
        isShared: false,
        decode: decodeAlertTransition,
        repeats: 'by-alert',
      },
      {
        topic: TOPICS.late,
        partition,
        isShared: false,
        decode: decodeObservation,
        repeats: 'by-input',
      },
      ...Array.from({ length: partitions }, (_, target) => ({
        topic: TOPICS.partials,
        partition: target,
        isShared: true,
        decode: decodePartial,
        // Driver tasks know a sample, a mark and a change of rules they have had.
        repeats: 'allowed' as const,
      })),
    ]);
    this.partition = partition;
    this.partitions = partitions;
  }

  observation(entry: Entry): void {
    this.pushEntry(0, entry);
  }

  late(entry: Entry): void {
    this.pushEntry(2, entry);
  }

  alert(change: AlertChange, alert: Alert): void {
    this.pushAlert(1, change, alert, this.timeMs);
  }

  sample(tickMs: number, sample: DriverSample): void {
    this.pushPartial(partitionOf(sample.driverKey, this.partitions), tickMs, sample.driverKey, {
      kind: 'sample',
      sample,
    });
  }

  rules(tickMs: number, registryOffset: number, json: string): void {
    for (let target = 0; target < this.partitions; target++)
      this.pushPartial(target, tickMs, NO_SUBJECT, { kind: 'rules', registryOffset, json });
  }

  mark(tickMs: number): void {
    for (let target = 0; target < this.partitions; target++)
      this.pushPartial(target, tickMs, NO_SUBJECT, { kind: 'mark' });
  }

  private pushEntry(index: number, entry: Entry): void {
    const number = this.number(index);
    if (number === null || this.isAnswered(index, entry.inputOffset)) return;
    entry.task = this.task;
    entry.epoch = this.epoch;
    entry.number = number;
    this.push(index, {
      key: entry.subjectKey,
      timeMs: entry.receivedTimeMs,
      value: encodeObservation(entry),
    });
  }

  private pushPartial(target: number, tickMs: number, key: string, body: PartialBody): void {
    const number = this.number(3 + target);
    if (number === null) return;
    const { task, epoch, partition } = this;
    this.push(3 + target, {
      key,
      timeMs: tickMs,
      value: encodePartial({ task, epoch, number, partition, tickMs, body }),
    });
  }
}

/** Outputs of a driver task: its alerts lie behind those of the vehicle tasks. */
export class DriverOutputs extends NumberedOutputs {
  constructor(log: EventLog, partition: number, partitions: number) {
    super(log, driverTaskName(partition), [
      {
        topic: TOPICS.alerts,
        partition: partitions + partition,
        isShared: false,
        decode: decodeAlertTransition,
        repeats: 'by-alert',
      },
    ]);
  }

  alert(change: AlertChange, alert: Alert): void {
    this.pushAlert(0, change, alert, this.timeMs);
  }
}

export const vehicleTaskName = (partition: number): string => `vehicle-${partition}`;
export const driverTaskName = (partition: number): string => `driver-${partition}`;
