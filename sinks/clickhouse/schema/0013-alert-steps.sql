-- What was done about alerts without a person, and what came of it (docs/loop.md). Of records with one step_id the first counts,
-- which is the one FINAL keeps. The driver's reaction: kind = 'reaction'.
CREATE TABLE IF NOT EXISTS dw.alert_steps (
  at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  alert_id FixedString(32) CODEC(ZSTD(1)),
  step_id FixedString(32) CODEC(ZSTD(1)),
  subject UInt64,
  alert_type LowCardinality(String),
  kind LowCardinality(String) COMMENT 'planned | said | heard | confirmed | acknowledged | notified | delivered | deaf | held | skipped | reaction | ended',
  level LowCardinality(String) COMMENT 'enterprise | city | enforcement; empty = none',
  result LowCardinality(String) COMMENT 'of a reaction its result, of a command its state, of what is skipped or held the reason, of an end the state; empty = none',
  took_ms Nullable(Int32) COMMENT 'of a reaction: from the warning that was heard to the end of the episode',
  body String COMMENT 'JSON without the copies of alert and policy' CODEC(ZSTD(3)),
  precedence UInt64 COMMENT 'highest for the first record of a step' CODEC(ZSTD(1)),
  log_offset UInt64 CODEC(Delta, ZSTD(1))
) ENGINE = ReplacingMergeTree(precedence)
ORDER BY (alert_id, step_id)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
