/** What an import must know of the registry: which entities there are, in which version, and, now and then, one of them. */

import type { SubjectKind } from '#core/identity.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { EventLog, LogRecord } from '../log/event-log.ts';

export interface RegistryView {
  has(kind: SubjectKind, id: string): boolean;
  /** 0 = not there, or older than the history. */
  version(kind: SubjectKind, id: string): number;
  /** The entity as parsed; undefined = not there. */
  item(kind: SubjectKind, id: string): Promise<object | undefined>;
}

const READ = { maxRecords: 10_000, maxBytes: 16_000_000, waitMs: 0 };
/** Neighbours are read along: files tend to be in the order in which they were imported before. */
const NEIGHBOURS = { maxRecords: 1_000, maxBytes: 4_000_000, waitMs: 0 };

/** Reads `registry.v1` once; holds a key, an offset and a version per entity, not the entity. */
export class StoredRegistry implements RegistryView {
  readonly #log: EventLog;
  readonly #pseudonymKey: Uint8Array;
  readonly #places = new Map<string, { offset: number; version: number }>();
  #near = new Map<number, LogRecord>();

  private constructor(log: EventLog, pseudonymKey: Uint8Array) {
    this.#log = log;
    this.#pseudonymKey = pseudonymKey;
  }

  static async read(log: EventLog, pseudonymKey: Uint8Array): Promise<StoredRegistry> {
    const stored = new StoredRegistry(log, pseudonymKey);
    let { low: offset } = await log.ends(TOPICS.registry, 0);
    for (;;) {
      const batch = await log.read(TOPICS.registry, 0, offset, READ);
      for (const { key, value, offset: at } of batch.records) {
        if (value.length === 0) stored.#places.delete(key);
        else stored.#places.set(key, { offset: at, version: versionOf(value) });
      }
      offset = batch.nextOffset;
      if (offset >= batch.highOffset) return stored;
    }
  }

  has(kind: SubjectKind, id: string): boolean {
    return this.#places.has(registryKeyOf(this.#pseudonymKey, kind, id));
  }

  version(kind: SubjectKind, id: string): number {
    return this.#places.get(registryKeyOf(this.#pseudonymKey, kind, id))?.version ?? 0;
  }

  async item(kind: SubjectKind, id: string): Promise<object | undefined> {
    const place = this.#places.get(registryKeyOf(this.#pseudonymKey, kind, id));
    if (place === undefined) return undefined;
    if (!this.#near.has(place.offset)) {
      const { records } = await this.#log.read(TOPICS.registry, 0, place.offset, NEIGHBOURS);
      this.#near = new Map(records.map((record) => [record.offset, record]));
    }
    const record = this.#near.get(place.offset);
    return record === undefined
      ? undefined
      : (JSON.parse(decodeRegistryEntity(record.value).json) as object);
  }
}

/** An unreadable entity is there all the same: it is overwritten, not doubled. */
function versionOf(value: Uint8Array): number {
  try {
    return decodeRegistryEntity(value).version;
  } catch {
    return 0;
  }
}
