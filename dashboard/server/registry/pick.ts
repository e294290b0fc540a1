/** A page of a list: what fits the filters, in order of entry, from where the page before ended. */
import type { SubjectKind } from '#core/identity.ts';
import { entities } from '#core/registry/index.ts';
import { turnKeeper } from '../turn.ts';
import type { RegistryEntry, RegistryTable } from './table.ts';

export interface Pick {
  /** Field → value it must have; of `regionCode` the beginning. */
  where: Record<string, string | number | boolean>;
  /** Text that one of the searched fields must hold, whatever its case; '' = any. */
  text: string;
  /** Fields the text is looked for in. */
  search: readonly string[];
  /** Null = every entity is seen. */
  sees: ((entry: RegistryEntry) => boolean) | null;
  /** Rows after this one; 0 = from the beginning. */
  after: number;
  limit: number;
}

export interface Page {
  rows: RegistryEntry[];
  /** How many fit in all. */
  total: number;
  /** `after` of the next page; null = this was the last. */
  next: number | null;
}

export async function pick(table: RegistryTable, kind: SubjectKind, wish: Pick): Promise<Page> {
  const fits = fitting(wish);
  const yieldTurn = turnKeeper(1_000);
  const rows: RegistryEntry[] = [];
  let total = 0;
  let isMore = false;
  for (const entry of table.rows(kind)) {
    const turn = yieldTurn();
    if (turn !== undefined) await turn;
    if (entry.isGone || !fits(entry) || wish.sees?.(entry) === false) continue;
    total++;
    if (entry.seq <= wish.after) continue;
    if (rows.length < wish.limit) rows.push(entry);
    else isMore = true;
  }
  return { rows, total, next: isMore ? (rows.at(-1)?.seq ?? 0) : null };
}

/** How many entities of a kind somebody sees. */
export async function countOf(
  table: RegistryTable,
  kind: SubjectKind,
  sees: Pick['sees'],
): Promise<number> {
  if (sees === null) return table.count(kind);
  return (await pick(table, kind, { where: {}, text: '', search: [], sees, after: 0, limit: 0 }))
    .total;
}

function fitting({ where, text, search }: Pick): (entry: RegistryEntry) => boolean {
  const conditions = Object.entries(where);
  const wanted = text.trim().toLowerCase();
  return ({ item }) =>
    conditions.every(([field, value]) =>
      field === 'regionCode'
        ? String(item[field] ?? '').startsWith(String(value))
        : String(item[field] ?? '') === String(value),
    ) &&
    (wanted === '' ||
      search.some((field) =>
        String(item[field] ?? '')
          .toLowerCase()
          .includes(wanted),
      ));
}

/** The first entities that refer to this one, of at most `max`. */
export async function referrersOf(
  table: RegistryTable,
  { kind, id }: { kind: SubjectKind; id: string },
  { max, isGoing = () => false }: { max: number; isGoing?: (entry: RegistryEntry) => boolean },
): Promise<RegistryEntry[]> {
  const found: RegistryEntry[] = [];
  const yieldTurn = turnKeeper(1_000);
  for (const from of referringKinds(kind)) {
    for (const entry of table.rows(from)) {
      const turn = yieldTurn();
      if (turn !== undefined) await turn;
      if (entry.isGone || isGoing(entry)) continue;
      const references = entry.definition.references(entry.item as never);
      if (!references.some((each) => each.kind === kind && each.id === id)) continue;
      found.push(entry);
      if (found.length >= max) return found;
    }
  }
  return found;
}

/** Kinds whose schema has a field that names this kind. */
function referringKinds(kind: SubjectKind): SubjectKind[] {
  return entities
    .filter(({ schema }) => JSON.stringify(schema).includes(`"x-reference":"${kind}"`))
    .map((definition) => definition.kind);
}
