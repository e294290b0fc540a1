-- The newest value told of each indicator, scope and window; read with FINAL. Finality and amendments are
-- the processors' (engines.md 5.3): here a higher definition, and within it a higher version, replaces.
CREATE TABLE IF NOT EXISTS svc.indicators (
  indicator LowCardinality(String),
  scope_kind LowCardinality(String) COMMENT 'region | enterprise | class | section',
  scope String,
  window_start DateTime64(3, 'UTC') CODEC(GCD, DoubleDelta, ZSTD(1)),
  window_end DateTime64(3, 'UTC') CODEC(GCD, DoubleDelta, ZSTD(1)),
  rank UInt64 COMMENT 'definition_version * 2^32 + version' CODEC(ZSTD(1)),
  definition_version UInt32 CODEC(ZSTD(1)),
  version UInt32 COMMENT 'counts the values told of this window and scope, from 1' CODEC(ZSTD(1)),
  phase LowCardinality(String) COMMENT 'early | final | amended',
  numerator Int64 CODEC(T64, ZSTD(1)),
  denominator Int64 CODEC(T64, ZSTD(1)),
  value Nullable(Float64) COMMENT 'in the unit of the definition; NULL = the denominator is zero' CODEC(ZSTD(1)),
  samples UInt64 CODEC(T64, ZSTD(1)),
  coverage Nullable(Float64) COMMENT 'share of the expected sources, 0 to 1' CODEC(ZSTD(1)),
  told_at DateTime64(3, 'UTC') COMMENT 'tick at which it was told' CODEC(ZSTD(1)),
  task LowCardinality(String)
) ENGINE = ReplacingMergeTree(rank)
PARTITION BY toYYYYMM(window_start)
ORDER BY (indicator, scope_kind, scope, window_start, window_end)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
