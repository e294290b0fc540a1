/** The roles of the platform as processes of a simulated world: the real code, with the world's time and log. */
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import type { TizhengError } from '#core/errors.ts';
import { type IngestSettings, ingestSettings } from '#ingest/config.ts';
import { FRAME_OUTCOMES } from '#ingest/counters.ts';
import { wire } from '#ingest/wiring.ts';
import type { ProcessorSettings } from '#processors/config.ts';
import { type Processors, startProcessors } from '#processors/main.ts';
import type { AnyRule } from '#processors/plan.ts';
import type { StateStore } from '#processors/state/store.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { Host, Network, StreamLink } from './network.ts';
import type { Process } from './scheduler.ts';

export const SECRETS = { pseudonymKey: Buffer.alloc(32, 1), deviceKey: Buffer.alloc(32, 2) };

/** The log refuses on purpose: the one trouble of a world that may be named. */
const isRefusal = (code: string | undefined): boolean =>
  code === 'LOG_CLOSED' || code === 'LOG_DISK_FULL';

/** Collects what must never be said, and drops the rest. */
export function watchfulLogger(complain: (sentence: string) => void): Logger {
  const quiet = () => {};
  const logger = {
    level: 'silent',
    trace: quiet,
    debug: quiet,
    info: quiet,
    warn: quiet,
    error: (fields: { code?: string; err?: TizhengError }, sentence: string) => {
      const { code } = fields;
      if (!isRefusal(code))
        complain(`${sentence} ${code ?? ''} ${String(fields.err?.stack ?? '')}`);
    },
    fatal: (fields: { err?: TizhengError }, sentence: string) => {
      if (!isRefusal(fields.err?.code))
        complain(`${sentence} ${String(fields.err?.stack ?? fields.err)}`);
    },
    child: () => logger,
  };
  return logger as unknown as Logger;
}

export interface IngestWorld {
  process: Process;
  log: EventLog;
  network: Network;
  logger: Logger;
  /** Wall clock of the host. */
  wallMs: () => number;
  settings: Partial<IngestSettings>;
  complain: (sentence: string) => void;
}

export interface RunningIngest {
  /** Frames read so far. */
  frames(): number;
  held(): number;
}

export async function startIngestRole(world: IngestWorld): Promise<RunningIngest> {
  const { process, log, network, logger, wallMs, complain } = world;
  const { scheduler } = process;
  const bootMs = scheduler.nowMs;
  const monotonicMs = () => scheduler.nowMs - bootMs + 1;
  const settings = Value.Default(ingestSettings, { ...world.settings }) as IngestSettings;
  const clock = { now: wallMs };
  const parts = { log, settings, secrets: SECRETS, logger, clock, timers: process, monotonicMs };
  const { counters, wheel, gateway, feed, ticks, publisher, sessions } = wire(parts);
  await feed.start();
  ticks.start();
  const links = new Set<StreamLink>();
  const host: Host = { gateway, process, nowMs: monotonicMs, links };
  network.host = host;
  process.onKill(() => {
    if (network.host === host) network.host = null;
  });
  process.every(1_000, () => {
    wheel.advance();
    publisher.setOutsidePressure(false);
    gateway.everySecond();
    const { frames, outcomes, held, heldBytes } = counters;
    const sum = FRAME_OUTCOMES.reduce((total, outcome) => total + outcomes[outcome], 0);
    if (frames !== sum + held) complain(`Frames do not add up: ${frames} ≠ ${sum} + ${held} held.`);
    if (held < 0 || heldBytes < 0) complain(`Fewer than none held: ${held}, ${heldBytes} bytes.`);
    // One segment may go over the bound.
    if (heldBytes > settings.unackedBytesMax + 65_536)
      complain(`${heldBytes} bytes wait for the log.`);
    if (sessions.size !== counters.sessionsOpen) complain('Sessions are miscounted.');
  });
  return { frames: () => counters.frames, held: () => counters.held };
}

export interface ProcessorWorld {
  process: Process;
  log: EventLog;
  store: StateStore;
  logger: Logger;
  settings: ProcessorSettings;
  rules: readonly AnyRule[];
}

export function startProcessorRole(world: ProcessorWorld): Processors & { metrics: Registry } {
  const { process, log, store, logger, settings, rules } = world;
  const metrics = new Registry();
  const pace = {
    now: () => process.scheduler.nowMs,
    sleep: (ms: number) => process.sleep(ms),
    turn: () => process.sleep(0),
  };
  return { ...startProcessors({ log, store, logger, settings, rules, metrics, pace }), metrics };
}

/** In = out + dropped, by outcome, of every record since this process started. */
export async function recordsAddUp(metrics: Registry): Promise<string | null> {
  const { values } = (await metrics.getSingleMetric('tizheng_processor_records_total')?.get()) ?? {
    values: [],
  };
  const of = (stage: string, outcome: string) =>
    values.find(({ labels }) => labels.stage === stage && labels.outcome === outcome)?.value ?? 0;
  const vehicleOutcomes = [
    'observations',
    'duplicates',
    'driverCards',
    'events',
    'signsOfLife',
    'others',
    'ticks',
    'controls',
    'poison',
  ];
  const sum = vehicleOutcomes.reduce((total, outcome) => total + of('vehicle', outcome), 0);
  return sum === of('vehicle', 'records')
    ? null
    : `Records do not add up: ${of('vehicle', 'records')} ≠ ${sum}.`;
}
