/**
 * Where the loop reads on after a restart. Alerts: behind the last record whose steps are all in the log. Steps: from the
 * oldest alert that is held. What people, terminals and endpoints answer: a while back, because it may have come
 * before the plan it belongs to; taken in twice it does nothing.
 */
import { MINUTE_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Followers } from './followers.ts';

const GROUP = 'alert-loop';
const SAVE_EVERY_MS = 5_000;
/** Longer than any command of the loop lives. */
const BACK_MS = 15 * MINUTE_MS;
const MARK_EVERY_MS = MINUTE_MS;

interface Mark {
  atMs: number;
  next: number;
}

export class Positions {
  readonly #log: EventLog;
  readonly #followers: Followers;
  /** Of alerts.v1, by partition: all that came before is settled. */
  readonly #settled = new Map<number, number>();
  /** By topic and partition, oldest first: where a lane stood when. */
  readonly #marks = new Map<string, Mark[]>();
  readonly #saved = new Map<string, number>();
  #savedAtMs = 0;

  constructor(log: EventLog, followers: Followers) {
    this.#log = log;
    this.#followers = followers;
  }

  /** Begins to follow. Where nothing is known of an earlier run, with what comes. */
  async start(): Promise<void> {
    for (let p = 0; p < this.#log.partitions(TOPICS.policies); p++)
      await this.#followers.follow(TOPICS.policies, p, 0);
    for (const topic of [
      TOPICS.alertSteps,
      TOPICS.alertActions,
      TOPICS.commands,
      TOPICS.commandResults,
      TOPICS.deliveries,
      TOPICS.alerts,
    ])
      for (let p = 0; p < this.#log.partitions(topic); p++) {
        const committed = await this.#log.committed(GROUP, topic, p);
        const isFirst = committed === null && topic !== TOPICS.alertSteps;
        await this.#followers.follow(topic, p, isFirst ? null : (committed ?? 0));
        const next = this.#followers.nextOf(topic, p);
        if (isFirst) await this.#save(topic, p, next);
        if (topic === TOPICS.alerts) this.#settled.set(p, next);
        else this.#marks.set(nameOf(topic, p), [{ atMs: 0, next }]);
      }
  }

  /** All that follows from what was read is in the log. */
  settled(nowMs: number): void {
    for (const { topic, partition, next } of this.#followers.places()) {
      if (topic === TOPICS.alerts) this.#settled.set(partition, next);
      const marks = this.#marks.get(nameOf(topic, partition));
      if (marks === undefined || nowMs - (marks.at(-1)?.atMs ?? 0) < MARK_EVERY_MS) continue;
      marks.push({ atMs: nowMs, next });
      while (marks[1] !== undefined && nowMs - marks[1].atMs >= BACK_MS) marks.shift();
    }
  }

  async saveIfDue(nowMs: number, oldestStep: number | null): Promise<void> {
    if (nowMs - this.#savedAtMs < SAVE_EVERY_MS) return;
    this.#savedAtMs = nowMs;
    await this.save(oldestStep);
  }

  /** @param oldestStep offset of the oldest alert that is held; null = none is */
  async save(oldestStep: number | null): Promise<void> {
    for (const [partition, next] of this.#settled) await this.#save(TOPICS.alerts, partition, next);
    for (const { topic, partition, next } of this.#followers.places()) {
      const [mark] = this.#marks.get(nameOf(topic, partition)) ?? [];
      if (mark === undefined) continue;
      const isSteps = topic === TOPICS.alertSteps;
      await this.#save(topic, partition, isSteps ? (oldestStep ?? next) : mark.next);
    }
  }

  async #save(topic: string, partition: number, offset: number): Promise<void> {
    const name = nameOf(topic, partition);
    if (this.#saved.get(name) === offset) return;
    await this.#log.commit(GROUP, topic, partition, offset);
    this.#saved.set(name, offset);
  }
}

function nameOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
