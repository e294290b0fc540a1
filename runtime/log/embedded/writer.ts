/**
 * Writer thread of one handle: SQLite commits synchronously, and a commit (0.2–30 ms) must not hold up
 * the sockets of the thread that appends. Messages are served in order; each topic of a group is its own
 * transaction and is answered as soon as it is durable.
 */
import { readdirSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { assert, type ErrorCode } from '#core/errors.ts';
import { cleanTopic } from './cleaner.ts';
import { type PendingBatch, TopicCommitter } from './committer.ts';
import { asLogError } from './store.ts';

export interface WriterSettings {
  dir: string;
  topicBytesMax: number | null;
  batchBytesMax: number;
  tombstoneMs: number;
}
export type WriterRequest =
  | { kind: 'commit'; id: number; topics: { topic: string; batches: PendingBatch[] }[] }
  | { kind: 'clean'; id: number; nowMs: number }
  | { kind: 'close'; id: number };
export interface WriterFailure {
  code: ErrorCode;
  message: string;
}
export type WriterAnswer =
  | { kind: 'committed'; id: number; index: number; bases: number[]; spares: ArrayBuffer[] }
  | { kind: 'refused'; id: number; index: number; failure: WriterFailure; spares: ArrayBuffer[] }
  | { kind: 'cleaned'; id: number; removed: number; failure: WriterFailure | null }
  | { kind: 'closed'; id: number };

assert(parentPort, 'The log writer runs in a worker thread.');
const port = parentPort;
const settings = workerData as WriterSettings;
const committers = new Map<string, TopicCommitter>();

function committer(topic: string): TopicCommitter {
  let found = committers.get(topic);
  if (!found) {
    found = new TopicCommitter(settings.dir, topic, settings.topicBytesMax);
    committers.set(topic, found);
  }
  return found;
}

function failureOf(error: unknown, topic: string): WriterFailure {
  const { code, message } = asLogError(error, { topic, partition: null, offset: null });
  return { code, message };
}

const answer = (message: WriterAnswer, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

function commit({ id, topics }: Extract<WriterRequest, { kind: 'commit' }>): void {
  topics.forEach(({ topic, batches }, index) => {
    const spares = batches.map(({ data }) => data.buffer);
    let bases: number[];
    try {
      bases = committer(topic).commit(batches);
    } catch (error) {
      answer({ kind: 'refused', id, index, failure: failureOf(error, topic), spares }, spares);
      return;
    }
    answer({ kind: 'committed', id, index, bases, spares }, spares);
    committer(topic).checkpointIfDue();
  });
}

/** Cleans in small transactions with room between them, so that appends wait for one step at most. */
async function clean(id: number, nowMs: number): Promise<void> {
  let removed = 0;
  let failure: WriterFailure | null = null;
  const topics = readdirSync(settings.dir).filter((name) => name.endsWith('.sqlite'));
  for (const topic of topics.map((name) => name.slice(0, -'.sqlite'.length))) {
    try {
      const target = committer(topic);
      for (const step of cleanTopic(target.store, { nowMs, ...settings })) {
        removed += step;
        target.checkpointIfDue();
        await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      // One damaged topic does not keep the others from being cleaned.
      failure ??= failureOf(error, topic);
    }
  }
  answer({ kind: 'cleaned', id, removed, failure });
}

let cleaning: Promise<void> = Promise.resolve();

port.on('message', (request: WriterRequest) => {
  if (request.kind === 'commit') commit(request);
  else if (request.kind === 'clean') {
    cleaning = cleaning.then(() => clean(request.id, request.nowMs));
  } else {
    cleaning.then(() => {
      for (const open of committers.values()) open.close();
      committers.clear();
      answer({ kind: 'closed', id: request.id });
      port.close();
    });
  }
});
