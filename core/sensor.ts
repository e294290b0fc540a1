/**
 * What roadside sensors say (domain.md 7): traffic detectors by interval and lane, weather stations.
 * House units; `null` = the sensor works but has no value.
 */
import type { SubjectKey } from './identity.ts';
import type { SourceProtocol } from './report.ts';

/** One lane over the interval of its sample. */
export interface LaneSample {
  /** From 1, counted from the median outwards. */
  lane: number;
  /** Vehicles counted in the interval, not per hour. */
  vehicles: number | null;
  /** Share of the interval in which the detector was covered, 0…100 %, resolution 0.1. */
  occupancyPct: number | null;
  /** Mean of the spot speeds, resolution 0.1 km/h; null = no vehicle or not measured. */
  speedKmh: number | null;
  /** The detector's own word on this lane; false = do not use. */
  valid: boolean;
}

export interface TrafficSample {
  /** Device's time of the interval's end; null = the device gave no possible time. */
  endTimeMs: number | null;
  /** Length of the interval, 1…3600 s. */
  intervalS: number;
  /** At most 32. */
  lanes: LaneSample[];
}

/** Road surface; numbers are the wire values in proto/. */
export const SURFACES = { dry: 1, moist: 2, wet: 3, slush: 4, snow: 5, ice: 6 } as const;
export type Surface = keyof typeof SURFACES;

export interface WeatherSample {
  /** Device's time of the measurement; null = the device gave no possible time. */
  timeMs: number | null;
  /** Meteorological optical range, m. */
  visibilityM: number | null;
  /** Mean over 2 min, resolution 0.1 m/s. */
  windMs: number | null;
  /** Highest 3-s gust in 10 min, resolution 0.1 m/s. */
  gustMs: number | null;
  /** Where the wind comes from, 0…359. */
  windDirectionDeg: number | null;
  /** Resolution 0.1 °C. */
  airTempC: number | null;
  dewPointC: number | null;
  /** Relative, 0…100 %. */
  humidityPct: number | null;
  /** Intensity, resolution 0.1 mm/h. */
  rainMmH: number | null;
  /** Sum of the last hour, resolution 0.1 mm. */
  rain1hMm: number | null;
  surface: Surface | null;
  /** Resolution 0.1 °C. */
  surfaceTempC: number | null;
  /** 0…100 % of dry grip. */
  frictionPct: number | null;
  /** Water film, resolution 0.1 mm. */
  waterMm: number | null;
}

export type SensorBody =
  | { kind: 'traffic'; traffic: TrafficSample }
  | { kind: 'weather'; weather: WeatherSample };

/** Quality flags of a sensor observation; bit values are the wire values. */
export const SENSOR_FLAGS = {
  /** Device time unusable: event time is the received time. */
  clockWrong: 1 << 0,
  /** Arrived after its window had been final; it amends. */
  late: 1 << 1,
  /** Lanes or values dropped as implausible (domain.md 7.1). */
  implausible: 1 << 2,
  /** The detector has failed its self-check (no hits, chatter, locked on, no change): not counted in any indicator. */
  failed: 1 << 3,
} as const;

/** One record of `sensors.v1`: a sensor reading after dedupe and self-check. */
export interface SensorObservation {
  subjectKey: SubjectKey;
  deviceKey: SubjectKey;
  protocol: SourceProtocol;
  /** Trusted time: end of the interval or time of the measurement; the received time when flagged clockWrong. */
  eventTimeMs: number;
  receivedTimeMs: number;
  /** Bits of SENSOR_FLAGS. */
  flags: number;
  /** Where the raw bytes lie: partition and offset in `reports.v1`. */
  inputPartition: number;
  inputOffset: number;
  body: SensorBody;
}
