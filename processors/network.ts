/**
 * Both stages wired in memory: the driver for tests and for `replay`. It holds no log and does no
 * I/O, but takes the same way through the same tasks, for any number of partitions.
 */
import type { Alert, AlertChange } from '#core/alert.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import type { RiskTold } from '#core/risk/verdict.ts';
import type { SensorObservation } from '#core/sensor.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { DriverTask } from './driver-task.ts';
import { DriverIndicators, NoDriverIndicators } from './indicators/driver-side.ts';
import { scopeName } from './indicators/groups.ts';
import { indicators } from './indicators/index.ts';
import { IndicatorTask, type Told } from './indicators/indicator-task.ts';
import type { PartsOut } from './indicators/parts.ts';
import { NoVehicleIndicators, VehicleIndicators } from './indicators/vehicle-side.ts';
import type { DriverOut, VehicleOut } from './outputs.ts';
import type { AnyRule } from './plan.ts';
import { rulesLabelMs } from './task-outputs.ts';
import type { Entry } from './timeline/entry.ts';
import { VehicleTask } from './vehicle-task.ts';

export interface NetworkSink {
  alert(change: AlertChange, alert: Alert): void;
  observation?(entry: Entry): void;
  late?(entry: Entry): void;
  sensor?(observation: SensorObservation): void;
  /** Absent = indicators are not computed. */
  indicator?(value: Told): void;
  /** Told with the indicators. */
  risk?(told: RiskTold): void;
}

export class LocalNetwork {
  readonly vehicleTasks: VehicleTask[];
  readonly driverTasks: DriverTask[];
  readonly indicatorTasks: IndicatorTask[];
  private readonly outs: VehicleOut[];
  private readonly driverOuts: DriverOut[];
  private readonly sink: NetworkSink;
  /** Offset of the next reading; a network that goes on from the state of another goes on from its offset. */
  offset = 0;

  constructor(partitions: number, rules: readonly AnyRule[], sink: NetworkSink) {
    const hasIndicators = sink.indicator !== undefined;
    this.vehicleTasks = Array.from(
      { length: partitions },
      (_, partition) =>
        new VehicleTask(
          partition,
          rules,
          hasIndicators ? new VehicleIndicators() : new NoVehicleIndicators(),
        ),
    );
    this.driverTasks = Array.from(
      { length: partitions },
      (_, partition) =>
        new DriverTask(
          partition,
          partitions,
          rules,
          hasIndicators ? new DriverIndicators() : new NoDriverIndicators(),
        ),
    );
    this.sink = sink;
    this.indicatorTasks =
      sink.indicator === undefined
        ? []
        : Array.from(
            { length: partitions },
            (_, partition) => new IndicatorTask(partition, 2 * partitions, indicators),
          );
    this.driverOuts = this.driverTasks.map((_, partition) => ({
      alert: (change, alert) => sink.alert(change, alert),
      ...this.partsOf(partitions + partition),
    }));
    this.outs = this.vehicleTasks.map((_, partition) => ({
      alert: (change, alert) => sink.alert(change, alert),
      observation: (entry) => sink.observation?.(entry),
      late: (entry) => sink.late?.(entry),
      sensor: (observation) => sink.sensor?.(observation),
      ...this.partsOf(partition),
      introduce: (tickMs, introduction) =>
        this.driverTasks[partitionOf(introduction.driverKey, partitions)]!.accept(
          partition,
          tickMs,
          { kind: 'introduction', introduction },
          this.driverOuts[partitionOf(introduction.driverKey, partitions)]!,
        ),
      sample: (tickMs, sample) =>
        this.driverTasks[partitionOf(sample.driverKey, partitions)]!.accept(
          partition,
          tickMs,
          { kind: 'sample', sample: { ...sample } },
          this.driverOuts[partitionOf(sample.driverKey, partitions)]!,
        ),
      rules: (tickMs, registryOffset, json) => {
        const body = { kind: 'rules', registryOffset, json } as const;
        this.driverTasks.forEach((task, p) => {
          task.accept(partition, tickMs, body, this.driverOuts[p]!);
        });
        for (const task of this.indicatorTasks)
          task.accept(partition, rulesLabelMs(tickMs), body, this.indicatorOut);
      },
      mark: (tickMs) => {
        this.driverTasks.forEach((task, p) => {
          task.accept(partition, tickMs, { kind: 'mark' }, this.driverOuts[p]!);
        });
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
    this.vehicleTasks.forEach((task, partition) => {
      task.indicators.parts.flush(task.tickMs, this.outs[partition]!);
    });
    this.driverTasks.forEach((task, partition) => {
      task.indicators.parts.flush(task.tickMs, this.driverOuts[partition]!);
    });
    for (const task of this.indicatorTasks) task.finish(this.indicatorOut);
  }

  private readonly indicatorOut = {
    value: (value: Told): void => this.sink.indicator!(value),
    risk: (told: RiskTold): void => this.sink.risk?.(told),
  };

  private partsOf(source: number): PartsOut {
    const { indicatorTasks } = this;
    return {
      windowPart: (labelMs, delta) => {
        if (indicatorTasks.length === 0) return;
        const partition = partitionOf(scopeName(delta.scope), indicatorTasks.length);
        const body = { kind: 'delta', delta } as const;
        indicatorTasks[partition]!.accept(source, labelMs, body, this.indicatorOut);
      },
      riskFact: (labelMs, fact) => {
        indicatorTasks[0]?.accept(source, labelMs, { kind: 'risk', fact }, this.indicatorOut);
      },
      windowMark: (labelMs) => {
        for (const task of indicatorTasks)
          task.accept(source, labelMs, { kind: 'mark' }, this.indicatorOut);
      },
    };
  }
}
