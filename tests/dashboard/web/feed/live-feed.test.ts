/** Goal: whatever the line does, every alert is handed over exactly once, in order. The clock and the socket are turned by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClientMessage,
  decodeClientMessage,
  encodeServerMessage,
  type ServerMessage,
} from '#proto/codec/live.ts';
import {
  CLOSE_RESYNC,
  DEAD_MS,
  type FeedSocketEvents,
  LiveFeed,
  RETRY_MS_FIRST,
  RETRY_MS_MAX,
  STALE_MS,
} from '../../../../dashboard/web/feed/live-feed.ts';

/** A clock, a server with a history, and sockets to it. */
function createWorld(options: { epoch?: string; seq?: number } = {}) {
  const world = {
    now: 1_000_000,
    timers: [] as { at: number; run: () => void; id: number }[],
    nextTimer: 1,
    epoch: options.epoch ?? 'e1',
    /** Row name by seq; the newest state of each row is what HTTP and replay tell. */
    history: [] as string[],
    sockets: [] as {
      events: FeedSocketEvents;
      sent: ClientMessage[];
      open: boolean;
      openedMs: number;
    }[],
    httpFails: 0,
    httpHeld: null as null | (() => void)[],
    delivered: [] as string[],
    vitals: [] as string[],
    replaced: 0,
    states: [] as string[],
    faults: 0,
  };
  for (let i = 1; i <= (options.seq ?? 0); i++) world.history.push(`a${i}`);
  const server = (message: ServerMessage) =>
    world.sockets.at(-1)!.events.message(encodeServerMessage(message));
  const api = {
    world,
    server,
    get socket() {
      return world.sockets.at(-1)!;
    },
    async settle() {
      for (let i = 0; i < 12; i++) await Promise.resolve();
    },
    async advance(ms: number) {
      const until = world.now + ms;
      for (;;) {
        await api.settle();
        const due = world.timers
          .filter((t) => t.at <= until)
          .sort((a, b) => a.at - b.at || a.id - b.id)[0];
        if (!due) break;
        world.now = Math.max(world.now, due.at);
        world.timers = world.timers.filter((t) => t !== due);
        due.run();
      }
      world.now = until;
      await api.settle();
    },
    open() {
      const socket = api.socket;
      socket.open = true;
      socket.events.open();
      server({
        kind: 'hello',
        serverVersion: 't',
        nowMs: world.now,
        alertEpoch: world.epoch,
        alertSeq: world.history.length,
        rosterVersion: 1,
      });
    },
    /** The server's answer to a subscribe: replay or resync. */
    resume() {
      const wish = api.socket.sent.find((m) => m.kind === 'subscribe');
      if (wish?.kind !== 'subscribe') throw new Error('not subscribed');
      if (wish.alertEpoch !== world.epoch) server({ kind: 'resync', reason: 'epoch' });
      else {
        for (let seq = wish.alertSeq + 1; seq <= world.history.length; seq++) {
          api.send(seq, world.history[seq - 1]!);
        }
      }
    },
    raise(name: string, deliver = true) {
      world.history.push(name);
      if (deliver && api.socket?.open) api.send(world.history.length, name);
    },
    send(seq: number, name: string) {
      server({ kind: 'alert', epoch: world.epoch, seq, rowJson: name });
    },
    cut(code = 1006) {
      const socket = api.socket;
      socket.open = false;
      socket.events.closed(code);
    },
    newEpoch(epoch: string) {
      world.epoch = epoch;
    },
  };
  const feed = new LiveFeed(
    {
      nowMs: () => world.now,
      random: () => 0.5,
      setTimer: (run, ms) => {
        const id = world.nextTimer++;
        world.timers.push({ at: world.now + ms, run, id });
        return id;
      },
      clearTimer: (id) => {
        world.timers = world.timers.filter((t) => t.id !== id);
      },
      openSocket: (events) => {
        const socket = { events, sent: [] as ClientMessage[], open: false, openedMs: world.now };
        world.sockets.push(socket);
        return {
          send: (bytes) => socket.sent.push(decodeClientMessage(bytes)),
          close: () => {
            socket.open = false;
          },
        };
      },
      fetchAlerts: async (after) => {
        if (world.httpFails > 0) {
          world.httpFails--;
          throw new Error('unreachable');
        }
        const page = {
          epoch: world.epoch,
          seq: world.history.length,
          rowJsons: world.history.slice(after ?? 0),
        };
        if (world.httpHeld) await new Promise<void>((resolve) => world.httpHeld!.push(resolve));
        return page;
      },
    },
    {
      state: (state) => world.states.push(state),
      hello: () => {},
      positions: () => {},
      grid: () => {},
      alertsReplaced: (rows) => {
        world.replaced++;
        world.delivered = [...rows];
      },
      alert: (row) => world.delivered.push(row),
      indicators: ({ scopeId }) => world.vitals.push(`indicators ${scopeId}`),
      sensors: ({ sensors }) => world.vitals.push(`sensors ${sensors.length}`),
      fault: () => world.faults++,
    },
  );
  return { ...api, api, feed };
}

async function started(options: { seq?: number } = {}) {
  const made = createWorld(options);
  made.feed.start();
  await made.api.settle();
  made.api.open();
  made.api.resume();
  return made;
}

describe('starting', () => {
  test('loads the list, then subscribes with its epoch and number', async () => {
    const { api, world, feed } = await started({ seq: 3 });
    expect(world.delivered).toEqual(['a1', 'a2', 'a3']);
    expect(api.socket.sent[0]).toMatchObject({ kind: 'subscribe', alertEpoch: 'e1', alertSeq: 3 });
    expect(feed.state).toBe('live');
  });

  test('a list that cannot be fetched is asked for again, and no socket is opened before', async () => {
    const { api, world, feed } = createWorld({ seq: 1 });
    world.httpFails = 2;
    feed.start();
    await api.advance(500);
    expect(world.sockets).toHaveLength(0);
    await api.advance(2_000);
    expect(world.sockets).toHaveLength(1);
    expect(world.delivered).toEqual(['a1']);
    expect(world.faults).toBe(2);
  });

  test('a new view is sent on the open socket', async () => {
    const { api, feed } = await started();
    feed.setView({ west: 113, south: 22, east: 114, north: 23, zoom: 9, follow: [7] });
    expect(api.socket.sent.at(-1)).toMatchObject({
      kind: 'subscribe',
      west: 113,
      zoom: 9,
      follow: [7],
    });
    const sent = api.socket.sent.length;
    feed.setView({ west: 113, south: 22, east: 114, north: 23, zoom: 9, follow: [7] });
    // The same view again would have the whole view sent again.
    expect(api.socket.sent).toHaveLength(sent);
  });
});

describe('resuming', () => {
  test('after a cut the replay follows the last number, with nothing lost and nothing doubled', async () => {
    const { api, world } = await started({ seq: 1 });
    api.raise('b');
    api.cut();
    api.raise('c', false);
    api.raise('d', false);
    await api.advance(RETRY_MS_FIRST);
    expect(world.sockets).toHaveLength(2);
    api.open();
    expect(api.socket.sent[0]).toMatchObject({ alertEpoch: 'e1', alertSeq: 2 });
    api.resume();
    await api.settle();
    expect(world.delivered).toEqual(['a1', 'b', 'c', 'd']);
    expect(world.replaced).toBe(1);
  });

  test('a number already seen is not handed over again', async () => {
    const { api, world } = await started();
    api.raise('b');
    api.send(1, 'b');
    expect(world.delivered).toEqual(['b']);
  });

  test('a missing number is fetched before what follows it', async () => {
    const { api, world } = await started();
    api.raise('b', false);
    api.raise('c');
    await api.settle();
    expect(world.delivered).toEqual(['b', 'c']);
    api.raise('d');
    expect(world.delivered).toEqual(['b', 'c', 'd']);
  });

  test('resync reloads the list; events during the reload are kept and follow it', async () => {
    const { api, world } = await started({ seq: 1 });
    world.httpHeld = [];
    api.server({ kind: 'resync', reason: 'history gone' });
    await api.settle();
    api.raise('late');
    expect(world.delivered).toEqual(['a1']);
    for (const release of world.httpHeld) release();
    await api.settle();
    expect(world.delivered).toEqual(['a1', 'late']);
    expect(world.replaced).toBe(2);
  });

  test('the close code of a full queue reloads the list and reconnects', async () => {
    const { api, world } = await started({ seq: 1 });
    api.raise('x', false);
    api.cut(CLOSE_RESYNC);
    await api.advance(RETRY_MS_FIRST);
    expect(world.delivered).toEqual(['a1', 'x']);
    expect(world.sockets).toHaveLength(2);
  });

  test('a server that started anew has another epoch: the old list is void', async () => {
    const { api, world, feed } = await started({ seq: 3 });
    api.cut();
    world.history = ['n1'];
    api.newEpoch('e2');
    await api.advance(RETRY_MS_FIRST);
    api.open();
    api.resume();
    await api.settle();
    expect(world.delivered).toEqual(['n1']);
    expect([feed.epoch, feed.seq]).toEqual(['e2', 1]);
    api.raise('n2');
    expect(world.delivered).toEqual(['n1', 'n2']);
  });

  test('property: random cuts, losses and restarts never lose, double or reorder', async () => {
    let cuts = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('raise', 'raise', 'lose', 'cut', 'wait', 'double'), {
          maxLength: 40,
        }),
        async (steps) => {
          const { api, world } = await started();
          let number = 0;
          for (const step of steps) {
            if (step === 'raise') api.raise(`n${++number}`);
            else if (step === 'lose') api.raise(`n${++number}`, false);
            else if (step === 'double' && api.socket.open && number > 0)
              api.send(number, `n${number}`);
            else if (step === 'wait') await api.advance(300);
            else if (step === 'cut' && api.socket.open) {
              cuts++;
              api.cut();
              await api.advance(RETRY_MS_FIRST);
              api.open();
              api.resume();
            }
            await api.settle();
          }
          // A last event makes a gap at the end visible.
          api.raise(`n${++number}`);
          await api.settle();
          expect(world.delivered).toEqual(Array.from({ length: number }, (_, i) => `n${i + 1}`));
        },
      ),
      { numRuns: 60 },
    );
    expect(cuts).toBeGreaterThan(20);
  });
});

describe('the line', () => {
  test('retries within half a second first, then waits longer up to ten seconds', async () => {
    const { api, world } = await started();
    api.cut();
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      const cutMs = world.now;
      const before = world.sockets.length;
      while (world.sockets.length === before) await api.advance(50);
      waits.push(api.socket.openedMs - cutMs);
      api.cut();
    }
    expect(waits[0]).toBeLessThanOrEqual(RETRY_MS_FIRST);
    expect(waits[3]).toBeGreaterThan(waits[1]!);
    expect(Math.max(...waits)).toBeLessThanOrEqual(RETRY_MS_MAX);
    expect(waits.at(-1)).toBeGreaterThan(5_000);
  });

  test('is stale after five seconds without a message, and live again with the next', async () => {
    const { api, feed } = await started();
    await api.advance(STALE_MS - 500);
    expect(feed.state).toBe('live');
    await api.advance(1_000);
    expect(feed.state).toBe('stale');
    api.server({ kind: 'pong', t: 1 });
    expect(feed.state).toBe('live');
  });

  test('asks a quiet line for a sign of life, and gives it up when none comes', async () => {
    const { api, world } = await started();
    await api.advance(3_000);
    expect(api.socket.sent.some((m) => m.kind === 'ping')).toBe(true);
    await api.advance(DEAD_MS);
    expect(world.sockets.length).toBeGreaterThan(1);
  });

  test('confirms the highest number every five seconds, and only when it moved', async () => {
    const { api } = await started();
    api.raise('b');
    for (let i = 0; i < 12; i++) {
      await api.advance(1_000);
      api.server({ kind: 'pong', t: i });
    }
    const acks = api.socket.sent.filter((m) => m.kind === 'alertAck');
    expect(acks).toEqual([{ kind: 'alertAck', epoch: 'e1', seq: 1 }]);
  });

  test('bytes that are no message are counted and the stream goes on', async () => {
    const { api, world } = await started();
    api.socket.events.message(new Uint8Array([255, 255, 255]));
    api.raise('b');
    expect(world.faults).toBe(1);
    expect(world.delivered).toEqual(['b']);
  });

  test('after stop nothing is sent, opened or handed over', async () => {
    const { api, world, feed } = await started();
    feed.stop();
    const sent = api.socket.sent.length;
    api.server({ kind: 'alert', epoch: 'e1', seq: 1, rowJson: 'b' });
    await api.advance(30_000);
    expect(world.delivered).toEqual([]);
    expect(world.sockets).toHaveLength(1);
    expect(api.socket.sent).toHaveLength(sent);
  });
});

describe('indicators and sensors', () => {
  const home = { scopeKind: 'region', scopeId: '440000', sensors: true };
  const watches = (sent: ClientMessage[]) => sent.filter(({ kind }) => kind === 'watch');

  test('what is watched is asked for once, when it changes, and again after a reconnect', async () => {
    const { api, world, feed } = await started();
    feed.setWatch(home);
    feed.setWatch({ ...home });
    expect(watches(api.socket.sent)).toEqual([{ kind: 'watch', ...home }]);
    feed.setWatch({ ...home, scopeId: '440300' });
    expect(watches(api.socket.sent)).toHaveLength(2);
    api.cut();
    await api.advance(RETRY_MS_FIRST);
    expect(world.sockets).toHaveLength(2);
    api.open();
    expect(watches(api.socket.sent)).toEqual([{ kind: 'watch', ...home, scopeId: '440300' }]);
  });

  test('what is told is handed on', async () => {
    const { api, world } = await started();
    const frame = { baseTimeMs: 5, reset: true };
    const { scopeKind, scopeId } = home;
    api.server({ kind: 'indicators', indicators: { ...frame, scopeKind, scopeId, points: [] } });
    api.server({ kind: 'sensors', sensors: { ...frame, sensors: [] } });
    expect(world.vitals).toEqual(['indicators 440000', 'sensors 0']);
    expect(world.faults).toBe(0);
  });
});
