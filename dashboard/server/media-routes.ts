/**
 * Files behind an alert. Served to people who are signed in, only as part of an alert that has them, as
 * what their first bytes say they are, and never as something that runs: what a browser cannot show
 * safely it is told to save.
 */
import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { type ContentHash, type ContentType, FILE_EXTENSIONS } from '#core/media.ts';
import type { MediaReader } from '#runtime/media/media-store.ts';
import { type HttpParts, sightOf } from './http-parts.ts';
import type { Attachment } from './media-book.ts';
import { problem } from './problem.ts';

const alertParams = Type.Object({ alertId: Type.String({ pattern: '^[0-9a-f]{32}$' }) });
const fileParams = Type.Object({
  alertId: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});

/** Shown in the page; the rest is saved. */
const SHOWN = new Set<ContentType>([
  'image/jpeg',
  'image/png',
  'image/bmp',
  'audio/wav',
  'audio/mpeg',
  'video/mp4',
]);
/** Files found whole that are not read again before they are served; they never change. */
const KNOWN_WHOLE_MAX = 1_000;
/** Files being checked or sent at once; a page that shows many asks again. */
const READS_MAX = 32;

export function addMediaRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { media, files } = parts;
  const whole = new Set<ContentHash>();
  let reads = 0;

  app.get<{ Params: { alertId: string } }>(
    '/api/alerts/:alertId/attachments',
    { schema: { params: alertParams } },
    async (request, reply) => {
      const fed = sightOf(parts, request).alert(request.params.alertId);
      if (fed === null) return problem(reply, 404, 'No such alert.');
      return media.of(fed.entry.alert);
    },
  );

  app.get<{ Params: { alertId: string; hash: string } }>(
    '/api/alerts/:alertId/attachments/:hash',
    { schema: { params: fileParams } },
    async (request, reply) => {
      const { alertId, hash } = request.params;
      const fed = sightOf(parts, request).alert(alertId);
      const attachment =
        fed && media.of(fed.entry.alert).files.find((candidate) => candidate.hash === hash);
      if (!attachment) return problem(reply, 404, 'The alert has no such file.');
      if (reads >= READS_MAX)
        return problem(reply.header('retry-after', 1), 503, 'Too many files are being read.');
      reads++;
      let sent = false;
      try {
        const found = files === null ? null : await files.find(attachment.hash);
        if (files === null || found === null)
          return problem(reply, 410, 'The file is not kept any more.');
        if (!(await isWhole(files, attachment.hash, whole)))
          return problem(reply, 500, 'The file is damaged: it is not what was stored.');
        const stream = send(reply, attachment, found, request.headers.range);
        if (stream === null) return reply;
        sent = true;
        stream.once('close', () => reads--);
        return reply.send(stream);
      } finally {
        if (!sent) reads--;
      }
    },
  );
}

async function isWhole(
  files: MediaReader,
  hash: ContentHash,
  whole: Set<ContentHash>,
): Promise<boolean> {
  if (whole.has(hash)) return true;
  if (!(await files.isWhole(hash))) return false;
  if (whole.size >= KNOWN_WHOLE_MAX) whole.clear();
  whole.add(hash);
  return true;
}

/** Headers, and the bytes to send; null = the range asked for is not there, which has been said. */
function send(
  reply: FastifyReply,
  { contentType, hash }: Attachment,
  { path, sizeBytes }: { path: string; sizeBytes: number },
  range: string | undefined,
) {
  const name = `${hash.slice(0, 12)}.${FILE_EXTENSIONS[contentType]}`;
  const disposition = SHOWN.has(contentType) ? 'inline' : 'attachment';
  reply.headers({
    'content-type': contentType,
    'content-disposition': `${disposition}; filename="${name}"`,
    // Opened by itself it is nobody's page: no script, no form, nothing loaded.
    'content-security-policy': "default-src 'none'; media-src 'self'; img-src 'self'; sandbox",
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=3600, immutable',
  });
  const wanted = rangeOf(range, sizeBytes);
  if (wanted === 'unsatisfiable') {
    problem(reply.header('content-range', `bytes */${sizeBytes}`), 416, 'No such range.');
    return null;
  }
  if (wanted === null) {
    reply.header('content-length', sizeBytes);
    return createReadStream(path);
  }
  const { start, end } = wanted;
  reply.code(206).headers({
    'content-range': `bytes ${start}-${end}/${sizeBytes}`,
    'content-length': end - start + 1,
  });
  return createReadStream(path, { start, end });
}

/** One range of bytes, as players ask for; null = the whole file. */
function rangeOf(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}
