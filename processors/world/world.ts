/** The world as rules ask for it: what the registry said of places and days at an instant of event time. */
import type { BanFacts, SectionFacts, TrafficFacts, WeatherFacts, ZoneFacts } from './records.ts';

export interface SectionNear {
  section: SectionFacts;
  /** From its centre line, metres, 0.1 m. */
  distanceM: number;
}

export interface WeatherPlace {
  latitudeDeg: number;
  longitudeDeg: number;
  sectionId: string;
  reachM: number;
  /** A station that has said nothing for longer than this counts as gone, ms. */
  freshMs: number;
}

/**
 * Every answer depends on the log up to here and the question alone. Lists that are returned hold until the
 * next question.
 */
export interface World {
  /**
   * When what holds at `timeMs` last changed; BEFORE_ALL_MS = never. Two instants with the same answer
   * see the same zones, sections, bans and holidays, so what was found for one holds for the other.
   */
  changedMs(timeMs: number): number;
  /** The smallest limit any zone or section has ever set here, km/h; Infinity = none. Slower than that nobody is too fast. */
  readonly lowestLimitKmh: number;
  /** Zones that contain the point, by id, whichever class and hour they are meant for. */
  zonesAt(latitudeDeg: number, longitudeDeg: number, timeMs: number): readonly ZoneFacts[];
  /** null = there is none of this id at the instant. */
  zone(zoneId: string, timeMs: number): ZoneFacts | null;
  section(sectionId: string, timeMs: number): SectionFacts | null;
  /** Whether one of the zone's windows holds. */
  isZoneOn(zone: ZoneFacts, timeMs: number): boolean;
  /**
   * Sections within their half-width of the point that run within 60° of the course, nearest first. A
   * course of null (unknown, or too slow to mean anything) fits every section.
   */
  sectionsNear(
    latitudeDeg: number,
    longitudeDeg: number,
    courseDeg: number | null,
    timeMs: number,
  ): readonly SectionNear[];
  /** Whether a station has told of weather that a law asks to slow down for, not long ago. */
  readonly hasBadWeather: boolean;
  /**
   * While there is bad weather anywhere: what the station of the section ('' = not known), else the nearest within
   * `reachM`, says of the place, good or bad; null = none does. The weather itself changes no other answer, so `changedMs` says nothing of it.
   */
  weatherAt(at: WeatherPlace, timeMs: number): WeatherFacts | null;
  /** Whether a detector has told of slow traffic. */
  readonly hasTraffic: boolean;
  /**
   * What the detectors of a section say that have spoken within `freshMs`, while traffic there is slow or has just
   * been. Like the weather it changes no other answer.
   */
  trafficOn(sectionId: string, timeMs: number, freshMs: number): readonly TrafficFacts[];
  /** Bans whose days and hours hold, by id, whichever class, region and road they are meant for. */
  bansAt(timeMs: number): readonly BanFacts[];
  /** False on days off, and on Saturdays and Sundays that the calendar does not name. */
  isWorkingDay(timeMs: number, regionCode: string): boolean;
}
