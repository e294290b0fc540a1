import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, startHarness } from './harness.ts';
import { Terminal, UdpTerminal, until } from './terminal.ts';

let ingest: Harness;
const open: UdpTerminal[] = [];
async function device(phone: string): Promise<UdpTerminal> {
  const terminal = await UdpTerminal.open(ingest.udpPort!, phone);
  open.push(terminal);
  return terminal;
}
async function signOn(terminal: UdpTerminal): Promise<string> {
  const code = (await terminal.ask(terminal.registration())).body.authCode as string;
  expect((await terminal.ask(terminal.authentication(code))).body.result).toBe(0);
  return code;
}

beforeEach(async () => {
  ingest = await startHarness({ silenceMs: 1_500, rateMessagesPerSecond: 50, rateBurst: 5 });
});
afterEach(async () => {
  for (const { socket } of open.splice(0)) socket.close();
  await ingest.stop();
  expect(ingest.frameBalance()).toBe(0);
});

test('a device signs on and reports by datagrams; several frames may share one', async () => {
  const terminal = await device('13500000001');
  expect((await terminal.ask(terminal.location())).body.result).toBe(1);
  await signOn(terminal);
  const before = terminal.answers.length;
  terminal.send(terminal.location({ fixSecond: 1 }), terminal.location({ fixSecond: 2 }));
  await until(() => terminal.answers.length === before + 2);
  expect((await ingest.readings('position')).length).toBe(2);
  expect(ingest.counters.sessionsOpen).toBe(1);
});

test('answers follow the device to a new source address', async () => {
  const before = await device('13500000002');
  await signOn(before);
  const after = await device('13500000002');
  expect((await after.ask(after.location())).body.result).toBe(0);
  expect(before.answers.length).toBe(2);
});

test('half a frame in a datagram is a fault of its own', async () => {
  const terminal = await device('13500000003');
  await signOn(terminal);
  const frame = Buffer.from(terminal.location());
  terminal.send(frame.subarray(0, 20));
  terminal.send(frame.subarray(20));
  await until(() => ingest.counters.outcomes.quarantined === 2);
  const faults = (await ingest.quarantined()).map((q) => q.faultCode);
  expect(faults[0]).toBe('FRAME_UNTERMINATED');
  expect((await ingest.quarantined())[0]?.source).toBe('udp/jt808');
  expect(await ingest.readings('position')).toEqual([]);
});

test('over its rate datagrams are dropped unanswered', async () => {
  const terminal = await device('13500000004');
  await signOn(terminal);
  for (let i = 0; i < 30; i++) terminal.send(terminal.location({ fixSecond: i }));
  await until(() => ingest.counters.frames === 32 && ingest.counters.held === 0);
  const { discarded } = ingest.counters.outcomes;
  expect(discarded).toBeGreaterThan(10);
  expect((await ingest.readings('position')).length).toBe(30 - discarded);
});

test('a silent device is forgotten and recorded as offline', async () => {
  const terminal = await device('13500000005');
  await signOn(terminal);
  await until(() => ingest.counters.sessionsOpen === 0);
  await until(() => ingest.counters.heldBytes === 0);
  const last = (await ingest.readings('session')).at(-1);
  expect(last?.body).toEqual({ kind: 'session', online: false, reason: 'silence' });
  expect((await terminal.ask(terminal.location())).body.result).toBe(1);
});

test('a datagram does not profit from the authentication of a connection', async () => {
  const connected = await Terminal.connect(ingest.tcpPort, '13500000006');
  await connected.signOn();
  const stranger = await device('13500000006');
  expect((await stranger.ask(stranger.location())).body.result).toBe(1);
  expect((await connected.ask(connected.location())).body.result).toBe(0);
});

test('garbage of every kind brings nothing down', async () => {
  const terminal = await device('13500000007');
  let state = 7;
  for (let i = 0; i < 500; i++) {
    const bytes = Buffer.alloc(1 + (i % 60));
    for (let k = 0; k < bytes.length; k++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      bytes[k] = k % 9 === 0 ? 0x7e : state >>> 24;
    }
    terminal.send(bytes);
  }
  await signOn(terminal);
  expect(ingest.counters.datagrams).toBeGreaterThan(100);
});
