/**
 * Goal (R4): what a terminal was answered for is in the log, whatever instant ingest is killed at, and
 * what it sent again is one fact. Method: ingest in a child process on the embedded log, honest
 * terminals that send an unanswered report again byte for byte, SIGKILL at random moments under load.
 * FAULT_INGEST_KILLS=200 and FAULT_INGEST_RATE for the long run. (MQTT at QoS 1: tests/ingest.)
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { deviceKeyOf } from '#tests/ingest/harness.ts';
import { factOf, loggedFacts, observedFacts, replayed } from '#tests/ledger/books.ts';
import { LedgerDevice } from '#tests/ledger/device.ts';
import { drive } from '#tests/ledger/fixes.ts';
import { randomOf } from '#tests/simulation/random.ts';
import { Child } from './child.ts';
import { sizeOf } from './size.ts';

const KILLS = sizeOf('FAULT_INGEST_KILLS', { small: 2, full: 10 });
const RATE = sizeOf('FAULT_INGEST_RATE', { small: 2_000, full: 10_000 });
const DEVICES = 200;
const SCRIPT = join(import.meta.dirname, 'ingest-child.ts');
const SETTINGS = JSON.stringify({ addressExceptions: ['127.0.0.1'], rateMessagesPerSecond: 0 });

const dir = mkdtempSync(join(tmpdir(), 'tizheng-r4-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test(`R4: ${KILLS} kills of ingest: every acknowledged report is in the log, once as a fact`, {
  timeout: 60_000 + KILLS * 10_000,
}, async () => {
  const random = randomOf(4);
  let child = new Child(SCRIPT, [dir, '0', SETTINGS]);
  const port = await child.said('ready');
  const startMs = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000;
  const devices = Array.from(
    { length: DEVICES },
    (_, n) =>
      new LedgerDevice({
        phone: `0${13_400_000_000 + n}`,
        host: '127.0.0.1',
        port: Number(port),
        fixes: drive(n, startMs),
        intervalMs: (1_000 * DEVICES) / RATE,
      }),
  );
  for (const device of devices) device.start();
  const inFlight: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(random.int(400, 1_300));
    inFlight.push(devices.filter((device) => !device.idle).length);
    await child.kill();
    child = new Child(SCRIPT, [dir, port, SETTINGS]);
    await child.said('ready');
  }
  await sleep(700);
  for (const device of devices) device.finish();
  const deadline = Date.now() + 20_000;
  while (devices.some((device) => !device.idle) && Date.now() < deadline) await sleep(20);
  for (const device of devices) device.close();
  await child.kill();

  const log = await openEmbeddedLog({ dir: join(dir, 'log') });
  const reference = await replayed(log);
  const [logged, observed] = [await loggedFacts(log), await observedFacts(reference)];
  const acked = devices.flatMap((device) => {
    const key = deviceKeyOf(device.phone.slice(1));
    return [...device.acked].map((timeMs) => factOf(key, timeMs));
  });
  const resent = devices.reduce((sum, device) => sum + device.resent, 0);
  console.log('R4', JSON.stringify({ kills: KILLS, acknowledged: acked.length, resent, inFlight }));
  expect(acked.length).toBeGreaterThan(DEVICES * KILLS);
  // A few kills may all fall between frames; many cannot.
  if (KILLS >= 10) expect(resent).toBeGreaterThan(0);
  expect(acked.filter((fact) => !logged.has(fact))).toEqual([]);
  expect(acked.filter((fact) => observed.get(fact) !== 1)).toEqual([]);
  expect(observed.size).toBe(logged.size);
  await log.close();
  await reference.close();
});
