/**
 * A period of the store as the readings it was made of, in the order in which they were received. What the store
 * does not keep is not there: signs of life, driver cards, video and active-safety items.
 */
import type { SubjectKey } from '#core/identity.ts';
import { FLAGS, type Reading, SOURCE_PROTOCOLS, type SourceProtocol } from '#core/report.ts';
import { HOUR_MS } from '#core/time.ts';
import { readRows, type StoreClient } from '#runtime/store/client.ts';

/** A report received later than this after its event is read with the late ones, once for the period. */
const PROMPT_MS = HOUR_MS;
/** A device clock may be ahead by as much before its time is replaced. */
const AHEAD_MS = 600_000;
/** Late reports of a period held in memory; beyond it the period must be cut. */
export const LATE_ROWS_MAX = 2_000_000;
const EMPTY = new Uint8Array(0);

const COLUMNS = `
  hex(subject), hex(device), toUnixTimestamp64Milli(event_time) AS at, received_delay AS delay, latitude, longitude,
  altitude, speed, course, mileage, alarm, status, flags, hex(driver), protocol, input_partition, input_offset`;
/** Bounds by event time first: they choose the hours that are read. */
const PROMPT = `
  SELECT ${COLUMNS} FROM dw.positions
  WHERE event_time >= fromUnixTimestamp64Milli({eventFrom:Int64}) AND event_time < fromUnixTimestamp64Milli({eventTo:Int64})
    AND at + delay >= {from:Int64} AND at + delay < {to:Int64} AND delay <= {prompt:Int64}
  ORDER BY at + delay, input_partition, input_offset`;
const LATE = `
  SELECT ${COLUMNS} FROM dw.positions
  WHERE received_delay > {prompt:Int64} AND at + delay >= {from:Int64} AND at + delay < {to:Int64}
  ORDER BY at + delay, input_partition, input_offset
  LIMIT {limit:UInt32}`;

type Int = string | number;
type Row = [
  subject: string,
  device: string,
  at: Int,
  delay: Int,
  latitude: number | null,
  longitude: number | null,
  altitude: number | null,
  speed: number | null,
  course: number | null,
  mileage: number | null,
  alarm: number,
  status: number,
  flags: number,
  driver: string | null,
  protocol: string,
  partition: number,
  offset: Int,
];

/** Readings received in `[fromMs, toMs)`, an hour at a time. Throws RangeError when too much of it is late. */
export async function* readPeriod(
  store: StoreClient,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): AsyncGenerator<Reading[]> {
  const late = await readRows<Row>(store, 'backtest.late', LATE, {
    ...{ from: fromMs, to: toMs, prompt: PROMPT_MS, limit: LATE_ROWS_MAX },
  });
  if (late.length === LATE_ROWS_MAX)
    throw new RangeError(
      'More than 2,000,000 reports of this period came late; take a shorter one.',
    );
  let next = 0;
  for (let from = fromMs; from < toMs; from += HOUR_MS) {
    const to = Math.min(from + HOUR_MS, toMs);
    const rows = await readRows<Row>(store, 'backtest.prompt', PROMPT, {
      ...{ from, to, prompt: PROMPT_MS },
      ...{ eventFrom: from - PROMPT_MS, eventTo: to + AHEAD_MS },
    });
    const first = next;
    while (next < late.length && receivedMs(late[next]!) < to) next++;
    yield merged(rows, late.slice(first, next)).map(readingOf);
  }
}

const receivedMs = (row: Row): number => Number(row[2]) + Number(row[3]);

function merged(a: readonly Row[], b: readonly Row[]): Row[] {
  if (b.length === 0) return [...a];
  return [...a, ...b].sort((x, y) => receivedMs(x) - receivedMs(y));
}

function readingOf(row: Row): Reading {
  const [subject, device, at, , latitude, longitude, altitude, speed, course, mileage] = row;
  const [, , , , , , , , , , alarm, status, flags, driver, protocol] = row;
  const tenth = (value: number | null) => (value === null ? null : value / 10);
  return {
    subjectKey: keyOf(subject),
    deviceKey: keyOf(device),
    protocol: protocol in SOURCE_PROTOCOLS ? (protocol as SourceProtocol) : 'unknown',
    receivedTimeMs: receivedMs(row),
    serial: 0,
    raw: EMPTY,
    body: {
      kind: 'position',
      position: {
        // A wrong clock was replaced by the time received, and is judged so again.
        fixTimeMs: (flags & FLAGS.clockWrong) === 0 ? Number(at) : null,
        latitudeDeg: latitude === null ? null : latitude / 1e7,
        longitudeDeg: longitude === null ? null : longitude / 1e7,
        altitudeM: altitude,
        speedKmh: tenth(speed),
        courseDeg: course,
        recorderSpeedKmh: null,
        mileageKm: tenth(mileage),
        satellites: null,
        alarmFlag: alarm,
        statusFlag: status,
        videoAlarmFlag: null,
        alarmItems: null,
        backlog: (flags & FLAGS.backlog) !== 0,
        driverKey: driver === null || driver === '' ? null : keyOf(driver),
      },
    },
  };
}

/** 16 hex digits, lower case, as pseudonyms are written. */
function keyOf(hex: string): SubjectKey {
  return hex.toLowerCase().padStart(16, '0') as SubjectKey;
}
