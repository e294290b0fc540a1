/**
 * The settled facts of one subject, packed: 60 bytes each in chunks of 64, so that six hours of a
 * vehicle cost about 45 KB and a restart reads them back without parsing. Positions are absolute:
 * they count from the subject's first fact and survive trimming.
 */
import { assert } from '#core/errors.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import type { SourceProtocol, VehicleClass } from '#core/report.ts';
import { compareKey, Entry, type EntryKind } from './entry.ts';

export const CHUNK_ENTRIES = 64;
/** 32-bit words per entry beside event time and offset. */
const WORDS = 11;
/** Event time and input offset of an entry. */
export const WIDE_BYTES = 16;
export const ENTRY_BYTES = WIDE_BYTES + 4 * WORDS;
const DEGREE = 1e7;
const NONE_32 = -2_147_483_648;
const NONE_16 = 0xffff;
const NONE_ALTITUDE = -32_768;

/** What rarely changes from one fact of a subject to the next. */
export interface Source {
  subjectKey: SubjectKey;
  deviceKey: SubjectKey;
  protocol: SourceProtocol;
  partition: number;
  vehicleClass: VehicleClass;
}

/** Facts at positions [64 k, 64 k + 64). */
export interface Chunk {
  count: number;
  /** Event time and input offset of each fact. */
  wide: Float64Array;
  words: Int32Array;
}

export class History {
  /** Position of the oldest fact kept; a multiple of CHUNK_ENTRIES. */
  base = 0;
  /** Position after the newest settled fact. */
  end = 0;
  /** Facts before this position are as the last snapshot has them. */
  cleanEnd = 0;
  chunks: Chunk[] = [];
  /** Key of the newest settled fact; meaningless while there is none. */
  lastMs = 0;
  lastTie = 0;
  sources: Source[] = [];
  drivers: SubjectKey[] = [];

  get length(): number {
    return this.end - this.base;
  }

  push(entry: Entry): void {
    const slot = (this.end - this.base) % CHUNK_ENTRIES;
    let chunk = this.chunks[this.chunks.length - 1];
    if (slot === 0 || chunk === undefined) {
      // A vehicle that has filled a chunk will fill the next; one that has just appeared may never.
      chunk = newChunk(this.end < CHUNK_ENTRIES ? 8 : CHUNK_ENTRIES);
      this.chunks.push(chunk);
    } else if (slot * 2 === chunk.wide.length) {
      chunk = grown(chunk);
      this.chunks[this.chunks.length - 1] = chunk;
    }
    this.pack(chunk, slot, entry);
    chunk.count = slot + 1;
    this.lastMs = entry.eventTimeMs;
    this.lastTie = entry.tie;
    this.end++;
  }

  timeAt(position: number): number {
    const index = position - this.base;
    return this.chunks[(index / CHUNK_ENTRIES) | 0]!.wide[(index % CHUNK_ENTRIES) * 2]!;
  }

  tieAt(position: number): number {
    const index = position - this.base;
    return (
      this.chunks[(index / CHUNK_ENTRIES) | 0]!.words[(index % CHUNK_ENTRIES) * WORDS + 7]! >>> 0
    );
  }

  /** First position whose key is not before (`timeMs`, `tie`). */
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
    const index = position - this.base;
    assert(index >= 0 && position < this.end, 'a history position lies within the history');
    const chunk = this.chunks[(index / CHUNK_ENTRIES) | 0]!;
    const slot = index % CHUNK_ENTRIES;
    const { words } = chunk;
    const at = slot * WORDS;
    const rare = words[at + 9]!;
    const source = this.sources[rare >>> 16]!;
    const entry = new Entry(source.subjectKey, source.deviceKey, source.protocol);
    entry.inputPartition = source.partition;
    entry.vehicleClass = source.vehicleClass;
    entry.kind = (rare & 0xff) as EntryKind;
    entry.eventTimeMs = chunk.wide[slot * 2]!;
    entry.inputOffset = chunk.wide[slot * 2 + 1]!;
    entry.receivedTimeMs = entry.eventTimeMs + words[at]!;
    const latitude = words[at + 1]!;
    const longitude = words[at + 2]!;
    entry.latitudeDeg = latitude === NONE_32 ? null : latitude / DEGREE;
    entry.longitudeDeg = longitude === NONE_32 ? null : longitude / DEGREE;
    const altitude = words[at + 3]! >> 16;
    entry.altitudeM = altitude === NONE_ALTITUDE ? null : altitude;
    const speed = words[at + 3]! & 0xffff;
    entry.speedKmh = speed === NONE_16 ? null : speed / 10;
    const course = words[at + 4]! >>> 16;
    entry.courseDeg = course === NONE_16 ? null : course;
    entry.flags = words[at + 4]! & 0xffff;
    const mileage = words[at + 5]!;
    entry.mileageKm = mileage === -1 ? null : (mileage >>> 0) / 10;
    entry.alarmFlag = words[at + 6]! >>> 0;
    entry.tie = words[at + 7]! >>> 0;
    entry.statusFlag = words[at + 8]! >>> 0;
    const drivers = words[at + 10]!;
    entry.namedDriverKey = this.driverOf(drivers >>> 16);
    entry.driverKey = this.driverOf(drivers & 0xffff);
    return entry;
  }

  /** What a re-run found about the fact: qualification and driver. */
  amend(position: number, entry: Entry): void {
    if (position < this.cleanEnd) this.cleanEnd = position;
    const index = position - this.base;
    const chunk = this.chunks[(index / CHUNK_ENTRIES) | 0]!;
    const at = (index % CHUNK_ENTRIES) * WORDS;
    chunk.words[at + 4] = (chunk.words[at + 4]! & 0xffff0000) | entry.flags;
    chunk.words[at + 10] = (chunk.words[at + 10]! & 0xffff0000) | this.driverIndex(entry.driverKey);
  }

  /** All facts from `position` on, taken out. */
  cut(position: number): Entry[] {
    const entries: Entry[] = [];
    for (let at = position; at < this.end; at++) entries.push(this.get(at));
    const keep = position - this.base;
    this.chunks.length = Math.ceil(keep / CHUNK_ENTRIES);
    const last = this.chunks[this.chunks.length - 1];
    if (last !== undefined && keep % CHUNK_ENTRIES !== 0) last.count = keep % CHUNK_ENTRIES;
    this.end = position;
    this.noteLast();
    if (position < this.cleanEnd) this.cleanEnd = position;
    return entries;
  }

  /** Forgets the oldest chunk. */
  dropChunk(): void {
    this.chunks.shift();
    this.base += CHUNK_ENTRIES;
    // Tables only grow while facts come in; rebuild them before an index outgrows its 16 bits.
    if (this.sources.length > 4_096 || this.drivers.length > 4_096) {
      const { base } = this;
      const entries = this.cut(base);
      this.sources = [];
      this.drivers = [];
      for (const entry of entries) this.push(entry);
    }
  }

  /** Reads the key of the newest fact again, after facts were taken out or loaded. */
  noteLast(): void {
    if (this.end === this.base) return;
    this.lastMs = this.timeAt(this.end - 1);
    this.lastTie = this.tieAt(this.end - 1);
  }

  private pack(chunk: Chunk, slot: number, entry: Entry): void {
    const { words, wide } = chunk;
    const at = slot * WORDS;
    wide[slot * 2] = entry.eventTimeMs;
    wide[slot * 2 + 1] = entry.inputOffset;
    const delay = entry.receivedTimeMs - entry.eventTimeMs;
    // ±24 days; a blind-area upload older than that is outside every history.
    words[at] = delay > 2_147_483_647 ? 2_147_483_647 : Math.max(delay, NONE_32);
    words[at + 1] = entry.latitudeDeg === null ? NONE_32 : Math.round(entry.latitudeDeg * DEGREE);
    words[at + 2] = entry.longitudeDeg === null ? NONE_32 : Math.round(entry.longitudeDeg * DEGREE);
    const altitude = entry.altitudeM === null ? NONE_ALTITUDE : entry.altitudeM;
    const speed = entry.speedKmh === null ? NONE_16 : Math.round(entry.speedKmh * 10);
    words[at + 3] = (altitude << 16) | (speed & 0xffff);
    words[at + 4] = ((entry.courseDeg === null ? NONE_16 : entry.courseDeg) << 16) | entry.flags;
    words[at + 5] = entry.mileageKm === null ? -1 : Math.round(entry.mileageKm * 10);
    words[at + 6] = entry.alarmFlag;
    words[at + 7] = entry.tie;
    words[at + 8] = entry.statusFlag;
    words[at + 9] = (this.sourceIndex(entry) << 16) | entry.kind;
    words[at + 10] =
      (this.driverIndex(entry.namedDriverKey) << 16) | this.driverIndex(entry.driverKey);
  }

  private sourceIndex(entry: Entry): number {
    const { sources } = this;
    for (let i = sources.length - 1; i >= 0; i--) {
      const source = sources[i]!;
      if (
        source.deviceKey === entry.deviceKey &&
        source.subjectKey === entry.subjectKey &&
        source.protocol === entry.protocol &&
        source.partition === entry.inputPartition &&
        source.vehicleClass === entry.vehicleClass
      ) {
        return i;
      }
    }
    sources.push({
      subjectKey: entry.subjectKey,
      deviceKey: entry.deviceKey,
      protocol: entry.protocol,
      partition: entry.inputPartition,
      vehicleClass: entry.vehicleClass,
    });
    return sources.length - 1;
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

export function newChunk(capacity: number): Chunk {
  const buffer = new ArrayBuffer(capacity * ENTRY_BYTES);
  return {
    count: 0,
    wide: new Float64Array(buffer, 0, capacity * 2),
    words: new Int32Array(buffer, capacity * WIDE_BYTES, capacity * WORDS),
  };
}

function grown(chunk: Chunk): Chunk {
  const wider = newChunk(chunk.wide.length === 16 ? 16 : CHUNK_ENTRIES);
  wider.wide.set(chunk.wide);
  wider.words.set(chunk.words);
  wider.count = chunk.count;
  return wider;
}
