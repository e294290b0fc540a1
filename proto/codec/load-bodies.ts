/** Passenger counts and weighings between wire and house units, through the generated code. */
import { type PassengerFlow, TYRE_KINDS, type TyreKind, type Weighing } from '#core/load.ts';
import { tizheng } from '../generated/reading.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, safeNumber } from './generated.ts';
import { degOfE7, dkmhOfKmh, e7OfDeg, kmhOfDkmh } from './units.ts';

const v1 = tizheng.reading.v1;

/** More axles than any vehicle on a road has. */
export const AXLES_MAX = 20;

export function encodePassengers(flow: PassengerFlow): Uint8Array {
  return v1.PassengerFlow.encode(flow).finish();
}

/** Throws WireFault. */
export function decodePassengers(bytes: Uint8Array): PassengerFlow {
  const wire = decodeGenerated(v1.PassengerFlow, bytes);
  return {
    startTimeMs: wire.startTimeMs == null ? null : safeNumber(wire.startTimeMs),
    endTimeMs: wire.endTimeMs == null ? null : safeNumber(wire.endTimeMs),
    boarding: wire.boarding,
    alighting: wire.alighting,
  };
}

/** Whom a station weighed, as it says itself; nowhere in the log. */
export interface WeighedPlate {
  plate: string;
  plateColour: number;
}

/** `whom` is for stations; a record of the log has none. */
export function encodeWeighing(weighing: Weighing, whom?: WeighedPlate): Uint8Array {
  return v1.Weighing.encode({ ...wireOfWeighing(weighing), ...whom }).finish();
}

/** Throws WireFault. */
export function decodeWeighing(bytes: Uint8Array): Weighing & WeighedPlate {
  const wire = decodeGenerated(v1.Weighing, bytes);
  if (wire.axles.length > AXLES_MAX) throw new WireFault('range', 'more axles than a vehicle has');
  return {
    timeMs: wire.timeMs == null ? null : safeNumber(wire.timeMs),
    grossKg: wire.grossKg,
    axles: wire.axles.map((axle) => ({
      loadKg: axle.loadKg ?? 0,
      tyres: tyresOf(axle.tyres),
      group: axle.group ?? null,
      drive: axle.drive ?? false,
    })),
    combination: wire.combination ?? null,
    speedKmh: wire.speedDkmh == null ? null : kmhOfDkmh(wire.speedDkmh),
    lengthM: wire.lengthCm == null ? null : wire.lengthCm / 100,
    lane: wire.lane ?? null,
    latitudeDeg: wire.latitudeE7 == null ? null : degOfE7(wire.latitudeE7),
    longitudeDeg: wire.longitudeE7 == null ? null : degOfE7(wire.longitudeE7),
    plate: wire.plate,
    plateColour: wire.plateColour,
  };
}

function wireOfWeighing(weighing: Weighing): tizheng.reading.v1.IWeighing {
  const { timeMs, grossKg, axles, combination, speedKmh, lengthM, lane } = weighing;
  const { latitudeDeg, longitudeDeg } = weighing;
  return {
    ...{ timeMs, grossKg, combination, lane },
    axles: axles.map((axle) => ({ ...axle, tyres: TYRE_KINDS[axle.tyres] })),
    speedDkmh: speedKmh === null ? null : dkmhOfKmh(speedKmh),
    lengthCm: lengthM === null ? null : Math.round(lengthM * 100),
    latitudeE7: latitudeDeg === null ? null : e7OfDeg(latitudeDeg),
    longitudeE7: longitudeDeg === null ? null : e7OfDeg(longitudeDeg),
  };
}

/** A number of a later version is a kind of tyre we do not know. */
function tyresOf(number: number | null | undefined): TyreKind {
  const found = Object.entries(TYRE_KINDS).find(([, value]) => value === number);
  return found === undefined ? 'unknown' : (found[0] as TyreKind);
}
