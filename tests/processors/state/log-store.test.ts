/**
 * Goal (R5, R23): a snapshot in the log is whole or not there. Method: the store on a log in memory
 * that refuses everything from some append on, in bases and deltas of both slots, compacted at any
 * time; and the same with flipped bytes. A map tells what each committed snapshot holds.
 */
import { expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { LogStateStore } from '#processors/state/log-store.ts';
import type { SnapshotMeta, SnapshotWriter } from '#processors/state/store.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';
import { sizeOf } from '../../faults/size.ts';
import { type Random, randomOf } from '../../simulation/random.ts';

const CRASHES = sizeOf('FAULT_STATE_LOG_CRASHES', { small: 60, full: 1_000 });
const MUTATIONS = sizeOf('FAULT_STATE_LOG_MUTATIONS', { small: 60, full: 1_000 });
const TASK = 'vehicle-0';
const KEYS = 40;

type Entries = Map<string, string>;

const metaOf = (n: number): SnapshotMeta => ({
  format: 3,
  codeVersion: 'c',
  epoch: 1,
  inputs: { 'reports.v1/0': n },
  numbers: {},
  outputs: {},
  task: { n },
});

async function openState(): Promise<MemoryLogStore> {
  const store = new MemoryLogStore();
  const log = openMemoryLog(store);
  const kept = { retentionMs: null, retentionBytes: null, compacted: true };
  await log.ensureTopic(TOPICS.state, { ...kept, partitions: 1 });
  return store;
}

/** Refuses from some append on; the last one may arrive, its answer lost. */
function mortal(log: EventLog, appends: number, arrives: boolean): EventLog {
  let left = appends;
  return Object.assign(Object.create(log) as EventLog, {
    ends: log.ends.bind(log),
    read: log.read.bind(log),
    append: async (...args: Parameters<EventLog['append']>) => {
      if (left-- > 0) return log.append(...args);
      if (left === -1 && arrives) await log.append(...args);
      throw new Error('killed');
    },
  });
}

const textOf = (entries: Entries): string => JSON.stringify([...entries].sort());

const storeOn = (log: EventLog): LogStateStore =>
  new LogStateStore(log, { partitionOf: () => 0, now: () => 1, chunkBytes: 700 });

async function contentOf(store: LogStateStore): Promise<{ n: number; entries: Entries } | null> {
  const loaded = await store.load(TASK);
  if (loaded === null) return null;
  const entries = new Map(
    [...loaded.entries].map(([key, value]) => [key, Buffer.from(value).toString('latin1')]),
  );
  return { n: (loaded.meta.task as { n: number }).n, entries };
}

/** Changes some entries, in the map and in the writer; a base is given all there are. */
function change(random: Random, model: Entries, writer: SnapshotWriter): void {
  const touched = new Set<string>();
  for (let count = random.int(0, 12); count > 0; count--) {
    const key = `k${random.int(0, KEYS - 1)}`;
    touched.add(key);
    if (random.next() < 0.15) model.delete(key);
    else
      model.set(key, Array.from({ length: random.int(1, 300) }, () => random.int(0, 9)).join(''));
  }
  for (const key of writer.isWhole ? model.keys() : touched) {
    const value = model.get(key);
    if (value === undefined) writer.delete(key);
    else writer.put(key, Buffer.from(value, 'latin1'));
  }
}

test(`R23: ${CRASHES} crashes in the middle of a snapshot in the log: the last whole one is used`, async () => {
  const random = randomOf(23);
  const tally = { bases: 0, deltas: 0, inBase: 0, inDelta: 0, slots: new Set<string>() };
  let memory = await openState();
  let model: Entries = new Map();
  let committed: { n: number; entries: Entries } | null = null;
  let n = 0;
  for (let crash = 0; crash < CRASHES; crash++) {
    if (crash % 20 === 0) {
      memory = await openState();
      model = new Map();
      committed = null;
    }
    const log = openMemoryLog(memory);
    const store = storeOn(mortal(log, random.int(0, 60), random.next() < 0.5));
    expect(await contentOf(store)).toEqual(committed);
    model = new Map(committed?.entries);
    for (let isAlive = true; isAlive; n++) {
      const writer = store.begin(TASK);
      change(random, model, writer);
      const before = await log.ends(TOPICS.state, 0);
      try {
        await writer.commit(metaOf(n));
        committed = { n, entries: new Map(model) };
        tally[writer.isWhole ? 'bases' : 'deltas']++;
      } catch {
        isAlive = false;
        writer.abort();
        const { records } = await log.read(TOPICS.state, 0, before.high, {
          maxRecords: 1_000,
          maxBytes: 1e9,
          waitMs: 0,
        });
        for (const { key } of records) tally.slots.add(key.split('/')[2]!);
        // A marker that arrived counts, although nobody was told.
        if (records.some(({ key, value }) => key.endsWith('/m') && value.length > 0))
          committed = { n, entries: new Map(model) };
        else if (records.length > 0) tally[writer.isWhole ? 'inBase' : 'inDelta']++;
      }
      if (random.next() < 0.3) await log.clean(2);
    }
    await log.close();
  }
  const size = memory.topics.get(TOPICS.state)!.partitions[0]!.records.length;
  expect(size).toBeGreaterThan(0);
  expect([...tally.slots].sort()).toEqual(['a', 'b']);
  expect(tally.inBase).toBeGreaterThan(CRASHES / 10);
  expect(tally.inDelta).toBeGreaterThan(CRASHES / 10);
});

test('R5: flipped bytes: an older whole snapshot or none, never a wrong one', async () => {
  const random = randomOf(5);
  const memory = await openState();
  const log = openMemoryLog(memory);
  const store = storeOn(log);
  await store.load(TASK);
  const states: Entries[] = [];
  const model: Entries = new Map();
  for (let n = 0; n < 30; n++) {
    const writer = store.begin(TASK);
    change(random, model, writer);
    await writer.commit(metaOf(n));
    states.push(new Map(model));
  }
  const { records } = memory.topics.get(TOPICS.state)!.partitions[0]!;
  const originals = records.map(({ value }) => value.slice());
  const tally = { newest: 0, older: 0, none: 0 };
  for (let mutation = 0; mutation < MUTATIONS; mutation++) {
    for (let flips = random.int(1, 4); flips > 0; flips--) {
      const { value } = random.pick(records.filter((record) => record.value.length > 0));
      value[random.int(0, value.length - 1)]! ^= 1 << random.int(0, 7);
    }
    const found = await contentOf(storeOn(log));
    if (found === null) tally.none++;
    else {
      expect(textOf(found.entries)).toBe(textOf(states[found.n]!));
      if (found.n === states.length - 1) tally.newest++;
      else tally.older++;
    }
    records.forEach(({ value }, index) => {
      value.set(originals[index]!);
    });
  }
  expect(tally.newest).toBeGreaterThan(0);
  expect(tally.older).toBeGreaterThan(0);
});

test('what a replaced process still writes is not mixed in, and its keys are wiped in the end', async () => {
  const random = randomOf(7);
  const memory = await openState();
  const log = openMemoryLog(memory);
  const commit = async (store: LogStateStore, model: Entries, n: number): Promise<void> => {
    const writer = store.begin(TASK);
    change(random, model, writer);
    await writer.commit(metaOf(n));
  };
  const zombie = storeOn(log);
  await zombie.load(TASK);
  const early: Entries = new Map();
  for (let n = 0; n < 5; n++) await commit(zombie, early, n);
  const owner = storeOn(log);
  const model = (await contentOf(owner))!.entries;
  expect(model).toEqual(early);
  for (let n = 5; n < 40; n++) {
    await commit(owner, model, n);
    // An older one, behind a newer: what it had in hand when it was frozen.
    if (n === 6) {
      const writer = zombie.begin(TASK);
      writer.put('k0', Buffer.from('late'));
      await writer.commit(metaOf(4));
    }
    expect(await contentOf(storeOn(log))).toEqual({ n, entries: model });
  }
  await log.clean(2);
  const lives = new Set(
    memory.topics
      .get(TOPICS.state)!
      .partitions[0]!.records.filter(({ value }) => value.length > 0)
      .map(({ key }) => key.split('/')[1]),
  );
  // The owner's, and what the zombie began after it was wiped, if anything.
  expect(lives.size).toBeLessThanOrEqual(2);
  await log.close();
});
