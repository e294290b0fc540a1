/** The arithmetic of a chain: each link's hash is taken over the hash before it and the link's own bytes. */
import { createHash } from 'node:crypto';
import { type AuditRecord, canonicalAudit } from '#core/audit.ts';
import type { AuditLink } from '#proto/codec/audit.ts';

export const FIRST: Uint8Array = new Uint8Array(32);

export function hashOf(previous: Uint8Array, record: Uint8Array): Uint8Array {
  return createHash('sha256').update(previous).update(record).digest();
}

export function linkOf(previous: Uint8Array, record: AuditRecord): AuditLink {
  const bytes = canonicalAudit(record);
  return { previous, record: bytes, hash: hashOf(previous, bytes) };
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
