/**
 * What is written down of files (topic media.v1), and what is read of it after a restart. A file is
 * acknowledged to its device only after its `stored` record is durable.
 *
 * *Delivery:* an append is tried again while its error is retryable, a few times; then the device
 * hears nothing and sends again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TizhengError } from '#core/errors.ts';
import type { MediaEvent } from '#core/media.ts';
import type { Clock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeMediaEvent, encodeMediaEvent } from '#proto/codec/media.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';

const PARTITION = 0;
const READ = { maxRecords: 1_000, maxBytes: 4_000_000, waitMs: 0 };
const ATTEMPTS_MAX = 8;
const RETRY_MS = 250;

export type JournalEntry = Omit<MediaEvent, 'atMs' | 'gateway'>;

export class MediaJournal {
  readonly #log: EventLog;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #gateway: string;

  constructor(deps: { log: EventLog; logger: Logger; clock: Clock; gateway: string }) {
    this.#log = deps.log;
    this.#logger = deps.logger;
    this.#clock = deps.clock;
    this.#gateway = deps.gateway;
  }

  /** Resolves with the record's offset once it is durable; rejects when the log refuses. */
  async append(entry: JournalEntry): Promise<number> {
    const atMs = this.#clock.now();
    const value = encodeMediaEvent({ ...entry, atMs, gateway: this.#gateway });
    const record = { key: entry.subjectKey, timeMs: atMs, value };
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#log.append(TOPICS.media, PARTITION, [record]);
      } catch (error) {
        const final = error instanceof TizhengError && !error.retryable;
        if (final || attempt >= ATTEMPTS_MAX) throw error;
        await sleep(RETRY_MS);
      }
    }
  }

  /** This gateway's events from the oldest request that was open when it last looked, in order. */
  async replay(onEvent: (event: MediaEvent, offset: number) => void): Promise<void> {
    const { low, high } = await this.#log.ends(TOPICS.media, PARTITION);
    let offset = Math.max(
      low,
      (await this.#log.committed(this.#group, TOPICS.media, PARTITION)) ?? 0,
    );
    while (offset < high) {
      const batch = await this.#log.read(TOPICS.media, PARTITION, offset, READ);
      for (const record of batch.records) {
        try {
          const event = decodeMediaEvent(record.value);
          if (event.gateway === this.#gateway) onEvent(event, record.offset);
        } catch (err) {
          this.#logger.warn({ offset: record.offset, err }, 'A media record was not understood.');
        }
      }
      if (batch.nextOffset <= offset) break;
      offset = batch.nextOffset;
    }
  }

  /** Nothing before `offset` is needed after a restart. */
  async forgetBefore(offset: number): Promise<void> {
    await this.#log.commit(this.#group, TOPICS.media, PARTITION, offset);
  }

  async end(): Promise<number> {
    return (await this.#log.ends(TOPICS.media, PARTITION)).high;
  }

  get #group(): string {
    return `ingest-media-${this.#gateway}`;
  }
}
