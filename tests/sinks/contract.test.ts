/**
 * What every sink owes, on each one of the list: nothing lost and nothing doubled when its target
 * refuses, hangs, is away, loses its answers, and comes back.
 */
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sinks } from '#sinks/index.ts';
import type { RunningSink } from '#sinks/sink.ts';
import { clickhouseTarget } from './contract/clickhouse.ts';
import type { Target } from './contract/target.ts';
import { webhooksTarget } from './contract/webhooks.ts';
import { until } from './platform.ts';

const targets: Record<(typeof sinks)[number]['name'], () => Promise<Target>> = {
  clickhouse: clickhouseTarget,
  webhooks: webhooksTarget,
};

describe.each(sinks)('$name', (sink) => {
  let target: Target;
  let running: RunningSink;
  let metrics: Registry;

  const start = async () => {
    metrics = new Registry();
    running = await target.start(metrics);
  };

  beforeAll(async () => {
    target = await targets[sink.name]!();
  });
  beforeEach(start);
  afterEach(() => running.stop());
  afterAll(() => target.close());

  test('brings every record once', async () => {
    await target.append(250);
    await target.expectAllOnce();
  });

  test('keeps trying while its target is away', async () => {
    target.setFault('away');
    await target.append(150);
    await until('it has tried three times', () => target.met('away') >= 3);
    target.setFault('none');
    await target.expectAllOnce();
  });

  test('does not double what was committed although the answer was lost', async () => {
    target.setFault('answer-lost');
    await target.append(150);
    await until('it has sent the same four times', () => target.met('answer-lost') >= 4);
    target.setFault('none');
    await target.expectAllOnce();
  });

  test('gives up waiting for an answer and sends the same again', async () => {
    target.setFault('hang');
    await target.append(100);
    await until('a delivery hung', () => target.met('hang') >= 1);
    target.setFault('none');
    await target.expectAllOnce();
  });

  test('says so when it is refused, loses nothing, and goes on when the cause is gone', async () => {
    target.setFault('refuse');
    await target.append(100);
    await until('both partitions were refused', () => target.met('refuse') >= 2);
    await target.append(50);
    await target.expectRefusalTold(metrics);
    target.setFault('none');
    await running.stop();
    await start();
    await target.expectAllOnce();
  });

  test('stops within seconds while a delivery hangs, and a later run sends the same bytes under the same token', async () => {
    const hungBefore = target.met('hang');
    target.setFault('hang');
    const from = target.sent.length;
    await target.append(50);
    await until('both partitions hang', () => target.met('hang') >= hungBefore + 2);
    const stoppedAt = Date.now();
    await running.stop();
    expect(Date.now() - stoppedAt).toBeLessThan(5_000);
    await target.append(25);
    target.setFault('none');
    await start();
    await target.expectAllOnce();
    const bodies = new Map<string, Buffer>();
    for (const { token, body } of target.sent.slice(from)) {
      const before = bodies.get(token);
      if (before !== undefined) expect(body.equals(before), token).toBe(true);
      bodies.set(token, body);
    }
    expect(target.sent.length - from).toBeGreaterThan(bodies.size);
  });
});
