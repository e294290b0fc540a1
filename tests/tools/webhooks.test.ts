/** The command beside a running sink: what it prints, what it asks, and that the sink does it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AuditRecord } from '#core/audit.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAuditLink, decodeAuditRecord } from '#proto/codec/audit.ts';
import { AuditTrail } from '#runtime/audit/trail.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { generateMissingSecrets } from '#sinks/webhooks/secret-file.ts';
import { main } from '#tools/webhooks.ts';
import { until } from '../sinks/platform.ts';
import { type Bed, endpointOf, makeBed, webhookSettingsWith } from '../sinks/webhooks/harness.ts';
import { hurried } from '../sinks/webhooks/hurried.ts';
import { answer, type Receiver, SECRETS, startReceiver } from '../sinks/webhooks/receiver.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tizheng-command-'));
let bed: Bed;
let receiver: Receiver;
let config: string;

/** What the command printed; rejects with its one sentence when it refuses. */
async function command(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const print = vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(`${line}\n`);
  });
  try {
    await main([...args, '--data-dir', dataDir, '--config', config]);
    return lines.join('');
  } finally {
    print.mockRestore();
  }
}

async function audit(): Promise<AuditRecord[]> {
  const read = { maxRecords: 100, maxBytes: 1e6, waitMs: 0 };
  const { records } = await bed.log.read(TOPICS.audit, 0, 0, read);
  return records.map(({ value }) => decodeAuditRecord(decodeAuditLink(value)));
}

beforeAll(async () => {
  bed = await makeBed(await openEmbeddedLog({ dir: join(dataDir, 'log') }));
  receiver = await startReceiver(SECRETS);
  const endpoint = endpointOf({
    url: receiver.url,
    secretFile: bed.secretFile,
    startAt: 'earliest',
  });
  const settings = webhookSettingsWith([
    endpoint,
    endpointOf({ id: 'other', url: 'https://192.0.2.1/' }),
  ]);
  const own = generateMissingSecrets(dataDir, settings.webhooks.endpoints);
  expect(own.map(({ endpoint: id }) => id)).toEqual(['other']);
  config = join(dataDir, 'settings.json');
  writeFileSync(config, JSON.stringify({ sinks: { webhooks: settings.webhooks } }));
  receiver.behaviour = answer(500);
  // Three days of attempts in some seconds.
  await bed.start(
    { ...settings, webhooks: { ...settings.webhooks, endpoints: [endpoint] } },
    hurried(200_000),
  );
});
afterAll(async () => {
  await receiver.close();
  await bed.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a dead letter is listed, delivered again by its id, and gone from the list', async () => {
  await bed.writer.write(0, [{ index: 1, change: 'opened' }]);
  await until('it was given up', async () => (await bed.deadLetters()).length === 1);
  const letter = JSON.parse(await command('dead', '--endpoint', 'police'));
  expect(letter).toMatchObject({
    endpoint: 'police',
    reason: 'receiver-error',
    status: 500,
    attempts: 13,
  });
  const told = async () => (await bed.deliveries()).findLast(({ kind }) => kind === 'status');
  await until('the status says so', async () => JSON.stringify(await told()).includes('"dead":1'));
  expect(await command('list')).toMatch(/^police: deaf\n.*dead 1\n.*receiver-error \(HTTP 500\)/);

  await expect(command('redeliver', 'police')).rejects.toThrow(
    'Say which ones: --id, --from and --to, or --all.',
  );
  await expect(command('redeliver', 'nobody', '--all')).rejects.toThrow('No endpoint named nobody');
  await expect(command('redeliver', 'police', '--from', 'noon')).rejects.toThrow(
    'takes an instant',
  );
  await expect(command('explode')).rejects.toThrow('There is no command explode.');

  receiver.behaviour = answer(204);
  receiver.received.length = 0;
  expect(await command('redeliver', 'police', '--id', letter.webhookId)).toMatch(/^Asked/);
  await until('it was delivered', () => receiver.received.length === 1);
  expect(receiver.received[0]!.id).toBe(letter.webhookId);
  await until(
    'the topic says so',
    async () => (await bed.deadLetters()).at(-1)?.state === 'delivered',
  );
  expect(await command('dead')).toBe('');
});

test('as its own process: one sentence and exit 1 when it refuses', () => {
  const args = ['tools/webhooks.ts', 'list', '--data-dir', join(dataDir, 'nowhere')];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: `${join(dataDir, 'nowhere')} holds no platform's data yet.\n`,
  });
});

test('rotating adds a secret and prints it once; retiring leaves it alone; both are audited', async () => {
  const startMs = Date.now();
  const file = join(dataDir, 'webhooks', 'other.secret');
  const old = readFileSync(file, 'utf8').trim();
  const [, secret] = /: (whsec_\S+)/.exec(await command('rotate', 'other')) ?? [];
  expect(readFileSync(file, 'utf8')).toBe(`${secret}\n${old}\n`);
  expect(await command('retire', 'other')).toMatch(/^1 older/);
  expect(readFileSync(file, 'utf8')).toBe(`${secret}\n`);

  await expect(command('rotate', 'nobody')).rejects.toThrow('The settings name no endpoint nobody');
  const told = (await audit()).filter(({ what }) => /rotate|retire/.test(what));
  const common = {
    ...{ action: 'delivery.steer', actor: `cli:${userInfo().username}`, result: 'done' },
    query: { endpoint: 'other' },
  };
  expect(told).toMatchObject([
    { ...common, what: 'npm run webhooks rotate' },
    { ...common, what: 'npm run webhooks retire' },
  ]);
  for (const { atMs } of told) expect(atMs).toBeGreaterThanOrEqual(startMs);
  expect(JSON.stringify(told)).not.toContain(secret);
});

test('what cannot be recorded is not done', async () => {
  const file = join(dataDir, 'webhooks', 'other.secret');
  const before = readFileSync(file, 'utf8');
  const recording = vi
    .spyOn(AuditTrail.prototype, 'record')
    .mockRejectedValue(new Error('The disk is full.'));
  try {
    await expect(command('rotate', 'other')).rejects.toThrow('The disk is full.');
  } finally {
    recording.mockRestore();
  }
  expect(readFileSync(file, 'utf8')).toBe(before);
});
