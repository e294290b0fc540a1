/**
 * route.deviation (线路偏航): the vehicle drives outside every corridor that is valid for it or, where none is, too far out of
 * the way of the trip that its papers tell by places (`envelope.ts`).
 *
 * A *run* is a series of valid points beyond half-width + `enterMarginM`, no two of them further apart
 * than `gapMaxMs`. It becomes an episode at its third point or later, once `enterMs` of it have been
 * spent and the vehicle is moving: standing time does not count, and a stand of `standResetMs` starts the run
 * anew, because a parked or wandering receiver does not deviate. *Moving* means that the net
 * displacement over the last 30 s, and the mean of the reported speeds where there are any, are at
 * or above `movingKmh`; both, since scatter of a standing receiver shows in the steps but not in the net, and
 * a slow drift in the net but not in the speeds.
 *
 * The episode opens at the run's first point. It closes when `leavePoints` valid points in a row lie
 * within the half-width, or one does and a tick finds it uncontradicted `leaveMs` later; closedAt is the first of them.
 * Within `endsM` of origin, destination and permitted stops the vehicle is as good as on its road.
 * Between the two widths nothing changes. Holes neither open nor close. When the last corridor ceases
 * to be valid, or the trip by places ends, the rule falls silent and the episode closes there.
 *
 * Where a zone of kind `closure` lies on the road that the vehicle left, the way round is a duty: it weighs a step less, and
 * says so.
 */
import { type Static, Type } from 'typebox';
import type { EvidenceRef, Severity } from '#core/alert.ts';
import { displacementM } from '#core/geo/distance.ts';
import type { Observation } from '#core/report.ts';
import { type Corridor, isValidAt } from '../corridor.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import type { SubjectInfo } from '../subject-info.ts';
import { followTrip, hasPlaces, isAtOrigin, outsideM } from './envelope.ts';
import { clockText, evidenceOf, hasPosition, measuredSpeedKmh, numberText } from './evidence.ts';
import { isPermittedPlace } from './permitted-place.ts';
import type { Fix } from './places.ts';
import { isMeant } from './zones.ts';

const Params = Type.Object({
  halfWidthFloorM: Type.Number({
    minimum: 0,
    default: 50,
    description:
      'm; a narrower filed half-width counts as this (satellite error + carriageway + map error)',
  }),
  enterMarginM: Type.Number({
    minimum: 0,
    default: 50,
    description: 'm beyond the half-width at which a run begins (outer edge of the hysteresis)',
  }),
  enterPoints: Type.Integer({
    minimum: 1,
    default: 3,
    description: 'valid points in a row beyond the outer edge before the alert may open',
  }),
  enterMs: Type.Integer({
    minimum: 0,
    default: 120_000,
    description:
      'ms of movement beyond the outer edge before the alert opens; exactly this long opens it',
  }),
  leavePoints: Type.Integer({
    minimum: 1,
    default: 2,
    description: 'valid points in a row within the half-width that end the episode',
  }),
  leaveMs: Type.Integer({
    minimum: 0,
    default: 30_000,
    description: 'ms after one point within the half-width, not contradicted, that end the episode',
  }),
  gapMaxMs: Type.Integer({
    minimum: 1_000,
    default: 120_000,
    description: 'ms; a longer hole between valid points restarts the run',
  }),
  endsM: Type.Number({
    minimum: 0,
    default: 500,
    description:
      'm around origin, destination and permitted stops where the vehicle may be off the line (domain 3.2)',
  }),
  envelopeM: Type.Number({
    minimum: 0,
    default: 5_000,
    description: 'm on every side of where a trip told by places may drive (domain 3.3)',
  }),
  detourRatio: Type.Number({
    minimum: 1,
    default: 1.3,
    description:
      'way over a point ÷ straight line between two places of the trip, up to which the point is on the way (domain 3.3)',
  }),
  movingKmh: Type.Number({
    minimum: 0,
    default: 5,
    description: 'km/h mean over 30 s from which on the vehicle is moving',
  }),
  standResetMs: Type.Integer({
    minimum: 1_000,
    default: 120_000,
    description: 'ms; a longer stand outside the corridor restarts the run when movement resumes',
  }),
  majorM: Type.Number({
    minimum: 0,
    default: 500,
    description: 'm from the centre line above which it is major',
  }),
  criticalM: Type.Number({
    minimum: 0,
    default: 2_000,
    description: 'm from the centre line above which it is critical',
  }),
  criticalMs: Type.Integer({
    minimum: 0,
    default: 600_000,
    description: 'ms of deviation above which it is critical',
  }),
});
type Params = Static<typeof Params>;

/** Instants: 0 = none. */
interface State {
  runStartMs: number;
  runPoints: number;
  /** Standing time inside the run, finished stands only. */
  stoodMs: number;
  /** Start of the stand at hand. */
  standSinceMs: number;
  /** Latest valid point. */
  lastMs: number;
  /** Recent fixes of the run: time, latitude, longitude, reported speed (−1 = none). */
  fixes: number[];
  first: EvidenceRef | null;
  firstLatitudeDeg: number;
  firstLongitudeDeg: number;
  /** Start of the open episode. */
  openedAtMs: number;
  maxM: number;
  restatedM: number;
  severity: Severity;
  routeId: string;
  halfWidthM: number;
  validToMs: number;
  /** First point within the half-width since the latest one outside it, and how many in a row. */
  leaveSinceMs: number;
  leaveCount: number;
  /** When the first point within alone ends the episode. */
  leaveDueMs: number;
  /** Trip by places it is on; '' = none. */
  tripId: string;
  isAway: boolean;
  /** The run or episode is off such a trip, not off a corridor. */
  byPlaces: boolean;
  /** A closure lies on the road it left. */
  detour: boolean;
}

function initial(): State {
  return {
    runStartMs: 0,
    runPoints: 0,
    stoodMs: 0,
    standSinceMs: 0,
    lastMs: 0,
    fixes: [],
    first: null,
    firstLatitudeDeg: 0,
    firstLongitudeDeg: 0,
    openedAtMs: 0,
    maxM: 0,
    restatedM: 0,
    severity: 'minor',
    routeId: '',
    halfWidthM: 0,
    validToMs: 0,
    leaveSinceMs: 0,
    leaveCount: 0,
    leaveDueMs: 0,
    tripId: '',
    isAway: false,
    byPlaces: false,
    detour: false,
  };
}

/** Kind of zones where a road is closed. */
const CLOSURE = 'closure';
const FIELDS = 4;
const MOTION_WINDOW_MS = 30_000;
/** A shorter history decides nothing. */
const MOTION_SPAN_MIN_MS = 10_000;
/** Bounds the window to 17 fixes at any report rate. */
const FIX_SPACING_MS = 2_000;
/** An open episode is restated when its greatest distance has grown by this factor. */
const RESTATE_FACTOR = 1.25;

type Motion = 'moving' | 'standing' | 'unknown';

function motionOf(fixes: number[], observation: Fix, movingKmh: number): Motion {
  const spanMs = observation.eventTimeMs - fixes[0]!;
  if (spanMs < MOTION_SPAN_MIN_MS) return 'unknown';
  const netM = displacementM(
    fixes[1]!,
    fixes[2]!,
    observation.latitudeDeg,
    observation.longitudeDeg,
  );
  let sum = 0;
  let count = 0;
  for (let i = FIELDS - 1; i < fixes.length; i += FIELDS) {
    if (fixes[i]! < 0) continue;
    sum += fixes[i]!;
    count++;
  }
  const speedKmh = measuredSpeedKmh(observation);
  if (speedKmh !== null) {
    sum += speedKmh;
    count++;
  }
  const fastEnough = count === 0 || sum / count >= movingKmh;
  return fastEnough && (netM / spanMs) * 3_600 >= movingKmh ? 'moving' : 'standing';
}

function addFix(fixes: number[], fix: Fix): void {
  const newest = fixes.length - FIELDS;
  if (newest >= 0 && fix.eventTimeMs - fixes[newest]! < FIX_SPACING_MS) return;
  fixes.push(fix.eventTimeMs, fix.latitudeDeg, fix.longitudeDeg, measuredSpeedKmh(fix) ?? -1);
  while (fixes.length >= 2 * FIELDS && fix.eventTimeMs - fixes[FIELDS]! >= MOTION_WINDOW_MS) {
    fixes.splice(0, FIELDS);
  }
}

function startRun(state: State, fix: Fix): void {
  state.runStartMs = fix.eventTimeMs;
  state.runPoints = 1;
  state.stoodMs = 0;
  state.standSinceMs = 0;
  state.fixes.length = 0;
  addFix(state.fixes, fix);
  state.first = evidenceOf(fix);
  state.firstLatitudeDeg = fix.latitudeDeg;
  state.firstLongitudeDeg = fix.longitudeDeg;
  state.detour = false;
}

function dropRun(state: State): void {
  state.runStartMs = 0;
  state.runPoints = 0;
  state.standSinceMs = 0;
  state.fixes.length = 0;
  state.first = null;
}

/** Takes a point beyond the outer edge; true when the run has become an episode. */
function growRun(state: State, fix: Fix, params: Params): boolean {
  const nowMs = fix.eventTimeMs;
  const motion = motionOf(state.fixes, fix, params.movingKmh);
  state.runPoints++;
  if (motion === 'standing') {
    if (state.standSinceMs === 0) state.standSinceMs = state.fixes[0]!;
  } else if (motion === 'moving' && state.standSinceMs !== 0) {
    const stoodMs = nowMs - state.standSinceMs;
    if (stoodMs > params.standResetMs) {
      startRun(state, fix);
      return false;
    }
    state.stoodMs += stoodMs;
    state.standSinceMs = 0;
  }
  addFix(state.fixes, fix);
  return (
    motion === 'moving' &&
    state.runPoints >= params.enterPoints &&
    nowMs - state.runStartMs - state.stoodMs >= params.enterMs
  );
}

const NO_TEXT = { zh: '', en: '' };
const MILDER: Record<Severity, Severity> = {
  critical: 'major',
  major: 'minor',
  minor: 'info',
  info: 'info',
};

function severityOf(state: State, untilMs: number, context: RuleContext<Params>): Severity {
  const severity = plainSeverityOf(state, untilMs, context);
  return state.detour ? MILDER[severity] : severity;
}

function plainSeverityOf(state: State, untilMs: number, context: RuleContext<Params>): Severity {
  const { majorM, criticalM, criticalMs } = context.params;
  const dangerous = context.subject.class === 'dangerous';
  if (state.maxM > criticalM || untilMs - state.openedAtMs > criticalMs) return 'critical';
  if (state.maxM > majorM) return dangerous ? 'critical' : 'major';
  return dangerous ? 'major' : 'minor';
}

function statement(state: State, untilMs: number, context: RuleContext<Params>) {
  const limitM = state.halfWidthM + context.params.enterMarginM;
  const lasted = clockText(untilMs - state.openedAtMs);
  const far = numberText(state.maxM);
  const limit = numberText(limitM);
  const width = numberText(state.halfWidthM);
  const because = state.detour
    ? { zh: '，原路有封闭路段', en: '; the road it left is closed' }
    : NO_TEXT;
  return {
    severity: state.severity,
    measured: state.maxM,
    limit: limitM,
    unit: 'm',
    explanation: {
      zh: state.byPlaces
        ? `偏离行程，超出起讫点与途经点之间合理绕行范围最远 ${far} 米，限值 ${limit} 米，历时 ${lasted}。`
        : `偏离规定线路，距线路中心线最远 ${far} 米，限值 ${limit} 米（走廊半宽 ${width} 米 + 容差），历时 ${lasted}${because.zh}。`,
      en: state.byPlaces
        ? `Off its trip: up to ${far} m outside of where a way between its places may lead, limit ${limit} m, for ${lasted}.`
        : `Off the filed route: up to ${far} m from its centre line, limit ${limit} m (half-width ${width} m + margin), for ${lasted}${because.en}.`,
    },
    facts: {
      ...(state.byPlaces ? {} : { routeId: state.routeId, halfWidthM: state.halfWidthM }),
      ...(state.detour ? { detour: true } : {}),
      deviationSeconds: Math.round((untilMs - state.openedAtMs) / 1000),
    },
  } satisfies Partial<EpisodeFacts>;
}

function close(state: State, closedAtMs: number, context: RuleContext<Params>): void {
  context.update('', statement(state, closedAtMs, context));
  context.close('', closedAtMs);
  calm(state, context);
}

/** Nothing of a deviation is left; on a trip by places it stays awake, since it knows that the trip has begun. */
function calm(state: State, context: RuleContext<Params>): void {
  const { tripId, isAway } = state;
  if (tripId === '') context.rest();
  else Object.assign(state, initial(), { tripId, isAway });
}

/** Beyond the outer edge of every corridor valid now; false when none is, or the position is unknown, or permitted. */
function isBeyondAll(
  observation: Observation,
  subject: SubjectInfo,
  { halfWidthFloorM, enterMarginM, endsM }: Params,
): boolean {
  const { corridors } = subject;
  if (!hasPosition(observation)) return false;
  const { latitudeDeg, longitudeDeg, eventTimeMs } = observation;
  let isBeyond = false;
  for (const corridor of corridors) {
    if (!isValidAt(corridor, eventTimeMs)) continue;
    // The common case: on its road.
    if (corridor.isSurelyWithin(latitudeDeg, longitudeDeg, corridor.halfWidthM)) return false;
    const edgeM = Math.max(corridor.halfWidthM, halfWidthFloorM);
    if (corridor.distanceM(latitudeDeg, longitudeDeg) - edgeM <= enterMarginM) return false;
    isBeyond = true;
  }
  return isBeyond && !isPermittedPlace(observation, subject, { endsM, stopsM: endsM });
}

/** Where it may drive and how far outside it is; found anew for each point, nobody keeps it. */
const way = {
  /** null = a trip by places. */
  corridor: null as Corridor | null,
  halfWidthM: 0,
  excessM: 0,
  validToMs: 0,
};

/** False = neither a corridor nor a trip by places holds now. */
function findWay(state: State, fix: Fix, { subject, params, world }: RuleContext<Params>): boolean {
  way.corridor = null;
  for (const corridor of subject.corridors) {
    if (!isValidAt(corridor, fix.eventTimeMs)) continue;
    const halfWidthM = Math.max(corridor.halfWidthM, params.halfWidthFloorM);
    const excessM = corridor.distanceM(fix.latitudeDeg, fix.longitudeDeg) - halfWidthM;
    if (way.corridor !== null && excessM >= way.excessM) continue;
    way.corridor = corridor;
    way.halfWidthM = halfWidthM;
    way.excessM = excessM;
    way.validToMs = corridor.validToMs;
  }
  if (way.corridor !== null) {
    state.tripId = '';
    return true;
  }
  if (state.tripId === '' && !hasPlaces(subject)) return false;
  const trip = followTrip(state, fix, subject, world);
  const outside = trip === null ? null : outsideM(trip, fix, params, world);
  if (trip === null || outside === null) return false;
  way.halfWidthM = 0;
  way.excessM = outside;
  way.validToMs = trip.validToMs;
  return true;
}

/** Looks for a closure on the road beside which the vehicle drives. */
function noteClosure(state: State, fix: Fix, { subject, world }: RuleContext<Params>): void {
  if (state.detour || way.corridor === null) return;
  const [longitudeDeg, latitudeDeg] = way.corridor.nearestTo(fix.latitudeDeg, fix.longitudeDeg);
  const nowMs = fix.eventTimeMs;
  state.detour = world
    .zonesAt(latitudeDeg, longitudeDeg, nowMs)
    .some((zone) => zone.kind === CLOSURE && isMeant(zone, subject.class, nowMs, world));
}

/** Keeps the worst distance and restates the episode when that is worth a line in the list. */
function worsen(
  state: State,
  distanceM: number,
  observation: Fix,
  context: RuleContext<Params>,
): void {
  if (distanceM > state.maxM) state.maxM = distanceM;
  const severity = severityOf(state, observation.eventTimeMs, context);
  if (severity === state.severity && state.maxM < state.restatedM * RESTATE_FACTOR) return;
  state.severity = severity;
  state.restatedM = state.maxM;
  context.update('', statement(state, observation.eventTimeMs, context));
  context.evidence('');
}

export const routeDeviation = defineRule<Params, State>({
  type: 'route.deviation',
  version: 3,
  shape: {
    version: 2,
    carryOver: (state) => ({
      ...(state as State),
      ...{ tripId: '', isAway: false, byPlaces: false, detour: false },
    }),
  },
  summary: {
    zh: '在规定线路走廊以外行驶（半宽 + 50 米以外，不少于 3 个有效点且不少于 120 秒）；无走廊时，超出包车牌、运单或线路的起讫点与途经点之间的合理绕行范围',
    en: 'Drives outside the filed corridor (beyond half-width + 50 m for at least 3 valid points and 120 s) or, where none is filed, too far out of the way between the places of its trip',
  },
  clause:
    '道路旅客运输及客运站管理规定 第57条; 危险货物道路运输安全管理办法; 广东省道路运输条例 第15条',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  // A heavy truck has a filed route only with an over-limit permit, and then is bound to it.
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial,
  wakes: (observation, subject, params, world) =>
    (subject.corridors.length > 0 && isBeyondAll(observation, subject, params)) ||
    (hasPlaces(subject) && hasPosition(observation) && isAtOrigin(observation, subject, world)),
  onObservation(state, observation, context) {
    const { params } = context;
    const nowMs = observation.eventTimeMs;
    const open = state.openedAtMs !== 0;
    if (!hasPosition(observation)) return;

    if (!findWay(state, observation, context)) {
      if (open) close(state, Math.max(state.openedAtMs, Math.min(state.validToMs, nowMs)), context);
      else calm(state, context);
      return;
    }
    if (way.excessM > 0) {
      const near = { endsM: params.endsM, stopsM: params.endsM };
      // Where it may be, it is as good as on its road.
      if (isPermittedPlace(observation, context.subject, near)) way.excessM = 0;
    }
    const { halfWidthM, excessM } = way;
    const distanceM = Math.round((excessM + halfWidthM) * 10) / 10;
    const sincePointMs = nowMs - state.lastMs;
    state.lastMs = nowMs;
    if (open) {
      state.validToMs = way.validToMs;
      if (excessM > 0) {
        noteClosure(state, observation, context);
        state.leaveSinceMs = 0;
        state.leaveCount = 0;
        worsen(state, distanceM, observation, context);
        return;
      }
      if (state.leaveSinceMs === 0) {
        state.leaveSinceMs = nowMs;
        state.leaveDueMs = nowMs + params.leaveMs;
      }
      state.leaveCount++;
      if (state.leaveCount >= params.leavePoints || nowMs - state.leaveSinceMs >= params.leaveMs) {
        context.evidence('');
        close(state, state.leaveSinceMs, context);
      }
      return;
    }

    if (excessM <= params.enterMarginM) {
      calm(state, context);
      return;
    }
    if (state.runStartMs === 0 || sincePointMs > params.gapMaxMs) {
      startRun(state, observation);
      noteClosure(state, observation, context);
      state.maxM = distanceM;
      return;
    }
    const runStartMs = state.runStartMs;
    const entered = growRun(state, observation, params);
    state.maxM = state.runStartMs === runStartMs ? Math.max(state.maxM, distanceM) : distanceM;
    noteClosure(state, observation, context);
    if (!entered) return;

    state.openedAtMs = state.runStartMs;
    state.routeId = way.corridor?.routeId ?? '';
    state.byPlaces = way.corridor === null;
    state.halfWidthM = halfWidthM;
    state.validToMs = way.validToMs;
    state.restatedM = state.maxM;
    state.severity = severityOf(state, nowMs, context);
    context.open('', {
      ...statement(state, nowMs, context),
      openedAtMs: state.openedAtMs,
      raisedAtMs: nowMs,
      latitudeDeg: state.firstLatitudeDeg,
      longitudeDeg: state.firstLongitudeDeg,
    });
    if (state.first !== null) context.evidence('', state.first);
    context.evidence('');
    dropRun(state);
  },
  onTick(state, tickMs, context) {
    if (state.openedAtMs === 0 || state.leaveSinceMs === 0 || tickMs < state.leaveDueMs) return;
    close(state, state.leaveSinceMs, context);
  },
  wakeAtMs: (state) =>
    state.openedAtMs !== 0 && state.leaveSinceMs !== 0 ? state.leaveDueMs : null,
});
