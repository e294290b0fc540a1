/** Every entity of the registry, in the order in which they were first entered; filled from `registry.v1`. */
import type { SubjectKind } from '#core/identity.ts';
import type { EntityDefinition } from '#core/registry/entity.ts';
import { entities } from '#core/registry/index.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { LogRecord } from '#runtime/log/event-log.ts';
import { ReadTo } from '#runtime/log/read-to.ts';
import type { RegistryView } from '#runtime/registry/view.ts';

export interface RegistryEntry {
  definition: EntityDefinition;
  /** `kind:hash`, as in the log. */
  key: string;
  id: string;
  item: Record<string, unknown>;
  /** Place in the history; 0 = older than it. */
  version: number;
  changedAtMs: number;
  actor: string;
  /** Ascending within a list; stays when the entity changes. */
  seq: number;
  isGone: boolean;
}

export const definitionsByKind = new Map(entities.map((each) => [each.kind, each]));
export const definitionsByList = new Map(entities.map((each) => [each.list, each]));

/** Values that many entities share are kept once. */
const SHARED_FIELDS = ['enterpriseId', 'regionCode', 'class', 'kind'] as const;
/** Rows of removed entities are cleared away when they are this many and the half of a list. */
const GONE_MIN = 1_000;

export class RegistryTable implements RegistryView {
  readonly #secret: Uint8Array;
  readonly #entries = new Map<string, RegistryEntry>();
  readonly #lists = new Map<SubjectKind, { rows: RegistryEntry[]; gone: number }>();
  readonly #shared = new Map<string, string>();
  readonly #readTo = new ReadTo();
  #seq = 0;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
    for (const { kind } of entities) this.#lists.set(kind, { rows: [], gone: 0 });
  }

  /** Applies one record; null = none of the kinds kept here. Throws on unreadable ones. */
  apply({ key, value, offset }: Pick<LogRecord, 'key' | 'value' | 'offset'>): RegistryEntry | null {
    try {
      return value.byteLength === 0 ? this.#remove(key) : this.#put(key, value);
    } finally {
      this.#readTo.moveTo(offset + 1);
    }
  }

  /** Every record below it has been applied. */
  get nextOffset(): number {
    return this.#readTo.nextOffset;
  }

  /** Resolves when every record below an offset has been applied. */
  reached(offset: number): Promise<void> {
    return this.#readTo.reached(offset);
  }

  get(key: string): RegistryEntry | undefined {
    return this.#entries.get(key);
  }

  find(kind: SubjectKind, id: string): RegistryEntry | undefined {
    return this.#entries.get(this.keyOf(kind, id));
  }

  keyOf(kind: SubjectKind, id: string): string {
    return registryKeyOf(this.#secret, kind, id);
  }

  has(kind: SubjectKind, id: string): boolean {
    return this.find(kind, id) !== undefined;
  }

  version(kind: SubjectKind, id: string): number {
    return this.find(kind, id)?.version ?? 0;
  }

  async item(kind: SubjectKind, id: string): Promise<object | undefined> {
    return this.find(kind, id)?.item;
  }

  /** In order of entry; removed ones are among them, marked. */
  rows(kind: SubjectKind): readonly RegistryEntry[] {
    return this.#lists.get(kind)?.rows ?? [];
  }

  count(kind: SubjectKind): number {
    const list = this.#lists.get(kind);
    return list === undefined ? 0 : list.rows.length - list.gone;
  }

  #put(key: string, value: Uint8Array): RegistryEntry | null {
    const { entity, id, json, version, changedAtMs, actor } = decodeRegistryEntity(value);
    const definition = definitionsByKind.get(entity as SubjectKind);
    if (definition === undefined) return null;
    const item = JSON.parse(json) as Record<string, unknown>;
    for (const field of SHARED_FIELDS) {
      const text = item[field];
      if (typeof text === 'string') item[field] = this.#share(text);
    }
    const known = this.#entries.get(key);
    if (known !== undefined) return Object.assign(known, { item, version, changedAtMs, actor });
    const seq = ++this.#seq;
    const entry = { definition, key, id, item, version, changedAtMs, actor, seq, isGone: false };
    this.#entries.set(key, entry);
    this.#lists.get(definition.kind)?.rows.push(entry);
    return entry;
  }

  #remove(key: string): null {
    const entry = this.#entries.get(key);
    if (entry === undefined) return null;
    entry.isGone = true;
    this.#entries.delete(key);
    const list = this.#lists.get(entry.definition.kind)!;
    list.gone++;
    if (list.gone >= GONE_MIN && list.gone * 2 >= list.rows.length) {
      list.rows = list.rows.filter(({ isGone }) => !isGone);
      list.gone = 0;
    }
    return null;
  }

  #share(text: string): string {
    const known = this.#shared.get(text);
    if (known !== undefined) return known;
    this.#shared.set(text, text);
    return text;
  }
}
