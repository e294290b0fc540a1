/**
 * Webhooks: alerts to enforcement and other systems, by Standard Webhooks, one lane per endpoint.
 * *Back pressure:* what an endpoint does not take stays in the log; rows and attempts are bounded
 * (lane.ts).
 * *Delivery:* at least once under the same webhook-id, in order per alert; dead letters after the ladder.
 */
import { readFileSync } from 'node:fs';
import { TizhengError } from '#core/errors.ts';
import { DAY_MS } from '#core/time.ts';
import type { WebhookEndpointSettings } from '../config.ts';
import type { RunningSink, Sink, SinkParts } from '../sink.ts';
import { AddressGuard } from './address-guard.ts';
import { AlertTail } from './alert-tail.ts';
import { Commands } from './commands.ts';
import { type Resolver, systemResolver } from './connect.ts';
import { Courier } from './courier.ts';
import { DeafAlerts } from './deaf-alerts.ts';
import { Intake } from './intake.ts';
import { Lane } from './lane.ts';
import { webhookMetrics } from './metrics.ts';
import { Outbox, outboxFile } from './outbox.ts';
import { Poster } from './post.ts';
import { DeliveryReports } from './reports.ts';
import { SecretFile, secretFileOf } from './secret-file.ts';
import { systemTiming, type Timing } from './timing.ts';
import { Vehicles } from './vehicles.ts';

const FORGET_EVERY_MS = 3_600_000;

export const webhooksSink: Sink = {
  name: 'webhooks',
  summary: 'Alert transitions to endpoints outside, signed by Standard Webhooks.',
  start: (parts) => startWebhooks(parts),
};

/** What a test replaces. */
export interface Surroundings {
  timing?: Timing;
  resolve?: Resolver;
}

export interface RunningWebhooks extends RunningSink {
  /** Nothing under way and nothing due: the clock may be turned. */
  isResting(): boolean;
}

/** Throws SETTINGS_INVALID or FILE_UNREADABLE when an endpoint cannot be served as it is set. */
export async function startWebhooks(
  parts: SinkParts,
  { timing = systemTiming, resolve = systemResolver }: Surroundings = {},
): Promise<RunningWebhooks> {
  const { log, logger, dataDir, pseudonymKey } = parts;
  const settings = parts.settings.webhooks;
  const guard = new AddressGuard(settings);
  assertDifferentIds(settings.endpoints);
  const endpoints = settings.endpoints.map((endpoint) => ({
    endpoint,
    secrets: usableSecrets(dataDir, endpoint),
    poster: new Poster({
      ...tlsFilesOf(endpoint),
      url: urlOf(endpoint),
      guard,
      resolve,
      timeoutMs: settings.timeoutMs,
      connectionsMax: settings.inFlightMax,
    }),
  }));

  const metrics = webhookMetrics(parts.metrics);
  const outbox = new Outbox(outboxFile(dataDir));
  const reports = new DeliveryReports(log, logger, metrics);
  const deaf = new DeafAlerts(log, pseudonymKey);
  const vehicles = new Vehicles(log, pseudonymKey, logger);
  const hasNotices = settings.endpoints.some(({ receives }) => receives.length > 0);
  const tail = new AlertTail(log, logger, hasNotices);
  await Promise.all([vehicles.start(), tail.start(), deaf.load()]);

  const lanes = new Map<string, Lane>();
  for (const each of endpoints) {
    const { id } = each.endpoint;
    const common = {
      ...each,
      ...{ log, outbox, vehicles, reports, metrics, timing },
      logger: logger.child({ endpoint: id }),
    };
    const intake = new Intake({ ...common, tail, waitingMax: settings.waitingMax });
    await intake.resume();
    lanes.set(id, new Lane({ ...common, settings, intake, courier: new Courier(common), deaf }));
  }
  // An endpoint that was taken out of the settings cannot get well any more.
  for (const id of deaf.endpoints) if (!lanes.has(id)) await deaf.settle(id, timing.now());
  const commands = new Commands({ log, outbox, lanes, reports, timing, logger });
  tail.onMore = () => {
    for (const lane of lanes.values()) lane.wake();
  };
  for (const lane of lanes.values()) lane.start();
  commands.start();
  const forgetting = setInterval(() => {
    outbox.forgetDead(timing.now() - settings.deadLetterDays * DAY_MS);
  }, FORGET_EVERY_MS);

  return {
    isResting: () => [...lanes.values()].every((lane) => lane.isResting),
    async stop() {
      clearInterval(forgetting);
      await Promise.all([tail.stop(), commands.stop(), vehicles.stop()]);
      await Promise.all([...lanes.values()].map((lane) => lane.stop()));
      await reports.stop();
      outbox.close();
    },
  };
}

function assertDifferentIds(endpoints: readonly WebhookEndpointSettings[]): void {
  const ids = endpoints.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw invalid(`Two webhook endpoints are named ${twice}.`);
}

function urlOf({ id, url: text }: WebhookEndpointSettings): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol))
    throw invalid(`The webhook endpoint ${id} has no http or https address.`);
  if (url.username !== '' || url.password !== '')
    throw invalid(`The address of the webhook endpoint ${id} holds a user or password.`);
  return url;
}

/** Read once before the start, so that a mistake is named then. */
function usableSecrets(dataDir: string, endpoint: WebhookEndpointSettings): SecretFile {
  const file = secretFileOf(dataDir, endpoint);
  const secrets = new SecretFile(file);
  try {
    secrets.signers();
  } catch (error) {
    if (error instanceof TizhengError) throw error;
    throw unreadable(file, error);
  }
  return secrets;
}

function tlsFilesOf({ caFile, clientCertFile, clientKeyFile }: WebhookEndpointSettings) {
  const read = (file: string) => {
    if (file === '') return undefined;
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw unreadable(file, error);
    }
  };
  return { ca: read(caFile), cert: read(clientCertFile), key: read(clientKeyFile) };
}

function invalid(message: string): TizhengError {
  return new TizhengError('SETTINGS_INVALID', 'webhooks', message);
}

function unreadable(file: string, cause: unknown): TizhengError {
  const message = `The file ${file} of a webhook endpoint cannot be read.`;
  return new TizhengError('FILE_UNREADABLE', 'webhooks', message, cause);
}
