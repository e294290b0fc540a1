/**
 * The facts of one subject in key order, packed: 60 bytes each in chunks of 64, so that six hours of
 * a vehicle cost about 45 KB, a report touches one or two cache lines of them, and a restart reads
 * them back without parsing. Positions are absolute: they count from the subject's first fact and
 * survive trimming. What few facts have (items of alarms, a weighing) lies beside, by the fact's offset in the input. Facts at `[base, end)` have settled, those at `[end, tail)` are pending.
 */
import type { AlarmItems } from '#core/alarm-items.ts';
import { assert } from '#core/errors.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import type { VehicleEvent } from '#core/load.ts';
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
/** 32-bit words of a cache line. */
const LINE_WORDS = 16;
/** In the word of rare things: the fact has more beside. */
const HAS_MORE = 0x100;

/** What rarely changes from one fact of a subject to the next. */
export interface Source {
  subjectKey: SubjectKey;
  deviceKey: SubjectKey;
  protocol: SourceProtocol;
  inputPartition: number;
  vehicleClass: VehicleClass;
}

/** What few facts have. */
export interface More {
  videoAlarmFlag: number;
  alarmItems: AlarmItems | null;
  event: VehicleEvent | null;
}

/** What facts refer to by index. */
interface Tables {
  sources: Source[];
  drivers: SubjectKey[];
}

/** Facts at positions [64 k, 64 k + 64); shorter while the subject is young. */
export type Chunk = Int32Array<ArrayBuffer>;
const NO_CHUNK: Chunk = new Int32Array(0);

export class History {
  /** Position of the oldest fact kept; a multiple of CHUNK_ENTRIES. */
  base = 0;
  /** Position after the newest settled fact. */
  end = 0;
  /** Position after the newest fact of all. */
  tail = 0;
  /** Facts before this position are as the last snapshot has them. */
  cleanEnd = 0;
  /** Oldest first; changed here alone. */
  readonly chunks: Chunk[] = [];
  /**
   * The newest chunk and its first position, the source and the driver last written, by themselves: nearly every
   * fact looked at is one of those, and a list is two more places in memory to wait for.
   */
  private newest: Chunk = NO_CHUNK;
  private newestBase = 0;
  private source: Source | null = null;
  private latestSource = -1;
  private driver: SubjectKey = NO_SUBJECT;
  private latestDriver = -1;
  private tables: Tables = { sources: [], drivers: [] };

  get sources(): readonly Source[] {
    return this.tables.sources;
  }

  get drivers(): readonly SubjectKey[] {
    return this.tables.drivers;
  }

  /** Tables as a snapshot has them. */
  load({ sources, drivers }: { sources: readonly Source[]; drivers: readonly SubjectKey[] }): void {
    this.tables = { sources: [...sources], drivers: [...drivers] };
    this.latestSource = -1;
    this.latestDriver = -1;
  }

  /** A chunk behind those there are. */
  addChunk(chunk: Chunk): void {
    this.chunks.push(chunk);
    this.findNewest();
  }
  /** What few facts have, by input offset: one of a partition, so no two facts of a list share it. null = none has. */
  more: Map<number, More> | null = null;

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
    const chunk = this.chunkAt(position);
    const at = wordOf(position);
    return chunk[at]! * HIGH + (chunk[at + AT.timeLow]! >>> 0);
  }

  tieAt(position: number): number {
    return this.chunkAt(position)[wordOf(position) + AT.tie]! >>> 0;
  }

  /** When the fact arrived; `timeMs` is its event time. */
  receivedAt(position: number): number {
    const chunk = this.chunkAt(position);
    const at = wordOf(position);
    return chunk[at]! * HIGH + (chunk[at + AT.timeLow]! >>> 0) + chunk[at + 4]!;
  }

  kindAt(position: number): EntryKind {
    return (this.chunkAt(position)[wordOf(position) + AT.rare]! & 0xff) as EntryKind;
  }

  flagsAt(position: number): number {
    return this.chunkAt(position)[wordOf(position) + AT.courseFlags]! & 0xffff;
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
    assert(position >= this.base && position < this.tail, 'a history position lies within it');
    const words = this.chunkAt(position);
    const at = wordOf(position);
    const rare = words[at + AT.rare]!;
    const source =
      rare >>> 16 === this.latestSource ? this.source! : this.tables.sources[rare >>> 16]!;
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
    const more = (rare & HAS_MORE) === 0 ? undefined : this.more?.get(entry.inputOffset);
    entry.videoAlarmFlag = more === undefined ? 0 : more.videoAlarmFlag;
    entry.alarmItems = more === undefined ? null : more.alarmItems;
    entry.event = more === undefined ? null : more.event;
    return entry;
  }

  /** What a run found about the fact: its qualification. */
  amendFlags(position: number, flags: number): void {
    this.amend(position, AT.courseFlags, flags);
  }

  /** What a run found about the fact: who drove, and what class of vehicle. */
  amendWho(position: number, driverKey: SubjectKey | null, vehicleClass: VehicleClass): void {
    this.amend(position, AT.drivers, this.driverIndex(driverKey));
    const chunk = this.chunkAt(position);
    const at = wordOf(position) + AT.rare;
    const source = this.tables.sources[chunk[at]! >>> 16]!;
    if (source.vehicleClass === vehicleClass) return;
    chunk[at] = (this.sourceIndexOf({ ...source, vehicleClass }) << 16) | (chunk[at]! & 0xffff);
    if (position < this.cleanEnd) this.cleanEnd = position;
  }

  /** All facts from `position` on, taken out. */
  cut(position: number): Entry[] {
    const entries: Entry[] = [];
    for (let at = position; at < this.tail; at++) {
      const entry = this.get(at);
      entries.push(entry);
      // The sign of life of a late report has the report's offset, and nothing beside.
      if (hasMore(entry)) this.more?.delete(entry.inputOffset);
    }
    this.chunks.length = Math.ceil((position - this.base) / CHUNK_ENTRIES);
    this.findNewest();
    this.tail = position;
    this.end = Math.min(this.end, position);
    if (position < this.cleanEnd) this.cleanEnd = position;
    return entries;
  }

  /** Forgets the oldest chunk. */
  dropChunk(): void {
    if (this.more !== null) this.forgetMore(this.more, this.chunks[0]!);
    this.chunks.shift();
    this.base += CHUNK_ENTRIES;
    this.findNewest();
    // Tables only grow while facts come in; rebuild them before an index outgrows its 16 bits.
    if (this.sources.length > 4_096 || this.drivers.length > 4_096) {
      const { base, end } = this;
      const entries = this.cut(base);
      this.load({ sources: [], drivers: [] });
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
    const slot = this.tail % CHUNK_ENTRIES;
    if (slot === 0) {
      // A vehicle that has filled a chunk will fill the next; one that has just appeared may never.
      this.addChunk(newChunk(this.tail < CHUNK_ENTRIES ? 8 : CHUNK_ENTRIES));
    } else if (slot * WORDS === this.newest.length) {
      const wider = newChunk(slot === 8 ? 16 : CHUNK_ENTRIES);
      wider.set(this.newest);
      this.chunks[this.chunks.length - 1] = wider;
      this.newest = wider;
    }
    this.tail++;
  }

  private forgetMore(more: Map<number, More>, chunk: Chunk): void {
    for (let at = 0; at < chunk.length; at += WORDS)
      if ((chunk[at + AT.rare]! & HAS_MORE) !== 0)
        more.delete(chunk[at + 2]! * HIGH + (chunk[at + 3]! >>> 0));
  }

  private chunkAt(position: number): Chunk {
    return position >= this.newestBase
      ? this.newest
      : this.chunks[((position - this.base) / CHUNK_ENTRIES) | 0]!;
  }

  private findNewest(): void {
    const last = this.chunks.length - 1;
    this.newest = last < 0 ? NO_CHUNK : this.chunks[last]!;
    this.newestBase = this.base + Math.max(0, last) * CHUNK_ENTRIES;
  }

  /** Reads what the next fact needs, ahead of it; the sum says nothing. */
  readAhead(): number {
    const { newest, source, newestBase, end, tail } = this;
    let sum = source === null ? 0 : source.inputPartition;
    const until = Math.min((tail + 1 - newestBase) * WORDS, newest.length);
    for (let at = Math.max(0, end - newestBase) * WORDS; at < until; at += LINE_WORDS)
      sum += newest[at]!;
    return sum;
  }

  private move(from: number, to: number): void {
    const at = wordOf(from);
    this.chunkAt(to).set(this.chunkAt(from).subarray(at, at + WORDS), wordOf(to));
  }

  /** Sets the lower half of a word. */
  private amend(position: number, word: number, value: number): void {
    const chunk = this.chunkAt(position);
    const at = wordOf(position) + word;
    if ((chunk[at]! & 0xffff) === value) return;
    chunk[at] = (chunk[at]! & 0xffff0000) | value;
    if (position < this.cleanEnd) this.cleanEnd = position;
  }

  private pack(position: number, entry: Entry): void {
    const words = this.chunkAt(position);
    const at = wordOf(position);
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
    const { videoAlarmFlag, alarmItems, event } = entry;
    const isMore = hasMore(entry);
    if (isMore) {
      this.more ??= new Map();
      this.more.set(offset, { videoAlarmFlag, alarmItems, event });
    }
    words[at + AT.rare] = (this.sourceIndexOf(entry) << 16) | (isMore ? HAS_MORE : 0) | entry.kind;
    words[at + AT.drivers] =
      (this.driverIndex(entry.namedDriverKey) << 16) | this.driverIndex(entry.driverKey);
  }

  private sourceIndexOf(wanted: Source): number {
    if (this.latestSource >= 0 && isSame(this.source!, wanted)) return this.latestSource;
    const { sources } = this.tables;
    let index = sources.length - 1;
    while (index >= 0 && !isSame(sources[index]!, wanted)) index--;
    if (index < 0) {
      const { subjectKey, deviceKey, protocol, inputPartition, vehicleClass } = wanted;
      index = sources.push({ subjectKey, deviceKey, protocol, inputPartition, vehicleClass }) - 1;
    }
    this.source = sources[index]!;
    this.latestSource = index;
    return index;
  }

  /** 0 = no driver. */
  private driverIndex(key: SubjectKey | null): number {
    if (key === null || key === NO_SUBJECT) return 0;
    if (this.latestDriver > 0 && key === this.driver) return this.latestDriver;
    const { drivers } = this.tables;
    const known = drivers.lastIndexOf(key);
    this.driver = key;
    this.latestDriver = known >= 0 ? known + 1 : drivers.push(key);
    return this.latestDriver;
  }

  private driverOf(index: number): SubjectKey | null {
    if (index === 0) return null;
    return index === this.latestDriver ? this.driver : this.tables.drivers[index - 1]!;
  }
}

function isSame(a: Source, b: Source): boolean {
  return (
    a.deviceKey === b.deviceKey &&
    a.subjectKey === b.subjectKey &&
    a.protocol === b.protocol &&
    a.inputPartition === b.inputPartition &&
    a.vehicleClass === b.vehicleClass
  );
}

/** Where the words of a fact begin in its chunk; chunks begin at multiples of 64. */
function wordOf(position: number): number {
  return (position % CHUNK_ENTRIES) * WORDS;
}

/** Room for `entries` facts: 8, 16 or 64. */
export function newChunk(entries: number): Chunk {
  return new Int32Array(entries * WORDS);
}

/** Whether the fact has what few facts have. */
function hasMore({ videoAlarmFlag, alarmItems, event }: Entry): boolean {
  return videoAlarmFlag !== 0 || alarmItems !== null || event !== null;
}
