-- Retention of every table is set from the settings after the migrations (retention.ts), not here.
-- All tables sync to disk before an insert is acknowledged, because the sink then moves its place in the log.

-- One row per reading: its bytes, by log coordinates. Kept for days; dw.positions points here.
-- Order = arrival, so coordinates and times cost next to nothing and one frame is one granule read.
CREATE TABLE IF NOT EXISTS ods.frames (
  input_partition UInt16 CODEC(ZSTD(1)),
  input_offset UInt64 CODEC(DoubleDelta, ZSTD(1)),
  received_time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  protocol LowCardinality(String) CODEC(ZSTD(1)),
  raw String CODEC(ZSTD(1))
) ENGINE = MergeTree
PARTITION BY toYYYYMMDD(received_time)
ORDER BY (input_partition, input_offset)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1, ttl_only_drop_parts = 1;

-- Input nobody could read, with its bytes, and records of ours that a sink could not read (source sink:<topic>).
CREATE TABLE IF NOT EXISTS ods.quarantined (
  received_time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  source LowCardinality(String),
  fault_code LowCardinality(String),
  fault_offset UInt32,
  device UInt64,
  log_partition UInt16,
  log_offset UInt64,
  raw String CODEC(ZSTD(3))
) ENGINE = MergeTree
PARTITION BY toYYYYMM(received_time)
ORDER BY (source, received_time)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1, ttl_only_drop_parts = 1;
