/** What `link.silent` stored before it knew of longer silences goes on in the shape of today. */
import { expect, test } from 'vitest';
import { linkSilent } from '#processors/rules/link-silent.ts';

const HEARD_MS = Date.parse('2026-11-20T08:00:00+08:00');
const EVENT_MS = HEARD_MS - 10_000;
/** A second midnight: 24 h later it is 08:00. */
const OFFLINE_MS = Date.parse('2026-11-22T00:00:00+08:00');
const FIXES = [EVENT_MS, 23, 113];
const { carryOver } = linkSilent.shape!;

test('a row that knew of no day without a message', () => {
  const kept = [HEARD_MS, EVENT_MS, 0, 300_000, 23, 113, 7, 42, 2, 1, 10_000, 0, 0, 0, 0];
  const state = carryOver([...kept, ...FIXES], 2);
  expect(state).toEqual([...kept, OFFLINE_MS, 0, ...FIXES]);
  expect(linkSilent.wakeAtMs!(state)).toBe(HEARD_MS + 300_001);
});

test.each([
  [true, 1, HEARD_MS + 720_001],
  [false, 0, OFFLINE_MS],
])('a field for each, active: %s', (active, isActive, wakeMs) => {
  const state = carryOver(
    {
      ...{ heardMs: HEARD_MS, eventMs: EVENT_MS, openedAtMs: 0, allowedMs: 720_000 },
      ...{ latitudeDeg: 23, longitudeDeg: null, partition: 7, offset: 42 },
      ...{ active, intervals: [240_000, 230_000], intervalAt: 2, fixes: FIXES },
    },
    1,
  );
  const row = [HEARD_MS, EVENT_MS, 0, 720_000, 23, 999, 7, 42, isActive, 2];
  const intervals = [240_000, 230_000, 0, 0, 0];
  expect(state).toEqual([...row, ...intervals, OFFLINE_MS, 0, ...FIXES]);
  expect(linkSilent.wakeAtMs!(state)).toBe(wakeMs);
});
