/** What each kind of task writes, and where. */
import type { Alert, AlertChange } from '#core/alert.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import type { IndicatorPhase } from '#core/indicator.ts';
import type { RiskFact } from '#core/risk/facts.ts';
import type { RiskTold } from '#core/risk/verdict.ts';
import type { SensorObservation } from '#core/sensor.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import {
  decodeIndicatorValue,
  decodeRisk,
  decodeWindowPart,
  encodeIndicatorValue,
  encodeRisk,
  encodeWindowPart,
  type WindowDelta,
  type WindowPartBody,
} from '#proto/codec/indicator.ts';
import { decodeObservation, encodeObservation } from '#proto/codec/observation.ts';
import {
  type DriverSample,
  decodePartial,
  encodePartial,
  type Introduction,
  type PartialBody,
} from '#proto/codec/partial.ts';
import {
  decodeSensorObservation,
  encodeSensorObservation,
} from '#proto/codec/sensor-observation.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { scopeName } from './indicators/groups.ts';
import type { Told } from './indicators/indicator-task.ts';
import { PART_MS } from './indicators/parts.ts';
import { NumberedOutputs, type Stream } from './numbered-outputs.ts';
import type { DriverOut, VehicleOut } from './outputs.ts';
import type { Entry } from './timeline/entry.ts';

/** Its indicator task keeps the risk book. */
const RISK_PARTITION = 0;

/** A task that tells parts of windows. */
abstract class PartsOutputs extends NumberedOutputs {
  private readonly targets: number;
  private readonly source: number;
  private readonly base: number;

  /** @param source the task's place among those that write to `window-parts.v1` */
  constructor(
    log: EventLog,
    task: string,
    streams: readonly Stream[],
    { partitions, source }: { partitions: number; source: number },
  ) {
    const parts = Array.from({ length: partitions }, (_, partition) => ({
      topic: TOPICS.windowParts,
      partition,
      isShared: true,
      decode: decodeWindowPart,
      // Indicator tasks drop what lies before the source's last mark.
      repeats: 'allowed' as const,
    }));
    super(log, task, [...streams, ...parts]);
    this.targets = partitions;
    this.source = source;
    this.base = streams.length;
  }

  windowPart(labelMs: number, delta: WindowDelta): void {
    const key = scopeName(delta.scope);
    this.pushPart(partitionOf(key, this.targets), key, labelMs, { kind: 'delta', delta });
  }

  riskFact(labelMs: number, fact: RiskFact): void {
    this.pushPart(RISK_PARTITION, NO_SUBJECT, labelMs, { kind: 'risk', fact });
  }

  windowMark(labelMs: number): void {
    this.pushPartToAll(labelMs, { kind: 'mark' });
  }

  protected pushPartToAll(labelMs: number, body: WindowPartBody): void {
    for (let target = 0; target < this.targets; target++)
      this.pushPart(target, NO_SUBJECT, labelMs, body);
  }

  private pushPart(target: number, key: string, labelMs: number, body: WindowPartBody): void {
    const number = this.number(this.base + target);
    if (number === null) return;
    const { task, epoch, source } = this;
    const value = encodeWindowPart({ task, epoch, number, source, tickMs: labelMs, body });
    this.push(this.base + target, { key, timeMs: labelMs, value });
  }
}

/** Settings take their place before the parts that are told next. */
export function rulesLabelMs(tickMs: number): number {
  return Math.floor(tickMs / PART_MS) * PART_MS + PART_MS;
}

/** Outputs of a vehicle task. */
export class VehicleOutputs extends PartsOutputs implements VehicleOut {
  private readonly partition: number;
  private readonly partitions: number;

  /** @param partitions partitions of `reports.v1`, hence of `partials.v1` */
  constructor(log: EventLog, partition: number, partitions: number) {
    const streams: Stream[] = [
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
      {
        topic: TOPICS.sensors,
        partition,
        isShared: false,
        decode: decodeSensorObservation,
        repeats: 'by-input',
      },
    ];
    super(log, vehicleTaskName(partition), streams, { partitions, source: partition });
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

  sensor(observation: SensorObservation): void {
    const index = 3 + this.partitions;
    const number = this.number(index);
    if (number === null || this.isAnswered(index, observation.inputOffset)) return;
    const { task, epoch } = this;
    this.push(index, {
      key: observation.subjectKey,
      timeMs: observation.receivedTimeMs,
      value: encodeSensorObservation({ task, epoch, number, ...observation }),
    });
  }

  sample(tickMs: number, sample: DriverSample): void {
    this.pushPartial(partitionOf(sample.driverKey, this.partitions), tickMs, sample.driverKey, {
      kind: 'sample',
      sample,
    });
  }

  introduce(tickMs: number, introduction: Introduction): void {
    const { driverKey } = introduction;
    this.pushPartial(partitionOf(driverKey, this.partitions), tickMs, driverKey, {
      kind: 'introduction',
      introduction,
    });
  }

  rules(tickMs: number, registryOffset: number, json: string): void {
    const body = { kind: 'rules', registryOffset, json } as const;
    for (let target = 0; target < this.partitions; target++)
      this.pushPartial(target, tickMs, NO_SUBJECT, body);
    this.pushPartToAll(rulesLabelMs(tickMs), body);
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

/** Outputs of a driver task: its alerts lie behind those of the vehicle tasks, and so does its place among sources. */
export class DriverOutputs extends PartsOutputs implements DriverOut {
  constructor(log: EventLog, partition: number, partitions: number) {
    const streams: Stream[] = [
      {
        topic: TOPICS.alerts,
        partition: partitions + partition,
        isShared: false,
        decode: decodeAlertTransition,
        repeats: 'by-alert',
      },
    ];
    const source = partitions + partition;
    super(log, driverTaskName(partition), streams, { partitions, source });
  }

  alert(change: AlertChange, alert: Alert): void {
    this.pushAlert(0, change, alert, this.timeMs);
  }
}

/** Outputs of an indicator task. */
export class IndicatorOutputs extends NumberedOutputs {
  /** Values told since the start. */
  readonly told: Record<IndicatorPhase, number> = { early: 0, final: 0, amended: 0 };
  /** Verdicts on risk told since the start. */
  readonly verdicts: Record<RiskTold['kind'], number> = {
    ...{ vehicle: 0, driver: 0, enterprise: 0, section: 0 },
  };

  constructor(log: EventLog, partition: number) {
    super(log, indicatorTaskName(partition), [
      {
        topic: TOPICS.indicators,
        partition,
        isShared: false,
        decode: decodeIndicatorValue,
        // Readers keep the highest version of a window.
        repeats: 'allowed',
      },
      ...(partition === RISK_PARTITION
        ? [
            {
              topic: TOPICS.risk,
              partition: 0,
              isShared: false,
              decode: (bytes: Uint8Array) => decodeRisk(bytes),
              // Readers keep the highest version of a subject.
              repeats: 'allowed' as const,
            },
          ]
        : []),
    ]);
  }

  risk(told: RiskTold): void {
    this.verdicts[told.kind]++;
    const number = this.number(1);
    if (number === null) return;
    const { task, epoch } = this;
    const value = encodeRisk({ task, epoch, number, told });
    this.push(1, { key: `${told.kind}:${told.id}`, timeMs: told.asOfMs, value });
  }

  value(value: Told): void {
    this.told[value.phase]++;
    const number = this.number(0);
    if (number === null) return;
    const { task, epoch } = this;
    const bytes = encodeIndicatorValue({ task, epoch, number, ...value });
    this.push(0, { key: scopeName(value.scope), timeMs: value.tickMs, value: bytes });
  }
}

export const vehicleTaskName = (partition: number): string => `vehicle-${partition}`;
export const driverTaskName = (partition: number): string => `driver-${partition}`;
export const indicatorTaskName = (partition: number): string => `indicator-${partition}`;
