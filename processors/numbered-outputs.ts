/**
 * Outputs of one task, numbered per output partition. After a restart the task repeats records it
 * had already answered; what is in the output partition is found by its number and not written
 * twice, so that readers find each number once.
 *
 * *Back pressure:* `flush` resolves when everything handed in is durable; await it before more.
 * *Delivery:* at least once; readers drop numbers they have seen.
 */
import type { Alert, AlertChange, AlertTransition } from '#core/alert.ts';
import { encodeAlertTransition } from '#proto/codec/alert.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';
import { EarlierAlerts } from './earlier-alerts.ts';

/** The input that a new epoch judges again. */
export interface RepeatedSpan {
  /** Receive time of the oldest input there is, ms; 0 = all of it is there. */
  sinceMs: number;
  /** Input offset at which it ends: what came later, no earlier epoch has answered. */
  until: number;
}

interface Numbered {
  task: string;
  epoch: number;
  number: number;
  /** Of observations. */
  inputOffset?: number;
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

const TAIL_READ = { maxRecords: 5_000, maxBytes: 4_194_304, waitMs: 0 };

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
  private readonly log: EventLog;
  private readonly streams: StreamState[];
  private span: RepeatedSpan = { sinceMs: 0, until: 0 };

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
      await this.eachOfTail(stream, from?.[stream.name] ?? 0, (record) => {
        epoch = Math.max(epoch, record.epoch);
      });
    }
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
    span: RepeatedSpan = { sinceMs: 0, until: 0 },
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
      await this.eachOfTail(stream, start, (record) => {
        if (record.epoch === epoch && record.number > stream.held) stream.held = record.number;
      });
      stream.end = (await this.log.ends(stream.topic, stream.partition)).high;
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

  /** Where nobody else writes, the newest record alone tells epoch and number. */
  private async eachOfTail(
    stream: StreamState,
    from: number,
    visit: (record: Numbered) => void,
  ): Promise<void> {
    const { high } = await this.log.ends(stream.topic, stream.partition);
    await this.eachOwn(stream, stream.isShared ? from : high - 1, visit);
  }

  /** Our records of a stream from an offset on. */
  private async eachOwn(
    stream: StreamState,
    from: number,
    visit: (record: Numbered, timeMs: number) => void,
  ): Promise<void> {
    const { low, high } = await this.log.ends(stream.topic, stream.partition);
    let at = Math.max(low, from);
    while (at < high) {
      const batch = await this.log.read(stream.topic, stream.partition, at, TAIL_READ);
      if (batch.records.length === 0) return;
      for (const { value, timeMs } of batch.records) {
        const record = stream.decode(value);
        if (record.task === this.task) visit(record, timeMs);
      }
      at = batch.nextOffset;
    }
  }

  private async findEarlier(stream: StreamState, from: number): Promise<void> {
    stream.answered = -1;
    stream.earlier = new EarlierAlerts();
    if (stream.repeats === 'by-input') {
      stream.answered = (await this.newestEarlier(stream, from))?.inputOffset ?? -1;
    } else if (stream.repeats === 'by-alert') {
      await this.eachOwn(stream, from, (record, timeMs) => {
        if (record.epoch < this.epoch && timeMs >= this.span.sinceMs)
          stream.earlier.remember(record as AlertTransition);
      });
    }
  }

  /** Newest record of an earlier epoch at or after `from`; the epochs of a partition's one writer never go back. */
  private async newestEarlier(stream: StreamState, from: number): Promise<Numbered | null> {
    const { low } = await this.log.ends(stream.topic, stream.partition);
    let begin = Math.max(low, from);
    let end = stream.end;
    let newest: Numbered | null = null;
    while (begin < end) {
      const middle = Math.floor((begin + end) / 2);
      const one = { maxRecords: 1, maxBytes: 1, waitMs: 0 };
      const { records } = await this.log.read(stream.topic, stream.partition, middle, one);
      const record = records[0] === undefined ? null : stream.decode(records[0].value);
      if (record === null || record.epoch >= this.epoch) end = middle;
      else {
        newest = record;
        begin = middle + 1;
      }
    }
    return newest;
  }

  /** Behind the last record that earlier epochs have answered, what they alone said is taken back. */
  private passEarlier(): void {
    this.isFree = true;
    this.streams.forEach((stream, index) => {
      const orphans = stream.earlier.orphans(this.span.sinceMs);
      stream.earlier = new EarlierAlerts();
      stream.answered = -1;
      for (const alert of orphans) this.pushAlert(index, 'withdrawn', alert, this.timeMs);
    });
  }
}
