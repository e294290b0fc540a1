/** What one viewer is sent each second: single vehicles, or a density grid with alert vehicles on top. */
import type { GridFrame, PositionFrame } from '#proto/codec/live.ts';
import type { Fleet, Viewport } from './fleet.ts';
import type { RowSet } from './row-set.ts';

/** Which rows of the fleet somebody sees, under which handles, how finely. */
export interface RowView {
  /** By handle: row of the fleet, −1 = none any more; null = handles are rows. */
  readonly index: Int32Array | null;
  /** Handles are `[0, rows)`; of the whole fleet its own count is meant. */
  readonly rows: number;
  /** Goes up when rows have left. */
  readonly generation: number;
  /** Positions are told in steps of this; null = as they are. */
  readonly stepDeg: number | null;
}
export const WHOLE_FLEET: RowView = { index: null, rows: 0, generation: 0, stepDeg: null };

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
  seen: RowView = WHOLE_FLEET,
): GridFrame | null {
  const singlesMax = frame.gridBefore ? SINGLES_AGAIN : SINGLES_MAX;
  if (choice.zoom >= SINGLE_ZOOM || fleet.positioned <= singlesMax) return null;
  const { west, south, east, north } = choice.view;
  const cellDeg = Math.max(CELL_DEG_MIN, (east - west) / GRID_CELLS);
  const { longitudeDeg, latitudeDeg } = fleet;
  const { index, stepDeg } = seen;
  const handles = handlesOf(fleet, seen);
  const counts = new Map<number, number>();
  let inView = 0;
  let total = 0;
  for (let handle = 0; handle < handles; handle++) {
    const row = index === null ? handle : index[handle]!;
    if (row < 0 || row >= fleet.rows || Number.isNaN(longitudeDeg[row])) continue;
    total++;
    const longitude = stepped(longitudeDeg[row]!, stepDeg);
    const latitude = stepped(latitudeDeg[row]!, stepDeg);
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
    vehiclesTotal: total,
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
export function positionsOf(
  fleet: Fleet,
  choice: ViewChoice,
  wish: FrameWish,
  seen: RowView = WHOLE_FLEET,
): PositionFrame {
  const { held, alertsOnly } = wish;
  if (wish.reset) held.clear();
  const since = wish.reset ? 0 : wish.sinceRevision;
  const { rowRevision, longitudeDeg, alertLevel } = fleet;
  const { index, stepDeg } = seen;
  const handles = handlesOf(fleet, seen);
  const wanted: number[] = [];
  let total = index === null ? fleet.positioned : 0;
  for (let handle = 0; handle < handles; handle++) {
    const row = index === null ? handle : index[handle]!;
    if (index !== null) {
      if (row < 0 || row >= fleet.rows) continue;
      if (!Number.isNaN(longitudeDeg[row])) total++;
    }
    if (rowRevision[row]! <= since || Number.isNaN(longitudeDeg[row])) continue;
    const single = !alertsOnly || alertLevel[row]! >= ALERT_SHOWN_MIN;
    if ((single && inView(fleet, row, choice.view, stepDeg)) || choice.follow.has(handle)) {
      wanted.push(handle);
      held.add(handle);
    } else if (held.has(handle)) {
      if (alertsOnly) return positionsOf(fleet, choice, { ...wish, reset: true }, seen);
      wanted.push(handle);
      held.delete(handle);
    }
  }
  return columnsOf(fleet, wanted, wish, seen, total);
}

function handlesOf(fleet: Fleet, { index, rows }: RowView): number {
  return index === null ? fleet.rows : rows;
}

/** By the position as it is told: the edge of a view must not say more than that. */
function inView(fleet: Fleet, row: number, view: Viewport, stepDeg: number | null): boolean {
  if (stepDeg === null) return fleet.inView(row, view);
  const longitude = stepped(fleet.longitudeDeg[row]!, stepDeg);
  const latitude = stepped(fleet.latitudeDeg[row]!, stepDeg);
  return (
    longitude >= view.west &&
    longitude <= view.east &&
    latitude >= view.south &&
    latitude <= view.north
  );
}

function stepped(degrees: number, stepDeg: number | null): number {
  return stepDeg === null ? degrees : Math.round(degrees / stepDeg) * stepDeg;
}

function columnsOf(
  fleet: Fleet,
  wanted: readonly number[],
  wish: FrameWish,
  { index, stepDeg }: RowView,
  vehiclesTotal: number,
): PositionFrame {
  const rows = wanted.length;
  const columns: PositionFrame = {
    baseTimeMs: wish.now,
    reset: wish.reset,
    vehiclesTotal,
    handle: Uint32Array.from(wanted),
    longitudeE6: new Int32Array(rows),
    latitudeE6: new Int32Array(rows),
    speedKmh: new Uint16Array(rows),
    courseHalf: new Uint8Array(rows),
    ageS: new Uint32Array(rows),
    state: new Uint8Array(rows),
  };
  for (let i = 0; i < rows; i++) {
    const row = index === null ? wanted[i]! : index[wanted[i]!]!;
    const course = fleet.courseDeg[row]!;
    columns.longitudeE6[i] = Math.round(stepped(fleet.longitudeDeg[row]!, stepDeg) * 1e6);
    columns.latitudeE6[i] = Math.round(stepped(fleet.latitudeDeg[row]!, stepDeg) * 1e6);
    columns.speedKmh[i] = Math.round(fleet.speedKmh[row]!);
    columns.courseHalf[i] = course < 0 ? COURSE_UNKNOWN : Math.round(course / 2) % 180;
    columns.ageS[i] = Math.max(0, Math.round((wish.now - fleet.eventTimeMs[row]!) / 1_000));
    columns.state[i] = fleet.motion[row]! | (fleet.alertLevel[row]! << 2);
  }
  return columns;
}
