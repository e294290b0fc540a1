/** observations.v1 → dw.positions. The hot path of the sink: one decode, one row, no string in between. */
import { TOPICS } from '#core/topics.ts';
import { decodeObservation } from '#proto/codec/observation.ts';
import type { Feed } from '../feed.ts';

export const positionsFeed: Feed = {
  topic: TOPICS.observations,
  targets: [
    {
      table: 'dw.positions',
      columns: [
        'subject',
        'event_time',
        'received_time',
        'latitude',
        'longitude',
        'altitude',
        'speed',
        'course',
        'mileage',
        'alarm',
        'status',
        'flags',
        'device',
        'driver',
        'protocol',
        'input_partition',
        'input_offset',
      ],
    },
  ],
  write(record, { seen }, [rows]) {
    const o = decodeObservation(record.value);
    if (!seen.admit(o.epoch, o.number)) return false;
    const r = rows!;
    r.begin();
    r.key(o.subjectKey);
    r.time(o.eventTimeMs);
    r.time(o.receivedTimeMs);
    r.scaledOrNull(o.latitudeDeg, 1e7);
    r.scaledOrNull(o.longitudeDeg, 1e7);
    r.scaledOrNull(o.altitudeM, 1);
    r.scaledOrNull(o.speedKmh, 10);
    r.integerOrNull(o.courseDeg);
    r.scaledOrNull(o.mileageKm, 10);
    r.integer(o.alarmFlag >>> 0);
    r.integer(o.statusFlag >>> 0);
    r.integer(o.flags);
    r.key(o.deviceKey);
    r.keyOrNull(o.driverKey);
    r.name(o.protocol);
    r.integer(o.inputPartition);
    r.integer(o.inputOffset);
    r.end();
    return true;
  },
};
