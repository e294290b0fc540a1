/**
 * zone.left (驶出限定区域): the vehicle has left the area its class is to keep within.
 *
 * One episode, whichever area it was: several areas side by side are one to drive in. It opens at the first valid
 * point outside all of them after one inside, once `outPoints` lie outside in a row, and ends at the first point inside one of
 * them, once `endPoints` do in a row or over `endMs`. A vehicle that was never inside is not judged, and one whose last area no
 * longer binds it, by its hours or the registry, no more.
 */
import { type Static, Type } from 'typebox';
import type { EvidenceRef } from '#core/alert.ts';
import { type Observation, VEHICLE_CLASSES, type VehicleClass } from '#core/report.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import type { ZoneFacts } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { CLASS_NAMES, clockText, evidenceOf, hasPosition } from './evidence.ts';
import { isMeant, kindName, kindsParam, zoneParams, zoneSeverity } from './zones.ts';

const { endPoints, endMs } = zoneParams;
const Params = Type.Object({
  kinds: kindsParam(
    ['keep-in'],
    'kinds of zones that the classes they apply to are to keep within (线路、区域经营许可)',
  ),
  outPoints: Type.Integer({
    minimum: 1,
    default: 2,
    description:
      'valid points in a row outside before the alert opens (satellite noise at the edge)',
  }),
  endPoints,
  endMs,
});
type Params = Static<typeof Params>;

/** Instants: 0 = none. */
interface State {
  /** The area it was in last; '' = none yet. */
  zoneId: string;
  zoneKind: string;
  /** First point outside since then, and how many. */
  outMs: number;
  outPoints: number;
  first: EvidenceRef | null;
  latitudeDeg: number;
  longitudeDeg: number;
  isOpen: boolean;
  /** First point inside since the latest one outside, of an open episode, and how many in a row. */
  backMs: number;
  backPoints: number;
}

function initial(): State {
  return {
    zoneId: '',
    zoneKind: '',
    outMs: 0,
    outPoints: 0,
    first: null,
    latitudeDeg: 0,
    longitudeDeg: 0,
    isOpen: false,
    backMs: 0,
    backPoints: 0,
  };
}

type Fix = Observation & { latitudeDeg: number; longitudeDeg: number };

/** The first area that holds the vehicle; null = it is in none. */
function areaOf(
  { latitudeDeg, longitudeDeg, eventTimeMs }: Fix,
  vehicleClass: VehicleClass,
  { kinds }: Params,
  world: World,
): ZoneFacts | null {
  const zones = world.zonesAt(latitudeDeg, longitudeDeg, eventTimeMs);
  for (let i = 0; i < zones.length; i++) {
    const zone = zones[i]!;
    if (kinds.includes(zone.kind) && isMeant(zone, vehicleClass, eventTimeMs, world)) return zone;
  }
  return null;
}

function statement(
  { zoneId, zoneKind, outMs }: State,
  untilMs: number,
  { subject }: RuleContext<Params>,
): Pick<EpisodeFacts, 'explanation' | 'facts'> {
  const name = kindName(zoneKind);
  const vehicleClass = CLASS_NAMES[subject.class];
  const lasted = clockText(untilMs - outMs);
  return {
    explanation: {
      zh: `${vehicleClass.zh}驶出${name.zh}（区域 ${zoneId}），在外 ${lasted}。`,
      en: `A ${vehicleClass.en} left ${name.en} (zone ${zoneId}) and has been outside for ${lasted}.`,
    },
    facts: { zoneId, zoneKind, outsideSeconds: Math.round((untilMs - outMs) / 1000) },
  };
}

function close(state: State, closedAtMs: number, context: RuleContext<Params>): void {
  context.update('', statement(state, closedAtMs, context));
  context.evidence('');
  context.close('', closedAtMs);
}

function stayIn(state: State, { id, kind }: ZoneFacts): void {
  Object.assign(state, initial());
  state.zoneId = id;
  state.zoneKind = kind;
}

function comeBack(
  state: State,
  zone: ZoneFacts,
  nowMs: number,
  context: RuleContext<Params>,
): void {
  if (state.backMs === 0) state.backMs = nowMs;
  state.backPoints++;
  const { endPoints, endMs } = context.params;
  if (state.backPoints < endPoints && nowMs - state.backMs < endMs) return;
  close(state, state.backMs, context);
  stayIn(state, zone);
}

function goOut(state: State, fix: Fix, context: RuleContext<Params>): void {
  const nowMs = fix.eventTimeMs;
  state.outPoints++;
  if (state.outMs === 0) {
    state.outMs = nowMs;
    state.first = evidenceOf(fix);
    state.latitudeDeg = fix.latitudeDeg;
    state.longitudeDeg = fix.longitudeDeg;
  }
  if (state.outPoints < context.params.outPoints) return;
  state.isOpen = true;
  context.open('', {
    ...statement(state, nowMs, context),
    severity: zoneSeverity(context.subject.class),
    openedAtMs: state.outMs,
    raisedAtMs: nowMs,
    measured: null,
    limit: null,
    unit: '',
    latitudeDeg: state.latitudeDeg,
    longitudeDeg: state.longitudeDeg,
  });
  context.evidence('', state.first!);
  if (nowMs !== state.outMs) context.evidence('');
}

export const zoneLeft = defineRule<Params, State>({
  type: 'zone.left',
  version: 1,
  summary: {
    zh: '驶出该类车辆应当在其中行驶的区域（按区域类型、适用车辆类别与时段）',
    en: 'Leaves the area its class is to keep within (by kind of zone, class and hours)',
  },
  clause: '道路旅客运输及客运站管理规定; 危险货物道路运输安全管理办法 第46条',
  order: 'arrival',
  key: 'vehicle',
  params: Params,
  // The zone says which classes are to keep within it.
  classes: VEHICLE_CLASSES,
  initial,
  wakes: (observation, { class: vehicleClass }, params, world) =>
    hasPosition(observation) && areaOf(observation, vehicleClass, params, world) !== null,
  onObservation(state, observation, context) {
    if (!hasPosition(observation)) return;
    const { params, world, subject } = context;
    const nowMs = observation.eventTimeMs;
    const zone = areaOf(observation, subject.class, params, world);
    if (zone !== null) {
      if (state.isOpen) comeBack(state, zone, nowMs, context);
      else if (state.outMs !== 0 || state.zoneId !== zone.id) stayIn(state, zone);
      return;
    }
    const last = world.zone(state.zoneId, nowMs);
    if (last === null || !isMeant(last, subject.class, nowMs, world)) {
      if (state.isOpen) close(state, nowMs, context);
      context.rest();
      return;
    }
    if (!state.isOpen) {
      goOut(state, observation, context);
      return;
    }
    state.backMs = 0;
    state.backPoints = 0;
  },
});
