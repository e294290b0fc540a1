/** The webhook sink under contract: a receiver that counts each webhook-id once and fails as told. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Registry } from 'prom-client';
import { expect } from 'vitest';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { until } from '../platform.ts';
import { endpointOf, makeBed, webhookSettingsWith } from '../webhooks/harness.ts';
import { hurried } from '../webhooks/hurried.ts';
import { answer, type Behaviour, behave, SECRETS, startReceiver } from '../webhooks/receiver.ts';
import type { Fault, Target } from './target.ts';

/** A step of 2 s of the ladder takes 20 ms. */
const HURRY = 100;

export async function webhooksTarget(): Promise<Target> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-contract-'));
  const bed = await makeBed(await openEmbeddedLog({ dir }));
  const receiver = await startReceiver(SECRETS);
  const timing = hurried(HURRY);
  const endpoint = endpointOf({
    url: receiver.url,
    secretFile: bed.secretFile,
    startAt: 'earliest',
  });
  const met: Record<Fault, number> = { none: 0, away: 0, 'answer-lost': 0, hang: 0, refuse: 0 };
  const sent: { token: string; body: Buffer }[] = [];
  /** Ids the receiver has taken, with or without being heard. */
  const taken = new Set<string>();
  const numbers = [0, 0];
  let written = 0;

  const faults: Record<Fault, Behaviour> = {
    none: answer(204),
    away: behave.answerLost,
    'answer-lost': behave.answerLost,
    hang: behave.hang,
    refuse: answer(400),
  };
  const setFault = (fault: Fault) => {
    receiver.behaviour = (response, received, request) => {
      met[fault]++;
      sent.push({ token: received.id, body: Buffer.from(received.body) });
      if (fault !== 'away' && fault !== 'refuse') taken.add(received.id);
      return faults[fault](response, received, request);
    };
  };
  setFault('none');

  return {
    setFault,
    met: (fault) => met[fault],
    start: (metrics) => {
      const settings = webhookSettingsWith([endpoint], { timeoutMs: 400 });
      return bed.start(settings, timing, { metrics });
    },
    async append(count) {
      for (const partition of [0, 1]) {
        const alerts = Array.from({ length: count }, () => ({
          index: partition * 1_000_000 + numbers[partition]!++,
          change: 'opened' as const,
        }));
        await bed.writer.write(partition, alerts);
      }
      written += 2 * count;
    },
    async expectAllOnce() {
      await until('everything was delivered', () => deliveredCount(bed.metrics, written));
      expect(receiver.refused).toEqual([]);
      expect(taken.size).toBe(written);
      const alerts = new Set(receiver.received.map(({ alertId }) => alertId));
      expect(alerts.size).toBe(written);
    },
    async expectRefusalTold(metrics) {
      expect(await metrics.getSingleMetricAsString('tizheng_webhook_attempts_total')).toMatch(
        /endpoint="police",reason="rejected"\} \d/,
      );
      expect(await metrics.getSingleMetricAsString('tizheng_webhook_state')).toMatch(
        /endpoint="police",state="(retrying|deaf)"\} 1/,
      );
    },
    sent,
    async close() {
      await receiver.close();
      // The suite has stopped the sink.
      bed.sink = null;
      await bed.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };

  async function deliveredCount(metrics: Registry, count: number): Promise<boolean> {
    const waiting = (await metrics.getSingleMetric('tizheng_webhook_waiting')?.get())?.values[0];
    return taken.size >= count && waiting?.value === 0;
  }
}
