/** Snapshots in the log, written by a process that dies in the middle of one: what is found afterwards. */
import { expect } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { LogStateStore } from '#processors/state/log-store.ts';
import type { SnapshotMeta, SnapshotWriter } from '#processors/state/store.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Random } from '../../simulation/random.ts';

export const TASK = 'vehicle-0';
export const KEYS = 40;

export type Entries = Map<string, string>;

export const metaOf = (n: number): SnapshotMeta => ({
  format: 3,
  codeVersion: 'c',
  epoch: 1,
  inputs: { 'reports.v1/0': n },
  numbers: {},
  outputs: {},
  task: { n },
});

export async function makeStateTopic(log: EventLog): Promise<void> {
  const kept = { retentionMs: null, retentionBytes: null, compacted: true };
  await log.ensureTopic(TOPICS.state, { ...kept, partitions: 1 });
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

export const textOf = (entries: Entries): string => JSON.stringify([...entries].sort());

export const storeOn = (log: EventLog): LogStateStore =>
  new LogStateStore(log, { partitionOf: () => 0, now: () => 1, chunkBytes: 700 });

export async function contentOf(
  store: LogStateStore,
): Promise<{ n: number; entries: Entries } | null> {
  const loaded = await store.load(TASK);
  if (loaded === null) return null;
  const entries = new Map(
    [...loaded.entries].map(([key, value]) => [key, Buffer.from(value).toString('latin1')]),
  );
  return { n: (loaded.meta.task as { n: number }).n, entries };
}

/** Changes some entries, in the map and in the writer; a base is given all there are. */
export function change(random: Random, model: Entries, writer: SnapshotWriter): void {
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

/**
 * Dies `crashes` times in the middle of a snapshot, goes on each time from what is found, and compares
 * it with what was committed last. `log` answers a handle on the state of so far, or on none for a
 * fresh beginning; `between` is called now and then.
 */
export async function crashInSnapshots(parts: {
  crashes: number;
  random: Random;
  open: (isFresh: boolean) => Promise<EventLog>;
  between?: (log: EventLog) => Promise<unknown>;
}) {
  const { crashes, random, open, between } = parts;
  const tally = { bases: 0, deltas: 0, inBase: 0, inDelta: 0, slots: new Set<string>() };
  let model: Entries = new Map();
  let committed: { n: number; entries: Entries } | null = null;
  let n = 0;
  for (let crash = 0; crash < crashes; crash++) {
    if (crash % 20 === 0) committed = null;
    const log = await open(crash % 20 === 0);
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
      if (random.next() < 0.3) await between?.(log);
    }
    await log.close();
  }
  return tally;
}
