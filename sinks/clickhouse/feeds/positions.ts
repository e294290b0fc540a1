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
        'received_delay',
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
    r.i64(o.receivedTimeMs - o.eventTimeMs);
    r.i32OrNull(o.latitudeDeg === null ? null : o.latitudeDeg * 1e7);
    r.i32OrNull(o.longitudeDeg === null ? null : o.longitudeDeg * 1e7);
    r.i32OrNull(o.altitudeM);
    r.u16OrNull(o.speedKmh === null ? null : o.speedKmh * 10);
    r.u16OrNull(o.courseDeg);
    r.i32OrNull(o.mileageKm === null ? null : o.mileageKm * 10);
    r.u32(o.alarmFlag);
    r.u32(o.statusFlag);
    r.u32(o.flags);
    r.key(o.deviceKey);
    r.keyOrNull(o.driverKey);
    r.name(o.protocol);
    r.u16(o.inputPartition);
    r.i64(o.inputOffset);
    r.end();
    return true;
  },
};
