/** The HTTP side: who may ask what, with which headers; the routes themselves are in `*-routes.ts`. */
import type { Socket } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifySchemaValidationError,
} from 'fastify';
import { TizhengError } from '#core/errors.ts';
import { addAuditing } from './access/auditing.ts';
import { guard } from './access/guard.ts';
import { addAlertRoutes } from './alert-routes.ts';
import { addAuditRoutes } from './audit-routes.ts';
import { addCommandRoutes } from './command-routes.ts';
import { addDeliveryRoutes } from './delivery-routes.ts';
import { addEvidenceRoutes } from './evidence/routes.ts';
import { type HttpParts, sightOf } from './http-parts.ts';
import { addInspectRoutes } from './inspect-routes.ts';
import { addLoopRoutes } from './loop/routes.ts';
import { addMediaRoutes } from './media-routes.ts';
import { collectRoutes, openApiDocument } from './openapi/document.ts';
import { addPeopleRoutes } from './people-routes.ts';
import { problem, problemJson } from './problem.ts';
import { addRegistryRoutes } from './registry/routes.ts';
import { addRiskRoutes } from './risk/routes.ts';
import { addRuleRoutes } from './rules/routes.ts';
import { addSealRoutes } from './seals/routes.ts';
import { addSessionRoutes } from './session-routes.ts';
import { addTraceRoutes } from './trace/routes.ts';
import { addTripRoutes } from './trips/routes.ts';
import { addVitalsRoutes } from './vitals-routes.ts';

/** On every answer, whatever its kind. */
export const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

const BODY_BYTES_MAX = 64_000;
/** A request that takes longer to arrive is cut off. */
const REQUEST_MS_MAX = 30_000;
/** Connections besides the live ones: six per page while it loads, and some for callers without a page. */
const CONNECTIONS_PER_VIEWER = 8;
const CONNECTIONS_EXTRA = 100;
/** Requests still under way when the server stops are cut off after this. */
const STOP_MS_MAX = 2_000;
/** Names of assets carry a hash of their content. */
const ASSET_CACHE = 'public, max-age=31536000, immutable';
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { logger } = parts;
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MS_MAX,
    trustProxy: false,
    // A field that a route does not know is refused, not dropped: it may be a misspelt one.
    ajv: { customOptions: { removeAdditional: false } },
    // For what cannot be routed (a URL that is none), which passes no hook.
    frameworkErrors: (_error, _request, reply) => {
      problem(reply.headers(HEADERS) as FastifyReply, 400, 'The request cannot be understood.');
    },
    clientErrorHandler: (_error, socket) => refuseRaw(socket),
  });
  // JSON is all we read; a form of a foreign page can send plain text without asking first.
  app.removeContentTypeParser('text/plain');
  app.server.maxConnections = parts.viewersMax * CONNECTIONS_PER_VIEWER + CONNECTIONS_EXTRA;
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(HEADERS);
  });
  await app.register(fastifyCookie);
  app.addHook('onRequest', async (request, reply) => guard(parts.auth, request, reply));
  addAuditing(app, parts);
  await app.register(fastifyStatic, {
    root: parts.webRoot,
    index: ['index.html'],
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (response, path) => {
      if (path.includes('/assets/')) response.header('cache-control', ASSET_CACHE);
    },
  });
  app.setErrorHandler((error: RequestError, request, reply) => {
    const route = request.routeOptions.url;
    if (error instanceof TizhengError && error.retryable) {
      logger.warn({ route, code: error.code, err: error }, 'A request could not be answered now.');
      return problem(reply.header('retry-after', 2), 503, error.message);
    }
    const status = error.statusCode ?? 500;
    const faults = faultsOfRequest(error);
    if (faults.length > 0) return problem(reply, status, error.message, { faults });
    if (status < 500) return problem(reply, status, error.message);
    logger.error({ route, err: error }, 'A request failed.');
    return problem(reply, status, 'The server failed to answer.');
  });
  app.setNotFoundHandler((_request, reply) =>
    problem(reply, 404, 'There is nothing at this address.'),
  );

  const routes = collectRoutes(app);
  addRoutes(app, parts);
  // Written when it is first asked for: by then every route is there.
  let document: Buffer | null = null;
  app.get('/api/openapi.json', async (_request, reply) => {
    document ??= Buffer.from(JSON.stringify(openApiDocument(routes)));
    return reply.type('application/json').send(document);
  });
  return app;
}

/** Every route but the page's files. Parts are looked at when a request comes, not before. */
export function addRoutes(app: FastifyInstance, parts: HttpParts): void {
  addSessionRoutes(app, parts);
  addAlertRoutes(app, parts);
  addMediaRoutes(app, parts);
  addEvidenceRoutes(app, parts);
  addSealRoutes(app, parts);
  addVitalsRoutes(app, parts);
  addDeliveryRoutes(app, parts);
  addInspectRoutes(app, parts);
  addCommandRoutes(app, parts);
  addTraceRoutes(app, parts);
  addTripRoutes(app, parts);
  addRiskRoutes(app, parts);
  addRegistryRoutes(app, parts);
  addRuleRoutes(app, parts);
  addLoopRoutes(app, parts);
  addPeopleRoutes(app, parts);
  addAuditRoutes(app, parts);
  addViewRoutes(app, parts);
}

type RequestError = Error & { statusCode?: number; validation?: FastifySchemaValidationError[] };

/** Which fields of a request did not fit, for whoever reads the problem by machine. */
function faultsOfRequest({ validation = [] }: RequestError): { field: string; message: string }[] {
  return validation.map(({ instancePath, params, message }) => {
    const missing = params.missingProperty ?? params.additionalProperty;
    const path = instancePath.slice(1).replaceAll('/', '.');
    const field = [path, missing]
      .filter((part) => typeof part === 'string' && part !== '')
      .join('.');
    return { field, message: message ?? 'does not fit' };
  });
}

/** Stops listening; whoever is being answered may finish, for a while. */
export async function closeHttp(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), STOP_MS_MAX);
  await app.close();
  clearTimeout(timer);
}

/** Bytes that are no HTTP: answered and closed. */
function refuseRaw(socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = problemJson(400, 'The request cannot be understood.');
  const headers = Object.entries({
    ...HEADERS,
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  });
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 400 Bad Request\r\n${head}\r\n${body}`);
}

function addViewRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { clock, status, basemap } = parts;
  app.get<{ Querystring: { version?: number } }>(
    '/api/roster',
    {
      schema: {
        querystring: { type: 'object', properties: { version: { type: 'integer', minimum: 0 } } },
      },
    },
    async (request, reply) =>
      reply
        .type('application/json')
        .send(sightOf(parts, request).rosterJson(request.query.version, clock.now())),
  );
  app.get('/api/status', async (request) => status(sightOf(parts, request)));
  app.get('/basemap.json', async (_request, reply) => reply.type('application/json').send(basemap));
}
