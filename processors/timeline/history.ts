/**
 * The facts of one subject in key order, packed: 60 bytes each in chunks of 64, so that six hours of
 * a vehicle cost about 45 KB, a report touches one or two cache lines of them, and a restart reads
 * them back without parsing. Positions are absolute: they count from the subject's first fact and
 * survive trimming. Facts at `[base, end)` have settled, those at `[end, tail)` are pending.
 */
import { assert } from '#core/errors.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import type { SourceProtocol, VehicleClass } from '#core/report.ts';
import { compareKey, Entry, type EntryKind } from './entry.ts';

export const CHUNK_ENTRIES = 64;
/** 32-bit words per fact. */
const WORDS = 15;
export const ENTRY_BYTES = 4 * WORDS;
/** Where in a fact's words the parts lie that are looked at by themselves. */
const AT = { timeHigh: 0, timeLow: 1, tie: 11, courseFlags: 8, rare: 13, drivers: 14 } as const;
const HIGH = 4_294_967_296;
const DEGREE = 1e7;
const NONE_32 = -2_147_483_648;
const NONE_16 = 0xffff;
const NONE_ALTITUDE = -32_768;

/** What rarely changes from one fact of a subject to the next. */
export interface Source {
  subjectKey: SubjectKey;
  deviceKey: SubjectKey;
  protocol: SourceProtocol;
  inputPartition: number;
  vehicleClass: VehicleClass;
}

/** Facts at positions [64 k, 64 k + 64); shorter while the subject is young. */
export type Chunk = Int32Array<ArrayBuffer>;

export class History {
  /** Position of the oldest fact kept; a multiple of CHUNK_ENTRIES. */
  base = 0;
  /** Position after the newest settled fact. */
  end = 0;
  /** Position after the newest fact of all. */
  tail = 0;
  /** Facts before this position are as the last snapshot has them. */
  cleanEnd = 0;
  chunks: Chunk[] = [];
  sources: Source[] = [];
  drivers: SubjectKey[] = [];

  /** Settled facts kept. */
  get length(): number {
    return this.end - this.base;
  }

  get pendingLength(): number {
    return this.tail - this.end;
  }

  /** Adds the newest fact; it is pending. */
  push(entry: Entry): void {
    const position = this.tail;
    this.grow();
    this.pack(position, entry);
  }

  /** Puts a fact where its key belongs among the pending; returns its position. */
  insert(entry: Entry): number {
    let position = this.tail;
    this.grow();
    while (
      position > this.end &&
      compareKey(
        this.timeAt(position - 1),
        this.tieAt(position - 1),
        entry.eventTimeMs,
        entry.tie,
      ) > 0
    ) {
      this.move(position - 1, position);
      position--;
    }
    this.pack(position, entry);
    if (position < this.cleanEnd) this.cleanEnd = position;
    return position;
  }

  /** The oldest pending fact has settled. */
  settle(): void {
    this.end++;
  }

  /** Facts before `position` have settled, the others have not. */
  settleTo(position: number): void {
    this.end = position;
  }

  /** True when every fact there is lies before this instant: the common case, decided at the newest. */
  isAhead(timeMs: number): boolean {
    return this.tail === this.base || this.timeAt(this.tail - 1) < timeMs;
  }

  /** True when the newest settled fact lies behind the key. */
  isBeforeSettled(timeMs: number, tie: number): boolean {
    const last = this.end - 1;
    return last >= this.base && compareKey(timeMs, tie, this.timeAt(last), this.tieAt(last)) < 0;
  }

  timeAt(position: number): number {
    const index = position - this.base;
    const chunk = this.chunks[(index / CHUNK_ENTRIES) | 0]!;
    const at = (index % CHUNK_ENTRIES) * WORDS;
    return chunk[at]! * HIGH + (chunk[at + AT.timeLow]! >>> 0);
  }

  tieAt(position: number): number {
    const index = position - this.base;
    return (
      this.chunks[(index / CHUNK_ENTRIES) | 0]![(index % CHUNK_ENTRIES) * WORDS + AT.tie]! >>> 0
    );
  }

  /** When the fact arrived; `timeMs` is its event time. */
  receivedAt(position: number): number {
    const index = position - this.base;
    const chunk = this.chunks[(index / CHUNK_ENTRIES) | 0]!;
    const at = (index % CHUNK_ENTRIES) * WORDS;
    return chunk[at]! * HIGH + (chunk[at + AT.timeLow]! >>> 0) + chunk[at + 4]!;
  }

  kindAt(position: number): EntryKind {
    const index = position - this.base;
    const chunk = this.chunks[(index / CHUNK_ENTRIES) | 0]!;
    return (chunk[(index % CHUNK_ENTRIES) * WORDS + AT.rare]! & 0xff) as EntryKind;
  }

  flagsAt(position: number): number {
    const index = position - this.base;
    const chunk = this.chunks[(index / CHUNK_ENTRIES) | 0]!;
    return chunk[(index % CHUNK_ENTRIES) * WORDS + AT.courseFlags]! & 0xffff;
  }

  /** First settled position whose key is not before (`timeMs`, `tie`). */
  lowerBound(timeMs: number, tie: number): number {
    let low = this.base;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareKey(this.timeAt(middle), this.tieAt(middle), timeMs, tie) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get(position: number): Entry {
    return this.read(position, new Entry(NO_SUBJECT, NO_SUBJECT, 'unknown'));
  }

  /** Fills `entry` with the fact at `position`. */
  read(position: number, entry: Entry): Entry {
    const index = position - this.base;
    assert(index >= 0 && position < this.tail, 'a history position lies within the history');
    const words = this.chunks[(index / CHUNK_ENTRIES) | 0]!;
    const at = (index % CHUNK_ENTRIES) * WORDS;
    const rare = words[at + AT.rare]!;
    const source = this.sources[rare >>> 16]!;
    entry.subjectKey = source.subjectKey;
    entry.deviceKey = source.deviceKey;
    entry.protocol = source.protocol;
    entry.inputPartition = source.inputPartition;
    entry.vehicleClass = source.vehicleClass;
    entry.kind = (rare & 0xff) as EntryKind;
    const timeMs = words[at]! * HIGH + (words[at + 1]! >>> 0);
    entry.eventTimeMs = timeMs;
    entry.inputOffset = words[at + 2]! * HIGH + (words[at + 3]! >>> 0);
    entry.receivedTimeMs = timeMs + words[at + 4]!;
    const latitude = words[at + 5]!;
    const longitude = words[at + 6]!;
    entry.latitudeDeg = latitude === NONE_32 ? null : latitude / DEGREE;
    entry.longitudeDeg = longitude === NONE_32 ? null : longitude / DEGREE;
    const altitudeSpeed = words[at + 7]!;
    const altitude = altitudeSpeed >> 16;
    entry.altitudeM = altitude === NONE_ALTITUDE ? null : altitude;
    const speed = altitudeSpeed & 0xffff;
    entry.speedKmh = speed === NONE_16 ? null : speed / 10;
    const courseFlags = words[at + AT.courseFlags]!;
    const course = courseFlags >>> 16;
    entry.courseDeg = course === NONE_16 ? null : course;
    entry.flags = courseFlags & 0xffff;
    const mileage = words[at + 9]!;
    entry.mileageKm = mileage === -1 ? null : (mileage >>> 0) / 10;
    entry.alarmFlag = words[at + 10]! >>> 0;
    entry.tie = words[at + AT.tie]! >>> 0;
    entry.statusFlag = words[at + 12]! >>> 0;
    const drivers = words[at + AT.drivers]!;
    entry.namedDriverKey = this.driverOf(drivers >>> 16);
    entry.driverKey = this.driverOf(drivers & 0xffff);
    return entry;
  }

  /** What a run found about the fact: its qualification. */
  amendFlags(position: number, flags: number): void {
    this.amend(position, AT.courseFlags, flags);
  }

  /** What a run found about the fact: who drove, and what class of vehicle. */
  amendWho(position: number, driverKey: SubjectKey | null, vehicleClass: VehicleClass): void {
    this.amend(position, AT.drivers, this.driverIndex(driverKey));
    const index = position - this.base;
    const chunk = this.chunks[(index / CHUNK_ENTRIES) | 0]!;
    const at = (index % CHUNK_ENTRIES) * WORDS + AT.rare;
    const source = this.sources[chunk[at]! >>> 16]!;
    if (source.vehicleClass === vehicleClass) return;
    chunk[at] = (this.sourceIndexOf({ ...source, vehicleClass }) << 16) | (chunk[at]! & 0xffff);
    if (position < this.cleanEnd) this.cleanEnd = position;
  }

  /** All facts from `position` on, taken out. */
  cut(position: number): Entry[] {
    const entries: Entry[] = [];
    for (let at = position; at < this.tail; at++) entries.push(this.get(at));
    this.chunks.length = Math.ceil((position - this.base) / CHUNK_ENTRIES);
    this.tail = position;
    this.end = Math.min(this.end, position);
    if (position < this.cleanEnd) this.cleanEnd = position;
    return entries;
  }

  /** Forgets the oldest chunk. */
  dropChunk(): void {
    this.chunks.shift();
    this.base += CHUNK_ENTRIES;
    // Tables only grow while facts come in; rebuild them before an index outgrows its 16 bits.
    if (this.sources.length > 4_096 || this.drivers.length > 4_096) {
      const { base, end } = this;
      const entries = this.cut(base);
      this.sources = [];
      this.drivers = [];
      for (const entry of entries) this.push(entry);
      this.settleTo(end);
    }
  }

  /** Facts of the chunk at `index` in the list. */
  countOf(index: number): number {
    return Math.min(CHUNK_ENTRIES, this.tail - this.base - index * CHUNK_ENTRIES);
  }

  /** Makes room for one fact more at the tail. */
  private grow(): void {
    const { chunks } = this;
    const slot = (this.tail - this.base) % CHUNK_ENTRIES;
    const last = chunks.length - 1;
    if (slot === 0) {
      // A vehicle that has filled a chunk will fill the next; one that has just appeared may never.
      chunks.push(newChunk(this.tail < CHUNK_ENTRIES ? 8 : CHUNK_ENTRIES));
    } else if (slot * WORDS === chunks[last]!.length) {
      const wider = newChunk(slot === 8 ? 16 : CHUNK_ENTRIES);
      wider.set(chunks[last]!);
      chunks[last] = wider;
    }
    this.tail++;
  }

  private move(from: number, to: number): void {
    const source = from - this.base;
    const target = to - this.base;
    const at = (source % CHUNK_ENTRIES) * WORDS;
    this.chunks[(target / CHUNK_ENTRIES) | 0]!.set(
      this.chunks[(source / CHUNK_ENTRIES) | 0]!.subarray(at, at + WORDS),
      (target % CHUNK_ENTRIES) * WORDS,
    );
  }

  /** Sets the lower half of a word. */
  private amend(position: number, word: number, value: number): void {
    const index = position - this.base;
    const chunk = this.chunks[(index / CHUNK_ENTRIES) | 0]!;
    const at = (index % CHUNK_ENTRIES) * WORDS + word;
    if ((chunk[at]! & 0xffff) === value) return;
    chunk[at] = (chunk[at]! & 0xffff0000) | value;
    if (position < this.cleanEnd) this.cleanEnd = position;
  }

  private pack(position: number, entry: Entry): void {
    const index = position - this.base;
    const words = this.chunks[(index / CHUNK_ENTRIES) | 0]!;
    const at = (index % CHUNK_ENTRIES) * WORDS;
    const timeMs = entry.eventTimeMs;
    words[at] = Math.floor(timeMs / HIGH);
    words[at + 1] = timeMs;
    const offset = entry.inputOffset;
    words[at + 2] = offset / HIGH;
    words[at + 3] = offset;
    const delay = entry.receivedTimeMs - timeMs;
    // ±24 days; a blind-area upload older than that is outside every history.
    words[at + 4] = delay > 2_147_483_647 ? 2_147_483_647 : Math.max(delay, NONE_32);
    words[at + 5] = entry.latitudeDeg === null ? NONE_32 : Math.round(entry.latitudeDeg * DEGREE);
    words[at + 6] = entry.longitudeDeg === null ? NONE_32 : Math.round(entry.longitudeDeg * DEGREE);
    const altitude = entry.altitudeM === null ? NONE_ALTITUDE : entry.altitudeM;
    const speed = entry.speedKmh === null ? NONE_16 : Math.round(entry.speedKmh * 10);
    words[at + 7] = (altitude << 16) | (speed & 0xffff);
    words[at + AT.courseFlags] =
      ((entry.courseDeg === null ? NONE_16 : entry.courseDeg) << 16) | entry.flags;
    words[at + 9] = entry.mileageKm === null ? -1 : Math.round(entry.mileageKm * 10);
    words[at + 10] = entry.alarmFlag;
    words[at + AT.tie] = entry.tie;
    words[at + 12] = entry.statusFlag;
    words[at + AT.rare] = (this.sourceIndexOf(entry) << 16) | entry.kind;
    words[at + AT.drivers] =
      (this.driverIndex(entry.namedDriverKey) << 16) | this.driverIndex(entry.driverKey);
  }

  private sourceIndexOf(wanted: Source): number {
    const { sources } = this;
    for (let i = sources.length - 1; i >= 0; i--) {
      const source = sources[i]!;
      if (
        source.deviceKey === wanted.deviceKey &&
        source.subjectKey === wanted.subjectKey &&
        source.protocol === wanted.protocol &&
        source.inputPartition === wanted.inputPartition &&
        source.vehicleClass === wanted.vehicleClass
      ) {
        return i;
      }
    }
    const { subjectKey, deviceKey, protocol, inputPartition, vehicleClass } = wanted;
    return sources.push({ subjectKey, deviceKey, protocol, inputPartition, vehicleClass }) - 1;
  }

  /** 0 = no driver. */
  private driverIndex(key: SubjectKey | null): number {
    if (key === null || key === NO_SUBJECT) return 0;
    const known = this.drivers.lastIndexOf(key);
    return known >= 0 ? known + 1 : this.drivers.push(key);
  }

  private driverOf(index: number): SubjectKey | null {
    return index === 0 ? null : this.drivers[index - 1]!;
  }
}

/** Room for `entries` facts: 8, 16 or 64. */
export function newChunk(entries: number): Chunk {
  return new Int32Array(entries * WORDS);
}
