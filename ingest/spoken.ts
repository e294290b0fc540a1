/** What a device said over MQTT or HTTP as a reading, and whose it is. */
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import type { Reading, SourceProtocol } from '#core/report.ts';
import type { TrafficSample, WeatherSample } from '#core/sensor.ts';
import type { DeviceEntry, DeviceTable, StationPlace } from './devices.ts';
import { maskPlates } from './plates.ts';
import type { Said } from './protocols/tz/payload.ts';
import type { Publisher } from './publish.ts';

/** Who speaks, and where its own readings lie. */
interface Speaker {
  deviceId: string;
  subjectKey: SubjectKey;
  deviceKey: SubjectKey;
  partition: number;
}

/** A reading and its partition of reports.v1. */
export interface Addressed {
  partition: number;
  reading: Reading;
}

/**
 * `raw` is copied by the encoding of the reading. A weighing is the vehicle's: it goes where the vehicle's own
 * readings lie, under its pseudonym, and what is kept of the payload no longer tells the plate.
 */
export function readingOf(
  speaker: Speaker,
  protocol: SourceProtocol,
  receivedTimeMs: number,
  raw: Uint8Array,
  said: Said,
  devices: DeviceTable,
): Addressed {
  const { deviceKey } = speaker;
  const envelope = { deviceKey, protocol, receivedTimeMs, serial: 0 };
  if (said.kind !== 'weighed') {
    const { subjectKey, partition } = speaker;
    return { partition, reading: { ...envelope, subjectKey, raw, body: said } };
  }
  const { weighing, plate, vehicleId } = said;
  const { subjectKey, partition } = devices.vehicle(vehicleId);
  const body = { kind: 'weighing' as const, weighing };
  return { partition, reading: { ...envelope, subjectKey, raw: maskPlates(raw, plate), body } };
}

const EMPTY = new Uint8Array(0);
/** A sensor that sends what it measured long ago says nothing of now. */
const OLD_MS = 600_000;
/** Traffic this fast is congestion on no road, whatever its free flow: nobody need be told. */
const FAST_KMH = 75;
/** Nor is traffic that leaves the detector free for this much of the time, where no speed is measured. */
const LOW_PCT = 20;
const LOCKED_PCT = 100;

interface Tellers {
  devices: DeviceTable;
  publisher: Publisher;
  nowMs: number;
}

/**
 * Weather and slow traffic concern whoever drives by: every partition is told of them as a control record, beside the reading
 * where the sensor's own lie (ADR 18). Nobody is answered by these copies: one that is lost is made up for by the next reading.
 */
export function tellEverywhere(
  { deviceId }: Speaker,
  receivedTimeMs: number,
  said: Said,
  { devices, publisher, nowMs }: Tellers,
): void {
  if (said.kind !== 'weather' && said.kind !== 'traffic') return;
  const device = devices.find(deviceId);
  if (device === null || device.place === null) return;
  const told =
    said.kind === 'weather'
      ? weatherTold(device.place, said.weather, receivedTimeMs)
      : trafficTold(device, said.traffic, receivedTimeMs);
  if (told === null) return;
  publisher.addEverywhere(
    {
      ...{ subjectKey: NO_SUBJECT, deviceKey: NO_SUBJECT, protocol: 'unknown' },
      ...{ receivedTimeMs, serial: 0, raw: EMPTY },
      body: {
        kind: 'registry',
        // Orders the readings of one sensor; the registry itself knows no such entity.
        registryOffset: receivedTimeMs,
        entity: said.kind,
        id: deviceId,
        json: JSON.stringify({ sensorId: deviceId, ...told }),
      },
    },
    nowMs,
  );
}

/** null = nothing to tell, as below. */
function weatherTold(
  place: StationPlace,
  { timeMs, visibilityM, surface }: WeatherSample,
  receivedTimeMs: number,
): object | null {
  if (receivedTimeMs - (timeMs ?? receivedTimeMs) > OLD_MS) return null;
  return { ...place, atMs: receivedTimeMs, visibilityM, surface };
}

/** Of a detector that stands for a section: slow traffic, and the first interval after it. */
function trafficTold(
  device: DeviceEntry,
  sample: TrafficSample,
  receivedTimeMs: number,
): object | null {
  const sectionId = device.place?.sectionId;
  if (sectionId === undefined) return null;
  if (receivedTimeMs - (sample.endTimeMs ?? receivedTimeMs) > OLD_MS) return null;
  const { speedKmh, occupancyPct } = meansOf(sample);
  const isSlow = speedKmh === null ? (occupancyPct ?? 0) >= LOW_PCT : speedKmh < FAST_KMH;
  if (!isSlow && !device.toldSlow) return null;
  device.toldSlow = isSlow;
  return { sectionId, atMs: receivedTimeMs, speedKmh, occupancyPct };
}

/** Over the lanes that may be used: the space mean of speeds (domain.md 5.2), and the mean occupancy; 0.1. */
function meansOf({ lanes }: TrafficSample): {
  speedKmh: number | null;
  occupancyPct: number | null;
} {
  let vehicles = 0;
  let hours = 0;
  let occupancy = 0;
  let covered = 0;
  for (const lane of lanes) {
    // One endless vehicle is a detector that hangs (domain.md 7.1: locked on), however long a queue may stand.
    if (!lane.valid || lane.occupancyPct === LOCKED_PCT) continue;
    if (lane.occupancyPct !== null) {
      occupancy += lane.occupancyPct;
      covered++;
    }
    // Vehicles that are counted and have no speed are a fault of the detector (domain.md 7.1).
    if (lane.vehicles === null || lane.speedKmh === null || lane.speedKmh === 0) continue;
    vehicles += lane.vehicles;
    hours += lane.vehicles / lane.speedKmh;
  }
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return {
    speedKmh: vehicles === 0 ? null : tenth(vehicles / hours),
    occupancyPct: covered === 0 ? null : tenth(occupancy / covered),
  };
}
