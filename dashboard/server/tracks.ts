/** Tracks for detail panels, from the store; the live map never asks the store for last positions. */
import type { SubjectKey } from '#core/identity.ts';
import type { StoreClient } from '#runtime/store/client.ts';
import { ofSubject, StoreReads } from './store-reads.ts';

/** [time ms, longitude, latitude, km/h or null, course or null, flags] */
export type TrackPoint = [number, number, number, number | null, number | null, number];

/** Most points sent for one panel; of a denser track every n-th point is sent. */
const TRACK_POINTS_MAX = 5_000;

const QUERY = `
  SELECT t, longitude / 1e7, latitude / 1e7, speed / 10, course, flags
  FROM (
    SELECT
      toUnixTimestamp64Milli(event_time) AS t, longitude, latitude, speed, course, flags,
      row_number() OVER (ORDER BY event_time) - 1 AS place,
      count() OVER () AS points
    FROM (
      SELECT event_time, longitude, latitude, speed, course, flags
      FROM dw.positions
      WHERE subject = {subject:UInt64}
        AND event_time >= fromUnixTimestamp64Milli({from:Int64})
        AND event_time < fromUnixTimestamp64Milli({to:Int64})
        AND longitude IS NOT NULL AND latitude IS NOT NULL
      ORDER BY event_time, input_offset
      LIMIT 1 BY event_time
    )
  )
  WHERE place % greatest(1, intDiv(points + {max:UInt32} - 1, {max:UInt32})) = 0
  ORDER BY t`;

type Row = [string | number, number, number, number | null, number | null, number];

/** Positions of one subject in `[fromMs, toMs)` by event time, oldest first. Throws STORE_UNAVAILABLE. */
export async function readTrack(
  store: StoreClient,
  subjectKey: SubjectKey,
  fromMs: number,
  toMs: number,
): Promise<TrackPoint[]> {
  const rows = await new StoreReads(store, 'The track cannot be read.').rows<Row>(
    'track.read',
    QUERY,
    {
      ...ofSubject(subjectKey, { fromMs, toMs }),
      max: TRACK_POINTS_MAX,
    },
  );
  return rows.map(([t, lon, lat, speed, course, flags]) => {
    return [Number(t), lon, lat, speed, course, flags];
  });
}
