/** Where and when violations are frequent (违法高发路段/时段): count and rate per 1,000 vehicle-km, with minimum counts. */
import type { RiskParams } from '#core/risk/params.ts';
import { type IncidenceCell, RISK_FORMULA, type SectionIncidence } from '#core/risk/verdict.ts';
import { DAY_MS, SHANGHAI_OFFSET_MS } from '#core/time.ts';
import { alignedStartMs } from '../indicators/windows.ts';
import { isIn, mostFirst } from './judge.ts';
import type { RiskSubject } from './risk-subject.ts';

const DM_PER_KM = 10_000;

export function incidence(
  section: RiskSubject,
  nowMs: number,
  params: RiskParams,
): Omit<SectionIncidence, 'version'> {
  const today = alignedStartMs(nowMs, DAY_MS);
  const counts = new Map<string, number>();
  const ways = new Map<string, number>();
  const byType: Record<string, number> = {};
  for (const [dayMs, day] of section.days) {
    if (!isIn(dayMs, today, params.sectionDays)) continue;
    const weekday = weekdayOf(dayMs);
    for (const [cell, count] of Object.entries(day.counts)) {
      const [type, hour] = cell.split('|') as [string, string];
      byType[type] = (byType[type] ?? 0) + count;
      for (const name of namesOf(weekday, Number(hour)))
        counts.set(name, (counts.get(name) ?? 0) + count);
    }
    day.hourDm.forEach((dm, hour) => {
      for (const name of namesOf(weekday, hour)) ways.set(name, (ways.get(name) ?? 0) + dm);
    });
  }
  const cells = [...counts]
    .filter(([, count]) => count >= params.sectionEventsMin)
    .map(([name, count]): IncidenceCell => {
      const [weekday, hour] = name.split('|').map(Number) as [number, number];
      const wayKm = (ways.get(name) ?? 0) / DM_PER_KM;
      const isEnough = wayKm > 0 && wayKm >= params.sectionKmMin;
      return { weekday, hour, count, wayKm, rate: isEnough ? (count * 1_000) / wayKm : null };
    })
    .sort((a, b) => a.weekday - b.weekday || a.hour - b.hour);
  return {
    ...{ kind: 'section', id: section.id, formula: RISK_FORMULA, asOfMs: nowMs },
    ...{ days: params.sectionDays, cells, byType: mostFirst(byType) },
  };
}

/** Cells an hour of a day counts for: all, this hour, this hour of this day of the week. */
function namesOf(weekday: number, hour: number): string[] {
  return ['0|-1', `0|${hour}`, `${weekday}|${hour}`];
}

/** 1 = Monday … 7. */
function weekdayOf(dayMs: number): number {
  return new Date(dayMs + SHANGHAI_OFFSET_MS).getUTCDay() || 7;
}
