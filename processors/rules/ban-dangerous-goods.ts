/**
 * ban.dangerous-goods (危货禁行): a dangerous-goods vehicle drives where and when a ban calendar of the
 * registry forbids it (domain.md 1.6; 危险货物道路运输安全管理办法 第49条).
 *
 * A calendar forbids hours of days, on classes of roads, in a region. The road is the nearest section of
 * the registry that runs the vehicle's way; the region is that section's, or that of a zone of kind `region`. Where
 * neither is known nothing is said. Driving and its end are as in `moving-episode.ts`; the ban's end
 * and leaving its roads end the episode too.
 *
 * A calendar may let pass empty vehicles: status bits 8–9 say the load, and a valid waybill with goods says it
 * where they are 0, as terminals without such a sensor always send them. Its other exemptions are filed
 * beforehand: a valid permit of kind `ban-exemption` claims them.
 */
import { type Static, Type } from 'typebox';
import { MINUTE_MS } from '#core/time.ts';
import { isInForce } from '../papers.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import type { BanFacts, SectionFacts } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { CLASS_NAMES, hasPosition } from './evidence.ts';
import { holdsHere, isEmpty } from './load-state.ts';
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
import { type Fix, isWithin } from './places.ts';

const Params = Type.Object({
  zeroBitsAreEmpty: Type.Boolean({
    default: false,
    description:
      'status bits 8–9 both 0 (JT/T 808 空车) say empty even while a valid waybill lists goods',
  }),
  courseMinKmh: Type.Number({
    minimum: 0,
    default: 15,
    description: 'km/h below which the course says nothing of the road',
  }),
  ...movingParams,
});
type Params = Static<typeof Params>;

interface State extends Moving {
  banId: string;
  /** Next whole minute at which the open episode's ban is looked at. */
  checkMs: number;
}

function initial(): State {
  return { ...notMoving(), banId: '', checkMs: 0 };
}

function roadAt(fix: Fix, world: World, params: Params): SectionFacts | null {
  const isFast = fix.speedKmh !== null && fix.speedKmh >= params.courseMinKmh;
  const course = isFast ? fix.courseDeg : null;
  const [near] = world.sectionsNear(fix.latitudeDeg, fix.longitudeDeg, course, fix.eventTimeMs);
  return near?.section ?? null;
}

function isInRegion(
  { regionCode }: BanFacts,
  road: SectionFacts | null,
  fix: Fix,
  world: World,
): boolean {
  if (regionCode === '') return true;
  if (road !== null && isWithin(road.regionCode, regionCode)) return true;
  return world
    .zonesAt(fix.latitudeDeg, fix.longitudeDeg, fix.eventTimeMs)
    .some((zone) => zone.kind === 'region' && isWithin(zone.regionCode, regionCode));
}

type Situation = Pick<RuleContext<Params>, 'subject' | 'params' | 'world'>;

function isExempt(ban: BanFacts, fix: Fix, context: Situation): boolean {
  const { subject, params, world } = context;
  const nowMs = fix.eventTimeMs;
  const { exemptions } = ban;
  if (exemptions.includes('empty') && isEmpty(fix, subject, params.zeroBitsAreEmpty)) return true;
  if (!exemptions.some((exemption) => exemption !== 'empty')) return false;
  return subject.permits.some(
    (permit) =>
      permit.kind === 'ban-exemption' &&
      isInForce(permit, nowMs) &&
      holdsHere(permit, fix, world) === 'yes',
  );
}

/** The ban that forbids driving here and now; null = none. */
function banAt(fix: Fix, context: Situation): BanFacts | null {
  const { world, subject, params } = context;
  let road: SectionFacts | null | undefined;
  for (const ban of world.bansAt(fix.eventTimeMs)) {
    if (ban.appliesTo.length > 0 && !ban.appliesTo.includes(subject.class)) continue;
    road ??= roadAt(fix, world, params);
    if (ban.roadClasses.length > 0) {
      const roadClass = road === null ? null : road.roadClass;
      if (roadClass === null || !ban.roadClasses.includes(roadClass)) continue;
    }
    if (isInRegion(ban, road, fix, world) && !isExempt(ban, fix, context)) return ban;
  }
  return null;
}

function statement(
  state: State,
  untilMs: number,
  { subject }: RuleContext<Params>,
): Omit<EpisodeFacts, 'raisedAtMs'> {
  const { zh, en } = CLASS_NAMES[subject.class];
  const minutes = Math.round((untilMs - state.startMs) / 6_000) / 10;
  return {
    severity: 'critical',
    openedAtMs: state.startMs,
    measured: minutes,
    limit: 0,
    unit: 'min',
    latitudeDeg: state.startLatitudeDeg,
    longitudeDeg: state.startLongitudeDeg,
    explanation: {
      zh: `${zh}在禁行时段、禁行路段内行驶 ${minutes} 分钟，无有效豁免。`,
      en: `A ${en} drove ${minutes} min where and when a ban calendar forbids it, without a valid exemption.`,
    },
    facts: { banId: state.banId },
  };
}

function close(state: State, closedAtMs: number, context: RuleContext<Params>): void {
  const { openedAtMs: _, ...last } = statement(state, closedAtMs, context);
  context.update('', last);
  context.close('', closedAtMs);
  forget(state);
}

export const banDangerousGoods = defineRule<Params, State>({
  type: 'ban.dangerous-goods',
  version: 1,
  summary: {
    zh: '危险货物运输车在禁行日历规定的时段、区域和道路上行驶',
    en: 'A dangerous-goods vehicle drives at hours, in a region and on a road that a ban calendar forbids',
  },
  clause: '危险货物道路运输安全管理办法（交通运输部令2019年第29号）第49条; 各省禁行通告',
  order: 'arrival',
  key: 'vehicle',
  params: Params,
  classes: ['dangerous'],
  initial,
  wakes: (observation, subject, params, world) =>
    world.bansAt(observation.eventTimeMs).length > 0 &&
    hasPosition(observation) &&
    banAt(observation, { subject, params, world }) !== null,
  onObservation(state, observation, context) {
    const { params } = context;
    const nowMs = observation.eventTimeMs;
    // Without a place nothing is known of the ban, neither that it holds nor that it ended.
    if (!hasPosition(observation)) return;
    const ban = banAt(observation, context);
    if (ban === null || (state.banId !== '' && ban.id !== state.banId)) {
      if (state.isOpen) close(state, nowMs, context);
      else forget(state);
      state.banId = '';
    }
    if (ban === null) {
      // Fixes are of the vehicle, whose sender gives no speed.
      if (state.fixes.length === 0) context.rest();
      return;
    }
    state.banId = ban.id;
    const moves = isMoving(state, observation, params);
    const endMs = endedMs(state, nowMs, moves, params);
    if (endMs !== 0) close(state, endMs, context);
    state.checkMs = (Math.floor(nowMs / MINUTE_MS) + 1) * MINUTE_MS;
    if (!move(state, observation, moves, params)) return;
    context.open('', { ...statement(state, nowMs, context), raisedAtMs: nowMs });
    context.evidence('', state.first!);
    context.evidence('');
  },
  onTick(state, tickMs, context) {
    if (!state.isOpen) return;
    if (tickMs >= state.dueMs) close(state, endedBySilenceMs(state), context);
    else if (!context.world.bansAt(tickMs).some(({ id }) => id === state.banId))
      close(state, tickMs, context);
    else state.checkMs = (Math.floor(tickMs / MINUTE_MS) + 1) * MINUTE_MS;
  },
  wakeAtMs: (state) => (state.isOpen ? Math.min(state.dueMs, state.checkMs) : null),
});
