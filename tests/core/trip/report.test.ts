/** Verification of a journey whose truth is known: 55.6 km north in some hour, with one of each thing that can go wrong. */
import { describe, expect, test } from 'vitest';
import { METRES_PER_DEGREE } from '#core/geo/distance.ts';
import type { Route } from '#core/registry/route.ts';
import { FLAGS, type Observation } from '#core/report.ts';
import { groundOf, type TripPapers } from '#core/trip/ground.ts';
import { type ReportAlert, type ReportInput, verifyTrip } from '#core/trip/report/report.ts';
import type { TripPlan } from '#core/trip/trip.ts';
import { drivingPeriods } from '#processors/driving-ledger.ts';
import {
  DEPART_MS,
  DRIVER_KEY,
  NO_PLACES,
  planWith,
  type Stretch,
  TRIP_ID,
  trackOf,
} from './support.ts';

const MINUTE_MS = 60_000;
const northOf = (km: number) => 22.5 + (km * 1_000) / METRES_PER_DEGREE;
const NO_PAPERS: TripPapers = {
  ...{ route: undefined, line: undefined, ticket: undefined, waybill: undefined, permits: [] },
};
const route = {
  corridor: {
    type: 'LineString',
    coordinates: [
      [114, 22.5],
      [114, northOf(60)],
    ],
  },
  halfWidthM: 100,
} as unknown as Route;
const alert: ReportAlert = {
  ...{
    alertId: 'a',
    type: 'speed.over',
    severity: 'minor',
    state: 'closed',
    openedAtMs: DEPART_MS,
  },
  ...{ closedAtMs: null, zh: '', en: '', work: 'closed', outcome: 'confirmed' },
  ...{ handledAfterMs: 1, version: '1', actionOffset: null },
};

function verified(
  stretches: readonly Stretch[],
  more: {
    plan?: Partial<TripPlan>;
    papers?: Partial<TripPapers>;
    changes?: (index: number) => Partial<Observation>;
    input?: Partial<ReportInput>;
  } = {},
) {
  const plan = planWith({
    destination: { latitudeDeg: northOf(50), longitudeDeg: 114, radiusM: 500 },
    ...more.plan,
  });
  const papers = { ...NO_PAPERS, ...more.papers };
  const track = trackOf(DEPART_MS, stretches, more.changes);
  const moment = { latitudeDeg: null, longitudeDeg: null, by: 'track' } as const;
  const last = track.at(-1)?.eventTimeMs ?? DEPART_MS;
  return verifyTrip({
    tripId: TRIP_ID,
    trip: {
      plan,
      departed: { ...moment, timeMs: DEPART_MS },
      arrived: { ...moment, timeMs: last },
    },
    ground: groundOf(plan, papers, NO_PLACES),
    track,
    drivers: [{ key: DRIVER_KEY, periods: drivingPeriods(track) }],
    ...{ alerts: [], isCut: false },
    ...more.input,
  });
}
const resultOf = (report: ReturnType<typeof verified>, item: string) =>
  report.findings.find((each) => each.item === `trip.${item}`)?.result;

const STEADY: Stretch[] = [{ minutes: 50, kmh: 60 }];

test('a journey as planned conforms, and every figure is the truth', () => {
  const report = verified([...STEADY, { minutes: 1, kmh: 0 }], {
    papers: { route },
    plan: {
      arriveMs: DEPART_MS + 50 * MINUTE_MS,
      via: [{ latitudeDeg: northOf(25), longitudeDeg: 114, radiusM: 300, name: '半途' }],
    },
  });
  expect(report.verdict).toBe('conforming');
  expect(report.distance).toEqual({ plannedKm: 50, odometerKm: 50, trackKm: 50, completeKm: 50 });
  expect(report.times).toMatchObject({ departDelayMin: 0, arriveDelayMin: 1, durationMin: 51 });
  // The circle of 300 m begins at 24.7 km.
  expect(report.via).toEqual([
    { name: '半途', passedMs: DEPART_MS + 24.833 * MINUTE_MS + 20, isLocated: true },
  ]);
  expect(report.deviations).toEqual([]);
  expect(report.speeding).toEqual({ limitKmh: 100, episodes: [] });
  expect(report.driving.drivers).toEqual([
    { key: DRIVER_KEY, drivingMin: 50, longestMin: 50, estimated: false },
  ]);
  expect(report.quality).toMatchObject({
    ...{ points: 306, fixes: 306, completeness: 1, gaps: [], delayMsMedian: 500, delayMsP95: 500 },
  });
  expect(report.basis).toEqual({
    ...{ partition: 3, fromOffset: 100, toOffset: 405, isCut: false },
    ...{ fromMs: DEPART_MS, toMs: DEPART_MS + 50 * MINUTE_MS + 50_000 },
  });
  expect(report.findings.map(({ result }) => result)).not.toContain('fail');
});

test('the same rows give the same bytes', () => {
  const [a, b] = [verified(STEADY), verified(STEADY)];
  expect(JSON.stringify(a)).toBe(JSON.stringify(b));
});

describe('stops', () => {
  const stopAt = (km: number, arriveMs = DEPART_MS + 20 * MINUTE_MS) => ({
    at: { latitudeDeg: northOf(km), longitudeDeg: 114, radiusM: 200, name: `${km}` },
    arriveMs,
  });
  const halting = (minutes: number): Stretch[] => [
    { minutes: 22, kmh: 60 },
    { minutes, kmh: 0 },
    { minutes: 28, kmh: 60 },
  ];

  test('a planned stop is served, with its times; one that is passed is missed', () => {
    const { stops, verdict } = verified(halting(10), { plan: { stops: [stopAt(22), stopAt(30)] } });
    expect(stops.planned).toMatchObject([
      {
        ...{ name: '22', arrivedMs: DEPART_MS + 22 * MINUTE_MS, minutes: 10, delayMin: 2 },
        ...{ leftMs: DEPART_MS + 32 * MINUTE_MS, offset: 232 },
      },
      { name: '30', arrivedMs: null, leftMs: null, minutes: null, delayMin: null, offset: null },
    ]);
    expect([stops.unplanned, verdict]).toEqual([[], 'conforming']);
  });

  test.each([
    ['charter', 15, 0],
    ['charter', 15.5, 1],
    ['dangerous', 10, 0],
    ['dangerous', 10.5, 1],
  ] as const)(
    'a %s that stands %s min where nothing is planned: %s told',
    (vehicleClass, minutes, told) => {
      const report = verified(halting(minutes), { plan: { class: vehicleClass } });
      expect(report.stops.unplanned.length).toBe(told);
      if (told === 1) expect(report.stops.unplanned[0]!.minutes).toBe(minutes);
      expect(report.verdict).toBe(
        told === 1 && vehicleClass === 'dangerous' ? 'deviating' : 'conforming',
      );
    },
  );

  test('where it begins, and where a permit lets it, it may stand', () => {
    const permit = { stops: [stopAt(22).at] } as never;
    const papers = { permits: [{ permitId: 'P', permit }] };
    expect(verified(halting(40), { papers }).stops.unplanned).toEqual([]);
    const waiting: Stretch[] = [{ minutes: 40, kmh: 0 }, ...STEADY];
    expect(verified(waiting).stops.unplanned).toEqual([]);
  });

  test('one fast fix of a parked receiver does not end a stop', () => {
    const changes = (index: number) => (index === 150 ? { speedKmh: 9 } : {});
    expect(verified(halting(20), { changes }).stops.unplanned).toMatchObject([{ minutes: 20 }]);
  });
});

describe('the corridor', () => {
  const leaving = (minutes: number, lateralM: number): Stretch[] => [
    { minutes: 20, kmh: 60 },
    { minutes, kmh: 60, lateralM },
    { minutes: 30 - minutes, kmh: 60 },
  ];

  test.each([
    [5, 600, 1],
    // Beyond half-width + 50 m, for at least three points and two minutes between the first and the last.
    [5, 149, 0],
    [5, 152, 1],
    [2, 600, 0],
    [13 / 6, 600, 1],
  ])('%s min at %s m: %s deviation', (minutes, lateralM, told) => {
    const report = verified(leaving(minutes, lateralM), { papers: { route } });
    expect(report.deviations?.length).toBe(told);
    expect(resultOf(report, 'route')).toBe(told === 0 ? 'pass' : 'fail');
    expect(report.verdict).toBe(told === 0 ? 'conforming' : 'deviating');
    if (told === 0) return;
    const [deviation] = report.deviations!;
    expect(deviation).toMatchObject({
      fromMs: DEPART_MS + 20 * MINUTE_MS,
      fromOffset: 220,
      minutes: Math.round(minutes * 10) / 10,
    });
    expect(Math.abs(deviation!.maxM - lateralM)).toBeLessThan(1);
  });

  test('without one nothing is said', () => {
    const report = verified(leaving(5, 600));
    expect([report.deviations, resultOf(report, 'route')]).toEqual([null, 'unknown']);
  });

  test('a place on the way that was not passed is a deviation, also one passed too early', () => {
    const at = (km: number) => ({ latitudeDeg: northOf(km), longitudeDeg: 114, radiusM: 200 });
    const via = (...km: number[]) => verified(STEADY, { plan: { via: km.map(at) } }).verdict;
    expect([via(10, 40), via(40, 10), via(10, 70)]).toEqual([
      'conforming',
      'deviating',
      'deviating',
    ]);
  });
});

describe('speed', () => {
  const fast = (minutes: number, kmh: number): Stretch[] => [
    { minutes: 10, kmh: 60 },
    { minutes, kmh },
    { minutes: 20, kmh: 60 },
  ];
  const wide = { plan: { destination: { latitudeDeg: 24, longitudeDeg: 114 } } };

  test.each([
    [2, 100, 0],
    [2, 100.1, 1],
    // Four reports span thirty seconds: not more than thirty.
    [4 / 6, 110, 0],
    [5 / 6, 110, 1],
  ])('%s min at %s km/h: %s', (minutes, kmh, told) => {
    const { speeding, verdict } = verified(fast(minutes, kmh), wide);
    expect(speeding.episodes.length).toBe(told);
    expect(verdict).toBe(told === 0 ? 'conforming' : 'violating');
    if (told === 1)
      expect(speeding.episodes[0]).toEqual({
        ...{
          fromMs: DEPART_MS + 10 * MINUTE_MS,
          toMs: DEPART_MS + (10 + minutes) * MINUTE_MS - 10_000,
        },
        ...{ seconds: minutes * 60 - 10, maxKmh: kmh, limitKmh: 100, fromOffset: 160 },
      });
  });

  test('events within a minute of each other are one', () => {
    const twice = (between: number): Stretch[] => [
      { minutes: 1, kmh: 110 },
      { minutes: between, kmh: 60 },
      { minutes: 1, kmh: 120 },
    ];
    const of = (between: number) => verified(twice(between), wide).speeding.episodes;
    expect(of(5 / 6)).toMatchObject([{ maxKmh: 120, seconds: 160 }]);
    expect(of(1).length).toBe(2);
  });

  test('the limit is the lower of plan and class, and lower for coaches at night', () => {
    const limited = { ...route, limitKmh: 60 };
    const of = (more: Parameters<typeof verified>[1]) => verified(fast(5, 85), more).speeding;
    expect(of(wide).episodes).toEqual([]);
    expect(of({ papers: { route: limited } })).toMatchObject({ limitKmh: 60, episodes: [{}] });
    expect(of({ plan: { class: 'dangerous' } }).episodes[0]?.limitKmh).toBe(80);
    expect(of({ plan: { class: 'other' } })).toEqual({ limitKmh: null, episodes: [] });
    const night = (index: number) => ({ eventTimeMs: DEPART_MS + 14 * 3_600_000 + index * 10_000 });
    expect(of({ ...wide, changes: night }).episodes[0]?.limitKmh).toBe(80);
    expect(of({ plan: { ...wide.plan, class: 'heavy' }, changes: night }).episodes).toEqual([]);
  });
});

test('driving and resting go by the clock of the rules', () => {
  const report = verified([
    { minutes: 245, kmh: 10 },
    { minutes: 20, kmh: 0 },
    { minutes: 30, kmh: 10 },
  ]);
  expect(report.driving).toEqual({
    drivers: [{ key: DRIVER_KEY, drivingMin: 275, longestMin: 245, estimated: false }],
    rests: [{ fromMs: expect.any(Number), toMs: expect.any(Number), minutes: 20 }],
  });
  expect([resultOf(report, 'driving'), report.verdict]).toEqual(['fail', 'violating']);
});

describe('data', () => {
  test('a silence is a gap; a long one with a long way leaves the track incomplete', () => {
    const silent = (minutes: number): Stretch[] => [
      { minutes: 20, kmh: 60 },
      { minutes, kmh: 60, silent: true },
      { minutes: 30 - minutes, kmh: 60 },
    ];
    const short = verified(silent(4.5));
    expect([short.quality.gaps, short.quality.completeness]).toEqual([[], 1]);
    const long = verified(silent(20));
    // The last report before and the first after lie ten seconds further apart.
    expect(long.quality.gaps).toEqual([
      {
        ...{ fromMs: DEPART_MS + 20 * MINUTE_MS - 10_000, toMs: DEPART_MS + 40 * MINUTE_MS },
        ...{ km: 20.2, offset: 219 },
      },
    ]);
    expect(long.quality.completeness).toBeCloseTo(29.6 / 49.8, 2);
    expect([resultOf(long, 'track'), long.verdict]).toEqual(['fail', 'undetermined']);
  });

  test('drift and points without a fix carry no way', () => {
    const changes = (index: number): Partial<Observation> => {
      if (index === 50) return { flags: FLAGS.drift, latitudeDeg: 30 };
      return index === 60 ? { flags: FLAGS.noFix, latitudeDeg: null, longitudeDeg: null } : {};
    };
    const { quality, distance, verdict } = verified(STEADY, { changes });
    expect(quality).toMatchObject({ points: 300, fixes: 298, drift: 1, noFix: 1 });
    expect([distance.trackKm, verdict]).toEqual([49.8, 'conforming']);
  });

  test('an odometer that was set back keeps the rest of its count', () => {
    const changes = (index: number) => (index >= 150 ? { mileageKm: (index - 150) / 6 } : {});
    expect(verified(STEADY, { changes }).distance.odometerKm).toBeCloseTo(49.6, 0);
    expect(
      verified(STEADY, { changes: () => ({ mileageKm: null }) }).distance.odometerKm,
    ).toBeNull();
  });

  test('the scatter of a parked receiver adds no way', () => {
    const parked: Stretch[] = [...STEADY, { minutes: 60, kmh: 0 }];
    const changes = (index: number) =>
      index > 300 ? { longitudeDeg: 114 + (index % 2) * 0.0002 } : {};
    expect(verified(parked, { changes }).distance.trackKm).toBe(50);
  });

  test('no track at all proves nothing', () => {
    const report = verified([]);
    expect(report.verdict).toBe('undetermined');
    expect(report.basis).toMatchObject({ partition: null, fromOffset: null, toOffset: null });
  });
});

test.each([
  [{}, 'warn', 'conforming'],
  [{ severity: 'major' }, 'fail', 'violating'],
  [{ severity: 'critical', outcome: 'false-alarm' }, 'pass', 'conforming'],
  [{ severity: 'critical', state: 'withdrawn' }, 'pass', 'conforming'],
] as const)('an alert %j: %s, %s', (changes, result, verdict) => {
  const report = verified(STEADY, { input: { alerts: [{ ...alert, ...changes }] } });
  expect([resultOf(report, 'alerts'), report.verdict]).toEqual([result, verdict]);
});

test('lists end, and what is left out is counted', () => {
  const alerts = Array.from({ length: 250 }, () => alert);
  const report = verified(STEADY, { input: { alerts } });
  expect([report.alerts.length, report.omitted]).toEqual([200, 50]);
});

test('a trip that has not run cannot be verified', () => {
  expect(() =>
    verified(STEADY, { input: { trip: { plan: planWith(), departed: null, arrived: null } } }),
  ).toThrow(RangeError);
});
