-- Every observation. (hour, subject, time) serves one vehicle's day and everyone at 14:03 alike.
-- Fixed-point integers; NULL = the sender works but has no value. Codecs were chosen by measuring: bench/store.bench.ts.
CREATE TABLE IF NOT EXISTS dw.positions (
  subject UInt64 CODEC(ZSTD(1)),
  event_time DateTime64(3, 'UTC') CODEC(GCD, DoubleDelta, ZSTD(1)),
  received_delay Int64 COMMENT 'received_time - event_time, ms; a quarter smaller than the time itself' CODEC(T64, ZSTD(1)),
  received_time DateTime64(3, 'UTC') ALIAS addMilliseconds(event_time, received_delay),
  latitude Nullable(Int32) COMMENT '1e-7 degree, WGS-84' CODEC(GCD, DoubleDelta, ZSTD(1)),
  longitude Nullable(Int32) COMMENT '1e-7 degree, WGS-84' CODEC(GCD, DoubleDelta, ZSTD(1)),
  altitude Nullable(Int32) COMMENT 'm' CODEC(Delta, ZSTD(1)),
  speed Nullable(UInt16) COMMENT '0.1 km/h, satellite' CODEC(T64, ZSTD(1)),
  course Nullable(UInt16) COMMENT 'degree, true north' CODEC(Delta, ZSTD(1)),
  mileage Nullable(UInt32) COMMENT '0.1 km' CODEC(DoubleDelta, ZSTD(1)),
  alarm UInt32 COMMENT 'bits as sent; protocol tells which table' CODEC(ZSTD(1)),
  status UInt32 COMMENT 'bits as sent' CODEC(ZSTD(1)),
  flags UInt32 COMMENT 'quality, core/report.ts FLAGS' CODEC(ZSTD(1)),
  device UInt64 CODEC(ZSTD(1)),
  driver Nullable(UInt64) CODEC(ZSTD(1)),
  protocol LowCardinality(String) CODEC(ZSTD(1)),
  input_partition UInt16 COMMENT 'reports.v1, and ods.frames' CODEC(ZSTD(1)),
  input_offset UInt64 COMMENT 'reports.v1, and ods.frames' CODEC(DoubleDelta, ZSTD(1))
) ENGINE = MergeTree
PARTITION BY toYYYYMMDD(event_time)
ORDER BY (toStartOfHour(event_time), subject, event_time)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1, ttl_only_drop_parts = 1;
