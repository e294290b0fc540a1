import { describe, expect, test } from 'vitest';
import type { TripGround } from '#core/trip/ground.ts';
import { newPassage, takePoint } from '#core/trip/passage.ts';
import { makeFleet } from '#tools/simulate/fleet.ts';
import { placeAt } from '#tools/simulate/motion.ts';
import { demoTrips } from '#tools/simulate/trips.ts';

const now = Date.parse('2026-11-21T15:00:00+08:00');
/** The seed of the demo, and one in which vehicles turn where they would depart. */
const fleets = [1, 7].map((seed) => makeFleet({ vehicles: 300, seed, now }));
const trips = fleets.flatMap((fleet) => demoTrips(fleet).map((trip) => ({ ...trip, fleet })));

test('some of each kind, no vehicle twice', () => {
  const notes = Map.groupBy(trips, ({ plan }) => plan.note);
  expect([...notes.values()].map((each) => each.length)).toEqual([12, 12, 12, 12, 6]);
  for (const fleet of fleets) {
    const ids = demoTrips(fleet).map(({ plan }) => plan.vehicleId);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

describe('those that run', () => {
  test.each(
    trips
      .filter(({ isApproved }) => isApproved)
      .map((trip, at) => [`${at} ${trip.plan.note}`, trip] as const),
  )('%s: departure and arrival are found in their motion, in time', (_, { plan, fleet }) => {
    const vehicle = fleet.vehicles.find((each) => each.vehicle.vehicleId === plan.vehicleId)!;
    const ground: TripGround = {
      origin: { kind: 'circle', ...plan.origin },
      destination: { kind: 'circle', ...plan.destination },
      ...{ via: [], stops: [], permitted: [], way: null, limitKmh: null, plannedKm: null },
      regionCodes: [],
    };
    const passage = newPassage(ground, null);
    // From the beginning of the preloaded history.
    for (
      let timeMs = now - 15 * 60_000;
      timeMs < now + 15 * 60_000;
      timeMs += timeMs < now ? 30_000 : 10_000
    ) {
      const { latDeg: latitudeDeg, lonDeg: longitudeDeg } = placeAt(vehicle.plan, timeMs);
      takePoint(passage, { timeMs, latitudeDeg, longitudeDeg }, { ground, earliestMs: 0 });
    }
    expect(Math.abs(passage.departed!.timeMs - plan.departMs)).toBeLessThan(120_000);
    expect(Math.abs(passage.arrived!.timeMs - plan.arriveMs)).toBeLessThan(120_000);
  });
});
