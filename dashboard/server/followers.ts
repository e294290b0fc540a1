/** All that the server follows of the log: one tail per partition, and the way back into the past. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import { readBack } from './read-back.ts';
import {
  endsOf,
  newCounters,
  offsetAtTime,
  startTail,
  type Tail,
  type TailCounters,
} from './tail.ts';

/** A log that cannot be read to its end must not keep the duty room dark: it starts with what there is. */
const CAUGHT_UP_MS_MAX = 20_000;

/** Positions are read at most this often: pages are sent them a few times a second. */
const GATHER_MS = 100;

export class Followers {
  readonly tails: Tail[] = [];
  /** By topic, over all partitions: what came since the start, or since the time asked for. */
  readonly #counters = new Map<string, TailCounters>();
  readonly #log: EventLog;
  readonly #logger: Logger;
  readonly #readingBack: Promise<void>[] = [];
  /** The same of records read backwards, kept apart so that `live` tells the present. */
  readonly #past = new Map<string, TailCounters>();
  #stopped = false;

  constructor(log: EventLog, logger: Logger) {
    this.#log = log;
    this.#logger = logger;
  }

  /** Every record since a time (null = all that is kept), in order, and then what comes. */
  async follow(
    topic: string,
    sinceMs: number | null,
    onRecord: (record: LogRecord) => void,
  ): Promise<void> {
    for (let partition = 0; partition < this.#log.partitions(topic); partition++) {
      const fromOffset =
        sinceMs === null
          ? (await endsOf(this.#log, topic, partition)).low
          : await offsetAtTime(this.#log, topic, partition, sinceMs);
      this.#start(topic, partition, fromOffset, onRecord);
    }
  }

  /** What comes, at once; and beside it what was since a time, newest first. Order must not matter. */
  async followNewest(
    topic: string,
    sinceMs: number,
    onRecord: (record: LogRecord) => void,
  ): Promise<void> {
    const counters = newCounters();
    this.#past.set(topic, counters);
    for (let partition = 0; partition < this.#log.partitions(topic); partition++) {
      const { high: before } = await endsOf(this.#log, topic, partition);
      this.#start(topic, partition, before, onRecord, GATHER_MS);
      this.#readingBack.push(
        this.#readBack({ topic, partition, before, sinceMs, counters, onRecord }),
      );
    }
  }

  /** Resolves when every tail has seen what was durable when it started, or after a while without. */
  async caughtUp(): Promise<void> {
    const giveUp = new AbortController();
    const late = sleep(CAUGHT_UP_MS_MAX, 'late', { signal: giveUp.signal }).catch(() => 'aborted');
    const all = Promise.all(this.tails.map((tail) => tail.caughtUp));
    const outcome = await Promise.race([all, late]);
    giveUp.abort();
    if (outcome === 'late')
      this.#logger.warn('The log is not read to its end yet; serving anyway.');
  }

  /** Records of a topic taken in since the start. */
  live(topic: string): number {
    return this.#counters.get(topic)?.records ?? 0;
  }

  /** Records not yet taken in. */
  lag(): number {
    return this.tails.reduce((sum, tail) => sum + tail.lag(), 0);
  }

  /** What became of all records read, by topic. */
  *totals(): IterableIterator<[topic: string, TailCounters]> {
    for (const [topic, { records, undecodable, lost }] of this.#counters) {
      const past = this.#past.get(topic) ?? newCounters();
      yield [
        topic,
        {
          records: records + past.records,
          undecodable: undecodable + past.undecodable,
          lost: lost + past.lost,
        },
      ];
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.tails.map((tail) => tail.stop()), ...this.#readingBack]);
  }

  #start(
    topic: string,
    partition: number,
    fromOffset: number,
    onRecord: (record: LogRecord) => void,
    gatherMs = 0,
  ): void {
    let counters = this.#counters.get(topic);
    if (counters === undefined) {
      counters = newCounters();
      this.#counters.set(topic, counters);
    }
    this.tails.push(
      startTail({
        log: this.#log,
        logger: this.#logger,
        topic,
        partition,
        fromOffset,
        counters,
        onRecord,
        gatherMs,
      }),
    );
  }

  async #readBack(wish: {
    topic: string;
    partition: number;
    before: number;
    sinceMs: number;
    counters: TailCounters;
    onRecord: (record: LogRecord) => void;
  }): Promise<void> {
    const { topic, partition, sinceMs } = wish;
    try {
      const notBefore = await offsetAtTime(this.#log, topic, partition, sinceMs);
      await readBack({
        ...wish,
        log: this.#log,
        logger: this.#logger,
        notBefore,
        stopped: () => this.#stopped,
      });
    } catch (error) {
      this.#logger.warn({ topic, partition, err: error }, 'Last positions were not all read back.');
    }
  }
}
