/**
 * Signatures by Standard Webhooks 1.0.0. What is signed is `id.timestamp.body`; the header lists one
 * signature per secret, so that receivers verify with the old or the new one while secrets change.
 */
import { createHmac, createPrivateKey, randomBytes, sign as signBytes } from 'node:crypto';
import { TizhengError } from '#core/errors.ts';

/** Signs a text; the answer is an entry of `webhook-signature`, e.g. `v1,K5oZ…=`. */
export type Signer = (text: string) => string;

const HMAC_PREFIX = 'whsec_';
const ED25519_PREFIX = 'whsk_';
/** PKCS #8 around an ed25519 seed (RFC 8410). */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const ED25519_SEED_BYTES = 32;
const HMAC_BYTES = { min: 24, max: 64 };
const SECRETS_MAX = 8;

/**
 * Signers of a secret file: one secret per line, `whsec_` (HMAC-SHA256, 24–64 bytes) or `whsk_`
 * (ed25519, seed or seed and public key); blank lines and lines with # are comments.
 * Throws SETTINGS_INVALID, never with a secret in its message.
 */
export function parseSecrets(text: string, file: string): Signer[] {
  const lines = text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
  if (lines.length === 0 || lines.length > SECRETS_MAX)
    throw invalid(
      `The secret file ${file} holds ${lines.length} secrets, not 1 to ${SECRETS_MAX}.`,
    );
  return lines.map(({ line, number }) => {
    const signer = signerOf(line);
    if (signer === null) throw invalid(`Line ${number} of the secret file ${file} is no secret.`);
    return signer;
  });
}

/** `webhook-signature` of a message, all secrets in order. */
export function signatureOf(
  signers: readonly Signer[],
  message: { id: string; timestampS: number; body: string },
): string {
  const text = `${message.id}.${message.timestampS}.${message.body}`;
  return signers.map((sign) => sign(text)).join(' ');
}

/** A new `whsec_…` of 32 random bytes. */
export function newSecret(): string {
  return `${HMAC_PREFIX}${randomBytes(32).toString('base64')}`;
}

/** Null = not a secret. */
function signerOf(line: string): Signer | null {
  if (line.startsWith(HMAC_PREFIX)) {
    const key = base64Of(line.slice(HMAC_PREFIX.length));
    if (key === null || key.length < HMAC_BYTES.min || key.length > HMAC_BYTES.max) return null;
    return (text) => `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  }
  if (!line.startsWith(ED25519_PREFIX)) return null;
  const bytes = base64Of(line.slice(ED25519_PREFIX.length));
  if (bytes === null || ![ED25519_SEED_BYTES, 2 * ED25519_SEED_BYTES].includes(bytes.length))
    return null;
  const key = createPrivateKey({
    key: Buffer.concat([ED25519_PKCS8, bytes.subarray(0, ED25519_SEED_BYTES)]),
    format: 'der',
    type: 'pkcs8',
  });
  return (text) => `v1a,${signBytes(null, Buffer.from(text), key).toString('base64')}`;
}

function base64Of(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return /^[A-Za-z0-9+/]+=*$/.test(text) && bytes.length > 0 ? bytes : null;
}

function invalid(message: string): TizhengError {
  return new TizhengError('SETTINGS_INVALID', 'webhooks', message);
}
