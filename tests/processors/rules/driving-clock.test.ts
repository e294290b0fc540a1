/** Corners of the driving clock that no single alert shows. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { METRES_PER_DEGREE } from '#core/geo/distance.ts';
import type { SubjectKey } from '#core/identity.ts';
import { FLAGS, type Observation } from '#core/report.ts';
import {
  advance,
  CLOCK,
  type DrivingClock,
  type FirstClock,
  newClock,
  release,
  shape,
} from '#processors/rules/driving-clock.ts';
import { observation } from './harness.ts';

const PARAMS = { minRestMs: 1_200_000, movingKmh: 5, movingSustainMs: 10_000, gapMaxMs: 300_000 };
const BASE_MS = Date.parse('2026-11-20T08:00:00+08:00');
const V1 = '00000000000000a1' as SubjectKey;
const V2 = '00000000000000a2' as SubjectKey;
const V3 = '00000000000000a3' as SubjectKey;

const at = (s: number, speedKmh: number | null, part: Partial<Observation> = {}) =>
  observation({ eventTimeMs: BASE_MS + s * 1000, speedKmh, ...part });

function feed(clock = newClock(), ...reports: Observation[]) {
  const verdicts = reports.map((report) => advance(clock, report, PARAMS));
  return { clock, verdicts };
}

test('driving begins at the first of the fast reports that prove it', () => {
  const { clock, verdicts } = feed(newClock(), at(0, 0), at(5, 30), at(10, 30), at(15, 30));
  expect(verdicts).toEqual([CLOCK.nothing, CLOCK.nothing, CLOCK.nothing, CLOCK.moving]);
  expect(clock.startMs).toBe(BASE_MS + 5_000);
});

test('5 km/h is not above 5 km/h', () => {
  const { clock } = feed(newClock(), at(0, 5), at(30, 5), at(60, 5));
  expect(clock.startMs).toBe(0);
});

test('a silence judged by displacement: at 5 km/h it was driven, just below it was a stop', () => {
  const north = (metres: number) => ({ latitudeDeg: 23 + metres / 111_195.08, longitudeDeg: 113 });
  // 1200 s at 5 km/h are 1666.7 m.
  const drove = feed(
    newClock(),
    at(0, 60, north(0)),
    at(60, 60, north(1000)),
    at(1260, 60, north(2667)),
  );
  expect(drove.verdicts[2]).toBe(CLOCK.moving);
  expect(drove.clock.estimated).toBe(true);
  const stood = feed(
    newClock(),
    at(0, 60, north(0)),
    at(60, 60, north(1000)),
    at(1260, 60, north(2660)),
  );
  expect(stood.verdicts[2]).toBe(CLOCK.nothing);
  expect(stood.clock.stopMs).toBe(BASE_MS + 60_000);
  // It moves on: the stop lasted from the last report before the silence, 20:00, and is a rest.
  expect(advance(stood.clock, at(1280, 60, north(3000)), PARAMS)).toBe(CLOCK.moving | CLOCK.rested);
  expect(stood.clock.endedRestMs).toBe(BASE_MS + 60_000);
  expect(stood.clock.startMs).toBe(BASE_MS + 1_260_000);
});

test('a terminal without satellites does not rest', () => {
  const clock = newClock();
  feed(clock, at(0, 60), at(30, 60));
  for (let s = 60; s < 2_400; s += 30) advance(clock, at(s, 0, { flags: FLAGS.noFix }), PARAMS);
  expect(clock.startMs).toBe(BASE_MS);
  expect(clock.stopMs).toBe(0);
});

test('another vehicle that stands says nothing of a driver under way', () => {
  const clock = newClock();
  for (let s = 0; s <= 1_800; s += 10) {
    advance(clock, at(s, 60, { subjectKey: V1 }), PARAMS);
    advance(clock, at(s + 1, 0, { subjectKey: V2 }), PARAMS);
  }
  expect(clock.startMs).toBe(BASE_MS);
  expect(clock.stopMs).toBe(0);
  expect(clock.vehicle).toBe(V1);
});

test('a released driver stands from there on; only a moving report ends it', () => {
  const clock = newClock();
  feed(clock, at(0, 60), at(30, 60));
  release(clock, BASE_MS + 60_000, V1);
  expect(clock.stopMs).toBe(BASE_MS + 60_000);
  expect(advance(clock, at(1_259, 60, { subjectKey: V2 }), PARAMS)).toBe(CLOCK.nothing);
  // 19:59 after the release: still the same driving period.
  expect(advance(clock, at(1_270, 60, { subjectKey: V2 }), PARAMS)).toBe(CLOCK.moving);
  expect(clock.startMs).toBe(BASE_MS);
  expect(clock.vehicle).toBe(V2);
});

test('scattered positions with speeds made of their steps are not driving', () => {
  const clock = newClock();
  let seed = 7;
  const noise = () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (seed / 0x7fffffff - 0.5) * 0.0002; // about ±11 m
  };
  let fast = 0;
  for (let s = 0; s < 7_200; s++) {
    const speedKmh = 20 + noise();
    fast++;
    advance(
      clock,
      at(s, speedKmh, { latitudeDeg: 23 + noise(), longitudeDeg: 113 + noise() }),
      PARAMS,
    );
  }
  expect(fast).toBe(7_200);
  expect(clock.startMs).toBe(0);
});

/** Reports of one vehicle without a silence: by speeds, or by positions alone. */
const drive = (vehicle: SubjectKey) =>
  fc
    .tuple(
      fc.boolean(),
      fc.array(
        fc.record({ dtS: fc.integer({ min: 2, max: 40 }), fast: fc.boolean(), times: fc.nat(6) }),
        { minLength: 1, maxLength: 12 },
      ),
    )
    .map(([bySpeed, phases]) => {
      const reports: Observation[] = [];
      let s = 0;
      let northM = 0;
      for (const { dtS, fast, times } of phases) {
        for (let i = 0; i <= times; i++) {
          s += dtS;
          if (fast) northM += dtS * 15;
          const place = { latitudeDeg: 23 + northM / METRES_PER_DEGREE, longitudeDeg: 113 };
          reports.push(at(s, bySpeed ? (fast ? 54 : 0) : null, { subjectKey: vehicle, ...place }));
        }
      }
      return reports;
    });

/** Until the first drive is proven: when, since when, and in which vehicle; null = none is. */
function firstDrive(reports: readonly Observation[]) {
  const clock = newClock();
  for (const report of reports)
    if (advance(clock, report, PARAMS) === CLOCK.moving)
      return { provenMs: report.eventTimeMs, startMs: clock.startMs, vehicle: clock.vehicle };
  return null;
}

test('vehicles that report in turn from the start: the first drive is that of the vehicle which alone would prove it first', () => {
  let beside = 0;
  const three = fc.tuple(drive(V1), drive(V2), drive(V3));
  fc.assert(
    fc.property(three, (each) => {
      const together = each.flat().sort((a, b) => a.eventTimeMs - b.eventTimeMs);
      const alone = each.map(firstDrive).filter((drive) => drive !== null);
      const first = alone.sort((a, b) => a.provenMs - b.provenMs)[0] ?? null;
      const ties = alone.filter(({ provenMs }) => provenMs === first?.provenMs);
      expect(ties.length === 0 ? [null] : ties).toContainEqual(firstDrive(together));
      if (first !== null && first.vehicle !== together[0]!.subjectKey) beside++;
    }),
    { numRuns: 300 },
  );
  expect(beside).toBeGreaterThan(50);
});

test('a fifth vehicle beside the one followed takes the place of the one watched longest', () => {
  const clock = newClock();
  const vehicle = (n: number) => `00000000000000b${n}` as SubjectKey;
  feed(clock, at(0, 0));
  for (let n = 1; n <= 5; n++) advance(clock, at(n, 60, { subjectKey: vehicle(n) }), PARAMS);
  expect(clock.others.map((other) => other.vehicle)).toEqual([2, 3, 4, 5].map(vehicle));
  expect(advance(clock, at(12, 60, { subjectKey: vehicle(1) }), PARAMS)).toBe(CLOCK.nothing);
  expect(advance(clock, at(13, 60, { subjectKey: vehicle(3) }), PARAMS)).toBe(CLOCK.moving);
  expect([clock.vehicle, clock.startMs, clock.others]).toEqual([vehicle(3), BASE_MS + 3_000, []]);
});

const logged = (offset: number) => ({ inputPartition: 3, inputOffset: offset });

test('a period inferred across a silence knows the reports on both sides of it', () => {
  const { clock } = feed(
    newClock(),
    at(0, 0, { latitudeDeg: 23, longitudeDeg: 113, ...logged(71) }),
    at(600, 60, { latitudeDeg: 23.1, longitudeDeg: 113, ...logged(72) }),
  );
  expect([clock.startMs, clock.startPartition, clock.startOffset]).toEqual([BASE_MS, 3, 71]);
  expect(clock.silences).toEqual([BASE_MS, 3, 71, BASE_MS + 600_000, 3, 72]);
});

test('of five silences the shortest of those before gives way', () => {
  const clock = newClock();
  let s = 0;
  let offset = 0;
  for (const silence of [0, 400, 320, 310, 500, 305]) {
    s += silence;
    const place = { latitudeDeg: 23 + s / 1_000, longitudeDeg: 113 };
    advance(clock, at(s, 60, { ...place, ...logged(offset++) }), PARAMS);
  }
  const ends = clock.silences.filter((_, index) => index % 6 === 5);
  expect(ends).toEqual([1, 2, 4, 5]);
});

test('a clock of the first shape goes on: the run of another vehicle is its own', () => {
  const first = (vehicle: SubjectKey, runVehicle: SubjectKey): FirstClock => {
    const { others, silences, ...rest } = newClock();
    const kept: Partial<DrivingClock> = rest;
    for (const name of ['last', 'start', 'run'] as const) {
      delete kept[`${name}Partition`];
      delete kept[`${name}Offset`];
    }
    const refs = { startRef: [1, 5] as [number, number], runRef: [2, 9] as [number, number] };
    const run = { runVehicle, runMs: BASE_MS, runLocated: false };
    return { ...(kept as FirstClock), ...refs, ...run, vehicle, lastMs: BASE_MS };
  };
  const elsewhere = shape.carryOver(first(V1, V2));
  expect(advance(elsewhere, at(10, 60, { subjectKey: V2 }), PARAMS)).toBe(CLOCK.moving);
  expect(elsewhere.startMs).toBe(BASE_MS);
  const own = shape.carryOver(first(V1, V1));
  expect(own.others).toEqual([]);
  expect(advance(own, at(10, 60, { subjectKey: V1 }), PARAMS)).toBe(CLOCK.moving);
  expect([own.startMs, own.startPartition, own.startOffset]).toEqual([BASE_MS, 2, 9]);
  expect(Object.keys(own).sort()).toEqual(Object.keys(newClock()).sort());
});
