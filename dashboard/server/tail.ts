/**
 * Follows one partition of a topic for the life of the server and hands every record on, once.
 * A record that cannot be taken in is counted and passed over, and so is a damaged stretch of the
 * log: a duty room must not go dark because of one bad record.
 * *Back pressure:* none needed, the log is read at the server's own pace; `lag` says how far behind.
 * *Delivery:* in offset order, at least once per process; numbered outputs are filtered by `NumberFilter`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TizhengError } from '#core/errors.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import { turnKeeper } from './turn.ts';

/** What became of a topic's records; summed over its partitions. */
export interface TailCounters {
  /** Taken in. */
  records: number;
  /** Passed over: the value could not be decoded or applied. */
  undecodable: number;
  /** Never seen: removed by retention before they were read, or damaged on disk. */
  lost: number;
}

export interface Tail {
  readonly topic: string;
  /** Resolves when everything that was durable at the start has been handed on. */
  caughtUp: Promise<void>;
  /** Records not yet read, as of the last read. */
  lag(): number;
  stop(): Promise<void>;
}

export interface TailOptions {
  log: EventLog;
  topic: string;
  partition: number;
  fromOffset: number;
  logger: Logger;
  counters: TailCounters;
  onRecord: (record: LogRecord) => void;
  /** Pause after a read that came to the end, ms: fewer, larger reads for what is shown a few times a second anyway. */
  gatherMs?: number;
}

const READ = { maxRecords: 4_000, maxBytes: 4_000_000, waitMs: 250 };
const ONE = { maxRecords: 1, maxBytes: 1, waitMs: 0 };
const RETRY_MS = 500;

export function newCounters(): TailCounters {
  return { records: 0, undecodable: 0, lost: 0 };
}

export function startTail(options: TailOptions): Tail {
  const { log, topic, partition, logger, counters, gatherMs = 0 } = options;
  let stopped = false;
  let lag = 0;
  let offset = options.fromOffset;
  /** Trouble named last, so that a lasting one is logged once and not every half second. */
  let named = '';
  const { promise: caughtUp, resolve: markCaughtUp } = Promise.withResolvers<void>();
  const yieldTurn = turnKeeper();

  async function run(): Promise<void> {
    let target: number | null = null;
    while (!stopped) {
      try {
        target ??= (await log.ends(topic, partition)).high;
        if (offset >= target) markCaughtUp();
        const batch = await log.read(topic, partition, offset, READ);
        for (const record of batch.records) {
          if (stopped) return;
          take(options, record);
          offset = record.offset + 1;
          const turn = yieldTurn();
          if (turn !== undefined) await turn;
        }
        offset = batch.nextOffset;
        lag = Math.max(0, batch.highOffset - offset);
        named = '';
        if (gatherMs > 0 && lag === 0 && batch.records.length > 0) await sleep(gatherMs);
      } catch (error) {
        if (!stopped) await recover(error);
      }
    }
  }

  async function recover(error: unknown): Promise<void> {
    const code = error instanceof TizhengError ? error.code : 'unknown';
    if (code !== named) {
      logger.error({ topic, partition, offset, code, err: error }, 'The log cannot be read here.');
      named = code;
    }
    const next =
      code === 'LOG_OFFSET_GONE' || code === 'LOG_DAMAGED'
        ? await firstReadable(log, topic, partition, offset)
        : null;
    if (next === null || next <= offset) {
      await sleep(RETRY_MS);
      return;
    }
    logger.warn({ topic, partition, from: offset, to: next }, 'Records were passed over unseen.');
    counters.lost += next - offset;
    offset = next;
  }

  const running = run();
  return {
    topic,
    caughtUp,
    lag: () => lag,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/** Hands one record on; one that cannot be taken in is counted, named once per ten thousand, and left. */
export function take(
  { topic, partition, logger, counters, onRecord }: Omit<TailOptions, 'log' | 'fromOffset'>,
  record: LogRecord,
): void {
  try {
    onRecord(record);
    counters.records++;
  } catch (error) {
    if (counters.undecodable++ % 10_000 === 0)
      logger.warn(
        { topic, partition, offset: record.offset, err: error },
        'A record was passed over.',
      );
  }
}

/** First offset at or after `from` that can be read; null when that cannot be told now. */
export async function firstReadable(
  log: EventLog,
  topic: string,
  partition: number,
  from: number,
): Promise<number | null> {
  const readable = async (offset: number) => {
    try {
      await log.read(topic, partition, offset, ONE);
      return true;
    } catch {
      return false;
    }
  };
  try {
    const { low, high } = await log.ends(topic, partition);
    if (from < low) return low;
    // Gallop over the damage, then close in on its end: a damaged batch may span thousands of offsets.
    let bad = from;
    let good = Math.min(high, from + 1);
    for (let step = 2; !(await readable(good)); step *= 2) {
      if (good >= high) return null;
      bad = good;
      good = Math.min(high, good + step);
    }
    while (good - bad > 1) {
      const middle = Math.floor((bad + good) / 2);
      if (await readable(middle)) good = middle;
      else bad = middle;
    }
    return good;
  } catch {
    return null;
  }
}

/** A partition whose end is damaged is followed from its beginning: the tail finds what can be read. */
export async function endsOf(log: EventLog, topic: string, partition: number) {
  try {
    return await log.ends(topic, partition);
  } catch (error) {
    if (error instanceof TizhengError && error.code === 'LOG_DAMAGED') return { low: 0, high: 0 };
    throw error;
  }
}

/** First offset whose record is not older than `timeMs`; records are written in nearly ascending time. */
export async function offsetAtTime(
  log: EventLog,
  topic: string,
  partition: number,
  timeMs: number,
): Promise<number> {
  let { low, high } = await endsOf(log, topic, partition);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const record = await recordAt(log, topic, partition, middle);
    if (record === undefined || record.offset >= high || record.timeMs >= timeMs) high = middle;
    else low = record.offset + 1;
  }
  return low;
}

/** The first record at or after an offset that can be read. */
async function recordAt(log: EventLog, topic: string, partition: number, offset: number) {
  try {
    return (await log.read(topic, partition, offset, ONE)).records[0];
  } catch {
    const next = await firstReadable(log, topic, partition, offset);
    if (next === null || next <= offset) return undefined;
    return (await log.read(topic, partition, next, ONE)).records[0];
  }
}

/** Drops outputs of processors that were already seen: number ≤ last seen of (task, epoch). */
export class NumberFilter {
  readonly #seen = new Map<string, { epoch: number; number: number }>();
  /** Outputs dropped because they had been seen. */
  repeated = 0;

  /** True the first time an output is shown. */
  isNew(output: { task: string; epoch: number; number: number }): boolean {
    const last = this.#seen.get(output.task);
    if (last === undefined) {
      this.#seen.set(output.task, { epoch: output.epoch, number: output.number });
      return true;
    }
    if (
      output.epoch < last.epoch ||
      (output.epoch === last.epoch && output.number <= last.number)
    ) {
      this.repeated++;
      return false;
    }
    last.epoch = output.epoch;
    last.number = output.number;
    return true;
  }
}
