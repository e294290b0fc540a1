/**
 * Qualify: what a report is good for by itself (domain.md 4.3). Nothing is dropped and no rule
 * silenced here; flags tell what cannot be relied on. Drift and frozen coordinates need neighbours
 * in event order and are judged on the time line (timeline/track.ts).
 */
import { FLAGS, type PositionFix, STATUS } from '#core/report.ts';
import type { Passage } from './passage.ts';

/** A clock that has stood still for this long while reports with other content kept coming is stopped. */
const STOPPED_CLOCK_MS = 60_000;
/** Satellite against sensor speed, domain.md 1.5. */
const SPEED_MISMATCH_KMH = 11;
/** Qualified record, domain.md 4.3. */
const BOX = { south: 3.85, north: 53.55, west: 73.55, east: 135.0833 };
const SPEED_MAX_KMH = 160;
const ALTITUDE_MIN_M = -200;
const ALTITUDE_MAX_M = 6_500;

export function qualify(passage: Passage): boolean {
  const { reading, position, subject, entry } = passage;
  entry.subjectKey = reading.subjectKey;
  entry.deviceKey = reading.deviceKey;
  entry.protocol = reading.protocol;
  entry.driverKey = null;
  const isClockRight = passage.trusted && !isClockStopped(passage);
  if (!isClockRight) passage.counters.clockWrong++;
  entry.eventTimeMs = isClockRight ? position.fixTimeMs! : reading.receivedTimeMs;
  entry.receivedTimeMs = reading.receivedTimeMs;
  entry.tie = passage.tie;
  entry.latitudeDeg = position.latitudeDeg;
  entry.longitudeDeg = position.longitudeDeg;
  entry.altitudeM = position.altitudeM;
  entry.speedKmh = position.speedKmh;
  entry.courseDeg = position.courseDeg;
  entry.mileageKm = position.mileageKm;
  entry.alarmFlag = position.alarmFlag;
  entry.statusFlag = position.statusFlag;
  entry.videoAlarmFlag = position.videoAlarmFlag ?? 0;
  entry.alarmItems = position.alarmItems;
  entry.namedDriverKey = position.driverKey;
  entry.inputPartition = subject.partition;
  entry.inputOffset = passage.inputOffset;
  entry.flags =
    (isClockRight ? 0 : FLAGS.clockWrong) | flagsOf(position, usesStatusBits(reading.protocol));
  return true;
}

/** The same fix time again, with other content, long after it first arrived: the clock hangs. */
function isClockStopped({ reading, position, subject: { timeline } }: Passage): boolean {
  return (
    position.fixTimeMs === timeline.newestMs &&
    !position.backlog &&
    reading.receivedTimeMs - timeline.newestReceivedMs >= STOPPED_CLOCK_MS
  );
}

function flagsOf(position: PositionFix, hasStatusBits: boolean): number {
  const {
    latitudeDeg,
    longitudeDeg,
    altitudeM,
    speedKmh,
    courseDeg,
    recorderSpeedKmh,
    statusFlag,
  } = position;
  let flags = position.backlog ? FLAGS.backlog : 0;
  if (latitudeDeg === null || longitudeDeg === null) flags |= FLAGS.noFix;
  else if (
    latitudeDeg < BOX.south ||
    latitudeDeg > BOX.north ||
    longitudeDeg < BOX.west ||
    longitudeDeg > BOX.east
  ) {
    flags |= FLAGS.outOfRange;
  }
  if (hasStatusBits) {
    if ((statusFlag & STATUS.located) === 0) flags |= FLAGS.noFix;
    if ((statusFlag & STATUS.encrypted) !== 0) flags |= FLAGS.encrypted;
  }
  if (speedKmh !== null) {
    if (speedKmh < 0 || speedKmh > SPEED_MAX_KMH) flags |= FLAGS.outOfRange;
    if (recorderSpeedKmh !== null && Math.abs(speedKmh - recorderSpeedKmh) > SPEED_MISMATCH_KMH)
      flags |= FLAGS.speedMismatch;
  }
  if (altitudeM !== null && (altitudeM < ALTITUDE_MIN_M || altitudeM > ALTITUDE_MAX_M))
    flags |= FLAGS.outOfRange;
  if (courseDeg !== null && (courseDeg < 0 || courseDeg > 359)) flags |= FLAGS.outOfRange;
  return flags;
}

/** Status bits 1 and 5 mean what JT/T 808 says only where 808 (or replay, in its form) is spoken. */
function usesStatusBits(protocol: string): boolean {
  return protocol === 'replay' || protocol.startsWith('jt808');
}
