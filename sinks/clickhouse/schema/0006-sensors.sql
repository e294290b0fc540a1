-- Traffic detectors: one row per lane and interval, after dedupe and self-check.
CREATE TABLE IF NOT EXISTS dw.traffic (
  sensor UInt64 CODEC(ZSTD(1)),
  event_time DateTime64(3, 'UTC') COMMENT 'end of the interval' CODEC(GCD, DoubleDelta, ZSTD(1)),
  received_delay Int64 COMMENT 'received_time - event_time, ms' CODEC(T64, ZSTD(1)),
  received_time DateTime64(3, 'UTC') ALIAS addMilliseconds(event_time, received_delay),
  interval_s UInt16 CODEC(ZSTD(1)),
  lane UInt16 COMMENT 'from 1, counted from the median outwards' CODEC(ZSTD(1)),
  vehicles Nullable(UInt16) COMMENT 'in the interval' CODEC(T64, ZSTD(1)),
  occupancy Nullable(UInt16) COMMENT '0.1 %' CODEC(T64, ZSTD(1)),
  speed Nullable(UInt16) COMMENT '0.1 km/h, mean of the spot speeds' CODEC(T64, ZSTD(1)),
  valid Bool COMMENT 'the detector''s own word on this lane' CODEC(ZSTD(1)),
  flags UInt32 COMMENT 'quality, core/sensor.ts SENSOR_FLAGS' CODEC(ZSTD(1)),
  device UInt64 CODEC(ZSTD(1)),
  protocol LowCardinality(String) CODEC(ZSTD(1)),
  input_partition UInt16 COMMENT 'reports.v1, and ods.frames' CODEC(ZSTD(1)),
  input_offset UInt64 COMMENT 'reports.v1, and ods.frames' CODEC(DoubleDelta, ZSTD(1))
) ENGINE = MergeTree
PARTITION BY toYYYYMMDD(event_time)
ORDER BY (toStartOfHour(event_time), sensor, event_time, lane)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1, ttl_only_drop_parts = 1;

-- Weather stations: one row per measurement. NULL = the station works but has no value.
CREATE TABLE IF NOT EXISTS dw.weather (
  sensor UInt64 CODEC(ZSTD(1)),
  event_time DateTime64(3, 'UTC') CODEC(GCD, DoubleDelta, ZSTD(1)),
  received_delay Int64 COMMENT 'received_time - event_time, ms' CODEC(T64, ZSTD(1)),
  received_time DateTime64(3, 'UTC') ALIAS addMilliseconds(event_time, received_delay),
  visibility Nullable(Int32) COMMENT 'm' CODEC(ZSTD(1)),
  wind Nullable(Int32) COMMENT '0.1 m/s, mean over 2 min' CODEC(ZSTD(1)),
  gust Nullable(Int32) COMMENT '0.1 m/s, highest in 10 min' CODEC(ZSTD(1)),
  wind_direction Nullable(Int32) COMMENT 'degree, where it comes from' CODEC(ZSTD(1)),
  air_temp Nullable(Int32) COMMENT '0.1 degree Celsius' CODEC(ZSTD(1)),
  dew_point Nullable(Int32) COMMENT '0.1 degree Celsius' CODEC(ZSTD(1)),
  humidity Nullable(Int32) COMMENT '0.1 %' CODEC(ZSTD(1)),
  rain Nullable(Int32) COMMENT '0.1 mm/h' CODEC(ZSTD(1)),
  rain_1h Nullable(Int32) COMMENT '0.1 mm' CODEC(ZSTD(1)),
  surface LowCardinality(Nullable(String)) COMMENT 'dry | moist | wet | slush | snow | ice' CODEC(ZSTD(1)),
  surface_temp Nullable(Int32) COMMENT '0.1 degree Celsius' CODEC(ZSTD(1)),
  friction Nullable(Int32) COMMENT '0.1 % of dry grip' CODEC(ZSTD(1)),
  water Nullable(Int32) COMMENT '0.1 mm' CODEC(ZSTD(1)),
  flags UInt32 COMMENT 'quality, core/sensor.ts SENSOR_FLAGS' CODEC(ZSTD(1)),
  device UInt64 CODEC(ZSTD(1)),
  protocol LowCardinality(String) CODEC(ZSTD(1)),
  input_partition UInt16 COMMENT 'reports.v1, and ods.frames' CODEC(ZSTD(1)),
  input_offset UInt64 COMMENT 'reports.v1, and ods.frames' CODEC(DoubleDelta, ZSTD(1))
) ENGINE = MergeTree
PARTITION BY toYYYYMM(event_time)
ORDER BY (toStartOfHour(event_time), sensor, event_time)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1, ttl_only_drop_parts = 1;
