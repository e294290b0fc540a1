/**
 * Copies what registry.v1 holds into reports.v1 and returns: for tools that write past reports, whose
 * vehicles and routes must lie before them in the log. Ingest goes on from the committed position.
 */
import type { Clock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { IngestSettings } from './config.ts';
import { IngestCounters } from './counters.ts';
import { DeviceTable } from './devices.ts';
import { Publisher } from './publish.ts';
import { RegistryFeed } from './registry-feed.ts';

export async function copyRegistry(parts: {
  log: EventLog;
  settings: IngestSettings;
  pseudonymKey: Uint8Array;
  logger: Logger;
  /** Gives the copies their time. */
  clock: Clock;
}): Promise<void> {
  const { log, settings, pseudonymKey, logger, clock } = parts;
  const partitions = log.partitions(TOPICS.reports);
  const counters = new IngestCounters();
  const publisher = new Publisher({
    log,
    partitions,
    bounds: settings,
    counters,
    logger,
    now: () => performance.now(),
    listener: { onDurable() {}, onGivenUp() {}, onRelief() {} },
  });
  const devices = new DeviceTable(pseudonymKey, partitions);
  const feed = new RegistryFeed({
    log,
    logger,
    clock,
    counters,
    devices,
    publisher,
    partitions,
    pseudonymKey,
    onDevice() {},
  });
  await feed.start();
  await feed.stop();
}
