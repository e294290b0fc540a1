/**
 * Goal (R17 over a broker): the webhooks' process is killed between sending and noting; the receiver's
 * count after dropping repeated ids is exact, also when a standby without the outbox takes over.
 * Method: as on the embedded log, every other process beginning with an empty disk; and two processes
 * of the role as an operator starts them, the one that sends killed. WEBHOOK_KILLS, KAFKA_FAILOVERS for more.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { kafkaAt } from '#tests/faults/log-place.ts';
import { sizeOf } from '#tests/faults/size.ts';
import { writeSettings } from '#tests/ledger/fixture.ts';
import { PlatformProcess } from '#tests/ledger/platform-process.ts';
import { type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { expectOrder, makeBed } from '#tests/sinks/webhooks/harness.ts';
import { killedWhileSending } from '#tests/sinks/webhooks/kills.ts';
import { answer, SECRETS, startReceiver } from '#tests/sinks/webhooks/receiver.ts';
import { kafkaSettingsOf } from './settings.ts';

const KILLS = sizeOf('WEBHOOK_KILLS', { small: 20, full: 20 });
const FAILOVERS = sizeOf('KAFKA_FAILOVERS', { small: 2, full: 2 });
const SESSION_MS = 6_000;
const WAIT_MS_MAX = 60_000;

async function until(holds: () => boolean): Promise<void> {
  for (const giveUpAt = Date.now() + WAIT_MS_MAX; !holds(); await sleep(20))
    if (Date.now() > giveUpAt) throw new Error('It took too long.');
}

describe.skipIf(!kafkaIsThere)('webhooks behind a real broker', () => {
  let dir: string;
  let kafka: Kafka;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'tizheng-webhook-roles-'));
    kafka = await startKafka();
  });
  afterAll(async () => {
    await kafka?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  test(`R17: ${KILLS} kills between request and record, every other start without the outbox`, {
    timeout: 60_000 + KILLS * 4_000,
  }, async () => {
    const place = kafkaAt(kafka.bootstrap, `${randomUUID()}.`);
    const { written, requests } = await killedWhileSending(place, KILLS, (n) => n % 2 === 0);
    console.log(`R17 kafka: ${written} transitions once each by ${requests} requests.`);
  });

  /** A settings file for the role that posts to `url`. */
  function configFor(url: string, topicPrefix: string): string {
    const config = writeSettings(dir, { dataDir: dir, port: 0, devices: 1 });
    const secretFile = (name: string, text: string): string => {
      writeFileSync(join(dir, name), text, { mode: 0o600 });
      return join(dir, name);
    };
    const base = JSON.parse(readFileSync(config, 'utf8')) as object;
    const endpoint = {
      ...{ id: 'police', url, startAt: 'earliest' },
      secretFile: secretFile('webhook', `${SECRETS.join('\n')}\n`),
    };
    const settings = {
      ...base,
      log: {
        engine: 'kafka',
        partitions: 1,
        kafka: {
          brokers: kafka.bootstrap,
          topicPrefix,
          groups: { sessionTimeoutMs: SESSION_MS, heartbeatMs: 1_000 },
        },
      },
      secrets: { pseudonymKeyFile: secretFile('pseudonym', randomBytes(32).toString('hex')) },
      sinks: {
        webhooks: {
          endpoints: [endpoint],
          allowedCidrs: ['127.0.0.1/32'],
          allowedPorts: [Number(new URL(url).port)],
        },
      },
      ops: { port: 0 },
    };
    writeFileSync(config, JSON.stringify(settings));
    return config;
  }

  test(`R17: ${FAILOVERS} times the sending process is killed and a standby goes on, without its disk`, {
    timeout: 120_000 + FAILOVERS * 60_000,
  }, async () => {
    const topicPrefix = `${randomUUID()}.`;
    const receiver = await startReceiver(SECRETS);
    const config = configFor(receiver.url, topicPrefix);
    const running: PlatformProcess[] = [];
    const start = async (): Promise<void> => {
      const dataDir = mkdtempSync(join(dir, 'data-'));
      const one = new PlatformProcess(config, ['--role', 'webhooks', '--data-dir', dataDir]);
      await one.start(WAIT_MS_MAX);
      running.push(one);
    };
    const log = await openKafkaLog(kafkaSettingsOf({ brokers: kafka.bootstrap, topicPrefix }));
    // Makes the topics; the roles come to them.
    const bed = await makeBed(log);
    let written = 0;
    const write = async (): Promise<void> => {
      const opened = Array.from({ length: 20 }, () => written++);
      await bed.writer.write(0, [
        ...opened.map((index) => ({ index, change: 'opened' as const })),
        ...opened.map((index) => ({ index, change: 'closed' as const })),
      ]);
    };
    const distinct = () => new Set(receiver.received.map(({ id }) => id)).size;
    try {
      await start();
      await start();
      const takenOverMs: number[] = [];
      for (let failover = 0; failover < FAILOVERS; failover++) {
        // The fifth request of the round is taken and not answered, nor is what follows: then it dies.
        let left = 5;
        receiver.behaviour = (response, received, request) =>
          --left > 0 ? answer(204)(response, received, request) : 0;
        await write();
        await until(() => left <= 0);
        const cut = receiver.received.length;
        // The first in the group sends; a standby that takes over leaves its place to the next.
        await running.shift()!.kill();
        const killedAtMs = performance.now();
        receiver.behaviour = answer(204);
        await until(() => distinct() === written * 2);
        takenOverMs.push(performance.now() - killedAtMs);
        expect(receiver.received.length).toBeGreaterThan(cut);
        await start();
      }
      // Whatever would come twice or more has had its time.
      await sleep(500);
      expect(receiver.refused).toEqual([]);
      expect(distinct()).toBe(written * 2);
      const bodies = new Map<string, string>();
      for (const { id, body } of receiver.received) {
        expect(bodies.get(id) ?? body, id).toBe(body);
        bodies.set(id, body);
      }
      expectOrder(receiver.received);
      // The command line finds the endpoint on the same log.
      const tool = ['tools/webhooks.ts', 'list', '--config', config];
      const told = spawnSync(process.execPath, tool, { encoding: 'utf8', timeout: WAIT_MS_MAX });
      expect(told.stdout, told.stderr).toMatch(/^police: .*\n {2}delivered /);
      const seconds = takenOverMs.map((ms) => (ms / 1_000).toFixed(1)).join(', ');
      console.log(
        `R17 kafka, standby: ${written * 2} transitions once each by ${receiver.received.length} requests; all there ${seconds} s after each kill.`,
      );
      // A kill that met no request under way proves nothing.
      expect(receiver.received.length).toBeGreaterThanOrEqual(written * 2 + FAILOVERS);
    } finally {
      for (const one of running) await one.kill();
      await receiver.close();
      await bed.close();
    }
  });
});
