/**
 * Every indicator against its vectors (tests/vectors/indicators/<id>/*.json): what it reads off the
 * sums of a window, among them the published figures of domain.md 4.1; and that an empty, a full and
 * a late window are told as early, final and amended.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SCOPE_KINDS, type Scope } from '#core/indicator.ts';
import { INDICATORS } from '#core/indicator-catalogue.ts';
import { MINUTE_MS } from '#core/time.ts';
import { indicators } from '#processors/indicators/index.ts';
import { IndicatorTask, type Told } from '#processors/indicators/indicator-task.ts';
import {
  CONDUCT,
  FLEET,
  type Measure,
  REGISTERED,
  registered,
  TRAFFIC,
  WEATHER,
} from '#processors/indicators/measures.ts';

interface Vector {
  why: string;
  source: string;
  sums: Record<string, number>;
  registered?: Record<string, number>;
  value: number | null;
  /** Digits after the point that the source gives; absent = exact. */
  digits?: number;
  coverage: number | null;
}

const FOLDER = new URL('../../vectors/indicators/', import.meta.url);
const SLOTS: Record<string, Record<string, number>> = {
  fleet: FLEET,
  conduct: CONDUCT,
  traffic: TRAFFIC,
  weather: WEATHER,
  registered: REGISTERED,
};
const START_MS = Date.UTC(2026, 2, 1, 4);

function vectorsOf(id: string): [string, Vector][] {
  const folder = new URL(`${id}/`, FOLDER);
  return readdirSync(folder).map((name) => [
    name,
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector,
  ]);
}

function sumsOf(measure: Measure, named: Record<string, number>): number[] {
  const sums: number[] = new Array(measure.width).fill(0);
  for (const [name, value] of Object.entries(named)) {
    const slot = SLOTS[measure.name]![name];
    expect(slot, `${measure.name} has a sum ${name}`).toBeDefined();
    sums[slot!] = value;
  }
  return sums;
}

/** One source, one partition; feeds parts and marks. */
function taskOf(): {
  values: Told[];
  part(measure: Measure, scope: Scope, windowStartMs: number, sums: number[]): void;
  mark(labelMs: number): void;
} {
  const values: Told[] = [];
  const out = { value: (value: Told) => void values.push(value) };
  const task = new IndicatorTask(0, 1, indicators);
  let labelMs = START_MS;
  return {
    values,
    part: (measure, scope, windowStartMs, sums) =>
      task.accept(
        0,
        labelMs + 1,
        {
          kind: 'delta',
          delta: { measure: measure.name, scope, windowStartMs, windowMs: 0, sums },
        },
        out,
      ),
    mark(ms) {
      task.accept(0, ms, { kind: 'mark' }, out);
      labelMs = ms;
    },
  };
}

test('the list is the catalogue, and every one has vectors', () => {
  expect(indicators.map(({ definition }) => definition)).toEqual([...INDICATORS]);
  expect(readdirSync(FOLDER).sort()).toEqual(INDICATORS.map(({ id }) => id).sort());
});

describe.each(indicators.map((indicator) => [indicator.definition.id, indicator] as const))(
  '%s',
  (id, { definition, measure }) => {
    const scope: Scope = { kind: definition.scopes[0]!, id: '440305' };
    const vectors = vectorsOf(id);

    test.each(vectors)('vector %s', (_name, vector) => {
      const task = taskOf();
      if (vector.registered !== undefined)
        task.part(registered, scope, 0, sumsOf(registered, vector.registered));
      task.part(measure, scope, START_MS, sumsOf(measure, vector.sums));
      task.mark(START_MS + definition.windowMs + 5 * MINUTE_MS);
      const told = task.values.findLast(
        ({ indicatorId, windowStartMs }) => indicatorId === id && windowStartMs === START_MS,
      )!;
      expect(told.phase).toBe('final');
      if (vector.digits === undefined || vector.value === null)
        expect(told.value).toBe(vector.value);
      else expect(told.value).toBeCloseTo(vector.value, vector.digits);
      expect(told.coverage).toBe(vector.coverage);
    });

    test('no value without a denominator, and never 0 or 100 instead', () => {
      expect(
        vectors.some(([, { value }]) => value === null) || definition.id === 'fleet.active',
      ).toBe(true);
    });

    test('early while it is open, final after its grace, amended by a late part', () => {
      const task = taskOf();
      const [, full] = vectors.find(([, { value }]) => value !== null && value > 0)!;
      const sums = sumsOf(measure, full.sums);
      const mine = () => task.values.filter(({ indicatorId }) => indicatorId === id);
      task.part(registered, scope, 0, sumsOf(registered, full.registered ?? {}));
      task.part(measure, scope, START_MS, sums);
      task.mark(START_MS + MINUTE_MS);
      expect(mine().at(-1)).toMatchObject({ phase: 'early', version: 1 });
      task.mark(START_MS + definition.windowMs + 5 * MINUTE_MS - 10_000);
      expect(mine().filter((v) => v.windowStartMs === START_MS)).toHaveLength(1);
      task.mark(START_MS + definition.windowMs + 5 * MINUTE_MS);
      const final = mine().findLast((v) => v.windowStartMs === START_MS)!;
      expect(final).toMatchObject({ phase: 'final', version: 2 });
      task.part(measure, scope, START_MS, sums);
      task.mark(START_MS + definition.windowMs + 20 * MINUTE_MS);
      const amended = mine().findLast((v) => v.windowStartMs === START_MS)!;
      expect(amended).toMatchObject({ phase: 'amended', version: 3 });
      expect(amended.samples).toBe(2 * final.samples);
    });

    test('scopes are known kinds', () => {
      for (const kind of definition.scopes) expect(SCOPE_KINDS).toContain(kind);
    });
  },
);
