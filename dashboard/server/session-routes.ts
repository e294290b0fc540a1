/** Signing in and out. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { SESSION_COOKIE } from './auth.ts';
import { type HttpParts, sessionOf } from './http-parts.ts';
import { problem } from './problem.ts';

const login = Type.Object({
  user: Type.String({ maxLength: 100 }),
  password: Type.String({ maxLength: 200 }),
});

export function addSessionRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { auth } = parts;
  app.get('/healthz', async () => ({ ok: true }));

  app.post<{ Body: { user: string; password: string } }>(
    '/api/login',
    { schema: { body: login } },
    async (request, reply) => {
      const { user, password } = request.body;
      const result = await auth.signIn(user, password, request.ip);
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
        maxAge: Math.round(parts.sessionHoursMax * 3_600),
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
