import { describe, expect, test } from 'vitest';
import type { AlertAction } from '#core/alert.ts';
import { AlertBook, isActive, priorityOf } from '#dashboard/server/alert-book.ts';
import { NumberFilter } from '#dashboard/server/tail.ts';
import { alertOf, subject, transitionOf } from './support.ts';

const act = (alertId: string, baseVersion: number, action: AlertAction['action']): AlertAction => ({
  alertId,
  baseVersion,
  atMs: 1,
  actor: 'admin',
  action,
  outcome: action === 'close' ? 'confirmed' : null,
  cause: null,
  note: null,
  untilMs: null,
});

describe('alert book', () => {
  test('a page that knows a sequence number is sent every row changed since, once, in order', () => {
    const book = new AlertBook(1_000);
    for (let n = 1; n <= 5; n++) book.applyTransition(transitionOf(n, alertOf(n)));
    const seen = book.seq;
    book.applyTransition(transitionOf(6, alertOf(2, { measured: 130 })));
    book.applyTransition(transitionOf(7, alertOf(4, { state: 'closed' })));
    book.applyTransition(transitionOf(8, alertOf(2, { state: 'closed' })));
    const rows = [...book.changedSince(seen)];
    expect(rows.map((row) => row.alert.alertId)).toEqual([alertOf(4).alertId, alertOf(2).alertId]);
    expect(rows.map((row) => row.seq)).toEqual([7, 8]);
    expect([...book.changedSince(book.seq)]).toEqual([]);
  });

  test('of two officers who act on the same version, the second is refused', () => {
    const book = new AlertBook(1_000);
    const { alertId } = alertOf(1);
    book.applyTransition(transitionOf(1, alertOf(1)));
    expect(book.applyAction(act(alertId, 0, 'acknowledge'))).toBe('accepted');
    expect(book.applyAction(act(alertId, 0, 'close'))).toBe('stale');
    expect(book.get(alertId)?.work).toMatchObject({
      state: 'acknowledged',
      version: 1,
      acknowledgedBy: 'admin',
    });
    expect(book.applyAction(act(alertId, 1, 'acknowledge'))).toBe('impossible');
    expect(book.applyAction(act(alertId, 1, 'close'))).toBe('accepted');
    expect(book.get(alertId)?.work).toMatchObject({ state: 'closed', outcome: 'confirmed' });
  });

  test('an action read before its alert waits for it', () => {
    const book = new AlertBook(1_000);
    book.applyAction(act(alertOf(1).alertId, 0, 'acknowledge'));
    book.applyTransition(transitionOf(1, alertOf(1)));
    expect(book.get(alertOf(1).alertId)?.work.state).toBe('acknowledged');
  });

  test('beyond its bound the book drops finished alerts and keeps active ones', () => {
    const book = new AlertBook(3);
    book.applyTransition(transitionOf(1, alertOf(1)));
    book.applyTransition(transitionOf(2, alertOf(2, { state: 'withdrawn' })));
    for (let n = 3; n <= 4; n++) book.applyTransition(transitionOf(n, alertOf(n)));
    expect(book.get(alertOf(2).alertId)).toBeUndefined();
    expect([...book.entries()].every(isActive)).toBe(true);
  });

  test('the ring on the map is the worst open alert of the vehicle', () => {
    const book = new AlertBook(100);
    book.applyTransition(
      transitionOf(1, alertOf(1, { subjectKey: subject(9), severity: 'minor' })),
    );
    book.applyTransition(
      transitionOf(2, alertOf(2, { subjectKey: subject(9), severity: 'critical' })),
    );
    expect(book.worstOpen(subject(9))).toBe('critical');
    book.applyTransition(
      transitionOf(
        3,
        alertOf(2, { subjectKey: subject(9), severity: 'critical', state: 'closed' }),
      ),
    );
    expect(book.worstOpen(subject(9))).toBe('minor');
    book.applyTransition(transitionOf(4, alertOf(1, { subjectKey: subject(9), state: 'closed' })));
    expect(book.worstOpen(subject(9))).toBeNull();
  });

  test('a page that was away while its row left the list is told so by number', () => {
    const book = new AlertBook(2);
    book.applyTransition(transitionOf(1, alertOf(1)));
    const seen = book.seq;
    book.applyTransition(transitionOf(2, alertOf(1, { state: 'withdrawn' })));
    expect(book.forgottenSeq).toBe(0);
    for (let n = 2; n <= 3; n++) book.applyTransition(transitionOf(n + 1, alertOf(n)));
    expect(book.get(alertOf(1).alertId)).toBeUndefined();
    expect(book.forgottenSeq).toBeGreaterThan(seen);
  });

  test('a flood that nobody handles is bounded: ended alerts leave before open ones, and are counted', () => {
    const book = new AlertBook(10);
    for (let n = 1; n <= 15; n++) book.applyTransition(transitionOf(n, alertOf(n)));
    for (let n = 16; n <= 40; n++)
      book.applyTransition(transitionOf(n, alertOf(n, { state: 'closed' })));
    expect(book.size).toBe(20);
    expect(book.unfinishedForgotten).toBe(20);
    for (let n = 1; n <= 15; n++) expect(book.get(alertOf(n).alertId)).toBeDefined();
    expect(book.openCount).toBe(15);
  });

  test('work whose first actions lie before the history goes on from the version it had', () => {
    const book = new AlertBook(10);
    const { alertId } = alertOf(1);
    book.applyTransition(transitionOf(1, alertOf(1)));
    expect(book.applyAction(act(alertId, 4, 'close'))).toBe('accepted');
    expect(book.applyAction(act(alertId, 4, 'close'))).toBe('stale');
    expect(book.get(alertId)?.work).toMatchObject({ version: 5, state: 'closed' });
  });

  test('changes come in order however often rows change', () => {
    const book = new AlertBook(1_000);
    for (let round = 0; round < 200; round++) {
      for (let n = 0; n < 50; n++)
        book.applyTransition(transitionOf(1, alertOf(n, { measured: round })));
    }
    const rows = [...book.changedSince(0)];
    expect(rows.map((row) => row.alert.alertId)).toEqual(
      Array.from({ length: 50 }, (_, n) => alertOf(n).alertId),
    );
    expect(book.nextAfter(rows[9]!.seq)).toBe(rows[10]);
  });

  test('late history never rings', () => {
    const book = new AlertBook(10);
    book.applyTransition(transitionOf(1, alertOf(1, { late: true })));
    expect(book.worstOpen(alertOf(1).subjectKey)).toBeNull();
    expect(priorityOf(alertOf(1, { severity: 'critical' }))).toBe('P1');
    expect(priorityOf(alertOf(1, { severity: 'critical', late: true }))).toBeNull();
  });
});

test('numbered outputs are taken once, over a restart and into a new epoch', () => {
  const filter = new NumberFilter();
  const seen = [
    { task: 'a', epoch: 1, number: 1 },
    { task: 'a', epoch: 1, number: 2 },
    { task: 'a', epoch: 1, number: 2 },
    { task: 'b', epoch: 1, number: 1 },
    { task: 'a', epoch: 2, number: 0 },
    { task: 'a', epoch: 1, number: 3 },
  ].map((output) => filter.isNew(output));
  expect(seen).toEqual([true, true, false, true, true, false]);
});
