/** Control records of a partition: registry and rule settings as ingest copied them there (DESIGN 4). */
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { SubjectKey } from '#core/identity.ts';
import type { RuleSettings } from '#core/registry.ts';
import { type ReadingBody, VEHICLE_CLASSES } from '#core/report.ts';
import { prepareCorridor } from './corridor.ts';
import { type FiledPaper, filedPaper, ownerOf, paperLists } from './paper-file.ts';
import type { PaperKind, PlaceRoute } from './papers.ts';
import type { FiledCorridor, Subject } from './subject.ts';
import { type SubjectInfo, subjectInfo, vehicleFactsOf } from './subject-info.ts';

export type RegistryBody = Extract<ReadingBody, { kind: 'registry' }>;

const Key = Type.String({ pattern: '^[0-9a-f]{16}$' });
/** A vehicle without plate: only what rules may know, further facts of it in `vehicleFactsOf`. */
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
type VehicleRecord = Static<typeof VehicleRecord> & Record<string, unknown>;
const isVehicle = Compile(VehicleRecord);
const isRoute = Compile(RouteOwner);
const isRecord = Compile(Type.Record(Type.String(), Type.Unknown()));
const isSettings = Compile(Settings);

/** Kinds of records that are papers of one vehicle; a route by places is one too, but shares its ids with corridors. */
const PAPER_ENTITIES: readonly string[] = ['permit', 'waybill', 'ticket', 'line'];

/** The subject it concerned; null = nobody, or seen before; 'bad' = the record does not fit its schema. `nowMs`: the newest tick. */
export function applyRegistry(
  body: RegistryBody,
  subjectOf: (key: SubjectKey) => Subject,
  nowMs: number,
): Subject | 'bad' | null {
  if (body.entity === 'vehicle') return applyVehicle(body, subjectOf);
  if (body.entity === 'route') return applyRoute(body, subjectOf);
  if (PAPER_ENTITIES.includes(body.entity)) return applyPaper(body, subjectOf, nowMs);
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

function applyRoute(
  { id, json, registryOffset }: RegistryBody,
  subjectOf: (key: SubjectKey) => Subject,
): Subject | 'bad' | null {
  const value = json === '' ? null : parse(json);
  if (value !== null && !isRoute.Check(value)) return 'bad';
  const at = ownerOf(id, value);
  if (at === null) return 'bad';
  const isByPlaces = value?.mode === 'od';
  const corridor = value === null || isByPlaces ? null : corridorOf(value, json);
  const places = isByPlaces ? filedPaper('place-route', value, json) : null;
  if (value !== null && corridor === null && places === null) return 'bad';
  const subject = subjectOf(at.owner);
  const routeId = value === null ? at.name : value.routeId;
  const known = subject.routes.get(routeId);
  if (known !== undefined && registryOffset <= known.registryOffset) return null;
  subject.routes.set(routeId, { registryOffset, corridor, places });
  subject.change(infoOf(subject));
  return subject;
}

function applyPaper(
  { entity, id, json, registryOffset }: RegistryBody,
  subjectOf: (key: SubjectKey) => Subject,
  nowMs: number,
): Subject | 'bad' | null {
  const value = json === '' ? null : parse(json);
  if (value !== null && !isRecord.Check(value)) return 'bad';
  const at = ownerOf(id, value);
  const filed = value === null ? null : filedPaper(entity as PaperKind, value, json);
  if (at === null || (value !== null && filed === null)) return 'bad';
  const subject = subjectOf(at.owner);
  if (!subject.papers.put(`${entity}/${at.name}`, { registryOffset, filed }, nowMs)) return null;
  subject.change(infoOf(subject));
  return subject;
}

/** What rules may know of the subject, from its records. */
function infoOf(subject: Subject): SubjectInfo {
  const vehicle =
    subject.vehicle.json === '' ? null : (parse(subject.vehicle.json) as VehicleRecord);
  const facts = vehicleFactsOf(vehicle);
  const routes = [...subject.routes.values()];
  const placeRoutes = routes.flatMap(({ places }) => places ?? []);
  const filed: FiledPaper[] = [...subject.papers.filed(), ...placeRoutes.sort(byRoute)];
  return subjectInfo({
    subjectKey: subject.key,
    class: vehicle?.class ?? 'other',
    enterpriseId: vehicle?.enterpriseId ?? null,
    regionCode: vehicle?.regionCode ?? null,
    vehicle: facts,
    // In route order, so that the order of changes does not matter.
    corridors: routes
      .flatMap(({ corridor }) => corridor ?? [])
      .sort((a, b) => (a.routeId < b.routeId ? -1 : a.routeId > b.routeId ? 1 : 0)),
    ...paperLists(filed, facts.lineId, subject.papers.kept),
  });
}

function byRoute(a: FiledPaper, b: FiledPaper): number {
  return (a.paper as PlaceRoute).routeId < (b.paper as PlaceRoute).routeId ? -1 : 1;
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
