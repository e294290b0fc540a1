/**
 * The one way a change gets into the registry: first as a change with who, when and why into
 * `registry-changes.v1`, then as the entity into `registry.v1`. The first append decides; the second
 * is finished by whoever opens the registry next, should the process die in between.
 * One process writes at a time: the dashboard's while the platform runs.
 * *Back pressure:* await `write`. *Delivery:* a change is in the history once, in `registry.v1` at least once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TizhengError } from '#core/errors.ts';
import type { SubjectKind } from '#core/identity.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import { TOPICS } from '#core/topics.ts';
import {
  decodeRegistryChange,
  encodeRegistryChange,
  encodeRegistryEntity,
} from '#proto/codec/registry-entity.ts';
import type { AppendRecord, EventLog, LogRecord } from '../log/event-log.ts';

export interface RegistryWish {
  entity: SubjectKind;
  id: string;
  /** null = delete. */
  json: string | null;
  /** Version it replaces; 0 = none is known. */
  previousVersion: number;
}

export interface RegistryAuthor {
  /** Account or process. */
  actor: string;
  reason: string;
  origin: 'api' | 'import' | 'start';
  atMs: number;
}

const GROUP = 'registry-projection';
/** Changes of one append: all of them are durable, or none. */
export const CHANGES_PER_APPEND = 1_000;
const READ = { maxRecords: CHANGES_PER_APPEND, maxBytes: 16_000_000, waitMs: 0 };
const ATTEMPTS = 5;
const RETRY_MS = 200;
const EMPTY = new Uint8Array(0);

export class RegistryWriter {
  readonly #log: EventLog;
  readonly #pseudonymKey: Uint8Array;
  /** Changes lie in the history that `registry.v1` may lack. */
  #isBehind = true;

  constructor(log: EventLog, pseudonymKey: Uint8Array) {
    this.#log = log;
    this.#pseudonymKey = pseudonymKey;
  }

  /** Brings `registry.v1` up to the history. */
  async settle(): Promise<void> {
    if (!this.#isBehind) return;
    const { low, high } = await this.#log.ends(TOPICS.registryChanges, 0);
    const done = (await this.#log.committed(GROUP, TOPICS.registryChanges, 0)) ?? low;
    let offset = Math.max(done, low);
    while (offset < high) {
      const batch = await this.#log.read(TOPICS.registryChanges, 0, offset, READ);
      if (batch.records.length > 0) await this.#project(batch.records);
      offset = batch.nextOffset;
    }
    this.#isBehind = false;
  }

  /**
   * Writes at most CHANGES_PER_APPEND changes and returns the version of the first; the others follow it by one each.
   * Rejects when nothing was written, or with LOG_UNAVAILABLE when the changes are in the history and take effect later.
   */
  async write(wishes: readonly RegistryWish[], author: RegistryAuthor): Promise<number> {
    await this.settle();
    const { actor, reason, origin, atMs } = author;
    const records: AppendRecord[] = wishes.map(({ entity, id, json, previousVersion }) => ({
      key: registryKeyOf(this.#pseudonymKey, entity, id),
      timeMs: atMs,
      value: encodeRegistryChange({
        ...{ entity, id, json: json ?? '', changedAtMs: atMs, actor, reason },
        ...{ previousVersion, origin },
      }),
    }));
    const first = await this.#log.append(TOPICS.registryChanges, 0, records);
    this.#isBehind = true;
    const stored = records.map(({ key, timeMs, value }, at) => ({
      ...{ key, timeMs, value },
      offset: first + at,
    }));
    await this.#insist(stored);
    this.#isBehind = false;
    return first + 1;
  }

  async #insist(records: readonly LogRecord[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#project(records);
      } catch (cause) {
        const isHopeful = cause instanceof TizhengError && cause.retryable && attempt < ATTEMPTS;
        if (!isHopeful) {
          const sentence =
            'The change is recorded and takes effect when the log can be written again.';
          throw new TizhengError('LOG_UNAVAILABLE', 'registry', sentence, cause);
        }
        await sleep(RETRY_MS * attempt);
      }
    }
  }

  async #project(records: readonly LogRecord[]): Promise<void> {
    const entities = records.map(({ key, timeMs, value, offset }): AppendRecord => {
      const { entity, id, json, changedAtMs, actor } = decodeRegistryChange(value);
      if (json === '') return { key, timeMs, value: EMPTY };
      const version = offset + 1;
      return {
        key,
        timeMs,
        value: encodeRegistryEntity({ entity, id, json, changedAtMs, actor, version }),
      };
    });
    await this.#log.append(TOPICS.registry, 0, entities);
    await this.#log.commit(GROUP, TOPICS.registryChanges, 0, records.at(-1)!.offset + 1);
  }
}
