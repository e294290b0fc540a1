/**
 * observations.v1 → dw.positions. The hot path of the sink: the wire's integers are the columns'
 * integers, so a record becomes a row without an object, a string or a fraction in between.
 */
import { TOPICS } from '#core/topics.ts';
import { HAS, ObservationScan } from '#proto/codec/observation-scan.ts';
import { protocolOfNumber } from '#proto/codec/protocol.ts';
import type { Feed } from '../feed.ts';

/** One for all: a row is written before the next record is scanned. */
const o = new ObservationScan();

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
    o.scan(record.value);
    if (!seen.admit(o.epoch, o.number)) return false;
    const { bytes, has } = o;
    const r = rows!;
    r.begin();
    r.keyFrom(bytes, o.subjectAt);
    r.time(o.eventTimeMs);
    r.i64(o.receivedTimeMs - o.eventTimeMs);
    r.i32If((has & HAS.latitude) !== 0, o.latitudeE7);
    r.i32If((has & HAS.longitude) !== 0, o.longitudeE7);
    r.i32If((has & HAS.altitude) !== 0, o.altitudeM);
    r.u16If((has & HAS.speed) !== 0, o.speedDkmh);
    r.u16If((has & HAS.course) !== 0, o.courseDeg);
    r.i32If((has & HAS.mileage) !== 0, o.mileageHm);
    r.u32(o.alarmFlag);
    r.u32(o.statusFlag);
    r.u32(o.flags);
    r.keyFrom(bytes, o.deviceAt);
    r.keyFromOrNull(bytes, o.driverAt);
    r.name(protocolOfNumber(o.protocol));
    r.u16(o.inputPartition);
    r.i64(o.inputOffset);
    r.end();
    return true;
  },
};
