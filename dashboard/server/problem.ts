/** Errors as the page and other callers read them: application/problem+json (RFC 9457). */
import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Body of a problem; `detail` is a sentence for people. */
export function problemJson(
  status: number,
  detail: string,
  extra: Record<string, unknown> = {},
): string {
  const title = STATUS_CODES[status] ?? 'Error';
  return JSON.stringify({ type: 'about:blank', title, status, detail, ...extra });
}

export function problem(
  reply: FastifyReply,
  status: number,
  detail: string,
  extra: Record<string, unknown> = {},
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send(problemJson(status, detail, extra));
}
