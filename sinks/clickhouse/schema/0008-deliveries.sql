-- Attempts to deliver alert transitions to endpoints outside: who was told what, when, and what they answered.
-- Log coordinates are part of the identity, so a doubled delivery cannot double a row under FINAL.
CREATE TABLE IF NOT EXISTS dw.deliveries (
  endpoint LowCardinality(String),
  at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  webhook_id String COMMENT 'same on every attempt of a transition' CODEC(ZSTD(1)),
  attempt UInt16 COMMENT '1 = the first',
  outcome LowCardinality(String) COMMENT 'delivered | failed | dead',
  reason LowCardinality(String),
  status Nullable(UInt16) COMMENT 'HTTP; NULL = no answer',
  duration UInt32 COMMENT 'ms from the request to the head of the answer' CODEC(T64, ZSTD(1)),
  next_at Nullable(DateTime64(3, 'UTC')),
  alert_id FixedString(32),
  alert_type LowCardinality(String),
  change LowCardinality(String),
  alert_partition UInt16 COMMENT 'of alerts.v1',
  alert_offset UInt64,
  log_partition UInt16,
  log_offset UInt64
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (endpoint, at, log_partition, log_offset)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
