/** The registry as one sight sees it: what lies outside is not there to be referred to. */
import type { SubjectKind } from '#core/identity.ts';
import type { RegistryEntry, RegistryTable } from '../registry/table.ts';
import type { Sight } from './sight.ts';

export type RegistryReader = Pick<RegistryTable, 'find' | 'has' | 'get'>;

export function seenRegistry(registry: RegistryTable, sight: Sight): RegistryReader {
  if (sight.isWhole) return registry;
  const seen = (entry: RegistryEntry | undefined) =>
    entry !== undefined && sight.holdsItem(entry.definition.kind, entry.item) ? entry : undefined;
  const find = (kind: SubjectKind, id: string) => seen(registry.find(kind, id));
  return {
    find,
    has: (kind, id) => find(kind, id) !== undefined,
    get: (key) => seen(registry.get(key)),
  };
}
