/**
 * Acknowledgements leave in the order of their publishes [MQTT-4.6.0-2]. Nearly always they become
 * ready in that order, too; one that is ready early (a quarantined message between appended ones)
 * waits for those before it.
 */
import { ACK_BYTES, writeAck } from './replies.ts';

/** What is remembered of an expected acknowledgement: packet type and packet id. */
export function ackOf(type: number, packetId: number): number {
  return type * 65_536 + packetId;
}

/** Acknowledgements one device waits for, in the order of its publishes. */
export interface Acks {
  readonly inFlight: number;
  expect(ack: number): void;
  isExpected(ack: number): boolean;
  /** Ready outside of a batch. */
  ready(ack: number): void;
  /** Part of a batch's answers; returns where what was written ends. */
  write(into: Uint8Array, at: number, ack: number): number;
}

/** Beyond this many answered entries the list is moved up. */
const HEAD_MAX = 256;

export class AckQueue implements Acks {
  readonly #send: (bytes: Uint8Array) => void;
  #expected: number[] = [];
  #head = 0;
  /** Ready before its turn. */
  readonly #early = new Set<number>();

  /** `send` is for what becomes ready outside of a batch. */
  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send;
  }

  get inFlight(): number {
    return this.#expected.length - this.#head;
  }

  expect(ack: number): void {
    this.#expected.push(ack);
  }

  isExpected(ack: number): boolean {
    return this.#expected.includes(ack, this.#head);
  }

  /** Part of a batch's answers: writes this acknowledgement when it is its turn. */
  write(into: Uint8Array, at: number, ack: number): number {
    if (this.#expected[this.#head] !== ack) {
      this.#early.add(ack);
      return at;
    }
    this.#advance();
    // Those that waited for it follow behind the batch's own write.
    if (this.#early.has(this.#expected[this.#head]!)) queueMicrotask(() => this.#sendEarly());
    return writeAck(into, at, ack >>> 16, ack & 0xffff);
  }

  /** Ready outside of a batch. */
  ready(ack: number): void {
    this.#early.add(ack);
    this.#sendEarly();
  }

  #sendEarly(): void {
    const ready: number[] = [];
    for (
      let next = this.#expected[this.#head];
      next !== undefined && this.#early.delete(next);
      next = this.#expected[this.#head]
    ) {
      ready.push(next);
      this.#advance();
    }
    if (ready.length === 0) return;
    const bytes = Buffer.allocUnsafe(ready.length * ACK_BYTES);
    let at = 0;
    for (const ack of ready) at = writeAck(bytes, at, ack >>> 16, ack & 0xffff);
    this.#send(bytes);
  }

  #advance(): void {
    this.#head++;
    if (this.#head === this.#expected.length) {
      this.#expected = [];
      this.#head = 0;
    } else if (this.#head > HEAD_MAX) {
      this.#expected = this.#expected.slice(this.#head);
      this.#head = 0;
    }
  }
}
