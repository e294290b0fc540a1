/**
 * route.unplanned-stop (线路外停车): on a trip the vehicle stands for more than 15 min, dangerous goods 10 min, where it
 * may not: slower than 3 km/h, never more than 50 m from where it came to stand, and neither at an end
 * of a filed route, nor at a stop that route or permit allow, nor in a service area or car park of the registry.
 * While a zone of kind `congestion` (拥堵路段) holds where it stands, or the detectors of its section tell of congestion, it waits: the stop begins anew with each report there, so
 * it counts from the last of them. One that had been too long before goes on.
 *
 * A single fast report of a standing receiver is noise; two in a row, or one out of the circle, are a departure,
 * at the first of them. Reports prove a stop, so a silence alone opens nothing.
 */
import { type Static, Type } from 'typebox';
import type { EvidenceRef } from '#core/alert.ts';
import { displacementM } from '#core/geo/distance.ts';
import type { Observation, VehicleClass } from '#core/report.ts';
import { isValidAt } from '../corridor.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { CLASS_NAMES, clockText, evidenceOf, hasPosition, measuredSpeedKmh } from './evidence.ts';
import { isPermittedPlace, isRestZone } from './permitted-place.ts';
import { isMeant } from './zones.ts';

const Params = Type.Object({
  stopMs: Type.Integer({
    minimum: 1_000,
    default: 900_000,
    description: 'ms of standing that are still in order; longer alerts (domain 3.4: 15 min)',
  }),
  dangerousStopMs: Type.Integer({
    minimum: 1_000,
    default: 600_000,
    description: 'the same for dangerous goods (domain 3.4: 10 min)',
  }),
  standingKmh: Type.Number({
    minimum: 0,
    default: 3,
    description: 'km/h; slower is standing',
  }),
  circleM: Type.Number({
    minimum: 1,
    default: 50,
    description: 'm from where it came to stand; farther is another place',
  }),
  endsM: Type.Number({
    minimum: 0,
    default: 500,
    description: 'm around origin and destination of the route where standing is in order',
  }),
  congestedShare: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 0.5,
    description:
      'share of the free-flow speed of a section (else its limit) at or below which its detectors tell of congestion (domain 5.1: GB/T 33171 轻度拥堵)',
  }),
  jammedPct: Type.Number({
    minimum: 0,
    maximum: 100,
    default: 50,
    description: 'occupancy at or above which a detector that measures no speed tells of a queue',
  }),
  trafficFreshMs: Type.Integer({
    minimum: 60_000,
    default: 600_000,
    description: 'ms; a detector that has said nothing for longer counts as gone',
  }),
});
type Params = Static<typeof Params>;

const CONGESTION = 'congestion';

/** Instants: 0 = none. */
interface State {
  /** First report of the stop at hand. */
  sinceMs: number;
  latitudeDeg: number;
  longitudeDeg: number;
  first: EvidenceRef | null;
  /** First of the fast reports in a row. */
  fastMs: number;
  open: boolean;
}

const initial = (): State => ({
  sinceMs: 0,
  latitudeDeg: 0,
  longitudeDeg: 0,
  first: null,
  fastMs: 0,
  open: false,
});

function allowedMs(vehicleClass: VehicleClass, params: Params): number {
  return vehicleClass === 'dangerous' ? params.dangerousStopMs : params.stopMs;
}

/** Is a route valid, and is this place none of those where it may stand? */
function isForbidden(
  { latitudeDeg, longitudeDeg }: State,
  eventTimeMs: number,
  { subject, world, params }: RuleContext<Params>,
): boolean {
  if (!subject.corridors.some((corridor) => isValidAt(corridor, eventTimeMs))) return false;
  const at = { latitudeDeg, longitudeDeg, eventTimeMs };
  const near = { endsM: params.endsM, stopsM: 0 };
  return !isPermittedPlace(at, subject, near) && !isRestZone(at, world);
}

function isCongested(observation: Observation, context: RuleContext<Params>): boolean {
  const { latitudeDeg, longitudeDeg, eventTimeMs } = observation;
  const { subject, world } = context;
  if (world.hasTraffic && isSlowBySensors(observation, context)) return true;
  return world
    .zonesAt(latitudeDeg!, longitudeDeg!, eventTimeMs)
    .some((zone) => zone.kind === CONGESTION && isMeant(zone, subject.class, eventTimeMs, world));
}

/** Which carriageway it stands on nobody knows: either will do. */
function isSlowBySensors(
  { latitudeDeg, longitudeDeg, eventTimeMs }: Observation,
  { world, params }: RuleContext<Params>,
): boolean {
  const { congestedShare, jammedPct, trafficFreshMs } = params;
  return world
    .sectionsNear(latitudeDeg!, longitudeDeg!, null, eventTimeMs)
    .some(({ section: { id, freeFlowKmh, limitKmh } }) => {
      const freeKmh = freeFlowKmh ?? limitKmh;
      return world
        .trafficOn(id, eventTimeMs, trafficFreshMs)
        .some(({ speedKmh, occupancyPct }) =>
          speedKmh === null
            ? occupancyPct !== null && occupancyPct >= jammedPct
            : freeKmh !== null && speedKmh <= freeKmh * congestedShare,
        );
    });
}

function statement({ sinceMs }: State, untilMs: number, context: RuleContext<Params>) {
  const vehicleClass = context.subject.class;
  const limitMs = allowedMs(vehicleClass, context.params);
  const { zh, en } = CLASS_NAMES[vehicleClass];
  const lasted = clockText(untilMs - sinceMs);
  const limit = clockText(limitMs);
  return {
    measured: Math.round((untilMs - sinceMs) / 1000),
    limit: Math.round(limitMs / 1000),
    unit: 's',
    explanation: {
      zh: `${zh}在起讫点与准停地点以外停车 ${lasted}，允许 ${limit}。`,
      en: `${en}: stood ${lasted} away from the ends of its route and its permitted stops, ${limit} is allowed.`,
    },
  };
}

function depart(state: State, atMs: number, context: RuleContext<Params>): void {
  if (state.open) {
    context.update('', statement(state, atMs, context));
    context.close('', atMs);
  }
  Object.assign(state, initial());
}

function stand(state: State, observation: Observation): void {
  state.sinceMs = observation.eventTimeMs;
  state.latitudeDeg = observation.latitudeDeg!;
  state.longitudeDeg = observation.longitudeDeg!;
  state.first = evidenceOf(observation);
}

export const routeUnplannedStop = defineRule<Params, State>({
  type: 'route.unplanned-stop',
  version: 3,
  summary: {
    zh: '运行途中在起讫点、准停地点与拥堵路段以外停车超过 15 分钟（危险货物 10 分钟）',
    en: 'Stands for more than 15 min (dangerous goods 10 min) away from the ends of its route, its permitted stops and congested roads',
  },
  clause:
    '民用爆炸物品安全管理条例 第26–28条; 危险货物道路运输安全管理办法; 道路旅客运输及客运站管理规定',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous'],
  initial,
  wakes(observation, { corridors }, { standingKmh }) {
    const speedKmh = measuredSpeedKmh(observation);
    return (
      corridors.length > 0 &&
      speedKmh !== null &&
      speedKmh < standingKmh &&
      hasPosition(observation)
    );
  },
  onObservation(state, observation, context) {
    const speedKmh = measuredSpeedKmh(observation);
    const { params, subject } = context;
    const fast = speedKmh !== null && speedKmh >= params.standingKmh;
    if (state.sinceMs === 0 && (subject.corridors.length === 0 || fast || speedKmh === null)) {
      context.rest();
      return;
    }
    if (!hasPosition(observation)) return;
    const nowMs = observation.eventTimeMs;
    if (state.sinceMs === 0) {
      stand(state, observation);
      return;
    }
    const awayM = displacementM(
      state.latitudeDeg,
      state.longitudeDeg,
      observation.latitudeDeg,
      observation.longitudeDeg,
    );
    if (awayM > params.circleM || (fast && state.fastMs !== 0)) {
      depart(state, state.fastMs === 0 ? nowMs : state.fastMs, context);
      if (!fast && speedKmh !== null) stand(state, observation);
      else context.rest();
      return;
    }
    if (fast) {
      state.fastMs = nowMs;
      return;
    }
    state.fastMs = 0;
    if (!state.open && isCongested(observation, context)) {
      stand(state, observation);
      return;
    }
    if (nowMs - state.sinceMs <= allowedMs(context.subject.class, params)) return;
    const forbidden = isForbidden(state, nowMs, context);
    if (state.open) {
      // The route is over: what it stands on now is no trip.
      if (forbidden) return;
      depart(state, nowMs, context);
      context.rest();
      return;
    }
    if (!forbidden) return;
    state.open = true;
    context.open('', {
      severity: context.subject.class === 'dangerous' ? 'major' : 'minor',
      openedAtMs: state.sinceMs,
      raisedAtMs: nowMs,
      latitudeDeg: state.latitudeDeg,
      longitudeDeg: state.longitudeDeg,
      ...statement(state, nowMs, context),
    });
    if (state.first !== null) context.evidence('', state.first);
    context.evidence('');
  },
});
