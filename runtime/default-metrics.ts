/**
 * What Node tells of itself, each figure once: of the process from its main thread, of a thread
 * from that thread. Lists of open handles are left out: with ten thousand devices, walking them in
 * every thread at every scrape cost more than a second of processor time in ten.
 */
import { collectDefaultMetrics, type Registry } from 'prom-client';

export function collectProcessMetrics(registry: Registry): void {
  collect(registry, (name) => name.startsWith('process_'));
}

export function collectThreadMetrics(registry: Registry): void {
  collect(registry, (name) => !name.startsWith('process_') && !name.startsWith('nodejs_active_'));
}

/** Registers all there are and takes out what is not wanted: prom-client has no finer way. */
function collect(registry: Registry, isWanted: (name: string) => boolean): void {
  const before = new Set(registry.getMetricsAsArray().map(({ name }) => name));
  collectDefaultMetrics({ register: registry });
  for (const { name } of registry.getMetricsAsArray())
    if (!before.has(name) && !isWanted(name)) registry.removeSingleMetric(name);
}
