/**
 * Follows one partition of a topic for the life of the server and hands every record on, once.
 * *Delivery:* in offset order, at least once per process; numbered outputs are filtered by `NumberFilter`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TizhengError } from '#core/errors.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';

export interface Tail {
  /** Resolves when everything that was durable at the start has been handed on. */
  caughtUp: Promise<void>;
  /** Records not yet read, as of the last read. */
  lag(): number;
  stop(): Promise<void>;
}

const READ = { maxRecords: 4_000, maxBytes: 4_000_000, waitMs: 250 };
/** Longest slice of records handled before other work of the thread gets its turn. */
const SLICE_RECORDS_MAX = 1_000;
const RETRY_MS = 500;

export function startTail(options: {
  log: EventLog;
  topic: string;
  partition: number;
  fromOffset: number;
  logger: Logger;
  onRecord: (record: LogRecord) => void;
}): Tail {
  const { log, topic, partition, logger, onRecord } = options;
  let stopped = false;
  let lag = 0;
  let markCaughtUp: () => void = () => {};
  const caughtUp = new Promise<void>((resolve) => {
    markCaughtUp = resolve;
  });

  async function run(): Promise<void> {
    let offset = options.fromOffset;
    const { high: target } = await log.ends(topic, partition);
    if (offset >= target) markCaughtUp();
    while (!stopped) {
      try {
        const batch = await log.read(topic, partition, offset, READ);
        let handled = 0;
        for (const record of batch.records) {
          onRecord(record);
          handled++;
          if (handled % SLICE_RECORDS_MAX === 0) await new Promise(setImmediate);
        }
        offset = batch.nextOffset;
        lag = batch.highOffset - offset;
        if (offset >= target) markCaughtUp();
      } catch (error) {
        if (stopped) return;
        if (error instanceof TizhengError && error.code === 'LOG_OFFSET_GONE') {
          offset = (await log.ends(topic, partition)).low;
          continue;
        }
        logger.error({ topic, partition, offset, error }, 'Reading the log failed; trying again.');
        await sleep(RETRY_MS);
      }
    }
  }

  const running = run();
  return {
    caughtUp,
    lag: () => lag,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/** First offset whose record is not older than `timeMs`; records are written in nearly ascending time. */
export async function offsetAtTime(
  log: EventLog,
  topic: string,
  partition: number,
  timeMs: number,
): Promise<number> {
  let { low, high } = await log.ends(topic, partition);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const batch = await log.read(topic, partition, middle, {
      maxRecords: 1,
      maxBytes: 1,
      waitMs: 0,
    });
    const record = batch.records[0];
    if (record === undefined || record.timeMs >= timeMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Drops outputs of processors that were already seen: number ≤ last seen of (task, epoch). */
export class NumberFilter {
  readonly #seen = new Map<string, { epoch: number; number: number }>();

  /** True the first time an output is shown. */
  isNew(output: { task: string; epoch: number; number: number }): boolean {
    const last = this.#seen.get(output.task);
    if (last === undefined) {
      this.#seen.set(output.task, { epoch: output.epoch, number: output.number });
      return true;
    }
    if (output.epoch < last.epoch || (output.epoch === last.epoch && output.number <= last.number))
      return false;
    last.epoch = output.epoch;
    last.number = output.number;
    return true;
  }
}
