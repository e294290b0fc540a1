/**
 * Goal: a critical alert colours vehicle, driver and enterprise within 60 s of event time, and a verdict that it was
 * false takes the colour back within as long, whatever the number of partitions and wherever the tasks are restarted.
 * Method: an SOS among ordinary reports through all tasks, one tick a second, from each phase of the ten
 * seconds in which facts are gathered.
 */
import { expect, test } from 'vitest';
import type { Alert, Outcome, WorkState } from '#core/alert.ts';
import type { Reading } from '#core/report.ts';
import type { RiskVerdict } from '#core/risk/verdict.ts';
import { SECOND_MS } from '#core/time.ts';
import { rules } from '#processors/rules/index.ts';
import { runLog } from './driver.ts';
import {
  driverKey,
  type Fact,
  readingOf,
  START_MS,
  tickReading,
  vehicleKey,
  vehicleReading,
} from './world.ts';

const LATEST_MS = 60 * SECOND_MS;
const vehicle = vehicleKey(1);
const driver = driverKey(1);

test.each([1, 2, 8])('within 60 s on %i partitions', (partitions) => {
  let worstMs = 0;
  for (let phase = 0; phase < 10; phase++) {
    const sosMs = START_MS + (40 + phase) * SECOND_MS;
    const log = [vehicleReading(vehicle, 0, 'charter')];
    for (let ms = START_MS; ms < sosMs + 2 * LATEST_MS; ms += SECOND_MS) {
      const fact: Fact = { vehicle, driver, fixMs: ms, speedKmh: 60, alarm: false };
      const reading = readingOf(fact);
      if (ms === sosMs && reading.body.kind === 'position') reading.body.position.alarmFlag = 1;
      if (ms % (10 * SECOND_MS) === 0 || ms === sosMs) log.push(reading);
      log.push(tickReading(ms));
    }
    const { risks } = runLog(log, { partitions, rules });
    for (const kind of ['vehicle', 'enterprise']) {
      const red = risks.find(
        (told): told is RiskVerdict =>
          told.kind !== 'section' && told.kind === kind && told.code === 'red',
      );
      expect(red?.history.at(-1)).toMatchObject({ to: 'red' });
      worstMs = Math.max(worstMs, red!.asOfMs - sosMs);
    }
  }
  expect(worstMs).toBeLessThanOrEqual(LATEST_MS);
  // What it is in fact: the end of the ten seconds, and the next step.
  expect(worstMs).toBeLessThanOrEqual(20 * SECOND_MS);
});

/** An SOS at 40 s, closed as false 20 s later, and opened again after two minutes more. */
function judgedLog(outcome: Outcome): { log: Reading[]; judgedMs: number; reopenedMs: number } {
  const [sosMs, judgedMs, reopenedMs] = [40, 60, 180].map((s) => START_MS + s * SECOND_MS);
  const fix = (fixMs: number): Fact => ({ vehicle, driver, fixMs, speedKmh: 60, alarm: false });
  const log = [vehicleReading(vehicle, 0, 'charter')];
  const opened = () => runLog(log, { partitions: 1, rules }).alerts.find(isSos)!;
  const worked = (ms: number, state: WorkState, actionsOffset: number): Reading => {
    const { alertId, type: alertType, openedAtMs } = opened();
    const work = { alertId, alertType, openedAtMs, actionsOffset, state, atMs: ms };
    return {
      ...tickReading(ms),
      subjectKey: vehicle,
      body: {
        kind: 'work',
        work: { ...work, actionsPartition: 0, outcome: state === 'closed' ? outcome : null },
      },
    };
  };
  for (let ms = START_MS; ms < reopenedMs! + 2 * LATEST_MS; ms += SECOND_MS) {
    const reading = readingOf(fix(ms));
    if (ms === sosMs && reading.body.kind === 'position') reading.body.position.alarmFlag = 1;
    if (ms % (10 * SECOND_MS) === 0 || ms === sosMs) log.push(reading);
    if (ms === judgedMs) log.push(worked(ms, 'closed', 7));
    if (ms === reopenedMs) log.push(worked(ms, 'new', 8));
    log.push(tickReading(ms));
  }
  return { log, judgedMs: judgedMs!, reopenedMs: reopenedMs! };
}
const isSos = ({ type }: Alert) => type === 'terminal.sos';

test('what was judged false stops counting within 60 s, on any partitions, and counts again when it is opened again', () => {
  const { log, judgedMs, reopenedMs } = judgedLog('false-alarm');
  const texts = [1, 2, 8].map((partitions) => {
    const { risks } = runLog(log, { partitions, rules });
    const told = risks.filter((each): each is RiskVerdict => each.kind === 'vehicle');
    const changes = told.at(-1)!.history.slice(-3);
    expect(changes.map(({ to }) => to)).toEqual(['red', expect.not.stringMatching('red'), 'red']);
    for (const [at, ms] of [
      [1, judgedMs],
      [2, reopenedMs],
    ] as const) {
      expect(changes[at]!.atMs).toBeGreaterThanOrEqual(ms);
      expect(changes[at]!.atMs - ms).toBeLessThanOrEqual(LATEST_MS);
    }
    const critical = told.map(({ sums }) => sums.alerts.critical);
    expect(critical.filter((n, i) => n !== critical[i - 1])).toEqual([0, 1, 0, 1]);
    return JSON.stringify(told);
  });
  expect(new Set(texts).size).toBe(1);
  // One that was true has been dealt with, and goes on to count.
  const { risks } = runLog(judgedLog('confirmed').log, { partitions: 1, rules });
  const sums = risks.flatMap((told) =>
    told.kind === 'vehicle' ? [told.sums.alerts.critical] : [],
  );
  expect(sums.filter((n, i) => n !== sums[i - 1])).toEqual([0, 1]);
});

test('restarted anywhere around the verdict the same is told', () => {
  const { log, judgedMs } = judgedLog('false-alarm');
  const run = { partitions: 2, rules };
  const wanted = JSON.stringify(runLog(log, run).risks);
  const verdict = log.findIndex(({ body }) => body.kind === 'work');
  expect(judgedMs).toBeGreaterThan(0);
  const near = Array.from({ length: 24 }, (_, i) => verdict - 3 + i);
  for (const cut of [...near, log.length - 5])
    expect([cut, JSON.stringify(runLog(log, { ...run, cuts: [cut] }).risks) === wanted]).toEqual([
      cut,
      true,
    ]);
  expect(JSON.stringify(runLog(log, { ...run, cuts: near }).risks)).toBe(wanted);
});
