/** Topic trips.v1, through the generated code. */
import {
  TRIP_ORIGINS,
  TRIP_STEPS,
  type TripCheck,
  type TripEvent,
  type TripMoment,
  type TripPlan,
  VERDICTS,
} from '#core/trip/trip.ts';
import { tizheng } from '../generated/trip.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, safeNumber } from './generated.ts';

const v1 = tizheng.trip.v1;

export function encodeTripEvent(event: TripEvent): Uint8Array {
  const { plan, departed, arrived, check, ...rest } = event;
  return v1.TripEvent.encode({
    ...rest,
    atMs: safeNumber(event.atMs),
    planJson: JSON.stringify(plan),
    departed: momentToWire(departed),
    arrived: momentToWire(arrived),
    checkJson: check === null ? null : JSON.stringify(check),
  }).finish();
}

/** Throws WireFault, also for a step of a newer version. */
export function decodeTripEvent(bytes: Uint8Array): TripEvent {
  const wire = decodeGenerated(v1.TripEvent, bytes);
  const { tripId, baseVersion, actor, reason } = wire;
  return {
    ...{ tripId, baseVersion, actor, reason },
    step: oneOf(TRIP_STEPS, wire.step),
    atMs: safeNumber(wire.atMs),
    origin: oneOf(TRIP_ORIGINS, wire.origin),
    plan: objectOf<TripPlan>(wire.planJson),
    departed: momentOf(wire.departed),
    arrived: momentOf(wire.arrived),
    check: wire.checkJson == null ? null : objectOf<TripCheck>(wire.checkJson),
    verdict: wire.verdict == null ? null : oneOf(VERDICTS, wire.verdict),
    reportJson: wire.reportJson ?? null,
  };
}

function momentToWire(moment: TripMoment | null): tizheng.trip.v1.IMoment | null {
  if (moment === null) return null;
  const { timeMs, latitudeDeg, longitudeDeg, by } = moment;
  return {
    timeMs: safeNumber(timeMs),
    latitudeE7: latitudeDeg === null ? null : Math.round(latitudeDeg * 1e7),
    longitudeE7: longitudeDeg === null ? null : Math.round(longitudeDeg * 1e7),
    by,
  };
}

function momentOf(wire: tizheng.trip.v1.IMoment | null | undefined): TripMoment | null {
  if (wire == null) return null;
  return {
    timeMs: safeNumber(wire.timeMs ?? 0),
    latitudeDeg: wire.latitudeE7 == null ? null : wire.latitudeE7 / 1e7,
    longitudeDeg: wire.longitudeE7 == null ? null : wire.longitudeE7 / 1e7,
    by: oneOf(TRIP_ORIGINS, wire.by ?? ''),
  };
}

/** What was written here was checked before; of later versions only the form is asked. */
function objectOf<T extends object>(json: string): T {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as T;
  } catch {
    // Told below, like any other text that is no object.
  }
  throw new WireFault('value', 'a text is no JSON object');
}

function oneOf<T extends string>(list: readonly T[], value: string): T {
  if ((list as readonly string[]).includes(value)) return value as T;
  throw new WireFault('value', 'a word is outside its closed list');
}
