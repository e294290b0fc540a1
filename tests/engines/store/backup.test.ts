/** The statements of docs/backup.md for ClickHouse, word by word: back up, lose, put back, store again, deduplicate. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '#sinks/clickhouse/migrate.ts';
import { engineWith, type WatchedStore } from './engines.ts';

const page = readFileSync(new URL('../../../docs/backup.md', import.meta.url), 'utf8');
const [full, next, restore, deduplicate] = [...page.matchAll(/```sql\n([\s\S]*?)\n```/g)].map(
  (match) => match[1]!,
);
const disk = readFileSync(new URL('../../../ops/clickhouse/backups.xml', import.meta.url), 'utf8');
const dir = mkdtempSync(join(tmpdir(), 'tizheng-backup-'));
let engine: WatchedStore;
let client: ClickHouseClient;

beforeAll(async () => {
  const config = disk
    .replaceAll(/<\/?clickhouse>/g, '')
    .replaceAll('/var/lib/clickhouse/backups/', `${join(dir, 'backups')}/`);
  engine = await engineWith(join(dir, 'store'), { session: {}, config });
  client = createClient(engine.address);
  await migrate(client);
});
afterAll(async () => {
  await client.close();
  await engine.close();
  rmSync(dir, { recursive: true, force: true });
});

const insert = (from: number, count: number) =>
  client.command({
    query: `INSERT INTO dw.positions (subject, event_time, input_partition, input_offset)
      SELECT number % 7, fromUnixTimestamp64Milli(toInt64(1780000000000 + number * 1000)), 0, number FROM numbers(${from}, ${count})`,
  });
const rows = async (query: string) =>
  Number(await (await client.query({ query, format: 'TabSeparated' })).text());
const stored = () => rows('SELECT count() FROM dw.positions');

test('a full and a following backup bring everything back; what is stored twice is taken out', async () => {
  await insert(0, 1_000);
  await client.command({ query: full! });
  await insert(1_000, 500);
  await client.command({ query: next! });
  for (const database of ['ods', 'dw', 'svc'])
    await client.command({ query: `DROP DATABASE ${database} SYNC` });
  await client.command({ query: restore! });
  expect(await stored()).toBe(1_500);
  // The schema is known to be applied, so the sink goes on with these tables.
  expect(await migrate(client)).toEqual([]);
  await insert(900, 900);
  expect(await stored()).toBe(2_400);
  await client.command({ query: deduplicate! });
  expect(await stored()).toBe(1_800);
  expect(await rows('SELECT uniqExact(input_offset) FROM dw.positions')).toBe(1_800);
});
