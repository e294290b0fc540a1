/**
 * What is asked of the server and belongs into the audit trail is written there before it is answered: who
 * could not be recorded is not answered. While the trail cannot be written nothing is changed either; only of
 * the request that finds it so what was changed stays. Which routes: the `audit` of their right (rights.ts), and what a
 * handler notes of its own.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  AUDIT_SUBJECTS_MAX,
  AUDIT_TEXT_MAX,
  type AuditAction,
  type AuditEntry,
} from '#core/audit.ts';
import { TizhengError } from '#core/errors.ts';
import type { Clock } from '#core/time.ts';
import type { AuditTrail } from '#runtime/audit/trail.ts';
import type { Logger } from '#runtime/logger.ts';
import type { Session } from '../auth.ts';
import { problemJson } from '../problem.ts';
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

/** Headers that tell of an answer. */
const OF_THE_ANSWER = [
  ...['set-cookie', 'location', 'etag', 'content-length', 'content-disposition'],
  ...['content-range', 'accept-ranges'],
];

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
  { audit, clock, logger }: { audit: AuditTrail; clock: Clock; logger: Logger },
): void {
  app.addHook('preHandler', async (request) => {
    if (changesSomething(request)) await audit.ready(clock.now());
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const entry = entryOf(request, reply, clock.now());
    if (entry === null) return payload;
    try {
      await audit.record(entry);
      return payload;
    } catch (error) {
      // Not thrown: what is answered here may itself be an error's answer, and the next would be none of ours.
      logger.warn({ route: entry.what, err: error }, 'A request could not be recorded.');
      if (payload instanceof Readable) payload.destroy();
      return unrecorded(reply, error);
    }
  });
}

/** Nothing of the answer that was to be given, not even a session. */
function unrecorded(reply: FastifyReply, error: unknown): string {
  for (const name of OF_THE_ANSWER) reply.removeHeader(name);
  const isAway = error instanceof TizhengError && error.retryable;
  const status = isAway ? 503 : 500;
  if (isAway) reply.header('retry-after', 2);
  reply.code(status).type('application/problem+json').header('cache-control', 'no-store');
  return problemJson(status, isAway ? error.message : 'The server failed to answer.');
}

/** What is recorded and changes something; whoever wants to leave is always let go. */
function changesSomething(request: FastifyRequest): boolean {
  const route = `${request.method} ${request.routeOptions.url}`;
  if (route === 'POST /api/login') return true;
  const action = RIGHTS[route]?.audit;
  return request.method !== 'GET' && action !== undefined && action !== 'sign-out';
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
