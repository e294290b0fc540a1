import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import type { AlertAction } from '#core/alert.ts';
import { TOPICS } from '#core/topics.ts';
import type { AlertRow } from '#dashboard/server/alert-row.ts';
import { encodeClientMessage } from '#proto/codec/live.ts';
import {
  appendAction,
  appendObservations,
  appendTransitions,
  EVERYWHERE,
  startServer,
  type TestServer,
  TestViewer,
} from './harness.ts';
import { alertOf, observationOf, subject, transitionOf } from './support.ts';

let server: TestServer;
let number = 0;
/** The next transitions of one task, each about an alert of its own unless told otherwise. */
const raise = (count: number, changes = {}, firstAlert = number + 1) =>
  appendTransitions(
    server.log,
    Array.from({ length: count }, (_, i) =>
      transitionOf(++number, alertOf(firstAlert + i, changes)),
    ),
  );
const until = async (condition: () => boolean | Promise<boolean>, withinMs = 5_000) => {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain.`);
    await sleep(10);
  }
};
const upgrade = (path: string, headers: Record<string, string>) =>
  new Promise<number>((resolve) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('error', () => {});
  });
const subscribeTo = (view: Partial<typeof EVERYWHERE>) =>
  encodeClientMessage({ kind: 'subscribe', ...EVERYWHERE, ...view, alertEpoch: '', alertSeq: 0 });

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe('who is let in', () => {
  test('a socket needs the session, the own origin and the right path', async () => {
    const { cookie, url: origin } = server;
    expect(await upgrade('/ws', { origin })).toBe(401);
    expect(await upgrade('/ws', { origin, cookie: 'tz_session=guessed' })).toBe(401);
    expect(await upgrade('/ws', { cookie })).toBe(403);
    expect(await upgrade('/ws', { cookie, origin: 'http://elsewhere.example' })).toBe(403);
    expect(await upgrade('/ws', { cookie, origin: 'null' })).toBe(403);
    expect(await upgrade('/other', { cookie, origin })).toBe(404);
    expect(await upgrade('/ws', { cookie, origin })).toBe(101);
  });

  test('a refused socket that is reset at once does not end the server', async () => {
    const { port } = new URL(server.url);
    for (let i = 0; i < 20; i++) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => {});
      await new Promise<void>((resolve) => socket.once('connect', resolve));
      socket.write(
        'GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      );
      if (i % 2 === 0) await sleep(2);
      socket.resetAndDestroy();
    }
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test('a page that does not subscribe within 3 s is closed; one that does stays', async () => {
    const [silent, speaking] = [new TestViewer(server), await TestViewer.subscribed(server)];
    const startMs = performance.now();
    await silent.closed(4_000);
    expect(silent.closeCode).toBe(4001);
    expect(performance.now() - startMs).toBeGreaterThan(2_500);
    expect(speaking.closeCode).toBeNull();
    speaking.socket.terminate();
  });

  test('what a page sends wrongly closes its socket and nothing else', async () => {
    const faults: [string, (viewer: TestViewer) => void, number][] = [
      ['bytes that are no message', ({ socket }) => socket.send(Buffer.from([0xff, 0xff])), 1008],
      ['an empty message', ({ socket }) => socket.send(Buffer.alloc(0)), 1008],
      ['text', ({ socket }) => socket.send('hello'), 1008],
      [
        'a view without edges',
        ({ socket }) => socket.send(subscribeTo({ west: Number.NaN })),
        1008,
      ],
      [
        'an endless zoom',
        ({ socket }) => socket.send(subscribeTo({ zoom: Number.POSITIVE_INFINITY })),
        1008,
      ],
      ['64 kB and more', ({ socket }) => socket.send(Buffer.alloc(64_001)), 1009],
      [
        'a flood',
        (viewer) => {
          for (let t = 0; t < 60; t++) viewer.send({ kind: 'ping', t });
        },
        1008,
      ],
    ];
    const witness = await TestViewer.subscribed(server);
    for (const [what, misbehave, code] of faults) {
      const viewer = new TestViewer(server);
      await viewer.until(() => viewer.of('hello').length > 0);
      misbehave(viewer);
      await viewer.closed();
      expect([what, viewer.closeCode]).toEqual([what, code]);
    }
    witness.send({ kind: 'ping', t: 5 });
    await witness.until(() => witness.of('pong').some(({ t }) => t === 5));
    witness.socket.terminate();
  });

  test('signing out ends the live feed as well', async () => {
    const login = await server.post('/api/login', {
      user: 'admin',
      password: 'a password of a test',
    });
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0]!;
    const viewer = await TestViewer.subscribed({ ...server, cookie });
    await fetch(`${server.url}/api/logout`, {
      method: 'POST',
      headers: { cookie, 'x-tizheng': '1' },
    });
    await viewer.closed(3_000);
    expect(viewer.closeCode).toBe(4003);
  });
});

describe('what a page is sent', () => {
  test('the newest position of each vehicle, once', async () => {
    const start = Date.now();
    await appendObservations(server.log, [observationOf(7), observationOf(8)]);
    const viewer = await TestViewer.subscribed(server);
    await viewer.until(() => viewer.of('positions').length > 0);
    viewer.messages.length = 0;
    await appendObservations(
      server.log,
      Array.from({ length: 300 }, (_, i) =>
        observationOf(7, { speedKmh: i % 150, eventTimeMs: start + 1_000 + i }),
      ),
    );
    await viewer.until(() =>
      viewer.of('positions').some(({ positions }) => positions.handle.length > 0),
    );
    const rows = viewer.of('positions').flatMap(({ positions }) => [...positions.handle]);
    expect(rows).toHaveLength(1);
    const sent = viewer.of('positions').find(({ positions }) => positions.handle.length > 0)!;
    expect(sent.positions.speedKmh[0]).toBe(149);
    viewer.socket.terminate();
  });

  test('an alert, within 100 ms of its record, with its ring on the map', async () => {
    const viewer = await TestViewer.subscribed(server);
    await viewer.until(() => viewer.of('positions').length > 0);
    const latencies: number[] = [];
    for (let i = 0; i < 21; i++) {
      const before = viewer.seqs.length;
      const startMs = performance.now();
      await raise(1, { severity: 'critical', subjectKey: subject(7) });
      await viewer.until(() => viewer.seqs.length > before);
      latencies.push(performance.now() - startMs);
    }
    // The middle one: a shared machine may take a time slice away from any single one.
    expect(latencies.sort((a, b) => a - b)[10]).toBeLessThan(100);
    await viewer.until(() =>
      viewer.of('positions').some(({ positions }) => positions.state.some((s) => s >> 2 === 4)),
    );
    viewer.socket.terminate();
  });

  test('outputs that repeat are dropped, in the epoch and from an older one', async () => {
    const viewer = await TestViewer.subscribed(server);
    await viewer.until(() => viewer.of('positions').length > 0);
    const alert = alertOf(500_000);
    const repeated = transitionOf(++number, alert);
    await appendTransitions(server.log, [
      repeated,
      repeated,
      transitionOf(number - 1, alert),
      { ...repeated, epoch: 0, number: number + 9 },
    ]);
    await raise(1);
    await viewer.until(() => viewer.seqs.length >= 2);
    await sleep(50);
    expect(viewer.seqs).toHaveLength(2);
    viewer.socket.terminate();
  });

  test('records that cannot be read are counted and passed over, on every topic', async () => {
    const viewer = await TestViewer.subscribed(server);
    await viewer.until(() => viewer.of('positions').length > 0);
    const garbage = { key: 'x', timeMs: Date.now(), value: Uint8Array.from([0xff, 0x0f, 1]) };
    const topics = [TOPICS.alerts, TOPICS.observations, TOPICS.alertActions, TOPICS.registry];
    for (const topic of topics) await server.log.append(topic, 0, [garbage]);
    await raise(1);
    await viewer.until(() => viewer.seqs.length === 1);
    for (const topic of topics) {
      const count = () =>
        server.metric('tizheng_dashboard_records_total', { topic, result: 'undecodable' });
      await until(async () => (await count()) === 1);
    }
    viewer.socket.terminate();
  });

  test('after a change of epoch, or from a number never given, the page is told to reload', async () => {
    await raise(1);
    const probe = await TestViewer.subscribed(server);
    const { alertEpoch: epoch, alertSeq } = probe.of('hello')[0]!;
    probe.socket.terminate();
    for (const from of [
      { epoch: 'another', seq: 1 },
      { epoch, seq: alertSeq + 1_000 },
    ]) {
      const viewer = await TestViewer.subscribed(server, from);
      await viewer.until(() => viewer.of('resync').length === 1);
      await raise(1);
      await viewer.until(() => viewer.seqs.length === 1);
      viewer.socket.terminate();
    }
    const resumed = await TestViewer.subscribed(server, { epoch, seq: alertSeq });
    await resumed.until(() => resumed.seqs.length === 2);
    expect(resumed.of('resync')).toEqual([]);
    resumed.socket.terminate();
  });
});

describe('what never happens', () => {
  test('100 disconnects under load lose nothing and double nothing', async () => {
    const viewers = 5;
    const cutsEach = 20;
    const alertsTotal = 3_000;
    const random = seeded(20);
    const probe = await TestViewer.subscribed(server);
    const { alertEpoch: epoch, alertSeq: startSeq } = probe.of('hello')[0]!;
    probe.socket.terminate();
    const firstAlert = 1_000_000;
    let raised = 0;
    const load = (async () => {
      while (raised < alertsTotal) {
        await raise(40, {}, firstAlert + raised);
        raised += 40;
        await appendObservations(
          server.log,
          Array.from({ length: 200 }, (_, n) => observationOf(n, { eventTimeMs: Date.now() })),
        );
        await sleep(10);
      }
    })();
    const endSeq = startSeq + alertsTotal;
    const watch = async () => {
      const seen: number[] = [];
      let cuts = 0;
      while ((seen.at(-1) ?? startSeq) < endSeq) {
        const viewer = await TestViewer.subscribed(server, { epoch, seq: seen.at(-1) ?? startSeq });
        const share = 1 + Math.floor((random() * alertsTotal) / cutsEach);
        await viewer.until(
          () =>
            (viewer.seqs.at(-1) ?? 0) >= endSeq || (cuts < cutsEach && viewer.seqs.length >= share),
          10_000,
        );
        viewer.socket.terminate();
        cuts++;
        seen.push(...viewer.seqs);
      }
      return { seen, cuts };
    };
    const results = await Promise.all(Array.from({ length: viewers }, watch));
    await load;
    const expected = Array.from({ length: alertsTotal }, (_, i) => startSeq + 1 + i);
    for (const { seen } of results) expect(seen).toEqual(expected);
    expect(results.reduce((sum, { cuts }) => sum + cuts, 0)).toBeGreaterThanOrEqual(100);
  }, 20_000);

  test('a page that stops reading costs 2 MB at most, and is brought up to date in order', async () => {
    const viewer = await TestViewer.subscribed(server);
    await viewer.until(() => viewer.of('positions').length > 0);
    viewer.socket.pause();
    const text = { zh: '超速'.repeat(1_000), en: 'speeding '.repeat(700) };
    const count = 3_000;
    for (let i = 0; i < count; i += 100) {
      await raise(100, { explanation: text }, 2_000_000 + i);
      await sleep(5);
    }
    await until(async () => (await server.metric('tizheng_dashboard_lag_records')) === 0);
    const waiting = await server.metric('tizheng_dashboard_waiting_bytes');
    // The kernel's buffers hold some MB as well; what comes on top must be waiting in the book.
    expect(waiting).toBeGreaterThan(800_000);
    expect(waiting).toBeLessThan(2_000_000);
    viewer.socket.resume();
    await viewer.until(() => viewer.seqs.length === count, 8_000);
    const first = viewer.seqs[0]!;
    expect(viewer.seqs).toEqual(Array.from({ length: count }, (_, i) => first + i));
    viewer.socket.terminate();
  }, 20_000);

  test('a page that comes back to rows changed many times is sent each once, in its last state', async () => {
    const viewer = await TestViewer.subscribed(server);
    await viewer.until(() => viewer.of('positions').length > 0);
    const { alertEpoch: epoch, alertSeq: seq } = viewer.of('hello')[0]!;
    viewer.socket.terminate();
    for (let measured = 101; measured <= 130; measured++) await raise(10, { measured }, 3_000_000);
    const back = await TestViewer.subscribed(server, { epoch, seq });
    await back.until(() => back.seqs.length >= 10 && back.seqs.at(-1)! >= seq + 300);
    const rows = back.of('alert').map(({ rowJson }) => JSON.parse(rowJson) as AlertRow);
    const last = rows.slice(-10);
    expect(last.map(({ measured }) => measured)).toEqual(Array(10).fill(130));
    expect(new Set(last.map(({ alertId }) => alertId)).size).toBe(10);
    back.socket.terminate();
  });
});

describe('a server of its own', () => {
  test('a page left behind by 10,000 alerts is closed for good, and a stuck one does not hold the stop', async () => {
    const own = await startServer();
    const stuck = await TestViewer.subscribed(own);
    await stuck.until(() => stuck.of('positions').length > 0);
    stuck.socket.pause();
    const text = { zh: '超速'.repeat(300), en: 'x'.repeat(1_200) };
    for (let n = 0; n < 18_000; n += 500) {
      const some = Array.from({ length: 500 }, (_, i) =>
        transitionOf(n + i + 1, alertOf(n + i, { explanation: text })),
      );
      await appendTransitions(own.log, some);
      await sleep(1);
    }
    await until(async () => (await own.metric('tizheng_dashboard_resyncs_total')) === 1, 8_000);
    await until(async () => (await own.metric('tizheng_dashboard_viewers')) === 0, 4_000);
    const another = await TestViewer.subscribed(own);
    await another.until(() => another.of('positions').length > 0);
    another.socket.pause();
    const startMs = performance.now();
    await own.stop();
    expect(performance.now() - startMs).toBeLessThan(2_000);
    stuck.socket.terminate();
    another.socket.terminate();
  }, 20_000);

  test('after a restart the list, the work and the positions are there before the first page', async () => {
    const first = await startServer();
    const alerts = Array.from({ length: 50 }, (_, n) => transitionOf(n + 1, alertOf(n)));
    await appendTransitions(first.log, alerts);
    await appendObservations(
      first.log,
      Array.from({ length: 50 }, (_, n) => observationOf(n)),
    );
    const action: AlertAction = {
      alertId: alertOf(3).alertId,
      baseVersion: 0,
      atMs: Date.now(),
      actor: 'admin',
      action: 'acknowledge',
      outcome: null,
      cause: null,
      note: null,
      untilMs: null,
    };
    await appendAction(first.log, action);
    await first.stop();
    const second = await startServer({ log: first.log });
    const { alerts: rows } = (await (await second.get('/api/alerts')).json()) as {
      alerts: AlertRow[];
    };
    expect(rows).toHaveLength(50);
    expect(rows.find(({ work }) => work === 'acknowledged')?.alertId).toBe(action.alertId);
    await until(async () => (await second.metric('tizheng_dashboard_vehicles')) === 50);
    await second.stop();
  });
});

/** Deterministic numbers in `[0, 1)` (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
