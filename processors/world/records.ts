/**
 * What rules know of zones, sections, bans and holidays, and of weather and slow traffic: records that every partition is
 * told, checked and prepared for questions.
 */
import { Compile } from 'typebox/compile';
import { Area, type AreaGeometry } from '#core/geo/area.ts';
import { type LineGeometry, Stretch } from '#core/geo/stretch.ts';
import type { BAN_EXEMPTIONS } from '#core/registry/ban.ts';
import type { ROAD_CLASSES } from '#core/registry/section.ts';
import type { VehicleClass } from '#core/report.ts';
import type { Surface } from '#core/sensor.ts';
import { MINUTE_MS } from '#core/time.ts';
import { BEFORE_ALL_MS, NEVER_MS } from '../timeline/lane-state.ts';
import { type ClockWindow, clockMs, type DaysOfUse, dayOf } from './calendar.ts';
import { Interned } from './interned.ts';
import {
  BanRecord,
  bare,
  HolidayRecord,
  SectionRecord,
  TrafficRecord,
  WeatherRecord,
  ZoneRecord,
} from './schemas.ts';

export const WORLD_KINDS = ['zone', 'section', 'ban', 'holiday', 'weather', 'traffic'] as const;
export type WorldKind = (typeof WORLD_KINDS)[number];
export type RoadClass = (typeof ROAD_CLASSES)[number];
export type BanExemption = (typeof BAN_EXEMPTIONS)[number];

export interface ZoneFacts {
  readonly id: string;
  /** As the registry names it: school, water-source, tunnel, no-entry, keep-in … */
  readonly kind: string;
  /** '' = not known. */
  readonly regionCode: string;
  readonly area: Area;
  /** Empty = every class. */
  readonly appliesTo: readonly VehicleClass[];
  /** Empty = always. */
  readonly windows: readonly ClockWindow[];
  /** Of the zone itself, half-open; the record may have come later than that or gone earlier. */
  readonly validFromMs: number;
  readonly validToMs: number;
  /** km/h; null = sets none. */
  readonly limitKmh: number | null;
  /** Longest stay, ms; null = not judged. */
  readonly stayMsMax: number | null;
}

export interface SectionFacts {
  readonly id: string;
  /** '' = not known. */
  readonly regionCode: string;
  /** Of the road, e.g. G4; '' = not known. */
  readonly roadCode: string;
  /** null = not known. */
  readonly roadClass: RoadClass | null;
  /** null = it cannot be found by a position. */
  readonly line: Stretch | null;
  /** Metres from the centre line to the edge. */
  readonly halfWidthM: number;
  /** Posted limit, km/h; null = not known. */
  readonly limitKmh: number | null;
  /** km/h; null = not known. */
  readonly freeFlowKmh: number | null;
}

export interface BanFacts {
  readonly id: string;
  /** '' = not known. */
  readonly regionCode: string;
  /** Empty = every class. */
  readonly appliesTo: readonly VehicleClass[];
  /** First and last day, both included: days since 1970 in Shanghai. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly windows: readonly ClockWindow[];
  /** Empty = every road. */
  readonly roadClasses: readonly RoadClass[];
  readonly exemptions: readonly BanExemption[];
}

export interface HolidayFacts {
  readonly id: string;
  readonly isWorkingDay: boolean;
  /** First and last day, both included: days since 1970 in Shanghai. */
  readonly fromDay: number;
  readonly toDay: number;
  /** '' = the whole country. */
  readonly regionCode: string;
}

/** What a weather station said last. */
export interface WeatherFacts {
  readonly id: string;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** Section it stands for; '' = none. */
  readonly sectionId: string;
  /** When it was received. */
  readonly atMs: number;
  /** null = not measured. */
  readonly visibilityM: number | null;
  readonly surface: Surface | null;
}

/** What a traffic detector said last, while traffic was slow or had just been. */
export interface TrafficFacts {
  readonly id: string;
  /** Section it stands for. */
  readonly sectionId: string;
  /** When it was received. */
  readonly atMs: number;
  /** Space mean over the lanes; null = nobody was measured. */
  readonly speedKmh: number | null;
  /** Mean over the lanes; null = not measured. */
  readonly occupancyPct: number | null;
}

/** A record checked and prepared. `record` and the geometry of `facts` make it again from a snapshot. */
export type Prepared =
  | { kind: 'zone'; record: object; facts: ZoneFacts }
  | { kind: 'section'; record: object; facts: SectionFacts }
  | { kind: 'ban'; record: object; facts: BanFacts }
  | { kind: 'holiday'; record: object; facts: HolidayFacts }
  | { kind: 'weather'; record: object; facts: WeatherFacts }
  | { kind: 'traffic'; record: object; facts: TrafficFacts };

export type Preparation =
  | { ok: true; prepared: Prepared }
  /** A sentence without the record's contents. */
  | { ok: false; reason: string };

const checks = {
  zone: Compile(ZoneRecord),
  section: Compile(SectionRecord),
  ban: Compile(BanRecord),
  holiday: Compile(HolidayRecord),
  weather: Compile(WeatherRecord),
  traffic: Compile(TrafficRecord),
};

/** Half-width of a section that states none (core/registry/section.ts). */
const SECTION_HALF_WIDTH_M = 50;

/** Geometry of this thread, by content. */
const areas = new Interned<Area>(({ parts }) => parts.map(({ points }) => points));
const stretches = new Interned<Stretch>(({ points }) => [points]);

export function isWorldKind(entity: string): entity is WorldKind {
  return (WORLD_KINDS as readonly string[]).includes(entity);
}

/** What sensors say changes by the minute, and is asked for by itself. */
export function isMeasured(kind: WorldKind): boolean {
  return kind === 'weather' || kind === 'traffic';
}

/** Checks and prepares a record. Bad registry data is ordinary: it is named, not thrown. */
export function prepare(kind: WorldKind, record: unknown): Preparation {
  const check = checks[kind];
  if (!check.Check(record)) {
    const [first] = check.Errors(record);
    const where = first === undefined || first.instancePath === '' ? '/' : first.instancePath;
    return {
      ok: false,
      reason: `${kind} ${where}: ${first?.message ?? 'does not fit its schema'}`,
    };
  }
  try {
    return { ok: true, prepared: prepared(kind, record) };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return { ok: false, reason: `${kind}: ${cause.message}` };
  }
}

/** What `prepare` took, geometry included: for a snapshot. */
export function recordOf(prepared: Prepared): object {
  switch (prepared.kind) {
    case 'zone':
      return { ...prepared.record, polygon: prepared.facts.area.geometry() };
    case 'section': {
      const { line } = prepared.facts;
      return line === null ? prepared.record : { ...prepared.record, corridor: line.geometry() };
    }
    default:
      return prepared.record;
  }
}

function prepared(kind: WorldKind, record: unknown): Prepared {
  switch (kind) {
    case 'zone':
      return zoneOf(record as ZoneRecord);
    case 'section':
      return sectionOf(record as SectionRecord);
    case 'ban':
      return banOf(record as BanRecord);
    case 'holiday':
      return holidayOf(record as HolidayRecord);
    case 'weather':
      return weatherOf(record as WeatherRecord);
    case 'traffic':
      return trafficOf(record as TrafficRecord);
  }
}

function zoneOf(given: ZoneRecord): Prepared {
  const facts: ZoneFacts = {
    id: given.zoneId,
    kind: given.kind,
    regionCode: given.regionCode ?? '',
    area: areas.of(new Area(given.polygon as AreaGeometry)),
    appliesTo: given.appliesTo ?? [],
    windows: [...(given.window == null ? [] : [given.window]), ...(given.windows ?? [])].map(
      (window) => windowOf(window, window.days ?? 'every'),
    ),
    validFromMs: given.validFrom == null ? BEFORE_ALL_MS : instantOf(given.validFrom),
    validToMs: given.validTo == null ? NEVER_MS : instantOf(given.validTo),
    limitKmh: given.limitKmh ?? null,
    stayMsMax: given.stayMinutesMax == null ? null : given.stayMinutesMax * MINUTE_MS,
  };
  return { kind: 'zone', record: bare(ZoneRecord, given, 'polygon'), facts };
}

function sectionOf(given: SectionRecord): Prepared {
  const { corridor } = given;
  const facts: SectionFacts = {
    id: given.sectionId,
    regionCode: given.regionCode ?? '',
    roadCode: given.roadCode ?? '',
    roadClass: given.roadClass ?? null,
    line: corridor == null ? null : stretches.of(new Stretch(corridor as LineGeometry)),
    halfWidthM: given.halfWidthM ?? SECTION_HALF_WIDTH_M,
    limitKmh: given.limitKmh ?? null,
    freeFlowKmh: given.freeFlowKmh ?? null,
  };
  return { kind: 'section', record: bare(SectionRecord, given, 'corridor'), facts };
}

function banOf(given: BanRecord): Prepared {
  const facts: BanFacts = {
    id: given.banId,
    regionCode: given.regionCode ?? '',
    appliesTo: given.appliesTo ?? [],
    fromDay: dayNumberOf(given.from),
    toDay: dayNumberOf(given.to),
    windows: given.windows.map((window) => windowOf(window, given.days ?? 'every')),
    roadClasses: given.roadClasses ?? [],
    exemptions: given.exemptions ?? [],
  };
  return { kind: 'ban', record: bare(BanRecord, given, null), facts };
}

function holidayOf(given: HolidayRecord): Prepared {
  const facts: HolidayFacts = {
    id: given.holidayId,
    isWorkingDay: given.kind === 'working-day',
    fromDay: dayNumberOf(given.from),
    toDay: dayNumberOf(given.to),
    regionCode: given.regionCode ?? '',
  };
  return { kind: 'holiday', record: bare(HolidayRecord, given, null), facts };
}

function weatherOf(given: WeatherRecord): Prepared {
  const { sensorId, latitudeDeg, longitudeDeg, atMs } = given;
  const facts: WeatherFacts = {
    ...{ id: sensorId, latitudeDeg, longitudeDeg, atMs },
    sectionId: given.sectionId ?? '',
    visibilityM: given.visibilityM ?? null,
    surface: given.surface ?? null,
  };
  return { kind: 'weather', record: bare(WeatherRecord, given, null), facts };
}

function trafficOf(given: TrafficRecord): Prepared {
  const { sensorId, sectionId, atMs, speedKmh, occupancyPct } = given;
  const facts: TrafficFacts = { id: sensorId, sectionId, atMs, speedKmh, occupancyPct };
  return { kind: 'traffic', record: bare(TrafficRecord, given, null), facts };
}

function windowOf({ start, end }: { start: string; end: string }, days: DaysOfUse): ClockWindow {
  const startMs = clockMs(start);
  const endMs = clockMs(end);
  if (startMs === null || endMs === null)
    throw new RangeError('a window is not told in hours and minutes');
  return { startMs, endMs, days };
}

function instantOf(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new RangeError('validFrom or validTo is not an instant');
  return ms;
}

function dayNumberOf(text: string): number {
  const day = dayOf(text);
  if (day === null) throw new RangeError('from or to is no day of the calendar');
  return day;
}
