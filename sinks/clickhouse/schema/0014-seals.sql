-- Copies of vehicles' data under seal (事故封存). No retention, ever: a seal goes as a whole, as a partition of
-- its own, when it is lifted. Its id is part of every key, so a copy that was begun twice is one under FINAL.
CREATE TABLE IF NOT EXISTS dw.sealed_positions (
  seal_id FixedString(32),
  subject UInt64 CODEC(ZSTD(1)),
  event_time DateTime64(3, 'UTC') CODEC(GCD, DoubleDelta, ZSTD(1)),
  received_delay Int64 CODEC(T64, ZSTD(1)),
  latitude Nullable(Int32) CODEC(GCD, DoubleDelta, ZSTD(1)),
  longitude Nullable(Int32) CODEC(GCD, DoubleDelta, ZSTD(1)),
  altitude Nullable(Int32) CODEC(Delta, ZSTD(1)),
  speed Nullable(UInt16) CODEC(T64, ZSTD(1)),
  course Nullable(UInt16) CODEC(Delta, ZSTD(1)),
  mileage Nullable(UInt32) CODEC(DoubleDelta, ZSTD(1)),
  alarm UInt32 CODEC(ZSTD(1)),
  status UInt32 CODEC(ZSTD(1)),
  flags UInt32 CODEC(ZSTD(1)),
  device UInt64 CODEC(ZSTD(1)),
  driver Nullable(UInt64) CODEC(ZSTD(1)),
  protocol LowCardinality(String) CODEC(ZSTD(1)),
  input_partition UInt16 CODEC(ZSTD(1)),
  input_offset UInt64 CODEC(DoubleDelta, ZSTD(1))
) ENGINE = ReplacingMergeTree
PARTITION BY seal_id
ORDER BY (seal_id, subject, event_time, input_partition, input_offset)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS dw.sealed_frames (
  seal_id FixedString(32),
  input_partition UInt16 CODEC(ZSTD(1)),
  input_offset UInt64 CODEC(DoubleDelta, ZSTD(1)),
  received_time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  protocol LowCardinality(String) CODEC(ZSTD(1)),
  raw String CODEC(ZSTD(3))
) ENGINE = ReplacingMergeTree
PARTITION BY seal_id
ORDER BY (seal_id, input_partition, input_offset)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS dw.sealed_device_events (
  seal_id FixedString(32),
  subject UInt64,
  event_time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  received_time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  kind LowCardinality(String),
  device UInt64,
  driver Nullable(UInt64),
  protocol LowCardinality(String),
  input_partition UInt16,
  input_offset UInt64,
  body String CODEC(ZSTD(3))
) ENGINE = ReplacingMergeTree
PARTITION BY seal_id
ORDER BY (seal_id, subject, event_time, input_partition, input_offset)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- Every state of the alerts that were open at some time of the period.
CREATE TABLE IF NOT EXISTS dw.sealed_alerts (
  seal_id FixedString(32),
  alert_id FixedString(32),
  version UInt64,
  task LowCardinality(String),
  change LowCardinality(String),
  body String CODEC(ZSTD(3))
) ENGINE = ReplacingMergeTree
PARTITION BY seal_id
ORDER BY (seal_id, alert_id, version, task)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS dw.sealed_alert_actions (
  seal_id FixedString(32),
  alert_id FixedString(32),
  at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  actor LowCardinality(String),
  action LowCardinality(String),
  base_version UInt32,
  outcome Nullable(String),
  cause Nullable(String),
  note Nullable(String) CODEC(ZSTD(3)),
  until Nullable(DateTime64(3, 'UTC')),
  disposition Nullable(String),
  assignee Nullable(String),
  duplicate_of Nullable(String),
  handed_to Nullable(String),
  level Nullable(String),
  urgency Nullable(String),
  result Nullable(String),
  action_id Nullable(String),
  log_partition UInt16,
  log_offset UInt64
) ENGINE = ReplacingMergeTree
PARTITION BY seal_id
ORDER BY (seal_id, alert_id, log_partition, log_offset)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
