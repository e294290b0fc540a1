/** The installation's signature over a manifest: Ed25519 (RFC 8032), its key made from 32 secret bytes. */
import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signWith,
  verify as verifyWith,
} from 'node:crypto';
import { sha256 } from './manifest.ts';

/** DER of an Ed25519 key up to its 32 bytes: PKCS #8 private, SPKI public. */
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** Which key it is, for people to compare: the first 16 hex digits of SHA-256 of its bytes. */
export const keyIdOf = (publicKey: string): string =>
  sha256(Buffer.from(publicKey, 'hex')).slice(0, 16);

export const pemOf = (publicKey: string): string =>
  keyOf(publicKey).export({ format: 'pem', type: 'spki' }).toString();

export class EvidenceSigner {
  readonly #key: KeyObject;
  /** 64 hex digits. */
  readonly publicKey: string;

  /** @param seed 64 hex digits */
  constructor(seed: string) {
    const der = Buffer.concat([PRIVATE_HEAD, Buffer.from(seed, 'hex')]);
    this.#key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(this.#key).export({ format: 'der', type: 'spki' });
    this.publicKey = spki.subarray(PUBLIC_HEAD.length).toString('hex');
  }

  get keyId(): string {
    return keyIdOf(this.publicKey);
  }

  /** As openssl and other tools read it. */
  get publicPem(): string {
    return pemOf(this.publicKey);
  }

  sign(bytes: Uint8Array): string {
    return signWith(null, bytes, this.#key).toString('hex');
  }
}

/** The one text of `signature.json`; without a signer it holds the hash alone. */
export function signatureText(manifest: Uint8Array, signer: EvidenceSigner | null): string {
  return textOf({
    manifestSha256: sha256(manifest),
    publicKey: signer?.publicKey ?? null,
    signature: signer?.sign(manifest) ?? null,
  });
}

/** Whether it is the key's signature of the bytes; hex digits both. Never throws. */
export function isSignatureOf(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(publicKey) || !/^[0-9a-f]{128}$/.test(signature)) return false;
  try {
    return verifyWith(null, bytes, keyOf(publicKey), Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}

interface Signature {
  manifestSha256: string;
  publicKey: string | null;
  signature: string | null;
}

const textOf = ({ manifestSha256, publicKey, signature }: Signature) =>
  `${JSON.stringify({ manifestSha256, algorithm: 'Ed25519', publicKey, signature }, null, 2)}\n`;

export type SignatureJudgement =
  | { ok: true; publicKey: string | null }
  | { ok: false; part: 'manifest' | 'signature' };

/** Whether the text is the signature of these bytes, to the last of its own. */
export function judgeSignature(text: string, manifest: Uint8Array): SignatureJudgement {
  const told = parsed(text);
  if (told === null) return { ok: false, part: 'signature' };
  const { manifestSha256, publicKey, signature } = told;
  if (manifestSha256 !== sha256(manifest)) return { ok: false, part: 'manifest' };
  if (publicKey === null) return { ok: true, publicKey };
  const bytes = Buffer.from(signature ?? '', 'hex');
  return verifyWith(null, manifest, keyOf(publicKey), bytes)
    ? { ok: true, publicKey }
    : { ok: false, part: 'signature' };
}

function parsed(text: string): Signature | null {
  try {
    const told = JSON.parse(text) as Signature;
    const isHex = (value: unknown, digits: number) =>
      typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/.test(value);
    const isSigned = isHex(told.publicKey, 64) && isHex(told.signature, 128);
    const isPlain = told.publicKey === null && told.signature === null;
    if (!isHex(told.manifestSha256, 64) || !(isSigned || isPlain)) return null;
    return textOf(told) === text ? told : null;
  } catch {
    return null;
  }
}

function keyOf(publicKey: string): KeyObject {
  const der = Buffer.concat([PUBLIC_HEAD, Buffer.from(publicKey, 'hex')]);
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}
