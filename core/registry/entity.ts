/** What a kind of registry entity is: its schema, its names, what it refers to, what may be said of it openly. */
import type { Static, TObject, TProperties } from 'typebox';
import type { SubjectKind } from '../identity.ts';

export const FAULT_CODES = [
  'required',
  'unknown-field',
  'type',
  'value',
  'geometry',
  'order',
  'reference',
  'duplicate',
  'unreadable',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** One mistake in what somebody sent; never holds the value itself. */
export interface RegistryFault {
  /** Path of the field, e.g. `licences.0.kind`; `''` = the entity as a whole. */
  field: string;
  code: FaultCode;
  /** A sentence for people. */
  message: string;
}

export interface RegistryReference {
  field: string;
  kind: SubjectKind;
  id: string;
}

/** Beside the words of JSON Schema, `title` is a field's English name; these are ours. */
export interface FieldNotes {
  /** English name, also a CSV header. */
  title: string;
  /** Chinese name, also a CSV header. */
  'x-zh': string;
  /** Further headers that mean this field. */
  'x-aliases'?: readonly string[];
  /** Never in reports, logs or addresses. */
  'x-personal'?: true;
  /** Words of files that mean a value, e.g. `黄` → 2. */
  'x-words'?: Readonly<Record<string, string | number>>;
  /** Kind of the entity whose id stands here. */
  'x-reference'?: SubjectKind;
  /** Shown as a text of several lines, or as JSON. */
  description?: string;
}

export function named(
  title: string,
  zh: string,
  more: Omit<FieldNotes, 'title' | 'x-zh'> = {},
): FieldNotes {
  return { title, 'x-zh': zh, ...more };
}

export interface EntityDefinition<S extends TObject = TObject> {
  kind: SubjectKind;
  /** Name of its list in registry files and addresses. */
  list: string;
  /** Field that holds the id. */
  id: string;
  names: { zh: string; en: string };
  schema: S;
  /** Fields a list can be narrowed by in an address; none is personal. */
  filters: readonly string[];
  /** Text fields that a search looks into. */
  search: readonly string[];
  /** Fields of the row in a list, the id first. */
  columns: readonly string[];
  /** What must exist before; fields holding nothing refer to nothing. */
  references(item: Static<S>): RegistryReference[];
  /** What a schema cannot say; called only for items that fit it. */
  check(item: Static<S>): RegistryFault[];
  example: Static<S>;
}

type Given<P extends TProperties> = Omit<
  EntityDefinition<TObject<P>>,
  'references' | 'check' | 'filters'
> &
  Partial<Pick<EntityDefinition<TObject<P>>, 'references' | 'check' | 'filters'>>;

export function defineEntity<P extends TProperties>(given: Given<P>): EntityDefinition<TObject<P>> {
  return { filters: [], references: () => [], check: () => [], ...given };
}

/** The references that are there, of fields that may hold an id. */
export function referencesTo(
  fields: readonly [field: string, kind: SubjectKind, id: string | undefined][],
): RegistryReference[] {
  return fields.flatMap(([field, kind, id]) =>
    id === undefined || id === '' ? [] : [{ field, kind, id }],
  );
}

/** What may lie outside the registry: fields the schema knows and does not call personal. */
export function openFields(definition: EntityDefinition, item: object): Record<string, unknown> {
  const properties = definition.schema.properties as Record<string, Partial<FieldNotes>>;
  return Object.fromEntries(
    Object.entries(item).filter(
      ([name]) => Object.hasOwn(properties, name) && properties[name]?.['x-personal'] !== true,
    ),
  );
}
