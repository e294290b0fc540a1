/** The 49 recorded tracks with the road really driven (shared data set; not part of the repository). */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { LineGeometry } from '#core/registry.ts';

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
