/**
 * Goal: the risk book colours within 60 s of event time, takes back what is taken back, lets days go, and
 * lists sections and hours only from the minimum on.
 * Method: facts by hand, in the order of labels, as the indicator task feeds them.
 */
import { describe, expect, test } from 'vitest';
import type { SubjectKey } from '#core/identity.ts';
import type { RiskFact } from '#core/risk/facts.ts';
import type { RiskTold, RiskVerdict, SectionIncidence } from '#core/risk/verdict.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '#core/time.ts';
import { RiskBook } from '#processors/risk/risk-book.ts';
import { RiskSubject } from '#processors/risk/risk-subject.ts';

/** A Monday, 10:00 in Shanghai. */
const START_MS = Date.UTC(2026, 2, 2, 2);
const CAR = '00000000000000c1' as SubjectKey;
const DRIVER = '00000000000000d1' as SubjectKey;
const whose = { enterprise: 'e1', vehicleClass: 'charter' };

type AlertFact = Extract<RiskFact, { kind: 'alert' }>;
const alert = (changes: Partial<AlertFact> = {}): RiskFact => ({
  ...{ kind: 'alert', alertId: 'a1', type: 'speed.over', severity: 'critical', isStanding: true },
  ...{ openedAtMs: START_MS, vehicle: CAR, driver: null, section: null, ...whose },
  ...changes,
});
const work = (
  actionsOffset: number,
  isHandled: boolean,
  { alertId = 'a1', isDismissed = false } = {},
): RiskFact => ({
  ...{ kind: 'work', alertId, vehicle: CAR, openedAtMs: START_MS, actionsOffset },
  ...{ isHandled, isDismissed },
});
const driven = (km: number, changes: object = {}): RiskFact => ({
  ...{ kind: 'driven', vehicle: CAR, driver: null, fromMs: START_MS, wayDm: km * 10_000 },
  ...{ drivingMs: HOUR_MS, positions: 100, qualified: 100, ...whose },
  ...changes,
});

class Bench {
  readonly told: RiskTold[] = [];
  book = new RiskBook(() => {});
  private readonly out = { risk: (told: RiskTold) => void this.told.push(structuredClone(told)) };

  constructor() {
    this.pass(START_MS - 10 * SECOND_MS);
  }

  at(labelMs: number, ...facts: RiskFact[]): this {
    this.pass(labelMs - 1);
    for (const fact of facts) this.book.apply(fact);
    this.pass(labelMs);
    return this;
  }

  pass(limitMs: number): void {
    this.book.tellThrough(limitMs, this.out);
  }

  /** What stands of a subject. */
  of(kind: RiskVerdict['kind'], id: string): RiskVerdict {
    return this.told.findLast((t): t is RiskVerdict => t.kind === kind && t.id === id)!;
  }

  section(id: string): SectionIncidence {
    return this.told.findLast((t): t is SectionIncidence => t.kind === 'section' && t.id === id)!;
  }

  /** State out and in again. */
  restart(): void {
    const { subjects, state } = this.book;
    this.book = new RiskBook(() => {});
    this.book.state = JSON.parse(JSON.stringify(state)) as typeof state;
    for (const subject of subjects.values()) {
      const record = JSON.parse(JSON.stringify(subject.record()));
      this.book.subjects.set(subject.name, RiskSubject.of(record));
    }
  }
}

describe('the safety code', () => {
  test('turns red with a critical alert, at the next step, and says by which one', () => {
    const bench = new Bench().at(START_MS + 10_000, driven(500));
    expect(bench.of('vehicle', CAR)).toMatchObject({ code: 'green', score: 0, version: 1 });
    const openedAtMs = START_MS + 20_000;
    bench.at(START_MS + 30_000, alert({ openedAtMs, driver: DRIVER }));
    for (const [kind, id] of [
      ['vehicle', CAR],
      ['driver', DRIVER],
      ['enterprise', 'e1'],
    ] as const) {
      const verdict = bench.of(kind, id);
      expect(verdict.code).toBe('red');
      expect(verdict.asOfMs - openedAtMs).toBeLessThanOrEqual(60 * SECOND_MS);
      expect(verdict.history.at(-1)).toMatchObject({ to: 'red', alertId: 'a1' });
    }
    expect(bench.of('vehicle', CAR).history).toMatchObject([
      { from: null, to: 'green' },
      { from: 'green', to: 'red' },
    ]);
  });

  test('stays red until the alert is closed, and again when it is opened once more', () => {
    const bench = new Bench().at(START_MS + 10_000, driven(500), alert());
    bench.at(START_MS + 20_000, work(5, false));
    expect(bench.of('vehicle', CAR).code).toBe('red');
    bench.at(START_MS + 30_000, work(6, true));
    // 12 points in 500 km are 24 per 1,000 km, four times the reference: 50 of 80 known weights.
    expect(bench.of('vehicle', CAR)).toMatchObject({ code: 'yellow', uncorrected: { count: 0 } });
    expect(bench.of('vehicle', CAR).score).toBe(62.5);
    bench.at(START_MS + 40_000, driven(4_500));
    // 2.4 per 1,000 km against 6: 20 × 50 / 80.
    expect(bench.of('vehicle', CAR)).toMatchObject({ code: 'green', score: 12.5 });
    // An older action comes late: nothing happens. A newer one opens it again.
    bench.at(START_MS + 50_000, work(4, false));
    expect(bench.of('vehicle', CAR).code).toBe('green');
    bench.at(START_MS + 60_000, work(7, false));
    expect(bench.of('vehicle', CAR).code).toBe('red');
  });

  test('a withdrawn alert is taken back from everybody', () => {
    const bench = new Bench().at(START_MS + 10_000, driven(500), alert({ driver: DRIVER }));
    bench.at(START_MS + 20_000, alert({ driver: DRIVER, isStanding: false }));
    expect(bench.of('vehicle', CAR)).toMatchObject({ code: 'green', score: 0 });
    expect(bench.of('vehicle', CAR).profile.byType).toEqual([]);
    expect(bench.of('driver', DRIVER)).toMatchObject({ code: null, uncorrected: { count: 0 } });
  });

  test('what was judged false counts no more, of anybody and anywhere, until it is opened again', () => {
    const judged = alert({ driver: DRIVER, section: 's1' });
    const others = [2, 3, 4, 5].map((n) =>
      alert({ alertId: `b${n}`, severity: 'minor', section: 's1' }),
    );
    const bench = new Bench().at(
      START_MS + 10_000,
      driven(500, { driver: DRIVER }),
      judged,
      ...others,
    );
    bench.pass(START_MS + HOUR_MS);
    expect(bench.section('s1').cells[0]).toMatchObject({ count: 5 });
    const red = bench.of('vehicle', CAR);
    const verdictMs = START_MS + HOUR_MS + 10_000;
    bench.at(verdictMs, work(1, true, { isDismissed: true }));
    const after = bench.of('vehicle', CAR);
    expect([red.code, after.code]).toEqual(['red', 'yellow']);
    expect(after.version).toBe(red.version + 1);
    expect(after.asOfMs - verdictMs).toBeLessThanOrEqual(60 * SECOND_MS);
    expect(after.history.at(-1)).toMatchObject({ from: 'red', to: 'yellow' });
    // It had to be dealt with, and was.
    expect(after.sums).toMatchObject({ alerts: { critical: 0, minor: 4 }, due: 1, handled: 1 });
    expect(bench.of('driver', DRIVER)).toMatchObject({ code: 'green', profile: { byType: [] } });
    bench.restart();
    bench.pass(START_MS + 2 * HOUR_MS);
    expect(bench.section('s1').cells).toEqual([]);
    bench.at(START_MS + 2 * HOUR_MS + 10_000, work(2, false));
    expect(bench.of('vehicle', CAR)).toMatchObject({
      code: 'red',
      sums: { alerts: { critical: 1 } },
    });
    expect(bench.of('driver', DRIVER)).toMatchObject({ code: 'red' });
  });

  test('a verdict that is known before its alert, and one from before verdicts were told', () => {
    const verdict = work(3, true, { isDismissed: true });
    const bench = new Bench().at(START_MS + 10_000, verdict, driven(500));
    bench.at(START_MS + 20_000, alert());
    expect(bench.of('vehicle', CAR)).toMatchObject({ code: 'green', score: 0 });
    const { isDismissed: _, ...older } = work(4, true) as Extract<RiskFact, { kind: 'work' }>;
    bench.at(START_MS + 30_000, older);
    expect(bench.of('vehicle', CAR).sums.alerts.critical).toBe(1);
  });

  test('work that is known before its alert counts when the alert comes', () => {
    const bench = new Bench().at(START_MS + 10_000, work(3, true), driven(500));
    bench.at(START_MS + 20_000, alert());
    expect(bench.of('vehicle', CAR)).toMatchObject({ uncorrected: { count: 0 } });
    expect(bench.of('vehicle', CAR).sums).toMatchObject({ due: 1, handled: 1 });
  });
});

describe('the score', () => {
  test('late facts amend it, with a higher version', () => {
    const bench = new Bench().at(START_MS + 10_000, driven(1_000));
    const late = alert({ severity: 'major', openedAtMs: START_MS - 3 * DAY_MS });
    bench.at(START_MS + 20_000, late);
    // 6 points per 1,000 km against 6: 50 × 50 / 60. Nobody handled it in time: of 80 known weights now.
    expect(bench.of('vehicle', CAR)).toMatchObject({ version: 2, score: 56.3 });
    bench.at(START_MS + 30_000, driven(1_000, { fromMs: START_MS - 3 * DAY_MS }));
    expect(bench.of('vehicle', CAR)).toMatchObject({ version: 3, score: 40.6, code: 'yellow' });
    bench.at(
      START_MS + 40_000,
      driven(-1_000, {
        fromMs: START_MS - 3 * DAY_MS,
        positions: -100,
        qualified: -100,
        drivingMs: -HOUR_MS,
      }),
    );
    expect(bench.of('vehicle', CAR)).toMatchObject({ version: 4, score: 56.3 });
  });

  test('an alert weighs for 30 days, its own included, and not one more', () => {
    const bench = new Bench().at(START_MS + 10_000, alert({ severity: 'major' }), work(1, true));
    const midnight = START_MS - 10 * HOUR_MS;
    bench.at(midnight + 29 * DAY_MS, driven(500, { fromMs: midnight + 28 * DAY_MS }));
    expect(bench.of('vehicle', CAR).sums.alerts.major).toBe(1);
    bench.pass(midnight + 30 * DAY_MS);
    expect(bench.of('vehicle', CAR)).toMatchObject({ score: 0, asOfMs: midnight + 30 * DAY_MS });
    expect(bench.of('vehicle', CAR).sums.alerts.major).toBe(0);
  });

  test('the median of ten vehicles of the class is the reference from the hour on', () => {
    const bench = new Bench();
    const cars = Array.from({ length: 10 }, (_, n) => `00000000000000a${n}` as SubjectKey);
    const major = (vehicle: SubjectKey, n: number) =>
      alert({ alertId: `m${n}`, severity: 'major', vehicle });
    const known = cars.map((vehicle): RiskFact => {
      const papers = { licenceToMs: null, inspectionToMs: null };
      return { kind: 'vehicle', vehicle, isRegistered: true, ...papers, ...whose };
    });
    bench.at(
      START_MS + 10_000,
      ...known,
      ...cars.map((vehicle) => driven(2_000, { vehicle })),
      ...cars.map(major),
    );
    // 3 per 1,000 km against 6 where there is no median: 25 × 50 / 60.
    expect(bench.of('vehicle', cars[0]!).score).toBe(20.8);
    bench.restart();
    bench.pass(START_MS + HOUR_MS);
    expect(bench.of('vehicle', cars[0]!).score).toBe(41.7);
    expect(bench.of('vehicle', cars[0]!).components[0]!.reference).toBe(3);
  });

  test('papers of an enterprise: the newest record of the registry holds', () => {
    const paper = (registryOffset: number, days: number): RiskFact => ({
      ...{ kind: 'enterprise', enterprise: 'e1', registryOffset },
      licenceToMs: START_MS + days * DAY_MS,
    });
    const bench = new Bench().at(START_MS + 10_000, driven(500), paper(7, -1), paper(6, 90));
    // 100 × 10 / 70.
    expect(bench.of('enterprise', 'e1').score).toBe(14.3);
  });
});

describe('high-incidence sections and hours', () => {
  const on = (section: string, n: number, openedAtMs = START_MS) =>
    Array.from({ length: n }, (_, i) =>
      alert({ alertId: `${section}${openedAtMs}${i}`, severity: 'minor', section, openedAtMs }),
    );
  const way = (km: number, hourMs = START_MS): RiskFact => ({
    ...{ kind: 'way', section: 's1', hourMs, wayDm: km * 10_000 },
  });

  test('are listed from 5 violations on, with a rate from 100 vehicle-km on', () => {
    const bench = new Bench().at(START_MS + 10_000, ...on('s1', 4), way(99.9));
    bench.pass(START_MS + HOUR_MS);
    expect(bench.section('s1').cells).toEqual([]);
    bench.at(START_MS + HOUR_MS + 10_000, ...on('s1', 5));
    bench.pass(START_MS + 2 * HOUR_MS);
    const cell = { count: 5, wayKm: 99.9, rate: null };
    expect(bench.section('s1').cells).toEqual([
      { weekday: 0, hour: -1, ...cell },
      { weekday: 0, hour: 10, ...cell },
      { weekday: 1, hour: 10, ...cell },
    ]);
    bench.at(START_MS + 2 * HOUR_MS + 10_000, way(0.1));
    bench.pass(START_MS + 3 * HOUR_MS);
    expect(bench.section('s1').cells[0]).toEqual({
      weekday: 0,
      hour: -1,
      count: 5,
      wayKm: 100,
      rate: 50,
    });
    expect(bench.section('').cells[0]).toMatchObject({ count: 5, rate: null });
  });

  test('count 28 days, each for its day of the week', () => {
    const bench = new Bench();
    const tuesday = START_MS + DAY_MS;
    bench.at(tuesday + 10_000, ...on('s1', 3), ...on('s1', 3, tuesday), way(50), way(70, tuesday));
    bench.pass(tuesday + HOUR_MS);
    expect(bench.section('s1').cells).toEqual([
      { weekday: 0, hour: -1, count: 6, wayKm: 120, rate: 50 },
      { weekday: 0, hour: 10, count: 6, wayKm: 120, rate: 50 },
    ]);
    const midnight = START_MS - 10 * HOUR_MS;
    bench.pass(midnight + 27 * DAY_MS);
    expect(bench.section('s1').cells[0]!.count).toBe(6);
    bench.pass(midnight + 28 * DAY_MS);
    expect(bench.section('s1').cells).toEqual([]);
  });
});
