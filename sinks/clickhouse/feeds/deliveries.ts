/** deliveries.v1 → dw.deliveries: every attempt; how endpoints stand (statuses) leaves no row. */
import { TOPICS } from '#core/topics.ts';
import { decodeDeliveryRecord } from '#proto/codec/delivery.ts';
import type { Feed } from '../feed.ts';

export const deliveriesFeed: Feed = {
  topic: TOPICS.deliveries,
  targets: [
    {
      table: 'dw.deliveries',
      columns: [
        'endpoint',
        'at',
        'webhook_id',
        'attempt',
        'outcome',
        'reason',
        'status',
        'duration',
        'next_at',
        'alert_id',
        'alert_type',
        'change',
        'alert_partition',
        'alert_offset',
        'log_partition',
        'log_offset',
      ],
    },
  ],
  write(record, { partition }, [rows]) {
    const attempt = decodeDeliveryRecord(record.value);
    if (attempt.kind !== 'attempt') return true;
    const r = rows!;
    r.begin();
    r.text(attempt.endpoint);
    r.time(attempt.atMs);
    r.text(attempt.webhookId);
    r.u16(attempt.attempt);
    r.text(attempt.outcome);
    r.text(attempt.reason);
    r.u16OrNull(attempt.status);
    r.u32(attempt.durationMs);
    r.timeOrNull(attempt.nextAtMs);
    r.fixed(attempt.alertId, 32);
    r.text(attempt.alertType);
    r.text(attempt.change);
    r.u16(attempt.partition);
    r.i64(attempt.offset);
    r.u16(partition);
    r.i64(record.offset);
    r.end();
    return true;
  },
};
