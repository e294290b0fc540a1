/** A role inside its thread: opens its own handle on the log, starts the service, answers the platform. */
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { Registry } from 'prom-client';
import { INDICATORS } from '#core/indicator-catalogue.ts';
import { systemClock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { collectThreadMetrics } from '#runtime/default-metrics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Membership } from '#runtime/log/membership.ts';
import { createLogger, type Logger } from '#runtime/logger.ts';
import type { StoreAddress } from '#runtime/store/client.ts';
import type { SinkParts } from '#sinks/sink.ts';
import { evidenceKeySource } from './evidence-key.ts';
import { openLog } from './open-log.ts';
import type { RoleInput, RoleMessage, RoleName, RoleRequest } from './roles.ts';
import { ensureTopics } from './topics.ts';

interface RoleParts extends Omit<RoleInput, 'store'> {
  store: StoreAddress;
  log: EventLog;
  logger: Logger;
  metrics: Registry;
}
interface RunningRole {
  addresses: Record<string, string>;
  /** Of ingest: take nothing in while on. */
  setPressure?(on: boolean): void;
  stop(): Promise<void>;
}

const LAG_GAUGES = ['tizheng_processor_lag_records', 'tizheng_sink_lag_records'];
const NO_STORE: StoreAddress = { url: '', username: '', password: '' };

/** Each thread loads its own service only: a restart is counted in milliseconds of loading. */
const starters: Record<RoleName, (parts: RoleParts) => Promise<RunningRole>> = {
  async ingest({ log, settings, secrets, logger, metrics }) {
    const { startIngest } = await import('#ingest/main.ts');
    let isPressed = false;
    const service = await startIngest({
      log,
      settings: settings.ingest,
      secrets: {
        pseudonymKey: Buffer.from(secrets.pseudonymKey, 'hex'),
        deviceKey: Buffer.from(secrets.deviceKey, 'hex'),
      },
      logger,
      metrics,
      clock: systemClock,
      pressure: () => isPressed,
      mediaDir: join(settings.dataDir, 'media'),
    });
    const addresses: Record<string, string> = {
      'JT/T 808 TCP': `${settings.ingest.host}:${service.tcpPort}`,
    };
    if (service.udpPort !== null)
      addresses['JT/T 808 UDP'] = `${settings.ingest.host}:${service.udpPort}`;
    const { host } = settings.ingest.mqtt;
    if (service.mqttPort !== null) addresses.MQTT = `${host}:${service.mqttPort}`;
    if (service.mqttTlsPort !== null) addresses['MQTT TLS'] = `${host}:${service.mqttTlsPort}`;
    const { http } = settings.ingest;
    if (service.httpPort !== null)
      addresses['HTTP readings'] =
        `${http.tlsCertFile === '' ? 'http' : 'https'}://${http.host}:${service.httpPort}`;
    if (service.attachmentPort !== null)
      addresses['Alarm attachments'] =
        `${settings.ingest.attachments.host}:${service.attachmentPort}`;
    return {
      addresses,
      setPressure(on) {
        isPressed = on;
      },
      stop: service.stop,
    };
  },
  async process({ log, settings, thread, threads, logger, metrics }) {
    const { startProcessors } = await import('#processors/main.ts');
    if (settings.log.engine === 'kafka') {
      const { LogStateStore, statePartitionOf } = await import('#processors/state/log-store.ts');
      const membership = await memberOf(settings, 'processors', TOPICS.reports, logger, metrics);
      const store = new LogStateStore(log, {
        partitionOf: (task) => statePartitionOf(task, log.partitions(TOPICS.reports)),
        now: () => systemClock.now(),
        owns: () => membership.owns(),
      });
      const service = startProcessors({
        log,
        store,
        settings: {
          ...settings.processors,
          snapshotIntervalMs: settings.processors.sharedSnapshotIntervalMs,
        },
        membership,
        logger,
        metrics,
      });
      service.failed.catch(endThread);
      return { addresses: {}, stop: service.stop };
    }
    const { SqliteStateStore } = await import('#processors/state/sqlite-store.ts');
    const store = new SqliteStateStore(join(settings.dataDir, 'state'));
    const all = Array.from({ length: log.partitions(TOPICS.reports) }, (_, partition) => partition);
    const partitions = all.filter((partition) => partition % threads === thread);
    const service = startProcessors({
      log,
      store,
      settings: settings.processors,
      partitions,
      logger,
      metrics,
    });
    return {
      addresses: {},
      async stop() {
        await service.stop();
        store.close();
      },
    };
  },
  async sink(parts) {
    const { startSink } = await import('#sinks/main.ts');
    const { settings, logger, metrics } = parts;
    const shared =
      settings.log.engine === 'kafka'
        ? {
            membership: await memberOf(
              settings,
              'sink-clickhouse',
              TOPICS.reports,
              logger,
              metrics,
            ),
          }
        : {};
    const service = await startSink('clickhouse', { ...sinkParts(parts), ...shared });
    return { addresses: {}, stop: service.stop };
  },
  async webhooks(parts) {
    const { startClosedLoop, startSink } = await import('#sinks/main.ts');
    const { settings, logger, metrics } = parts;
    const startBoth = async () => {
      const services = await Promise.all([
        startSink('webhooks', sinkParts(parts)),
        startClosedLoop(sinkParts(parts)),
      ]);
      return async () => {
        await Promise.all(services.map((service) => service.stop()));
        // Who is given the work once more registers them once more.
        for (const { name } of metrics.getMetricsAsArray())
          if (/^tizheng_(webhook|loop)_/.test(name)) metrics.removeSingleMetric(name);
      };
    };
    if (settings.log.engine !== 'kafka') return { addresses: {}, stop: await startBoth() };
    // One of several sends; the others stand by.
    const membership = await memberOf(
      settings,
      'sink-webhooks',
      TOPICS.deliveries,
      logger,
      metrics,
    );
    let stop: (() => Promise<void>) | null = null;
    await membership.join({
      async gained() {
        stop = await startBoth();
      },
      async lost() {
        await stop?.();
        stop = null;
      },
    });
    return { addresses: {}, stop: () => membership.leave() };
  },
  async dashboard({ log, settings, secrets, store, webRoot, logger, metrics }) {
    const { startDashboard } = await import('#dashboard/server/main.ts');
    const { inspect } = await import('#ingest/protocols/jt808/inspect/inspect.ts');
    const { drivingPeriods } = await import('#processors/driving-ledger.ts');
    const service = await startDashboard({
      log,
      settings: settings.dashboard,
      indicators: INDICATORS,
      rules: async () => (await import('#processors/rule-catalogue.ts')).ruleCatalogue(),
      store,
      pseudonymKey: Buffer.from(secrets.pseudonymKey, 'hex'),
      adminPassword: secrets.adminPassword,
      evidenceKey: evidenceKeySource(settings, secrets),
      webRoot,
      mediaDir: join(settings.dataDir, 'media'),
      commandLimits: settings.ingest.commands,
      driving: drivingPeriods,
      inspect: (bytes, elseBodyOf) => inspect(bytes, { elseBodyOf }),
      clock: systemClock,
      logger,
      metrics,
    });
    return { addresses: { Dashboard: service.url }, stop: service.stop };
  },
};

/** Ends the thread, and with it the process: nobody else takes what it holds as long as it lives. */
function endThread(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}

/** A member of the role's group; its name is not one that offsets are committed under. */
async function memberOf(
  settings: RoleInput['settings'],
  role: string,
  topic: string,
  logger: Logger,
  metrics: Registry,
): Promise<Membership> {
  const { kafkaMembership } = await import('#runtime/log/kafka/member.ts');
  const group = `${role}.members`;
  return kafkaMembership(settings.log.kafka, { group, topic, logger, failed: endThread }, metrics);
}

function sinkParts({ log, settings, secrets, store, logger, metrics }: RoleParts): SinkParts {
  return {
    log,
    settings: settings.sinks,
    store,
    dataDir: settings.dataDir,
    pseudonymKey: Buffer.from(secrets.pseudonymKey, 'hex'),
    logger,
    metrics,
  };
}

/** The module of each role, read while the platform still prepares what the role needs. */
const modules: Record<RoleName, () => Promise<unknown>> = {
  ingest: () => import('#ingest/main.ts'),
  process: () => import('#processors/main.ts'),
  sink: () => import('#sinks/main.ts'),
  webhooks: () => import('#sinks/main.ts'),
  dashboard: () => import('#dashboard/server/main.ts'),
};

/** Records behind, as the role's own gauge has them; 0 for a role that reads nothing. */
async function lagOf(metrics: Registry): Promise<number> {
  const name = LAG_GAUGES.find((gauge) => metrics.getSingleMetric(gauge) !== undefined);
  if (name === undefined) return 0;
  const { values } = await metrics.getSingleMetric(name)!.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}

/** Starts the role when it is told to and ends the thread when it is told that. */
export async function serveRole(role: RoleName, port: MessagePort): Promise<void> {
  const send = (message: RoleMessage) => port.postMessage(message);
  const told = new Promise<RoleInput>((resolve) => {
    port.once('message', (request: RoleRequest) => {
      if (request.kind === 'start') resolve(request.input);
    });
  });
  await modules[role]();
  const input = await told;
  const logger = createLogger(role, input.settings.logLevel);
  const metrics = new Registry();
  metrics.setDefaultLabels({ role });
  collectThreadMetrics(metrics);
  const log = await openLog(input.settings, metrics);
  await ensureTopics(log, input.settings.log);
  const store = input.store ?? NO_STORE;
  const running = await starters[role]({ ...input, store, log, logger, metrics });

  port.on('message', async (request: RoleRequest) => {
    if (request.kind === 'metrics') {
      send({ kind: 'metrics', id: request.id, metrics: await metrics.getMetricsAsJSON() });
    } else if (request.kind === 'lag') {
      send({ kind: 'lag', id: request.id, records: await lagOf(metrics) });
    } else if (request.kind === 'pressure') {
      running.setPressure?.(request.on);
    } else if (request.kind === 'stop') {
      await running.stop();
      await log.close();
      send({ kind: 'stopped' });
      port.close();
    }
  });
  send({ kind: 'ready', addresses: running.addresses });
}
