/** What operators ask: `/metrics` (Prometheus) and `/healthz`. Loopback, or with the metrics token. */
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
}

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
  if (request.method !== 'GET')
    return end(response, 405, 'text/plain', 'Only GET is served here.\n');
  if (request.url === '/healthz') {
    const health = parts.health();
    return end(response, health.ok ? 200 : 503, 'application/json', `${JSON.stringify(health)}\n`);
  }
  if (request.url !== '/metrics')
    return end(response, 404, 'text/plain', 'Ask for /metrics or /healthz.\n');
  const local = LOOPBACK.has(request.socket.remoteAddress ?? '');
  if (!local && !bearerMatches(request.headers.authorization, parts.token)) {
    return end(response, 401, 'text/plain', 'The metrics token is needed.\n');
  }
  const registry = AggregatorRegistry.aggregate(await parts.collect());
  end(response, 200, registry.contentType, await registry.metrics());
}

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
