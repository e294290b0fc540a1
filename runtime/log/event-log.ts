/**
 * The log: partitioned, durable, ordered. The only way by which services speak to each other.
 * One interface, one conformance suite (tests/conformance/event-log.ts), several engines.
 */

export interface AppendRecord {
  /** Partitioning key, ASCII; kept for compaction and interoperability. Never a plate, name or phone. */
  key: string;
  /** Milliseconds since 1970 UTC; drives retention by time. */
  timeMs: number;
  value: Uint8Array;
}

/** `key` and `value` may be made when they are read: take them by name, a spread of the record may lack them. */
export interface LogRecord extends AppendRecord {
  /** Consecutive from 0 within a partition; gaps occur only below `low` and in compacted topics. */
  offset: number;
}

export interface LogBatch {
  records: LogRecord[];
  /** Offset to read next. */
  nextOffset: number;
  /** One past the newest durable record when the batch was read: `highOffset − nextOffset` is the lag. */
  highOffset: number;
}

export interface TopicOptions {
  partitions: number;
  /**
   * A topic found with fewer partitions gets the missing ones. Only where writers name their
   * partition: keys would move. Default false: another count is refused.
   */
  mayGrow?: boolean;
  /** Records older than this may be removed; null = kept forever. */
  retentionMs: number | null;
  /** Bytes per partition above which the oldest records are removed; null = no bound. */
  retentionBytes: number | null;
  /** Keep only the newest record per key (an empty value deletes the key). */
  compacted: boolean;
}

export interface ReadOptions {
  /** Bound of one read; at least one record is returned when any is there. */
  maxRecords: number;
  maxBytes: number;
  /** How long to wait for the first record; 0 = answer at once. */
  waitMs: number;
}

export interface EventLog {
  /** Creates the topic or checks that it exists with this partition count. Idempotent. */
  ensureTopic(topic: string, options: TopicOptions): Promise<void>;
  partitions(topic: string): number;
  /**
   * Appends in order; resolves with the offset of the first record once all of them are durable
   * (group commit). Calls for one partition keep their order. A rejected append wrote nothing.
   * *Back pressure:* await it. *Delivery:* at least once, the caller retries.
   */
  append(topic: string, partition: number, records: readonly AppendRecord[]): Promise<number>;
  /**
   * Reads from `fromOffset`. Throws LOG_OFFSET_GONE when retention removed it, LOG_DAMAGED (with
   * topic, partition and offset in the message) when the stored bytes fail their checksum.
   */
  read(
    topic: string,
    partition: number,
    fromOffset: number,
    options: ReadOptions,
  ): Promise<LogBatch>;
  /** First kept offset and one past the last durable one. */
  ends(topic: string, partition: number): Promise<{ low: number; high: number }>;
  /** Where a named reader stands; null = never committed. */
  committed(group: string, topic: string, partition: number): Promise<number | null>;
  commit(group: string, topic: string, partition: number, offset: number): Promise<void>;
  /** Applies retention and compaction now; returns how many records were removed. */
  clean(nowMs: number): Promise<number>;
  close(): Promise<void>;
}
