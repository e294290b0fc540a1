/**
 * A receiver of alerts, complete: verifies signatures (Standard Webhooks), takes each webhook-id once,
 * keeps the newest state of each alert, and answers fast. Needs Node 24 and nothing else.
 *
 *   node docs/examples/webhook-receiver/receiver.ts --port 9100 --secret-file secret.txt
 *
 * GET /count tells what arrived. Behind TLS in production: give https to the sender, or list its range.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { parseArgs } from 'node:util';

/** A message older or newer than this may be a recording played again. */
const TOLERANCE_S = 300;
const BODY_BYTES_MAX = 64 * 1024;
/** webhook-ids remembered. Repeats come within the sender's three days; keep a table in production. */
const IDS_MAX = 100_000;

interface Alert {
  alertId: string;
  type: string;
  state: string;
  seq: number;
  vehicleId: string | null;
}

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '9100' },
    'secret-file': { type: 'string' },
  },
});
if (values['secret-file'] === undefined)
  throw new Error('Say where the secret lies: --secret-file FILE');
const secretFile = values['secret-file'];

const seen = new Set<string>();
const alerts = new Map<string, Alert>();
const count = { received: 0, delivered: 0, repeated: 0, refused: 0 };

/** Every secret the sender may sign with: one per line, whsec_ and base64. Read anew, so that it can be rotated. */
function secrets(): Buffer[] {
  const lines = readFileSync(secretFile, 'utf8').split('\n');
  return lines
    .filter((line) => line.startsWith('whsec_'))
    .map((line) => Buffer.from(line.trim().slice('whsec_'.length), 'base64'));
}

function isGenuine(headers: IncomingMessage['headers'], body: Buffer): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
  const given = String(headers['webhook-signature'] ?? '').split(' ');
  if (!(Math.abs(Date.now() / 1_000 - Number(timestamp)) <= TOLERANCE_S)) return false;
  return secrets().some((secret) => {
    const wanted = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest();
    return given.some((entry) => {
      const [version, text = ''] = entry.split(',');
      const bytes = Buffer.from(text, 'base64');
      return version === 'v1' && bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
    });
  });
}

/** The transition is noted; a real system writes it and the id in one transaction here. */
function take(id: string, { type, data }: { type: string; data: Alert }): void {
  seen.add(id);
  if (seen.size > IDS_MAX) seen.delete(seen.values().next().value as string);
  count.delivered++;
  const known = alerts.get(data.alertId);
  // Transitions of an alert arrive in order, but one that was given up may be delivered again later.
  if (known === undefined || data.seq > known.seq) alerts.set(data.alertId, data);
  // The vehicle is in `data.vehicleId`; a plate does not belong in a log.
  console.log(`${type} ${data.type} ${data.alertId.slice(0, 8)} (${count.delivered})`);
}

const server = createServer(async (request, response) => {
  const answer = (status: number, body: unknown = {}) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (request.method === 'GET' && request.url === '/count') {
    const open = [...alerts.values()].filter(({ state }) => state === 'open').length;
    return answer(200, { ...count, alerts: alerts.size, open });
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) return answer(413);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (!isGenuine(request.headers, body)) {
    count.refused++;
    return answer(401);
  }
  count.received++;
  const id = String(request.headers['webhook-id']);
  // The answer got lost, or the sender was killed before it noted it: taken already, so say so again.
  if (seen.has(id)) count.repeated++;
  else take(id, JSON.parse(body.toString()));
  // Within 15 s, and with nothing behind it that can fail: work on it afterwards.
  return answer(204);
});
server.listen(Number(values.port), values.host, () => {
  const address = server.address() as { port: number };
  console.log(`Listening on http://${values.host}:${address.port}`);
});
// Started by another program that is gone: nobody is left to listen for.
process.once('disconnect', () => process.exit());
