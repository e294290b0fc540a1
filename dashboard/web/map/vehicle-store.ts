/**
 * The newest value of every vehicle the page knows, as columns: no object per vehicle, so that 20,000 rows a second
 * cost no garbage. Rows never move until `reset`; a handle keeps its row.
 */
import { latToY, lonToX, metresPerUnit } from './mercator.ts';

/** Order of the codes in `classCode`; the words are the registry's. */
export const VEHICLE_CLASSES = ['charter', 'scheduled', 'dangerous', 'heavy', 'other'] as const;
export type VehicleClassName = (typeof VEHICLE_CLASSES)[number];
export const CLASS_OTHER = 4;

export const MOVING = 0;
export const STOPPED = 1;
export const SILENT = 2;

/** Course column: 2-degree steps, this value = unknown. */
export const COURSE_UNKNOWN = 255;
/** Below this a heading is noise: no wedge, no dead reckoning. */
export const HEADING_SPEED_KMH_MIN = 3;
const MS_PER_HOUR = 3_600_000;

export interface VehicleRow {
  handle: number;
  lonDeg: number;
  latDeg: number;
  speedKmh: number;
  /** 2-degree steps, COURSE_UNKNOWN = unknown. */
  courseHalf: number;
  /** Server clock. */
  eventTimeMs: number;
  state: number;
  /** Worst open alert: 0 none, 1 info, 2 minor, 3 major, 4 critical. */
  alert: number;
}

export class VehicleStore {
  count = 0;
  handle = new Uint32Array(1024);
  /** Unit Mercator of the last fix. */
  x = new Float64Array(1024);
  y = new Float64Array(1024);
  /** Unit Mercator per millisecond along course and speed; 0 when stopped, silent or without a course. */
  vx = new Float64Array(1024);
  vy = new Float64Array(1024);
  speedKmh = new Uint16Array(1024);
  courseHalf = new Uint8Array(1024);
  eventTimeMs = new Float64Array(1024);
  state = new Uint8Array(1024);
  alert = new Uint8Array(1024);
  classCode = new Uint8Array(1024);
  /** Fastest vehicle in unit Mercator per millisecond: tells how often dead reckoning is worth a repaint. */
  speedUnitsMax = 0;
  private rows = new Map<number, number>();
  private classOfHandle = new Map<number, number>();

  /** Row of a handle, -1 when the vehicle is not in view of the server's frames. */
  rowOf(handle: number): number {
    return this.rows.get(handle) ?? -1;
  }

  reset(): void {
    this.count = 0;
    this.speedUnitsMax = 0;
    this.rows.clear();
  }

  /** Classes come with the roster; rows known before it are repainted in their class. */
  setClass(handle: number, className: string): void {
    const code = (VEHICLE_CLASSES as readonly string[]).indexOf(className);
    const known = code < 0 ? CLASS_OTHER : code;
    this.classOfHandle.set(handle, known);
    const row = this.rows.get(handle);
    if (row !== undefined) this.classCode[row] = known;
  }

  hasClass(handle: number): boolean {
    return this.classOfHandle.has(handle);
  }

  upsert(v: VehicleRow): void {
    let row = this.rows.get(v.handle);
    if (row === undefined) {
      if (this.count === this.handle.length) this.grow();
      row = this.count++;
      this.rows.set(v.handle, row);
      this.handle[row] = v.handle;
      this.classCode[row] = this.classOfHandle.get(v.handle) ?? CLASS_OTHER;
    } else if (v.eventTimeMs < this.eventTimeMs[row]!) {
      // A late report never moves a marker backwards; its alert level is news all the same.
      this.alert[row] = v.alert;
      return;
    }
    this.x[row] = lonToX(v.lonDeg);
    this.y[row] = latToY(v.latDeg);
    this.speedKmh[row] = v.speedKmh;
    this.courseHalf[row] = v.courseHalf;
    this.eventTimeMs[row] = v.eventTimeMs;
    this.state[row] = v.state;
    this.alert[row] = v.alert;
    if (
      v.state === MOVING &&
      v.courseHalf !== COURSE_UNKNOWN &&
      v.speedKmh > HEADING_SPEED_KMH_MIN
    ) {
      const unitsPerMs = (v.speedKmh * 1000) / MS_PER_HOUR / metresPerUnit(v.latDeg);
      const course = (v.courseHalf * 2 * Math.PI) / 180;
      this.vx[row] = unitsPerMs * Math.sin(course);
      this.vy[row] = -unitsPerMs * Math.cos(course);
      if (unitsPerMs > this.speedUnitsMax) this.speedUnitsMax = unitsPerMs;
    } else {
      this.vx[row] = 0;
      this.vy[row] = 0;
    }
  }

  private grow(): void {
    const capacity = this.handle.length * 2;
    const wider = <T extends { set(source: T): void }>(
      Column: new (length: number) => T,
      from: T,
    ): T => {
      const column = new Column(capacity);
      column.set(from);
      return column;
    };
    this.handle = wider(Uint32Array, this.handle);
    this.x = wider(Float64Array, this.x);
    this.y = wider(Float64Array, this.y);
    this.vx = wider(Float64Array, this.vx);
    this.vy = wider(Float64Array, this.vy);
    this.speedKmh = wider(Uint16Array, this.speedKmh);
    this.courseHalf = wider(Uint8Array, this.courseHalf);
    this.eventTimeMs = wider(Float64Array, this.eventTimeMs);
    this.state = wider(Uint8Array, this.state);
    this.alert = wider(Uint8Array, this.alert);
    this.classCode = wider(Uint8Array, this.classCode);
  }
}
