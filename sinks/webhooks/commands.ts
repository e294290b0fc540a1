/**
 * What people ask, from delivery-commands.v1: each command once, its effect and the place after it in
 * one transaction.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadLetter, DeliveryCommand } from '#core/delivery.ts';
import { TizhengError } from '#core/errors.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeDeliveryCommand } from '#proto/codec/delivery.ts';
import { WireFault } from '#proto/codec/fault.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { Lane } from './lane.ts';
import type { DeliveryRow, Outbox } from './outbox.ts';
import type { DeliveryReports } from './reports.ts';
import type { Timing } from './timing.ts';

/** Not a name an endpoint can have. */
const READER = '(commands)';
const PARTITION = 0;
const READ = { maxRecords: 100, maxBytes: 1_000_000, waitMs: 250 };
const RETRY_MS = 1_000;

export interface CommandParts {
  log: EventLog;
  outbox: Outbox;
  /** By endpoint id. */
  lanes: ReadonlyMap<string, Lane>;
  reports: DeliveryReports;
  timing: Timing;
  logger: Logger;
}

export class Commands {
  readonly #parts: CommandParts;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: CommandParts) {
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
    const { log, outbox, logger } = this.#parts;
    while (!this.#stopped) {
      try {
        const next = outbox.place(READER, PARTITION)?.next ?? 0;
        const { low } = await log.ends(TOPICS.deliveryCommands, PARTITION);
        const from = Math.max(next, low);
        const { records } = await log.read(TOPICS.deliveryCommands, PARTITION, from, READ);
        for (const record of records) await this.#take(record);
      } catch (error) {
        if (this.#stopped) return;
        logger.error({ err: error }, 'Commands to the webhook sink cannot be read; trying again.');
        await sleep(RETRY_MS);
      }
    }
  }

  async #take(record: LogRecord): Promise<void> {
    const { outbox, logger } = this.#parts;
    const after = { next: record.offset + 1, epoch: -1, number: -1 };
    let command: DeliveryCommand;
    try {
      command = decodeDeliveryCommand(record.value);
    } catch (error) {
      if (!(error instanceof WireFault)) throw error;
      logger.warn({ offset: record.offset }, 'A command to the webhook sink cannot be read.');
      outbox.setPlace(READER, PARTITION, after);
      return;
    }
    const { commandId, endpoint, action, actor } = command;
    const lane = this.#parts.lanes.get(endpoint);
    const revived = outbox.together(() => {
      outbox.setPlace(READER, PARTITION, after);
      const isNew = outbox.admitCommand(commandId, this.#parts.timing.now());
      return isNew && lane !== undefined ? lane.obey(command) : null;
    });
    if (revived === null) {
      logger.warn({ commandId, endpoint, action }, 'A command was repeated or names no endpoint.');
      return;
    }
    logger.info(
      { commandId, endpoint, action, actor, revived: revived.length },
      'A command was done.',
    );
    lane?.wake();
    await this.#tellRevived(endpoint, revived);
  }

  async #tellRevived(endpoint: string, rows: readonly DeliveryRow[]): Promise<void> {
    if (rows.length === 0) return;
    const { reports, timing, logger } = this.#parts;
    const atMs = timing.now();
    const letters = rows.map((row): DeadLetter => {
      const { webhookId, alertId, alertType, change, partition, offset, attempts } = row;
      const what = { webhookId, alertId, alertType, change, partition, offset, attempts };
      return { endpoint, ...what, state: 'waiting', reason: 'delivered', status: null, atMs };
    });
    await reports.tellDead(letters).catch((error: unknown) => {
      if (!(error instanceof TizhengError)) throw error;
      logger.warn({ err: error }, 'Redelivery was not told to the log; it goes on all the same.');
    });
  }
}
