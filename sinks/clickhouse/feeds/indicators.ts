/** indicators.v1 → svc.indicators: the newest value of each window wins (schema 0007). */
import { TOPICS } from '#core/topics.ts';
import { decodeIndicatorValue } from '#proto/codec/indicator.ts';
import type { Feed } from '../feed.ts';

/** Values told of one window stay below this. */
const VERSIONS_PER_DEFINITION = 2n ** 32n;

export const indicatorsFeed: Feed = {
  topic: TOPICS.indicators,
  targets: [
    {
      table: 'svc.indicators',
      columns: [
        'indicator',
        'scope_kind',
        'scope',
        'window_start',
        'window_end',
        'rank',
        'definition_version',
        'version',
        'phase',
        'numerator',
        'denominator',
        'value',
        'samples',
        'coverage',
        'told_at',
        'task',
      ],
    },
  ],
  write(record, { seen }, [rows]) {
    const told = decodeIndicatorValue(record.value);
    if (!seen.admit(told.epoch, told.number)) return false;
    const r = rows!;
    r.begin();
    r.text(told.indicatorId);
    r.text(told.scope.kind);
    r.text(told.scope.id);
    r.time(told.windowStartMs);
    r.time(told.windowEndMs);
    r.u64(BigInt(told.definitionVersion) * VERSIONS_PER_DEFINITION + BigInt(told.version));
    r.u32(told.definitionVersion);
    r.u32(told.version);
    r.text(told.phase);
    r.i64(told.numerator);
    r.i64(told.denominator);
    r.f64OrNull(told.value);
    r.i64(told.samples);
    r.f64OrNull(told.coverage);
    r.time(told.tickMs);
    r.text(told.task);
    r.end();
    return true;
  },
};
