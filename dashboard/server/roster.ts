/** What the registry says, kept as local tables: who a subject is, in words people may read. */
import type { SubjectKey } from '#core/identity.ts';
import { subjectKeyOf } from '#core/identity.ts';
import type { Driver, Enterprise, Route, Vehicle } from '#core/registry.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';

export interface RosterEntry {
  handle: number;
  vehicleId: string;
  plate: string;
  plateColour: number;
  class: string;
  enterprise: string;
  regionCode: string;
}

/** While vehicles keep appearing the list is written at most this often; pages ask again for the rest. */
const WRITE_EVERY_MS = 1_000;
/** Versions of one start lie above those of the start before, so that no page takes old handles for current ones. */
const VERSIONS_PER_MS = 1_000;

export class Roster {
  readonly #secret: Uint8Array;
  readonly #vehicles = new Map<SubjectKey, Vehicle>();
  readonly #enterprises = new Map<string, Enterprise>();
  readonly #driverNames = new Map<SubjectKey, string>();
  readonly #routes = new Map<string, Route>();
  /** What a record of `registry.v1` brought, by its key: an empty record takes it away again. */
  readonly #removers = new Map<string, () => void>();
  readonly #handles = new Map<SubjectKey, number>();
  readonly #subjects: SubjectKey[] = [];
  #written: { version: number; atMs: number; json: Buffer } | null = null;
  /** Goes up with every change a page could show. */
  version: number;
  /** Goes up with every change of a name. */
  namesVersion = 1;

  constructor(secret: Uint8Array, startMs = 0) {
    this.#secret = secret;
    this.version = startMs * VERSIONS_PER_MS + 1;
  }

  /**
   * Applies one record of `registry.v1`; an empty value removes what the key brought. `parsed` is the
   * entity where somebody holds it already, so that it is held once. Throws on unreadable ones.
   */
  apply(key: string, value: Uint8Array, parsed?: object): void {
    if (value.byteLength === 0) {
      this.#removers.get(key)?.();
      this.#removers.delete(key);
    } else {
      const { entity, json } = decodeRegistryEntity(value);
      const remove = this.#put(entity, parsed ?? json);
      if (remove === null) return;
      this.#removers.set(key, remove);
    }
    this.version++;
    this.namesVersion++;
  }

  /** Small number of a subject in position frames; made on first use, stable while the server runs. */
  handleOf(subjectKey: SubjectKey): number {
    let handle = this.#handles.get(subjectKey);
    if (handle === undefined) {
      handle = this.#subjects.length;
      this.#handles.set(subjectKey, handle);
      this.#subjects.push(subjectKey);
      this.version++;
    }
    return handle;
  }

  /** Undefined = no subject has it. */
  subjectOf(handle: number): SubjectKey | undefined {
    return this.#subjects[handle];
  }

  /** Undefined = never met. */
  knownHandle(subjectKey: SubjectKey): number | undefined {
    return this.#handles.get(subjectKey);
  }

  /** Subjects that have a handle. */
  get size(): number {
    return this.#subjects.length;
  }

  vehicle(subjectKey: SubjectKey): Vehicle | undefined {
    return this.#vehicles.get(subjectKey);
  }

  /** Every registered vehicle. */
  vehicles(): IterableIterator<[SubjectKey, Vehicle]> {
    return this.#vehicles.entries();
  }

  enterprise(enterpriseId: string): Enterprise | undefined {
    return this.#enterprises.get(enterpriseId);
  }

  route(routeId: string): Route | undefined {
    return this.#routes.get(routeId);
  }

  /** In full: whoever shows it masks it. Null = unknown. */
  driverName(driverKey: SubjectKey | null): string | null {
    const name = driverKey === null ? undefined : this.#driverNames.get(driverKey);
    return name === undefined || name === '' ? null : name;
  }

  /** Row of one subject; a subject the registry does not know is shown by the start of its pseudonym. */
  entry(subjectKey: SubjectKey): RosterEntry {
    const vehicle = this.#vehicles.get(subjectKey);
    const handle = this.handleOf(subjectKey);
    if (vehicle === undefined) {
      const label = `#${subjectKey.slice(0, 6)}`;
      return {
        handle,
        vehicleId: label,
        plate: label,
        plateColour: 0,
        class: 'other',
        enterprise: '',
        regionCode: '',
      };
    }
    return {
      handle,
      vehicleId: vehicle.vehicleId,
      plate: vehicle.plate,
      plateColour: vehicle.plateColour,
      class: vehicle.class,
      enterprise: this.#enterprises.get(vehicle.enterpriseId)?.name ?? vehicle.enterpriseId,
      regionCode: vehicle.regionCode,
    };
  }

  /** Every subject that has a handle. */
  entries(): RosterEntry[] {
    return this.#subjects.map((subjectKey) => this.entry(subjectKey));
  }

  /** `{version, vehicles}` as JSON, without the vehicles for a page that has this version. */
  answer(knownVersion: number | undefined, nowMs: number): Buffer {
    if (this.#written?.version !== this.version) this.#write(nowMs);
    const { version, json } = this.#written!;
    return knownVersion === version ? Buffer.from(JSON.stringify({ version, vehicles: [] })) : json;
  }

  #write(nowMs: number): void {
    const sinceMs = nowMs - (this.#written?.atMs ?? Number.NEGATIVE_INFINITY);
    if (sinceMs >= 0 && sinceMs < WRITE_EVERY_MS) return;
    const { version } = this;
    const json = Buffer.from(JSON.stringify({ version, vehicles: this.entries() }));
    this.#written = { version, atMs: nowMs, json };
  }

  /** Null = an entity of no interest here. */
  #put(entity: string, given: object | string): (() => void) | null {
    const item = () => (typeof given === 'string' ? JSON.parse(given) : given) as unknown;
    switch (entity) {
      case 'vehicle': {
        const vehicle = item() as Vehicle;
        const key = subjectKeyOf(this.#secret, 'vehicle', vehicle.vehicleId);
        this.#vehicles.set(key, vehicle);
        return () => this.#vehicles.delete(key);
      }
      case 'enterprise': {
        const enterprise = item() as Enterprise;
        this.#enterprises.set(enterprise.enterpriseId, enterprise);
        return () => this.#enterprises.delete(enterprise.enterpriseId);
      }
      case 'driver': {
        const driver = item() as Driver;
        const key = subjectKeyOf(this.#secret, 'driver', driver.driverId);
        this.#driverNames.set(key, driver.name ?? '');
        return () => this.#driverNames.delete(key);
      }
      case 'route': {
        const route = item() as Route;
        this.#routes.set(route.routeId, route);
        return () => this.#routes.delete(route.routeId);
      }
      default:
        return null;
    }
  }
}
