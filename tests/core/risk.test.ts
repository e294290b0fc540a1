/** Risk by hand (docs/risk.md): what each part gives, how parts make a score, where colours begin. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_RISK_PARAMS, riskParamsOf } from '#core/risk/params.ts';
import { codeOf, medianOf, pointsRate, type RiskFacts, scoreOf } from '#core/risk/score.ts';
import type { RiskComponentName, RiskSums } from '#core/risk/verdict.ts';
import { isViolation } from '#core/risk/violations.ts';
import { DAY_MS } from '#core/time.ts';

const NOW_MS = Date.UTC(2026, 2, 1, 4);
const P = DEFAULT_RISK_PARAMS;

const sums = (changes: Partial<RiskSums> = {}): RiskSums => ({
  wayKm: 1_000,
  drivingHours: 20,
  alerts: { critical: 0, major: 0, minor: 0 },
  due: 0,
  handled: 0,
  positions: 100,
  qualified: 100,
  ...changes,
});
const facts = (changes: Partial<RiskFacts> = {}): RiskFacts => ({
  kind: 'vehicle',
  sums: sums(),
  referencePoints: 6,
  licencesToMs: [],
  inspectionToMs: null,
  asOfMs: NOW_MS,
  uncorrected: 0,
  ...changes,
});
const riskOf = (name: RiskComponentName, changes: Partial<RiskFacts>) =>
  scoreOf(facts(changes), P).components.find((part) => part.name === name)!.risk;

describe('parts', () => {
  test('alerts: points of severity per 1,000 km, none at zero, 100 at twice the median', () => {
    const alerts = { critical: 1, major: 2, minor: 3 };
    // 12 + 2 × 6 + 3 × 1 = 27 points in 500 km.
    expect(pointsRate(sums({ alerts, wayKm: 500 }), P)).toBe(54);
    const at = (minor: number) =>
      riskOf('alerts', { sums: sums({ alerts: { critical: 0, major: 0, minor } }) });
    expect([0, 3, 6, 12, 13].map(at)).toEqual([0, 25, 50, 100, 100]);
  });

  test('alerts: no rate below 100 km', () => {
    expect(riskOf('alerts', { sums: sums({ wayKm: 99.99 }) })).toBeNull();
    expect(riskOf('alerts', { sums: sums({ wayKm: 100 }) })).toBe(0);
    expect(pointsRate(sums({ wayKm: 0 }), { ...P, wayKmMin: 0 })).toBeNull();
  });

  test.each([
    [100, 0],
    [95, 20],
    [90, 40],
    [45, 70],
    [0, 100],
  ])('%i of 100 alerts handled: %i', (handled, risk) => {
    expect(riskOf('handling', { sums: sums({ due: 100, handled }) })).toBeCloseTo(risk, 9);
    expect(riskOf('handling', { sums: sums() })).toBeNull();
  });

  test.each([
    [100, 0],
    [95, 0],
    [86, 60],
    [80, 100],
    [79, 100],
  ])('%i of 100 records qualified: %i', (qualified, risk) => {
    expect(riskOf('quality', { sums: sums({ qualified }) })).toBeCloseTo(risk, 9);
    expect(riskOf('quality', { sums: sums({ positions: 0, qualified: 0 }) })).toBeNull();
  });

  test('papers: half from 30 days before, all when the first has run out', () => {
    const at = (days: number) => NOW_MS + days * DAY_MS;
    expect(riskOf('licence', { licencesToMs: [at(31)] })).toBe(0);
    expect(riskOf('licence', { licencesToMs: [at(30), at(90)] })).toBe(50);
    expect(riskOf('licence', { licencesToMs: [NOW_MS, at(90)] })).toBe(100);
    expect(riskOf('licence', {})).toBeNull();
    expect(riskOf('inspection', { inspectionToMs: at(0) + 1 })).toBe(50);
    expect(riskOf('inspection', { inspectionToMs: at(0) })).toBe(100);
  });
});

describe('scores', () => {
  test('a weighted mean of what is known; three reasons, the heaviest first', () => {
    // 50 × 100 + 20 × 40 + 10 × 60 + 10 × 50 + 10 × 100 = 7,900 of 100.
    const all = scoreOf(
      facts({
        sums: sums({
          alerts: { critical: 1, major: 0, minor: 0 },
          ...{ due: 10, handled: 9, qualified: 86 },
        }),
        licencesToMs: [NOW_MS + 5 * DAY_MS],
        inspectionToMs: NOW_MS - DAY_MS,
      }),
      P,
    );
    expect(all).toMatchObject({ score: 79, coverage: 1 });
    expect(all.reasons.map(({ about, points }) => [about, points])).toEqual([
      ['alerts', 50],
      ['inspection', 10],
      ['handling', 8],
    ]);
    expect(all.reasons[1]!.zh).toBe('年检已过期');
  });

  test('the weights of what is not known go to the rest; below 60 % of them there is no score', () => {
    // Alerts 50 and quality 10 of 100: (50 × 50 + 10 × 0) / 60.
    const some = scoreOf(facts({ sums: sums({ alerts: { critical: 0, major: 1, minor: 0 } }) }), P);
    expect(some).toMatchObject({ score: 41.7, coverage: 0.6 });
    const few = scoreOf(facts({ sums: sums({ positions: 0, qualified: 0 }) }), P);
    expect(few).toMatchObject({ score: null, coverage: 0.5, reasons: [] });
  });

  test('a driver answers for alerts and papers alone', () => {
    const { components } = scoreOf(facts({ kind: 'driver' }), P);
    expect(components.map(({ name }) => name)).toEqual(['alerts', 'licence']);
    const enterprise = scoreOf(facts({ kind: 'enterprise' }), P).components;
    expect(enterprise.map(({ name }) => name)).not.toContain('inspection');
  });

  test('an uncorrected critical alert is the first reason, whatever the score', () => {
    const { reasons } = scoreOf(facts({ uncorrected: 2 }), P);
    expect(reasons[0]).toMatchObject({ about: 'uncorrected', points: null });
  });
});

test('green below 40, yellow below 70, red from there or with an uncorrected critical alert', () => {
  const codes = [0, 39.9, 40, 69.9, 70, 100].map((score) => codeOf(score, 0, P));
  expect(codes).toEqual(['green', 'green', 'yellow', 'yellow', 'red', 'red']);
  expect(codeOf(null, 0, P)).toBeNull();
  expect([codeOf(null, 1, P), codeOf(5, 1, P)]).toEqual(['red', 'red']);
});

test('a median needs enough vehicles and does not fall below its floor', () => {
  expect(medianOf([9, 1, 5, 3, 7, 2, 8, 4, 6], P)).toBeNull();
  expect(medianOf([9, 1, 5, 3, 7, 2, 8, 4, 6, 10], P)).toBe(5.5);
  expect(medianOf([9, 1, 5, 3, 7, 2, 8, 4, 6, 10, 11], P)).toBe(6);
  expect(medianOf(new Array<number>(10).fill(0), P)).toBe(1);
});

test('what tells of data or device is no violation, information neither', () => {
  expect(isViolation('speed.over', 'minor')).toBe(true);
  expect(isViolation('link.dark-move', 'major')).toBe(true);
  for (const type of ['position.drift', 'link.silent', 'clock.wrong', 'terminal.fault'])
    expect(isViolation(type, 'major')).toBe(false);
  expect(isViolation('zone.entered', 'info')).toBe(false);
});

test('settings that do not fit are replaced by their defaults', () => {
  expect(riskParamsOf({ redFrom: 80, yellowFrom: 101, unknown: 1 })).toEqual({ ...P, redFrom: 80 });
});
