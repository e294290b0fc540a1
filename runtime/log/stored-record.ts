/** A record where it lies in its batch. Key and value are made when asked for: few readers want the key. */
import type { LogRecord } from './event-log.ts';

export class StoredRecord implements LogRecord {
  readonly offset: number;
  readonly timeMs: number;
  readonly #buffer: Buffer;
  readonly #keyAt: number;
  readonly #keyEnd: number;
  readonly #valueAt: number;
  readonly #valueEnd: number;
  #value: Uint8Array | null = null;

  /** Key and value are the bytes [keyAt, keyEnd) and [valueAt, valueEnd) of the buffer. */
  constructor(
    offset: number,
    timeMs: number,
    buffer: Buffer,
    keyAt: number,
    keyEnd: number,
    valueAt: number,
    valueEnd: number,
  ) {
    this.offset = offset;
    this.timeMs = timeMs;
    this.#buffer = buffer;
    this.#keyAt = keyAt;
    this.#keyEnd = keyEnd;
    this.#valueAt = valueAt;
    this.#valueEnd = valueEnd;
  }

  get key(): string {
    return keyOf(this.#buffer, this.#keyAt, this.#keyEnd);
  }

  get value(): Uint8Array {
    if (this.#value !== null) return this.#value;
    const { buffer, byteOffset } = this.#buffer;
    const bytes = this.#valueEnd - this.#valueAt;
    this.#value = new Uint8Array(buffer, byteOffset + this.#valueAt, bytes);
    return this.#value;
  }
}

/** Slots of the cache of keys; two keys that share one cost a new string each time they alternate. */
const KEY_SLOTS = 16_384;
/** Longer keys are not kept: keys of subjects have 16 characters. */
const KEPT_KEY_LENGTH_MAX = 32;
const keptKeys = new Array<string>(KEY_SLOTS).fill('');

/** A key's text. Keys repeat, so the string made before is mostly handed out again. */
function keyOf(buffer: Buffer, from: number, end: number): string {
  const length = end - from;
  if (length > KEPT_KEY_LENGTH_MAX) return buffer.toString('latin1', from, end);
  let hash = length;
  for (let i = from; i < end; i++) hash = (Math.imul(hash, 31) + buffer[i]!) | 0;
  const slot = (hash ^ (hash >>> 14)) & (KEY_SLOTS - 1);
  const kept = keptKeys[slot]!;
  if (kept.length === length) {
    let i = 0;
    while (i < length && kept.charCodeAt(i) === buffer[from + i]) i++;
    if (i === length) return kept;
  }
  const key = buffer.toString('latin1', from, end);
  keptKeys[slot] = key;
  return key;
}
