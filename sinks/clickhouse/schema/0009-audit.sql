-- Who did and read what. The chains of hashes are verified in the log (npm run -s audit -- verify); this is the copy that is asked.
-- Log coordinates are part of the identity, so a doubled record cannot double a row under FINAL.
CREATE TABLE IF NOT EXISTS dw.audit (
  at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  chain String COMMENT 'of one writer, from its start to its end' CODEC(ZSTD(1)),
  number UInt64 COMMENT 'in its chain, from 1' CODEC(Delta, ZSTD(1)),
  action LowCardinality(String),
  actor LowCardinality(String) COMMENT 'account; empty = nobody known',
  role LowCardinality(String),
  result LowCardinality(String) COMMENT 'done | refused | failed',
  row_count Nullable(UInt32) COMMENT 'rows told; NULL = nothing that is counted',
  purpose String CODEC(ZSTD(1)),
  record String COMMENT 'canonical JSON as it was hashed' CODEC(ZSTD(3)),
  hash FixedString(64) COMMENT 'SHA-256 over the hash before it and the record' CODEC(ZSTD(1)),
  log_partition UInt16,
  log_offset UInt64
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (at, log_partition, log_offset)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
