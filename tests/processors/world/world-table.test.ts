/** The world of a partition against a search through every record there ever was. */
import { booleanPointInPolygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Polyline } from '#core/geo/polyline.ts';
import { BEFORE_ALL_MS, NEVER_MS } from '#processors/timeline/lane-state.ts';
import { RECENT_MAX } from '#processors/world/box-index.ts';
import { emptyWorld, file, worldOf } from './worlds.ts';

const STEP = 1 / 128;
const T0 = Date.parse('2026-11-21T12:00:00+08:00');

/** Vertices on even steps, so that points on odd ones lie between them. */
const square = (x: number, y: number, side: number): [number, number][] =>
  [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ].map(([east, north]) => [113 + 2 * east! * STEP, 22 + 2 * north! * STEP]);
const zone = (zoneId: string, x: number, y: number, side: number, more: object = {}) => ({
  zoneId,
  kind: 'no-entry',
  polygon: { type: 'Polygon', coordinates: [square(x, y, side)] },
  appliesTo: [],
  ...more,
});

describe('zones', () => {
  const change = fc.record({
    id: fc.integer({ min: 0, max: 300 }).map((n) => `z-${n}`),
    x: fc.integer({ min: 0, max: 40 }),
    y: fc.integer({ min: 0, max: 40 }),
    side: fc.integer({ min: 1, max: 24 }),
    isGone: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    ticks: fc.integer({ min: 0, max: 1 }),
  });
  const question = fc.record({
    x: fc.integer({ min: 0, max: 100 }),
    y: fc.integer({ min: 0, max: 100 }),
    tick: fc.integer({ min: -2, max: 400 }),
  });

  test('what holds at an instant is what the newest record before it said, wherever it is asked', () => {
    let found = 0;
    let several = 0;
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 5, maxLength: 2 * RECENT_MAX + 40 }),
        fc.array(question, { minLength: 30, maxLength: 60 }),
        (changes, questions) => {
          const world = emptyWorld();
          const told: { fromMs: number; id: string; record: ReturnType<typeof zone> | null }[] = [];
          let tick = 0;
          changes.forEach(({ id, x, y, side, isGone, ticks }, index) => {
            const record = isGone ? null : zone(id, x, y, side);
            expect(file(world, 'zone', id, record, index)).toBe('filed');
            tick += ticks;
            const fromMs = tick === 0 ? BEFORE_ALL_MS : T0 + tick * 1_000;
            told.push({ fromMs, id, record });
            // Of one tick the newest record holds: the others never did.
            if (changes[index + 1]?.ticks !== 0) world.apply(fromMs, BEFORE_ALL_MS);
          });
          for (const { x, y, tick: asked } of questions) {
            const timeMs = T0 + asked * 1_000;
            const lon = 113 + x * STEP;
            const lat = 22 + y * STEP;
            const now = new Map(
              told
                .filter(({ fromMs }) => fromMs <= timeMs)
                .map(({ id, record }) => [id, record] as const),
            );
            const expected = [...now.values()]
              .filter((record) => record !== null)
              .filter(({ polygon }) => booleanPointInPolygon([lon, lat], polygon as never))
              .map(({ zoneId }) => zoneId)
              .sort();
            expect(world.zonesAt(lat, lon, timeMs).map(({ id }) => id)).toEqual(expected);
            for (const id of expected) expect(world.zone(id, timeMs)?.id).toBe(id);
            found += expected.length > 0 ? 1 : 0;
            several += expected.length > 1 ? 1 : 0;
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(200);
    expect(several).toBeGreaterThan(20);
  });

  test('a change holds from its tick on, not a millisecond before', () => {
    const world = worldOf({ zones: [zone('a', 0, 0, 4)] });
    file(world, 'zone', 'a', null);
    expect(world.zonesAt(22.01, 113.01, T0)).toHaveLength(1);
    world.apply(T0, BEFORE_ALL_MS);
    expect(world.zonesAt(22.01, 113.01, T0)).toHaveLength(0);
    expect(world.zonesAt(22.01, 113.01, T0 - 1)).toHaveLength(1);
    expect([world.changedMs(T0 - 1), world.changedMs(T0)]).toEqual([BEFORE_ALL_MS, T0]);
  });

  test('an older record after a newer one changes nothing, also after a withdrawal', () => {
    const world = emptyWorld();
    expect(file(world, 'zone', 'a', zone('a', 0, 0, 4), 7)).toBe('filed');
    expect(file(world, 'zone', 'a', null, 8)).toBe('filed');
    expect(file(world, 'zone', 'a', zone('a', 0, 0, 4), 7)).toBe('known');
    expect(file(world, 'zone', 'a', zone('a', 0, 0, 4), 8)).toBe('known');
    world.apply(BEFORE_ALL_MS, BEFORE_ALL_MS);
    expect(world.zone('a', T0)).toBeNull();
  });

  test.each([
    ['a record under another name', 'b', zone('a', 0, 0, 4)],
    ['no polygon', 'a', { zoneId: 'a', kind: 'k' }],
    [
      'a ring that is not closed',
      'a',
      zone('a', 0, 0, 4, {
        polygon: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ],
          ],
        },
      }),
    ],
    [
      'a window that is no time of day',
      'a',
      zone('a', 0, 0, 4, { window: { start: '7', end: '20:00' } }),
    ],
    ['a validity that is no instant', 'a', zone('a', 0, 0, 4, { validFrom: 'yesterday' })],
  ])('refused: %s', (_what, id, record) => {
    expect(file(emptyWorld(), 'zone', id, record)).toBe('bad');
  });

  test('versions that ended before the history are let go, what holds stays', () => {
    const world = worldOf({ zones: [zone('a', 0, 0, 4), zone('b', 0, 0, 4)] });
    file(world, 'zone', 'a', zone('a', 10, 10, 4));
    world.apply(T0, BEFORE_ALL_MS);
    file(world, 'zone', 'c', zone('c', 20, 20, 4));
    world.apply(T0 + 10_000, T0 - 1);
    expect(world.zonesAt(22.01, 113.01, T0 - 1).map(({ id }) => id)).toEqual(['a', 'b']);
    file(world, 'zone', 'd', zone('d', 20, 20, 4));
    world.apply(T0 + 20_000, T0);
    expect(world.zonesAt(22.01, 113.01, T0 - 1).map(({ id }) => id)).toEqual(['b']);
    expect(world.zonesAt(22.2, 113.2, T0).map(({ id }) => id)).toEqual(['a']);
    expect([...world.all()].map(({ versions }) => versions.length)).toEqual([1, 1, 1, 1]);
  });

  test('equal areas are kept once', () => {
    const [one, two] = [0, 1].map(() => worldOf({ zones: [zone('a', 0, 0, 4)] }).zone('a', T0)!);
    expect(one).not.toBe(two);
    expect(one!.area).toBe(two!.area);
  });
});

describe('windows and days', () => {
  const on = (timeText: string, more: object, holidays: object[] = []): boolean => {
    const world = worldOf({ zones: [zone('a', 0, 0, 4, more)], holidays });
    const timeMs = Date.parse(timeText);
    return world.isZoneOn(world.zone('a', timeMs)!, timeMs);
  };
  const day = (from: string, to: string, kind: string, more: object = {}) => ({
    holidayId: `${from}${kind}`,
    from,
    to,
    kind,
    ...more,
  });
  const working = { windows: [{ start: '07:00', end: '20:00', days: 'working-days' }] };
  const night = { windows: [{ start: '22:00', end: '06:00', days: 'holidays' }] };

  test.each<[string, string, object, object[], boolean]>([
    [
      'before the window',
      '2026-11-20T06:59:59.999+08:00',
      { window: { start: '07:00', end: '20:00' } },
      [],
      false,
    ],
    [
      'at its start',
      '2026-11-20T07:00:00+08:00',
      { window: { start: '07:00', end: '20:00' } },
      [],
      true,
    ],
    [
      'at its end',
      '2026-11-20T20:00:00+08:00',
      { window: { start: '07:00', end: '20:00' } },
      [],
      false,
    ],
    [
      'a second before its end',
      '2026-11-20T19:59:59+08:00',
      { window: { start: '07:00', end: '20:00:00' } },
      [],
      true,
    ],
    [
      'over midnight, evening',
      '2026-11-20T22:00:00+08:00',
      { window: { start: '22:00', end: '06:00' } },
      [],
      true,
    ],
    [
      'over midnight, morning',
      '2026-11-20T05:59:59+08:00',
      { window: { start: '22:00', end: '06:00' } },
      [],
      true,
    ],
    [
      'over midnight, at its end',
      '2026-11-20T06:00:00+08:00',
      { window: { start: '22:00', end: '06:00' } },
      [],
      false,
    ],
    [
      'the whole day',
      '2026-11-20T23:59:59.999+08:00',
      { window: { start: '00:00', end: '24:00' } },
      [],
      true,
    ],
    [
      'outside the first, inside the second',
      '2026-11-20T13:00:00+08:00',
      { window: { start: '01:00', end: '02:00' }, windows: [{ start: '12:00', end: '14:00' }] },
      [],
      true,
    ],
    ['a Friday is a working day', '2026-11-20T08:00:00+08:00', working, [], true],
    ['a Saturday is none', '2026-11-21T08:00:00+08:00', working, [], false],
    ['a Sunday is none', '2026-11-22T08:00:00+08:00', working, [], false],
    [
      'a Friday off',
      '2026-11-20T08:00:00+08:00',
      working,
      [day('2026-11-20', '2026-11-20', 'day-off')],
      false,
    ],
    [
      'a Saturday worked in exchange',
      '2026-11-21T08:00:00+08:00',
      working,
      [day('2026-11-21', '2026-11-21', 'working-day')],
      true,
    ],
    [
      'worked in exchange inside a span off',
      '2026-11-21T08:00:00+08:00',
      working,
      [day('2026-11-19', '2026-11-22', 'day-off'), day('2026-11-21', '2026-11-21', 'working-day')],
      true,
    ],
    [
      'the last day of a span',
      '2026-11-20T08:00:00+08:00',
      working,
      [day('2026-11-18', '2026-11-20', 'day-off')],
      false,
    ],
    [
      'the day after a span',
      '2026-11-20T08:00:00+08:00',
      working,
      [day('2026-11-18', '2026-11-19', 'day-off')],
      true,
    ],
    [
      'another region’s day off',
      '2026-11-20T08:00:00+08:00',
      { ...working, regionCode: '440300' },
      [day('2026-11-20', '2026-11-20', 'day-off', { regionCode: '450000' })],
      true,
    ],
    [
      'the province’s day off',
      '2026-11-20T08:00:00+08:00',
      { ...working, regionCode: '440300' },
      [day('2026-11-20', '2026-11-20', 'day-off', { regionCode: '440000' })],
      false,
    ],
    [
      'the city works, the province does not',
      '2026-11-20T08:00:00+08:00',
      { ...working, regionCode: '440300' },
      [
        day('2026-11-20', '2026-11-20', 'day-off', { regionCode: '440000' }),
        day('2026-11-19', '2026-11-20', 'working-day', { regionCode: '440300' }),
      ],
      true,
    ],
    ['the night after a Friday', '2026-11-21T05:00:00+08:00', night, [], false],
    ['the night after a Saturday', '2026-11-22T05:00:00+08:00', night, [], true],
    ['the night after a Sunday', '2026-11-23T05:00:00+08:00', night, [], true],
    ['the evening of a Monday', '2026-11-23T22:00:00+08:00', night, [], false],
    [
      'before it is valid',
      '2026-11-20T07:59:59.999+08:00',
      { validFrom: '2026-11-20T08:00:00+08:00' },
      [],
      false,
    ],
    [
      'from when it is valid',
      '2026-11-20T08:00:00+08:00',
      { validFrom: '2026-11-20T08:00:00+08:00' },
      [],
      true,
    ],
    [
      'when it is valid no more',
      '2026-11-20T08:00:00+08:00',
      { validTo: '2026-11-20T08:00:00+08:00' },
      [],
      false,
    ],
    [
      'until then',
      '2026-11-20T07:59:59.999+08:00',
      { validTo: '2026-11-20T08:00:00+08:00' },
      [],
      true,
    ],
  ])('%s', (_what, timeText, more, holidays, expected) => {
    expect(on(timeText, more, holidays)).toBe(expected);
  });

  const ban = (more: object = {}) => ({
    banId: 'b',
    regionCode: '440000',
    appliesTo: ['dangerous'],
    from: '2026-11-20',
    to: '2026-11-21',
    windows: [{ start: '22:00', end: '06:00' }],
    ...more,
  });
  test.each<[string, string, object, boolean]>([
    ['the morning before the first day', '2026-11-20T05:00:00+08:00', {}, false],
    ['the evening of the first day', '2026-11-20T22:00:00+08:00', {}, true],
    ['the morning after the last day', '2026-11-22T05:59:59+08:00', {}, true],
    ['the evening after the last day', '2026-11-22T22:00:00+08:00', {}, false],
    ['on days off, a Friday', '2026-11-20T23:00:00+08:00', { days: 'holidays' }, false],
    ['on days off, a Saturday', '2026-11-21T23:00:00+08:00', { days: 'holidays' }, true],
  ])('a ban, %s', (_what, timeText, more, expected) => {
    const bans = worldOf({ bans: [ban(more)] }).bansAt(Date.parse(timeText));
    expect(bans.map(({ id }) => id)).toEqual(expected ? ['b'] : []);
  });
});

describe('sections', () => {
  const at = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }));
  const degrees = ([x, y]: [number, number]): [number, number] => [
    113 + x / 10_000,
    22 + y / 10_000,
  ];
  const section = (
    sectionId: string,
    coordinates: [number, number][],
    more: { halfWidthM?: number } = {},
  ) => ({
    sectionId,
    regionCode: '440100',
    corridor: { type: 'LineString', coordinates },
    ...more,
  });

  test('the ones within their half-width, nearest first', () => {
    let found = 0;
    let several = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.array(at, { minLength: 2, maxLength: 30 }),
            fc.integer({ min: 20, max: 200 }),
          ),
          {
            minLength: 1,
            maxLength: 20,
          },
        ),
        fc.array(at, { minLength: 20, maxLength: 40 }),
        (lines, points) => {
          const sections = lines.map(([line, halfWidthM], index) =>
            section(`s-${String(index).padStart(2, '0')}`, line.map(degrees), { halfWidthM }),
          );
          const world = worldOf({ sections });
          for (const point of points) {
            const [lon, lat] = degrees(point);
            const expected = sections.flatMap(({ sectionId, corridor, halfWidthM }) => {
              const distanceM = new Polyline([corridor.coordinates]).distanceM(lat, lon);
              return distanceM <= (halfWidthM as number) ? [{ id: sectionId, distanceM }] : [];
            });
            expected.sort((a, b) => a.distanceM - b.distanceM || (a.id < b.id ? -1 : 1));
            const got = world
              .sectionsNear(lat, lon, null, T0)
              .map(({ section: { id }, distanceM }) => ({ id, distanceM }));
            expect(got).toEqual(expected);
            found += expected.length > 0 ? 1 : 0;
            several += expected.length > 1 ? 1 : 0;
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(200);
    expect(several).toBeGreaterThan(50);
  });

  test.each([
    [90, ['east']],
    [149.9, ['east']],
    [150.1, []],
    [30.1, ['east']],
    [29.9, []],
    [270, ['west']],
    [359, []],
    [null, ['east', 'west']],
  ])('course %s: %j', (courseDeg, expected) => {
    const west: [number, number] = [113, 22];
    const east: [number, number] = [113.1, 22];
    const world = worldOf({
      sections: [section('east', [west, east]), section('west', [east, west])],
    });
    const near = world.sectionsNear(22.0001, 113.05, courseDeg, T0);
    expect(near.map(({ section: { id } }) => id)).toEqual(expected);
    for (const { distanceM } of near) expect(distanceM).toBeCloseTo(11.1, 1);
  });

  test('50 m where none is stated, and the course counts for the segment at hand', () => {
    const world = worldOf({
      sections: [
        section('a', [
          [113, 22],
          [113.01, 22],
          [113.01, 22.01],
        ]),
      ],
    });
    expect(world.sectionsNear(22.00044, 113.005, null, T0)).toHaveLength(1);
    expect(world.sectionsNear(22.00046, 113.005, null, T0)).toHaveLength(0);
    // Ten metres before the corner, northbound: the second leg is meant, 10 m ahead of the first one's end.
    const [near] = world.sectionsNear(22, 113.0099, 0, T0);
    expect(near?.distanceM).toBeCloseTo(10.3, 1);
  });

  test('a section without a line is known by its id alone', () => {
    const world = worldOf({ sections: [{ sectionId: 'a', regionCode: '440100', limitKmh: 80 }] });
    expect(world.section('a', T0)).toMatchObject({ limitKmh: 80, line: null });
    expect(world.lowestLimitKmh).toBe(80);
  });
});

test('weather holds a minute after its tick, and no other answer is found anew for it', () => {
  const world = emptyWorld();
  const say = (atMs: number, visibilityM: number) =>
    file(
      world,
      'weather',
      'w',
      { sensorId: 'w', latitudeDeg: 22, longitudeDeg: 113, atMs, visibilityM },
      atMs,
    );
  const at = { latitudeDeg: 22, longitudeDeg: 113, sectionId: '', reachM: 100, freshMs: 600_000 };
  const seen = (timeMs: number) => world.weatherAt(at, timeMs)?.visibilityM;
  expect(say(T0, 900)).toBe('filed');
  // Good weather is nothing anybody asks for.
  expect(world.apply(T0, BEFORE_ALL_MS)).toBe(NEVER_MS);
  expect([world.hasBadWeather, seen(T0 + 60_000)]).toEqual([false, undefined]);
  expect(say(T0 + 1_000, 150)).toBe('filed');
  expect(say(T0 + 1_000, 150)).toBe('known');
  expect(world.apply(T0 + 2_000, BEFORE_ALL_MS)).toBe(T0 + 62_000);
  expect([seen(T0 + 59_999), seen(T0 + 61_999), seen(T0 + 62_000)]).toEqual([undefined, 900, 150]);
  expect([seen(T0 + 601_000), seen(T0 + 601_001)]).toEqual([150, undefined]);
  expect(world.changedMs(T0 + 300_000)).toBe(BEFORE_ALL_MS);
  say(T0 + 62_000, 400);
  expect(world.apply(T0 + 63_000, T0 + 200_000)).toBe(T0 + 123_000);
  expect(world.hasBadWeather).toBe(false);
});

test('slow traffic holds a minute after its tick, by section, while its detectors speak', () => {
  const world = emptyWorld();
  const say = (sensorId: string, sectionId: string, atMs: number, speedKmh: number) =>
    file(
      world,
      'traffic',
      sensorId,
      { sensorId, sectionId, atMs, speedKmh, occupancyPct: null },
      atMs,
    );
  const seen = (sectionId: string, timeMs: number) =>
    world.trafficOn(sectionId, timeMs, 600_000).map(({ id, speedKmh }) => `${id} ${speedKmh}`);
  expect(world.hasTraffic).toBe(false);
  expect([say('a', 's', T0, 20), say('b', 's', T0, 30), say('c', 't', T0, 40)]).toEqual([
    'filed',
    'filed',
    'filed',
  ]);
  expect(world.apply(T0 + 1_000, BEFORE_ALL_MS)).toBe(T0 + 61_000);
  expect(world.hasTraffic).toBe(true);
  expect([seen('s', T0 + 60_999), seen('s', T0 + 61_000)]).toEqual([[], ['a 20', 'b 30']]);
  expect([seen('t', T0 + 600_000), seen('t', T0 + 600_001), seen('u', T0 + 61_000)]).toEqual([
    ['c 40'],
    [],
    [],
  ]);
  // It stands for another section now, and for the old one in its time.
  say('a', 't', T0 + 120_000, 25);
  world.apply(T0 + 121_000, BEFORE_ALL_MS);
  expect([seen('s', T0 + 180_999), seen('s', T0 + 181_000)]).toEqual([['a 20', 'b 30'], ['b 30']]);
  expect(seen('t', T0 + 181_000).sort()).toEqual(['a 25', 'c 40']);
  expect(world.changedMs(T0 + 300_000)).toBe(BEFORE_ALL_MS);
  expect(say('a', '', T0 + 130_000, 25)).toBe('bad');
});
