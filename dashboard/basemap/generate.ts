/**
 * Writes south-china.json: coast without borders (world-atlas land-10m, Natural Earth, public domain), clipped to a box
 * around South China, simplified to about 150 m, plus our own city points. Roads are not in it: the server adds them.
 * Run by hand when the box or the tolerance changes: `node dashboard/basemap/generate.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import { CITIES } from './cities.ts';

type Ring = [number, number][];
const BOX = { west: 104, south: 17, east: 120, north: 28 };
const TOLERANCE_DEG = 0.0015;
/** Islets below this area in square degrees (about 1 km²) only cost bytes. */
const RING_AREA_DEG2_MIN = 0.0001;

const atlasPath = createRequire(import.meta.url).resolve('world-atlas/land-10m.json');
const atlas = JSON.parse(readFileSync(atlasPath, 'utf8'));
const land = feature(atlas, atlas.objects.land) as unknown as {
  features: { geometry: { coordinates: Ring[][] } }[];
};

const polygons: Ring[][] = [];
for (const { geometry } of land.features) {
  for (const polygon of geometry.coordinates) {
    const rings = polygon
      .map((ring) => clipRing(ring))
      .filter((ring) => ring.length >= 3 && Math.abs(areaDeg2(ring)) >= RING_AREA_DEG2_MIN)
      .map((ring) => closeRing(simplifyRing(ring)))
      .filter((ring) => ring.length >= 4);
    if (rings.length > 0) polygons.push(rings);
  }
}

const basemap = {
  box: BOX,
  credit: 'Natural Earth',
  land: { type: 'MultiPolygon', coordinates: polygons },
  cities: CITIES.map(([nameZh, nameEn, lon, lat, rank]) => ({ nameZh, nameEn, lon, lat, rank })),
};
const path = new URL('./south-china.json', import.meta.url);
writeFileSync(path, `${JSON.stringify(basemap)}\n`);
const vertices = polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
console.error(`${polygons.length} polygons, ${vertices} vertices → ${path.pathname}`);

/** Sutherland–Hodgman against the four edges of the box; edges along the box remain and are not drawn as coast. */
function clipRing(ring: Ring): Ring {
  let output: Ring = ring;
  const edges: [axis: 0 | 1, limit: number, keepAbove: boolean][] = [
    [0, BOX.west, true],
    [0, BOX.east, false],
    [1, BOX.south, true],
    [1, BOX.north, false],
  ];
  for (const [axis, limit, keepAbove] of edges) {
    const input = output;
    output = [];
    for (let i = 0; i < input.length; i++) {
      const from = input[(i + input.length - 1) % input.length] as [number, number];
      const to = input[i] as [number, number];
      const fromIn = keepAbove ? from[axis] >= limit : from[axis] <= limit;
      const toIn = keepAbove ? to[axis] >= limit : to[axis] <= limit;
      if (fromIn !== toIn) {
        const share = (limit - from[axis]) / (to[axis] - from[axis]);
        const crossing: [number, number] = [
          from[0] + share * (to[0] - from[0]),
          from[1] + share * (to[1] - from[1]),
        ];
        crossing[axis] = limit;
        output.push(crossing);
      }
      if (toIn) output.push(to);
    }
    if (output.length === 0) break;
  }
  return output;
}

/** Douglas–Peucker on the open ring; a vertex on the box's edge always stays, so that neighbours keep their straight cut. */
function simplifyRing(ring: Ring): Ring {
  const keep = new Uint8Array(ring.length);
  const anchors: number[] = [0];
  for (let i = 1; i < ring.length - 1; i++) if (onBox(ring[i]!)) anchors.push(i);
  anchors.push(ring.length - 1);
  for (const anchor of anchors) keep[anchor] = 1;
  const stack: [number, number][] = [];
  for (let i = 1; i < anchors.length; i++) stack.push([anchors[i - 1]!, anchors[i]!]);
  while (stack.length > 0) {
    const [first, last] = stack.pop()!;
    let farthest = -1;
    let worst = TOLERANCE_DEG;
    for (let i = first + 1; i < last; i++) {
      const distance = offsetDeg(ring[i]!, ring[first]!, ring[last]!);
      if (distance > worst) {
        worst = distance;
        farthest = i;
      }
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    stack.push([first, farthest], [farthest, last]);
  }
  return ring.filter((_, i) => keep[i] === 1).map(([lon, lat]) => [round(lon), round(lat)]);
}

function onBox([lon, lat]: [number, number]): boolean {
  return lon === BOX.west || lon === BOX.east || lat === BOX.south || lat === BOX.north;
}

function offsetDeg(p: [number, number], a: [number, number], b: [number, number]): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length2 = dx * dx + dy * dy;
  const share =
    length2 === 0
      ? 0
      : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2));
  return Math.hypot(p[0] - a[0] - share * dx, p[1] - a[1] - share * dy);
}

function areaDeg2(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    sum += a[0] * b[1] - b[0] * a[1];
  }
  return sum / 2;
}

function closeRing(ring: Ring): Ring {
  const first = ring[0];
  const last = ring.at(-1);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push([...first]);
  return ring;
}

function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}
