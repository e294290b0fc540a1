/**
 * ClickHouse, embedded or a server: every topic the store keeps, one lane per partition.
 * *Back pressure:* a lane has one batch in flight; the log keeps what waits.
 * *Delivery:* each record is in its table once (lane.ts), alerts and actions also by their keys.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TizhengError } from '#core/errors.ts';
import { systemClock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { soleMembership } from '#runtime/log/membership.ts';
import { ONE_SERVER, type StoreClient } from '#runtime/store/client.ts';
import type { Sink, SinkParts } from '../sink.ts';
import type { Feed } from './feed.ts';
import { alertActionsFeed, alertsFeed } from './feeds/alerts.ts';
import { auditFeed } from './feeds/audit.ts';
import { deliveriesFeed } from './feeds/deliveries.ts';
import { indicatorsFeed } from './feeds/indicators.ts';
import { positionsFeed } from './feeds/positions.ts';
import { quarantinedFeed } from './feeds/quarantined.ts';
import { reportsFeed } from './feeds/reports.ts';
import { riskFeed } from './feeds/risk.ts';
import { sensorsFeed } from './feeds/sensors.ts';
import { stepsFeed } from './feeds/steps.ts';
import { Lane } from './lane.ts';
import { sinkMetrics } from './metrics.ts';
import { migrate, SCHEMA_DIR } from './migrate.ts';
import { applyRetention } from './retention.ts';
import { Sealer } from './sealer.ts';
import { openStore } from './store.ts';

const PREPARE_RETRY_MS = 1_000;
/** A refused batch is tried again this often, in case a person has removed the cause. */
const HALT_MS = 60_000;

export const clickhouseSink: Sink = {
  name: 'clickhouse',
  summary:
    'Rows of positions, sensors, indicators, risk, alerts, actions, device events, frames and quarantine in ClickHouse.',
  async start(parts) {
    const settings = parts.settings.clickhouse;
    const store = openStore(parts.store, settings.requestMsMax);
    await prepare(store, parts);
    const metrics = sinkMetrics(parts.metrics);
    const options = { ...settings, haltMs: HALT_MS, layout: parts.store.layout ?? ONE_SERVER };
    const { log, logger } = parts;
    const slots = log.partitions(TOPICS.reports);
    const membership = parts.membership ?? soleMembership([...Array(slots).keys()]);
    const owns = () => membership.owns();
    const lanes = new Map<number, Lane[]>();
    // Every topic's partition n goes with partition n of the reports, modulo.
    const lanesOf = (slot: number): Lane[] =>
      feeds(parts).flatMap((feed) =>
        Array.from({ length: log.partitions(feed.topic) }, (_, partition) => partition)
          .filter((partition) => partition % slots === slot)
          .map(
            (partition) =>
              new Lane({ log, store, feed, partition, options, logger, metrics, owns }),
          ),
      );
    // Seals are one process's work: whoever has the first slot.
    const newSealer = () =>
      new Sealer({
        ...{ log, store, logger, owns, clock: systemClock, layout: options.layout },
        settleMs: settings.sealSettleMs,
      });
    let sealer: Sealer | null = null;
    await membership.join({
      async gained(gained) {
        for (const slot of gained) {
          const started = lanesOf(slot);
          lanes.set(slot, started);
          for (const lane of started) lane.start();
        }
        if (gained.includes(0)) {
          sealer = newSealer();
          sealer.start();
        }
      },
      async lost(lost) {
        const ending = lost.flatMap((slot) => lanes.get(slot) ?? []);
        const endingSealer = lost.includes(0) ? sealer : null;
        await Promise.all([endingSealer?.stop(), ...ending.map((lane) => lane.stop())]);
        if (endingSealer !== null) sealer = null;
        for (const slot of lost) lanes.delete(slot);
      },
    });
    return {
      async stop() {
        await membership.leave();
        await store.close();
      },
    };
  },
};

/** Every feed of the sink. Adding one: a schema file, a feed file, a line here. */
function feeds({ settings }: SinkParts): Feed[] {
  return [
    positionsFeed,
    sensorsFeed,
    indicatorsFeed,
    riskFeed,
    alertsFeed,
    alertActionsFeed,
    stepsFeed,
    deliveriesFeed,
    auditFeed,
    quarantinedFeed,
    reportsFeed(settings.clickhouse.frames),
  ];
}

/** Schema and retention; waits for a store that is away, ends on one that refuses. */
async function prepare(
  store: StoreClient,
  { settings, store: { layout = ONE_SERVER }, logger }: SinkParts,
): Promise<void> {
  for (;;) {
    try {
      const applied = await migrate(store, SCHEMA_DIR, layout.cluster);
      if (applied.length > 0)
        logger.info({ versions: applied }, 'Store schema was brought up to date.');
      const changed = await applyRetention(store, settings.clickhouse, layout.cluster);
      if (changed.length > 0) logger.info({ tables: changed }, 'Store retention was set.');
      return;
    } catch (error) {
      if (!(error instanceof TizhengError) || !error.retryable) throw error;
      logger.warn({ err: error }, 'Store is away; waiting for it to prepare its schema.');
      await sleep(PREPARE_RETRY_MS);
    }
  }
}
