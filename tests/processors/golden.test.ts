/**
 * State as earlier versions wrote it, kept as small files, is opened by the code of today: it goes on
 * from the same place, knows the alerts that are open, and ends them under their own ids.
 *
 * A new STATE_FORMAT adds a file: `GOLDEN=write npx vitest run tests/processors/golden.test.ts`.
 * A file that is there is never written again.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AlertTransition } from '#core/alert.ts';
import { TOPICS } from '#core/topics.ts';
import { codeVersionOf } from '#processors/main.ts';
import { rules } from '#processors/rules/index.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { STATE_FORMAT, type StateStore } from '#processors/state/store.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { fenceOf } from '#proto/codec/fence.ts';
import { decodeObservation } from '#proto/codec/observation.ts';
import { type MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';
import { randomOf } from '../simulation/random.ts';
import { displaced, logOf, makeFacts } from '../simulation/world.ts';
import {
  append,
  type Golden,
  logBefore,
  readGolden,
  recordsOf,
  snapshotsOf,
  stateOf,
  writeGolden,
} from './golden-state.ts';
import { filledLog, runToEnd } from './service.ts';

const directory = new URL('../vectors/state/', import.meta.url);
const fileOf = (format: number): URL => new URL(`format-${format}.json.gz`, directory);

if (process.env.GOLDEN === 'write' && !existsSync(fileOf(STATE_FORMAT))) {
  mkdirSync(directory, { recursive: true });
  writeGolden(fileOf(STATE_FORMAT), await makeGolden());
}

async function makeGolden(): Promise<Golden> {
  const random = randomOf(77);
  const facts = makeFacts(random, { vehicles: 4, minutes: 16 });
  const input = logOf(displaced(facts, random, 20_000), []);
  const half = Math.floor(input.length / 2);
  const logStore = await filledLog(input.slice(0, half));
  const state = new MemoryStateStore();
  const tasks = new Set<string>();
  const noting: StateStore = {
    load: (task) => state.load(task),
    begin: (task) => {
      tasks.add(task);
      return state.begin(task);
    },
    discard: (task) => state.discard(task),
    close: () => {},
  };
  await runToEnd(logStore, noting, rules);
  const { partitions, records } = await recordsOf(logStore);
  const after = await recordsOf(await filledLog(input.slice(half)));
  return {
    codeVersion: codeVersionOf(rules),
    partitions,
    before: records,
    after: after.records,
    snapshots: snapshotsOf(state, tasks),
  };
}

async function transitionsOf(store: MemoryLogStore): Promise<AlertTransition[]> {
  const log = openMemoryLog(store);
  const all: AlertTransition[] = [];
  for (let p = 0; p < log.partitions(TOPICS.alerts); p++) {
    const { records } = await log.read(TOPICS.alerts, p, 0, {
      maxRecords: 1e9,
      maxBytes: 1e12,
      waitMs: 0,
    });
    for (const record of records)
      if (fenceOf(record) === null) all.push(decodeAlertTransition(record.value));
  }
  await log.close();
  return all;
}

async function observedTwice(store: MemoryLogStore): Promise<number> {
  const log = openMemoryLog(store);
  const seen = new Set<string>();
  let twice = 0;
  for (let p = 0; p < log.partitions(TOPICS.observations); p++) {
    const { records } = await log.read(TOPICS.observations, p, 0, {
      maxRecords: 1e9,
      maxBytes: 1e12,
      waitMs: 0,
    });
    for (const record of records) {
      if (fenceOf(record) !== null) continue;
      const { value } = record;
      const { inputPartition, inputOffset } = decodeObservation(value);
      const fact = `${inputPartition}@${inputOffset}`;
      if (seen.has(fact)) twice++;
      seen.add(fact);
    }
  }
  await log.close();
  return twice;
}

async function forgetInput(store: MemoryLogStore, { partitions }: Golden): Promise<void> {
  const log = openMemoryLog(store);
  for (const topic of [TOPICS.reports, TOPICS.partials]) {
    const kept = { partitions: partitions[topic]!, retentionMs: null, compacted: false };
    await log.ensureTopic(topic, { ...kept, retentionBytes: 1 });
    await log.clean(Date.now());
    await log.ensureTopic(topic, { ...kept, retentionBytes: null });
    expect((await log.ends(topic, 0)).low).toBeGreaterThan(0);
  }
  await log.close();
}

const finals = (all: readonly AlertTransition[]) =>
  new Map(all.map(({ alert }) => [alert.alertId, alert]));

test('the format of today has its file', () => {
  expect(existsSync(fileOf(STATE_FORMAT))).toBe(true);
});

const names = existsSync(directory)
  ? readdirSync(directory).filter((name) => name.endsWith('.json.gz'))
  : [];
describe.each(names)('%s', (name) => {
  test('is gone on from: no fact twice, no alert opened again, open ones ended as their own', async () => {
    const golden = readGolden(new URL(name, directory));
    const logStore = await logBefore(golden);
    const before = await transitionsOf(logStore);
    const open = [...finals(before).values()].filter(({ state }) => state === 'open');
    expect(open.length).toBeGreaterThan(0);
    // A state that were rebuilt would know nothing of them: the log no longer holds their beginning.
    await forgetInput(logStore, golden);
    const state = stateOf(golden);
    await append(logStore, golden.after);
    await runToEnd(logStore, state, rules);

    const all = await transitionsOf(logStore);
    expect(await observedTwice(logStore)).toBe(0);
    const opened = all
      .filter(({ change }) => change === 'opened')
      .map(({ alert }) => alert.alertId);
    expect(opened.filter((id, index) => opened.indexOf(id) !== index)).toEqual([]);
    const last = finals(all);
    const ended = open.filter(({ alertId }) => last.get(alertId)?.state !== 'open');
    expect(ended.length).toBeGreaterThan(0);
    // Only a format that is rebuilt would forget from where it went on.
    for (const [task, { meta }] of Object.entries(golden.snapshots)) {
      const now = state.load(task)?.meta;
      for (const [input, offset] of Object.entries(meta.inputs))
        expect({ task, input, isFurther: (now?.inputs[input] ?? 0) >= offset }).toEqual({
          task,
          input,
          isFurther: true,
        });
    }
    if (golden.codeVersion !== codeVersionOf(rules)) return;
    // The same behaviour: the same alerts as without a stop.
    const whole = await logBefore({ ...golden, before: inputOf(golden.before) });
    await append(whole, golden.after);
    await runToEnd(whole, new MemoryStateStore(), rules);
    expect([...last].sort()).toEqual([...finals(await transitionsOf(whole))].sort());
  });
});

function inputOf(records: Golden['before']): Golden['before'] {
  return Object.fromEntries(
    Object.entries(records).filter(([name]) => name.startsWith(`${TOPICS.reports}/`)),
  );
}
