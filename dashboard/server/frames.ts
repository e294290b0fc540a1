/** What one viewer is sent each second: single vehicles, or a density grid with alert vehicles on top. */
import type { GridFrame, PositionFrame } from '#proto/codec/live.ts';
import type { Fleet, Viewport } from './fleet.ts';

export interface ViewChoice {
  view: Viewport;
  zoom: number;
  /** Handles sent wherever they are. */
  follow: ReadonlySet<number>;
}

/** More vehicles than this in view below `SINGLE_ZOOM` are shown as a grid: raw arrows hide alerts (dashboard.md 4). */
const SINGLES_MAX = 3_000;
const SINGLE_ZOOM = 7;
/** Cells across the view. */
const GRID_CELLS = 64;
/** Cell numbers are made positive to serve as one key; ±180° at 0.01° are ±18,000 cells. */
const CELL_BIAS = 20_000;
const CELL_ROWS = 40_000;
const COURSE_UNKNOWN = 255;

/** Null when the view is to show single vehicles. */
export function gridOf(fleet: Fleet, choice: ViewChoice, now: number): GridFrame | null {
  if (choice.zoom >= SINGLE_ZOOM || fleet.positioned <= SINGLES_MAX) return null;
  const cellDeg = Math.max(0.01, (choice.view.east - choice.view.west) / GRID_CELLS);
  const counts = new Map<number, number>();
  let inView = 0;
  for (let row = 0; row < fleet.rows; row++) {
    if (!fleet.inView(row, choice.view)) continue;
    inView++;
    const x = Math.floor((fleet.longitudeDeg[row] as number) / cellDeg);
    const y = Math.floor((fleet.latitudeDeg[row] as number) / cellDeg);
    const key = (x + CELL_BIAS) * CELL_ROWS + (y + CELL_BIAS);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (inView <= SINGLES_MAX) return null;
  const grid: GridFrame = {
    baseTimeMs: now,
    cellDeg,
    cellX: new Int32Array(counts.size),
    cellY: new Int32Array(counts.size),
    count: new Uint32Array(counts.size),
    vehiclesTotal: fleet.positioned,
  };
  let cell = 0;
  for (const [key, count] of counts) {
    grid.cellX[cell] = Math.floor(key / CELL_ROWS) - CELL_BIAS;
    grid.cellY[cell] = (key % CELL_ROWS) - CELL_BIAS;
    grid.count[cell++] = count;
  }
  return grid;
}

/** Rows changed after `sinceRevision` that the viewer should see; with a grid only alert and followed vehicles. */
export function positionsOf(
  fleet: Fleet,
  choice: ViewChoice,
  frame: { sinceRevision: number; reset: boolean; alertsOnly: boolean; now: number },
): PositionFrame {
  const wanted: number[] = [];
  for (let row = 0; row < fleet.rows; row++) {
    if (
      (fleet.rowRevision[row] as number) <= frame.sinceRevision ||
      Number.isNaN(fleet.longitudeDeg[row])
    )
      continue;
    const shown = !frame.alertsOnly || (fleet.alertLevel[row] as number) > 1;
    if (choice.follow.has(row) || (shown && fleet.inView(row, choice.view))) wanted.push(row);
  }
  const rows = wanted.length;
  const columns: PositionFrame = {
    baseTimeMs: frame.now,
    reset: frame.reset,
    vehiclesTotal: fleet.positioned,
    handle: Uint32Array.from(wanted),
    longitudeE6: new Int32Array(rows),
    latitudeE6: new Int32Array(rows),
    speedKmh: new Uint16Array(rows),
    courseHalf: new Uint8Array(rows),
    ageS: new Uint32Array(rows),
    state: new Uint8Array(rows),
  };
  for (let i = 0; i < rows; i++) {
    const row = wanted[i] as number;
    const course = fleet.courseDeg[row] as number;
    columns.longitudeE6[i] = Math.round((fleet.longitudeDeg[row] as number) * 1e6);
    columns.latitudeE6[i] = Math.round((fleet.latitudeDeg[row] as number) * 1e6);
    columns.speedKmh[i] = Math.round(fleet.speedKmh[row] as number);
    columns.courseHalf[i] = course < 0 ? COURSE_UNKNOWN : Math.round(course / 2) % 180;
    columns.ageS[i] = Math.max(
      0,
      Math.round((frame.now - (fleet.eventTimeMs[row] as number)) / 1_000),
    );
    columns.state[i] = (fleet.motion[row] as number) | ((fleet.alertLevel[row] as number) << 2);
  }
  return columns;
}
