/**
 * The world of one partition: every zone, section, ban and holiday its log has told of, in the versions that
 * held when. A change holds from the first tick after it, in event time, so an older fact that is judged again sees
 * what held then; before the first fact of the partition it holds from the beginning.
 *
 * Bounds: what the registry holds, and versions that ended within the history facts are kept for. Memory: 8 bytes a
 * vertex, shared by all partitions of a thread (16 a segment of a section), and per partition about 0.9 KB a zone.
 */
import type { RegistryBody } from '../control.ts';
import { BEFORE_ALL_MS, NEVER_MS } from '../timeline/lane-state.ts';
import { type DaysOfUse, dayAt, isWeekday, isWithin } from './calendar.ts';
import { Filed, type Version, versionAt } from './filed.ts';
import { PlaceIndex } from './place-index.ts';
import {
  type BanFacts,
  type HolidayFacts,
  isMeasured,
  isWorldKind,
  type Prepared,
  prepare,
  type SectionFacts,
  type TrafficFacts,
  type WeatherFacts,
  type WorldKind,
  type ZoneFacts,
} from './records.ts';
import { isBad, nearestOf } from './weather.ts';
import type { SectionNear, WeatherPlace, World } from './world.ts';

/**
 * What sensors say holds from this much after its tick. It changes by the minute, and facts beyond the instant of a change are judged
 * again: this far ahead of their time hardly any clock is.
 */
const MEASURED_LEAD_MS = 60_000;

export interface WorldHost {
  /** About to change: a snapshot under way saves its old state first. */
  touchWorld(filed: Filed): void;
}

export class WorldTable implements World {
  lowestLimitKmh = Number.POSITIVE_INFINITY;
  private readonly host: WorldHost;
  private readonly tables: Record<WorldKind, Map<string, Filed>> = {
    zone: new Map(),
    section: new Map(),
    ban: new Map(),
    holiday: new Map(),
    weather: new Map(),
    traffic: new Map(),
  };
  /** All stations while a version of one is bad, else none. */
  private stations: Filed[] = [];
  /** Detectors by the sections they have spoken for; null = to be found anew. */
  private detectors: Map<string, Filed[]> | null = null;
  private readonly waiting = new Set<Filed>();
  private readonly places = new PlaceIndex();
  /** Instants at which something changed, ascending. */
  private changes: number[] = [];
  /** Bans in force in the second asked for last. */
  private bans: BanFacts[] = [];
  private bansSecond = Number.NaN;
  private bansChangedMs = 0;

  constructor(host: WorldHost) {
    this.host = host;
  }

  /** A change waits for the next tick. */
  get hasWaiting(): boolean {
    return this.waiting.size > 0;
  }

  *all(): Iterable<Filed> {
    for (const table of Object.values(this.tables)) yield* table.values();
  }

  /** Takes a record in; it takes hold with `apply`. `known` = seen before, or no kind of ours. */
  file({ entity, id, json, registryOffset }: RegistryBody): 'filed' | 'known' | 'bad' {
    if (!isWorldKind(entity)) return 'known';
    const before = this.tables[entity].get(id);
    if (before !== undefined && registryOffset <= before.registryOffset) return 'known';
    const next = json === '' ? null : preparedOf(entity, id, json);
    if (next === 'bad') return 'bad';
    const filed = this.filed(entity, id);
    this.host.touchWorld(filed);
    filed.registryOffset = registryOffset;
    filed.next = next;
    this.waiting.add(filed);
    return 'filed';
  }

  /**
   * What waits holds from `fromMs` on, what sensors say a little later. Returns from when on answers differ, NEVER_MS = nowhere.
   *
   * @param keptMs facts of this time and before are judged no more: versions that ended by then are let go
   */
  apply(fromMs: number, keptMs: number): number {
    let places = false;
    let traffic = false;
    const wasBad = this.hasBadWeather;
    const measuredMs = fromMs === BEFORE_ALL_MS ? fromMs : fromMs + MEASURED_LEAD_MS;
    for (const filed of this.waiting) {
      this.host.touchWorld(filed);
      if (isMeasured(filed.kind)) {
        filed.applyNext(measuredMs);
        // It changes by the minute: versions go here, and nothing else is found anew.
        filed.trim(keptMs);
        if (filed.kind === 'traffic') traffic = true;
        continue;
      }
      places = true;
      const version = filed.applyNext(fromMs);
      if (version !== null) this.show(version);
    }
    this.waiting.clear();
    this.noteBadWeather();
    if (traffic) this.detectors = null;
    if (!places) return traffic || wasBad || this.hasBadWeather ? measuredMs : NEVER_MS;
    if (fromMs !== BEFORE_ALL_MS) this.changes.push(fromMs);
    this.bansSecond = Number.NaN;
    this.places.forget();
    if (this.changes.length > 0 && this.changes[0]! <= keptMs) this.trim(keptMs);
    return fromMs;
  }

  filed(kind: WorldKind, id: string): Filed {
    let filed = this.tables[kind].get(id);
    if (filed === undefined) {
      filed = new Filed(kind, id);
      this.tables[kind].set(id, filed);
    }
    return filed;
  }

  /** After a restore: what is derived from the entities. */
  resume(): void {
    const changes = new Set<number>();
    for (const filed of this.all()) {
      if (filed.next !== undefined) this.waiting.add(filed);
      if (isMeasured(filed.kind)) continue;
      for (const version of filed.versions) {
        this.show(version);
        changes.add(version.fromMs).add(version.toMs);
      }
    }
    this.changes = [...changes].filter(isInstant).sort((a, b) => a - b);
    this.noteBadWeather();
    this.detectors = null;
  }

  // World

  changedMs(timeMs: number): number {
    const { changes } = this;
    for (let i = changes.length - 1; i >= 0; i--) if (changes[i]! <= timeMs) return changes[i]!;
    return BEFORE_ALL_MS;
  }

  zonesAt(latitudeDeg: number, longitudeDeg: number, timeMs: number): readonly ZoneFacts[] {
    return this.places.zonesAt(latitudeDeg, longitudeDeg, timeMs);
  }

  sectionsNear(
    latitudeDeg: number,
    longitudeDeg: number,
    courseDeg: number | null,
    timeMs: number,
  ): readonly SectionNear[] {
    return this.places.sectionsNear(latitudeDeg, longitudeDeg, courseDeg, timeMs);
  }

  zone(zoneId: string, timeMs: number): ZoneFacts | null {
    return this.facts<ZoneFacts>('zone', zoneId, timeMs);
  }

  section(sectionId: string, timeMs: number): SectionFacts | null {
    return this.facts<SectionFacts>('section', sectionId, timeMs);
  }

  isZoneOn({ validFromMs, validToMs, windows, regionCode }: ZoneFacts, timeMs: number): boolean {
    return (
      validFromMs <= timeMs &&
      timeMs < validToMs &&
      (windows.length === 0 ||
        isWithin(windows, timeMs, (day, days) => this.isMeant(day, days, timeMs, regionCode)))
    );
  }

  get hasBadWeather(): boolean {
    return this.stations.length > 0;
  }

  weatherAt(at: WeatherPlace, timeMs: number): WeatherFacts | null {
    return nearestOf(this.stations, at, timeMs);
  }

  get hasTraffic(): boolean {
    return this.tables.traffic.size > 0;
  }

  trafficOn(sectionId: string, timeMs: number, freshMs: number): readonly TrafficFacts[] {
    this.detectors ??= detectorsOf(this.tables.traffic.values());
    const told: TrafficFacts[] = [];
    for (const detector of this.detectors.get(sectionId) ?? []) {
      const facts = factsOf<TrafficFacts>(versionAt(detector, timeMs));
      if (facts === null || facts.sectionId !== sectionId) continue;
      if (Math.abs(timeMs - facts.atMs) <= freshMs) told.push(facts);
    }
    return told;
  }

  bansAt(timeMs: number): readonly BanFacts[] {
    const second = Math.floor(timeMs / 1000);
    const changedMs = this.changedMs(timeMs);
    // Windows begin and end with a second.
    if (second === this.bansSecond && changedMs === this.bansChangedMs) return this.bans;
    this.bansSecond = second;
    this.bansChangedMs = changedMs;
    this.bans = [];
    for (const filed of this.tables.ban.values()) {
      const ban = factsOf<BanFacts>(versionAt(filed, timeMs));
      if (ban !== null && this.isBanOn(ban, timeMs)) this.bans.push(ban);
    }
    this.bans.sort(byId);
    return this.bans;
  }

  isWorkingDay(timeMs: number, regionCode: string): boolean {
    return this.isWorkingDayAt(dayAt(timeMs), timeMs, regionCode);
  }

  /** Whether `day` is one of work by the calendar as it is known at `timeMs`. Of several entries the most local one holds. */
  private isWorkingDayAt(day: number, timeMs: number, regionCode: string): boolean {
    let best: HolidayFacts | null = null;
    for (const filed of this.tables.holiday.values()) {
      const holiday = factsOf<HolidayFacts>(versionAt(filed, timeMs));
      if (holiday === null || day < holiday.fromDay || day > holiday.toDay) continue;
      if (!isPartOf(regionCode, holiday.regionCode)) continue;
      if (best === null || isStronger(holiday, best)) best = holiday;
    }
    return best === null ? isWeekday(day) : best.isWorkingDay;
  }

  private isMeant(day: number, days: DaysOfUse, timeMs: number, regionCode: string): boolean {
    if (days === 'every') return true;
    return this.isWorkingDayAt(day, timeMs, regionCode) === (days === 'working-days');
  }

  private isBanOn({ fromDay, toDay, windows, regionCode }: BanFacts, timeMs: number): boolean {
    return isWithin(
      windows,
      timeMs,
      (day, days) => fromDay <= day && day <= toDay && this.isMeant(day, days, timeMs, regionCode),
    );
  }

  private facts<F>(kind: WorldKind, id: string, timeMs: number): F | null {
    const filed = this.tables[kind].get(id);
    return filed === undefined ? null : factsOf<F>(versionAt(filed, timeMs));
  }

  private noteBadWeather(): void {
    const all = [...this.tables.weather.values()];
    const areBad = all.some(({ versions }) =>
      versions.some(({ prepared }) => isBad(prepared.facts as WeatherFacts)),
    );
    this.stations = areBad ? all : [];
  }

  private show(version: Version): void {
    const { prepared } = version;
    this.places.add(version);
    const limitKmh = limitOf(prepared);
    if (limitKmh !== null && limitKmh < this.lowestLimitKmh) this.lowestLimitKmh = limitKmh;
  }

  private trim(keptMs: number): void {
    this.changes = this.changes.filter((atMs) => atMs > keptMs);
    let hasGone = false;
    for (const filed of this.all()) {
      if (filed.versions.every(({ toMs }) => toMs > keptMs)) continue;
      this.host.touchWorld(filed);
      filed.trim(keptMs);
      hasGone = true;
    }
    if (!hasGone) return;
    this.places.clear();
    for (const { kind, versions } of this.all()) {
      if (isMeasured(kind)) continue;
      for (const version of versions) this.places.add(version);
    }
  }
}

function preparedOf(kind: WorldKind, id: string, json: string): Prepared | 'bad' {
  let record: unknown;
  try {
    record = JSON.parse(json);
  } catch {
    return 'bad';
  }
  const preparation = prepare(kind, record);
  return preparation.ok && preparation.prepared.facts.id === id ? preparation.prepared : 'bad';
}

function factsOf<F>(version: Version | null): F | null {
  return version === null ? null : (version.prepared.facts as F);
}

function detectorsOf(filed: Iterable<Filed>): Map<string, Filed[]> {
  const bySection = new Map<string, Filed[]>();
  for (const detector of filed) {
    const spoken = detector.versions.map(
      ({ prepared }) => (prepared.facts as TrafficFacts).sectionId,
    );
    for (const sectionId of new Set(spoken)) {
      const known = bySection.get(sectionId);
      if (known === undefined) bySection.set(sectionId, [detector]);
      else known.push(detector);
    }
  }
  return bySection;
}

function limitOf({ kind, facts }: Prepared): number | null {
  return kind === 'zone' || kind === 'section' ? facts.limitKmh : null;
}

function isInstant(ms: number): boolean {
  return ms !== BEFORE_ALL_MS && ms !== NEVER_MS;
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Digits of a region code that say something: 440000 is 44, a whole province. */
function significant(regionCode: string): string {
  return regionCode.replace(/(00)+$/, '');
}

/** Whether `regionCode` lies in `whole`; '' as a whole is the country. */
function isPartOf(regionCode: string, whole: string): boolean {
  return regionCode.startsWith(significant(whole));
}

/** The more local entry; of the same region days worked in exchange, which are named one by one. */
function isStronger(a: HolidayFacts, b: HolidayFacts): boolean {
  const [aDigits, bDigits] = [significant(a.regionCode).length, significant(b.regionCode).length];
  if (aDigits !== bDigits) return aDigits > bDigits;
  return a.isWorkingDay !== b.isWorkingDay ? a.isWorkingDay : a.id < b.id;
}
