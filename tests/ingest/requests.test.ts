import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { linkCheck, locationQuery } from '#ingest/protocols/jt808/messages/empty.ts';
import { terminalAck } from '#ingest/protocols/jt808/messages/general-ack.ts';
import { terminalPacketRequest } from '#ingest/protocols/jt808/messages/packet-request.ts';
import { textMessage } from '#ingest/protocols/jt808/messages/text-message.ts';
import { answerWaitMs } from '#ingest/requests.ts';
import { type Harness, startHarness } from './harness.ts';
import { locationBody, Terminal, until } from './terminal.ts';

let ingest: Harness;
beforeAll(async () => {
  ingest = await startHarness();
});
afterAll(async () => {
  await ingest.stop();
  expect(ingest.frameBalance()).toBe(0);
});

async function online(phone: string, edition: '2011' | '2013' | '2019' = '2013') {
  const terminal = await Terminal.connect(ingest.tcpPort, phone, edition);
  await terminal.signOn();
  const session = ingest.sessions.get(phone)!;
  return { terminal, session, downs: () => terminal.answers.filter(isDown) };
}
const isDown = ({ messageId }: { messageId: number }) =>
  messageId !== 0x8001 && messageId !== 0x8100;

function ack(terminal: Terminal, serial: number, messageId: number, result = 0): void {
  const replyId = `0x${messageId.toString(16).padStart(4, '0')}`;
  terminal.send(terminal.message(terminalAck, { replySerial: serial, replyId, result }));
}
const longText = { flag: 8, textType: 1, text: '慢'.repeat(2_000) };

describe('a message of the platform', () => {
  test('is answered by serial and id; strangers, late and doubled answers change nothing', async () => {
    const { terminal, session, downs } = await online('13900000001', '2019');
    const asked = ingest.requests.ask(session, linkCheck, {});
    await until(() => downs().length === 1);
    const { serial } = downs()[0]!;
    ack(terminal, serial, 0x8300);
    ack(terminal, serial + 1, 0x8204);
    ack(terminal, serial, 0x8204, 3);
    expect(await asked).toEqual({ kind: 'acknowledged', result: 3 });
    ack(terminal, serial, 0x8204);
    await until(() => ingest.counters.deviceReplies.unmatched === 3);
    expect(session.requests).toBeNull();
  });

  test('waits for its own answer after a general one, and takes it with or without', async () => {
    const { terminal, session, downs } = await online('13900000002');
    const asked = ingest.requests.ask(session, locationQuery, {}, { answers: [0x0201] });
    await until(() => downs().length === 1);
    const { serial } = downs()[0]!;
    ack(terminal, serial, 0x8201);
    const body = new BodyWriter();
    body.u16(serial);
    body.raw(locationBody(3));
    terminal.send(terminal.frame(0x0201, body.finish()));
    expect(await asked).toMatchObject({
      kind: 'answered',
      messageId: 0x0201,
      fields: { latitudeDeg: 22.5, replySerial: serial },
    });
    // Terminals of 2011 name no serial.
    const old = await online('13900000003', '2011');
    const again = ingest.requests.ask(old.session, locationQuery, {}, { answers: [0x0201] });
    await until(() => old.downs().length === 1);
    old.terminal.send(old.terminal.frame(0x0201, locationBody(4)));
    expect(await again).toMatchObject({ kind: 'answered', fields: { latitudeDeg: 22.5 } });
  });

  test('is sent again with the same serial, and given up', async () => {
    const { session, downs } = await online('13900000004');
    const asked = ingest.requests.ask(session, locationQuery, {}, { waitMs: 20, resends: 1 });
    expect(await asked).toEqual({ kind: 'silent' });
    await until(() => downs().length === 2);
    expect(new Set(downs().map(({ serial }) => serial)).size).toBe(1);
    expect([1, 2, 3, 4].map((n) => answerWaitMs(10, n))).toEqual([10, 20, 60, 240]);
  });

  test('ends with the session, also when the device comes back elsewhere', async () => {
    const { terminal, session } = await online('13900000005');
    const asked = ingest.requests.ask(session, locationQuery, {});
    terminal.socket.destroy();
    expect(await asked).toEqual({ kind: 'session-lost' });
    const second = await online('13900000005');
    const overtaken = ingest.requests.ask(second.session, locationQuery, {});
    await online('13900000005');
    expect(await overtaken).toEqual({ kind: 'session-lost' });
  });
});

describe('a long message', () => {
  test('goes in packets with serials in a row; lost ones are sent again as asked', async () => {
    const { terminal, session } = await online('13900000006', '2019');
    const frames: number[] = [];
    const packets = new Map<number, { serial: number; body: string }>();
    terminal.onFrame = ({ messageId, packetNumber, packetTotal, serial }, body) => {
      if (messageId !== 0x8300) return;
      expect(packetTotal).toBe(5);
      frames.push(packetNumber);
      packets.set(packetNumber, { serial, body: Buffer.from(body).toString('hex') });
    };
    const asked = ingest.requests.ask(session, textMessage, longText, { waitMs: 60_000 });
    await until(() => frames.length === 5);
    expect(frames).toEqual([1, 2, 3, 4, 5]);
    const first = packets.get(1)!.serial;
    expect([...packets.values()].map(({ serial }) => serial - first)).toEqual([0, 1, 2, 3, 4]);
    const sent = new Map(packets);

    const wish = { originalSerial: first, packetIds: [2, 4, 9] };
    terminal.send(terminal.message(terminalPacketRequest, wish));
    await until(() => frames.length === 7);
    expect(frames.slice(5)).toEqual([2, 4]);
    expect(packets).toEqual(sent);
    const whole = [1, 2, 3, 4, 5].map((k) => packets.get(k)!.body).join('');
    const writer = new BodyWriter();
    textMessage.encode(writer, longText, '2019');
    expect(whole).toBe(Buffer.from(writer.finish()).toString('hex'));
    ack(terminal, first + 4, 0x8300);
    expect(await asked).toEqual({ kind: 'acknowledged', result: 0 });
  });

  test('acknowledged packet by packet waits for all, and repeats only what is missing', async () => {
    const { terminal, session } = await online('13900000007');
    const frames: [number, number][] = [];
    terminal.onFrame = ({ messageId, packetNumber, serial }) => {
      if (messageId === 0x8300) frames.push([packetNumber, serial]);
    };
    const asked = ingest.requests.ask(session, textMessage, longText, { waitMs: 150 });
    await until(() => frames.length === 5);
    for (const [number, serial] of frames) if (number !== 3) ack(terminal, serial, 0x8300);
    await until(() => frames.length === 6);
    expect(frames[5]).toEqual(frames[2]);
    ack(terminal, frames[5]![1], 0x8300);
    expect(await asked).toEqual({ kind: 'acknowledged', result: 0 });
  });

  test('is refused when nobody could count its packets; too many at once as well', async () => {
    const { session } = await online('13900000008');
    const tooLong = { messageId: 0x8300, body: new Uint8Array(32_768_001), answers: [] };
    const nobody = { onReceived() {}, onSilence() {}, onEnd() {} };
    expect(ingest.requests.begin(session, tooLong, nobody)).toBeNull();
    const asked = Array.from({ length: 17 }, () => ingest.requests.ask(session, locationQuery, {}));
    expect(await asked.at(-1)).toEqual({ kind: 'refused' });
    session.link.close('stopped');
    for (const one of asked.slice(0, 16)) expect((await one).kind).toBe('session-lost');
  });
});

test('answers are counted', async () => {
  const registry = new Registry();
  ingest.counters.register(registry);
  expect(await registry.metrics()).toContain(
    'tizheng_ingest_device_replies_total{outcome="unmatched"} 3',
  );
});
