/**
 * report → topic. Records of many sockets share one append per partition and group commit; a frame
 * is answered after its append resolved, here and nowhere else.
 *
 * One append per partition is under way at a time. What arrives meanwhile is the next batch, so the
 * slower the log, the larger the batches; and the order within a partition is the order of arrival
 * even when an append has to be tried again.
 *
 * *Back pressure:* `overloaded()` turns true at the bounds of the settings; the gateway then stops reading.
 * *Delivery:* a rejected append is tried again while the error is retryable. Otherwise its records are
 * given up unanswered and their links closed, so that the devices send again.
 */
import { TizhengError } from '#core/errors.ts';
import type { Reading } from '#core/report.ts';
import type { Timers } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { IngestCounters } from './counters.ts';
import type { Link } from './link.ts';

export interface PublishBounds {
  unackedRecordsMax: number;
  unackedBytesMax: number;
  appendLagMsMax: number;
  appendRecordsMax: number;
  lingerMs: number;
}

/** What becomes of batches. */
export interface BatchListener {
  onDurable(batch: Batch): void;
  onGivenUp(batch: Batch): void;
  /** The bounds are respected again. */
  onRelief(): void;
}

/** Records of one append; the arrays are parallel, so a frame costs no object beyond its record. */
export class Batch {
  readonly records: AppendRecord[] = [];
  /** Who waits for the record; null = nobody. */
  readonly links: (Link | null)[] = [];
  /** Packed by the answering side (see answers.ts) and given back as it came. */
  readonly answers: number[] = [];
  /** Fingerprint of the message, to be remembered once it is durable; 0 = none. */
  readonly marks: number[] = [];
  /** Monotonic arrival. */
  readonly arrivals: number[] = [];
  readonly waiters: ((durable: boolean) => void)[] = [];
  bytes = 0;
  /** How many links wait. */
  tickets = 0;
  sinceMs = 0;
}

const RETRY_MS_MIN = 20;
const RETRY_MS_MAX = 1_000;
/** Bookkeeping of a held record beside its value. */
const RECORD_OVERHEAD_BYTES = 128;

class Lane {
  open = new Batch();
  /** Full batches that wait before `open`. */
  readonly full: Batch[] = [];
  appending: Batch | null = null;
  retryMs = RETRY_MS_MIN;
}

export class Publisher {
  readonly #log: EventLog;
  readonly #bounds: PublishBounds;
  readonly #counters: IngestCounters;
  readonly #logger: Logger;
  readonly #listener: BatchListener;
  readonly #now: () => number;
  readonly #timers: Timers;
  readonly #lanes: Lane[];
  #records = 0;
  #flushIsDue = false;
  #overloaded = false;
  #outsidePressure = false;
  #idleWaiters: (() => void)[] = [];
  #abandoned = false;

  constructor(deps: {
    log: EventLog;
    partitions: number;
    bounds: PublishBounds;
    counters: IngestCounters;
    logger: Logger;
    listener: BatchListener;
    /** Monotonic milliseconds. */
    now: () => number;
    timers: Timers;
  }) {
    this.#log = deps.log;
    this.#bounds = deps.bounds;
    this.#counters = deps.counters;
    this.#logger = deps.logger;
    this.#listener = deps.listener;
    this.#now = deps.now;
    this.#timers = deps.timers;
    this.#lanes = Array.from({ length: deps.partitions }, () => new Lane());
  }

  /**
   * Appends; the link, if any, is answered when this record and all before it in the partition are durable.
   * @param continues the record belongs to the message of the one before: they share one append, so
   * that a log that refuses the first cannot take, and have answered, the last
   */
  add(
    partition: number,
    reading: Reading,
    link: Link | null,
    answer: number,
    mark: number,
    arrivedMs: number,
    continues = false,
  ): void {
    const value = encodeReading(reading);
    const lane = this.#lanes[partition] as Lane;
    if (!continues && lane.open.records.length >= this.#bounds.appendRecordsMax) {
      lane.full.push(lane.open);
      lane.open = new Batch();
    }
    const batch = lane.open;
    if (batch.records.length === 0) batch.sinceMs = arrivedMs;
    batch.records.push({ key: reading.subjectKey, timeMs: reading.receivedTimeMs, value });
    batch.links.push(link);
    batch.answers.push(answer);
    batch.marks.push(mark);
    batch.arrivals.push(arrivedMs);
    const bytes = value.length + RECORD_OVERHEAD_BYTES;
    batch.bytes += bytes;
    this.#records++;
    this.#counters.heldBytes += bytes;
    if (link !== null) {
      batch.tickets++;
      this.#counters.held++;
    }
    if (lane.appending === null) this.#scheduleFlush();
  }

  /** Appends to every partition; nobody waits. */
  addEverywhere(reading: Reading, nowMs: number): void {
    for (let partition = 0; partition < this.#lanes.length; partition++)
      this.add(partition, reading, null, 0, 0, nowMs);
  }

  /** Appends one record no link waits for; resolves with false when it was given up. */
  addAndWait(partition: number, reading: Reading): Promise<boolean> {
    this.add(partition, reading, null, 0, 0, this.#now());
    return this.settled(partition);
  }

  /** Asked right after an add: resolves when that record is durable, with false when it was given up. */
  settled(partition: number): Promise<boolean> {
    return new Promise((resolve) => this.#lanes[partition]!.open.waiters.push(resolve));
  }

  /** Whether reading must stop. */
  overloaded(): boolean {
    return this.#overloaded;
  }

  /** The operator's own signal (disk, consumers far behind); same effect as our own bounds. */
  setOutsidePressure(on: boolean): void {
    this.#outsidePressure = on;
    this.measure();
  }

  /** Judges the bounds; called after each segment and by the second. Leaves overload only at half of them. */
  measure(): void {
    const { unackedRecordsMax, unackedBytesMax, appendLagMsMax } = this.#bounds;
    const share = this.#overloaded ? 0.5 : 1;
    const over =
      this.#outsidePressure ||
      this.#records > unackedRecordsMax * share ||
      this.#counters.heldBytes > unackedBytesMax * share ||
      this.#oldestAgeMs() > appendLagMsMax * share;
    if (over === this.#overloaded) return;
    this.#overloaded = over;
    if (!over) this.#listener.onRelief();
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    if (this.#records === 0) return;
    this.#flush();
    await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
  }

  /** From now on a rejected append is given up instead of tried again: the process is stopping. */
  abandon(): void {
    this.#abandoned = true;
  }

  #oldestAgeMs(): number {
    let oldest = Number.POSITIVE_INFINITY;
    for (const lane of this.#lanes) {
      if (lane.appending !== null && lane.appending.sinceMs < oldest)
        oldest = lane.appending.sinceMs;
    }
    return oldest === Number.POSITIVE_INFINITY ? 0 : this.#now() - oldest;
  }

  readonly #onFlushDue = (): void => {
    this.#flushIsDue = false;
    this.#flush();
  };

  #scheduleFlush(): void {
    if (this.#flushIsDue) return;
    this.#flushIsDue = true;
    this.#timers.after(this.#bounds.lingerMs, this.#onFlushDue);
  }

  #flush(): void {
    for (let p = 0; p < this.#lanes.length; p++) {
      const lane = this.#lanes[p] as Lane;
      if (lane.appending === null) this.#appendNext(p, lane);
    }
  }

  #appendNext(partition: number, lane: Lane): void {
    let batch = lane.full.shift();
    if (batch === undefined) {
      if (lane.open.records.length === 0) return;
      batch = lane.open;
      lane.open = new Batch();
    }
    lane.appending = batch;
    this.#append(partition, lane, batch);
  }

  #append(partition: number, lane: Lane, batch: Batch): void {
    this.#log.append(TOPICS.reports, partition, batch.records).then(
      () => {
        lane.retryMs = RETRY_MS_MIN;
        this.#counters.appends++;
        this.#counters.records += batch.records.length;
        this.#settle(lane, batch);
        this.#listener.onDurable(batch);
        this.#after(partition, lane, batch, true);
      },
      (error: unknown) => {
        this.#counters.appendFailures++;
        if (error instanceof TizhengError && !error.retryable) {
          this.#logger.error(
            { code: error.code, partition, records: batch.records.length },
            'Readings given up: the log refuses.',
          );
          this.#giveUp(partition, lane, batch);
          return;
        }
        if (this.#abandoned) {
          this.#giveUp(partition, lane, batch);
          return;
        }
        const code = error instanceof TizhengError ? error.code : 'UNKNOWN';
        this.#logger.warn(
          { code, partition, retryMs: lane.retryMs, err: error },
          'Append rejected, trying again.',
        );
        this.#timers.after(lane.retryMs, () => this.#append(partition, lane, batch));
        lane.retryMs = Math.min(lane.retryMs * 2, RETRY_MS_MAX);
      },
    );
  }

  #settle(lane: Lane, batch: Batch): void {
    lane.appending = null;
    this.#records -= batch.records.length;
    this.#counters.heldBytes -= batch.bytes;
    this.#counters.held -= batch.tickets;
  }

  #giveUp(partition: number, lane: Lane, batch: Batch): void {
    this.#settle(lane, batch);
    this.#listener.onGivenUp(batch);
    this.#after(partition, lane, batch, false);
  }

  #after(partition: number, lane: Lane, batch: Batch, durable: boolean): void {
    for (const resolve of batch.waiters) resolve(durable);
    this.#appendNext(partition, lane);
    if (this.#overloaded) this.measure();
    if (this.#records > 0) return;
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const resolve of waiters) resolve();
  }
}
