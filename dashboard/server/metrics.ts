/** What operators see of the dashboard's server. */
import { Gauge, type Registry } from 'prom-client';
import type { AlertBook } from './alert-book.ts';
import type { Fleet } from './fleet.ts';
import type { LiveHub } from './live-hub.ts';
import type { Tail } from './tail.ts';

export function observeDashboard(
  registry: Registry,
  parts: { hub: LiveHub; fleet: Fleet; book: AlertBook; tails: Tail[] },
): void {
  const { hub, fleet, book, tails } = parts;
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('tizheng_dashboard_viewers', 'Live connections open.', () => hub.stats.viewers);
  gauge(
    'tizheng_dashboard_vehicles',
    'Vehicles with a position on the live map.',
    () => fleet.positioned,
  );
  gauge('tizheng_dashboard_alerts_open', 'Alerts whose episode is open.', () => book.openCount);
  gauge('tizheng_dashboard_lag_records', 'Log records not yet taken in.', () =>
    tails.reduce((sum, tail) => sum + tail.lag(), 0),
  );
  const counter = (name: string, help: string, read: () => number) => gauge(name, help, read);
  counter(
    'tizheng_dashboard_frames_sent_total',
    'Position frames sent.',
    () => hub.stats.framesSent,
  );
  counter(
    'tizheng_dashboard_frames_skipped_total',
    'Position frames skipped for slow viewers.',
    () => hub.stats.framesSkipped,
  );
  counter(
    'tizheng_dashboard_rows_sent_total',
    'Vehicle rows sent in position frames.',
    () => hub.stats.rowsSent,
  );
  counter('tizheng_dashboard_alerts_sent_total', 'Alert rows sent.', () => hub.stats.alertsSent);
  counter(
    'tizheng_dashboard_resyncs_total',
    'Viewers closed because alerts piled up.',
    () => hub.stats.resyncs,
  );
  counter(
    'tizheng_dashboard_sent_bytes_total',
    'Bytes sent to viewers.',
    () => hub.stats.bytesSent,
  );
}
