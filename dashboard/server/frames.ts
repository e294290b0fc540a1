/** What one viewer is sent each second: single vehicles, or a density grid with alert vehicles on top. */
import type { GridColumns, PositionColumns } from '#proto/codec/live.ts';
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
const COURSE_UNKNOWN = 255;

/** Null when the view is to show single vehicles. */
export function gridOf(fleet: Fleet, choice: ViewChoice, now: number): GridColumns | null {
  if (choice.zoom >= SINGLE_ZOOM || fleet.positioned <= SINGLES_MAX) return null;
  const cellDeg = Math.max(0.01, (choice.view.east - choice.view.west) / GRID_CELLS);
  const counts = new Map<number, number>();
  let inView = 0;
  for (let row = 0; row < fleet.rows; row++) {
    if (!fleet.inView(row, choice.view)) continue;
    inView++;
    const x = Math.floor((fleet.longitudeDeg[row] as number) / cellDeg);
    const y = Math.floor((fleet.latitudeDeg[row] as number) / cellDeg);
    const key = x * 100_000 + y;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (inView <= SINGLES_MAX) return null;
  const grid: GridColumns = { baseTimeMs: now, cellDeg, cellX: [], cellY: [], count: [], vehiclesTotal: fleet.positioned };
  for (const [key, count] of counts) {
    const y = ((key % 100_000) + 150_000) % 100_000 - 50_000;
    grid.cellX.push(Math.round((key - y) / 100_000));
    grid.cellY.push(y);
    grid.count.push(count);
  }
  return grid;
}

/** Rows changed after `sinceRevision` that the viewer should see; with a grid only alert and followed vehicles. */
export function positionsOf(
  fleet: Fleet,
  choice: ViewChoice,
  frame: { sinceRevision: number; reset: boolean; alertsOnly: boolean; now: number },
): PositionColumns {
  const columns: PositionColumns = {
    baseTimeMs: frame.now,
    reset: frame.reset,
    vehiclesTotal: fleet.positioned,
    handle: [],
    longitudeE6: [],
    latitudeE6: [],
    speedKmh: [],
    courseHalf: [],
    ageS: [],
    state: [],
  };
  for (let row = 0; row < fleet.rows; row++) {
    if ((fleet.rowRevision[row] as number) <= frame.sinceRevision || Number.isNaN(fleet.longitudeDeg[row])) continue;
    const level = fleet.alertLevel[row] as number;
    const wanted = choice.follow.has(row) || (fleet.inView(row, choice.view) && (!frame.alertsOnly || level > 1));
    if (!wanted) continue;
    const course = fleet.courseDeg[row] as number;
    columns.handle.push(row);
    columns.longitudeE6.push(Math.round((fleet.longitudeDeg[row] as number) * 1e6));
    columns.latitudeE6.push(Math.round((fleet.latitudeDeg[row] as number) * 1e6));
    columns.speedKmh.push(Math.round(fleet.speedKmh[row] as number));
    columns.courseHalf.push(course < 0 ? COURSE_UNKNOWN : Math.round(course / 2) % 180);
    columns.ageS.push(Math.max(0, Math.round((frame.now - (fleet.eventTimeMs[row] as number)) / 1_000)));
    columns.state.push((fleet.motion[row] as number) | (level << 2));
  }
  return columns;
}
