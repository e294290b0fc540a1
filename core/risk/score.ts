/**
 * Risk 0…100 (docs/risk.md): a weighted mean of what is known, each part 0…100. The shape of each
 * part has its source beside it; weights are renormalised over what is known.
 */
import { DAY_MS } from '../time.ts';
import type { RiskParams } from './params.ts';
import type {
  RiskComponent,
  RiskComponentName,
  RiskReason,
  RiskSubjectKind,
  RiskSums,
  SafetyCode,
} from './verdict.ts';

/** What a score is made from. */
export interface RiskFacts {
  kind: RiskSubjectKind;
  sums: RiskSums;
  /** Points per 1,000 km that vehicles of these classes have in the middle. */
  referencePoints: number;
  /** Ends of licences and certificates, exclusive; empty = none is known. */
  licencesToMs: readonly number[];
  /** null = not known. */
  inspectionToMs: number | null;
  asOfMs: number;
  uncorrected: number;
}

/** Legal floor of handling (R1, 道路运输车辆动态监督管理办法): below it an enterprise is punishable. */
const HANDLING_FLOOR = 0.9;
/** Levels of qualified records (assessment forms, domain.md 5.3): below 80 % the score is zero. */
const QUALITY_GOOD = 0.95;
const QUALITY_FLOOR = 0.8;
/** Risk at the edge between good and warned: where yellow begins when nothing else is known. */
const AT_EDGE = 40;
const REASONS_MAX = 3;

export interface Score {
  score: number | null;
  coverage: number;
  components: RiskComponent[];
  reasons: RiskReason[];
}

export function pointsOf(
  { critical, major, minor }: RiskSums['alerts'],
  params: RiskParams,
): number {
  return critical * params.pointsCritical + major * params.pointsMajor + minor * params.pointsMinor;
}

/** Points per 1,000 km; null = too little way. */
export function pointsRate(sums: RiskSums, params: RiskParams): number | null {
  if (sums.wayKm <= 0 || sums.wayKm < params.wayKmMin) return null;
  return (pointsOf(sums.alerts, params) * 1_000) / sums.wayKm;
}

export function scoreOf(facts: RiskFacts, params: RiskParams): Score {
  const components = componentsOf(facts, params);
  const all = components.reduce((sum, { weight }) => sum + weight, 0);
  const known = components.filter(({ risk }) => risk !== null);
  const weights = known.reduce((sum, { weight }) => sum + weight, 0);
  const coverage = all === 0 ? 0 : weights / all;
  const isEnough = weights > 0 && coverage >= params.coverageMin;
  const parts = known.map((component) => ({
    component,
    points: isEnough ? (component.risk! * component.weight) / weights : 0,
  }));
  const score = isEnough ? tenths(parts.reduce((sum, { points }) => sum + points, 0)) : null;
  const reasons: RiskReason[] = parts
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ component, points }) => ({
      about: component.name,
      points: tenths(points),
      ...textOf(component, facts),
    }));
  if (facts.uncorrected > 0)
    reasons.unshift({
      about: 'uncorrected',
      points: null,
      zh: `${facts.uncorrected} 条严重告警尚未办结`,
      en: `${facts.uncorrected} critical alert${facts.uncorrected === 1 ? '' : 's'} not closed`,
    });
  return { score, coverage, components, reasons: reasons.slice(0, REASONS_MAX) };
}

/** domain.md 8: green < 40, yellow 40–70, red ≥ 70 or any uncorrected critical alert (D). */
export function codeOf(
  score: number | null,
  uncorrected: number,
  { yellowFrom, redFrom }: RiskParams,
): SafetyCode | null {
  if (uncorrected > 0) return 'red';
  if (score === null) return null;
  if (score >= redFrom) return 'red';
  return score >= yellowFrom ? 'yellow' : 'green';
}

/** The median of what vehicles of a class have, never below the floor; null = too few of them. */
export function medianOf(rates: number[], params: RiskParams): number | null {
  if (rates.length < params.referenceVehiclesMin) return null;
  rates.sort((a, b) => a - b);
  const middle = rates.length >> 1;
  const median =
    rates.length % 2 === 1 ? rates[middle]! : (rates[middle - 1]! + rates[middle]!) / 2;
  return Math.max(median, params.referencePointsMin);
}

function componentsOf(facts: RiskFacts, params: RiskParams): RiskComponent[] {
  const { kind, sums, asOfMs } = facts;
  const part = (
    name: RiskComponentName,
    weight: number,
    measured: number | null,
    reference: number | null,
    riskAt: (measured: number) => number,
  ): RiskComponent => ({
    name,
    weight,
    risk: measured === null ? null : Math.min(100, Math.max(0, riskAt(measured))),
    measured,
    reference,
  });
  const soon = params.expirySoonDays;
  const expiry = (days: number) => (days <= 0 ? 100 : days <= soon ? 50 : 0);
  const components = [
    // The shape of 平均车辆超速次数 in the assessment forms (R7): none at zero, all at twice the reference.
    part(
      'alerts',
      params.alertsWeight,
      pointsRate(sums, params),
      facts.referencePoints,
      (rate) => (50 * rate) / facts.referencePoints,
    ),
    part('licence', params.licenceWeight, daysLeft(facts.licencesToMs, asOfMs), soon, expiry),
  ];
  // What others have to do, or the device does, is not the driver's.
  if (kind === 'driver') return components;
  components.push(
    part(
      'handling',
      params.handlingWeight,
      sums.due === 0 ? null : sums.handled / sums.due,
      HANDLING_FLOOR,
      (share) =>
        share >= HANDLING_FLOOR
          ? (AT_EDGE * (1 - share)) / (1 - HANDLING_FLOOR)
          : AT_EDGE + ((100 - AT_EDGE) * (HANDLING_FLOOR - share)) / HANDLING_FLOOR,
    ),
    part(
      'quality',
      params.qualityWeight,
      sums.positions === 0 ? null : sums.qualified / sums.positions,
      QUALITY_GOOD,
      (share) =>
        share < QUALITY_FLOOR
          ? 100
          : share >= QUALITY_GOOD
            ? 0
            : (100 * (QUALITY_GOOD - share)) / (QUALITY_GOOD - QUALITY_FLOOR),
    ),
  );
  if (kind === 'vehicle')
    components.push(
      part(
        'inspection',
        params.inspectionWeight,
        facts.inspectionToMs === null ? null : daysLeft([facts.inspectionToMs], asOfMs),
        soon,
        expiry,
      ),
    );
  return components;
}

/** Whole days until the first of them has run out; 0 = it has; null = none is known. */
function daysLeft(endsMs: readonly number[], asOfMs: number): number | null {
  if (endsMs.length === 0) return null;
  return Math.max(0, Math.ceil((Math.min(...endsMs) - asOfMs) / DAY_MS));
}

function textOf(
  { name, measured, reference }: RiskComponent,
  { sums }: RiskFacts,
): { zh: string; en: string } {
  const value = measured ?? 0;
  const against = tenths(reference ?? 0);
  switch (name) {
    case 'alerts': {
      const { critical, major, minor } = sums.alerts;
      const km = Math.round(sums.wayKm);
      return {
        zh: `每千公里告警 ${tenths(value)} 分，同类中位数 ${against} 分（严重 ${critical}、重要 ${major}、一般 ${minor}，行驶 ${km} km）`,
        en: `alerts of ${tenths(value)} points per 1,000 km against a class median of ${against} (critical ${critical}, major ${major}, minor ${minor} in ${km} km)`,
      };
    }
    case 'handling':
      return {
        zh: `告警处理率 ${percent(value)}%（${sums.handled}/${sums.due}），法定下限 90%`,
        en: `${percent(value)} % of alerts handled (${sums.handled} of ${sums.due}), legal floor 90 %`,
      };
    case 'quality':
      return {
        zh: `数据合格率 ${percent(value)}%，应不低于 95%`,
        en: `${percent(value)} % of records qualified, 95 % expected`,
      };
    case 'licence':
      return expiryText('证件', 'licence', value);
    case 'inspection':
      return expiryText('年检', 'inspection', value);
  }
}

function expiryText(zh: string, en: string, days: number): { zh: string; en: string } {
  return days <= 0
    ? { zh: `${zh}已过期`, en: `${en} has run out` }
    : { zh: `${zh} ${days} 天后到期`, en: `${en} runs out in ${days} day${days === 1 ? '' : 's'}` };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
const percent = (share: number): number => Math.round(share * 1_000) / 10;
