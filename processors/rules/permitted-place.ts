/** Places where a vehicle on a filed route may stand, turn round and be off its line. */

import { displacementM } from '#core/geo/distance.ts';
import type { Observation } from '#core/report.ts';
import { isValidAt } from '../corridor.ts';
import { isInForce } from '../papers.ts';
import type { SubjectInfo } from '../subject-info.ts';
import type { World } from '../world/world.ts';

/** Kinds of zones of the registry where anybody may stand (服务区、停车区). */
const REST_ZONES: readonly string[] = ['service-area', 'parking'];

export interface Nearness {
  /** Within this of an end of a route valid now. */
  endsM: number;
  /** Within this of the edge of a permitted stop; 0 = inside it. */
  stopsM: number;
}

type At = Pick<Observation, 'eventTimeMs'> & { latitudeDeg: number; longitudeDeg: number };

/** Near an end or a permitted stop of a route valid now, or a stop that a permit in force allows. */
export function isPermittedPlace(
  { latitudeDeg, longitudeDeg, eventTimeMs }: At,
  { corridors, permits }: SubjectInfo,
  { endsM, stopsM }: Nearness,
): boolean {
  for (const corridor of corridors) {
    if (!isValidAt(corridor, eventTimeMs)) continue;
    if (corridor.isNearEnd(latitudeDeg, longitudeDeg, endsM)) return true;
    if (corridor.isNearStop(latitudeDeg, longitudeDeg, stopsM)) return true;
  }
  for (const permit of permits) {
    if (!isInForce(permit, eventTimeMs)) continue;
    for (const stop of permit.stops) {
      if (stop.latitudeDeg === null || stop.longitudeDeg === null) continue;
      const toM = displacementM(stop.latitudeDeg, stop.longitudeDeg, latitudeDeg, longitudeDeg);
      if (toM - stop.radiusM <= stopsM) return true;
    }
  }
  return false;
}

/** In a service area or a car park of the registry. */
export function isRestZone({ latitudeDeg, longitudeDeg, eventTimeMs }: At, world: World): boolean {
  return world
    .zonesAt(latitudeDeg, longitudeDeg, eventTimeMs)
    .some(({ kind }) => REST_ZONES.includes(kind));
}
