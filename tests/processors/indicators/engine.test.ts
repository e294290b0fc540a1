/**
 * Goal: the window engine keeps its kinds of windows apart, its bounds, and each part once.
 * Method: measures and indicators of the test's own, one task, labels by hand.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IndicatorDefinition, Scope } from '#core/indicator.ts';
import { INDICATORS } from '#core/indicator-catalogue.ts';
import { HOUR_MS, MINUTE_MS, shanghaiDayStartMs } from '#core/time.ts';
import type { Indicator } from '#processors/indicators/define.ts';
import { IndicatorTask, type Told } from '#processors/indicators/indicator-task.ts';
import type { Measure } from '#processors/indicators/measures.ts';
import {
  alignedStartMs,
  checkSpec,
  sessionsOf,
  type WindowSpec,
  windowStarts,
} from '#processors/indicators/windows.ts';
import type { WindowPartBody } from '#proto/codec/indicator.ts';

const START_MS = Date.UTC(2026, 2, 1, 4);
const SCOPE: Scope = { kind: 'region', id: '440300' };
const at = (minute: number): number => START_MS + minute * MINUTE_MS;

function indicatorOn(window: WindowSpec): { measure: Measure; indicator: Indicator } {
  const measure: Measure = { name: 'test', window, width: 1, index: 0 };
  const definition: IndicatorDefinition = { ...INDICATORS[1], scopes: ['region'], factor: 1 };
  const read: Indicator['read'] = (sums) => ({
    numerator: sums[0]!,
    denominator: 1,
    samples: sums[0]!,
    sources: 0,
    expected: 0,
  });
  return { measure, indicator: { definition, measure, everyWindow: false, read } };
}

class Bench {
  readonly values: Told[] = [];
  readonly task: IndicatorTask;
  private number = 0;
  private readonly out = { value: (value: Told) => void this.values.push(value) };

  constructor(window: WindowSpec, sources = 1) {
    const { measure, indicator } = indicatorOn(window);
    this.task = new IndicatorTask(0, sources, [indicator], [measure]);
  }

  send(labelMs: number, body: WindowPartBody, { source = 0, epoch = 1, number = -1 } = {}): void {
    this.task.process(
      {
        task: `vehicle-${source}`,
        epoch,
        number: number < 0 ? this.number++ : number,
        source,
        tickMs: labelMs,
        body,
      },
      this.out,
    );
  }

  part(labelMs: number, windowStartMs: number, sum = 1, options = {}): void {
    const delta = { measure: 'test', scope: SCOPE, windowStartMs, windowMs: 0, sums: [sum] };
    this.send(labelMs, { kind: 'delta', delta }, options);
  }

  mark(labelMs: number, options = {}): void {
    this.send(labelMs, { kind: 'mark' }, options);
  }

  /** `start–end phase numerator` of what stands, in minutes. */
  standing(): string[] {
    const last = new Map(this.values.map((value) => [value.windowStartMs, value]));
    return [...last.values()]
      .sort((a, b) => a.windowStartMs - b.windowStartMs)
      .map((v) => {
        const [from, to] = [v.windowStartMs, v.windowEndMs].map(
          (ms) => (ms - START_MS) / MINUTE_MS,
        );
        return `${from}–${to} ${v.phase} ${v.numerator}`;
      });
  }
}

const FIVE: WindowSpec = { kind: 'tumbling', sizeMs: 5 * MINUTE_MS };

describe('kinds of windows', () => {
  test('days begin at midnight in Shanghai, hours on the hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
        expect(alignedStartMs(ms, 24 * HOUR_MS)).toBe(shanghaiDayStartMs(ms));
        expect(ms - alignedStartMs(ms, HOUR_MS)).toBeLessThan(HOUR_MS);
      }),
    );
  });

  test('hopping: a pane counts for every window over it; the sums agree with a brute-force count', () => {
    const spec: WindowSpec = { kind: 'hopping', sizeMs: 15 * MINUTE_MS, hopMs: 5 * MINUTE_MS };
    expect(windowStarts(spec, at(10))).toEqual([at(0), at(5), at(10)]);
    const bench = new Bench(spec);
    for (const minute of [0, 5, 5, 20]) bench.part(at(1), at(minute));
    bench.mark(at(60));
    expect(bench.standing()).toEqual([
      '-10–5 final 1',
      '-5–10 final 3',
      '0–15 final 3',
      '5–20 final 2',
      '10–25 final 1',
      '15–30 final 1',
      '20–35 final 1',
    ]);
    expect(() => checkSpec({ ...spec, hopMs: 4 * MINUTE_MS })).toThrow('whole hops');
  });

  test('session: a late pane joins two, its withdrawal parts them again', () => {
    const bench = new Bench({ kind: 'session', paneMs: MINUTE_MS, gapMs: 3 * MINUTE_MS });
    bench.part(at(1), at(0));
    bench.part(at(7), at(6));
    bench.mark(at(8));
    expect(bench.standing()).toEqual(['0–4 early 1', '6–10 early 1']);
    bench.part(at(8) + 1, at(3), 5);
    bench.mark(at(9));
    expect(bench.standing()).toEqual(['0–10 early 7', '6–10 early 0']);
    bench.mark(at(15));
    expect(bench.standing()).toEqual(['0–10 final 7', '6–10 final 0']);
    bench.part(at(15) + 1, at(3), -5);
    bench.mark(at(20));
    expect(bench.standing()).toEqual(['0–4 amended 1', '6–10 amended 1']);
  });

  test('sessions follow from the set of panes, not from its order', () => {
    const spec = { kind: 'session', paneMs: 1, gapMs: 2 } as const;
    let joined = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 20 }), fc.nat(), (minutes, seed) => {
        const panes = [...new Set(minutes)].map((m) => [m, [1]] as const);
        const turned = [
          ...panes.slice(seed % (panes.length + 1)),
          ...panes.slice(0, seed % (panes.length + 1)),
        ];
        const sessions = sessionsOf(spec, panes);
        expect(sessionsOf(spec, turned)).toEqual(sessions);
        expect(sessions.reduce((sum, s) => sum + s.sums[0]!, 0)).toBe(panes.length);
        if (sessions.length < panes.length) joined++;
      }),
    );
    expect(joined).toBeGreaterThan(20);
  });
});

describe('parts', () => {
  test('wait for every source, and count once', () => {
    const bench = new Bench(FIVE, 2);
    bench.part(at(1), at(0));
    bench.mark(at(2));
    expect(bench.values).toEqual([]);
    bench.part(at(2), at(0), 4, { source: 1 });
    bench.mark(at(2), { source: 1 });
    expect(bench.standing()).toEqual(['0–5 early 5']);
    bench.part(at(3), at(0), 9, { number: 0 });
    expect(bench.task.counters.duplicates).toBe(1);
  });

  test('told again under a new epoch: what was marked is known, what was not is replaced', () => {
    const bench = new Bench(FIVE);
    bench.part(at(1), at(0), 2);
    bench.mark(at(1));
    bench.part(at(2), at(0), 3);
    bench.part(at(1), at(0), 2, { epoch: 2, number: 0 });
    bench.mark(at(1), { epoch: 2, number: 1 });
    bench.part(at(2), at(0), 3, { epoch: 2, number: 2 });
    bench.mark(at(2), { epoch: 2, number: 3 });
    expect(bench.standing()).toEqual(['0–5 early 5']);
  });

  test('the grace is a logged setting, in force from its place in the log', () => {
    const bench = new Bench(FIVE);
    const json = JSON.stringify({ runtime: { windowGraceMs: 60_000 } });
    bench.part(at(1), at(0));
    bench.send(at(2), { kind: 'rules', registryOffset: 1, json });
    bench.mark(at(5));
    expect(bench.standing()).toEqual(['0–5 early 1']);
    bench.mark(at(6));
    expect(bench.standing()).toEqual(['0–5 final 1']);
  });

  test('too late for a window let go: counted, and nothing is told', () => {
    const bench = new Bench(FIVE);
    bench.part(at(1), at(0));
    bench.mark(at(600));
    bench.part(at(601), at(0));
    bench.mark(at(660));
    expect(bench.task.counters.late).toBe(1);
    expect(bench.standing()).toEqual(['0–5 final 1']);
  });

  test('state is bounded: windows of a day leave as others come', () => {
    const bench = new Bench(FIVE);
    let most = 0;
    for (let minute = 0; minute < 3 * 24 * 60; minute += 5) {
      bench.part(at(minute), at(minute));
      bench.mark(at(minute) + 10_000);
      most = Math.max(most, bench.task.cells.size);
    }
    // History of six hours, an hour, the grace, and an hour until they are looked at.
    expect(most).toBeLessThanOrEqual((8 * 60) / 5 + 4);
    expect(bench.task.sources[0]!.held).toEqual([]);
  });
});
