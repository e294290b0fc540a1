/** Goal: an answer means durable. Method: a log that waits, fails and refuses on command. */
import { afterEach, describe, expect, test } from 'vitest';
import { TizhengError } from '#core/errors.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeReading } from '#proto/codec/reading.ts';
import { type Harness, openTopics, startHarness } from './harness.ts';
import { locationBody, Terminal, until } from './terminal.ts';

let ingest: Harness;
afterEach(async () => {
  ingest.log.before = async () => {};
  await ingest.stop();
  expect(ingest.frameBalance()).toBe(0);
});

async function signedOn(phone = '13700000001'): Promise<Terminal> {
  const terminal = await Terminal.connect(ingest.tcpPort, phone);
  await terminal.signOn();
  return terminal;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const full = () => new TizhengError('LOG_DISK_FULL', 'log', 'The disk is full.');
const gone = () => new TizhengError('LOG_CLOSED', 'log', 'The log is closed.');

function batchOf(seconds: number[], type: number): Uint8Array {
  const items = seconds.map((second) =>
    Buffer.concat([Buffer.from([0, 28]), locationBody(second)]),
  );
  return Buffer.concat([Buffer.from([0, seconds.length, type]), ...items]);
}

describe('an answer', () => {
  test('waits for the append', async () => {
    ingest = await startHarness();
    const terminal = await signedOn();
    const before = terminal.answers.length;
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    ingest.log.before = () => held;
    terminal.send(
      terminal.location(),
      terminal.frame(0x0002),
      terminal.frame(0x0900, Buffer.of(1)),
    );
    await until(() => ingest.counters.held === 3);
    await pause(50);
    expect(terminal.answers.length).toBe(before);
    expect(await ingest.readings('position')).toEqual([]);
    release();
    await terminal.waitFor(before + 3);
    expect(terminal.answers.slice(before).map((a) => a.body.replyId)).toEqual([
      '0x0200',
      '0x0002',
      '0x0900',
    ]);
  });

  test('to a registration waits as well', async () => {
    ingest = await startHarness();
    let appended = false;
    ingest.log.before = async () => {
      await pause(60);
      appended = true;
    };
    const terminal = await Terminal.connect(ingest.tcpPort, '13700000002');
    const answer = await terminal.ask(terminal.registration());
    expect(answer.messageId).toBe(0x8100);
    expect(appended).toBe(true);
  });

  test('of a batch is one, when all its items are durable', async () => {
    ingest = await startHarness({ appendRecordsMax: 2 });
    const terminal = await signedOn();
    const before = terminal.answers.length;
    let durableAtAnswer = -1;
    terminal.socket.on('data', () => {
      durableAtAnswer = ingest.counters.records;
    });
    const recordsBefore = ingest.counters.records;
    ingest.log.before = () => pause(15);
    terminal.send(terminal.frame(0x0704, batchOf([0, 1, 2, 3, 4, 5, 6], 1)));
    await terminal.waitFor(before + 1);
    await pause(50);
    expect(terminal.answers.length).toBe(before + 1);
    expect(terminal.answers[before]?.body).toMatchObject({ replyId: '0x0704', result: 0 });
    expect(durableAtAnswer - recordsBefore).toBeGreaterThanOrEqual(7);
    const positions = await ingest.readings('position');
    expect(positions.map((p) => p.body.kind === 'position' && p.body.position.backlog)).toEqual(
      new Array(7).fill(true),
    );
    expect(positions.map((p) => p.raw.length)).toEqual(new Array(7).fill(28));
  });

  test('comes in one write for many frames of one socket', async () => {
    ingest = await startHarness();
    const terminal = await signedOn();
    const before = terminal.answers.length;
    let segments = 0;
    terminal.socket.on('data', () => segments++);
    ingest.log.before = () => pause(30);
    const frames = Array.from({ length: 100 }, (_, i) => terminal.location({ fixSecond: i }));
    terminal.send(...frames);
    await terminal.waitFor(before + 100);
    expect(segments).toBeLessThan(10);
    expect(terminal.answers.slice(before).map((a) => a.body.replySerial)).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 2),
    );
  });
});

describe('when the log fails', () => {
  test('for a while: nothing is answered early, nothing twice, nothing is lost, order is kept', async () => {
    ingest = await startHarness();
    const terminal = await signedOn();
    const before = terminal.answers.length;
    let failures = 5;
    ingest.log.before = async () => {
      if (failures-- > 0) throw full();
    };
    terminal.send(...[0, 1, 2].map((second) => terminal.location({ fixSecond: second })));
    await until(() => ingest.counters.appendFailures >= 2);
    terminal.send(...[3, 4].map((second) => terminal.location({ fixSecond: second })));
    expect(terminal.answers.length).toBe(before);
    await terminal.waitFor(before + 5);
    await pause(30);
    expect(terminal.answers.length).toBe(before + 5);
    const positions = await ingest.readings('position');
    expect(positions.map((p) => p.serial)).toEqual([2, 3, 4, 5, 6]);
  });

  test('for good: nobody is answered and every link concerned is closed', async () => {
    ingest = await startHarness();
    const terminal = await signedOn();
    const before = terminal.answers.length;
    ingest.log.before = async () => {
      throw gone();
    };
    terminal.send(terminal.location(), terminal.frame(0x0002));
    await terminal.whenClosed();
    expect(terminal.answers.length).toBe(before);
    expect(ingest.counters.outcomes.unpublished).toBe(2);
    expect(ingest.counters.closes['log-failed']).toBe(1);
  });

  test('for good in the middle of a batch: the batch is not answered', async () => {
    ingest = await startHarness({ appendRecordsMax: 2 });
    const terminal = await signedOn();
    const before = terminal.answers.length;
    let appends = 0;
    ingest.log.before = async (_partition, records) => {
      // One of the batch's records at least; a tick may come before it.
      if (records.some(({ value }) => decodeReading(value).body.kind === 'position')) appends++;
      if (appends === 1) throw gone();
    };
    terminal.send(terminal.frame(0x0704, batchOf([0, 1, 2, 3, 4, 5, 6], 1)));
    await terminal.whenClosed();
    await pause(50);
    expect(terminal.answers.length).toBe(before);
    expect(await ingest.readings('position')).toEqual([]);
  });

  test('at random under load: whatever was answered is in the log', async () => {
    ingest = await startHarness();
    const terminals = await Promise.all(
      Array.from({ length: 12 }, (_, i) => signedOn(`1371000${String(i).padStart(4, '0')}`)),
    );
    let draws = 0;
    let refusedForGood = 0;
    ingest.log.before = async () => {
      draws++;
      // A fixed pattern of delays and failures instead of chance.
      if (draws % 7 === 0) await pause(draws % 5);
      if (draws % 11 === 0) throw full();
      if (draws % 53 === 0) {
        refusedForGood++;
        throw gone();
      }
    };
    for (let round = 0; round < 40; round++) {
      for (const t of terminals) if (!t.closed) t.send(t.location({ fixSecond: round }));
      await pause(2);
    }
    await until(() => ingest.counters.held === 0);
    await pause(50);
    ingest.log.before = async () => {};
    const logged = new Set(
      (await ingest.readings('position')).map((r) => `${r.deviceKey} ${r.serial}`),
    );
    let answered = 0;
    for (const terminal of terminals) {
      const deviceKey = (await import('./harness.ts')).deviceKeyOf(terminal.phone.slice(1));
      for (const { body } of terminal.answers) {
        if (body.replyId !== '0x0200') continue;
        answered++;
        expect(body.result).toBe(0);
        expect(logged.has(`${deviceKey} ${body.replySerial}`)).toBe(true);
      }
    }
    expect(answered).toBeGreaterThan(100);
    expect(refusedForGood).toBeGreaterThan(0);
  });
});

describe('when the log lags', () => {
  test('sockets are paused at the bound, nothing is dropped, reading resumes', async () => {
    ingest = await startHarness({ unackedRecordsMax: 50, rateMessagesPerSecond: 0 });
    const terminal = await signedOn();
    const before = terminal.answers.length;
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    ingest.log.before = () => held;
    const total = 6_000;
    for (let i = 0; i < total; i++) terminal.send(terminal.location({ fixSecond: i }));
    await until(() => ingest.counters.pauses > 0);
    await pause(100);
    const frames = ingest.counters.frames;
    await pause(100);
    expect(ingest.counters.frames).toBe(frames);
    expect(frames).toBeLessThan(total);
    release();
    await terminal.waitFor(before + total);
    expect((await ingest.readings('position')).length).toBe(total);
    expect(new Set(terminal.answers.slice(before).map((a) => a.body.replySerial)).size).toBe(total);
  });

  test('by its age, or by the word of the operator', async () => {
    let pressed = false;
    ingest = await startHarness({ appendLagMsMax: 100 }, { pressure: () => pressed });
    const terminal = await signedOn();
    ingest.log.before = () => pause(300);
    terminal.send(terminal.location());
    await pause(150);
    terminal.send(terminal.location({ fixSecond: 1 }));
    await until(() => ingest.counters.pauses === 1);
    await until(() => ingest.counters.held === 0);
    ingest.log.before = async () => {};
    pressed = true;
    await pause(1_100);
    const before = terminal.answers.length;
    terminal.send(terminal.location({ fixSecond: 2 }));
    await until(() => ingest.counters.pauses === 2);
    terminal.send(terminal.location({ fixSecond: 3 }));
    await pause(100);
    expect(terminal.answers.length).toBe(before + 1);
    pressed = false;
    await terminal.waitFor(before + 2);
  });
});

describe('a resent message', () => {
  test('is answered again and not appended twice', async () => {
    ingest = await startHarness();
    const terminal = await signedOn();
    const frame = terminal.location({ serial: 500 });
    const batch = terminal.frame(0x0704, batchOf([1, 2], 0), { serial: 501 });
    for (const sent of [frame, frame, batch, batch, frame]) {
      expect((await terminal.ask(sent)).body.result).toBe(0);
    }
    expect(ingest.counters.resends).toBe(3);
    expect((await ingest.readings('position')).length).toBe(3);
    // Same bytes under another serial are another message.
    await terminal.ask(terminal.location({ serial: 502 }));
    expect((await ingest.readings('position')).length).toBe(4);
  });

  test('is not answered from memory while the first is not durable', async () => {
    ingest = await startHarness();
    const terminal = await signedOn();
    const before = terminal.answers.length;
    const frame = terminal.location({ serial: 500 });
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    ingest.log.before = () => held;
    terminal.send(frame);
    await until(() => ingest.counters.held === 1);
    terminal.send(frame);
    await pause(50);
    expect(terminal.answers.length).toBe(before);
    release();
    await terminal.waitFor(before + 2);
  });
});

test('stopping answers what was read and records who went', async () => {
  const log = await openTopics();
  ingest = await startHarness({}, { log });
  const terminal = await signedOn();
  const before = terminal.answers.length;
  log.before = () => pause(40);
  terminal.send(...[0, 1, 2].map((second) => terminal.location({ fixSecond: second })));
  await until(() => ingest.counters.held === 3);
  await ingest.stop();
  await terminal.whenClosed();
  expect(terminal.answers.length).toBe(before + 3);
  const last = (await ingest.readings('session')).at(-1);
  expect(last?.body).toEqual({ kind: 'session', online: false, reason: 'stopped' });
});

test('ticks come once a second to every partition, in line with the readings', async () => {
  ingest = await startHarness();
  await until(() => ingest.counters.ticks >= 8);
  const ticks = await ingest.readings('tick');
  for (let partition = 0; partition < 4; partition++) {
    const times = ticks.filter((t) => t.partition === partition).map((t) => t.receivedTimeMs);
    expect(times.length).toBeGreaterThanOrEqual(1);
  }
  const records = (
    await ingest.log.read(TOPICS.reports, 0, 0, { maxRecords: 10, maxBytes: 1e6, waitMs: 0 })
  ).records;
  const times = records.map(({ value }) => {
    const { body } = decodeReading(value);
    return body.kind === 'tick' ? body.timeMs : -1;
  });
  expect(times.every((time) => time % 1_000 === 0)).toBe(true);
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
});
