/**
 * The platform's own reasons to take nothing in: its readers are too far behind the log, or the disk
 * is nearly full. Ingest then pauses its sockets, answers nothing, and devices keep and resend what
 * they have. It goes on when every figure is back at half its bound (the disk: a quarter above it),
 * so that it does not flutter.
 */
import { statfsSync } from 'node:fs';
import { Gauge, type Registry } from 'prom-client';
import type { Logger } from '#runtime/logger.ts';
import type { PlatformSettings } from './settings.ts';

export const PRESSURE_REASONS = ['processor-lag', 'sink-lag', 'disk'] as const;
export type PressureReason = (typeof PRESSURE_REASONS)[number];

export interface Load {
  /** Records not processed yet, over all tasks. */
  processorLag: number;
  /** Records not in the store yet, over all partitions. */
  sinkLag: number;
  diskFreeBytes: number;
}

const LOOK_EVERY_MS = 2_000;
/** Asking the log costs requests per partition. */
export const ASK_LOG_EVERY_MS = 5_000;

/** Reasons that hold now; `before` held at the last look and end later than they begin. */
export function reasonsOf(
  load: Load,
  bounds: PlatformSettings['pressure'],
  before: ReadonlySet<PressureReason>,
): Set<PressureReason> {
  const isBehind = (reason: PressureReason, lag: number, max: number): boolean =>
    max > 0 && lag > (before.has(reason) ? max / 2 : max);
  const freeMin = bounds.diskFreeMegabytesMin * 1e6 * (before.has('disk') ? 1.25 : 1);
  const holds: Record<PressureReason, boolean> = {
    'processor-lag': isBehind('processor-lag', load.processorLag, bounds.processorLagRecordsMax),
    'sink-lag': isBehind('sink-lag', load.sinkLag, bounds.sinkLagRecordsMax),
    disk: load.diskFreeBytes < freeMin,
  };
  return new Set(PRESSURE_REASONS.filter((reason) => holds[reason]));
}

export function pressureGauge(registry: Registry): Gauge<'reason'> {
  const gauge = new Gauge({
    name: 'tizheng_ingest_paused',
    help: 'Whether ingest takes nothing in (1), by reason.',
    labelNames: ['reason'],
    registers: [registry],
  });
  for (const reason of PRESSURE_REASONS) gauge.set({ reason }, 0);
  return gauge;
}

export interface PressureParts {
  dataDir: string;
  bounds: PlatformSettings['pressure'];
  gauge: Gauge<'reason'>;
  logger: Logger;
  /** Records behind of the roles that read the log. */
  lags: () => Promise<{ processors: number; sinks: number }>;
  tell: (on: boolean) => void;
  everyMs?: number;
}

/** Looks every two seconds; the answered function ends it. */
export function watchPressure(parts: PressureParts): () => void {
  const { bounds, gauge, logger } = parts;
  let reasons = new Set<PressureReason>();
  const look = async (): Promise<void> => {
    const { processors, sinks } = await parts.lags();
    const { bavail, bsize } = statfsSync(parts.dataDir);
    const load: Load = { processorLag: processors, sinkLag: sinks, diskFreeBytes: bavail * bsize };
    const now = reasonsOf(load, bounds, reasons);
    const changed = PRESSURE_REASONS.some((reason) => now.has(reason) !== reasons.has(reason));
    const before = reasons.size > 0;
    reasons = now;
    if (!changed) return;
    for (const reason of PRESSURE_REASONS) gauge.set({ reason }, now.has(reason) ? 1 : 0);
    if (before !== now.size > 0) parts.tell(now.size > 0);
    const fields = { reasons: [...now], ...load };
    if (now.size > 0) logger.warn(fields, 'Ingest is paused; devices keep what they have.');
    else logger.info(fields, 'Ingest goes on.');
  };
  const timer = setInterval(() => {
    look().catch((err: unknown) => logger.error({ err }, 'Pressure cannot be judged.'));
  }, parts.everyMs ?? LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
