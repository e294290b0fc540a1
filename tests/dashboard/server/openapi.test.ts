import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiPage } from '../../../docs/pages/openapi.ts';
import { startServer, type TestServer } from './harness.ts';

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Json;
  example?: unknown;
}
type Json = Record<string, unknown>;
interface Content {
  schema: Json;
  example?: unknown;
}
interface Operation {
  operationId: string;
  tags?: string[];
  summary?: string;
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
}
const document = JSON.parse(await openApiPage()) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const each = operations.map((one) => [`${one.method.toUpperCase()} ${one.path}`, one] as const);

/** Schemas with what they refer to in its place. */
function whole(schema: unknown): never {
  return JSON.parse(JSON.stringify(schema), (_, value: Json) => {
    const name = typeof value?.$ref === 'string' ? value.$ref.split('/').at(-1)! : null;
    if (name === null) return value;
    expect(document.components.schemas).toHaveProperty(name);
    return whole(document.components.schemas[name]);
  }) as never;
}

describe('the document', () => {
  test.each(each)('%s is described, and its examples fit its schemas', (_, { path, operation }) => {
    expect(operation.tags?.length).toBe(1);
    expect(operation.summary).toMatch(/^[A-Z].{5,}/);
    const statuses = Object.keys(operation.responses);
    expect(statuses.some((status) => status.startsWith('2'))).toBe(true);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const stated = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
    expect(stated.map(({ name }) => name)).toEqual(inPath);
    for (const { name, schema, example, in: place } of operation.parameters ?? []) {
      if (place === 'header') continue;
      expect(example, `${name} has an example`).toBeDefined();
      expect(Value.Check(whole(schema), example), `example of ${name}`).toBe(true);
    }
    for (const [type, { schema, example }] of Object.entries(
      operation.requestBody?.content ?? {},
    )) {
      expect(example, `body of ${type}`).toBeDefined();
      expect([...Value.Errors(whole(schema), example)]).toEqual([]);
    }
    for (const { content = {} } of Object.values(operation.responses)) {
      for (const [type, { schema, example }] of Object.entries(content)) {
        if (type === 'application/problem+json') continue;
        expect([...Value.Errors(whole(schema), example)]).toEqual([]);
      }
    }
  });

  test('names every operation once', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  const filled = (path: string, { parameters = [] }: Operation) =>
    path.replaceAll(/\{(\w+)\}/g, (_, name) =>
      encodeURIComponent(String(parameters.find((each) => each.name === name)?.example)),
    );
  const send = (method: string, path: string, init: RequestInit = {}) =>
    fetch(`${server.url}${path}`, {
      ...init,
      method: method.toUpperCase(),
      headers: { cookie: server.cookie, 'x-tizheng': '1', ...init.headers },
    });

  async function expectProblem(answer: Response, operation: Operation): Promise<void> {
    const text = await answer.text();
    expect(answer.headers.get('content-type'), text).toMatch(/^application\/problem\+json/);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(Object.keys(operation.responses)).toContain(String(answer.status));
    const problem = JSON.parse(text) as Json;
    expect([...Value.Errors(whole({ $ref: 'Problem' }), problem)]).toEqual([]);
    expect(problem.status).toBe(answer.status);
  }

  test('gives the document behind the session, as it is generated', async () => {
    const answer = await server.get('/api/openapi.json');
    expect(await answer.json()).toEqual(document);
  });

  // The lists of the registry are one route each: one of them stands for all.
  const routes = each.filter(
    ([, { path }]) => !/^\/api\/registry\/(?!vehicles|bulk|import)/.test(path),
  );

  test.each(routes)(
    '%s answers wrong input with a problem',
    async (_, { path, method, operation }) => {
      const url = filled(path, operation);
      let wrongs = 0;
      const wrong = async (answer: Promise<Response>) => {
        wrongs++;
        await expectProblem(await answer, operation);
      };
      if (operation.security === undefined)
        await wrong(send(method, url, { headers: { cookie: '' } }));
      if (method !== 'get') await wrong(send(method, url, { headers: { 'x-tizheng': '' } }));
      for (const { name, in: place, schema } of operation.parameters ?? []) {
        if (place === 'query' && schema.type === 'integer')
          await wrong(send(method, `${url}?${name}=x`));
        if (place === 'query' && schema.maxLength !== undefined)
          await wrong(send(method, `${url}?${name}=${'x'.repeat(Number(schema.maxLength) + 1)}`));
        if (place === 'path') {
          const at = path.replace(`{${name}}`, 'x'.repeat(200));
          await wrong(send(method, filled(at, operation)));
        }
      }
      if (operation.requestBody?.content['application/json'] !== undefined) {
        for (const body of ['{', '{"nobody-knows-this-field":1}', '[]'])
          await wrong(send(method, url, { body, headers: { 'content-type': 'application/json' } }));
        await wrong(send(method, url, { body: 'a=1', headers: { 'content-type': 'text/plain' } }));
      }
      expect(wrongs > 0 || path === '/healthz').toBe(true);
    },
  );

  test.each(routes.filter(([, { path, method }]) => method === 'get' && !path.includes('{')))(
    '%s answers as it says',
    async (_, { path, operation }) => {
      const answer = await server.get(path);
      expect(answer.status).toBe(200);
      const { schema } = operation.responses['200']!.content!['application/json']!;
      expect([...Value.Errors(whole(schema), await answer.json())]).toEqual([]);
    },
  );
});
