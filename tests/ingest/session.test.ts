import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceKeyOf, type Harness, startHarness } from './harness.ts';
import { Terminal, until } from './terminal.ts';

let ingest: Harness;
beforeEach(async () => {
  ingest = await startHarness();
});
afterEach(async () => {
  await ingest.stop();
  expect(ingest.frameBalance()).toBe(0);
});

describe('a device signs on', () => {
  test.each([
    ['2011', '2013', 'jt808_2011'],
    ['2013', '2013', 'jt808_2013'],
    ['2019', '2019', 'jt808_2019'],
  ] as const)(
    'with %s frames and is answered in its own header',
    async (edition, version, protocol) => {
      const terminal = await Terminal.connect(ingest.tcpPort, '13800000001', edition);
      const registered = await terminal.ask(terminal.registration({ serial: 7 }));
      expect(registered).toMatchObject({
        messageId: 0x8100,
        version,
        phone: terminal.phone,
        serial: 0,
      });
      expect(registered.body).toMatchObject({ replySerial: 7, result: 0 });
      const code = registered.body.authCode as string;

      const authenticated = await terminal.ask(terminal.authentication(code, { serial: 8 }));
      expect(authenticated).toMatchObject({
        messageId: 0x8001,
        version,
        phone: terminal.phone,
        serial: 1,
      });
      expect(authenticated.body).toMatchObject({ replySerial: 8, replyId: '0x0102', result: 0 });

      const located = await terminal.ask(terminal.location({ serial: 0xfffe }));
      expect(located.body).toMatchObject({ replySerial: 0xfffe, replyId: '0x0200', result: 0 });
      const beaten = await terminal.ask(terminal.frame(0x0002));
      expect(beaten.body).toMatchObject({ replyId: '0x0002', result: 0 });

      const readings = await ingest.readings();
      expect(readings.map((r) => r.body.kind)).toEqual([
        'session',
        'session',
        'position',
        'heartbeat',
      ]);
      for (const reading of readings) {
        expect(reading.protocol).toBe(protocol);
        expect(reading.deviceKey).toBe(deviceKeyOf('13800000001'));
        expect(reading.subjectKey).toBe(reading.deviceKey);
        expect(Math.abs(reading.receivedTimeMs - Date.now())).toBeLessThan(10_000);
      }
      expect(readings[2]?.body).toMatchObject({
        position: { latitudeDeg: 22.5, longitudeDeg: 113.9, speedKmh: 60, backlog: false },
      });
      expect(readings[2]?.raw.length).toBe((version === '2019' ? 17 : 12) + 28);
      expect(ingest.counters.pendingDeviceMessages).toBe(2);
    },
  );

  test('and the next connection needs only the code, which remembers the edition', async () => {
    const first = await Terminal.connect(ingest.tcpPort, '13800000002', '2011');
    const code = await first.signOn();
    first.socket.destroy();
    await until(() => ingest.counters.sessionsOpen === 0);

    const second = await Terminal.connect(ingest.tcpPort, '13800000002', '2011');
    expect((await second.ask(second.authentication(code))).body.result).toBe(0);
    await second.ask(second.location());
    const [position] = await ingest.readings('position');
    expect(position?.protocol).toBe('jt808_2011');
  });

  test('with 2019 headers after an upgrade and stays one device', async () => {
    const old = await Terminal.connect(ingest.tcpPort, '13800000003', '2013');
    const code = await old.signOn();
    const upgraded = await Terminal.connect(ingest.tcpPort, '13800000003', '2019');
    expect((await upgraded.ask(upgraded.authentication(code))).body.result).toBe(0);
    await old.whenClosed();
    expect(ingest.counters.takeovers).toBe(1);
    expect(ingest.counters.sessionsOpen).toBe(1);
    await upgraded.ask(upgraded.location());
    const [position] = await ingest.readings('position');
    expect(position).toMatchObject({
      protocol: 'jt808_2019',
      deviceKey: deviceKeyOf('13800000003'),
    });
  });
});

describe('a wrong code', () => {
  test('is refused, also the right one of another device, and closes after the limit', async () => {
    const other = await Terminal.connect(ingest.tcpPort, '13800000004');
    const foreign = await other.signOn();
    const terminal = await Terminal.connect(ingest.tcpPort, '13800000005');
    for (const code of [foreign, '', `${foreign.slice(0, -1)}x`, '中文', 'a'.repeat(200)]) {
      expect((await terminal.ask(terminal.authentication(code))).body.result).toBe(1);
    }
    await terminal.whenClosed();
    expect(ingest.counters.closes['authentication-failures']).toBe(1);
    expect(ingest.counters.refusals['wrong-code']).toBe(5);

    // From the same address even the right code waits; others are not concerned.
    const again = await Terminal.connect(ingest.tcpPort, '13800000005');
    const registered = await again.ask(again.registration());
    const right = registered.body.authCode as string;
    expect((await again.ask(again.authentication(right))).body.result).toBe(1);
    expect((await other.ask(other.location())).body.result).toBe(0);
  });
});

describe('a session', () => {
  test('is taken over by a newer connection of the same device', async () => {
    const first = await Terminal.connect(ingest.tcpPort, '13800000006');
    const code = await first.signOn();
    const second = await Terminal.connect(ingest.tcpPort, '13800000006');
    await second.ask(second.authentication(code));
    await first.whenClosed();
    expect(ingest.counters.closes.takeover).toBe(1);
    expect((await second.ask(second.location())).body.result).toBe(0);
    // The vehicle never went offline.
    const sessions = await ingest.readings('session');
    expect(sessions.map((r) => r.body)).toEqual([
      { kind: 'session', online: true, reason: 'registered' },
      { kind: 'session', online: true, reason: 'authenticated' },
      { kind: 'session', online: true, reason: 'authenticated' },
    ]);
  });

  test('ends with a logout, after which data is refused', async () => {
    const terminal = await Terminal.connect(ingest.tcpPort, '13800000007');
    await terminal.signOn();
    expect((await terminal.ask(terminal.frame(0x0003))).body).toMatchObject({
      replyId: '0x0003',
      result: 0,
    });
    expect((await terminal.ask(terminal.location())).body.result).toBe(1);
    expect(ingest.counters.sessionsOpen).toBe(0);
    const last = (await ingest.readings('session')).at(-1);
    expect(last?.body).toEqual({ kind: 'session', online: false, reason: 'logout' });
  });

  test('is recorded as offline when the peer hangs up', async () => {
    const terminal = await Terminal.connect(ingest.tcpPort, '13800000008');
    await terminal.signOn();
    terminal.socket.end();
    await until(() => ingest.counters.sessionsOpen === 0);
    await until(() => ingest.counters.heldBytes === 0);
    const last = (await ingest.readings('session')).at(-1);
    expect(last?.body).toEqual({ kind: 'session', online: false, reason: 'peer' });
  });

  test('speaks for one device only', async () => {
    const terminal = await Terminal.connect(ingest.tcpPort, '13800000009');
    await terminal.signOn();
    const stranger = await Terminal.connect(ingest.tcpPort, '13800000010');
    const answer = await terminal.ask(stranger.location());
    expect(answer.body.result).toBe(1);
    expect(ingest.counters.refusals['other-device']).toBe(1);
    expect(await ingest.readings('position')).toEqual([]);
  });
});
