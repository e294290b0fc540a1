/** Tracks for detail panels, from the store; the live map never asks the store for last positions. */
import type { ClickHouseClient } from '@clickhouse/client';
import type { SubjectKey } from '#core/identity.ts';

/** [time ms, longitude, latitude, km/h or null, course or null, flags] */
export type TrackPoint = [number, number, number, number | null, number | null, number];

/** Most points sent for one panel; denser tracks are thinned evenly by the query. */
const TRACK_POINTS_MAX = 5_000;

/** Positions of one subject in `[fromMs, toMs)` by event time, oldest first. */
export async function readTrack(
  store: ClickHouseClient,
  subjectKey: SubjectKey,
  fromMs: number,
  toMs: number,
): Promise<TrackPoint[]> {
  const result = await store.query({
    query: `
      SELECT toUnixTimestamp64Milli(event_time) AS t, longitude / 1e7, latitude / 1e7, speed / 10, course, flags
      FROM dw.positions
      WHERE subject = {subject:UInt64}
        AND event_time >= fromUnixTimestamp64Milli({from:Int64}) AND event_time < fromUnixTimestamp64Milli({to:Int64})
        AND longitude IS NOT NULL
      ORDER BY event_time, input_offset
      LIMIT 1 BY event_time
      LIMIT {max:UInt32}`,
    query_params: {
      subject: BigInt(`0x${subjectKey}`).toString(),
      from: fromMs,
      to: toMs,
      max: TRACK_POINTS_MAX,
    },
    format: 'JSONCompactEachRow',
  });
  const rows = (await result.json()) as [
    string | number,
    number,
    number,
    number | null,
    number | null,
    number,
  ][];
  return rows.map(([t, lon, lat, speed, course, flags]) => [
    Number(t),
    lon,
    lat,
    speed,
    course,
    flags,
  ]);
}
