/**
 * How fast does a rule learn its distance from a corridor of 2,000 vertices? One core, seeded, turf
 * on the same line and points as the peer.
 *
 *   node bench/geo.bench.ts            table for people, bench/results/geo.json
 *
 * `road`: vehicles drive the line with scatter and ask only whether they are surely on it, as
 * `route.deviation` does first. `along`: the same points, full distance. `anywhere`: points all over
 * the box in random order, the worst case for a search that starts where the last one ended.
 *
 * How it can mislead: one line stays in the first cache level, 100,000 vehicles with a corridor each do not.
 */
import * as turf from '@turf/turf';
import { type LonLat, Polyline } from '#core/geo/polyline.ts';
import { measure, seededRandom, writeResults } from './harness.ts';

const SEED = 1;
const VERTICES = 2_000;
const POINTS = 100_000;
const ROUNDS = 7;

const next = seededRandom(SEED);
const line: LonLat[] = [];
let lon = 113;
let lat = 22.5;
let heading = 0;
for (let i = 0; i < VERTICES; i++) {
  line.push([lon, lat]);
  heading += (next() - 0.5) * 0.6;
  lon += Math.cos(heading) * 0.0005;
  lat += Math.sin(heading) * 0.0005;
}
const lons = line.map(([x]) => x);
const lats = line.map(([, y]) => y);
const west = Math.min(...lons);
const south = Math.min(...lats);
const width = Math.max(...lons) - west;
const height = Math.max(...lats) - south;

/** Latitude, longitude, … */
const along = new Float64Array(2 * POINTS);
const anywhere = new Float64Array(2 * POINTS);
for (let i = 0; i < POINTS; i++) {
  const [x, y] = line[Math.floor((i / POINTS) * VERTICES)]!;
  along.set([y + (next() - 0.5) * 0.0004, x + (next() - 0.5) * 0.0004], 2 * i);
  anywhere.set([south + next() * height, west + next() * width], 2 * i);
}

const polyline = new Polyline([line]);
const turfLine = turf.lineString(line.map(([x, y]) => [x, y]));
let sink = 0;

function ask(
  points: Float64Array,
  count: number,
  question: (lat: number, lon: number) => number,
): () => number {
  return () => {
    for (let i = 0; i < count; i++) sink += question(points[2 * i]!, points[2 * i + 1]!);
    return count;
  };
}

const options = { rounds: ROUNDS, unit: 'points' };
const results = [
  await measure(
    'road, surely within or distance',
    ask(along, POINTS, (y, x) =>
      polyline.isSurelyWithin(y, x, 100) ? 0 : polyline.distanceM(y, x),
    ),
    options,
  ),
  await measure(
    'along',
    ask(along, POINTS, (y, x) => polyline.distanceM(y, x)),
    options,
  ),
  await measure(
    'anywhere',
    ask(anywhere, POINTS, (y, x) => polyline.distanceM(y, x)),
    options,
  ),
  await measure(
    'along, turf',
    ask(along, 20, (y, x) => turf.pointToLineDistance([x, y], turfLine, { units: 'meters' })),
    options,
  ),
];
if (Number.isNaN(sink)) throw new Error('The line answered nonsense.');
for (const result of results) {
  result.figures = { nsPerPoint: Math.round(1e9 / result.meanPerCpuSecond) };
}
writeResults('geo', results, {
  seed: SEED,
  notes: `${VERTICES} vertices, ${POINTS} points a round`,
});
