/** The OpenAPI 3.1 document: parameters and bodies from the routes' own schemas, words and examples from the operations. */
import { STATUS_CODES } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { RIGHTS } from '../access/rights.ts';
import { operations } from './index.ts';
import type { Answer, Operation } from './operation.ts';
import { registryFamily } from './registry.ts';

export interface CollectedRoute {
  method: string;
  url: string;
  schema: { params?: Schema; querystring?: Schema; body?: Schema };
}
interface Schema {
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
}

const problemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    /** A sentence for people. */
    detail: Type.String(),
    /** Fields that do not fit. */
    faults: Type.Optional(
      Type.Array(
        Type.Object({
          /** Position in a batch. */
          index: Type.Optional(Type.Integer()),
          /** Path of the field; empty = the whole. */
          field: Type.String(),
          code: Type.Optional(Type.String()),
          message: Type.String(),
        }),
      ),
    ),
  },
  { description: 'Problem details (RFC 9457).' },
);
const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** Notes every route that is added from now on; the page's files and HEAD are no part of the API. */
export function collectRoutes(app: FastifyInstance): CollectedRoute[] {
  const routes: CollectedRoute[] = [];
  app.addHook('onRoute', ({ method, url, schema }) => {
    for (const each of [method].flat())
      if (each !== 'HEAD') routes.push({ method: each, url, schema: (schema ?? {}) as object });
  });
  return routes;
}

/** Routes without an operation are named by their address alone; a test finds them. */
export function openApiDocument(routes: readonly CollectedRoute[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  const add = (url: string, method: string, operation: object) => {
    const path = url.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  };
  for (const route of routes) {
    const { method, url } = route;
    const parameter = `:${registryFamily.parameter}`;
    if (!url.includes(parameter)) {
      add(url, method, operationOf(route, operations[`${method} ${url}`]));
      continue;
    }
    for (const { value, operations: own } of registryFamily.members) {
      const words = own[`${method} ${url}`];
      add(
        url.replace(parameter, value),
        method,
        operationOf(route, words, registryFamily.parameter),
      );
    }
  }
  const schemas = Object.assign({}, ...registryFamily.members.map(({ schemas }) => schemas));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tizheng 体征',
      version: '1',
      description:
        'API of the dashboard server. Times are milliseconds since 1970 UTC (`…Ms`) or ISO 8601 with zone; coordinates are WGS-84 degrees. Sign in by POST /api/login, send the cookie, and with every request that changes something the header `x-tizheng: 1`. Errors are problem details (RFC 9457). 503 comes with `retry-after`: the log, the store or the audit trail cannot be reached; a change may then have been noted all the same, so read before you ask again. Any route that reads the log or the store may answer so.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'tz_session' } },
      schemas: { Problem: problemSchema, ...schemas },
    },
    security: [{ session: [] }],
  };
}

function operationOf(
  { method, url, schema }: CollectedRoute,
  words: Operation | undefined,
  fixed?: string,
): object {
  const { tag, summary, description, isOpen = false, answers = {} } = words ?? {};
  const isSafe = method === 'GET';
  const isOwn = RIGHTS[`${method} ${url}`]?.permission === 'session';
  const parameters = [
    ...named('path', schema.params, words, fixed),
    ...named('query', schema.querystring, words),
    ...(isSafe ? [] : [MARK]),
    ...Object.entries(words?.headers ?? {}).map(([name, text]) => ({
      ...{ name, in: 'header', description: text },
      schema: { type: 'string' },
    })),
  ];
  const problems = [
    ...(schema.params || schema.querystring || schema.body || words?.bodyTypes ? [400] : []),
    ...(isOpen ? [] : [401]),
    // One's own account may always be read.
    ...(isSafe && (isOpen || isOwn) ? [] : [403]),
    ...(schema.body || words?.bodyTypes ? [413, 415] : []),
    ...(words?.problems ?? []),
    // What cannot be recorded is neither done nor answered.
    ...(RIGHTS[`${method} ${url}`]?.audit === undefined ? [] : [503]),
  ];
  return {
    operationId: operationId(method, url, fixed === undefined ? '' : (tag ?? '')),
    ...(tag === undefined ? {} : { tags: [tag] }),
    ...(summary === undefined ? {} : { summary }),
    ...(description === undefined ? {} : { description }),
    ...(isOpen ? { security: [] } : {}),
    ...rightOf(`${method} ${url}`),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...bodyOf(schema, words),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)]),
      ),
      ...Object.fromEntries(
        problems.map((status) => [
          String(status),
          {
            description: STATUS_CODES[status] ?? 'Problem',
            content: { 'application/problem+json': { schema: PROBLEM } },
          },
        ]),
      ),
    },
  };
}

/** What one must be allowed to; `x-whole` = and for the whole installation. */
function rightOf(route: string): object {
  const right = RIGHTS[route];
  if (right === undefined) return {};
  return { 'x-permission': right.permission, ...(right.whole ? { 'x-whole': true } : {}) };
}

/** No foreign page can send it. */
const MARK = {
  ...{ name: 'x-tizheng', in: 'header', required: true },
  ...{ schema: { const: '1' }, example: '1' },
};

function named(place: 'path' | 'query', schema: Schema | undefined, words?: Operation, fixed = '') {
  return Object.entries(schema?.properties ?? {})
    .filter(([name]) => name !== fixed && isMeant(name, place, words))
    .map(([name, value]) => {
      const example = words?.parameters?.[name];
      return {
        ...{ name, in: place, schema: value },
        required: place === 'path' || (schema?.required ?? []).includes(name),
        ...(example === undefined ? {} : { example }),
      };
    });
}

/** Of a family each member has its own filters: those it names. */
function isMeant(name: string, place: string, words?: Operation): boolean {
  if (place === 'path' || words?.parameters === undefined) return true;
  return Object.hasOwn(words.parameters, name);
}

function bodyOf({ body }: CollectedRoute['schema'], words?: Operation) {
  if (words?.bodyTypes !== undefined)
    return { requestBody: { required: true, content: words.bodyTypes } };
  if (body === undefined) return {};
  const { schema = body, example } = (words?.body ?? {}) as { schema?: Schema; example?: unknown };
  const content = { 'application/json': { schema, ...(example === undefined ? {} : { example }) } };
  return { requestBody: { required: words?.tag === undefined || example !== undefined, content } };
}

function answerOf({ description, schema, example, type = 'application/json', headers }: Answer) {
  return {
    description,
    ...(headers === undefined
      ? {}
      : {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, text]) => [
              name,
              { description: text, schema: { type: 'string' } },
            ]),
          ),
        }),
    ...(schema === undefined ? {} : { content: { [type]: { schema, example } } }),
  };
}

function operationId(method: string, url: string, prefix: string): string {
  const words = url.split(/[/:.]/).filter((part) => part !== '' && part !== 'api');
  return [method.toLowerCase(), ...words, ...(prefix === '' ? [] : [prefix])].join('-');
}
