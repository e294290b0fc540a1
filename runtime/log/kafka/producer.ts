/**
 * Appends: records are gathered per partition, one batch of a partition is under way at a time, and
 * batches of many partitions of one broker travel in one request, acknowledged by every replica in sync.
 *
 * Each partition's batches carry this producer's number and a running sequence, by which the broker
 * recognises a batch sent twice: a repeated request neither doubles records nor overtakes later ones,
 * not even when the first one arrives after its repetition. (No transactions.) A broker that died in
 * between forgets producers whose newest record is a day old by its own time: such records may double.
 *
 * *Back pressure:* `pendingBytesMax`, then LOG_OVERLOADED. *Delivery:* exactly once while the append
 * is waited for; one that rejects with LOG_UNAVAILABLE is undecided, and so are all that wait behind it.
 */
import type { AppendRecord } from '../event-log.ts';
import { logError } from '../names.ts';
import { backoffMs, type Cluster } from './cluster.ts';
import type { Codec } from './compression.ts';
import type { KafkaMetrics } from './metrics.ts';
import { BrokerRefusal, DUPLICATE_SEQUENCE, type Remedy } from './protocol/errors.ts';
import { decodeProduce, encodeProduce, PRODUCE, type ProduceResult } from './protocol/produce.ts';
import { listOffset, type ProducerNumber, producerNumber } from './protocol/requests.ts';
import { BatchWriter, recordRoom } from './record-batch.ts';

export interface ProducerSettings {
  lingerMs: number;
  batchBytesMax: number;
  pendingBytesMax: number;
  requestTimeoutMs: number;
  deliveryTimeoutMs: number;
}

/** Records of one call that fit one batch together; a larger call is split. */
const callBytesMax = 17 * 2 ** 20;
/** Bytes of batches in one request, unless a single one is larger. */
const requestBytesMax = 8 * 2 ** 20;
/** Requests under way to one broker; partitions differ, so their order is free. */
const requestsMax = 3;
const SEQUENCE_MODULUS = 2 ** 31;

interface Waiter {
  /** Records of the batch before those of this call. */
  before: number;
  resolve(offset: number): void;
  reject(error: Error): void;
}

interface Batch {
  writer: BatchWriter;
  waiters: Waiter[];
  /** When its first append came, and how often it was sent. */
  since: number;
  tries: number;
  sealed: Buffer | null;
}

class PartitionQueue {
  readonly topic: string;
  readonly partition: number;
  /** Oldest first; the last one is still being filled unless it is under way. */
  readonly batches: Batch[] = [];
  isUnderWay = false;
  /** Not to be sent before, `performance.now()` time. */
  notBefore = 0;
  producer: ProducerNumber | null = null;
  sequence = 0;

  constructor(topic: string, partition: number) {
    this.topic = topic;
    this.partition = partition;
  }
}

export class Producer {
  readonly #cluster: Cluster;
  readonly #settings: ProducerSettings;
  readonly #codec: Codec | null;
  readonly #metrics: KafkaMetrics;
  readonly #queues = new Map<string, PartitionQueue[]>();
  /** Queues with something to send that is not under way. */
  readonly #ready = new Set<PartitionQueue>();
  readonly #requests = new Map<number, number>();
  #pendingBytes = 0;
  #number: Promise<ProducerNumber> | null = null;
  #timer: { cancel(): void } | null = null;
  #timerAt = Number.POSITIVE_INFINITY;
  /** Called when nothing waits any more; set while closing. */
  #drained: (() => void) | null = null;

  constructor(
    cluster: Cluster,
    settings: ProducerSettings,
    codec: Codec | null,
    metrics: KafkaMetrics,
  ) {
    this.#cluster = cluster;
    this.#settings = settings;
    this.#codec = codec;
    this.#metrics = metrics;
  }

  /** Resolves with the offset of the first record. At least one record; checked by the caller. */
  append(topic: string, partition: number, records: readonly AppendRecord[]): Promise<number> {
    const queue = this.#queue(topic, partition);
    let bytes = 0;
    for (const record of records) bytes += recordRoom(record);
    if (this.#pendingBytes > 0 && this.#pendingBytes + bytes > this.#settings.pendingBytesMax) {
      const message = `${this.#pendingBytes} bytes wait to be acknowledged by Kafka; await your appends.`;
      return Promise.reject(logError('LOG_OVERLOADED', message));
    }
    if (bytes <= callBytesMax) return this.#enqueue(queue, records, bytes);
    const parts = split(records).map((part) => this.#enqueue(queue, part.records, part.bytes));
    return Promise.all(parts).then(([first]) => first!);
  }

  /** Sends what was appended, for as long as given at most; the rest is rejected. */
  async close(timeoutMs: number): Promise<void> {
    if (this.#pendingBytes > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.#drained = () => {
          clearTimeout(timer);
          resolve();
        };
        this.#wakeAt(0);
      });
    }
    this.#timer?.cancel();
    const closed = logError('LOG_CLOSED', 'The log was closed before Kafka acknowledged.');
    for (const queue of [...this.#queues.values()].flat()) if (queue) this.#reject(queue, closed);
  }

  #queue(topic: string, partition: number): PartitionQueue {
    const queues = this.#queues.get(topic) ?? [];
    this.#queues.set(topic, queues);
    const queue = queues[partition] ?? new PartitionQueue(topic, partition);
    queues[partition] = queue;
    return queue;
  }

  #enqueue(
    queue: PartitionQueue,
    records: readonly AppendRecord[],
    bytes: number,
  ): Promise<number> {
    const { batchBytesMax, lingerMs } = this.#settings;
    let batch = queue.batches.at(-1);
    const isFull = batch !== undefined && batch.writer.bytes + bytes > batchBytesMax;
    if (batch === undefined || batch.sealed !== null || isFull) {
      const writer = new BatchWriter(Math.max(4_096, bytes));
      batch = { writer, waiters: [], since: performance.now(), tries: 0, sealed: null };
      queue.batches.push(batch);
    }
    const { writer, waiters } = batch;
    const before = writer.records;
    const bytesBefore = writer.bytes;
    for (const record of records) writer.add(record);
    this.#pendingBytes += writer.bytes - bytesBefore;
    this.#metrics.pending(this.#pendingBytes);
    if (!queue.isUnderWay) {
      this.#ready.add(queue);
      this.#wakeAt(isFull || writer.bytes >= batchBytesMax ? 0 : batch.since + lingerMs);
    }
    return new Promise((resolve, reject) => {
      waiters.push({ before, resolve, reject });
    });
  }

  /** Looks for something to send at this time, or earlier. */
  #wakeAt(time: number): void {
    if (time >= this.#timerAt) return;
    this.#timer?.cancel();
    this.#timerAt = time;
    this.#timer = after(time - performance.now(), () => {
      this.#timer = null;
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.#send();
    });
  }

  /** Sends what is due, one request per broker, and sees to it that the rest is looked at again. */
  #send(): void {
    const now = performance.now();
    const { lingerMs, batchBytesMax } = this.#settings;
    const byNode = new Map<number, PartitionQueue[]>();
    for (const queue of this.#ready) {
      const { since, writer, tries } = queue.batches[0]!;
      const isDue = tries > 0 || queue.batches.length > 1 || writer.bytes >= batchBytesMax;
      const dueAt = Math.max(queue.notBefore, isDue || this.#drained ? 0 : since + lingerMs);
      if (dueAt > now + 0.5) {
        this.#wakeAt(dueAt);
        continue;
      }
      const leader = this.#cluster.leader(queue.topic, queue.partition);
      if (leader < 0) {
        this.#failed(
          queue,
          'leader',
          `Topic ${queue.topic}, partition ${queue.partition} has no leader.`,
        );
        continue;
      }
      const queues = byNode.get(leader);
      if (queues === undefined) byNode.set(leader, [queue]);
      else queues.push(queue);
    }
    for (const [node, queues] of byNode) this.#sendTo(node, queues);
  }

  #sendTo(node: number, queues: readonly PartitionQueue[]): void {
    const underWay = this.#requests.get(node) ?? 0;
    // The next answer of this broker looks again.
    if (underWay >= requestsMax) return;
    const chosen: PartitionQueue[] = [];
    let bytes = 0;
    for (const queue of queues) {
      const size = queue.batches[0]!.writer.bytes;
      if (chosen.length > 0 && bytes + size > requestBytesMax) continue;
      chosen.push(queue);
      bytes += size;
      queue.isUnderWay = true;
      this.#ready.delete(queue);
    }
    this.#requests.set(node, underWay + 1);
    this.#request(node, chosen).finally(() => {
      this.#requests.set(node, this.#requests.get(node)! - 1);
      if (this.#ready.size > 0) this.#wakeAt(0);
    });
    if (chosen.length < queues.length) this.#wakeAt(0);
  }

  async #request(node: number, queues: readonly PartitionQueue[]): Promise<void> {
    try {
      const number = await this.#producerNumber();
      const batches = queues.map((queue) => ({
        topic: this.#cluster.outer(queue.topic),
        partition: queue.partition,
        bytes: this.#sealed(queue, number),
      }));
      const body = encodeProduce(batches, this.#settings.requestTimeoutMs);
      const answer = await this.#cluster.send(node, 'produce', PRODUCE, body);
      const results = new Map(decodeProduce(answer).map((result) => [keyOf(result), result]));
      for (const queue of queues) {
        const topic = this.#cluster.outer(queue.topic);
        const result = results.get(keyOf({ topic, partition: queue.partition }));
        if (result === undefined) this.#failed(queue, 'retry', 'The answer lacks the partition.');
        else this.#settle(queue, result);
      }
    } catch (error) {
      const remedy = this.#cluster.isPassing(error) ? 'leader' : 'fail';
      for (const queue of queues) this.#failed(queue, remedy, error);
    }
  }

  /** The batch under way, with the same bytes at every try under the same number. */
  #sealed(queue: PartitionQueue, number: ProducerNumber): Buffer {
    const batch = queue.batches[0]!;
    if (queue.producer === null) {
      queue.producer = number;
      queue.sequence = 0;
    }
    batch.sealed ??= batch.writer.seal(queue.producer, queue.sequence, this.#codec);
    batch.tries++;
    return batch.sealed;
  }

  #settle(queue: PartitionQueue, { error, baseOffset }: ProduceResult): void {
    if (error === 0) {
      this.#acknowledged(queue, baseOffset);
      return;
    }
    const refusal = new BrokerRefusal(error, `Topic ${queue.topic}, partition ${queue.partition}`);
    this.#metrics.error(refusal.label);
    // Written long ago: the broker knows that, not where.
    if (error === DUPLICATE_SEQUENCE) void this.#acknowledgedSomewhere(queue);
    else this.#failed(queue, refusal.remedy, refusal);
  }

  #acknowledged(queue: PartitionQueue, baseOffset: number): void {
    const batch = queue.batches.shift()!;
    const { records, bytes } = batch.writer;
    queue.sequence = (queue.sequence + records) % SEQUENCE_MODULUS;
    queue.isUnderWay = false;
    queue.notBefore = 0;
    this.#metrics.produced(records, batch.sealed!.byteLength);
    this.#forget(bytes);
    if (queue.batches.length > 0) {
      this.#ready.add(queue);
      this.#wakeAt(0);
    }
    for (const { before, resolve } of batch.waiters) resolve(baseOffset + before);
    if (this.#pendingBytes === 0) this.#drained?.();
  }

  /** The end of the partition is the nearest that can be said of where the batch lies. */
  async #acknowledgedSomewhere(queue: PartitionQueue): Promise<void> {
    const { topic, partition } = queue;
    const question = { topic: this.#cluster.outer(topic), partition, at: 'high' as const };
    const node = this.#cluster.leader(topic, partition);
    try {
      const high = await this.#cluster.ask(node, 'produce', listOffset, question);
      this.#acknowledged(queue, high - queue.batches[0]!.writer.records);
    } catch (error) {
      this.#failed(queue, 'leader', error);
    }
  }

  /** The batch under way, or about to be, did not make it. */
  #failed(queue: PartitionQueue, remedy: Remedy, error: unknown): void {
    const batch = queue.batches[0];
    queue.isUnderWay = false;
    if (batch === undefined) return;
    const now = performance.now();
    const isLate = now - batch.since > this.#settings.deliveryTimeoutMs;
    if (remedy === 'fail' || isLate) {
      const cause = error instanceof Error ? error : new Error(String(error));
      this.#reject(queue, this.#cluster.unavailable(cause));
      return;
    }
    if (remedy === 'producer') {
      // The brokers lost sight of our sequence: begin another one. What they have they keep.
      queue.producer = null;
      batch.sealed = null;
      this.#number = null;
    }
    if (remedy === 'leader') this.#cluster.refresh(queue.topic).catch(() => {});
    queue.notBefore = now + backoffMs(Math.max(1, batch.tries));
    if (batch.tries === 0) batch.tries = 1;
    this.#ready.add(queue);
    this.#wakeAt(queue.notBefore);
  }

  /** Everything that waits in the partition: nothing may overtake what is undecided. */
  #reject(queue: PartitionQueue, error: Error): void {
    const batches = queue.batches.splice(0);
    queue.isUnderWay = false;
    this.#ready.delete(queue);
    // A sequence with a hole is refused; the next append begins another.
    queue.producer = null;
    this.#number = null;
    for (const { writer, waiters } of batches) {
      this.#forget(writer.bytes);
      for (const { reject } of waiters) reject(error);
    }
    if (this.#pendingBytes === 0) this.#drained?.();
  }

  #forget(bytes: number): void {
    this.#pendingBytes -= bytes - EMPTY_BYTES;
    this.#metrics.pending(this.#pendingBytes);
  }

  #producerNumber(): Promise<ProducerNumber> {
    this.#number ??= this.#cluster.askAnyBroker(producerNumber, undefined).catch((error) => {
      this.#number = null;
      throw error;
    });
    return this.#number;
  }
}

/** A timer, or the end of this turn of the loop when nothing is to be waited for. */
function after(ms: number, run: () => void): { cancel(): void } {
  if (ms > 0) {
    const timer = setTimeout(run, ms);
    return { cancel: () => clearTimeout(timer) };
  }
  const immediate = setImmediate(run);
  return { cancel: () => clearImmediate(immediate) };
}

/** Bytes of a batch without records, which no append brought. */
const EMPTY_BYTES = new BatchWriter(0).bytes;

const keyOf = ({ topic, partition }: { topic: string; partition: number }) =>
  `${topic} ${partition}`;

function split(
  records: readonly AppendRecord[],
): { records: readonly AppendRecord[]; bytes: number }[] {
  const parts: { records: AppendRecord[]; bytes: number }[] = [];
  for (const record of records) {
    const room = recordRoom(record);
    const last = parts.at(-1);
    if (last === undefined || last.bytes + room > callBytesMax)
      parts.push({ records: [record], bytes: room });
    else {
      last.records.push(record);
      last.bytes += room;
    }
  }
  return parts;
}
