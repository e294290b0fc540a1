/**
 * HTTP: POST with a bounded body, one answer. Knows no protocol: who may send is asked before the
 * body is read, so a stranger's body never is.
 * *Back pressure:* 503 with `retry-after`; bodies under way are bounded one by one and in sum.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { TizhengError } from '#core/errors.ts';
import type { IngestCounters } from '../counters.ts';

export interface HttpOptions {
  host: string;
  port: number;
  connectionsMax: number;
  bodyBytesMax: number;
  bodiesBytesMax: number;
  requestMs: number;
  /** Certificate, key and oldest version; null = not encrypted. */
  tls: SecureContextOptions | null;
}

export interface HttpAnswer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

/** A request whose sender may send it; `null` body = too long. */
export interface Admitted {
  /** Called with the whole body. */
  take(body: Buffer): Promise<HttpAnswer>;
}

export interface HttpHandler {
  /** By method, path and headers alone. */
  admit(request: IncomingMessage): Admitted | HttpAnswer;
}

export interface HttpTransport {
  port: number;
  refuseNew(): void;
  stop(): Promise<void>;
}

/** An error as RFC 9457 states it. `code` is from a closed list. */
export function problem(
  status: number,
  code: string,
  detail: string,
  headers: Record<string, string> = {},
): HttpAnswer {
  return {
    status,
    body: { type: 'about:blank', title: TITLES[status], status, code, detail },
    headers,
  };
}

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export const BUSY = problem(503, 'BUSY', 'The log is behind; send again later.', {
  'retry-after': '1',
});

export async function startHttp(
  options: HttpOptions,
  handler: HttpHandler,
  counters: IngestCounters,
): Promise<HttpTransport> {
  let bodiesBytes = 0;
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const admitted = handler.admit(request);
    if (!('take' in admitted)) {
      refuse(request, response, admitted);
      return;
    }
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > options.bodyBytesMax) {
      refuse(request, response, tooLong(options.bodyBytesMax));
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    let refused = false;
    request.on('data', (chunk: Buffer) => {
      if (refused) return;
      bytes += chunk.length;
      bodiesBytes += chunk.length;
      counters.bytesIn += chunk.length;
      chunks.push(chunk);
      const answer =
        bytes > options.bodyBytesMax
          ? tooLong(options.bodyBytesMax)
          : bodiesBytes > options.bodiesBytesMax
            ? BUSY
            : null;
      if (answer === null) return;
      refused = true;
      refuse(request, response, answer);
    });
    request.on('end', () => {
      if (refused) return;
      admitted
        .take(Buffer.concat(chunks, bytes))
        .catch(() => problem(500, 'INTERNAL', 'The request could not be processed.'))
        .then((answer) => end(response, answer));
    });
    request.on('error', () => {});
    request.once('close', () => {
      bodiesBytes -= bytes;
    });
  };
  const bounds = {
    headersTimeout: options.requestMs,
    requestTimeout: options.requestMs,
    maxHeaderSize: 8_192,
  };
  const server: Server =
    options.tls === null
      ? createServer(bounds, onRequest)
      : createSecureServer({ ...bounds, ...options.tls }, onRequest);
  server.maxConnections = options.connectionsMax;
  server.on('clientError', (_error, socket) => {
    socket.destroy();
  });
  const port = await listen(server, options);
  let closing: Promise<void> | null = null;
  const refuseNew = () => {
    closing ??= new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
  };
  return {
    port,
    refuseNew,
    async stop() {
      refuseNew();
      server.closeAllConnections();
      await closing;
    },
  };

  function end(response: ServerResponse, { status, body, headers = {} }: HttpAnswer): void {
    const text = `${JSON.stringify(body)}\n`;
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    counters.httpAnswer(status);
    counters.bytesOut += text.length;
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
    response.end(text);
  }

  /** The rest of the body is not wanted: the connection ends with the answer. */
  function refuse(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
    end(response, { ...answer, headers: { ...answer.headers, connection: 'close' } });
    request.resume();
    response.once('finish', () => request.socket.destroySoon());
  }
}

function tooLong(bodyBytesMax: number): HttpAnswer {
  return problem(413, 'BODY_TOO_LONG', `A body has at most ${bodyBytesMax} bytes.`);
}

function listen(server: Server, { host, port }: HttpOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new TizhengError(
          'LISTEN_FAILED',
          'ingest',
          `HTTP port ${port} on ${host} cannot be opened.`,
          cause,
        ),
      );
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
