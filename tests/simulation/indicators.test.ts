/**
 * Goal: indicator values and verdicts on risk are a function of the facts, whatever the order of arrival, repetitions,
 * partitions, restarts and hours of delay; and children add up to their parents at every minute.
 * Method: a seeded fleet that moves, drifts and speeds, registered in counties of two cities. A
 * failure names its seed; run it again with `SIM_SEED=… vitest run tests/simulation`.
 */
import { describe, expect, test } from 'vitest';
import type { Reading } from '#core/report.ts';
import type { RiskTold } from '#core/risk/verdict.ts';
import { HOUR_MS } from '#core/time.ts';
import type { Told } from '#processors/indicators/indicator-task.ts';
import { rules } from '#processors/rules/index.ts';
import { isFull } from '#tests/faults/size.ts';
import { type Result, runLog } from './driver.ts';
import { type Random, randomOf } from './random.ts';
import {
  type Arrival,
  displaced,
  type Fact,
  logOfArrivals,
  makeFacts,
  START_MS,
  tickReading,
  vehicleKey,
} from './world.ts';

const usual = isFull ? [1, 2, 3] : [1];
const seeds = process.env.SIM_SEED === undefined ? usual : [Number(process.env.SIM_SEED)];
const WITHIN_MS = 27_000;
const VEHICLES = 9;
const MINUTES = 80;
const REGIONS = ['440305', '440306', '440106', '440100', null];
const CLASSES = ['charter', 'dangerous', 'heavy'];

/** The world's facts stand still; these drive east, and one in forty is thrown out of its way. */
function inMotion(reading: Reading): Reading {
  if (reading.body.kind !== 'position') return reading;
  const { position } = reading.body;
  const ms = position.fixTimeMs! - START_MS;
  const noise = (Math.imul(ms ^ reading.subjectKey.charCodeAt(3), 2_654_435_761) >>> 8) % 400;
  position.longitudeDeg = Math.round((113.3 + ms * 2e-7 + noise * 1e-7) * 1e7) / 1e7;
  if (noise % 40 === 7) position.latitudeDeg = 23.4;
  if (noise % 50 === 3) position.longitudeDeg = 140;
  return reading;
}

/** A road they drive on until they are thrown off it. */
function road(): Reading {
  const corridor = {
    type: 'LineString',
    coordinates: [
      [113.3, 23.1],
      [114.5, 23.1],
    ],
  };
  const json = JSON.stringify({ sectionId: 's1', corridor });
  const body = { kind: 'registry', registryOffset: 99, entity: 'section', id: 's1', json } as const;
  return { ...tickReading(0), body };
}

function registry(): Reading[] {
  return Array.from({ length: VEHICLES }, (_, n) => {
    const key = vehicleKey(n);
    const json = JSON.stringify({
      subjectKey: key,
      class: CLASSES[n % CLASSES.length],
      enterpriseId: `e${n % 2}`,
      regionCode: REGIONS[n % REGIONS.length],
    });
    return {
      ...tickReading(0),
      subjectKey: key,
      body: { kind: 'registry', registryOffset: n, entity: 'vehicle', id: key, json },
    };
  });
}

function worldLog(arrivals: readonly Arrival[]): Reading[] {
  const log = logOfArrivals(arrivals, []).map(inMotion);
  // Time goes on until every hour is final.
  const last = log.findLast(({ body }) => body.kind === 'tick')!.receivedTimeMs;
  const ticks = Array.from({ length: 600 }, (_, n) => tickReading(last + (n + 1) * 10_000));
  return [road(), ...registry(), ...log, ...ticks];
}

const onTime = (facts: readonly Fact[]): Arrival[] =>
  facts.map((fact) => ({ fact, receivedMs: fact.fixMs }));

/** Last value told of each indicator, scope and window; how often it was told does not count. */
function finalOf(values: readonly Told[]): string[] {
  const last = new Map<string, string>();
  for (const { phase, version, tickMs, ...value } of values)
    last.set(
      `${value.indicatorId} ${value.scope.kind}:${value.scope.id} ${value.windowStartMs}`,
      JSON.stringify(value),
    );
  return [...last.values()].sort();
}

/** What stands of each subject of risk, but for when and how often it was told. */
function verdictsOf(risks: readonly RiskTold[]): string[] {
  const last = new Map<string, string>();
  for (const { version, asOfMs, ...told } of risks) {
    // Of more uncorrected alerts than are named, those are named that came first.
    const stands =
      told.kind === 'section'
        ? told
        : { ...told, history: [], codeSinceMs: 0, uncorrected: told.uncorrected.count };
    last.set(`${told.kind} ${told.id}`, JSON.stringify(stands));
  }
  return [...last.values()].sort();
}

const bytesOf = ({ values, risks }: Pick<Result, 'values' | 'risks'>): string[] =>
  [...values, ...risks].map((told) => JSON.stringify(told)).sort();

function run(log: readonly Reading[], partitions: number, cuts: readonly number[] = []) {
  return runLog(log, { partitions, rules, cuts });
}

/** Some facts of an hour are uploaded two hours later. */
function delayed(facts: readonly Fact[], random: Random): Arrival[] {
  const lastMs = facts.at(-1)!.fixMs;
  const arrivals = facts.map((fact) => ({
    fact,
    receivedMs: random.next() < 0.1 ? lastMs + HOUR_MS + random.int(0, 60_000) : fact.fixMs,
  }));
  return arrivals.sort((a, b) => a.receivedMs - b.receivedMs);
}

/** The few that differ, not thousands that agree. */
function expectSame(values: readonly string[], wanted: readonly string[]): void {
  const [is, was] = [new Set(values), new Set(wanted)];
  expect({
    extra: values.filter((value) => !was.has(value)).slice(0, 3),
    missing: wanted.filter((value) => !is.has(value)).slice(0, 3),
  }).toEqual({ extra: [], missing: [] });
}

describe.each(seeds)('seed %i', (seed) => {
  const facts = makeFacts(randomOf(seed), { vehicles: VEHICLES, minutes: MINUTES });
  const straight = run(worldLog(onTime(facts)), 1);
  const expected = finalOf(straight.values);

  test('every indicator of the fleet says something, and all of it becomes final', () => {
    const byId = Map.groupBy(straight.values, ({ indicatorId }) => indicatorId);
    for (const id of [
      'fleet.online-rate',
      'fleet.active',
      'fleet.mean-speed',
      'data.qualified-rate',
      'data.drift-rate',
      'data.track-completeness',
      'safety.speeding-per-100',
    ])
      expect(
        byId.get(id)?.some(({ value }) => value !== null && value > 0),
        id,
      ).toBe(true);
    const open = straight.values.filter(({ windowEndMs }) => windowEndMs < START_MS + 2 * HOUR_MS);
    const last = new Map(
      open.map((v) => [`${v.indicatorId} ${v.scope.kind}${v.scope.id} ${v.windowStartMs}`, v]),
    );
    for (const value of last.values()) expect(value.phase).not.toBe('early');
  });

  test('every vehicle, driver and enterprise has a verdict, and the road violations', () => {
    const last = new Map(straight.risks.map((told) => [`${told.kind} ${told.id}`, told]));
    const kinds = [...last.values()].map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'vehicle')).toHaveLength(VEHICLES);
    expect(kinds).toEqual(expect.arrayContaining(['driver', 'enterprise', 'section']));
    for (const told of last.values()) {
      if (told.kind === 'section') continue;
      expect(told.code === 'red').toBe(told.uncorrected.count > 0 || (told.score ?? 0) >= 70);
    }
    // The way on the road is sampled once a minute, the way of all is exact; how many were thrown off it is the seed's.
    const noon = (id: string) => {
      const told = last.get(`section ${id}`);
      const cells = told?.kind === 'section' ? told.cells : [];
      return cells.find(({ weekday, hour }) => weekday === 0 && hour === 12)!;
    };
    expect(noon('s1').count).toBeGreaterThan(100);
    expect(noon('s1').wayKm / noon('').wayKm).toBeGreaterThan(0.4);
    expect(noon('s1').wayKm / noon('').wayKm).toBeLessThan(1.05);
  });

  test.each([1, 2, 8])('the same bytes on %i partitions', (partitions) => {
    expectSame(bytesOf(run(worldLog(onTime(facts)), partitions)), bytesOf(straight));
  });

  test('displaced inside the buffer and tripled', () => {
    const tripled = [...facts, ...facts, ...facts];
    const log = worldLog(onTime(displaced(tripled, randomOf(seed + 9), WITHIN_MS)));
    const { values, risks } = run(log, 2);
    expectSame(finalOf(values), expected);
    expectSame(verdictsOf(risks), verdictsOf(straight.risks));
  });

  test('hours late: the same values in the end, and final ones are amended', () => {
    const arrivals = delayed(facts, randomOf(seed + 5));
    const late = run(worldLog(arrivals), 2);
    expect(late.values.some(({ phase }) => phase === 'amended')).toBe(true);
    const windows = new Set(straight.values.map(({ windowStartMs }) => windowStartMs));
    const comparable = late.values.filter(({ windowStartMs }) => windows.has(windowStartMs));
    expectSame(finalOf(comparable), expected);
    expectSame(verdictsOf(late.risks), verdictsOf(straight.risks));
  });

  test.each([1, 8])('cut and resumed anywhere, on %i partitions', (partitions) => {
    const where = randomOf(seed * 7 + partitions);
    const log = worldLog(delayed(facts, randomOf(seed + 5)));
    const cuts = Array.from({ length: 6 }, () => where.int(1, log.length - 1));
    const whole = run(log, partitions);
    expectSame(bytesOf(run(log, partitions, cuts)), bytesOf(whole));
  });

  test('children add up to their parents whenever they are told', () => {
    const sums = new Map<string, Told>();
    let compared = 0;
    for (const [, told] of Map.groupBy(straight.values, ({ tickMs }) => tickMs)) {
      for (const value of told)
        sums.set(
          `${value.indicatorId} ${value.windowStartMs} ${value.scope.kind}:${value.scope.id}`,
          value,
        );
      for (const { indicatorId, windowStartMs } of told) {
        if (indicatorId === 'fleet.active') continue;
        const at = (scope: string): number[] => {
          const value = sums.get(`${indicatorId} ${windowStartMs} ${scope}`);
          return [value?.numerator ?? 0, value?.denominator ?? 0];
        };
        const total = (...scopes: string[]): number[] =>
          scopes.map(at).reduce((a, b) => a.map((sum, i) => sum + b[i]!), [0, 0]);
        const all = total('region:440000', 'region:unknown');
        expect(total('region:440300', 'region:440100')).toEqual(at('region:440000'));
        expect(total('region:440305', 'region:440306')).toEqual(at('region:440300'));
        expect(total('class:charter', 'class:dangerous', 'class:heavy')).toEqual(all);
        expect(total('enterprise:e0', 'enterprise:e1')).toEqual(all);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(500);
  });
});
