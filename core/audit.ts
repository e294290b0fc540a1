/** Who did and read what: the records of the audit trail, and the bytes of each that are hashed. */
import type { Role } from './access.ts';

export const AUDIT_ACTIONS = [
  'chain.opened',
  'sign-in',
  'sign-out',
  'password.change',
  'track.read',
  'media.read',
  'evidence.read',
  'personal.read',
  'personal.unmask',
  'alert.act',
  'command.send',
  'command.cancel',
  'registry.change',
  'registry.import',
  'people.change',
  'rules.change',
  'policy.change',
  'trip.change',
  'delivery.read',
  'delivery.steer',
  'seal.read',
  'seal.change',
  'evidence.rotate',
  'audit.read',
  'export',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** `refused` = asked for and not given. */
export const AUDIT_RESULTS = ['done', 'refused', 'failed'] as const;
export type AuditResult = (typeof AUDIT_RESULTS)[number];

export interface AuditEntry {
  atMs: number;
  action: AuditAction;
  /** Account; '' = nobody known. */
  actor: string;
  role: Role | '';
  /** Address the request came from; '' = the machine itself. */
  from: string;
  /** Route or command. */
  what: string;
  /** Pseudonyms and ids of what it was about; never a plate, name or phone. */
  subjects: readonly string[];
  /** What was asked, without personal data. */
  query: Readonly<Record<string, unknown>>;
  /** Why, in the words of whoever asked; '' = not asked. */
  purpose: string;
  /** Rows told; null = nothing that is counted. */
  rows: number | null;
  result: AuditResult;
}

/** The newest link that a writer saw of another chain. */
export interface AuditHead {
  chain: string;
  number: number;
  /** 64 hex digits. */
  hash: string;
}

/** One link: the entry with its place. `chain` is a writer's, from its start to its end. */
export interface AuditRecord extends AuditEntry {
  chain: string;
  /** From 1, without a gap. */
  number: number;
  /** Of the first link: ends of the chains that had grown since the opening before, so that what is cut off there is missed. */
  heads: readonly AuditHead[];
}

/** Longest lists and texts of one record: a request cannot make it larger. */
export const AUDIT_SUBJECTS_MAX = 100;
export const AUDIT_TEXT_MAX = 500;

/** Keys in one order at every depth, so that the same record always has the same bytes. */
export function canonicalAudit(record: AuditRecord): Uint8Array {
  return Buffer.from(JSON.stringify(sorted(record)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, sorted(inner)]),
  );
}
