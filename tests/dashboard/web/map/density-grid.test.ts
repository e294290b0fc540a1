import { describe, expect, test } from 'vitest';
import {
  buildGrid,
  CELL_PX,
  countInView,
  shadeOf,
} from '../../../../dashboard/web/map/density-grid.ts';
import { type Camera, latToY, lonToX } from '../../../../dashboard/web/map/mercator.ts';
import { seeded } from '../fixture-fleet.ts';

const camera: Camera = { x: lonToX(113), y: latToY(23), zoom: 7, width: 800, height: 600 };

function scattered(count: number, spreadDeg: number) {
  const random = seeded(3);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    x[i] = lonToX(113 + (random() - 0.5) * spreadDeg);
    y[i] = latToY(23 + (random() - 0.5) * spreadDeg);
  }
  return { count, x, y, alert: new Uint8Array(count) };
}

describe('density grid', () => {
  test('every vehicle in the covered cells is counted once', () => {
    const vehicles = scattered(20_000, 4);
    const grid = buildGrid(camera, vehicles);
    expect(grid.total).toBe(20_000);
    expect(grid.counts.reduce((sum, n) => sum + n, 0)).toBe(20_000);
    expect(Math.max(...grid.counts)).toBe(grid.countMax);
  });

  test('agrees with a plain count of one cell', () => {
    const vehicles = scattered(5_000, 6);
    const grid = buildGrid(camera, vehicles);
    const at = grid.counts.indexOf(grid.countMax);
    const column = grid.column + (at % grid.columns);
    const row = grid.row + Math.floor(at / grid.columns);
    let inCell = 0;
    for (let i = 0; i < vehicles.count; i++) {
      if (
        Math.floor(vehicles.x[i]! * grid.cellsPerUnit) === column &&
        Math.floor(vehicles.y[i]! * grid.cellsPerUnit) === row
      )
        inCell++;
    }
    expect(inCell).toBe(grid.countMax);
  });

  test('vehicles outside the view are left out; the count of the view agrees', () => {
    const vehicles = scattered(10_000, 60);
    const grid = buildGrid(camera, vehicles);
    const inView = countInView(camera, vehicles);
    expect(inView).toBeGreaterThan(0);
    expect(inView).toBeLessThanOrEqual(grid.total);
    expect(grid.total).toBeLessThan(10_000);
  });

  test('cells hang on the world: a panned view counts the same cells alike', () => {
    const vehicles = scattered(3_000, 3);
    const before = buildGrid(camera, vehicles);
    const after = buildGrid({ ...camera, x: camera.x + 17 / (256 * 128) }, vehicles);
    const cells = (grid: typeof before) => {
      const map = new Map<string, number>();
      grid.counts.forEach((n, i) => {
        if (n > 0)
          map.set(
            `${grid.column + (i % grid.columns)}/${grid.row + Math.floor(i / grid.columns)}`,
            n,
          );
      });
      return map;
    };
    expect(cells(after)).toEqual(cells(before));
    expect(before.cellsPerUnit).toBe((256 * 128) / CELL_PX);
  });

  test('empty is not zero, one is seen, more is stronger', () => {
    expect(shadeOf(0, 100)).toBe(0);
    expect(shadeOf(1, 100)).toBeGreaterThan(0.2);
    expect(shadeOf(50, 100)).toBeGreaterThan(shadeOf(5, 100));
    expect(shadeOf(100, 100)).toBeCloseTo(0.8, 6);
  });

  test('fifty thousand vehicles in well under 50 ms', () => {
    const vehicles = scattered(50_000, 5);
    buildGrid(camera, vehicles);
    const runs = Array.from({ length: 7 }, () => {
      const startedMs = performance.now();
      buildGrid(camera, vehicles);
      return performance.now() - startedMs;
    }).sort((a, b) => a - b);
    expect(runs[0]).toBeLessThan(50);
  });
});
