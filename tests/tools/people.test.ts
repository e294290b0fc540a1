import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { decodeAuditLink, decodeAuditRecord } from '#proto/codec/audit.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { loadSecrets } from '#runtime/secrets.ts';
import { main } from '#tools/people.ts';
import { PASSWORD, startServer } from '../dashboard/server/harness.ts';

const directory = mkdtempSync(join(tmpdir(), 'tizheng-people-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

async function command(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const print = vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(line);
  });
  try {
    await main(args);
    return lines.join('\n');
  } finally {
    print.mockRestore();
  }
}

test('of a stopped platform the log is written, and each change told to the audit trail', async () => {
  const data = ['--data-dir', directory];
  loadSecrets(directory);
  const made = await command('add', 'li.ming', '--name', '李明', '--role', 'dispatcher', ...data);
  expect(made).toMatch(/^Password of li\.ming for one sign-in: \S{12,}$/);
  await command('role', 'li.ming', 'supervisor', '--regions', '440300', ...data);
  await command('disable', 'li.ming', ...data);
  const other = await command('password', 'li.ming', ...data);
  expect(other).not.toBe(made);
  const listed = (await command('list', ...data)).split('\n');
  expect(listed).toEqual([
    'admin  admin  administrator  whole',
    'li.ming  李明  supervisor  440300 (disabled, sets a password at the next sign-in)',
  ]);
  expect(await command('list', '--json', ...data)).not.toContain('"hash"');
  await expect(command('disable', 'admin', ...data)).rejects.toThrow('leaves nobody');
  await expect(command('role', 'li.ming', 'king', ...data)).rejects.toThrow('A role is one of');
  await expect(command('disable', 'nobody', ...data)).rejects.toThrow('no account nobody');

  const log = await openEmbeddedLog({ dir: join(directory, 'log') });
  const { records } = await log.read(TOPICS.audit, 0, 0, {
    ...{ maxRecords: 100, maxBytes: 1e6, waitMs: 0 },
  });
  await log.close();
  const told = records.map(({ value }) => decodeAuditRecord(decodeAuditLink(value)));
  const deeds = told.filter(({ action }) => action === 'people.change');
  expect(deeds.map(({ what, result }) => `${what} ${result}`)).toEqual([
    ...['add', 'role', 'disable', 'password'].map((verb) => `npm run people ${verb} done`),
    'npm run people disable done',
    'npm run people disable failed',
  ]);
  expect(new Set(deeds.map(({ actor }) => actor))).toEqual(new Set([`cli:${userInfo().username}`]));
  expect(JSON.stringify(deeds)).not.toContain('李明');
});

test('a dashboard elsewhere is asked as an account of it', async () => {
  const server = await startServer();
  vi.stubEnv('TIZHENG_PASSWORD', PASSWORD);
  const there = ['--url', server.url, '--data-dir', join(directory, 'none')];
  try {
    const add = ['add', 'wall.1', '--name', 'Hall', '--role', 'viewer', '--wall'];
    expect(await command(...add, ...there)).toContain('Password of wall.1');
    await command('role', 'wall.1', 'viewer', '--regions', '440300', ...there);
    await command('disable', 'wall.1', ...there);
    expect(await command('list', ...there)).toContain(
      'wall.1  Hall  viewer  440300 (disabled, wall',
    );
    await expect(command(...add, ...there)).rejects.toThrow('is taken');
    vi.stubEnv('TIZHENG_PASSWORD', 'another');
    await expect(command('list', ...there)).rejects.toThrow('User or password is wrong.');
  } finally {
    await server.stop();
  }
});
