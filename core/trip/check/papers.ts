/** Papers before a trip: those of the vehicle, and permit, ticket, waybill, line and route for this journey. */
import { DAY_MS, HOUR_MS, shanghaiTimeOfDayMs } from '../../time.ts';
import type { Finding, TripPlan } from '../trip.ts';
import { dated } from './drivers.ts';
import { type CheckFacts, dayOf, finding, minuteOf } from './facts.ts';

/** A vehicle may set off this long before its waybill says. */
const WAYBILL_EARLY_MS = HOUR_MS;

const CLAUSES = {
  certificate: '道路运输条例',
  inspection: '道路交通安全法 第13条',
  ticket: '道路旅客运输及客运站管理规定 第57条',
  waybill: '危险货物道路运输安全管理办法 第24条',
  goods: '危险货物道路运输安全管理办法',
  line: '道路运输条例',
  permit: '',
  route: '',
} as const;

type Texts = readonly [zh: string, en: string];
const NAMES = {
  ticket: ['包车牌', 'Charter ticket'],
  waybill: ['电子运单', 'Waybill'],
  line: ['班线许可', 'Line licence'],
  route: ['备案路线', 'Filed route'],
  permit: ['许可', 'Permit'],
} as const satisfies Record<string, Texts>;
type Paper = keyof typeof NAMES;

export function checkPapers(plan: TripPlan, facts: CheckFacts): Finding[] {
  return [...checkVehicle(plan, facts), ...checkJourney(plan, facts)];
}

function checkVehicle(plan: TripPlan, { vehicle }: CheckFacts): Finding[] {
  if (vehicle === null)
    return [
      finding('vehicle.registered', 'fail', [
        '车辆已不在登记中',
        'The vehicle is not registered any more',
      ]),
    ];
  const paper = (item: string, lastDay: string | undefined, what: Texts, clause: string) =>
    lastDay === undefined
      ? finding(item, 'unknown', [`没有登记${what[0]}有效期`, `${what[1]}: no end is registered`], {
          clause,
        })
      : dated(item, lastDay, { plan, what, more: { clause } });
  return [
    paper(
      'vehicle.certificate',
      vehicle.certificateValidTo,
      ['道路运输证', 'Transport certificate'],
      CLAUSES.certificate,
    ),
    paper(
      'vehicle.inspection',
      vehicle.inspectionValidTo,
      ['车辆检验', 'Inspection'],
      CLAUSES.inspection,
    ),
  ];
}

function checkJourney(plan: TripPlan, facts: CheckFacts): Finding[] {
  const { papers, vehicle, drivers } = facts;
  const { ticket, waybill, line, route, permits } = papers;
  const vehicleId = vehicle?.vehicleId;
  const driverIds = drivers.map(({ driver }) => driver?.driverId);
  const findings: Finding[] = [];
  const missing = (paper: Paper, result: 'fail' | 'warn') => {
    const [zh, en] = NAMES[paper];
    const more = { clause: CLAUSES[paper] };
    findings.push(finding(`paper.${paper}`, result, [`没有${zh}`, `${en}: none is named`], more));
  };
  const say = (paper: Paper, id: string | undefined, mistake: Texts | null) => {
    const [zh, en] = NAMES[paper];
    const more = { about: id ?? null, clause: CLAUSES[paper] };
    const texts = mistake === null ? ['有效', 'valid'] : mistake;
    const result = mistake === null ? 'pass' : 'fail';
    findings.push(
      finding(`paper.${paper}`, result, [`${zh}${texts[0]}`, `${en}: ${texts[1]}`], more),
    );
  };

  if (ticket !== undefined) {
    const mistake =
      ticket === null
        ? GONE
        : (ofVehicle(ticket, vehicleId) ??
          within(plan, Date.parse(ticket.validFrom), Date.parse(ticket.validTo)) ??
          amongDrivers(ticket.driverIds, driverIds));
    say('ticket', plan.ticketId, mistake);
  } else if (plan.class === 'charter') missing('ticket', 'fail');

  if (waybill !== undefined) {
    const departsMs = waybill === null ? 0 : Date.parse(waybill.departsAt);
    const mistake =
      waybill === null
        ? GONE
        : (ofVehicle(waybill, vehicleId) ??
          within(
            plan,
            departsMs - WAYBILL_EARLY_MS,
            waybill.validTo === undefined ? departsMs + DAY_MS : Date.parse(waybill.validTo),
          ) ??
          amongDrivers(waybill.driverId ? [waybill.driverId] : undefined, driverIds));
    say('waybill', plan.waybillId, mistake);
    findings.push(...checkGoods(facts));
  } else if (plan.class === 'dangerous') missing('waybill', 'fail');

  if (line !== undefined) {
    const days = [dayOf(plan.departMs), dayOf(plan.arriveMs)] as const;
    const mistake =
      line === null
        ? GONE
        : (line.validFrom ?? '') > days[0] || (line.validTo ?? '9999') < days[1]
          ? NOT_THEN
          : null;
    say('line', plan.lineId, mistake);
  } else if (plan.class === 'scheduled') missing('line', 'warn');

  if (route !== undefined)
    say(
      'route',
      plan.routeId,
      route === null
        ? GONE
        : (ofVehicle(route, vehicleId) ??
            within(plan, Date.parse(route.validFrom), Date.parse(route.validTo))),
    );
  for (const { permitId, permit } of permits)
    say(
      'permit',
      permitId,
      permit === null
        ? GONE
        : (ofVehicle(permit, vehicleId) ??
            within(plan, Date.parse(permit.validFrom), Date.parse(permit.validTo)) ??
            (permit.windows === undefined || inWindows(plan, permit.windows)
              ? null
              : NOT_THOSE_HOURS)),
    );
  return findings;
}

function checkGoods({ papers: { waybill }, vehicle }: CheckFacts): Finding[] {
  const permitted = vehicle?.dangerousGoods;
  const goods = waybill?.goods ?? [];
  if (waybill?.empty === true || goods.length === 0) return [];
  const more = { about: waybill?.waybillId ?? null, clause: CLAUSES.goods };
  if (permitted === undefined)
    return [
      finding(
        'paper.goods',
        'unknown',
        ['没有登记车辆准运类别', 'Goods the vehicle may carry: none are registered'],
        more,
      ),
    ];
  const strange = [...new Set(goods.map((each) => each.class))].filter(
    (each) => !permitted.includes(each) && !permitted.includes(each.split('.')[0] as never),
  );
  const names = strange.join(' ');
  return [
    strange.length === 0
      ? finding(
          'paper.goods',
          'pass',
          ['货物类别在准运范围内', 'Goods: within what the vehicle may carry'],
          more,
        )
      : finding(
          'paper.goods',
          'fail',
          [`车辆不得运输 ${names} 类货物`, `Goods: the vehicle may not carry class ${names}`],
          more,
        ),
  ];
}

const GONE: Texts = ['已不在登记中', 'not in the registry any more'];
const NOT_THEN: Texts = ['不覆盖本次运次的时间', 'does not cover the time of the trip'];
const NOT_THOSE_HOURS: Texts = ['不覆盖本次运次的时段', 'does not hold at those hours'];

function ofVehicle(paper: { vehicleId: string }, vehicleId: string | undefined): Texts | null {
  return paper.vehicleId === vehicleId ? null : ['属于其他车辆', 'is of another vehicle'];
}

function within(plan: TripPlan, fromMs: number, toMs: number): Texts | null {
  if (plan.departMs >= fromMs && plan.arriveMs <= toMs) return null;
  const [from, to] = [minuteOf(fromMs), minuteOf(toMs)];
  return [`只在 ${from} 至 ${to} 有效`, `holds from ${from} to ${to} only`];
}

/** Where a paper names drivers, each of the trip's must be among them. */
function amongDrivers(
  named: readonly string[] | undefined,
  driverIds: readonly (string | undefined)[],
): Texts | null {
  if (named === undefined || named.length === 0) return null;
  const isFit = driverIds.some((id) => id !== undefined && named.includes(id));
  return isFit ? null : ['所列驾驶员不在本次运次中', 'names other drivers'];
}

/** Every minute of the plan lies in one of the windows of the day. */
function inWindows(
  { departMs, arriveMs }: TripPlan,
  windows: readonly { start: string; end: string }[],
): boolean {
  for (let at = departMs; at < arriveMs; at += 60_000)
    if (!windows.some((window) => inWindow(at, window))) return false;
  return true;
}

/** Half-open; an end before its start lies on the next day. */
export function inWindow(
  instantMs: number,
  { start, end }: { start: string; end: string },
): boolean {
  const minute = Math.floor(shanghaiTimeOfDayMs(instantMs) / 60_000);
  const [from, to] = [minutesOf(start), minutesOf(end)];
  return from < to ? from <= minute && minute < to : minute >= from || minute < to;
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
