/** From the header and cells of a table to fields: names in English or Chinese, values as people write them. */
import type { EntityDefinition, FieldNotes } from '#core/registry/entity.ts';
import { COLOUR_WORDS } from '#core/registry/vehicle.ts';

interface Described extends Partial<FieldNotes> {
  type?: string;
  enum?: unknown[];
  pattern?: string;
  items?: Described;
}

export interface Header {
  /** Field of each column; null = a column nobody knows, it is left out. */
  columns: (Column | null)[];
  unknown: string[];
  /** Fields that the table can state. */
  fields: string[];
}
interface Column {
  field: string;
  schema: Described;
}

const PLATE: Described = {
  title: 'Plate',
  'x-zh': '车牌号',
  'x-aliases': ['车牌号码', '号牌号码', '车牌'],
};

/** Null = the table does not name the entity: neither its id nor what the id is made of. */
export function readHeader(definition: EntityDefinition, cells: readonly string[]): Header | null {
  const properties = definition.schema.properties as Record<string, Described>;
  const known = new Map<string, Column>();
  const learn = (field: string, schema: Described) => {
    for (const name of [field, schema.title, schema['x-zh'], ...(schema['x-aliases'] ?? [])])
      if (name !== undefined && !known.has(plain(name))) known.set(plain(name), { field, schema });
  };
  for (const [field, schema] of Object.entries(properties)) learn(field, schema);
  // A vehicle is named by plate and colour in most tables; other kinds refer to it the same way.
  if (properties.vehicleId !== undefined && properties.plate === undefined) {
    learn('plate', PLATE);
    learn('plateColour', {
      type: 'integer',
      title: 'Plate colour',
      'x-zh': '车牌颜色',
      'x-words': COLOUR_WORDS,
    });
  }
  const columns = cells.map((cell) => known.get(plain(cell)) ?? null);
  const fields = [...new Set(columns.flatMap((column) => column?.field ?? []))];
  const hasPlate = fields.includes('plate') && fields.includes('plateColour');
  if (!fields.includes(definition.id) && !(definition.id === 'vehicleId' && hasPlate)) return null;
  return { columns, unknown: cells.filter((_, at) => columns[at] === null), fields };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_（）()]/g, '');
}

/** Fields of one row; null = the cell is empty and takes the field away. */
export function readCells(
  definition: EntityDefinition,
  { columns }: Header,
  cells: readonly string[],
): Record<string, unknown> {
  const properties = definition.schema.properties as Record<string, Described>;
  const required = (definition.schema.required ?? []) as string[];
  const item: Record<string, unknown> = {};
  columns.forEach((column, at) => {
    if (column === null) return;
    const text = (cells[at] ?? '').trim();
    const { field, schema } = column;
    const mayBeEmpty = schema.type === 'string' && required.includes(field);
    item[field] = text === '' ? (mayBeEmpty ? '' : null) : fieldValue(schema, text);
  });
  const { plate, plateColour } = item;
  if (properties.vehicleId !== undefined && !item.vehicleId && plate && plateColour)
    item.vehicleId = `${String(plate)}-${String(plateColour)}`;
  for (const field of ['plate', 'plateColour'])
    if (properties[field] === undefined) delete item[field];
  return item;
}

/** What does not read as its type stays text: the schema names it. */
function fieldValue(schema: Described, text: string): unknown {
  const word = schema['x-words']?.[text] ?? schema['x-words']?.[text.toLowerCase()];
  if (word !== undefined) return word;
  switch (schema.type) {
    case 'number':
    case 'integer':
      return /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return BOOLEANS[text.toLowerCase()] ?? text;
    case 'string':
      return stringOf(schema, text);
    default:
      return listOf(schema, text);
  }
}

const BOOLEANS: Record<string, boolean> = {
  ...{ true: true, yes: true, '1': true, 是: true },
  ...{ false: false, no: false, '0': false, 否: false },
};

function stringOf({ pattern = '' }: Described, text: string): string {
  if (pattern.startsWith('^\\d{4}-(0')) {
    const [, year, month, day] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text) ?? [];
    return year === undefined
      ? text
      : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  }
  if (pattern.includes('T.*')) {
    const parts = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2}) (\d{1,2}:\d{2})(:\d{2})?$/.exec(text);
    if (parts === null) return text;
    const [, year, month, day, clock, seconds = ':00'] = parts;
    const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
    return `${date}T${clock!.padStart(5, '0')}${seconds}+08:00`;
  }
  return text;
}

function listOf({ items }: Described, text: string): unknown {
  if (/^[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  const isWords = items?.type === 'string' || items?.enum !== undefined;
  return isWords ? text.split(/[;；、|]/).map((part) => part.trim()) : text;
}
