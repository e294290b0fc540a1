/**
 * Reads several topics side by side, each partition in its order.
 * *Back pressure:* one batch per partition is at hand at most; the next is read when it was taken.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TizhengError } from '#core/errors.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';

const READ = { maxRecords: 500, maxBytes: 2_000_000, waitMs: 250 };
const RETRY_MS = 500;

export interface Batch {
  topic: string;
  partition: number;
  records: LogRecord[];
  nextOffset: number;
}

interface Lane {
  topic: string;
  partition: number;
  next: number;
  /** End when the lane began. */
  highAtStart: number;
  /** Read, and not taken yet. */
  batch: Batch | null;
  resume: () => void;
  lag: number;
}

export class Followers {
  readonly #log: EventLog;
  readonly #logger: Logger;
  readonly #lanes: Lane[] = [];
  #running: Promise<void>[] = [];
  #stopped = false;
  /** Something was read. */
  onMore: () => void = () => {};

  constructor(log: EventLog, logger: Logger) {
    this.#log = log;
    this.#logger = logger;
  }

  /** @param from first offset to read; null = only what comes */
  async follow(topic: string, partition: number, from: number | null): Promise<void> {
    const { low, high } = await this.#log.ends(topic, partition);
    const next = from === null ? high : Math.min(Math.max(from, low), high);
    const lane = { topic, partition, next, highAtStart: high, batch: null, resume() {}, lag: 0 };
    this.#lanes.push(lane);
    this.#running.push(this.#read(lane));
  }

  /** What was read since; a lane reads on when its batch has been taken. */
  take(): Batch[] {
    const batches: Batch[] = [];
    for (const lane of this.#lanes) {
      if (lane.batch === null) continue;
      batches.push(lane.batch);
      lane.next = lane.batch.nextOffset;
      lane.batch = null;
      lane.resume();
    }
    return batches;
  }

  /** Offset after what was taken. */
  nextOf(topic: string, partition: number): number {
    return this.#lanes.find((lane) => lane.topic === topic && lane.partition === partition)!.next;
  }

  /** Everything of these topics that was there at the start has been taken. */
  hasCaughtUp(topics: readonly string[]): boolean {
    return this.#lanes.every(
      ({ topic, next, highAtStart }) => !topics.includes(topic) || next >= highAtStart,
    );
  }

  *places(): IterableIterator<{ topic: string; partition: number; next: number }> {
    for (const { topic, partition, next } of this.#lanes) yield { topic, partition, next };
  }

  /** Records not read yet. */
  lag(): number {
    return this.#lanes.reduce((sum, lane) => sum + lane.lag, 0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { resume } of this.#lanes) resume();
    await Promise.all(this.#running);
    this.#running = [];
  }

  async #read(lane: Lane): Promise<void> {
    const { topic, partition } = lane;
    while (!this.#stopped) {
      try {
        const batch = await this.#log.read(topic, partition, lane.next, READ);
        if (this.#stopped) return;
        lane.lag = Math.max(0, batch.highOffset - batch.nextOffset);
        if (batch.nextOffset === lane.next) continue;
        const taken = new Promise<void>((resolve) => {
          lane.resume = resolve;
        });
        lane.batch = { topic, partition, records: batch.records, nextOffset: batch.nextOffset };
        this.onMore();
        await taken;
      } catch (error) {
        if (this.#stopped) return;
        await this.#recover(lane, error);
      }
    }
  }

  async #recover(lane: Lane, error: unknown): Promise<void> {
    const { topic, partition, next } = lane;
    const where = { topic, partition, offset: next };
    if (error instanceof TizhengError && error.code === 'LOG_OFFSET_GONE') {
      lane.next = (await this.#log.ends(topic, partition)).low;
      this.#logger.error(
        { ...where, to: lane.next },
        'Records were removed before they were read.',
      );
      return;
    }
    this.#logger.error({ ...where, err: error }, 'The log cannot be read here; trying again.');
    await sleep(RETRY_MS);
  }
}
