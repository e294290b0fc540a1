/** Before every request: session, then the header that no foreign page can set, then the right to the route. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Auth } from '../auth.ts';
import { sessionOf } from '../http-parts.ts';
import { problem } from '../problem.ts';
import { noteSession } from './auditing.ts';
import { refusalOf } from './rights.ts';

/** Paths served without a session: the page itself holds no data. */
const OPEN_PATHS = new Set([
  '/',
  '/index.html',
  '/login',
  '/api/login',
  '/healthz',
  '/favicon.ico',
]);
const SAFE_METHODS = new Set(['GET', 'HEAD']);
/** Files of the page. */
const FILES = '/*';

/** Undefined = go on. */
export function guard(
  auth: Auth,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | undefined {
  const path = request.url.split('?', 1)[0]!;
  const isOpen = OPEN_PATHS.has(path) || path.startsWith('/assets/');
  const session = sessionOf(auth, request);
  noteSession(request, session);
  if (!isOpen && session === null) return problem(reply, 401, 'Sign in first.');
  if (!SAFE_METHODS.has(request.method) && request.headers['x-tizheng'] !== '1')
    return problem(reply, 403, 'State-changing requests need the header x-tizheng: 1.');
  const { url } = request.routeOptions;
  if (isOpen || session === null || url === undefined || url === FILES) return undefined;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const refusal = refusalOf(session, `${method} ${url}`);
  return refusal === null ? undefined : problem(reply, 403, refusal);
}
