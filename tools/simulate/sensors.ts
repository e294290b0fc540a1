/**
 * Roadside sensors of the simulated world: where they stand and what they measure, as pure functions
 * of the seed and the time, so that two runs and a restart see the same traffic and the same weather.
 */
import type { RegistryFile, Section, Sensor } from '#core/registry.ts';
import type { TrafficSample, WeatherSample } from '#core/sensor.ts';
import { HOUR_MS, MINUTE_MS, shanghaiTimeOfDayMs } from '#core/time.ts';
import { chanceAt } from './random.ts';
import { partOf, placeOn, type Road, roads } from './roads.ts';
import type { SimScale } from './scales.ts';

export interface SimDetector {
  index: number;
  seed: number;
  sensor: Sensor;
  lanes: number;
  freeFlowKmh: number;
  /** Metres along its road; congestion travels against the traffic. */
  alongM: number;
  /** What is wrong with it; null = honest. */
  fault: 'locked-on' | 'chatter' | null;
}

export interface SimStation {
  index: number;
  seed: number;
  sensor: Sensor;
  /** Fog forms here. */
  foggy: boolean;
}

export interface SimSensors {
  sections: readonly Section[];
  detectors: readonly SimDetector[];
  stations: readonly SimStation[];
  scales: readonly SimScale[];
}

export interface SensorOptions {
  seed: number;
  detectors?: number;
  stations?: number;
  /** Of the fleet that drives over them; default none. */
  scales?: readonly SimScale[];
}

export const DETECTOR_INTERVAL_S = 30;
export const STATION_INTERVAL_S = 60;
const DETECTORS = 40;
const STATIONS = 12;
const PER_ROAD = 4;
const SECTION_M = 5_000;
const LOCKED_ON = 11;
const CHATTERING = 23;
const FOGGY = 3;

export function makeSensors(options: SensorOptions): SimSensors {
  const { seed, detectors = DETECTORS, stations = STATIONS, scales = [] } = options;
  const sections: Section[] = [];
  const made = Array.from({ length: detectors }, (_, index) => {
    const road = roads[Math.floor(index / PER_ROAD) % roads.length]!;
    const alongM = (road.lengthM * ((index % PER_ROAD) + 1)) / (PER_ROAD + 1);
    const section = sectionOf(road, alongM, index);
    sections.push(section);
    return detectorOf(road, alongM, index, seed, section);
  });
  return {
    sections,
    detectors: made,
    stations: Array.from({ length: stations }, (_, index) => stationOf(index, stations, seed)),
    scales,
  };
}

/** A registry file that holds the sensors, too. */
export function withSensors(registry: RegistryFile, sensors: SimSensors): RegistryFile {
  const { sections, detectors, stations, scales } = sensors;
  return {
    ...registry,
    sections: [...sections],
    sensors: [...detectors, ...stations, ...scales].map(({ sensor }) => sensor),
  };
}

function sectionOf(road: Road, alongM: number, index: number): Section {
  return {
    sectionId: `section-${number(index)}`,
    name: `${road.nameZh} ${Math.round(alongM / 1_000)} km`,
    regionCode: road.regionCode,
    corridor: {
      type: 'LineString',
      coordinates: partOf(road, alongM - SECTION_M / 2, alongM + SECTION_M / 2),
    },
    freeFlowKmh: freeFlowOf(road),
  };
}

function detectorOf(
  road: Road,
  alongM: number,
  index: number,
  seed: number,
  section: Section,
): SimDetector {
  return {
    index,
    seed: seed * 1_009 + index,
    sensor: {
      sensorId: `sim-det-${number(index)}`,
      kind: 'detector',
      name: `检测器 ${index + 1}（模拟）`,
      ...placed(road, alongM),
      regionCode: road.regionCode,
      sectionId: section.sectionId,
      placement: 'mainline',
    },
    lanes: road.kind === 'expressway' ? 3 : 2,
    freeFlowKmh: freeFlowOf(road),
    alongM,
    fault: index === LOCKED_ON ? 'locked-on' : index === CHATTERING ? 'chatter' : null,
  };
}

function stationOf(index: number, count: number, seed: number): SimStation {
  const road = roads[Math.floor((index * roads.length) / count)]!;
  return {
    index,
    seed: seed * 2_003 + index,
    sensor: {
      sensorId: `sim-wx-${number(index)}`,
      kind: 'weather',
      name: `气象站 ${index + 1}（模拟）`,
      ...placed(road, road.lengthM / 2),
      regionCode: road.regionCode,
    },
    foggy: index === FOGGY,
  };
}

/** Vehicles an hour and lane that a road carries at most. */
const CAPACITY = 1_900;
/** Length of a vehicle and of the detector's field, m. */
const EFFECTIVE_LENGTH_M = 6.5;
/** Congestion comes once in this time to a road, stays this long, and travels against the traffic. */
const WAVE_EVERY_MS = 80 * MINUTE_MS;
const WAVE_MS = 22 * MINUTE_MS;
const WAVE_M_PER_MS = 18 / 3_600;
/** One road in three has waves. */
const WAVY = 3;

/** The interval that ends at `endMs`. */
export function trafficAt(detector: SimDetector, endMs: number): TrafficSample {
  const { lanes, fault } = detector;
  return {
    endTimeMs: endMs,
    intervalS: DETECTOR_INTERVAL_S,
    lanes: Array.from({ length: lanes }, (_, index) => {
      const lane = index + 1;
      // A loop that hangs sees one endless vehicle; one that chatters counts each several times.
      if (fault === 'locked-on')
        return { lane, vehicles: 0, occupancyPct: 100, speedKmh: null, valid: true };
      const honest = laneAt(detector, lane, endMs);
      if (fault === null) return honest;
      const vehicles = 40 + Math.floor(chanceAt(detector.seed, endMs / 1_000, lane) * 40);
      return { ...honest, vehicles };
    }),
  };
}

function laneAt(detector: SimDetector, lane: number, endMs: number) {
  const { seed, freeFlowKmh } = detector;
  const demand = demandAt(endMs) * (0.85 + 0.3 * chanceAt(seed, 0, 1)) * (lane === 1 ? 0.9 : 1);
  const depth = congestionAt(detector, endMs);
  // Flow falls only slowly in a queue; speed falls at once.
  const flow = Math.min(demand, CAPACITY) * (1 - 0.35 * depth) + 500 * depth;
  const laneSpeed = freeFlowKmh * (1.04 - 0.08 * (lane - 1));
  const free = laneSpeed * (1 - 0.25 * (demand / CAPACITY) ** 2);
  const noise = chanceAt(seed, endMs / 1_000, lane * 7) - 0.5;
  const speedKmh = Math.max(6, (free * (1 - depth) + 22 * depth) * (1 + 0.06 * noise));
  const expected = (flow * DETECTOR_INTERVAL_S) / 3_600;
  const vehicles = poisson(expected, chanceAt(seed, endMs / 1_000, lane * 13));
  const perHour = (vehicles * 3_600) / DETECTOR_INTERVAL_S;
  const occupancyPct = Math.min(96, (perHour / speedKmh) * (EFFECTIVE_LENGTH_M / 10));
  return {
    lane,
    vehicles,
    occupancyPct: tenth(occupancyPct),
    speedKmh: vehicles === 0 ? null : tenth(speedKmh),
    valid: true,
  };
}

/** Vehicles an hour and lane by the time of day: two peaks over a quiet night. */
function demandAt(ms: number): number {
  const hour = shanghaiTimeOfDayMs(ms) / HOUR_MS;
  const peak = (at: number, width: number) => Math.exp(-(((hour - at) / width) ** 2));
  return 140 + 1_250 * peak(8.2, 1.8) + 1_300 * peak(18, 2.2) + 620 * peak(13, 4);
}

/** 0 = free, 1 = a standing queue. */
function congestionAt({ seed, index, alongM }: SimDetector, ms: number): number {
  const road = Math.floor(index / PER_ROAD);
  if (road % WAVY !== 0) return 0;
  const phaseMs = Math.floor(chanceAt(seed - index, road, 3) * WAVE_EVERY_MS);
  const sinceMs = (ms + phaseMs + alongM / WAVE_M_PER_MS) % WAVE_EVERY_MS;
  return sinceMs < WAVE_MS ? Math.sin((Math.PI * sinceMs) / WAVE_MS) : 0;
}

/** Fog once in this time: it thickens, stays and lifts. */
const FOG_EVERY_MS = 60 * MINUTE_MS;
const FOG_THICKENS_MS = 6 * MINUTE_MS;
const FOG_STAYS_MS = 25 * MINUTE_MS;
const FOG_M = 90;

/** `startMs`: when the simulation began; the fog is timed so that a visitor sees it come. */
export function weatherAt(station: SimStation, ms: number, startMs: number): WeatherSample {
  const { seed } = station;
  const wave = (periodMs: number, k: number) =>
    Math.sin((2 * Math.PI * (ms % (periodMs * 64))) / periodMs + 7 * chanceAt(seed, k, 5));
  const hour = shanghaiTimeOfDayMs(ms) / HOUR_MS;
  const airTempC =
    21 + 5 * Math.sin((2 * Math.PI * (hour - 9)) / 24) + 0.4 * wave(17 * MINUTE_MS, 1);
  const raining = !station.foggy && chanceAt(seed, 1, 9) < 0.25;
  const rainMmH = raining ? Math.max(0, 3 + 3 * wave(23 * MINUTE_MS, 2)) : 0;
  const clearM = (raining ? 5_000 : 14_000) + 2_500 * wave(31 * MINUTE_MS, 3);
  const fog = station.foggy ? fogAt(ms - startMs) : 0;
  const windMs = Math.max(0.2, 3 + 2 * wave(13 * MINUTE_MS, 4)) * (1 - 0.8 * fog);
  return {
    timeMs: ms,
    // By its logarithm, as the eye sees it.
    visibilityM: Math.round(clearM ** (1 - fog) * FOG_M ** fog),
    windMs: tenth(windMs),
    gustMs: tenth(windMs * 1.6),
    windDirectionDeg: Math.round(120 + 40 * wave(90 * MINUTE_MS, 6)),
    airTempC: tenth(airTempC),
    dewPointC: tenth(airTempC - (fog > 0 ? 0.4 : 5)),
    humidityPct: tenth(Math.min(100, 68 + 31 * fog + (raining ? 20 : 0))),
    rainMmH: tenth(rainMmH),
    rain1hMm: tenth(rainMmH * 0.7),
    surface: raining ? 'wet' : fog > 0.5 ? 'moist' : 'dry',
    surfaceTempC: tenth(airTempC + 2.5),
    frictionPct: raining ? 62 : 85,
    waterMm: raining ? 0.6 : 0,
  };
}

/** 0 = clear, 1 = the thickest. */
function fogAt(sinceStartMs: number): number {
  const at = ((sinceStartMs % FOG_EVERY_MS) + FOG_EVERY_MS) % FOG_EVERY_MS;
  if (at < FOG_THICKENS_MS) return at / FOG_THICKENS_MS;
  const lifting = (at - FOG_THICKENS_MS - FOG_STAYS_MS) / FOG_THICKENS_MS;
  return lifting <= 0 ? 1 : Math.max(0, 1 - lifting);
}

/** A count with this mean, by one chance: the inverse of the distribution's sum. */
function poisson(mean: number, chance: number): number {
  let count = 0;
  let share = Math.exp(-mean);
  let sum = share;
  while (chance > sum && count < 4 * mean + 10) {
    count++;
    share *= mean / count;
    sum += share;
  }
  return count;
}

function placed(road: Road, alongM: number): { latitudeDeg: number; longitudeDeg: number } {
  const { latDeg, lonDeg } = placeOn(road, alongM);
  return {
    latitudeDeg: Math.round(latDeg * 1e6) / 1e6,
    longitudeDeg: Math.round(lonDeg * 1e6) / 1e6,
  };
}

function freeFlowOf(road: Road): number {
  return road.kind === 'expressway' ? 105 : 70;
}

function number(index: number): string {
  return String(index + 1).padStart(2, '0');
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
