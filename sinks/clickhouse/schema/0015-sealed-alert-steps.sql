-- What the loop had done about sealed alerts until they were sealed; as the other copies, without retention.
CREATE TABLE IF NOT EXISTS dw.sealed_alert_steps (
  seal_id FixedString(32),
  alert_id FixedString(32),
  step_id FixedString(32),
  at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  alert_type LowCardinality(String),
  body String CODEC(ZSTD(3)),
  log_offset UInt64
) ENGINE = ReplacingMergeTree
PARTITION BY seal_id
ORDER BY (seal_id, alert_id, step_id)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
