/**
 * The measured process: ingest on a durable log, with either MQTT engine or behind a broker.
 */
import pino from 'pino';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { systemClock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { type IngestSettings, ingestSettings } from '#ingest/config.ts';
import type { IngestCounters } from '#ingest/counters.ts';
import { startIngest } from '#ingest/main.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { EventLog } from '#runtime/log/event-log.ts';

export const SECRETS = { pseudonymKey: Buffer.alloc(32, 1), deviceKey: Buffer.alloc(32, 2) };

/** What answers the publishers. */
export type ServerKind = 'endpoint' | 'aedes' | 'broker';

export interface ServerState {
  rssBytes: number;
  cpuMs: number;
  /** Publishes answered after their append. */
  acknowledged: number;
  records: number;
  appends: number;
}

interface Running {
  port: number;
  counters: IngestCounters;
  stop(): Promise<void>;
}

/** Serves until it is told to stop, and answers questions of the parent process. */
export async function serve(kind: ServerKind, dir: string, brokerUrl: string): Promise<void> {
  const log = await openEmbeddedLog({ dir });
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPICS.reports, { ...kept, partitions: 4 });
  await log.ensureTopic(TOPICS.quarantine, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.commands, { ...kept, partitions: 4 });
  await log.ensureTopic(TOPICS.commandResults, { ...kept, partitions: 4 });
  await log.ensureTopic(TOPICS.registry, { ...kept, partitions: 1, compacted: true });
  await log.ensureTopic(TOPICS.registryChanges, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.alertActions, { ...kept, partitions: 1 });
  const settings = Value.Default(ingestSettings, {
    tcpPort: 0,
    udp: 'off',
    mqtt: {
      port: 0,
      listen: kind === 'broker' ? 'off' : 'on',
      engine: kind === 'aedes' ? 'aedes' : 'endpoint',
      url: brokerUrl,
    },
    http: { listen: 'off' },
    connectionsPerAddressMax: 0,
    acceptPerSecondMax: 0,
    connectsPerAddressPerSecondMax: 0,
    rateMessagesPerSecond: 0,
  }) as IngestSettings;
  const running = await start(log, settings);
  process.on('message', async (request: { kind: string }) => {
    if (request.kind === 'stop') {
      await running.stop();
      await log.close();
      process.disconnect?.();
      return;
    }
    if (request.kind === 'start') {
      while (kind === 'broker' && running.counters.brokerConnected === 0)
        await new Promise((resolve) => setTimeout(resolve, 20));
      process.send!({ port: running.port });
      return;
    }
    const { user, system } = process.cpuUsage();
    const { counters } = running;
    const state: ServerState = {
      rssBytes: process.memoryUsage.rss(),
      cpuMs: (user + system) / 1_000,
      acknowledged: counters.outcomes.acknowledged,
      records: counters.records,
      appends: counters.appends,
    };
    process.send!(state);
  });
}

async function start(log: EventLog, settings: IngestSettings): Promise<Running> {
  const ingest = await startIngest({
    log,
    settings,
    secrets: SECRETS,
    logger: pino({ level: 'warn' }),
    metrics: new Registry(),
    clock: systemClock,
  });
  return { port: ingest.mqttPort ?? 0, counters: ingest.counters, stop: ingest.stop };
}
