/** The 49 recorded tracks with the road really driven (shared data set; not part of the repository). */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { displacementM, METRES_PER_DEGREE, RADIANS_PER_DEGREE } from '#core/geo/distance.ts';
import type { LineGeometry } from '#core/registry.ts';
import { type Corridor, prepareCorridor } from '#processors/corridor.ts';

export interface Fix {
  t: number;
  lon: number;
  lat: number;
}
export interface Track {
  track: number;
  fixes: Fix[];
  corridor: LineGeometry;
}

const SHARED =
  process.env.TIZHENG_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const FOLDER = `${SHARED}/data/vehicle/mapmatch`;

export const mapmatchPresent = existsSync(`${FOLDER}/tracks.csv.gz`);

export function readTracks(): Track[] {
  const unpack = (name: string) => gunzipSync(readFileSync(`${FOLDER}/${name}`)).toString('utf8');
  const fixes = new Map<number, Fix[]>();
  for (const line of unpack('tracks.csv.gz').split('\n').slice(1)) {
    if (line === '') continue;
    const [track, t, lon, lat] = line.split(',').map(Number) as [number, number, number, number];
    const list = fixes.get(track);
    if (list === undefined) fixes.set(track, [{ t, lon, lat }]);
    else list.push({ t, lon, lat });
  }
  const routes = JSON.parse(unpack('routes.geojson.gz')) as {
    features: { properties: { track: number }; geometry: LineGeometry }[];
  };
  return routes.features.map(({ properties: { track }, geometry }) => ({
    track,
    fixes: fixes.get(track) ?? [],
    corridor: geometry,
  }));
}

/** The road of the track, half-width 100 m, valid through 2026. */
export function corridorOf({ track, corridor }: Track): Corridor {
  const prepared = prepareCorridor({
    routeId: `route-${track}`,
    validFrom: '2026-01-01T00:00:00+08:00',
    validTo: '2027-01-01T00:00:00+08:00',
    corridor,
    halfWidthM: 100,
  });
  if (!prepared.ok) throw new Error(prepared.reason);
  return prepared.corridor;
}

/**
 * The track with its part from 40 to 70 % moved sideways by 300 m, and when that part begins and
 * ends. null where this is no fair question: it does not leave the corridor throughout, hardly
 * drives, lasts under 200 s, has a hole, or drives faster than the 160 km/h above which a fix counts as drift.
 */
export function shiftedStretch(
  { fixes }: Track,
  corridor: Corridor,
): { fixes: Fix[]; fromS: number; toS: number } | null {
  const from = Math.floor(fixes.length * 0.4);
  const to = Math.floor(fixes.length * 0.7);
  const shifted = fixes.map((fix, i) => (i >= from && i < to ? sideways(fixes, i, 300) : fix));
  const inside = shifted.slice(from, to);
  const first = inside[0]!;
  const last = inside[inside.length - 1]!;
  const drivenM = displacementM(first.lat, first.lon, last.lat, last.lon);
  const fair =
    last.t - first.t >= 200 &&
    drivenM >= (last.t - first.t) * 3 &&
    inside.every(({ lat, lon }) => corridor.distanceM(lat, lon) > 170) &&
    inside.every((fix, i) => {
      const before = inside[i - 1];
      if (before === undefined) return true;
      const dt = fix.t - before.t;
      return (
        dt <= 60 && displacementM(before.lat, before.lon, fix.lat, fix.lon) <= (dt * 150) / 3.6
      );
    });
  return fair ? { fixes: shifted, fromS: fixes[from]!.t, toS: fixes[to]!.t } : null;
}

/** The fix moved to the right of travel; travel is taken over 20 fixes so that scatter does not turn it. */
function sideways(fixes: Fix[], i: number, metres: number): Fix {
  const a = fixes[Math.max(0, i - 10)]!;
  const b = fixes[Math.min(fixes.length - 1, i + 10)]!;
  const scaleX = METRES_PER_DEGREE * Math.cos(a.lat * RADIANS_PER_DEGREE);
  const dx = (b.lon - a.lon) * scaleX;
  const dy = (b.lat - a.lat) * METRES_PER_DEGREE;
  const length = Math.hypot(dx, dy) || 1;
  const fix = fixes[i]!;
  return {
    t: fix.t,
    lon: fix.lon + ((dy / length) * metres) / scaleX,
    lat: fix.lat - ((dx / length) * metres) / METRES_PER_DEGREE,
  };
}
