/**
 * Keys that sign evidence bundles, in the order in which they took over: `evidence-keys.v1`, for good. A dashboard that
 * signs with another key than the newest there writes it before its first bundle; the secret of an older key is gone by
 * then, its public key stays known and dated. The older key endorses the newer one, so whoever trusts one key can follow
 * the others from it without the platform.
 */
import { randomBytes } from 'node:crypto';
import { DAY_MS } from '#core/time.ts';
import { WireFault } from '#proto/codec/fault.ts';
import { decodeRegistryEntity, encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import { EvidenceSigner, isSignatureOf, keyIdOf } from './signing.ts';

/** A secret as it is kept: 64 hex digits, and what the key before it said of it. */
export interface EvidenceKey {
  seed: string;
  endorsement: Endorsement | null;
}

export interface Endorsement {
  /** Public key of the older one, 64 hex digits. */
  by: string;
  /** 128 hex digits. */
  signature: string;
}

export interface KnownKey {
  publicKey: string;
  keyId: string;
  /** Signs from then on, by the clock of the dashboard that took it up. */
  fromMs: number;
  /** Another one signs from then on; null = it is the one that signs. */
  untilMs: number | null;
  /** Null = it followed no key, or whoever exchanged it had the older one no more. */
  endorsement: Endorsement | null;
}

/** Dashboards take up a new key within seconds, or at their next start: this much later at most. */
export const OVERLAP_MS = DAY_MS;
const ENTITY = 'evidence-key';

/** What the older key signs: a statement that is no manifest of a bundle. */
const statementOf = (publicKey: string) => Buffer.from(`tizheng-evidence-key\n${publicKey}\n`);

export function endorse(by: EvidenceSigner, publicKey: string): Endorsement {
  return { by: by.publicKey, signature: by.sign(statementOf(publicKey)) };
}

export function isEndorsed(publicKey: string, { by, signature }: Endorsement): boolean {
  return isSignatureOf(by, statementOf(publicKey), signature);
}

export function encodeKey({
  publicKey,
  fromMs,
  endorsement,
}: Pick<KnownKey, 'publicKey' | 'fromMs' | 'endorsement'>): Uint8Array {
  return encodeRegistryEntity({
    ...{ entity: ENTITY, id: keyIdOf(publicKey), changedAtMs: fromMs, actor: '' },
    json: JSON.stringify({ publicKey, endorsement }),
  });
}

/** Folded from the topic; a key that is the newest already counts once. */
export class KeyBook {
  /** Oldest first. */
  readonly #keys: KnownKey[] = [];

  get newest(): KnownKey | null {
    return this.#keys.at(-1) ?? null;
  }

  /** Newest first. */
  all(): KnownKey[] {
    return this.#keys.toReversed();
  }

  /** Throws WireFault on a record that is none. */
  apply(value: Uint8Array): void {
    const { entity, json, changedAtMs: fromMs } = decodeRegistryEntity(value);
    if (entity !== ENTITY) throw new WireFault('value', 'a record of keys is of another kind');
    const { publicKey, endorsement } = JSON.parse(json) as Pick<
      KnownKey,
      'publicKey' | 'endorsement'
    >;
    const { newest } = this;
    if (newest?.publicKey === publicKey) return;
    if (newest !== null) newest.untilMs = fromMs;
    const holds = endorsement !== null && isEndorsed(publicKey, endorsement);
    this.#keys.push({
      ...{ publicKey, keyId: keyIdOf(publicKey), fromMs, untilMs: null },
      endorsement: holds ? endorsement : null,
    });
  }
}

/** Why a key of a bundle is not to be believed; null = it is. */
export type KeyFault = 'unknown' | 'unendorsed' | 'replaced';

/**
 * @param keys as the installation publishes them; without `trusted` whoever gave them is believed
 * @param trusted a key that is trusted by another way: the bundle's must be it, or follow from it by endorsements
 */
export function faultOfKey(
  publicKey: string,
  madeAtMs: number,
  { keys, trusted }: { keys: readonly KnownKey[]; trusted: string | undefined },
): KeyFault | null {
  const own = keys.filter((key) => key.publicKey === publicKey);
  if (own.length === 0) return 'unknown';
  if (trusted !== undefined && !followsFrom(trusted, publicKey, keys)) return 'unendorsed';
  const isReplaced = own.every(
    ({ untilMs }) => untilMs !== null && madeAtMs > untilMs + OVERLAP_MS,
  );
  return isReplaced ? 'replaced' : null;
}

function followsFrom(trusted: string, publicKey: string, keys: readonly KnownKey[]): boolean {
  const believed = new Set([trusted]);
  for (let grown = -1; grown !== believed.size; ) {
    grown = believed.size;
    for (const { publicKey: key, endorsement } of keys)
      if (endorsement !== null && believed.has(endorsement.by) && isEndorsed(key, endorsement))
        believed.add(key);
  }
  return believed.has(publicKey);
}

/** Lines of a file that holds a key: the secret, and below it what the key before said of it. */
export function keyText({ seed, endorsement }: EvidenceKey): string {
  const said = endorsement === null ? '' : `endorsed ${endorsement.by} ${endorsement.signature}\n`;
  return `${seed}\n${said}`;
}

/** Null = the first line is no key. */
export function parseKey(text: string): EvidenceKey | null {
  const [seed = '', ...lines] = text.split(/\r?\n/).map((line) => line.trim());
  if (!/^[0-9a-f]{64}$/i.test(seed)) return null;
  for (const line of lines) {
    const [, by, signature] = /^endorsed ([0-9a-f]{64}) ([0-9a-f]{128})$/.exec(line) ?? [];
    if (by !== undefined && signature !== undefined)
      return { seed: seed.toLowerCase(), endorsement: { by, signature } };
  }
  return { seed: seed.toLowerCase(), endorsement: null };
}

/** A key that comes after the one whose secret is `seed`. */
export function successorOf(seed: string): { publicKey: string; key: EvidenceKey } {
  const next = randomBytes(32).toString('hex');
  const { publicKey } = new EvidenceSigner(next);
  return {
    publicKey,
    key: { seed: next, endorsement: endorse(new EvidenceSigner(seed), publicKey) },
  };
}
