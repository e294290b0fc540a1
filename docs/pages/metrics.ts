/** docs/generated/metrics.md: every metric with its meaning, generated from the registries. */
import { type ListedMetric, listMetrics } from './metric-catalogue.ts';
import { metricNotes } from './metric-notes.ts';
import { NOTE, table } from './table.ts';

function unitOf({ name }: ListedMetric): string {
  if (/_(bucket|count)$/.test(name)) return 'count';
  const base = name.replace(/_(total|sum)$/, '');
  if (/_seconds$/.test(base)) return 's';
  if (/_ms$/.test(base)) return 'ms';
  if (/_bytes$/.test(base)) return 'bytes';
  if (/_records$/.test(base)) return 'records';
  if (/_(store_up|halted|info|paused)$/.test(base)) return '0 or 1';
  return 'count';
}

/** @throws Error naming every metric without a note and every note without a metric */
export function metricsPage(): string {
  const metrics = listMetrics();
  const names = new Set(metrics.map(({ name }) => name));
  const silent = [...names].filter((name) => metricNotes[name] === undefined);
  const stale = Object.keys(metricNotes).filter((name) => !names.has(name));
  if (silent.length > 0)
    throw new Error(`docs/pages/metric-notes.ts says nothing of: ${silent.join(', ')}`);
  if (stale.length > 0)
    throw new Error(`docs/pages/metric-notes.ts names what is gone: ${stale.join(', ')}`);
  const head = ['metric', 'type', 'unit', 'labels', 'meaning', 'what a high value means'];
  const sections = [...Map.groupBy(metrics, ({ service }) => service)].map(([service, list]) => {
    const rows = list.map((metric) => [
      `\`${metric.name}\``,
      metric.type,
      unitOf(metric),
      metric.labels.map((label) => `\`${label}\``).join(' '),
      metric.help,
      metricNotes[metric.name] ?? '',
    ]);
    return `## ${service}\n\n${table(head, rows)}`;
  });
  return `# Metrics\n\n${NOTE}Served at \`/metrics\` of the ops listener for Prometheus. Each series carries \`role\`, the thread it comes from; \`process_*\` are those of the whole process, under the role \`platform\`. Label values come from closed lists and never name a vehicle, a phone or a person. Dashboards and alert rules built from these: \`ops/\`.\n\n${sections.join('\n\n')}\n`;
}
