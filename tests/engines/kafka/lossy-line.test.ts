/**
 * Goal (R24): between the gateways, the processors and their broker lies a network that lags, loses,
 * stands still, breaks off and is gone; what a terminal was told is safe is in the log and observed
 * once, and processors say what one undisturbed run says of the same readings. Method: the broker names
 * a line of ours as its address; ingest, terminals and three worker processes work through it while
 * faults strike all connections or some. KAFKA_LINE_FAULTS for more, KAFKA_LINE_SEED for others.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { systemClock } from '#core/time.ts';
import { type IngestSettings, ingestSettings } from '#ingest/config.ts';
import { startIngest } from '#ingest/main.ts';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { sizeOf } from '#tests/faults/size.ts';
import { deviceKeyOf, SECRETS } from '#tests/ingest/harness.ts';
import { factOf, loggedFacts, observedFacts, replayed } from '#tests/ledger/books.ts';
import { LedgerDevice } from '#tests/ledger/device.ts';
import { drive } from '#tests/ledger/fixes.ts';
import { kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { type LineFault, startLine } from '#tests/services/line.ts';
import { type Random, randomOf } from '#tests/simulation/random.ts';
import { expectSameView, viewOf } from '#tests/simulation/readers-view.ts';
import { silent } from '#tests/sinks/platform.ts';
import { type PlatformSettings, platformSettings } from '#tools/platform/settings.ts';
import { ensureTopics } from '#tools/platform/topics.ts';
import { kafkaSettingsOf } from './settings.ts';
import { atRest, isProcessed, Worker } from './worker-process.ts';

const FAULTS = sizeOf('KAFKA_LINE_FAULTS', { small: 5, full: 5 });
const SEED = Number(process.env.KAFKA_LINE_SEED ?? 24);
const PARTITIONS = 6;
const WORKERS = 3;
const DEVICES = 30;
const SESSION_MS = 6_000;
const RESUME_MS_MAX = 15_000;
const WAIT_MS_MAX = 90_000;

const KINDS = ['lag', 'loss', 'cut', 'stall', 'away'] as const;

/** What strikes, and for how long. */
function faultOf(kind: (typeof KINDS)[number], random: Random): [fault: LineFault, forMs: number] {
  const share = random.pick([0.3, 0.6, 1]);
  if (kind === 'lag') return [{ delayMs: random.int(20, 400), share }, 4_000];
  if (kind === 'loss') return [{ loss: random.int(1, 30) / 100, share }, 4_000];
  if (kind === 'cut') return [{ cut: random.int(1, 20) / 100, share }, 4_000];
  if (kind === 'away') return [{ isAway: true, share }, random.int(1_000, 9_000)];
  const stalled = random.pick([['there'], ['back'], ['there', 'back']] as const);
  return [{ stalled, share }, random.int(2_000, SESSION_MS + 4_000)];
}

async function until(holds: () => boolean | Promise<boolean>): Promise<number> {
  const fromMs = performance.now();
  for (; !(await holds()); await sleep(25))
    if (performance.now() - fromMs > WAIT_MS_MAX) throw new Error('It took too long.');
  return performance.now() - fromMs;
}

describe.skipIf(!kafkaIsThere)('a bad network before the broker', () => {
  test(`R24: ${FAULTS} faults of the line (seed ${SEED}): 0 lost, 0 doubled, 0 gaps`, {
    timeout: 240_000 + FAULTS * 40_000,
  }, async () => {
    const random = randomOf(SEED);
    const line = await startLine(() => random.next());
    const kafka = await startKafka({
      properties: { 'advertised.listeners': `PLAINTEXT://127.0.0.1:${line.port}` },
    });
    line.target = Number(kafka.bootstrap[0]!.split(':')[1]);
    const settingsOfLog = kafkaSettingsOf({
      brokers: [`127.0.0.1:${line.port}`],
      topicPrefix: `${randomUUID()}.`,
      requestTimeoutMs: 4_000,
      groups: { sessionTimeoutMs: SESSION_MS, heartbeatMs: 1_000, rebalanceTimeoutMs: 20_000 },
    });
    const log = await openKafkaLog(settingsOfLog);
    const platform = Value.Default(platformSettings, {}) as PlatformSettings;
    await ensureTopics(log, { ...platform.log, partitions: PARTITIONS });
    const processors = { idleWaitMs: 50, snapshotIntervalMs: 1_000, retryMs: 100 };
    const workers = Array.from(
      { length: WORKERS },
      () => new Worker({ kafka: settingsOfLog, processors, rules: 'product' }),
    );
    const ingest = await startIngest({
      log,
      settings: Value.Default(ingestSettings, {
        tcpPort: 0,
        udp: 'off',
        mqtt: { listen: 'off' },
        http: { listen: 'off' },
        attachments: { listen: 'off' },
        rateMessagesPerSecond: 0,
        addressExceptions: ['127.0.0.1'],
      }) as IngestSettings,
      secrets: SECRETS,
      logger: silent,
      metrics: new Registry(),
      clock: systemClock,
    });
    const startMs = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000;
    const devices = Array.from({ length: DEVICES }, (_, n) => {
      const target = { host: '127.0.0.1', port: ingest.tcpPort, intervalMs: 60 };
      return new LedgerDevice({
        ...target,
        phone: `0${13_800_000_000 + n}`,
        fixes: drive(n, startMs),
      });
    });
    const acked = () => devices.reduce((sum, device) => sum + device.acked.size, 0);
    try {
      await until(() => workers.every(({ owned }) => owned.size === PARTITIONS / WORKERS));
      for (const device of devices) device.start();
      await until(() => acked() > 200);
      const resumedMs: number[] = [];
      for (let index = 0; index < FAULTS; index++) {
        const [fault, forMs] = faultOf(KINDS[index % KINDS.length]!, random);
        line.strike(fault);
        await sleep(forMs);
        line.strike({});
        const before = devices.map((device) => device.acked.size);
        resumedMs.push(
          await until(() => devices.every((device, n) => device.acked.size > before[n]!)),
        );
        await sleep(random.int(0, 1_500));
      }
      for (const device of devices) device.finish();
      await until(() => devices.every((device) => device.idle));
      for (const device of devices) device.close();
      await ingest.stop();
      await until(() => isProcessed(log));
      await atRest(log, 2_000);
      for (const { child } of workers) await child.kill('SIGTERM');

      const [logged, observed] = [await loggedFacts(log), await observedFacts(log)];
      const wanted = devices.flatMap(({ phone, acked: times }) =>
        [...times].map((timeMs) => factOf(deviceKeyOf(phone.slice(1)), timeMs)),
      );
      expect(wanted.filter((fact) => !logged.has(fact))).toEqual([]);
      expect(wanted.filter((fact) => observed.get(fact) !== 1)).toEqual([]);
      expect([...observed.values()].every((times) => times === 1)).toBe(true);
      const view = await viewOf(log);
      const undisturbed = await replayed(log);
      const expected = await viewOf(undisturbed);
      await undisturbed.close();
      expectSameView(view, expected);
      const worst = Math.max(...resumedMs) / 1_000;
      console.log(
        `R24: ${wanted.length} acknowledged, each in the log and observed once; ${expected.transitions.length} transitions; back within ${worst.toFixed(1)} s; ${line.met.cuts} cuts, ${line.met.lost} lost, ${line.met.stalled} stood still; ${view.dropped} records were dropped by readers.`,
      );
      expect(expected.transitions.length).toBeGreaterThan(5);
      expect(Math.max(...resumedMs)).toBeLessThan(RESUME_MS_MAX);
      // A line that did nothing proves nothing.
      expect(line.met.lost).toBeGreaterThan(0);
      expect(line.met.cuts).toBeGreaterThan(0);
      expect(line.met.stalled).toBeGreaterThan(0);
    } finally {
      line.strike({});
      for (const device of devices) device.close();
      for (const { child } of workers) await child.kill().catch(() => {});
      await ingest.stop();
      await log.close();
      await kafka.stop();
      await line.close();
    }
  });
});
