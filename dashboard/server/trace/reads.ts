/** What the trace of a vehicle asks of the store. */
import type { Alert } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import { hexKey } from '#runtime/evidence/rows.ts';
import type { StoreClient } from '#runtime/store/client.ts';
import { ofSubject, type Period, StoreReads } from '../store-reads.ts';
import type { TracePoint } from './track.ts';

/** A day at one report a second and some; of denser periods every n-th report is read. */
export const TRACE_POINTS_MAX = 100_000;
/** Alerts of one trace; the newest are told. */
export const TRACE_ALERTS_MAX = 1_000;

const TRACK = `
  SELECT toString(t), longitude, latitude, speed, course, flags, toString(driver), toUInt32(points)
  FROM (
    SELECT
      toUnixTimestamp64Milli(event_time) AS t, longitude, latitude, speed, course, flags, driver,
      row_number() OVER (ORDER BY event_time) - 1 AS place,
      count() OVER () AS points
    FROM (
      SELECT event_time, longitude, latitude, speed, course, flags, driver
      FROM dw.positions
      WHERE subject = {subject:UInt64}
        AND event_time >= fromUnixTimestamp64Milli({from:Int64})
        AND event_time < fromUnixTimestamp64Milli({to:Int64})
        AND longitude IS NOT NULL AND latitude IS NOT NULL
      ORDER BY event_time, input_partition, input_offset
      LIMIT 1 BY event_time
    )
  )
  WHERE place % greatest(1, intDiv(points + ${TRACE_POINTS_MAX} - 1, ${TRACE_POINTS_MAX})) = 0
  ORDER BY t`;

/** By id, because the table is ordered by it: of all alerts only vehicle and time are looked through. */
const ALERTS = `
  SELECT body FROM dw.alerts FINAL
  WHERE alert_id GLOBAL IN (
      SELECT alert_id FROM dw.alerts
      WHERE subject = {subject:UInt64} AND opened_at < fromUnixTimestamp64Milli({to:Int64}))
    AND opened_at < fromUnixTimestamp64Milli({to:Int64})
    AND (closed_at IS NULL OR closed_at >= fromUnixTimestamp64Milli({from:Int64}))
  ORDER BY opened_at DESC, alert_id
  LIMIT ${TRACE_ALERTS_MAX}`;

type TrackRow = [
  ...[timeMs: string, longitude: number, latitude: number, speedDkmh: number | null],
  ...[courseDeg: number | null, flags: number, driver: string | null, points: number],
];

export class TraceReads {
  readonly #reads: StoreReads;

  constructor(store: StoreClient) {
    this.#reads = new StoreReads(store, 'The store cannot be asked for a trace now.');
  }

  /** Oldest first; `points` counts all reports of the period. Throws STORE_UNAVAILABLE. */
  async track(
    subjectKey: SubjectKey,
    period: Period,
  ): Promise<{ points: number; track: TracePoint[] }> {
    const rows = await this.#reads.rows<TrackRow>(
      'trace.track',
      TRACK,
      ofSubject(subjectKey, period),
    );
    const track = rows.map(
      ([t, longitude, latitude, speed, courseDeg, flags, driver]): TracePoint => ({
        timeMs: Number(t),
        longitudeDeg: longitude / 1e7,
        latitudeDeg: latitude / 1e7,
        speedKmh: speed === null ? null : speed / 10,
        ...{ courseDeg, flags, driverKey: driver === null ? null : hexKey(driver) },
      }),
    );
    return { points: rows[0]?.[7] ?? 0, track };
  }

  /** Alerts that were open at some time of the period, oldest first. */
  async alerts(subjectKey: SubjectKey, period: Period): Promise<Alert[]> {
    const params = ofSubject(subjectKey, period);
    const rows = await this.#reads.rows<[body: string]>('trace.alerts', ALERTS, params);
    return rows.map(([body]) => JSON.parse(body) as Alert).reverse();
  }
}
