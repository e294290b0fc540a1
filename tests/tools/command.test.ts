/** Commands from the command line: what is asked, refused, listed, taken back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { CommandResult } from '#core/command.ts';
import { subjectKeyOf } from '#core/identity.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeCommandRecord, encodeCommandResult } from '#proto/codec/command.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { loadSecrets } from '#runtime/secrets.ts';
import { main } from '#tools/command.ts';

const dir = mkdtempSync(join(tmpdir(), 'tizheng-command-'));
const secret = Buffer.from(loadSecrets(dir).secrets.pseudonymKey, 'hex');
const VEHICLE = '粤B12345-2';
const DEVICE = subjectKeyOf(secret, 'device', '13800000001');
const said: string[] = [];

beforeAll(async () => {
  const log = await openEmbeddedLog({ dir: join(dir, 'log') });
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPICS.commands, { ...kept, partitions: 2 });
  await log.ensureTopic(TOPICS.commandResults, { ...kept, partitions: 2 });
  await log.ensureTopic(TOPICS.registry, { ...kept, partitions: 1, compacted: true });
  const put = (entity: 'vehicle' | 'device', id: string, item: object) => ({
    key: registryKeyOf(secret, entity, id),
    timeMs: 1,
    value: encodeRegistryEntity({
      ...{ entity, id, json: JSON.stringify(item), changedAtMs: 1, actor: 'test' },
    }),
  });
  await log.append(TOPICS.registry, 0, [
    put('vehicle', VEHICLE, {
      vehicleId: VEHICLE,
      plate: '粤B12345',
      plateColour: 2,
      class: 'heavy',
    }),
    put('device', '13800000001', { deviceId: '13800000001', vehicleId: VEHICLE }),
  ]);
  await log.close();
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true });
});
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});

const command = (...args: string[]) => main([...args, '--data-dir', dir]);

test('a text is asked, shown, listed and taken back', async () => {
  expect(
    await command('send', 'text', '{"text":"减速"}', '--vehicle', VEHICLE, '--reason', '团雾'),
  ).toBe(0);
  const [, id = ''] = /^Asked \(([^)]+)\)/.exec(said[0]!)!;
  await command('show', id);
  expect(JSON.parse(said[1]!)).toMatchObject({
    kind: 'text',
    state: 'accepted',
    reason: '团雾',
    args: { text: '减速' },
  });
  await command('list', '--vehicle', VEHICLE);
  await command('list', '--device', DEVICE);
  expect(said[2]).toBe(said[1]);
  expect(said[3]).toBe(said[1]);
  expect(await command('cancel', id)).toBe(0);
});

test('waits for the result and ends by it', async () => {
  const waiting = command('send', 'query-position', '--device', DEVICE, '--wait');
  const log = await openEmbeddedLog({ dir: join(dir, 'log') });
  const partition = partitionOf(DEVICE, 2);
  // The one before was the text, and its cancellation.
  const { records } = await untilRead(log, partition);
  const { commandId } = decodeCommandRecord(records[0]!.value);
  const result: CommandResult = {
    ...{ commandId, deviceKey: DEVICE, atMs: 5, gateway: 'g', state: 'answered', attempt: 1 },
    ...{ reason: null, waitsFor: null, untilMs: null, sessionSinceMs: null },
    reply: { messageId: '0x0201', result: null, fields: { latitudeDeg: 22.5 } },
  };
  await log.append(TOPICS.commandResults, partition, [
    { key: DEVICE, timeMs: 5, value: encodeCommandResult(result) },
  ]);
  expect(await waiting).toBe(0);
  await log.close();
  expect(JSON.parse(said.at(-1)!)).toMatchObject({
    state: 'answered',
    reply: { fields: { latitudeDeg: 22.5 } },
  });
});

async function untilRead(log: EventLog, partition: number) {
  const next = { maxRecords: 1, maxBytes: 1e6, waitMs: 20_000 };
  return log.read(TOPICS.commands, partition, 2, next);
}

test.each([
  [['send', 'text', '{"text":"x"}'], 'for whom'],
  [['send', 'text', 'x', '--vehicle', VEHICLE], 'one JSON object'],
  [['send', 'text', '{"words":1}', '--vehicle', VEHICLE], 'do not fit'],
  [['send', 'nothing', '{}', '--vehicle', VEHICLE], 'no kind nothing'],
  [
    ['send', 'control-terminal', '{"action":"reset"}', '--vehicle', VEHICLE, '--confirm'],
    'do not allow',
  ],
  [['send', 'check-link', '--vehicle', VEHICLE, '--expires', '0'], 'seconds'],
  [['send', 'check-link', '--vehicle', VEHICLE, '--priority', 'now'], 'none of'],
  [['show', 'not-there-1'], 'is kept'],
  [['list'], 'Say whose'],
  [['dance'], 'no command dance'],
  [['kinds', 'dance'], 'no kind dance'],
])('%j is refused', async (args, words) => {
  await expect(command(...args)).rejects.toThrow(words);
});

test('help and kinds speak without a platform', async () => {
  expect(await main(['--help'])).toBe(0);
  expect(await main([])).toBe(1);
  expect(await main(['kinds'])).toBe(0);
  expect(await main(['kinds', 'text'])).toBe(0);
  expect(said.join('\n')).toContain('"urgency"');
  await expect(main(['show', 'x', '--data-dir', join(dir, 'none')])).rejects.toThrow('no platform');
});
