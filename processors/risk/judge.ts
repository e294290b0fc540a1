/** One subject judged at one instant: its sums over the window, its score, its code and how that came about. */
import { createHash } from 'node:crypto';
import type { RiskParams } from '#core/risk/params.ts';
import { codeOf, scoreOf } from '#core/risk/score.ts';
import {
  type CodeChange,
  RISK_FORMULA,
  type RiskSubjectKind,
  type RiskSums,
  type RiskVerdict,
  type ViolationProfile,
} from '#core/risk/verdict.ts';
import { DAY_MS, HOUR_MS } from '#core/time.ts';
import { alignedStartMs } from '../indicators/windows.ts';
import { CLASSES, DAY, DAY_WIDTH, type LastVerdict, type RiskSubject } from './risk-subject.ts';

const HISTORY_MAX = 20;
const NAMED_MAX = 8;
/** Decimetres to kilometres. */
const DM_PER_KM = 10_000;

/** Null = nothing that a reader would see has changed. `isAlways`: told as it stands. */
export function judge(
  subject: RiskSubject,
  nowMs: number,
  params: RiskParams,
  medians: Readonly<Record<string, number>>,
  isAlways: boolean,
): { verdict: RiskVerdict; last: LastVerdict } | null {
  const { id, uncorrected, last } = subject;
  const kind = subject.kind as RiskSubjectKind;
  const sums = sumsOf(subject, nowMs, params);
  const { score, coverage, components, reasons } = scoreOf(
    {
      ...{ kind, sums, uncorrected, asOfMs: nowMs },
      referencePoints: referenceOf(subject, nowMs, params, medians),
      licencesToMs: subject.licencesToMs,
      inspectionToMs: subject.inspectionToMs,
    },
    params,
  );
  const code = codeOf(score, uncorrected, params);
  const named = [...subject.open].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
  const isChanged = last.version === 0 ? code !== null : code !== last.code;
  const history = isChanged
    ? [...subject.history, changeOf(subject, nowMs, { code, score, reasons, named })].slice(
        -HISTORY_MAX,
      )
    : subject.history;
  const { vehicleClass, enterpriseId } = subject;
  const body = {
    ...{ kind, id, formula: RISK_FORMULA, score, coverage, code },
    codeSinceMs: isChanged || last.version === 0 ? nowMs : last.codeSinceMs,
    ...{ reasons, components, sums },
    uncorrected: {
      count: uncorrected,
      alertIds: named.slice(0, NAMED_MAX).map(([alertId]) => alertId),
    },
    ...{ profile: profileOf(subject, nowMs, params), history, vehicleClass },
    enterpriseId: kind === 'enterprise' ? id : enterpriseId,
  };
  // Days to a paper's end go down by themselves; what follows from them does not.
  const { components: _, ...seen } = body;
  const text = textKey(seen);
  if (!isAlways && text === last.text) return null;
  const version = last.version + 1;
  return {
    verdict: { ...body, version, asOfMs: nowMs },
    last: { version, code, codeSinceMs: body.codeSinceMs, text },
  };
}

/** Tells two tellings apart; kept instead of what was told. */
export function textKey(told: unknown): string {
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 16);
}

/** Sums over the window. Alerts of the last days are due only when they were handled. */
export function sumsOf(subject: RiskSubject, nowMs: number, params: RiskParams): RiskSums {
  const today = alignedStartMs(nowMs, DAY_MS);
  const total = new Array<number>(DAY_WIDTH).fill(0);
  for (const [dayMs, { sums }] of subject.days) {
    if (!isIn(dayMs, today, params.windowDays)) continue;
    for (let i = 0; i < DAY_WIDTH; i++) total[i]! += sums[i]!;
    if (dayMs >= today - params.handlingDueDays * DAY_MS)
      total[DAY.due]! += sums[DAY.handled]! - sums[DAY.due]!;
  }
  return {
    wayKm: CLASSES.reduce((sum, _, slot) => sum + total[slot]!, 0) / DM_PER_KM,
    drivingHours: total[DAY.drivingMs]! / HOUR_MS,
    alerts: {
      critical: total[DAY.critical]!,
      major: total[DAY.major]!,
      minor: total[DAY.minor]!,
    },
    due: total[DAY.due]!,
    handled: total[DAY.handled]!,
    positions: total[DAY.positions]!,
    qualified: total[DAY.qualified]!,
  };
}

/** The medians of the classes driven, weighted by the way in them; a vehicle's own class where there is none. */
function referenceOf(
  subject: RiskSubject,
  nowMs: number,
  params: RiskParams,
  medians: Readonly<Record<string, number>>,
): number {
  const today = alignedStartMs(nowMs, DAY_MS);
  let way = 0;
  let weighted = 0;
  for (const [dayMs, { sums }] of subject.days) {
    if (!isIn(dayMs, today, params.windowDays)) continue;
    CLASSES.forEach((name, slot) => {
      way += sums[slot]!;
      weighted += sums[slot]! * (medians[name] ?? params.referencePoints);
    });
  }
  return way > 0 ? weighted / way : (medians[subject.vehicleClass] ?? params.referencePoints);
}

function profileOf(subject: RiskSubject, nowMs: number, params: RiskParams): ViolationProfile {
  const today = alignedStartMs(nowMs, DAY_MS);
  const byType: Record<string, number> = {};
  const byHour = new Array<number>(24).fill(0);
  const byDay: [number, number][] = [];
  for (const [dayMs, { counts }] of subject.days) {
    if (!isIn(dayMs, today, params.windowDays)) continue;
    let ofDay = 0;
    for (const [cell, count] of Object.entries(counts)) {
      const [type, hour] = cell.split('|') as [string, string];
      byType[type] = (byType[type] ?? 0) + count;
      byHour[Number(hour)]! += count;
      ofDay += count;
    }
    if (ofDay > 0) byDay.push([dayMs, ofDay]);
  }
  return { byType: mostFirst(byType), byHour, byDay: byDay.sort((a, b) => a[0] - b[0]) };
}

export function mostFirst(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

export function isIn(dayMs: number, todayMs: number, days: number): boolean {
  return dayMs <= todayMs && dayMs > todayMs - days * DAY_MS;
}

function changeOf(
  { last, uncorrected, open }: RiskSubject,
  atMs: number,
  {
    code,
    score,
    reasons,
    named,
  }: Pick<RiskVerdict, 'code' | 'score' | 'reasons'> & { named: [string, number][] },
): CodeChange {
  const [first] = reasons;
  const text =
    code === null
      ? { zh: '数据不足，无法评定', en: 'too little is known' }
      : last.code === 'red' && code !== 'red' && uncorrected === 0
        ? {
            zh: `严重告警均已办结，评分 ${score}`,
            en: `no critical alert is left open, score ${score}`,
          }
        : (first ?? { zh: `评分 ${score}`, en: `score ${score}` });
  const alertId = uncorrected > 0 && open.size > 0 ? named.at(-1)![0] : null;
  return { atMs, from: last.code, to: code, score, zh: text.zh, en: text.en, alertId };
}
