/**
 * Versioned schema: `schema/NNNN-name.sql` in order, each applied once and recorded with its
 * checksum in svc.schema_migrations. Every statement is idempotent, because a crash may fall
 * between a file's statements, and several sinks may start at once. An applied file never changes;
 * one that did is refused, because nobody could say what the tables look like.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TizhengError } from '#core/errors.ts';
import { readRows, type StoreClient, sendCommand } from '#runtime/store/client.ts';
import { renderForCluster } from './cluster-schema.ts';
import { storeError } from './store.ts';

export const SCHEMA_DIR = fileURLToPath(new URL('./schema', import.meta.url));

const LEDGER = [
  'CREATE DATABASE IF NOT EXISTS svc',
  `CREATE TABLE IF NOT EXISTS svc.schema_migrations (
    version UInt32, name String, checksum FixedString(64), applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
  ) ENGINE = ReplacingMergeTree ORDER BY version SETTINGS fsync_after_insert = 1`,
];

interface Migration {
  version: number;
  name: string;
  checksum: string;
  statements: string[];
}

/**
 * Brings the schema up to date; returns the versions it applied.
 * @throws TizhengError STORE_REFUSED for a changed or failing file, DATA_NEWER for tables of a newer
 * version, STORE_UNAVAILABLE to be tried again
 */
export async function migrate(
  store: StoreClient,
  directory = SCHEMA_DIR,
  cluster = '',
): Promise<number[]> {
  const migrations = readMigrations(directory);
  const apply = async (statement: string, doing: string) => {
    for (const rendered of renderForCluster(statement, cluster))
      await command(store, 'schema.apply', rendered, doing);
  };
  let applied = await readApplied(store);
  // On a cluster this needs every node; a start that has nothing to apply must not.
  if (applied === null) {
    for (const statement of LEDGER) await apply(statement, 'make svc.schema_migrations');
    applied = new Map();
  }
  refuseNewer(applied, migrations);
  const done: number[] = [];
  for (const { version, name, checksum, statements } of migrations) {
    const before = applied.get(version);
    if (before !== undefined) {
      if (before === checksum) continue;
      throw new TizhengError(
        'STORE_REFUSED',
        'migrate',
        `${name} was changed after it was applied to this store; put the change into a new file.`,
      );
    }
    for (const statement of statements) await apply(statement, `apply ${name}`);
    await command(
      store,
      'schema.record',
      `INSERT INTO svc.schema_migrations (version, name, checksum) VALUES (${version}, '${name}', '${checksum}')`,
      `record ${name}`,
    );
    done.push(version);
  }
  return done;
}

function refuseNewer(applied: Map<number, string>, known: readonly Migration[]): void {
  const newest = known.at(-1)?.version ?? 0;
  const newer = [...applied.keys()].filter((version) => version > newest);
  if (newer.length === 0) return;
  throw new TizhengError(
    'DATA_NEWER',
    'migrate',
    `The store was written by a newer version of the product: its schema has version ${Math.max(...newer)}, this version knows ${newest}. Start that version again, or restore a backup of this one.`,
  );
}

/** The schema files of a directory, in order. */
export function readMigrations(directory: string): Migration[] {
  return readdirSync(directory)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(directory, name), 'utf8');
      const checksum = createHash('sha256').update(text).digest('hex');
      return { version: Number(name.slice(0, 4)), name, checksum, statements: statementsOf(text) };
    });
}

/** A statement ends with `;` at the end of a line. */
function statementsOf(text: string): string[] {
  return text
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/^\s*--.*$/gm, '').trim() !== '');
}

/** Checksums by version; null = nothing was ever applied to this store. */
async function readApplied(store: StoreClient): Promise<Map<number, string> | null> {
  try {
    const [known] = await readRows<[string | number]>(
      store,
      'schema.known',
      "SELECT count() FROM system.tables WHERE database = 'svc' AND name = 'schema_migrations'",
    );
    if (Number(known?.[0]) === 0) return null;
    const rows = await readRows<[number, string]>(
      store,
      'schema.applied',
      'SELECT version, checksum FROM svc.schema_migrations FINAL',
    );
    return new Map(rows);
  } catch (error) {
    throw storeError(error, 'read svc.schema_migrations');
  }
}

async function command(
  store: StoreClient,
  name: 'schema.apply' | 'schema.record',
  query: string,
  doing: string,
): Promise<void> {
  try {
    await sendCommand(store, name, query);
  } catch (error) {
    throw storeError(error, doing);
  }
}
