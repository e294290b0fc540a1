/** Knows how far every partition of alerts.v1, and alert-steps.v1, reaches and wakes the lanes when one grows: one wait per partition, not per endpoint. */
import { setTimeout as sleep } from 'node:timers/promises';
import { TOPICS } from '#core/topics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { WebhookEndpointSettings } from '../config.ts';
import { NOTICE_PARTITION, placeOf } from '../notices.ts';

const LOOK = { maxRecords: 1, maxBytes: 1, waitMs: 250 };
const RETRY_MS = 1_000;

export class AlertTail {
  readonly #log: EventLog;
  readonly #logger: Logger;
  readonly #hasNotices: boolean;
  /** One past the newest durable record, by partition of alerts.v1 and `NOTICE_PARTITION`. */
  readonly #highs = new Map<number, number>();
  onMore: () => void = () => {};
  #stopped = false;
  #running: Promise<unknown> = Promise.resolve();

  /** @param hasNotices whether an endpoint is told notices */
  constructor(log: EventLog, logger: Logger, hasNotices: boolean) {
    this.#log = log;
    this.#logger = logger;
    this.#hasNotices = hasNotices;
  }

  /** What an endpoint reads. */
  partitionsFor({ receives }: Pick<WebhookEndpointSettings, 'receives'>): number[] {
    return [...this.#highs.keys()].filter((p) => (p === NOTICE_PARTITION) === receives.length > 0);
  }

  highOf(partition: number): number {
    return this.#highs.get(partition)!;
  }

  async start(): Promise<void> {
    const partitions = Array.from({ length: this.#log.partitions(TOPICS.alerts) }, (_, p) => p);
    if (this.#hasNotices) partitions.push(NOTICE_PARTITION);
    for (const p of partitions) this.#highs.set(p, (await this.#log.ends(...placeOf(p))).high);
    this.#running = Promise.all(partitions.map((partition) => this.#watch(partition)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #watch(partition: number): Promise<void> {
    while (!this.#stopped) {
      const known = this.highOf(partition);
      try {
        const { highOffset } = await this.#log.read(...placeOf(partition), known, LOOK);
        if (highOffset <= known) continue;
        this.#highs.set(partition, highOffset);
        this.onMore();
      } catch (error) {
        if (this.#stopped) return;
        this.#logger.error(
          { err: error, partition },
          'The alerts cannot be followed; looking again.',
        );
        await sleep(RETRY_MS);
        const { high } = await this.#log.ends(...placeOf(partition)).catch(() => ({ high: known }));
        this.#highs.set(partition, high);
        this.onMore();
      }
    }
  }
}
