/**
 * What belongs to one vehicle and is copied into its partition: routes, permits, waybills, charter tickets, and
 * the line a scheduled coach runs. Stations they name are put in, so that a rule which judges a place needs
 * no other entity. So this remembers stations, lines, and the papers that name a station: when one of
 * these changes, what names it is copied again, under the place of that change in registry.v1.
 */
import type { SubjectKey } from '#core/identity.ts';
import { type EntityDefinition, openFields } from '#core/registry/entity.ts';
import { line } from '#core/registry/line.ts';
import { permit } from '#core/registry/permit.ts';
import { route } from '#core/registry/route.ts';
import type { Station } from '#core/registry/station.ts';
import {
  type StationPoint,
  stationPoint,
  stationsNamed,
  withStations,
} from '#core/registry/stations.ts';
import { ticket } from '#core/registry/ticket.ts';
import { waybill } from '#core/registry/waybill.ts';

const definitions = { permit, route, ticket, waybill } as unknown as Record<
  PaperEntity,
  EntityDefinition
>;
const lineEntity = line as unknown as EntityDefinition;
export type PaperEntity = 'route' | 'permit' | 'ticket' | 'waybill';

/** What routes and papers of one vehicle have in common. */
export interface OfVehicle {
  vehicleId: string;
  driverId?: string;
  escortId?: string;
  driverIds?: string[];
}

interface LineItem {
  lineId: string;
}

/** A copy for the partition of `owner`; `facts` null = withdrawn, else made when they are wanted. */
export interface OwnedCopy {
  owner: SubjectKey;
  entity: PaperEntity | 'line';
  id: string;
  facts: (() => object) | null;
}

interface Held {
  entity: PaperEntity;
  id: string;
  owner: SubjectKey;
  /** The item, if it names stations: it may have to be copied again. */
  item: OfVehicle | null;
}

export class PaperCopies {
  readonly #vehicleKey: (vehicleId: string) => SubjectKey;
  readonly #driverKey: (driverId: string) => SubjectKey;
  /** By key in registry.v1, since a deletion carries nothing but its key. */
  readonly #held = new Map<string, Held>();
  readonly #stations = new Map<string, StationPoint>();
  /** By key in registry.v1. */
  readonly #lines = new Map<string, LineItem>();
  readonly #lineKeys = new Map<string, string>();
  readonly #lineOf = new Map<SubjectKey, string>();
  readonly #vehiclesOf = new Map<string, Set<SubjectKey>>();
  /** Keys of papers and lines by the station they name. */
  readonly #naming = new Map<string, Set<string>>();

  constructor(
    vehicleKey: (vehicleId: string) => SubjectKey,
    driverKey: (driverId: string) => SubjectKey,
  ) {
    this.#vehicleKey = vehicleKey;
    this.#driverKey = driverKey;
  }

  /** Into its vehicle's partition, and out of the one it was in before. */
  paper(key: string, entity: PaperEntity, id: string, item: OfVehicle): OwnedCopy[] {
    const owner = this.#vehicleKey(item.vehicleId);
    const before = this.#held.get(key);
    if (before?.item) this.#forget(key, before.item);
    const names = stationsNamed(item).length > 0;
    if (names) this.#remember(key, item);
    const held = { entity, id, owner, item: names ? item : null };
    this.#held.set(key, held);
    const copies = [this.#paperCopy(held, item)];
    if (before !== undefined && before.owner !== owner)
      copies.push({ owner: before.owner, entity, id, facts: null });
    return copies;
  }

  /** A paper or route is gone; null = none of that key was known. */
  paperGone(key: string): OwnedCopy[] | null {
    const held = this.#held.get(key);
    if (held === undefined) return null;
    this.#held.delete(key);
    if (held.item !== null) this.#forget(key, held.item);
    return [{ owner: held.owner, entity: held.entity, id: held.id, facts: null }];
  }

  /** `lineId` undefined or '' = it runs no line. */
  vehicle(owner: SubjectKey, lineId: string | undefined): OwnedCopy[] {
    const before = this.#lineOf.get(owner);
    if (before !== undefined) this.#vehiclesOf.get(before)?.delete(owner);
    this.#lineOf.delete(owner);
    if (lineId !== undefined && lineId !== '') {
      this.#lineOf.set(owner, lineId);
      setOf(this.#vehiclesOf, lineId).add(owner);
    }
    const copies: OwnedCopy[] = [];
    if (before !== undefined && before !== lineId)
      copies.push({ owner, entity: 'line', id: before, facts: null });
    const line = this.#lines.get(this.#lineKeys.get(lineId ?? '') ?? '');
    if (line !== undefined) copies.push(this.#lineCopy(owner, line));
    return copies;
  }

  line(key: string, item: LineItem): OwnedCopy[] {
    const before = this.#lines.get(key);
    if (before !== undefined) this.#forget(key, before);
    this.#lines.set(key, item);
    this.#lineKeys.set(item.lineId, key);
    this.#remember(key, item);
    return this.#lineCopies(item);
  }

  lineGone(key: string): OwnedCopy[] {
    const line = this.#lines.get(key);
    if (line === undefined) return [];
    this.#lines.delete(key);
    this.#lineKeys.delete(line.lineId);
    this.#forget(key, line);
    const vehicles = [...(this.#vehiclesOf.get(line.lineId) ?? [])];
    return vehicles.map((owner) => ({ owner, entity: 'line', id: line.lineId, facts: null }));
  }

  /** All that names the station, if it moved. */
  station(item: Station): OwnedCopy[] {
    const point = stationPoint(item);
    const before = this.#stations.get(item.stationId);
    this.#stations.set(item.stationId, point);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(point)) return [];
    return [...(this.#naming.get(item.stationId) ?? [])].flatMap((key) => {
      const line = this.#lines.get(key);
      if (line !== undefined) return this.#lineCopies(line);
      const held = this.#held.get(key)!;
      return [this.#paperCopy(held, held.item!)];
    });
  }

  #paperCopy({ entity, id, owner }: Held, item: OfVehicle): OwnedCopy {
    const facts = () => {
      const open = { ...openFields(definitions[entity], item), ...this.#people(item) };
      return { subjectKey: owner, ...this.#located(open) };
    };
    return { owner, entity, id, facts };
  }

  #lineCopies(item: LineItem): OwnedCopy[] {
    const vehicles = this.#vehiclesOf.get(item.lineId);
    return [...(vehicles ?? [])].map((owner) => this.#lineCopy(owner, item));
  }

  /** Without its centre line, which may be long: no rule asks a coach to keep to it. */
  #lineCopy(owner: SubjectKey, item: LineItem): OwnedCopy {
    const facts = () => {
      const { name: _, corridor: __, halfWidthM: ___, ...open } = openFields(lineEntity, item);
      return { subjectKey: owner, ...this.#located(open) };
    };
    return { owner, entity: 'line', id: item.lineId, facts };
  }

  #located<T extends object>(item: T): T {
    return withStations(item, (stationId) => this.#stations.get(stationId));
  }

  /** Drivers and escorts of a paper, by pseudonym. */
  #people({ driverId, escortId, driverIds }: OfVehicle): Record<string, unknown> {
    return {
      ...(driverId ? { driverKey: this.#driverKey(driverId) } : {}),
      ...(escortId ? { escortKey: this.#driverKey(escortId) } : {}),
      ...(driverIds ? { driverKeys: driverIds.map((each) => this.#driverKey(each)) } : {}),
    };
  }

  #remember(key: string, item: object): void {
    for (const stationId of stationsNamed(item)) setOf(this.#naming, stationId).add(key);
  }

  #forget(key: string, item: object): void {
    for (const stationId of stationsNamed(item)) this.#naming.get(stationId)?.delete(key);
  }
}

function setOf<V>(sets: Map<string, Set<V>>, name: string): Set<V> {
  let set = sets.get(name);
  if (set === undefined) {
    set = new Set();
    sets.set(name, set);
  }
  return set;
}
