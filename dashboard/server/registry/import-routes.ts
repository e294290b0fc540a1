/** Files into the registry: the body is the file, the answer a number to ask for the report by. */
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { entities } from '#core/registry/index.ts';
import {
  IMPORT_ENCODINGS,
  IMPORT_FORMATS,
  type ImportEncoding,
  type ImportFormat,
} from '#runtime/registry/import/source.ts';
import { type HttpParts, sessionOf } from '../http-parts.ts';
import { problem } from '../problem.ts';
import { IMPORT_BYTES_MAX, ImportTooLarge } from './imports.ts';

const importQuery = Type.Object({
  format: Type.Enum([...IMPORT_FORMATS]),
  list: Type.Optional(Type.Enum(entities.map(({ list }) => list))),
  encoding: Type.Optional(Type.Enum([...IMPORT_ENCODINGS])),
  faulty: Type.Optional(Type.Enum(['refuse', 'skip'])),
  dryRun: Type.Optional(Type.Boolean()),
});
/** A file of any kind. */
const TYPES = ['text/csv', 'application/json', 'application/geo+json', 'application/octet-stream'];

interface Wish {
  Querystring: {
    format: ImportFormat;
    list?: string;
    encoding?: ImportEncoding;
    faulty?: 'refuse' | 'skip';
    dryRun?: boolean;
  };
  Body: Readable;
}

export function addImportRoutes(app: FastifyInstance, parts: HttpParts): void {
  app.get<{ Params: { importId: string } }>(
    '/api/registry/imports/:importId',
    { schema: { params: Type.Object({ importId: Type.String({ pattern: '^[0-9a-f]{16}$' }) }) } },
    async (request, reply) =>
      parts.registryImports.get(request.params.importId) ??
      problem(reply, 404, 'There is no such import any more.'),
  );

  // Apart from the others: here a body is a stream, also a JSON one.
  void app.register(async (scoped) => {
    scoped.removeAllContentTypeParsers();
    scoped.addContentTypeParser(TYPES, { bodyLimit: IMPORT_BYTES_MAX }, (_request, body, done) =>
      done(null, body),
    );
    scoped.post<Wish>(
      '/api/registry/import',
      { schema: { querystring: importQuery }, bodyLimit: IMPORT_BYTES_MAX },
      async (request, reply) => {
        const session = sessionOf(parts.auth, request);
        if (request.body === undefined || request.body === null)
          return problem(reply, 400, 'The body is the file; there is none.');
        const { format, list, encoding, faulty = 'refuse', dryRun = false } = request.query;
        if (format === 'csv' && list === undefined)
          return problem(reply, 400, 'A CSV file needs the name of its list.', {
            faults: [{ field: 'list', code: 'required', message: 'is missing.' }],
          });
        const reason = reasonOf(request.headers['x-reason']);
        try {
          const state = await parts.registryImports.start(request.body, {
            ...{ format, list, encoding, faulty, isDryRun: dryRun },
            author: {
              actor: session?.user ?? '',
              reason,
              origin: 'import',
              atMs: parts.clock.now(),
            },
          });
          reply.header('location', `/api/registry/imports/${state.importId}`);
          return reply.code(202).send(state);
        } catch (error) {
          if (error instanceof ImportTooLarge) return problem(reply, 413, error.message);
          throw error;
        }
      },
    );
  });
}

/** Percent-encoded, as headers hold no Chinese. */
function reasonOf(header: string | string[] | undefined): string {
  try {
    return decodeURIComponent([header ?? ''].flat()[0] ?? '').slice(0, 500);
  } catch {
    return '';
  }
}
