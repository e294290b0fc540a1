/**
 * The newest position of every vehicle, as columns: the live map's only source. A row carries the
 * revision of its last change, so that a slow viewer gets the latest value per vehicle, not a queue.
 */

import type { Severity } from '#core/alert.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { FLAGS, type Observation } from '#core/report.ts';
import { keyAt } from '#proto/codec/key.ts';
import { HAS, ObservationScan } from '#proto/codec/observation-scan.ts';
import type { Roster } from './roster.ts';

/** What the map needs of an observation. */
export type MapPosition = Pick<
  Observation,
  'subjectKey' | 'eventTimeMs' | 'latitudeDeg' | 'longitudeDeg' | 'speedKmh' | 'courseDeg' | 'flags'
>;

/** Above this speed a vehicle is drawn as moving, km/h. */
const MOVING_KMH = 3;
const INITIAL_ROWS = 1024;
/** Subjects held; a further one is not shown, and counted. */
export const FLEET_ROWS_MAX = 1_000_000;
const STATE = { moving: 0, stopped: 1, silent: 2 } as const;
const LEVEL: Record<Severity, number> = { info: 1, minor: 2, major: 3, critical: 4 };
const PLACED = HAS.latitude | HAS.longitude;
/** One for all: a record is applied before the next is scanned. */
const scan = new ObservationScan();
const UNUSABLE = FLAGS.noFix | FLAGS.encrypted | FLAGS.drift;

export interface NewestPosition {
  eventTimeMs: number;
  latitudeDeg: number;
  longitudeDeg: number;
  /** 0 where the sender gave none. */
  speedKmh: number;
}

export interface Viewport {
  west: number;
  south: number;
  east: number;
  north: number;
}

export class Fleet {
  readonly #roster: Roster;
  readonly #silentAfterMs: number;
  readonly #rowsMax: number;
  #capacity = INITIAL_ROWS;
  longitudeDeg = new Float64Array(INITIAL_ROWS).fill(Number.NaN);
  latitudeDeg = new Float64Array(INITIAL_ROWS);
  speedKmh = new Float32Array(INITIAL_ROWS);
  /** −1 = unknown. */
  courseDeg = new Int16Array(INITIAL_ROWS).fill(-1);
  eventTimeMs = new Float64Array(INITIAL_ROWS);
  motion = new Uint8Array(INITIAL_ROWS);
  alertLevel = new Uint8Array(INITIAL_ROWS);
  rowRevision = new Float64Array(INITIAL_ROWS);
  /** Rows ever used: handles are `[0, rows)`, some without a position (longitude NaN). */
  rows = 0;
  /** Vehicles with a position. */
  positioned = 0;
  revision = 1;
  /** Positions of subjects beyond `rowsMax`, not shown. */
  notShown = 0;

  constructor(roster: Roster, silentAfterMs: number, rowsMax = FLEET_ROWS_MAX) {
    this.#roster = roster;
    this.#silentAfterMs = silentAfterMs;
    this.#rowsMax = rowsMax;
  }

  /** Takes an observation; an older one than the shown never overwrites it. */
  apply(position: MapPosition): void {
    const { longitudeDeg, latitudeDeg, eventTimeMs } = position;
    if (longitudeDeg === null || latitudeDeg === null || (position.flags & UNUSABLE) !== 0) return;
    const row = this.#rowFor(position.subjectKey, eventTimeMs);
    if (row < 0) return;
    this.longitudeDeg[row] = longitudeDeg;
    this.latitudeDeg[row] = latitudeDeg;
    this.#move(row, position.speedKmh ?? 0, position.courseDeg ?? -1);
  }

  /** The same, straight from a record of observations.v1: every report passes here. Throws WireFault. */
  applyRecord(value: Uint8Array): void {
    const s = scan;
    s.scan(value);
    const { has } = s;
    if ((has & PLACED) !== PLACED || (s.flags & UNUSABLE) !== 0) return;
    const row = this.#rowFor(
      s.subjectAt < 0 ? NO_SUBJECT : keyAt(value, s.subjectAt),
      s.eventTimeMs,
    );
    if (row < 0) return;
    this.longitudeDeg[row] = s.longitudeE7 / 1e7;
    this.latitudeDeg[row] = s.latitudeE7 / 1e7;
    const speedKmh = (has & HAS.speed) === 0 ? 0 : s.speedDkmh / 10;
    this.#move(row, speedKmh, (has & HAS.course) === 0 ? -1 : s.courseDeg);
  }

  /** Row of a vehicle that this event time is news for, time set; −1 = none. */
  #rowFor(subjectKey: SubjectKey, eventTimeMs: number): number {
    const row = this.#row(subjectKey);
    if (row < 0) {
      this.notShown++;
      return -1;
    }
    if (eventTimeMs < this.eventTimeMs[row]!) return -1;
    if (Number.isNaN(this.longitudeDeg[row])) this.positioned++;
    this.eventTimeMs[row] = eventTimeMs;
    return row;
  }

  #move(row: number, speedKmh: number, courseDeg: number): void {
    this.speedKmh[row] = speedKmh;
    this.courseDeg[row] = courseDeg;
    this.motion[row] = speedKmh > MOVING_KMH ? STATE.moving : STATE.stopped;
    this.rowRevision[row] = ++this.revision;
  }

  /** Worst open alert of a vehicle, drawn as a ring; null = none. */
  setAlert(subjectKey: SubjectKey, worst: Severity | null): void {
    const row = this.#row(subjectKey);
    const level = worst === null ? 0 : LEVEL[worst];
    if (row < 0 || this.alertLevel[row] === level) return;
    this.alertLevel[row] = level;
    this.rowRevision[row] = ++this.revision;
  }

  /** Once a second: vehicles that fell silent change their look without a report. */
  markSilent(nowMs: number): void {
    const edge = nowMs - this.#silentAfterMs;
    const { motion, eventTimeMs, longitudeDeg, rows } = this;
    for (let row = 0; row < rows; row++) {
      if (motion[row] === STATE.silent || eventTimeMs[row]! >= edge) continue;
      if (Number.isNaN(longitudeDeg[row])) continue;
      motion[row] = STATE.silent;
      this.rowRevision[row] = ++this.revision;
    }
  }

  /** Of the whole, or of the rows somebody sees. */
  counts(seen: { index: Int32Array | null; rows: number } = { index: null, rows: 0 }) {
    const { index } = seen;
    const handles = index === null ? this.rows : seen.rows;
    let vehicles = 0;
    let moving = 0;
    let silent = 0;
    for (let handle = 0; handle < handles; handle++) {
      const row = index === null ? handle : index[handle]!;
      if (row < 0 || row >= this.rows || Number.isNaN(this.longitudeDeg[row])) continue;
      vehicles++;
      if (this.motion[row] === STATE.moving) moving++;
      else if (this.motion[row] === STATE.silent) silent++;
    }
    return { vehicles, moving, silent };
  }

  /** `unseen` = without a position since the server looks back. */
  stateOf(subjectKey: SubjectKey): 'unseen' | keyof typeof STATE {
    const row = this.#roster.knownHandle(subjectKey);
    if (row === undefined || row >= this.rows || Number.isNaN(this.longitudeDeg[row]))
      return 'unseen';
    if (this.motion[row] === STATE.silent) return 'silent';
    return this.motion[row] === STATE.moving ? 'moving' : 'stopped';
  }

  /** Null = without a position since the server looks back. */
  newest(subjectKey: SubjectKey): NewestPosition | null {
    const row = this.#roster.knownHandle(subjectKey);
    if (row === undefined || row >= this.rows || Number.isNaN(this.longitudeDeg[row])) return null;
    return {
      eventTimeMs: this.eventTimeMs[row]!,
      latitudeDeg: this.latitudeDeg[row]!,
      longitudeDeg: this.longitudeDeg[row]!,
      speedKmh: this.speedKmh[row]!,
    };
  }

  inView(row: number, view: Viewport): boolean {
    const longitude = this.longitudeDeg[row]!;
    const latitude = this.latitudeDeg[row]!;
    return (
      longitude >= view.west &&
      longitude <= view.east &&
      latitude >= view.south &&
      latitude <= view.north
    );
  }

  /** −1 = the table is full and the subject is not in it. */
  #row(subjectKey: SubjectKey): number {
    const known = this.#roster.knownHandle(subjectKey);
    if (known === undefined && this.#roster.size >= this.#rowsMax) return -1;
    const row = known ?? this.#roster.handleOf(subjectKey);
    if (row >= this.#capacity) this.#grow(row);
    if (row >= this.rows) this.rows = row + 1;
    return row;
  }

  #grow(row: number): void {
    const capacity = 2 ** Math.ceil(Math.log2(row + 1));
    const grown = <T extends Float64Array | Float32Array | Int16Array | Uint8Array>(
      next: T,
      old: T,
    ): T => {
      next.set(old as never);
      return next;
    };
    this.longitudeDeg = grown(new Float64Array(capacity).fill(Number.NaN), this.longitudeDeg);
    this.latitudeDeg = grown(new Float64Array(capacity), this.latitudeDeg);
    this.speedKmh = grown(new Float32Array(capacity), this.speedKmh);
    this.courseDeg = grown(new Int16Array(capacity).fill(-1), this.courseDeg);
    this.eventTimeMs = grown(new Float64Array(capacity), this.eventTimeMs);
    this.motion = grown(new Uint8Array(capacity), this.motion);
    this.alertLevel = grown(new Uint8Array(capacity), this.alertLevel);
    this.rowRevision = grown(new Float64Array(capacity), this.rowRevision);
    this.#capacity = capacity;
  }
}
