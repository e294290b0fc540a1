/** A file of entities as rows, read again for every pass: CSV of one list, JSON of many, GeoJSON of areas and lines. */
import { createReadStream } from 'node:fs';
import { TizhengError } from '#core/errors.ts';
import type { EntityDefinition, RegistryFault } from '#core/registry/entity.ts';
import { entities } from '#core/registry/index.ts';
import { readCells, readHeader } from './cells.ts';
import { CsvFault, csvRows } from './csv.ts';
import { JsonListFault, jsonLists } from './json-lists.ts';

export const IMPORT_FORMATS = ['csv', 'json', 'geojson'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];
export const IMPORT_ENCODINGS = ['utf-8', 'gb18030'] as const;
export type ImportEncoding = (typeof IMPORT_ENCODINGS)[number];

export interface SourceRow {
  /** CSV: line; JSON: position in its list; GeoJSON: number of the feature; from 1. */
  row: number;
  definition: EntityDefinition;
  /** As stated; null = the row cannot be read, `faults` say why. */
  item: Record<string, unknown> | null;
  /** True = what the row does not state stays as it is, a field that is null goes. */
  isPartial: boolean;
  faults: RegistryFault[];
}

export interface ImportSource {
  /** Kinds the file may hold. */
  definitions: readonly EntityDefinition[];
  rows(): AsyncGenerator<SourceRow>;
  /** Things worth telling: columns and properties that were left out. */
  notes: Set<string>;
}

const CHUNK_BYTES = 65_536;
const NOTES_MAX = 50;

/** Throws REGISTRY_INVALID where the file as a whole is not what it should be, FILE_UNREADABLE. */
export async function openSource(
  path: string,
  options: {
    format: ImportFormat;
    list?: string | undefined;
    encoding?: ImportEncoding | undefined;
  },
): Promise<ImportSource> {
  const encoding = options.encoding ?? (await encodingOf(path));
  const text = () => textOf(path, encoding);
  const { list } = options;
  const chosen = list === undefined ? undefined : entities.find((each) => each.list === list);
  if (list !== undefined && chosen === undefined) throw invalid(`There is no list "${list}".`);
  const notes = new Set<string>();
  const note = (sentence: string) => {
    if (notes.size < NOTES_MAX) notes.add(sentence);
  };
  switch (options.format) {
    case 'csv':
      if (chosen === undefined) throw invalid('A CSV file needs the name of its list.');
      return { definitions: [chosen], rows: () => csvSource(chosen, text(), note), notes };
    case 'json':
      return { definitions: entities, rows: () => jsonSource(text(), note), notes };
    case 'geojson': {
      const definitions = chosen === undefined ? GEOMETRIC : [chosen];
      return { definitions, rows: () => geoSource(chosen, text(), note), notes };
    }
  }
}

/** CSV, JSON or GeoJSON by the file's name; undefined = not told by it. */
export function formatOf(fileName: string): ImportFormat | undefined {
  if (/\.(csv|txt|tsv)$/i.test(fileName)) return 'csv';
  if (/\.geojson$/i.test(fileName)) return 'geojson';
  return /\.json$/i.test(fileName) ? 'json' : undefined;
}

async function* csvSource(
  definition: EntityDefinition,
  text: AsyncIterable<string>,
  note: (sentence: string) => void,
): AsyncGenerator<SourceRow> {
  let header: ReturnType<typeof readHeader> = null;
  try {
    for await (const { line, cells } of csvRows(text)) {
      if (header === null) {
        header = readHeader(definition, cells);
        if (header === null) {
          throw invalid(`The first line names no column that holds ${definition.id}.`);
        }
        for (const column of header.unknown) note(`Column left out: ${column.slice(0, 40)}`);
        continue;
      }
      yield rowOf(definition, { line, cells }, header);
    }
  } catch (error) {
    if (error instanceof CsvFault) throw invalid(`Line ${error.line}: ${error.message}`);
    throw error;
  }
  if (header === null) throw invalid('The file is empty.');
}

function rowOf(
  definition: EntityDefinition,
  { line, cells }: { line: number; cells: string[] },
  header: NonNullable<ReturnType<typeof readHeader>>,
): SourceRow {
  const base = { row: line, definition, isPartial: true };
  const bad = (message: string): SourceRow => ({
    ...base,
    ...{ item: null, faults: [{ field: '', code: 'unreadable', message }] },
  });
  if (cells.length !== header.columns.length)
    return bad(`has ${cells.length} cells where the header has ${header.columns.length}.`);
  if (cells.some((cell) => cell.includes('\uFFFD')))
    return bad('holds bytes that are no text in the encoding of the file.');
  return { ...base, item: readCells(definition, header, cells), faults: [] };
}

async function* jsonSource(
  text: AsyncIterable<string>,
  note: (sentence: string) => void,
): AsyncGenerator<SourceRow> {
  const byList = new Map(entities.map((each) => [each.list, each]));
  for await (const { list, position, text: element } of elementsOf(text)) {
    const definition = byList.get(list);
    if (definition === undefined) {
      note(`List left out: ${list.slice(0, 40)}`);
      continue;
    }
    yield { ...parsed(element), row: position, definition, isPartial: false };
  }
}

const GEOMETRIC = entities.filter(({ list }) => ['zones', 'sections', 'routes'].includes(list));

async function* geoSource(
  chosen: EntityDefinition | undefined,
  text: AsyncIterable<string>,
  note: (sentence: string) => void,
): AsyncGenerator<SourceRow> {
  for await (const { list, position, text: element } of elementsOf(text)) {
    if (list !== 'features') continue;
    const { item: feature, faults } = parsed(element);
    const properties = (feature?.properties ?? {}) as Record<string, unknown>;
    const geometry = feature?.geometry as { type?: string } | undefined;
    const definition =
      chosen ??
      GEOMETRIC.find(({ id }) => properties[id] !== undefined) ??
      GEOMETRIC.find(
        ({ list: name }) => name === (geometry?.type?.includes('Line') ? 'sections' : 'zones'),
      )!;
    const known = definition.schema.properties as Record<string, unknown>;
    const item: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(properties)) {
      if (!Object.hasOwn(known, name)) note(`Property left out: ${name.slice(0, 40)}`);
      else if (value !== null) item[name] = value;
    }
    if (item[definition.id] === undefined && feature?.id !== undefined)
      item[definition.id] = String(feature.id);
    if (geometry !== undefined)
      item[known.polygon === undefined ? 'corridor' : 'polygon'] = geometry;
    if (definition.kind === 'zone') item.appliesTo ??= [];
    yield {
      ...{ row: position, definition, item: feature === null ? null : item },
      ...{ isPartial: false, faults },
    };
  }
}

async function* elementsOf(text: AsyncIterable<string>) {
  try {
    yield* jsonLists(text);
  } catch (error) {
    if (error instanceof JsonListFault) throw invalid(error.message);
    throw error;
  }
}

function parsed(text: string): Pick<SourceRow, 'item' | 'faults'> {
  const bad = (message: string): Pick<SourceRow, 'item' | 'faults'> => ({
    item: null,
    faults: [{ field: '', code: 'unreadable', message }],
  });
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { item: value as Record<string, unknown>, faults: [] } : bad('is no object.');
  } catch {
    return bad('is no JSON.');
  }
}

/** UTF-8 when every byte of the file is, GB18030 otherwise. */
async function encodingOf(path: string): Promise<ImportEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytesOf(path)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TizhengError) throw error;
    return 'gb18030';
  }
}

async function* textOf(path: string, encoding: ImportEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytesOf(path)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK_BYTES });
  } catch (cause) {
    throw new TizhengError('FILE_UNREADABLE', 'registry', 'The file cannot be read.', cause);
  }
}

function invalid(sentence: string): TizhengError {
  return new TizhengError('REGISTRY_INVALID', 'registry', sentence);
}
