/**
 * Where people's changes of the registry are taken: one batch at a time, judged whole by the newest
 * state, written in one append or not at all, answered when it has come back from the log.
 * Order: a batch may hold its entities in any order; what one refers to must be in the registry or in
 * the batch, and what others still refer to cannot be removed.
 */
import { TizhengError } from '#core/errors.ts';
import type { SubjectKind } from '#core/identity.ts';
import { canonicalJson, faultsOf } from '#core/registry/check.ts';
import type { EntityDefinition, RegistryFault } from '#core/registry/entity.ts';
import { entities } from '#core/registry/index.ts';
import { TOPICS } from '#core/topics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import {
  CHANGES_PER_APPEND,
  type RegistryAuthor,
  type RegistryWish,
  RegistryWriter,
} from '#runtime/registry/writer.ts';
import { referrersOf } from './pick.ts';
import type { RegistryTable } from './table.ts';

export type Change =
  | { op: 'put'; definition: EntityDefinition; item: unknown; base?: Base }
  | { op: 'patch'; definition: EntityDefinition; key: string; patch: object; base?: Base }
  | { op: 'delete'; definition: EntityDefinition; key: string; base?: Base };
/** Version that must be there now; `absent` = none may be. */
export type Base = number | 'absent';

export interface ChangeFault extends RegistryFault {
  /** Position of the change in its batch. */
  index: number;
}

export type ChangeAnswer =
  | { ok: true; results: ChangeResult[] }
  /** `stale` 412, `missing` 404, `conflict` 409, `invalid` 422; nothing was written. */
  | { ok: false; why: 'stale' | 'missing' | 'conflict' | 'invalid'; faults: ChangeFault[] };

export interface ChangeResult {
  key: string;
  /** null = removed. */
  version: number | null;
  outcome: 'created' | 'changed' | 'unchanged' | 'removed';
}

/** Whether whoever changes something is responsible for an entity. */
export type Holds = (
  kind: SubjectKind,
  item: Record<string, unknown>,
  wish: 'read' | 'write',
) => boolean;

export const CHANGES_MAX = CHANGES_PER_APPEND;
/** Longest wait for a change to come back from the log; it is durable before. */
const RETURN_MS_MAX = 10_000;
const REFERRERS_TOLD = 3;
/** Removals remembered; of an older one that comes back the history begins anew. */
const REMOVALS_MAX = 100_000;

interface Judged {
  wish: RegistryWish | null;
  result: ChangeResult;
  definition: EntityDefinition;
  /** null = removed. */
  item: Record<string, unknown> | null;
  id: string;
}

export class RegistryDesk {
  readonly #log: EventLog;
  readonly #table: RegistryTable;
  readonly writer: RegistryWriter;
  /** Version by which an entity went: its history goes on when it comes back. */
  readonly #removals = new Map<string, number>();
  #turn: Promise<unknown> = Promise.resolve();
  #isImporting = false;

  constructor(log: EventLog, table: RegistryTable, pseudonymKey: Uint8Array) {
    this.#log = log;
    this.#table = table;
    this.writer = new RegistryWriter(log, pseudonymKey);
  }

  /** Rejects when the log refuses: nothing was done, unless the error says that it will be. */
  async change(
    changes: readonly Change[],
    author: RegistryAuthor,
    isDryRun = false,
    holds: Holds | null = null,
  ): Promise<ChangeAnswer> {
    if (this.#isImporting)
      throw new TizhengError('REGISTRY_BUSY', 'registry', 'An import is under way; try again.');
    return this.#alone(() => this.#change(changes, author, isDryRun, holds));
  }

  /** A change of what the registry holds beside entities of lists: judged and written while nobody else writes. */
  async alone<T>(work: (writer: RegistryWriter) => Promise<T>): Promise<T> {
    if (this.#isImporting)
      throw new TizhengError('REGISTRY_BUSY', 'registry', 'An import is under way; try again.');
    return this.#alone(async () => {
      await this.writer.settle();
      await this.caughtUp();
      const result = await work(this.writer);
      await this.caughtUp();
      return result;
    });
  }

  /** Runs an import; changes that come meanwhile are asked to come again. */
  async import<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isImporting)
      throw new TizhengError('REGISTRY_BUSY', 'registry', 'Another import is under way.');
    this.#isImporting = true;
    try {
      return await this.#alone(async () => {
        await this.writer.settle();
        await this.caughtUp();
        const result = await work();
        await this.caughtUp();
        return result;
      });
    } finally {
      this.#isImporting = false;
    }
  }

  get isImporting(): boolean {
    return this.#isImporting;
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Resolves when all that is in the log has been taken in. */
  async caughtUp(): Promise<void> {
    const { high } = await this.#log.ends(TOPICS.registry, 0);
    const timer = Promise.withResolvers<void>();
    const handle = setTimeout(timer.resolve, RETURN_MS_MAX);
    await Promise.race([this.#table.reached(high), timer.promise]);
    clearTimeout(handle);
  }

  async #change(
    changes: readonly Change[],
    author: RegistryAuthor,
    isDryRun: boolean,
    holds: Holds | null,
  ): Promise<ChangeAnswer> {
    await this.writer.settle();
    await this.caughtUp();
    const judged: Judged[] = [];
    const faults: ChangeFault[] = [];
    const seen = new Set<string>();
    for (const [index, change] of changes.entries()) {
      const answer = this.#judge(change, holds);
      if ('why' in answer) {
        const { why, faults: each } = answer;
        if (why !== 'invalid')
          return { ok: false, why, faults: each.map((f) => ({ index, ...f })) };
        faults.push(...each.map((fault) => ({ index, ...fault })));
        continue;
      }
      if (seen.has(answer.result.key)) {
        const message = 'The entity occurs twice in the batch.';
        faults.push({ index, field: change.definition.id, code: 'duplicate', message });
      }
      seen.add(answer.result.key);
      judged[index] = answer;
    }
    faults.push(...this.#danglingReferences(judged, holds));
    if (faults.length > 0) return { ok: false, why: 'invalid', faults };
    const held = await this.#stillReferredTo(judged);
    if (held.length > 0) return { ok: false, why: 'conflict', faults: held };

    const results = judged.map(({ result }) => result);
    const writing = judged.filter(({ wish }) => wish !== null).sort(inOrder);
    if (writing.length === 0 || isDryRun) return { ok: true, results };
    const first = await this.writer.write(
      writing.map(({ wish }) => wish!),
      author,
    );
    writing.forEach(({ result, item, definition }, at) => {
      result.version = item === null ? null : first + at;
      if (item === null) this.#noteRemoval(`${definition.kind}:${result.key}`, first + at);
    });
    await this.caughtUp();
    return { ok: true, results };
  }

  #judge(
    change: Change,
    holds: Holds | null,
  ): Judged | { why: 'stale' | 'missing' | 'conflict' | 'invalid'; faults: RegistryFault[] } {
    const { definition, base } = change;
    if (change.op === 'put') return this.#judgePut(definition, change.item, { base, holds });
    const entry = this.#table.get(`${definition.kind}:${change.key}`);
    if (entry === undefined || holds?.(definition.kind, entry.item, 'write') === false)
      return refusal('missing', '', 'There is no such entity.');
    if (base !== undefined && base !== entry.version) return STALE;
    if (change.op === 'patch')
      return this.#judgePut(definition, mergePatch(entry.item, change.patch), {
        ...{ base, holds, mustBe: entry.id },
      });
    const { id, version, key } = entry;
    return {
      wish: { entity: definition.kind, id, json: null, previousVersion: version },
      result: { key: hashOf(key), version: null, outcome: 'removed' },
      ...{ definition, item: null, id },
    };
  }

  #judgePut(
    definition: EntityDefinition,
    item: unknown,
    {
      base,
      holds,
      mustBe,
    }: { base: Base | undefined; holds: Holds | null; mustBe?: string | undefined },
  ): Judged | { why: 'stale' | 'conflict' | 'invalid'; faults: RegistryFault[] } {
    const { kind } = definition;
    const stored = mustBe === undefined ? undefined : this.#table.find(kind, mustBe)?.item;
    const faults = faultsOf(definition, item, 'refuse').filter(
      // What an older or newer version left in the entity stays in it.
      ({ code, field }) => code !== 'unknown-field' || stored?.[field.split('.')[0]!] === undefined,
    );
    if (faults.length > 0) return { why: 'invalid', faults };
    const fields = item as Record<string, unknown>;
    const id = String(fields[definition.id]);
    if (mustBe !== undefined && id !== mustBe)
      return refusal('invalid', definition.id, 'The id of an entity cannot change.');
    const other = kind === 'device' ? 'sensor' : kind === 'sensor' ? 'device' : null;
    if (other !== null && this.#table.has(other, id))
      return refusal('invalid', definition.id, `A ${other} signs in by this id.`);
    const entry = this.#table.find(kind, id);
    // Whether the id is taken elsewhere or the entity would lie elsewhere is not told apart.
    if (
      holds?.(kind, fields, 'write') === false ||
      (entry !== undefined && holds?.(kind, entry.item, 'write') === false)
    )
      return refusal('invalid', definition.id, 'Your account is not for where this lies.');
    if (base === 'absent' && entry !== undefined)
      return refusal('conflict', definition.id, 'The entity is there already.');
    if (typeof base === 'number' && base !== (entry?.version ?? -1)) return STALE;
    const key = hashOf(entry?.key ?? this.#table.keyOf(kind, id));
    const json = canonicalJson(definition, fields);
    if (entry !== undefined && canonicalJson(definition, entry.item) === json) {
      const result = { key, version: entry.version, outcome: 'unchanged' } as const;
      return { wish: null, result, definition, item: fields, id };
    }
    return {
      wish: {
        entity: kind,
        id,
        json,
        previousVersion: entry?.version ?? this.#removals.get(`${kind}:${key}`) ?? 0,
      },
      result: { key, version: 0, outcome: entry === undefined ? 'created' : 'changed' },
      ...{ definition, item: fields, id },
    };
  }

  #noteRemoval(key: string, version: number): void {
    this.#removals.set(key, version);
    if (this.#removals.size > REMOVALS_MAX)
      this.#removals.delete(this.#removals.keys().next().value as string);
  }

  /** What somebody does not see is not there for them, unless the entity referred to it before. */
  #danglingReferences(judged: readonly (Judged | undefined)[], holds: Holds | null): ChangeFault[] {
    const batch = new Map<string, boolean>();
    for (const each of judged)
      if (each !== undefined) batch.set(`${each.definition.kind}:${each.id}`, each.item !== null);
    const isSeen = (kind: SubjectKind, item: Record<string, unknown> | undefined) =>
      item !== undefined && holds?.(kind, item, 'read') !== false;
    const isThere = (kind: SubjectKind, id: string) =>
      batch.get(`${kind}:${id}`) ?? isSeen(kind, this.#table.find(kind, id)?.item);
    return judged.flatMap((each, index) => {
      if (each === undefined || each.item === null) return [];
      const { definition } = each;
      const stored = this.#table.find(definition.kind, each.id)?.item;
      const before = stored === undefined ? [] : definition.references(stored as never);
      const dangling = definition
        .references(each.item as never)
        .filter(({ kind, id }) => !isThere(kind, id))
        .filter(
          ({ kind, id }) =>
            !this.#table.has(kind, id) || !before.some((old) => old.kind === kind && old.id === id),
        );
      return dangling.map(({ field, kind }): ChangeFault => {
        const message = `There is no such ${kind} in the registry.`;
        return { index, field, code: 'reference', message };
      });
    });
  }

  async #stillReferredTo(judged: readonly Judged[]): Promise<ChangeFault[]> {
    const going = judged.filter(({ item }) => item === null);
    if (going.length === 0) return [];
    const touched = new Set(
      judged.map(({ definition, result }) => `${definition.kind}:${result.key}`),
    );
    const faults: ChangeFault[] = [];
    for (const { definition, id } of going) {
      const found = await referrersOf(
        this.#table,
        { kind: definition.kind, id },
        {
          max: REFERRERS_TOLD,
          // Those of the batch go as well, or were checked as they will be.
          isGoing: ({ key }) => touched.has(key),
        },
      );
      if (found.length === 0) continue;
      const kinds = [...new Set(found.map((entry) => entry.definition.kind))].join(', ');
      const index = judged.findIndex((each) => each.id === id && each.definition === definition);
      const message = `It is still referred to by: ${kinds}.`;
      faults.push({ index, field: definition.id, code: 'reference', message });
    }
    return faults;
  }
}

const STALE = {
  why: 'stale' as const,
  faults: [
    {
      field: '',
      code: 'value' as const,
      message: 'Somebody else changed it since; read it again.',
    },
  ],
};

function refusal<W extends string>(why: W, field: string, message: string) {
  const code = why === 'conflict' ? ('duplicate' as const) : ('value' as const);
  return { why, faults: [{ field, code, message }] };
}

/** `0123456789abcdef` of `vehicle:0123456789abcdef`. */
export function hashOf(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}

const ORDER = new Map(entities.map((each, at) => [each.kind, at]));

/** What is referred to first, removals last and the other way round: true at every place of the log. */
function inOrder(a: Judged, b: Judged): number {
  const byRemoval = Number(a.item === null) - Number(b.item === null);
  const byKind = ORDER.get(a.definition.kind)! - ORDER.get(b.definition.kind)!;
  return byRemoval || (a.item === null ? -byKind : byKind);
}

/** JSON Merge Patch (RFC 7396). */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const merged: Record<string, unknown> =
    typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else
      Object.defineProperty(merged, name, {
        value: mergePatch(merged[name], value),
        ...{ enumerable: true, configurable: true, writable: true },
      });
  }
  return merged;
}
