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
import type { ClickHouseClient } from '@clickhouse/client';
import { TizhengError } from '#core/errors.ts';
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
export async function migrate(store: ClickHouseClient, directory = SCHEMA_DIR): Promise<number[]> {
  const migrations = readMigrations(directory);
  for (const statement of LEDGER) await command(store, statement, 'make svc.schema_migrations');
  const applied = await readApplied(store);
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
    for (const statement of statements) await command(store, statement, `apply ${name}`);
    await command(
      store,
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

function readMigrations(directory: string): Migration[] {
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

async function readApplied(store: ClickHouseClient): Promise<Map<number, string>> {
  try {
    const result = await store.query({
      query: 'SELECT version, checksum FROM svc.schema_migrations FINAL',
      format: 'JSONEachRow',
    });
    const rows = await result.json<{ version: number; checksum: string }>();
    return new Map(rows.map(({ version, checksum }) => [version, checksum]));
  } catch (error) {
    throw storeError(error, 'read svc.schema_migrations');
  }
}

async function command(store: ClickHouseClient, query: string, doing: string): Promise<void> {
  try {
    await store.command({ query });
  } catch (error) {
    throw storeError(error, doing);
  }
}
