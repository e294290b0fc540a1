/** Corners of the driving clock that no single alert shows. */
import { expect, test } from 'vitest';
import type { SubjectKey } from '#core/identity.ts';
import { FLAGS, type Observation } from '#core/report.ts';
import { advance, CLOCK, newClock, release } from '#processors/rules/driving-clock.ts';
import { observation } from './harness.ts';

const PARAMS = { minRestMs: 1_200_000, movingKmh: 5, movingSustainMs: 10_000, gapMaxMs: 300_000 };
const BASE_MS = Date.parse('2026-11-20T08:00:00+08:00');
const V1 = '00000000000000a1' as SubjectKey;
const V2 = '00000000000000a2' as SubjectKey;

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
