/**
 * MQTT control packets out of a stream: fixed header, remaining length, body. A packet longer than
 * the bound is refused by its header alone, so nothing of it is ever held. After a fault the stream
 * has no boundaries any more: the link is to be closed.
 */
import type { OnFaultyPiece, OnPiece, StreamCodec } from '../../protocol.ts';

/** Fixed header: type and flags, and at most four bytes of remaining length. */
const HEADER_BYTES_MAX = 5;
const UNKNOWN = 0;
const MALFORMED = -1;

export class MqttFramer implements StreamCodec {
  /** Bytes of a packet; a longer one is a fault. Changes once the sender has proved who it is. */
  packetBytesMax: number;
  /** The unfinished packet; sized by its header once that is known. */
  #held: Uint8Array = EMPTY;
  #heldBytes = 0;
  /** Size of the unfinished packet; 0 = its header is not complete. */
  #size = UNKNOWN;
  #broken = false;

  constructor(packetBytesMax: number) {
    this.packetBytesMax = packetBytesMax;
  }

  get pendingBytes(): number {
    return this.#heldBytes;
  }

  push(chunk: Uint8Array, onFrame: OnPiece, onFault: OnFaultyPiece): void {
    if (this.#broken) return;
    let at = this.#heldBytes === 0 ? 0 : this.#finish(chunk, onFrame, onFault);
    while (at < chunk.length && !this.#broken) {
      const size = packetSize(chunk, at, chunk.length);
      if (size === MALFORMED || size > this.packetBytesMax) {
        this.#fault(size, chunk, at, chunk.length, onFault);
        return;
      }
      if (size === UNKNOWN || at + size > chunk.length) {
        this.#hold(chunk.subarray(at), size);
        return;
      }
      onFrame(chunk, at, at + size);
      at += size;
    }
  }

  end(onFault: OnFaultyPiece): void {
    if (this.#heldBytes === 0 || this.#broken) return;
    this.#broken = true;
    onFault({ code: 'MQTT_TRUNCATED', offset: this.#heldBytes }, this.#held, 0, this.#heldBytes);
  }

  #hold(rest: Uint8Array, size: number): void {
    this.#held = new Uint8Array(size === UNKNOWN ? HEADER_BYTES_MAX : size);
    this.#held.set(rest);
    this.#heldBytes = rest.length;
    this.#size = size;
  }

  /** Adds to the unfinished packet; returns where the next one starts in `chunk`. */
  #finish(chunk: Uint8Array, onFrame: OnPiece, onFault: OnFaultyPiece): number {
    let at = 0;
    while (this.#size === UNKNOWN && at < chunk.length) {
      this.#held[this.#heldBytes++] = chunk[at++]!;
      const size = packetSize(this.#held, 0, this.#heldBytes);
      if (size === UNKNOWN) continue;
      if (size === MALFORMED || size > this.packetBytesMax) {
        this.#fault(size, this.#held, 0, this.#heldBytes, onFault);
        return chunk.length;
      }
      this.#hold(this.#held.subarray(0, this.#heldBytes), size);
    }
    const missing = this.#size - this.#heldBytes;
    if (this.#size === UNKNOWN || missing > chunk.length - at) {
      if (this.#size !== UNKNOWN) {
        this.#held.set(chunk.subarray(at), this.#heldBytes);
        this.#heldBytes += chunk.length - at;
      }
      return chunk.length;
    }
    this.#held.set(chunk.subarray(at, at + missing), this.#heldBytes);
    const packet = this.#held;
    const size = this.#size;
    this.#held = EMPTY;
    this.#heldBytes = 0;
    this.#size = UNKNOWN;
    onFrame(packet, 0, size);
    return at + missing;
  }

  #fault(
    size: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    onFault: OnFaultyPiece,
  ): void {
    this.#broken = true;
    const code = size === MALFORMED ? 'MQTT_LENGTH' : 'MQTT_TOO_LONG';
    onFault({ code, offset: 1 }, bytes, start, Math.min(end, start + 64));
  }
}

const EMPTY = new Uint8Array(0);

/** Bytes of the packet that starts at `at`: 0 = not known yet, −1 = its length has no end. */
export function packetSize(bytes: Uint8Array, at: number, end: number): number {
  let length = 0;
  for (let i = 1; i < HEADER_BYTES_MAX; i++) {
    if (at + i >= end) return UNKNOWN;
    const byte = bytes[at + i]!;
    length += (byte & 127) * 128 ** (i - 1);
    if (byte < 128) return 1 + i + length;
  }
  return MALFORMED;
}

/** Where the variable header of a whole packet starts. */
export function bodyStart(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (bytes[at]! > 127) at++;
  return at + 1;
}
