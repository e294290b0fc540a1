import { expect, test } from 'vitest';
import { isValidAt, prepareCorridor } from '#processors/corridor.ts';

const route = {
  routeId: 'r1',
  validFrom: '2026-11-20T08:00:00+08:00',
  validTo: '2026-11-20T09:00:00+08:00',
  corridor: {
    type: 'LineString',
    coordinates: [
      [113, 22.5],
      [113.1, 22.5],
    ],
  },
  halfWidthM: 100,
};

test('prepares a route of the registry', () => {
  const prepared = prepareCorridor({ ...route, subjectKey: '00000000000000a1' });
  if (!prepared.ok) throw new Error(prepared.reason);
  const { corridor } = prepared;
  expect(corridor.limitKmh).toBeNull();
  expect(corridor.distanceM(22.501, 113.05)).toBeCloseTo(111.2, 1);
  expect(corridor.locate(22.501, 113.05).progressM).toBeCloseTo(corridor.lengthM / 2, 0);
  expect(isValidAt(corridor, Date.parse('2026-11-20T08:00:00+08:00'))).toBe(true);
  expect(isValidAt(corridor, Date.parse('2026-11-20T08:59:59.999+08:00'))).toBe(true);
  expect(isValidAt(corridor, Date.parse('2026-11-20T09:00:00+08:00'))).toBe(false);
});

test('knows its ends, its stops and its timed stretches', () => {
  const prepared = prepareCorridor({
    ...route,
    stops: [
      { latitudeDeg: 22.51, longitudeDeg: 113.05, radiusM: 100 },
      { latitudeDeg: 22.6, longitudeDeg: 113.05 },
      { stationId: 's1' },
    ],
    segments: [
      { segmentId: 'b', fromKm: 5, toKm: 8, maxSeconds: 300 },
      { segmentId: 'a', fromKm: 0, toKm: 5, minSeconds: 60 },
    ],
  });
  if (!prepared.ok) throw new Error(prepared.reason);
  const { corridor } = prepared;
  // 111.2 m north of either end.
  for (const longitudeDeg of [113, 113.1]) {
    expect(corridor.isNearEnd(22.501, longitudeDeg, 111.3)).toBe(true);
    expect(corridor.isNearEnd(22.501, longitudeDeg, 111.1)).toBe(false);
  }
  expect(corridor.isNearEnd(22.5, 113.05, 5_000)).toBe(false);
  expect(corridor.stops).toHaveLength(2);
  expect(corridor.isNearStop(22.51, 113.05, 0)).toBe(true);
  expect(corridor.isNearStop(22.512, 113.05, 122.5)).toBe(true);
  expect(corridor.isNearStop(22.512, 113.05, 122.3)).toBe(false);
  // A place that gives no radius is a circle of 2 km.
  expect(corridor.isNearStop(22.62, 113.05, 224)).toBe(true);
  expect(corridor.isNearStop(22.62, 113.05, 223.8)).toBe(false);
  expect(corridor.segments).toEqual([
    { segmentId: 'a', fromM: 0, toM: 5_000, shortestMs: 60_000, longestMs: null },
    { segmentId: 'b', fromM: 5_000, toM: 8_000, shortestMs: 0, longestMs: 300_000 },
  ]);
});

test.each([
  ['no object', null],
  [
    'a line of one position',
    { ...route, corridor: { type: 'LineString', coordinates: [[113, 22.5]] } },
  ],
  ['a polygon', { ...route, corridor: { type: 'Polygon', coordinates: [[[113, 22.5]]] } }],
  [
    'latitude and longitude swapped',
    {
      ...route,
      corridor: {
        type: 'LineString',
        coordinates: [
          [22.5, 113],
          [22.5, 113.1],
        ],
      },
    },
  ],
  ['no width', { ...route, halfWidthM: 0 }],
  ['no instant', { ...route, validFrom: 'yesterday' }],
  ['an empty validity', { ...route, validTo: route.validFrom }],
  ['a limit of zero', { ...route, limitKmh: 0 }],
])('names what is wrong with %s and does not throw', (_name, given) => {
  const prepared = prepareCorridor(given);
  expect(prepared.ok).toBe(false);
  if (!prepared.ok) expect(prepared.reason).toMatch(/^route /);
});
