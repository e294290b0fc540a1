/** Control records of a partition: registry and rule settings as ingest copied them there (DESIGN 4). */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { SubjectKey } from '#core/identity.ts';
import type { RuleSettings } from '#core/registry.ts';
import { type ReadingBody, VEHICLE_CLASSES } from '#core/report.ts';
import { type Corridor, prepareCorridor } from './corridor.ts';
import type { SubjectInfo } from './rule.ts';
import type { Subject } from './subject.ts';

export type RegistryBody = Extract<ReadingBody, { kind: 'registry' }>;

const Key = Type.String({ pattern: '^[0-9a-f]{16}$' });
/** A vehicle without plate: only what rules may know. */
const VehicleRecord = Type.Object({
  subjectKey: Key,
  class: Type.Enum([...VEHICLE_CLASSES]),
  enterpriseId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  regionCode: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
const RouteOwner = Type.Object({ routeId: Type.String(), subjectKey: Key });
const Settings = Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown()));

/** The subject it concerned; null = nobody, or seen before; 'bad' = the record does not fit its schema. */
export function applyRegistry(
  body: RegistryBody,
  subjectOf: (key: SubjectKey) => Subject,
): Subject | 'bad' | null {
  if (body.entity === 'vehicle') return applyVehicle(body, subjectOf);
  if (body.entity === 'route') return applyRoute(body, subjectOf);
  // Zones and further entities concern no rule of this version.
  return null;
}

/** null = not the JSON of rule settings. */
export function parseRules(json: string): RuleSettings | null {
  const value = parse(json);
  return Value.Check(Settings, value) ? (value as RuleSettings) : null;
}

function applyVehicle(
  { id, json, registryOffset }: RegistryBody,
  subjectOf: (key: SubjectKey) => Subject,
): Subject | 'bad' | null {
  if (!Value.Check(Key, id)) return 'bad';
  const subject = subjectOf(id as SubjectKey);
  if (registryOffset <= subject.vehicle.registryOffset) return null;
  if (json !== '' && !Value.Check(VehicleRecord, parse(json))) return 'bad';
  subject.vehicle = { registryOffset, json };
  subject.change(infoOf(subject));
  return subject;
}

/** A withdrawn route no longer says whose it was, so its deletion names `<subjectKey>/<routeId>` or is looked up by the caller. */
function applyRoute(
  { id, json, registryOffset }: RegistryBody,
  subjectOf: (key: SubjectKey) => Subject,
): Subject | 'bad' | null {
  const value = json === '' ? null : parse(json);
  if (json !== '' && !(Value.Check(RouteOwner, value) && prepareCorridor(value).ok)) return 'bad';
  const owner = value === null ? id.split('/')[0]! : (value as { subjectKey: string }).subjectKey;
  const routeId =
    value === null ? id.slice(owner.length + 1) : (value as { routeId: string }).routeId;
  if (!Value.Check(Key, owner)) return 'bad';
  const subject = subjectOf(owner as SubjectKey);
  const known = subject.routes.get(routeId);
  if (known !== undefined && registryOffset <= known.registryOffset) return null;
  subject.routes.set(routeId, { registryOffset, json });
  subject.change(infoOf(subject));
  return subject;
}

/** What rules may know of the subject, from its records. */
export function infoOf(subject: Subject): SubjectInfo {
  const vehicle =
    subject.vehicle.json === '' ? null : (parse(subject.vehicle.json) as Partial<SubjectInfo>);
  return {
    subjectKey: subject.key,
    class: vehicle?.class ?? 'other',
    enterpriseId: vehicle?.enterpriseId ?? null,
    regionCode: vehicle?.regionCode ?? null,
    corridors: corridorsOf([...subject.routes.values()].map((route) => route.json)),
  };
}

/** A prepared corridor with the record it came from, so that state can be written down. */
export interface FiledCorridor extends Corridor {
  json: string;
}

/** In route order, so that the order of changes does not matter. */
export function corridorsOf(jsons: readonly string[]): FiledCorridor[] {
  const corridors: FiledCorridor[] = [];
  for (const json of jsons) {
    if (json === '') continue;
    const prepared = prepareCorridor(parse(json));
    if (prepared.ok) corridors.push({ ...prepared.corridor, json });
  }
  return corridors.sort((a, b) => (a.routeId < b.routeId ? -1 : a.routeId > b.routeId ? 1 : 0));
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
