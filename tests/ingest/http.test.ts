import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TizhengError } from '#core/errors.ts';
import { importRegistry } from '#ingest/registry-import.ts';
import { encodeTraffic } from '#proto/codec/sensor-bodies.ts';
import { type Harness, openTopics, SECRETS, startHarness } from './harness.ts';
import { passwordOf, RawClient } from './mqtt-client.ts';
import { until } from './terminal.ts';

const sensor = { kind: 'detector', latitudeDeg: 23, longitudeDeg: 113, regionCode: '440100' };
const TRAFFIC = { timeMs: 1_795_000_000_000, intervalS: 30, lanes: [{ lane: 1, vehicles: 3 }] };

let ingest: Harness;
let pressed: boolean;
beforeEach(async () => {
  pressed = false;
  const log = await openTopics();
  await importRegistry(
    log,
    { sensors: [{ sensorId: 'det-1', ...sensor }] },
    { pseudonymKey: SECRETS.pseudonymKey },
  );
  ingest = await startHarness(
    { rateMessagesPerSecond: 100, rateBurst: 30, http: { bodyBytesMax: 8_192, linesMax: 50 } },
    { log, pressure: () => pressed },
  );
});
afterEach(async () => {
  await ingest.stop();
  expect(ingest.frameBalance()).toBe(0);
});

const basic = (id: string, password = passwordOf(id)) =>
  `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`;

async function post(
  body: string | Uint8Array,
  {
    path = '/tz/1/road/traffic',
    authorization = basic('det-1'),
    type = 'application/json',
    method = 'POST',
  } = {},
) {
  const response = await fetch(`http://127.0.0.1:${ingest.httpPort}${path}`, {
    method,
    ...(method === 'GET' ? {} : { body: body as string }),
    headers: { authorization, 'content-type': type },
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as Record<string, unknown>,
  };
}

test('one payload, JSON or protobuf, Basic or Bearer, is answered after its append', async () => {
  expect(await post(JSON.stringify(TRAFFIC))).toMatchObject({ status: 200, body: { accepted: 1 } });
  const sample = { endTimeMs: 1, intervalS: 30, lanes: [] };
  const lane = { lane: 1, vehicles: 1, occupancyPct: 2.5, speedKmh: 80, valid: true };
  const protobuf = Buffer.from(encodeTraffic({ ...sample, lanes: [lane] }));
  const sent = await post(protobuf, {
    type: 'application/x-protobuf',
    authorization: `Bearer det-1:${passwordOf('det-1')}`,
  });
  expect(sent.status).toBe(200);
  expect(await ingest.readings('traffic')).toMatchObject([
    { protocol: 'http', body: { traffic: { endTimeMs: TRAFFIC.timeMs } } },
    { protocol: 'http', body: { traffic: { lanes: [lane] } } },
  ]);

  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  ingest.log.before = () => gate;
  let answered = false;
  const waiting = post(JSON.stringify(TRAFFIC)).then((answer) => {
    answered = true;
    return answer;
  });
  await until(() => ingest.counters.held === 1);
  expect(answered).toBe(false);
  release();
  expect((await waiting).status).toBe(200);
});

test('a batch is taken line by line; what is wrong is named by its line and kept', async () => {
  const lines = [TRAFFIC, { ...TRAFFIC, intervalS: 0 }, TRAFFIC].map((line) =>
    JSON.stringify(line),
  );
  const batch = `${lines.join('\r\n')}\n\n{"intervalS"\n`;
  const answer = await post(batch, { type: 'application/x-ndjson' });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      accepted: 2,
      refused: 2,
      faults: [
        { line: 2, code: 'FIELD_INTERVAL_S' },
        { line: 5, code: 'JSON_SYNTAX' },
      ],
    },
  });
  expect((await ingest.readings('traffic')).length).toBe(2);
  expect((await ingest.quarantined()).map((q) => [q.source, q.faultCode])).toEqual([
    ['http/tz', 'FIELD_INTERVAL_S'],
    ['http/tz', 'JSON_SYNTAX'],
  ]);
});

test('errors are problems with a code, and say no more than needed', async () => {
  const good = JSON.stringify(TRAFFIC);
  const cases: [Parameters<typeof post>, number, string][] = [
    [[good, { authorization: '' }], 401, 'CREDENTIALS'],
    [[good, { authorization: basic('det-1', 'wrong') }], 401, 'CREDENTIALS'],
    [[good, { path: '/tz/1/road/pos' }], 404, 'TOPIC_MESSAGE'],
    [[good, { path: '/tz/1/sea/traffic' }], 404, 'TOPIC_KIND'],
    [[good, { path: '/' }], 404, 'NOT_FOUND'],
    [[good, { method: 'GET' }], 405, 'METHOD'],
    [[good, { type: 'application/x-www-form-urlencoded' }], 415, 'CONTENT_TYPE'],
    [['{"intervalS":30}'], 422, 'FIELD_LANES'],
    [['x'.repeat(9_000)], 413, 'BODY_TOO_LONG'],
    [['{}\n'.repeat(60), { type: 'application/x-ndjson' }], 413, 'TOO_MANY_LINES'],
    [[good, { path: '/tz/1/road/weather' }], 403, 'DEVICE_KIND'],
  ];
  for (const [args, status, code] of cases) {
    const answer = await post(...args);
    expect([answer.status, answer.body.code], code).toEqual([status, code]);
    expect(answer.type).toBe('application/problem+json');
  }
  expect(await ingest.readings('traffic')).toEqual([]);
});

test('wrong passwords, the device’s rate and a log that lags or refuses have answers of their own', async () => {
  for (let i = 0; i < 5; i++) await post('{}', { authorization: basic('det-9', 'no') });
  expect(await post('{}', { authorization: basic('det-9') })).toMatchObject({
    status: 429,
    retryAfter: '60',
    body: { code: 'WRONG_PASSWORDS' },
  });
  const batch = `${JSON.stringify(TRAFFIC)}\n`.repeat(40);
  expect((await post(batch, { type: 'application/x-ndjson' })).body.accepted).toBe(40);
  expect(await post(JSON.stringify(TRAFFIC))).toMatchObject({
    status: 429,
    retryAfter: '1',
    body: { code: 'RATE' },
  });
  const refused = new TizhengError('LOG_CLOSED', 'test', 'The log is closed.');
  ingest.log.before = () => Promise.reject(refused);
  const other = { authorization: basic('det-2'), path: '/tz/1/road/hb' };
  expect(await post('x', other)).toMatchObject({
    status: 503,
    retryAfter: '5',
    body: { code: 'LOG_REFUSED' },
  });
  expect(ingest.counters.outcomes.unpublished).toBe(1);
  ingest.log.before = async () => {};
  pressed = true;
  // The operator's reasons are asked for every second.
  let answer = await post('x', other);
  while (answer.status === 200) {
    await sleep(50);
    answer = await post('x', other);
  }
  expect(answer).toMatchObject({ status: 503, retryAfter: '1', body: { code: 'BUSY' } });
});

test('a body that never ends, or announces too much, does not stay', async () => {
  const client = await RawClient.open(ingest.httpPort!);
  const head = `POST /tz/1/road/traffic HTTP/1.1\r\nhost: x\r\nauthorization: ${basic('det-1')}\r\ncontent-type: application/json\r\n`;
  client.socket.write(`${head}content-length: 99999999\r\n\r\n`);
  await client.closed;
  expect(client.heard.toString()).toMatch(/^HTTP\/1\.1 413 /);
  const chunked = await RawClient.open(ingest.httpPort!);
  chunked.socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
  for (let i = 0; i < 20; i++) chunked.socket.write(`3e8\r\n${'x'.repeat(1_000)}\r\n`);
  await chunked.closed;
  expect(chunked.heard.toString()).toMatch(/^HTTP\/1\.1 413 /);
});
