/** audit.v1 → dw.audit: who did and read what. The log is what is verified; this copy is for looking things up. */
import { TOPICS } from '#core/topics.ts';
import { decodeAuditLink, decodeAuditRecord } from '#proto/codec/audit.ts';
import type { Feed } from '../feed.ts';

export const auditFeed: Feed = {
  topic: TOPICS.audit,
  targets: [
    {
      table: 'dw.audit',
      columns: [
        'at',
        'chain',
        'number',
        'action',
        'actor',
        'role',
        'result',
        'row_count',
        'purpose',
        'record',
        'hash',
        'log_partition',
        'log_offset',
      ],
    },
  ],
  write(record, { partition }, [rows]) {
    const link = decodeAuditLink(record.value);
    const told = decodeAuditRecord(link);
    const r = rows!;
    r.begin();
    r.time(told.atMs);
    r.text(told.chain);
    r.i64(told.number);
    r.text(told.action);
    r.text(told.actor);
    r.text(told.role);
    r.text(told.result);
    r.i32OrNull(told.rows);
    r.text(told.purpose);
    r.text(Buffer.from(link.record).toString('utf8'));
    r.fixed(Buffer.from(link.hash).toString('hex'), 64);
    r.u16(partition);
    r.i64(record.offset);
    r.end();
    return true;
  },
};
