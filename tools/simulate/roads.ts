/**
 * Roads of the simulated world: some forty corridors through the towns of Guangdong, invented by a
 * fixed seed. They look like trunk roads and lie on land; they are nobody's survey. The demo's
 * basemap draws the same lines, so what drives lies on what is drawn.
 *
 * Between two towns a road gets control points that lie up to a few per cent of the distance to one
 * side, and a Catmull-Rom spline rounds them. Points are then thinned to a tolerance of 10 m.
 */
import { displacementM } from '#core/geo/distance.ts';
import { createRandom } from './random.ts';
import { ROUTES, type RoadKind } from './routes.ts';
import { type TownId, townOf } from './towns.ts';

export type LonLat = [number, number];

export interface Road {
  roadId: string;
  nameZh: string;
  nameEn: string;
  kind: RoadKind;
  points: LonLat[];
  /** Distance along the road at each point, metres. */
  cumulativeM: Float64Array;
  lengthM: number;
  /** GB/T 2260 code of the prefecture at its start, whose vehicles use it most. */
  regionCode: string;
}

/** The world does not change with the fleet's seed: the same map for every demo. */
const WORLD_SEED = 808;
const CONTROL_EVERY_M = 9_000;
const SAMPLE_EVERY_M = 120;
const THIN_TOLERANCE_M = 10;

/** All roads, in a fixed order. */
export const roads: readonly Road[] = ROUTES.map(({ kind, region, via }, index) => {
  const first = townOf(via[0]!);
  const last = townOf(via.at(-1)!);
  const points = thin(splined(controlPoints(via, index)));
  const cumulativeM = new Float64Array(points.length);
  for (let i = 1; i < points.length; i++) {
    cumulativeM[i] = cumulativeM[i - 1]! + distanceM(points[i - 1]!, points[i]!);
  }
  const word =
    kind === 'expressway' ? { zh: '高速', en: 'expressway' } : { zh: '公路', en: 'road' };
  return {
    roadId: `road-${String(index + 1).padStart(2, '0')}`,
    nameZh: `${first.nameZh}–${last.nameZh}${word.zh}（模拟）`,
    nameEn: `${first.nameEn}–${last.nameEn} ${word.en} (simulated)`,
    kind,
    points,
    cumulativeM,
    lengthM: cumulativeM[points.length - 1]!,
    regionCode: region,
  };
});

/** The roads as the dashboard's basemap reads them. */
export function roadsGeoJson() {
  return {
    type: 'FeatureCollection' as const,
    features: roads.map(({ roadId, nameZh, nameEn, kind, points }) => ({
      type: 'Feature' as const,
      properties: { roadId, nameZh, nameEn, kind },
      geometry: { type: 'LineString' as const, coordinates: points },
    })),
  };
}

export interface RoadPlace {
  lonDeg: number;
  latDeg: number;
  /** Direction of increasing distance, degrees from north. */
  bearingDeg: number;
}

/** The place `alongM` metres from the start; clamped to the road's ends. */
export function placeOn(road: Road, alongM: number): RoadPlace {
  const { points, cumulativeM } = road;
  let low = 0;
  let high = points.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (cumulativeM[middle]! <= alongM) low = middle;
    else high = middle - 1;
  }
  const a = points[low]!;
  const b = points[low + 1]!;
  const length = cumulativeM[low + 1]! - cumulativeM[low]!;
  const t = Math.min(1, Math.max(0, (alongM - cumulativeM[low]!) / length));
  return {
    lonDeg: a[0] + t * (b[0] - a[0]),
    latDeg: a[1] + t * (b[1] - a[1]),
    bearingDeg: bearingDeg(a, b),
  };
}

/** The part of a road between two distances, as a corridor's line; 6 decimals. */
export function partOf(road: Road, fromM: number, toM: number): LonLat[] {
  const at = (alongM: number): LonLat => {
    const { lonDeg, latDeg } = placeOn(road, alongM);
    return [round6(lonDeg), round6(latDeg)];
  };
  const line = [at(fromM)];
  for (let i = 0; i < road.points.length; i++) {
    const alongM = road.cumulativeM[i]!;
    // Ends within a metre of a vertex would give a segment of no direction.
    if (alongM > fromM + 1 && alongM < toM - 1) line.push(road.points[i]!);
  }
  line.push(at(toM));
  return line;
}

/** Initial bearing in the local plane, 0…360. */
export function bearingDeg(from: LonLat, to: LonLat): number {
  const x = (to[0] - from[0]) * Math.cos((((from[1] + to[1]) / 2) * Math.PI) / 180);
  const degrees = (Math.atan2(x, to[1] - from[1]) * 180) / Math.PI;
  return degrees < 0 ? degrees + 360 : degrees;
}

function controlPoints(via: readonly TownId[], index: number): LonLat[] {
  const random = createRandom(WORLD_SEED, index);
  const control: LonLat[] = [];
  for (let k = 0; k + 1 < via.length; k++) {
    const from = townOf(via[k]!);
    const to = townOf(via[k + 1]!);
    const length = displacementM(from.latDeg, from.lonDeg, to.latDeg, to.lonDeg);
    const parts = Math.max(2, Math.round(length / CONTROL_EVERY_M));
    // Within a town roads lie a kilometre apart, so that they do not all cross in one point.
    if (k === 0)
      control.push(
        aside(
          from.lonDeg,
          from.latDeg,
          random.between(-1_000, 1_000),
          random.between(-1_000, 1_000),
        ),
      );
    for (let p = 1; p < parts; p++) {
      const t = p / parts;
      const lon = from.lonDeg + t * (to.lonDeg - from.lonDeg);
      const lat = from.latDeg + t * (to.latDeg - from.latDeg);
      const reach = Math.min(2_200, length * 0.06);
      control.push(aside(lon, lat, random.between(-reach, reach), random.between(-reach, reach)));
    }
    control.push(
      aside(to.lonDeg, to.latDeg, random.between(-1_000, 1_000), random.between(-1_000, 1_000)),
    );
  }
  return control;
}

function aside(lon: number, lat: number, eastM: number, northM: number): LonLat {
  return [lon + eastM / (111_195 * Math.cos((lat * Math.PI) / 180)), lat + northM / 111_195];
}

/** Uniform Catmull-Rom through all control points, sampled every SAMPLE_EVERY_M. */
function splined(control: readonly LonLat[]): LonLat[] {
  const result: LonLat[] = [];
  for (let i = 0; i + 1 < control.length; i++) {
    const p0 = control[Math.max(0, i - 1)]!;
    const p1 = control[i]!;
    const p2 = control[i + 1]!;
    const p3 = control[Math.min(control.length - 1, i + 2)]!;
    const steps = Math.max(2, Math.ceil(distanceM(p1, p2) / SAMPLE_EVERY_M));
    for (let s = 0; s < steps; s++)
      result.push([
        spline(p0[0], p1[0], p2[0], p3[0], s / steps),
        spline(p0[1], p1[1], p2[1], p3[1], s / steps),
      ]);
  }
  result.push(control.at(-1)!);
  return result;
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return (
    0.5 *
    (2 * b +
      (c - a) * t +
      (2 * a - 5 * b + 4 * c - d) * t * t +
      (3 * b - a - 3 * c + d) * t * t * t)
  );
}

/** Douglas and Peucker, iterative; 6 decimals. */
function thin(points: readonly LonLat[]): LonLat[] {
  const keep = new Uint8Array(points.length);
  keep[0] = 1;
  keep[points.length - 1] = 1;
  const open: [number, number][] = [[0, points.length - 1]];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [from, to] = range;
    let worst = 0;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const offset = offsetM(points[i]!, points[from]!, points[to]!);
      if (offset > worst) {
        worst = offset;
        at = i;
      }
    }
    if (worst <= THIN_TOLERANCE_M) continue;
    keep[at] = 1;
    open.push([from, at], [at, to]);
  }
  return points.filter((_, i) => keep[i] === 1).map(([lon, lat]) => [round6(lon), round6(lat)]);
}

function offsetM(p: LonLat, a: LonLat, b: LonLat): number {
  const scale = Math.cos((p[1] * Math.PI) / 180);
  const bx = (b[0] - a[0]) * scale;
  const by = b[1] - a[1];
  const px = (p[0] - a[0]) * scale;
  const py = p[1] - a[1];
  const t = Math.min(1, Math.max(0, (px * bx + py * by) / (bx * bx + by * by)));
  return Math.hypot(px - t * bx, py - t * by) * 111_195;
}

function distanceM(a: LonLat, b: LonLat): number {
  return displacementM(a[1], a[0], b[1], b[0]);
}

function round6(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
