/**
 * An area on earth, prepared once and asked a million times whether a point lies in it: GeoJSON
 * Polygon or MultiPolygon, holes included, WGS-84. Coordinates are taken in 1e-7 degrees (`e7.ts`), edges are straight
 * in longitude and latitude (RFC 7946 3.1.1), and the answer is exact; the boundary belongs to the
 * area, that of a hole too. Areas across the antimeridian are to be given in two parts, as the RFC asks.
 *
 * A ray to the east is counted through the edges it crosses, even-odd. Parts of many vertices keep
 * their edges by bands of latitude, so that only those at the height of the point are looked at.
 */
import { E7, e7, sideOf } from './e7.ts';

type Ring = readonly (readonly number[])[];
export type AreaGeometry =
  | { type: 'Polygon'; coordinates: readonly Ring[] }
  | { type: 'MultiPolygon'; coordinates: readonly (readonly Ring[])[] };

/** From this many edges on a part is cut into bands; below, looking at all of them is as quick. */
const BANDED_EDGES = 128;
const EDGES_PER_BAND = 8;
const BANDS_MAX = 4_096;
/** Edges may stand in several bands; beyond this many each on average the bands are made higher. */
const REPEATS_MAX = 4;

export class Area {
  /** Box around it, 1e-7 degrees. */
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly parts: readonly Part[];

  /** Throws RangeError with a sentence when a ring is not closed or a coordinate is impossible. */
  constructor(geometry: AreaGeometry) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    if (polygons.length === 0) throw new RangeError('An area needs at least one polygon.');
    this.parts = polygons.map((rings) => new Part(rings));
    this.west = Math.min(...this.parts.map(({ west }) => west));
    this.south = Math.min(...this.parts.map(({ south }) => south));
    this.east = Math.max(...this.parts.map(({ east }) => east));
    this.north = Math.max(...this.parts.map(({ north }) => north));
  }

  contains(latitudeDeg: number, longitudeDeg: number): boolean {
    return this.containsE7(e7(longitudeDeg), e7(latitudeDeg));
  }

  /** The same for a point in 1e-7 degrees. Allocates nothing. */
  containsE7(x: number, y: number): boolean {
    const { parts } = this;
    for (let i = 0; i < parts.length; i++) if (parts[i]!.contains(x, y)) return true;
    return false;
  }

  /** The area as it was given, coordinates in 1e-7 degrees. */
  geometry(): AreaGeometry {
    const coordinates = this.parts.map((part) => part.rings());
    return coordinates.length === 1
      ? { type: 'Polygon', coordinates: coordinates[0]! }
      : { type: 'MultiPolygon', coordinates };
  }

  isSame({ parts }: Area): boolean {
    return (
      parts.length === this.parts.length && parts.every((part, i) => part.isSame(this.parts[i]!))
    );
  }
}

/** Edges by height: those of band `b` are `edges[starts[b]]` to `edges[starts[b + 1] - 1]`. */
interface Bands {
  starts: Uint32Array;
  /** Index of the vertex an edge starts at. */
  edges: Uint32Array;
  perUnit: number;
}

/** One polygon with its holes. */
export class Part {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** Longitude and latitude side by side, ring after ring, each closed. */
  readonly points: Int32Array;
  /** Vertices up to the end of each ring. */
  readonly ends: Uint32Array;
  /** null = few edges. */
  private readonly bands: Bands | null;

  constructor(rings: readonly Ring[]) {
    if (rings.length === 0) throw new RangeError('A polygon needs at least one ring.');
    this.points = new Int32Array(2 * rings.reduce((sum, ring) => sum + ring.length, 0));
    this.ends = new Uint32Array(rings.length);
    let at = 0;
    rings.forEach((ring, index) => {
      if (ring.length < 4) throw new RangeError('A ring needs at least four positions.');
      const from = at;
      for (const [lon, lat] of ring) {
        // Written so that NaN and what is missing fail too.
        if (!(lon! >= -180 && lon! <= 180 && lat! >= -90 && lat! <= 90))
          throw new RangeError('A coordinate is not [longitude, latitude] in degrees.');
        this.points[2 * at] = e7(lon!);
        this.points[2 * at + 1] = e7(lat!);
        at++;
      }
      if (this.x(from) !== this.x(at - 1) || this.y(from) !== this.y(at - 1))
        throw new RangeError('A ring of the polygon is not closed.');
      this.ends[index] = at;
    });
    let west = Infinity;
    let south = Infinity;
    let east = -Infinity;
    let north = -Infinity;
    for (let i = 0; i < at; i++) {
      west = Math.min(west, this.x(i));
      south = Math.min(south, this.y(i));
      east = Math.max(east, this.x(i));
      north = Math.max(north, this.y(i));
    }
    this.west = west;
    this.south = south;
    this.east = east;
    this.north = north;
    this.bands = at >= BANDED_EDGES ? this.cutIntoBands() : null;
  }

  contains(x: number, y: number): boolean {
    if (x < this.west || x > this.east || y < this.south || y > this.north) return false;
    const { bands, ends } = this;
    let isInside = false;
    if (bands === null) {
      let at = 0;
      for (let ring = 0; ring < ends.length; ring++) {
        for (const last = ends[ring]! - 1; at < last; at++) {
          const met = this.meet(at, x, y);
          if (met === ON) return true;
          if (met === CROSSED) isInside = !isInside;
        }
        at++;
      }
      return isInside;
    }
    const band = bandOf(y, this.south, bands);
    const until = bands.starts[band + 1]!;
    for (let i = bands.starts[band]!; i < until; i++) {
      const met = this.meet(bands.edges[i]!, x, y);
      if (met === ON) return true;
      if (met === CROSSED) isInside = !isInside;
    }
    return isInside;
  }

  rings(): [number, number][][] {
    let from = 0;
    return Array.from(this.ends, (end) => {
      const ring: [number, number][] = [];
      for (; from < end; from++) ring.push([this.x(from) / E7, this.y(from) / E7]);
      return ring;
    });
  }

  isSame({ points, ends }: Part): boolean {
    return (
      points.length === this.points.length &&
      ends.length === this.ends.length &&
      ends.every((end, i) => end === this.ends[i]) &&
      points.every((value, i) => value === this.points[i])
    );
  }

  /** What the ray from the point to the east does with the edge that starts at vertex `at`. */
  private meet(at: number, x: number, y: number): number {
    const { points } = this;
    const ay = points[2 * at + 1]!;
    const by = points[2 * at + 3]!;
    const isEndAbove = by > y;
    if (ay > y === isEndAbove) {
      if (ay !== y) return MISSED;
      const ax = points[2 * at]!;
      if (ax === x) return ON;
      return by === y && ax > x !== points[2 * at + 2]! > x ? ON : MISSED;
    }
    const ax = points[2 * at]!;
    const bx = points[2 * at + 2]!;
    if (x < ax && x < bx) return CROSSED;
    if (x > ax && x > bx) return MISSED;
    const side = sideOf(ax, ay, bx, by, x, y);
    if (side === 0) return ON;
    return side > 0 === isEndAbove ? CROSSED : MISSED;
  }

  private cutIntoBands(): Bands {
    const height = this.north - this.south;
    const vertices = this.points.length / 2;
    let count = Math.min(BANDS_MAX, Math.ceil(vertices / EDGES_PER_BAND), height + 1);
    for (;;) {
      const starts = new Uint32Array(count + 1);
      // The northern edge falls into the last band.
      const bands: Bands = { starts, edges: starts, perUnit: count / (height + 1) };
      this.eachEdge(bands, (_at, band) => starts[band + 1]!++);
      for (let band = 0; band < count; band++) starts[band + 1]! += starts[band]!;
      const total = starts[count]!;
      if (count > 1 && total > REPEATS_MAX * vertices) {
        count = Math.ceil(count / 2);
        continue;
      }
      const next = starts.slice();
      bands.edges = new Uint32Array(total);
      this.eachEdge(bands, (at, band) => {
        bands.edges[next[band]!++] = at;
      });
      return bands;
    }
  }

  /** Every edge with every band it reaches into. */
  private eachEdge(bands: Bands, tell: (at: number, band: number) => void): void {
    let at = 0;
    for (const end of this.ends) {
      for (; at < end - 1; at++) {
        const low = Math.min(this.y(at), this.y(at + 1));
        const high = Math.max(this.y(at), this.y(at + 1));
        const last = bandOf(high, this.south, bands);
        for (let band = bandOf(low, this.south, bands); band <= last; band++) tell(at, band);
      }
      at++;
    }
  }

  private x(vertex: number): number {
    return this.points[2 * vertex]!;
  }

  private y(vertex: number): number {
    return this.points[2 * vertex + 1]!;
  }
}

const MISSED = 0;
const CROSSED = 1;
const ON = 2;

function bandOf(y: number, south: number, { perUnit }: Bands): number {
  return Math.floor((y - south) * perUnit);
}
