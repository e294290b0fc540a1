/**
 * Goal (R13, R14): many connections at once harm nobody who is honest. Method: ingest in a child
 * process with its usual guards; sockets that give a byte now and then, and a fleet that comes back
 * all at once when the gateway was killed. FAULT_LORIS, FAULT_STORM for other sizes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { deviceKeyOf } from '#tests/ingest/harness.ts';
import { Terminal } from '#tests/ingest/terminal.ts';
import { factOf, loggedFacts } from '#tests/ledger/books.ts';
import { LedgerDevice } from '#tests/ledger/device.ts';
import { drive } from '#tests/ledger/fixes.ts';
import { Child } from './child.ts';
import { isFull, ONLY_FULL, sizeOf } from './size.ts';

const SCRIPT = join(import.meta.dirname, 'ingest-child.ts');
const PER_ADDRESS = 200;
const ADDRESSES = '127.0.1.';

const base = mkdtempSync(join(tmpdir(), 'tizheng-crowd-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let child: Child;
afterEach(() => child.kill());

/** 127.0.0.x, so that the bound per address stays what it is. */
const addressOf = (n: number): string => `${ADDRESSES}${1 + Math.floor(n / PER_ADDRESS)}`;

interface Told {
  outcomes: Record<string, number>;
  closes: Record<string, number>;
  connectionsOpen: number;
  sessionsOpen: number;
  rssMiB: number;
}
let questions = 0;
async function ask(): Promise<Told> {
  const name = `q${++questions}`;
  child.process.stdin!.write(`${name}\n`);
  return JSON.parse(await child.said(name)) as Told;
}

function shareOf(latencies: number[], share: number): number {
  const ascending = latencies.sort((a, b) => a - b);
  return Math.round((ascending[Math.floor(ascending.length * share)] ?? Number.NaN) * 10) / 10;
}

/** One report after the other for a while; how long each waited for its answer. */
async function report(terminal: Terminal, forMs: number): Promise<number[]> {
  const latencies: number[] = [];
  const endMs = performance.now() + forMs;
  for (let second = 0; performance.now() < endMs; second++) {
    const startMs = performance.now();
    await terminal.ask(terminal.location({ fixSecond: second }));
    latencies.push(performance.now() - startMs);
    await sleep(4);
  }
  return latencies;
}

const LORIS = sizeOf('FAULT_LORIS', { small: 0, full: 1_000 });
describe.skipIf(LORIS === 0)(LORIS === 0 ? ONLY_FULL : 'slow-loris', () => {
  test(`R13: ${LORIS} sockets that give a byte now and then are closed within 10 s; honest devices do not notice`, {
    timeout: 60_000,
  }, async () => {
    child = new Child(SCRIPT, [
      join(base, 'loris'),
      '0',
      '{"acceptPerSecondMax":2000,"connectsPerAddressPerSecondMax":0}',
    ]);
    const port = Number(await child.said('ready'));
    const honest = await Promise.all(
      Array.from({ length: 20 }, (_, n) => Terminal.connect(port, `1380000${1_000 + n}`)),
    );
    await Promise.all(honest.map((terminal) => terminal.signOn()));
    const calm = (await Promise.all(honest.map((terminal) => report(terminal, 3_000)))).flat();

    const args = [String(port), String(LORIS), ADDRESSES, String(PER_ADDRESS)];
    const loris = new Child(join(import.meta.dirname, 'loris-child.ts'), args);
    await loris.said('open');
    const besieged = (await Promise.all(honest.map((terminal) => report(terminal, 6_000)))).flat();
    await loris.said('all', 15_000);
    await loris.ended();
    const lives = loris.lines
      .filter((line) => line.startsWith('closed'))
      .map((line) => Number(line.split(' ')[1]));
    const told = await ask();
    const figures = {
      sockets: LORIS,
      closed: lives.length,
      longestMs: Math.round(Math.max(...lives)),
      calmMs: { median: shareOf(calm, 0.5), p99: shareOf(calm, 0.99) },
      besiegedMs: { median: shareOf(besieged, 0.5), p99: shareOf(besieged, 0.99) },
      closedForTime: told.closes['authentication-timeout'],
    };
    console.log('R13', JSON.stringify(figures));
    for (const terminal of honest) terminal.socket.destroy();
    expect(figures.closed).toBe(LORIS);
    // The bound is 10 s; the wheel and a busy machine may add to it.
    expect(figures.longestMs).toBeLessThan(11_500);
    expect(honest.every(({ closed }) => !closed)).toBe(true);
    // The p99 is the machine's own where two cores are shared with other work; FAULT_STRICT=1 judges it.
    expect(figures.besiegedMs.median).toBeLessThan(figures.calmMs.median * 1.2 + 5);
    if (process.env.FAULT_STRICT !== undefined)
      expect(figures.besiegedMs.p99).toBeLessThan(figures.calmMs.p99 * 1.2);
  });
});

const STORM = sizeOf('FAULT_STORM', { small: 300, full: 2_000 });
test(`R14: ${STORM} devices come back after a kill: all within 60 s, nothing acknowledged is lost`, {
  timeout: 120_000,
}, async () => {
  const dir = join(base, 'storm');
  child = new Child(SCRIPT, [dir, '0', '{}']);
  const port = Number(await child.said('ready'));
  const before = await ask();
  const startMs = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000;
  const devices = Array.from(
    { length: STORM },
    (_, n) =>
      new LedgerDevice({
        phone: `0${13_500_000_000 + n}`,
        host: '127.0.0.1',
        port,
        localAddress: addressOf(n),
        fixes: drive(n, startMs),
        intervalMs: 1_000,
      }),
  );
  for (const [n, device] of devices.entries()) {
    device.start();
    if (n % 100 === 99) await sleep(200);
  }
  const allOn = async (): Promise<number> => {
    const fromMs = performance.now();
    while ((await ask()).sessionsOpen < STORM) {
      if (performance.now() - fromMs > 60_000) throw new Error('Not all came within 60 s.');
      await sleep(50);
    }
    return performance.now() - fromMs;
  };
  await allOn();
  await sleep(1_500);
  const full = await ask();
  await child.kill();
  child = new Child(SCRIPT, [dir, String(port), '{}']);
  await child.said('ready');
  const backMs = await allOn();
  await sleep(1_500);
  const after = await ask();
  for (const device of devices) device.finish();
  const deadline = Date.now() + 20_000;
  while (devices.some((device) => !device.idle) && Date.now() < deadline) await sleep(20);
  for (const device of devices) device.close();
  await child.kill();
  const log = await openEmbeddedLog({ dir: join(dir, 'log') });
  const logged = await loggedFacts(log);
  await log.close();
  const acked = devices.flatMap((device) => {
    const key = deviceKeyOf(device.phone.slice(1));
    return [...device.acked].map((timeMs) => factOf(key, timeMs));
  });
  const figures = {
    devices: STORM,
    backMs: Math.round(backMs),
    acknowledged: acked.length,
    refusedAtTheDoor: after.closes['accept-rate'],
    rssMiB: { empty: Math.round(before.rssMiB), full: Math.round(full.rssMiB) },
  };
  console.log('R14', JSON.stringify(figures));
  expect(acked.length).toBeGreaterThan(STORM);
  expect(acked.filter((fact) => !logged.has(fact))).toEqual([]);
  // 200 MB for 10,000 connections, of which the empty process is a part.
  if (isFull) expect(full.rssMiB).toBeLessThan(200);
});
