/** Where subjects, scopes of indicators and entities of the registry lie: what a person's scope is compared with. */
import type { Place } from '#core/access.ts';
import type { SubjectKey, SubjectKind } from '#core/identity.ts';
import type { Scope } from '#core/indicator.ts';
import type { DeviceRegister } from '../device-register.ts';
import type { RegistryTable } from '../registry/table.ts';
import type { RoadRegister } from '../road-register.ts';
import type { Roster } from '../roster.ts';

/** Of the whole, and of no part of it. */
export const NOWHERE: Place = { regionCode: null, enterpriseId: null };
/** Names of regions, days off and bans are public. */
const COMMON = new Set<SubjectKind>(['region', 'holiday', 'ban']);

export interface PlaceSources {
  roster: Roster;
  roads: RoadRegister;
  devices: DeviceRegister;
  registry: RegistryTable;
}

export class Places {
  readonly #from: PlaceSources;

  constructor(from: PlaceSources) {
    this.#from = from;
  }

  /** Of a vehicle, a roadside sensor, a section, or a terminal by its vehicle. */
  ofSubject(subjectKey: SubjectKey): Place {
    const { roster, roads, devices } = this.#from;
    const vehicle = roster.vehicle(subjectKey) ?? roster.vehicle(devices.subjectOf(subjectKey));
    if (vehicle !== undefined) return vehicle;
    const road = roads.sensor(subjectKey) ?? roads.sectionOf(subjectKey);
    return road === undefined ? NOWHERE : { regionCode: road.regionCode, enterpriseId: null };
  }

  /** Classes lie everywhere, and so in no part. */
  ofScope({ kind, id }: Scope): Place {
    const { roster, roads } = this.#from;
    if (kind === 'region') return { regionCode: id, enterpriseId: null };
    if (kind === 'section')
      return { regionCode: roads.section(id)?.regionCode ?? null, enterpriseId: null };
    if (kind !== 'enterprise') return NOWHERE;
    const enterprise = roster.enterprise(id);
    return enterprise === undefined ? NOWHERE : enterprise;
  }

  /** `common` = everybody may read it. A paper lies where its vehicle lies. */
  ofItem(kind: SubjectKind, item: Record<string, unknown>): Place | 'common' {
    if (COMMON.has(kind)) return 'common';
    const { vehicleId, regionCode, enterpriseId } = item;
    if (kind !== 'vehicle' && typeof vehicleId === 'string')
      return this.#ofEntity('vehicle', vehicleId);
    if (typeof regionCode === 'string')
      return { regionCode, enterpriseId: typeof enterpriseId === 'string' ? enterpriseId : null };
    if (typeof enterpriseId === 'string') return this.#ofEntity('enterprise', enterpriseId);
    return NOWHERE;
  }

  #ofEntity(kind: 'vehicle' | 'enterprise', id: string): Place {
    const item = this.#from.registry.find(kind, id)?.item;
    if (item === undefined) return NOWHERE;
    return { regionCode: String(item.regionCode), enterpriseId: String(item.enterpriseId) };
  }
}
