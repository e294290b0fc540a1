/** The embedded platform: store child, one thread per role, retention, metrics; started and stopped in order. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { TizhengError } from '#core/errors.ts';
import { TOPICS } from '#core/topics.ts';
import { ensureWebBuild } from '#dashboard/web/build.ts';
import { importRegistryFile } from '#ingest/registry-import.ts';
import { collectProcessMetrics } from '#runtime/default-metrics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { createLogger } from '#runtime/logger.ts';
import type { Secrets } from '#runtime/secrets.ts';
import type { StoreAddress } from '#runtime/store/client.ts';
import { type Store, startStore } from '#runtime/store/supervisor.ts';
import { outboxFile } from '#sinks/webhooks/outbox.ts';
import { generateMissingSecrets } from '#sinks/webhooks/secret-file.ts';
import { removeRunFile, writeRunFile } from '../backup/run-file.ts';
import { secretsFor } from './given-secrets.ts';
import { lagsByLog } from './log-lag.ts';
import { platformMetrics } from './metrics.ts';
import { openLog } from './open-log.ts';
import { startOps } from './ops.ts';
import { ASK_LOG_EVERY_MS, pressureGauge, watchPressure } from './pressure.ts';
import { ROLES, Role, type RoleName } from './roles.ts';
import { importRulesFile } from './rules-file.ts';
import type { PlatformSettings } from './settings.ts';
import { isElsewhere, storeElsewhere } from './store-elsewhere.ts';
import { ensureTopics } from './topics.ts';

export interface Platform {
  /** Printed to whoever started it: name → address. */
  addresses: Record<string, string>;
  secrets: Secrets;
  /** True when this start generated the secrets: print the password once. */
  firstStart: boolean;
  /** Signing secrets of webhook endpoints made by this start: print them once. */
  webhookSecrets: { endpoint: string; secret: string; file: string }[];
  /** Resolves with the role's name when one ends unasked; the platform cannot go on without it. */
  failed: Promise<RoleName>;
  stop(): Promise<void>;
}

export interface PlatformHooks {
  /** Runs after the topics exist and before any role reads them (the demo preloads history here). */
  beforeRoles?: (log: EventLog, secrets: Secrets) => Promise<void>;
}

/**
 * @param apart the roles this process runs, others run elsewhere; null = all of them, here
 * @throws TizhengError SETTINGS_INVALID when the roles need something that is not set
 */
export async function startPlatform(
  settings: PlatformSettings,
  hooks: PlatformHooks = {},
  apart: readonly RoleName[] | null = null,
): Promise<Platform> {
  if (apart !== null) refuseUnset(settings, apart);
  const { secrets, generated } = secretsFor(settings, apart);
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  const run = { pid: process.pid, url: '', token: randomBytes(24).toString('base64url') };
  writeRunFile(settings.dataDir, run);
  const { endpoints } = settings.sinks.webhooks;
  const has = (role: RoleName) => apart === null || apart.includes(role);
  const webhookSecrets = has('webhooks') ? generateMissingSecrets(settings.dataDir, endpoints) : [];
  const logger = createLogger('platform', settings.logLevel);
  const metrics = new Registry();
  metrics.setDefaultLabels({ role: 'platform' });
  platformMetrics(metrics, settings);
  collectProcessMetrics(metrics);

  let reportFailure: (role: RoleName) => void = () => {};
  const failed = new Promise<RoleName>((resolve) => {
    reportFailure = resolve;
  });
  const onDeath = (role: RoleName, error: unknown) => {
    logger.error({ role, error }, 'A role ended unasked.');
    reportFailure(role);
  };

  const log = await openLog(settings, metrics);
  await ensureTopics(log, settings.log);
  // The store takes longest to come up; who does not need it starts meanwhile.
  const loading = rolesOf(settings, log.partitions(TOPICS.reports), apart, onDeath);
  const roles = loading.map(({ role }) => role);
  const storeReady = isElsewhere(settings)
    ? Promise.resolve(storeElsewhere(settings))
    : apart === null
      ? startStore({ dataDir: join(settings.dataDir, 'store'), logger, metrics })
      : Promise.resolve(null);
  const webReady = has('dashboard') ? ensureWebBuild() : Promise.resolve('');
  if (settings.registryFile !== '' && has('ingest')) {
    await importRegistryFile(log, settings.registryFile, {
      pseudonymKey: Buffer.from(secrets.pseudonymKey, 'hex'),
      logger,
    });
  }
  if (settings.rulesFile !== '' && has('ingest')) {
    const pseudonymKey = Buffer.from(secrets.pseudonymKey, 'hex');
    await importRulesFile(log, settings.rulesFile, { pseudonymKey, logger });
  }
  await hooks.beforeRoles?.(log, secrets);

  const startRole = async ({ role, thread, threads }: (typeof loading)[number]) => {
    const needsStore = role.name === 'sink' || role.name === 'dashboard';
    const ready = needsStore ? await storeReady : null;
    const store = ready === null ? null : addressOf(ready, settings);
    const webRoot = role.name === 'dashboard' ? await webReady : '';
    return role.start({ thread, threads, settings, secrets, store, webRoot });
  };
  const starting = loading.map(startRole);
  const { store, started } = await Promise.all([storeReady, Promise.all(starting)]).then(
    ([store, started]) => ({ store, started }),
    async (error: unknown) => {
      // One that does not start takes the others along: none may acknowledge what nobody works on.
      await Promise.allSettled(starting);
      for (const { role } of loading) await role.stop();
      await log.close();
      await storeReady.then((store) => store?.stop()).catch(() => {});
      removeRunFile(settings.dataDir);
      throw error;
    },
  );
  const cleaner = setInterval(() => {
    log
      .clean(Date.now())
      .catch((error: unknown) => logger.error({ error }, 'Retention failed; trying again.'));
  }, settings.log.cleanEveryMs);
  const lagOf = async (name: RoleName) =>
    (
      await Promise.all(roles.filter((role) => role.name === name).map((role) => role.lag()))
    ).reduce((sum, lag) => sum + lag, 0);
  const endPressure = has('ingest')
    ? watchPressure({
        dataDir: settings.dataDir,
        bounds: settings.pressure,
        gauge: pressureGauge(metrics),
        logger,
        // Of readers elsewhere only the log knows.
        ...(apart === null
          ? {
              lags: async () => ({
                processors: await lagOf('process'),
                sinks: await lagOf('sink'),
              }),
            }
          : { lags: () => lagsByLog(log), everyMs: ASK_LOG_EVERY_MS }),
        tell: (on) => {
          for (const role of roles) if (role.name === 'ingest') role.setPressure(on);
        },
      })
    : () => {};
  let isStopping = false;
  const ops = await startOps({
    host: settings.ops.host,
    port: settings.ops.port,
    token: secrets.metricsToken,
    controlToken: run.token,
    pauseStore: async () => {
      if (store === null || isElsewhere(settings))
        throw new Error('The store is not ours to pause.');
      return store.pause();
    },
    ready: () => !isStopping,
    collect: async () => [
      await metrics.getMetricsAsJSON(),
      ...(await Promise.all(roles.map((role) => role.metrics()))),
    ],
    health: () => {
      const alive = Object.fromEntries(
        (apart ?? ROLES).map((name) => [
          name,
          roles.every((role) => role.name !== name || role.alive),
        ]),
      );
      return { ok: roles.every((role) => role.alive), roles: alive };
    },
  });

  const ownStore =
    store === null || isElsewhere(settings) ? {} : { store: addressOf(store, settings) };
  writeRunFile(settings.dataDir, { ...run, url: ops.url, ...ownStore });

  return {
    addresses: {
      ...Object.assign({}, ...started),
      Metrics: `${ops.url}/metrics`,
    },
    secrets,
    firstStart: generated,
    webhookSecrets,
    failed,
    async stop() {
      isStopping = true;
      if (settings.ops.drainMs > 0) await sleep(settings.ops.drainMs);
      clearInterval(cleaner);
      endPressure();
      // Devices first, then those who work on what they sent, the store last.
      for (const role of roles) await role.stop();
      await ops.stop();
      await log.close();
      await store?.stop();
      removeRunFile(settings.dataDir);
    },
  };
}

/** The threads of this platform, which load their services while the rest is prepared. */
function rolesOf(
  { processThreads, sinks, dataDir }: PlatformSettings,
  partitions: number,
  apart: readonly RoleName[] | null,
  onDeath: (role: RoleName, error: unknown) => void,
) {
  // Without endpoints, and nothing left from earlier ones, there is nothing to do on that thread.
  const hasWebhooks = sinks.webhooks.endpoints.length > 0 || existsSync(outboxFile(dataDir));
  const wanted = apart ?? ROLES.filter((name) => name !== 'webhooks' || hasWebhooks);
  return wanted.flatMap((name) => {
    const threads = name === 'process' ? Math.min(processThreads, partitions) : 1;
    return Array.from({ length: threads }, (_, thread) => ({
      role: new Role(name, onDeath),
      thread,
      threads,
    }));
  });
}

/** What a role that runs apart from the others cannot do without. */
function refuseUnset(settings: PlatformSettings, roles: readonly RoleName[]): void {
  const refuse = (what: string) => {
    throw new TizhengError('SETTINGS_INVALID', 'settings', what);
  };
  if (settings.log.engine !== 'kafka')
    refuse(
      `A process that runs only ${roles.join(', ')} meets the others at a shared log: set log.engine to kafka, and log.kafka.brokers. Without --role all roles run here, on the embedded log.`,
    );
  const stored = roles.filter((role) => role === 'sink' || role === 'dashboard');
  if (stored.length > 0 && !isElsewhere(settings))
    refuse(
      `The role ${stored.join(' and ')} needs a ClickHouse server: set store.url (and store.username, store.passwordFile). The embedded store is there only where all roles run together.`,
    );
}

function addressOf(
  { url, username, password }: Pick<Store, 'url' | 'username' | 'password'>,
  { store: layout }: PlatformSettings,
): StoreAddress {
  return { url, username, password, layout };
}
