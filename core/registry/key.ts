/** How an entity is named where no plate, name or phone may stand: its kind and a keyed pseudonym of its id. */
import { type SubjectKind, subjectKeyOf } from '../identity.ts';

/** Key in `registry.v1` and `registry-changes.v1`, e.g. `vehicle:0123456789abcdef`. */
export function registryKeyOf(pseudonymKey: Uint8Array, entity: SubjectKind, id: string): string {
  return `${entity}:${subjectKeyOf(pseudonymKey, entity, id)}`;
}
