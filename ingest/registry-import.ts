/**
 * A registry file into registry.v1: checked first, entity by entity, then written as far as it
 * changed. What is wrong is named and left out; the rest is imported, because a duty room must not
 * lose ten thousand vehicles over one misspelt route.
 */
import { readFileSync } from 'node:fs';
import { type Static, type TObject, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { TizhengError } from '#core/errors.ts';
import { type SubjectKind, subjectKeyOf } from '#core/identity.ts';
import { VEHICLE_CLASSES } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeRegistryEntity, encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import { dialects } from './protocols/jt808/dialects/index.ts';
import { geometryMistake } from './registry-geometry.ts';

const name = () => Type.String({ minLength: 1, maxLength: 128 });
const vehicleClass = Type.Union(VEHICLE_CLASSES.map((value) => Type.Literal(value)));
const instant = () => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T.*(Z|[+-]\\d{2}:\\d{2})$' });
const point = Type.Array(Type.Number(), { minItems: 2, maxItems: 3 });
const line = Type.Array(point, { minItems: 2 });
const corridor = Type.Union([
  Type.Object({ type: Type.Literal('LineString'), coordinates: line }),
  Type.Object({
    type: Type.Literal('MultiLineString'),
    coordinates: Type.Array(line, { minItems: 1 }),
  }),
]);
/** A phone without leading zeros, or a name that no phone can be; both fit into one level of a topic. */
const deviceId = () =>
  Type.String({
    pattern: '^([1-9a-f][0-9a-f]{0,19}|(?=.*[^0-9a-f])[A-Za-z0-9][A-Za-z0-9._-]{0,63})$',
  });

/** One schema per list of the file; unknown fields are kept, later versions may need them. */
const schemas = {
  enterprises: Type.Object({ enterpriseId: name(), name: name(), regionCode: Type.String() }),
  vehicles: Type.Object({
    vehicleId: name(),
    plate: name(),
    plateColour: Type.Integer({ minimum: 0, maximum: 255 }),
    class: vehicleClass,
    enterpriseId: Type.String(),
    regionCode: Type.String(),
    totalMassKg: Type.Optional(Type.Number({ minimum: 0 })),
  }),
  drivers: Type.Object({ driverId: name(), name: Type.Optional(Type.String()) }),
  devices: Type.Object({
    deviceId: deviceId(),
    vehicleId: name(),
    terminalId: Type.Optional(Type.String()),
    credentialVersion: Type.Optional(Type.Integer({ minimum: 0 })),
    dialects: Type.Optional(Type.Array(Type.Enum(dialects.map((dialect) => dialect.name)))),
  }),
  routes: Type.Object({
    routeId: name(),
    vehicleId: name(),
    validFrom: instant(),
    validTo: instant(),
    corridor,
    halfWidthM: Type.Number({ exclusiveMinimum: 0, maximum: 100_000 }),
    limitKmh: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 300 })),
  }),
  zones: Type.Object({
    zoneId: name(),
    kind: name(),
    polygon: Type.Object({
      type: Type.Literal('Polygon'),
      coordinates: Type.Array(Type.Array(point, { minItems: 4 }), { minItems: 1 }),
    }),
    appliesTo: Type.Array(vehicleClass),
    window: Type.Optional(Type.Object({ start: Type.String(), end: Type.String() })),
    limitKmh: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 300 })),
  }),
  sections: Type.Object({
    sectionId: name(),
    name: name(),
    regionCode: Type.String(),
    corridor: Type.Optional(corridor),
    freeFlowKmh: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 300 })),
  }),
  sensors: Type.Object({
    sensorId: deviceId(),
    kind: Type.Union([Type.Literal('detector'), Type.Literal('weather')]),
    name: Type.Optional(Type.String()),
    latitudeDeg: Type.Number({ minimum: -90, maximum: 90 }),
    longitudeDeg: Type.Number({ minimum: -180, maximum: 180 }),
    regionCode: Type.String(),
    sectionId: Type.Optional(name()),
    placement: Type.Optional(
      Type.Union([Type.Literal('mainline'), Type.Literal('ramp'), Type.Literal('exit')]),
    ),
    ownerId: Type.Optional(Type.String()),
    credentialVersion: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
} satisfies Record<string, TObject>;
type ListName = keyof typeof schemas;
type Item<L extends ListName> = Static<(typeof schemas)[L]>;

/** Order of writing: what is referred to comes before what refers to it. */
const LISTS = [
  { list: 'enterprises', entity: 'enterprise', id: 'enterpriseId' },
  { list: 'vehicles', entity: 'vehicle', id: 'vehicleId' },
  { list: 'devices', entity: 'device', id: 'deviceId' },
  { list: 'drivers', entity: 'driver', id: 'driverId' },
  { list: 'routes', entity: 'route', id: 'routeId' },
  { list: 'zones', entity: 'zone', id: 'zoneId' },
  { list: 'sections', entity: 'section', id: 'sectionId' },
  { list: 'sensors', entity: 'sensor', id: 'sensorId' },
] as const satisfies readonly { list: ListName; entity: SubjectKind; id: string }[];

export interface RegistryProblem {
  list: ListName;
  /** Position in its list, from 0: names an entity without printing a plate. */
  index: number;
  sentence: string;
}

export interface ImportReport {
  written: number;
  unchanged: number;
  problems: RegistryProblem[];
}

export interface ImportOptions {
  pseudonymKey: Uint8Array;
  /** Who changed it; kept with the entity. Default `import`. */
  actor?: string;
  /** Default: the present time. */
  nowMs?: number;
}

/** Key of an entity in registry.v1: its kind and a pseudonym of its id, never a plate. */
export function registryKeyOf(pseudonymKey: Uint8Array, entity: SubjectKind, id: string): string {
  return `${entity}:${subjectKeyOf(pseudonymKey, entity, id)}`;
}

/** Throws FILE_UNREADABLE or REGISTRY_INVALID; single mistakes are logged by list and position. */
export async function importRegistryFile(
  log: EventLog,
  path: string,
  options: ImportOptions & { logger: Logger },
): Promise<ImportReport> {
  let file: unknown;
  try {
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new TizhengError('FILE_UNREADABLE', 'ingest', `${path} cannot be read as JSON.`, cause);
  }
  const report = await importRegistry(log, file, options);
  for (const problem of report.problems.slice(0, 100)) {
    options.logger.warn(problem, 'A registry entity was left out.');
  }
  const { written, unchanged, problems } = report;
  options.logger.info({ written, unchanged, leftOut: problems.length }, 'Registry imported.');
  return report;
}

/** Imports a RegistryFile. Throws REGISTRY_INVALID when it is no such file at all. */
export async function importRegistry(
  log: EventLog,
  file: unknown,
  options: ImportOptions,
): Promise<ImportReport> {
  const { accepted, problems } = checkRegistry(file);
  const present = await presentJson(log);
  const changedAtMs = options.nowMs ?? Date.now();
  const actor = options.actor ?? 'import';
  const records: AppendRecord[] = [];
  let unchanged = 0;
  for (const { entity, id, item } of accepted) {
    const key = registryKeyOf(options.pseudonymKey, entity, id);
    const json = JSON.stringify(item);
    if (present.get(key) === json) {
      unchanged++;
      continue;
    }
    const value = encodeRegistryEntity({ entity, id, json, changedAtMs, actor });
    records.push({ key, timeMs: changedAtMs, value });
  }
  for (let at = 0; at < records.length; at += 1_000) {
    await log.append(TOPICS.registry, 0, records.slice(at, at + 1_000));
  }
  return { written: records.length, unchanged, problems };
}

/** Rule parameters of the installation: `{"<alert type>": {"enabled": bool, "<param>": value}}`. */
export async function importRules(
  log: EventLog,
  rules: Record<string, Record<string, unknown>>,
  options: ImportOptions,
): Promise<void> {
  const changedAtMs = options.nowMs ?? Date.now();
  const json = JSON.stringify(rules);
  const actor = options.actor ?? 'import';
  const value = encodeRegistryEntity({ entity: 'rules', id: 'rules', json, changedAtMs, actor });
  const key = registryKeyOf(options.pseudonymKey, 'rules', 'rules');
  await log.append(TOPICS.registry, 0, [{ key, timeMs: changedAtMs, value }]);
}

interface AcceptedEntity {
  entity: SubjectKind;
  id: string;
  item: unknown;
}

/** Judges a registry file without writing anything. Throws REGISTRY_INVALID when it is none. */
export function checkRegistry(file: unknown): {
  accepted: AcceptedEntity[];
  problems: RegistryProblem[];
} {
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    throw new TizhengError('REGISTRY_INVALID', 'ingest', 'A registry file is one JSON object.');
  }
  const lists = file as Record<string, unknown>;
  const known: KnownIds = {
    enterprises: new Set(),
    vehicles: new Set(),
    devices: new Set(),
    sections: new Set(),
  };
  const accepted: AcceptedEntity[] = [];
  const problems: RegistryProblem[] = [];
  for (const { list, entity, id: idField } of LISTS) {
    const items = lists[list] ?? [];
    if (!Array.isArray(items)) {
      throw new TizhengError('REGISTRY_INVALID', 'ingest', `"${list}" of a registry is a list.`);
    }
    const seen = new Set<string>();
    items.forEach((item: unknown, index) => {
      const sentence = mistakeOf(list, item, known);
      const id = sentence === null ? String((item as Record<string, unknown>)[idField]) : '';
      if (sentence !== null) problems.push({ list, index, sentence });
      else if (seen.has(id))
        problems.push({ list, index, sentence: 'Its id occurs before in the list.' });
      else {
        seen.add(id);
        accepted.push({ entity, id, item });
        if (isReferredTo(list)) known[list].add(id);
      }
    });
  }
  return { accepted, problems };
}

/** Compiled when first asked for: the whole file is checked at every start. */
const checks = new Map<ListName, { Check(item: unknown): boolean }>();

function checkOf(list: ListName): { Check(item: unknown): boolean } {
  let check = checks.get(list);
  if (check === undefined) {
    check = Compile(schemas[list]);
    checks.set(list, check);
  }
  return check;
}

/** Ids of lists that later lists refer to. */
type KnownIds = Record<'enterprises' | 'vehicles' | 'devices' | 'sections', Set<string>>;

function isReferredTo(list: ListName): list is keyof KnownIds {
  return list === 'enterprises' || list === 'vehicles' || list === 'devices' || list === 'sections';
}

function mistakeOf(list: ListName, item: unknown, known: KnownIds): string | null {
  if (!checkOf(list).Check(item)) {
    const [error] = Value.Errors(schemas[list], item);
    return `${error?.instancePath.slice(1).replaceAll('/', '.') || 'It'} ${error?.message ?? 'does not fit'}.`;
  }
  if (list === 'vehicles') {
    const { vehicleId, plate, plateColour, enterpriseId } = item as Item<'vehicles'>;
    if (vehicleId !== `${plate}-${plateColour}`) return 'vehicleId is not plate-plateColour.';
    if (enterpriseId !== '' && !known.enterprises.has(enterpriseId)) {
      return 'Its enterprise is not in the file.';
    }
  }
  if (list === 'devices' || list === 'routes') {
    if (!known.vehicles.has((item as Item<'devices'>).vehicleId)) {
      return 'Its vehicle is not in the file.';
    }
  }
  if (list === 'routes') {
    const { validFrom, validTo, corridor } = item as Item<'routes'>;
    if (!(Date.parse(validFrom) < Date.parse(validTo))) return 'validFrom is not before validTo.';
    return geometryMistake(corridor as Parameters<typeof geometryMistake>[0]);
  }
  if (list === 'zones') {
    return geometryMistake(
      (item as Item<'zones'>).polygon as Parameters<typeof geometryMistake>[0],
    );
  }
  if (list === 'sections') {
    const { corridor } = item as Item<'sections'>;
    return corridor === undefined
      ? null
      : geometryMistake(corridor as Parameters<typeof geometryMistake>[0]);
  }
  if (list === 'sensors') {
    const { sensorId, sectionId } = item as Item<'sensors'>;
    if (known.devices.has(sensorId)) return 'A device of the file has its id.';
    if (sectionId !== undefined && !known.sections.has(sectionId)) {
      return 'Its section is not in the file.';
    }
  }
  return null;
}

/** What registry.v1 holds now, by key. */
async function presentJson(log: EventLog): Promise<Map<string, string>> {
  const present = new Map<string, string>();
  let { low: offset } = await log.ends(TOPICS.registry, 0);
  for (;;) {
    const batch = await log.read(TOPICS.registry, 0, offset, {
      maxRecords: 10_000,
      maxBytes: 16_000_000,
      waitMs: 0,
    });
    for (const { key, value } of batch.records) {
      if (value.length === 0) present.delete(key);
      else present.set(key, decodeRegistryEntity(value).json);
    }
    offset = batch.nextOffset;
    if (offset >= batch.highOffset) return present;
  }
}
