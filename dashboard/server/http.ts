/** The HTTP side: sign-in, roster, alerts with their evidence, actions, basemap, static page. */
import { timingSafeEqual } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { AlertAction } from '#core/alert.ts';
import type { Clock } from '#core/time.ts';
import type { AlertBook, BookEntry } from './alert-book.ts';
import { FALSE_ALARM_CAUSES, isActive } from './alert-book.ts';
import type { AlertDetails } from './alert-details.ts';
import { alertRow } from './alert-row.ts';
import type { Auth } from './auth.ts';
import { SESSION_COOKIE } from './auth.ts';
import { problem } from './problem.ts';
import type { Roster } from './roster.ts';

export interface HttpParts {
  auth: Auth;
  roster: Roster;
  book: AlertBook;
  details: AlertDetails;
  clock: Clock;
  epoch: string;
  secureCookie: boolean;
  sessionHoursMax: number;
  webRoot: string;
  basemap: () => string;
  status: () => Promise<Record<string, unknown>>;
  /** Appends the action and answers when it has been folded in: true = accepted. */
  act: (action: AlertAction) => Promise<boolean>;
}

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const BODY_BYTES_MAX = 64_000;
const ALERTS_PER_ANSWER_MAX = 10_000;
/** Paths served without a session: the page itself holds no data. */
const OPEN_PATHS = new Set([
  '/',
  '/index.html',
  '/login',
  '/api/login',
  '/healthz',
  '/favicon.ico',
]);

export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const app = Fastify({ logger: false, bodyLimit: BODY_BYTES_MAX, trustProxy: false });
  await app.register(fastifyCookie);
  await app.register(fastifyStatic, {
    root: parts.webRoot,
    index: ['index.html'],
    cacheControl: false,
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('cache-control', 'no-store');
    const path = request.url.split('?', 1)[0] as string;
    if (OPEN_PATHS.has(path) || path.startsWith('/assets/')) return;
    if (sessionOf(parts.auth, request) === null) return problem(reply, 401, 'Sign in first.');
    if (request.method !== 'GET' && request.headers['x-tizheng'] !== '1') {
      return problem(reply, 403, 'State-changing requests need the header x-tizheng: 1.');
    }
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return problem(reply, status, status >= 500 ? 'The server failed to answer.' : error.message);
  });
  app.setNotFoundHandler((_request, reply) =>
    problem(reply, 404, 'There is nothing at this address.'),
  );

  addSession(app, parts);
  addViews(app, parts);
  addAlerts(app, parts);
  return app;
}

function sessionOf(auth: Auth, request: FastifyRequest) {
  return auth.session(request.cookies[SESSION_COOKIE]);
}

function addSession(app: FastifyInstance, parts: HttpParts): void {
  const { auth } = parts;
  app.get('/healthz', async () => ({ ok: true }));

  const login = Type.Object({
    user: Type.String({ maxLength: 100 }),
    password: Type.String({ maxLength: 200 }),
  });
  app.post<{ Body: { user: string; password: string } }>(
    '/api/login',
    { schema: { body: login } },
    async (request, reply) => {
      const result = await auth.signIn(request.body.user, request.body.password);
      if (!result.ok) {
        if (result.retryAfterMs === 0) return problem(reply, 401, 'User or password is wrong.');
        reply.header('retry-after', Math.ceil(result.retryAfterMs / 1_000));
        return problem(reply, 429, 'Too many failed sign-ins; wait a moment.');
      }
      reply.setCookie(SESSION_COOKIE, result.token, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        secure: parts.secureCookie,
        maxAge: parts.sessionHoursMax * 3_600,
      });
      return reply.code(204).send();
    },
  );
  app.post('/api/logout', async (request, reply) => {
    auth.signOut(request.cookies[SESSION_COOKIE]);
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send();
  });
  app.get('/api/me', async (request) => {
    const session = sessionOf(auth, request);
    return { user: session?.user, role: session?.role };
  });
}

function addViews(app: FastifyInstance, parts: HttpParts): void {
  const { roster } = parts;
  const query = Type.Object({ version: Type.Optional(Type.Integer({ minimum: 0 })) });
  app.get<{ Querystring: { version?: number } }>(
    '/api/roster',
    { schema: { querystring: query } },
    async (request) => {
      const unchanged = request.query.version === roster.version;
      return { version: roster.version, vehicles: unchanged ? [] : roster.entries() };
    },
  );
  app.get('/api/status', () => parts.status());
  app.get('/basemap.json', async (_request, reply) =>
    reply.type('application/json').send(parts.basemap()),
  );
}

function addAlerts(app: FastifyInstance, parts: HttpParts): void {
  const { book, roster, details } = parts;
  const row = (entry: BookEntry) => alertRow(entry, roster);
  const alertParams = Type.Object({ alertId: Type.String({ pattern: '^[0-9a-f]{32}$' }) });
  type AlertParams = { Params: { alertId: string } };

  const listQuery = Type.Object({
    state: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('all')])),
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ALERTS_PER_ANSWER_MAX })),
  });
  app.get<{ Querystring: { state?: 'active' | 'all'; after?: number; limit?: number } }>(
    '/api/alerts',
    { schema: { querystring: listQuery } },
    async (request) => {
      const { state = 'active', after = 0, limit = ALERTS_PER_ANSWER_MAX } = request.query;
      const entries = book
        .changedSince(after)
        .filter((entry) => state === 'all' || isActive(entry));
      return { epoch: parts.epoch, seq: book.seq, alerts: entries.slice(-limit).map(row) };
    },
  );

  app.get<AlertParams>(
    '/api/alerts/:alertId',
    { schema: { params: alertParams } },
    async (request, reply) => {
      const entry = book.get(request.params.alertId);
      if (entry === undefined) return problem(reply, 404, 'No such alert.');
      const { params, facts, evidence } = entry.alert;
      return { ...row(entry), params, facts, evidence, actions: entry.actions };
    },
  );

  app.get<AlertParams>(
    '/api/alerts/:alertId/track',
    { schema: { params: alertParams } },
    async (request, reply) => {
      const entry = book.get(request.params.alertId);
      if (entry === undefined) return problem(reply, 404, 'No such alert.');
      return details.track(entry.alert);
    },
  );

  const evidenceParams = Type.Object({
    partition: Type.Integer({ minimum: 0 }),
    offset: Type.Integer({ minimum: 0 }),
  });
  app.get<{ Params: { partition: number; offset: number } }>(
    '/api/evidence/:partition/:offset',
    { schema: { params: evidenceParams } },
    async (request, reply) => {
      const found = await details.evidence(request.params.partition, request.params.offset);
      return found ?? problem(reply, 404, 'The log does not hold this record any more.');
    },
  );

  const actionBody = Type.Object(
    {
      action: Type.Union(
        ['acknowledge', 'handle', 'close', 'reopen', 'comment'].map((name) => Type.Literal(name)),
      ),
      baseVersion: Type.Integer({ minimum: 0 }),
      outcome: Type.Optional(
        Type.Union(
          ['confirmed', 'false-alarm', 'duplicate', 'handed-over'].map((name) =>
            Type.Literal(name),
          ),
        ),
      ),
      cause: Type.Optional(Type.Union(FALSE_ALARM_CAUSES.map((name) => Type.Literal(name)))),
      note: Type.Optional(Type.String({ maxLength: 2_000 })),
    },
    { additionalProperties: false },
  );
  type ActionBody = Pick<AlertAction, 'action' | 'baseVersion'> &
    Partial<Pick<AlertAction, 'outcome' | 'cause' | 'note'>>;
  app.post<AlertParams & { Body: ActionBody }>(
    '/api/alerts/:alertId/actions',
    { schema: { params: alertParams, body: actionBody } },
    async (request, reply) => {
      const entry = book.get(request.params.alertId);
      if (entry === undefined) return problem(reply, 404, 'No such alert.');
      const { action, baseVersion, outcome = null, cause = null, note = null } = request.body;
      if (action === 'close' && outcome === null)
        return problem(reply, 422, 'Closing needs an outcome.');
      if (outcome === 'false-alarm' && cause === null)
        return problem(reply, 422, 'A false alarm needs a cause.');
      if (action === 'comment' && !note) return problem(reply, 422, 'A comment needs a text.');
      const actor = sessionOf(parts.auth, request)?.user ?? '';
      const accepted = await parts.act({
        alertId: entry.alert.alertId,
        baseVersion,
        atMs: parts.clock.now(),
        actor,
        action,
        outcome,
        cause,
        note,
        untilMs: null,
      });
      if (accepted) return row(entry);
      return problem(reply, 409, 'Somebody else was faster.', { current: row(entry) });
    },
  );
}

/** Constant-time comparison of a bearer token; used where a listener is not on loopback. */
export function bearerMatches(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header?.startsWith('Bearer ') ? header.slice(7) : '');
  const wanted = Buffer.from(token);
  return given.byteLength === wanted.byteLength && timingSafeEqual(given, wanted);
}
