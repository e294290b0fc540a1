/** Whether a vehicle is loaded, and whether a permit holds at its hour and place: what bans and permits ask alike. */
import type { Observation } from '#core/report.ts';
import { isInForce, isInWindows, type Permit } from '../papers.ts';
import type { SubjectInfo } from '../subject-info.ts';
import type { World } from '../world/world.ts';
import { hasPosition } from './evidence.ts';

/** JT/T 808 status bits 8–9: 0 empty, 1 half, 3 full; 2 is reserved. Terminals without the sensor send 0. */
export function loadBits({ statusFlag }: Observation): number {
  return (statusFlag >>> 8) & 3;
}

export function isEmpty(
  observation: Observation,
  { waybills }: SubjectInfo,
  zeroBitsAreEmpty: boolean,
): boolean {
  if (loadBits(observation) !== 0) return false;
  if (zeroBitsAreEmpty) return true;
  return !waybills.some((bill) => !bill.empty && isInForce(bill, observation.eventTimeMs));
}

/** Of a permit in force: its hours, then its zones; `unknown` where a zone matters and the place is not known. */
export function holdsHere(
  permit: Permit,
  observation: Observation,
  world: World,
): 'yes' | 'unknown' | 'other-time' | 'other-region' {
  const { eventTimeMs } = observation;
  if (!isInWindows(permit.windows, eventTimeMs)) return 'other-time';
  if (permit.zoneIds.length === 0) return 'yes';
  if (!hasPosition(observation)) return 'unknown';
  const { latitudeDeg, longitudeDeg } = observation;
  return world
    .zonesAt(latitudeDeg, longitudeDeg, eventTimeMs)
    .some(({ id }) => permit.zoneIds.includes(id))
    ? 'yes'
    : 'other-region';
}
