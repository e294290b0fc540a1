/**
 * A line of many vertices, prepared once and asked a million times: how far, on which side, how
 * far along. Coordinates are signed WGS-84 degrees, results metres rounded to 0.1 m.
 *
 * Distances are taken in a local equirectangular plane centred on the asking point, where a
 * segment is straight in longitude and latitude (RFC 7946 3.1.1); the error is below 0.1 % within
 * 5 km. Beyond `FAR_M` the figure is the great-circle distance to the nearest point of that plane.
 *
 * Segments stand in a packed tree of bounding boxes, 8 to a box. A search starts from the segment
 * of the previous answer, because a vehicle is mostly near where it was, and skips every box that
 * cannot hold anything nearer. The start only saves work: of equally near segments the first one
 * wins, whichever segment the search began with.
 */
import { haversineM, METRES_PER_DEGREE, RADIANS_PER_DEGREE, roundM } from './distance.ts';

/** Children of one box. */
const FANOUT = 8;
/** From here on the local plane is no longer good enough for a figure. */
const FAR_M = 20_000;
/** Rounding may put a point a few units in the last place outside its own box. */
const SLACK = 1 + 1e-9;
const SLACK_M2 = 1e-6;

/** Where a point lies relative to the line. */
export interface Located {
  /** Distance from the line, metres, 0.1 m. */
  distanceM: number;
  /** The same with sign: negative on the left of travel, positive on the right. */
  crossTrackM: number;
  /** Distance along the line to the nearest point, metres from its start; gaps between parts add nothing. */
  progressM: number;
  /** Index of the nearest segment, counted over all parts. */
  segment: number;
}

/** A vehicle that keeps to its road is this many segments further on, or back, with its next report. */
const NEAR_SEGMENTS = 4;

/** Longitude, latitude. */
export type LonLat = readonly [number, number];

export class Polyline {
  readonly segments: number;
  readonly lengthM: number;
  readonly #startLon: Float64Array;
  readonly #startLat: Float64Array;
  readonly #endLon: Float64Array;
  readonly #endLat: Float64Array;
  /** Progress at the start of each segment; one more entry than segments. */
  readonly #progress: Float64Array;
  /** 1 where the segment continues the one before it (same part of a multi-line). */
  readonly #joined: Uint8Array;
  /** Per level, finest first: minLon, minLat, maxLon, maxLat of each box. */
  readonly #levels: Float64Array[] = [];

  #hint = 0;
  // Scratch of one search: kept in fields so that a question allocates nothing.
  #lat = 0;
  #lon = 0;
  #scaleX = 0;
  #best = 0;
  #nearest = 0;

  /** Throws RangeError when a part has fewer than two positions or a coordinate is impossible. */
  constructor(parts: readonly (readonly LonLat[])[]) {
    let count = 0;
    for (const part of parts) {
      if (part.length < 2) throw new RangeError('A line needs at least two positions.');
      count += part.length - 1;
    }
    if (count === 0) throw new RangeError('A line needs at least two positions.');
    this.segments = count;
    this.#startLon = new Float64Array(count);
    this.#startLat = new Float64Array(count);
    this.#endLon = new Float64Array(count);
    this.#endLat = new Float64Array(count);
    this.#joined = new Uint8Array(count);
    this.#progress = new Float64Array(count + 1);
    let at = 0;
    for (const part of parts) {
      for (let i = 0; i < part.length; i++) {
        const [lon, lat] = part[i]!;
        // Written so that NaN fails too.
        if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90)) {
          throw new RangeError(`Position ${i} is not a longitude and latitude in degrees.`);
        }
        if (i === 0) continue;
        const [fromLon, fromLat] = part[i - 1]!;
        this.#startLon[at] = fromLon;
        this.#startLat[at] = fromLat;
        this.#endLon[at] = lon;
        this.#endLat[at] = lat;
        this.#joined[at] = i > 1 ? 1 : 0;
        this.#progress[at + 1] = this.#progress[at]! + haversineM(fromLat, fromLon, lat, lon);
        at++;
      }
    }
    this.lengthM = roundM(this.#progress[count]!);
    this.#buildBoxes();
  }

  /** Distance from the line in metres, never negative. Allocates nothing. */
  distanceM(latitudeDeg: number, longitudeDeg: number): number {
    this.#search(latitudeDeg, longitudeDeg);
    return roundM(this.#figure(this.#nearest));
  }

  /**
   * True = surely within `metres` of the line, known from the segments around that of the previous answer;
   * false = not known, ask `distanceM`. Saves the search where a vehicle keeps to its road, and can
   * change no verdict that takes false for a question.
   */
  isSurelyWithin(latitudeDeg: number, longitudeDeg: number, metres: number): boolean {
    this.#lat = latitudeDeg;
    this.#lon = longitudeDeg;
    this.#scaleX = METRES_PER_DEGREE * Math.cos(latitudeDeg * RADIANS_PER_DEGREE);
    if (metres > FAR_M) return false;
    const limit2 = metres * metres;
    const hint = this.#hint;
    if (this.#distance2(hint) <= limit2) return true;
    const first = Math.max(0, hint - NEAR_SEGMENTS);
    const last = Math.min(this.segments - 1, hint + NEAR_SEGMENTS);
    for (let segment = first; segment <= last; segment++) {
      if (this.#distance2(segment) > limit2) continue;
      this.#hint = segment;
      return true;
    }
    return false;
  }

  locate(latitudeDeg: number, longitudeDeg: number): Located {
    this.#search(latitudeDeg, longitudeDeg);
    const segment = this.#nearest;
    const distanceM = roundM(this.#figure(segment));
    const t = this.#along(segment);
    const from = this.#progress[segment]!;
    return {
      distanceM,
      crossTrackM: distanceM === 0 ? 0 : this.#side(segment, t) * distanceM,
      progressM: roundM(from + t * (this.#progress[segment + 1]! - from)),
      segment,
    };
  }

  #buildBoxes(): void {
    let below: Float64Array | null = null;
    let count = this.segments;
    do {
      const boxes = Math.ceil(count / FANOUT);
      const level = new Float64Array(boxes * 4);
      for (let box = 0; box < boxes; box++) {
        let minLon = Infinity;
        let minLat = Infinity;
        let maxLon = -Infinity;
        let maxLat = -Infinity;
        const end = Math.min(count, (box + 1) * FANOUT);
        for (let i = box * FANOUT; i < end; i++) {
          if (below === null) {
            minLon = Math.min(minLon, this.#startLon[i]!, this.#endLon[i]!);
            minLat = Math.min(minLat, this.#startLat[i]!, this.#endLat[i]!);
            maxLon = Math.max(maxLon, this.#startLon[i]!, this.#endLon[i]!);
            maxLat = Math.max(maxLat, this.#startLat[i]!, this.#endLat[i]!);
          } else {
            minLon = Math.min(minLon, below[i * 4]!);
            minLat = Math.min(minLat, below[i * 4 + 1]!);
            maxLon = Math.max(maxLon, below[i * 4 + 2]!);
            maxLat = Math.max(maxLat, below[i * 4 + 3]!);
          }
        }
        level.set([minLon, minLat, maxLon, maxLat], box * 4);
      }
      this.#levels.push(level);
      below = level;
      count = boxes;
    } while (count > 1);
  }

  #search(lat: number, lon: number): void {
    this.#lat = lat;
    this.#lon = lon;
    this.#scaleX = METRES_PER_DEGREE * Math.cos(lat * RADIANS_PER_DEGREE);
    this.#nearest = this.#hint;
    this.#best = this.#distance2(this.#hint);
    const top = this.#levels.length - 1;
    this.#visit(top, 0, this.#boxDistance2(top, 0));
    this.#hint = this.#nearest;
  }

  #visit(level: number, box: number, boxDistance2: number): void {
    if (boxDistance2 > this.#best * SLACK + SLACK_M2) return;
    const first = box * FANOUT;
    if (level > 0) {
      const below = level - 1;
      const end = Math.min(this.#levels[below]!.length / 4, first + FANOUT);
      // The nearest child first: it leaves the least for the others to do.
      let nearest = first;
      let nearestDistance2 = Infinity;
      for (let child = first; child < end; child++) {
        const d2 = this.#boxDistance2(below, child);
        if (d2 < nearestDistance2) {
          nearestDistance2 = d2;
          nearest = child;
        }
      }
      this.#visit(below, nearest, nearestDistance2);
      for (let child = first; child < end; child++) {
        if (child !== nearest) this.#visit(below, child, this.#boxDistance2(below, child));
      }
      return;
    }
    const end = Math.min(this.segments, first + FANOUT);
    for (let segment = first; segment < end; segment++) {
      const d2 = this.#distance2(segment);
      if (d2 < this.#best || (d2 === this.#best && segment < this.#nearest)) {
        this.#best = d2;
        this.#nearest = segment;
      }
    }
  }

  #boxDistance2(level: number, box: number): number {
    const boxes = this.#levels[level]!;
    const at = box * 4;
    let x = boxes[at]! - this.#lon;
    if (x < 0) {
      x = this.#lon - boxes[at + 2]!;
      if (x < 0) x = 0;
    }
    let y = boxes[at + 1]! - this.#lat;
    if (y < 0) {
      y = this.#lat - boxes[at + 3]!;
      if (y < 0) y = 0;
    }
    x *= this.#scaleX;
    y *= METRES_PER_DEGREE;
    return x * x + y * y;
  }

  /** Squared metres from the asking point to the segment. */
  #distance2(segment: number): number {
    const startLon = this.#startLon[segment]!;
    const startLat = this.#startLat[segment]!;
    const x = (startLon - this.#lon) * this.#scaleX;
    const y = (startLat - this.#lat) * METRES_PER_DEGREE;
    const dx = (this.#endLon[segment]! - startLon) * this.#scaleX;
    const dy = (this.#endLat[segment]! - startLat) * METRES_PER_DEGREE;
    const length2 = dx * dx + dy * dy;
    let t = length2 > 0 ? -(x * dx + y * dy) / length2 : 0;
    if (t < 0) t = 0;
    else if (t > 1) t = 1;
    const px = x + t * dx;
    const py = y + t * dy;
    return px * px + py * py;
  }

  /** Share 0…1 of the segment at which its nearest point lies. */
  #along(segment: number): number {
    const startLon = this.#startLon[segment]!;
    const startLat = this.#startLat[segment]!;
    const x = (startLon - this.#lon) * this.#scaleX;
    const y = (startLat - this.#lat) * METRES_PER_DEGREE;
    const dx = (this.#endLon[segment]! - startLon) * this.#scaleX;
    const dy = (this.#endLat[segment]! - startLat) * METRES_PER_DEGREE;
    const length2 = dx * dx + dy * dy;
    return length2 > 0 ? Math.min(1, Math.max(0, -(x * dx + y * dy) / length2)) : 0;
  }

  #figure(segment: number): number {
    const planar = Math.sqrt(this.#best);
    if (planar <= FAR_M) return planar;
    const t = this.#along(segment);
    const lon = this.#startLon[segment]! + t * (this.#endLon[segment]! - this.#startLon[segment]!);
    const lat = this.#startLat[segment]! + t * (this.#endLat[segment]! - this.#startLat[segment]!);
    return haversineM(this.#lat, this.#lon, lat, lon);
  }

  /**
   * −1 left, 1 right. At a shared vertex a single segment can point the wrong way, so the sum of
   * both unit directions decides there.
   */
  #side(segment: number, t: number): number {
    let lon = this.#startLon[segment]!;
    let lat = this.#startLat[segment]!;
    let [dx, dy] = this.#direction(segment);
    let other = -1;
    if (t === 1 || (dx === 0 && dy === 0)) {
      lon = this.#endLon[segment]!;
      lat = this.#endLat[segment]!;
      if (segment + 1 < this.segments && this.#joined[segment + 1] === 1) other = segment + 1;
    } else if (t === 0 && this.#joined[segment] === 1) other = segment - 1;
    if (other >= 0) {
      const [ox, oy] = this.#direction(other);
      dx += ox;
      dy += oy;
    }
    const x = (this.#lon - lon) * this.#scaleX;
    const y = (this.#lat - lat) * METRES_PER_DEGREE;
    // Cross product of direction and offset: positive when the point is on the left.
    return dx * y - dy * x > 0 ? -1 : 1;
  }

  #direction(segment: number): [number, number] {
    const dx = (this.#endLon[segment]! - this.#startLon[segment]!) * this.#scaleX;
    const dy = (this.#endLat[segment]! - this.#startLat[segment]!) * METRES_PER_DEGREE;
    const length = Math.sqrt(dx * dx + dy * dy);
    return length > 0 ? [dx / length, dy / length] : [0, 0];
  }
}
