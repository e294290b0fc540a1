/** When a vehicle has no link: what its scenario plans, and dead spots by chance. */
import type { SimVehicle } from './fleet.ts';
import { chanceAt } from './random.ts';
import type { TimeSpan } from './scenario.ts';

/** Share of a vehicle's half hours with a dead spot of 40 to 150 seconds. */
const CHANCE = 0.02;
const SLOT_MS = 30 * 60_000;
const SHORTEST_MS = 40_000;
const LONGEST_MS = 150_000;

/** The outage at an instant; null = the link can work. */
export function outageAt(vehicle: SimVehicle, seed: number, now: number): TimeSpan | null {
  const planned = vehicle.scenario?.plan.outages.find(
    ({ fromMs, toMs }) => now >= fromMs && now < toMs,
  );
  if (planned !== undefined) return planned;
  const outage = chanceOutage(vehicle, seed, now);
  return outage !== null && now >= outage.fromMs && now < outage.toMs ? outage : null;
}

/** Start of the next outage known; infinity = none. */
export function nextOutageMs(vehicle: SimVehicle, seed: number, now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { fromMs } of vehicle.scenario?.plan.outages ?? []) {
    if (fromMs > now) next = Math.min(next, fromMs);
  }
  const chance = chanceOutage(vehicle, seed, now);
  return chance !== null && chance.fromMs > now ? Math.min(next, chance.fromMs) : next;
}

function chanceOutage(vehicle: SimVehicle, seed: number, now: number): TimeSpan | null {
  if (vehicle.scenario !== null) return null;
  const own = vehicle.seed ^ seed;
  const slot = Math.floor(now / SLOT_MS);
  if (chanceAt(own, slot, 5) >= CHANCE) return null;
  const fromMs = slot * SLOT_MS + chanceAt(own, slot, 6) * (SLOT_MS - LONGEST_MS);
  return {
    fromMs,
    toMs: fromMs + SHORTEST_MS + chanceAt(own, slot, 7) * (LONGEST_MS - SHORTEST_MS),
  };
}
