/** Drivers before a trip: licence, certificate, and the driving hours that are left to each. */
import type { Driver } from '../../registry/driver.ts';
import type { Vehicle } from '../../registry/vehicle.ts';
import type { VehicleClass } from '../../report.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, shanghaiDayStartMs } from '../../time.ts';
import type { Finding, FindingResult, TripPlan } from '../trip.ts';
import { type CheckFacts, type DriverFacts, dayOf, finding, spanText } from './facts.ts';

/** A paper that ends within this long is warned of. */
const SOON_DAYS = 30;
const REST_MS = 20 * MINUTE_MS;
const CONTINUOUS_MS = 4 * HOUR_MS;
const NIGHT_MS = 2 * HOUR_MS;
const DAY_LIMIT_MS = 8 * HOUR_MS;
const WEEK_LIMIT_MS = 44 * HOUR_MS;
/** Less than this left is warned of (domain.md 1.4 preWarn). */
const SCARCE_MS = 30 * MINUTE_MS;
const NIGHT_FROM_HOUR = 22;
const NIGHT_HOURS = 8;

const CLAUSES = {
  licence: '机动车驾驶证申领和使用规定 附件1',
  certificate: '道路运输从业人员管理规定 第6条',
  continuous: '道路交通安全法实施条例 第62条(七)',
  night: '道路运输车辆动态监督管理办法',
  week: '道路旅客运输企业安全管理规范 第38条',
} as const;

/** By the classes a limit binds (domain.md 1.3): fail by law, warn by practice; absent = not judged. */
type Binding = Partial<Record<VehicleClass, 'fail' | 'warn'>>;
const NIGHT: Binding = { charter: 'fail', scheduled: 'fail', dangerous: 'warn' };
const WEEK: Binding = { charter: 'fail', scheduled: 'fail' };

export function checkDrivers(plan: TripPlan, facts: CheckFacts): Finding[] {
  const { drivers, vehicle } = facts;
  if (drivers.length === 0)
    return [finding('driver.named', 'fail', ['没有指定驾驶员', 'No driver is named'])];
  const legs = legsOf(plan, facts);
  return drivers.flatMap((each) => [
    checkLicence(plan, each, vehicle),
    ...checkCertificate(plan, each),
    ...checkHours(plan, each, { legs, drivers: drivers.length }),
  ]);
}

function checkLicence(
  plan: TripPlan,
  { key, driver }: DriverFacts,
  vehicle: Vehicle | null,
): Finding {
  const kinds = licenceKinds(plan.class, vehicle);
  const more = { about: key, clause: CLAUSES.licence };
  const names = kinds?.join('/') ?? '';
  return validity('driver.licence', driver?.licences, {
    ...{ plan, kinds, more },
    what: [`${names}驾驶证`, `Licence ${names}`.trim()],
  });
}

function checkCertificate(plan: TripPlan, { key, driver }: DriverFacts): Finding[] {
  const kinds = certificateKinds(plan.class);
  if (kinds === null) return [];
  const more = { about: key, clause: CLAUSES.certificate };
  return [
    validity('driver.certificate', driver?.certificates, {
      ...{ plan, kinds, more },
      what: ['从业资格证', 'Qualification certificate'],
    }),
  ];
}

/** Licences that may drive it; null = any. */
function licenceKinds(vehicleClass: VehicleClass, vehicle: Vehicle | null): string[] | null {
  if (vehicleClass === 'charter' || vehicleClass === 'scheduled') {
    const isMedium = vehicle?.seats !== undefined && vehicle.seats < 20;
    return isMedium ? ['A1', 'A2', 'B1'] : ['A1'];
  }
  if (vehicleClass === 'dangerous' || vehicleClass === 'heavy')
    return vehicle?.tractor === true ? ['A2'] : ['A1', 'A2', 'B2'];
  return null;
}

function certificateKinds(vehicleClass: VehicleClass): string[] | null {
  if (vehicleClass === 'charter' || vehicleClass === 'scheduled') return ['passenger'];
  if (vehicleClass === 'dangerous') return ['dangerous-driver', 'explosives-driver', 'radioactive'];
  return vehicleClass === 'heavy' ? ['freight'] : null;
}

type Dated = NonNullable<Driver['licences']>[number] | NonNullable<Driver['certificates']>[number];

/** The best paper of the kinds that are needed decides; days are whole, the last one counts. */
function validity(
  item: string,
  papers: readonly Dated[] | undefined,
  wish: {
    plan: TripPlan;
    kinds: readonly string[] | null;
    what: readonly [zh: string, en: string];
    more: Partial<Finding>;
  },
): Finding {
  const { plan, kinds, more } = wish;
  const [zh, en] = wish.what;
  if (papers === undefined || papers.length === 0)
    return finding(item, 'unknown', [`没有登记${zh}`, `${en}: none is registered`], more);
  const fitting = papers.filter(({ kind }) => kinds === null || kinds.includes(kind));
  if (fitting.length === 0)
    return finding(item, 'fail', [`没有与车辆相符的${zh}`, `${en}: none fits the vehicle`], more);
  const from = dayOf(plan.departMs);
  const ends = fitting
    .filter(({ validFrom }) => validFrom === undefined || validFrom <= from)
    .map(({ validTo }) => validTo ?? '9999-12-31')
    .sort();
  const last = ends.at(-1);
  if (last === undefined)
    return finding(item, 'fail', [`${zh}尚未生效`, `${en}: not valid yet`], more);
  return dated(item, last, { plan, what: wish.what, more });
}

/** Valid to a last day, which counts. */
export function dated(
  item: string,
  lastDay: string,
  wish: { plan: TripPlan; what: readonly [zh: string, en: string]; more: Partial<Finding> },
): Finding {
  const { plan, more } = wish;
  const [zh, en] = wish.what;
  if (lastDay < dayOf(plan.arriveMs))
    return finding(item, 'fail', [`${zh} ${lastDay} 到期`, `${en}: ended ${lastDay}`], more);
  if (lastDay < dayOf(plan.arriveMs + SOON_DAYS * DAY_MS))
    return finding(item, 'warn', [`${zh} ${lastDay} 到期`, `${en}: ends ${lastDay}`], more);
  return finding(item, 'pass', [`${zh}有效`, `${en}: valid`], more);
}

/** Stretches of driving between planned rests, `[from, to)`. */
interface Leg {
  fromMs: number;
  toMs: number;
}

export function legsOf(plan: TripPlan, { ground }: Pick<CheckFacts, 'ground'>): Leg[] {
  const legs: Leg[] = [];
  let fromMs = plan.departMs;
  for (const { arriveMs, departMs } of ground.stops) {
    if (arriveMs === null || departMs === null || departMs - arriveMs < REST_MS) continue;
    if (arriveMs > fromMs) legs.push({ fromMs, toMs: arriveMs });
    fromMs = departMs;
  }
  if (plan.arriveMs > fromMs) legs.push({ fromMs, toMs: plan.arriveMs });
  return legs;
}

function checkHours(
  plan: TripPlan,
  { key, driving }: DriverFacts,
  { legs, drivers }: { legs: readonly Leg[]; drivers: number },
): Finding[] {
  const periods = driving ?? [];
  // Several drivers share what is planned; who drives which leg is not part of a plan.
  const longestMs = Math.max(0, ...legs.map(({ fromMs, toMs }) => toMs - fromMs)) / drivers;
  const plannedMs = legs.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / drivers;
  const nightMs = Math.max(0, ...legs.map(nightPart)) / drivers;
  const last = periods.at(-1);
  const isRested = last === undefined || plan.departMs - last.endMs >= REST_MS;
  const usedMs = isRested || legs.length === 0 ? 0 : last.endMs - last.startMs;
  const firstMs = legs.length === 0 ? 0 : (legs[0]!.toMs - legs[0]!.fromMs) / drivers;
  const continuousMs = Math.max(longestMs, usedMs + firstMs);
  const since = (fromMs: number) =>
    periods.reduce((sum, { startMs, endMs }) => {
      return sum + Math.max(0, Math.min(endMs, plan.departMs) - Math.max(startMs, fromMs));
    }, 0);
  const dayMs = plannedMs + since(plan.arriveMs - DAY_MS);
  const weekMs = plannedMs + since(plan.arriveMs - 7 * DAY_MS);
  const isKnown = driving !== null && driving.length > 0;
  const judge = (
    item: string,
    ms: number,
    limit: { ms: number; clause: string; beyond: 'fail' | 'warn' | undefined },
    [zh, en]: readonly [string, string],
  ): Finding[] => {
    if (limit.beyond === undefined) return [];
    let result: FindingResult = isKnown ? 'pass' : 'unknown';
    if (ms > limit.ms) result = limit.beyond;
    else if (ms > limit.ms - SCARCE_MS && isKnown) result = 'warn';
    const [spanZh, spanEn] = spanText(ms);
    const [limitZh, limitEn] = spanText(limit.ms);
    const note = isKnown
      ? ['', '']
      : ['（近 7 日没有该驾驶员的驾驶记录）', ' (no driving of the last 7 days is recorded)'];
    return [
      finding(
        item,
        result,
        [
          `${zh} ${spanZh}，限值 ${limitZh}${note[0]}`,
          `${en} ${spanEn}, limit ${limitEn}${note[1]}`,
        ],
        {
          ...{ about: key, clause: limit.clause, unit: 'min' },
          measured: Math.round(ms / MINUTE_MS),
          limit: limit.ms / MINUTE_MS,
        },
      ),
    ];
  };
  return [
    ...judge(
      'driver.continuous',
      continuousMs,
      { ms: CONTINUOUS_MS, clause: CLAUSES.continuous, beyond: 'fail' },
      ['按计划最长连续驾驶', 'Longest driving without a rest as planned'],
    ),
    ...judge(
      'driver.night',
      nightMs,
      { ms: NIGHT_MS, clause: CLAUSES.night, beyond: NIGHT[plan.class] },
      ['按计划夜间连续驾驶', 'Driving at night without a rest as planned'],
    ),
    ...judge(
      'driver.day',
      dayMs,
      { ms: DAY_LIMIT_MS, clause: CLAUSES.night, beyond: NIGHT[plan.class] },
      ['24 小时累计驾驶（含计划）', 'Driving within 24 h, this trip included'],
    ),
    ...judge(
      'driver.week',
      weekMs,
      { ms: WEEK_LIMIT_MS, clause: CLAUSES.week, beyond: WEEK[plan.class] },
      ['7 日累计驾驶（含计划）', 'Driving within 7 days, this trip included'],
    ),
  ];
}

/** How much of a leg lies between 22:00 and 06:00. */
function nightPart({ fromMs, toMs }: Leg): number {
  let sum = 0;
  for (let day = shanghaiDayStartMs(fromMs) - DAY_MS; day < toMs; day += DAY_MS) {
    const startMs = day + NIGHT_FROM_HOUR * HOUR_MS;
    sum += Math.max(0, Math.min(toMs, startMs + NIGHT_HOURS * HOUR_MS) - Math.max(fromMs, startMs));
  }
  return sum;
}
