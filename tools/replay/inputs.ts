/** Registry and rule files as control records, and the directory that leads from pseudonyms back to outside names. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { TizhengError } from '#core/errors.ts';
import { NO_SUBJECT, type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import type { Station } from '#core/registry/station.ts';
import { stationPoint, withStations } from '#core/registry/stations.ts';
import type { RuleSettings } from '#core/registry.ts';
import { type Reading, VEHICLE_CLASSES, type VehicleClass } from '#core/report.ts';
import { prepareCorridor } from '#processors/corridor.ts';
import { PAPERS } from '#processors/papers.ts';
import { prepare, type WorldKind } from '#processors/world/records.ts';

/** Not a secret: replay prints vehicle names anyway, and the same files must give the same alert ids everywhere. */
const REPLAY_KEY = new TextEncoder().encode('tizheng replay');

const NO_PAPER = 'an id is missing or the validity is none';

/** `historyMs` and `historyReportsMax` of a replay: a recording is corrected over a whole day of one-second reports. */
const REPLAY_RUNTIME = { historyMs: 93_600_000, historyReportsMax: 131_072 };

/** A list of entities of which only what a replay needs is judged. */
const listOf = (id: string) =>
  Type.Optional(Type.Array(Type.Object({ [id]: Type.String({ minLength: 1 }) })));
const RegistryFile = Type.Object({
  vehicles: Type.Array(
    Type.Object({
      vehicleId: Type.String({ minLength: 1 }),
      class: Type.Enum([...VEHICLE_CLASSES]),
      enterpriseId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      regionCode: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      totalMassKg: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
    }),
  ),
  stations: listOf('stationId'),
  lines: listOf('lineId'),
  permits: listOf('vehicleId'),
  waybills: listOf('vehicleId'),
  tickets: listOf('vehicleId'),
  routes: Type.Optional(
    Type.Array(
      Type.Object({
        routeId: Type.String({ minLength: 1 }),
        vehicleId: Type.String({ minLength: 1 }),
      }),
    ),
  ),
  zones: Type.Optional(Type.Array(Type.Unknown())),
  sections: Type.Optional(Type.Array(Type.Unknown())),
  bans: Type.Optional(Type.Array(Type.Unknown())),
  holidays: Type.Optional(Type.Array(Type.Unknown())),
});
/** Lists whose records concern every vehicle. */
const WORLD_LISTS = {
  zones: 'zone',
  sections: 'section',
  bans: 'ban',
  holidays: 'holiday',
} as const;
type WorldLists = Partial<Record<keyof typeof WORLD_LISTS, unknown[]>>;

interface VehicleLine {
  vehicleId: string;
  class: VehicleClass;
  plate?: string;
  plateColour?: number;
  lineId?: string;
}
interface OfVehicle {
  vehicleId: string;
  driverId?: string;
  escortId?: string;
  driverIds?: string[];
  [name: string]: unknown;
}
interface Lists {
  vehicles: VehicleLine[];
  routes?: (OfVehicle & { routeId: string })[];
  stations?: Station[];
  lines?: { lineId: string }[];
  permits?: OfVehicle[];
  waybills?: OfVehicle[];
  tickets?: OfVehicle[];
}
const PAPER_LISTS = { permits: 'permit', waybills: 'waybill', tickets: 'ticket' } as const;

/** Outside names by pseudonym and back. */
export class Directory {
  readonly classes = new Map<SubjectKey, VehicleClass>();
  private readonly pseudonymKey: Uint8Array;
  private readonly vehicles = new Map<string, SubjectKey>();
  private readonly vehicleIds = new Map<SubjectKey, string>();
  private readonly drivers = new Map<string, SubjectKey>();
  private readonly driverIds = new Map<SubjectKey, string>();

  constructor(pseudonymKey: Uint8Array = REPLAY_KEY) {
    this.pseudonymKey = pseudonymKey;
  }

  vehicle(vehicleId: string): SubjectKey {
    return this.nameOf(this.vehicles, this.vehicleIds, 'vehicle', vehicleId);
  }

  driver(driverId: string): SubjectKey {
    return this.nameOf(this.drivers, this.driverIds, 'driver', driverId);
  }

  vehicleIdOf(key: SubjectKey): string {
    return this.vehicleIds.get(key) ?? key;
  }

  driverIdOf(key: SubjectKey | null): string | null {
    return key === null ? null : (this.driverIds.get(key) ?? key);
  }

  private nameOf(
    keys: Map<string, SubjectKey>,
    ids: Map<SubjectKey, string>,
    kind: 'vehicle' | 'driver',
    id: string,
  ): SubjectKey {
    let key = keys.get(id);
    if (key === undefined) {
      key = subjectKeyOf(this.pseudonymKey, kind, id);
      keys.set(id, key);
      ids.set(key, id);
    }
    return key;
  }
}

/** Control records of the registry, in file order. Throws REGISTRY_INVALID or FILE_UNREADABLE. */
export function readRegistry(file: string, directory: Directory): Reading[] {
  return registryControls(readJson(file, 'registry', 'REGISTRY_INVALID'), file, directory);
}

/** @param file what to call it in a complaint */
export function registryControls(value: unknown, file: string, directory: Directory): Reading[] {
  if (!Value.Check(RegistryFile, value)) {
    const first = Value.Errors(RegistryFile, value)[0];
    throw unusable(file, `${first?.instancePath || '/'} ${first?.message ?? ''}`);
  }
  const lists = value as unknown as Lists;
  const controls: Reading[] = [];
  const add = (subjectKey: SubjectKey, entity: string, id: string, facts: object): void => {
    const json = JSON.stringify({ subjectKey, ...facts });
    const registryOffset = controls.length;
    controls.push(control(subjectKey, { kind: 'registry', registryOffset, entity, id, json }));
  };
  const stations = new Map((lists.stations ?? []).map((at) => [at.stationId, stationPoint(at)]));
  const located = <T extends object>(item: T): T => withStations(item, (id) => stations.get(id));
  const lines = new Map((lists.lines ?? []).map((line) => [line.lineId, located(line)]));
  for (const { vehicleId, plate: _, plateColour: __, ...facts } of lists.vehicles) {
    const subjectKey = directory.vehicle(vehicleId);
    directory.classes.set(subjectKey, facts.class);
    add(subjectKey, 'vehicle', subjectKey, facts);
    const line = lines.get(facts.lineId ?? '');
    if (line === undefined) continue;
    if (PAPERS.line({ ...line }) === null) throw unusable(file, `line ${line.lineId}: ${NO_PAPER}`);
    add(subjectKey, 'line', line.lineId, line);
  }
  for (const { vehicleId, ...route } of lists.routes ?? []) {
    if (route.mode !== 'od') {
      const prepared = prepareCorridor(route);
      if (!prepared.ok) throw unusable(file, `route ${route.routeId}: ${prepared.reason}`);
    } else if (PAPERS['place-route'](route) === null)
      throw unusable(file, `route ${route.routeId}: ${NO_PAPER}`);
    add(directory.vehicle(vehicleId), 'route', route.routeId as string, located(route));
  }
  for (const list of ['permits', 'waybills', 'tickets'] as const) {
    const kind = PAPER_LISTS[list];
    for (const { vehicleId, driverId: _, escortId: __, driverIds: ___, ...paper } of lists[list] ??
      []) {
      const id = String(paper[`${kind}Id`]);
      if (PAPERS[kind](paper) === null) throw unusable(file, `${kind} ${id}: ${NO_PAPER}`);
      add(directory.vehicle(vehicleId), kind, id, located(paper));
    }
  }
  for (const [list, kind] of Object.entries(WORLD_LISTS)) {
    const records = (value as WorldLists)[list as keyof WorldLists] ?? [];
    records.forEach((record, index) => {
      controls.push(worldControl(file, `${list}.${index}`, kind, record, controls.length));
    });
  }
  return controls;
}

/** A record that every partition is told. Throws REGISTRY_INVALID. */
function worldControl(
  file: string,
  where: string,
  kind: WorldKind,
  record: unknown,
  registryOffset: number,
): Reading {
  const preparation = prepare(kind, record);
  if (!preparation.ok) throw unusable(file, `${where}: ${preparation.reason}`);
  const { id } = preparation.prepared.facts;
  const json = JSON.stringify(record);
  return control(NO_SUBJECT, { kind: 'registry', registryOffset, entity: kind, id, json });
}

function unusable(file: string, why: string): TizhengError {
  return new TizhengError(
    'REGISTRY_INVALID',
    'replay',
    `The registry ${file} is not usable: ${why}.`,
  );
}

/** The control record of a rules file; without one, that of the defaults. */
export function readRules(file: string | null): Reading {
  return rulesControl(file === null ? {} : readRuleSettings(file));
}

/** Throws SETTINGS_INVALID or FILE_UNREADABLE. */
export function readRuleSettings(file: string): RuleSettings {
  const value = readJson(file, 'rules', 'SETTINGS_INVALID');
  if (!Value.Check(Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())), value)) {
    throw new TizhengError(
      'SETTINGS_INVALID',
      'replay',
      `The rules file ${file} is not usable: it must be {"<alert type>": {"<parameter>": value}}.`,
    );
  }
  return value as RuleSettings;
}

export function rulesControl(settings: RuleSettings): Reading {
  const json = JSON.stringify({ ...settings, runtime: { ...REPLAY_RUNTIME, ...settings.runtime } });
  return control(NO_SUBJECT, { kind: 'rules', registryOffset: 0, json });
}

function control(subjectKey: SubjectKey, body: Reading['body']): Reading {
  return {
    subjectKey,
    deviceKey: NO_SUBJECT,
    protocol: 'replay',
    receivedTimeMs: 0,
    serial: 0,
    raw: new Uint8Array(0),
    body,
  };
}

function readJson(
  file: string,
  what: string,
  code: 'REGISTRY_INVALID' | 'SETTINGS_INVALID',
): unknown {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
  } catch (cause) {
    throw new TizhengError(
      'FILE_UNREADABLE',
      'replay',
      `The ${what} file ${file} cannot be read: ${(cause as Error).message}.`,
      cause,
    );
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new TizhengError(
      code,
      'replay',
      `The ${what} file ${file} is not JSON: ${(cause as Error).message}.`,
      cause,
    );
  }
}
