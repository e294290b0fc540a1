/**
 * Outputs of one task, numbered per output partition. After a restart the task repeats records it
 * had already answered; what is in the output partition is found by its number and not written
 * twice, so that readers find each number once.
 *
 * Two writers may meet in a partition when a task moves between processes and the one it was taken
 * from does not know it yet. Under one epoch both write the same bytes under the same numbers, each
 * in order and from a number that is there on, so readers, who drop what is not above the last
 * number, miss and double nothing. A new epoch begins behind a fence (proto/codec/fence.ts): what
 * earlier ones add behind it nobody admits. Who finds a higher epoch than its own was replaced, and stops.
 *
 * *Back pressure:* `flush` resolves when everything handed in is durable; await it before more.
 * *Delivery:* at least once; readers drop numbers they have seen.
 */
import { randomBytes } from 'node:crypto';
import type { Alert, AlertChange, AlertTransition } from '#core/alert.ts';
import { TizhengError } from '#core/errors.ts';
import { encodeAlertTransition } from '#proto/codec/alert.ts';
import { fenceOf, fenceRecord } from '#proto/codec/fence.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';
import { EarlierAlerts } from './earlier-alerts.ts';

export interface Snapshotted {
  epoch: number;
  numbers: Record<string, number>;
}

/** The input that a new epoch judges again. */
export interface RepeatedSpan {
  /** Receive time of the oldest input there is, ms; 0 = all of it is there. */
  sinceMs: number;
  /** Input offset at which it ends: what came later, no earlier epoch has answered. */
  until: number;
  /** What readers had met before it, at least: of the snapshot the epoch began from. */
  over: Snapshotted;
}

/** Readers had met nothing. */
export const NOTHING_MET: Snapshotted = { epoch: 0, numbers: {} };
const NO_SPAN: RepeatedSpan = { sinceMs: 0, until: 0, over: NOTHING_MET };

interface Numbered {
  task: string;
  epoch: number;
  number: number;
  /** Of observations. */
  inputOffset?: number;
}

interface Found extends Numbered {
  isFence?: true;
}

export interface Stream {
  topic: string;
  partition: number;
  /** Several tasks write there: the tail has to be searched for ours. */
  isShared: boolean;
  decode: (bytes: Uint8Array) => Numbered;
  /** What earlier epochs said is not said again: of records by the input they answer, of alerts by what they say. */
  repeats: 'by-input' | 'by-alert' | 'allowed';
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
  /** Newest input offset that records of earlier epochs answer; −1 = none. */
  answered: number;
  earlier: EarlierAlerts;
}

/** What is looked for is there; a broker may take a moment to bring it. */
const TAIL_READ = { maxRecords: 5_000, maxBytes: 4_194_304, waitMs: 5_000 };

function notAnswered(name: string, offset: number): TizhengError {
  const message = `${name} has not brought what it holds at offset ${offset}.`;
  return new TizhengError('LOG_UNAVAILABLE', 'processors', message);
}

/** Where a doubled fact would be seen. */
const isFenced = ({ repeats }: Stream): boolean => repeats !== 'allowed';

function foundOf(stream: Stream, key: string, value: Uint8Array): Found {
  const fence = fenceOf({ key, value });
  if (fence === null) return stream.decode(value);
  return { task: fence.task, epoch: fence.epoch, number: 0, isFence: true };
}

export const nameOf = (topic: string, partition: number): string => `${topic}/${partition}`;

export class NumberedOutputs {
  readonly task: string;
  epoch = 1;
  /** Time by which outputs of the record at hand are kept, ms. */
  timeMs = 0;
  /** Nothing of what earlier epochs said lies ahead: snapshots may be taken. */
  isFree = true;
  transitions: Record<AlertChange, number> = {
    opened: 0,
    updated: 0,
    closed: 0,
    withdrawn: 0,
    corrected: 0,
  };
  /** Nobody else can write for this task: looking back may be short. */
  isAlone = true;
  private readonly log: EventLog;
  private readonly streams: StreamState[];
  private span: RepeatedSpan = NO_SPAN;

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
      answered: -1,
      earlier: new EarlierAlerts(),
    }));
  }

  /** Highest epoch this task has written under, looking from `from` on; 0 = nothing found. */
  async lastEpoch(from: Record<string, number> | null): Promise<number> {
    let epoch = 0;
    for (const stream of this.streams) {
      stream.end = await this.eachOfTail(stream, from?.[stream.name] ?? 0, (record) => {
        epoch = Math.max(epoch, record.epoch);
      });
    }
    return epoch;
  }

  /**
   * Takes an epoch nobody else writes under, `wanted` or a later one: its fences lie in the log when
   * this resolves. Asked after `lastEpoch`.
   */
  async claim(wanted: number, timeMs: number): Promise<number> {
    const claim = randomBytes(8).toString('hex');
    const { task } = this;
    const [first, ...others] = this.streams.filter(isFenced);
    if (first === undefined) return wanted;
    let epoch = wanted;
    for (let isMine = false; !isMine; ) {
      const fence = fenceRecord({ task, epoch, claim }, timeMs);
      const at = await this.log.append(first.topic, first.partition, [fence]);
      isMine = true;
      let highest = epoch;
      first.end = await this.eachOwn(first, first.end, (record, _timeMs, offset) => {
        highest = Math.max(highest, record.epoch);
        if (offset < at && record.epoch >= epoch) isMine = false;
      });
      if (!isMine) epoch = highest + 1;
    }
    for (const { topic, partition } of others)
      await this.log.append(topic, partition, [fenceRecord({ task, epoch, claim }, timeMs)]);
    return epoch;
  }

  /**
   * Takes up numbering in `epoch` at `numbers`; what the log holds beyond them is suppressed, and so
   * is what earlier epochs said beyond `from` and this one says again within `span`.
   */
  async resume(
    epoch: number,
    numbers: Record<string, number>,
    from: Record<string, number> | null,
    span: RepeatedSpan = NO_SPAN,
  ): Promise<void> {
    this.epoch = epoch;
    this.span = span;
    this.isFree = true;
    for (const stream of this.streams) {
      const start = from?.[stream.name] ?? 0;
      stream.next = numbers[stream.name] ?? 0;
      stream.held = -1;
      stream.pending = [];
      stream.searchedFrom = start;
      stream.end = await this.eachOfTail(stream, start, (record) => {
        if (record.epoch === epoch && record.number > stream.held) stream.held = record.number;
        // Number 0 of an epoch that began behind a fence is the fence.
        if (record.epoch === epoch && record.isFence && stream.next === 0) stream.next = 1;
      });
      await this.findEarlier(stream, start);
      if (stream.answered >= 0 || stream.earlier.size > 0) this.isFree = false;
    }
  }

  /** The record at hand: outputs from here on follow from it. */
  next(timeMs: number, inputOffset: number): void {
    this.timeMs = timeMs;
    if (!this.isFree && inputOffset >= this.span.until) this.passEarlier();
  }

  get numbers(): Record<string, number> {
    return Object.fromEntries(this.streams.map((stream) => [stream.name, stream.next]));
  }

  /** See `SnapshotMeta.repeatsUntil`. */
  get repeatsUntil(): number {
    return this.isFree ? 0 : this.span.until;
  }

  /** See `SnapshotMeta.repeatsOver`. */
  get repeatsOver(): Snapshotted | null {
    return this.isFree ? null : this.span.over;
  }

  get ends(): Record<string, number> {
    // A snapshot of a repeated stretch must not point past what it will have to find again.
    return Object.fromEntries(
      this.streams.map(({ name, next, held, searchedFrom, end }) => [
        name,
        next <= held || !this.isFree ? searchedFrom : end,
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
    const said = this.streams[index]!.earlier.restate(change, alert);
    if (number === null || said === null) return;
    const transition: AlertTransition = {
      task: this.task,
      epoch: this.epoch,
      number,
      change: said,
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
          if (!stream.isShared && first > stream.end)
            await this.meetOther(stream, stream.end, first);
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

  /** True when earlier epochs have answered this input in the stream. */
  protected isAnswered(index: number, inputOffset: number): boolean {
    return inputOffset <= this.streams[index]!.answered;
  }

  /**
   * Another writer of this task has added records to a partition of ours since we looked. What it
   * said beyond us is not said again, and stays findable for the next start.
   */
  private async meetOther(stream: StreamState, from: number, until: number): Promise<void> {
    await this.eachOwn(
      stream,
      from,
      ({ epoch, number }) => {
        if (epoch > this.epoch) {
          const what = `${stream.name}: epoch ${epoch} after ${this.epoch}`;
          throw new TizhengError(
            'TASK_REPLACED',
            'processors',
            `The task ${this.task} was taken over by another process (${what}).`,
          );
        }
        if (epoch < this.epoch || number <= stream.held || number < stream.next) return;
        if (stream.next > stream.held) stream.searchedFrom = from;
        stream.held = number;
      },
      until,
    );
  }

  /** Where nobody else can write, the newest record alone tells epoch and number. Answers the end. */
  private async eachOfTail(
    stream: StreamState,
    from: number,
    visit: (record: Found, timeMs: number, offset: number) => void,
  ): Promise<number> {
    if (stream.isShared || !this.isAlone) return this.eachOwn(stream, from, visit);
    const { high } = await this.log.ends(stream.topic, stream.partition);
    return this.eachOwn(stream, high - 1, visit);
  }

  /** Our records of a stream from an offset on; answers the offset behind the last one there. */
  private async eachOwn(
    stream: StreamState,
    from: number,
    visit: (record: Found, timeMs: number, offset: number) => void,
    until = Number.POSITIVE_INFINITY,
  ): Promise<number> {
    const { low, high } = await this.log.ends(stream.topic, stream.partition);
    let at = Math.max(low, from);
    const end = Math.min(high, until);
    while (at < end) {
      const batch = await this.log.read(stream.topic, stream.partition, at, TAIL_READ);
      if (batch.nextOffset === at) throw notAnswered(stream.name, at);
      for (const { key, value, timeMs, offset } of batch.records) {
        if (offset >= end) break;
        const record = foundOf(stream, key, value);
        if (record.task === this.task) visit(record, timeMs, offset);
      }
      at = batch.nextOffset;
    }
    return end;
  }

  /**
   * What readers admitted of earlier epochs from an offset on. They drop an epoch older than one they
   * have met, and numbers that do not rise; and this epoch's first record ends it.
   */
  private async findEarlier(stream: StreamState, from: number): Promise<void> {
    stream.answered = -1;
    stream.earlier = new EarlierAlerts();
    if (stream.repeats === 'allowed') return;
    const { over } = this.span;
    let met = { epoch: over.epoch, number: (over.numbers[stream.name] ?? 0) - 1 };
    await this.eachOwn(stream, from, (record, timeMs) => {
      const { epoch, number } = record;
      if (epoch < met.epoch || (epoch === met.epoch && number <= met.number)) return;
      met = { epoch, number };
      if (epoch >= this.epoch || record.isFence) return;
      if (stream.repeats === 'by-input')
        stream.answered = Math.max(stream.answered, record.inputOffset ?? -1);
      else if (timeMs >= this.span.sinceMs)
        stream.earlier.remember(record as AlertTransition & Found);
    });
  }

  /** Behind the last record that earlier epochs have answered, what they alone said is taken back. */
  private passEarlier(): void {
    this.isFree = true;
    this.streams.forEach((stream, index) => {
      const orphans = stream.earlier.orphans(this.span.sinceMs);
      const overtaken = stream.earlier.overtaken();
      stream.earlier = new EarlierAlerts();
      stream.answered = -1;
      for (const { change, alert } of overtaken) this.pushAlert(index, change, alert, this.timeMs);
      for (const alert of orphans) this.pushAlert(index, 'withdrawn', alert, this.timeMs);
    });
  }
}
