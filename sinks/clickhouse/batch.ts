/** Rows gathered from consecutive records of one partition, before they leave. */
import { WireFault } from '#proto/codec/fault.ts';
import { fenceOf } from '#proto/codec/fence.ts';
import type { LogRecord } from '#runtime/log/event-log.ts';
import type { Feed, RecordPlace, Target } from './feed.ts';
import { QUARANTINED, writeUnreadable } from './feeds/quarantined.ts';
import { RowWriter } from './rows.ts';

export interface BatchCounts {
  row: number;
  doubled: number;
  rowless: number;
  unreadable: number;
}

export class Batch {
  /** Targets of the feed, and one more for records it cannot read. */
  readonly targets: readonly Target[];
  counts: BatchCounts = noCounts();
  readonly #feed: Feed;
  readonly #place: RecordPlace;
  readonly #writers: RowWriter[];
  readonly #unreadable: RowWriter;
  readonly #all: readonly RowWriter[];

  constructor(feed: Feed, place: RecordPlace) {
    this.#feed = feed;
    this.#place = place;
    this.targets = [...feed.targets, QUARANTINED];
    this.#writers = feed.targets.map(() => new RowWriter());
    this.#unreadable = new RowWriter(4_096);
    this.#all = [...this.#writers, this.#unreadable];
  }

  get rows(): number {
    let rows = 0;
    for (let i = 0; i < this.#all.length; i++) rows += this.#all[i]!.rows;
    return rows;
  }

  get bytes(): number {
    return this.#all.reduce((sum, writer) => sum + writer.bytes, 0);
  }

  add(record: LogRecord): void {
    if (record.value.length === 0 && this.#isFence(record)) return;
    const before = this.rows;
    try {
      const fresh = this.#feed.write(record, this.#place, this.#writers);
      if (!fresh) this.counts.doubled++;
      else if (this.rows === before) this.counts.rowless++;
      else this.counts.row++;
    } catch (error) {
      if (!(error instanceof WireFault)) throw error;
      for (const writer of this.#writers) writer.dropUnended();
      writeUnreadable(this.#unreadable, {
        topic: this.#feed.topic,
        partition: this.#place.partition,
        record,
        code: error.code,
      });
      this.counts.unreadable++;
    }
  }

  /** From here on this partition's earlier epochs are over. */
  #isFence(record: LogRecord): boolean {
    const fence = fenceOf(record);
    if (fence === null) return false;
    if (this.#place.seen.admit(fence.epoch, 0)) this.counts.rowless++;
    else this.counts.doubled++;
    return true;
  }

  /** Empties the batch; tables without rows are left out. */
  take(): { target: Target; rows: Buffer; count: number }[] {
    this.counts = noCounts();
    const parts = this.#all.map((writer, i) => {
      const count = writer.rows;
      return { target: this.targets[i]!, count, rows: writer.take() };
    });
    return parts.filter(({ count }) => count > 0);
  }
}

function noCounts(): BatchCounts {
  return { row: 0, doubled: 0, rowless: 0, unreadable: 0 };
}
