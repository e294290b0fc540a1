import { describe, expect, test } from 'vitest';
import { METRES_PER_DEGREE } from '#core/geo/distance.ts';
import {
  type Area,
  contains,
  groundOf,
  type TripGround,
  type TripPapers,
} from '#core/trip/ground.ts';
import { EARLY_MS, newPassage, type Passage, progressOf, takePoint } from '#core/trip/passage.ts';
import type { TripMoment } from '#core/trip/trip.ts';
import { DEPART_MS, NO_PLACES, planWith } from './support.ts';

const NO_PAPERS: TripPapers = {
  ...{ route: undefined, line: undefined, ticket: undefined, waybill: undefined, permits: [] },
};
const northOf = (km: number) => 22.5 + (km * 1_000) / METRES_PER_DEGREE;
const place = (km: number) => ({ latitudeDeg: northOf(km), longitudeDeg: 114, radiusM: 500 });
const ground = groundOf(
  planWith({ destination: place(50), distanceKm: 50, via: [place(25)] }),
  NO_PAPERS,
  NO_PLACES,
);

/** Kilometres from the origin, one report a minute from the planned departure on. */
function run(
  kms: readonly number[],
  { on = ground, departed = null }: { on?: TripGround; departed?: TripMoment | null } = {},
): Passage {
  const passage = newPassage(on, departed);
  kms.forEach((km, minute) => {
    const timeMs = DEPART_MS + minute * 60_000;
    takePoint(
      passage,
      { timeMs, latitudeDeg: northOf(km), longitudeDeg: 114 },
      { ground: on, earliestMs: DEPART_MS - EARLY_MS },
    );
  });
  return passage;
}
const minuteOf = (moment: TripMoment | null) =>
  moment === null ? null : (moment.timeMs - DEPART_MS) / 60_000;

describe('departure', () => {
  test.each([
    ['two reports outside prove it, from the last inside on', [0, 0.4, 1, 2], 1],
    ['one report outside does not', [0, 0, 0.6, 0.2, 0], null],
    ['a vehicle that was never seen inside has not left', [1, 2, 3], null],
    ['the edge is inside', [0, 0.4999, 0.5001, 1], 1],
  ])('%s', (_, kms, minute) => {
    expect(minuteOf(run(kms).departed)).toBe(minute);
  });

  test('what lies long before its time is another journey', () => {
    const passage = newPassage(ground, null);
    const at = (minutes: number, km: number) =>
      takePoint(
        passage,
        { timeMs: DEPART_MS + minutes * 60_000, latitudeDeg: northOf(km), longitudeDeg: 114 },
        { ground, earliestMs: DEPART_MS - EARLY_MS },
      );
    [0, 5, 9].forEach((km, k) => {
      at(-63 + k, km);
    });
    expect(passage.departed).toBeNull();
    [0, 1, 2].forEach((km, k) => {
      at(-60 + k, km);
    });
    expect(minuteOf(passage.departed)).toBe(-60);
  });

  test('older and repeated points change nothing', () => {
    const passage = run([0, 1]);
    const before = structuredClone(passage);
    for (const minute of [1, 0])
      takePoint(
        passage,
        { timeMs: DEPART_MS + minute * 60_000, latitudeDeg: northOf(9), longitudeDeg: 114 },
        { ground, earliestMs: 0 },
      );
    expect(passage).toEqual(before);
  });
});

describe('arrival', () => {
  const way = [0, 1, 10, 25, 40];
  test.each([
    ['two reports inside prove it, from the first on', [...way, 49.8, 50, 50], 5],
    ['one report inside does not', [...way, 49.8, 51, 52], null],
    ['inside, out and in again counts from the second time', [...way, 50, 52, 50, 50], 7],
  ])('%s', (_, kms, minute) => {
    expect(minuteOf(run(kms).arrived)).toBe(minute);
  });

  test('a journey back to its origin arrives only after its places on the way, or some kilometres', () => {
    const round = (via: number[]) =>
      groundOf(planWith({ destination: place(0), via: via.map(place) }), NO_PAPERS, NO_PLACES);
    const of = (kms: number[], via: number[]) => minuteOf(run(kms, { on: round(via) }).arrived);
    expect(of([0, 1, 2, 1, 0, 0], [25])).toBeNull();
    expect(of([0, 10, 25, 10, 0, 0], [25])).toBe(4);
    expect(of([0, 1, 2, 1, 0, 0], [])).toBeNull();
    expect(of([0, 1, 3, 1, 0, 0], [])).toBe(4);
  });

  test('a departure told by a person is taken as it is', () => {
    const departed = {
      timeMs: DEPART_MS,
      latitudeDeg: null,
      longitudeDeg: null,
      by: 'person',
    } as const;
    const passage = run([5, 30, 50, 50], { departed });
    expect([passage.departed, minuteOf(passage.arrived)]).toEqual([departed, 2]);
  });
});

describe('progress', () => {
  test('by the planned way, by the corridor, and not at all', () => {
    const passage = run([0, 1, 10, 25]);
    expect(progressOf(passage, ground)).toBeCloseTo(0.5, 2);
    expect(passage.viaMs).toEqual([DEPART_MS + 3 * 60_000]);
    const corridor = {
      type: 'LineString',
      coordinates: [
        [114, 22.5],
        [114, northOf(50)],
      ],
    };
    const route = { corridor, halfWidthM: 100 } as never;
    const on = groundOf(planWith({ destination: place(50) }), { ...NO_PAPERS, route }, NO_PLACES);
    expect(on.plannedKm).toBe(50);
    // Along the corridor, whatever was driven beside it.
    expect(progressOf(run([0, 1, 10, 5, 10], { on }), on)).toBeCloseTo(0.2, 2);
    expect(progressOf(passage, { ...ground, plannedKm: null })).toBeNull();
  });
});

test('inside a polygon, in its hole, outside', () => {
  const square = (from: number, to: number) =>
    [
      [from, from],
      [to, from],
      [to, to],
      [from, to],
      [from, from],
    ] as const;
  const area: Area = { kind: 'polygon', rings: [square(0, 10), square(4, 6)] };
  expect([contains(area, 2, 2), contains(area, 5, 5), contains(area, 11, 5)]).toEqual([
    true,
    false,
    false,
  ]);
});

describe('the ground of a plan', () => {
  const stations = new Map([
    ['A', { name: '甲站', latitudeDeg: 22.5, longitudeDeg: 114, regionCode: '440300' }],
    ['B', { name: '乙站', latitudeDeg: 23, longitudeDeg: 114, regionCode: '441800', radiusM: 90 }],
  ]);
  const lookup = { station: (id: string) => stations.get(id) as never, zone: () => undefined };
  const bare = planWith({ origin: undefined as never, destination: undefined as never });

  test('a line gives origin, destination and times, the other way round on the way back', () => {
    const line = {
      distanceKm: 55,
      stops: [
        { stationId: 'A', minutes: 0 },
        { stationId: 'B', minutes: 70 },
      ],
      timetable: [{ runId: 'back', departs: '08:00', direction: 'back' }],
    } as never;
    const out = groundOf(bare, { ...NO_PAPERS, line }, lookup);
    expect(out.origin).toMatchObject({ latitudeDeg: 22.5, radiusM: 200 });
    expect(out.destination).toMatchObject({ latitudeDeg: 23, radiusM: 90 });
    expect(out.plannedKm).toBe(55);
    const back = groundOf({ ...bare, runId: 'back' }, { ...NO_PAPERS, line }, lookup);
    expect(back.origin).toMatchObject({ latitudeDeg: 23 });
  });

  test("a plan's own places win over its papers'", () => {
    const ticket = { origin: { stationId: 'A' }, destination: { stationId: 'B' } } as never;
    const papers = { ...NO_PAPERS, ticket };
    expect(groundOf(bare, papers, lookup).destination).toMatchObject({ radiusM: 90 });
    const own = groundOf({ ...bare, destination: place(7) }, papers, lookup);
    expect(own.destination).toMatchObject({ radiusM: 500 });
    expect(own.regionCodes).toEqual(['440300', '441800']);
  });

  test('a place that is only a region has no area', () => {
    expect(
      groundOf({ ...bare, origin: { regionCode: '440300' } }, NO_PAPERS, lookup),
    ).toMatchObject({
      origin: null,
      regionCodes: ['440300'],
    });
  });
});
