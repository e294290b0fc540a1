/** What the platform knows before a trip, gathered for the check; the check itself looks nothing up. */
import type { Severity } from '../../alert.ts';
import type { SubjectKey } from '../../identity.ts';
import type { Ban } from '../../registry/ban.ts';
import type { Driver } from '../../registry/driver.ts';
import type { Holiday } from '../../registry/holiday.ts';
import type { Section } from '../../registry/section.ts';
import type { Vehicle } from '../../registry/vehicle.ts';
import { formatShanghai } from '../../time.ts';
import type { TripGround, TripPapers } from '../ground.ts';
import type { Finding, FindingResult } from '../trip.ts';

/** One driving period: from the first moving report after a rest to the latest moving one. */
export interface DrivingPeriod {
  startMs: number;
  endMs: number;
  /** Partly inferred from displacement across a silence. */
  estimated: boolean;
}

export interface DriverFacts {
  key: SubjectKey;
  /** null = the registry does not hold the driver any more. */
  driver: Driver | null;
  /** Of the last seven days, oldest first; null = could not be asked. */
  driving: readonly DrivingPeriod[] | null;
}

/** Weather at a station on the way. */
export interface WeatherAt {
  sensorId: string;
  /** 0 = clear … 4 = visibility below 50 m; null = none can be told. */
  level: number | null;
  visibilityM: number | null;
}

export const RISK_LEVELS = ['low', 'medium', 'high', 'extreme'] as const;
/** What a risk model says of vehicle, drivers and way. */
export interface RiskAt {
  level: (typeof RISK_LEVELS)[number];
  /** 0…100. */
  score: number;
  zh: string;
  en: string;
}

export interface CheckFacts {
  nowMs: number;
  ground: TripGround;
  papers: TripPapers;
  /** null = the registry does not hold the vehicle any more. */
  vehicle: Vehicle | null;
  drivers: readonly DriverFacts[];
  bans: readonly Ban[];
  holidays: readonly Holiday[];
  /** Sections the way follows; null = no way is known. */
  sections: readonly Section[] | null;
  /** null = no way is known, or no station stands on it. */
  weather: readonly WeatherAt[] | null;
  /** null = no model answers. */
  risk: RiskAt | null;
  device: {
    /** Newest report; null = none since the platform looks back. */
    lastSeenMs: number | null;
    /** A report older than this is silence, ms. */
    silentAfterMs: number;
    /** Terminals the registry names. */
    terminals: number;
    /** Open alerts about terminal, link and position. */
    troubles: readonly { type: string; severity: Severity }[];
  };
  /** Other trips at the same time, approved or under way; `driverKey` null = of the vehicle. */
  overlaps: readonly { tripId: string; driverKey: SubjectKey | null }[];
}

type More = Partial<Pick<Finding, 'about' | 'clause' | 'measured' | 'limit' | 'unit'>>;

export function finding(
  item: string,
  result: FindingResult,
  [zh, en]: readonly [zh: string, en: string],
  more: More = {},
): Finding {
  const rest = { about: null, clause: '', measured: null, limit: null, unit: '', ...more };
  return { item, result, ...rest, zh, en };
}

/** `2026-11-21` in Asia/Shanghai. */
export function dayOf(instantMs: number): string {
  return formatShanghai(instantMs).slice(0, 10);
}

/** `11-21 08:00` in Asia/Shanghai. */
export function minuteOf(instantMs: number): string {
  return formatShanghai(instantMs).slice(5, 16).replace('T', ' ');
}

/** `3 h 05 min`. */
export function spanText(ms: number): readonly [zh: string, en: string] {
  const minutes = Math.round(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0')];
  return [`${hours} 小时 ${rest} 分`, `${hours} h ${rest} min`];
}
