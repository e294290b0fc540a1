/**
 * How fast a rule learns its distance from a corridor, against turf on the same line and points.
 *
 * `along`: a vehicle drives the line with scatter, as reports do. `anywhere`: points all over the
 * box in random order, the worst case for a search that starts where the last one ended. Run with
 * `node bench/geo.bench.ts [vertices]`; figures mislead when the other core is busy.
 */
import * as turf from '@turf/turf';
import { type LonLat, Polyline } from '#core/geo/polyline.ts';

/** mulberry32: seeded, so that before and after ask the same questions. */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const vertices = Number(process.argv[2] ?? 2_000);
const next = random(1);
const line: LonLat[] = [];
let lon = 113;
let lat = 22.5;
let heading = 0;
for (let i = 0; i < vertices; i++) {
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

const POINTS = 100_000;
const sets: Record<string, Float64Array> = {
  along: new Float64Array(2 * POINTS),
  anywhere: new Float64Array(2 * POINTS),
};
for (let i = 0; i < POINTS; i++) {
  const [x, y] = line[Math.floor((i / POINTS) * vertices)]!;
  sets.along!.set([y + (next() - 0.5) * 0.0004, x + (next() - 0.5) * 0.0004], 2 * i);
  sets.anywhere!.set([south + next() * height, west + next() * width], 2 * i);
}

function nanosPerQuestion(
  ask: (lat: number, lon: number) => number,
  points: Float64Array,
  count: number,
): [number, number] {
  const rounds: number[] = [];
  let sum = 0;
  for (let round = 0; round < 7; round++) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < count; i++) sum += ask(points[2 * i]!, points[2 * i + 1]!);
    rounds.push(Number(process.hrtime.bigint() - start) / count);
  }
  if (Number.isNaN(sum)) throw new Error('The line answered nonsense.');
  rounds.sort((a, b) => a - b);
  return [rounds[3]!, rounds[6]! - rounds[0]!];
}

const polyline = new Polyline([line]);
const turfLine = turf.lineString(line.map(([x, y]) => [x, y]));
for (const [name, points] of Object.entries(sets)) {
  const [ours, spread] = nanosPerQuestion((y, x) => polyline.distanceM(y, x), points, POINTS);
  const [theirs] = nanosPerQuestion(
    (y, x) => turf.pointToLineDistance([x, y], turfLine, { units: 'meters' }),
    points,
    20,
  );
  console.log(
    `${name.padEnd(9)} ${vertices} vertices: ${ours.toFixed(0)} ns ± ${spread.toFixed(0)} a question, turf ${(theirs / 1000).toFixed(0)} µs`,
  );
}
