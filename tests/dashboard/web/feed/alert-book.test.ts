import { describe, expect, test } from 'vitest';
import {
  ALERT_ROWS_MAX,
  AlertBook,
  ATTENTIONS,
  asksFor,
  compareAlerts,
  isDone,
  isPending,
  NO_FILTER,
  passes,
} from '../../../../dashboard/web/feed/alert-book.ts';
import { grouped, groupOf } from '../../../../dashboard/web/feed/alert-groups.ts';
import type { AlertRow } from '../../../../dashboard/web/feed/types.ts';
import { createAlert, createFleet, fixtureRoads, rowOf } from '../fixture-fleet.ts';

const [vehicle] = createFleet(1, fixtureRoads());
function row(change: Partial<AlertRow> = {}): AlertRow {
  return {
    ...rowOf(createAlert(vehicle!, 2, 1_760_000_000_000)),
    seq: 1,
    raisedAtMs: 1_000,
    ...change,
  };
}

const NOW_MS = 1_760_000_000_000;

describe('order', () => {
  test('priority first, then what nobody has taken, then the newest; info comes last', () => {
    const rows = [
      row({ alertId: 'info', priority: null, severity: 'info', raisedAtMs: 9_000 }),
      row({ alertId: 'p2-old', priority: 'P2', raisedAtMs: 1_000 }),
      row({ alertId: 'p3', priority: 'P3', raisedAtMs: 8_000 }),
      row({ alertId: 'p2-new', priority: 'P2', raisedAtMs: 5_000 }),
      row({ alertId: 'p2-taken', priority: 'P2', raisedAtMs: 7_000, work: 'acknowledged' }),
      row({ alertId: 'p1', priority: 'P1', raisedAtMs: 10 }),
    ];
    const order = [...rows].sort(compareAlerts).map((r) => r.alertId);
    expect(order).toEqual(['p1', 'p2-new', 'p2-old', 'p2-taken', 'p3', 'info']);
    expect(
      [...rows]
        .reverse()
        .sort(compareAlerts)
        .map((r) => r.alertId),
    ).toEqual(order);
  });

  test('ten thousand rows are sorted within a frame or two', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) =>
      row({
        alertId: String((i * 7919) % 10_000),
        priority: (['P1', 'P2', 'P3', null] as const)[i % 4]!,
        raisedAtMs: (i * 104_729) % 100_000,
      }),
    );
    const startedMs = performance.now();
    const sorted = rows.sort(compareAlerts);
    expect(performance.now() - startedMs).toBeLessThan(250);
    for (let i = 1; i < sorted.length; i++)
      expect(compareAlerts(sorted[i - 1]!, sorted[i]!)).toBeLessThan(0);
  });
});

describe('filter', () => {
  test('without one, everything but closed work passes', () => {
    expect(passes(row(), NO_FILTER, NOW_MS)).toBe(true);
    expect(passes(row({ work: 'closed' }), NO_FILTER, NOW_MS)).toBe(false);
    expect(
      passes(row({ work: 'closed' }), { ...NO_FILTER, work: new Set(['closed']) }, NOW_MS),
    ).toBe(true);
  });

  test('each axis narrows by itself', () => {
    const speeding = row({ type: 'speed.over', severity: 'major', class: 'heavy' });
    expect(passes(speeding, { ...NO_FILTER, types: new Set(['speed.over']) }, NOW_MS)).toBe(true);
    expect(passes(speeding, { ...NO_FILTER, types: new Set(['link.silent']) }, NOW_MS)).toBe(false);
    expect(passes(speeding, { ...NO_FILTER, severities: new Set(['minor']) }, NOW_MS)).toBe(false);
    expect(passes(speeding, { ...NO_FILTER, classes: new Set(['charter']) }, NOW_MS)).toBe(false);
    expect(passes(speeding, { ...NO_FILTER, classes: new Set(['charter', 'heavy']) }, NOW_MS)).toBe(
      true,
    );
  });
});

describe('attention', () => {
  const counted = (change: Partial<AlertRow>, nowMs = NOW_MS) =>
    ATTENTIONS.filter((attention) =>
      asksFor(row({ acknowledgeByMs: null, handleByMs: null, ...change }), attention, nowMs),
    );

  test('overdue is past any of its deadlines, at the instant and not before', () => {
    for (const deadline of ['acknowledgeByMs', 'handleByMs'] as const) {
      expect(counted({ [deadline]: NOW_MS + 1 })).toEqual([]);
      expect(counted({ [deadline]: NOW_MS })).toEqual(['overdue']);
    }
    expect(counted({ superviseByMs: NOW_MS + 1 })).toEqual(['supervised']);
    expect(counted({ superviseByMs: NOW_MS })).toEqual(['overdue', 'supervised']);
  });

  test('escalated and hidden are so until the work is closed', () => {
    expect(counted({ escalation: 'city' })).toEqual(['escalated']);
    expect(counted({ escalation: 'province', work: 'closed' })).toEqual([]);
    expect(counted({ visibility: 'shelved' })).toEqual(['hidden']);
    expect(counted({ visibility: 'suppressed' })).toEqual(['hidden']);
  });

  test('what is hidden is out of the list, and in it when it is looked for', () => {
    const shelved = row({ visibility: 'shelved' });
    expect(passes(shelved, NO_FILTER, NOW_MS)).toBe(false);
    expect(passes(shelved, { ...NO_FILTER, attention: 'hidden' }, NOW_MS)).toBe(true);
    expect(passes(row(), { ...NO_FILTER, attention: 'hidden' }, NOW_MS)).toBe(false);
    // Put off, and overdue all the same.
    const late = { ...shelved, handleByMs: NOW_MS };
    expect(passes(late, { ...NO_FILTER, attention: 'overdue' }, NOW_MS)).toBe(true);
  });

  test('an assignee narrows to what is theirs, or nobody’s', () => {
    const of = (assignee: string | null, wanted: string) =>
      passes(row({ assignee }), { ...NO_FILTER, assignees: new Set([wanted]) }, NOW_MS);
    expect([of('li', 'li'), of('li', 'wang'), of('li', ''), of(null, '')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('repeats', () => {
  const rows = [
    row({ alertId: 'a', type: 'speed.over' }),
    row({ alertId: 'b', type: 'link.silent' }),
    row({ alertId: 'c', type: 'speed.over' }),
    row({ alertId: 'd', type: 'speed.over', vehicleId: 'another' }),
    row({ alertId: 'e', type: 'speed.over', work: 'closed' }),
  ];
  const told = (unfolded: string[] = []) =>
    grouped(rows, new Set(unfolded)).map(
      ({ row: { alertId }, behind, isPart }) =>
        `${alertId}${behind.map((other) => `+${other.alertId}`).join('')}${isPart ? ' part' : ''}`,
    );

  test('of one vehicle and one type are one row with their number; closed work stands alone', () => {
    expect(told()).toEqual(['a+c', 'b', 'd', 'e']);
  });

  test('unfolded they follow the first, in their order', () => {
    expect(told([groupOf(rows[0]!)])).toEqual(['a+c', 'c part', 'b', 'd', 'e']);
  });
});

describe('axes', () => {
  test('pending asks for a person: not withdrawn, late, shelved or taken', () => {
    expect(isPending(row())).toBe(true);
    expect(isPending(row({ episode: 'closed' }))).toBe(true);
    for (const change of [
      { work: 'acknowledged' },
      { episode: 'withdrawn' },
      { late: true },
      { visibility: 'shelved' },
    ] as Partial<AlertRow>[]) {
      expect(isPending(row(change))).toBe(false);
    }
  });

  test('done needs both the episode and the work to be over, unless it was withdrawn', () => {
    expect(isDone(row({ episode: 'open', work: 'closed' }))).toBe(false);
    expect(isDone(row({ episode: 'closed', work: 'new' }))).toBe(false);
    expect(isDone(row({ episode: 'closed', work: 'closed' }))).toBe(true);
    expect(isDone(row({ episode: 'withdrawn', work: 'new' }))).toBe(true);
  });
});

describe('book', () => {
  test('an older row never replaces a newer one', () => {
    const book = new AlertBook();
    expect(book.apply(row({ seq: 5, work: 'acknowledged' }))).toBeNull();
    expect(book.apply(row({ seq: 4 }))).toBeUndefined();
    expect(book.get(row().alertId)?.work).toBe('acknowledged');
  });

  test('beyond its bound it forgets the oldest finished rows, never unfinished ones', () => {
    const book = new AlertBook();
    const done = { episode: 'closed', work: 'closed' } as const;
    book.replace(
      Array.from({ length: ALERT_ROWS_MAX }, (_, i) =>
        row({ alertId: `a${i}`, raisedAtMs: i, ...(i < 2 ? {} : done) }),
      ),
    );
    book.apply(row({ alertId: 'new' }));
    expect(book.size).toBe(ALERT_ROWS_MAX);
    expect(book.get('a0')).toBeDefined();
    expect(book.get('a2')).toBeUndefined();
    expect(book.get('new')).toBeDefined();
  });
});
