/** The vehicles that a scope's indicators count, with how they are now: the last step of a drill-down. */
import type { Scope } from '#core/indicator.ts';
import type { Sight } from './access/sight.ts';
import type { Fleet } from './fleet.ts';
import type { Roster, RosterEntry } from './roster.ts';
import type { Scopes } from './scopes.ts';

/** Vehicles of one answer, those without a report first. */
export const VEHICLES_MAX = 200;
/** `unseen` = registered, but without a position since the server looks back. Also the order of the list. */
const STATES = ['unseen', 'silent', 'stopped', 'moving'] as const;
export type VehicleState = (typeof STATES)[number];

export function vehiclesOf(
  scope: Scope,
  { roster, fleet, scopes, sight }: { roster: Roster; fleet: Fleet; scopes: Scopes; sight: Sight },
) {
  const counts: Record<VehicleState, number> = { unseen: 0, silent: 0, stopped: 0, moving: 0 };
  const byState = new Map<VehicleState, RosterEntry[]>();
  let total = 0;
  for (const [subjectKey, vehicle] of roster.vehicles()) {
    if (!scopes.holdsVehicle(scope, vehicle) || !sight.holdsPlace(vehicle)) continue;
    const state = fleet.stateOf(subjectKey);
    total++;
    // Of each state at most the answer's worth: a province has thousands.
    if (++counts[state] > VEHICLES_MAX) continue;
    const listed = byState.get(state);
    const entry = sight.vehicle(subjectKey);
    if (listed === undefined) byState.set(state, [entry]);
    else listed.push(entry);
  }
  const vehicles = STATES.flatMap((state) =>
    (byState.get(state) ?? []).map(({ handle, plate, plateColour, class: vehicleClass }) => {
      return { handle, plate, plateColour, class: vehicleClass, state };
    }),
  );
  return { total, counts, vehicles: vehicles.slice(0, VEHICLES_MAX) };
}
