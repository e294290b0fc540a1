/**
 * Where an endpoint's secrets lie: a file named in the settings, or one of ours under the data
 * directory. The newest secret stands first; older ones below it sign too until they are retired.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WebhookEndpointSettings } from '../config.ts';
import { newSecret, parseSecrets, type Signer } from './signature.ts';

/** A changed file is seen after at most this long, so that rotating needs no restart. */
const LOOK_EVERY_MS = 5_000;

export function secretFileOf(
  dataDir: string,
  endpoint: Pick<WebhookEndpointSettings, 'id' | 'secretFile'>,
): string {
  return endpoint.secretFile === ''
    ? join(dataDir, 'webhooks', `${endpoint.id}.secret`)
    : endpoint.secretFile;
}

/** Makes the secrets of endpoints that name no file and have none yet; answers them, to be shown once. */
export function generateMissingSecrets(
  dataDir: string,
  endpoints: readonly WebhookEndpointSettings[],
): { endpoint: string; secret: string; file: string }[] {
  return endpoints.flatMap((endpoint) => {
    const file = secretFileOf(dataDir, endpoint);
    if (endpoint.secretFile !== '' || existsSync(file)) return [];
    const secret = newSecret();
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return [{ endpoint: endpoint.id, secret, file }];
  });
}

/** Puts a new secret before the others and answers it. */
export function addSecret(file: string): string {
  const secret = newSecret();
  replace(file, `${secret}\n${readFileSync(file, 'utf8')}`);
  return secret;
}

/** Leaves the newest secret only; answers how many were removed. */
export function retireOldSecrets(file: string): number {
  const secrets = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  replace(file, `${secrets[0] ?? ''}\n`);
  return Math.max(0, secrets.length - 1);
}

/** Whole or not at all: the running sink may read at any moment. */
function replace(file: string, text: string): void {
  const beside = `${file}.new`;
  writeFileSync(beside, text, { mode: 0o600 });
  renameSync(beside, file);
}

/** The secrets of one endpoint as they are on disk now. */
export class SecretFile {
  readonly #file: string;
  #signers: readonly Signer[] = [];
  #readAtMs = Number.NEGATIVE_INFINITY;
  #changedMs = Number.NaN;

  constructor(file: string) {
    this.#file = file;
  }

  /** Throws when the file cannot be read (SystemError) or holds no usable secret (SETTINGS_INVALID). */
  signers(): readonly Signer[] {
    const now = performance.now();
    if (now - this.#readAtMs < LOOK_EVERY_MS) return this.#signers;
    const { mtimeMs } = statSync(this.#file);
    if (mtimeMs !== this.#changedMs) {
      this.#signers = parseSecrets(readFileSync(this.#file, 'utf8'), this.#file);
      this.#changedMs = mtimeMs;
    }
    this.#readAtMs = now;
    return this.#signers;
  }
}
