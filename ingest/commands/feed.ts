/**
 * Follows commands.v1 and command-results.v1, every partition of them: each gateway knows every open
 * command. A result is handed on only after all commands that were durable before it was read, so
 * that it never meets a command nobody knows.
 *
 * *Delivery:* every record at least once. The position is that of the oldest open command, so a
 * restart reads again what is not final.
 */
import type { CommandRecord, CommandResult } from '#core/command.ts';
import { TizhengError } from '#core/errors.ts';
import type { Timers } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeCommandRecord, decodeCommandResult } from '#proto/codec/command.ts';
import { WireFault } from '#proto/codec/fault.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { IngestCounters } from '../counters.ts';
import type { CommandPlace } from './open-commands.ts';

const GROUP = 'ingest-commands';
const READ = { maxRecords: 500, maxBytes: 4_000_000 };
const WAIT_MS = 250;
const RETRY_MS = 500;
const COMMIT_EVERY_MS = 5_000;

export interface FeedListener {
  /** What it returns is waited for. */
  onCommand(record: CommandRecord, place: CommandPlace): Promise<void> | null;
  onResult(result: CommandResult): void;
  /** Everything that was durable at the start has been handed on. */
  onCaughtUp(): void;
  oldestOpen(): ReadonlyMap<number, CommandPlace>;
}

interface Lane {
  partition: number;
  commandsNext: number;
  resultsNext: number;
  /** End of the results when it was opened; from there on it has caught up. */
  resultsAtStart: number;
  isCaughtUp: boolean;
  /** Results that wait for the commands up to an offset. */
  waiting: { upTo: number; resolve: () => void } | null;
  committedAtMs: number;
}

export interface CommandFeedParts {
  log: EventLog;
  logger: Logger;
  timers: Timers;
  counters: IngestCounters;
  listener: FeedListener;
  /** Monotonic milliseconds. */
  now: () => number;
}

export class CommandFeed {
  readonly #parts: CommandFeedParts;
  readonly #lanes: Lane[] = [];
  #stopped = false;
  #behind = 0;
  #running: Promise<unknown> = Promise.resolve();

  constructor(parts: CommandFeedParts) {
    this.#parts = parts;
  }

  /** Throws LOG_TOPIC_UNKNOWN; whatever else fails is tried again. */
  start(): void {
    const { log } = this.#parts;
    const partitions = log.partitions(TOPICS.commands);
    log.partitions(TOPICS.commandResults);
    this.#behind = partitions;
    this.#running = Promise.all(
      Array.from({ length: partitions }, (_, partition) => this.#followPartition(partition)),
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { waiting } of this.#lanes) waiting?.resolve();
    await this.#running;
    for (const lane of this.#lanes) await this.#commit(lane).catch(() => {});
  }

  async #followPartition(partition: number): Promise<void> {
    let lane: Lane | null = null;
    await this.#repeat(async () => {
      lane = await this.#open(partition);
    }, 1);
    if (lane === null) return;
    const opened: Lane = lane;
    await Promise.all([
      this.#repeat(() => this.#readCommands(opened)),
      this.#repeat(() => this.#readResults(opened)),
    ]);
  }

  /** Until it has succeeded so often, or ingest stops. */
  async #repeat(step: () => Promise<void>, times = Number.POSITIVE_INFINITY): Promise<void> {
    const { logger, timers } = this.#parts;
    for (let done = 0; done < times && !this.#stopped; ) {
      try {
        await step();
        done++;
      } catch (error) {
        if (this.#stopped) return;
        logger.warn({ err: error }, 'Commands cannot be read, trying again.');
        await new Promise<void>((resolve) => {
          timers.after(RETRY_MS, resolve);
        });
      }
    }
  }

  async #open(partition: number): Promise<Lane> {
    const { log, now } = this.#parts;
    const { high } = await log.ends(TOPICS.commandResults, partition);
    const lane: Lane = {
      partition,
      commandsNext: await this.#from(TOPICS.commands, partition),
      resultsNext: await this.#from(TOPICS.commandResults, partition),
      resultsAtStart: high,
      isCaughtUp: false,
      waiting: null,
      committedAtMs: now(),
    };
    this.#lanes.push(lane);
    return lane;
  }

  async #from(topic: string, partition: number): Promise<number> {
    const { log } = this.#parts;
    const committed = (await log.committed(GROUP, topic, partition)) ?? 0;
    const { low, high } = await log.ends(topic, partition);
    return Math.min(Math.max(low, committed), high);
  }

  async #readCommands(lane: Lane): Promise<void> {
    const { listener, now } = this.#parts;
    const { partition } = lane;
    const batch = await this.#read(TOPICS.commands, lane, lane.commandsNext);
    for (const record of batch.records) {
      if (this.#stopped) return;
      const { offset } = record;
      const command = this.#decoded(record, decodeCommandRecord);
      if (command !== null) {
        const place = { partition, offset, resultsFrom: lane.resultsNext };
        const busy = listener.onCommand(command, place);
        if (busy !== null) await busy;
      }
      lane.commandsNext = offset + 1;
    }
    lane.commandsNext = Math.max(lane.commandsNext, batch.nextOffset);
    if (lane.waiting !== null && lane.commandsNext >= lane.waiting.upTo) {
      lane.waiting.resolve();
      lane.waiting = null;
    }
    if (now() - lane.committedAtMs >= COMMIT_EVERY_MS) await this.#commit(lane);
  }

  async #readResults(lane: Lane): Promise<void> {
    const { log, listener } = this.#parts;
    const batch = await this.#read(TOPICS.commandResults, lane, lane.resultsNext);
    // Whatever these results speak of was durable before they were read.
    const { high: upTo } = await log.ends(TOPICS.commands, lane.partition);
    if (this.#stopped) return;
    if (lane.commandsNext < upTo) {
      await new Promise<void>((resolve) => {
        lane.waiting = { upTo, resolve };
      });
    }
    if (this.#stopped) return;
    for (const record of batch.records) {
      const result = this.#decoded(record, decodeCommandResult);
      lane.resultsNext = record.offset + 1;
      if (result !== null) listener.onResult(result);
    }
    lane.resultsNext = Math.max(lane.resultsNext, batch.nextOffset);
    if (lane.isCaughtUp || lane.resultsNext < lane.resultsAtStart) return;
    lane.isCaughtUp = true;
    this.#behind--;
    if (this.#behind === 0) listener.onCaughtUp();
  }

  async #read(topic: string, { partition, isCaughtUp }: Lane, offset: number) {
    const { log } = this.#parts;
    const options = { ...READ, waitMs: isCaughtUp ? WAIT_MS : 0 };
    try {
      return await log.read(topic, partition, offset, options);
    } catch (error) {
      if (!(error instanceof TizhengError) || error.code !== 'LOG_OFFSET_GONE') throw error;
      const { low } = await log.ends(topic, partition);
      return { records: [], nextOffset: low, highOffset: low };
    }
  }

  #decoded<T>(record: LogRecord, decode: (bytes: Uint8Array) => T): T | null {
    const { counters, logger } = this.#parts;
    try {
      return decode(record.value);
    } catch (error) {
      if (!(error instanceof WireFault)) throw error;
      counters.commandRecordsUnreadable++;
      logger.warn({ offset: record.offset, err: error }, 'A command was not understood.');
      return null;
    }
  }

  /** Nothing below these offsets belongs to an open command. */
  async #commit(lane: Lane): Promise<void> {
    const { log, listener, now } = this.#parts;
    const { partition, commandsNext, resultsNext } = lane;
    const oldest = listener.oldestOpen().get(partition);
    lane.committedAtMs = now();
    await log.commit(GROUP, TOPICS.commands, partition, oldest?.offset ?? commandsNext);
    const from = oldest?.resultsFrom ?? resultsNext;
    await log.commit(GROUP, TOPICS.commandResults, partition, from);
  }
}
