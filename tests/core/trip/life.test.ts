import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyAfter, foldStep, isOver, judgeStep, stepsFrom, type Trip } from '#core/trip/life.ts';
import {
  TRIP_STATES,
  TRIP_STEPS,
  type TripEvent,
  type TripState,
  type TripStep,
  worstOf,
} from '#core/trip/trip.ts';
import { eventWith, planWith } from './support.ts';

/** State → step → state it leads to; what is not here is impossible. */
const TABLE: Record<TripState, Partial<Record<TripStep, TripState>>> = {
  planned: { amend: 'planned', approve: 'approved', reject: 'rejected', cancel: 'cancelled' },
  approved: { amend: 'planned', cancel: 'cancelled', start: 'running' },
  rejected: { amend: 'planned' },
  cancelled: {},
  running: { finish: 'finished' },
  finished: { verify: 'verified' },
  verified: { verify: 'verified' },
};

function tripIn(state: TripState): Trip {
  const trip = foldStep(null, eventWith('plan', 0))!;
  return { ...trip, state, version: 4 };
}

describe.each(TRIP_STATES)('a trip that is %s', (state) => {
  test.each(TRIP_STEPS)('%s', (step) => {
    const to = TABLE[state][step];
    const event = eventWith(step, 4);
    expect(judgeStep(tripIn(state), event)).toBe(to === undefined ? 'impossible' : 'accepted');
    const after = foldStep(tripIn(state), event);
    expect(after?.state).toBe(to);
    if (after !== null) expect(after.version).toBe(5);
    for (const stale of [0, 3, 5])
      expect(judgeStep(tripIn(state), eventWith(step, stale))).toBe('stale');
  });

  test('names the steps that are possible', () => {
    expect(stepsFrom(state).sort()).toEqual(Object.keys(TABLE[state]).sort());
  });
});

test('a trip begins by being planned, once', () => {
  for (const step of TRIP_STEPS)
    expect(judgeStep(null, eventWith(step, 0))).toBe(step === 'plan' ? 'accepted' : 'impossible');
  const trip = foldStep(null, eventWith('plan', 0, { actor: 'a', atMs: 5 }))!;
  expect(trip).toMatchObject({ state: 'planned', version: 1, plannedBy: 'a', plannedAtMs: 5 });
  expect(judgeStep(trip, eventWith('plan', 0))).toBe('stale');
  expect(judgeStep(trip, eventWith('plan', 1))).toBe('impossible');
});

test('a trip whose beginning is not kept goes on from what its next step says', () => {
  const trip = foldStep(null, eventWith('start', 7, { plan: planWith({ note: 'n' }) }))!;
  expect(trip).toMatchObject({ state: 'running', version: 8, plan: { note: 'n' } });
  expect(judgeStep(null, eventWith('plan', 7))).toBe('stale');
});

test('a changed plan loses its approval, and keeps the rest', () => {
  const check = { checkedAtMs: 1, result: 'pass', findings: [], overridden: false } as const;
  const body = { ...tripIn('approved'), check: { ...check, findings: [] } };
  expect(bodyAfter(body, 'amend', { plan: planWith({ note: 'other' }) })).toMatchObject({
    plan: { note: 'other' },
    check: null,
  });
  expect(bodyAfter(body, 'start', {}).check).toEqual(check);
});

test('what is over is over', () => {
  expect(TRIP_STATES.filter(isOver)).toEqual(['rejected', 'cancelled', 'verified']);
});

test('the worst finding decides', () => {
  const of = (...results: ('pass' | 'warn' | 'fail' | 'unknown')[]) =>
    worstOf(results.map((result) => ({ result })));
  expect([
    of(),
    of('pass'),
    of('pass', 'warn'),
    of('warn', 'unknown'),
    of('unknown', 'fail'),
  ]).toEqual(['pass', 'pass', 'warn', 'unknown', 'fail']);
});

test('whoever reads the log, in whatever pieces, comes to the same trip; versions go up by one', () => {
  const states = new Set<string>();
  let refused = 0;
  const step = fc.record({
    // Mostly one that is possible, so that trips get somewhere.
    nth: fc.option(fc.nat(3), { nil: null, freq: 5 }),
    step: fc.constantFrom(...TRIP_STEPS),
    behind: fc.constantFrom(0, 0, 0, 0, 0, 1),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), fc.nat(30), (wishes, cut) => {
      let trip: Trip | null = null;
      const log: TripEvent[] = [eventWith('plan', 0)];
      for (const { nth, step, behind } of wishes) {
        trip = fold(null, log);
        const possible = stepsFrom(trip!.state);
        const next = nth === null ? step : (possible[nth % possible.length] ?? step);
        log.push(eventWith(next, Math.max(0, trip!.version - behind)));
      }
      const whole = fold(null, log);
      const at = Math.min(cut, log.length);
      expect(fold(fold(null, log.slice(0, at)), log.slice(at))).toEqual(whole);
      let version = 0;
      let state: TripState | null = null;
      let each: Trip | null = null;
      for (const event of log) {
        const next: Trip | null = foldStep(each, event);
        if (next === null) {
          refused++;
          continue;
        }
        expect(next.version).toBe(++version);
        if (state !== null) expect(TABLE[state][event.step]).toBe(next.state);
        state = next.state;
        each = next;
        states.add(next.state);
      }
    }),
    { numRuns: 300 },
  );
  expect(states.size).toBe(TRIP_STATES.length);
  expect(refused).toBeGreaterThan(50);
});

function fold(from: Trip | null, events: readonly TripEvent[]): Trip | null {
  return events.reduce<Trip | null>((trip, event) => foldStep(trip, event) ?? trip, from);
}
