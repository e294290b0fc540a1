/**
 * Follows alert-actions.v1: what people did to an alert is copied, as a `work` reading, into the
 * partition of the alert's subject, where indicators count it (报警处理率). So a processor sees an
 * action exactly where it lay among the reports, also in a replay next year.
 *
 * *Delivery:* at least once: the position is committed after the copies are durable, and processors
 * ignore an action they have seen by its place in alert-actions.v1.
 */
import type { AlertAction, WorkState } from '#core/alert.ts';
import { TizhengError } from '#core/errors.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import type { Clock, Timers } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertAction } from '#proto/codec/alert.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import type { Logger } from '#runtime/logger.ts';
import type { IngestCounters } from './counters.ts';
import type { Publisher } from './publish.ts';

const GROUP = 'ingest-work';
const PARTITION = 0;
const READ = { maxRecords: 1_000, maxBytes: 4_000_000, waitMs: 250 };
const RETRY_MS = 500;
const EMPTY = new Uint8Array(0);
/** What an action leads to; comments and shelves leave the work as it was. */
const LEADS_TO: Partial<Record<AlertAction['action'], WorkState>> = {
  acknowledge: 'acknowledged',
  handle: 'in-handling',
  close: 'closed',
  reopen: 'new',
};

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
        offset ??= (await log.committed(GROUP, TOPICS.alertActions, PARTITION)) ?? 0;
        const batch = await log.read(TOPICS.alertActions, PARTITION, offset, READ);
        if (!(await this.#copy(batch.records))) {
          await this.#pause();
          continue;
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

  /** False = a copy was given up. */
  async #copy(records: readonly LogRecord[]): Promise<boolean> {
    const { counters, logger } = this.#parts;
    const waiting: Promise<boolean>[] = [];
    for (const record of records) {
      try {
        const copy = this.#copyOf(record);
        if (copy === null) continue;
        waiting.push(copy);
        counters.workCopied++;
      } catch (error) {
        counters.workUnreadable++;
        logger.warn({ offset: record.offset, err: error }, 'An action was not understood.');
      }
    }
    return (await Promise.all(waiting)).every((durable) => durable);
  }

  /** null = it changes no state of work, or its alert is not named (records of earlier versions). */
  #copyOf({ value, offset }: LogRecord): Promise<boolean> | null {
    const { publisher, clock, partitions } = this.#parts;
    const { action, alertId, atMs, about } = decodeAlertAction(value);
    const state = LEADS_TO[action];
    if (state === undefined || about === undefined) return null;
    const { subjectKey, alertType, openedAtMs } = about;
    const work = {
      actionsPartition: PARTITION,
      actionsOffset: offset,
      alertId,
      alertType,
      openedAtMs,
      state,
      atMs,
    };
    return publisher.addAndWait(partitionOf(subjectKey, partitions), {
      subjectKey,
      deviceKey: NO_SUBJECT,
      protocol: 'unknown',
      receivedTimeMs: clock.now(),
      serial: 0,
      raw: EMPTY,
      body: { kind: 'work', work },
    });
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#parts.timers.after(RETRY_MS, resolve);
    });
  }
}
