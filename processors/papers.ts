/**
 * Papers of a vehicle as rules see them (基础库: 许可, 电子运单, 包车牌, 线路, 按地点的路线): control records
 * with instants for texts and places prepared. Valid or not, all that are on file are there: a rule
 * picks by validity at the observation's time, and can say that a paper has run out.
 */
import { shanghaiTimeOfDayMs } from '#core/time.ts';

/** Radius of a place that gives coordinates without one, m (domain.md 3.3). */
const PLACE_RADIUS_M = 2_000;
/** A waybill without an end holds this long after its departure (core/registry/waybill.ts). */
const WAYBILL_MS = 86_400_000;
const BEGINNING_MS = -8_640_000_000_000_000;
const END_MS = 8_640_000_000_000_000;

/** Half-open: holds at `t` when `validFromMs <= t < validToMs`. */
export interface Validity {
  readonly validFromMs: number;
  readonly validToMs: number;
}

/** Minutes of the Shanghai day, half-open; an end at or before its start lies on the next day. */
export interface DayWindow {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** A circle, a zone or a region: the first of these that is not null decides. All null = a station nobody knows. */
export interface Place {
  /** With `longitudeDeg` the centre of a circle of `radiusM`. */
  readonly latitudeDeg: number | null;
  readonly longitudeDeg: number | null;
  readonly radiusM: number;
  readonly zoneId: string | null;
  /** Six digits of GB/T 2260, or more. */
  readonly regionCode: string | null;
}

export interface Permit extends Validity {
  readonly permitId: string;
  /** One of PERMIT_KINDS. */
  readonly kind: string;
  readonly routeId: string | null;
  /** Empty = not bound to zones. */
  readonly zoneIds: readonly string[];
  /** Empty = all day. */
  readonly windows: readonly DayWindow[];
  /** Empty = it says nothing of stops; else no other stop is allowed. */
  readonly stops: readonly Place[];
  readonly limitKmh: number | null;
}

interface Trip extends Validity {
  readonly origin: Place;
  readonly destination: Place;
  /** In the order they are passed. */
  readonly via: readonly Place[];
}

export interface Waybill extends Trip {
  readonly waybillId: string;
  readonly empty: boolean;
  /** Classes of JT/T 617, each once. */
  readonly goodsClasses: readonly string[];
  readonly routeId: string | null;
}

export interface Ticket extends Trip {
  readonly ticketId: string;
  /** Where a route was filed it decides, otherwise the places. */
  readonly routeId: string | null;
  readonly passengers: number | null;
}

/** A route by places (`mode: "od"`). */
export interface PlaceRoute extends Trip {
  readonly routeId: string;
  readonly stops: readonly Place[];
  readonly limitKmh: number | null;
}

export interface LineStop extends Place {
  readonly stationId: string;
  /** After the departure of a run; null = no timetable for it. */
  readonly minutes: number | null;
  readonly atKm: number | null;
}

export interface LineRun {
  readonly runId: string;
  /** Of the Shanghai day. */
  readonly departsMinute: number;
  readonly direction: 'out' | 'back';
  /** 1 = Monday; empty = every day. */
  readonly weekdays: readonly number[];
}

/** The licensed line of a scheduled coach. */
export interface Line extends Validity {
  readonly lineId: string;
  /** 1 crosses provinces, 2 prefectures, 3 counties, 4 stays within a county. */
  readonly lineClass: number;
  /** One of LINE_SERVICES; ordinary when not said. */
  readonly service: string;
  /** One way; null = not known. */
  readonly distanceKm: number | null;
  /** In the order of the way out. */
  readonly stops: readonly LineStop[];
  readonly runs: readonly LineRun[];
}

export function isInForce(paper: Validity, timeMs: number): boolean {
  return paper.validFromMs <= timeMs && timeMs < paper.validToMs;
}

/** True without windows, or inside one of them. */
export function isInWindows(windows: readonly DayWindow[], timeMs: number): boolean {
  if (windows.length === 0) return true;
  const minute = shanghaiTimeOfDayMs(timeMs) / 60_000;
  return windows.some(({ startMinute, endMinute }) =>
    startMinute < endMinute
      ? startMinute <= minute && minute < endMinute
      : minute >= startMinute || minute < endMinute,
  );
}

/** Kinds of control records that are papers, and what each is made into; null = the record does not fit. */
export const PAPERS = {
  permit: permitOf,
  waybill: waybillOf,
  ticket: ticketOf,
  line: lineOf,
  'place-route': placeRouteOf,
} as const;
export type PaperKind = keyof typeof PAPERS;
export type Paper = Permit | Waybill | Ticket | Line | PlaceRoute;

type Item = Record<string, unknown>;

function permitOf(item: Item): Permit | null {
  const validity = periodOf(item);
  if (validity === null || typeof item.permitId !== 'string') return null;
  return {
    ...validity,
    permitId: item.permitId,
    kind: String(item.kind),
    routeId: textOf(item.routeId),
    zoneIds: listOf(item.zoneIds) as string[],
    windows: listOf(item.windows).map(windowOf),
    stops: listOf(item.stops).map(placeOf),
    limitKmh: numberOf(item.limitKmh),
  };
}

function waybillOf(item: Item): Waybill | null {
  const validFromMs = Date.parse(String(item.departsAt));
  const validToMs =
    item.validTo === undefined ? validFromMs + WAYBILL_MS : Date.parse(String(item.validTo));
  if (!(validFromMs < validToMs) || typeof item.waybillId !== 'string') return null;
  const goods = listOf(item.goods) as { class?: unknown }[];
  return {
    validFromMs,
    validToMs,
    waybillId: item.waybillId,
    empty: item.empty === true,
    goodsClasses: [...new Set(goods.map((each) => String(each.class)))],
    ...tripOf(item),
    routeId: textOf(item.routeId),
  };
}

function ticketOf(item: Item): Ticket | null {
  const validity = periodOf(item);
  if (validity === null || typeof item.ticketId !== 'string') return null;
  return {
    ...validity,
    ticketId: item.ticketId,
    ...tripOf(item),
    routeId: textOf(item.routeId),
    passengers: numberOf(item.passengers),
  };
}

function placeRouteOf(item: Item): PlaceRoute | null {
  const validity = periodOf(item);
  if (validity === null || typeof item.routeId !== 'string') return null;
  return {
    ...validity,
    routeId: item.routeId,
    ...tripOf(item),
    stops: listOf(item.stops).map(placeOf),
    limitKmh: numberOf(item.limitKmh),
  };
}

function lineOf(item: Item): Line | null {
  const { lineId, lineClass, validFrom, validTo } = item;
  const validFromMs = validFrom === undefined ? BEGINNING_MS : dayStartMs(validFrom);
  const validToMs = validTo === undefined ? END_MS : dayAfterMs(validTo);
  if (typeof lineId !== 'string' || typeof lineClass !== 'number') return null;
  if (!(validFromMs < validToMs)) return null;
  return {
    validFromMs,
    validToMs,
    lineId,
    lineClass,
    service: textOf(item.service) ?? 'ordinary',
    distanceKm: numberOf(item.distanceKm),
    stops: listOf(item.stops).map((stop) => ({
      ...placeOf(stop),
      stationId: String((stop as Item).stationId),
      minutes: numberOf((stop as Item).minutes),
      atKm: numberOf((stop as Item).atKm),
    })),
    runs: listOf(item.timetable).map(runOf),
  };
}

function runOf(value: unknown): LineRun {
  const { runId, departs, direction, weekdays } = value as Item;
  return {
    runId: String(runId),
    departsMinute: minuteOf(departs),
    direction: direction === 'back' ? 'back' : 'out',
    weekdays: listOf(weekdays) as number[],
  };
}

function tripOf({ origin, destination, via }: Item): Omit<Trip, keyof Validity> {
  return {
    origin: placeOf(origin),
    destination: placeOf(destination),
    via: listOf(via).map(placeOf),
  };
}

function placeOf(value: unknown): Place {
  const { latitudeDeg, longitudeDeg, radiusM, zoneId, regionCode } = (value ?? {}) as Item;
  const latitude = numberOf(latitudeDeg);
  const longitude = numberOf(longitudeDeg);
  const isCircle = latitude !== null && longitude !== null;
  return {
    latitudeDeg: isCircle ? latitude : null,
    longitudeDeg: isCircle ? longitude : null,
    radiusM: numberOf(radiusM) ?? PLACE_RADIUS_M,
    zoneId: textOf(zoneId),
    regionCode: textOf(regionCode),
  };
}

function periodOf({ validFrom, validTo }: Item): Validity | null {
  const validFromMs = Date.parse(String(validFrom));
  const validToMs = Date.parse(String(validTo));
  return validFromMs < validToMs ? { validFromMs, validToMs } : null;
}

function windowOf(value: unknown): DayWindow {
  const { start, end } = value as Item;
  return { startMinute: minuteOf(start), endMinute: minuteOf(end) };
}

/** `HH:MM`, up to 24:00. */
function minuteOf(clock: unknown): number {
  const [hours, minutes] = String(clock).split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** First instant of a Shanghai day `YYYY-MM-DD`; NaN = none. */
function dayStartMs(day: unknown): number {
  return Date.parse(`${String(day)}T00:00:00+08:00`);
}

/** End of the last day of a validity, which still counts; NaN = no day. */
export function dayAfterMs(day: unknown): number {
  return dayStartMs(day) + 86_400_000;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
