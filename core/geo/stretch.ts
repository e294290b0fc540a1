/**
 * A line in pieces of a few segments each, for an index over many lines: how far is a point from
 * this piece, and which way does the line run there? Coordinates are taken in 1e-7 degrees; distances
 * are those of `polyline.ts` (local plane, below 0.1 % off within 5 km).
 */
import { METRES_PER_DEGREE, RADIANS_PER_DEGREE } from './distance.ts';
import { E7, e7 } from './e7.ts';
import type { LonLat } from './polyline.ts';

const METRES_PER_E7 = METRES_PER_DEGREE / E7;
/** Segments of one piece. */
const PIECE_SEGMENTS = 8;

export type LineGeometry =
  | { type: 'LineString'; coordinates: readonly LonLat[] }
  | { type: 'MultiLineString'; coordinates: readonly (readonly LonLat[])[] };

/** Box of a piece, 1e-7 degrees. */
export interface PieceBox {
  west: number;
  south: number;
  east: number;
  north: number;
}

export class Stretch {
  readonly segments: number;
  /** Longitude and latitude of each segment's start and end side by side. */
  readonly points: Int32Array;
  /** Segments of each line. */
  private readonly lengths: Uint32Array;

  /** Throws RangeError when a line has fewer than two positions or a coordinate is impossible. */
  constructor(geometry: LineGeometry) {
    const lines: readonly (readonly LonLat[])[] =
      geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
    if (lines.length === 0 || lines.some(({ length }) => length < 2))
      throw new RangeError('A line needs at least two positions.');
    this.lengths = Uint32Array.from(lines, ({ length }) => length - 1);
    this.segments = this.lengths.reduce((sum, length) => sum + length, 0);
    this.points = new Int32Array(4 * this.segments);
    let at = 0;
    for (const line of lines) {
      for (let i = 0; i < line.length; i++) {
        const [lon, lat] = line[i]!;
        // Written so that NaN fails too.
        if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90))
          throw new RangeError('A coordinate is not [longitude, latitude] in degrees.');
        if (i > 0) this.points.set([e7(lon), e7(lat)], at - 2);
        if (i === line.length - 1) continue;
        this.points.set([e7(lon), e7(lat)], at);
        at += 4;
      }
    }
  }

  get pieces(): number {
    return Math.ceil(this.segments / PIECE_SEGMENTS);
  }

  /** What lies around a piece within `metres`. */
  boxOf(piece: number, metres: number): PieceBox {
    const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
    const until = 4 * Math.min(this.segments, (piece + 1) * PIECE_SEGMENTS);
    for (let at = 4 * piece * PIECE_SEGMENTS; at < until; at += 2) {
      box.west = Math.min(box.west, this.points[at]!);
      box.east = Math.max(box.east, this.points[at]!);
      box.south = Math.min(box.south, this.points[at + 1]!);
      box.north = Math.max(box.north, this.points[at + 1]!);
    }
    const up = Math.ceil(metres / METRES_PER_E7) + 1;
    const farthest = Math.max(Math.abs(box.south - up), Math.abs(box.north + up));
    // Near the poles a degree of longitude is no length any more.
    const scale = Math.max(0.01, Math.cos((farthest / E7) * RADIANS_PER_DEGREE));
    const aside = Math.ceil(up / scale) + 1;
    return {
      west: box.west - aside,
      south: box.south - up,
      east: box.east + aside,
      north: box.north + up,
    };
  }

  /**
   * Squared metres from the point (1e-7 degrees) to the nearest segment of the piece that runs within
   * `angleMaxDeg` of `courseDeg`; Infinity = none does. A course of null fits every segment.
   */
  distance2(
    piece: number,
    x: number,
    y: number,
    courseDeg: number | null,
    angleMaxDeg: number,
  ): number {
    const { points } = this;
    const scaleX = METRES_PER_E7 * Math.cos((y / E7) * RADIANS_PER_DEGREE);
    const until = 4 * Math.min(this.segments, (piece + 1) * PIECE_SEGMENTS);
    let nearest = Infinity;
    for (let at = 4 * piece * PIECE_SEGMENTS; at < until; at += 4) {
      const fromX = (points[at]! - x) * scaleX;
      const fromY = (points[at + 1]! - y) * METRES_PER_E7;
      const dx = (points[at + 2]! - points[at]!) * scaleX;
      const dy = (points[at + 3]! - points[at + 1]!) * METRES_PER_E7;
      const length2 = dx * dx + dy * dy;
      let t = length2 > 0 ? -(fromX * dx + fromY * dy) / length2 : 0;
      if (t < 0) t = 0;
      else if (t > 1) t = 1;
      const px = fromX + t * dx;
      const py = fromY + t * dy;
      const distance2 = px * px + py * py;
      if (distance2 >= nearest) continue;
      if (courseDeg !== null && length2 > 0 && !isAlong(dx, dy, courseDeg, angleMaxDeg)) continue;
      nearest = distance2;
    }
    return nearest;
  }

  /** The line as it was given, coordinates in 1e-7 degrees. */
  geometry(): LineGeometry {
    const { points } = this;
    let at = 0;
    const lines = Array.from(this.lengths, (length) => {
      const line: [number, number][] = [[points[at]! / E7, points[at + 1]! / E7]];
      for (let i = 0; i < length; i++, at += 4)
        line.push([points[at + 2]! / E7, points[at + 3]! / E7]);
      return line;
    });
    return lines.length === 1
      ? { type: 'LineString', coordinates: lines[0]! }
      : { type: 'MultiLineString', coordinates: lines };
  }

  isSame({ points, lengths }: Stretch): boolean {
    return (
      points.length === this.points.length &&
      lengths.length === this.lengths.length &&
      lengths.every((length, i) => length === this.lengths[i]) &&
      points.every((value, i) => value === this.points[i])
    );
  }
}

/** Angle between two directions, 0…180 degrees; of a course 0 is north, clockwise. */
function isAlong(dx: number, dy: number, courseDeg: number, angleMaxDeg: number): boolean {
  const bearingDeg = Math.atan2(dx, dy) / RADIANS_PER_DEGREE;
  const turn = Math.abs(courseDeg - bearingDeg) % 360;
  return Math.min(turn, 360 - turn) <= angleMaxDeg;
}
