/** The way before a trip: bans by time and class, the coaches' standstill, weather, risk. */
import type { Ban } from '../../registry/ban.ts';
import type { Holiday } from '../../registry/holiday.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, shanghaiDayStartMs } from '../../time.ts';
import type { Finding, FindingResult, TripPlan } from '../trip.ts';
import { legsOf } from './drivers.ts';
import { type CheckFacts, dayOf, finding, minuteOf, type RiskAt } from './facts.ts';
import { inWindow } from './papers.ts';

/** Weather now says little of a departure later than this. */
const WEATHER_AHEAD_MS = 3 * HOUR_MS;
/** One way up to this long is exempt from the standstill (交运规〔2023〕2号 32). */
const SHORT_HAUL_KM = 200;
const STANDSTILL = { start: '02:00', end: '05:00' };
const EXEMPT_SERVICES = ['airport', 'rail', 'commuter', 'customised'];
const RISK_RESULT: Record<RiskAt['level'], FindingResult> = {
  low: 'pass',
  medium: 'warn',
  high: 'warn',
  extreme: 'fail',
};

export function checkWay(plan: TripPlan, facts: CheckFacts): Finding[] {
  return [
    ...checkBans(plan, facts),
    ...checkStandstill(plan, facts),
    checkWeather(plan, facts),
    checkRisk(facts),
  ];
}

function checkBans(plan: TripPlan, facts: CheckFacts): Finding[] {
  const concerned = facts.bans.filter(({ appliesTo }) => {
    return appliesTo.length === 0 || appliesTo.includes(plan.class);
  });
  const findings = concerned.flatMap((ban) => checkBan(ban, plan, facts) ?? []);
  return findings.length > 0
    ? findings
    : [finding('way.ban', 'pass', ['途中没有禁行', 'No ban on the way'])];
}

/** null = it does not concern this trip. */
function checkBan(ban: Ban, plan: TripPlan, facts: CheckFacts): Finding | null {
  const where = isOnTheWay(ban, facts);
  if (where === 'no') return null;
  const atMs = firstBannedMinute(ban, plan, facts);
  if (atMs === null) return null;
  const more = { about: ban.banId, clause: ban.source ?? '' };
  const exemption = exemptionOf(ban, plan, facts);
  const at = minuteOf(atMs);
  if (exemption !== null)
    return finding(
      'way.ban',
      'pass',
      [`${ban.name}：${exemption[0]}`, `${ban.name}: ${exemption[1]}`],
      more,
    );
  if (where === 'perhaps')
    return finding(
      'way.ban',
      'warn',
      [
        `${ban.name}：${at} 起禁行，无法判断是否经过`,
        `${ban.name}: banned from ${at}; whether the way passes there cannot be told`,
      ],
      more,
    );
  return finding(
    'way.ban',
    'fail',
    [`${ban.name}：${at} 起禁行`, `${ban.name}: banned from ${at}`],
    more,
  );
}

/** By sections where the way is known, else by the regions that places name. */
function isOnTheWay(
  { regionCode, roadClasses = [] }: Ban,
  { sections, ground, vehicle }: CheckFacts,
): 'yes' | 'no' | 'perhaps' {
  const inRegion = (code: string) => isWithin(code, regionCode);
  if (sections !== null && sections.length > 0) {
    const there = sections.filter((section) => inRegion(section.regionCode));
    const ofClass = ({ roadClass }: (typeof there)[number]) =>
      roadClasses.length === 0 || (roadClass !== undefined && roadClasses.includes(roadClass));
    if (there.some(ofClass)) return 'yes';
    // A section whose class nobody stated may be such a road.
    return there.some(({ roadClass }) => roadClass === undefined) ? 'perhaps' : 'no';
  }
  const codes = ground.regionCodes.length > 0 ? ground.regionCodes : [vehicle?.regionCode ?? ''];
  if (!codes.some(inRegion)) return 'no';
  return roadClasses.length === 0 ? 'yes' : 'perhaps';
}

/** Is a region of six digits within another, e.g. 440300 within 440000? An empty ban region is everywhere. */
function isWithin(code: string, ofBan: string): boolean {
  const prefix = ofBan.replace(/(00)+$/, '');
  return prefix === '' || code.startsWith(prefix);
}

/** The first minute of planned driving in a window of the ban; null = none. */
function firstBannedMinute(ban: Ban, plan: TripPlan, facts: CheckFacts): number | null {
  for (const { fromMs, toMs } of legsOf(plan, facts)) {
    for (let at = fromMs; at < toMs; at += MINUTE_MS) {
      const day = dayOf(at);
      if (day < ban.from || day > ban.to) continue;
      if (!holdsOnDay(ban.days, at, { holidays: facts.holidays, regionCode: ban.regionCode }))
        continue;
      if (ban.windows.some((window) => inWindow(at, window))) return at;
    }
  }
  return null;
}

function holdsOnDay(
  days: Ban['days'],
  atMs: number,
  calendar: { holidays: readonly Holiday[]; regionCode: string },
): boolean {
  if (days === undefined || days === 'every') return true;
  return (days === 'holidays') === isDayOff(atMs, calendar);
}

/** The calendar decides, then the week. */
export function isDayOff(
  atMs: number,
  { holidays, regionCode }: { holidays: readonly Holiday[]; regionCode: string },
): boolean {
  const day = dayOf(atMs);
  const stated = holidays.find(
    (each) =>
      each.from <= day &&
      day <= each.to &&
      (each.regionCode === undefined ||
        each.regionCode === '' ||
        isWithin(regionCode, each.regionCode)),
  );
  if (stated !== undefined) return stated.kind === 'day-off';
  // 1970-01-01 was a Thursday.
  const weekday = (Math.floor((shanghaiDayStartMs(atMs) + 8 * HOUR_MS) / DAY_MS) + 4) % 7;
  return weekday === 0 || weekday === 6;
}

function exemptionOf(
  { exemptions = [] }: Ban,
  plan: TripPlan,
  { papers }: CheckFacts,
): readonly [zh: string, en: string] | null {
  if (exemptions.includes('empty') && papers.waybill?.empty === true)
    return ['空车豁免', 'exempt, empty'];
  const permit = papers.permits.find(({ permit }) => {
    if (permit?.kind !== 'ban-exemption') return false;
    return (
      Date.parse(permit.validFrom) <= plan.departMs && plan.arriveMs <= Date.parse(permit.validTo)
    );
  });
  return permit === undefined ? null : ['凭许可豁免', 'exempt by permit'];
}

function checkStandstill(plan: TripPlan, facts: CheckFacts): Finding[] {
  if (plan.class !== 'charter' && plan.class !== 'scheduled') return [];
  const { papers, ground } = facts;
  const clause = '交运规〔2023〕2号 第32条';
  const say = (result: FindingResult, texts: readonly [string, string]) => [
    finding('way.standstill', result, texts, { clause }),
  ];
  let atMs: number | null = null;
  for (const { fromMs, toMs } of legsOf(plan, facts))
    for (let at = fromMs; at < toMs && atMs === null; at += MINUTE_MS)
      if (inWindow(at, STANDSTILL)) atMs = at;
  if (atMs === null)
    return say('pass', ['凌晨 2 至 5 时不运行', 'Stands still from 02:00 to 05:00']);
  const { line } = papers;
  if (papers.permits.some(({ permit }) => permit?.kind === 'relay'))
    return say('pass', ['凭接驳运输凭证通行', 'Runs by relay certificate']);
  if (line?.service !== undefined && EXEMPT_SERVICES.includes(line.service))
    return say('pass', ['线路类型豁免', 'Exempt by kind of line']);
  if (ground.plannedKm !== null && ground.plannedKm <= SHORT_HAUL_KM)
    return say('pass', [
      `单程 ${ground.plannedKm} 公里，短途豁免`,
      `Exempt, ${ground.plannedKm} km one way`,
    ]);
  return say('fail', [
    `${minuteOf(atMs)} 仍在运行，客车凌晨 2 至 5 时须停运`,
    `Runs at ${minuteOf(atMs)}; coaches stand still from 02:00 to 05:00`,
  ]);
}

function checkWeather(plan: TripPlan, { weather, nowMs }: CheckFacts): Finding {
  const clause = '道路交通安全法实施条例 第81条';
  const unknown = (texts: readonly [string, string]) =>
    finding('way.weather', 'unknown', texts, { clause });
  if (plan.departMs - nowMs > WEATHER_AHEAD_MS)
    return unknown([
      '距发车尚早，临近发车时再查',
      'Too early to tell; ask again before the departure',
    ]);
  const told = (weather ?? []).filter(({ level }) => level !== null);
  if (told.length === 0) return unknown(['沿途没有气象数据', 'No weather is known on the way']);
  const worst = told.reduce((a, b) => (b.level! > a.level! ? b : a));
  const level = worst.level!;
  // Below 50 m the expressway is left at the next exit.
  const result = level >= 4 ? 'fail' : level >= 1 ? 'warn' : 'pass';
  const seen = worst.visibilityM === null ? '' : `${worst.visibilityM} m`;
  return finding(
    'way.weather',
    result,
    [`沿途最低能见度 ${seen}`, `Lowest visibility on the way ${seen}`],
    {
      ...{ about: worst.sensorId, clause, measured: worst.visibilityM, unit: 'm' },
    },
  );
}

function checkRisk({ risk }: CheckFacts): Finding {
  if (risk === null) return finding('way.risk', 'unknown', ['没有风险评估', 'No risk assessment']);
  return finding('way.risk', RISK_RESULT[risk.level], [risk.zh, risk.en], {
    ...{ measured: risk.score, unit: '' },
  });
}
