/**
 * Where the key lies that signs evidence bundles: a file named in the settings, the settings themselves, or secrets.json of
 * the data directory. It is read again when its file has changed, so that a rotation needs no restart.
 */
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TizhengError } from '#core/errors.ts';
import { type EvidenceKey, keyText, parseKey } from '#runtime/evidence/keys.ts';
import { changeSecrets, loadSecrets, type Secrets } from '#runtime/secrets.ts';
import type { PlatformSettings } from './settings.ts';

type Where = Pick<PlatformSettings, 'dataDir' | 'secrets'>;

/** The key as it is kept now; null = there is none. Throws SystemError when its file cannot be read. */
export function evidenceKeySource(
  settings: Where,
  given: Pick<Secrets, 'evidenceKey'>,
): () => EvidenceKey | null {
  const { evidenceKeyFile, evidenceKey } = settings.secrets;
  if (evidenceKeyFile === '' && evidenceKey !== '') return () => parseKey(evidenceKey);
  const file = evidenceKeyFile === '' ? join(settings.dataDir, 'secrets.json') : evidenceKeyFile;
  let changedMs = Number.NaN;
  let key: EvidenceKey | null = parseKey(given.evidenceKey);
  return () => {
    const mtimeMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (mtimeMs === undefined || mtimeMs === changedMs) return key;
    key = keptKey(settings) ?? key;
    changedMs = mtimeMs;
    return key;
  };
}

/** Where a rotation finds the key. Throws SETTINGS_INVALID where it cannot be exchanged here. */
export function keptKeyOf(settings: Where): EvidenceKey {
  const { evidenceKeyFile, evidenceKey } = settings.secrets;
  if (evidenceKeyFile === '' && evidenceKey !== '')
    throw refusal(
      'The key is given in the settings: give it as secrets.evidenceKeyFile instead, then rotate.',
    );
  const key = keptKey(settings);
  if (key === null) throw refusal('This installation has no key that signs evidence bundles yet.');
  return key;
}

/** Whole or not at all: a running dashboard may read at any moment. The secret that was there is gone then. */
export function exchangeKey(settings: Where, key: EvidenceKey): void {
  const { evidenceKeyFile } = settings.secrets;
  if (evidenceKeyFile === '') {
    const { by, signature } = key.endorsement ?? { by: '', signature: '' };
    const evidenceEndorsement = by === '' ? '' : `${by}:${signature}`;
    changeSecrets(settings.dataDir, { evidenceKey: key.seed, evidenceEndorsement });
    return;
  }
  const beside = `${evidenceKeyFile}.new`;
  writeFileSync(beside, keyText(key), { mode: 0o600 });
  renameSync(beside, evidenceKeyFile);
}

function keptKey({ dataDir, secrets }: Where): EvidenceKey | null {
  if (secrets.evidenceKeyFile !== '')
    return parseKey(readFileSync(secrets.evidenceKeyFile, 'utf8'));
  const { evidenceKey, evidenceEndorsement } = loadSecrets(dataDir).secrets;
  return parseKey(`${evidenceKey}\nendorsed ${evidenceEndorsement.replace(':', ' ')}`);
}

function refusal(sentence: string): TizhengError {
  return new TizhengError('SETTINGS_INVALID', 'settings', sentence);
}
