/**
 * Every metric of the platform, taken from the same registries the roles fill. A metric is listed
 * here because its service registers it; what a high value means is said in `metric-notes.ts`.
 */
import { Registry } from 'prom-client';
import { observeDashboard } from '#dashboard/server/metrics.ts';
import { MediaCounters } from '#ingest/attachments/counters.ts';
import { IngestCounters } from '#ingest/counters.ts';
import { ProcessorMetrics } from '#processors/metrics.ts';
import { collectProcessMetrics, collectThreadMetrics } from '#runtime/default-metrics.ts';
import { groupMetrics, kafkaMetrics } from '#runtime/log/kafka/metrics.ts';
import { storeMetrics } from '#runtime/store/metrics.ts';
import { sinkMetrics } from '#sinks/clickhouse/metrics.ts';
import { loopMetrics } from '#sinks/loop/metrics.ts';
import { webhookMetrics } from '#sinks/webhooks/metrics.ts';
import { platformMetrics } from '#tools/platform/metrics.ts';
import { pressureGauge } from '#tools/platform/pressure.ts';

export interface ListedMetric {
  /** Service that exposes it; one section of the page. */
  service: string;
  name: string;
  type: 'counter' | 'gauge' | 'histogram' | 'summary';
  help: string;
  labels: string[];
}

/** What a metric of prom-client says of itself beside its published type. */
interface Registered {
  name: string;
  help: string;
  labelNames: string[];
  /** How figures of several roles come together; `omit` = not served. */
  aggregator: string;
  constructor: { name: string };
}

/** Registers what a role registers; nothing is collected, so what the figures are read from is not needed. */
const SERVICES: Record<string, (registry: Registry) => void> = {
  platform: (registry) => {
    platformMetrics(registry, { dataDir: '' });
    pressureGauge(registry);
    storeMetrics(registry);
    collectProcessMetrics(registry);
  },
  ingest: (registry) => {
    new IngestCounters().register(registry);
    new MediaCounters().register(registry, { heldBytes: 0, files: 0 });
  },
  processors: (registry) => void new ProcessorMetrics(registry),
  sinks: (registry) => {
    sinkMetrics(registry);
    webhookMetrics(registry);
    loopMetrics(registry);
  },
  dashboard: (registry) => observeDashboard(registry, { hub: {} } as never),
  'every role': collectThreadMetrics,
  'every role, with the log on Kafka': (registry) => {
    kafkaMetrics(registry);
    groupMetrics(registry);
  },
};

export function listMetrics(): ListedMetric[] {
  return Object.entries(SERVICES).flatMap(([service, register]) => {
    const registry = new Registry();
    register(registry);
    const metrics = registry.getMetricsAsArray() as unknown as Registered[];
    const served = metrics.filter(({ aggregator }) => aggregator !== 'omit');
    return served.map((metric) => ({
      service,
      name: metric.name,
      type: metric.constructor.name.toLowerCase() as ListedMetric['type'],
      help: metric.help,
      labels: [...metric.labelNames],
    }));
  });
}

/** Names of the series a metric exposes: a histogram has three. */
export function seriesOf({ name, type }: ListedMetric): string[] {
  return type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}
