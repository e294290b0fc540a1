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
