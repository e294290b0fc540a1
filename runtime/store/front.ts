/**
 * A small ClickHouse-HTTP front over the engine of this process, so that the unmodified
 * `@clickhouse/client` speaks to the embedded store exactly as to a server: ping, query, insert,
 * bound parameters, per-request settings, exceptions in ClickHouse's form. No sessions, no roles,
 * one user. *Back pressure:* statements wait for an engine connection, `waitingMax` of them.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Engine } from './engine.ts';
import type { StoreLimits } from './protocol.ts';
import { boundedReadSettings, requestSettings } from './request-settings.ts';
import type { Statement } from './statement.ts';
import { readStatement, StatementFault } from './statement.ts';

const unzip = promisify(gunzip);
const zip = promisify(gzip);

export interface FrontOptions {
  username: string;
  password: string;
  limits: StoreLimits;
}

interface Answer {
  body: Uint8Array;
  format: string;
  summary: Record<string, string>;
}

export function createFront(engine: Engine, options: FrontOptions): Server {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    handle(engine, options, request, response).catch((error: unknown) =>
      refuse(response, error instanceof Error ? error : new Error(String(error))),
    );
  });
  // A client that goes away mid-request is its own trouble; the insert it sent may still land,
  // which is why every insert carries a token.
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}

async function handle(
  engine: Engine,
  options: FrontOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://store');
  if (url.pathname === '/ping') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('Ok.\n');
    return;
  }
  if (!authenticated(request, options)) {
    request.resume();
    response.setHeader('www-authenticate', 'Basic realm="store"');
    throw new StatementFault(516, 'AUTHENTICATION_FAILED', 'Authentication failed.');
  }
  if (url.pathname !== '/')
    throw new StatementFault(73, 'UNKNOWN_FORMAT', 'There is only / and /ping.');
  if (request.method !== 'POST' && request.method !== 'GET') {
    throw new StatementFault(164, 'READONLY', 'The method must be GET or POST.');
  }
  const settings = requestSettings(url.searchParams);
  const body = await readBody(request, options.limits.bodyBytesMax);
  const inUrl = url.searchParams.get('query');
  const statement = readStatement(inUrl ?? body.toString('utf8'), parametersOf(url.searchParams));
  if (request.method === 'GET' && statement.kind !== 'read') {
    throw new StatementFault(164, 'READONLY', 'Statements that change data must be sent by POST.');
  }
  const answer = await run(engine, statement, {
    settings,
    rows: inUrl === null ? null : body,
    format: url.searchParams.get('default_format') ?? 'TabSeparated',
    limits: options.limits,
  });
  await reply(request, response, url.searchParams, answer);
}

async function run(
  engine: Engine,
  statement: Statement,
  request: {
    settings: Map<string, string>;
    rows: Buffer | null;
    format: string;
    limits: StoreLimits;
  },
): Promise<Answer> {
  const { settings, rows, format, limits } = request;
  if (statement.target !== null && rows !== null) {
    const result = await engine.insert(statement.target, rows, settings);
    return {
      body: new Uint8Array(0),
      format,
      summary: {
        read_rows: String(result.rowsWritten),
        read_bytes: String(rows.length),
        written_rows: String(result.rowsWritten),
        written_bytes: String(result.bytesWritten),
        elapsed_ns: String(Math.round(result.elapsedS * 1e9)),
      },
    };
  }
  if (statement.kind === 'insert-query' && rows !== null && rows.length > 0) {
    throw new StatementFault(
      48,
      'NOT_IMPLEMENTED',
      'Rows are taken for INSERT INTO table (columns) FORMAT name with plain names only.',
    );
  }
  const sql =
    statement.kind === 'read'
      ? `${statement.sql}\nSETTINGS ${boundedReadSettings(settings, limits)}`
      : statement.sql;
  const lane = statement.kind.startsWith('insert') ? 'insert' : 'read';
  const result = await engine.query(sql, format, lane);
  return {
    body: result.bytes,
    format: /\bFORMAT\s+(\w+)\s*$/i.exec(statement.sql)?.[1] ?? format,
    summary: {
      read_rows: String(result.rowsRead),
      read_bytes: String(result.bytesRead),
      elapsed_ns: String(Math.round(result.elapsedS * 1e9)),
    },
  };
}

async function reply(
  request: IncomingMessage,
  response: ServerResponse,
  search: URLSearchParams,
  answer: Answer,
): Promise<void> {
  const wantsGzip =
    search.get('enable_http_compression') === '1' &&
    /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body =
    wantsGzip && answer.body.length > 1024 ? await zip(answer.body, { level: 1 }) : answer.body;
  response.writeHead(200, {
    'content-type': contentType(answer.format),
    'content-length': body.length,
    ...(body === answer.body ? {} : { 'content-encoding': 'gzip' }),
    'x-clickhouse-format': answer.format,
    'x-clickhouse-query-id': search.get('query_id') ?? '',
    'x-clickhouse-summary': JSON.stringify(answer.summary),
    'x-clickhouse-timezone': 'UTC',
  });
  response.end(body);
}

/** Exceptions as a server sends them: the code in a header, the sentence in the body. */
function refuse(response: ServerResponse, error: Error): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const text = /^Code: \d+\. DB::Exception/.test(error.message)
    ? error.message
    : `Code: 1002. DB::Exception: ${error.message} (UNKNOWN_EXCEPTION)`;
  const code = /^Code: (\d+)/.exec(text)![1]!;
  const body = Buffer.from(`${text}\n`);
  response.writeHead(STATUS_OF_CODE[code] ?? 400, {
    'content-type': 'text/plain; charset=UTF-8',
    'content-length': body.length,
    'x-clickhouse-exception-code': code,
    // What is left of a refused body is not read to its end.
    ...(response.req.complete ? {} : { connection: 'close' }),
  });
  response.end(body);
}

const STATUS_OF_CODE: Record<string, number> = {
  '60': 404,
  '81': 404,
  '159': 408,
  '202': 503,
  '241': 500,
  '243': 500,
  '307': 413,
  '516': 401,
  '1002': 500,
};

function contentType(format: string): string {
  if (/EachRow/.test(format)) return 'application/x-ndjson; charset=UTF-8';
  if (format.startsWith('JSON')) return 'application/json; charset=UTF-8';
  if (format.startsWith('CSV')) return 'text/csv; charset=UTF-8';
  if (/^(TSV|TabSeparated)/.test(format)) return 'text/tab-separated-values; charset=UTF-8';
  return 'application/octet-stream';
}

function authenticated(request: IncomingMessage, options: FrontOptions): boolean {
  const basic = /^Basic\s+([A-Za-z0-9+/=]+)$/.exec(request.headers.authorization ?? '');
  if (basic !== null) {
    const [user, ...rest] = Buffer.from(basic[1]!, 'base64').toString('utf8').split(':');
    return same(user!, options.username) && same(rest.join(':'), options.password);
  }
  const user = request.headers['x-clickhouse-user'];
  const key = request.headers['x-clickhouse-key'];
  return (
    typeof key === 'string' &&
    same(typeof user === 'string' ? user : options.username, options.username) &&
    same(key, options.password)
  );
}

/** Equal length by hashing, so that the time of the comparison tells nothing. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function parametersOf(search: URLSearchParams): Map<string, string> {
  const params = new Map<string, string>();
  for (const [name, value] of search) {
    if (name.startsWith('param_')) params.set(name.slice(6), value);
  }
  return params;
}

async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length);
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') {
    throw new StatementFault(89, 'UNKNOWN_COMPRESSION_METHOD', 'The body may be gzip or plain.');
  }
  try {
    return await unzip(body, { maxOutputLength: bytesMax });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(bytesMax);
    throw new StatementFault(354, 'ZLIB_INFLATE_FAILED', 'The body is not whole gzip.');
  }
}

function tooLarge(bytesMax: number): StatementFault {
  return new StatementFault(307, 'TOO_MANY_BYTES', `The body exceeds ${bytesMax} bytes.`);
}
