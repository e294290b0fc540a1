/** Commands from the log to real connections and back: order, silence, offline, two gateways, wrong answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '#core/command.ts';
import { TOPICS } from '#core/topics.ts';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { shootReply } from '#ingest/protocols/jt808/messages/shoot-reply.ts';
import { decodeCommandResult, encodeCommandResult } from '#proto/codec/command.ts';
import {
  acknowledge,
  append,
  askDevice,
  downs,
  FINAL_STATES,
  finalOf,
  results,
  type Wish,
} from './command-desk.ts';
import { type FaultyLog, type Harness, openTopics, startHarness } from './harness.ts';
import { locationBody, Terminal, until } from './terminal.ts';

/** Longer than any pause of a busy machine: what is answered is answered in time. */
const PATIENT = { answerMs: 30_000 };
const QUICK = {
  answerMs: 60,
  resends: 1,
  dataMs: 120,
  dangerousKinds: ['control-vehicle' as const],
};
let log: FaultyLog;
let ingest: Harness;
/** A second gateway on the same log. */
let other: Harness;
/** A gateway that does not wait for long, on a log of its own. */
let quick: Harness;
beforeAll(async () => {
  log = await openTopics();
  ingest = await startHarness({ commands: PATIENT }, { log });
  other = await startHarness({ commands: PATIENT }, { log });
  quick = await startHarness({ commands: QUICK });
});
afterAll(async () => {
  // Exactly one final result each, also as records: whoever was not first kept silent.
  const ended = (await results(log)).filter(({ state }) => FINAL_STATES.includes(state));
  expect(new Set(ended.map(({ commandId }) => commandId)).size).toBe(ended.length);
  expect(ended.length).toBeGreaterThan(15);
  await Promise.all([ingest.stop(), other.stop(), quick.stop()]);
  expect(ingest.frameBalance()).toBe(0);
});

let phones = 13_700_000_000;
const newPhone = () => String(++phones);
async function online(
  phone: string,
  { edition = '2019', at = ingest }: { edition?: '2011' | '2013' | '2019'; at?: Harness } = {},
): Promise<Terminal> {
  const terminal = await Terminal.connect(at.tcpPort, phone, edition);
  await terminal.signOn();
  return terminal;
}
const text = (words: string, more: Partial<Wish> = {}): Wish => ({
  kind: 'text',
  args: { text: words },
  ...more,
});
const textsOf = (terminal: Terminal) => downs(terminal).map(({ body }) => body.text);

describe.concurrent('a command', () => {
  test('goes to the device that is there, and ends with its acknowledgement', async () => {
    const phone = newPhone();
    const terminal = await online(phone);
    const command = await askDevice(log, phone, text('前方团雾', { reason: '团雾预警' }));
    await until(() => downs(terminal).length === 1);
    const [down] = downs(terminal);
    expect(down?.body).toMatchObject({ flag: 0b1111, textType: 1, text: '前方团雾' });
    acknowledge(terminal, down!);
    expect(await finalOf(log, command)).toMatchObject({
      state: 'answered',
      attempt: 1,
      reason: null,
      reply: { messageId: '0x0001', result: 0, fields: null },
    });
    expect((await results(log, command.commandId)).map(({ state }) => state)).toEqual([
      'sent',
      'answered',
    ]);
    await until(() => ingest.commands.size === 0);
  });

  test('is told to each edition as it reads it', async () => {
    const phone = newPhone();
    const terminal = await online(phone, { edition: '2013' });
    const command = await askDevice(
      log,
      phone,
      text('减速', { args: { text: '减速', urgency: 'urgent' } }),
    );
    await until(() => downs(terminal).length === 1);
    expect(downs(terminal)[0]?.body).toEqual({ flag: 0b1101, text: '减速' });
    acknowledge(terminal, downs(terminal)[0]!);
    await finalOf(log, command);
    const young = await askDevice(log, phone, { kind: 'check-link' });
    expect(await finalOf(log, young)).toMatchObject({ state: 'failed', reason: 'not-in-edition' });
  });

  test('with an answer of its own ends with that answer, decoded', async () => {
    const phone = newPhone();
    const terminal = await online(phone);
    const command = await askDevice(log, phone, { kind: 'query-position' });
    await until(() => downs(terminal).length === 1);
    const { serial, messageId } = downs(terminal)[0]!;
    acknowledge(terminal, { serial, messageId });
    const body = new BodyWriter();
    body.u16(serial);
    body.raw(locationBody(7));
    terminal.send(terminal.frame(0x0201, body.finish()));
    const final = await finalOf(log, command);
    expect(final).toMatchObject({ state: 'answered', reply: { messageId: '0x0201' } });
    expect(final.reply?.fields).toMatchObject({ latitudeDeg: 22.5, longitudeDeg: 113.9 });
  });

  test.each([
    [1, 'refused'],
    [2, 'not-understood'],
    [3, 'not-supported'],
  ])('that the device answers with %i fails as %s', async (result, reason) => {
    const phone = newPhone();
    const terminal = await online(phone);
    const command = await askDevice(log, phone, text('x'));
    await until(() => downs(terminal).length === 1);
    acknowledge(terminal, downs(terminal)[0]!, result);
    expect(await finalOf(log, command)).toMatchObject({
      state: 'failed',
      reason,
      reply: { messageId: '0x0001', result },
    });
  });

  test('whose own answer tells of a failure has failed', async () => {
    const phone = newPhone();
    const terminal = await online(phone);
    const command = await askDevice(log, phone, {
      kind: 'shoot',
      args: { channel: 9, action: 'picture' },
    });
    await until(() => downs(terminal).length === 1);
    const { serial } = downs(terminal)[0]!;
    terminal.send(terminal.message(shootReply, { replySerial: serial, result: 2 }));
    expect(await finalOf(log, command)).toMatchObject({
      state: 'failed',
      reason: 'device-failed',
      reply: { messageId: '0x0805', result: 2 },
    });
  });

  test('that asks for data and is only acknowledged fails; one that does not is done', async () => {
    const phone = newPhone();
    const terminal = await online(phone, { at: quick });
    const query = await askDevice(quick.log, phone, { kind: 'query-parameters' });
    await until(() => downs(terminal).length === 1);
    acknowledge(terminal, downs(terminal)[0]!);
    expect(await finalOf(quick.log, query)).toMatchObject({ state: 'failed', reason: 'no-data' });
    const args = { channel: 1, action: 'picture' };
    const photo = await askDevice(quick.log, phone, { kind: 'shoot', args });
    await until(() => downs(terminal).length === 2);
    acknowledge(terminal, downs(terminal)[1]!);
    expect(await finalOf(quick.log, photo)).toMatchObject({ state: 'answered' });
  });

  test('that is not what its kind says, is not allowed, or has no package, never leaves', async () => {
    const phone = newPhone();
    const terminal = await online(phone);
    const wishes: [Wish, string][] = [
      [{ kind: 'text', args: { words: 'x' } }, 'not-encodable'],
      [{ kind: 'text', args: { text: '\u{20000}'.repeat(300) } }, 'not-encodable'],
      [{ kind: 'control-terminal', args: { action: 'reset' } }, 'not-allowed'],
      [
        {
          kind: 'set-parameters',
          args: { parameters: [{ id: '0x0013', value: 'elsewhere:1' }] },
        },
        'not-allowed',
      ],
      [
        { kind: 'set-parameters', args: { parameters: [{ id: '0x0055', value: 'fast' }] } },
        'not-encodable',
      ],
      [{ kind: 'upgrade', args: {} }, 'not-allowed'],
    ];
    for (const [wish, reason] of wishes) {
      const command = await askDevice(log, phone, wish);
      expect(await finalOf(log, command)).toMatchObject({ state: 'failed', reason, attempt: 0 });
    }
    expect(downs(terminal)).toEqual([]);
  });
});

describe.concurrent('order', () => {
  test('is that of the log, one at a time, urgent ones first', async () => {
    const phone = newPhone();
    const terminal = await online(phone);
    const commands: Command[] = [];
    for (const [words, priority] of [
      ['1', 'normal'],
      ['2', 'low'],
      ['3', 'normal'],
      ['4', 'urgent'],
      ['5', 'normal'],
    ] as const)
      commands.push(await askDevice(log, phone, text(words, { priority })));
    for (let k = 0; k < commands.length; k++) {
      await until(() => downs(terminal).length === k + 1);
      acknowledge(terminal, downs(terminal)[k]!);
    }
    for (const command of commands) await finalOf(log, command);
    expect(textsOf(terminal)).toEqual(['1', '4', '3', '5', '2']);
    const waited = (await results(log)).filter(
      ({ state, waitsFor }) => state === 'queued' && waitsFor === 'turn',
    );
    expect(waited.length).toBeGreaterThan(0);
  });
});

describe.concurrent('silence', () => {
  test('is met with the same serial again, and then with failure; a late answer changes nothing', async () => {
    const phone = newPhone();
    const terminal = await online(phone, { at: quick });
    const command = await askDevice(quick.log, phone, text('x'));
    const final = await finalOf(quick.log, command);
    expect(final).toMatchObject({ state: 'failed', reason: 'no-answer', attempt: 2 });
    expect(downs(terminal).length).toBe(2);
    expect(downs(terminal)[0]?.serial).toBe(downs(terminal)[1]?.serial);
    acknowledge(terminal, downs(terminal)[0]!);
    const next = await askDevice(quick.log, phone, text('y'));
    await until(() => downs(terminal).length === 3);
    acknowledge(terminal, downs(terminal)[2]!);
    acknowledge(terminal, downs(terminal)[2]!);
    expect(await finalOf(quick.log, next)).toMatchObject({ state: 'answered' });
    expect((await results(quick.log, command.commandId)).at(-1)).toEqual(final);
  });

  test('ends a command that goes out once after one attempt', async () => {
    const phone = newPhone();
    const terminal = await online(phone, { at: quick });
    const command = await askDevice(quick.log, phone, text('x', { repeat: 'once' }));
    expect(await finalOf(quick.log, command)).toMatchObject({ reason: 'no-answer', attempt: 1 });
    expect(downs(terminal).length).toBe(1);
  });
});

describe.concurrent('a device that is away', () => {
  test('gets what waits when it signs in, after it has heard that it is', async () => {
    const phone = newPhone();
    const command = await askDevice(log, phone, text('回场'));
    await untilAsync(async () => (await results(log, command.commandId)).length > 0);
    expect(await results(log, command.commandId)).toMatchObject([
      { state: 'queued', waitsFor: 'device', attempt: 0 },
    ]);
    const terminal = await online(phone);
    await until(() => downs(terminal).length === 1);
    expect(terminal.answers.findIndex(({ messageId }) => messageId === 0x8300)).toBe(2);
    acknowledge(terminal, downs(terminal)[0]!);
    expect(await finalOf(log, command)).toMatchObject({ state: 'answered' });
  });

  test('misses what has expired, exactly once for all gateways', async () => {
    const phone = newPhone();
    const command = await askDevice(log, phone, text('x', { lifeMs: 50 }));
    expect(await finalOf(log, command)).toMatchObject({ state: 'expired', attempt: 0 });
    const terminal = await online(phone);
    await terminal.ask(terminal.location());
    expect(downs(terminal)).toEqual([]);
  });

  test('misses what was taken back; what was sent cannot be', async () => {
    const phone = newPhone();
    const { commandId, deviceKey } = await askDevice(log, phone, text('x'));
    const cancel = (id: string) =>
      append(log, {
        record: 'cancellation',
        commandId: id,
        deviceKey,
        actor: 'admin',
        atMs: Date.now(),
      });
    await cancel(commandId);
    const terminal = await online(phone);
    expect(await finalOf(log, { commandId, repeat: 'once' } as Command)).toMatchObject({
      state: 'cancelled',
    });
    const second = await askDevice(log, phone, text('y'));
    await until(() => downs(terminal).length === 1);
    await cancel(second.commandId);
    acknowledge(terminal, downs(terminal)[0]!);
    expect(await finalOf(log, second)).toMatchObject({ state: 'answered' });
    expect(textsOf(terminal)).toEqual(['y']);
  });

  test('gets an unanswered command again on its next connection, but not one that goes out once', async () => {
    const phone = newPhone();
    const first = await online(phone);
    const again = await askDevice(log, phone, text('again'));
    await until(() => downs(first).length === 1);
    first.socket.destroy();
    const second = await online(phone);
    await until(() => downs(second).length === 1);
    acknowledge(second, downs(second)[0]!);
    expect(await finalOf(log, again)).toMatchObject({ state: 'answered', attempt: 2 });

    const once = await askDevice(log, phone, text('once', { repeat: 'once' }));
    await until(() => downs(second).length === 2);
    second.socket.destroy();
    expect(await finalOf(log, once)).toMatchObject({ reason: 'outcome-unknown', attempt: 1 });
    const third = await online(phone);
    await third.ask(third.location());
    expect(downs(third)).toEqual([]);
  });
});

describe.concurrent('several gateways', () => {
  test('send from where the device is, and take over when it moves', async () => {
    const phone = newPhone();
    const there = await online(phone, { at: other });
    const command = await askDevice(log, phone, text('x'));
    await until(() => downs(there).length === 1);
    // The device moves; the first gateway does not notice that its connection is dead.
    const here = await online(phone);
    await until(() => downs(here).length === 1);
    acknowledge(here, downs(here)[0]!);
    const final = await finalOf(log, command);
    expect(final).toMatchObject({ state: 'answered', attempt: 2 });
    const next = await askDevice(log, phone, text('y'));
    await until(() => downs(here).length === 2);
    acknowledge(here, downs(here)[1]!);
    expect(await finalOf(log, next)).toMatchObject({ state: 'answered', gateway: final.gateway });
    expect(textsOf(there)).toEqual(['x']);
  });
});

test.concurrent('too many commands for one device fail at once; a command written twice is one', async () => {
  const narrow = await startHarness({ commands: { ...PATIENT, perDeviceMax: 2 } });
  const phone = newPhone();
  const asked: Command[] = [];
  for (let k = 0; k < 4; k++) asked.push(await askDevice(narrow.log, phone, text(String(k))));
  await append(narrow.log, asked[0]!);
  for (const command of asked.slice(2))
    expect(await finalOf(narrow.log, command)).toMatchObject({ reason: 'queue-full' });
  const terminal = await Terminal.connect(narrow.tcpPort, phone);
  await terminal.signOn();
  for (let k = 0; k < 2; k++) {
    await until(() => downs(terminal).length === k + 1);
    acknowledge(terminal, downs(terminal)[k]!);
    await finalOf(narrow.log, asked[k]!);
  }
  await terminal.ask(terminal.location());
  expect(textsOf(terminal)).toEqual(['0', '1']);
  expect(narrow.counters.commandOutcomes).toMatchObject({ answered: 2, 'queue-full': 2 });
  expect(narrow.counters.commands).toBe(4);
  await narrow.stop();
});

test.concurrent('what ended elsewhere while it was being claimed here never leaves', async () => {
  const raced = await openTopics();
  const append = raced.inner.append.bind(raced.inner);
  raced.inner.append = async (topic, partition, records) => {
    const [record] = records;
    const result = topic === TOPICS.commandResults ? decodeCommandResult(record!.value) : null;
    if (result?.state === 'sent') {
      const earlier = { ...result, gateway: 'other', state: 'cancelled' as const, attempt: 0 };
      await append(topic, partition, [{ ...record!, value: encodeCommandResult(earlier) }]);
    }
    return append(topic, partition, records);
  };
  const gateway = await startHarness({ commands: PATIENT }, { log: raced });
  const phone = newPhone();
  const terminal = await online(phone, { at: gateway });
  const command = await askDevice(raced, phone, text('x'));
  expect(await finalOf(raced, command)).toMatchObject({ state: 'cancelled', gateway: 'other' });
  await until(() => gateway.commands.size === 0);
  await terminal.ask(terminal.location());
  expect((await results(raced)).map(({ state }) => state)).toEqual(['cancelled', 'sent']);
  expect(downs(terminal)).toEqual([]);
  await gateway.stop();
});

async function untilAsync(condition: () => Promise<boolean>): Promise<void> {
  for (let k = 0; k < 2_000 && !(await condition()); k++)
    await new Promise((resolve) => setTimeout(resolve, 5));
}
