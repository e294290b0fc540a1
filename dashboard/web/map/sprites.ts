/**
 * Markers, rasterised once in plain arithmetic (no canvas, so the same bytes everywhere): shape = class, fill = moving,
 * stopped or silent, wedge = heading. A sprite is a list of opaque pixels: edges between its colours are smooth,
 * its outer rim is not, which the dark outline hides on a dark map and which makes drawing a plain copy.
 */
import {
  ALERT_RGB,
  CLASS_RGB,
  HOLLOW_RGB,
  LAND_RGB,
  OUTLINE_RGB,
  type Rgb,
  SILENT_RGB,
} from './palette.ts';
import { MOVING, SILENT, STOPPED } from './vehicle-store.ts';

export const HEADINGS = 32;
/** Heading index of a marker without wedge. */
export const NO_HEADING = HEADINGS;
/** Age fade: fresh until 30 s, ageing until 5 min, then drawn as silent. */
export const AGEING_MS = 30_000;
export const SILENT_MS = 300_000;

export interface Sprite {
  /** Offsets from the centre pixel, dx and dy interleaved. */
  offsets: Int16Array;
  /** 0xAABBGGRR, little-endian RGBA as ImageData wants it. */
  colours: Uint32Array;
  /** The same offsets as steps through pixels of a surface `stride` wide; laid out at first use. */
  steps: Int32Array;
  stride: number;
  /** Largest |dx| or |dy|. */
  reach: number;
}

export interface SpriteSet {
  /** Indexed by spriteIndex. */
  vehicles: Sprite[];
  /** Indexed by alert level 0–4; level 0 is empty. */
  rings: Sprite[];
}

export function spriteIndex(classCode: number, state: number, ageing: number, heading: number) {
  return ((classCode * 3 + state) * 2 + ageing) * (HEADINGS + 1) + heading;
}

/** `size` 1 = shape radius 5 px; the device pixel ratio is multiplied in by the caller. */
export function createSpriteSet(size: number): SpriteSet {
  const vehicles: Sprite[] = [];
  for (let classCode = 0; classCode < CLASS_RGB.length; classCode++) {
    for (const state of [MOVING, STOPPED, SILENT]) {
      for (const ageing of [0, 1]) {
        const plain = rasterise(
          vehicleLayers(classCode, state, ageing, NO_HEADING, size),
          13 * size,
        );
        for (let heading = 0; heading <= HEADINGS; heading++) {
          const wedge = state === MOVING && heading !== NO_HEADING;
          vehicles[spriteIndex(classCode, state, ageing, heading)] = wedge
            ? rasterise(vehicleLayers(classCode, state, ageing, heading, size), 13 * size)
            : plain;
        }
      }
    }
  }
  const rings = [0, 1, 2, 3, 4].map((level) => rasterise(ringLayers(level, size), 16 * size));
  return { vehicles, rings };
}

/** Halfway to the land's colour. */
function faded([r, g, b]: Rgb): Rgb {
  return [(r + LAND_RGB[0]) / 2, (g + LAND_RGB[1]) / 2, (b + LAND_RGB[2]) / 2];
}

/** Negative inside, in pixels. */
type Distance = (x: number, y: number) => number;
interface Layer {
  distance: Distance;
  rgb: Rgb;
}

function vehicleLayers(
  classCode: number,
  state: number,
  ageing: number,
  heading: number,
  size: number,
): Layer[] {
  const shape = SHAPES[classCode]!(5 * size);
  const full = state === SILENT ? SILENT_RGB : CLASS_RGB[classCode]!;
  const rgb = ageing === 1 ? faded(full) : full;
  const layers: Layer[] = [];
  if (heading !== NO_HEADING) {
    const wedge = wedgeOf((heading * 2 * Math.PI) / HEADINGS, size);
    layers.push({ distance: (x, y) => wedge(x, y) - 1.1 * size, rgb: OUTLINE_RGB });
    layers.push({ distance: wedge, rgb });
  }
  layers.push({ distance: (x, y) => shape(x, y) - 1.1 * size, rgb: OUTLINE_RGB });
  if (heading !== NO_HEADING) {
    // The wedge grows out of the shape: its root is painted again above the shape's outline.
    const wedge = wedgeOf((heading * 2 * Math.PI) / HEADINGS, size);
    layers.push({ distance: wedge, rgb });
  }
  layers.push({ distance: shape, rgb });
  if (state !== MOVING) {
    layers.push({ distance: (x, y) => shape(x, y) + 1.7 * size, rgb: HOLLOW_RGB });
  }
  if (state === SILENT) {
    // A stroke through the hollow shape: silent differs from stopped without its colour.
    layers.push({
      distance: (x, y) => Math.max(Math.abs(x + y) / Math.SQRT2 - 0.75 * size, shape(x, y)),
      rgb,
    });
  }
  return layers;
}

const circle =
  (radius: number): Distance =>
  (x, y) =>
    Math.hypot(x, y) - radius;
/** The distance to a convex polygon's worst edge is exact enough at this size. */
function polygon(points: readonly (readonly [number, number])[]): Distance {
  const edges = points.map(([x0, y0], i) => {
    const [x1, y1] = points[(i + 1) % points.length]!;
    const length = Math.hypot(x1 - x0, y1 - y0);
    return { x0, y0, nx: (y1 - y0) / length, ny: -(x1 - x0) / length };
  });
  return (x, y) => Math.max(...edges.map((e) => (x - e.x0) * e.nx + (y - e.y0) * e.ny));
}
/** Same order as VEHICLE_CLASSES: circle, square, diamond, triangle, cross. */
const SHAPES: readonly ((radius: number) => Distance)[] = [
  (r) => circle(r * 0.96),
  (r) => (x, y) => Math.max(Math.abs(x), Math.abs(y)) - r * 0.82,
  (r) => (x, y) => (Math.abs(x) + Math.abs(y) - r * 1.2) / Math.SQRT2,
  (r) =>
    polygon([
      [0, -r * 1.15],
      [r * 1.15, r * 0.9],
      [-r * 1.15, r * 0.9],
    ]),
  (r) => (x, y) =>
    Math.min(
      Math.max(Math.abs(x) - r, Math.abs(y) - r * 0.42),
      Math.max(Math.abs(y) - r, Math.abs(x) - r * 0.42),
    ),
];

/** A slim triangle from the shape outwards; course 0 = north, clockwise. */
function wedgeOf(course: number, size: number): Distance {
  const sin = Math.sin(course);
  const cos = Math.cos(course);
  const triangle = polygon([
    [0, -11 * size],
    [3.2 * size, -3.4 * size],
    [-3.2 * size, -3.4 * size],
  ]);
  return (x, y) => triangle(x * cos + y * sin, -x * sin + y * cos);
}

function ringLayers(level: number, size: number): Layer[] {
  if (level === 0) return [];
  const rgb = ALERT_RGB[level]!;
  const ring =
    (radius: number, half: number): Distance =>
    (x, y) =>
      Math.abs(Math.hypot(x, y) - radius * size) - half * size;
  const widths: Distance[] =
    level === 4
      ? [ring(9.5, 1.2), ring(13.2, 1)]
      : level === 3
        ? [ring(10.5, 1.25)]
        : [ring(10, level === 2 ? 0.7 : 0.45)];
  return widths.flatMap((distance) => [
    {
      distance: (x: number, y: number) => distance(x, y) - 0.8 * size,
      rgb: OUTLINE_RGB,
    },
    { distance, rgb },
  ]);
}

function rasterise(layers: Layer[], reachPx: number): Sprite {
  const reach = Math.ceil(reachPx);
  const pixels = new Map<number, number>();
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      let r = 0;
      let g = 0;
      let b = 0;
      let a = 0;
      for (const layer of layers) {
        const cover = Math.min(1, Math.max(0, 0.5 - layer.distance(dx, dy)));
        if (cover === 0) continue;
        // "Over" with straight alpha: what is below keeps its share of what the new layer leaves free.
        const out = cover + a * (1 - cover);
        r = (layer.rgb[0] * cover + r * a * (1 - cover)) / out;
        g = (layer.rgb[1] * cover + g * a * (1 - cover)) / out;
        b = (layer.rgb[2] * cover + b * a * (1 - cover)) / out;
        a = out;
      }
      if (a < 0.5) continue;
      const key = (dy + reach) * (2 * reach + 1) + dx + reach;
      pixels.set(
        key,
        ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0,
      );
    }
  }
  const keys = [...pixels.keys()];
  const offsets = new Int16Array(keys.length * 2);
  const colours = new Uint32Array(keys.length);
  let used = 0;
  keys.forEach((key, i) => {
    const dx = (key % (2 * reach + 1)) - reach;
    const dy = Math.floor(key / (2 * reach + 1)) - reach;
    offsets[2 * i] = dx;
    offsets[2 * i + 1] = dy;
    colours[i] = pixels.get(key)!;
    used = Math.max(used, Math.abs(dx), Math.abs(dy));
  });
  const steps = new Int32Array(keys.length);
  return { offsets, colours, steps, stride: 0, reach: used };
}
