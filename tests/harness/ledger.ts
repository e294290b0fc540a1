/** What devices were told against what the log holds, fact by fact. */
import { TOPICS } from '#core/topics.ts';
import { decodeReading } from '#proto/codec/reading.ts';
import type { AppendRecord } from '#runtime/log/event-log.ts';
import { keyOf } from './device.ts';

const LOCATION_BYTES = 28;
const HEADER_BYTES = { '2013': 12, '2019': 17 } as const;

export class Ledger {
  readonly acked = new Set<string>();
  /** Facts in reports.v1. */
  readonly durable = new Map<string, number>();
  /** What was acknowledged while the log did not hold it. */
  readonly early: string[] = [];
  #facts = 0;

  nextFact(): number {
    return ++this.#facts;
  }

  get facts(): number {
    return this.#facts;
  }

  acknowledged(keys: readonly string[]): void {
    for (const key of keys) {
      this.acked.add(key);
      if (!this.durable.has(key)) this.early.push(key);
    }
  }

  /** Told of every durable append. */
  appended(topic: string, records: readonly AppendRecord[]): void {
    if (topic !== TOPICS.reports) return;
    for (const { value } of records) {
      const { body, raw, protocol } = decodeReading(value);
      if (body.kind !== 'position' && body.kind !== 'driverCard') continue;
      const isItem = raw.length === LOCATION_BYTES;
      const head = HEADER_BYTES[protocol === 'jt808_2019' ? '2019' : '2013'];
      const key = keyOf(isItem ? raw : raw.subarray(head));
      this.durable.set(key, (this.durable.get(key) ?? 0) + 1);
    }
  }

  missing(): number {
    let missing = 0;
    for (const key of this.acked) if (!this.durable.has(key)) missing++;
    return missing;
  }
}
