/** The one place that knows which engine of the log is set. */
import { join } from 'node:path';
import type { Registry } from 'prom-client';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { PlatformSettings } from './settings.ts';

/** A handle for one process or thread; `metrics` may hold one log. Throws as the engine does. */
export async function openLog(
  { dataDir, log }: Pick<PlatformSettings, 'dataDir' | 'log'>,
  metrics: Registry | null = null,
): Promise<EventLog> {
  if (log.engine === 'embedded') return openEmbeddedLog({ dir: join(dataDir, 'log') });
  const { openKafkaLog } = await import('#runtime/log/kafka/index.ts');
  return openKafkaLog(log.kafka, metrics);
}
