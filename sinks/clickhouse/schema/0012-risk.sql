-- Every verdict told on a vehicle, driver or enterprise; the newest as_of of a subject stands. Told again by
-- another epoch of the task it replaces itself.
CREATE TABLE IF NOT EXISTS svc.risk_verdicts (
  subject_kind LowCardinality(String) COMMENT 'vehicle | driver | enterprise',
  subject String COMMENT 'pseudonym of a vehicle or driver, 16 hex digits, or enterprise id',
  as_of DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  rank UInt64 COMMENT 'epoch * 2^40 + number' CODEC(ZSTD(1)),
  version UInt32 COMMENT 'counts the verdicts told of the subject' CODEC(ZSTD(1)),
  formula UInt32 CODEC(ZSTD(1)),
  score Nullable(Float64) COMMENT '0 to 100; NULL = too little is known' CODEC(ZSTD(1)),
  coverage Float64 COMMENT 'share of the weights that was known, 0 to 1' CODEC(ZSTD(1)),
  code LowCardinality(String) COMMENT 'green | yellow | red; empty = none',
  uncorrected UInt32 COMMENT 'critical alerts nobody has closed' CODEC(ZSTD(1)),
  way_km Float64 COMMENT 'of the window' CODEC(ZSTD(1)),
  body String COMMENT 'the whole verdict, JSON' CODEC(ZSTD(3))
) ENGINE = ReplacingMergeTree(rank)
PARTITION BY toYYYYMM(as_of)
ORDER BY (subject_kind, subject, as_of)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- Every change of a safety code.
CREATE TABLE IF NOT EXISTS svc.risk_codes (
  subject_kind LowCardinality(String),
  subject String,
  at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  rank UInt64 CODEC(ZSTD(1)),
  code_before LowCardinality(String) COMMENT 'green | yellow | red; empty = none',
  code LowCardinality(String) COMMENT 'green | yellow | red; empty = none',
  score Nullable(Float64) CODEC(ZSTD(1)),
  reason_zh String CODEC(ZSTD(1)),
  reason_en String CODEC(ZSTD(1)),
  alert_id String COMMENT 'the alert that caused it; empty = the score did' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(rank)
PARTITION BY toYYYYMM(at)
ORDER BY (subject_kind, subject, at)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- Violations by section and hour; of a section the rows of its newest as_of stand.
CREATE TABLE IF NOT EXISTS svc.violation_sections (
  section String COMMENT 'empty = all vehicles anywhere',
  as_of DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  weekday UInt8 COMMENT '1 = Monday to 7; 0 = all days',
  hour UInt8 COMMENT '0 to 23 in Asia/Shanghai; 255 = all hours',
  rank UInt64 CODEC(ZSTD(1)),
  days UInt32 COMMENT 'of the window, as_of included' CODEC(ZSTD(1)),
  violations UInt32 CODEC(ZSTD(1)),
  way_km Float64 COMMENT 'vehicle-km' CODEC(ZSTD(1)),
  rate Nullable(Float64) COMMENT 'violations per 1,000 vehicle-km; NULL = too little way' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(rank)
PARTITION BY toYYYYMM(as_of)
ORDER BY (section, as_of, weekday, hour)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
