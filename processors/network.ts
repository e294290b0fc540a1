/**
 * Both stages wired in memory: the driver for tests and for `replay`. It holds no log and does no
 * I/O, but takes the same way through the same tasks, for any number of partitions.
 */
import type { Alert, AlertChange } from '#core/alert.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { DriverTask } from './driver-task.ts';
import type { AlertOut, VehicleOut } from './outputs.ts';
import type { AnyRule } from './plan.ts';
import type { Entry } from './timeline/entry.ts';
import { VehicleTask } from './vehicle-task.ts';

export interface NetworkSink {
  alert(change: AlertChange, alert: Alert): void;
  observation?(entry: Entry): void;
  late?(entry: Entry): void;
}

export class LocalNetwork {
  readonly vehicleTasks: VehicleTask[];
  readonly driverTasks: DriverTask[];
  private readonly outs: VehicleOut[];
  private readonly alertOut: AlertOut;
  private offset = 0;

  constructor(partitions: number, rules: readonly AnyRule[], sink: NetworkSink) {
    this.vehicleTasks = Array.from(
      { length: partitions },
      (_, partition) => new VehicleTask(partition, rules),
    );
    this.driverTasks = Array.from(
      { length: partitions },
      (_, partition) => new DriverTask(partition, partitions, rules),
    );
    this.alertOut = sink;
    this.outs = this.vehicleTasks.map((_, partition) => ({
      alert: (change, alert) => sink.alert(change, alert),
      observation: (entry) => sink.observation?.(entry),
      late: (entry) => sink.late?.(entry),
      sample: (tickMs, sample) =>
        this.driverTasks[partitionOf(sample.driverKey, partitions)]!.accept(
          partition,
          tickMs,
          { kind: 'sample', sample },
          this.alertOut,
        ),
      rules: (tickMs, registryOffset, json) => {
        for (const task of this.driverTasks)
          task.accept(partition, tickMs, { kind: 'rules', registryOffset, json }, this.alertOut);
      },
      mark: (tickMs) => {
        for (const task of this.driverTasks)
          task.accept(partition, tickMs, { kind: 'mark' }, this.alertOut);
      },
    }));
  }

  /** A reading of a subject goes to its partition, a tick or rule change to all. */
  feed(reading: Reading): void {
    const offset = this.offset++;
    if (reading.subjectKey === NO_SUBJECT) {
      for (let p = 0; p < this.vehicleTasks.length; p++)
        this.vehicleTasks[p]!.process(reading, offset, this.outs[p]!);
      return;
    }
    const partition =
      this.vehicleTasks.length === 1
        ? 0
        : partitionOf(reading.subjectKey, this.vehicleTasks.length);
    this.vehicleTasks[partition]!.process(reading, offset, this.outs[partition]!);
  }

  /**
   * The input ends: what is pending settles, for nothing more is to come, and stage 2 takes what
   * stage 1 has told. Adds no tick: no time passes, so nothing falls silent or closes by it.
   */
  finish(): void {
    this.vehicleTasks.forEach((task, partition) => {
      task.finish(this.outs[partition]!);
    });
    this.vehicleTasks.forEach((task, partition) => {
      this.outs[partition]!.mark(task.tickMs);
    });
  }
}
