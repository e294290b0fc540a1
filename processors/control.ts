/** Control records of a partition: registry and rule settings as ingest copied them there (DESIGN 4). */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { SubjectKey } from '#core/identity.ts';
import type { RuleSettings } from '#core/registry.ts';
import { type ReadingBody, VEHICLE_CLASSES } from '#core/report.ts';
import { prepareCorridor } from './corridor.ts';
import type { SubjectInfo } from './rule.ts';
import type { FiledCorridor, Subject } from './subject.ts';

export type RegistryBody = Extract<ReadingBody, { kind: 'registry' }>;

const Key = Type.String({ pattern: '^[0-9a-f]{16}$' });
/** A vehicle without plate: only what rules may know. */
const VehicleRecord = Type.Object({
  subjectKey: Key,
  class: Type.Enum([...VEHICLE_CLASSES]),
  enterpriseId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  regionCode: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
const RouteOwner = Type.Object({
  routeId: Type.String(),
  subjectKey: Key,
  mode: Type.Optional(Type.String()),
});
const Settings = Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown()));
const isKey = Compile(Key);
const isVehicle = Compile(VehicleRecord);
const isRoute = Compile(RouteOwner);
const isSettings = Compile(Settings);

/** The subject it concerned; null = nobody, or seen before; 'bad' = the record does not fit its schema. */
export function applyRegistry(
  body: RegistryBody,
  subjectOf: (key: SubjectKey) => Subject,
): Subject | 'bad' | null {
  if (body.entity === 'vehicle') return applyVehicle(body, subjectOf);
  if (body.entity === 'route') return applyRoute(body, subjectOf);
  // Further entities concern no rule of this version.
  return null;
}

/** null = not the JSON of rule settings. */
export function parseRules(json: string): RuleSettings | null {
  const value = parse(json);
  return isSettings.Check(value) ? (value as RuleSettings) : null;
}

function applyVehicle(
  { id, json, registryOffset }: RegistryBody,
  subjectOf: (key: SubjectKey) => Subject,
): Subject | 'bad' | null {
  if (!isKey.Check(id)) return 'bad';
  const subject = subjectOf(id as SubjectKey);
  if (registryOffset <= subject.vehicle.registryOffset) return null;
  if (json !== '' && !isVehicle.Check(parse(json))) return 'bad';
  subject.vehicle = { registryOffset, json };
  subject.change(infoOf(subject));
  return subject;
}

/** A withdrawn route no longer says whose it was, so its deletion is named `<subjectKey>/<routeId>`. */
function applyRoute(
  { id, json, registryOffset }: RegistryBody,
  subjectOf: (key: SubjectKey) => Subject,
): Subject | 'bad' | null {
  const value = json === '' ? null : parse(json);
  if (value !== null && !isRoute.Check(value)) return 'bad';
  const owner = value === null ? id.split('/')[0]! : (value as { subjectKey: string }).subjectKey;
  const routeId =
    value === null ? id.slice(owner.length + 1) : (value as { routeId: string }).routeId;
  if (!isKey.Check(owner)) return 'bad';
  // A route by places has no corridor: no rule of this version judges it, and an older corridor of its id is over.
  const isByPlaces = (value as { mode?: string } | null)?.mode === 'od';
  const corridor = value === null || isByPlaces ? null : corridorOf(value, json);
  if (value !== null && !isByPlaces && corridor === null) return 'bad';
  const subject = subjectOf(owner as SubjectKey);
  const known = subject.routes.get(routeId);
  if (known !== undefined && registryOffset <= known.registryOffset) return null;
  subject.routes.set(routeId, { registryOffset, corridor });
  subject.change(infoOf(subject));
  return subject;
}

/** What rules may know of the subject, from its records. */
function infoOf(subject: Subject): SubjectInfo {
  const vehicle =
    subject.vehicle.json === '' ? null : (parse(subject.vehicle.json) as Partial<SubjectInfo>);
  const corridors = [...subject.routes.values()].flatMap(({ corridor }) => corridor ?? []);
  return {
    subjectKey: subject.key,
    class: vehicle?.class ?? 'other',
    enterpriseId: vehicle?.enterpriseId ?? null,
    regionCode: vehicle?.regionCode ?? null,
    // In route order, so that the order of changes does not matter.
    corridors: corridors.sort((a, b) =>
      a.routeId < b.routeId ? -1 : a.routeId > b.routeId ? 1 : 0,
    ),
  };
}

/** null = not a route. */
export function corridorOf(value: unknown, json: string): FiledCorridor | null {
  const prepared = prepareCorridor(value);
  return prepared.ok ? Object.assign(prepared.corridor, { json }) : null;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
