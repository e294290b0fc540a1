-- Every transition of every alert, as processors wrote it: what dw.alerts replaces is kept here, for evidence.
-- The number of a transition is its identity, so one sent twice is one under FINAL.
CREATE TABLE IF NOT EXISTS dw.alert_transitions (
  alert_id FixedString(32),
  version UInt64 COMMENT 'epoch * 2^40 + number of the transition',
  task LowCardinality(String),
  change LowCardinality(String) COMMENT 'opened | updated | closed | withdrawn | corrected',
  subject UInt64,
  opened_at DateTime64(3, 'UTC'),
  body String COMMENT 'the whole alert, JSON' CODEC(ZSTD(3))
) ENGINE = ReplacingMergeTree
ORDER BY (alert_id, version, task)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
