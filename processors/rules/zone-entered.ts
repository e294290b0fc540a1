/**
 * zone.entered (进入禁行区域): the vehicle is in an area its class may not enter at this hour.
 *
 * Judged at once, at the first valid point inside, an episode for each zone. It opens at that point, or at the first
 * one inside after the zone's hours have begun, and ends when points lie outside, or inside after its hours: `endPoints` in a
 * row or over `endMs`, back-dated to the first of them. After a hole longer than `gapMaxMs` it ended with its last point inside.
 */
import { type Static, Type } from 'typebox';
import { VEHICLE_CLASSES, type VehicleClass } from '#core/report.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import type { ZoneFacts } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { CLASS_NAMES, clockText, hasPosition } from './evidence.ts';
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
  kinds: kindsParam(
    ['no-entry', 'restricted', 'school', 'water-source'],
    'kinds of zones that the classes they apply to may not enter (危险货物道路运输安全管理办法; notices)',
  ),
  ...zoneParams,
});
type Params = Static<typeof Params>;

interface State {
  /** Zones it is in; an episode each. */
  runs: Run[];
}

function isForbidden(
  zone: ZoneFacts,
  vehicleClass: VehicleClass,
  timeMs: number,
  { kinds }: Params,
  world: World,
): boolean {
  return kinds.includes(zone.kind) && isMeant(zone, vehicleClass, timeMs, world);
}

function statement(
  { zoneId, zoneKind, sinceMs }: Run,
  untilMs: number | null,
  { subject }: RuleContext<Params>,
): Pick<EpisodeFacts, 'explanation' | 'facts'> {
  const name = kindName(zoneKind);
  const vehicleClass = CLASS_NAMES[subject.class];
  const lasted = untilMs === null ? null : clockText(untilMs - sinceMs);
  return {
    explanation: {
      zh: `${vehicleClass.zh}驶入${name.zh}（区域 ${zoneId}）${lasted === null ? '' : `，停留 ${lasted}`}。`,
      en: `A ${vehicleClass.en} entered ${name.en} (zone ${zoneId})${lasted === null ? '' : ` and stayed ${lasted}`}.`,
    },
    facts: {
      zoneId,
      zoneKind,
      ...(untilMs === null ? {} : { insideSeconds: Math.round((untilMs - sinceMs) / 1000) }),
    },
  };
}

export const zoneEntered = defineRule<Params, State>({
  type: 'zone.entered',
  version: 1,
  summary: {
    zh: '进入对该类车辆禁行的区域（按区域类型、适用车辆类别与时段）',
    en: 'Enters an area that is closed to its class (by kind of zone, class and hours)',
  },
  clause: '危险货物道路运输安全管理办法 第46条、第49条; 道路交通安全法 第39条',
  order: 'arrival',
  key: 'vehicle',
  params: Params,
  // The zone says which classes it is closed to.
  classes: VEHICLE_CLASSES,
  initial: () => ({ runs: [] }),
  wakes(observation, { class: vehicleClass }, params, world) {
    if (!hasPosition(observation)) return false;
    const { latitudeDeg, longitudeDeg, eventTimeMs } = observation;
    const zones = world.zonesAt(latitudeDeg, longitudeDeg, eventTimeMs);
    for (let i = 0; i < zones.length; i++)
      if (isForbidden(zones[i]!, vehicleClass, eventTimeMs, params, world)) return true;
    return false;
  },
  onObservation(state, observation, context) {
    if (!hasPosition(observation)) return;
    const { params, world, subject } = context;
    const { latitudeDeg, longitudeDeg, eventTimeMs: nowMs } = observation;
    const zones = world
      .zonesAt(latitudeDeg, longitudeDeg, nowMs)
      .filter((zone) => isForbidden(zone, subject.class, nowMs, params, world));
    state.runs = state.runs.filter((run) => {
      if (zones.some(({ id }) => id === run.zoneId)) {
        keepRun(run, nowMs);
        return true;
      }
      const endedMs = contradict(run, nowMs, params);
      if (endedMs === null) return true;
      context.update(run.zoneId, statement(run, endedMs, context));
      context.evidence(run.zoneId);
      context.close(run.zoneId, endedMs);
      return false;
    });
    for (const zone of zones) {
      if (state.runs.some(({ zoneId }) => zoneId === zone.id)) continue;
      const run = beginRun(zone, nowMs);
      state.runs.push(run);
      context.open(zone.id, {
        ...statement(run, null, context),
        severity: zoneSeverity(subject.class),
        openedAtMs: nowMs,
        raisedAtMs: nowMs,
        measured: null,
        limit: null,
        unit: '',
        latitudeDeg,
        longitudeDeg,
      });
      context.evidence(zone.id);
    }
    if (state.runs.length === 0) context.rest();
  },
});
