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

/** A stretch of the line that is searched, and what fits there. */
export interface Stretch {
  /** No farther from the line than this, metres. */
  metres: number;
  /** Progress along the line, metres, both included. */
  fromM: number;
  toM: number;
  /** Direction of travel, degrees from north; −1 = any fits. Fitting means within 60° of the segment's. */
  courseDeg: number;
}

/** Cosine of the angle between course and segment up to which they belong together (60°). */
const COURSE_COSINE = 0.5;

/** A vehicle that keeps to its road is this many segments further on, or back, with its next report. */
const NEAR_SEGMENTS = 4;

/** The question at hand: where from, metres per degree of longitude there, least squared distance found. Unboxed, and nobody's between two questions. */
const asked = new Float64Array(4);
const LAT = 0;
const LON = 1;
const SCALE_X = 2;
const BEST = 3;

/** Longitude, latitude. */
export type LonLat = readonly [number, number];

export class Polyline {
  readonly segments: number;
  readonly lengthM: number;
  /** Start and end of each segment, longitude before latitude, side by side: a question about a segment touches one or two cache lines. */
  readonly #ends: Float64Array;
  /** Progress at the start of each segment; one more entry than segments. */
  readonly #progress: Float64Array;
  /** 1 where the segment continues the one before it (same part of a multi-line). */
  readonly #joined: Uint8Array;
  /** Per level, finest first: minLon, minLat, maxLon, maxLat of each box. */
  readonly #levels: Float64Array[] = [];

  #hint = 0;
  /** Of the search at hand. */
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
    this.#ends = new Float64Array(4 * count);
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
        this.#ends.set([fromLon, fromLat, lon, lat], 4 * at);
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
    asked[LAT] = latitudeDeg;
    asked[LON] = longitudeDeg;
    asked[SCALE_X] = METRES_PER_DEGREE * Math.cos(latitudeDeg * RADIANS_PER_DEGREE);
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

  /** Touches what the next question will most likely need; the sum says nothing. */
  readAhead(): number {
    const first = 4 * Math.max(0, this.#hint - NEAR_SEGMENTS);
    const last = Math.min(this.#ends.length, 4 * (this.#hint + NEAR_SEGMENTS));
    let sum = 0;
    for (let at = first; at < last; at += 8) sum += this.#ends[at]!;
    return sum + this.#progress[this.#hint]!;
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

  /** The point of the line that is nearest. */
  nearestTo(latitudeDeg: number, longitudeDeg: number): LonLat {
    this.#search(latitudeDeg, longitudeDeg);
    return this.#nearestOf(this.#nearest);
  }

  /**
   * Progress of the nearest point among the segments of a stretch, metres; −1 = none fits. Where the line meets
   * itself the stretch says which branch is meant. Takes time by the segments in it.
   */
  progressWithin(latitudeDeg: number, longitudeDeg: number, stretch: Stretch): number {
    asked[LAT] = latitudeDeg;
    asked[LON] = longitudeDeg;
    asked[SCALE_X] = METRES_PER_DEGREE * Math.cos(latitudeDeg * RADIANS_PER_DEGREE);
    const { fromM, toM, courseDeg } = stretch;
    const east = Math.sin(courseDeg * RADIANS_PER_DEGREE);
    const north = Math.cos(courseDeg * RADIANS_PER_DEGREE);
    let best = stretch.metres * stretch.metres;
    let nearest = -1;
    for (let segment = this.#segmentAt(fromM); segment < this.segments; segment++) {
      if (this.#progress[segment]! > toM) break;
      const d2 = this.#distance2(segment);
      if (d2 > best || (d2 === best && nearest >= 0)) continue;
      if (courseDeg >= 0 && this.#cosine(segment, east, north) < COURSE_COSINE) continue;
      best = d2;
      nearest = segment;
    }
    if (nearest < 0) return -1;
    const startM = this.#progress[nearest]!;
    return roundM(startM + this.#along(nearest) * (this.#progress[nearest + 1]! - startM));
  }

  /** Cosine of the angle between the segment and a unit direction; 0 for a segment without length. */
  #cosine(segment: number, east: number, north: number): number {
    const at = 4 * segment;
    const dx = (this.#ends[at + 2]! - this.#ends[at]!) * asked[SCALE_X]!;
    const dy = (this.#ends[at + 3]! - this.#ends[at + 1]!) * METRES_PER_DEGREE;
    const length = Math.sqrt(dx * dx + dy * dy);
    return length > 0 ? (dx / length) * east + (dy / length) * north : 0;
  }

  /** The first segment that ends at or behind `progressM`; looked for around that of the previous answer first. */
  #segmentAt(progressM: number): number {
    let low = Math.max(0, this.#hint - NEAR_SEGMENTS);
    let high = Math.min(this.segments, this.#hint + NEAR_SEGMENTS);
    if (low > 0 && this.#progress[low]! >= progressM) low = 0;
    if (high < this.segments && this.#progress[high]! < progressM) high = this.segments;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#progress[middle + 1]! < progressM) low = middle + 1;
      else high = middle;
    }
    return low;
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
            minLon = Math.min(minLon, this.#ends[4 * i]!, this.#ends[4 * i + 2]!);
            minLat = Math.min(minLat, this.#ends[4 * i + 1]!, this.#ends[4 * i + 3]!);
            maxLon = Math.max(maxLon, this.#ends[4 * i]!, this.#ends[4 * i + 2]!);
            maxLat = Math.max(maxLat, this.#ends[4 * i + 1]!, this.#ends[4 * i + 3]!);
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
    asked[LAT] = lat;
    asked[LON] = lon;
    asked[SCALE_X] = METRES_PER_DEGREE * Math.cos(lat * RADIANS_PER_DEGREE);
    this.#nearest = this.#hint;
    asked[BEST] = this.#distance2(this.#hint);
    const top = this.#levels.length - 1;
    this.#visit(top, 0, this.#boxDistance2(top, 0));
    this.#hint = this.#nearest;
  }

  #visit(level: number, box: number, boxDistance2: number): void {
    if (boxDistance2 > asked[BEST]! * SLACK + SLACK_M2) return;
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
      if (d2 < asked[BEST]! || (d2 === asked[BEST]! && segment < this.#nearest)) {
        asked[BEST] = d2;
        this.#nearest = segment;
      }
    }
  }

  #boxDistance2(level: number, box: number): number {
    const boxes = this.#levels[level]!;
    const at = box * 4;
    let x = boxes[at]! - asked[LON]!;
    if (x < 0) {
      x = asked[LON]! - boxes[at + 2]!;
      if (x < 0) x = 0;
    }
    let y = boxes[at + 1]! - asked[LAT]!;
    if (y < 0) {
      y = asked[LAT]! - boxes[at + 3]!;
      if (y < 0) y = 0;
    }
    x *= asked[SCALE_X]!;
    y *= METRES_PER_DEGREE;
    return x * x + y * y;
  }

  /** Squared metres from the asking point to the segment. */
  #distance2(segment: number): number {
    const startLon = this.#ends[4 * segment]!;
    const startLat = this.#ends[4 * segment + 1]!;
    const x = (startLon - asked[LON]!) * asked[SCALE_X]!;
    const y = (startLat - asked[LAT]!) * METRES_PER_DEGREE;
    const dx = (this.#ends[4 * segment + 2]! - startLon) * asked[SCALE_X]!;
    const dy = (this.#ends[4 * segment + 3]! - startLat) * METRES_PER_DEGREE;
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
    const startLon = this.#ends[4 * segment]!;
    const startLat = this.#ends[4 * segment + 1]!;
    const x = (startLon - asked[LON]!) * asked[SCALE_X]!;
    const y = (startLat - asked[LAT]!) * METRES_PER_DEGREE;
    const dx = (this.#ends[4 * segment + 2]! - startLon) * asked[SCALE_X]!;
    const dy = (this.#ends[4 * segment + 3]! - startLat) * METRES_PER_DEGREE;
    const length2 = dx * dx + dy * dy;
    return length2 > 0 ? Math.min(1, Math.max(0, -(x * dx + y * dy) / length2)) : 0;
  }

  #figure(segment: number): number {
    const planar = Math.sqrt(asked[BEST]!);
    if (planar <= FAR_M) return planar;
    const [lon, lat] = this.#nearestOf(segment);
    return haversineM(asked[LAT]!, asked[LON]!, lat, lon);
  }

  /** Its point nearest to where the question was asked. */
  #nearestOf(segment: number): LonLat {
    const t = this.#along(segment);
    const lon =
      this.#ends[4 * segment]! + t * (this.#ends[4 * segment + 2]! - this.#ends[4 * segment]!);
    const lat =
      this.#ends[4 * segment + 1]! +
      t * (this.#ends[4 * segment + 3]! - this.#ends[4 * segment + 1]!);
    return [lon, lat];
  }

  /**
   * −1 left, 1 right. At a shared vertex a single segment can point the wrong way, so the sum of
   * both unit directions decides there.
   */
  #side(segment: number, t: number): number {
    let lon = this.#ends[4 * segment]!;
    let lat = this.#ends[4 * segment + 1]!;
    let [dx, dy] = this.#direction(segment);
    let other = -1;
    if (t === 1 || (dx === 0 && dy === 0)) {
      lon = this.#ends[4 * segment + 2]!;
      lat = this.#ends[4 * segment + 3]!;
      if (segment + 1 < this.segments && this.#joined[segment + 1] === 1) other = segment + 1;
    } else if (t === 0 && this.#joined[segment] === 1) other = segment - 1;
    if (other >= 0) {
      const [ox, oy] = this.#direction(other);
      dx += ox;
      dy += oy;
    }
    const x = (asked[LON]! - lon) * asked[SCALE_X]!;
    const y = (asked[LAT]! - lat) * METRES_PER_DEGREE;
    // Cross product of direction and offset: positive when the point is on the left.
    return dx * y - dy * x > 0 ? -1 : 1;
  }

  #direction(segment: number): [number, number] {
    const dx = (this.#ends[4 * segment + 2]! - this.#ends[4 * segment]!) * asked[SCALE_X]!;
    const dy = (this.#ends[4 * segment + 3]! - this.#ends[4 * segment + 1]!) * METRES_PER_DEGREE;
    const length = Math.sqrt(dx * dx + dy * dy);
    return length > 0 ? [dx / length, dy / length] : [0, 0];
  }
}
