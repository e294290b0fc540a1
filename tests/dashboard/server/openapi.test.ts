import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import {
  document,
  each,
  expectProblem as expectProblemOf,
  filled,
  type Operation,
  operations,
  routes,
  whole,
  wrongBodies,
  wrongTexts,
} from './document.ts';
import { startServer, type TestServer } from './harness.ts';

/** No body may be as large, whatever the route. */
const TOO_LARGE = 4_000_000_000;
/** The store is asked before it; a policy is only missed once it was taken back; a file read in pieces is counted as it comes. */
const ELSEWHERE = [
  'GET /api/alerts/{alertId}/evidence 404',
  'PUT /api/policies/{type}/{severity} 404',
  'POST /api/registry/import 413',
];
/** What any route can be brought to; 409, 412, 422 and the like need something that is there: refusals.test.ts. */
const FOR_ANYBODY = ['400', '401', '403', '404', '413', '415'];
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
  /** Of an account whose password was handed over: it may do nothing but set another. */
  let handedOver: string;
  let before: Record<string, number>;
  beforeAll(async () => {
    server = await startServer();
    const wish = {
      user: 'li.ming',
      name: '李明',
      role: 'viewer',
      regions: null,
      enterprises: null,
    };
    const made = await server.post('/api/people', wish);
    const { temporaryPassword: password } = (await made.json()) as { temporaryPassword: string };
    const signedIn = await server.post('/api/login', { user: 'li.ming', password });
    handedOver = (signedIn.headers.get('set-cookie') ?? '').split(';')[0]!;
    before = await ends();
  });
  afterAll(() => server.stop());

  /** How far each topic is that people can write, but the audit trail, which tells of refusals too. */
  async function ends(): Promise<Record<string, number>> {
    const topics = [
      ...[TOPICS.registry, TOPICS.registryChanges, TOPICS.people, TOPICS.alertActions],
      ...[TOPICS.commands, TOPICS.trips, TOPICS.deliveryCommands],
    ];
    const found = topics.map(async (topic) => [topic, (await server.log.ends(topic, 0)).high]);
    return Object.fromEntries(await Promise.all(found)) as Record<string, number>;
  }

  const send = (method: string, path: string, init: RequestInit = {}) =>
    fetch(`${server.url}${path}`, {
      ...init,
      method: method.toUpperCase(),
      headers: { cookie: server.cookie, 'x-tizheng': '1', ...init.headers },
    });

  /** A body that is too large is refused by what is announced: none of it is sent. */
  async function announce(method: string, path: string, type: string): Promise<Response> {
    const asked = request(`${server.url}${path}`, {
      method: method.toUpperCase(),
      headers: {
        ...{ cookie: server.cookie, 'x-tizheng': '1', 'content-type': type },
        'content-length': TOO_LARGE,
      },
    });
    asked.on('error', () => {});
    asked.flushHeaders();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const body = await text(answer);
    asked.destroy();
    const headers = { 'content-type': answer.headers['content-type'] ?? '' };
    return new Response(body, { status: answer.statusCode ?? 0, headers });
  }

  /** By operation, what it refused with. */
  const given = new Map<string, Set<number>>(
    operations.map(({ operation }) => [operation.operationId, new Set()]),
  );

  async function expectProblem(answer: Response, operation: Operation): Promise<void> {
    given.get(operation.operationId)!.add(answer.status);
    await expectProblemOf(answer, operation);
  }

  test('gives the document behind the session, as it is generated', async () => {
    const answer = await server.get('/api/openapi.json');
    expect(await answer.json()).toEqual(document);
  });

  test.each(routes)(
    '%s answers wrong input with a problem',
    async (_, { path, method, operation }) => {
      const url = filled(path, operation);
      let wrongs = 0;
      const wrong = async (answer: Promise<Response>) => {
        wrongs++;
        await expectProblem(await answer, operation);
      };
      if (operation.security === undefined) {
        await wrong(send(method, url, { headers: { cookie: '' } }));
        if (operation['x-permission'] !== 'session')
          await wrong(send(method, url, { headers: { cookie: handedOver } }));
      }
      if (method !== 'get') await wrong(send(method, url, { headers: { 'x-tizheng': '' } }));
      for (const { name, in: place, schema } of operation.parameters ?? []) {
        if (place === 'query')
          for (const text of wrongTexts(schema))
            await wrong(send(method, `${url}?${name}=${encodeURIComponent(text)}`));
        if (place === 'path') {
          const at = path.replace(`{${name}}`, 'x'.repeat(90));
          await wrong(send(method, filled(at, operation)));
        }
      }
      if (operation.requestBody?.content['application/json'] !== undefined) {
        for (const body of ['{', '{"nobody-knows-this-field":1}', '[]'])
          await wrong(send(method, url, { body, headers: { 'content-type': 'application/json' } }));
        await wrong(send(method, url, { body: 'a=1', headers: { 'content-type': 'text/plain' } }));
        for (const each of wrongBodies(operation.requestBody.content['application/json'])) {
          const headers = { 'content-type': 'application/json', 'if-match': '"1"' };
          await wrong(send(method, url, { body: JSON.stringify(each), headers }));
        }
      }
      const [type] = Object.keys(operation.requestBody?.content ?? {});
      if (type !== undefined) await wrong(announce(method, url, type));
      if (operation.security?.length === 0 && Object.hasOwn(operation.responses, '401')) {
        const { example } = operation.requestBody!.content['application/json']!;
        const headers = { 'content-type': 'application/json', cookie: '' };
        await wrong(send(method, url, { headers, body: JSON.stringify(example) }));
      }
      // Nothing of the examples is there, but rules, which the server knows by itself.
      if (path.includes('{') && Object.hasOwn(operation.responses, '404')) {
        const { example } = operation.requestBody?.content['application/json'] ?? {};
        const query = (operation.parameters ?? []).filter(
          (one) => one.in === 'query' && one.required,
        );
        const asked = query.map((one) => `${one.name}=${String(one.example)}`).join('&');
        const headers = { 'if-match': '"1"' };
        const json = {
          body: JSON.stringify(example),
          headers: { ...headers, 'content-type': 'application/json' },
        };
        const unknown = `${url.replace('speed.over', 'no.rule')}?${asked}`;
        await wrong(send(method, unknown, example === undefined ? { headers } : json));
      }
      expect(wrongs > 0 || path === '/healthz').toBe(true);
    },
  );

  test('gives what it documents, and changes nothing by it', async () => {
    const missing = routes.flatMap(([name, { path, operation }]) =>
      Object.keys(operation.responses)
        .filter(
          (status) =>
            FOR_ANYBODY.includes(status) && !given.get(operation.operationId)!.has(Number(status)),
        )
        // What a body refers to, not an address, is a matter of the routes' own tests.
        .filter((status) => status !== '404' || path.includes('{'))
        .map((status) => `${name} ${status}`),
    );
    expect(missing.sort()).toEqual(ELSEWHERE.toSorted());
    expect(await ends()).toEqual(before);
  });

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
