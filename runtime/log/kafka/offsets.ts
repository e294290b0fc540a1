/** Where named readers stand: offsets that Kafka keeps per group. One commit of a group is under way at a time. */
import type { Cluster } from './cluster.ts';
import { check } from './protocol/errors.ts';
import { commitOffsets, committedOffset, type GroupOffset } from './protocol/requests.ts';

/** As an offset without members is committed: groups here are names of readers, nobody joins them. */
const NO_MEMBER = { generation: -1, member: '' };

interface Commit extends GroupOffset {
  done: { resolve(): void; reject(error: unknown): void }[];
}
interface Group {
  /** Newest offset per partition that is not on its way yet. */
  waiting: Map<string, Commit>;
  isBusy: boolean;
}

export class GroupOffsets {
  readonly #cluster: Cluster;
  readonly #timeoutMs: number;
  readonly #groups = new Map<string, Group>();

  /** @param timeoutMs how long a question is repeated while brokers are away */
  constructor(cluster: Cluster, timeoutMs: number) {
    this.#cluster = cluster;
    this.#timeoutMs = timeoutMs;
  }

  /** Throws LOG_UNAVAILABLE. */
  committed(group: string, topic: string, partition: number): Promise<number | null> {
    const question = {
      group: this.#cluster.outer(group),
      topic: this.#cluster.outer(topic),
      partition,
    };
    return this.#ask(group, () => this.#cluster.askCoordinator(group, committedOffset, question));
  }

  /** The last of several calls for one partition wins. Throws LOG_UNAVAILABLE. */
  commit(group: string, topic: string, partition: number, offset: number): Promise<void> {
    const state = this.#groups.get(group) ?? { waiting: new Map<string, Commit>(), isBusy: false };
    this.#groups.set(group, state);
    const { waiting } = state;
    const key = `${topic} ${partition}`;
    return new Promise((resolve, reject) => {
      const done = [...(waiting.get(key)?.done ?? []), { resolve, reject }];
      waiting.set(key, { topic, partition, offset, done });
      if (!state.isBusy) void this.#send(group, state);
    });
  }

  async #send(group: string, state: Group): Promise<void> {
    state.isBusy = true;
    while (state.waiting.size > 0) {
      const commits = [...state.waiting.values()];
      state.waiting.clear();
      try {
        await this.#ask(group, () => this.#commit(group, commits));
        for (const { done } of commits) for (const { resolve } of done) resolve();
      } catch (error) {
        for (const { done } of commits) for (const { reject } of done) reject(error);
      }
    }
    state.isBusy = false;
  }

  async #commit(group: string, commits: readonly Commit[]): Promise<void> {
    const offsets = commits.map(({ topic, partition, offset }) => ({
      topic: this.#cluster.outer(topic),
      partition,
      offset,
    }));
    const question = { group: this.#cluster.outer(group), ...NO_MEMBER, offsets };
    const answer = await this.#cluster.askCoordinator(group, commitOffsets, question);
    for (const { topic, partition, error } of answer)
      check(error, `Position of ${group} in topic ${topic}, partition ${partition}`);
  }

  #ask<T>(group: string, attempt: () => Promise<T>): Promise<T> {
    return this.#cluster.persist(this.#timeoutMs, async () => {
      try {
        return await attempt();
      } catch (error) {
        this.#cluster.forgetCoordinator(group);
        throw error;
      }
    });
  }
}
