/**
 * Finds the subjects of the next records from the bytes of their keys: one step to the subject itself
 * where a look-up in the map follows four, each of which waits for memory. Beside the map, not in place of it:
 * a subject has two slots side by side to be in, and where others are in both the map is asked.
 */
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { peekSubject } from '#proto/codec/reading.ts';
import type { Subject } from './subject.ts';

const SLOTS_MIN = 1_024;
/** 2 MiB; more subjects share them. At 100,000 that take turns, a quarter as many would hardly ever know one. */
const SLOTS_MAX = 262_144;
/** Slots per subject; at 4, one in twenty-five at most finds both of its two taken. */
const SPREAD = 4;

export class NearSubjects {
  private readonly subjects: ReadonlyMap<SubjectKey, Subject>;
  private slots = new Array<Subject | null>(SLOTS_MIN).fill(null);
  /** Of the records looked at last, in their order; `count` of them. */
  private readonly near: Subject[] = [];
  private count = 0;
  /** The first of them whose record has not come yet. */
  private next = 0;
  /** Where a sum goes: reads whose values go nowhere would be optimized away. */
  protected touched = 0;

  constructor(subjects: ReadonlyMap<SubjectKey, Subject>) {
    this.subjects = subjects;
  }

  /** These records come next. */
  begin(records: readonly { value: Uint8Array }[], from: number, until: number): void {
    this.count = 0;
    this.next = 0;
    this.touch(records, from, until);
  }

  /** Touches the subjects that the records most likely have, so that the waits for them overlap. */
  private touch(records: readonly { value: Uint8Array }[], from: number, until: number): void {
    let sum = 0;
    for (let at = from; at < until; at++)
      sum += this.slots[this.slotOf(records[at]!.value)]?.partition ?? 0;
    this.touched = sum;
  }

  /** The subject of a record of `reports.v1`; null = none is known. */
  add(record: Uint8Array): Subject | null {
    const key = peekSubject(record);
    if (key === NO_SUBJECT) return null;
    const slot = this.slotOf(record);
    let subject = this.slots[slot];
    if (subject == null || subject.key !== key) {
      subject = this.slots[slot ^ 1];
      if (subject == null || subject.key !== key) {
        subject = this.subjects.get(key);
        if (subject === undefined) return null;
        this.keep(subject, slot);
      }
    }
    this.near[this.count++] = subject;
    return subject;
  }

  private slotOf(record: Uint8Array): number {
    return (record[1]! | (record[2]! << 8) | (record[3]! << 16)) & (this.slots.length - 1);
  }

  private keep(subject: Subject, slot: number): void {
    const { slots } = this;
    if (slots[slot] === null) slots[slot] = subject;
    else if (slots[slot ^ 1] === null) slots[slot ^ 1] = subject;
    else if (this.subjects.size * SPREAD > slots.length && slots.length < SLOTS_MAX)
      this.slots = new Array<Subject | null>(slots.length * SPREAD).fill(null);
    else slots[slot] = subject;
  }

  /** The subject of the record at hand, when it is the next of those looked at; null = ask the map. */
  take(key: SubjectKey): Subject | null {
    if (this.next === this.count) return null;
    const subject = this.near[this.next]!;
    if (subject.key !== key) return null;
    this.next++;
    return subject;
  }
}
