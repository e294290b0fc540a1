/**
 * Brings the last positions back after a start: the newest records first, chunk by chunk towards the
 * past, while the live tail already runs. Order does not matter to the fleet, which keeps the newest
 * value of each vehicle; so a restart shows nearly everybody within its first chunks, however long
 * the history is.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TizhengError } from '#core/errors.ts';
import { firstReadable, type TailOptions, take } from './tail.ts';
import { turnKeeper } from './turn.ts';

const CHUNK_RECORDS = 4_000;
const CHUNK_BYTES = 4_000_000;
/** Records looked at per partition; vehicles silent for longer than these appear when they report. */
export const READ_BACK_RECORDS_MAX = 1_000_000;

export interface ReadBackOptions extends Omit<TailOptions, 'fromOffset'> {
  /** Offsets in `[notBefore, before)` are read. */
  notBefore: number;
  before: number;
  stopped: () => boolean;
}

/** Ends when the range is read, the bound is reached or `stopped` says so; trouble with a chunk skips it. */
export async function readBack(options: ReadBackOptions): Promise<void> {
  const low = Math.max(options.notBefore, options.before - READ_BACK_RECORDS_MAX);
  const yieldTurn = turnKeeper();
  for (let end = options.before; end > low && !options.stopped(); end -= CHUNK_RECORDS) {
    const startedMs = performance.now();
    await readChunk(options, { from: Math.max(low, end - CHUNK_RECORDS), end, yieldTurn });
    // Half of the time at most: the live tail has the first claim on this thread.
    await sleep(Math.min(50, performance.now() - startedMs));
  }
}

async function readChunk(
  options: ReadBackOptions,
  range: { from: number; end: number; yieldTurn: () => Promise<void> | undefined },
): Promise<void> {
  const { log, topic, partition, counters } = options;
  let offset = range.from;
  while (offset < range.end && !options.stopped()) {
    try {
      const batch = await log.read(topic, partition, offset, {
        maxRecords: range.end - offset,
        maxBytes: CHUNK_BYTES,
        waitMs: 0,
      });
      if (batch.nextOffset <= offset) return;
      for (const record of batch.records) {
        take(options, record);
        const turn = range.yieldTurn();
        if (turn !== undefined) await turn;
      }
      offset = batch.nextOffset;
    } catch (error) {
      if (!(error instanceof TizhengError)) throw error;
      const next = await firstReadable(log, topic, partition, offset);
      if (next === null || next <= offset) return;
      if (error.code === 'LOG_DAMAGED') counters.lost += Math.min(next, range.end) - offset;
      offset = next;
    }
  }
}
