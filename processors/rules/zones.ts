/**
 * What the rules about zones have in common: which zones are meant for a vehicle, the run of a condition that ends
 * only when it has surely ended, and what zones are called.
 */
import { type Static, Type } from 'typebox';
import type { Severity } from '#core/alert.ts';
import type { VehicleClass } from '#core/report.ts';
import type { ZoneFacts } from '../world/records.ts';
import type { World } from '../world/world.ts';

/** Parameters every zone rule shares. */
export const zoneParams = {
  endPoints: Type.Integer({
    minimum: 1,
    default: 2,
    description:
      'valid points in a row that contradict before the episode ends (satellite noise at the edge)',
  }),
  endMs: Type.Integer({
    minimum: 0,
    default: 30_000,
    description: 'ms over which points contradict before the episode ends, however few they are',
  }),
  gapMaxMs: Type.Integer({
    minimum: 1_000,
    default: 600_000,
    description: 'ms; a longer hole is no evidence of what lies between',
  }),
};
const ZoneParams = Type.Object(zoneParams);
type ZoneParams = Static<typeof ZoneParams>;

export const kindsParam = (kinds: string[], description: string) =>
  Type.Array(Type.String(), { default: kinds, description });

/** Whether the zone is meant for vehicles of the class, and for this hour. */
export function isMeant(
  zone: ZoneFacts,
  vehicleClass: VehicleClass,
  timeMs: number,
  world: World,
): boolean {
  const { appliesTo } = zone;
  return (
    (appliesTo.length === 0 || appliesTo.includes(vehicleClass)) && world.isZoneOn(zone, timeMs)
  );
}

/** A condition that holds of a zone. Instants: 0 = none. */
export interface Run {
  zoneId: string;
  zoneKind: string;
  /** First point of which it held. */
  sinceMs: number;
  /** Latest point of which it held. */
  lastMs: number;
  /** First point since then of which it did not, and how many in a row. */
  endMs: number;
  endPoints: number;
}

export function beginRun({ id, kind }: ZoneFacts, nowMs: number): Run {
  return { zoneId: id, zoneKind: kind, sinceMs: nowMs, lastMs: nowMs, endMs: 0, endPoints: 0 };
}

export function keepRun(run: Run, nowMs: number): void {
  run.lastMs = nowMs;
  run.endMs = 0;
  run.endPoints = 0;
}

/** The condition does not hold of this point; when it surely ended, null = it may go on. */
export function contradict(run: Run, nowMs: number, params: ZoneParams): number | null {
  // Nothing is known of a long hole: it held until the last point of which it did.
  if (run.endMs === 0) run.endMs = nowMs - run.lastMs > params.gapMaxMs ? run.lastMs : nowMs;
  run.endPoints++;
  const isOver = run.endPoints >= params.endPoints || nowMs - run.endMs >= params.endMs;
  return isOver ? run.endMs : null;
}

/** Dangerous goods in a restricted place weigh most (R3: 6 points), other trade vehicles less, what is in no trade least. */
export function zoneSeverity(vehicleClass: VehicleClass): Severity {
  if (vehicleClass === 'dangerous') return 'critical';
  return vehicleClass === 'other' ? 'minor' : 'major';
}

const KIND_NAMES: Record<string, { zh: string; en: string }> = {
  bridge: { zh: '桥梁', en: 'a bridge' },
  'dense-area': { zh: '人员密集区', en: 'a densely peopled area' },
  'keep-in': { zh: '限定行驶区域', en: 'its permitted area' },
  'no-entry': { zh: '禁入区域', en: 'a no-entry area' },
  'no-stopping': { zh: '禁停区域', en: 'a no-stopping area' },
  restricted: { zh: '限制通行区域', en: 'a restricted area' },
  school: { zh: '学校周边', en: 'the surroundings of a school' },
  tunnel: { zh: '隧道', en: 'a tunnel' },
  'water-source': { zh: '水源保护区', en: 'a water-source protection area' },
};

export function kindName(kind: string): { zh: string; en: string } {
  return KIND_NAMES[kind] ?? { zh: '受控区域', en: 'a controlled area' };
}
