/** The newest link of the audit trail: what is bound to it was there when it was written. */
import type { AuditHead } from '#core/audit.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAuditLink, decodeAuditRecord } from '#proto/codec/audit.ts';
import type { EventLog } from '../log/event-log.ts';
import { hex } from './chain.ts';

const ONE = { maxRecords: 1, maxBytes: 1, waitMs: 0 };

/** Null = nothing was audited yet. */
export async function newestAudit(log: EventLog): Promise<(AuditHead & { offset: number }) | null> {
  const { low, high } = await log.ends(TOPICS.audit, 0);
  if (high === low) return null;
  const { records } = await log.read(TOPICS.audit, 0, high - 1, ONE);
  const [record] = records;
  if (record === undefined) return null;
  const link = decodeAuditLink(record.value);
  const { chain, number } = decodeAuditRecord(link);
  return { chain, number, hash: hex(link.hash), offset: record.offset };
}
