/** The key that signs evidence bundles is exchanged: the new one takes over, and what the older ones signed goes on to hold. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DAY_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { EvidenceKeys } from '#dashboard/server/evidence/keys.ts';
import { decodeAuditLink, decodeAuditRecord } from '#proto/codec/audit.ts';
import { AuditTrail } from '#runtime/audit/trail.ts';
import { jsonPart, makeBundle } from '#runtime/evidence/bundle.ts';
import { faultOfKey, type KnownKey, parseKey } from '#runtime/evidence/keys.ts';
import type { BundleAbout } from '#runtime/evidence/manifest.ts';
import { EvidenceSigner } from '#runtime/evidence/signing.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { loadSecrets } from '#runtime/secrets.ts';
import { main } from '#tools/evidence.ts';
import { evidenceKeySource } from '#tools/platform/evidence-key.ts';
import { silent } from '../sinks/platform.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tizheng-keys-'));
const secretsFile = join(dataDir, 'secrets.json');
const NONE = { evidenceKey: '', evidenceKeyFile: '' } as Parameters<
  typeof evidenceKeySource
>[0]['secrets'];
const ALL = { maxRecords: 1_000, maxBytes: 1e6, waitMs: 0 };
const kept = { retentionMs: null, retentionBytes: null, compacted: false, partitions: 1 };
let log: EventLog;
let nowMs = Date.UTC(2026, 0, 1);

/** A dashboard as far as its keys go, begun on what the log holds. */
async function dashboard(): Promise<EvidenceKeys> {
  const source = evidenceKeySource({ dataDir, secrets: NONE }, { evidenceKey: '' });
  const keys = new EvidenceKeys({ log, kept: source, clock: { now: () => nowMs }, logger: silent });
  await follow(keys);
  return keys;
}
async function follow(keys: EvidenceKeys): Promise<void> {
  for (const { value } of (await log.read(TOPICS.evidenceKeys, 0, 0, ALL)).records)
    keys.book.apply(value);
}

/** What the command printed and answered. */
async function command(...args: string[]): Promise<[code: number, text: string]> {
  const lines: string[] = [];
  const print = vi
    .spyOn(console, 'log')
    .mockImplementation((line: string) => void lines.push(line));
  try {
    return [await main(args), lines.join('\n')];
  } finally {
    print.mockRestore();
  }
}
const rotate = () => command('rotate', '--data-dir', dataDir, '--reason', 'a year has passed');

async function bundle(name: string, signer: EvidenceSigner | null): Promise<string> {
  const about: BundleAbout = {
    ...{ kind: 'alert', id: '0'.repeat(32), subjects: [], fromMs: 0, toMs: 1 },
    ...{ madeAtMs: nowMs, audit: null, withheld: [] },
  };
  const { write } = await makeBundle(about, [jsonPart('alert.json', {})], signer);
  const chunks: Uint8Array[] = [];
  for await (const chunk of write()) chunks.push(chunk);
  const file = join(dataDir, `${name}.zip`);
  writeFileSync(file, Buffer.concat(chunks));
  return file;
}

beforeAll(async () => {
  loadSecrets(dataDir);
  log = await openEmbeddedLog({ dir: join(dataDir, 'log') });
  for (const topic of [TOPICS.audit, TOPICS.evidenceKeys]) await log.ensureTopic(topic, kept);
});
afterAll(async () => {
  await log.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a new key takes over without a restart, and bundles of every key hold offline', async () => {
  const first = await dashboard();
  const oldest = (await first.signer())!;
  const before = await bundle('before', oldest);
  await follow(first);

  nowMs += 30 * DAY_MS;
  const [code, text] = await rotate();
  expect(code).toBe(0);
  const newer = (await first.signer())!;
  expect(text).toContain(newer.publicKey);
  expect(newer.publicKey).not.toBe(oldest.publicKey);
  await follow(first);
  const after = await bundle('after', newer);

  // A second exchange, of a platform that stands still, and the start after it.
  nowMs += 30 * DAY_MS;
  await rotate();
  const newest = (await (await dashboard()).signer())!;
  const third = await dashboard();
  expect((await third.signer())!.publicKey).toBe(newest.publicKey);
  const last = await bundle('last', newest);

  const [, list] = await command('keys', '--data-dir', dataDir);
  const keysFile = join(dataDir, 'keys.json');
  writeFileSync(keysFile, list);
  const { keys } = JSON.parse(list) as { keys: KnownKey[] };
  expect(keys.map(({ publicKey, untilMs }) => [publicKey, untilMs])).toEqual([
    [newest.publicKey, null],
    [newer.publicKey, nowMs],
    [oldest.publicKey, nowMs - 30 * DAY_MS],
  ]);
  expect(third.book.all()).toEqual(keys);

  const verify = (file: string, ...more: string[]) => command('verify', file, ...more);
  for (const file of [before, after, last])
    expect(await verify(file, '--keys', keysFile)).toEqual([
      0,
      expect.stringMatching(/^Holds: .*in use from/),
    ]);
  expect(await verify(before, '--key', oldest.publicKey)).toEqual([
    0,
    expect.stringMatching(/the one you gave/),
  ]);
  expect((await verify(last, '--key', oldest.publicKey))[0]).toBe(1);
  expect(await verify(last, '--key', oldest.publicKey, '--keys', keysFile)).toEqual([
    0,
    expect.stringMatching(/follows from the one you gave/),
  ]);
  // Trust goes from an older key to a newer one, not back.
  expect(await verify(before, '--key', newest.publicKey, '--keys', keysFile)).toEqual([
    1,
    expect.stringMatching(/does not follow from the one you gave/),
  ]);
  const stranger = await bundle('stranger', new EvidenceSigner('0a'.repeat(32)));
  expect(await verify(stranger, '--keys', keysFile)).toEqual([
    1,
    expect.stringMatching(/not among those you gave/),
  ]);
  const plain = await bundle('plain', null);
  expect(await verify(plain, '--keys', keysFile)).toEqual([
    1,
    expect.stringMatching(/it is not signed/),
  ]);
  // Whoever kept the secret of an older key cannot sign what is made later.
  const late = await bundle('late', oldest);
  expect(await verify(late, '--keys', keysFile)).toEqual([
    1,
    expect.stringMatching(/had been replaced/),
  ]);
  await expect(verify(before, '--keys', secretsFile)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
  });
});

test('who exchanged it, when and why stands in the audit trail, and no secret does', async () => {
  const { records } = await log.read(TOPICS.audit, 0, 0, ALL);
  const told = records.map(({ value }) => decodeAuditRecord(decodeAuditLink(value)));
  expect(told.filter(({ action }) => action === 'evidence.rotate')).toMatchObject(
    [1, 2].map(() => ({
      ...{ actor: `cli:${userInfo().username}`, what: 'npm run evidence rotate', result: 'done' },
      ...{
        purpose: 'a year has passed',
        query: { keyId: expect.stringMatching(/^[0-9a-f]{16}$/) },
      },
    })),
  );
  const { evidenceKey } = loadSecrets(dataDir).secrets;
  expect(JSON.stringify(told)).not.toContain(evidenceKey);
  expect(statSync(secretsFile).mode & 0o777).toBe(0o600);
});

test('what cannot be recorded is not done', async () => {
  const before = readFileSync(secretsFile, 'utf8');
  const record = vi.spyOn(AuditTrail.prototype, 'record').mockRejectedValue(new Error('full'));
  await expect(rotate()).rejects.toThrow('full');
  record.mockRestore();
  expect(readFileSync(secretsFile, 'utf8')).toBe(before);
});

test('a key in a file of its own is exchanged there, one in the settings is left to who gave it', async () => {
  const file = join(dataDir, 'evidence.key');
  writeFileSync(file, `${'0b'.repeat(32)}\n`);
  vi.stubEnv('TIZHENG_SECRETS_EVIDENCE_KEY_FILE', file);
  const source = evidenceKeySource(
    { dataDir, secrets: { ...NONE, evidenceKeyFile: file } },
    { evidenceKey: '0b'.repeat(32) },
  );
  expect(source()).toEqual({ seed: '0b'.repeat(32), endorsement: null });
  await rotate();
  vi.stubEnv('TIZHENG_SECRETS_EVIDENCE_KEY_FILE', '');
  const key = source()!;
  expect(key.endorsement?.by).toBe(new EvidenceSigner('0b'.repeat(32)).publicKey);
  expect(readFileSync(file, 'utf8')).not.toContain('0b'.repeat(32));
  vi.stubEnv('TIZHENG_SECRETS_EVIDENCE_KEY', '0c'.repeat(32));
  await expect(rotate()).rejects.toMatchObject({ code: 'SETTINGS_INVALID' });
  vi.unstubAllEnvs();
});

describe('a key is believed', () => {
  const known = (publicKey: string, untilMs: number | null): KnownKey => ({
    ...{ publicKey, keyId: '', fromMs: 1_000, untilMs, endorsement: null },
  });
  const [a, b] = ['01', '02'].map((byte) => new EvidenceSigner(byte.repeat(32)).publicKey);
  const of = (keys: KnownKey[], madeAtMs: number, trusted?: string) =>
    faultOfKey(a!, madeAtMs, { keys, trusted });

  test('for a day after it was replaced, and in any period it was in use', () => {
    expect(of([known(a!, 5_000)], 5_000 + DAY_MS)).toBe(null);
    expect(of([known(a!, 5_000)], 5_001 + DAY_MS)).toBe('replaced');
    expect(of([known(a!, 5_000), known(a!, null)], 9e12)).toBe(null);
    // Sealed long ago, asked for today.
    expect(of([known(a!, null)], 0)).toBe(null);
    expect(of([known(b!, null)], 0)).toBe('unknown');
  });

  test('by no endorsement that anybody else could have made', () => {
    const forged = { ...known(a!, null), endorsement: { by: b!, signature: '0'.repeat(128) } };
    expect(of([forged, known(b!, 1)], 0, b)).toBe('unendorsed');
    expect(of([forged], 0, a)).toBe(null);
    expect(parseKey(`${'0d'.repeat(32)}\nendorsed x y\n`)?.endorsement).toBe(null);
    expect(parseKey('short')).toBe(null);
  });
});
