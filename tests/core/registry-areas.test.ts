/** Zones and routes as terminals are told them. */
import { expect, test } from 'vitest';
import type { VehicleId } from '#core/identity.ts';
import type { Route, Zone } from '#core/registry.ts';
import {
  areaIdOf,
  routeCommand,
  routeRemoval,
  zoneCommand,
  zoneRemoval,
} from '#core/registry-areas.ts';

const zone = (ring: [number, number][], more: object = {}): Zone => ({
  zoneId: 'Z1',
  kind: 'no-entry',
  polygon: { type: 'Polygon', coordinates: [ring] },
  appliesTo: [],
  ...more,
});
const box: [number, number][] = [
  [113, 22],
  [113, 23],
  [114, 23],
  [114, 22],
  [113, 22],
];
const triangle: [number, number][] = [
  [113, 22],
  [114, 22],
  [113, 23],
  [113, 22],
];
const route = (line: [number, number][], more: object = {}): Route => ({
  routeId: 'R1',
  vehicleId: 'x-1' as VehicleId,
  validFrom: '2026-11-21T00:00:00+08:00',
  validTo: '2026-11-22T00:00:00+08:00',
  corridor: { type: 'LineString', coordinates: line },
  halfWidthM: 100,
  limitKmh: 80,
  ...more,
});

test('a zone along meridians and parallels is a rectangle, any other a polygon', () => {
  expect(zoneCommand(zone(box))).toMatchObject({
    kind: 'set-rectangles',
    args: {
      setting: 'append',
      areas: [{ northDeg: 23, westDeg: 113, southDeg: 22, eastDeg: 114 }],
    },
  });
  expect(zoneRemoval(zone(box)).args).toEqual({
    shape: 'rectangle',
    ids: [areaIdOf('zone', 'Z1')],
  });
  expect(zoneCommand(zone(triangle, { window: { start: '22:00', end: '05:00' } }))).toMatchObject({
    kind: 'set-polygon',
    args: {
      vertices: [
        [113, 22],
        [114, 22],
        [113, 23],
      ],
      daily: { from: '22:00', to: '05:00' },
    },
  });
  expect(zoneRemoval(zone(triangle)).args.shape).toBe('polygon');
  const crossed: [number, number][] = [
    [113, 22],
    [114, 23],
    [114, 22],
    [113, 23],
    [113, 22],
  ];
  expect(zoneCommand(zone(crossed)).kind).toBe('set-polygon');
});

test('what a terminal cannot be told is said', () => {
  const holes = {
    ...zone(box),
    polygon: { type: 'Polygon' as const, coordinates: [box, triangle] },
  };
  expect(() => zoneCommand(holes)).toThrow('hole');
  const parts = {
    ...zone(box),
    polygon: { type: 'MultiPolygon' as const, coordinates: [[box], [triangle]] },
  };
  expect(() => zoneCommand(parts)).toThrow('several parts');
  const one = { ...parts, polygon: { ...parts.polygon, coordinates: [[box]] } };
  expect(zoneCommand(one).kind).toBe('set-rectangles');
  const both = zone(box, {
    window: { start: '22:00', end: '05:00' },
    validFrom: '2026-01-01T00:00:00+08:00',
  });
  expect(() => zoneCommand(both)).toThrow('one period or one daily window');
  expect(() => zoneCommand(zone(box, { window: { start: 'dusk', end: 'dawn' } }))).toThrow('hours');
  expect(() =>
    routeCommand(
      route([
        [113, 22],
        [114, 22],
      ]),
      { part: 1 },
    ),
  ).toThrow('1 lines');
});

test('a route is its corridor; long ones are thinned within their width', () => {
  expect(
    routeCommand(
      route([
        [113, 22],
        [114, 22],
      ]),
    ).args,
  ).toMatchObject({
    areaId: areaIdOf('route', 'R1'),
    from: Date.parse('2026-11-21T00:00:00+08:00'),
    points: [
      { longitudeDeg: 113, latitudeDeg: 22, widthM: 200, maxSpeedKmh: 80 },
      { longitudeDeg: 114, latitudeDeg: 22, widthM: 200 },
    ],
  });
  const wavy = Array.from({ length: 5_000 }, (_, k): [number, number] => [
    113 + k * 1e-4,
    22 + 0.01 * Math.sin(k / 300) + 1e-5 * Math.sin(k),
  ]);
  const { points } = routeCommand(route(wavy, { halfWidthM: 500 })).args;
  expect(points.length).toBeLessThanOrEqual(200);
  expect(points.length).toBeGreaterThan(20);
  expect(points[0]?.widthM).toBe(255);
  // Every point left out lies near the line that is left.
  for (const [longitude, latitude] of wavy) {
    const nearest = Math.min(
      ...points.map((p) => Math.hypot(p.longitudeDeg - longitude, p.latitudeDeg - latitude)),
    );
    expect(nearest).toBeLessThan(0.02);
  }
  const several = route([], {
    corridor: {
      type: 'MultiLineString',
      coordinates: [
        [
          [1, 1],
          [2, 2],
        ],
        [
          [3, 3],
          [4, 4],
        ],
      ],
    },
  });
  expect(routeCommand(several, { part: 1 }).args.points[0]?.latitudeDeg).toBe(3);
  expect(routeRemoval('R1', { part: 1 }).args.ids).toEqual([
    routeCommand(several, { part: 1 }).args.areaId,
  ]);
});
