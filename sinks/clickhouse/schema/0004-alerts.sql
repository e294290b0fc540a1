-- The newest state per alert; read with FINAL. The key is the id alone, because a correction may move
-- opened_at, and a row with another key or partition would not replace the first.
CREATE TABLE IF NOT EXISTS dw.alerts (
  alert_id FixedString(32),
  version UInt64 COMMENT 'epoch * 2^40 + number of the transition',
  type LowCardinality(String),
  rule_version UInt32,
  subject UInt64,
  driver Nullable(UInt64),
  severity LowCardinality(String),
  state LowCardinality(String) COMMENT 'open | closed | withdrawn',
  change LowCardinality(String) COMMENT 'what the newest transition was',
  corrected Bool,
  late Bool,
  opened_at DateTime64(3, 'UTC'),
  raised_at DateTime64(3, 'UTC'),
  closed_at Nullable(DateTime64(3, 'UTC')),
  measured Nullable(Float64),
  limit_value Nullable(Float64),
  unit LowCardinality(String),
  latitude Nullable(Int32) COMMENT '1e-7 degree, WGS-84',
  longitude Nullable(Int32) COMMENT '1e-7 degree, WGS-84',
  task LowCardinality(String),
  body String COMMENT 'the whole alert, JSON' CODEC(ZSTD(3))
) ENGINE = ReplacingMergeTree(version)
ORDER BY alert_id
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- What people did; log coordinates are the identity, so a doubled delivery cannot double a row under FINAL.
CREATE TABLE IF NOT EXISTS dw.alert_actions (
  alert_id FixedString(32),
  at DateTime64(3, 'UTC'),
  actor LowCardinality(String),
  action LowCardinality(String),
  base_version UInt32,
  outcome Nullable(String),
  cause Nullable(String),
  note Nullable(String) CODEC(ZSTD(3)),
  until Nullable(DateTime64(3, 'UTC')),
  log_partition UInt16,
  log_offset UInt64
) ENGINE = ReplacingMergeTree
ORDER BY (alert_id, log_partition, log_offset)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
