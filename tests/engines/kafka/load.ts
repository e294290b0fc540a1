/**
 * Writers and readers that keep books while brokers die: each partition gets the numbers 0, 1, 2, …,
 * a writer goes on to the next one when the last was acknowledged, and a reader follows.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TizhengError } from '#core/errors.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';

const RECORDS_PER_APPEND = 20;
const READ = { maxRecords: 1_000, maxBytes: 1_000_000, waitMs: 250 };

export interface Books {
  /** Numbers acknowledged per partition: all below this. */
  acknowledged: number[];
  /** Offset the log gave the first record of an append, by partition and number. */
  offsets: Map<number, number>[];
  /** Appends that were rejected undecided and repeated. */
  repeats: number;
  lastAcknowledgedAt: number;
}

/** Appends to every partition until told to stop; several appends of a partition are under way at a time. */
export function startWriters(log: EventLog, topic: string, partitions: number) {
  const books: Books = {
    acknowledged: Array<number>(partitions).fill(0),
    offsets: Array.from({ length: partitions }, () => new Map()),
    repeats: 0,
    lastAcknowledgedAt: performance.now(),
  };
  let isStopping = false;
  const writers = books.acknowledged.map(async (_, partition) => {
    for (let next = 0; !isStopping; ) {
      const calls = Array.from({ length: 3 }, (_, i) => next + i * RECORDS_PER_APPEND);
      const results = await Promise.allSettled(
        calls.map((first) => log.append(topic, partition, numbers(first, RECORDS_PER_APPEND))),
      );
      for (const [index, result] of results.entries()) {
        if (result.status === 'rejected') {
          if (!(result.reason as TizhengError).retryable) throw result.reason;
          books.repeats++;
          break;
        }
        books.offsets[partition]!.set(calls[index]!, result.value);
        next = calls[index]! + RECORDS_PER_APPEND;
        books.acknowledged[partition] = next;
        books.lastAcknowledgedAt = performance.now();
      }
      await sleep(5);
    }
  });
  return {
    books,
    async stop(): Promise<Books> {
      isStopping = true;
      await Promise.all(writers);
      return books;
    },
  };
}

function numbers(first: number, count: number) {
  return Array.from({ length: count }, (_, i) => ({
    key: `k${(first + i) % 7}`,
    // Of today: a broker that starts again remembers a producer by the times of its records, for a day.
    timeMs: Date.now(),
    value: Buffer.from(`${first + i}`),
  }));
}

/** Reads every partition from its beginning until `stop`, which goes on to the end first. */
export function startReaders(log: EventLog, topic: string, partitions: number) {
  const seen: number[][] = Array.from({ length: partitions }, () => []);
  const offsets: number[][] = Array.from({ length: partitions }, () => []);
  let ends: number[] | null = null;
  const readers = seen.map(async (list, partition) => {
    for (let next = 0; ends === null || next < ends[partition]!; ) {
      try {
        const batch = await log.read(topic, partition, next, READ);
        for (const record of batch.records) {
          list.push(numberOf(record));
          offsets[partition]!.push(record.offset);
        }
        next = batch.nextOffset;
      } catch (error) {
        if (!(error instanceof TizhengError) || !error.retryable) throw error;
      }
    }
  });
  return {
    seen,
    offsets,
    async stop(): Promise<void> {
      ends = await Promise.all(
        seen.map(async (_, partition) => (await log.ends(topic, partition)).high),
      );
      await Promise.all(readers);
    },
  };
}

const numberOf = ({ value }: LogRecord): number => Number(Buffer.from(value).toString());
