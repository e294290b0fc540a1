import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import { createLogger } from '#runtime/logger.ts';
import { importRulesFile } from '#tools/platform/rules-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'tizheng-rules-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const options = { pseudonymKey: new Uint8Array(32), logger: createLogger('rules-file', 'silent') };

test('a rules file is checked whole, replaces what held, and writes nothing when nothing changed', async () => {
  const log = openMemoryLog();
  const kept = { partitions: 1, retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPICS.registry, kept);
  await log.ensureTopic(TOPICS.registryChanges, kept);
  const path = join(directory, 'rules.json');
  const use = (text: string) => {
    writeFileSync(path, text);
    return importRulesFile(log, path, options);
  };
  await expect(
    use('{"speed.over":{"sustainMs":-1,"enabled":true},"speed.ower":{}}'),
  ).rejects.toThrow(/speed\.over\.sustainMs, speed\.ower/);
  await expect(use('[]')).rejects.toMatchObject({ code: 'SETTINGS_INVALID' });
  await expect(use('{')).rejects.toMatchObject({ code: 'SETTINGS_INVALID' });
  expect((await log.ends(TOPICS.registryChanges, 0)).high).toBe(0);

  await use('{"speed.over":{"sustainMs":60000}}');
  await use('{ "speed.over": { "sustainMs": 60000 } }');
  await use('{"speed.over":{"enabled":false}}');
  const { records } = await log.read(TOPICS.registry, 0, 0, {
    maxRecords: 10,
    maxBytes: 1e6,
    waitMs: 0,
  });
  const entities = records.map(({ value }) => decodeRegistryEntity(value));
  const inForce = entities.filter(({ id }) => id === 'rules');
  expect(inForce.map(({ json }) => JSON.parse(json))).toEqual([
    { 'speed.over': { sustainMs: 60_000 } },
    { 'speed.over': { enabled: false } },
  ]);
});
