/** The prepared polyline against a brute-force oracle and against turf. */
import * as turf from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  displacementM,
  haversineM,
  METRES_PER_DEGREE,
  RADIANS_PER_DEGREE,
} from '#core/geo/distance.ts';
import { type LonLat, Polyline } from '#core/geo/polyline.ts';

/** Same plane, no index, no hint: every segment in turn, the first of equals wins. */
function oracle(
  parts: LonLat[][],
  lat: number,
  lon: number,
): { distanceM: number; segment: number } {
  const scaleX = METRES_PER_DEGREE * Math.cos(lat * RADIANS_PER_DEGREE);
  let best = Infinity;
  let nearest = -1;
  let segment = 0;
  for (const part of parts) {
    for (let i = 1; i < part.length; i++, segment++) {
      const [lonA, latA] = part[i - 1]!;
      const [lonB, latB] = part[i]!;
      const x = (lonA - lon) * scaleX;
      const y = (latA - lat) * METRES_PER_DEGREE;
      const dx = (lonB - lonA) * scaleX;
      const dy = (latB - latA) * METRES_PER_DEGREE;
      const length2 = dx * dx + dy * dy;
      const t = length2 > 0 ? Math.min(1, Math.max(0, -(x * dx + y * dy) / length2)) : 0;
      const d2 = (x + t * dx) ** 2 + (y + t * dy) ** 2;
      if (d2 < best) {
        best = d2;
        nearest = segment;
      }
    }
  }
  return { distanceM: Math.round(Math.sqrt(best) * 10) / 10, segment: nearest };
}

// The wire's own resolution, with a coarse one beside it so that vertices and points coincide.
const degree = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }).map((raw) => raw / 1e6),
  fc.integer({ min: 0, max: 10 }).map((raw) => raw / 100),
);
const position = fc.tuple(degree, degree).map(([x, y]): LonLat => [113 + x, 22.5 + y]);
/** Segments of at most 1.5 km: longer ones bend by more than 0.2 m between straight in degrees and geodesic. */
const road = fc
  .array(
    fc.tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: -10_000, max: 10_000 })),
    {
      minLength: 2,
      maxLength: 30,
    },
  )
  .map((steps) => {
    let x = 0;
    let y = 0;
    return steps.map(([dx, dy]): LonLat => {
      x += dx;
      y += dy;
      return [113.05 + x / 1e6, 22.55 + y / 1e6];
    });
  });
const part = fc.array(position, { minLength: 2, maxLength: 90 });
const parts = fc.array(part, { minLength: 1, maxLength: 3 });

describe('Polyline', () => {
  test('agrees with brute force, whatever was asked before', () => {
    let asked = 0;
    let surely = 0;
    fc.assert(
      fc.property(parts, fc.array(position, { minLength: 1, maxLength: 20 }), (line, points) => {
        const polyline = new Polyline(line);
        for (const [lon, lat] of points) {
          const truth = oracle(line, lat, lon);
          // Whatever is surely within is within; the answer before the search may know less, never more.
          if (polyline.isSurelyWithin(lat, lon, 500)) {
            expect(truth.distanceM).toBeLessThanOrEqual(500);
            surely++;
          }
          expect(polyline.distanceM(lat, lon)).toBe(truth.distanceM);
          expect(polyline.isSurelyWithin(lat, lon, truth.distanceM + 0.1)).toBe(
            truth.distanceM < 19_999,
          );
          const located = polyline.locate(lat, lon);
          expect(located.distanceM).toBe(truth.distanceM);
          expect(located.segment).toBe(truth.segment);
          expect(Math.abs(located.crossTrackM)).toBe(truth.distanceM);
          expect(located.progressM).toBeGreaterThanOrEqual(0);
          expect(located.progressM).toBeLessThanOrEqual(polyline.lengthM);
          // A fresh line has no hint: the answers are the same.
          expect(new Polyline(line).locate(lat, lon)).toEqual(located);
          asked++;
        }
      }),
      { numRuns: 200 },
    );
    expect(asked).toBeGreaterThan(500);
    expect(surely).toBeGreaterThan(20);
  });

  test('agrees with turf within 0.1 % and 0.2 m', () => {
    fc.assert(
      fc.property(road, position, (line, [lon, lat]) => {
        // Turf cannot measure to a line of one place.
        fc.pre(line.some(([x, y]) => x !== line[0]![0] || y !== line[0]![1]));
        const clean = line.filter(
          ([x, y], i) => i === 0 || x !== line[i - 1]![0] || y !== line[i - 1]![1],
        );
        const truthM = turf.pointToLineDistance(
          turf.point([lon, lat]),
          turf.lineString(clean.map(([x, y]) => [x, y])),
          { units: 'meters' },
        );
        const gotM = new Polyline([clean]).distanceM(lat, lon);
        expect(Math.abs(gotM - truthM)).toBeLessThanOrEqual(0.2 + truthM * 0.001);
      }),
      { numRuns: 300 },
    );
  });

  test('left of travel is negative, right positive, also around a vertex', () => {
    const east = new Polyline([
      [
        [113, 22.5],
        [113.1, 22.5],
      ],
    ]);
    expect(east.locate(22.501, 113.05).crossTrackM).toBeCloseTo(-111.2, 1);
    expect(east.locate(22.499, 113.05).crossTrackM).toBeCloseTo(111.2, 1);
    expect(east.locate(22.5, 113.05).crossTrackM).toBe(0);
    // A hairpin: the outside of the tip lies right of a left turn, whichever leg is nearer.
    const hairpin = new Polyline([
      [
        [113, 22.5],
        [113.1, 22.5],
        [113, 22.501],
      ],
    ]);
    expect(hairpin.locate(22.4999, 113.101).crossTrackM).toBeGreaterThan(0);
    expect(hairpin.locate(22.5009, 113.1001).crossTrackM).toBeGreaterThan(0);
    expect(hairpin.locate(22.5003, 113.05).crossTrackM).toBeLessThan(0);
  });

  test('progress adds up over the parts and skips the gap between them', () => {
    const line: LonLat[][] = [
      [
        [113, 22.5],
        [113.01, 22.5],
      ],
      [
        [113.5, 22.5],
        [113.51, 22.5],
      ],
    ];
    const polyline = new Polyline(line);
    const partM = haversineM(22.5, 113, 22.5, 113.01);
    expect(polyline.lengthM).toBeCloseTo(2 * partM, 0);
    expect(polyline.locate(22.5, 113.505).progressM).toBeCloseTo(1.5 * partM, 0);
    expect(polyline.distanceM(22.5, 113.2)).toBeGreaterThan(19_000);
  });

  test('far away the figure is the great-circle distance', () => {
    const polyline = new Polyline([
      [
        [113, 22.5],
        [113.1, 22.5],
      ],
    ]);
    const paris = polyline.distanceM(48.85, 2.35);
    expect(paris).toBeGreaterThan(9_000_000);
    expect(paris).toBeLessThan(10_000_000);
  });

  test('refuses what is no line', () => {
    expect(() => new Polyline([])).toThrow(RangeError);
    expect(() => new Polyline([[[113, 22.5]]])).toThrow(RangeError);
    expect(
      () =>
        new Polyline([
          [
            [113, 22.5],
            [Number.NaN, 22.5],
          ],
        ]),
    ).toThrow(RangeError);
    expect(
      () =>
        new Polyline([
          [
            [113, 22.5],
            [113, 91],
          ],
        ]),
    ).toThrow(RangeError);
  });
});

test('displacement agrees with the great circle within 0.1 % under 100 km', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 4_000, max: 53_000 }),
      fc.integer({ min: -900, max: 900 }),
      fc.integer({ min: -900, max: 900 }),
      (latitude, north, east) => {
        const lat = latitude / 1000;
        const truthM = haversineM(lat, 113, lat + north / 1000, 113 + east / 1000);
        fc.pre(truthM < 100_000);
        const gotM = displacementM(lat, 113, lat + north / 1000, 113 + east / 1000);
        expect(Math.abs(gotM - truthM)).toBeLessThanOrEqual(0.01 + truthM * 0.001);
      },
    ),
  );
});

describe('progress within a stretch', () => {
  const km = (metres: number) => metres / METRES_PER_DEGREE;
  // North 2 km, east 1 km, back south 2 km: the branches are 1 km apart.
  const hairpin = new Polyline([
    [
      [0, 0],
      [0, km(1_000)],
      [0, km(2_000)],
      [km(1_000), km(2_000)],
      [km(1_000), km(1_000)],
      [km(1_000), 0],
    ],
  ]);
  const all = { metres: 600, fromM: 0, toM: 5_000, courseDeg: -1 };

  test('the nearest segment of the stretch, and only of the stretch', () => {
    const at = (stretch: Partial<typeof all>) =>
      hairpin.progressWithin(km(1_500), km(490), { ...all, ...stretch });
    expect(at({})).toBeCloseTo(1_500, 0);
    expect(at({ fromM: 2_500 })).toBeCloseTo(2_490, 0);
    expect(at({ fromM: 3_001 })).toBeCloseTo(3_500, 0);
    expect(at({ fromM: 3_001, toM: 3_100, metres: 509 })).toBe(-1);
    expect(at({ fromM: 3_001, toM: 3_100, metres: 511 })).toBeCloseTo(3_500, 0);
    expect(at({ fromM: -200, toM: 999 })).toBe(-1);
    expect(at({ fromM: 5_100, toM: 6_000 })).toBe(-1);
  });

  test('the course fits within 60 degrees', () => {
    const at = (courseDeg: number) =>
      hairpin.progressWithin(km(1_500), km(490), { ...all, courseDeg });
    expect(at(0)).toBeCloseTo(1_500, 0);
    expect(at(59)).toBeCloseTo(1_500, 0);
    expect(at(301)).toBeCloseTo(1_500, 0);
    expect(at(61)).toBeCloseTo(2_490, 0);
    expect(at(180)).toBeCloseTo(3_500, 0);
    expect(at(149)).toBeCloseTo(2_490, 0);
    expect(at(151)).toBeCloseTo(3_500, 0);
    expect(at(270)).toBe(-1);
  });

  test('over the whole line it agrees with locate', () => {
    fc.assert(
      fc.property(road, position, (line, [lon, lat]) => {
        const polyline = new Polyline([line]);
        const located = polyline.locate(lat, lon);
        const progressM = polyline.progressWithin(lat, lon, {
          metres: 1e6,
          fromM: 0,
          toM: Number.POSITIVE_INFINITY,
          courseDeg: -1,
        });
        expect(progressM).toBe(located.progressM);
      }),
      { numRuns: 200 },
    );
  });
});
