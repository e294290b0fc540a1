/**
 * permit.missing (无许可): a vehicle drives without a paper it needs, or with one that has run out or is not of
 * this hour, region or vehicle. Driving and its end are as in `moving-episode.ts`; each paper has its own slot.
 *
 * | paper | of | asked |
 * |---|---|---|
 * | `ticket` | charters | always, its regions and the home of the vehicle too (`charter-ticket.ts`); a filed route in force counts as one (domain.md 3.3) |
 * | `waybill` | dangerous goods | on empty runs too |
 * | `dangerous-goods` | dangerous goods | unless empty |
 * | `explosives` (or `fireworks`) | dangerous goods | when a valid waybill lists class 1 |
 * | `over-limit` | heavy trucks | hours and region while in force; after its end while fully loaded, for one day: later it is another load |
 * | `line` | scheduled coaches | its licence, where they have one |
 * | `line` | charters | on five days in seven between the same ends (`charter-runs.ts`): told at once with the arrival, by a slot of its own |
 * | `certificate` | all | its end, where the registry has one (道路运输证) |
 *
 * A registry that is not fed with a kind of paper must not ring for every vehicle: by default a paper is
 * asked of vehicles for which the registry has ever held one (`required`).
 */
import { type Static, Type } from 'typebox';
import type { Severity } from '#core/alert.ts';
import type { Observation } from '#core/report.ts';
import { isValidAt } from '../corridor.ts';
import { isInForce, type Permit, type Validity } from '../papers.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import type { SubjectInfo } from '../subject-info.ts';
import {
  arrivalsOf,
  type CharterRun,
  daysOf,
  followRuns,
  isAtOrigin,
  RUN_WINDOW_DAYS,
  runParams,
} from './charter-runs.ts';
import { ticketHolds, ticketParams } from './charter-ticket.ts';
import { CLASS_NAMES, measuredSpeedKmh } from './evidence.ts';
import { holdsHere, isEmpty, loadBits } from './load-state.ts';
import {
  endedBySilenceMs,
  endedMs,
  forget,
  isMoving,
  type Moving,
  move,
  movingParams,
  notMoving,
} from './moving-episode.ts';

const Params = Type.Object({
  required: Type.Enum(['when-kept', 'always'], {
    default: 'when-kept',
    description:
      'whom tickets, waybills and goods permits are asked of: vehicles for which the registry ever held one, or all; `always` once the ticket and waybill systems feed the registry',
  }),
  routeIsTicket: Type.Boolean({
    default: true,
    description: 'a filed route in force stands for the ticket of a charter (domain 3.3)',
  }),
  emptyNeedsWaybill: Type.Boolean({
    default: true,
    description: 'a waybill is asked of empty dangerous-goods vehicles too',
  }),
  afterEndMs: Type.Integer({
    minimum: 0,
    default: 86_400_000,
    description:
      'ms after the end of an over-limit pass for which a full load is taken for its load',
  }),
  ...ticketParams,
  ...runParams,
  ...movingParams,
});
type Params = Static<typeof Params>;

type Reason = 'none' | 'expired' | 'not-yet' | 'other-time' | 'other-region' | 'not-home';
interface Lack {
  paper: keyof typeof PAPER_NAMES;
  reason: Reason;
}

interface State {
  /** By paper; only those missing at the last report. */
  slots: Record<string, Moving & { reason: Reason }>;
  /** Of a charter. */
  runs: CharterRun[];
}

const PAPER_NAMES = {
  ticket: {
    zh: '包车客运标志牌',
    en: 'charter ticket',
    clause: '道路旅客运输及客运站管理规定 第57条',
  },
  waybill: { zh: '电子运单', en: 'waybill', clause: '危险货物道路运输安全管理办法 第24条' },
  'dangerous-goods': {
    ...{ zh: '危险货物通行许可', en: 'dangerous-goods permit' },
    clause: '危险货物道路运输安全管理办法 第49条',
  },
  explosives: {
    ...{ zh: '民爆或烟花爆竹运输许可', en: 'explosives or fireworks permit' },
    clause: '民用爆炸物品安全管理条例 第26条; 烟花爆竹安全管理条例',
  },
  'over-limit': { zh: '超限运输通行证', en: 'over-limit pass', clause: '公路安全保护条例 第38条' },
  line: { zh: '班线经营许可', en: 'line licence', clause: '道路旅客运输及客运站管理规定' },
  certificate: { zh: '道路运输证', en: 'transport certificate', clause: '道路运输条例' },
} as const;

const CHARTER_CLAUSE = '广东省道路运输条例 第17条';
const REPEATED_SLOT = 'repeated';

const REASONS: Record<Reason, { zh: string; en: string }> = {
  none: { zh: '未登记', en: 'is not on file' },
  expired: { zh: '已过期', en: 'has run out' },
  'not-yet': { zh: '尚未生效', en: 'is not valid yet' },
  'other-time': { zh: '不适用于当前时段', en: 'does not hold at this hour' },
  'other-region': { zh: '不适用于当前区域', en: 'does not hold in this area' },
  'not-home': {
    zh: '起讫地均不在车籍所在地',
    en: 'neither begins nor ends at the home of the vehicle',
  },
};

/** Dangerous goods off their time or area, and explosives, weigh most (记分管理办法). */
function severityOf({ paper, reason }: Lack): Severity {
  const isOff = reason === 'other-time' || reason === 'other-region';
  return paper === 'explosives' || (paper === 'dangerous-goods' && isOff) ? 'critical' : 'major';
}

/** Why none of the papers is in force; null = one is. */
function lackOf(papers: readonly Validity[], nowMs: number): Reason | null {
  let reason: Reason = 'none';
  for (const paper of papers) {
    if (isInForce(paper, nowMs)) return null;
    if (paper.validToMs <= nowMs) reason = 'expired';
    else if (reason === 'none') reason = 'not-yet';
  }
  return reason;
}

/** As `lackOf`, for permits with hours and zones; what cannot be told counts as held. */
function permitLack(
  permits: readonly Permit[],
  observation: Observation,
  context: Situation,
): Reason | null {
  let off: Reason | null = null;
  for (const permit of permits) {
    if (!isInForce(permit, observation.eventTimeMs)) continue;
    const held = holdsHere(permit, observation, context.world);
    if (held === 'yes' || held === 'unknown') return null;
    off = held;
  }
  return off ?? lackOf(permits, observation.eventTimeMs);
}

/** As `lackOf`, for tickets with their regions and the home of the vehicle. */
function ticketLack(
  observation: Observation,
  { subject, params, world }: Situation,
): Reason | null {
  let off: Reason | null = null;
  for (const ticket of subject.tickets) {
    if (!isInForce(ticket, observation.eventTimeMs)) continue;
    const held = ticketHolds(ticket, observation, subject, world, params);
    if (held === 'yes') return null;
    off = held;
  }
  return off ?? lackOf(subject.tickets, observation.eventTimeMs);
}

/** What the vehicle lacks; the same empty list where it lacks nothing. */
const NOTHING: readonly Lack[] = [];

/** The common case: nothing is asked of a vehicle for which nothing was ever filed. */
function hasNothingOnFile({ kept, permits, line, vehicle }: SubjectInfo): boolean {
  return (
    kept.length === 0 && permits.length === 0 && line === null && vehicle.certificateToMs === null
  );
}

type Situation = Pick<RuleContext<Params>, 'subject' | 'params' | 'world'>;

function lacksOf(observation: Observation, context: Situation): readonly Lack[] {
  const { subject, params } = context;
  if (params.required !== 'always' && hasNothingOnFile(subject)) return NOTHING;
  const { permits, waybills, vehicle } = subject;
  const nowMs = observation.eventTimeMs;
  let lacks = NOTHING as Lack[];
  const note = (paper: Lack['paper'], reason: Reason | null): void => {
    if (reason === null) return;
    if (lacks === NOTHING) lacks = [];
    lacks.push({ paper, reason });
  };
  const isAsked = (name: string) => params.required === 'always' || subject.kept.includes(name);
  switch (subject.class) {
    case 'charter': {
      if (!isAsked('ticket')) break;
      const hasRoute =
        params.routeIsTicket &&
        (subject.corridors.some((corridor) => isValidAt(corridor, nowMs)) ||
          subject.placeRoutes.some((route) => isInForce(route, nowMs)));
      if (!hasRoute) note('ticket', ticketLack(observation, context));
      break;
    }
    case 'scheduled':
      if (subject.line !== null) note('line', lackOf([subject.line], nowMs));
      break;
    case 'dangerous': {
      const empty = isEmpty(observation, subject, false);
      if (isAsked('waybill') && (params.emptyNeedsWaybill || !empty))
        note('waybill', lackOf(waybills, nowMs));
      if (empty) break;
      const of = (...kinds: string[]) => permits.filter(({ kind }) => kinds.includes(kind));
      if (isAsked('dangerous-goods'))
        note('dangerous-goods', permitLack(of('dangerous-goods'), observation, context));
      const carriesExplosives = waybills.some(
        (bill) => isInForce(bill, nowMs) && bill.goodsClasses.includes('1'),
      );
      if (carriesExplosives && (isAsked('explosives') || isAsked('fireworks')))
        note('explosives', permitLack(of('explosives', 'fireworks'), observation, context));
      break;
    }
    case 'heavy': {
      const passes = permits.filter(
        ({ kind, validFromMs, validToMs }) =>
          kind === 'over-limit' && validFromMs <= nowMs && nowMs < validToMs + params.afterEndMs,
      );
      if (passes.length === 0) break;
      const reason = permitLack(passes, observation, context);
      if (reason !== 'expired' || loadBits(observation) === 3) note('over-limit', reason);
      break;
    }
    case 'other':
  }
  const { certificateToMs } = vehicle;
  if (certificateToMs !== null && certificateToMs <= nowMs) note('certificate', 'expired');
  return lacks;
}

function statement(
  lack: Lack,
  moving: Moving,
  untilMs: number,
  { subject, params }: RuleContext<Params>,
): Omit<EpisodeFacts, 'raisedAtMs'> {
  const names = PAPER_NAMES[lack.paper];
  const why = REASONS[lack.reason];
  const { zh, en } = CLASS_NAMES[subject.class];
  const minutes = Math.round((untilMs - moving.startMs) / 6_000) / 10;
  return {
    severity: severityOf(lack),
    openedAtMs: moving.startMs,
    measured: minutes,
    limit: Math.round(params.sustainMs / 6_000) / 10,
    unit: 'min',
    latitudeDeg: moving.startLatitudeDeg,
    longitudeDeg: moving.startLongitudeDeg,
    explanation: {
      zh: `${zh}行驶 ${minutes} 分钟，${names.zh}${why.zh}。`,
      en: `A ${en} drove ${minutes} min; its ${names.en} ${why.en}.`,
    },
    clause: lack.reason === 'not-home' ? CHARTER_CLAUSE : names.clause,
    facts: { paper: lack.paper, reason: lack.reason },
  };
}

function close(state: State, slot: string, closedAtMs: number, context: RuleContext<Params>): void {
  const moving = state.slots[slot]!;
  const lack = { paper: slot as Lack['paper'], reason: moving.reason };
  const { openedAtMs: _, ...last } = statement(lack, moving, closedAtMs, context);
  context.update(slot, last);
  context.close(slot, closedAtMs);
  forget(moving);
}

/** One alert a day, over when it shows. */
function tellRepeated(
  run: CharterRun,
  observation: Observation,
  context: RuleContext<Params>,
): void {
  const { params } = context;
  const days = daysOf(run);
  const nowMs = observation.eventTimeMs;
  context.open(REPEATED_SLOT, {
    severity: 'minor',
    openedAtMs: nowMs,
    raisedAtMs: nowMs,
    measured: days,
    limit: params.repeatDays,
    unit: 'd',
    latitudeDeg: observation.latitudeDeg,
    longitudeDeg: observation.longitudeDeg,
    explanation: {
      zh: `包车 ${RUN_WINDOW_DAYS} 日内有 ${days} 日在相同起讫地之间运行，达到 ${params.repeatDays} 日，疑似从事班线经营而无班线许可。`,
      en: `A charter ran between the same ends on ${days} days in ${RUN_WINDOW_DAYS}; ${params.repeatDays} are taken for a scheduled service, for which it has no licence.`,
    },
    clause: CHARTER_CLAUSE,
    facts: { paper: 'line', reason: 'repeated' },
  });
  for (const arrival of arrivalsOf(run)) context.evidence(REPEATED_SLOT, arrival);
  context.close(REPEATED_SLOT, nowMs);
}

export const permitMissing = defineRule<Params, State>({
  type: 'permit.missing',
  version: 3,
  shape: {
    version: 2,
    carryOver: (state) => ({ ...(state as Omit<State, 'runs'>), runs: [] }),
  },
  summary: {
    zh: '车辆行驶而缺少所需证件，或证件过期、不适用于当前时段或区域，或包车起讫地均不在车籍所在地，或包车 7 日内 5 日往返于相同起讫地',
    en: 'A vehicle drives without a paper it needs, or with one that is not of this time or area, or with a charter ticket that has no end at its home, or a charter runs between the same ends on 5 days in 7',
  },
  clause: '道路旅客运输及客运站管理规定 第57条; 危险货物道路运输安全管理办法 第24条',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial: () => ({ slots: {}, runs: [] }),
  wakes(observation, subject, params, world) {
    if (subject.class === 'charter' && isAtOrigin(observation, { subject, world })) return true;
    const speedKmh = measuredSpeedKmh(observation);
    if (speedKmh !== null && speedKmh <= params.movingKmh) return false;
    if (params.required !== 'always' && hasNothingOnFile(subject)) return false;
    return lacksOf(observation, { subject, params, world }) !== NOTHING;
  },
  onObservation(state, observation, context) {
    const { params } = context;
    const nowMs = observation.eventTimeMs;
    const lacks = lacksOf(observation, context);
    for (const slot in state.slots) {
      if (lacks.some(({ paper }) => paper === slot)) continue;
      if (state.slots[slot]!.isOpen) close(state, slot, nowMs, context);
      delete state.slots[slot];
    }
    for (const lack of lacks) {
      const { paper, reason } = lack;
      state.slots[paper] ??= { ...notMoving(), reason };
      const moving = state.slots[paper];
      const moves = isMoving(moving, observation, params);
      const endMs = endedMs(moving, nowMs, moves, params);
      if (endMs !== 0) close(state, paper, endMs, context);
      const isChanged = moving.reason !== reason;
      moving.reason = reason;
      if (move(moving, observation, moves, params)) {
        context.open(paper, { ...statement(lack, moving, nowMs, context), raisedAtMs: nowMs });
        context.evidence(paper, moving.first!);
        context.evidence(paper);
      } else if (isChanged && moving.isOpen) {
        const { openedAtMs: _, ...now } = statement(lack, moving, nowMs, context);
        context.update(paper, now);
        context.evidence(paper);
      }
      if (moving.startMs === 0 && moving.fixes.length === 0) delete state.slots[paper];
    }
    if (context.subject.class === 'charter') {
      for (const run of followRuns(state.runs, observation, context))
        if (daysOf(run) >= params.repeatDays) tellRepeated(run, observation, context);
    } else if (state.runs.length > 0) state.runs = [];
    for (const _ in state.slots) return;
    if (state.runs.length === 0) context.rest();
  },
  onTick(state, tickMs, context) {
    for (const slot in state.slots) {
      const moving = state.slots[slot]!;
      if (moving.isOpen && tickMs >= moving.dueMs)
        close(state, slot, endedBySilenceMs(moving), context);
    }
  },
  wakeAtMs(state) {
    let wakeMs: number | null = null;
    for (const slot in state.slots) {
      const { isOpen, dueMs } = state.slots[slot]!;
      if (isOpen && (wakeMs === null || dueMs < wakeMs)) wakeMs = dueMs;
    }
    return wakeMs;
  },
});
