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
 * `fences`: which of 23,000 fences of 64 vertices hold the point, through the world that rules ask, as reports of a fleet all over
 * the province ask it: half of the points lie in the box of some fence. Before anything is measured the answers to 2,000 points are
 * compared with a search through every fence by turf; they must agree exactly.
 *
 * `fences, Tile38`: the same fences and points, asked of a Tile38 server on loopback, 1,000 questions at a time (`INTERSECTS … IDS` of
 * a point). Its figure by processor time is that of the server alone, answers and all; its answers to the 2,000 points are compared too.
 * `TILE38_SERVER=/path/to/tile38-server` says where it is; without, it is left out.
 *
 * How it can mislead: Tile38 is a server with a protocol, ours a function call, so the two differ by what it takes to be asked; one line stays in the first cache level, 100,000 vehicles with a corridor each do not.
 */
import * as turf from '@turf/turf';
import { type LonLat, Polyline } from '#core/geo/polyline.ts';
import { BEFORE_ALL_MS } from '#processors/timeline/lane-state.ts';
import { WorldTable } from '#processors/world/world-table.ts';
import { type BenchResult, measure, seededRandom, writeResults } from './harness.ts';
import { Tile38 } from './peers/tile38.ts';

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

const FENCES = 23_000;
const FENCE_VERTICES = 64;
const JUDGED_MS = Date.UTC(2026, 10, 21);
/** Guangdong, roughly, degrees. */
const PROVINCE = { west: 109.7, south: 20.2, width: 7.6, height: 5.3 };
const fences = Array.from({ length: FENCES }, (_, index) => {
  const lonDeg = PROVINCE.west + next() * PROVINCE.width;
  const latDeg = PROVINCE.south + next() * PROVINCE.height;
  const radiusDeg = 0.002 + next() * 0.008;
  const ring = Array.from({ length: FENCE_VERTICES - 1 }, (_vertex, k): [number, number] => {
    const turn = (2 * Math.PI * k) / (FENCE_VERTICES - 1);
    const reach = radiusDeg * (0.6 + 0.4 * next());
    return [round7(lonDeg + reach * Math.cos(turn)), round7(latDeg + reach * Math.sin(turn))];
  });
  return { zoneId: `z${index}`, polygon: turf.polygon([[...ring, ring[0]!]]).geometry };
});
const world = new WorldTable({ touchWorld: () => {} });
fences.forEach(({ zoneId, polygon }, registryOffset) => {
  const json = JSON.stringify({ zoneId, kind: 'no-entry', polygon, appliesTo: [] });
  world.file({ kind: 'registry', registryOffset, entity: 'zone', id: zoneId, json });
});
world.apply(BEFORE_ALL_MS, BEFORE_ALL_MS);
const province = new Float64Array(2 * POINTS);
for (let i = 0; i < POINTS; i++)
  province.set(
    [
      round7(PROVINCE.south + next() * PROVINCE.height),
      round7(PROVINCE.west + next() * PROVINCE.width),
    ],
    2 * i,
  );
/** Points of which the answers are compared. */
const COMPARED = 2_000;
/** Questions to a peer at once, and of a round: it is slower. */
const PEER_BATCH = 1_000;
const PEER_POINTS = 20_000;
const hits = agreeWithTurf(COMPARED);

function round7(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

/** How many fences held the points compared; throws where one does for only one of the two. */
function agreeWithTurf(count: number): number {
  let held = 0;
  for (let i = 0; i < count; i++) {
    const [y, x] = [province[2 * i]!, province[2 * i + 1]!];
    const expected = fences
      .filter(({ polygon }) => turf.booleanPointInPolygon([x, y], polygon))
      .map(({ zoneId }) => zoneId)
      .sort();
    const found = world.zonesAt(y, x, JUDGED_MS).map(({ id }) => id);
    if (found.join() !== expected.join()) throw new Error(`The fences at ${y}, ${x} differ.`);
    held += found.length;
  }
  return held;
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
  await measure(
    'fences',
    ask(province, POINTS, (y, x) => world.zonesAt(y, x, JUDGED_MS).length),
    options,
  ),
];
let peerNotes = '';
const peer = await Tile38.open();
if (peer instanceof Tile38) {
  results.push(await measurePeer(peer));
  await peer.close();
} else {
  peerNotes = `; Tile38 skipped: ${peer.skipped}`;
  console.log(`Tile38 skipped: ${peer.skipped}`);
}
if (Number.isNaN(sink)) throw new Error('The line answered nonsense.');
for (const result of results) {
  result.figures = { ...result.figures, nsPerPoint: Math.round(1e9 / result.meanPerCpuSecond) };
}
writeResults('geo', results, {
  seed: SEED,
  notes: `${VERTICES} vertices, ${POINTS} points a round; ${FENCES} fences of ${FENCE_VERTICES} vertices, ${hits} hits compared with turf and equal${peerNotes}`,
});

/** The same questions of Tile38; its CPU time in place of ours. */
async function measurePeer(tile38: Tile38): Promise<BenchResult> {
  for (let at = 0; at < FENCES; at += PEER_BATCH) {
    const some = fences.slice(at, at + PEER_BATCH);
    await tile38.ask(
      some.map(({ zoneId, polygon }) => [
        'SET',
        'fences',
        zoneId,
        'OBJECT',
        JSON.stringify(polygon),
      ]),
    );
  }
  const questions = Array.from({ length: PEER_POINTS }, (_, i) => {
    const coordinates = [province[2 * i + 1], province[2 * i]];
    return [
      'INTERSECTS',
      'fences',
      'IDS',
      'OBJECT',
      JSON.stringify({ type: 'Point', coordinates }),
    ];
  });
  let disagreeing = 0;
  const compared = await tile38.ask(questions.slice(0, COMPARED));
  compared.forEach((reply, i) => {
    const [, ids] = reply as [cursor: number, ids: string[]];
    const ours = world.zonesAt(province[2 * i]!, province[2 * i + 1]!, JUDGED_MS);
    if (ids.sort().join() !== ours.map(({ id }) => id).join()) disagreeing++;
  });
  let cpuSeconds = 0;
  let asked = 0;
  const result = await measure(
    'fences, Tile38',
    async () => {
      const before = tile38.cpuSeconds();
      for (let at = 0; at < PEER_POINTS; at += PEER_BATCH)
        await tile38.ask(questions.slice(at, at + PEER_BATCH));
      cpuSeconds += tile38.cpuSeconds() - before;
      asked += PEER_POINTS;
      return PEER_POINTS;
    },
    options,
  );
  result.meanPerCpuSecond = asked / cpuSeconds;
  result.figures = { compared: COMPARED, disagreeing };
  return result;
}
