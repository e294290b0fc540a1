import { METRES_PER_DEGREE, RADIANS_PER_DEGREE } from '#core/geo/distance.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Observation } from '#core/report.ts';
import type { PlaceLookup } from '#core/trip/ground.ts';
import type { TripEvent, TripPlan, TripStep } from '#core/trip/trip.ts';

export const VEHICLE_KEY = '00000000000000aa' as SubjectKey;
export const DRIVER_KEY = '00000000000000bb' as SubjectKey;
export const TRIP_ID = '0123456789abcdef0123456789abcdef';
/** 2026-11-21 08:00 in Asia/Shanghai. */
export const DEPART_MS = Date.parse('2026-11-21T08:00:00+08:00');

export function planWith(changes: Partial<TripPlan> = {}): TripPlan {
  return {
    vehicleKey: VEHICLE_KEY,
    driverKeys: [DRIVER_KEY],
    class: 'charter',
    origin: { latitudeDeg: 22.5, longitudeDeg: 114, radiusM: 500 },
    destination: { latitudeDeg: 23, longitudeDeg: 114, radiusM: 500 },
    departMs: DEPART_MS,
    arriveMs: DEPART_MS + 2 * 3_600_000,
    ...changes,
  };
}

export function eventWith(
  step: TripStep,
  baseVersion: number,
  changes: Partial<TripEvent> = {},
): TripEvent {
  return {
    tripId: TRIP_ID,
    baseVersion,
    step,
    atMs: DEPART_MS + baseVersion,
    actor: 'admin',
    reason: '',
    origin: 'person',
    plan: planWith(),
    departed: null,
    arrived: null,
    check: null,
    verdict: null,
    reportJson: null,
    ...changes,
  };
}

/** The lookup of a registry that holds no places. */
export const NO_PLACES: PlaceLookup = { station: () => undefined, zone: () => undefined };

export interface Stretch {
  minutes: number;
  kmh: number;
  /** East of the meridian, m; default 0. */
  lateralM?: number;
  /** Sends nothing meanwhile. */
  silent?: true;
}

const STEP_MS = 10_000;

/**
 * A vehicle on the meridian of 114° northwards from 22.5°: a report every ten seconds, noise-free, so that the
 * truth is known from the stretches alone. Odometer and offsets go with it.
 */
export function trackOf(
  startMs: number,
  stretches: readonly Stretch[],
  changes: (index: number) => Partial<Observation> = () => ({}),
): Observation[] {
  const track: Observation[] = [];
  let timeMs = startMs;
  let m = 0;
  let index = 0;
  for (const { minutes, kmh, lateralM = 0, silent } of stretches) {
    for (let k = 0; k < (minutes * 60_000) / STEP_MS; k++) {
      if (silent === undefined) {
        const latitudeDeg = 22.5 + m / METRES_PER_DEGREE;
        const perDegree = METRES_PER_DEGREE * Math.cos(latitudeDeg * RADIANS_PER_DEGREE);
        track.push({
          ...{ subjectKey: VEHICLE_KEY, deviceKey: VEHICLE_KEY, protocol: 'jt808_2019' },
          ...{ eventTimeMs: timeMs, receivedTimeMs: timeMs + 500, latitudeDeg },
          longitudeDeg: 114 + lateralM / perDegree,
          ...{
            altitudeM: null,
            speedKmh: kmh,
            courseDeg: 0,
            alarmFlag: 0,
            statusFlag: 3,
            videoAlarmFlag: 0,
            alarmItems: null,
            flags: 0,
          },
          mileageKm: 1_000 + Math.round(m / 100) / 10,
          ...{ driverKey: DRIVER_KEY, inputPartition: 3, inputOffset: 100 + index },
          ...changes(index),
        });
        index++;
      }
      timeMs += STEP_MS;
      m += (kmh * STEP_MS) / 3_600;
    }
  }
  return track;
}
