/**
 * A backup taken under load: the platform is killed afterwards, the backup put back, and the platform
 * goes on from it. Everything acknowledged before the backup began is there, everything is there once,
 * and alerts are those of one uninterrupted run of the restored log.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
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
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { type Manifest, readManifest } from '#tools/backup/manifest.ts';
import { restoreBackup } from '#tools/backup/restore.ts';
import { takeBackup } from '#tools/backup/take.ts';
import { TOPICS_OUTPUTS_FIRST } from '#tools/platform/topics.ts';
import {
  factOf,
  loggedFacts,
  observedFacts,
  replayed,
  storedBooks,
  transitions,
  vehicleKey,
} from './books.ts';
import { LedgerDevice } from './device.ts';
import { drive } from './fixes.ts';
import { drained, freePort, writeSettings } from './fixture.ts';
import { PlatformProcess } from './platform-process.ts';

const DEVICES = Number(process.env.BACKUP_DEVICES ?? 80);
const RATE = Number(process.env.BACKUP_RATE ?? 800);
const SEED = 20_261_122;

const directory = mkdtempSync(join(tmpdir(), 'tizheng-backup-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const tool = (name: string) => fileURLToPath(new URL(`../../tools/${name}.ts`, import.meta.url));
function command(name: 'backup' | 'restore', ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool(name), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const dataDir = join(directory, 'data');
const backup = join(directory, 'backup');
const restored = join(directory, 'restored');

test('taken under load, put back, gone on from: nothing lost, nothing doubled', async () => {
  mkdirSync(dataDir);
  const port = await freePort();
  const fleet = { port, devices: DEVICES };
  const platform = new PlatformProcess(writeSettings(directory, { ...fleet, dataDir }));
  await platform.start();
  const startMs = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000;
  const devices = Array.from(
    { length: DEVICES },
    (_, n) =>
      new LedgerDevice({
        phone: `0${13_300_000_000 + n}`,
        host: '127.0.0.1',
        port,
        fixes: drive(SEED + n, startMs),
        intervalMs: (1_000 * DEVICES) / RATE,
      }),
  );
  for (const device of devices) device.start();
  await sleep(2_500);

  const ackedBefore = devices.map((device) => new Set(device.acked));
  const child = spawn(process.execPath, [tool('backup'), '--data', dataDir, '--to', backup]);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [status] = await once(child, 'exit');
  expect(status).toBe(0);
  expect(said).toMatch(
    /^Backup of \d+ files, \d+ bytes, taken while running, store paused \d+ ms: /,
  );
  // Devices were answered while it was taken.
  const ackedAfter = devices.reduce((sum, device) => sum + device.acked.size, 0);
  expect(ackedAfter).toBeGreaterThan(ackedBefore.reduce((sum, acked) => sum + acked.size, 0));
  await sleep(500);
  await platform.kill();

  expect(command('restore', '--from', backup, '--data', restored, '--quiet').status).toBe(0);
  expect(statSync(join(restored, 'secrets.json')).mode & 0o777).toBe(0o600);
  const ackedKilled = devices.map((device) => new Set(device.acked));
  const second = new PlatformProcess(writeSettings(directory, { ...fleet, dataDir: restored }));
  await second.start();
  await sleep(1_500);
  for (const device of devices) device.finish();
  const deadline = Date.now() + 20_000;
  while (devices.some((device) => !device.idle) && Date.now() < deadline) await sleep(50);
  for (const device of devices) device.close();
  const log = await openEmbeddedLog({ dir: join(restored, 'log') });
  await drained(log, second.addresses.Metrics ?? '');
  expect(await second.stop(), second.errors).toBe(0);

  const { pseudonymKey } = JSON.parse(readFileSync(join(restored, 'secrets.json'), 'utf8')) as {
    pseudonymKey: string;
  };
  const secret = Buffer.from(pseudonymKey, 'hex');
  const due = new Set<string>();
  const sent = new Set<string>();
  let acknowledgedLater = 0;
  devices.forEach((device, n) => {
    const subjectKey = vehicleKey(secret, `粤B${10_000 + n}-2`);
    for (const time of device.sent) sent.add(factOf(subjectKey, time));
    for (const time of ackedBefore[n]!) due.add(factOf(subjectKey, time));
    for (const time of device.acked) {
      if (ackedKilled[n]!.has(time)) continue;
      acknowledgedLater++;
      due.add(factOf(subjectKey, time));
    }
  });
  const logged = await loggedFacts(log);
  const observed = await observedFacts(log);
  const stored = await storedBooks(join(restored, 'store'));
  const missing = (facts: Map<string, number>) =>
    [...due].filter((fact) => !facts.has(fact)).length;
  const twice = (facts: Map<string, number>) =>
    [...facts].filter(([, count]) => count !== 1).length;
  console.log(
    'backup',
    said.trim(),
    JSON.stringify({
      due: due.size,
      acknowledgedLater,
      logged: logged.size,
      stored: stored.facts.size,
    }),
  );
  expect(due.size).toBeGreaterThan(RATE);
  expect(acknowledgedLater).toBeGreaterThan(0);
  expect(missing(logged)).toBe(0);
  expect([...logged.keys()].filter((fact) => !sent.has(fact))).toEqual([]);
  expect({ missing: missing(observed), twice: twice(observed) }).toEqual({ missing: 0, twice: 0 });
  expect({ missing: missing(stored.facts), twice: twice(stored.facts) }).toEqual({
    missing: 0,
    twice: 0,
  });
  expect(stored.facts.size).toBe(logged.size);
  const lived = await transitions(log);
  const reference = await replayed(log);
  expect(lived).toEqual(await transitions(reference));
  expect([...lived.values()].flat().length).toBeGreaterThan(0);
  const finals = new Map(
    [...lived.values()].flat().map(({ alert }) => [alert.alertId, alert.state]),
  );
  expect(stored.alerts).toEqual(finals);
  await log.close();
  await reference.close();
}, 120_000);

test('taken of a killed platform: the same records', async () => {
  const stopped = join(directory, 'stopped');
  const again = join(directory, 'again');
  const quiet = { onFile: () => {}, onShare: () => {} };
  const { taken } = await takeBackup({ dataDir, to: stopped, ...quiet });
  expect(taken).toBe('stopped');
  await restoreBackup({ from: stopped, dataDir: again, ...quiet });
  const logs = await Promise.all(
    [dataDir, again].map((dir) => openEmbeddedLog({ dir: join(dir, 'log') })),
  );
  for (const topic of TOPICS_OUTPUTS_FIRST) {
    for (let partition = 0; partition < logs[0]!.partitions(topic); partition++) {
      const [ours, theirs] = await Promise.all(logs.map((log) => log.ends(topic, partition)));
      expect({ topic, partition, ...theirs }).toEqual({ topic, partition, ...ours });
    }
  }
  expect(await loggedFacts(logs[1]!)).toEqual(await loggedFacts(logs[0]!));
  for (const log of logs) await log.close();
});

test('every topic has its place in the order of copying', () => {
  expect([...TOPICS_OUTPUTS_FIRST].sort()).toEqual(Object.values(TOPICS).sort());
});

describe('what cannot be done is refused in a sentence, and leaves nothing behind', () => {
  const target = join(directory, 'target');
  const quiet = { onFile: () => {}, onShare: () => {} };
  const restoring = (from: string, into = target) =>
    restoreBackup({ from, dataDir: into, ...quiet }).then(
      () => 'restored',
      (error: Error) => error.message,
    );
  const spoiled = (name: string, spoil: (dir: string) => void): string => {
    const copy = join(directory, name);
    cpSync(backup, copy, { recursive: true });
    spoil(copy);
    return copy;
  };
  const withManifest = (change: (manifest: Manifest) => void) => (dir: string) => {
    const manifest = readManifest(dir);
    change(manifest);
    writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
  };

  test.each<[string, (dir: string) => void, string]>([
    [
      'a flipped bit',
      (dir) => {
        const file = join(dir, 'log', 'reports.v1.sqlite');
        const bytes = readFileSync(file);
        bytes[bytes.length >> 1]! ^= 1;
        writeFileSync(file, bytes);
      },
      "log/reports.v1.sqlite is damaged: it is not what the backup's manifest says.",
    ],
    [
      'a byte too many',
      (dir) => appendFileSync(join(dir, 'secrets.json'), ' '),
      "secrets.json is damaged: it is not what the backup's manifest says.",
    ],
    [
      'a missing file',
      (dir) => rmSync(join(dir, 'state', 'vehicle-0.sqlite')),
      'state/vehicle-0.sqlite is missing in the backup.',
    ],
    [
      'a newer layout',
      withManifest((manifest) => {
        manifest.format = 2;
      }),
      'was made by a newer version of the product: it has format 2, this version knows 1.',
    ],
    [
      'a path that leads outside',
      withManifest((manifest) => {
        manifest.files[0]!.path = 'log/../../outside';
      }),
      'is not as one of ours.',
    ],
    ['no manifest', (dir) => rmSync(join(dir, 'manifest.json')), 'holds no readable manifest.json'],
  ])('%s', async (name, spoil, sentence) => {
    expect(await restoring(spoiled(name, spoil))).toContain(sentence);
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(directory).filter((entry) => entry.endsWith('.partial'))).toEqual([]);
  });

  test('what is there is never overwritten', async () => {
    expect(await restoring(backup, restored)).toBe(
      `${restored} is not empty; a restore never overwrites anything. Move it away first.`,
    );
    await expect(takeBackup({ dataDir, to: backup, ...quiet })).rejects.toThrow(
      `${backup} is there already; a backup never overwrites anything.`,
    );
    await expect(takeBackup({ dataDir: directory, to: target, ...quiet })).rejects.toThrow(
      'is no data directory: it has no log',
    );
  });

  test('the commands say so on standard error, with exit code 1, and help with 0', () => {
    const refused = command('restore', '--from', backup, '--data', restored);
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain('is not empty');
    expect(command('backup', '--data', dataDir)).toMatchObject({ status: 1, stdout: '' });
    const help = command('restore', '--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toContain('npm run -s restore -- --from DIR --data DIR');
  });
});
