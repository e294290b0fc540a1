/** A feed: one topic of the log and the tables its records become rows of. */
import type { LogRecord } from '#runtime/log/event-log.ts';
import type { SeenOutputs } from '../seen-outputs.ts';
import type { RowWriter } from './rows.ts';

export interface Target {
  /** With its database, e.g. `dw.positions`. */
  table: string;
  columns: readonly string[];
}

export interface Feed {
  topic: string;
  targets: readonly Target[];
  /**
   * Writes the rows of one record, `writers[i]` for `targets[i]`.
   * Returns false when the record is a doubled output and was dropped.
   * @throws WireFault when the bytes are not what the topic holds.
   */
  write(record: LogRecord, place: RecordPlace, writers: readonly RowWriter[]): boolean;
}

export interface RecordPlace {
  partition: number;
  /** What this partition's writer was seen to number so far. */
  seen: SeenOutputs;
}
