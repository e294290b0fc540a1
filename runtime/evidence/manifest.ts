/**
 * What a bundle says of itself. `manifest.json` names every part with size, SHA-256 and a link of a chain
 * over them, so parts cannot be altered, exchanged, left out or put in; `signature.json` holds the hash of the
 * manifest and the installation's signature over its bytes.
 *
 *   link of a part = SHA-256(link before it ‖ SHA-256(name) ‖ SHA-256(content)), before the first: 32 zero bytes
 */
import { createHash } from 'node:crypto';
import type { AuditHead } from '#core/audit.ts';

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'signature.json';

export const WITHHELD_REASONS = [
  /** Whoever asked is not cleared for it. */
  'clearance',
  /** Retention had removed it, or it never came. */
  'gone',
] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

export interface ManifestPart {
  name: string;
  bytes: number;
  sha256: string;
  link: string;
}

export interface BundleAbout {
  kind: 'alert' | 'seal';
  /** Alert id or seal id. */
  id: string;
  /** Pseudonyms of the vehicles. */
  subjects: readonly string[];
  /** Of the track, by event time, `[fromMs, toMs)`. */
  fromMs: number;
  toMs: number;
  /** When it was put together; of sealed data, when they were sealed. */
  madeAtMs: number;
  /** Newest link of the audit trail then; null = it was empty. */
  audit: (AuditHead & { offset: number }) | null;
  /** What is not in it, and why. */
  withheld: readonly { part: string; why: WithheldReason; count: number }[];
}

export interface Manifest extends BundleAbout {
  format: 'tizheng-evidence';
  version: 1;
  parts: ManifestPart[];
  /** Last link of the chain. */
  root: string;
}

export const sha256 = (...chunks: readonly (Uint8Array | string)[]): string => {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
};

/** Each part with its link. */
export function chained(parts: readonly Omit<ManifestPart, 'link'>[]): ManifestPart[] {
  let link = '0'.repeat(64);
  return parts.map((part) => {
    link = sha256(hexBytes(link), hexBytes(sha256(part.name)), hexBytes(part.sha256));
    return { ...part, link };
  });
}

/** The one text of a manifest. */
export function manifestText(
  { kind, id, subjects, fromMs, toMs, madeAtMs, audit, withheld }: BundleAbout,
  parts: readonly Omit<ManifestPart, 'link'>[],
): string {
  const linked = chained(parts);
  const manifest: Manifest = {
    ...{ format: 'tizheng-evidence', version: 1, kind, id, subjects, fromMs, toMs, madeAtMs },
    ...{ audit, withheld },
    parts: linked.map(({ name, bytes, sha256: hash, link }) => ({
      name,
      bytes,
      sha256: hash,
      link,
    })),
    root: linked.at(-1)?.link ?? '0'.repeat(64),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const hexBytes = (text: string) => Buffer.from(text, 'hex');
