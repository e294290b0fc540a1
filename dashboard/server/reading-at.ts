/** One reading by its place in `reports.v1`. */
import { TizhengError } from '#core/errors.ts';
import type { Reading } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeReading } from '#proto/codec/reading.ts';
import type { EventLog } from '#runtime/log/event-log.ts';

const BOUND = { maxRecords: 1, maxBytes: 1, waitMs: 0 };
const GONE = ['LOG_OFFSET_GONE', 'LOG_DAMAGED'];

/** Null = retention removed it, there is none, or it cannot be read. */
export async function readingAt(
  log: EventLog,
  partition: number,
  offset: number,
): Promise<Reading | null> {
  if (partition >= log.partitions(TOPICS.reports)) return null;
  try {
    const { records } = await log.read(TOPICS.reports, partition, offset, BOUND);
    const [record] = records;
    return record?.offset === offset ? readingOf(record.value) : null;
  } catch (error) {
    if (error instanceof TizhengError && GONE.includes(error.code)) return null;
    throw error;
  }
}

function readingOf(value: Uint8Array): Reading | null {
  try {
    return decodeReading(value);
  } catch {
    return null;
  }
}
