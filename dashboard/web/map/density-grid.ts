/**
 * Counts per map cell, for views with more vehicles than single markers can tell apart. Cells hang on the world, not on
 * the screen, so they stay put while the map is panned.
 */
import { type Camera, scaleOf, unprojectX, unprojectY } from './mercator.ts';

/** Edge of a cell on the screen at a whole zoom level. */
export const CELL_PX = 40;
/** Above this number of vehicles in view single markers give way to the grid. */
export const SINGLE_MARKERS_MAX = 3_000;

export interface DensityGrid {
  /** Cells per unit of Mercator. */
  cellsPerUnit: number;
  /** First column and row covered. */
  column: number;
  row: number;
  columns: number;
  rows: number;
  /** Row-major counts. */
  counts: Uint32Array;
  /** Vehicles counted. */
  total: number;
  countMax: number;
}

export function buildGrid(
  camera: Camera,
  vehicles: { count: number; x: Float64Array; y: Float64Array; alert: Uint8Array },
): DensityGrid {
  const cellsPerUnit = scaleOf(Math.round(camera.zoom)) / CELL_PX;
  const column = Math.floor(unprojectX(camera, 0) * cellsPerUnit);
  const row = Math.floor(unprojectY(camera, 0) * cellsPerUnit);
  const columns = Math.floor(unprojectX(camera, camera.width) * cellsPerUnit) - column + 1;
  const rows = Math.floor(unprojectY(camera, camera.height) * cellsPerUnit) - row + 1;
  const counts = new Uint32Array(columns * rows);
  let total = 0;
  let countMax = 0;
  for (let i = 0; i < vehicles.count; i++) {
    const c = Math.floor(vehicles.x[i]! * cellsPerUnit) - column;
    const r = Math.floor(vehicles.y[i]! * cellsPerUnit) - row;
    if (c < 0 || r < 0 || c >= columns || r >= rows) continue;
    const at = r * columns + c;
    const n = counts[at]! + 1;
    counts[at] = n;
    if (n > countMax) countMax = n;
    total++;
  }
  return { cellsPerUnit, column, row, columns, rows, counts, total, countMax };
}

/** Vehicles whose last fix lies in the view. */
export function countInView(
  camera: Camera,
  vehicles: { count: number; x: Float64Array; y: Float64Array },
): number {
  const west = unprojectX(camera, 0);
  const east = unprojectX(camera, camera.width);
  const north = unprojectY(camera, 0);
  const south = unprojectY(camera, camera.height);
  let inView = 0;
  for (let i = 0; i < vehicles.count; i++) {
    const x = vehicles.x[i]!;
    const y = vehicles.y[i]!;
    if (x >= west && x < east && y >= north && y < south) inView++;
  }
  return inView;
}

/** Fill strength 0.16 … 0.8 by square root: a cell of one must still be seen, empty is not zero. */
export function shadeOf(count: number, countMax: number): number {
  if (count <= 0) return 0;
  return 0.16 + 0.64 * Math.sqrt(count / Math.max(countMax, count));
}
