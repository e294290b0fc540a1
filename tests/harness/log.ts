/**
 * The log as one process of a simulated world holds it: the real one in memory behind a handle that
 * takes its time, refuses now and then, and forgets what was not yet durable when its process dies.
 */
import { TizhengError } from '#core/errors.ts';
import { TOPICS, type Topic } from '#core/topics.ts';
import type {
  AppendRecord,
  EventLog,
  LogBatch,
  ReadOptions,
  TopicOptions,
} from '#runtime/log/event-log.ts';
import { MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';
import type { Random } from '../simulation/random.ts';
import type { Process } from './scheduler.ts';

export interface LogWeather {
  /** Longest time an append takes, usually. */
  appendMsMax: number;
  /** Share of appends that take up to 3 s. */
  slowShare: number;
  /** Share of appends refused for now. */
  refusedShare: number;
  /** Share of appends refused for good. */
  brokenShare: number;
  readMsMax: number;
}

export const CALM: LogWeather = {
  appendMsMax: 3,
  slowShare: 0,
  refusedShare: 0,
  brokenShare: 0,
  readMsMax: 2,
};

/** What all processes share: durable records, committed places, and who waits for more. */
export class SharedLog {
  readonly store = new MemoryLogStore();
  readonly inner: EventLog = openMemoryLog(this.store);
  weather: LogWeather = CALM;
  /** Readers are held up. */
  isSlow = true;
  /** Told of every durable append. */
  onAppend: (topic: string, partition: number, records: readonly AppendRecord[]) => void = () => {};
  readonly #waiting = new Map<string, Set<() => void>>();

  append(topic: string, partition: number, records: readonly AppendRecord[]): Promise<number> {
    this.onAppend(topic, partition, records);
    const first = this.inner.append(topic, partition, records);
    const waiting = this.#waiting.get(`${topic}/${partition}`);
    if (waiting !== undefined) for (const wake of [...waiting]) wake();
    return first;
  }

  wait(topic: string, partition: number, wake: () => void): () => void {
    const name = `${topic}/${partition}`;
    let waiting = this.#waiting.get(name);
    if (waiting === undefined) {
      waiting = new Set();
      this.#waiting.set(name, waiting);
    }
    waiting.add(wake);
    return () => waiting.delete(wake);
  }
}

/** An append handed in and not yet durable. */
interface UnderWay {
  lane: string;
  apply: () => void;
  isRefused: boolean;
}

/** Readers with nothing to do look again after this long at the latest. */
const IDLE_MS = 5_000;

export class LogHandle implements EventLog {
  /** A planted fault: appends are confirmed at once and become durable within seconds. */
  confirmsEarly = false;
  readonly #shared: SharedLog;
  readonly #process: Process;
  readonly #random: Random;
  /** Extra delay of reads: a slow reader. */
  readonly #readLagMs: number;
  readonly #underWay = new Set<UnderWay>();
  readonly #laneFreeMs = new Map<string, number>();

  constructor(shared: SharedLog, process: Process, random: Random, readLagMs = 0) {
    this.#shared = shared;
    this.#process = process;
    this.#random = random;
    this.#readLagMs = readLagMs;
    process.onKill(() => this.#die());
  }

  ensureTopic(topic: string, options: TopicOptions): Promise<void> {
    return this.#shared.inner.ensureTopic(topic, options);
  }

  partitions(topic: string): number {
    return this.#shared.inner.partitions(topic);
  }

  append(topic: string, partition: number, given: readonly AppendRecord[]): Promise<number> {
    const { weather } = this.#shared;
    const random = this.#random;
    const records = given.map((record) => ({ ...record, value: record.value.slice() }));
    const fate = random.next();
    const isSlow = random.next() < weather.slowShare;
    const takesMs = random.next() * (isSlow || this.confirmsEarly ? 3_000 : weather.appendMsMax);
    const lane = `${topic}/${partition}`;
    const { scheduler } = this.#process;
    // Calls for one partition keep their order.
    const dueMs = Math.max(this.#laneFreeMs.get(lane) ?? 0, scheduler.nowMs + takesMs);
    this.#laneFreeMs.set(lane, dueMs);
    const isBroken = fate < weather.brokenShare;
    const isRefused = isBroken || fate < weather.brokenShare + weather.refusedShare;
    return new Promise((resolve, reject) => {
      const work: UnderWay = {
        lane,
        isRefused,
        apply: () => void this.#shared.append(topic, partition, records),
      };
      this.#underWay.add(work);
      if (this.confirmsEarly && !isRefused) {
        const { high } = this.#shared.store.topics.get(topic)!.partitions[partition]!;
        resolve(high);
      }
      this.#process.after(dueMs - scheduler.nowMs, () => {
        this.#underWay.delete(work);
        if (isRefused) {
          const code = isBroken ? 'LOG_CLOSED' : 'LOG_DISK_FULL';
          reject(new TizhengError(code, 'log', 'The simulated log refuses.'));
        } else resolve(this.#shared.append(topic, partition, records));
      });
    });
  }

  async read(
    topic: string,
    partition: number,
    fromOffset: number,
    { maxRecords, maxBytes, waitMs }: ReadOptions,
  ): Promise<LogBatch> {
    const now = { maxRecords, maxBytes, waitMs: 0 };
    const takesMs = this.#random.next() * this.#shared.weather.readMsMax;
    if (waitMs === 0) {
      await this.#process.sleep(takesMs);
      return this.#shared.inner.read(topic, partition, fromOffset, now);
    }
    if (this.#readLagMs > 0 && this.#shared.isSlow)
      await this.#process.sleep(this.#random.next() * this.#readLagMs);
    const { high } = await this.#shared.inner.ends(topic, partition);
    if (fromOffset >= high) {
      await new Promise<void>((resolve) => {
        const finish = (): void => {
          cancel();
          forget();
          resolve();
        };
        const cancel = this.#process.after(Math.max(waitMs, IDLE_MS), finish);
        const forget = this.#shared.wait(topic, partition, finish);
      });
      if (!this.#process.alive) return new Promise(() => {});
    }
    await this.#process.sleep(takesMs);
    return this.#shared.inner.read(topic, partition, fromOffset, now);
  }

  async ends(topic: string, partition: number): Promise<{ low: number; high: number }> {
    await this.#process.sleep(0);
    return this.#shared.inner.ends(topic, partition);
  }

  async committed(group: string, topic: string, partition: number): Promise<number | null> {
    await this.#process.sleep(0);
    return this.#shared.inner.committed(group, topic, partition);
  }

  async commit(group: string, topic: string, partition: number, offset: number): Promise<void> {
    await this.#process.sleep(this.#random.next() * this.#shared.weather.appendMsMax);
    await this.#shared.inner.commit(group, topic, partition, offset);
  }

  async clean(): Promise<number> {
    return 0;
  }

  async close(): Promise<void> {}

  /** The power goes: of each partition's appends under way a first part is durable, the rest is gone. */
  #die(): void {
    const lost = new Set<string>();
    for (const { lane, apply, isRefused } of this.#underWay) {
      if (isRefused || lost.has(lane)) continue;
      if (this.confirmsEarly || this.#random.next() < 0.5) lost.add(lane);
      else apply();
    }
    this.#underWay.clear();
  }
}

/** Every topic; those of one writer each for all sources have one partition. */
export async function prepareTopics(shared: SharedLog, partitions: number): Promise<void> {
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  const counts: Partial<Record<Topic, number>> = {
    [TOPICS.alerts]: 2 * partitions + 1,
    [TOPICS.alertActions]: 1,
    [TOPICS.quarantine]: 1,
    [TOPICS.registry]: 1,
    [TOPICS.registryChanges]: 1,
  };
  for (const topic of Object.values(TOPICS))
    await shared.inner.ensureTopic(topic, {
      ...kept,
      partitions: counts[topic] ?? partitions,
      compacted: topic === TOPICS.registry,
    });
}
