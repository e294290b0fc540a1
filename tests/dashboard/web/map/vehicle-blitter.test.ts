/** Goal: every class × state × heading has its own pixels, always the same, where its vehicle is. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Camera, latToY, lonToX } from '../../../../dashboard/web/map/mercator.ts';
import {
  CLASS_RGB,
  OUTLINE_RGB,
  type Rgb,
  SILENT_RGB,
} from '../../../../dashboard/web/map/palette.ts';
import { PixelSurface } from '../../../../dashboard/web/map/pixel-surface.ts';
import {
  createSpriteSet,
  HEADINGS,
  NO_HEADING,
  spriteIndex,
} from '../../../../dashboard/web/map/sprites.ts';
import {
  blitVehicles,
  carryMs,
  drawnState,
  headingIndex,
  hitTest,
} from '../../../../dashboard/web/map/vehicle-blitter.ts';
import {
  COURSE_UNKNOWN,
  MOVING,
  SILENT,
  STOPPED,
  VEHICLE_CLASSES,
  type VehicleRow,
  VehicleStore,
} from '../../../../dashboard/web/map/vehicle-store.ts';

const NOW = 1_760_000_000_000;
const camera: Camera = { x: lonToX(113), y: latToY(23), zoom: 10, width: 100, height: 80 };
const sprites = createSpriteSet(1);
const still = { nowMs: NOW, deadReckoning: false, pixelRatio: 1 } as const;

function vehicle(change: Partial<VehicleRow> = {}): VehicleRow {
  return {
    handle: 1,
    lonDeg: 113,
    latDeg: 23,
    speedKmh: 60,
    courseHalf: 45,
    eventTimeMs: NOW,
    state: MOVING,
    alert: 0,
    ...change,
  };
}
function draw(rows: VehicleRow[], className = 'charter', which: 'calm' | 'alert' = 'calm') {
  const store = new VehicleStore();
  for (const row of rows) {
    store.setClass(row.handle, className);
    store.upsert(row);
  }
  const surface = new PixelSurface(100, 80);
  const drawn = blitVehicles(surface, sprites, camera, store, { ...still, which });
  return { surface, drawn, store };
}
function rgbAt(surface: PixelSurface, x: number, y: number): Rgb | null {
  const value = surface.pixels[y * surface.width + x]!;
  return value === 0 ? null : [value & 255, (value >> 8) & 255, (value >> 16) & 255];
}
function printOf(surface: PixelSurface): string {
  return createHash('sha256')
    .update(new Uint8Array(surface.pixels.buffer as ArrayBuffer))
    .digest('hex')
    .slice(0, 16);
}
/** Centre of gravity of the pixels of one colour, relative to the marker's centre. */
function weightOf(surface: PixelSurface, rgb: Rgb): { x: number; y: number; pixels: number } {
  let x = 0;
  let y = 0;
  let pixels = 0;
  for (let py = 0; py < surface.height; py++) {
    for (let px = 0; px < surface.width; px++) {
      const at = rgbAt(surface, px, py);
      if (!at || at.some((part, i) => Math.abs(part - rgb[i]!) > 1)) continue;
      x += px - 50;
      y += py - 40;
      pixels++;
    }
  }
  return { x: x / pixels, y: y / pixels, pixels };
}

describe('markers', () => {
  test.each(VEHICLE_CLASSES.map((name, code) => [name, code] as const))(
    '%s: moving is solid in the class colour',
    (name, code) => {
      const { surface, drawn } = draw([vehicle()], name);
      expect(drawn).toBe(1);
      expect(rgbAt(surface, 50, 40)).toEqual(CLASS_RGB[code]);
    },
  );

  test.each(VEHICLE_CLASSES)('%s: stopped is hollow, silent is grey with a stroke', (name) => {
    const stopped = draw([vehicle({ state: STOPPED })], name).surface;
    const silent = draw([vehicle({ state: SILENT })], name).surface;
    const code = VEHICLE_CLASSES.indexOf(name);
    if (name !== 'other') expect(rgbAt(stopped, 50, 40)).not.toEqual(CLASS_RGB[code]);
    expect(rgbAt(silent, 50, 40)).toEqual(SILENT_RGB);
    expect(weightOf(silent, CLASS_RGB[code]!).pixels).toBe(0);
    expect(printOf(stopped)).not.toBe(printOf(silent));
  });

  test('every class × state has a picture of its own, without the help of colour', () => {
    const shapes = new Set<string>();
    for (let code = 0; code < VEHICLE_CLASSES.length; code++) {
      for (const state of [MOVING, STOPPED, SILENT]) {
        const sprite = sprites.vehicles[spriteIndex(code, state, 0, NO_HEADING)]!;
        // Dark or bright is all that is left of the colour here.
        const bright = [...sprite.colours].map((c) =>
          (c & 255) + ((c >> 8) & 255) + ((c >> 16) & 255) > 300 ? 1 : 0,
        );
        shapes.add(`${sprite.offsets.join()}|${bright.join('')}`);
      }
    }
    expect(shapes.size).toBe(VEHICLE_CLASSES.length * 3);
  });

  test('an ageing marker is paler than a fresh one and darker than nothing', () => {
    const fresh = rgbAt(draw([vehicle()]).surface, 50, 40)!;
    const ageing = rgbAt(draw([vehicle({ eventTimeMs: NOW - 31_000 })]).surface, 50, 40)!;
    expect(ageing[2]).toBeLessThan(fresh[2]);
    expect(ageing[2]).toBeGreaterThan(80);
  });

  test('the wedge points along the course, for every heading', () => {
    for (let heading = 0; heading < HEADINGS; heading++) {
      const courseHalf = Math.round((heading * 360) / HEADINGS / 2) % 180;
      const { surface } = draw([vehicle({ courseHalf })]);
      const { x, y } = weightOf(surface, CLASS_RGB[0]!);
      const course = (courseHalf * 2 * Math.PI) / 180;
      const along = x * Math.sin(course) - y * Math.cos(course);
      const across = x * Math.cos(course) + y * Math.sin(course);
      expect(along).toBeGreaterThan(0.4);
      expect(Math.abs(across)).toBeLessThan(0.45);
    }
  });

  test('no wedge at 3 km/h or without a course', () => {
    expect(headingIndex(MOVING, 3, 45)).toBe(NO_HEADING);
    expect(headingIndex(MOVING, 4, COURSE_UNKNOWN)).toBe(NO_HEADING);
    expect(headingIndex(STOPPED, 60, 45)).toBe(NO_HEADING);
    expect(headingIndex(MOVING, 4, 45)).toBe(8);
    expect(headingIndex(MOVING, 4, 179)).toBe(0);
  });

  test('after five minutes a vehicle is drawn silent whatever it said last', () => {
    expect(drawnState(MOVING, 300_000)).toBe(MOVING);
    expect(drawnState(MOVING, 300_001)).toBe(SILENT);
  });

  test('the same scene gives the same bytes', () => {
    const rows = Array.from({ length: 300 }, (_, i) =>
      vehicle({
        handle: i,
        lonDeg: 113 + ((i * 37) % 100) / 1000,
        latDeg: 23 + ((i * 53) % 80) / 1000,
        courseHalf: i % 180,
        state: i % 3,
      }),
    );
    expect(printOf(draw(rows).surface)).toBe(printOf(draw(rows).surface));
  });

  test('markers at and beyond the edge are cut, never wrapped to the other side', () => {
    const scale = 256 * 2 ** 10;
    for (const [dx, dy] of [
      [-50, 0],
      [49, 0],
      [0, -40],
      [0, 39],
      [-58, -44],
      [300, 300],
    ] as const) {
      const store = new VehicleStore();
      store.upsert(vehicle());
      store.x[0] = camera.x + dx / scale;
      store.y[0] = camera.y + dy / scale;
      const surface = new PixelSurface(100, 80);
      blitVehicles(surface, sprites, camera, store, { ...still, which: 'calm' });
      surface.pixels.forEach((value, at) => {
        if (value === 0) return;
        expect(Math.abs((at % 100) - 50 - dx)).toBeLessThanOrEqual(14);
        expect(Math.abs(Math.floor(at / 100) - 40 - dy)).toBeLessThanOrEqual(14);
      });
    }
  });

  test('clearing wipes every touched row', () => {
    const { surface } = draw([vehicle()]);
    expect(surface.pixels.some((value) => value !== 0)).toBe(true);
    surface.clear();
    expect(surface.pixels.every((value) => value === 0)).toBe(true);
  });
});

describe('alert vehicles', () => {
  test('are left out of the calm pass and ringed in the alert pass; the rings differ in form', () => {
    const rows = [vehicle(), vehicle({ handle: 2, lonDeg: 113.02, alert: 4 })];
    expect(draw(rows).drawn).toBe(1);
    expect(draw(rows, 'charter', 'alert').drawn).toBe(1);
    const counts = [1, 2, 3, 4].map((level) => sprites.rings[level]!.colours.length);
    expect(new Set(counts).size).toBe(4);
    // Worse = more ink.
    expect([...counts].sort((a, b) => a - b)).toEqual(counts);
    expect(sprites.rings[0]!.colours.length).toBe(0);
  });

  test('the outline keeps a ring apart from what lies under it', () => {
    const { surface } = draw([vehicle({ alert: 3 })], 'charter', 'alert');
    expect(weightOf(surface, OUTLINE_RGB).pixels).toBeGreaterThan(40);
  });
});

describe('dead reckoning', () => {
  test('carries on for ten seconds at most and never into the past', () => {
    expect(carryMs(NOW, NOW - 4_000)).toBe(4_000);
    expect(carryMs(NOW, NOW - 40_000)).toBe(10_000);
    expect(carryMs(NOW, NOW + 5_000)).toBe(0);
  });

  test('a vehicle heading east at 72 km/h is 200 m further east after 10 s, one that stopped stays', () => {
    const store = new VehicleStore();
    store.upsert(vehicle({ speedKmh: 72, courseHalf: 45 }));
    store.upsert(vehicle({ handle: 2, speedKmh: 72, courseHalf: 45, state: STOPPED }));
    const metres = store.vx[0]! * 10_000 * 40_075_016.686 * Math.cos((23 * Math.PI) / 180);
    expect(metres).toBeCloseTo(200, 3);
    expect(store.vy[0]!).toBeCloseTo(0, 15);
    expect([store.vx[1], store.vy[1]]).toEqual([0, 0]);
  });

  test('it moves the marker only when it is switched on', () => {
    const near: Camera = { ...camera, zoom: 16 };
    const store = new VehicleStore();
    store.upsert(vehicle({ speedKmh: 72, eventTimeMs: NOW - 10_000 }));
    const centre = (deadReckoning: boolean): number => {
      const surface = new PixelSurface(400, 80);
      blitVehicles(surface, sprites, { ...near, width: 400 }, store, {
        ...still,
        deadReckoning,
        which: 'calm',
      });
      const columns = [...surface.pixels.keys()]
        .filter((at) => surface.pixels[at] !== 0)
        .map((at) => at % 400);
      return (Math.min(...columns) + Math.max(...columns)) / 2;
    };
    const pixelsFor200m =
      200 / ((40_075_016.686 * Math.cos((23 * Math.PI) / 180)) / (256 * 2 ** 16));
    expect(centre(true) - centre(false)).toBeCloseTo(pixelsFor200m, -0.5);
  });
});

describe('vehicle store', () => {
  test('a late report moves nothing but brings its alert level', () => {
    const store = new VehicleStore();
    store.upsert(vehicle());
    store.upsert(vehicle({ lonDeg: 112, eventTimeMs: NOW - 60_000, alert: 3 }));
    expect(store.x[0]).toBe(lonToX(113));
    expect(store.alert[0]).toBe(3);
  });

  test('holds more rows than it began with, and classes that come later than positions', () => {
    const store = new VehicleStore();
    for (let handle = 0; handle < 5_000; handle++)
      store.upsert(vehicle({ handle, speedKmh: handle % 120 }));
    expect(store.count).toBe(5_000);
    expect(store.speedKmh[store.rowOf(4_321)]).toBe(4_321 % 120);
    store.setClass(4_321, 'dangerous');
    expect(store.classCode[store.rowOf(4_321)]).toBe(2);
    store.reset();
    store.upsert(vehicle({ handle: 4_321 }));
    expect(store.classCode[0]).toBe(2);
  });
});

describe('hit test', () => {
  test('finds the nearest vehicle, an alert vehicle before a calm one, and nothing beyond the radius', () => {
    const store = new VehicleStore();
    const perPixel = 360 / (256 * 2 ** 10);
    store.upsert(vehicle({ handle: 1 }));
    store.upsert(vehicle({ handle: 2, lonDeg: 113 + 6 * perPixel, alert: 2 }));
    store.upsert(vehicle({ handle: 3, lonDeg: 113 - 8 * perPixel }));
    const at = (px: number) =>
      hitTest(camera, store, { px, py: 40, radiusPx: 10, nowMs: NOW, deadReckoning: false });
    expect(store.handle[at(50)]).toBe(2);
    expect(store.handle[at(43)]).toBe(3);
    expect(at(90)).toBe(-1);
  });
});
