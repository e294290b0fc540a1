/**
 * The newest reading of every roadside sensor and a short series of them, for the map and its cards.
 * Folded from `sensors.v1` in any order; a reading older than the newest one only joins the series.
 */
import type { SubjectKey } from '#core/identity.ts';
import { SENSOR_FLAGS, type SensorBody, type SensorObservation } from '#core/sensor.ts';
import { MINUTE_MS } from '#core/time.ts';
import type { RoadRegister, RoadSensor } from './road-register.ts';
import { speedLevel, trafficSum, visibilityLevel } from './sensor-levels.ts';

/** Readings held per sensor; the oldest leaves (the store keeps them all). */
export const READINGS_MAX = 60;
/** Sensors held; further ones are not shown, and counted. */
const SENSORS_MAX = 20_000;
/** A detector is silent after this, or after three of its intervals if that is longer. */
const DETECTOR_STALE_MS = 5 * MINUTE_MS;
const INTERVALS_MISSED = 3;
/** A weather sensor older than this gives no level (domain.md 7.2). */
const WEATHER_STALE_MS = 15 * MINUTE_MS;

export interface SensorReading {
  eventTimeMs: number;
  receivedTimeMs: number;
  flags: number;
  body: SensorBody;
  /** Where the raw bytes lie: partition and offset in `reports.v1`. */
  inputPartition: number;
  inputOffset: number;
}

export interface SensorState {
  revision: number;
  /** By event time, oldest first; never empty. */
  readings: SensorReading[];
}

/** What the map draws of a sensor. */
export interface SensorSummary {
  sensor: RoadSensor;
  /** Null = no reading yet. */
  eventTimeMs: number | null;
  staleAfterMs: number;
  flags: number;
  /** 0 = good; null = none can be told. */
  level: number | null;
  speedKmh: number | null;
  /** Vehicles an hour over all lanes. */
  flowPerHour: number | null;
  visibilityM: number | null;
}

export class SensorBoard {
  /** Goes up with every change a map could show. */
  revision = 0;
  notHeld = 0;
  readonly #roads: RoadRegister;
  readonly #sensorsMax: number;
  readonly #states = new Map<SubjectKey, SensorState>();

  constructor(roads: RoadRegister, sensorsMax = SENSORS_MAX) {
    this.#roads = roads;
    this.#sensorsMax = sensorsMax;
  }

  get size(): number {
    return this.#states.size;
  }

  apply(observation: SensorObservation): void {
    const { subjectKey, eventTimeMs, receivedTimeMs, flags, body } = observation;
    const { inputPartition, inputOffset } = observation;
    let state = this.#states.get(subjectKey);
    if (state === undefined) {
      if (this.#states.size >= this.#sensorsMax) {
        this.notHeld++;
        return;
      }
      state = { revision: 0, readings: [] };
      this.#states.set(subjectKey, state);
    }
    const { readings } = state;
    let at = readings.length;
    while (at > 0 && readings[at - 1]!.eventTimeMs > eventTimeMs) at--;
    if (readings[at - 1]?.eventTimeMs === eventTimeMs) return;
    if (at === 0 && readings.length >= READINGS_MAX) return;
    const reading = { eventTimeMs, receivedTimeMs, flags, body, inputPartition, inputOffset };
    readings.splice(at, 0, reading);
    if (readings.length > READINGS_MAX) readings.shift();
    state.revision = ++this.revision;
  }

  /** Null = the registry does not know the sensor. */
  detail(sensorId: string): { summary: SensorSummary; readings: readonly SensorReading[] } | null {
    const key = this.#roads.keyOf(sensorId);
    const sensor = key === undefined ? undefined : this.#roads.sensor(key);
    if (key === undefined || sensor === undefined) return null;
    const state = this.#states.get(key);
    return { summary: this.#summaryOf(sensor, state), readings: state?.readings ?? [] };
  }

  /** Registered sensors whose readings changed after a revision; null = all of them. */
  *changedSince(revision: number | null): IterableIterator<SensorSummary> {
    for (const [key, sensor] of this.#roads.sensors()) {
      const state = this.#states.get(key);
      if (revision === null || (state !== undefined && state.revision > revision))
        yield this.#summaryOf(sensor, state);
    }
  }

  #summaryOf(sensor: RoadSensor, state: SensorState | undefined): SensorSummary {
    const newest = state?.readings.at(-1);
    const summary: SensorSummary = {
      sensor,
      eventTimeMs: newest?.eventTimeMs ?? null,
      staleAfterMs: sensor.kind === 'weather' ? WEATHER_STALE_MS : DETECTOR_STALE_MS,
      flags: newest?.flags ?? 0,
      level: null,
      speedKmh: null,
      flowPerHour: null,
      visibilityM: null,
    };
    if (newest === undefined) return summary;
    // A detector that failed its self-check says nothing about the road.
    const trusted = (newest.flags & SENSOR_FLAGS.failed) === 0;
    const { body } = newest;
    if (body.kind === 'weather') {
      summary.visibilityM = body.weather.visibilityM;
      if (trusted) summary.level = visibilityLevel(body.weather.visibilityM);
      return summary;
    }
    const { speedKmh, flowPerHour } = trafficSum(body.traffic);
    const { sectionId } = sensor;
    const section = sectionId === undefined ? undefined : this.#roads.section(sectionId);
    summary.staleAfterMs = Math.max(
      DETECTOR_STALE_MS,
      INTERVALS_MISSED * body.traffic.intervalS * 1_000,
    );
    summary.speedKmh = speedKmh;
    summary.flowPerHour = flowPerHour;
    if (trusted) summary.level = speedLevel(speedKmh, section?.freeFlowKmh ?? null);
    return summary;
  }
}
