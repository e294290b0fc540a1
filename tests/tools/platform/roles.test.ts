/** Goal: a role that lacks something says so in one sentence and does not start; nothing is made up for it. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSettings } from '#runtime/settings.ts';
import { secretsFor } from '#tools/platform/given-secrets.ts';
import { startPlatform } from '#tools/platform/platform.ts';
import type { RoleName } from '#tools/platform/roles.ts';
import { platformSettings } from '#tools/platform/settings.ts';
import { main } from '#tools/start.ts';

const KEY = 'ab'.repeat(32);

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'tizheng-roles-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const settingsWith = (overrides: Record<string, unknown>) =>
  loadSettings(platformSettings, {
    file: null,
    env: {},
    overrides: { dataDir: join(dir, 'data'), ...overrides },
  });

describe('a role that runs apart refuses to start', () => {
  test.each<[string, RoleName[], Record<string, unknown>, string]>([
    ['on an embedded log', ['ingest'], {}, 'set log.engine to kafka'],
    [
      'without a store',
      ['sink', 'process'],
      { 'log.engine': 'kafka' },
      'The role sink needs a ClickHouse server: set store.url',
    ],
    [
      'without secrets',
      ['ingest', 'dashboard'],
      { 'log.engine': 'kafka', 'store.url': 'http://127.0.0.1:1', 'secrets.deviceKey': KEY },
      'must be given secrets.pseudonymKey (or secrets.pseudonymKeyFile), secrets.adminPassword (or secrets.adminPasswordFile), the same in every process',
    ],
    [
      'without a metrics token where others can reach the listener',
      ['process'],
      { 'log.engine': 'kafka', 'ops.host': '0.0.0.0' },
      'must be given secrets.metricsToken',
    ],
    [
      'with a key that is none',
      ['webhooks'],
      { 'log.engine': 'kafka', 'secrets.pseudonymKey': 'short' },
      'secrets.pseudonymKey must be 64 hex digits',
    ],
    [
      'without brokers',
      ['process'],
      {
        'log.engine': 'kafka',
        'log.kafka.brokers': ['127.0.0.1:9'],
        'log.kafka.startTimeoutMs': 0,
      },
      'No Kafka broker answers',
    ],
  ])('%s', async (_why, roles, overrides, sentence) => {
    await expect(startPlatform(settingsWith(overrides), {}, roles)).rejects.toThrow(sentence);
    expect(existsSync(join(dir, 'data', 'secrets.json'))).toBe(false);
  });

  test('under a name that is none', async () => {
    await expect(main(['--role', 'ingest,sinks'])).rejects.toThrow(
      'There is no role sinks; the roles are ingest, process, sink, webhooks, dashboard.',
    );
  });
});

test('secrets come from files, which win over the environment; what a role does not need it does not know', () => {
  const file = join(dir, 'pseudonym');
  writeFileSync(file, `${KEY}\nand a second line\n`);
  const { secrets, generated } = secretsFor(
    settingsWith({
      'secrets.pseudonymKeyFile': file,
      'secrets.pseudonymKey': 'cd'.repeat(32),
      'secrets.deviceKey': 'ef'.repeat(32),
    }),
    ['ingest'],
  );
  expect(generated).toBe(false);
  expect(secrets.pseudonymKey).toBe(KEY);
  expect(secrets.deviceKey).toBe('ef'.repeat(32));
  expect(secrets.adminPassword).toMatch(/^[0-9a-f]{64}$/);
  expect(readdirSync(dir)).not.toContain('secrets.json');
});

test('the key of evidence bundles is added to the secrets of an earlier version, and made up for no role that runs apart', () => {
  const dataDir = join(dir, 'earlier');
  mkdirSync(dataDir);
  const file = join(dataDir, 'secrets.json');
  const earlier = {
    pseudonymKey: KEY,
    deviceKey: KEY,
    adminPassword: 'of-a-test',
    metricsToken: KEY,
  };
  writeFileSync(file, JSON.stringify(earlier), { mode: 0o600 });
  const settings = settingsWith({ dataDir });
  expect(secretsFor(settings, ['dashboard']).secrets.evidenceKey).toBe('');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(earlier);
  const { secrets, generated } = secretsFor(settings, null);
  expect(generated).toBe(false);
  expect(secrets).toEqual({
    ...earlier,
    evidenceKey: expect.stringMatching(/^[0-9a-f]{64}$/),
    evidenceEndorsement: '',
  });
  expect(secretsFor(settings, null).secrets).toEqual(secrets);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(['secrets.json']);
});
