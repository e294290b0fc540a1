/**
 * What is known of a vehicle's load from elsewhere than its position: passengers counted at its doors
 * (JT/T 1078 0x1005) and its weight on a scale in the road (weigh-in-motion, 动态称重). House units.
 */

/** Passengers counted over an interval. */
export interface PassengerFlow {
  /** Device's times; null = impossible. */
  startTimeMs: number | null;
  endTimeMs: number | null;
  boarding: number;
  alighting: number;
}

/** What an axle stands on; numbers are the wire values in proto/. */
export const TYRE_KINDS = { unknown: 0, single: 1, dual: 2, wide: 3 } as const;
export type TyreKind = keyof typeof TYRE_KINDS;

export interface WeighedAxle {
  loadKg: number;
  /** `wide` = a standard wide single tyre, which counts like two. */
  tyres: TyreKind;
  /** Axles of one group share a number, ascending from the front; null = the scale does not tell groups. */
  group: number | null;
  /** A drive axle; false also where the scale does not know. */
  drive: boolean;
}

/** One vehicle on one scale. Whose it is, is the reading's subject: the plate ends at ingest. */
export interface Weighing {
  /** Scale's time; null = it gave no possible time. */
  timeMs: number | null;
  grossKg: number;
  /** From the front, 2…20. */
  axles: readonly WeighedAxle[];
  /** A tractor with a trailer; null = the scale does not know. */
  combination: boolean | null;
  speedKmh: number | null;
  lengthM: number | null;
  /** From 1, from the median outwards. */
  lane: number | null;
  /** Where the scale lies, WGS-84. */
  latitudeDeg: number | null;
  longitudeDeg: number | null;
}

/** A fact of a vehicle that is no position; its time line keeps it among them. */
export type VehicleEvent =
  | { kind: 'passengers'; passengers: PassengerFlow }
  | { kind: 'weighing'; weighing: Weighing };
