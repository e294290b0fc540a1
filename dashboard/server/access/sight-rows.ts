/**
 * The rows of the fleet that one scope holds, under handles of their own: a handle of the whole fleet would
 * tell how many vehicles there are elsewhere. Handles are stable and never given to another vehicle.
 */
import type { SubjectKey } from '#core/identity.ts';
import type { RowView } from '../frames.ts';
import type { Roster } from '../roster.ts';

/** While the registry changes, who lies where is looked at anew at most this often. */
const LOOK_AGAIN_MS = 1_000;
const GONE = -1;

export class SightRows implements RowView {
  /** By handle of ours: row of the fleet; −1 = it lies elsewhere now. */
  index = new Int32Array(64);
  rows = 0;
  /** Goes up when a row has left: pages forget what they show. */
  generation = 0;
  readonly stepDeg: number | null;
  readonly #roster: Roster;
  readonly #holds: (subjectKey: SubjectKey) => boolean;
  readonly #handles = new Map<number, number>();
  #examined = 0;
  #names = -1;
  #lookedMs = Number.NEGATIVE_INFINITY;

  constructor(
    roster: Roster,
    holds: (subjectKey: SubjectKey) => boolean,
    stepDeg: number | null = null,
  ) {
    this.#roster = roster;
    this.#holds = holds;
    this.stepDeg = stepDeg;
  }

  /** Takes in who has come, left or moved since. */
  refresh(nowMs: number): void {
    const { namesVersion, size } = this.#roster;
    if (this.#names !== namesVersion && nowMs - this.#lookedMs >= LOOK_AGAIN_MS) {
      this.#names = namesVersion;
      this.#lookedMs = nowMs;
      this.#examined = 0;
    }
    while (this.#examined < size) this.#examine(this.#examined++);
  }

  /** −1 = not in this scope. */
  handleOf(subjectKey: SubjectKey): number {
    const row = this.#roster.handleOf(subjectKey);
    this.#examine(row);
    const handle = this.#handles.get(row);
    return handle === undefined || this.index[handle] === GONE ? GONE : handle;
  }

  subjectOf(handle: number): SubjectKey | undefined {
    const row = handle < this.rows ? this.index[handle]! : GONE;
    return row === GONE ? undefined : this.#roster.subjectOf(row);
  }

  *subjects(): IterableIterator<SubjectKey> {
    for (let handle = 0; handle < this.rows; handle++) {
      const subjectKey = this.subjectOf(handle);
      if (subjectKey !== undefined) yield subjectKey;
    }
  }

  #examine(row: number): void {
    const subjectKey = this.#roster.subjectOf(row);
    if (subjectKey === undefined) return;
    const handle = this.#handles.get(row);
    const isHeld = this.#holds(subjectKey);
    if (handle === undefined) {
      if (isHeld) this.#add(row);
    } else if (isHeld) {
      this.index[handle] = row;
    } else if (this.index[handle] !== GONE) {
      this.index[handle] = GONE;
      this.generation++;
    }
  }

  #add(row: number): void {
    if (this.rows === this.index.length) {
      const grown = new Int32Array(this.rows * 2);
      grown.set(this.index);
      this.index = grown;
    }
    this.#handles.set(row, this.rows);
    this.index[this.rows++] = row;
  }
}
