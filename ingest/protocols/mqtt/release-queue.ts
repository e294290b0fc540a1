/**
 * Acknowledgements that somebody else writes: each is let go when its publish is in the log, in the
 * order of the publishes [MQTT-4.6.0-2].
 */
import type { Acks } from './ack-queue.ts';

type Release = (error?: Error | null) => void;

interface Held {
  ack: number;
  release: Release;
  ready: boolean;
}

export class ReleaseQueue implements Acks {
  readonly #held: Held[] = [];

  get inFlight(): number {
    return this.#held.length;
  }

  /** Use `hold`: an acknowledgement without its release would be lost. */
  expect(): never {
    throw new TypeError('A release is held, not expected.');
  }

  hold(ack: number, release: Release): void {
    this.#held.push({ ack, release, ready: false });
  }

  /** Ready already; waits for those before it all the same. */
  release(ack: number, release: Release): void {
    this.#held.push({ ack, release, ready: true });
    this.#letGo();
  }

  isExpected(ack: number): boolean {
    return this.#held.some((held) => held.ack === ack);
  }

  ready(ack: number): void {
    const held = this.#held.find((one) => one.ack === ack && !one.ready);
    if (held === undefined) return;
    held.ready = true;
    this.#letGo();
  }

  /** Nothing of its own is written. */
  write(_into: Uint8Array, at: number, ack: number): number {
    this.ready(ack);
    return at;
  }

  #letGo(): void {
    while (this.#held[0]?.ready) this.#held.shift()!.release(null);
  }
}
