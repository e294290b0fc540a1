/** risk.v1 → svc.risk_verdicts, svc.risk_codes (a row when the code changed) and svc.violation_sections (schema 0012). */
import type { RiskVerdict, SectionIncidence } from '#core/risk/verdict.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeRisk } from '#proto/codec/indicator.ts';
import type { Feed } from '../feed.ts';
import type { RowWriter } from '../rows.ts';

/** Numbers of one epoch stay below this, as those of alerts. */
const NUMBERS_PER_EPOCH = 2n ** 40n;
const ALL_HOURS = 255;
const NONE = { weekday: 0, hour: -1, count: 0, wayKm: 0, rate: null };

export const riskFeed: Feed = {
  topic: TOPICS.risk,
  targets: [
    {
      table: 'svc.risk_verdicts',
      columns: [
        'subject_kind',
        'subject',
        'as_of',
        'rank',
        'version',
        'formula',
        'score',
        'coverage',
        'code',
        'uncorrected',
        'way_km',
        'body',
      ],
    },
    {
      table: 'svc.risk_codes',
      columns: [
        'subject_kind',
        'subject',
        'at',
        'rank',
        'code_before',
        'code',
        'score',
        'reason_zh',
        'reason_en',
        'alert_id',
      ],
    },
    {
      table: 'svc.violation_sections',
      columns: [
        'section',
        'as_of',
        'weekday',
        'hour',
        'rank',
        'days',
        'violations',
        'way_km',
        'rate',
      ],
    },
  ],
  write(record, { seen }, [verdicts, codes, sections]) {
    const { epoch, number, told } = decodeRisk(record.value);
    if (!seen.admit(epoch, number)) return false;
    const rank = BigInt(epoch) * NUMBERS_PER_EPOCH + BigInt(number);
    if (told.kind === 'section') writeCells(sections!, told, rank);
    else {
      writeVerdict(verdicts!, told, rank);
      writeChange(codes!, told, rank);
    }
    return true;
  },
};

function writeVerdict(r: RowWriter, verdict: RiskVerdict, rank: bigint): void {
  r.begin();
  r.text(verdict.kind);
  r.text(verdict.id);
  r.time(verdict.asOfMs);
  r.u64(rank);
  r.u32(verdict.version);
  r.u32(verdict.formula);
  r.f64OrNull(verdict.score);
  r.f64(verdict.coverage);
  r.text(verdict.code ?? '');
  r.u32(verdict.uncorrected.count);
  r.f64(verdict.sums.wayKm);
  r.text(JSON.stringify(verdict));
  r.end();
}

/** A verdict keeps its last changes: the newest is its own when both are of one instant. */
function writeChange(r: RowWriter, { kind, id, asOfMs, history }: RiskVerdict, rank: bigint): void {
  const change = history.at(-1);
  if (change === undefined || change.atMs !== asOfMs) return;
  r.begin();
  r.text(kind);
  r.text(id);
  r.time(change.atMs);
  r.u64(rank);
  r.text(change.from ?? '');
  r.text(change.to ?? '');
  r.f64OrNull(change.score);
  r.text(change.zh);
  r.text(change.en);
  r.text(change.alertId ?? '');
  r.end();
}

function writeCells(
  r: RowWriter,
  { id, asOfMs, days, cells }: SectionIncidence,
  rank: bigint,
): void {
  // One that has fallen below the minimum is told as empty, so that older rows of it stand no more.
  const told = cells.length > 0 ? cells : [NONE];
  for (const { weekday, hour, count, wayKm, rate } of told) {
    r.begin();
    r.text(id);
    r.time(asOfMs);
    r.u8(weekday);
    r.u8(hour < 0 ? ALL_HOURS : hour);
    r.u64(rank);
    r.u32(days);
    r.u32(count);
    r.f64(wayKm);
    r.f64OrNull(rate);
    r.end();
  }
}
