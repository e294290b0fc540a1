-- Sessions, driver cards and messages kept for their bytes: what a device did beside reporting where it is.
CREATE TABLE IF NOT EXISTS dw.device_events (
  subject UInt64 CODEC(ZSTD(1)),
  device UInt64 CODEC(ZSTD(1)),
  event_time DateTime64(3, 'UTC') COMMENT 'by the device where it says one, else received_time' CODEC(Delta, ZSTD(1)),
  received_time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  kind LowCardinality(String) COMMENT 'driverCard | session | other',
  driver Nullable(UInt64) CODEC(ZSTD(1)),
  protocol LowCardinality(String),
  input_partition UInt16,
  input_offset UInt64 CODEC(Delta, ZSTD(1)),
  body String COMMENT 'the event, JSON' CODEC(ZSTD(3))
) ENGINE = MergeTree
PARTITION BY toYYYYMM(event_time)
ORDER BY (subject, event_time)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1, ttl_only_drop_parts = 1;
