/**
 * The ClickHouse engine of this process (`chdb`). One engine connection runs one statement at a
 * time, so there are several; inserts have their own, so that a slow report cannot hold them up.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Session } from 'chdb';
import { INSERT_CONNECTIONS, READ_CONNECTIONS } from './engine-threads.ts';
import type { StoreLimits } from './protocol.ts';
import { settingsList } from './request-settings.ts';
import type { InsertTarget } from './statement.ts';
import { quote, StatementFault } from './statement.ts';

export interface QueryResult {
  bytes: Uint8Array;
  rowsRead: number;
  bytesRead: number;
  elapsedS: number;
}

export interface InsertResult {
  rowsWritten: number;
  bytesWritten: number;
  elapsedS: number;
}

export interface Engine {
  readonly version: string;
  query(sql: string, format: string, lane: 'read' | 'insert'): Promise<QueryResult>;
  insert(target: InsertTarget, rows: Buffer, settings: Map<string, string>): Promise<InsertResult>;
  close(): void;
}

class Lane {
  readonly #open: () => Session;
  readonly #idle: Session[];
  readonly #waiting: ((session: Session) => void)[] = [];
  readonly #waitingMax: number;

  constructor(count: number, waitingMax: number, open: () => Session) {
    this.#open = open;
    this.#idle = Array.from({ length: count }, open);
    this.#waitingMax = waitingMax;
  }

  async run<T>(statement: (session: Session) => Promise<T>): Promise<T> {
    let session = this.#idle.pop() ?? (await this.#wait());
    try {
      return await statement(session);
    } catch (error) {
      // A statement that fails while it runs leaves what it had written so far in its connection,
      // and the engine would put that before the next answer. A new connection costs half a millisecond.
      session.close();
      session = this.#open();
      throw error;
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(session);
      else next(session);
    }
  }

  close(): void {
    for (const session of this.#idle.splice(0)) session.close();
  }

  #wait(): Promise<Session> {
    if (this.#waiting.length >= this.#waitingMax) {
      throw new StatementFault(
        202,
        'TOO_MANY_SIMULTANEOUS_QUERIES',
        'Too many statements are waiting.',
      );
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** What an engine is opened with; another than `EMBEDDED` is for trying statements as another server would take them. */
export interface EngineSettings {
  /** Of every statement, unless it brings its own. */
  session: Record<string, string | number>;
  /** XML within `<clickhouse>`, beside the bounds of memory. */
  config?: string;
}

export const EMBEDDED: EngineSettings = {
  session: {
    async_insert: 0,
    output_format_json_quote_64bit_integers: 1,
    // Ways out of the process that no statement of the product needs.
    allow_introspection_functions: 0,
  },
};

/**
 * Opens the engine on `dataDir`, which must exist.
 * @throws the engine's error, also when another process holds the directory.
 */
export function openEngine(
  dataDir: string,
  limits: StoreLimits,
  settings: EngineSettings = EMBEDDED,
): Engine {
  const configFile = join(dataDir, 'engine.xml');
  writeFileSync(configFile, engineConfig(limits, settings.config));
  const connectionArgs = [
    `--config-file=${configFile}`,
    ...Object.entries(settings.session).map(([name, value]) => `--${name}=${value}`),
    `--max_memory_usage=${limits.statementMemoryBytesMax}`,
  ];
  const open = () => new Session(dataDir, { connectionArgs });
  // Holds the engine open while lanes exchange theirs.
  const first = open();
  const inserts = new Lane(INSERT_CONNECTIONS, limits.waitingMax, open);
  const reads = new Lane(READ_CONNECTIONS, limits.waitingMax, open);
  // Rows go through a file of the page cache: the engine reads a file binary-safe and without
  // copying, where data in the statement's text loses bytes of binary formats and costs twice the time.
  const spool = join(dataDir, 'spool');
  rmSync(spool, { recursive: true, force: true });
  mkdirSync(spool, { mode: 0o700 });
  let spooled = 0;
  const version = first.query('SELECT version()', 'TabSeparated').trim();

  return {
    version,
    query: (sql, format, lane) =>
      (lane === 'read' ? reads : inserts).run(async (session) => {
        const result = await session.queryAsync(sql, { format });
        return {
          bytes: result.bytes(),
          rowsRead: result.rowsRead,
          bytesRead: result.bytesRead,
          elapsedS: result.elapsed,
        };
      }),
    insert: (target, rows, settings) =>
      inserts.run(async (session) => {
        if (rows.length === 0) return { rowsWritten: 0, bytesWritten: 0, elapsedS: 0 };
        const file = join(spool, `${++spooled}`);
        await writeFile(file, rows);
        try {
          const result = await session.queryAsync(insertFromFile(target, file, settings));
          return {
            rowsWritten: result.rowsRead,
            bytesWritten: result.bytesRead,
            elapsedS: result.elapsed,
          };
        } finally {
          await unlink(file);
        }
      }),
    close() {
      inserts.close();
      reads.close();
      first.close();
    },
  };
}

function insertFromFile(target: InsertTarget, file: string, settings: Map<string, string>): string {
  const columns = target.columns === null ? '' : ` (${target.columns.join(', ')})`;
  const clause = settings.size === 0 ? '' : ` SETTINGS ${settingsList(settings)}`;
  return `INSERT INTO ${target.table}${columns} FROM INFILE ${quote(file)}${clause} FORMAT ${target.format}`;
}

/**
 * How many parts of like size the engine gathers before it merges them. The engine's own 5 writes
 * each row more often: of 3.3 µs a row at 20,000 a batch, merges took 1.1 with 5 and 0.6 with 12.
 */
const MERGE_BASE = 12;

/** Caches are sized for one machine that also runs everything else; the engine's defaults are for a server. */
function engineConfig(limits: StoreLimits, more = ''): string {
  return `<clickhouse>
  <max_server_memory_usage>${limits.engineMemoryBytesMax}</max_server_memory_usage>
  <mark_cache_size>134217728</mark_cache_size>
  <primary_index_cache_size>134217728</primary_index_cache_size>
  <index_mark_cache_size>33554432</index_mark_cache_size>
  <query_condition_cache_size>33554432</query_condition_cache_size>
  <compiled_expression_cache_size>33554432</compiled_expression_cache_size>
  <background_pool_size>2</background_pool_size>
  <merge_tree>
    <merge_selector_base>${MERGE_BASE}</merge_selector_base>
  </merge_tree>
${more}</clickhouse>
`;
}
