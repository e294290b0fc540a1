/**
 * Goal: another version of the product goes on where the one before stopped or was killed. Nothing is
 * lost, no fact is observed twice, no alert is opened twice; what only a newer version understands is
 * refused and left as it is.
 * Method: the first half of a log is processed by one set of rules, the rest by another; the reference
 * is an uninterrupted run.
 */

import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import type { AlertTransition } from '#core/alert.ts';
import { TOPICS } from '#core/topics.ts';
import { NumberFilter } from '#dashboard/server/tail.ts';
import { startProcessors } from '#processors/main.ts';
import type { AnyRule } from '#processors/plan.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import type { LocalStateStore, SnapshotMeta } from '#processors/state/store.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { fenceOf } from '#proto/codec/fence.ts';
import { decodeObservation } from '#proto/codec/observation.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { type MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';
import { randomOf } from '../simulation/random.ts';
import { bit, driving, fast, silent, testRules } from '../simulation/rules.ts';
import { displaced, logOf, makeFacts, tickReading } from '../simulation/world.ts';
import {
  appendReadings,
  filledLog,
  logger,
  runToEnd,
  runUntilKilled,
  settings,
} from './service.ts';

const ALL = { maxRecords: 1e9, maxBytes: 1e12, waitMs: 0 };
const random = randomOf(21);
const facts = makeFacts(random, { vehicles: 9, minutes: 35 });
const input = logOf(displaced(facts, random, 27_000), []);
const half = Math.floor(input.length / 2);

/** What every reader sees: outputs by task, those of replaced epochs and repeated numbers dropped. */
async function seen(
  logStore: MemoryLogStore,
): Promise<{ facts: Map<string, number>; alerts: AlertTransition[] }> {
  const log = openMemoryLog(logStore);
  const observed = new Map<string, number>();
  const alerts: AlertTransition[] = [];
  const numbers = new NumberFilter();
  for (let p = 0; p < log.partitions(TOPICS.observations); p++) {
    for (const record of (
      await log.read(TOPICS.observations, p, await lowOf(log, TOPICS.observations, p), ALL)
    ).records) {
      const observation = fenceOf(record) ?? decodeObservation(record.value);
      if ('claim' in observation) {
        numbers.isNew({ ...observation, number: 0 });
        continue;
      }
      if (!numbers.isNew(observation)) continue;
      const fact = `${observation.inputPartition}@${observation.inputOffset}`;
      observed.set(fact, (observed.get(fact) ?? 0) + 1);
    }
  }
  const transitions = new NumberFilter();
  for (let p = 0; p < log.partitions(TOPICS.alerts); p++) {
    for (const record of (await log.read(TOPICS.alerts, p, 0, ALL)).records) {
      const transition = fenceOf(record) ?? decodeAlertTransition(record.value);
      if ('claim' in transition) transitions.isNew({ ...transition, number: 0 });
      else if (transitions.isNew(transition)) alerts.push(transition);
    }
  }
  await log.close();
  return { facts: observed, alerts };
}

async function lowOf(log: EventLog, topic: string, partition: number): Promise<number> {
  return (await log.ends(topic, partition)).low;
}

/** Time goes on without reports. */
async function appendTicks(logStore: MemoryLogStore): Promise<void> {
  const log = openMemoryLog(logStore);
  const { fixMs } = facts.at(-1)!;
  const ticks = Array.from({ length: 60 }, (_, n) => tickReading(fixMs + (n + 1) * 1_000));
  await appendReadings(log, ticks);
  await log.close();
}

/** Final state per alert; the version of the rule may differ. */
function finals(alerts: readonly AlertTransition[]): Map<string, unknown> {
  const last = new Map<string, unknown>();
  for (const { alert } of alerts) last.set(alert.alertId, { ...alert, ruleVersion: 0 });
  return new Map([...last].sort());
}

/** Everything said of alerts, without the numbering. */
function sentences(alerts: readonly AlertTransition[]): string[] {
  return alerts.map(({ task, change, alert }) => JSON.stringify({ task, change, alert })).sort();
}

function openedTwice(alerts: readonly AlertTransition[]): string[] {
  const opened = alerts
    .filter(({ change }) => change === 'opened')
    .map(({ alert }) => alert.alertId);
  return opened.filter((id, index) => opened.indexOf(id) !== index);
}

const newer = (rule: AnyRule): AnyRule => ({ ...rule, version: rule.version + 1 });

const reference = await filledLog(input);
await runToEnd(reference, new MemoryStateStore());
const expected = await seen(reference);

async function firstHalf(): Promise<{ logStore: MemoryLogStore; store: MemoryStateStore }> {
  const logStore = await filledLog(input.slice(0, half));
  const store = new MemoryStateStore();
  await runToEnd(logStore, store);
  return { logStore, store };
}

async function secondHalf(
  logStore: MemoryLogStore,
  store: LocalStateStore,
  rules: readonly AnyRule[],
): Promise<void> {
  const log = openMemoryLog(logStore);
  await appendReadings(log, input.slice(half));
  await log.close();
  await runToEnd(logStore, store, rules);
}

async function expectAsUninterrupted(logStore: MemoryLogStore): Promise<void> {
  const lived = await seen(logStore);
  expect(lived.facts).toEqual(expected.facts);
  expect(openedTwice(lived.alerts)).toEqual([]);
  expect(finals(lived.alerts)).toEqual(finals(expected.alerts));
}

test('the reference opens alerts of every rule, and some are open at the half', async () => {
  const { logStore } = await firstHalf();
  const open = [...finals((await seen(logStore)).alerts).values()].filter(
    (alert) => (alert as { state: string }).state === 'open',
  );
  expect(open.length).toBeGreaterThan(2);
  const types = new Set(expected.alerts.map(({ alert }) => alert.type));
  expect([...types].sort()).toEqual(testRules.map(({ type }) => type).sort());
});

describe('another version after a stop', () => {
  test('of every rule: goes on from the state', async () => {
    const { logStore, store } = await firstHalf();
    await secondHalf(logStore, store, testRules.map(newer));
    await expectAsUninterrupted(logStore);
  });

  test('when the log no longer holds the beginning: open alerts are followed to their end', async () => {
    const { logStore, store } = await firstHalf();
    const log = openMemoryLog(logStore);
    for (const topic of [TOPICS.reports, TOPICS.partials, TOPICS.observations]) {
      await log.ensureTopic(topic, {
        partitions: 2,
        retentionMs: null,
        retentionBytes: 1,
        compacted: false,
      });
    }
    expect(await log.clean(Date.now())).toBeGreaterThan(half / 2);
    expect((await log.ends(TOPICS.reports, 0)).low).toBeGreaterThan(0);
    for (const topic of [TOPICS.reports, TOPICS.partials, TOPICS.observations]) {
      await log.ensureTopic(topic, {
        partitions: 2,
        retentionMs: null,
        retentionBytes: null,
        compacted: false,
      });
    }
    await log.close();
    await secondHalf(logStore, store, testRules.map(newer));
    const lived = await seen(logStore);
    expect(openedTwice(lived.alerts)).toEqual([]);
    expect(finals(lived.alerts)).toEqual(finals(expected.alerts));
  });

  test('with a new rule in front and others in another order: each finds its state', async () => {
    const { logStore, store } = await firstHalf();
    const added: AnyRule = { ...fast, type: 'test.new', classes: [] };
    const rules = [added, silent, driving, bit, fast];
    // What was counted anew is stored anew, also of vehicles that say nothing meanwhile.
    await runToEnd(logStore, store, rules);
    await secondHalf(logStore, store, rules.toReversed());
    await expectAsUninterrupted(logStore);
  });

  test('with a rule whose state looks otherwise: it is brought over', async () => {
    const { logStore, store } = await firstHalf();
    let carried = 0;
    const reshaped: AnyRule = {
      ...fast,
      version: 2,
      shape: {
        version: 2,
        carryOver: (state: { sinceMs: number | null; maxKmh: number }, from: number) => {
          carried++;
          expect(from).toBe(1);
          return { run: [state.sinceMs, state.maxKmh] };
        },
      },
      initial: () => ({ run: [null, 0] }),
      onObservation(state: { run: [number | null, number] }, observation, context) {
        const inner = { sinceMs: state.run[0], maxKmh: state.run[1] };
        fast.onObservation(inner, observation, context as never);
        state.run = [inner.sinceMs, inner.maxKmh];
      },
    };
    await secondHalf(logStore, store, [bit, reshaped, silent, driving]);
    expect(carried).toBeGreaterThan(0);
    await expectAsUninterrupted(logStore);
  });
});

describe('another version after a kill', () => {
  test.each([1, 2, 3, 4])('in mid-append (seed %i): nothing is said twice', async (seed) => {
    const logStore = await filledLog(input);
    const store = new MemoryStateStore();
    const where = randomOf(seed);
    await runUntilKilled(logStore, store, where.int(12, 40));
    // The new version is killed as well, on its way over what the old one had said.
    const rules = testRules.map(newer);
    await runUntilKilled(logStore, store, where.int(3, 9), rules);
    await runUntilKilled(logStore, store, where.int(3, 9), rules);
    await runToEnd(logStore, store, rules);
    const lived = await seen(logStore);
    expect(lived.facts).toEqual(expected.facts);
    // The same verdict under another version is an update of the same alert.
    expect(openedTwice(lived.alerts)).toEqual([]);
    expect(finals(lived.alerts)).toEqual(finals(expected.alerts));
  });

  test.each([1, 2, 3])(
    'long before, and killed on the way (seed %i): what is said alike is not said again',
    async (seed) => {
      const logStore = await filledLog(input);
      const store = new MemoryStateStore();
      const where = randomOf(seed);
      await runToEnd(logStore, forgetful(store));
      const otherRuntime = withMeta(store, { codeVersion: 'another' });
      for (let kill = 0; kill < 3; kill++)
        await runUntilKilled(logStore, otherRuntime, where.int(5, 30));
      await runToEnd(logStore, otherRuntime);
      const lived = await seen(logStore);
      expect(lived.facts).toEqual(expected.facts);
      expect(sentences(lived.alerts)).toEqual(sentences(expected.alerts));
      // Behind all that was said before, nothing is missed that was found again.
      await appendTicks(logStore);
      await runToEnd(logStore, otherRuntime);
      const withdrawn = (await seen(logStore)).alerts.filter(
        ({ change }) => change === 'withdrawn',
      );
      expect(withdrawn).toEqual(expected.alerts.filter(({ change }) => change === 'withdrawn'));
    },
  );

  test('with rules that judge otherwise: what only the old ones saw is withdrawn', async () => {
    const logStore = await filledLog(input);
    const store = new MemoryStateStore();
    // Only the snapshot of the very beginning is kept: everything was said beyond it.
    await runToEnd(logStore, forgetful(store));
    const strict: AnyRule = { ...fast, version: 2, onObservation: () => {} };
    const rules = [bit, strict, silent, driving];
    await runToEnd(logStore, store, rules);
    await appendTicks(logStore);
    await runToEnd(logStore, store, rules);
    const lived = await seen(logStore);
    const last = finals(lived.alerts) as Map<string, { type: string; state: string }>;
    const byType = (type: string) => [...last.values()].filter((alert) => alert.type === type);
    expect(byType('test.fast').length).toBeGreaterThan(0);
    expect(byType('test.fast').every(({ state }) => state === 'withdrawn')).toBe(true);
    expect(byType('test.bit').some(({ state }) => state === 'closed')).toBe(true);
    expect(openedTwice(lived.alerts)).toEqual([]);
  });
});

/** The first snapshot of a task is kept, later ones are not. */
function forgetful(store: LocalStateStore): LocalStateStore {
  return {
    ...bound(store),
    begin: (task) => {
      const writer = store.begin(task);
      return store.load(task) === null ? writer : { ...writer, commit: () => writer.abort() };
    },
  };
}

function bound(store: LocalStateStore): LocalStateStore {
  return {
    load: store.load.bind(store),
    begin: store.begin.bind(store),
    discard: store.discard.bind(store),
    close: store.close.bind(store),
  };
}

describe('state of an older format', () => {
  test('is rebuilt from the log, and nothing of it is said again', async () => {
    const { logStore, store } = await firstHalf();
    await secondHalf(logStore, withMeta(store, { format: 2 }), testRules);
    await expectAsUninterrupted(logStore);
    expect(sentences((await seen(logStore)).alerts)).toEqual(sentences(expected.alerts));
  });
});

describe('state of a newer version is refused and left as it is', () => {
  const start = (logStore: MemoryLogStore, store: LocalStateStore, rules: readonly AnyRule[]) =>
    startProcessors({
      log: openMemoryLog(logStore),
      store,
      settings,
      logger,
      metrics: new Registry(),
      rules,
    });

  test.each([
    ['another format', { format: 99 }, testRules, 'it has format 99, this version knows 3'],
    ['a rule that is not known', {}, [bit, fast, silent], 'it holds the rule test.driving'],
    [
      'another shape of a rule',
      {
        rules: testRules.map(({ type }) => ({ type, shape: type === 'test.bit' ? 4 : 1 })),
      },
      testRules,
      'its rule test.bit has shape 4, this version knows 1',
    ],
  ])('%s', async (_what, meta, rules, sentence) => {
    const { logStore, store } = await firstHalf();
    let touched = 0;
    const guarded: LocalStateStore = {
      ...withMeta(store, meta as Partial<SnapshotMeta>),
      begin: (task) => {
        touched++;
        return store.begin(task);
      },
      discard: () => {
        touched++;
      },
    };
    expect(() => start(logStore, guarded, rules as readonly AnyRule[])).toThrow(sentence);
    expect(touched).toBe(0);
    // The version that wrote it still goes on.
    await secondHalf(logStore, store, testRules);
    await expectAsUninterrupted(logStore);
  });
});

/** Snapshots of the first epoch as another version would have left them. */
function withMeta(store: LocalStateStore, changed: Partial<SnapshotMeta>): LocalStateStore {
  return {
    ...bound(store),
    load: (task) => {
      const snapshot = store.load(task);
      if (snapshot === null || snapshot.meta.epoch !== 1) return snapshot;
      return { meta: { ...snapshot.meta, ...changed }, entries: snapshot.entries };
    },
  };
}
