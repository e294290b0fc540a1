/**
 * What is asked of the server and belongs into the audit trail is written there before it is answered: who
 * could not be recorded is not answered. Which routes: the `audit` of their right (rights.ts), and what a
 * handler notes of its own.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  AUDIT_SUBJECTS_MAX,
  AUDIT_TEXT_MAX,
  type AuditAction,
  type AuditEntry,
} from '#core/audit.ts';
import type { Clock } from '#core/time.ts';
import type { AuditTrail } from '#runtime/audit/trail.ts';
import type { Session } from '../auth.ts';
import { RIGHTS } from './rights.ts';

/** What only the handler knows. */
export interface AuditNote {
  /** Where the route alone does not say it. */
  action?: AuditAction;
  /** Of a sign-in, which has no session yet. */
  actor?: string;
  subjects?: readonly string[];
  query?: Readonly<Record<string, unknown>>;
  rows?: number;
}

const sessions = new WeakMap<FastifyRequest, Session>();
const notes = new WeakMap<FastifyRequest, AuditNote>();

/** By the guard: at the end of a request its session may be over. */
export function noteSession(request: FastifyRequest, session: Session | null): void {
  if (session !== null) sessions.set(request, session);
}

export function auditNote(request: FastifyRequest, note: AuditNote): void {
  notes.set(request, { ...notes.get(request), ...note });
}

export function addAuditing(
  app: FastifyInstance,
  { audit, clock }: { audit: AuditTrail; clock: Clock },
): void {
  const written = new WeakSet<FastifyRequest>();
  app.addHook('onSend', async (request, reply, payload) => {
    const entry = written.has(request) ? null : entryOf(request, reply, clock.now());
    if (entry === null) return payload;
    // A failure to record is answered by another payload, which passes here as well.
    written.add(request);
    await audit.record(entry);
    return payload;
  });
}

function entryOf(request: FastifyRequest, reply: FastifyReply, atMs: number): AuditEntry | null {
  const { url } = request.routeOptions;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = `${method} ${url}`;
  const note = notes.get(request) ?? {};
  const session = sessions.get(request);
  const action = note.action ?? RIGHTS[route]?.audit;
  if (action === undefined || (session === undefined && note.actor === undefined)) return null;
  const { statusCode } = reply;
  const { reason } = (request.body ?? {}) as { reason?: unknown };
  const header = request.headers['x-purpose'] ?? request.headers['x-reason'];
  return {
    ...{ atMs, action, what: route, from: request.ip },
    actor: session?.user ?? note.actor ?? '',
    role: session?.role ?? '',
    subjects: (note.subjects ?? []).slice(0, AUDIT_SUBJECTS_MAX),
    query: note.query ?? { ...(request.params as object), ...(request.query as object) },
    purpose: typeof reason === 'string' ? reason.slice(0, AUDIT_TEXT_MAX) : decoded(header),
    rows: note.rows ?? null,
    result: statusCode < 400 ? 'done' : statusCode < 500 ? 'refused' : 'failed',
  };
}

/** Percent-encoded, as headers hold no Chinese. */
function decoded(header: string | string[] | undefined): string {
  const text = [header ?? ''].flat()[0] ?? '';
  try {
    return decodeURIComponent(text).slice(0, AUDIT_TEXT_MAX);
  } catch {
    return text.slice(0, AUDIT_TEXT_MAX);
  }
}
