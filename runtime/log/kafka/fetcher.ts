/**
 * Reads: every reader has a cursor, the cursors of one broker are fetched together, and what a fetch
 * brings beyond a read waits for the next one.
 *
 * A broker answers one request of a connection at a time, and a fetch that waits for records keeps its
 * connection busy. So a broker has a few connections for fetches that wait, and one for those that do
 * not: a cursor that becomes hungry while all others wait is asked for at once on that one, and joins
 * the next waiting fetch when nothing was there. No read waits for another partition's records.
 *
 * *Bounds:* `cursorBytesMax` read ahead per cursor, `readBufferBytesMax` for all together.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogBatch, ReadOptions } from '../event-log.ts';
import { logError } from '../names.ts';
import { backoffMs, type Cluster, type Lane } from './cluster.ts';
import { Cursor } from './cursor.ts';
import type { KafkaMetrics } from './metrics.ts';
import { BrokerRefusal, OFFSET_OUT_OF_RANGE } from './protocol/errors.ts';
import { decodeFetch, encodeFetch, FETCH, type FetchedPart } from './protocol/fetch.ts';
import { listOffset } from './protocol/requests.ts';

/** A cursor with less than this at hand is fetched for ahead of its reader. */
const cursorBytesMax = 1_048_576;
/** What one answer brings at most, unless a single batch is larger. */
const answerBytesMax = 16 * 2 ** 20;
/** How long a fetch waits at the broker when nothing is there. */
const pollMs = 500;
/** Connections per broker for fetches that wait. */
const pollsMax = 3;
/** Readers of one partition that read on where they were; the longest unused makes room. */
const cursorsPerPartitionMax = 8;
/** An offset beyond the end may be a leader that has not caught up; so often it is asked again. */
const beyondTriesMax = 5;

/** What is fetched from one broker. */
class NodeQueue {
  /** Hungry cursors whose fetch may wait at the broker. */
  readonly waiting = new Set<Cursor>();
  /** Those that want an answer at once. */
  readonly urgent = new Set<Cursor>();
  readonly freePolls: Lane[] = Array.from({ length: pollsMax }, (_, i): Lane => `fetch-${i}`);
  isUrgentBusy = false;
  isScheduled = false;
}

export class Fetcher {
  readonly #cluster: Cluster;
  readonly #metrics: KafkaMetrics;
  readonly #bufferBytesMax: number;
  /** How long a read waits for a broker that does not answer before it throws. */
  readonly #giveUpMs: number;
  readonly #cursors = new Map<string, Cursor[]>();
  readonly #nodes = new Map<number, NodeQueue>();
  /** One past the newest record known per partition. */
  readonly #highs = new Map<string, number>();
  #bufferedBytes = 0;
  #isClosed = false;

  constructor(
    cluster: Cluster,
    settings: { readBufferBytesMax: number; requestTimeoutMs: number },
    metrics: KafkaMetrics,
  ) {
    this.#cluster = cluster;
    this.#metrics = metrics;
    this.#bufferBytesMax = settings.readBufferBytesMax;
    this.#giveUpMs = settings.requestTimeoutMs * 3;
  }

  /** The partition exists; checked by the caller. */
  async read(
    topic: string,
    partition: number,
    fromOffset: number,
    { maxRecords, maxBytes, waitMs }: ReadOptions,
  ): Promise<LogBatch> {
    const key = `${topic} ${partition}`;
    const cursor = this.#cursor(key, topic, partition, fromOffset, maxBytes);
    const startedAt = performance.now();
    const deadline = startedAt + waitMs;
    cursor.isTaken = true;
    cursor.usedAt = startedAt;
    try {
      for (let from = fromOffset; ; from = cursor.position) {
        const before = cursor.bufferedBytes;
        const records = await cursor.take(from, { maxRecords, maxBytes });
        this.#buffered(cursor.bufferedBytes - before);
        if (records.length > 0) {
          this.#metrics.fetched(records.length, 0);
          this.#readAhead(cursor, key);
          return this.#batch(key, cursor, records);
        }
        if (cursor.failure !== null) throw this.#thrown(key, cursor);
        const now = performance.now();
        // Only what a broker said counts as "nothing there": who wants no wait asks anew.
        const isEmpty = waitMs > 0 ? cursor.emptyAt > 0 : cursor.emptyAt >= startedAt;
        if (isEmpty && now >= deadline) return this.#batch(key, cursor, records);
        if (now > Math.max(deadline, startedAt + this.#giveUpMs))
          throw this.#cluster.unavailable(null);
        // A first look waits for nothing, so that a short wait is not answered late.
        this.#want(cursor, waitMs === 0 || cursor.isNew);
        await this.#answer(cursor, isEmpty ? deadline - now : this.#giveUpMs);
        if (this.#isClosed) throw logError('LOG_CLOSED', 'The log is closed.');
      }
    } catch (error) {
      this.#remove(key, cursor);
      throw error;
    } finally {
      cursor.isTaken = false;
    }
  }

  /** What was appended by us is there, whatever the last fetch said. */
  seen(topic: string, partition: number, high: number): void {
    const key = `${topic} ${partition}`;
    if (high > (this.#highs.get(key) ?? 0)) this.#highs.set(key, high);
  }

  close(): void {
    this.#isClosed = true;
    for (const cursor of [...this.#cursors.values()].flat()) cursor.wake?.();
  }

  #batch(key: string, cursor: Cursor, records: LogBatch['records']): LogBatch {
    const nextOffset = cursor.position;
    return {
      records,
      nextOffset,
      highOffset: Math.max(nextOffset, this.#highs.get(key) ?? 0),
    };
  }

  /** The cursor of whoever read here last, or a new one. */
  #cursor(key: string, topic: string, partition: number, from: number, bytes: number): Cursor {
    const cursors = this.#cursors.get(key) ?? [];
    this.#cursors.set(key, cursors);
    const free = cursors.filter((cursor) => !cursor.isTaken && cursor.failure === null);
    const found =
      free.find((cursor) => cursor.position === from) ?? free.find((cursor) => cursor.covers(from));
    if (found) return found;
    if (cursors.length >= cursorsPerPartitionMax && free.length > 0)
      this.#remove(
        key,
        free.reduce((a, b) => (a.usedAt <= b.usedAt ? a : b)),
      );
    const cursor = new Cursor(topic, partition, from, bytes);
    cursors.push(cursor);
    return cursor;
  }

  #remove(key: string, cursor: Cursor): void {
    const cursors = this.#cursors.get(key);
    const index = cursors?.indexOf(cursor) ?? -1;
    if (index < 0) return;
    cursors!.splice(index, 1);
    this.#buffered(-cursor.bufferedBytes);
    for (const { waiting, urgent } of this.#nodes.values()) {
      waiting.delete(cursor);
      urgent.delete(cursor);
    }
  }

  #isKept(cursor: Cursor): boolean {
    return this.#cursors.get(`${cursor.topic} ${cursor.partition}`)?.includes(cursor) ?? false;
  }

  #readAhead(cursor: Cursor, key: string): void {
    const hasMore = cursor.fetchOffset < (this.#highs.get(key) ?? 0);
    const hasRoom =
      cursor.bufferedBytes < cursorBytesMax && this.#bufferedBytes < this.#bufferBytesMax;
    if (hasMore && hasRoom) this.#want(cursor, false);
  }

  #buffered(bytes: number): void {
    this.#bufferedBytes += bytes;
    this.#metrics.buffered(this.#bufferedBytes);
  }

  /** Waits for an answer that concerns the cursor, or for the time. */
  #answer(cursor: Cursor, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        cursor.wake = null;
        resolve();
      };
      const timer = setTimeout(wake, Math.max(0, ms));
      cursor.wake = wake;
    });
  }

  #want(cursor: Cursor, isUrgent: boolean): void {
    if (cursor.isFetching) return;
    const leader = this.#cluster.leader(cursor.topic, cursor.partition);
    const pauseMs = cursor.notBefore - performance.now();
    if (leader < 0 || pauseMs > 0) {
      void this.#wantLater(cursor, isUrgent, leader < 0 ? backoffMs(3) : pauseMs);
      return;
    }
    const node = this.#nodes.get(leader) ?? new NodeQueue();
    this.#nodes.set(leader, node);
    if (isUrgent) {
      node.waiting.delete(cursor);
      node.urgent.add(cursor);
    } else if (!node.urgent.has(cursor)) node.waiting.add(cursor);
    this.#schedule(leader, node);
  }

  async #wantLater(cursor: Cursor, isUrgent: boolean, ms: number): Promise<void> {
    cursor.isFetching = true;
    await sleep(ms);
    await this.#cluster.refresh(cursor.topic).catch(() => {});
    cursor.isFetching = false;
    if (this.#isClosed || !this.#isKept(cursor)) return;
    if (cursor.isTaken) this.#want(cursor, isUrgent);
  }

  /** At the end of this turn of the loop, so that cursors that turn hungry together travel together. */
  #schedule(leader: number, node: NodeQueue): void {
    if (node.isScheduled) return;
    node.isScheduled = true;
    setImmediate(() => {
      node.isScheduled = false;
      if (this.#isClosed) return;
      // No connection is free for a fetch that waits: look at once whether something is there.
      if (node.waiting.size > 0 && node.freePolls.length === 0) {
        for (const cursor of node.waiting) {
          if (cursor.emptyAt > 0) continue;
          node.waiting.delete(cursor);
          node.urgent.add(cursor);
        }
      }
      if (node.urgent.size > 0 && !node.isUrgentBusy) {
        node.isUrgentBusy = true;
        const cursors = takeAll(node.urgent);
        void this.#fetch(leader, 'fetch-now', cursors, 0).finally(() => {
          node.isUrgentBusy = false;
          this.#schedule(leader, node);
        });
      }
      const lane = node.waiting.size > 0 ? node.freePolls.pop() : undefined;
      if (lane !== undefined) {
        const cursors = takeAll(node.waiting);
        void this.#fetch(leader, lane, cursors, pollMs).finally(() => {
          node.freePolls.push(lane);
          this.#schedule(leader, node);
        });
      }
    });
  }

  async #fetch(leader: number, lane: Lane, cursors: Cursor[], waitMs: number): Promise<void> {
    // What did not fit last time goes first, where a broker answers a batch of any size. One partition
    // may be asked for once in a request: its other cursors wait for the next one.
    cursors.sort((a, b) => Number(b.isStarved) - Number(a.isStarved));
    const chosen = new Map<string, Cursor>();
    for (const cursor of cursors) {
      const key = `${this.#cluster.outer(cursor.topic)} ${cursor.partition}`;
      if (chosen.has(key)) {
        this.#later(leader, cursor, lane === 'fetch-now');
        continue;
      }
      chosen.set(key, cursor);
      cursor.isFetching = true;
    }
    const parts = [...chosen.values()].map(({ topic, partition, fetchOffset, fetchBytes }) => ({
      topic: this.#cluster.outer(topic),
      partition,
      offset: fetchOffset,
      maxBytes: fetchBytes,
    }));
    try {
      const body = encodeFetch({ waitMs, maxBytes: answerBytesMax, parts });
      const answer = await this.#cluster.send(leader, lane, FETCH, body);
      const fetched = new Map(
        decodeFetch(answer).map((part) => [`${part.topic} ${part.partition}`, part]),
      );
      await Promise.all(
        [...chosen].map(([key, cursor]) => this.#take(cursor, fetched.get(key) ?? null)),
      );
    } catch (error) {
      for (const cursor of chosen.values()) this.#failed(cursor, error);
      await this.#cluster.refresh().catch(() => {});
    } finally {
      for (const cursor of chosen.values()) {
        cursor.isFetching = false;
        cursor.wake?.();
      }
    }
  }

  #later(leader: number, cursor: Cursor, isUrgent: boolean): void {
    const node = this.#nodes.get(leader)!;
    (isUrgent ? node.urgent : node.waiting).add(cursor);
    this.#schedule(leader, node);
  }

  async #take(cursor: Cursor, part: FetchedPart | null): Promise<void> {
    if (part === null || !this.#isKept(cursor)) return;
    if (part.error !== 0) return this.#refused(cursor, part.error);
    cursor.failures = 0;
    cursor.isNew = false;
    this.seen(cursor.topic, cursor.partition, part.high);
    const { records } = part;
    if (records === null || records.length === 0) {
      // Only at the end is nothing nothing; before it, the next batch did not fit beside the others'.
      if (part.high <= cursor.fetchOffset) cursor.emptyAt = performance.now();
      else cursor.makeRoom();
      return;
    }
    const before = cursor.bufferedBytes;
    if (cursor.add(records)) {
      const isAll = cursor.fetchOffset >= part.high;
      cursor.emptyAt = isAll ? performance.now() : Number.NEGATIVE_INFINITY;
      this.#metrics.fetched(0, records.length);
    }
    this.#buffered(cursor.bufferedBytes - before);
  }

  async #refused(cursor: Cursor, code: number): Promise<void> {
    const { topic, partition, fetchOffset } = cursor;
    const refusal = new BrokerRefusal(code, `Topic ${topic}, partition ${partition}`);
    this.#metrics.error(refusal.label);
    if (code !== OFFSET_OUT_OF_RANGE) return this.#failed(cursor, refusal);
    const where = `Topic ${topic}, partition ${partition}, offset ${fetchOffset}`;
    try {
      const low = await this.#end(topic, partition, 'low');
      if (fetchOffset < low) {
        const message = `${where} was removed, the first kept is ${low}.`;
        cursor.failure = logError('LOG_OFFSET_GONE', message);
        return;
      }
      const high = await this.#end(topic, partition, 'high');
      if (fetchOffset > high && ++cursor.failures >= beyondTriesMax)
        cursor.failure = logError('LOG_DAMAGED', `${where} lies beyond the end, ${high}.`);
      else cursor.notBefore = performance.now() + backoffMs(cursor.failures);
    } catch (error) {
      this.#failed(cursor, error);
    }
  }

  #end(topic: string, partition: number, at: 'low' | 'high'): Promise<number> {
    const leader = this.#cluster.leader(topic, partition);
    const question = { topic: this.#cluster.outer(topic), partition, at };
    return this.#cluster.ask(leader, 'admin', listOffset, question);
  }

  #failed(cursor: Cursor, error: unknown): void {
    if (!this.#cluster.isPassing(error)) cursor.failure = this.#cluster.unavailable(error);
    cursor.failures++;
    cursor.notBefore = performance.now() + backoffMs(cursor.failures);
  }

  #thrown(key: string, cursor: Cursor): Error {
    this.#remove(key, cursor);
    return cursor.failure!;
  }
}

function takeAll(cursors: Set<Cursor>): Cursor[] {
  const all = [...cursors];
  cursors.clear();
  return all;
}
