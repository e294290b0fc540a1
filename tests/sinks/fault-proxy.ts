/** Stands between a sink and its store and does what networks and servers do. */
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Fault =
  /** Everything passes. */
  | 'none'
  /** The connection is cut before anything is sent on. */
  | 'away'
  /** The store gets the insert and commits it; its answer is lost. */
  | 'answer-lost'
  /** The store gets the insert and commits it; its answer comes when nobody waits any more. */
  | 'answer-late'
  /** The store gets the insert and commits it; the line stays open and says nothing. */
  | 'half-open'
  /** The insert is taken and never answered. */
  | 'hang'
  /** The store refuses the statement. */
  | 'refuse';

/** Longer than the sinks of these tests wait. */
const ANSWER_LATE_MS = 700;

export interface FaultProxy {
  url: string;
  fault: Fault;
  /** Decides for each insert when given; else `fault` holds for all. */
  nextFault: (() => Fault) | null;
  /** Inserts that met each fault. */
  met: Record<Fault, number>;
  /** Tokens in the order they were sent, and the bytes sent under each. */
  sent: { token: string; body: Buffer }[];
  close(): Promise<void>;
}

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const proxy: FaultProxy = {
    url: '',
    fault: 'none',
    nextFault: null,
    met: {
      none: 0,
      away: 0,
      'answer-lost': 0,
      'answer-late': 0,
      'half-open': 0,
      hang: 0,
      refuse: 0,
    },
    sent: [],
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const token = new URL(request.url!, 'http://x').searchParams.get('insert_deduplication_token');
    const fault = token === null ? 'none' : (proxy.nextFault?.() ?? proxy.fault);
    if (token !== null) {
      proxy.met[fault]++;
      proxy.sent.push({ token, body });
    }
    if (fault === 'away') return void request.socket.destroy();
    if (fault === 'hang') return;
    if (fault === 'refuse') {
      response.writeHead(404, { 'x-clickhouse-exception-code': '60' });
      return void response.end(
        'Code: 60. DB::Exception: Table dw.positions does not exist. (UNKNOWN_TABLE)\n',
      );
    }
    const { method, headers, url: path } = request;
    const upstream = httpRequest(
      { host: hostname, port, method, headers, path: path!, agent: false },
      (answer) => {
        if (fault === 'answer-lost') {
          answer.resume();
          return void answer.on('end', () => request.socket.destroy());
        }
        if (fault === 'half-open') return void answer.resume();
        const pass = (): void => {
          response.writeHead(answer.statusCode!, answer.headers);
          answer.pipe(response);
        };
        if (fault === 'answer-late') setTimeout(pass, ANSWER_LATE_MS);
        else pass();
      },
    );
    upstream.on('error', () => request.socket.destroy());
    upstream.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}
