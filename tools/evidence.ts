/**
 * `npm run -s evidence`: whether a bundle is whole and unaltered, which needs nothing but the file; and the keys that sign
 * bundles, on the machine the dashboard runs on or with its settings.
 */
import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TizhengError } from '#core/errors.ts';
import { TOPICS } from '#core/topics.ts';
import type { ByteSource } from '#runtime/evidence/container.ts';
import { KeyBook, type KnownKey, successorOf } from '#runtime/evidence/keys.ts';
import { keyIdOf } from '#runtime/evidence/signing.ts';
import { verdictLine, verifyEvidence } from '#runtime/evidence/verify.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { loadSettings } from '#runtime/settings.ts';
import { audited } from './cli-audit.ts';
import { exchangeKey, keptKeyOf } from './platform/evidence-key.ts';
import { openLog } from './platform/open-log.ts';
import { type PlatformSettings, platformSettings } from './platform/settings.ts';
import { topicOptions } from './platform/topics.ts';
import { run } from './run.ts';

const HELP = `npm run -s evidence -- COMMAND [options]

  verify FILE    says in one line whether a bundle (an alert's evidence, sealed data of vehicles) holds, and where not. 校验证据包。
    --key HEX      public key it must be signed with: 64 hex digits, as GET /api/evidence/key publishes it
    --keys FILE    all keys of the installation, as GET /api/evidence/keys or "keys" below gives them: bundles of older keys
                   hold too; with --key beside it, of those alone that follow from that key
    --json         prints the verdict as JSON
  keys           prints every key that signed, with its time, newest first, as JSON. 列出全部公钥及其有效期。
  rotate         makes a new key; dashboards sign with it within 5 s, bundles of the older ones go on to hold. 更换签名密钥。
    --reason TEXT  why; stands in the audit trail

  --config FILE, --data-dir DIR     of keys and rotate: as for npm start

Exit 0: it holds, or it is done. 1: it does not hold. 2: it cannot be read.`;

const READ = { maxRecords: 10_000, maxBytes: 4_000_000, waitMs: 0 };

export async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      keys: { type: 'string' },
      json: { type: 'boolean' },
      reason: { type: 'string' },
      config: { type: 'string' },
      'data-dir': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [command, file] = positionals;
  const isKey = values.key === undefined || /^[0-9a-f]{64}$/.test(values.key);
  const isVerify = command === 'verify' && file !== undefined && isKey;
  if (values.help || !(isVerify || command === 'keys' || command === 'rotate')) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  if (command === 'verify') return verify(file!, values);
  const settings = loadSettings(platformSettings, {
    file: values.config ?? null,
    env: process.env,
    overrides: { dataDir: values['data-dir'] },
  });
  const isEmbedded = settings.log.engine === 'embedded';
  if (isEmbedded && !existsSync(join(settings.dataDir, 'log', `${TOPICS.audit}.sqlite`)))
    throw refusal(`${settings.dataDir} holds no platform's data yet.`);
  const log = await openLog(settings);
  try {
    await log.ensureTopic(TOPICS.evidenceKeys, topicOptions(settings.log)[TOPICS.evidenceKeys]!);
    if (command === 'rotate') return await rotate({ log, settings }, values.reason ?? '');
    console.log(JSON.stringify({ algorithm: 'Ed25519', keys: (await bookOf(log)).all() }, null, 2));
    return 0;
  } finally {
    await log.close();
  }
}

async function verify(
  path: string,
  { key, keys: keysFile, json }: { key?: string; keys?: string; json?: boolean },
): Promise<number> {
  const keys = keysFile === undefined ? undefined : await knownKeys(keysFile);
  const { source, close } = await openFile(path);
  try {
    const verdict = await verifyEvidence(source, { publicKey: key, keys });
    const known = keys?.find(({ publicKey }) => publicKey === verdict.signedBy?.publicKey);
    console.log(
      json
        ? JSON.stringify(verdict)
        : verdictLine(verdict, { isCompared: key !== undefined, known }),
    );
    return verdict.faults.length === 0 ? 0 : 1;
  } finally {
    await close();
  }
}

/** The secret of the older key is gone when this is done; dashboards write the new public key down. */
async function rotate(
  at: { log: EventLog; settings: PlatformSettings },
  purpose: string,
): Promise<number> {
  const kept = keptKeyOf(at.settings);
  const { publicKey, key } = successorOf(kept.seed);
  const keyId = keyIdOf(publicKey);
  const query = { keyId, before: keyIdOf(key.endorsement!.by) };
  await audited(
    at,
    { action: 'evidence.rotate', command: 'evidence rotate', query, purpose },
    async () => exchangeKey(at.settings, key),
  );
  console.log(`New key ${keyId}, endorsed by ${query.before}: ${publicKey}`);
  console.log(
    'Dashboards sign with it within 5 s, or from their next start. Give it, or the list of keys, to whoever receives bundles.',
  );
  return 0;
}

async function bookOf(log: EventLog): Promise<KeyBook> {
  const book = new KeyBook();
  const { low, high } = await log.ends(TOPICS.evidenceKeys, 0);
  for (let offset = low; offset < high; ) {
    const { records, nextOffset } = await log.read(TOPICS.evidenceKeys, 0, offset, READ);
    for (const { value } of records) book.apply(value);
    offset = nextOffset;
  }
  return book;
}

async function knownKeys(path: string): Promise<KnownKey[]> {
  try {
    const { keys } = JSON.parse(await readFile(path, 'utf8')) as { keys: KnownKey[] };
    if (keys.every(({ publicKey }) => /^[0-9a-f]{64}$/.test(publicKey))) return keys;
  } catch (cause) {
    throw new TizhengError('FILE_UNREADABLE', 'evidence', `${path} is no list of keys.`, cause);
  }
  throw new TizhengError('FILE_UNREADABLE', 'evidence', `${path} is no list of keys.`);
}

async function openFile(path: string): Promise<{ source: ByteSource; close(): Promise<void> }> {
  try {
    const handle = await open(path, 'r');
    const { size } = await handle.stat();
    const read = async (at: number, length: number) => {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await handle.read(bytes, 0, length, at);
      if (bytesRead < length) throw new Error('the file became shorter');
      return bytes;
    };
    return { source: { size, read }, close: () => handle.close() };
  } catch (cause) {
    throw new TizhengError('FILE_UNREADABLE', 'evidence', `${path} cannot be read.`, cause);
  }
}

function refusal(sentence: string): TizhengError {
  return new TizhengError('SETTINGS_INVALID', 'evidence', sentence);
}

if (import.meta.main) await run(main);
