/**
 * What every sink owes, on each one of the list: nothing lost and nothing doubled when its target
 * refuses, hangs, is away, loses its answers, and comes back.
 */
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { sinks } from '#sinks/index.ts';
import type { RunningSink } from '#sinks/sink.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import {
  appendObservations,
  caughtUp,
  LEDGER,
  ledgerOf,
  settingsWith,
  silent,
  startTestPlatform,
  type TestPlatform,
  until,
} from './platform.ts';

describe.each(sinks)('$name', (sink) => {
  let platform: TestPlatform;
  let proxy: FaultProxy;
  let running: RunningSink;
  let metrics: Registry;
  let written = 0;

  const start = async () => {
    metrics = new Registry();
    const { log, store } = platform;
    running = await sink.start({
      log,
      settings: settingsWith({ requestMsMax: 400 }),
      store: { url: proxy.url, username: store.username, password: store.password },
      logger: silent,
      metrics,
    });
  };
  const append = async (count: number) => {
    for (const partition of [0, 1]) {
      await appendObservations(platform.log, partition, written, count);
    }
    written += count;
  };
  const expectAllOnce = async () => {
    await until('everything is confirmed', () => caughtUp(platform.log, TOPICS.observations));
    expect(await platform.rows(LEDGER)).toEqual(ledgerOf([written, written]));
  };

  beforeAll(async () => {
    platform = await startTestPlatform();
    proxy = await startFaultProxy(platform.store.url);
  });
  beforeEach(start);
  afterEach(() => running.stop());
  afterAll(async () => {
    await proxy.close();
    await platform.close();
  });

  test('brings every record once', async () => {
    await append(500);
    await expectAllOnce();
  });

  test('keeps trying while its target is away', async () => {
    proxy.fault = 'away';
    await append(300);
    await until('it has tried three times', () => proxy.met.away >= 3);
    proxy.fault = 'none';
    await expectAllOnce();
  });

  test('does not double what was committed although the answer was lost', async () => {
    proxy.fault = 'answer-lost';
    await append(300);
    await until('it has sent the same four times', () => proxy.met['answer-lost'] >= 4);
    proxy.fault = 'none';
    await expectAllOnce();
  });

  test('gives up waiting for an answer and sends the same again', async () => {
    proxy.fault = 'hang';
    await append(200);
    await until('an insert hung', () => proxy.met.hang >= 1);
    proxy.fault = 'none';
    await expectAllOnce();
  });

  test('halts on a refusal, says so, loses nothing, and goes on when the cause is gone', async () => {
    proxy.fault = 'refuse';
    await append(200);
    await until('both partitions were refused', () => proxy.met.refuse >= 2);
    await append(100);
    const halted = await metrics.getSingleMetricAsString('tizheng_sink_halted');
    expect(halted).toMatch(/topic="observations.v1",partition="0"\} 1/);
    expect(await metrics.getSingleMetricAsString('tizheng_sink_retries_total')).toMatch(
      /table="dw.positions",reason="refused"\} \d/,
    );
    proxy.fault = 'none';
    await running.stop();
    await start();
    await expectAllOnce();
  });

  test('stops within seconds while an insert hangs, and a later run sends the same bytes under the same token', async () => {
    proxy.fault = 'hang';
    const from = proxy.sent.length;
    await append(100);
    await until('both partitions hang', () => proxy.met.hang >= 3);
    const stoppedAt = Date.now();
    await running.stop();
    expect(Date.now() - stoppedAt).toBeLessThan(5_000);
    await append(50);
    proxy.fault = 'none';
    await start();
    await expectAllOnce();
    const bodies = new Map<string, Buffer>();
    for (const { token, body } of proxy.sent.slice(from)) {
      const before = bodies.get(token);
      if (before !== undefined) expect(body.equals(before), token).toBe(true);
      bodies.set(token, body);
    }
    expect(proxy.sent.length - from).toBeGreaterThan(bodies.size);
  });
});
