/** Signing in and out, and one's own account. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { may, PERMISSIONS } from '#core/access.ts';
import { PASSWORD_LENGTH_MAX, type Person } from '#core/person.ts';
import { auditNote } from './access/auditing.ts';
import { type Caller, type Refusal, SESSION_COOKIE } from './auth.ts';
import { DEVICE_COOKIE, DEVICE_COOKIE_DAYS } from './familiar.ts';
import { type HttpParts, sessionOf } from './http-parts.ts';
import { problem } from './problem.ts';

const password = Type.String({ maxLength: PASSWORD_LENGTH_MAX });
const login = Type.Object({ user: Type.String({ maxLength: 100 }), password });
const ownPassword = Type.Object(
  { current: password, next: password },
  { additionalProperties: false },
);

const sessionParams = Type.Object({ sessionId: Type.String({ pattern: '^[0-9a-f]{16}$' }) });

export function addSessionRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { auth } = parts;
  app.get('/healthz', async () => ({ ok: true }));

  app.post<{ Body: { user: string; password: string } }>(
    '/api/login',
    { schema: { body: login } },
    async (request, reply) => {
      const { user, password } = request.body;
      const result = await auth.signIn(user, password, callerOf(request));
      // A name nobody has may be a password typed into the wrong field.
      const actor = parts.people.find(user.toLowerCase())?.user ?? '';
      if (result.ok || !result.isRepeat) auditNote(request, { action: 'sign-in', actor });
      if (!result.ok) return refuseSignIn(request, reply, result);
      return welcome(reply, result.token, result.device);
    },
  );

  app.post('/api/logout', async (request, reply) => {
    auth.signOut(request.cookies[SESSION_COOKIE]);
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send();
  });

  app.get('/api/me', async (request, reply) => {
    const session = sessionOf(auth, request);
    if (session === null) return problem(reply, 401, 'Sign in first.');
    const { user, role, scope, isWall, mustChangePassword } = session;
    const permissions = PERMISSIONS.filter((permission) => may(session, permission));
    return { user, role, ...scope, isWall, mustChangePassword, permissions };
  });

  app.post<{ Body: { current: string; next: string } }>(
    '/api/me/password',
    { schema: { body: ownPassword } },
    async (request, reply) => {
      const session = sessionOf(auth, request);
      if (session === null) return problem(reply, 401, 'Sign in first.');
      const { current, next } = request.body;
      // As costly to try as a sign-in, and limited like one.
      const shown = await auth.signIn(session.user, current, callerOf(request));
      if (!shown.ok) return refuseSignIn(request, reply, shown, 403);
      auth.signOut(shown.token);
      if (next === current) return refuse(reply, 'is the one there was.');
      const author = { actor: session.user, atMs: parts.clock.now() };
      const answer = await parts.peopleDesk.setOwn(session.personId, next, author);
      if (!answer.ok) return refuse(reply, answer.message);
      parts.logger.info({ personId: session.personId }, 'A password was changed by its owner.');
      // Every session of the account has ended; this one goes on.
      return welcome(reply, auth.open(answer.person, request.ip), shown.device);
    },
  );

  app.get('/api/me/sessions', async (request, reply) => {
    const person = personOf(request);
    if (person === undefined) return problem(reply, 401, 'Sign in first.');
    const thisOne = auth.sessionIdOf(request.cookies[SESSION_COOKIE]);
    const sessions = auth.sessionsOf(person);
    return {
      sessions: sessions.map((each) => ({ ...each, isThisOne: each.sessionId === thisOne })),
    };
  });

  app.delete<{ Params: { sessionId: string } }>(
    '/api/me/sessions/:sessionId',
    { schema: { params: sessionParams } },
    async (request, reply) => {
      const person = personOf(request);
      if (person === undefined) return problem(reply, 401, 'Sign in first.');
      if (auth.endSessions(person.personId, request.params.sessionId) === 0)
        return problem(reply, 404, 'There is no such session of yours.');
      return reply.code(204).send();
    },
  );

  function personOf(request: FastifyRequest): Person | undefined {
    const session = sessionOf(auth, request);
    return session === null ? undefined : parts.people.get(session.personId);
  }

  const cookie = { httpOnly: true, sameSite: 'strict', secure: parts.secureCookie } as const;

  function welcome(reply: FastifyReply, token: string, device: string): FastifyReply {
    const sessionS = Math.round(parts.sessionHoursMax * 3_600);
    reply.setCookie(SESSION_COOKIE, token, { ...cookie, path: '/', maxAge: sessionS });
    const deviceS = DEVICE_COOKIE_DAYS * 86_400;
    reply.setCookie(DEVICE_COOKIE, device, { ...cookie, path: '/api', maxAge: deviceS });
    return reply.code(204).send();
  }
}

function callerOf(request: FastifyRequest): Caller {
  return { address: request.ip, device: request.cookies[DEVICE_COOKIE] };
}

function refuse(reply: FastifyReply, message: string): FastifyReply {
  const faults = [{ field: 'next', code: 'value', message }];
  return problem(reply, 422, `The new password ${message}`, { faults });
}

function refuseSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { retryAfterMs, slowed }: Refusal,
  status: 401 | 403 = 401,
) {
  if (slowed === null) return problem(reply, status, 'User or password is wrong.');
  const waitS = Math.ceil(retryAfterMs / 1_000);
  auditNote(request, { query: { slowed, waitS } });
  reply.header('retry-after', waitS);
  return problem(reply, 429, 'Too many failed sign-ins; wait a moment.');
}
