/** Messages a terminal waits for answers to, and the standard's resending: T(N+1) = T(N) × (N+1). */

export interface Unanswered {
  messageId: number;
  frame: Buffer;
  /** Ack-kind alarm bits this message reported. */
  alarmBits: number;
  /** Location bodies to keep when the link is lost; null = none in it. */
  bodies: readonly Uint8Array[] | null;
}

interface Waiting extends Unanswered {
  tries: number;
  waitMs: number;
  dueMs: number;
}

/** Resends of one message, param 0x0003; after them the link is given up. */
const RESENDS_MAX = 3;

export class UnansweredTable {
  readonly #bySerial = new Map<number, Waiting>();

  get size(): number {
    return this.#bySerial.size;
  }

  /** `waitMs`: T of the first wait. */
  add(serial: number, message: Unanswered, now: number, waitMs: number): void {
    this.#bySerial.set(serial, { ...message, tries: 0, waitMs, dueMs: now + waitMs });
  }

  /** Takes the message out; undefined = nobody waits for this answer. */
  answered(serial: number): Unanswered | undefined {
    const waiting = this.#bySerial.get(serial);
    this.#bySerial.delete(serial);
    return waiting;
  }

  has(messageId: number): boolean {
    for (const waiting of this.#bySerial.values()) if (waiting.messageId === messageId) return true;
    return false;
  }

  /** Calls `resend` for each message that is due; false = one has been tried often enough. */
  resendDue(now: number, resend: (frame: Buffer) => void): boolean {
    for (const waiting of this.#bySerial.values()) {
      if (now < waiting.dueMs) continue;
      if (waiting.tries === RESENDS_MAX) return false;
      waiting.tries++;
      waiting.waitMs *= waiting.tries + 1;
      waiting.dueMs = now + waiting.waitMs;
      resend(waiting.frame);
    }
    return true;
  }

  nextDueMs(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { dueMs } of this.#bySerial.values()) next = Math.min(next, dueMs);
    return next;
  }

  /** Empties the table and returns the positions in it. */
  giveUp(): Uint8Array[] {
    const bodies: Uint8Array[] = [];
    for (const waiting of this.#bySerial.values()) bodies.push(...(waiting.bodies ?? []));
    this.#bySerial.clear();
    return bodies;
  }
}
