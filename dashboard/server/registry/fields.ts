/** Kinds and fields as the page and other callers need them for lists, forms and CSV headers. */
import type { EntityDefinition, FieldNotes } from '#core/registry/entity.ts';

export interface FieldView {
  name: string;
  label: { zh: string; en: string };
  /** `json` = written as JSON: lists, places, geometries. */
  type:
    | 'text'
    | 'number'
    | 'integer'
    | 'boolean'
    | 'choice'
    | 'choices'
    | 'day'
    | 'instant'
    | 'json';
  choices?: readonly (string | number)[];
  /** Address of the list whose id stands here. */
  reference?: string;
  isRequired: boolean;
  isPersonal: boolean;
  description?: string;
}

interface Described extends Partial<FieldNotes> {
  type?: string;
  enum?: (string | number)[];
  pattern?: string;
  items?: Described;
}

export function fieldsOf(
  { schema }: EntityDefinition,
  listOf: (kind: string) => string | undefined,
): FieldView[] {
  const required = new Set<string>((schema.required ?? []) as string[]);
  return Object.entries(schema.properties as Record<string, Described>).map(([name, field]) => {
    const reference = field['x-reference'] === undefined ? undefined : listOf(field['x-reference']);
    const choices = field.enum ?? field.items?.enum;
    return {
      name,
      label: { zh: field['x-zh'] ?? name, en: field.title ?? name },
      type: typeOf(field),
      ...(choices === undefined ? {} : { choices }),
      ...(reference === undefined ? {} : { reference }),
      isRequired: required.has(name),
      isPersonal: field['x-personal'] === true,
      ...(field.description === undefined ? {} : { description: field.description }),
    };
  });
}

function typeOf({ type, enum: choices, items, pattern }: Described): FieldView['type'] {
  if (choices !== undefined) return 'choice';
  if (type === 'array') return items?.enum === undefined ? 'json' : 'choices';
  if (type === 'boolean' || type === 'number' || type === 'integer') return type;
  if (type !== 'string') return 'json';
  if (pattern?.includes('T.*')) return 'instant';
  return pattern?.startsWith('^\\d{4}-(0') ? 'day' : 'text';
}
