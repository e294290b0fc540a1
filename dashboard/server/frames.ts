/** What one viewer is sent each second: single vehicles, or a density grid with alert vehicles on top. */
import type { GridFrame, PositionFrame } from '#proto/codec/live.ts';
import type { Fleet, Viewport } from './fleet.ts';
import type { RowSet } from './row-set.ts';

export interface ViewChoice {
  view: Viewport;
  zoom: number;
  /** Handles sent wherever they are. */
  follow: ReadonlySet<number>;
}

/** More vehicles than this in view below `SINGLE_ZOOM` are shown as a grid: raw arrows hide alerts (dashboard.md 4). */
const SINGLES_MAX = 3_000;
/** A grid turns back into single vehicles only below this, so that the view does not flicker at the edge. */
const SINGLES_AGAIN = 2_700;
const SINGLE_ZOOM = 7;
/** Cells across the view. */
const GRID_CELLS = 64;
const CELL_DEG_MIN = 0.01;
/** Cell numbers are made positive to serve as one key; ±180° at 0.01° are ±18,000 cells. */
const CELL_BIAS = 20_000;
const CELL_ROWS = 40_000;
const COURSE_UNKNOWN = 255;
/** An alert of this level and above keeps its vehicle single on a grid: minor, major, critical. */
const ALERT_SHOWN_MIN = 2;

/** Null when the view is to show single vehicles. `gridBefore` = the last frame was a grid. */
export function gridOf(
  fleet: Fleet,
  choice: ViewChoice,
  frame: { now: number; gridBefore: boolean },
): GridFrame | null {
  const singlesMax = frame.gridBefore ? SINGLES_AGAIN : SINGLES_MAX;
  if (choice.zoom >= SINGLE_ZOOM || fleet.positioned <= singlesMax) return null;
  const { west, south, east, north } = choice.view;
  const cellDeg = Math.max(CELL_DEG_MIN, (east - west) / GRID_CELLS);
  const { longitudeDeg, latitudeDeg, rows } = fleet;
  const counts = new Map<number, number>();
  let inView = 0;
  for (let row = 0; row < rows; row++) {
    const longitude = longitudeDeg[row]!;
    const latitude = latitudeDeg[row]!;
    // Also false for a row without a position: NaN compares to nothing.
    if (!(longitude >= west && longitude <= east && latitude >= south && latitude <= north))
      continue;
    inView++;
    const x = Math.floor(longitude / cellDeg) + CELL_BIAS;
    const y = Math.floor(latitude / cellDeg) + CELL_BIAS;
    const key = x * CELL_ROWS + y;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (inView <= singlesMax) return null;
  const grid: GridFrame = {
    baseTimeMs: frame.now,
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

export interface FrameWish {
  sinceRevision: number;
  /** The page forgets everything before this frame. */
  reset: boolean;
  /** Only alert and followed vehicles: the rest is in the grid. */
  alertsOnly: boolean;
  now: number;
  /** Rows the page shows; kept by `positionsOf`. */
  held: RowSet;
}

/**
 * Rows changed after `sinceRevision` that the viewer should see. A row that left the view is sent
 * once more, so that no vehicle stays behind at the edge. On a grid a vehicle whose alert ended
 * cannot be taken from the page but by starting anew, which is cheap there: few are shown.
 */
export function positionsOf(fleet: Fleet, choice: ViewChoice, wish: FrameWish): PositionFrame {
  const { held, alertsOnly } = wish;
  if (wish.reset) held.clear();
  const since = wish.reset ? 0 : wish.sinceRevision;
  const { rowRevision, longitudeDeg, alertLevel, rows } = fleet;
  const wanted: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (rowRevision[row]! <= since || Number.isNaN(longitudeDeg[row])) continue;
    const single = !alertsOnly || alertLevel[row]! >= ALERT_SHOWN_MIN;
    if ((single && fleet.inView(row, choice.view)) || choice.follow.has(row)) {
      wanted.push(row);
      held.add(row);
    } else if (held.has(row)) {
      if (alertsOnly) return positionsOf(fleet, choice, { ...wish, reset: true });
      wanted.push(row);
      held.delete(row);
    }
  }
  return columnsOf(fleet, wanted, wish);
}

function columnsOf(fleet: Fleet, wanted: readonly number[], wish: FrameWish): PositionFrame {
  const rows = wanted.length;
  const columns: PositionFrame = {
    baseTimeMs: wish.now,
    reset: wish.reset,
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
    const row = wanted[i]!;
    const course = fleet.courseDeg[row]!;
    columns.longitudeE6[i] = Math.round(fleet.longitudeDeg[row]! * 1e6);
    columns.latitudeE6[i] = Math.round(fleet.latitudeDeg[row]! * 1e6);
    columns.speedKmh[i] = Math.round(fleet.speedKmh[row]!);
    columns.courseHalf[i] = course < 0 ? COURSE_UNKNOWN : Math.round(course / 2) % 180;
    columns.ageS[i] = Math.max(0, Math.round((wish.now - fleet.eventTimeMs[row]!) / 1_000));
    columns.state[i] = fleet.motion[row]! | (fleet.alertLevel[row]! << 2);
  }
  return columns;
}
