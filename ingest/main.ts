/** Ingest: bytes in, reports out, never a verdict. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Registry } from 'prom-client';
import { type Clock, DAY_MS, systemTimers } from '#core/time.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import { MediaStore } from '#runtime/media/media-store.ts';
import { sealedFilesOf } from '#runtime/media/sealed-files.ts';
import type { IngestSettings } from './config.ts';
import type { IngestCounters } from './counters.ts';
import { listen } from './listeners.ts';
import type { Requests } from './requests.ts';
import type { SessionTable } from './session.ts';
import { wire } from './wiring.ts';

export interface IngestDeps {
  /** Holds reports.v1, registry.v1, alert-actions.v1, commands.v1, command-results.v1 and quarantine.v1 already. */
  log: EventLog;
  settings: IngestSettings;
  secrets: { pseudonymKey: Uint8Array; deviceKey: Uint8Array };
  logger: Logger;
  metrics: Registry;
  clock: Clock;
  /** The operator's own reason to take nothing in (disk, consumers far behind); asked every second. */
  pressure?: () => boolean;
  /** Directory for files of devices; absent = they are not taken in. The log holds media.v1 then. */
  mediaDir?: string;
}

export interface Ingest {
  tcpPort: number;
  /** JT/T 808 over TLS; null = there is no certificate. */
  tlsPort: number | null;
  /** null = datagrams are off. */
  udpPort: number | null;
  /** null = the MQTT endpoint is off. */
  mqttPort: number | null;
  /** null = there is no certificate. */
  mqttTlsPort: number | null;
  /** null = the HTTP endpoint is off. */
  httpPort: number | null;
  /** null = files of alarms are not asked for. */
  attachmentPort: number | null;
  counters: IngestCounters;
  /** Terminals with a session here. */
  sessions: SessionTable;
  /** Messages to them. */
  requests: Requests;
  /** Commands without a final result. */
  commands: { readonly size: number };
  /** Reads nothing more, records and answers what was read, closes every link. */
  stop(): Promise<void>;
}

/** Descriptors left to everything else of the process; at the very limit even metrics throw. */
const RESERVED_DESCRIPTORS = 512;
/** How long a stopping ingest waits for the log before it gives its records up unanswered. */
const DRAIN_MS_MAX = 5_000;

export async function startIngest(deps: IngestDeps): Promise<Ingest> {
  const { settings, logger, metrics, pressure, mediaDir } = deps;
  const mediaStore = mediaDir === undefined ? null : await openMediaStore(deps, mediaDir);
  const ingest = wire({
    ...deps,
    timers: systemTimers,
    monotonicMs: () => performance.now(),
    ...(mediaStore === null ? {} : { mediaStore }),
  });
  const {
    counters,
    wheel,
    devices,
    sessions,
    requests,
    commands,
    commandFeed,
    results,
    quarantine,
    publisher,
    gateway,
    media,
    mqtt,
    broker,
    feed,
    work,
    ticks,
  } = ingest;
  counters.register(metrics);
  media?.counters.register(metrics, media.store);
  // Before the first device: its vehicle must be known, and lie before its reports in the log.
  await feed.start();
  await media?.restore();
  ticks.start();

  await mqtt.start();
  const connectionsMax = Math.min(settings.connectionsMax, connectionsAllowed());
  const ports = await listen(settings, connectionsMax, ingest).catch(async (error: unknown) => {
    ticks.stop();
    await feed.stop();
    throw error;
  });
  const { tcp, tlsPort, udp, streams, mqttPort, mqttTlsPort, http, attachments } = ports;
  if (attachments !== null) media?.open(attachments.port);
  wheel.start();
  work.start();
  commandFeed.start();
  if (settings.mqtt.url !== '') broker.start();
  const everySecond = setInterval(() => {
    publisher.setOutsidePressure(pressure?.() ?? false);
    gateway.everySecond();
    commands.everySecond();
  }, 1_000);
  logger.info(
    {
      tcpPort: tcp.port,
      tlsPort,
      udpPort: udp?.port ?? null,
      mqttPort,
      httpPort: http?.port ?? null,
      attachmentPort: attachments?.port ?? null,
      devices: devices.size,
      connectionsMax,
    },
    'Ingest listens for devices.',
  );

  let stopping: Promise<void> | null = null;
  async function stop(): Promise<void> {
    for (const stream of streams) {
      stream.refuseNew();
      gateway.pauseAll(stream.links());
    }
    http?.refuseNew();
    broker.pause();
    ticks.stop();
    commands.stop();
    results.stop();
    await Promise.all([work.stop(), commandFeed.stop()]);
    await within(DRAIN_MS_MAX, publisher.drained());
    await broker.stop();
    await http?.stop();
    mqtt.closeAll();
    await Promise.all(streams.map((stream) => stream.stop()));
    await attachments?.stop();
    await media?.stop();
    await mqtt.stop();
    for (const session of [...sessions.all()]) session.link.close('stopped');
    publisher.abandon();
    await Promise.all([within(DRAIN_MS_MAX, publisher.drained()), quarantine.drained()]);
    await feed.stop();
    await udp?.stop();
    clearInterval(everySecond);
    wheel.stop();
    logger.info({}, 'Ingest has stopped.');
  }

  return {
    tcpPort: tcp.port,
    tlsPort,
    udpPort: udp?.port ?? null,
    mqttPort,
    mqttTlsPort,
    httpPort: http?.port ?? null,
    attachmentPort: attachments?.port ?? null,
    counters,
    sessions,
    requests,
    commands,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

function openMediaStore(
  { settings, clock, log }: IngestDeps,
  directory: string,
): Promise<MediaStore> {
  const { keepGigabytesMax, keepDays } = settings.attachments;
  const bytesMaxRefuse = keepGigabytesMax * 1e9;
  const sealed = () => sealedFilesOf(log);
  return MediaStore.open({ directory, bytesMaxRefuse, keepMs: keepDays * DAY_MS, sealed, clock });
}

/** Descriptors this process may still use for connections. */
function connectionsAllowed(): number {
  // Interfaces are not asked for: looking their names up can take seconds.
  Object.assign(process.report, { excludeNetwork: true });
  const limits = process.report.getReport() as {
    userLimits?: { open_files?: { soft?: number | string } };
  };
  const soft = Number(limits.userLimits?.open_files?.soft);
  return Number.isFinite(soft) ? Math.max(1, soft - RESERVED_DESCRIPTORS) : Number.MAX_SAFE_INTEGER;
}

async function within(ms: number, done: Promise<void>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([done, sleep(ms, undefined, { signal: timer.signal }).catch(() => {})]);
  timer.abort();
}
