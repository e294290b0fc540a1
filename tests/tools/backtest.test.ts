/** A period of the store judged by two sets of rules: a fleet of three, one of which only the stricter rule would have caught. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Alert } from '#core/alert.ts';
import { subjectKeyOf } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { importRegistry, importRules } from '#ingest/registry-import.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { createLogger } from '#runtime/logger.ts';
import { loadSecrets } from '#runtime/secrets.ts';
import { openStoreClient } from '#runtime/store/client.ts';
import { startStore } from '#runtime/store/supervisor.ts';
import { migrate } from '#sinks/clickhouse/migrate.ts';
import { compare, countByType } from '#tools/backtest/compare.ts';
import { main } from '#tools/replay/main.ts';

const dir = mkdtempSync(join(tmpdir(), 'tizheng-backtest-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const START_MS = Date.parse('2026-11-20T10:00:00+08:00');
/** Vehicle, speed and how long it drives so, one fix in five seconds. */
const DRIVES = [
  { vehicleId: '粤B00001-2', speedKmh: 110, seconds: 300 },
  { vehicleId: '粤B00002-2', speedKmh: 85, seconds: 300 },
  { vehicleId: '粤B00003-2', speedKmh: 70, seconds: 300 },
];
const rules = (limitHeavyKmh: number) => ({ 'speed.over': { limitHeavyKmh } });
const file = (name: string, value: object) => {
  const path = join(dir, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
};

beforeAll(async () => {
  const pseudonymKey = Buffer.from(loadSecrets(dir).secrets.pseudonymKey, 'hex');
  const log = await openEmbeddedLog({ dir: join(dir, 'log') });
  const kept = { partitions: 1, retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPICS.registry, kept);
  await log.ensureTopic(TOPICS.registryChanges, kept);
  const vehicles = DRIVES.map(({ vehicleId }) => ({
    ...{ vehicleId, plate: vehicleId.slice(0, -2), plateColour: 2, class: 'heavy' },
    ...{ enterpriseId: 'e1', regionCode: '440300' },
  }));
  const enterprises = [{ enterpriseId: 'e1', name: '货运', regionCode: '440300' }];
  await importRegistry(log, { vehicles, enterprises }, { pseudonymKey });
  await importRules(log, rules(100), { pseudonymKey });
  await log.close();

  const store = await startStore({
    dataDir: join(dir, 'store'),
    logger: createLogger('test', 'silent'),
    metrics: new Registry(),
  });
  const address = { url: store.url, username: store.username, password: store.password };
  const migrating = openStoreClient(address, { requestMsMax: 30_000, connectionsMax: 1 });
  await migrate(migrating);
  await migrating.close();
  const client = createClient(address);
  const values = DRIVES.flatMap(({ vehicleId, speedKmh, seconds }) =>
    Array.from({ length: seconds / 5 }, (_, n) => [
      BigInt(`0x${subjectKeyOf(pseudonymKey, 'vehicle', vehicleId)}`).toString(),
      new Date(START_MS + n * 5_000).toISOString().replace('T', ' ').slice(0, -1),
      // The second vehicle's reports came two hours late.
      vehicleId.includes('00002') ? 7_200_000 : 800,
      225_000_000 + n * 1_000,
      1_140_000_000,
      speedKmh * 10,
      2,
      'jt808_2019',
    ]),
  );
  const columns = [
    'subject',
    'event_time',
    'received_delay',
    'latitude',
    'longitude',
    'speed',
    'status',
    'protocol',
  ];
  await client.insert({
    ...{ table: 'dw.positions', values, format: 'JSONCompactEachRow' },
    columns: columns as [string, ...string[]],
  });
  await client.close();
  await store.stop();
});

async function backtest(...args: string[]): Promise<{ lines: string[]; alerts: Changed[] }> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(line));
  const progress = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const period = ['--from', '2026-11-20T09:00:00+08:00', '--to', '2026-11-20T13:00:00+08:00'];
    expect(await main([...period, '--data-dir', dir, '--warm-up-hours', '1', ...args])).toBe(0);
  } finally {
    log.mockRestore();
    progress.mockRestore();
  }
  const alerts = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  return { lines, alerts: alerts.filter(({ kind }) => kind === 'alert') };
}
interface Changed {
  verdict: string;
  before: { vehicleId: string; limit: number } | null;
  after: { vehicleId: string; limit: number; openedAt: string } | null;
}

test('a lower limit would have found one more, also among what came late', async () => {
  const { lines, alerts } = await backtest('--changed', file('strict.json', rules(80)));
  expect(lines.find((line) => line.startsWith('speed.over'))).toMatch(
    /^speed\.over +1 +2 +1 +0 +1 +0$/,
  );
  expect(alerts).toMatchObject([
    { verdict: 'different', before: { vehicleId: '粤B00001-2', limit: 100 }, after: { limit: 80 } },
    {
      verdict: 'new',
      before: null,
      after: { vehicleId: '粤B00002-2', limit: 80, openedAt: '2026-11-20T10:00:00.000+08:00' },
    },
  ]);
});

test('the other way round it would be gone; the same rules differ in nothing', async () => {
  const strict = file('strict.json', rules(80));
  const { alerts } = await backtest('--rules', strict, '--changed', file('lax.json', rules(100)));
  expect(alerts.map(({ verdict }) => verdict)).toEqual(['different', 'gone']);
  const same = await backtest('--changed', file('held.json', rules(100)), '--json');
  expect(same.alerts).toEqual([]);
  const counts = same.lines.map((line) => JSON.parse(line));
  expect(counts.find(({ type }) => type === 'speed.over')).toMatchObject({
    ...{ kind: 'count', before: 1, after: 1, same: 1 },
  });
});

test('episodes are paired when they touch, earliest first, each once', () => {
  const alert = (openedAtMs: number, closedAtMs: number | null, change: Partial<Alert> = {}) =>
    ({
      type: 'a.b',
      subjectKey: '1',
      driverKey: null,
      severity: 'minor',
      openedAtMs,
      closedAtMs,
      raisedAtMs: openedAtMs,
      state: 'closed',
      ...change,
    }) as Alert;
  const before = [alert(0, 10), alert(20, 30), alert(50, null), alert(0, 10, { type: 'c.d' })];
  const after = [
    alert(10, 22),
    alert(31, 40),
    alert(60, 70),
    alert(50, 60, { subjectKey: '2' as Alert['subjectKey'] }),
  ];
  const told = compare(before, after).map(({ verdict, before: b, after: a }) => [
    verdict,
    b?.openedAtMs ?? null,
    a?.openedAtMs ?? null,
  ]);
  expect(told).toEqual([
    ['gone', 0, null],
    ['different', 0, 10],
    ['gone', 20, null],
    ['new', null, 31],
    ['new', null, 50],
    ['different', 50, 60],
  ]);
  expect(countByType(compare(before, after))[0]).toEqual({
    type: 'a.b',
    before: 3,
    after: 4,
    new: 2,
    gone: 1,
    different: 2,
    same: 0,
  });
});
