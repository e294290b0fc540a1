/**
 * One partition of one topic on its way into the store: gather → plan → insert → commit.
 *
 * The plan (where the batch ends) is committed to the log before the insert is sent. After a crash
 * the same records are gathered into the same bytes and sent under the same token, so the store
 * takes them once, whether or not it had them already. What was seen of numbered outputs is
 * committed before the offset: a crash in between finds every record of the batch doubled, and a
 * repeat of a batch the store has is harmless in any case.
 *
 * *Back pressure:* one batch in flight; while the store is away the log keeps the data.
 * *Delivery:* at least once to the store, exactly once into its tables within the token window
 * (10,000 batches per table).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TizhengError } from '#core/errors.ts';
import type { EventLog, LogBatch } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import { isThere, type StoreClient, type StoreLayout } from '#runtime/store/client.ts';
import { SeenOutputs } from '../seen-outputs.ts';
import { Batch } from './batch.ts';
import type { Feed, Target } from './feed.ts';
import type { SinkMetrics } from './metrics.ts';
import { insertRows } from './store.ts';

/** How far the store has confirmed every partition. */
export const SINK_GROUP = 'sink-clickhouse';
const PLAN_GROUP = 'sink-clickhouse-plan';
const EPOCH_GROUP = 'sink-clickhouse-epoch';
const NUMBER_GROUP = 'sink-clickhouse-number';

/** One read of the log; small enough that encoding it does not hold the loop for long. */
const READ_RECORDS_MAX = 4_000;
const READ_BYTES_MAX = 4 * 1024 * 1024;
/**
 * Between two reads that found less than a full one: a log that grows every few milliseconds is
 * read a tenth of a second's worth at a time, because a read costs as much as a hundred records.
 */
const GATHER_MS = 100;
/** A busy partition that brings nothing for this long is sent on at once. */
const SILENT_MS = 750;
/** Also how long a stop waits for an idle lane. */
const READ_WAIT_MS = 250;
/** Records that leave no row (ticks) are stepped over; the place is committed this often all the same. */
const ROWLESS_COMMIT_MS = 30_000;
const BACKOFF_FIRST_MS = 100;
const BACKOFF_MAX_MS = 2_000;
/** An insert under way at a stop may take this long; then it is left to its token. */
const STOP_GRACE_MS = 3_000;

export interface LaneOptions {
  batchRecordsMax: number;
  batchBytesMax: number;
  flushMs: number;
  busyRecords: number;
  busyFlushMs: number;
  /** How long a refused batch waits for a person before it is tried again. */
  haltMs: number;
  layout: StoreLayout;
}

export interface LaneParts {
  log: EventLog;
  store: StoreClient;
  feed: Feed;
  partition: number;
  options: LaneOptions;
  logger: Logger;
  metrics: SinkMetrics;
  /** Whether the partition is surely ours still; asked before anything is told to the log or the store. */
  owns: () => boolean;
}

export class Lane {
  readonly #parts: LaneParts;
  readonly #logger: Logger;
  readonly #stop = new AbortController();
  readonly #cut = new AbortController();
  readonly #labels: { topic: string; partition: string };
  #seen = new SeenOutputs();
  #batch: Batch;
  /** First record not yet confirmed by the store. */
  #first = 0;
  /** Next record to read. */
  #cursor = 0;
  #storedEpoch = -1;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: LaneParts) {
    this.#parts = parts;
    this.#labels = { topic: parts.feed.topic, partition: String(parts.partition) };
    this.#logger = parts.logger.child({ topic: parts.feed.topic, partition: parts.partition });
    this.#batch = this.#newBatch();
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    const cut = setTimeout(() => this.#cut.abort(), STOP_GRACE_MS);
    await this.#running;
    clearTimeout(cut);
  }

  async #run(): Promise<void> {
    while (!this.#stopped()) {
      try {
        await this.#resume();
        while (!this.#stopped()) await this.#round();
      } catch (error) {
        if (this.#stopped()) return;
        if (error instanceof TizhengError && error.code === 'TASK_REPLACED') {
          this.#logger.warn({}, 'Lane waits: another process may have its partition.');
          while (!this.#stopped() && !this.#parts.owns()) await this.#pause(READ_WAIT_MS);
          continue;
        }
        // The log is at fault here (the store's troubles are handled where they arise): what is in
        // memory may be half a batch, so start over from what is committed.
        this.#parts.metrics.halted.set(this.#labels, 1);
        this.#logger.error({ err: error }, 'Sink cannot read its log; trying again.');
        await this.#pause(this.#parts.options.haltMs);
      }
    }
  }

  /** Takes up where the last run ended; finishes the batch it had planned. */
  async #resume(): Promise<void> {
    const { log, feed, partition } = this.#parts;
    const at = (group: string) => log.committed(group, feed.topic, partition);
    const [first, plan, epoch, number] = await Promise.all(
      [SINK_GROUP, PLAN_GROUP, EPOCH_GROUP, NUMBER_GROUP].map(at),
    );
    this.#first = first ?? (await log.ends(feed.topic, partition)).low;
    this.#cursor = this.#first;
    this.#seen = new SeenOutputs(epoch ?? -1, number ?? -1);
    this.#storedEpoch = this.#seen.epoch;
    this.#batch = this.#newBatch();
    this.#parts.metrics.halted.set(this.#labels, 0);
    if (plan == null || plan <= this.#first) return;
    while (this.#cursor < plan && !this.#stopped()) {
      await this.#take(plan - this.#cursor, READ_WAIT_MS);
    }
    if (!this.#stopped()) await this.#deliver();
  }

  async #round(): Promise<void> {
    const { batchRecordsMax, batchBytesMax, flushMs, busyRecords, busyFlushMs } =
      this.#parts.options;
    let rowsSinceMs = 0;
    let startedMs = Date.now();
    /** When records came last: a partition that fell silent is not busy any more. */
    let arrivedMs = startedMs;
    for (;;) {
      const left = batchRecordsMax - (this.#cursor - this.#first);
      if (this.#batch.rows === 0) {
        // Nothing to send yet: a prefix without rows belongs to the batch without counting.
        await this.#take(READ_RECORDS_MAX, READ_WAIT_MS);
        rowsSinceMs = Date.now();
        arrivedMs = rowsSinceMs;
        if (this.#stopped()) return;
        if (this.#batch.rows === 0 && Date.now() - startedMs > ROWLESS_COMMIT_MS) {
          await this.#commitPlace();
          startedMs = Date.now();
        }
        continue;
      }
      // Its writer may be held up for a moment: an insert costs the store as much as ten thousand rows.
      const silent = Date.now() - arrivedMs >= Math.min(SILENT_MS, flushMs);
      const busy = !silent && this.#cursor - this.#first >= busyRecords;
      const patienceMs = busy ? busyFlushMs : flushMs;
      const waitMs = rowsSinceMs + patienceMs - Date.now();
      if (left <= 0 || waitMs <= 0 || this.#batch.bytes >= batchBytesMax) break;
      const arrived = await this.#take(
        Math.min(left, READ_RECORDS_MAX),
        Math.min(waitMs, READ_WAIT_MS),
      );
      if (this.#stopped()) return;
      if (arrived > 0) arrivedMs = Date.now();
      if (arrived > 0 && arrived < READ_RECORDS_MAX)
        await this.#pause(Math.min(GATHER_MS, flushMs / 4));
    }
    const { log, feed, partition } = this.#parts;
    this.#assertOwned();
    await log.commit(PLAN_GROUP, feed.topic, partition, this.#cursor);
    await this.#deliver();
  }

  /** Reads once and turns what came into rows; returns how far it got. */
  async #take(recordsMax: number, waitMs: number): Promise<number> {
    const { log, feed, partition, metrics } = this.#parts;
    let read: LogBatch;
    try {
      read = await log.read(feed.topic, partition, this.#cursor, {
        maxRecords: Math.min(recordsMax, READ_RECORDS_MAX),
        maxBytes: READ_BYTES_MAX,
        waitMs,
      });
    } catch (error) {
      if (!(error instanceof TizhengError) || error.code !== 'LOG_OFFSET_GONE') throw error;
      const { low } = await log.ends(feed.topic, partition);
      this.#logger.error(
        { from: this.#cursor, to: low },
        'Retention removed records before they reached the store.',
      );
      metrics.records.inc({ topic: feed.topic, outcome: 'lost' }, low - this.#cursor);
      this.#cursor = low;
      return 0;
    }
    const end = this.#cursor + recordsMax;
    for (const record of read.records) if (record.offset < end) this.#batch.add(record);
    const from = this.#cursor;
    this.#cursor = Math.min(read.nextOffset, end);
    metrics.lag.set(this.#labels, read.highOffset - this.#first);
    return this.#cursor - from;
  }

  /** What another process has taken over since is its to finish: its plan is in the log. */
  #assertOwned(): void {
    if (this.#parts.owns()) return;
    const message = 'A partition of the sink may have been taken over by another process.';
    throw new TizhengError('TASK_REPLACED', 'sink', message);
  }

  /** Sends what is gathered until the store has confirmed it, then moves the place in the log. */
  async #deliver(): Promise<void> {
    const { feed, partition, metrics } = this.#parts;
    const { counts } = this.#batch;
    const range = `${this.#first}-${this.#cursor - 1}`;
    const parts = this.#batch.take();
    const delivered = await Promise.all(
      parts.map(async ({ target, rows, count }) => {
        const token = `${target.table}:${feed.topic}/${partition}:${range}`;
        if (!(await this.#insert(target, rows, token))) return false;
        metrics.rows.inc({ table: target.table }, count);
        return true;
      }),
    );
    // Stopped before the store confirmed: the plan stands, the next run sends the same again.
    if (delivered.includes(false)) return;
    await this.#commitPlace();
    for (const [outcome, count] of Object.entries(counts)) {
      metrics.records.inc({ topic: feed.topic, outcome }, count);
    }
  }

  async #insert(target: Target, rows: Buffer, token: string): Promise<boolean> {
    const { store, metrics, options } = this.#parts;
    const startedMs = Date.now();
    let backoffMs = BACKOFF_FIRST_MS;
    while (!this.#stopped()) {
      this.#assertOwned();
      try {
        await insertRows(store, target, { rows, token, signal: this.#cut.signal }, options.layout);
        metrics.insertSeconds.observe({ table: target.table }, (Date.now() - startedMs) / 1000);
        metrics.halted.set(this.#labels, 0);
        return true;
      } catch (error) {
        const refused = error instanceof TizhengError && error.code === 'STORE_REFUSED';
        await this.#noteLag();
        metrics.retries.inc({ table: target.table, reason: refused ? 'refused' : 'unavailable' });
        if (refused) {
          metrics.halted.set(this.#labels, 1);
          this.#logger.error(
            { table: target.table, token, err: error },
            'Store refuses a batch; the partition is halted until the cause is removed.',
          );
          await this.#pause(options.haltMs);
        } else {
          this.#logger.warn(
            { table: target.table, token, err: error },
            'Store is away; trying again.',
          );
          await this.#pause(backoffMs);
          backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS);
          await this.#untilThere(target, backoffMs);
        }
      }
    }
    return false;
  }

  /** A batch is not put together again for a store that is away: for hours that is megabytes a second of garbage. */
  async #untilThere({ table }: Target, everyMs: number): Promise<void> {
    const { store, metrics } = this.#parts;
    while (!this.#stopped() && !(await isThere(store))) {
      metrics.retries.inc({ table, reason: 'unavailable' });
      await this.#noteLag();
      await this.#pause(everyMs);
    }
  }

  /** While nothing is read, what waits grows all the same. */
  async #noteLag(): Promise<void> {
    const { log, feed, partition, metrics } = this.#parts;
    const { high } = await log.ends(feed.topic, partition);
    metrics.lag.set(this.#labels, high - this.#first);
  }

  async #commitPlace(): Promise<void> {
    const { log, feed, partition } = this.#parts;
    this.#assertOwned();
    const { epoch, number } = this.#seen;
    if (number >= 0) await log.commit(NUMBER_GROUP, feed.topic, partition, number);
    if (epoch !== this.#storedEpoch) {
      await log.commit(EPOCH_GROUP, feed.topic, partition, epoch);
      this.#storedEpoch = epoch;
    }
    await log.commit(SINK_GROUP, feed.topic, partition, this.#cursor);
    this.#first = this.#cursor;
  }

  #newBatch(): Batch {
    return new Batch(this.#parts.feed, { partition: this.#parts.partition, seen: this.#seen });
  }

  #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => {});
  }
}
