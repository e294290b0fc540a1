/**
 * Imports by HTTP: a file is taken in whole, then checked and written beside other work; the report is
 * asked for by its number. The file is deleted when it is done.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TizhengError } from '#core/errors.ts';
import type { Logger } from '#runtime/logger.ts';
import {
  type ImportProgress,
  type ImportReport,
  runImport,
} from '#runtime/registry/import/import.ts';
import {
  type ImportEncoding,
  type ImportFormat,
  openSource,
} from '#runtime/registry/import/source.ts';
import type { RegistryAuthor } from '#runtime/registry/writer.ts';
import type { RegistryDesk } from './desk.ts';
import type { RegistryTable } from './table.ts';

export interface ImportState {
  importId: string;
  state: 'running' | 'done' | 'failed';
  progress: ImportProgress;
  /** Of a failed one: why. */
  detail: string | null;
  report: ImportReport | null;
}

export interface ImportWish {
  format: ImportFormat;
  list: string | undefined;
  encoding: ImportEncoding | undefined;
  faulty: 'refuse' | 'skip';
  isDryRun: boolean;
  author: RegistryAuthor;
}

/** About ten million vehicles. */
export const IMPORT_BYTES_MAX = 2_000_000_000;
/** Reports that can still be asked for. */
const IMPORTS_KEPT = 20;

export class ImportTooLarge extends Error {}

interface ImportsParts {
  desk: RegistryDesk;
  table: RegistryTable;
  pseudonymKey: Uint8Array;
  logger: Logger;
}

export class RegistryImports {
  readonly #parts: ImportsParts;
  readonly #states = new Map<string, ImportState>();

  constructor(parts: ImportsParts) {
    this.#parts = parts;
  }

  get(importId: string): ImportState | undefined {
    return this.#states.get(importId);
  }

  /** Resolves when the file has been taken in. Rejects with ImportTooLarge, REGISTRY_BUSY. */
  async start(body: Readable, wish: ImportWish): Promise<ImportState> {
    if (this.#parts.desk.isImporting)
      throw new TizhengError('REGISTRY_BUSY', 'registry', 'Another import is under way.');
    const directory = await mkdtemp(join(tmpdir(), 'tizheng-import-'));
    const file = join(directory, 'upload');
    const drop = () => rm(directory, { recursive: true, force: true });
    try {
      await pipeline(body, bounded(), createWriteStream(file, { mode: 0o600 }));
    } catch (error) {
      await drop();
      throw error;
    }
    const state: ImportState = {
      ...{ importId: randomBytes(8).toString('hex'), state: 'running', detail: null, report: null },
      progress: { phase: 'reading', rows: 0, total: null },
    };
    this.#states.set(state.importId, state);
    if (this.#states.size > IMPORTS_KEPT)
      this.#states.delete(this.#states.keys().next().value as string);
    void this.#run(state, file, wish).finally(drop);
    return state;
  }

  async #run(state: ImportState, file: string, wish: ImportWish): Promise<void> {
    const { desk, table, pseudonymKey, logger } = this.#parts;
    const { format, list, encoding, ...how } = wish;
    try {
      state.report = await desk.import(async () =>
        runImport({
          source: await openSource(file, { format, list, encoding }),
          ...{ view: table, writer: desk.writer, pseudonymKey, ...how },
          onProgress: (progress) => {
            state.progress = progress;
          },
        }),
      );
      state.state = 'done';
      const { rows, created, changed, faulty, isWritten } = state.report;
      logger.info({ rows, created, changed, faulty, isWritten }, 'A registry import ended.');
    } catch (error) {
      state.state = 'failed';
      const isOurs = error instanceof TizhengError;
      state.detail = isOurs ? error.message : 'The import failed; what was written stays.';
      if (!isOurs || error.code !== 'REGISTRY_INVALID')
        logger.warn({ err: error }, 'A registry import failed.');
    }
  }
}

function bounded(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > IMPORT_BYTES_MAX) done(new ImportTooLarge('The file is too large.'));
      else done(null, chunk);
    },
  });
}
