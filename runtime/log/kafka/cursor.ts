/**
 * A place in a partition from which somebody reads on: what was fetched from there and not taken yet.
 * Only whole, checked batches are opened; a damaged one stops the cursor at its first offset.
 */
import type { LogRecord } from '../event-log.ts';
import { logError } from '../names.ts';
import { codecAtHand, loadCodec } from './compression.ts';
import {
  type BatchPlace,
  BatchReader,
  compressionOf,
  cutBatchBytes,
  isWhole,
  placeOf,
} from './record-batch.ts';

/** What one partition gives in one answer, unless its first batch is larger. */
const FETCH_BYTES = 1_048_576;
/** The largest batch that topics of ours accept. */
const FETCH_BYTES_MAX = 24 * 2 ** 20;

export interface Bounds {
  maxRecords: number;
  maxBytes: number;
}

export class Cursor {
  readonly topic: string;
  readonly partition: number;
  /** Offset that is read next. */
  position: number;
  /** Offset that is fetched next. */
  fetchOffset: number;
  /** Bytes to ask for; grows when a batch does not fit. */
  fetchBytes: number;
  bufferedBytes = 0;
  /** No broker has answered for it yet. */
  isNew = true;
  /** The last answer had no room for the next batch. */
  isStarved = false;
  /** A request for this cursor is under way. */
  isFetching = false;
  /** Somebody is in `read` on it. */
  isTaken = false;
  /** A broker has said that nothing lies at `fetchOffset`, at this `performance.now()` time. */
  emptyAt = Number.NEGATIVE_INFINITY;
  failure: Error | null = null;
  failures = 0;
  /** Not to be fetched before. */
  notBefore = 0;
  usedAt = 0;
  /** Wakes who waits for an answer. */
  wake: (() => void) | null = null;
  readonly #fetched: { buffer: Buffer; at: number }[] = [];
  #batch: BatchReader | null = null;

  constructor(topic: string, partition: number, offset: number, bytes: number) {
    this.topic = topic;
    this.partition = partition;
    this.position = offset;
    this.fetchOffset = offset;
    this.fetchBytes = Math.min(FETCH_BYTES, bytes + 65_536);
  }

  /** Whether reading on from this offset needs nothing fetched twice. */
  covers(offset: number): boolean {
    return offset === this.position || (offset > this.position && offset <= this.fetchOffset);
  }

  /** Takes in an answer. True when it brought something new. */
  add(buffer: Buffer): boolean {
    let at = 0;
    let place = placeOf(buffer, 0);
    if (place === null) {
      this.makeRoom(cutBatchBytes(buffer, 0) ?? 0);
      return false;
    }
    this.isStarved = false;
    this.fetchBytes = Math.max(this.fetchBytes, FETCH_BYTES);
    for (; place !== null; place = placeOf(buffer, at)) {
      at = place.end;
      this.fetchOffset = Math.max(this.fetchOffset, place.endOffset);
    }
    this.#fetched.push({ buffer: buffer.subarray(0, at), at: 0 });
    this.bufferedBytes += at;
    return true;
  }

  /** A batch lies there that did not fit into the answer, of this size if it is known. */
  makeRoom(bytes = 0): void {
    this.isStarved = true;
    this.fetchBytes = Math.min(FETCH_BYTES_MAX, Math.max(bytes, this.fetchBytes * 2));
  }

  /**
   * Records from `from` on, as many as the bounds allow and are at hand; at least one when one is.
   * Throws LOG_DAMAGED when the first one lies in a damaged batch.
   */
  async take(from: number, { maxRecords, maxBytes }: Bounds): Promise<LogRecord[]> {
    const records: LogRecord[] = [];
    let bytes = 0;
    if (from > this.position) this.position = from;
    while (records.length < maxRecords) {
      const batch = this.#batch ?? (await this.#next(records.length > 0));
      if (batch === null) break;
      this.#batch = batch;
      while (batch.hasRecord && batch.offset < this.position) batch.skip();
      let isFull = false;
      while (batch.hasRecord && records.length < maxRecords) {
        bytes += batch.recordBytes;
        isFull = records.length > 0 && bytes > maxBytes;
        if (isFull) break;
        records.push(batch.take());
      }
      this.position = Math.max(this.position, batch.offset);
      if (batch.hasRecord) break;
      this.#batch = null;
      if (isFull) break;
    }
    return records;
  }

  /** The next batch that holds something from `position` on; null when none is at hand. */
  async #next(hasRecords: boolean): Promise<BatchReader | null> {
    for (let head = this.#fetched[0]; head !== undefined; head = this.#fetched[0]) {
      const { buffer } = head;
      const place = placeOf(buffer, head.at);
      if (place === null) {
        this.#fetched.shift();
        continue;
      }
      if (place.endOffset > this.position) {
        if (!isWhole(buffer, place)) {
          // What lies before the damage is served first.
          if (hasRecords) return null;
          throw this.#damaged(place, null);
        }
        const batch = await this.#open(buffer, place);
        head.at = place.end;
        this.bufferedBytes -= place.end - place.start;
        return batch;
      }
      head.at = place.end;
      this.bufferedBytes -= place.end - place.start;
    }
    this.position = Math.max(this.position, this.fetchOffset);
    return null;
  }

  async #open(buffer: Buffer, place: BatchPlace): Promise<BatchReader> {
    const id = compressionOf(buffer, place);
    try {
      const codec = id === 0 ? null : (codecAtHand(id) ?? (await loadCodec(id)));
      return new BatchReader(buffer, place, codec);
    } catch (error) {
      throw this.#damaged(place, error);
    }
  }

  #damaged({ baseOffset }: BatchPlace, cause: unknown): Error {
    const where = `Topic ${this.topic}, partition ${this.partition}, offset ${baseOffset}`;
    return logError('LOG_DAMAGED', `${where}: the batch fails its checksum.`, cause);
  }
}
