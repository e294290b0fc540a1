/** Kinds and fields as the page and other callers need them for lists, forms and CSV headers. */
import type { EntityDefinition, FieldNotes } from '#core/registry/entity.ts';

export interface FieldView {
  name: string;
  label: { zh: string; en: string };
  /** `rows` = a list of objects with `fields`; `json` = written as JSON: places, geometries. */
  type:
    | 'text'
    | 'number'
    | 'integer'
    | 'boolean'
    | 'choice'
    | 'choices'
    | 'day'
    | 'instant'
    | 'rows'
    | 'json';
  choices?: readonly (string | number)[];
  /** Address of the list whose id stands here. */
  reference?: string;
  /** Of `rows`. */
  fields?: FieldView[];
  isRequired: boolean;
  isPersonal: boolean;
  description?: string;
}

interface Described extends Partial<FieldNotes> {
  type?: string;
  enum?: (string | number)[];
  pattern?: string;
  items?: Described;
  properties?: Record<string, Described>;
  required?: string[];
}

export function fieldsOf(
  { schema }: EntityDefinition,
  listOf: (kind: string) => string | undefined,
): FieldView[] {
  return viewsOf(schema as Described, listOf);
}

function viewsOf(
  { properties = {}, required = [] }: Described,
  listOf: (kind: string) => string | undefined,
): FieldView[] {
  return Object.entries(properties).map(([name, field]) => {
    const reference = field['x-reference'] === undefined ? undefined : listOf(field['x-reference']);
    const words = field.type === 'integer' ? field['x-words'] : undefined;
    const choices =
      field.enum ?? field.items?.enum ?? (words && [...new Set(Object.values(words))]);
    const type = words === undefined ? typeOf(field) : 'choice';
    return {
      name,
      label: { zh: field['x-zh'] ?? name, en: field.title ?? name },
      type,
      ...(choices === undefined ? {} : { choices }),
      ...(type === 'rows' ? { fields: viewsOf(field.items!, listOf) } : {}),
      ...(reference === undefined ? {} : { reference }),
      isRequired: required.includes(name),
      isPersonal: field['x-personal'] === true,
      ...(field.description === undefined ? {} : { description: field.description }),
    };
  });
}

function typeOf({ type, enum: choices, items, pattern }: Described): FieldView['type'] {
  if (choices !== undefined) return 'choice';
  if (type === 'array') {
    if (items?.enum !== undefined) return 'choices';
    const cells = Object.values(items?.properties ?? {}).map(typeOf);
    const isFlat = cells.length > 0 && cells.every((cell) => cell !== 'json' && cell !== 'rows');
    return isFlat ? 'rows' : 'json';
  }
  if (type === 'boolean' || type === 'number' || type === 'integer') return type;
  if (type !== 'string') return 'json';
  if (pattern?.includes('T.*')) return 'instant';
  return pattern?.startsWith('^\\d{4}-(0') ? 'day' : 'text';
}
