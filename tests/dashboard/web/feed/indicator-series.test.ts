/** What a tile reads from the windows it was told: newest, change, tone, line; and the address of a panel. */
import { describe, expect, test } from 'vitest';
import type { IndicatorPoint } from '#proto/codec/live-vitals.ts';
import {
  changeOf,
  IndicatorSeries,
  isOutdated,
  sparkline,
  toneOf,
} from '../../../../dashboard/web/feed/indicator-series.ts';
import { parsePlace, placeOf } from '../../../../dashboard/web/feed/vitals-place.ts';

const point = (window: number, changes: Partial<IndicatorPoint> = {}): IndicatorPoint => ({
  indicatorId: 'a',
  windowStartMs: window * 1_000,
  windowEndMs: (window + 1) * 1_000,
  phase: 'final',
  version: 1,
  definitionVersion: 1,
  numerator: 1,
  denominator: 2,
  value: window,
  level: null,
  samples: 1,
  coverage: null,
  toldAtMs: 1,
  ...changes,
});
const frame = (points: IndicatorPoint[], reset = false) => ({
  baseTimeMs: 1,
  scopeKind: 'region',
  scopeId: '440000',
  reset,
  points,
});

describe('the series', () => {
  test('keeps the newest version of each window, in order, at most 48', () => {
    const series = new IndicatorSeries();
    series.apply(frame([point(2), point(1), point(2, { version: 2, value: 9 })]));
    expect(series.of('a').map(({ value }) => value)).toEqual([1, 9]);
    series.apply(frame([point(3, { indicatorId: 'b' })]));
    expect([series.of('a').length, series.of('b').length]).toEqual([2, 1]);
    series.apply(frame(Array.from({ length: 60 }, (_, i) => point(i))));
    expect([series.of('a').length, series.of('a')[0]!.value]).toEqual([48, 12]);
    series.apply(frame([point(5)], true));
    expect([series.of('a').length, series.of('b').length]).toEqual([1, 0]);
  });

  test('change is against the window before, unknown where one has no value', () => {
    expect(changeOf([point(1), point(4)])).toBe(3);
    expect(changeOf([point(1)])).toBeNull();
    expect(changeOf([point(1, { value: null }), point(2)])).toBeNull();
  });
});

test('however many edges there are, the first level is good and the last the worst', () => {
  const tones = (edges: number) =>
    Array.from({ length: edges + 1 }, (_, level) => toneOf(level, edges));
  expect([1, 2, 3, 4, 5].map(tones)).toEqual([
    [0, 2],
    [0, 2, 3],
    [0, 1, 2, 3],
    [0, 1, 2, 2, 3],
    [0, 1, 1, 2, 2, 3],
  ]);
  expect([toneOf(null, 3), toneOf(0, 0)]).toEqual([null, null]);
});

test('a window is outdated once the next one should have been told', () => {
  const window = { windowStartMs: 0, windowEndMs: 300_000 };
  const told = 600_000 + 7 * 60_000;
  expect([isOutdated(window, told), isOutdated(window, told + 1)]).toEqual([false, true]);
});

test('the line breaks where a window has no value, and a lone value is a dot', () => {
  const box = { width: 10, height: 4 };
  expect(sparkline([point(0), point(1), point(2)], box)).toEqual(['0.0,4.0 5.0,2.0 10.0,0.0']);
  expect(sparkline([point(0), point(1, { value: null }), point(2)], box)).toEqual([
    '0.0,4.0 0.0,4.0',
    '10.0,0.0 10.0,0.0',
  ]);
  expect(sparkline([point(0, { value: 7 }), point(1, { value: 7 })], box)).toEqual([
    '0.0,2.0 10.0,2.0',
  ]);
  expect(sparkline([], box)).toEqual([]);
  expect(sparkline([point(0, { value: null })], box)).toEqual([]);
});

test('an address leads to the indicator it was made of; any other leads nowhere', () => {
  const place = {
    indicatorId: 'fleet.online-rate',
    scope: { kind: 'enterprise' as const, id: 'E 1/粤&x' },
    by: 'class' as const,
    atMs: 1_780_000_200_000,
  };
  expect(parsePlace(placeOf(place))).toEqual(place);
  expect(parsePlace(placeOf({ ...place, atMs: null }))).toEqual({ ...place, atMs: null });
  for (const hash of [
    '',
    '#alert=0123456789abcdef0123456789abcdef',
    '#indicator=a',
    '#indicator=a&scope=moon:1',
    '#indicator=a&scope=region:',
    '#indicator=a&scope=region:1&by=moon',
  ])
    expect(parsePlace(hash), hash).toBeNull();
});
