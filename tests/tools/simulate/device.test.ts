/** Terminals against a small gateway that answers as the standard says, or does not when told so. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#core/time.ts';
import { type DecodedFrame, decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { parseHeader } from '#ingest/protocols/jt808/header.ts';
import { textMessage } from '#ingest/protocols/jt808/messages/text-message.ts';
import { buildAck, buildMessage, buildRegistrationReply } from '#ingest/protocols/jt808/replies.ts';
import { TimerWheel } from '#ingest/timer-wheel.ts';
import { Device, type DeviceWorld, type SimulatorTotals } from '#tools/simulate/device.ts';
import { makeFleet, type SimVehicle } from '#tools/simulate/fleet.ts';
import type { AlarmWindow, ScenarioPlan, SimEdition, TimeSpan } from '#tools/simulate/scenario.ts';

interface Received extends DecodedFrame {
  atMs: number;
  hex: string;
  connection: number;
}

let server: Server;
let sockets: Socket[];
let received: Received[];
/** What the gateway answers: null = nothing. */
let answer: (frame: Received) => number | null;
let device: Device;
let wheel: TimerWheel;

beforeEach(async () => {
  sockets = [];
  received = [];
  answer = () => 0;
  server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  device.stop();
  wheel.stop();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

function serve(socket: Socket): void {
  const connection = sockets.push(socket);
  const framer = new Framer();
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    framer.push(
      chunk,
      (bytes, start, end) => {
        const frame = decodeFrame(bytes, start, end);
        if (frame instanceof DecodeFault) throw new Error(frame.code);
        const hex = Buffer.from(bytes.subarray(start, end)).toString('hex');
        const one = { ...frame, atMs: Date.now(), hex, connection };
        received.push(one);
        if (frame.messageId === '0x0001') return;
        const result = answer(one);
        if (result === null) return;
        const header = parseHeader(bytes, start, end);
        if (frame.messageId === '0x0100')
          socket.write(buildRegistrationReply(header, 0, 'code-1', 1));
        else socket.write(buildAck(header, result as 0, 1));
      },
      (fault) => {
        throw new Error(fault.code);
      },
    );
  });
}

function run(
  options: {
    edition?: SimEdition;
    outages?: (now: number) => TimeSpan[];
    alarms?: (now: number) => AlarmWindow[];
    answerWaitMs?: number;
  } = {},
): SimulatorTotals {
  const now = Date.now();
  const fleet = makeFleet({ vehicles: 1, seed: 1, now, scenarios: ['blind-area'] });
  const made = fleet.vehicles[0]!;
  const plan: ScenarioPlan = {
    ...made.scenario!.plan,
    outages: options.outages?.(now) ?? [],
    alarms: options.alarms?.(now) ?? [],
    reportEveryMs: 100,
  };
  const vehicle: SimVehicle = {
    ...made,
    edition: options.edition ?? '2019',
    scenario: { name: 'test', plan },
  };
  const totals = {
    connected: 0,
    sent: 0,
    acked: 0,
    resent: 0,
    refused: 0,
    stored: 0,
    uploaded: 0,
    reconnects: 0,
    files: 0,
  };
  wheel = new TimerWheel(10, 2_048, () => systemClock.now());
  const world: DeviceWorld = {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    wheel,
    clock: systemClock,
    reportEveryMs: 100,
    answerWaitMs: options.answerWaitMs ?? 10_000,
    seed: 1,
    totals,
  };
  device = new Device(vehicle, world);
  device.start(now);
  wheel.start();
  return totals;
}

const ids = () => received.map(({ messageId }) => messageId);
const of = (id: string) => received.filter(({ messageId }) => messageId === id);

async function until(condition: () => boolean, what: string, ms = 8_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > deadline)
      throw new Error(`Waited in vain: ${what}. Received ${ids().join(' ')}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test.each<SimEdition>(['2011', '2013', '2019'])(
  '%s: registers, authenticates with the code it got, signs its driver in, reports',
  async (edition) => {
    const totals = run({ edition });
    await until(() => of('0x0200').length >= 3, 'three reports');
    expect(ids().slice(0, 4)).toEqual(['0x0100', '0x0102', '0x0702', '0x0200']);
    expect(of('0x0100')[0]!.version).toBe(edition);
    expect(of('0x0102')[0]!.authCode).toBe('code-1');
    expect(of('0x0702')[0]!.certificateNo).toMatch(/^44\d{16}$/);
    const report = of('0x0200')[0]!;
    expect(report.latitudeDeg).toBeGreaterThan(20);
    expect(report.longitudeDeg).toBeGreaterThan(109);
    expect(Math.abs(Date.parse(report.time as string) - report.atMs)).toBeLessThan(2_500);
    await until(() => totals.acked >= 5, 'answers');
    expect(totals).toMatchObject({ connected: 1, resent: 0, refused: 0 });
  },
);

test('sends nothing but the authentication before it is answered', async () => {
  answer = ({ messageId }) => (messageId === '0x0102' ? null : 0);
  run({ answerWaitMs: 60_000 });
  await until(() => of('0x0102').length === 1, 'authentication');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(ids()).toEqual(['0x0100', '0x0102']);
});

test('registers again when its code is refused', async () => {
  let refuse = true;
  answer = ({ messageId }) => {
    if (messageId !== '0x0102' || !refuse) return 0;
    refuse = false;
    return 1;
  };
  run();
  await until(() => of('0x0200').length > 0, 'a report');
  expect(ids().slice(0, 4)).toEqual(['0x0100', '0x0102', '0x0100', '0x0102']);
});

test('resends the same bytes after T, 2 T, 6 T; then gives the link up and uploads on the next one', async () => {
  answer = ({ messageId, connection }) =>
    connection === 1 && !['0x0100', '0x0102'].includes(messageId) ? null : 0;
  const totals = run({ answerWaitMs: 60 });
  await until(() => of('0x0704').some(({ connection }) => connection === 2), 'an upload');
  const first = of('0x0200')[0]!;
  const copies = received.filter(({ hex }) => hex === first.hex);
  expect(copies).toHaveLength(4);
  const waits = copies.slice(1).map(({ atMs }, i) => atMs - copies[i]!.atMs);
  [60, 120, 360].forEach((wait, i) => {
    expect(waits[i]!).toBeGreaterThan(wait - 40);
    expect(waits[i]!).toBeLessThan(wait + 150);
  });
  const upload = of('0x0704').find(({ connection }) => connection === 2)!;
  expect(of('0x0100')).toHaveLength(1);
  expect(upload.batchType).toBe(1);
  // What was never acknowledged comes again.
  const times = (upload.locations as { time: string }[]).map(({ time }) => time);
  expect(times).toContain(first.time);
  expect(totals.resent).toBeGreaterThanOrEqual(3);
});

test('stores positions in a dead spot and uploads them afterwards, oldest first', async () => {
  const totals = run({ outages: (now) => [{ fromMs: now + 500, toMs: now + 1_700 }] });
  const uploaded = () =>
    of('0x0704').flatMap(({ locations }) =>
      (locations as { time: string }[]).map(({ time }) => Date.parse(time)),
    );
  // A report that was slow to be answered may be uploaded by itself before.
  await until(() => totals.uploaded > 0 && uploaded().length > 8, 'an upload');
  const times = uploaded();
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(
    received.some(({ atMs, connection }) => connection === 1 && atMs > times[5]! + 1_500),
  ).toBe(false);
});

test('a terminal of 2011 uploads stored positions one by one as 0x0200', async () => {
  const totals = run({
    edition: '2011',
    outages: (now) => [{ fromMs: now + 400, toMs: now + 1_500 }],
  });
  await until(() => totals.uploaded > 3, 'an upload');
  expect(of('0x0704')).toEqual([]);
  const after = of('0x0200').filter(({ connection }) => connection === 2);
  // The live one first, then what lies before it.
  const old = after.filter(
    ({ time }) => Date.parse(time as string) < Date.parse(after[0]!.time as string),
  );
  expect(old.length).toBeGreaterThan(0);
});

test('an acknowledged alarm of the ack kind falls, one that holds stays for its window', async () => {
  let deaf = true;
  answer = ({ messageId, alarmFlag }) =>
    messageId === '0x0200' && deaf && (alarmFlag as number) & 1 ? null : 0;
  run({
    alarms: (now) => [
      { bit: 0, kind: 'ack', fromMs: now + 300, toMs: now + 400 },
      { bit: 8, kind: 'hold', fromMs: now + 300, toMs: now + 1_500 },
    ],
  });
  const withBit = (bit: number) =>
    of('0x0200').filter(({ alarmFlag }) => (alarmFlag as number) & (1 << bit));
  await until(() => withBit(0).length >= 5, 'a repeated emergency');
  deaf = false;
  await until(
    () => ((of('0x0200').at(-1)!.alarmFlag as number) & 1) === 0,
    'the emergency to fall',
  );
  await until(() => of('0x0200').at(-1)!.alarmFlag === 0, 'the held bit to fall');
  expect(withBit(8).length).toBeGreaterThan(8);
});

test('answers a text and refuses other commands without losing the link', async () => {
  run();
  await until(() => of('0x0200').length > 0, 'a report');
  const { phone } = of('0x0200')[0]!;
  const to = { version: '2019' as const, versionFlag: true, protocolVersion: 1, phone };
  sockets[0]!.write(buildMessage(textMessage, to, 7, { flag: 8, text: '请减速' }));
  sockets[0]!.write(buildMessage({ ...textMessage, id: 0x8fff }, to, 8, { flag: 8, text: '' }));
  await until(() => of('0x0001').length === 2, 'two answers');
  expect(
    of('0x0001').map(({ replySerial, replyId, result }) => [replySerial, replyId, result]),
  ).toEqual([
    [7, '0x8300', 0],
    [8, '0x8fff', 3],
  ]);
  expect(device.state).toBe('online');
});
