/** What keeps the door: each guard against a real socket, with the counter that tells of it. */
import { connect } from 'node:net';
import { describe, expect, type TestContext, test } from 'vitest';
import { importRegistry } from '#ingest/registry-import.ts';
import {
  deviceKeyOf,
  type FaultyLog,
  type Harness,
  type Overrides,
  openTopics,
  SECRETS,
  startHarness,
} from './harness.ts';
import { registry } from './registry-sample.ts';
import { Terminal, UdpTerminal, until } from './terminal.ts';

type Finish = TestContext['onTestFinished'];

/** Started for one test; when that ends, every frame has an outcome and no connection is left. */
async function started(
  onTestFinished: Finish,
  settings: Overrides = {},
  log?: FaultyLog,
): Promise<Harness> {
  const ingest = await startHarness(settings, log === undefined ? {} : { log });
  onTestFinished(async () => {
    await ingest.stop();
    expect(ingest.frameBalance()).toBe(0);
    expect(ingest.counters.connectionsOpen).toBe(0);
  });
  return ingest;
}

const PHONE = '13700000001';

describe.concurrent('an encrypted body', () => {
  test('is kept as bytes, flagged, acknowledged and never read', async ({ onTestFinished }) => {
    const ingest = await started(onTestFinished);
    const terminal = await Terminal.connect(ingest.tcpPort, PHONE);
    await terminal.signOn();
    // A location too short to be read, a batch that lies about its length, one packet of two.
    const bodies = [
      terminal.frame(0x0200, Uint8Array.of(1, 2, 3), { encryption: 1 }),
      terminal.frame(0x0704, Uint8Array.of(0xff, 0xff, 1), { encryption: 2 }),
      terminal.frame(0x0102, Uint8Array.of(9), { encryption: 4 }),
      terminal.frame(0x0801, Uint8Array.of(7), {
        encryption: 1,
        packetTotal: 2,
        packetNumber: 1,
      }),
    ];
    for (const frame of bodies) expect((await terminal.ask(frame)).body.result).toBe(0);
    const kept = await ingest.readings('other');
    expect(kept.map((reading) => reading.body)).toEqual(
      [0x0200, 0x0704, 0x0102, 0x0801].map((messageId) => ({
        kind: 'other',
        messageId,
        encrypted: true,
      })),
    );
    expect(Buffer.from(kept[0]!.raw).subarray(-3).toString('hex')).toBe('010203');
    expect(await ingest.readings('position')).toEqual([]);
    expect(await ingest.quarantined()).toEqual([]);
    expect(ingest.counters.encryptedMessages).toBe(4);
  });

  test('does not open the door', async ({ onTestFinished }) => {
    const ingest = await started(onTestFinished);
    const terminal = await Terminal.connect(ingest.tcpPort, PHONE);
    const sent = terminal.frame(0x0102, Uint8Array.of(1, 2), { encryption: 1 });
    expect((await terminal.ask(sent)).body.result).toBe(1);
    expect(ingest.counters.refusals.unauthenticated).toBe(1);
    expect(ingest.counters.sessionsOpen).toBe(0);
  });
});

describe.concurrent('two devices with one identity', () => {
  async function pair(
    onTestFinished: Finish,
    settings: Overrides = {},
    edition: '2013' | '2019' = '2013',
  ) {
    const ingest = await started(onTestFinished, settings);
    const first = await Terminal.connect(ingest.tcpPort, PHONE, edition);
    const code = await first.signOn();
    const comes = async (imei = '1') => {
      const terminal = await Terminal.connect(ingest.tcpPort, PHONE, edition);
      const answer = await terminal.ask(terminal.authentication(code, { imei }));
      return { terminal, result: answer.body.result };
    };
    return { ingest, first, comes };
  }

  test('push each other off the line: counted, and told once in the log', async ({
    onTestFinished,
  }) => {
    const { ingest, first, comes } = await pair(onTestFinished);
    await comes();
    await first.whenClosed();
    await comes();
    expect(ingest.counters.impersonations.takeovers).toBe(0);
    const { terminal } = await comes();
    await comes();
    await terminal.whenClosed();
    expect(ingest.counters.takeovers).toBe(4);
    expect(ingest.counters.impersonations).toEqual({ takeovers: 1, imei: 0 });
    await until(() => ingest.counters.held === 0);
    const events = (await ingest.readings('session')).filter(
      ({ body }) => body.kind === 'session' && body.reason === 'impersonated',
    );
    expect(events.map(({ deviceKey }) => deviceKey)).toEqual([deviceKeyOf(PHONE)]);
    expect(await ingest.metrics.metrics()).toContain(
      'tizheng_ingest_impersonations_total{evidence="takeovers"} 1',
    );
  });

  test('are found at once by another IMEI', async ({ onTestFinished }) => {
    const { ingest, comes } = await pair(onTestFinished, {}, '2019');
    await comes('860000000000002');
    expect(ingest.counters.impersonations).toEqual({ takeovers: 0, imei: 1 });
  });

  test('leave the line to who was there first, where the settings say so', async ({
    onTestFinished,
  }) => {
    const settings = { duplicateDevices: 'established' as const };
    const { ingest, first, comes } = await pair(onTestFinished, settings);
    const second = await comes();
    expect(second.result).toBe(1);
    await second.terminal.whenClosed();
    const third = await Terminal.connect(ingest.tcpPort, PHONE);
    expect((await third.ask(third.registration())).body).toMatchObject({ result: 3 });
    expect(ingest.counters.closes.impersonation).toBe(1);
    expect(ingest.counters.refusals.impersonation).toBe(2);
    expect((await first.ask(first.location())).body.result).toBe(0);
    expect(ingest.counters.takeovers).toBe(0);
  });

  test('are not seen in a device that comes back after its link fell silent', async ({
    onTestFinished,
  }) => {
    const settings = { duplicateAliveMs: 1, duplicateDevices: 'established' as const };
    const { ingest, first, comes } = await pair(onTestFinished, { ...settings, contestsMax: 1 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await comes()).result).toBe(0);
    await first.whenClosed();
    expect(ingest.counters.impersonations).toEqual({ takeovers: 0, imei: 0 });
  });
});

describe.concurrent('registration', () => {
  const known = '13400000001';
  async function at(onTestFinished: Finish, policy: NonNullable<Overrides['registration']>) {
    const log = await openTopics();
    await importRegistry(log, registry(), { pseudonymKey: SECRETS.pseudonymKey, nowMs: 1 });
    const ingest = await started(onTestFinished, { registration: policy }, log);
    const registers = async (phone: string, plateNumber: string, plateColor = 2) => {
      const terminal = await Terminal.connect(ingest.tcpPort, phone);
      const answer = await terminal.ask(terminal.registration({ plateNumber, plateColor }));
      return answer.body.result;
    };
    return { ingest, registers };
  }

  test('open: whoever comes', async ({ onTestFinished }) => {
    const { registers } = await at(onTestFinished, 'open');
    expect(await registers('13999999999', '粤B99999')).toBe(0);
  });

  test('known: devices of the registry only', async ({ onTestFinished }) => {
    const { ingest, registers } = await at(onTestFinished, 'known');
    expect(await registers(known, '粤B99999')).toBe(0);
    expect(await registers('13999999999', '粤B99999')).toBe(4);
    expect(ingest.counters.refusals['unknown-device']).toBe(1);
  });

  test('vehicle-matched: with the plate and colour of their vehicle', async ({
    onTestFinished,
  }) => {
    const { ingest, registers } = await at(onTestFinished, 'vehicle-matched');
    expect(await registers(known, '粤B00001')).toBe(0);
    expect(await registers(known, '粤B00001', 1)).toBe(2);
    expect(await registers(known, '粤B00002')).toBe(2);
    expect(await registers('13999999999', '粤B00001')).toBe(4);
    expect(ingest.counters.refusals['vehicle-mismatch']).toBe(2);
  });
});

describe.concurrent('one address', () => {
  test('may not try the codes of many devices', async ({ onTestFinished }) => {
    const ingest = await started(onTestFinished, { authenticationFailuresPerAddressMax: 3 });
    for (let i = 0; i < 3; i++) {
      const terminal = await Terminal.connect(ingest.tcpPort, `1390000100${i}`);
      expect((await terminal.ask(terminal.authentication('guess'))).body.result).toBe(1);
    }
    const next = await Terminal.connect(ingest.tcpPort, '13900001009');
    const code = (await next.ask(next.registration())).body.authCode as string;
    expect((await next.ask(next.authentication(code))).body.result).toBe(1);
    await next.whenClosed();
    expect(ingest.counters.closes['authentication-failures']).toBe(1);
  });

  test('may not open connections faster than its share', async ({ onTestFinished }) => {
    const ingest = await started(onTestFinished, { connectsPerAddressPerSecondMax: 0.1 });
    const sockets = Array.from({ length: 7 }, () => connect(ingest.tcpPort, '127.0.0.1'));
    const elsewhere = connect({
      port: ingest.tcpPort,
      host: '127.0.0.1',
      localAddress: '127.0.0.9',
    });
    for (const socket of [...sockets, elsewhere]) socket.on('error', () => {});
    await until(() => ingest.counters.connectionsOpened === 8);
    // A bucket of one, which may be overdrawn by one; the other address has its own.
    const refused = ingest.counters.closes['address-rate'];
    expect(refused).toBeGreaterThanOrEqual(5);
    expect(refused).toBeLessThanOrEqual(6);
    expect(ingest.counters.connectionsOpen).toBe(8 - refused);
    for (const socket of [...sockets, elsewhere]) socket.destroy();
    await until(() => ingest.counters.connectionsOpen === 0);
  });

  test('is not answered when it floods with the datagrams of strangers', async ({
    onTestFinished,
  }) => {
    const ingest = await started(onTestFinished, { strangerDatagramsPerSecondMax: 0.2 });
    const terminal = await UdpTerminal.open(ingest.udpPort!, PHONE);
    const code = (await terminal.ask(terminal.registration())).body.authCode as string;
    expect((await terminal.ask(terminal.authentication(code))).body.result).toBe(0);
    const stranger = await UdpTerminal.open(ingest.udpPort!, '13700000009');
    for (let i = 0; i < 9; i++) stranger.send(stranger.location());
    await until(() => ingest.counters.datagrams === 11);
    const dropped = ingest.counters.strangerDatagramsDropped;
    expect(dropped).toBeGreaterThanOrEqual(8);
    await until(() => stranger.answers.length === 9 - dropped);
    expect((await terminal.ask(terminal.location())).body.result).toBe(0);
    terminal.socket.close();
    stranger.socket.close();
  });
});

test.concurrent('a peer that reads nothing keeps no descriptor once it is closed', async ({
  onTestFinished,
}) => {
  const ingest = await started(onTestFinished, {
    answerBytesMax: 1_024,
    rateMessagesPerSecond: 0,
  });
  const terminal = await Terminal.connect(ingest.tcpPort, PHONE);
  await terminal.signOn();
  terminal.socket.pause();
  const beats = Buffer.concat(
    Array.from({ length: 2_000 }, () => terminal.frame(0x0002, new Uint8Array())),
  );
  const sending = setInterval(() => terminal.socket.write(beats), 5);
  await until(() => ingest.counters.closes['answers-unread'] === 1, 30_000);
  clearInterval(sending);
  expect(ingest.counters.connectionsOpen).toBe(0);
  // It is not read from, and yet the port closes: nothing of it is held.
  await ingest.stop();
  terminal.socket.destroy();
});
