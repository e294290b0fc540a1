/**
 * How long the store keeps what, from the settings. A table is altered only when its TTL differs,
 * because altering rewrites parts. TTL counts from the time of the fact: history replayed into
 * these tables would vanish at the next merge, so replays go into tables without one.
 */
import type { ClickHouseClient } from '@clickhouse/client';
import type { ClickhouseSettings } from '../config.ts';
import { storeError } from './store.ts';

export async function applyRetention(
  store: ClickHouseClient,
  settings: ClickhouseSettings,
): Promise<string[]> {
  const wanted = [
    { database: 'ods', name: 'frames', time: 'received_time', days: settings.framesDays },
    { database: 'ods', name: 'quarantined', time: 'received_time', days: settings.quarantinedDays },
    { database: 'dw', name: 'positions', time: 'event_time', days: settings.positionsDays },
    { database: 'dw', name: 'device_events', time: 'event_time', days: settings.positionsDays },
    { database: 'dw', name: 'traffic', time: 'event_time', days: settings.positionsDays },
    { database: 'dw', name: 'weather', time: 'event_time', days: settings.positionsDays },
    { database: 'svc', name: 'indicators', time: 'window_start', days: settings.indicatorsDays },
    { database: 'dw', name: 'alerts', time: 'opened_at', days: settings.alertsDays },
    { database: 'dw', name: 'alert_actions', time: 'at', days: settings.alertsDays },
    { database: 'dw', name: 'deliveries', time: 'at', days: settings.alertsDays },
  ];
  const changed: string[] = [];
  try {
    const result = await store.query({
      query: `SELECT database || '.' || name AS table, create_table_query AS ddl FROM system.tables WHERE database IN ('ods', 'dw', 'svc')`,
      format: 'JSONEachRow',
    });
    const rows = await result.json<{ table: string; ddl: string }>();
    const ddlOf = new Map(rows.map(({ table, ddl }) => [table, ddl]));
    for (const { database, name, time, days } of wanted) {
      const table = `${database}.${name}`;
      const ttl = `TTL toDateTime(${time}) + toIntervalDay(${days})`;
      if (ddlOf.get(table)?.includes(`${ttl} `)) continue;
      await store.command({ query: `ALTER TABLE ${table} MODIFY ${ttl}` });
      changed.push(table);
    }
  } catch (error) {
    throw storeError(error, 'set the retention of its tables');
  }
  return changed;
}
