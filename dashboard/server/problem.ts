/** Errors as the page and other callers read them: application/problem+json (RFC 9457). */
import type { FastifyReply } from 'fastify';

export function problem(
  reply: FastifyReply,
  status: number,
  title: string,
  extra: Record<string, unknown> = {},
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, ...extra }));
}
