/** The index of boxes against looking at every box, at corners and edges of boxes and of its cells above all. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoxIndex, RECENT_MAX } from '#processors/world/box-index.ts';

type Box = [west: number, south: number, east: number, north: number];

/** A side of a cell, 1e-7 degrees, and the whole earth. */
const CELL = 1 << 16;
const EAST = 1_800_000_000;
const NORTH = 900_000_000;

/** Near to each other, so that they meet; whole cells often, so that edges lie on those of cells. */
const near = fc.oneof(
  fc.integer({ min: -40, max: 40 }).map((cells) => cells * CELL),
  fc.integer({ min: -40 * CELL, max: 40 * CELL }),
);
const small = fc.tuple(near, near, fc.nat(3 * CELL), fc.nat(3 * CELL));
const wide = fc.tuple(near, near, fc.nat(EAST - 40 * CELL), fc.nat(NORTH - 40 * CELL));
const boxes = fc.array(
  fc
    .oneof({ weight: 60, arbitrary: small }, { weight: 1, arbitrary: wide })
    .map(([west, south, width, height]): Box => [west, south, west + width, south + height]),
  { minLength: RECENT_MAX + 1, maxLength: 2 * RECENT_MAX },
);

test('it tells the boxes that hold a point, no more and no fewer', () => {
  let held = 0;
  let missed = 0;
  fc.assert(
    fc.property(boxes, fc.array(fc.tuple(near, near), { maxLength: 20 }), (list, anywhere) => {
      const index = new BoxIndex();
      for (const box of list) index.add(...box);
      const corners = list
        .slice(0, 40)
        .flatMap(([west, south, east, north]): [number, number][] => [
          [west, south],
          [east, north],
          [east + 1, north],
          [west, south - 1],
        ]);
      for (const [x, y] of [...anywhere, ...corners, [EAST, NORTH], [-EAST, -NORTH]] as const) {
        const found: number[] = [];
        index.each(x, y, (item) => found.push(item));
        const expected = list.flatMap(([west, south, east, north], item) =>
          x >= west && y >= south && x <= east && y <= north ? [item] : [],
        );
        expect(found.sort((a, b) => a - b)).toEqual(expected);
        if (expected.length > 0) held++;
        else missed++;
      }
    }),
    { numRuns: 60 },
  );
  expect(held).toBeGreaterThan(100);
  expect(missed).toBeGreaterThan(100);
});

test('boxes all over the earth, and more of them than cells are worth, hold what they hold', () => {
  const index = new BoxIndex();
  const list: Box[] = Array.from({ length: 4 * RECENT_MAX }, (_, i) => {
    const x = -EAST + i * 6_000_000;
    const y = -NORTH + i * 3_000_000;
    return i % 8 === 0 ? [-EAST, -NORTH, EAST, NORTH] : [x, y, x + 20_000_000, y + 20_000_000];
  });
  for (const box of list) index.add(...box);
  for (const [x, y] of [
    [-EAST, -NORTH],
    [EAST, NORTH],
    [0, 0],
    [-EAST + 700 * CELL, -NORTH + 350 * CELL],
  ] as const) {
    let found = 0;
    index.each(x, y, () => found++);
    expect(found).toBe(list.filter(([w, s, e, n]) => x >= w && y >= s && x <= e && y <= n).length);
  }
});
