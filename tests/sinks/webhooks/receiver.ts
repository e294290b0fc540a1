/** A receiver of webhooks on loopback: verifies every request with the public library and behaves as told. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** Both sign every request, as while a secret is being replaced. */
export const SECRETS = [
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'whsec_plJ3nmyCDGBKInavdOK15jsl0000000000AA',
];

export interface Received {
  id: string;
  /** Order of arrival over all requests. */
  at: number;
  /** By the sender's clock, seconds. */
  timestampS: number;
  type: string;
  alertId: string;
  change: string;
  seq: number;
  vehicleId: string | null;
  body: string;
  headers: IncomingHttpHeaders;
  /** Status that was answered; 0 = none. */
  status: number;
}

export type Behaviour = (
  response: ServerResponse,
  received: Received,
  request: IncomingMessage,
) => number;

/** Ways to answer; each returns the status that counts. */
export const answer =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, headers).end(status === 204 ? undefined : '{}');
    return status;
  };

export const behave: Record<'answerLost' | 'hang' | 'slowBody' | 'hugeBody', Behaviour> = {
  /** Taken, and the answer never arrives. */
  answerLost: (response) => {
    response.socket?.destroy();
    return 0;
  },
  hang: () => 0,
  slowBody: (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), 50);
    response.on('close', () => clearInterval(timer));
    return 200;
  },
  hugeBody: (response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(64 * 1024);
    const pump = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pump);
    pump();
    return 200;
  },
};

export interface Receiver {
  url: string;
  port: number;
  behaviour: Behaviour;
  /** Every request whose signature was right, in order. */
  received: Received[];
  /** Requests that did not verify, with the reason. */
  refused: string[];
  close(): Promise<void>;
}

/** @param secrets each must verify every request */
export async function startReceiver(secrets: readonly string[], port = 0): Promise<Receiver> {
  const webhooks = secrets.map((secret) => new Webhook(secret));
  const receiver: Receiver = {
    url: '',
    port: 0,
    behaviour: answer(204),
    received: [],
    refused: [],
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  let arrivals = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const headers = request.headers as Record<string, string>;
    try {
      for (const webhook of webhooks) verifyAtItsTime(webhook, body, headers);
    } catch (error) {
      receiver.refused.push(String(error));
      response.writeHead(401).end();
      return;
    }
    const { type, data } = JSON.parse(body);
    const received: Received = {
      id: headers['webhook-id']!,
      at: arrivals++,
      timestampS: Number(headers['webhook-timestamp']),
      type,
      alertId: data.alertId,
      change: data.change,
      seq: data.seq,
      vehicleId: data.vehicleId,
      body,
      headers,
      status: 0,
    };
    receiver.received.push(received);
    received.status = receiver.behaviour(response, received, request);
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  receiver.port = (server.address() as AddressInfo).port;
  receiver.url = `http://127.0.0.1:${receiver.port}/alerts`;
  return receiver;
}

/** The library compares with the wall clock; the sender's may be a virtual one. */
function verifyAtItsTime(webhook: Webhook, body: string, headers: Record<string, string>): void {
  const wall = Date.now;
  Date.now = () => Number(headers['webhook-timestamp']) * 1_000;
  try {
    webhook.verify(body, headers);
  } finally {
    Date.now = wall;
  }
}
