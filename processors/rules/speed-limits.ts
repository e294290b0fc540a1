/**
 * The effective limit of a vehicle where and when it is (domain.md 1.5): the least of the posted limit of the road
 * section, the class cap for that kind of road, the limits of areas and of the filed route; at night, for coaches, a
 * share of it; and the weather cap, of which night takes no share.
 *
 * Which section it is on is told by position and course. Where another one lies no further than `ROAD_DOUBT_M` beyond the
 * nearest, a position cannot tell them apart (JT/T 794: 15 m), and the one with the higher limit is taken. Off every known section the
 * cap is that of an expressway, as nothing lower can be proved.
 */
import { type Static, Type } from 'typebox';
import type { Observation, VehicleClass } from '#core/report.ts';
import { isValidAt } from '../corridor.ts';
import type { SubjectInfo } from '../subject-info.ts';
import type { RoadClass, SectionFacts, WeatherFacts } from '../world/records.ts';
import { isIcy } from '../world/weather.ts';
import type { World } from '../world/world.ts';
import { hasPosition, inDailyWindow, isCoach } from './evidence.ts';
import { nightParams } from './night.ts';
import { isMeant } from './zones.ts';

const cap = (value: number, description: string) =>
  Type.Number({ minimum: 1, default: value, description });

export const limitParams = {
  limitCharterKmh: cap(100, 'km/h, class cap of charter coaches (实施条例 第78条: expressway)'),
  limitScheduledKmh: cap(100, 'km/h, class cap of scheduled coaches (实施条例 第78条: expressway)'),
  limitDangerousKmh: cap(
    80,
    'km/h, class cap of dangerous-goods vehicles on expressways and unknown roads (危险货物道路运输安全管理办法 第46条)',
  ),
  limitDangerousOtherRoadsKmh: cap(
    60,
    'km/h, class cap of dangerous-goods vehicles on roads known to be no expressway (危险货物道路运输安全管理办法 第46条)',
  ),
  limitHeavyKmh: cap(100, 'km/h, class cap of heavy trucks (实施条例 第78条: expressway)'),
  limitOtherKmh: cap(
    120,
    'km/h, class cap of other vehicles (实施条例 第78条: small passenger cars)',
  ),
  nightFactor: Type.Number({
    minimum: 0.1,
    maximum: 1,
    default: 0.8,
    description:
      'share of the day limit that coaches may drive at night (道路运输车辆动态监督管理办法); 1 = off',
  }),
  weatherReachM: Type.Number({
    minimum: 0,
    default: 5_000,
    description:
      'm from a weather station within which it speaks for a road that has none of its own',
  }),
  weatherFreshMs: Type.Integer({
    minimum: 1_000,
    default: 1_200_000,
    description: 'ms; a weather station silent for longer says nothing of the weather now',
  }),
  ...nightParams,
};
const LimitParams = Type.Object(limitParams);
export type LimitParams = Static<typeof LimitParams>;

export type LimitSource = 'class' | 'road' | 'area' | 'route' | 'weather';

/** What holds at one observation; filled anew for each, nobody keeps it. */
export interface Limit {
  /** By day, km/h. */
  dayKmh: number;
  by: LimitSource;
  /** Section or zone that sets it; '' = neither does. */
  place: string;
  /** Of the section; null = not known. */
  road: RoadClass | null;
  /** What the weather allows, by day and night, km/h; Infinity = it caps nothing. */
  weatherKmh: number;
  /** Station that says so; '' = none. */
  station: string;
}

/** A slower course is noise of the receiver (domain.md 3.2). */
const COURSE_KMH_MIN = 15;
const ROAD_DOUBT_M = 15;

const NO_CAP = Number.POSITIVE_INFINITY;
/** The least that any weather allows. */
const WEATHER_KMH_MIN = 20;

const found: Limit = {
  ...{ dayKmh: 0, by: 'class', place: '', road: null },
  ...{ weatherKmh: NO_CAP, station: '' },
};
/** Section the vehicle is on; '' = not known. */
let foundSection = '';

export function limitAt(
  observation: Observation,
  { class: vehicleClass, corridors }: SubjectInfo,
  params: LimitParams,
  world: World,
): Limit {
  const nowMs = observation.eventTimeMs;
  found.dayKmh = classKmh(vehicleClass, null, params);
  found.by = 'class';
  found.place = '';
  found.road = null;
  found.weatherKmh = NO_CAP;
  found.station = '';
  foundSection = '';
  if (hasPosition(observation)) {
    const { latitudeDeg, longitudeDeg } = observation;
    takeSection(observation, latitudeDeg, longitudeDeg, vehicleClass, params, world);
    const zones = world.zonesAt(latitudeDeg, longitudeDeg, nowMs);
    for (let i = 0; i < zones.length; i++) {
      const zone = zones[i]!;
      if (zone.limitKmh === null || zone.limitKmh >= found.dayKmh) continue;
      if (isMeant(zone, vehicleClass, nowMs, world)) take(zone.limitKmh, 'area', zone.id);
    }
    if (world.hasBadWeather) takeWeather(latitudeDeg, longitudeDeg, nowMs, params, world);
  }
  for (let i = 0; i < corridors.length; i++) {
    const { limitKmh } = corridors[i]!;
    if (limitKmh !== null && limitKmh < found.dayKmh && isValidAt(corridors[i]!, nowMs))
      take(limitKmh, 'route', '');
  }
  return found;
}

/** No limit that could hold anywhere is lower, by day: who is slower needs no search. */
export function lowestKmh(
  { class: vehicleClass, corridors }: SubjectInfo,
  params: LimitParams,
  { lowestLimitKmh, hasBadWeather }: World,
): number {
  let kmh = Math.min(lowestLimitKmh, classKmh(vehicleClass, null, params));
  if (hasBadWeather) kmh = Math.min(kmh, WEATHER_KMH_MIN);
  if (vehicleClass === 'dangerous') kmh = Math.min(kmh, params.limitDangerousOtherRoadsKmh);
  for (let i = 0; i < corridors.length; i++) {
    const { limitKmh } = corridors[i]!;
    if (limitKmh !== null && limitKmh < kmh) kmh = limitKmh;
  }
  return kmh;
}

/** Whether the night factor applies to this class now. */
export function isNightFor(
  vehicleClass: VehicleClass,
  nowMs: number,
  { nightFactor, nightStartMinute, nightEndMinute }: LimitParams,
): boolean {
  return (
    nightFactor < 1 &&
    isCoach(vehicleClass) &&
    inDailyWindow(nowMs, { startMinute: nightStartMinute, endMinute: nightEndMinute })
  );
}

export function nightKmh(dayKmh: number, { nightFactor }: LimitParams): number {
  return Math.round(dayKmh * nightFactor * 10) / 10;
}

/** Roads on which the law weighs speeding as on an expressway (R3). */
export function isExpressway(road: RoadClass | null): boolean {
  return road === 'expressway' || road === 'urban-expressway';
}

function take(kmh: number, by: LimitSource, place: string): void {
  found.dayKmh = kmh;
  found.by = by;
  found.place = place;
}

function takeWeather(
  latitudeDeg: number,
  longitudeDeg: number,
  nowMs: number,
  { weatherReachM, weatherFreshMs }: LimitParams,
  world: World,
): void {
  const at = {
    ...{ latitudeDeg, longitudeDeg, sectionId: foundSection },
    ...{ reachM: weatherReachM, freshMs: weatherFreshMs },
  };
  const weather = world.weatherAt(at, nowMs);
  if (weather === null) return;
  found.weatherKmh = weatherKmh(weather, found.road);
  found.station = weather.id;
}

/**
 * 道路交通安全法实施条例 第81条 on expressways, 第46条 on all roads. Where the road is not known only what holds on every road
 * caps.
 */
function weatherKmh({ visibilityM, surface }: WeatherFacts, road: RoadClass | null): number {
  const m = visibilityM ?? NO_CAP;
  const onAnyKmh = m < 50 || isIcy(surface) ? 30 : NO_CAP;
  if (road !== 'expressway') return onAnyKmh;
  return Math.min(onAnyKmh, m < 50 ? 20 : m < 100 ? 40 : m < 200 ? 60 : NO_CAP);
}

/** Of the sections a position cannot tell apart the one with the highest limit. */
function takeSection(
  observation: Observation,
  latitudeDeg: number,
  longitudeDeg: number,
  vehicleClass: VehicleClass,
  params: LimitParams,
  world: World,
): void {
  const { speedKmh, courseDeg, eventTimeMs } = observation;
  const course = speedKmh !== null && speedKmh >= COURSE_KMH_MIN ? courseDeg : null;
  const near = world.sectionsNear(latitudeDeg, longitudeDeg, course, eventTimeMs);
  if (near.length === 0) return;
  let best: SectionFacts = near[0]!.section;
  for (let i = 1; i < near.length; i++) {
    const { section, distanceM } = near[i]!;
    if (distanceM - near[0]!.distanceM > ROAD_DOUBT_M) break;
    if (sectionKmh(section, vehicleClass, params) > sectionKmh(best, vehicleClass, params))
      best = section;
  }
  const classLimitKmh = classKmh(vehicleClass, best.roadClass, params);
  found.dayKmh = classLimitKmh;
  found.road = best.roadClass;
  foundSection = best.id;
  if (best.limitKmh !== null && best.limitKmh < classLimitKmh) take(best.limitKmh, 'road', best.id);
}

function sectionKmh(
  { limitKmh, roadClass }: SectionFacts,
  vehicleClass: VehicleClass,
  params: LimitParams,
): number {
  const classLimitKmh = classKmh(vehicleClass, roadClass, params);
  return limitKmh === null ? classLimitKmh : Math.min(limitKmh, classLimitKmh);
}

function classKmh(vehicleClass: VehicleClass, road: RoadClass | null, params: LimitParams): number {
  switch (vehicleClass) {
    case 'charter':
      return params.limitCharterKmh;
    case 'scheduled':
      return params.limitScheduledKmh;
    case 'dangerous':
      return road === null || road === 'expressway'
        ? params.limitDangerousKmh
        : params.limitDangerousOtherRoadsKmh;
    case 'heavy':
      return params.limitHeavyKmh;
    case 'other':
      return params.limitOtherKmh;
  }
}
