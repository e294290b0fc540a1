/**
 * Goal (R5, R23): a snapshot in the log is whole or not there. Method: the store on a log in memory
 * that refuses everything from some append on, in bases and deltas of both slots, compacted at any
 * time; and the same with flipped bytes. A map tells what each committed snapshot holds.
 */
import { expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import type { LogStateStore } from '#processors/state/log-store.ts';
import { MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';
import { sizeOf } from '../../faults/size.ts';
import { randomOf } from '../../simulation/random.ts';
import {
  change,
  contentOf,
  crashInSnapshots,
  type Entries,
  makeStateTopic,
  metaOf,
  storeOn,
  TASK,
  textOf,
} from './crashes.ts';

const CRASHES = sizeOf('FAULT_STATE_LOG_CRASHES', { small: 60, full: 1_000 });
const MUTATIONS = sizeOf('FAULT_STATE_LOG_MUTATIONS', { small: 60, full: 1_000 });

async function openState(): Promise<MemoryLogStore> {
  const store = new MemoryLogStore();
  await makeStateTopic(openMemoryLog(store));
  return store;
}

test(`R23: ${CRASHES} crashes in the middle of a snapshot in the log: the last whole one is used`, async () => {
  let memory = new MemoryLogStore();
  const tally = await crashInSnapshots({
    crashes: CRASHES,
    random: randomOf(23),
    open: async (isFresh) => {
      if (isFresh) memory = await openState();
      return openMemoryLog(memory);
    },
    between: (log) => log.clean(2),
  });
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
