/** Topic audit.v1: a link of a chain, through the generated code. */
import type { AuditRecord } from '#core/audit.ts';
import { tizheng } from '../generated/audit.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated } from './generated.ts';

const v1 = tizheng.audit.v1;
const HASH_BYTES = 32;

export interface AuditLink {
  /** Of the link before it in its chain; zeros in the first. */
  previous: Uint8Array;
  hash: Uint8Array;
  /** Canonical JSON as it was hashed. */
  record: Uint8Array;
}

export function encodeAuditLink(link: AuditLink): Uint8Array {
  return v1.AuditLink.encode(link).finish();
}

/** Throws WireFault. */
export function decodeAuditLink(bytes: Uint8Array): AuditLink {
  const { previous, hash, record } = decodeGenerated(v1.AuditLink, bytes);
  if (previous.length !== HASH_BYTES || hash.length !== HASH_BYTES)
    throw new WireFault('value', 'a hash of the audit trail has 32 bytes');
  return { previous, hash, record };
}

/** What the link says; whether its hash is right is the verifier's question. Throws WireFault. */
export function decodeAuditRecord({ record }: AuditLink): AuditRecord {
  try {
    return JSON.parse(Buffer.from(record).toString('utf8')) as AuditRecord;
  } catch (cause) {
    throw new WireFault('value', 'an audit record is no JSON', cause);
  }
}
