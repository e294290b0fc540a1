/** The audit trail, newest first, as the log holds it. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { covers } from '#core/access.ts';
import { AUDIT_ACTIONS, type AuditAction, type AuditRecord } from '#core/audit.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAuditLink, decodeAuditRecord } from '#proto/codec/audit.ts';
import { type HttpParts, sightOf } from './http-parts.ts';

const ROWS_MAX = 500;
const ROWS_DEFAULT = 100;
/** Records one answer looks through; `next` goes on behind them. */
const LOOKED_AT_MAX = 20_000;
const CHUNK = 2_000;

const offset = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const listQuery = Type.Object(
  {
    actor: Type.Optional(Type.String({ maxLength: 100 })),
    action: Type.Optional(Type.Enum([...AUDIT_ACTIONS])),
    /** Pseudonym or id that an entry is about. */
    subject: Type.Optional(Type.String({ maxLength: 64 })),
    from: Type.Optional(offset),
    to: Type.Optional(offset),
    before: Type.Optional(offset),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ROWS_MAX })),
  },
  { additionalProperties: false },
);
interface Wish {
  actor?: string;
  action?: AuditAction;
  subject?: string;
  from?: number;
  to?: number;
  before?: number;
  limit?: number;
}

export function addAuditRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { log, people } = parts;
  app.get<{ Querystring: Wish }>(
    '/api/audit',
    { schema: { querystring: listQuery } },
    async (request) => {
      const { before, limit = ROWS_DEFAULT, ...wish } = request.query;
      const { scope, isWhole } = sightOf(parts, request);
      // A part of the installation reads what its own people did.
      const isSeen = ({ actor }: AuditRecord) =>
        isWhole || covers(scope, people.find(actor)?.scope ?? NOBODYS);
      const { low, high } = await log.ends(TOPICS.audit, 0);
      let end = Math.min(before ?? high, high);
      const last = Math.max(low, end - LOOKED_AT_MAX);
      const entries: object[] = [];
      while (end > last && entries.length < limit) {
        const start = Math.max(last, end - CHUNK);
        const bounds = { maxRecords: end - start, maxBytes: 16_000_000, waitMs: 0 };
        const { records } = await log.read(TOPICS.audit, 0, start, bounds);
        for (const { offset, value } of records.reverse()) {
          if (offset >= end || entries.length === limit) continue;
          end = offset;
          const record = decodeAuditRecord(decodeAuditLink(value));
          if (fits(record, wish) && isSeen(record)) entries.push({ offset, ...record });
        }
        if (entries.length < limit) end = start;
      }
      return { entries, next: end > low ? end : null };
    },
  );
}

const NOBODYS = { regions: null, enterprises: null };

function fits({ actor, action, subjects, atMs }: AuditRecord, wish: Wish): boolean {
  return (
    (wish.actor === undefined || actor === wish.actor) &&
    (wish.action === undefined || action === wish.action) &&
    (wish.subject === undefined || subjects.includes(wish.subject)) &&
    (wish.from === undefined || atMs >= wish.from) &&
    (wish.to === undefined || atMs < wish.to)
  );
}
