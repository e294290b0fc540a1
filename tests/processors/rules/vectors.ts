/**
 * Vectors of rules: `tests/vectors/rules/<type>/<case>.json`. Times are seconds after `base`, so a
 * reader can see 4:00:00 as 14400; a span of equal reports is one line.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { type AlarmItems, NO_ALARM_ITEMS, type SafetyAlarm } from '#core/alarm-items.ts';
import { METRES_PER_DEGREE, RADIANS_PER_DEGREE } from '#core/geo/distance.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { VehicleEvent, Weighing } from '#core/load.ts';
import type { LineGeometry } from '#core/registry.ts';
import { FLAGS, type SourceProtocol, type VehicleClass } from '#core/report.ts';
import { prepareCorridor } from '#processors/corridor.ts';
import { filedPaper, PaperFile, paperLists } from '#processors/paper-file.ts';
import type { PaperKind } from '#processors/papers.ts';
import { type SubjectInfo, vehicleFactsOf } from '#processors/subject-info.ts';
import type { World } from '#processors/world/world.ts';
import { type WorldLists, worldOf } from '../world/worlds.ts';
import {
  type Episode,
  type Item,
  observation,
  type RunOptions,
  safetyAlarm,
  weighing,
} from './harness.ts';

/** Reports at `at`, or at `from`, `from + every`, … up to and including `to`. */
interface Span {
  at?: number;
  from?: number;
  to?: number;
  every?: number;
  /** Absent or null = the sender gives none. */
  speedKmh?: number | null;
  latitudeDeg?: number | null;
  longitudeDeg?: number | null;
  /** Metres per second since the first report of the span. */
  northMps?: number;
  eastMps?: number;
  courseDeg?: number;
  alarmBits?: number[];
  /** JT/T 1078 item 0x14. */
  videoBits?: number[];
  /** Items beside the alarm bits; what is left out is as if not sent. */
  items?: Partial<Omit<AlarmItems, 'safety'>>;
  /** Active-safety alarms; `at` is its time, s after the report's, and its identifier's. */
  safety?: (Partial<SafetyAlarm> & { at?: number })[];
  statusFlag?: number;
  protocol?: SourceProtocol;
  flags?: (keyof typeof FLAGS)[];
  driver?: string;
  vehicle?: string;
  device?: string;
  /** Seconds from the event to its arrival; absent = none. */
  lagS?: number;
  /** Passengers boarding and alighting instead of a position. */
  passengers?: [boarding: number, alighting: number];
  /** A weighing instead of a position; `axleCount` = axles of which nothing is known. */
  weighing?: Partial<Weighing> & { axleCount?: number };
  /** A heartbeat instead of a position. */
  alive?: true;
}

export interface Vector {
  why: string;
  source?: string;
  base: string;
  class?: VehicleClass;
  params?: Record<string, unknown>;
  routes?: {
    routeId: string;
    validFrom?: string;
    validTo?: string;
    corridor: LineGeometry;
    halfWidthM: number;
    limitKmh?: number;
    stops?: { latitudeDeg: number; longitudeDeg: number; radiusM?: number }[];
    segments?: {
      segmentId: string;
      fromKm: number;
      toKm: number;
      minSeconds?: number;
      maxSeconds?: number;
    }[];
  }[];
  /** Members of the registry's vehicle; its class above. */
  vehicle?: Record<string, unknown>;
  /** Papers as the registry states them, ids and validity filled in. */
  permits?: Record<string, unknown>[];
  waybills?: Record<string, unknown>[];
  tickets?: Record<string, unknown>[];
  placeRoutes?: Record<string, unknown>[];
  /** Of the vehicle. */
  line?: Record<string, unknown>;
  /** Kinds of papers ever held, where they are not those above. */
  kept?: string[];
  /** Zones, sections, bans and holidays as the registry states them. */
  world?: WorldLists;
  /** As registry files state them; `box` of a zone = [west, south, east, north] in place of a polygon. */
  zones?: (Record<string, unknown> & { box?: [number, number, number, number] })[];
  sections?: object[];
  holidays?: object[];
  observations: Span[];
  /** Seconds after `base` up to which ticks go on after the last report. */
  ticksUntil?: number;
  /** In order of opening; only the members written here are compared. */
  alerts: (Record<string, unknown> & {
    openedAt: number;
    raisedAt?: number;
    closedAt: number | null;
    /** Of the observations it cites. */
    evidenceAt?: number[];
  })[];
}

const VALID = { validFrom: '2020-01-01T00:00:00+08:00', validTo: '2030-01-01T00:00:00+08:00' };

const FOLDER = new URL('../../vectors/rules/', import.meta.url);

export function vectorFolders(): string[] {
  return readdirSync(FOLDER).sort();
}

export function vectorsOf(type: string): { name: string; vector: Vector }[] {
  const folder = new URL(`${type}/`, FOLDER);
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    return [];
  }
  return names.map((name) => ({
    name: name.replace(/\.json$/, ''),
    vector: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector,
  }));
}

function key(letter: string | undefined, kind: string): SubjectKey {
  return `${kind}${Buffer.from(letter ?? '1')
    .toString('hex')
    .padStart(15, '0')}` as SubjectKey;
}

export function itemsOf(vector: Vector): Item[] {
  const baseMs = Date.parse(vector.base);
  const items: { ms: number; item: Item }[] = [];
  for (const span of vector.observations) {
    const from = span.at ?? span.from!;
    const to = span.at ?? span.to!;
    const every = span.every ?? 1;
    for (let s = from; s <= to + 1e-9; s += every) {
      const eventTimeMs = baseMs + Math.round(s * 1000);
      const subjectKey = key(span.vehicle, 'a');
      if (span.alive === true) {
        items.push({ ms: eventTimeMs, item: { aliveMs: eventTimeMs, subjectKey } });
        continue;
      }
      const event = eventOf(span, eventTimeMs);
      if (event !== null) {
        const at = observation({ eventTimeMs, subjectKey, deviceKey: key(span.device, 'd') });
        items.push({ ms: eventTimeMs, item: { event, at } });
        continue;
      }
      const latitudeDeg = span.latitudeDeg ?? null;
      const longitudeDeg = span.longitudeDeg ?? null;
      const metres = METRES_PER_DEGREE;
      items.push({
        ms: eventTimeMs,
        item: observation({
          eventTimeMs,
          receivedTimeMs: eventTimeMs + (span.lagS ?? 0) * 1000,
          subjectKey,
          deviceKey: key(span.device, 'd'),
          latitudeDeg:
            latitudeDeg === null
              ? null
              : latitudeDeg + ((span.northMps ?? 0) * (s - from)) / metres,
          longitudeDeg:
            longitudeDeg === null || latitudeDeg === null
              ? null
              : longitudeDeg +
                ((span.eastMps ?? 0) * (s - from)) /
                  (metres * Math.cos(latitudeDeg * RADIANS_PER_DEGREE)),
          speedKmh: span.speedKmh ?? null,
          courseDeg: span.courseDeg ?? null,
          alarmFlag: (span.alarmBits ?? []).reduce((sum, bit) => sum + 2 ** bit, 0),
          videoAlarmFlag: (span.videoBits ?? []).reduce((sum, bit) => sum + 2 ** bit, 0),
          alarmItems: alarmItemsOf(span, eventTimeMs),
          statusFlag: span.statusFlag ?? 0b11,
          protocol: span.protocol ?? 'replay',
          flags: (span.flags ?? []).reduce((sum, flag) => sum | FLAGS[flag], 0),
          driverKey: span.driver === undefined ? null : key(span.driver, 'e'),
        }),
      });
    }
  }
  return items.sort((a, b) => a.ms - b.ms).map(({ item }) => item);
}

function eventOf(span: Span, timeMs: number): VehicleEvent | null {
  if (span.passengers !== undefined) {
    const [boarding, alighting] = span.passengers;
    return {
      kind: 'passengers',
      passengers: { startTimeMs: null, endTimeMs: timeMs, boarding, alighting },
    };
  }
  if (span.weighing === undefined) return null;
  const { axleCount, ...given } = span.weighing;
  const [axle] = weighing({}).axles;
  const axles = axleCount === undefined ? {} : { axles: Array(axleCount).fill(axle) };
  return { kind: 'weighing', weighing: weighing({ timeMs, ...axles, ...given }) };
}

function alarmItemsOf({ items, safety }: Span, eventTimeMs: number): AlarmItems | null {
  if (items === undefined && safety === undefined) return null;
  return {
    ...NO_ALARM_ITEMS,
    ...items,
    safety: (safety ?? []).map(({ at = 0, ...given }) =>
      safetyAlarm({
        timeMs: eventTimeMs + at * 1000,
        markTimeMs: eventTimeMs + at * 1000,
        ...given,
      }),
    ),
  };
}

/** How `run` judges a vector. */
export function optionsOf(vector: Vector): RunOptions {
  return {
    ...(vector.params === undefined ? {} : { params: vector.params }),
    ...(vector.class === undefined ? {} : { class: vector.class }),
    ...(vector.ticksUntil === undefined
      ? {}
      : { ticksUntilMs: Date.parse(vector.base) + vector.ticksUntil * 1000 }),
    subject: subjectOf(vector),
    world: worldOfVector(vector),
  };
}

/** Episodes with their instants in seconds after `base`, to compare with `alerts`. */
export function statedOf(vector: Vector, episodes: readonly Episode[]): object[] {
  const baseMs = Date.parse(vector.base);
  const seconds = (ms: number | null) => (ms === null ? null : (ms - baseMs) / 1000);
  return episodes.map((episode) => ({
    ...episode,
    openedAt: seconds(episode.openedAtMs),
    raisedAt: seconds(episode.raisedAtMs),
    closedAt: seconds(episode.closedAtMs),
    evidenceAt: episode.evidence.map(({ eventTimeMs }) => seconds(eventTimeMs)),
  }));
}

export function worldOfVector({ world = {}, zones = [], sections, holidays }: Vector): World {
  return worldOf({
    ...world,
    zones: [...(world.zones ?? []), ...zones.map(zoneOf)],
    sections: sections ?? world.sections ?? [],
    holidays: holidays ?? world.holidays ?? [],
  });
}

function zoneOf({ box, ...zone }: NonNullable<Vector['zones']>[number]): object {
  if (box === undefined) return zone;
  const [west, south, east, north] = box;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { appliesTo: [], polygon: { type: 'Polygon', coordinates: [ring] }, ...zone };
}

/** What the registry says of the vehicle; papers are valid from 2020 to 2030 unless they say otherwise. */
export function subjectOf(vector: Vector): Partial<SubjectInfo> {
  const corridors = (vector.routes ?? []).map((route) => {
    const prepared = prepareCorridor({ ...VALID, ...route });
    if (!prepared.ok) throw new Error(prepared.reason);
    return prepared.corridor;
  });
  const file = new PaperFile();
  const { permits = [], waybills = [], tickets = [], placeRoutes = [], line } = vector;
  const put = (kind: PaperKind, item: Record<string, unknown>, id: string) => {
    const given = { ...VALID, departsAt: VALID.validFrom, [`${kind}Id`]: id, ...item };
    const filed = filedPaper(kind, given, '');
    if (filed === null) throw new Error(`${kind} ${id} of the vector does not fit.`);
    file.put(`${kind}/${id}`, { registryOffset: 0, filed }, 0);
  };
  permits.forEach((item, i) => {
    put('permit', item, `p${i}`);
  });
  waybills.forEach((item, i) => {
    put('waybill', item, `w${i}`);
  });
  tickets.forEach((item, i) => {
    put('ticket', item, `t${i}`);
  });
  placeRoutes.forEach((item, i) => {
    put('place-route', { routeId: `r${i}`, ...item }, `r${i}`);
  });
  const lineDays = { validFrom: '2020-01-01', validTo: '2030-01-01' };
  if (line !== undefined) put('line', { ...lineDays, lineClass: 2, ...line }, 'l0');
  const vehicle = vehicleFactsOf({
    ...(line === undefined ? {} : { lineId: 'l0' }),
    ...vector.vehicle,
  });
  const kept = vector.kept ?? file.kept;
  const { regionCode = null } = (vector.vehicle ?? {}) as { regionCode?: string };
  return { corridors, vehicle, regionCode, ...paperLists(file.filed(), vehicle.lineId, kept) };
}
