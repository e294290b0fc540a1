import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from './harness.ts';
import { Terminal, until } from './terminal.ts';

let ingest: Harness;
afterEach(async () => {
  await ingest.stop();
  expect(ingest.frameBalance()).toBe(0);
  expect(ingest.counters.connectionsOpen).toBe(0);
  expect(ingest.counters.held).toBe(0);
});

async function signedOn(phone = '13900000001'): Promise<Terminal> {
  const terminal = await Terminal.connect(ingest.tcpPort, phone);
  await terminal.signOn();
  return terminal;
}

describe('bytes of a stream', () => {
  test('may be cut anywhere', async () => {
    ingest = await startHarness();
    const terminal = await signedOn();
    const before = terminal.answers.length;
    const frames = Buffer.concat(
      [0, 1, 2, 3].map((second) => terminal.location({ fixSecond: second })),
    );
    for (const byte of frames) {
      terminal.socket.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    await terminal.waitFor(before + 4);
    expect((await ingest.readings('position')).length).toBe(4);
    expect(ingest.counters.outcomes.acknowledged).toBe(6);
  });

  test('may hold garbage and shared flags between frames; the garbage is kept with its fault', async () => {
    ingest = await startHarness();
    const terminal = await signedOn();
    const before = terminal.answers.length;
    const [first, second, third] = [1, 2, 3].map((s) =>
      Buffer.from(terminal.location({ fixSecond: s })),
    );
    const broken = Buffer.from(terminal.location({ fixSecond: 4 }));
    broken[20] = broken[20]! ^ 0x10;
    terminal.send(
      first!,
      Buffer.from('GET / HTTP/1.1\r\n'),
      second!,
      // One flag serves as the end of one frame and the start of the next.
      third!.subarray(1),
      broken,
    );
    await terminal.waitFor(before + 3);
    await until(() => ingest.counters.held === 0 && ingest.counters.outcomes.quarantined === 2);
    expect((await ingest.readings('position')).length).toBe(3);
    const quarantined = await ingest.quarantined();
    expect(quarantined.map((q) => q.faultCode)).toEqual(['CHECKSUM_MISMATCH', 'CHECKSUM_MISMATCH']);
    expect(Buffer.from(quarantined[0]!.raw).toString()).toBe('GET / HTTP/1.1\r\n');
    expect(quarantined[1]).toMatchObject({ source: 'tcp/jt808' });
    expect(quarantined[1]!.deviceKey).not.toBe('0000000000000000');
  });

  test('are skipped to the next flag when a frame is too long, and three such frames close', async () => {
    ingest = await startHarness({ beforeAuthenticationBytesMax: 1_000_000 });
    const terminal = await signedOn();
    terminal.send(Buffer.from([0x7e]), Buffer.alloc(5_000, 0x41), terminal.location());
    await terminal.waitFor(3);
    expect(terminal.answers[2]?.body.result).toBe(0);
    terminal.send(Buffer.alloc(5_000, 0x41), Buffer.from([0x7e]), Buffer.alloc(5_000, 0x41));
    await terminal.whenClosed();
    expect(ingest.counters.closes.oversize).toBe(1);
    expect(ingest.counters.faults.get('FRAME_TOO_LONG')).toBe(3);
  });

  test('that are never frames close the connection, and quarantine keeps a bounded share', async () => {
    ingest = await startHarness({ strikesMax: 8, quarantinePerSourcePerMinute: 5 });
    const terminal = await signedOn();
    for (let i = 0; i < 8; i++) terminal.send(Buffer.from(`7e${'31'.repeat(30)}7e`, 'hex'));
    await terminal.whenClosed();
    expect(ingest.counters.closes.strikes).toBe(1);
    await until(() => ingest.counters.held === 0);
    expect((await ingest.quarantined()).length).toBe(5);
    expect(ingest.counters.outcomes).toMatchObject({ quarantined: 5, discarded: 3 });
  });
});

describe('before authentication', () => {
  test('time is short', async () => {
    ingest = await startHarness({ authenticationMs: 200 });
    const terminal = await Terminal.connect(ingest.tcpPort, '13900000002');
    const openedMs = performance.now();
    await terminal.whenClosed();
    expect(performance.now() - openedMs).toBeGreaterThan(150);
    expect(ingest.counters.closes['authentication-timeout']).toBe(1);
  });

  test('bytes are few', async () => {
    ingest = await startHarness({ beforeAuthenticationBytesMax: 500 });
    const terminal = await Terminal.connect(ingest.tcpPort, '13900000003');
    terminal.send(Buffer.alloc(400, 0x7e));
    await until(() => ingest.counters.bytesIn === 400);
    expect(terminal.closed).toBe(false);
    terminal.send(Buffer.alloc(101, 0x7e));
    await terminal.whenClosed();
    expect(ingest.counters.closes['authentication-bytes']).toBe(1);
  });

  test('data is refused and nothing is recorded', async () => {
    ingest = await startHarness();
    const terminal = await Terminal.connect(ingest.tcpPort, '13900000004');
    expect((await terminal.ask(terminal.location())).body).toMatchObject({
      replyId: '0x0200',
      result: 1,
    });
    expect((await terminal.ask(terminal.frame(0x0002))).body.result).toBe(1);
    expect(ingest.counters.refusals.unauthenticated).toBe(2);
    expect(await ingest.readings()).toEqual([]);
  });
});

describe('a slow or silent peer', () => {
  test('must end a frame in time', async () => {
    ingest = await startHarness({ frameMs: 300 });
    const terminal = await signedOn();
    const frame = Buffer.from(terminal.location());
    terminal.send(frame.subarray(0, 5));
    // Whole frames go on; the trickle of the next one has its own time.
    for (let at = 5; at < 30 && !terminal.closed; at++) {
      terminal.socket.write(frame.subarray(at, at + 1));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await terminal.whenClosed();
    expect(ingest.counters.closes['frame-timeout']).toBe(1);
  });

  test('is closed after silence, heartbeats keep it', async () => {
    ingest = await startHarness({ silenceMs: 500 });
    const quiet = await signedOn('13900000005');
    const alive = await signedOn('13900000006');
    const beat = setInterval(() => alive.send(alive.frame(0x0002)), 100);
    await quiet.whenClosed();
    await new Promise((resolve) => setTimeout(resolve, 300));
    clearInterval(beat);
    expect(alive.closed).toBe(false);
    expect(ingest.counters.closes.silence).toBe(1);
    const offline = (await ingest.readings('session')).map((r) => r.body);
    expect(offline).toContainEqual({ kind: 'session', online: false, reason: 'silence' });
  });
});

describe('how many may connect', () => {
  const opens = async (count: number) => {
    const sockets = Array.from({ length: count }, () => connect(ingest.tcpPort, '127.0.0.1'));
    for (const socket of sockets) socket.on('error', () => {});
    await until(() => ingest.counters.connectionsOpened === count);
    return sockets;
  };

  test.each([
    ['in all', { connectionsMax: 3 }, 'connections-max'],
    ['of one address', { connectionsPerAddressMax: 3 }, 'per-address-max'],
    ['in a moment', { acceptPerSecondMax: 1 }, 'accept-rate'],
  ] as const)('%s', async (_, settings, reason) => {
    ingest = await startHarness(settings);
    const sockets = await opens(6);
    const kept = reason === 'accept-rate' ? 2 : 3;
    expect(ingest.counters.connectionsOpen).toBe(kept);
    expect(ingest.counters.closes[reason]).toBe(6 - kept);
    for (const socket of sockets) socket.destroy();
    await until(() => ingest.counters.connectionsOpen === 0);
  });

  test('without bounds per address where it is excepted', async () => {
    ingest = await startHarness({ connectionsPerAddressMax: 1, addressExceptions: ['127.0.0.1'] });
    const sockets = await opens(5);
    expect(ingest.counters.connectionsOpen).toBe(5);
    for (const socket of sockets) socket.destroy();
  });

  test('a thousand idle ones are held and closed properly', async () => {
    ingest = await startHarness({
      connectionsPerAddressMax: 0,
      acceptPerSecondMax: 0,
      connectsPerAddressPerSecondMax: 0,
    });
    const sockets = await opens(1_000);
    expect(ingest.counters.connectionsOpen).toBe(1_000);
    let closed = 0;
    for (const socket of sockets) socket.once('close', () => closed++).resume();
    await ingest.stop();
    await until(() => closed === 1_000);
    expect(ingest.counters.closes.stopped).toBe(1_000);
    await expect(Terminal.connect(ingest.tcpPort, '1')).rejects.toThrow();
  });
});

describe('a device over its rate', () => {
  test('is read more slowly and loses nothing', async () => {
    ingest = await startHarness({ rateMessagesPerSecond: 100, rateBurst: 20 });
    const terminal = await signedOn();
    const before = terminal.answers.length;
    // One segment may go over the burst of 20: what follows it waits for 40 messages' time.
    for (let i = 0; i < 60; i++) terminal.send(terminal.location({ fixSecond: i }));
    await terminal.waitFor(before + 60);
    const startMs = performance.now();
    terminal.send(terminal.location({ fixSecond: 60 }));
    await terminal.waitFor(before + 61);
    expect(performance.now() - startMs).toBeGreaterThan(200);
    expect(performance.now() - startMs).toBeLessThan(2_000);
    expect(ingest.counters.rateDelays).toBeGreaterThan(0);
    expect((await ingest.readings('position')).length).toBe(61);
  });
});
