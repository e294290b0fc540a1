/**
 * Outputs of one task, numbered per output partition. After a restart the task repeats records it
 * had already answered; what is in the output partition is found by its number and not written
 * twice, so that readers find each number once.
 *
 * *Back pressure:* `flush` resolves when everything handed in is durable; await it before more.
 * *Delivery:* at least once; readers drop numbers they have seen.
 */
import type { Alert, AlertChange, AlertTransition } from '#core/alert.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertTransition, encodeAlertTransition } from '#proto/codec/alert.ts';
import { decodeObservation, encodeObservation } from '#proto/codec/observation.ts';
import {
  type DriverSample,
  decodePartial,
  encodePartial,
  type PartialBody,
} from '#proto/codec/partial.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import type { VehicleOut } from './outputs.ts';
import type { Entry } from './timeline/entry.ts';

interface Numbered {
  task: string;
  epoch: number;
  number: number;
}

export interface Stream {
  topic: string;
  partition: number;
  /** Several tasks write there: the tail has to be searched for ours. */
  isShared: boolean;
  decode: (bytes: Uint8Array) => Numbered;
}

/** Next number and end of one output partition. */
interface StreamState extends Stream {
  name: string;
  next: number;
  /** Highest number of this task and epoch that the log holds; −1 = none. */
  held: number;
  /** Offset after our last append; where the next start looks for our tail. */
  end: number;
  /** Where this start looked: it holds while numbers are repeated that lie behind it. */
  searchedFrom: number;
  pending: AppendRecord[];
}

const TAIL_READ = { maxRecords: 5_000, maxBytes: 4_194_304, waitMs: 0 };

export const nameOf = (topic: string, partition: number): string => `${topic}/${partition}`;

export class NumberedOutputs {
  readonly task: string;
  epoch = 1;
  transitions: Record<AlertChange, number> = {
    opened: 0,
    updated: 0,
    closed: 0,
    withdrawn: 0,
    corrected: 0,
  };
  private readonly log: EventLog;
  private readonly streams: StreamState[];

  constructor(log: EventLog, task: string, streams: readonly Stream[]) {
    this.log = log;
    this.task = task;
    this.streams = streams.map((stream) => ({
      ...stream,
      name: nameOf(stream.topic, stream.partition),
      next: 0,
      held: -1,
      end: 0,
      searchedFrom: 0,
      pending: [],
    }));
  }

  /** Highest epoch this task has written under, looking from `from` on; 0 = nothing found. */
  async lastEpoch(from: Record<string, number> | null): Promise<number> {
    let epoch = 0;
    for (const stream of this.streams) {
      await this.eachOwn(stream, from?.[stream.name] ?? 0, (record) => {
        epoch = Math.max(epoch, record.epoch);
      });
    }
    return epoch;
  }

  /** Takes up numbering in `epoch` at `numbers`; what the log holds beyond them is suppressed. */
  async resume(
    epoch: number,
    numbers: Record<string, number>,
    from: Record<string, number> | null,
  ): Promise<void> {
    this.epoch = epoch;
    for (const stream of this.streams) {
      stream.next = numbers[stream.name] ?? 0;
      stream.held = -1;
      stream.pending = [];
      stream.searchedFrom = from?.[stream.name] ?? 0;
      await this.eachOwn(stream, stream.searchedFrom, (record) => {
        if (record.epoch === epoch && record.number > stream.held) stream.held = record.number;
      });
      stream.end = (await this.log.ends(stream.topic, stream.partition)).high;
    }
  }

  get numbers(): Record<string, number> {
    return Object.fromEntries(this.streams.map((stream) => [stream.name, stream.next]));
  }

  get ends(): Record<string, number> {
    // A snapshot of a repeated stretch must not point past what it will have to find again.
    return Object.fromEntries(
      this.streams.map(({ name, next, held, searchedFrom, end }) => [
        name,
        next <= held ? searchedFrom : end,
      ]),
    );
  }

  /** Next number of the stream; null when the log already holds it. */
  number(index: number): number | null {
    const stream = this.streams[index]!;
    const number = stream.next++;
    return number <= stream.held ? null : number;
  }

  push(index: number, record: AppendRecord): void {
    this.streams[index]!.pending.push(record);
  }

  protected pushAlert(index: number, change: AlertChange, alert: Alert, timeMs: number): void {
    this.transitions[change]++;
    const number = this.number(index);
    if (number === null) return;
    const transition: AlertTransition = {
      task: this.task,
      epoch: this.epoch,
      number,
      change,
      alert,
    };
    this.push(index, { key: alert.alertId, timeMs, value: encodeAlertTransition(transition) });
  }

  /**
   * Appends what is pending; resolves when all of it is durable. What could not be appended stays pending.
   * Settles only when every stream has: a second flush that overtook a refused append would put its
   * numbers before the refused ones, and readers would drop those as seen.
   */
  async flush(): Promise<void> {
    const settled = await Promise.allSettled(
      this.streams.map(async (stream) => {
        const records = stream.pending;
        if (records.length === 0) return;
        stream.pending = [];
        try {
          const first = await this.log.append(stream.topic, stream.partition, records);
          // Others write to a shared partition too: never look past what we know to be ours.
          stream.end = Math.max(stream.end, first + records.length);
        } catch (cause) {
          stream.pending = [...records, ...stream.pending];
          throw cause;
        }
      }),
    );
    for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Our records in the tail of a stream. The newest record alone tells the number where nobody else writes. */
  private async eachOwn(
    stream: StreamState,
    from: number,
    visit: (record: Numbered) => void,
  ): Promise<void> {
    const { low, high } = await this.log.ends(stream.topic, stream.partition);
    let at = Math.max(low, stream.isShared ? from : high - 1);
    while (at < high) {
      const batch = await this.log.read(stream.topic, stream.partition, at, TAIL_READ);
      if (batch.records.length === 0) return;
      for (const { value } of batch.records) {
        const record = stream.decode(value);
        if (record.task === this.task) visit(record);
      }
      at = batch.nextOffset;
    }
  }
}

/** Outputs of a vehicle task. */
export class VehicleOutputs extends NumberedOutputs implements VehicleOut {
  /** Tick of the record at hand: the time by which outputs without their own are kept. */
  timeMs = 0;
  private readonly partition: number;
  private readonly partitions: number;

  /** @param partitions partitions of `reports.v1`, hence of `partials.v1` */
  constructor(log: EventLog, partition: number, partitions: number) {
    super(log, vehicleTaskName(partition), [
      { topic: TOPICS.observations, partition, isShared: false, decode: decodeObservation },
      { topic: TOPICS.alerts, partition, isShared: false, decode: decodeAlertTransition },
      { topic: TOPICS.late, partition, isShared: false, decode: decodeObservation },
      ...Array.from({ length: partitions }, (_, target) => ({
        topic: TOPICS.partials,
        partition: target,
        isShared: true,
        decode: decodePartial,
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
    if (number === null) return;
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
  timeMs = 0;

  constructor(log: EventLog, partition: number, partitions: number) {
    super(log, driverTaskName(partition), [
      {
        topic: TOPICS.alerts,
        partition: partitions + partition,
        isShared: false,
        decode: decodeAlertTransition,
      },
    ]);
  }

  alert(change: AlertChange, alert: Alert): void {
    this.pushAlert(0, change, alert, this.timeMs);
  }
}

export const vehicleTaskName = (partition: number): string => `vehicle-${partition}`;
export const driverTaskName = (partition: number): string => `driver-${partition}`;
