/** How far readers in other processes are behind, as the log knows it: its ends less what they have told. */
import { TOPICS } from '#core/topics.ts';
import { PROCESSORS_GROUP } from '#processors/runner.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { SINK_GROUP } from '#sinks/clickhouse/lane.ts';

/** Of the many a role reads, those that grow with the traffic. */
const READ_BY = {
  processors: { group: PROCESSORS_GROUP, topics: [TOPICS.reports, TOPICS.partials] },
  sinks: { group: SINK_GROUP, topics: [TOPICS.observations] },
} as const;

export async function lagsByLog(log: EventLog): Promise<{ processors: number; sinks: number }> {
  const [processors, sinks] = await Promise.all(
    [READ_BY.processors, READ_BY.sinks].map(({ group, topics }) => lagOf(log, group, topics)),
  );
  return { processors: processors!, sinks: sinks! };
}

async function lagOf(log: EventLog, group: string, topics: readonly string[]): Promise<number> {
  const lags = topics.flatMap((topic) =>
    Array.from({ length: log.partitions(topic) }, async (_, partition) => {
      const [{ low, high }, committed] = await Promise.all([
        log.ends(topic, partition),
        log.committed(group, topic, partition),
      ]);
      return Math.max(0, high - Math.max(low, committed ?? low));
    }),
  );
  return (await Promise.all(lags)).reduce((sum, lag) => sum + lag, 0);
}
