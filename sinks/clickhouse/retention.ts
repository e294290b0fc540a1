/**
 * How long the store keeps what, from the settings. A table is altered only when its TTL differs,
 * because altering rewrites parts. TTL counts from the time of the fact: history replayed into
 * these tables would vanish at the next merge, so replays go into tables without one.
 */
import { readRows, type StoreClient, sendCommand } from '#runtime/store/client.ts';
import type { ClickhouseSettings } from '../config.ts';
import { renderForCluster, storedIn } from './cluster-schema.ts';
import { storeError } from './store.ts';

export async function applyRetention(
  store: StoreClient,
  settings: ClickhouseSettings,
  cluster = '',
): Promise<string[]> {
  const wanted = [
    { database: 'ods', name: 'frames', time: 'received_time', days: settings.framesDays },
    { database: 'ods', name: 'quarantined', time: 'received_time', days: settings.quarantinedDays },
    { database: 'dw', name: 'positions', time: 'event_time', days: settings.positionsDays },
    { database: 'dw', name: 'device_events', time: 'event_time', days: settings.positionsDays },
    { database: 'dw', name: 'traffic', time: 'event_time', days: settings.positionsDays },
    { database: 'dw', name: 'weather', time: 'event_time', days: settings.positionsDays },
    { database: 'svc', name: 'indicators', time: 'window_start', days: settings.indicatorsDays },
    // Risk is kept as long as the alerts it rests on, violations by section as indicators.
    { database: 'svc', name: 'risk_verdicts', time: 'as_of', days: settings.alertsDays },
    { database: 'svc', name: 'risk_codes', time: 'at', days: settings.alertsDays },
    { database: 'svc', name: 'violation_sections', time: 'as_of', days: settings.indicatorsDays },
    { database: 'dw', name: 'alerts', time: 'opened_at', days: settings.alertsDays },
    {
      database: 'dw',
      name: 'alert_transitions',
      time: 'opened_at',
      days: settings.alertsDays,
    },
    { database: 'dw', name: 'alert_actions', time: 'at', days: settings.alertsDays },
    { database: 'dw', name: 'deliveries', time: 'at', days: settings.alertsDays },
    { database: 'dw', name: 'alert_steps', time: 'at', days: settings.alertsDays },
    { database: 'dw', name: 'audit', time: 'at', days: settings.alertsDays },
  ];
  const changed: string[] = [];
  try {
    const rows = await readRows<[table: string, ddl: string]>(
      store,
      'retention.tables',
      `SELECT database || '.' || name, create_table_query FROM system.tables WHERE database IN ('ods', 'dw', 'svc')`,
    );
    const ddlOf = new Map(rows);
    for (const { database, name, time, days } of wanted) {
      const table = `${database}.${name}`;
      const ttl = `TTL toDateTime(${time}) + toIntervalDay(${days})`;
      if (ddlOf.get(storedIn(table, cluster))?.includes(`${ttl} `)) continue;
      for (const statement of renderForCluster(`ALTER TABLE ${table} MODIFY ${ttl}`, cluster))
        await sendCommand(store, 'retention.set', statement);
      changed.push(table);
    }
  } catch (error) {
    throw storeError(error, 'set the retention of its tables');
  }
  return changed;
}
