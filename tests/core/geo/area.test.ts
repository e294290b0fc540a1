/** Points in areas, against turf where doubles are exact and against integers of any size where they are not. */
import { booleanPointInPolygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Area, type AreaGeometry } from '#core/geo/area.ts';
import { E7, sideOf } from '#core/geo/e7.ts';

type Point = [number, number];
type Rings = Point[][];

/** Multiples of 2⁻⁷ degrees are whole 1e-7 degrees and exact doubles, so that turf and integers see the same points. */
const STEP = 1 / 128;
const lattice = (size: number) =>
  fc.tuple(fc.integer({ min: 0, max: size }), fc.integer({ min: 0, max: size }));
const ring = (size: number, maxLength: number) =>
  fc
    .array(lattice(size), { minLength: 3, maxLength })
    .map((points): Point[] => [...points, points[0]!]);
const rings = (size: number, maxLength: number) =>
  fc.array(ring(size, maxLength), { minLength: 1, maxLength: 3 });

function onEarth(polygon: Rings): Rings {
  return polygon.map((line) => line.map(([x, y]) => [113 + 2 * x * STEP, 22 + 2 * y * STEP]));
}

describe('a point in an area', () => {
  // Rings cross themselves and each other here, which no registry lets through: the answer is even-odd for both.
  test.each([
    ['few edges', 8, 7, 400],
    ['bands of latitude', 24, 300, 60],
  ])('as turf finds it, boundary included: %s', (_what, size, maxLength, numRuns) => {
    let inside = 0;
    let outside = 0;
    fc.assert(
      fc.property(
        fc.array(rings(size, maxLength), { minLength: 1, maxLength: 2 }),
        fc.array(lattice(2 * size), { minLength: 20, maxLength: 60 }),
        (polygons, points) => {
          const geometry: AreaGeometry =
            polygons.length === 1
              ? { type: 'Polygon', coordinates: onEarth(polygons[0]!) }
              : { type: 'MultiPolygon', coordinates: polygons.map(onEarth) };
          const area = new Area(geometry);
          for (const [x, y] of points) {
            // Odd steps lie between the vertices' rows and columns.
            const lon = 113 + x * STEP;
            const lat = 22 + y * STEP;
            const expected = booleanPointInPolygon([lon, lat], geometry as never);
            expect(area.contains(lat, lon)).toBe(expected);
            if (expected) inside++;
            else outside++;
          }
        },
      ),
      { numRuns },
    );
    expect(inside).toBeGreaterThan(250);
    expect(outside).toBeGreaterThan(250);
  });

  test('a point on an edge or vertex lies in it, one ten-millionth beside it does not', () => {
    const wide = fc.integer({ min: -300_000_000, max: 300_000_000 });
    let onEdges = 0;
    fc.assert(
      fc.property(wide, wide, wide, wide, fc.integer({ min: 1, max: 30 }), (ax, ay, dx, dy, n) => {
        // A point n tenths along an edge that has lattice points there, and a third corner off its left side.
        const [bx, by] = [ax + 30 * (dx >> 5), ay + 30 * (dy >> 5)];
        const [px, py] = [ax + n * (dx >> 5), ay + n * (dy >> 5)];
        const [cx, cy] = [ax - (by - ay), ay + (bx - ax)];
        fc.pre(bx !== ax || by !== ay);
        fc.pre([ax, bx, cx].every((x) => Math.abs(x) < 1.8e9));
        fc.pre([ay, by, cy].every((y) => Math.abs(y) < 9e8));
        const corners: Point[] = [
          [ax / E7, ay / E7],
          [bx / E7, by / E7],
          [cx / E7, cy / E7],
          [ax / E7, ay / E7],
        ];
        const area = new Area({ type: 'Polygon', coordinates: [corners] });
        expect(area.containsE7(px, py)).toBe(true);
        for (const [x, y] of [
          [px + 1, py],
          [px - 1, py],
          [px, py + 1],
          [px, py - 1],
        ] as const)
          expect(area.containsE7(x, y)).toBe(isInTriangle([ax, ay, bx, by, cx, cy], x, y));
        onEdges++;
      }),
      { numRuns: 300 },
    );
    expect(onEdges).toBeGreaterThan(100);
  });

  test('the hole is outside, its edge is inside; parts count each by itself', () => {
    const square = (west: number, south: number, side: number): Point[] => [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ];
    const area = new Area({
      type: 'MultiPolygon',
      coordinates: [[square(113, 22, 4), square(114, 23, 1)], [square(120, 22, 1)]],
    });
    expect(area.contains(23.5, 114.5)).toBe(false);
    expect(area.contains(23, 114.5)).toBe(true);
    expect(area.contains(22.5, 113.5)).toBe(true);
    expect(area.contains(22.5, 120.5)).toBe(true);
    expect(area.contains(22.5, 118)).toBe(false);
    expect(new Area(area.geometry()).isSame(area)).toBe(true);
  });

  test.each<[string, AreaGeometry]>([
    [
      'not closed',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 1],
          ],
        ],
      },
    ],
    [
      'three positions',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [0, 0],
          ],
        ],
      },
    ],
    ['no ring', { type: 'Polygon', coordinates: [] }],
    ['no polygon', { type: 'MultiPolygon', coordinates: [] }],
    [
      'latitude first',
      {
        type: 'Polygon',
        coordinates: [
          [
            [22, 113],
            [22, 114],
            [23, 114],
            [22, 113],
          ],
        ],
      },
    ],
    [
      'no number',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [Number.NaN, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    ],
  ])('refused: %s', (_what, geometry) => {
    expect(() => new Area(geometry)).toThrow(RangeError);
  });
});

test('the side of a line is exact where doubles are not', () => {
  const wide = fc.integer({ min: -1_800_000_000, max: 1_800_000_000 });
  let doubtful = 0;
  fc.assert(
    fc.property(wide, wide, wide, wide, fc.integer({ min: -3, max: 3 }), (ax, ay, bx, by, off) => {
      // Near the middle of a long line, where the products need all of 63 bits.
      const x = Math.round((ax + bx) / 2) + off;
      const y = Math.round((ay + by) / 2);
      const cross = BigInt(bx - ax) * BigInt(y - ay) - BigInt(by - ay) * BigInt(x - ax);
      expect(sideOf(ax, ay, bx, by, x, y)).toBe(cross > 0n ? 1 : cross < 0n ? -1 : 0);
      if ((bx - ax) * (y - ay) - (by - ay) * (x - ax) !== Number(cross)) doubtful++;
    }),
    { numRuns: 500 },
  );
  expect(doubtful).toBeGreaterThan(50);
});

function isInTriangle([ax, ay, bx, by, cx, cy]: number[], x: number, y: number): boolean {
  const side = (px: number, py: number, qx: number, qy: number): bigint =>
    BigInt(qx - px) * BigInt(y - py) - BigInt(qy - py) * BigInt(x - px);
  const sides = [side(ax!, ay!, bx!, by!), side(bx!, by!, cx!, cy!), side(cx!, cy!, ax!, ay!)];
  return sides.every((each) => each >= 0n) || sides.every((each) => each <= 0n);
}
