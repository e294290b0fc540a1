/**
 * The measured process: ingest on a durable log, or aedes with the same append in its
 * `authorizePublish`, the way of a full broker.
 */
import { createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';
import pino from 'pino';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { systemClock, systemTimers } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { type IngestSettings, ingestSettings } from '#ingest/config.ts';
import type { IngestCounters } from '#ingest/counters.ts';
import { passwordMatches } from '#ingest/device-password.ts';
import { startIngest } from '#ingest/main.ts';
import { isFault } from '#ingest/protocols/tz/payload.ts';
import { Router } from '#ingest/protocols/tz/router.ts';
import { readingOf } from '#ingest/spoken.ts';
import { wire } from '#ingest/wiring.ts';
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
  await log.ensureTopic(TOPICS.registry, { ...kept, partitions: 1, compacted: true });
  await log.ensureTopic(TOPICS.alertActions, { ...kept, partitions: 1 });
  const settings = Value.Default(ingestSettings, {
    tcpPort: 0,
    udp: 'off',
    mqtt: { port: 0, listen: kind === 'endpoint' ? 'on' : 'off', url: brokerUrl },
    http: { listen: 'off' },
    connectionsPerAddressMax: 0,
    acceptPerSecondMax: 0,
    rateMessagesPerSecond: 0,
  }) as IngestSettings;
  const running =
    kind === 'aedes' ? await startAedes(log, settings) : await startOwn(log, settings);
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

async function startOwn(log: EventLog, settings: IngestSettings): Promise<Running> {
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

async function startAedes(log: EventLog, settings: IngestSettings): Promise<Running> {
  const { publisher, devices, counters } = wire({
    log,
    settings,
    secrets: SECRETS,
    logger: pino({ level: 'warn' }),
    clock: systemClock,
    timers: systemTimers,
    monotonicMs: () => performance.now(),
  });
  const router = new Router();
  const broker = await Aedes.createBroker({
    authenticate: (_client, username, password, done) => {
      done(
        null,
        passwordMatches(SECRETS.deviceKey, username ?? '', 0, password ?? Buffer.alloc(0)),
      );
    },
    authorizePublish: (client, packet, done) => {
      const route = router.route(packet.topic);
      if (!('decode' in route) || route.deviceId !== client?.id)
        return done(new Error('Not its own topic.'));
      const payload = packet.payload as Buffer;
      const body = route.decode(payload, null);
      if (isFault(body)) return done(null);
      const device = devices.pending(route.deviceId);
      const reading = readingOf(device, 'mqtt', Date.now(), payload, body);
      publisher.addAndWait(device.partition, reading).then((durable) => {
        if (durable) counters.outcomes.acknowledged++;
        done(durable ? null : new Error('The log refuses.'));
      });
    },
  });
  const server: Server = createServer(broker.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    port,
    counters,
    async stop() {
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      server.close();
      await publisher.drained();
    },
  };
}
