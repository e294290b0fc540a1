/**
 * Group commit: appends gather for a moment and become durable together. Runs in the appending thread,
 * hands full groups to the handle's writer thread and resolves each append when its group is durable.
 */
import { Worker } from 'node:worker_threads';
import { TizhengError } from '#core/errors.ts';
import type { AppendRecord } from '../event-log.ts';
import { logError } from '../names.ts';
import { assertRecord, BatchBuilder, recordBytes } from './batch.ts';
import type { WriterAnswer, WriterFailure, WriterRequest, WriterSettings } from './writer.ts';

export interface GroupCommitSettings extends WriterSettings {
  /** How long the first append of a group waits for company, in milliseconds. */
  groupCommitMs: number;
  /** A group of this many bytes goes at once. */
  groupCommitBytes: number;
  /** Bytes waiting for durability above which an append is refused with LOG_OVERLOADED. */
  pendingBytesMax: number;
}

/** Groups handed over and not yet answered: one being committed, one waiting at the writer's door. */
const groupsInFlightMax = 2;
const builderBytes = 16_384;
/**
 * Buffers of committed batches come back from the writer and are filled again: fresh memory would
 * be cleared by the kernel page by page and wait in two threads for its garbage collection. Beyond
 * so many, or so large, they are let go.
 */
const sparesMax = 16;
const spareBytesMax = 2 * 2 ** 20;

interface Waiter {
  /** Index of the append's first record in its batch. */
  index: number;
  batch: number;
  resolve(offset: number): void;
  reject(error: unknown): void;
}
interface OpenBatch {
  partition: number;
  builder: BatchBuilder;
}
interface TopicGroup {
  topic: string;
  batches: OpenBatch[];
  /** Position in `batches` of the partition's newest one. */
  open: Map<number, number>;
  waiters: Waiter[];
  bytes: number;
}

export class GroupCommit {
  readonly #settings: GroupCommitSettings;
  readonly #onCommitted: () => void;
  #worker: Worker | null = null;
  #gathering = new Map<string, TopicGroup>();
  #gatheredBytes = 0;
  #pendingBytes = 0;
  readonly #inFlight = new Map<number, { groups: TopicGroup[]; left: number }>();
  readonly #cleans = new Map<number, { resolve(n: number): void; reject(error: unknown): void }>();
  #timer: NodeJS.Timeout | null = null;
  #due = false;
  #lastId = 0;
  #drained: (() => void) | null = null;
  readonly #spares: ArrayBuffer[] = [];
  /** While closing the writer keeps the process alive until its files are closed. */
  #closing = false;

  constructor(settings: GroupCommitSettings, onCommitted: () => void) {
    this.#settings = settings;
    this.#onCommitted = onCommitted;
  }

  append(topic: string, partition: number, records: readonly AppendRecord[]): Promise<number> {
    let bytes = 0;
    for (const record of records) {
      assertRecord(record);
      bytes += recordBytes(record);
    }
    if (this.#pendingBytes > 0 && this.#pendingBytes + bytes > this.#settings.pendingBytesMax) {
      const message = `Topic ${topic}: ${this.#pendingBytes} bytes already wait for durability.`;
      return Promise.reject(logError('LOG_OVERLOADED', message));
    }
    const group = this.#groupOf(topic);
    let batch = this.#openBatch(group, partition);
    const waiter = { batch, index: group.batches[batch]!.builder.records };
    for (const record of records) {
      const { builder } = group.batches[batch]!;
      const full = builder.bytes + recordBytes(record) > this.#settings.batchBytesMax;
      if (full && builder.records > 0) {
        group.open.delete(partition);
        batch = this.#openBatch(group, partition);
        if (record === records[0]) Object.assign(waiter, { batch, index: 0 });
      }
      group.batches[batch]!.builder.add(record);
    }
    group.bytes += bytes;
    this.#gatheredBytes += bytes;
    this.#pendingBytes += bytes;
    return new Promise((resolve, reject) => {
      group.waiters.push({ ...waiter, resolve, reject });
      this.#schedule();
    });
  }

  clean(nowMs: number): Promise<number> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#cleans.set(id, { resolve, reject });
      this.#post({ kind: 'clean', id, nowMs });
    });
  }

  /** Resolves when everything appended so far is answered and the writer has closed its files. */
  async close(): Promise<void> {
    this.#due = true;
    this.#send();
    if (this.#pendingBytes > 0 || this.#inFlight.size > 0 || this.#cleans.size > 0) {
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    }
    const worker = this.#worker;
    if (worker === null) return;
    this.#closing = true;
    const closed = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    this.#post({ kind: 'close', id: ++this.#lastId });
    await closed;
    this.#worker = null;
  }

  #groupOf(topic: string): TopicGroup {
    let group = this.#gathering.get(topic);
    if (!group) {
      group = { topic, batches: [], open: new Map(), waiters: [], bytes: 0 };
      this.#gathering.set(topic, group);
    }
    return group;
  }

  /** Position of the partition's open batch in the group. */
  #openBatch(group: TopicGroup, partition: number): number {
    const open = group.open.get(partition);
    if (open !== undefined) return open;
    const memory = this.#spares.pop() ?? new ArrayBuffer(builderBytes);
    const index = group.batches.push({ partition, builder: new BatchBuilder(memory) }) - 1;
    group.open.set(partition, index);
    return index;
  }

  #schedule(): void {
    if (this.#gatheredBytes >= this.#settings.groupCommitBytes) {
      this.#due = true;
      this.#send();
    } else if (this.#timer === null && !this.#due) {
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#due = true;
        this.#send();
      }, this.#settings.groupCommitMs);
    }
  }

  #send(): void {
    if (!this.#due || this.#inFlight.size >= groupsInFlightMax || this.#gathering.size === 0)
      return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#due = false;
    const groups = [...this.#gathering.values()];
    this.#gathering = new Map();
    this.#gatheredBytes = 0;
    const id = ++this.#lastId;
    this.#inFlight.set(id, { groups, left: groups.length });
    const transfer: ArrayBuffer[] = [];
    const topics = groups.map(({ topic, batches }) => ({
      topic,
      batches: batches.map(({ partition, builder }) => {
        const data = builder.take();
        transfer.push(data.buffer);
        return { partition, records: builder.records, timeMs: builder.timeMs, data };
      }),
    }));
    this.#post({ kind: 'commit', id, topics }, transfer);
  }

  #post(request: WriterRequest, transfer: ArrayBuffer[] = []): void {
    if (this.#worker === null) {
      const { dir, topicBytesMax, batchBytesMax, tombstoneMs } = this.#settings;
      const workerData: WriterSettings = { dir, topicBytesMax, batchBytesMax, tombstoneMs };
      const worker = new Worker(new URL('./writer.ts', import.meta.url), { workerData });
      worker.on('message', (answer: WriterAnswer) => this.#answered(answer));
      worker.on('error', (error) => this.#lost(worker, error));
      worker.on('exit', () => this.#lost(worker, null));
      this.#worker = worker;
    }
    this.#worker.ref();
    this.#worker.postMessage(request, transfer);
  }

  #answered(answer: WriterAnswer): void {
    if (answer.kind === 'cleaned') {
      const call = this.#cleans.get(answer.id);
      this.#cleans.delete(answer.id);
      if (answer.failure) call?.reject(errorOf(answer.failure));
      else call?.resolve(answer.removed);
    } else if (answer.kind !== 'closed') {
      const flight = this.#inFlight.get(answer.id)!;
      if (--flight.left === 0) this.#inFlight.delete(answer.id);
      const { waiters, bytes } = flight.groups[answer.index]!;
      this.#pendingBytes -= bytes;
      this.#keepSpares(answer.spares);
      if (answer.kind === 'committed') {
        for (const { batch, index, resolve } of waiters) resolve(answer.bases[batch]! + index);
        this.#onCommitted();
      } else {
        for (const { reject } of waiters) reject(errorOf(answer.failure));
      }
      this.#send();
    }
    this.#settle();
  }

  #keepSpares(spares: readonly ArrayBuffer[]): void {
    for (const spare of spares) {
      if (this.#spares.length >= sparesMax) return;
      if (spare.byteLength <= spareBytesMax) this.#spares.push(spare);
    }
  }

  /** An idle writer does not keep the process alive. */
  #settle(): void {
    if (this.#inFlight.size > 0 || this.#cleans.size > 0 || this.#gathering.size > 0) return;
    if (!this.#closing) this.#worker?.unref();
    this.#drained?.();
    this.#drained = null;
  }

  /** The writer thread died: what it had in hand is undecided; the next call starts a new one. */
  #lost(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const error = logError('LOG_UNAVAILABLE', 'The log writer thread ended.', cause);
    for (const { groups } of this.#inFlight.values()) {
      for (const { waiters, bytes } of groups) {
        this.#pendingBytes -= bytes;
        for (const { reject } of waiters) reject(error);
      }
    }
    this.#inFlight.clear();
    for (const { reject } of this.#cleans.values()) reject(error);
    this.#cleans.clear();
    this.#send();
    this.#settle();
  }
}

function errorOf({ code, message }: WriterFailure): TizhengError {
  return new TizhengError(code, 'log', message);
}
