import type { SubjectKey } from '#core/identity.ts';
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
