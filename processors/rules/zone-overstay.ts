/**
 * zone.overstay (区域超时停留): longer in an area than it lets anybody stay, or standing where nobody may stop.
 *
 * Two conditions, an episode each. *Stay*: inside a zone that states a longest stay, moving or not. *Stop*: standing
 * (below `standKmh`) inside a zone of a kind where stopping is forbidden, for longer than `stopMsMax`. The run begins at its first
 * point; the episode opens at the instant the limit was reached, once a point shows the run to be longer. Either ends as entering does
 * (`zones.ts`). A hole longer than `gapMaxMs` goes on when the vehicle is less than `gapMoveM` from where it was, marked
 * `estimated`; otherwise the run ended with its last point. A missing speed neither ends nor lengthens a stop.
 */
import { type Static, Type } from 'typebox';
import type { Severity } from '#core/alert.ts';
import { displacementM } from '#core/geo/distance.ts';
import { type Observation, VEHICLE_CLASSES, type VehicleClass } from '#core/report.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import type { ZoneFacts } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { CLASS_NAMES, clockText, hasPosition, measuredSpeedKmh } from './evidence.ts';
import {
  beginRun,
  contradict,
  isMeant,
  keepRun,
  kindName,
  kindsParam,
  type Run,
  zoneParams,
  zoneSeverity,
} from './zones.ts';

const Params = Type.Object({
  stopKinds: kindsParam(
    ['bridge', 'dense-area', 'no-stopping', 'tunnel', 'water-source'],
    'kinds of zones in which the classes they apply to may not stop (危险货物道路运输安全管理办法; 实施条例 第63条)',
  ),
  stopMsMax: Type.Integer({
    minimum: 0,
    default: 180_000,
    description: 'ms; the alert opens when the vehicle has stood there for longer than this',
  }),
  standKmh: Type.Number({
    exclusiveMinimum: 0,
    default: 3,
    description: 'km/h; slower is standing (satellite noise floor)',
  }),
  gapMoveM: Type.Number({
    minimum: 0,
    default: 500,
    description: 'm; over a longer hole a vehicle that is less far from where it was has stayed',
  }),
  ...zoneParams,
});
type Params = Static<typeof Params>;

const BASES = ['stay', 'stop'] as const;
type Basis = (typeof BASES)[number];

interface Stay extends Run {
  basis: Basis;
  limitMs: number;
  /** Of the latest point of which it held. */
  latitudeDeg: number;
  longitudeDeg: number;
  isEstimated: boolean;
  isOpen: boolean;
  restatedMs: number;
}
interface State {
  stays: Stay[];
}

type Fix = Observation & { latitudeDeg: number; longitudeDeg: number };
type Verdict = 'holds' | 'ended' | 'unknown';

/** An open episode is restated when it has grown by this factor. */
const RESTATE_FACTOR = 2;

/** Longest time the zone allows on this basis, ms; null = it does not judge it. */
function limitOf(zone: ZoneFacts, basis: Basis, { stopKinds, stopMsMax }: Params): number | null {
  if (basis === 'stay') return zone.stayMsMax;
  return stopKinds.includes(zone.kind) ? stopMsMax : null;
}

function stands(fix: Fix, { standKmh }: Params): Verdict {
  const speedKmh = measuredSpeedKmh(fix);
  if (speedKmh === null) return 'unknown';
  return speedKmh < standKmh ? 'holds' : 'ended';
}

/** Zones at the point that are meant for the vehicle now and judge one of the conditions. */
function judges(
  zone: ZoneFacts,
  vehicleClass: VehicleClass,
  timeMs: number,
  params: Params,
  world: World,
): boolean {
  return (
    (zone.stayMsMax !== null || params.stopKinds.includes(zone.kind)) &&
    isMeant(zone, vehicleClass, timeMs, world)
  );
}

function severityOf(basis: Basis, vehicleClass: VehicleClass): Severity {
  if (basis === 'stop') return zoneSeverity(vehicleClass);
  return vehicleClass === 'dangerous' ? 'major' : 'minor';
}

const slotOf = ({ basis, zoneId }: Stay): string => `${basis}/${zoneId}`;

function statement(stay: Stay, untilMs: number, { subject }: RuleContext<Params>) {
  const { basis, zoneId, zoneKind, sinceMs, limitMs, isEstimated } = stay;
  const name = kindName(zoneKind);
  const vehicleClass = CLASS_NAMES[subject.class];
  const lasted = clockText(untilMs - sinceMs);
  const limit = clockText(limitMs);
  return {
    severity: severityOf(basis, subject.class),
    measured: Math.round((untilMs - sinceMs) / 1000),
    limit: Math.round(limitMs / 1000),
    unit: 's',
    explanation: {
      zh: `${vehicleClass.zh}在${name.zh}（区域 ${zoneId}）${basis === 'stop' ? '内停车' : '内停留'} ${lasted}，限值 ${limit}。`,
      en: `A ${vehicleClass.en} ${basis === 'stop' ? 'stood' : 'stayed'} in ${name.en} (zone ${zoneId}) for ${lasted}, limit ${limit}.`,
    },
    facts: { basis, zoneId, zoneKind, estimated: isEstimated },
  } satisfies Partial<EpisodeFacts>;
}

function end(stay: Stay, endedMs: number, context: RuleContext<Params>): void {
  if (!stay.isOpen) return;
  const slot = slotOf(stay);
  context.update(slot, statement(stay, endedMs, context));
  context.evidence(slot);
  context.close(slot, endedMs);
}

/** The condition holds of this point too; false = it is not the same stay any more. */
function goOn(stay: Stay, fix: Fix, context: RuleContext<Params>): boolean {
  const nowMs = fix.eventTimeMs;
  const { params } = context;
  if (nowMs - stay.lastMs > params.gapMaxMs) {
    const { latitudeDeg, longitudeDeg } = stay;
    const movedM = displacementM(latitudeDeg, longitudeDeg, fix.latitudeDeg, fix.longitudeDeg);
    if (movedM >= params.gapMoveM) {
      end(stay, stay.lastMs, context);
      return false;
    }
    stay.isEstimated = true;
  }
  keepRun(stay, nowMs);
  stay.latitudeDeg = fix.latitudeDeg;
  stay.longitudeDeg = fix.longitudeDeg;
  const lastedMs = nowMs - stay.sinceMs;
  if (lastedMs <= stay.limitMs) return true;
  const slot = slotOf(stay);
  if (!stay.isOpen) {
    stay.isOpen = true;
    stay.restatedMs = lastedMs;
    context.open(slot, {
      ...statement(stay, nowMs, context),
      openedAtMs: stay.sinceMs + stay.limitMs,
      raisedAtMs: nowMs,
      latitudeDeg: fix.latitudeDeg,
      longitudeDeg: fix.longitudeDeg,
    });
    context.evidence(slot);
  } else if (lastedMs >= stay.restatedMs * RESTATE_FACTOR) {
    stay.restatedMs = lastedMs;
    context.update(slot, statement(stay, nowMs, context));
    context.evidence(slot);
  }
  return true;
}

export const zoneOverstay = defineRule<Params, State>({
  type: 'zone.overstay',
  version: 1,
  summary: {
    zh: '在区域内停留超过规定时间，或在禁止停车的区域停车超过 3 分钟',
    en: 'Stays in an area longer than it allows, or stands where stopping is forbidden for more than 3 min',
  },
  clause: '危险货物道路运输安全管理办法; 道路交通安全法实施条例 第63条',
  order: 'arrival',
  key: 'vehicle',
  params: Params,
  // The zone says which classes it concerns.
  classes: VEHICLE_CLASSES,
  initial: () => ({ stays: [] }),
  wakes(observation, { class: vehicleClass }, params, world) {
    if (!hasPosition(observation)) return false;
    const { latitudeDeg, longitudeDeg, eventTimeMs } = observation;
    const zones = world.zonesAt(latitudeDeg, longitudeDeg, eventTimeMs);
    for (let i = 0; i < zones.length; i++) {
      const zone = zones[i]!;
      if (!judges(zone, vehicleClass, eventTimeMs, params, world)) continue;
      if (zone.stayMsMax !== null || stands(observation, params) === 'holds') return true;
    }
    return false;
  },
  onObservation(state, observation, context) {
    if (!hasPosition(observation)) return;
    const { params, world, subject } = context;
    const { latitudeDeg, longitudeDeg, eventTimeMs: nowMs } = observation;
    const zones = world
      .zonesAt(latitudeDeg, longitudeDeg, nowMs)
      .filter((zone) => judges(zone, subject.class, nowMs, params, world));
    const standing = stands(observation, params);
    const known = state.stays;
    state.stays = known.filter((stay) => {
      const isInside = zones.some(
        (zone) => zone.id === stay.zoneId && limitOf(zone, stay.basis, params) !== null,
      );
      const verdict = !isInside ? 'ended' : stay.basis === 'stay' ? 'holds' : standing;
      if (verdict === 'holds') return goOn(stay, observation, context);
      if (verdict === 'unknown') return true;
      const endedMs = contradict(stay, nowMs, params);
      if (endedMs !== null) end(stay, endedMs, context);
      return endedMs === null;
    });
    for (const zone of zones) {
      for (const basis of BASES) {
        const limitMs = limitOf(zone, basis, params);
        if (limitMs === null || (basis === 'stop' && standing !== 'holds')) continue;
        if (state.stays.some((stay) => stay.zoneId === zone.id && stay.basis === basis)) continue;
        state.stays.push({
          ...beginRun(zone, nowMs),
          basis,
          limitMs,
          latitudeDeg,
          longitudeDeg,
          isEstimated: false,
          isOpen: false,
          restatedMs: 0,
        });
      }
    }
    if (state.stays.length === 0) context.rest();
  },
});
