/**
 * Follows alert-actions.v1: what people did to an alert is copied, as a `work` reading, into the
 * partition of the alert's subject, where indicators count it (报警处理率). So a processor sees an
 * action exactly where it lay among the reports, also in a replay next year. Actions that are refused where
 * they lie (somebody was faster), and those that change no state of the work, stay where they are.
 *
 * *Delivery:* at least once: the position is committed after the copies are durable, and processors
 * ignore an action they have seen by its place in alert-actions.v1.
 */
import { TizhengError } from '#core/errors.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import type { Clock, Timers } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertAction } from '#proto/codec/alert.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import type { Logger } from '#runtime/logger.ts';
import type { IngestCounters } from './counters.ts';
import type { Publisher } from './publish.ts';
import { WorkMemory } from './work-memory.ts';

const GROUP = 'ingest-work';
const PARTITION = 0;
const READ = { maxRecords: 1_000, maxBytes: 4_000_000, waitMs: 250 };
const RETRY_MS = 500;
const EMPTY = new Uint8Array(0);
/** Read again before what is new, so that what was refused just around a restart is known as such. */
const PRIMED_RECORDS = 10_000;

export interface WorkFeedParts {
  log: EventLog;
  logger: Logger;
  clock: Clock;
  timers: Timers;
  counters: IngestCounters;
  publisher: Publisher;
  partitions: number;
}

export class WorkFeed {
  readonly #parts: WorkFeedParts;
  readonly #memory = new WorkMemory();
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: WorkFeedParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    const { log, logger } = this.#parts;
    let offset: number | null = null;
    while (!this.#stopped) {
      try {
        offset ??= await this.#begin();
        const batch = await log.read(TOPICS.alertActions, PARTITION, offset, READ);
        const readings = this.#readingsOf(batch.records);
        // Judged once: a copy that was given up is made again, not judged again.
        while (!(await this.#copy(readings))) {
          if (this.#stopped) return;
          await this.#pause();
        }
        if (batch.nextOffset > offset)
          await log.commit(GROUP, TOPICS.alertActions, PARTITION, batch.nextOffset);
        offset = batch.nextOffset;
      } catch (error) {
        if (this.#stopped) return;
        if (error instanceof TizhengError && error.code === 'LOG_OFFSET_GONE') {
          offset = (await log.ends(TOPICS.alertActions, PARTITION)).low;
          continue;
        }
        logger.warn({ err: error }, 'Actions on alerts cannot be read, trying again.');
        await this.#pause();
      }
    }
  }

  /** Where to read on; what lies shortly before is only remembered. */
  async #begin(): Promise<number> {
    const { log } = this.#parts;
    const { low, high } = await log.ends(TOPICS.alertActions, PARTITION);
    const from = (await log.committed(GROUP, TOPICS.alertActions, PARTITION)) ?? 0;
    const until = Math.min(from, high);
    let offset = Math.max(low, until - PRIMED_RECORDS);
    while (offset < until && !this.#stopped) {
      const batch = await log.read(TOPICS.alertActions, PARTITION, offset, READ);
      for (const record of batch.records) if (record.offset < until) this.#remember(record);
      if (batch.nextOffset === offset) break;
      offset = batch.nextOffset;
    }
    return from;
  }

  #remember({ value }: LogRecord): void {
    try {
      this.#memory.fold(decodeAlertAction(value));
    } catch {
      // Counted and named when it was new.
    }
  }

  #readingsOf(records: readonly LogRecord[]): Reading[] {
    const { counters, logger } = this.#parts;
    const readings: Reading[] = [];
    for (const record of records) {
      try {
        const reading = this.#readingOf(record);
        if (reading === null) continue;
        readings.push(reading);
        counters.workCopied++;
      } catch (error) {
        counters.workUnreadable++;
        logger.warn({ offset: record.offset, err: error }, 'An action was not understood.');
      }
    }
    return readings;
  }

  /** False = a copy was given up. */
  async #copy(readings: readonly Reading[]): Promise<boolean> {
    const { publisher, partitions } = this.#parts;
    const copies = readings.map((reading) =>
      publisher.addAndWait(partitionOf(reading.subjectKey, partitions), reading),
    );
    return (await Promise.all(copies)).every((durable) => durable);
  }

  /** null = it changes no state of work, or its alert is not named (records of earlier versions). */
  #readingOf({ value, offset }: LogRecord): Reading | null {
    const decoded = decodeAlertAction(value);
    const { alertId, atMs, about } = decoded;
    const made = this.#memory.fold(decoded);
    if (made === null || about === undefined) return null;
    const { subjectKey, alertType, openedAtMs } = about;
    const work = {
      actionsPartition: PARTITION,
      actionsOffset: offset,
      alertId,
      alertType,
      openedAtMs,
      ...made,
      atMs,
    };
    return {
      subjectKey,
      deviceKey: NO_SUBJECT,
      protocol: 'unknown',
      receivedTimeMs: this.#parts.clock.now(),
      serial: 0,
      raw: EMPTY,
      body: { kind: 'work', work },
    };
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#parts.timers.after(RETRY_MS, resolve);
    });
  }
}
