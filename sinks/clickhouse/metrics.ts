/** What the sink counts. Read = inserted + doubled + unreadable + without a row + waiting. */

import type { Registry } from 'prom-client';
import { Counter, Gauge, Histogram } from 'prom-client';

export interface SinkMetrics {
  records: Counter<'topic' | 'outcome'>;
  rows: Counter<'table'>;
  insertSeconds: Histogram<'table'>;
  retries: Counter<'table' | 'reason'>;
  halted: Gauge<'topic' | 'partition'>;
  lag: Gauge<'topic' | 'partition'>;
}

export function sinkMetrics(registry: Registry): SinkMetrics {
  const registers = [registry];
  return {
    records: new Counter({
      name: 'tizheng_sink_records_total',
      help: 'Log records read, by what became of them: row, doubled (output seen before), rowless, unreadable, lost (removed by retention unread).',
      labelNames: ['topic', 'outcome'],
      registers,
    }),
    rows: new Counter({
      name: 'tizheng_sink_rows_total',
      help: 'Rows the store confirmed.',
      labelNames: ['table'],
      registers,
    }),
    insertSeconds: new Histogram({
      name: 'tizheng_sink_insert_seconds',
      help: 'Time of a confirmed insert, repeats included.',
      labelNames: ['table'],
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 60],
      registers,
    }),
    retries: new Counter({
      name: 'tizheng_sink_retries_total',
      help: 'Inserts sent again: unavailable (not now) or refused (halted, a person is needed).',
      labelNames: ['table', 'reason'],
      registers,
    }),
    halted: new Gauge({
      name: 'tizheng_sink_halted',
      help: 'Whether a partition waits for a person because the store refuses its batch.',
      labelNames: ['topic', 'partition'],
      registers,
    }),
    lag: new Gauge({
      name: 'tizheng_sink_lag_records',
      help: 'Records of a partition not yet in the store.',
      labelNames: ['topic', 'partition'],
      registers,
    }),
  };
}
