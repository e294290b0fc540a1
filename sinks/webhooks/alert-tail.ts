/** Knows how far every partition of alerts.v1 reaches and wakes the lanes when it grows: one wait per partition, not per endpoint. */
import { setTimeout as sleep } from 'node:timers/promises';
import { TOPICS } from '#core/topics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';

const LOOK = { maxRecords: 1, maxBytes: 1, waitMs: 250 };
const RETRY_MS = 1_000;

export class AlertTail {
  readonly #log: EventLog;
  readonly #logger: Logger;
  /** One past the newest durable record, per partition. */
  readonly highs: number[] = [];
  onMore: () => void = () => {};
  #stopped = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(log: EventLog, logger: Logger) {
    this.#log = log;
    this.#logger = logger;
  }

  get partitions(): number {
    return this.highs.length;
  }

  async start(): Promise<void> {
    for (let p = 0; p < this.#log.partitions(TOPICS.alerts); p++)
      this.highs.push((await this.#log.ends(TOPICS.alerts, p)).high);
    this.#running = Promise.all(this.highs.map((_, partition) => this.#watch(partition)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #watch(partition: number): Promise<void> {
    while (!this.#stopped) {
      const known = this.highs[partition]!;
      try {
        const { highOffset } = await this.#log.read(TOPICS.alerts, partition, known, LOOK);
        if (highOffset <= known) continue;
        this.highs[partition] = highOffset;
        this.onMore();
      } catch (error) {
        if (this.#stopped) return;
        this.#logger.error(
          { err: error, partition },
          'The alerts cannot be followed; looking again.',
        );
        await sleep(RETRY_MS);
        const { high } = await this.#log
          .ends(TOPICS.alerts, partition)
          .catch(() => ({ high: known }));
        this.highs[partition] = high;
        this.onMore();
      }
    }
  }
}
