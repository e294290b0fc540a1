/**
 * What operators ask: `/metrics` (Prometheus), on loopback or with the metrics token; `/healthz` (every
 * role of this process is alive), `/readyz` (it started and was not asked to stop); and
 * `POST /pause-store`, for the backup command, with the token of this run.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AggregatorRegistry } from 'prom-client';
import { bearerMatches } from '#runtime/bearer.ts';
import type { MetricsJson } from './roles.ts';

export interface OpsParts {
  host: string;
  port: number;
  token: string;
  collect: () => Promise<MetricsJson[]>;
  health: () => { ok: boolean; roles: Record<string, boolean> };
  /** Whether work may be sent here: started, and not asked to stop. */
  ready: () => boolean;
  /** Of this run; whoever may read the data directory knows it. */
  controlToken: string;
  pauseStore: () => Promise<() => void>;
}

/** A command that hangs must not keep the store away. */
const PAUSE_MS_MAX = 120_000;

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

export async function startOps(parts: OpsParts): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(parts, request, response).catch(() =>
      end(response, 500, 'text/plain', 'The metrics could not be collected.\n'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, parts.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${parts.host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  parts: OpsParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'POST' && request.url === '/pause-store')
    return pauseStore(parts, request, response);
  if (request.method !== 'GET')
    return end(response, 405, 'text/plain', 'Only GET is served here.\n');
  if (request.url === '/healthz') {
    const health = parts.health();
    return end(response, health.ok ? 200 : 503, 'application/json', `${JSON.stringify(health)}\n`);
  }
  if (request.url === '/readyz') {
    const ready = parts.ready() && parts.health().ok;
    return end(response, ready ? 200 : 503, 'application/json', `${JSON.stringify({ ready })}\n`);
  }
  if (request.url !== '/metrics')
    return end(response, 404, 'text/plain', 'Ask for /metrics, /healthz or /readyz.\n');
  const local = LOOPBACK.has(request.socket.remoteAddress ?? '');
  if (!local && !bearerMatches(request.headers.authorization, parts.token)) {
    return end(response, 401, 'text/plain', 'The metrics token is needed.\n');
  }
  const registry = AggregatorRegistry.aggregate(await parts.collect());
  end(response, 200, registry.contentType, await registry.metrics());
}

/** The store stands still while this connection is open. */
async function pauseStore(
  parts: OpsParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!bearerMatches(request.headers.authorization, parts.controlToken))
    return end(response, 401, 'text/plain', 'The token of this run is needed.\n');
  let resume: () => void;
  try {
    resume = await parts.pauseStore();
  } catch {
    return end(response, 409, 'text/plain', 'The store cannot be paused now.\n');
  }
  const late = setTimeout(() => response.destroy(), PAUSE_MS_MAX);
  response.once('close', () => {
    clearTimeout(late);
    resume();
  });
  if (response.destroyed) resume();
  else response.writeHead(200, { 'content-type': 'text/plain' }).write('paused\n');
}

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
