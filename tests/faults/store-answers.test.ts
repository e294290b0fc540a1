/**
 * Goal (R8): what the store has committed is stored once, whatever becomes of its answers. Method:
 * the real sink and the real store with a proxy between them that loses answers, brings them after the
 * sink has given up, or leaves the line half open; counts are the ledger's. FAULT_ANSWERS=10000.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { clickhouseSink } from '#sinks/clickhouse/sink.ts';
import { randomOf } from '#tests/simulation/random.ts';
import { type Fault, type FaultProxy, startFaultProxy } from '#tests/sinks/fault-proxy.ts';
import {
  appendObservations,
  caughtUp,
  LEDGER,
  ledgerOf,
  NO_FILES,
  settingsWith,
  silent,
  startTestPlatform,
  type TestPlatform,
  until,
} from '#tests/sinks/platform.ts';
import { sizeOf } from './size.ts';

const FAULTS = sizeOf('FAULT_ANSWERS', { small: 10, full: 200 });
/** How long the sink waits for an answer here; 60 s in the product. */
const PATIENCE_MS = 250;
const KINDS: readonly Fault[] = [
  'answer-lost',
  'answer-lost',
  'answer-lost',
  'away',
  'answer-late',
  'half-open',
];
const KINDS_MET = [...new Set(KINDS)];

let platform: TestPlatform;
let proxy: FaultProxy;
beforeAll(async () => {
  platform = await startTestPlatform();
  proxy = await startFaultProxy(platform.store.url);
}, 60_000);
afterAll(async () => {
  await proxy.close();
  await platform.close();
});

test(`R8: ${FAULTS} lost, late and half-open answers: counts equal the ledger`, {
  timeout: 60_000 + FAULTS * 2_000,
}, async () => {
  const random = randomOf(8);
  const sink = await clickhouseSink.start({
    ...NO_FILES,
    log: platform.log,
    settings: settingsWith({ requestMsMax: PATIENCE_MS, flushMs: 10 }),
    store: {
      url: proxy.url,
      username: platform.store.username,
      password: platform.store.password,
    },
    logger: silent,
    metrics: new Registry(),
  });
  const met = (): number => KINDS_MET.reduce((sum, kind) => sum + proxy.met[kind], 0);
  // Every batch meets a fault of its own, now and then several.
  proxy.nextFault = () => (random.next() < 0.5 ? random.pick(KINDS) : 'none');
  const written = await Promise.all(
    [0, 1].map(async (partition) => {
      let count = 0;
      while (met() < FAULTS) {
        await appendObservations(platform.log, partition, count, 40);
        count += 40;
        const { high } = await platform.log.ends(TOPICS.observations, partition);
        const place = () =>
          platform.log.committed('sink-clickhouse', TOPICS.observations, partition);
        while ((await place()) !== high) await sleep(10);
      }
      return count;
    }),
  );
  proxy.nextFault = null;
  await until('everything is confirmed', () => caughtUp(platform.log, TOPICS.observations));
  await sink.stop();
  const tally = Object.fromEntries(KINDS_MET.map((kind) => [kind, proxy.met[kind]]));
  console.log('R8', JSON.stringify({ ...tally, rows: written }));
  for (const kind of KINDS_MET) expect(proxy.met[kind], kind).toBeGreaterThan(0);
  expect(await platform.rows(LEDGER)).toEqual(ledgerOf(written));
  // What is sent again is sent with the same bytes under the same token.
  const bodies = new Map<string, Buffer>();
  for (const { token, body } of proxy.sent) {
    const first = bodies.get(token);
    if (first !== undefined) expect(body.equals(first), token).toBe(true);
    bodies.set(token, body);
  }
  expect(proxy.sent.length).toBeGreaterThan(bodies.size);
});
