/*
 * Message → readings, in house units: wire units, hemisphere bits and GMT+8 stop here.
 * The location path goes from frame bytes to the reading without a message in between.
 */
import type { SubjectKey } from '#core/identity.ts';
import type { PositionFix, Reading, ReadingBody, SourceProtocol } from '#core/report.ts';
import { readAlarmItems } from './alarm-items.ts';
import { BodyReader } from './bytes.ts';
import { DecodeFault } from './fault.ts';
import { type Edition, type Header, isPart } from './header.ts';
import { ABSENT, decodeLocationFast, type LocationFast, newLocationFast } from './location-fast.ts';
import { BATCH_TYPE_BACKLOG, forEachBatchItem } from './messages/batch-location.ts';
import { type DriverIdentity, driverIdentity } from './messages/driver-identity.ts';
import { type PassengerFlow, passengerFlow } from './messages/passenger-flow.ts';

/** What the session knows and the bytes do not say. */
export interface ReportContext {
  subjectKey: SubjectKey;
  deviceKey: SubjectKey;
  /** Edition of the session: decides which alarm-bit table the reading follows. */
  edition: Edition;
  receivedTimeMs: number;
  /** What the device's clock shows beyond GMT+8, ms; absent = 0, as the standard asks. */
  clockOffsetMs?: number;
  /** Pseudonym of a driver by qualification certificate number. */
  driverKeyOf: (certificateNo: string) => SubjectKey;
}

const PROTOCOLS = { '2011': 'jt808_2011', '2013': 'jt808_2013', '2019': 'jt808_2019' } as const;

const E6_LATITUDE_MAX = 90_000_000;
const E6_LONGITUDE_MAX = 180_000_000;
/** All ones: the device has no value. */
const NO_WORD = 0xffff;

const scratch = newLocationFast();

/**
 * Readings of a whole message. `bytes[start, end)` is the frame's content (header and body) or,
 * for a reassembled message, its joined body with `bodyStart` = `start`.
 * Registration, authentication and logout give none: session readings are the gateway's.
 * `raw` of each reading is a view of `bytes`: copy or encode it before the callback returns.
 */
export function toReadings(
  header: Header,
  bytes: Uint8Array,
  start: number,
  end: number,
  context: ReportContext,
  bodyStart = start + header.length,
): Reading[] | DecodeFault {
  if (header.encryption !== 0 || (bodyStart !== start && isPart(header))) {
    return [otherReading(header, bytes, start, end, context)];
  }
  switch (header.messageId) {
    case 0x0200: {
      const one = locationReading(header, bytes, start, end, context, bodyStart);
      return one instanceof DecodeFault ? one : [one];
    }
    case 0x0704:
      return batchReadings(header, bytes, end, context, bodyStart, start);
    case 0x0002:
      return [reading(header, bytes.subarray(start, end), context, { kind: 'heartbeat' })];
    case 0x0702:
      return driverCardReadings(header, bytes, start, end, context, bodyStart);
    case 0x1005:
      return passengerReadings(header, bytes, start, end, context, bodyStart);
    case 0x0003:
    case 0x0100:
    case 0x0102:
      return [];
    default:
      return [otherReading(header, bytes, start, end, context)];
  }
}

/** Kept for its bytes. */
function otherReading(
  header: Header,
  bytes: Uint8Array,
  start: number,
  end: number,
  context: ReportContext,
): Reading {
  const { messageId } = header;
  const body: ReadingBody =
    header.encryption === 0
      ? { kind: 'other', messageId }
      : { kind: 'other', messageId, encrypted: true };
  return reading(header, bytes.subarray(start, end), context, body);
}

/** The hot path: one 0x0200 frame to its reading. `raw` is a view of `bytes`. */
export function locationReading(
  header: Header,
  bytes: Uint8Array,
  start: number,
  end: number,
  context: ReportContext,
  bodyStart = start + header.length,
): Reading | DecodeFault {
  if (!decodeLocationFast(bytes, bodyStart, end, scratch)) {
    return new DecodeFault('BODY_TRUNCATED', end - start);
  }
  return reading(header, bytes.subarray(start, end), context, {
    kind: 'position',
    position: withAlarmItems(
      positionOf(scratch, false, context.clockOffsetMs),
      bytes,
      end,
      context,
    ),
  });
}

/** A position in house units. Bounds: `null` where a value is impossible or all ones. */
export function positionOf(
  location: LocationFast,
  backlog: boolean,
  clockOffsetMs = 0,
): PositionFix {
  const { latitudeE6, longitudeE6, directionDeg } = location;
  // 0/0 with the fixed bit set is a receiver without a solution, not a vehicle in the Gulf of Guinea.
  const placed =
    latitudeE6 <= E6_LATITUDE_MAX &&
    latitudeE6 >= -E6_LATITUDE_MAX &&
    longitudeE6 <= E6_LONGITUDE_MAX &&
    longitudeE6 >= -E6_LONGITUDE_MAX &&
    (latitudeE6 !== 0 || longitudeE6 !== 0);
  return {
    fixTimeMs: Number.isNaN(location.fixTimeMs) ? null : location.fixTimeMs - clockOffsetMs,
    latitudeDeg: placed ? latitudeE6 / 1e6 : null,
    longitudeDeg: placed ? longitudeE6 / 1e6 : null,
    altitudeM: location.altitudeM,
    speedKmh: location.speedTenthKmh === NO_WORD ? null : location.speedTenthKmh / 10,
    courseDeg: directionDeg < 360 ? directionDeg : directionDeg === 360 ? 0 : null,
    recorderSpeedKmh: tenthOrNull(location.recorderSpeedTenthKmh),
    mileageKm: location.mileageTenthKm === ABSENT ? null : location.mileageTenthKm / 10,
    satellites: location.satellites === ABSENT ? null : location.satellites,
    alarmFlag: location.alarmFlag,
    statusFlag: location.statusFlag,
    videoAlarmFlag: location.videoAlarmFlag === ABSENT ? null : location.videoAlarmFlag,
    alarmItems: null,
    backlog,
    driverKey: null,
  };
}

/** The position with what its report, just read into the scratch object, says of alarms beside their bits. */
function withAlarmItems(
  position: PositionFix,
  bytes: Uint8Array,
  end: number,
  { clockOffsetMs = 0 }: ReportContext,
): PositionFix {
  const at = scratch.alarmItemsAt;
  if (at !== ABSENT) position.alarmItems = readAlarmItems(bytes, at, end, clockOffsetMs);
  return position;
}

function tenthOrNull(value: number): number | null {
  return value === ABSENT || value === NO_WORD ? null : value / 10;
}

/** One reading per item, each with its own bytes. */
function batchReadings(
  header: Header,
  bytes: Uint8Array,
  end: number,
  context: ReportContext,
  bodyStart: number,
  origin: number,
): Reading[] | DecodeFault {
  const readings: Reading[] = [];
  const backlog = bytes[bodyStart + 2] === BATCH_TYPE_BACKLOG;
  const listEnd = forEachBatchItem(bytes, bodyStart, end, (from, to) => {
    decodeLocationFast(bytes, from, to, scratch);
    const position = withAlarmItems(
      positionOf(scratch, backlog, context.clockOffsetMs),
      bytes,
      to,
      context,
    );
    readings.push(
      reading(header, bytes.subarray(from, to), context, { kind: 'position', position }),
    );
  });
  return listEnd === -1 ? new DecodeFault('BODY_INVALID', bodyStart - origin) : readings;
}

function driverCardReadings(
  header: Header,
  bytes: Uint8Array,
  start: number,
  end: number,
  context: ReportContext,
  bodyStart: number,
): Reading[] | DecodeFault {
  let identity: DriverIdentity;
  try {
    identity = driverIdentity.decode(new BodyReader(bytes, bodyStart, end, start), header.version);
  } catch (error) {
    if (error instanceof DecodeFault) return error;
    throw error;
  }
  // The 2011 layout has no status: the message itself says that a driver signed in.
  const onDuty = identity.layout === '2011' || identity.status === 1;
  const readResult = identity.layout === '2011' ? 0 : (identity.icReadResult ?? null);
  const certificateNo = identity.certificateNo ?? '';
  const named = onDuty && readResult === 0 && certificateNo !== '';
  const body: ReadingBody = {
    kind: 'driverCard',
    driverCard: {
      eventTimeMs: identity.time ? Date.parse(identity.time) - (context.clockOffsetMs ?? 0) : null,
      onDuty,
      driverKey: named ? context.driverKeyOf(certificateNo) : null,
      readResult: onDuty ? readResult : null,
    },
  };
  return [reading(header, bytes.subarray(start, end), context, body)];
}

function passengerReadings(
  header: Header,
  bytes: Uint8Array,
  start: number,
  end: number,
  context: ReportContext,
  bodyStart: number,
): Reading[] | DecodeFault {
  let flow: PassengerFlow;
  try {
    flow = passengerFlow.decode(new BodyReader(bytes, bodyStart, end, start), header.version);
  } catch (error) {
    if (error instanceof DecodeFault) return error;
    throw error;
  }
  const { startTime, endTime, boarding, alighting } = flow;
  const offsetMs = context.clockOffsetMs ?? 0;
  const instant = (text: string | null) => (text === null ? null : Date.parse(text) - offsetMs);
  const passengers = {
    ...{ startTimeMs: instant(startTime), endTimeMs: instant(endTime), boarding, alighting },
  };
  return [reading(header, bytes.subarray(start, end), context, { kind: 'passengers', passengers })];
}

function reading(
  header: Header,
  raw: Uint8Array,
  context: ReportContext,
  body: ReadingBody,
): Reading {
  const protocol: SourceProtocol = PROTOCOLS[header.version === '2019' ? '2019' : context.edition];
  return {
    subjectKey: context.subjectKey,
    deviceKey: context.deviceKey,
    protocol,
    receivedTimeMs: context.receivedTimeMs,
    serial: header.serial,
    raw,
    body,
  };
}
