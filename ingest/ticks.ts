/**
 * How time enters the log: one tick per partition and second of wall time, in line with the
 * readings received before it. A wall clock that steps back gives no ticks until it has caught up;
 * seconds the process slept through are not made up, the newest one says it all.
 * While a partition's records wait for the log no tick is added: it would come with the time of then.
 */
import { NO_SUBJECT } from '#core/identity.ts';
import { type Clock, SECOND_MS, type Timers } from '#core/time.ts';
import type { IngestCounters } from './counters.ts';
import type { Publisher } from './publish.ts';

const EMPTY = new Uint8Array(0);

export class Ticks {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #publisher: Publisher;
  readonly #counters: IngestCounters;
  readonly #waiting: boolean[];
  #lastMs = 0;
  #cancel: () => void = () => {};

  constructor(parts: {
    clock: Clock;
    timers: Timers;
    publisher: Publisher;
    partitions: number;
    counters: IngestCounters;
  }) {
    const { clock, timers, publisher, partitions, counters } = parts;
    this.#clock = clock;
    this.#timers = timers;
    this.#publisher = publisher;
    this.#counters = counters;
    this.#waiting = new Array<boolean>(partitions).fill(false);
  }

  start(): void {
    this.#cancel = this.#timers.after(SECOND_MS - (this.#clock.now() % SECOND_MS), () => {
      this.tick();
      this.start();
    });
  }

  stop(): void {
    this.#cancel();
  }

  /** Adds the tick of the present second unless it has been added. */
  tick(): void {
    const nowMs = this.#clock.now();
    const timeMs = nowMs - (nowMs % SECOND_MS);
    if (timeMs <= this.#lastMs) return;
    this.#lastMs = timeMs;
    for (let partition = 0; partition < this.#waiting.length; partition++) {
      if (!this.#waiting[partition]) this.#add(partition, timeMs, nowMs);
    }
  }

  #add(partition: number, timeMs: number, receivedTimeMs: number): void {
    this.#waiting[partition] = true;
    this.#counters.ticks++;
    const reading = {
      subjectKey: NO_SUBJECT,
      deviceKey: NO_SUBJECT,
      protocol: 'unknown' as const,
      receivedTimeMs,
      serial: 0,
      raw: EMPTY,
      body: { kind: 'tick' as const, timeMs },
    };
    void this.#publisher.addAndWait(partition, reading).then(() => {
      this.#waiting[partition] = false;
    });
  }
}
