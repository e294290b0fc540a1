import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { subjectKeyOf } from '#core/identity.ts';
import { driverIdentity } from '#ingest/protocols/jt808/messages/driver-identity.ts';
import { type Harness, SECRETS, startHarness } from './harness.ts';
import { locationBody, Terminal, until } from './terminal.ts';

let ingest: Harness;
let terminal: Terminal;
let seen = 0;

async function begin(settings: Parameters<typeof startHarness>[0] = {}): Promise<void> {
  ingest = await startHarness(settings);
  terminal = await Terminal.connect(ingest.tcpPort, '13600000001');
  await terminal.signOn();
  seen = terminal.answers.length;
}
/** Answers since the last look. */
const fresh = () => terminal.answers.slice(seen);
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

afterEach(async () => {
  await ingest.stop();
  expect(ingest.frameBalance()).toBe(0);
});

describe('a message', () => {
  beforeEach(() => begin());

  test('the product does not interpret is kept for its bytes and acknowledged', async () => {
    const answer = await terminal.ask(terminal.frame(0x0900, Buffer.from([0xf0, 1, 2, 3])));
    expect(answer.body).toMatchObject({ replyId: '0x0900', result: 0 });
    const [other] = await ingest.readings('other');
    expect(other?.body).toEqual({ kind: 'other', messageId: 0x0900 });
    expect(Buffer.from(other!.raw).subarray(12).toString('hex')).toBe('f0010203');
  });

  test('with an unknown id is recorded, answered with result 3, and the connection stays', async () => {
    const answer = await terminal.ask(terminal.frame(0x0f0f, Buffer.from('hello')));
    expect(answer.body).toMatchObject({ replyId: '0x0f0f', result: 3 });
    expect((await ingest.readings('other'))[0]?.body).toEqual({ kind: 'other', messageId: 0x0f0f });
    expect((await terminal.ask(terminal.location())).body.result).toBe(0);
    expect(ingest.counters.refusals['not-supported']).toBe(1);
  });

  test('with an encrypted body is kept raw and acknowledged', async () => {
    const answer = await terminal.ask(
      terminal.frame(0x0200, Buffer.alloc(40, 0x5a), { encryption: 1 }),
    );
    expect(answer.body).toMatchObject({ replyId: '0x0200', result: 0 });
    const [other] = await ingest.readings('other');
    expect(other?.body).toEqual({ kind: 'other', messageId: 0x0200, encrypted: true });
    expect(await ingest.readings('position')).toEqual([]);
  });

  test('with an unreadable body goes to quarantine and is answered with result 2', async () => {
    const short = await terminal.ask(terminal.frame(0x0200, Buffer.alloc(20)));
    expect(short.body).toMatchObject({ replyId: '0x0200', result: 2 });
    const batch = await terminal.ask(terminal.frame(0x0704, Buffer.from([0, 5, 0, 9])));
    expect(batch.body).toMatchObject({ replyId: '0x0704', result: 2 });
    await until(() => ingest.counters.outcomes.quarantined === 2);
    const quarantined = await ingest.quarantined();
    expect(quarantined.map((q) => q.faultCode)).toEqual(['BODY_TRUNCATED', 'BODY_INVALID']);
    expect(quarantined[0]!.raw.length).toBe(32);
    expect((await terminal.ask(terminal.location())).body.result).toBe(0);
  });

  test('that is itself an answer is recorded and not answered', async () => {
    terminal.send(
      terminal.frame(0x0001, Buffer.from([0, 1, 0x83, 0, 0])),
      terminal.frame(0x0104, Buffer.from([0, 1, 0])),
    );
    await until(() => ingest.counters.outcomes.unanswered === 2);
    await pause(20);
    expect(fresh()).toEqual([]);
    expect((await ingest.readings('other')).map((r) => r.body)).toEqual([
      { kind: 'other', messageId: 0x0001 },
      { kind: 'other', messageId: 0x0104 },
    ]);
  });

  test('of a driver card names the driver by pseudonym', async () => {
    const signedIn = terminal.message(driverIdentity, {
      status: 1,
      time: '2026-11-21T08:00:00+08:00',
      icReadResult: 0,
      driverName: '张三',
      certificateNo: '440300199001010011',
      issuingAgency: '深圳',
      certificateExpiry: '2030-01-01',
    });
    expect((await terminal.ask(signedIn)).body).toMatchObject({ replyId: '0x0702', result: 0 });
    const [card] = await ingest.readings('driverCard');
    expect(card?.body).toMatchObject({
      driverCard: {
        onDuty: true,
        driverKey: subjectKeyOf(SECRETS.pseudonymKey, 'driver', '440300199001010011'),
        eventTimeMs: Date.parse('2026-11-21T08:00:00+08:00'),
      },
    });
  });
});

describe('a sub-packaged message', () => {
  const seconds = [10, 11, 12, 13, 14];
  const body = Buffer.concat([
    Buffer.from([0, seconds.length, 0]),
    ...seconds.map((second) => Buffer.concat([Buffer.from([0, 28]), locationBody(second)])),
  ]);
  const packets = [body.subarray(0, 50), body.subarray(50, 100), body.subarray(100)];
  const packet = (number: number) =>
    terminal.frame(0x0704, packets[number - 1]!, {
      serial: 100 + number,
      packetTotal: 3,
      packetNumber: number,
    });

  test('is put together in any order, every packet recorded and acknowledged', async () => {
    await begin();
    for (const number of [2, 1, 1, 3]) {
      expect((await terminal.ask(packet(number))).body).toMatchObject({
        replyId: '0x0704',
        replySerial: 100 + number,
        result: 0,
      });
    }
    const positions = await ingest.readings('position');
    expect(positions.length).toBe(5);
    expect(positions.map((p) => p.serial)).toEqual(new Array(5).fill(101));
    // The packets as they came: durable before each was acknowledged.
    expect((await ingest.readings('other')).length).toBe(3);
    // A packet sent again after the end is answered and opens nothing.
    expect((await terminal.ask(packet(3))).body.result).toBe(0);
    expect(ingest.counters.resends).toBe(2);
  });

  test('is asked for again when a packet is missing, and given up in the end', async () => {
    await begin({ subPackageAskMs: 300, subPackageAsksMax: 1, subPackageSilentMs: 3_000 });
    await terminal.ask(packet(1));
    await terminal.ask(packet(3));
    seen = terminal.answers.length;
    await until(() => fresh().length === 1);
    expect(fresh()[0]).toMatchObject({
      messageId: 0x8003,
      body: { originalSerial: 101, packetIds: [2] },
    });
    await terminal.ask(packet(2));
    expect((await ingest.readings('position')).length).toBe(5);

    await terminal.ask(
      terminal.frame(0x0704, packets[0]!, { serial: 200, packetTotal: 2, packetNumber: 1 }),
    );
    terminal.socket.destroy();
    await until(() => ingest.counters.subPackageSetsGivenUp === 1);
  });

  test('is bounded', async () => {
    await begin({ subPackageBytesMax: 1_024, rateMessagesPerSecond: 0 });
    const results: unknown[] = [];
    for (let number = 1; number <= 4; number++) {
      const frame = terminal.frame(0x0801, Buffer.alloc(300), {
        serial: number,
        packetTotal: 10,
        packetNumber: number,
      });
      results.push((await terminal.ask(frame)).body.result);
    }
    expect(results).toEqual([0, 0, 1, 1]);
    const wrong = terminal.frame(0x0801, Buffer.alloc(3), {
      serial: 50,
      packetTotal: 2,
      packetNumber: 9,
    });
    expect((await terminal.ask(wrong)).body.result).toBe(2);
    expect(ingest.counters.refusals['sub-package-bound']).toBe(3);
  });

  test('whose whole cannot be read goes to quarantine', async () => {
    await begin();
    const part = (number: number) =>
      terminal.frame(0x0704, Buffer.from([0]), {
        serial: number,
        packetTotal: 2,
        packetNumber: number,
      });
    expect((await terminal.ask(part(1))).body.result).toBe(0);
    expect((await terminal.ask(part(2))).body.result).toBe(2);
    await until(() => ingest.counters.outcomes.quarantined === 1);
    expect((await ingest.quarantined())[0]?.faultCode).toBe('BODY_INVALID');
  });
});

test('any body of any message is answered or quarantined, and the next good frame is taken', async () => {
  await begin({ rateMessagesPerSecond: 0, quarantinePerSourcePerMinute: 1_000_000 });
  let state = 42;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const ids = [0x0200, 0x0200, 0x0704, 0x0702, 0x0100, 0x0002, 0x0801, 0x0f00, 0x0001];
  const extremes = [0x00, 0xff, 0x7e, 0x7d, 0x80];
  const frames = Array.from({ length: 6_000 }, () => {
    const body = Buffer.alloc(random(3) === 0 ? random(1_023) : random(90));
    for (let k = 0; k < body.length; k++) {
      body[k] = random(3) === 0 ? extremes[random(5)]! : random(256);
    }
    const split = random(10) === 0 ? { packetTotal: random(4), packetNumber: random(5) } : {};
    const encryption = random(20) === 0 ? random(8) : 0;
    return terminal.frame(ids[random(ids.length)]!, body, { encryption, ...split });
  });
  for (let at = 0; at < frames.length; at += 50) terminal.send(...frames.slice(at, at + 50));
  await until(() => ingest.counters.frames === 6_002 && ingest.counters.held === 0, 15_000);
  expect(terminal.closed).toBe(false);
  const { outcomes } = ingest.counters;
  for (const outcome of ['acknowledged', 'refused', 'quarantined', 'unanswered'] as const) {
    expect(outcomes[outcome], outcome).toBeGreaterThan(50);
  }
  expect((await terminal.ask(terminal.location())).body.result).toBe(0);
});
