/** One schema source, rendered for a cluster: replicated tables behind Distributed ones. */
import { describe, expect, test } from 'vitest';
import { renderForCluster, storedIn } from '#sinks/clickhouse/cluster-schema.ts';
import { readMigrations, SCHEMA_DIR } from '#sinks/clickhouse/migrate.ts';

const statements = readMigrations(SCHEMA_DIR).flatMap((file) => file.statements);
const tables = statements.flatMap(
  (text) => /CREATE TABLE IF NOT EXISTS (\S+)/.exec(text)?.[1] ?? [],
);

describe('for one server', () => {
  test('statements are sent as they are written', () => {
    for (const statement of statements)
      expect(renderForCluster(statement, '')).toEqual([statement]);
    expect(storedIn('dw.positions', '')).toBe('dw.positions');
  });
});

describe('for a cluster', () => {
  const rendered = statements.flatMap((statement) => renderForCluster(statement, 'tizheng'));

  test('every table has a replicated one on each shard and one that spreads over them', () => {
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) {
      const [database, name] = table.split('.');
      const local = rendered.filter((text) =>
        text.startsWith(`CREATE TABLE IF NOT EXISTS ${table}_local ON CLUSTER tizheng (`),
      );
      expect(local).toHaveLength(1);
      expect(local[0]).toMatch(
        /ENGINE = Replicated\w*MergeTree\('\/clickhouse\/tables\/\{shard\}\/\{database\}\/\{table\}', '\{replica\}'/,
      );
      const spread = rendered.filter((text) =>
        text.startsWith(`CREATE TABLE IF NOT EXISTS ${table} ON CLUSTER tizheng (`),
      );
      expect(spread).toHaveLength(1);
      expect(spread[0]).toContain(`ENGINE = Distributed(tizheng, ${database}, ${name}_local, `);
      expect(spread[0]).not.toContain('CODEC(');
    }
  });

  test('what a retry of a batch rests on is kept: tokens, syncing, the version that replaces', () => {
    const made = rendered.filter((text) => /^CREATE TABLE .*_local ON CLUSTER/.test(text));
    expect(made.length).toBeGreaterThan(8);
    for (const text of made) {
      expect(text).toContain('replicated_deduplication_window = 10000');
      expect(text).not.toContain('non_replicated');
      expect(text).toContain('fsync_after_insert = 1');
    }
    const alerts = rendered.find((text) => text.includes('dw.alerts_local'));
    expect(alerts).toContain(
      "ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', version)",
    );
  });

  test('the columns are those of the one source', () => {
    const names = (text: string) =>
      [...text.slice(text.indexOf('(')).matchAll(/^ {2}(\w+) /gm)].map((match) => match[1]);
    for (const statement of statements.filter((text) => text.includes('CREATE TABLE'))) {
      const forms = renderForCluster(statement, 'tizheng');
      expect(forms).toHaveLength(2);
      for (const form of forms) expect(names(form)).toEqual(names(statement));
    }
  });

  test('retention is of the stored table, a new column of both', () => {
    expect(renderForCluster('ALTER TABLE dw.positions MODIFY TTL a + b', 'c')).toEqual([
      'ALTER TABLE dw.positions_local ON CLUSTER c MODIFY TTL a + b',
    ]);
    expect(
      renderForCluster('ALTER TABLE dw.positions ADD COLUMN x UInt8 CODEC(T64, ZSTD(1))', 'c'),
    ).toEqual([
      'ALTER TABLE dw.positions_local ON CLUSTER c ADD COLUMN x UInt8 CODEC(T64, ZSTD(1))',
      'ALTER TABLE dw.positions ON CLUSTER c ADD COLUMN x UInt8',
    ]);
  });

  test('a table nobody said the shards of, and a statement without a form, are refused', () => {
    const table = 'CREATE TABLE IF NOT EXISTS dw.new (a UInt8) ENGINE = MergeTree ORDER BY a';
    expect(() => renderForCluster(table, 'c')).toThrow('how dw.new is sharded');
    expect(() => renderForCluster('OPTIMIZE TABLE dw.positions', 'c')).toThrow(
      'No form for a cluster',
    );
    expect(() => renderForCluster('CREATE DATABASE IF NOT EXISTS dw', "c'; DROP")).toThrow(
      'one word',
    );
  });
});
