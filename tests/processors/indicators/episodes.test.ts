/** What alerts contribute: by hour, taken back when withdrawn, driving over time once where limits overlap. */
import { describe, expect, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import type { AlertWork } from '#core/report.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import {
  countAlert,
  countWork,
  EPISODES_MAX,
  type Episode,
} from '#processors/indicators/episodes.ts';
import { STRANGER } from '#processors/indicators/groups.ts';
import { CONDUCT } from '#processors/indicators/measures.ts';
import { WindowParts } from '#processors/indicators/parts.ts';

const START_MS = Date.UTC(2026, 2, 1, 4);
const whose = () => STRANGER;

function alertOf(changes: Partial<Alert>): Alert {
  return {
    alertId: 'a',
    type: 'speed.over',
    ruleVersion: 1,
    subjectKey: NO_SUBJECT,
    driverKey: null,
    severity: 'major',
    state: 'open',
    corrected: false,
    late: false,
    openedAtMs: START_MS + 50 * MINUTE_MS,
    raisedAtMs: START_MS + 51 * MINUTE_MS,
    closedAtMs: null,
    measured: null,
    limit: null,
    unit: '',
    latitudeDeg: null,
    longitudeDeg: null,
    explanation: { zh: '', en: '' },
    clause: '',
    params: {},
    facts: {},
    evidence: [],
    ...changes,
  };
}

const driving = (type: string, openedMinute: number, overMinutes: number, alertId = type): Alert =>
  alertOf({
    alertId,
    type,
    openedAtMs: START_MS + openedMinute * MINUTE_MS,
    measured: 14_400 + overMinutes * 60,
    limit: 14_400,
    unit: 's',
  });

const work = (alertId: string, state: AlertWork['state'], actionsOffset: number): AlertWork => ({
  actionsPartition: 0,
  actionsOffset,
  alertId,
  alertType: 'speed.over',
  openedAtMs: START_MS + 50 * MINUTE_MS,
  state,
  outcome: null,
  atMs: START_MS + HOUR_MS,
});

/** Sums by hour since the start, of the slots asked for. */
function hours(parts: WindowParts, ...slots: (keyof typeof CONDUCT)[]): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  for (const { startMs, sums } of parts.state())
    if (slots.some((slot) => sums[CONDUCT[slot]] !== 0))
      found[(startMs - START_MS) / HOUR_MS] = slots.map((slot) => sums[CONDUCT[slot]]!);
  return found;
}

describe('alerts by hour', () => {
  test('counts in the hour it opened, moves when that is corrected, goes when it is withdrawn', () => {
    const parts = new WindowParts();
    const episodes: Episode[] = [];
    countAlert(episodes, alertOf({}), whose, parts);
    countAlert(episodes, alertOf({ state: 'closed' }), whose, parts);
    expect(hours(parts, 'speeding', 'due')).toEqual({ 0: [1, 1] });
    countAlert(episodes, alertOf({ openedAtMs: START_MS + 70 * MINUTE_MS }), whose, parts);
    expect(hours(parts, 'speeding', 'due')).toEqual({ 1: [1, 1] });
    countAlert(episodes, alertOf({ state: 'withdrawn' }), whose, parts);
    expect(hours(parts, 'speeding', 'due')).toEqual({});
  });

  test('nobody has to handle what is for information', () => {
    const parts = new WindowParts();
    countAlert([], alertOf({ severity: 'info' }), whose, parts);
    expect(hours(parts, 'speeding', 'due')).toEqual({ 0: [1, 0] });
  });

  test('driving over time is spread over its hours and grows with the alert', () => {
    const parts = new WindowParts();
    const episodes: Episode[] = [];
    countAlert(episodes, driving('driving-time.continuous', 50, 5), whose, parts);
    expect(hours(parts, 'overtimeMs')).toEqual({ 0: [5 * MINUTE_MS] });
    countAlert(episodes, driving('driving-time.continuous', 50, 80), whose, parts);
    expect(hours(parts, 'overtimeMs')).toEqual({
      0: [10 * MINUTE_MS],
      1: [60 * MINUTE_MS],
      2: [10 * MINUTE_MS],
    });
  });

  test('the night limit adds only what the continuous one has not said', () => {
    const parts = new WindowParts();
    const episodes: Episode[] = [];
    countAlert(episodes, driving('driving-time.continuous', 20, 30), whose, parts);
    countAlert(episodes, driving('driving-time.night', 10, 30), whose, parts);
    expect(hours(parts, 'overtimeMs')).toEqual({ 0: [40 * MINUTE_MS] });
    const withdrawn = {
      ...driving('driving-time.continuous', 20, 30),
      state: 'withdrawn' as const,
    };
    countAlert(episodes, withdrawn, whose, parts);
    expect(hours(parts, 'overtimeMs')).toEqual({ 0: [30 * MINUTE_MS] });
  });
});

describe('work on alerts', () => {
  test('closed is handled, reopened is not; an action seen before changes nothing', () => {
    const parts = new WindowParts();
    const episodes: Episode[] = [];
    countAlert(episodes, alertOf({}), whose, parts);
    countWork(episodes, work('a', 'acknowledged', 4), whose, parts);
    expect(hours(parts, 'handled')).toEqual({});
    countWork(episodes, work('a', 'closed', 5), whose, parts);
    countWork(episodes, work('a', 'closed', 5), whose, parts);
    expect(hours(parts, 'due', 'handled')).toEqual({ 0: [1, 1] });
    countWork(episodes, work('a', 'new', 6), whose, parts);
    countWork(episodes, work('a', 'closed', 5), whose, parts);
    expect(hours(parts, 'handled')).toEqual({});
    countWork(episodes, work('a', 'closed', 7), whose, parts);
    countAlert(episodes, alertOf({ state: 'withdrawn' }), whose, parts);
    expect(hours(parts, 'due', 'handled')).toEqual({});
  });

  test("an alert of the driver's task is due there and handled here", () => {
    const parts = new WindowParts();
    countWork([], work('elsewhere', 'closed', 1), whose, parts);
    expect(hours(parts, 'due', 'handled')).toEqual({ 0: [0, 1] });
  });

  test('alerts kept of one owner are bounded, what they told stays', () => {
    const parts = new WindowParts();
    const episodes: Episode[] = [];
    for (let n = 0; n < EPISODES_MAX + 20; n++)
      countAlert(episodes, alertOf({ alertId: `a${n}`, openedAtMs: START_MS + n }), whose, parts);
    expect(episodes).toHaveLength(EPISODES_MAX);
    expect(hours(parts, 'due')).toEqual({ 0: [EPISODES_MAX + 20] });
  });
});
