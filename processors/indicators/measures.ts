/**
 * What stage 1 counts: groups of integer sums that are told together. A part of a window is one such
 * vector for one scope; adding all parts, in any order, gives the sums the indicators are read from.
 */
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { checkSpec, type WindowSpec } from './windows.ts';

export interface Measure {
  /** On the wire. */
  name: string;
  /** null = a gauge: it has no window, windows read it at their end. */
  window: WindowSpec | null;
  /** Number of sums. */
  width: number;
  /** Position in MEASURES. */
  index: number;
}

const FIVE_MINUTES: WindowSpec = { kind: 'tumbling', sizeMs: 5 * MINUTE_MS };
const HOURLY: WindowSpec = { kind: 'tumbling', sizeMs: HOUR_MS };

/** Sums of `registered`. */
export const REGISTERED = { vehicles: 0, detectors: 1, stations: 2 } as const;
/** Sums of `fleet`: vehicles with a qualified position, vehicles that moved, way and time of moving pairs, positions. */
export const FLEET = { online: 0, active: 1, movedDm: 2, movedMs: 3, positions: 4 } as const;
/** Sums of `conduct`, by the hour. */
export const CONDUCT = {
  online: 0,
  positions: 1,
  qualified: 2,
  drifting: 3,
  completeDm: 4,
  trackDm: 5,
  speeding: 6,
  overtimeMs: 7,
  overtimes: 8,
  due: 9,
  handled: 10,
} as const;
/** Sums of `traffic`: detectors that counted, samples, vehicles and time of valid lanes, vehicles with a speed and their ms per km. */
export const TRAFFIC = {
  detectors: 0,
  samples: 1,
  vehicles: 2,
  laneMs: 3,
  timedVehicles: 4,
  msPerKm: 5,
} as const;
/** Sums of `weather`: stations by the worst level they showed in the window, level 1 first. */
export const WEATHER = { level1: 0, level2: 1, level3: 2, level4: 3, level5: 4 } as const;

const define = (name: string, window: WindowSpec | null, sums: object, index: number): Measure => ({
  name,
  window: window === null ? null : checkSpec(window),
  width: Object.keys(sums).length,
  index,
});

export const registered = define('registered', null, REGISTERED, 0);
export const fleet = define('fleet', FIVE_MINUTES, FLEET, 1);
export const conduct = define('conduct', HOURLY, CONDUCT, 2);
export const traffic = define('traffic', FIVE_MINUTES, TRAFFIC, 3);
export const weather = define('weather', FIVE_MINUTES, WEATHER, 4);

export const MEASURES: readonly Measure[] = [registered, fleet, conduct, traffic, weather];
