/** Small recordings of what a version left behind: its input, its outputs and its snapshots. */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { TOPICS } from '#core/topics.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import type { LocalStateStore, SnapshotMeta } from '#processors/state/store.ts';
import type { LogRecord } from '#runtime/log/event-log.ts';
import { MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';

type StoredRecord = [key: string, timeMs: number, value: string];

export interface Golden {
  /** `codeVersion` of the version that made it. */
  codeVersion: string;
  partitions: Record<string, number>;
  /** By `topic/partition`, from offset 0: what stood in the log when the version was stopped. */
  before: Record<string, StoredRecord[]>;
  /** Input that came later. */
  after: Record<string, StoredRecord[]>;
  snapshots: Record<string, { meta: SnapshotMeta; entries: [string, string][] }>;
}

export function readGolden(file: URL): Golden {
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as Golden;
}

export function writeGolden(file: URL, golden: Golden): void {
  writeFileSync(file, gzipSync(JSON.stringify(golden), { level: 9 }));
}

export async function recordsOf(
  store: MemoryLogStore,
): Promise<{ partitions: Golden['partitions']; records: Golden['before'] }> {
  const log = openMemoryLog(store);
  const records: Golden['before'] = {};
  const partitions: Golden['partitions'] = {};
  for (const topic of Object.values(TOPICS)) {
    partitions[topic] = log.partitions(topic);
    for (let partition = 0; partition < log.partitions(topic); partition++) {
      const batch = await log.read(topic, partition, 0, {
        maxRecords: 1e9,
        maxBytes: 1e12,
        waitMs: 0,
      });
      records[`${topic}/${partition}`] = batch.records.map(stored);
    }
  }
  await log.close();
  return { partitions, records };
}

const stored = ({ key, timeMs, value }: LogRecord): StoredRecord => [
  key,
  timeMs,
  Buffer.from(value).toString('base64'),
];

/** The log as the version left it. */
export async function logBefore({ partitions, before }: Golden): Promise<MemoryLogStore> {
  const store = new MemoryLogStore();
  const log = openMemoryLog(store);
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  for (const topic of Object.values(TOPICS))
    await log.ensureTopic(topic, { partitions: partitions[topic] ?? 2, ...kept });
  await log.close();
  await append(store, before);
  return store;
}

export async function append(store: MemoryLogStore, records: Golden['before']): Promise<void> {
  const log = openMemoryLog(store);
  for (const [name, list] of Object.entries(records)) {
    if (list.length === 0) continue;
    const [topic, partition] = name.split('/') as [string, string];
    await log.append(
      topic,
      Number(partition),
      list.map(([key, timeMs, value]) => ({ key, timeMs, value: Buffer.from(value, 'base64') })),
    );
  }
  await log.close();
}

export function stateOf({ snapshots }: Golden): MemoryStateStore {
  const store = new MemoryStateStore();
  for (const [task, { meta, entries }] of Object.entries(snapshots)) {
    const writer = store.begin(task);
    for (const [key, value] of entries) writer.put(key, Buffer.from(value, 'base64'));
    writer.commit(meta);
  }
  return store;
}

export function snapshotsOf(store: LocalStateStore, tasks: Iterable<string>): Golden['snapshots'] {
  const snapshots: Golden['snapshots'] = {};
  for (const task of tasks) {
    const snapshot = store.load(task);
    if (snapshot === null) continue;
    snapshots[task] = {
      meta: snapshot.meta,
      entries: [...snapshot.entries].map(([key, value]) => [
        key,
        Buffer.from(value).toString('base64'),
      ]),
    };
  }
  return snapshots;
}
