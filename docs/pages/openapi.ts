/** docs/generated/openapi.json: the document as the server gives it at /api/openapi.json. */
import Fastify from 'fastify';
import { addRoutes } from '#dashboard/server/http.ts';
import type { HttpParts } from '#dashboard/server/http-parts.ts';
import { collectRoutes, openApiDocument } from '#dashboard/server/openapi/document.ts';

export async function openApiPage(): Promise<string> {
  const app = Fastify();
  const routes = collectRoutes(app);
  // Routes look at their parts when a request comes; none comes here.
  addRoutes(app, {} as HttpParts);
  app.get('/api/openapi.json', async () => null);
  await app.ready();
  return `${lines(openApiDocument(routes), 3)}\n`;
}

/** JSON with its upper levels on lines of their own: one line per operation and schema. */
function lines(value: unknown, levels: number, indent = ''): string {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isPlain || levels === 0) return JSON.stringify(value);
  const inner = `${indent}  `;
  const entries = Object.entries(value).map(
    ([name, each]) => `${inner}${JSON.stringify(name)}: ${lines(each, levels - 1, inner)}`,
  );
  return `{\n${entries.join(',\n')}\n${indent}}`;
}
