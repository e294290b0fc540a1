/** What a vehicle did before it was watched is found also when the store comes to know it later than the fleet. */
import { expect, test } from 'vitest';
import { METRES_PER_DEGREE } from '#core/geo/distance.ts';
import type { Observation } from '#core/report.ts';
import { groundOf } from '#core/trip/ground.ts';
import type { TripEntry } from '#dashboard/server/trips/book.ts';
import { TripWatch, type WatchParts } from '#dashboard/server/trips/watch.ts';
import { DEPART_MS, NO_PLACES, planWith } from '../../core/trip/support.ts';
import { observationOf } from './support.ts';

const PAPERS = {
  ...{ route: undefined, line: undefined, ticket: undefined, waybill: undefined, permits: [] },
};
const MINUTE = 60_000;
const northOf = (km: number) => 22.5 + (km * 1_000) / METRES_PER_DEGREE;
const place = (km: number) => ({ latitudeDeg: northOf(km), longitudeDeg: 114, radiusM: 500 });
const plan = planWith({ destination: place(50), distanceKm: 50, via: [] });
/** A kilometre a minute from the planned departure on. */
const past = [0, 1, 2, 3, 4].map((minute) =>
  observationOf(minute, {
    ...{ subjectKey: plan.vehicleKey, latitudeDeg: northOf(minute), longitudeDeg: 114 },
    ...{ eventTimeMs: DEPART_MS + minute * MINUTE, receivedTimeMs: DEPART_MS + minute * MINUTE },
  }),
);

/** Seconds after the approval at which the start was found, and how often the store was asked. */
async function watched(stored: (second: number) => Observation[], isSeen = true) {
  let second = 0;
  const nowMs = () => DEPART_MS + 5 * MINUTE + second * 1_000;
  const told = { startMs: null as number | null, second: null as number | null, asked: 0 };
  const trips: { onChange: (entry: TripEntry) => void } = { onChange: () => {} };
  const trip = { tripId: 't', state: 'approved', plan, departed: null, version: 2 };
  const parts = {
    trips,
    facts: { groundOf: () => groundOf(plan, PAPERS, NO_PLACES) },
    tracks: {
      ofVehicle: async () => {
        told.asked++;
        return stored(second);
      },
    },
    fleet: { newest: () => (isSeen ? past.at(-1)! : null) },
    desk: {
      take: async (body: { step: string; departed: { timeMs: number } }) => {
        told.startMs ??= body.departed.timeMs;
        told.second ??= second;
        return 'accepted';
      },
    },
    clock: { now: nowMs },
    logger: { info() {}, warn() {} },
  } as unknown as WatchParts;
  const watch = new TripWatch(parts);
  trips.onChange({
    trip: trip as unknown as TripEntry['trip'],
    steps: [],
    seq: 1,
    reportOffset: null,
  });
  for (; second < 120 && told.second === null; second++) {
    watch.look();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return told;
}

test('a store that has it all is asked once', async () => {
  const { startMs, second, asked } = await watched(() => past);
  expect([startMs, asked]).toEqual([DEPART_MS, 1]);
  expect(second).toBeLessThan(3);
});

test.each([[true], [false]])(
  'one that is behind is asked again (seen by the fleet: %s)',
  async (isSeen) => {
    const { startMs, second } = await watched((at) => (at < 20 ? [] : past), isSeen);
    expect(startMs).toBe(DEPART_MS);
    expect(second).toBeLessThan(20 + 16);
  },
);

test('for a minute, not for ever', async () => {
  const { startMs, asked } = await watched(() => []);
  expect(startMs).toBe(null);
  expect(asked).toBeGreaterThan(20);
  expect(asked).toBeLessThan(35);
});
