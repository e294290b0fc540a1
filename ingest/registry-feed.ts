/**
 * Follows registry.v1: keeps the device table, and copies every change that can alter a result into
 * the partitions of reports.v1 it concerns, as control readings. So a processor sees a route exactly
 * where it lay among the reports, also in a replay next year.
 *
 * vehicle, route, permit, waybill, ticket → the vehicle's partition · line → the partitions of its vehicles,
 * for each of them · station → put into what names it · driver → the driver's partition, as far as
 * licences and certificates go · enterprise → one partition, as far as its licence goes · sensor → its own
 * partition and the table here · zone, section, holiday, ban, rules → all · device → the table here · region →
 * nobody (no rule reads it). Plates, names and the numbers of licences stay in the registry: subjects go by
 * pseudonym.
 *
 * *Delivery:* at least once: the position is committed after the copies are durable, and processors
 * ignore a registryOffset they have seen. A deleted entity is copied with empty JSON.
 */
import { TizhengError } from '#core/errors.ts';
import { NO_SUBJECT, type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import { type EntityDefinition, openFields } from '#core/registry/entity.ts';
import type { Line } from '#core/registry/line.ts';
import type { Station } from '#core/registry/station.ts';
import { vehicle } from '#core/registry/vehicle.ts';
import type { Device, Driver, Enterprise, Section, Sensor, Vehicle, Zone } from '#core/registry.ts';
import type { ReadingBody } from '#core/report.ts';
import { RULES_IN_FORCE } from '#core/rule-settings.ts';
import type { Clock, Timers } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import type { Logger } from '#runtime/logger.ts';
import type { IngestCounters } from './counters.ts';
import type { DeviceEntry, DeviceTable } from './devices.ts';
import type { Publisher } from './publish.ts';
import { type OfVehicle, type OwnedCopy, PaperCopies } from './registry-papers.ts';

/**
 * A new name whenever kinds are copied, or read, that were not before: the first start of such a version
 * copies everything once more. `ingest-registry` did so before lines, stations and papers were read, and
 * `ingest-registry-2` before processors read zones, sections, bans and holidays.
 */
const GROUP = 'ingest-registry-3';
const PARTITION = 0;
const READ = { maxRecords: 1_000, maxBytes: 4_000_000, waitMs: 250 };
const RETRY_MS = 500;
const EMPTY = new Uint8Array(0);
const vehicleDefinition = vehicle as unknown as EntityDefinition;

interface Copy {
  /** null = all. */
  partition: number | null;
  body: ReadingBody;
}

export interface RegistryFeedParts {
  log: EventLog;
  logger: Logger;
  clock: Clock;
  timers: Timers;
  counters: IngestCounters;
  devices: DeviceTable;
  publisher: Publisher;
  partitions: number;
  pseudonymKey: Uint8Array;
  /** A device belongs to something else from now on. */
  onDevice: (entry: DeviceEntry) => void;
}

export class RegistryFeed {
  readonly #parts: RegistryFeedParts;
  readonly #papers = new PaperCopies(
    (vehicleId) => this.#vehicleKey(vehicleId),
    (driverId) => this.#driverKey(driverId),
  );
  /** Of kinds that every partition is told. */
  readonly #everywhere = new Map<string, string>();
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: RegistryFeedParts) {
    this.#parts = parts;
  }

  /** Resolves when all that the registry held at the start is known here and durable in reports.v1. */
  async start(): Promise<void> {
    const { log } = this.#parts;
    const { low, high } = await log.ends(TOPICS.registry, PARTITION);
    const copied = (await log.committed(GROUP, TOPICS.registry, PARTITION)) ?? 0;
    await new Promise<void>((resolve) => {
      this.#running = this.#run(low, copied, high, resolve);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(low: number, copied: number, high: number, caughtUp: () => void): Promise<void> {
    const { log, logger } = this.#parts;
    let offset = low;
    if (offset >= high) caughtUp();
    while (!this.#stopped) {
      try {
        const batch = await log.read(TOPICS.registry, PARTITION, offset, READ);
        const durable = await this.#apply(batch.records, copied);
        if (!durable) {
          await this.#pause();
          continue;
        }
        if (batch.nextOffset > offset && batch.nextOffset > copied) {
          copied = batch.nextOffset;
          await log.commit(GROUP, TOPICS.registry, PARTITION, copied);
        }
        offset = batch.nextOffset;
        if (offset >= high) caughtUp();
      } catch (error) {
        if (this.#stopped) break;
        if (error instanceof TizhengError && error.code === 'LOG_OFFSET_GONE') {
          offset = (await log.ends(TOPICS.registry, PARTITION)).low;
          continue;
        }
        logger.warn({ err: error }, 'The registry cannot be read, trying again.');
        await this.#pause();
      }
    }
    caughtUp();
  }

  /** Applies records to the tables and copies those at or above `from`; false = a copy was given up. */
  async #apply(records: readonly LogRecord[], from: number): Promise<boolean> {
    const { counters, logger } = this.#parts;
    const waiting: Promise<boolean>[] = [];
    for (const record of records) {
      try {
        const isNew = record.offset >= from;
        const copies = this.#copiesOf(record, isNew);
        if (!isNew) continue;
        for (const copy of copies) waiting.push(...this.#copy(copy));
        if (copies.length > 0) counters.registryChangesCopied++;
      } catch (error) {
        // One unreadable entity must not hold up the others; processors never see it.
        counters.registryEntriesUnreadable++;
        logger.warn({ offset: record.offset, err: error }, 'A registry record was not understood.');
      }
    }
    return (await Promise.all(waiting)).every((durable) => durable);
  }

  /** Takes a record in; `isNew` = its copies are wanted, not only what the tables need of it. */
  #copiesOf({ key, value, offset }: LogRecord, isNew: boolean): Copy[] {
    const [kind = '', hash = ''] = key.split(':');
    if (value.length === 0) return this.#deleted(key, kind, hash, offset);
    const { entity, id, json } = decodeRegistryEntity(value);
    const change = (changedId: string, facts: unknown): ReadingBody => ({
      kind: 'registry',
      registryOffset: offset,
      entity,
      id: changedId,
      json: facts === null || !isNew ? '' : JSON.stringify(facts),
    });
    const owned = (copies: readonly OwnedCopy[]) => (isNew ? this.#owned(copies, offset) : []);
    switch (entity) {
      case 'vehicle': {
        const item = JSON.parse(json) as Vehicle;
        const subjectKey = this.#vehicleKey(item.vehicleId);
        const line = this.#papers.vehicle(subjectKey, item.lineId);
        if (!isNew) return [];
        const { plateColour: _, ...facts } = openFields(vehicleDefinition, item);
        const body = change(subjectKey, { subjectKey, ...facts });
        return [{ partition: this.#partitionOf(subjectKey), body }, ...this.#owned(line, offset)];
      }
      case 'driver': {
        if (!isNew) return [];
        const { driverId, licences = [], certificates = [] } = JSON.parse(json) as Driver;
        const subjectKey = this.#driverKey(driverId);
        const bare = ({ number: _, ...paper }: { number?: string }) => paper;
        const facts = {
          subjectKey,
          licences: licences.map(bare),
          certificates: certificates.map(bare),
        };
        return [{ partition: this.#partitionOf(subjectKey), body: change(subjectKey, facts) }];
      }
      case 'enterprise': {
        if (!isNew) return [];
        const { enterpriseId, licenceValidTo } = JSON.parse(json) as Enterprise;
        // It has no subject of its own: any one partition, and always the same one.
        const partition = partitionOf(enterpriseId, this.#parts.partitions);
        return [{ partition, body: change(enterpriseId, { enterpriseId, licenceValidTo }) }];
      }
      case 'route':
      case 'permit':
      case 'ticket':
      case 'waybill':
        return owned(this.#papers.paper(key, entity, id, JSON.parse(json) as OfVehicle));
      case 'line':
        return owned(this.#papers.line(key, JSON.parse(json) as Line));
      case 'station':
        return owned(this.#papers.station(JSON.parse(json) as Station));
      case 'zone':
      case 'holiday':
      case 'ban': {
        this.#everywhere.set(key, id);
        return [{ partition: null, body: change(id, JSON.parse(json) as Zone) }];
      }
      case 'section': {
        const { name: _, ...section } = JSON.parse(json) as Section;
        this.#everywhere.set(key, section.sectionId);
        return [{ partition: null, body: change(section.sectionId, section) }];
      }
      case 'sensor': {
        const { name: _, credentialVersion: __, ...facts } = JSON.parse(json) as Sensor;
        const entry = this.#parts.devices.setSensor(JSON.parse(json) as Sensor);
        this.#parts.onDevice(entry);
        const { subjectKey, partition } = entry;
        return [{ partition, body: change(subjectKey, { subjectKey, ...facts }) }];
      }
      case 'rules':
        JSON.parse(json);
        // What a file said concerns nobody but the next import.
        if (id !== RULES_IN_FORCE) return [];
        return [{ partition: null, body: { kind: 'rules', registryOffset: offset, json } }];
      case 'device':
        this.#parts.onDevice(
          this.#parts.devices.set({ ...(JSON.parse(json) as Device), deviceId: id }),
        );
        return [];
      default:
        return [];
    }
  }

  /** What is gone no longer says whose it was, so its id begins with that. */
  #owned(copies: readonly OwnedCopy[], registryOffset: number): Copy[] {
    return copies.map(({ owner, entity, id, facts }) => ({
      partition: this.#partitionOf(owner),
      body: {
        kind: 'registry',
        registryOffset,
        entity,
        ...(facts === null
          ? { id: `${owner}/${id}`, json: '' }
          : { id, json: JSON.stringify(facts()) }),
      },
    }));
  }

  #deleted(key: string, kind: string, hash: string, registryOffset: number): Copy[] {
    const gone = (partition: number | null, id: string): Copy[] => [
      { partition, body: { kind: 'registry', registryOffset, entity: kind, id, json: '' } },
    ];
    if (kind === 'vehicle') this.#papers.vehicle(hash as SubjectKey, undefined);
    if (kind === 'vehicle' || kind === 'driver')
      return gone(this.#partitionOf(hash as SubjectKey), hash);
    if (kind === 'line') return this.#owned(this.#papers.lineGone(key), registryOffset);
    if (kind === 'rules') {
      return [{ partition: null, body: { kind: 'rules', registryOffset, json: '{}' } }];
    }
    const owned = this.#papers.paperGone(key);
    if (owned !== null) return this.#owned(owned, registryOffset);
    const everywhere = this.#everywhere.get(key);
    if (everywhere !== undefined) {
      this.#everywhere.delete(key);
      return gone(null, everywhere);
    }
    if (kind === 'sensor') {
      const entry = this.#parts.devices.remove(hash as SubjectKey);
      if (entry !== null) this.#parts.onDevice(entry);
      return gone(this.#partitionOf(hash as SubjectKey), hash);
    }
    if (kind === 'device') {
      const entry = this.#parts.devices.remove(hash as SubjectKey);
      if (entry !== null) this.#parts.onDevice(entry);
    }
    return [];
  }

  #copy({ partition, body }: Copy): Promise<boolean>[] {
    const { publisher, partitions, clock } = this.#parts;
    const targets =
      partition === null ? Array.from({ length: partitions }, (_, p) => p) : [partition];
    return targets.map((target) =>
      publisher.addAndWait(target, {
        subjectKey: NO_SUBJECT,
        deviceKey: NO_SUBJECT,
        protocol: 'unknown',
        receivedTimeMs: clock.now(),
        serial: 0,
        raw: EMPTY,
        body,
      }),
    );
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#parts.timers.after(RETRY_MS, resolve);
    });
  }

  #vehicleKey(vehicleId: string): SubjectKey {
    return subjectKeyOf(this.#parts.pseudonymKey, 'vehicle', vehicleId);
  }

  #driverKey(driverId: string): SubjectKey {
    return subjectKeyOf(this.#parts.pseudonymKey, 'driver', driverId);
  }

  #partitionOf(subjectKey: SubjectKey): number {
    return partitionOf(subjectKey, this.#parts.partitions);
  }
}
