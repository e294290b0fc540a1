/** The ClickHouse sink under contract: the store behind a proxy that fails as told. */
import { expect } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { clickhouseSink } from '#sinks/clickhouse/sink.ts';
import { startFaultProxy } from '../fault-proxy.ts';
import {
  appendObservations,
  caughtUp,
  LEDGER,
  ledgerOf,
  NO_FILES,
  settingsWith,
  silent,
  startTestPlatform,
  until,
} from '../platform.ts';
import type { Target } from './target.ts';

export async function clickhouseTarget(): Promise<Target> {
  const platform = await startTestPlatform();
  const proxy = await startFaultProxy(platform.store.url);
  const { username, password } = platform.store;
  let written = 0;
  return {
    setFault: (fault) => {
      proxy.fault = fault;
    },
    met: (fault) => proxy.met[fault],
    start: (metrics) =>
      clickhouseSink.start({
        log: platform.log,
        settings: settingsWith({ requestMsMax: 400 }),
        store: { url: proxy.url, username, password },
        ...NO_FILES,
        logger: silent,
        metrics,
      }),
    async append(count) {
      for (const partition of [0, 1])
        await appendObservations(platform.log, partition, written, count);
      written += count;
    },
    async expectAllOnce() {
      await until('everything is confirmed', () => caughtUp(platform.log, TOPICS.observations));
      expect(await platform.rows(LEDGER)).toEqual(ledgerOf([written, written]));
    },
    async expectRefusalTold(metrics) {
      const halted = await metrics.getSingleMetricAsString('tizheng_sink_halted');
      expect(halted).toMatch(/topic="observations.v1",partition="0"\} 1/);
      expect(await metrics.getSingleMetricAsString('tizheng_sink_retries_total')).toMatch(
        /table="dw.positions",reason="refused"\} \d/,
      );
    },
    sent: proxy.sent,
    async close() {
      await proxy.close();
      await platform.close();
    },
  };
}
