/** quarantine.v1 → ods.quarantined; also the place for records of ours that a feed cannot read. */
import { NO_SUBJECT } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeQuarantined } from '#proto/codec/quarantined.ts';
import type { LogRecord } from '#runtime/log/event-log.ts';
import type { Feed, Target } from '../feed.ts';
import type { RowWriter } from '../rows.ts';

export const QUARANTINED: Target = {
  table: 'ods.quarantined',
  columns: [
    'received_time',
    'source',
    'fault_code',
    'fault_offset',
    'device',
    'log_partition',
    'log_offset',
    'raw',
  ],
};

export const quarantinedFeed: Feed = {
  topic: TOPICS.quarantine,
  targets: [QUARANTINED],
  write(record, { partition }, [rows]) {
    const q = decodeQuarantined(record.value);
    const r = rows!;
    r.begin();
    r.time(q.receivedTimeMs);
    r.text(q.source);
    r.text(q.faultCode);
    r.u32(q.faultOffset);
    r.key(q.deviceKey);
    r.u16(partition);
    r.i64(record.offset);
    r.binary(q.raw);
    r.end();
    return true;
  },
};

/** A record that is not what its topic holds is set aside whole, with its coordinates, and the lane goes on. */
export function writeUnreadable(
  rows: RowWriter,
  place: { topic: string; partition: number; record: LogRecord; code: string },
): void {
  const { record } = place;
  rows.begin();
  rows.time(record.timeMs);
  rows.text(`sink:${place.topic}`);
  rows.text(`wire.${place.code}`);
  rows.u32(0);
  rows.key(NO_SUBJECT);
  rows.u16(place.partition);
  rows.i64(record.offset);
  rows.binary(record.value);
  rows.end();
}
