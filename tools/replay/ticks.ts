/** Time of a recording: one tick per whole second of the greatest received time so far, none after the last line. */
import { NO_SUBJECT } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { SECOND_MS } from '#core/time.ts';

/** What is fed. */
export interface Feedable {
  feed(reading: Reading): void;
}

export class TickSource {
  private readonly network: Feedable;
  private readonly afterTick: () => void;
  private lastMs = -1;

  constructor(network: Feedable, afterTick: () => void) {
    this.network = network;
    this.afterTick = afterTick;
  }

  /** Ticks due before a report received at `receivedTimeMs`. */
  upTo(receivedTimeMs: number): void {
    if (receivedTimeMs < this.lastMs + SECOND_MS) return;
    const secondMs = Math.floor(receivedTimeMs / SECOND_MS) * SECOND_MS;
    // Between two reports, what many ticks do is what the first and the last of them do: a hole of days costs nothing.
    if (this.lastMs !== -1 && secondMs > this.lastMs + SECOND_MS)
      this.tick(this.lastMs + SECOND_MS);
    this.tick(secondMs);
  }

  private tick(timeMs: number): void {
    this.lastMs = timeMs;
    this.network.feed(tickOf(timeMs));
    this.afterTick();
  }
}

function tickOf(timeMs: number): Reading {
  return {
    subjectKey: NO_SUBJECT,
    deviceKey: NO_SUBJECT,
    protocol: 'replay',
    receivedTimeMs: timeMs,
    serial: 0,
    raw: new Uint8Array(0),
    body: { kind: 'tick', timeMs },
  };
}
