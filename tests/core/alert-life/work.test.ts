/** The work on an alert, folded from what people did; and what is due when nobody does anything. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALERT_ACTIONS, type Alert, type AlertAction, OUTCOMES } from '#core/alert.ts';
import {
  DISPOSITION_CODES,
  DISPOSITIONS,
  jt809Code,
  RESULT_OF_OUTCOME,
  resultOfJt809,
  SUPERVISION_RESULTS,
} from '#core/alert-life/dispositions.ts';
import {
  deadlinesOf,
  ESCALATED_WITHIN_MS,
  type EscalationPolicy,
  escalatesStill,
  type Ladder,
  nextTelling,
  nextTimer,
  overdueOf,
  SHELVED_CRITICAL_MS_MAX,
} from '#core/alert-life/timers.ts';
import {
  type AlertWork,
  foldAction,
  freshWork,
  isSupervised,
  resultOf,
} from '#core/alert-life/work.ts';
import { DEFAULT_POLICIES } from '#core/loop/defaults.ts';
import type { NoticePlan } from '#core/loop/plan.ts';
import { HOUR_MS, MINUTE_MS, shanghaiDayStartMs } from '#core/time.ts';
import { alertOf } from '../../dashboard/server/support.ts';

const act = (action: AlertAction['action'], changes: Partial<AlertAction> = {}): AlertAction => ({
  ...{ alertId: alertOf(1).alertId, baseVersion: 0, atMs: 1_000, actor: 'li', action },
  ...{ outcome: null, cause: null, note: null, untilMs: null, ...changes },
});
/** Each action on the version the one before made. */
function worked(...actions: AlertAction[]): AlertWork {
  const work = freshWork();
  for (const action of actions)
    expect([action.action, foldAction(work, { ...action, baseVersion: work.version })]).toEqual([
      action.action,
      'accepted',
    ]);
  return work;
}

describe('what people make of an alert', () => {
  const assign = act('assign', { assignee: 'wang' });
  const shelve = act('shelve', { untilMs: 9_000 });
  const city = act('escalate', { level: 'city' });
  const supervise = act('supervise', { untilMs: 9_000, note: 'why?' });
  const done = act('reply', { result: 'done', note: 'so' });
  const close = act('close', { outcome: 'confirmed' });
  const impossible: [why: string, before: AlertAction[], action: AlertAction][] = [
    ['acknowledged twice', [act('acknowledge')], act('acknowledge')],
    ['acknowledged by being given away', [assign], act('acknowledge')],
    ['given to whoever has it', [assign], assign],
    ['given back by nobody', [], act('give-back')],
    ['given after it was closed', [close], assign],
    ['closed twice', [close], close],
    ['handled after it was closed', [close], act('handle')],
    ['opened while open', [], act('reopen')],
    ['shelved for longer unseen', [shelve], shelve],
    ['suppressed while shelved', [shelve], act('suppress', { untilMs: 9_000 })],
    ['shown while shown', [], act('unshelve')],
    ['unshelved while suppressed', [act('suppress', { untilMs: 9_000 })], act('unshelve')],
    ['unsuppressed while shelved', [shelve], act('unsuppress')],
    ['shelved after it was closed', [close], shelve],
    ['up to where it is', [city], city],
    ['down', [act('escalate', { level: 'province' })], city],
    ['up after it was closed', [close], city],
    ['an answer nobody asked for', [], done],
    ['an answer after the last', [supervise, done], done],
    ['an answer after closing, which was one', [supervise, close], done],
    ['supervised after it was closed', [close], supervise],
  ];
  test.each(impossible)('%s is impossible', (_, before, action) => {
    const work = worked(...before);
    const whole = structuredClone(work);
    expect(foldAction(work, { ...action, baseVersion: work.version })).toBe('impossible');
    expect(work).toEqual(whole);
  });

  test('a repeat of what was asked on an older version changes nothing, whatever it is', () => {
    for (const name of ALERT_ACTIONS) {
      const work = worked(act('acknowledge'), act('comment'));
      const whole = structuredClone(work);
      const verdict = foldAction(work, act(name, { baseVersion: 1, level: 'city' }));
      expect([name, verdict]).toEqual([name, name === 'comment' ? 'accepted' : 'stale']);
      if (name !== 'comment') expect(work).toEqual(whole);
    }
  });

  test('what the platform does takes no version from an officer, and happens once', () => {
    const work = worked(act('comment'));
    const up = { ...city, baseVersion: 1, actionId: 'once' };
    expect([foldAction(work, up), foldAction(work, up)]).toEqual(['accepted', 'impossible']);
    expect(work).toMatchObject({ version: 1, escalation: 'city' });
    expect(foldAction(work, act('acknowledge', { baseVersion: 1 }))).toBe('accepted');
    // The next level was decided on a version that is no more: somebody has acted.
    expect(foldAction(work, { ...up, level: 'province' })).toBe('stale');
  });

  test('a history that begins in the middle is taken from where it begins', () => {
    const work = freshWork();
    expect(foldAction(work, { ...city, baseVersion: 4, actionId: 'x' })).toBe('accepted');
    expect(foldAction(work, act('close', { baseVersion: 4, outcome: 'confirmed' }))).toBe(
      'accepted',
    );
    expect(work).toMatchObject({ version: 5, state: 'closed', escalation: 'city' });
  });

  test('opened again it begins anew, and what was asked and answered stays', () => {
    const first = worked(assign, city, shelve, supervise, close);
    expect(first).toMatchObject({ visibility: 'shown', hidden: null });
    const again = worked(assign, city, shelve, supervise, close, act('reopen', { atMs: 7_000 }));
    expect(again).toEqual({
      ...{ ...freshWork(), version: 6, reopenedAtMs: 7_000 },
      supervision: first.supervision,
    });
    expect(isSupervised(again)).toBe(false);
  });

  test('any actions in any order fold to the same work by everybody', () => {
    const actions = fc.array(
      fc.record({
        ...{ name: fc.constantFrom(...ALERT_ACTIONS), base: fc.nat({ max: 6 }) },
        ...{ level: fc.constantFrom('city', 'province'), byTimer: fc.boolean() },
      }),
      { maxLength: 20 },
    );
    let accepted = 0;
    fc.assert(
      fc.property(actions, fc.nat(20), (told, cut) => {
        const records = told.map(({ name, base, level, byTimer }) =>
          act(name, {
            ...{ baseVersion: base, level: level as 'city', assignee: 'wang', untilMs: 9_000 },
            ...(byTimer ? { actionId: 'x' } : {}),
          }),
        );
        const whole = freshWork();
        for (const record of records) if (foldAction(whole, record) === 'accepted') accepted++;
        let parted = freshWork();
        for (const [at, record] of records.entries()) {
          if (at === cut) parted = JSON.parse(JSON.stringify(parted)) as AlertWork;
          foldAction(parted, record);
        }
        expect(parted).toEqual(whole);
        expect(whole.hidden === null).toBe(whole.visibility === 'shown');
        expect(whole.outcome === null || whole.state === 'closed').toBe(true);
      }),
    );
    expect(accepted).toBeGreaterThan(100);
  });
});

describe('results of JT/T 809', () => {
  test('every code has one word, and every word one code', () => {
    expect([0, 1, 2, 3].map(resultOfJt809)).toEqual([...SUPERVISION_RESULTS]);
    expect(SUPERVISION_RESULTS.map(jt809Code)).toEqual([0, 1, 2, 3]);
    expect([resultOfJt809(4), resultOfJt809(255)]).toEqual([null, null]);
  });

  test('a disposition and its outcome never tell different things', () => {
    for (const code of DISPOSITION_CODES) {
      const { result, outcomes, zh, en } = DISPOSITIONS[code];
      expect([code, zh !== '', en !== '']).toEqual([code, true, true]);
      // Said in handling: not dealt with yet. Said when closing: dealt with.
      expect([code, ['in-progress', 'later'].includes(result)]).toEqual([
        code,
        (outcomes as readonly string[]).length === 0,
      ]);
      for (const outcome of outcomes)
        expect(resultOf(worked(act('close', { outcome, disposition: code })))).toBe(result);
    }
    for (const outcome of OUTCOMES)
      expect(resultOf(worked(act('close', { outcome })))).toBe(RESULT_OF_OUTCOME[outcome]);
    expect(new Set(DISPOSITION_CODES.map((code) => DISPOSITIONS[code].result)).size).toBe(4);
  });

  test('work that goes on tells where it stands', () => {
    expect(resultOf(worked())).toBe(null);
    expect(resultOf(worked(act('acknowledge')))).toBe('in-progress');
    expect(resultOf(worked(act('handle')))).toBe('in-progress');
    expect(resultOf(worked(act('handle', { disposition: 'postponed' })))).toBe('later');
    expect(resultOf(worked(act('shelve', { untilMs: 9 })))).toBe('later');
  });
});

describe('what is due', () => {
  const policy: EscalationPolicy = {
    critical: {
      ...{ cityAcknowledgeMinutes: 5, provinceAcknowledgeMinutes: 15 },
      ...{ cityHandleMinutes: 60, provinceHandleMinutes: 0 },
    },
  };
  const ladder = { times: policy, plan: null };
  const raisedAtMs = 1_000_000;
  const alert = (changes: Partial<Alert> = {}) =>
    alertOf(1, { severity: 'critical', raisedAtMs, ...changes });
  const minute = (minutes: number) => raisedAtMs + minutes * MINUTE_MS;
  const due = (work: AlertWork, changes: Partial<Alert> = {}) => {
    const timer = nextTimer(alert(changes), work, ladder);
    return timer && [timer.action, timer.level ?? null, timer.dueMs];
  };
  const city = act('escalate', { level: 'city' });
  const shelve = act('shelve', { atMs: minute(1), untilMs: minute(30) });

  test('an alert goes up while nobody acknowledges it, then while nobody closes it', () => {
    expect(due(worked())).toEqual(['escalate', 'city', minute(5)]);
    expect(due(worked(city))).toEqual(['escalate', 'province', minute(15)]);
    expect(due(worked(act('acknowledge')))).toEqual(['escalate', 'city', minute(60)]);
    // No time is set for the province to be told of what is not closed.
    expect(due(worked(city, act('acknowledge')))).toBe(null);
    expect(due(worked(act('close', { outcome: 'confirmed' })))).toBe(null);
  });

  test('late history, what never was, and what has no times stay where they are', () => {
    for (const changes of [{ late: true }, { state: 'withdrawn' }, { severity: 'info' }] as const) {
      expect([changes, due(worked(), changes)]).toEqual([changes, null]);
      expect(deadlinesOf(alert(changes), worked(), ladder).acknowledgeByMs).toBe(null);
    }
  });

  test('what is hidden comes back first; a critical one within its own bound', () => {
    expect(due(worked(shelve))).toEqual(['unshelve', null, minute(30)]);
    const long = act('shelve', { atMs: minute(1), untilMs: minute(600) });
    expect(due(worked(long))).toEqual(['escalate', 'city', minute(60)]);
    const back = ['unshelve', null, minute(1) + SHELVED_CRITICAL_MS_MAX];
    expect(due(worked(city, long))).toEqual(back);
    expect(due(worked(city, long), { severity: 'minor' })).toEqual(['unshelve', null, minute(600)]);
    const suppressed = act('suppress', { atMs: minute(1), untilMs: minute(30) });
    expect(due(worked(suppressed), { severity: 'minor' })).toEqual([
      'unsuppress',
      null,
      minute(30),
    ]);
  });

  test('opened again it has its time again, and goes up under another id', () => {
    const close = act('close', { outcome: 'confirmed' });
    const again = worked(city, close, act('reopen', { atMs: minute(90) }));
    expect(due(again)).toEqual(['escalate', 'city', minute(95)]);
    expect(nextTimer(alert(), again, ladder)?.actionId).not.toBe(
      nextTimer(alert(), worked(), ladder)?.actionId,
    );
  });

  test('a deadline is missed at its instant, not before', () => {
    const supervise = act('supervise', { untilMs: minute(20), note: 'x' });
    const deadlines = deadlinesOf(alert(), worked(supervise), ladder);
    expect(deadlines).toEqual({
      acknowledgeByMs: minute(5),
      handleByMs: minute(60),
      superviseByMs: minute(20),
    });
    expect(overdueOf(deadlines, minute(5) - 1)).toMatchObject({ acknowledge: false });
    expect(overdueOf(deadlines, minute(20))).toEqual({
      ...{ acknowledge: true, handle: false, supervision: true },
    });
    const later = act('reply', { result: 'later', note: 'x' });
    expect(deadlinesOf(alert(), worked(supervise, later), ladder).superviseByMs).toBe(minute(20));
    const reply = act('reply', { result: 'no-action', note: 'x' });
    expect(deadlinesOf(alert(), worked(supervise, reply), ladder).superviseByMs).toBe(null);
  });

  describe('where a policy tells the city', () => {
    const baseMs = shanghaiDayStartMs(Date.UTC(2026, 10, 18)) + 12 * HOUR_MS;
    const found = DEFAULT_POLICIES.find(
      ({ type, severity }) => type === 'speed.over' && severity === 'major',
    )!;
    const planOf = (changes: Partial<NoticePlan> = {}): Ladder => ({
      times: policy,
      plan: {
        ...{ baseMs, severity: 'major', policy: found.policy, settled: new Map() },
        ...changes,
      },
    });
    const major = alert({ severity: 'major', raisedAtMs: baseMs - 9_000 });
    const told = new Map([['enterprise', baseMs]] as const);
    const dueMs = baseMs + 30 * MINUTE_MS;
    const both = { level: 'city', isRaised: true, isNotified: true };

    test('its duty room is given the work when its system is told: one next step', () => {
      const plan = planOf({ settled: told });
      expect(nextTimer(major, worked(), plan)).toMatchObject({ level: 'city', dueMs });
      expect(deadlinesOf(major, worked(), plan).acknowledgeByMs).toBe(dueMs);
      expect(nextTelling(major, worked(), plan)).toEqual({ atMs: dueMs, ...both });
      // Nobody has told the enterprise yet: that comes first.
      expect(nextTelling(major, worked(), planOf())).toMatchObject({
        ...{ level: 'enterprise', atMs: baseMs, isRaised: false, isNotified: true },
      });
    });

    test('nobody wakes the city by one way while the other keeps a quiet time', () => {
      const night = shanghaiDayStartMs(baseMs) + 22 * HOUR_MS - 10 * MINUTE_MS;
      const morning = shanghaiDayStartMs(baseMs) + 31 * HOUR_MS;
      const plan = planOf({ baseMs: night, settled: told });
      expect(nextTelling(major, worked(), plan)).toEqual({ atMs: morning, ...both });
      // Of the county it is asked all the same.
      expect(deadlinesOf(major, worked(), plan).acknowledgeByMs).toBe(night + 30 * MINUTE_MS);
      const critical = planOf({ baseMs: night, settled: told, severity: 'critical' });
      expect(nextTimer(major, worked(), critical)).toMatchObject({
        dueMs: night + 30 * MINUTE_MS,
      });
    });

    test('a city that is told sooner, because nobody below hears, has the work as soon', () => {
      const settled = new Map([...told, ['city', baseMs + 120_000]] as const);
      const plan = planOf({ settled });
      expect(nextTimer(major, worked(), plan)).toMatchObject({ dueMs: baseMs + 120_000 });
    });

    test('what a person has taken neither goes up nor is told; what was told before stays', () => {
      const plan = planOf({ settled: told });
      expect(nextTimer(major, worked(act('acknowledge')), plan)).toBe(null);
      expect(nextTelling(major, worked(act('acknowledge')), plan)).toBe(null);
      const closed = alert({ severity: 'major', state: 'closed' });
      // The episode is over: its system is spared, and the county still owes an answer.
      expect(nextTelling(closed, worked(), plan)).toMatchObject({
        ...{ level: 'city', isRaised: true, isNotified: false },
      });
    });

    test('opened again it goes by the times of its severity', () => {
      const close = act('close', { outcome: 'confirmed' });
      const again = worked(close, act('reopen', { atMs: minute(90) }));
      const plan = planOf({ settled: told, severity: 'critical' });
      expect(nextTimer(alert(), again, plan)).toMatchObject({ dueMs: minute(95) });
    });
  });

  test('what is days old is left to people', () => {
    expect(escalatesStill(alert(), worked(), raisedAtMs + ESCALATED_WITHIN_MS)).toBe(true);
    expect(escalatesStill(alert(), worked(), raisedAtMs + ESCALATED_WITHIN_MS + 1)).toBe(false);
    expect(ESCALATED_WITHIN_MS).toBe(72 * HOUR_MS);
  });
});
