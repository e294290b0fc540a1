/** What the registry says of a vehicle at one time, as rules see it. */
import type { SubjectKey } from '#core/identity.ts';
import type { VehicleClass } from '#core/report.ts';
import type { Corridor } from './corridor.ts';
import {
  dayAfterMs,
  type Line,
  type Permit,
  type PlaceRoute,
  type Ticket,
  type Waybill,
} from './papers.ts';

/** The vehicle itself (core/registry/vehicle.ts); null = the registry does not say. */
export interface VehicleFacts {
  readonly totalMassKg: number | null;
  readonly curbMassKg: number | null;
  readonly ratedLoadKg: number | null;
  readonly axles: number | null;
  /** Semi-trailer tractor. */
  readonly tractor: boolean | null;
  readonly singleDriveAxle: boolean | null;
  /** Approved seats, driver included. */
  readonly seats: number | null;
  readonly lineId: string | null;
  /** End of the transport certificate (道路运输证), exclusive. */
  readonly certificateToMs: number | null;
}

/** What the registry says of the subject at this point of the log; rules never look further. */
export interface SubjectInfo {
  readonly subjectKey: SubjectKey;
  /** `other` when the registry does not know the vehicle. */
  readonly class: VehicleClass;
  readonly enterpriseId: string | null;
  /** Home of the vehicle (车籍所在地). */
  readonly regionCode: string | null;
  readonly vehicle: VehicleFacts;
  /** Corridors of this vehicle, prepared once per registry change; pick by validity at the observation's time. */
  readonly corridors: readonly Corridor[];
  /** Papers on file, run out or not, each list in the order of ids. */
  readonly permits: readonly Permit[];
  readonly waybills: readonly Waybill[];
  readonly tickets: readonly Ticket[];
  readonly placeRoutes: readonly PlaceRoute[];
  /** Line of a scheduled coach with its stops. */
  readonly line: Line | null;
  /**
   * Papers the registry has ever held for this vehicle: `ticket`, `waybill`, kinds of permits; in
   * order. Where it never held one, nothing follows from there being none.
   */
  readonly kept: readonly string[];
}

export const NO_VEHICLE_FACTS: VehicleFacts = {
  totalMassKg: null,
  curbMassKg: null,
  ratedLoadKg: null,
  axles: null,
  tractor: null,
  singleDriveAxle: null,
  seats: null,
  lineId: null,
  certificateToMs: null,
};

/** Stands for every empty list: one of each vehicle's own would be a place in memory to wait for. */
const NONE: readonly never[] = [];

const listOf = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? NONE : list);

/** The same, in the one shape that all of them have. */
export function subjectInfo(info: SubjectInfo): SubjectInfo {
  return {
    subjectKey: info.subjectKey,
    class: info.class,
    enterpriseId: info.enterpriseId,
    regionCode: info.regionCode,
    vehicle: info.vehicle,
    corridors: listOf(info.corridors),
    permits: listOf(info.permits),
    waybills: listOf(info.waybills),
    tickets: listOf(info.tickets),
    placeRoutes: listOf(info.placeRoutes),
    line: info.line,
    kept: listOf(info.kept),
  };
}

/** A subject of which the registry has said nothing. */
export function unknownSubject(subjectKey: SubjectKey): SubjectInfo {
  return subjectInfo({
    subjectKey,
    class: 'other',
    enterpriseId: null,
    regionCode: null,
    vehicle: NO_VEHICLE_FACTS,
    corridors: NONE,
    permits: NONE,
    waybills: NONE,
    tickets: NONE,
    placeRoutes: NONE,
    line: null,
    kept: NONE,
  });
}

/** @param record the vehicle as logged; members that do not fit count as not said */
export function vehicleFactsOf(record: Record<string, unknown> | null): VehicleFacts {
  if (record === null) return NO_VEHICLE_FACTS;
  const number = (name: string) => (typeof record[name] === 'number' ? record[name] : null);
  const flag = (name: string) => (typeof record[name] === 'boolean' ? record[name] : null);
  const { lineId, certificateValidTo } = record;
  const certificateToMs = dayAfterMs(certificateValidTo);
  const facts: VehicleFacts = {
    totalMassKg: number('totalMassKg'),
    curbMassKg: number('curbMassKg'),
    ratedLoadKg: number('ratedLoadKg'),
    axles: number('axles'),
    tractor: flag('tractor'),
    singleDriveAxle: flag('singleDriveAxle'),
    seats: number('seats'),
    lineId: typeof lineId === 'string' && lineId !== '' ? lineId : null,
    certificateToMs: Number.isNaN(certificateToMs) ? null : certificateToMs,
  };
  return Object.values(facts).every((fact) => fact === null) ? NO_VEHICLE_FACTS : facts;
}
