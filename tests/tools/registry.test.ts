import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { loadSecrets } from '#runtime/secrets.ts';
import { main } from '#tools/registry.ts';
import { PASSWORD, startServer } from '../dashboard/server/harness.ts';

const directory = mkdtempSync(join(tmpdir(), 'tizheng-registry-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const file = (name: string, text: string) => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};

async function command(...args: string[]): Promise<{ status: number; out: string }> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(line);
  });
  try {
    return { status: await main(['import', ...args]), out: lines.join('\n') };
  } finally {
    log.mockRestore();
  }
}

const enterprises = 'enterpriseId,name,regionCode\ne1,深圳客运,440300\n';
const vehicles =
  '车牌号,车牌颜色,车辆类别,企业编号,行政区划代码\n粤B00001,黄,包车,e1,440300\n粤B00002,黄,飞船,e1,440300\n';

test('of a stopped platform the log is written, once, and faults are named', async () => {
  const data = ['--data-dir', join(directory, 'var')];
  loadSecrets(join(directory, 'var'));
  const wrong = await command(file('v.csv', vehicles), '--list', 'vehicles', ...data);
  expect(wrong.status).toBe(1);
  expect(wrong.out).toMatch(/vehicles 3: class \(飞船\) .*\[value\]/);
  expect(wrong.out).toContain('Nothing was written.');
  const path = file('e.csv', enterprises);
  const first = await command(path, '--list', 'enterprises', '--json', ...data);
  expect([first.status, JSON.parse(first.out)]).toMatchObject([0, { created: 1, isWritten: true }]);
  const skipped = await command(
    file('v.csv', vehicles),
    '--list',
    'vehicles',
    '--skip-faulty',
    ...data,
  );
  expect(skipped.out).toContain('2 rows: 1 new, 0 changed, 0 unchanged, 1 faulty. Written.');
  expect((await command(path, '--list', 'enterprises', ...data)).out).toContain('1 unchanged');
});

test('where the log is on Kafka nothing is written past the dashboards', async () => {
  const config = file('kafka.json', JSON.stringify({ log: { engine: 'kafka' } }));
  const path = file('e3.csv', enterprises);
  const asked = command(path, '--config', config, '--data-dir', join(directory, 'apart'));
  await expect(asked).rejects.toThrow('name a dashboard by --url');
});

test('of a running platform its API is asked', async () => {
  const server = await startServer();
  vi.stubEnv('TIZHENG_PASSWORD', PASSWORD);
  const path = file('e2.csv', enterprises);
  const done = await command(
    path,
    '--list',
    'enterprises',
    '--url',
    server.url,
    '--reason',
    '新增',
  );
  expect([done.status, done.out]).toEqual([0, expect.stringContaining('1 new')]);
  expect(await (await server.get('/api/registry/enterprises')).json()).toMatchObject({ total: 1 });
  vi.stubEnv('TIZHENG_PASSWORD', 'wrong');
  await expect(command(path, '--list', 'enterprises', '--url', server.url)).rejects.toThrow(
    'wrong',
  );
  vi.unstubAllEnvs();
  await server.stop();
});

test('a file that is not there, and one of no known kind, are refused before anything is done', async () => {
  await expect(command(join(directory, 'none.csv'), '--list', 'vehicles')).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
  });
  await expect(command(file('x.bin', ''))).rejects.toThrow('--format');
});
