/**
 * An import is checked whole before anything is written, then written in steps of one append each, what
 * is referred to first. Entities that did not change write nothing, so an import that was interrupted is
 * simply run again. The file is read once per pass; memory holds an id per row, not the row.
 */
import { canonicalJson, faultsOf } from '#core/registry/check.ts';
import type { EntityDefinition, FaultCode, FieldNotes } from '#core/registry/entity.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import type { RegistryView } from '../view.ts';
import {
  CHANGES_PER_APPEND,
  type RegistryAuthor,
  type RegistryWish,
  type RegistryWriter,
} from '../writer.ts';
import { KeySet } from './key-set.ts';
import type { ImportSource, SourceRow } from './source.ts';

export interface ImportParts {
  source: ImportSource;
  view: RegistryView;
  writer: RegistryWriter;
  pseudonymKey: Uint8Array;
  author: RegistryAuthor;
  /** With any faulty row: write nothing, or write the others. */
  faulty: 'refuse' | 'skip';
  isDryRun: boolean;
  onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  phase: 'reading' | 'checking' | 'writing';
  /** Rows gone through in this phase. */
  rows: number;
  /** Known once they have been read. */
  total: number | null;
}

export interface ImportFault {
  list: string;
  row: number;
  field: string;
  code: FaultCode;
  message: string;
  /** As stated, shortened; masked where it is personal; null = there is none. */
  value: string | null;
}

export interface ImportReport {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  faulty: number;
  /** False = dry run, or refused for its faults: nothing was written. */
  isWritten: boolean;
  isDryRun: boolean;
  /** The first of them. */
  faults: ImportFault[];
  faultsTotal: number;
  notes: string[];
}

const FAULTS_MAX = 1_000;
const PROGRESS_EVERY_ROWS = 5_000;

export async function runImport(parts: ImportParts): Promise<ImportReport> {
  const run = new Run(parts);
  await run.read();
  await run.check();
  const isRefused = run.report.faulty > 0 && parts.faulty === 'refuse';
  if (!parts.isDryRun && !isRefused) await run.write();
  run.report.notes = [...parts.source.notes];
  return run.report;
}

class Run {
  readonly #parts: ImportParts;
  readonly #stated = new Map<EntityDefinition, KeySet>();
  /** Rows with faults, as `list:row`, and the entities they would have been. */
  readonly #faultyRows = new Set<string>();
  readonly #faultyKeys = new Set<string>();
  readonly report: ImportReport = {
    ...{ rows: 0, created: 0, changed: 0, unchanged: 0, faulty: 0 },
    ...{ isWritten: false, isDryRun: false, faults: [], faultsTotal: 0, notes: [] },
  };

  constructor(parts: ImportParts) {
    this.#parts = parts;
    this.report.isDryRun = parts.isDryRun;
  }

  /** Each row by itself. */
  async read(): Promise<void> {
    for await (const row of this.#rows('reading', null)) {
      this.report.rows++;
      const { definition, faults } = row;
      const item = await this.#whole(row);
      if (item === null) {
        this.#fail(row, null, faults);
        continue;
      }
      const found = faultsOf(definition, item, 'refuse').filter(
        // What is in the entity already, though this version does not know it, stays in it.
        ({ code, field }) =>
          code !== 'unknown-field' || Object.hasOwn(row.item!, field.split('.')[0]!),
      );
      if (found.length > 0) {
        this.#fail(row, item, found);
        continue;
      }
      let stated = this.#stated.get(definition);
      if (stated === undefined) {
        stated = new KeySet();
        this.#stated.set(definition, stated);
      }
      if (!stated.add(this.#hashOf(definition, item)))
        this.#fail(row, item, [
          { field: definition.id, code: 'duplicate', message: 'occurs before in the file.' },
        ]);
    }
  }

  /** What rows refer to; kind by kind, so that who refers to a faulty one is faulty as well. */
  async check(): Promise<void> {
    const { view } = this.#parts;
    const byKind = new Map(this.#parts.source.definitions.map((each) => [each.kind, each]));
    for await (const row of this.#rowsByKind('checking')) {
      const item = (await this.#whole(row))!;
      const { definition } = row;
      const dangling = definition.references(item as never).filter(({ kind, id }) => {
        const other = byKind.get(kind);
        const key = registryKeyOf(this.#parts.pseudonymKey, kind, id);
        const isInFile =
          other !== undefined && this.#stated.get(other)?.has(key.slice(key.indexOf(':') + 1));
        return !(isInFile && !this.#faultyKeys.has(key)) && !view.has(kind, id);
      });
      const id = String(item[definition.id]);
      const rival =
        definition.kind === 'device' ? 'sensor' : definition.kind === 'sensor' ? 'device' : null;
      if (dangling.length > 0) {
        this.#faultyKeys.add(registryKeyOf(this.#parts.pseudonymKey, definition.kind, id));
        this.#fail(
          row,
          item,
          dangling.map(({ field, kind }) => ({
            ...{ field, code: 'reference' },
            message: `There is no such ${kind} in the registry or in the file.`,
          })),
        );
      } else if (rival !== null && view.has(rival, id)) {
        const message = `A ${rival} signs in by this id.`;
        this.#fail(row, item, [{ field: definition.id, code: 'value', message }]);
      } else if (!view.has(definition.kind, id)) this.report.created++;
      else if (await this.#isChanged(definition, id, item)) this.report.changed++;
      else this.report.unchanged++;
    }
  }

  async write(): Promise<void> {
    const { view, writer, author } = this.#parts;
    let wishes: RegistryWish[] = [];
    const flush = async () => {
      if (wishes.length > 0) await writer.write(wishes, author);
      wishes = [];
    };
    for await (const row of this.#rowsByKind('writing')) {
      const item = (await this.#whole(row))!;
      const { definition } = row;
      const { kind } = definition;
      const id = String(item[definition.id]);
      if (!(await this.#isChanged(definition, id, item))) continue;
      const json = canonicalJson(definition, item);
      wishes.push({ entity: kind, id, json, previousVersion: view.version(kind, id) });
      if (wishes.length === CHANGES_PER_APPEND) await flush();
    }
    await flush();
    this.report.isWritten = true;
  }

  async *#rows(phase: ImportProgress['phase'], only: EntityDefinition | null) {
    let rows = 0;
    const total = phase === 'reading' ? null : this.report.rows;
    for await (const row of this.#parts.source.rows()) {
      if (only !== null && row.definition !== only) continue;
      if (++rows % PROGRESS_EVERY_ROWS === 0) this.#parts.onProgress?.({ phase, rows, total });
      yield row;
    }
    this.#parts.onProgress?.({ phase, rows, total });
  }

  /** Rows without a fault so far, kinds in the order of writing. */
  async *#rowsByKind(phase: ImportProgress['phase']) {
    for (const definition of this.#parts.source.definitions) {
      if (!this.#stated.has(definition)) continue;
      for await (const row of this.#rows(phase, definition))
        if (!this.#faultyRows.has(rowName(row))) yield row;
    }
  }

  /** The entity as it would be; null = the row cannot be read. */
  async #whole({
    definition,
    item,
    isPartial,
  }: SourceRow): Promise<Record<string, unknown> | null> {
    if (item === null || !isPartial) return item;
    const id = item[definition.id];
    const present =
      typeof id === 'string' ? await this.#parts.view.item(definition.kind, id) : undefined;
    const whole: Record<string, unknown> = { ...present, ...item };
    for (const [field, value] of Object.entries(item)) if (value === null) delete whole[field];
    return whole;
  }

  async #isChanged(definition: EntityDefinition, id: string, item: object): Promise<boolean> {
    const present = await this.#parts.view.item(definition.kind, id);
    return (
      present === undefined ||
      canonicalJson(definition, present) !== canonicalJson(definition, item)
    );
  }

  #hashOf(definition: EntityDefinition, item: Record<string, unknown>): string {
    const key = registryKeyOf(
      this.#parts.pseudonymKey,
      definition.kind,
      String(item[definition.id]),
    );
    return key.slice(key.indexOf(':') + 1);
  }

  #fail(
    row: SourceRow,
    item: Record<string, unknown> | null,
    faults: readonly { field: string; code: FaultCode; message: string }[],
  ): void {
    this.#faultyRows.add(rowName(row));
    this.report.faulty++;
    for (const { field, code, message } of faults) {
      this.report.faultsTotal++;
      if (this.report.faults.length >= FAULTS_MAX) continue;
      const value = item === null ? null : shownValue(row.definition, item, field);
      const { list } = row.definition;
      this.report.faults.push({ list, row: row.row, field, code, message, value });
    }
  }
}

function rowName({ definition, row }: SourceRow): string {
  return `${definition.list}:${row}`;
}

const VALUE_CHARS_MAX = 60;

interface Described extends Partial<FieldNotes> {
  properties?: Record<string, Described>;
  items?: Described;
}

/** A value for people who look for the mistake; of personal ones the first two signs and the last (domain.md 9). */
export function shownValue(
  definition: EntityDefinition,
  item: Record<string, unknown>,
  field: string,
): string | null {
  let value: unknown = item;
  let schema: Described | undefined = definition.schema as Described;
  // A field nobody knows may hold anything.
  let isPersonal = false;
  for (const step of field === '' ? [] : field.split('.')) {
    value = (value as Record<string, unknown> | null | undefined)?.[step];
    schema = schema?.items ?? schema?.properties?.[step];
    isPersonal ||= schema === undefined || schema['x-personal'] === true;
  }
  if (value === undefined || value === null || field === '') return null;
  if (typeof value === 'object') return Array.isArray(value) ? '[…]' : '{…}';
  const text = String(value);
  if (isPersonal) return text.length < 4 ? '***' : `${text.slice(0, 2)}***${text.slice(-1)}`;
  return text.length > VALUE_CHARS_MAX ? `${text.slice(0, VALUE_CHARS_MAX)}…` : text;
}
