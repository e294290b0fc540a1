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

export class Roster {
  readonly #secret: Uint8Array;
  readonly #vehicles = new Map<SubjectKey, Vehicle>();
  readonly #enterprises = new Map<string, Enterprise>();
  readonly #driverNames = new Map<SubjectKey, string>();
  readonly #routes = new Map<string, Route>();
  readonly #handles = new Map<SubjectKey, number>();
  readonly #subjects: SubjectKey[] = [];
  /** Goes up with every change a page could show. */
  version = 1;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** Applies one record of `registry.v1`. */
  apply(value: Uint8Array): void {
    if (value.byteLength === 0) return;
    const { entity, json } = decodeRegistryEntity(value);
    if (entity === 'vehicle') {
      const vehicle = JSON.parse(json) as Vehicle;
      this.#vehicles.set(subjectKeyOf(this.#secret, 'vehicle', vehicle.vehicleId), vehicle);
    } else if (entity === 'enterprise') {
      const enterprise = JSON.parse(json) as Enterprise;
      this.#enterprises.set(enterprise.enterpriseId, enterprise);
    } else if (entity === 'driver') {
      const driver = JSON.parse(json) as Driver;
      this.#driverNames.set(
        subjectKeyOf(this.#secret, 'driver', driver.driverId),
        driver.name ?? '',
      );
    } else if (entity === 'route') {
      const route = JSON.parse(json) as Route;
      this.#routes.set(route.routeId, route);
    } else {
      return;
    }
    this.version++;
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

  vehicle(subjectKey: SubjectKey): Vehicle | undefined {
    return this.#vehicles.get(subjectKey);
  }

  route(routeId: string): Route | undefined {
    return this.#routes.get(routeId);
  }

  /** Masked for the duty room: family name and stars; null = unknown. */
  driverName(driverKey: SubjectKey | null): string | null {
    const name = driverKey === null ? undefined : this.#driverNames.get(driverKey);
    return name === undefined || name === ''
      ? null
      : `${name[0]}${'*'.repeat(Math.max(1, name.length - 1))}`;
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
}
