/**
 * Tells deliveries.v1 and dead-letters.v1 what became of transitions, for the page and the store.
 * *Back pressure:* attempts and states wait in a bounded list while the log is away; beyond it the
 * oldest are counted and forgotten, because what was delivered stands in the outbox. A dead letter is
 * durable before its row leaves the queue.
 */
import type { DeadLetter, DeliveryRecord } from '#core/delivery.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeDeadLetter, encodeDeliveryRecord } from '#proto/codec/delivery.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { WebhookMetrics } from './metrics.ts';

const WAITING_MAX = 10_000;
const RETRY_MS = 1_000;

export class DeliveryReports {
  readonly #log: EventLog;
  readonly #logger: Logger;
  readonly #metrics: WebhookMetrics;
  #waiting: AppendRecord[] = [];
  #flushing: Promise<void> | null = null;
  #stopped = false;

  constructor(log: EventLog, logger: Logger, metrics: WebhookMetrics) {
    this.#log = log;
    this.#logger = logger;
    this.#metrics = metrics;
  }

  tell(record: DeliveryRecord): void {
    const { endpoint: key, atMs: timeMs } = record;
    this.#waiting.push({ key, timeMs, value: encodeDeliveryRecord(record) });
    if (this.#waiting.length > WAITING_MAX) {
      this.#waiting.shift();
      this.#metrics.reportsLost.inc();
    }
    this.#flushing ??= this.#flush();
  }

  /** Resolves when it is durable. */
  async tellDead(letters: readonly DeadLetter[]): Promise<void> {
    const records = letters.map((letter) => ({
      key: letter.webhookId,
      timeMs: letter.atMs,
      value: encodeDeadLetter(letter),
    }));
    await this.#log.append(TOPICS.deadLetters, 0, records);
  }

  /** Resolves when what was told is durable, or could not be written once more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const records = this.#waiting;
      this.#waiting = [];
      try {
        await this.#log.append(TOPICS.deliveries, 0, records);
      } catch (error) {
        this.#logger.warn({ err: error }, 'Deliveries cannot be told to the log; trying again.');
        if (this.#stopped) break;
        this.#waiting = [...records, ...this.#waiting].slice(-WAITING_MAX);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    this.#flushing = null;
  }
}
