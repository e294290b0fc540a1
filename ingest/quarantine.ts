/**
 * Unreadable input, kept with its bytes, fault code and offset (topic quarantine.v1).
 * *Back pressure:* bounded per source and minute and in memory; beyond it input is only counted.
 * *Delivery:* best effort: an append the log refuses is counted, nobody was promised anything.
 */
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { MINUTE_MS, type Timers } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeQuarantined } from '#proto/codec/quarantined.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { IngestCounters } from './counters.ts';
import type { ProtocolFault } from './protocol.ts';

const SOURCES_MAX = 10_000;
const WAITING_MAX = 10_000;
const LINGER_MS = 20;

export interface QuarantinedPiece {
  fault: ProtocolFault;
  /** Copied. */
  raw: Uint8Array;
  /** Transport and protocol: `tcp/jt808`, `mqtt/tz`. */
  source: string;
  /** Bounds how much one sender may fill; not stored. */
  address: string;
  /** null = the sender is not known. */
  deviceKey: SubjectKey | null;
  receivedTimeMs: number;
}

export class Quarantine {
  readonly #log: EventLog;
  readonly #logger: Logger;
  readonly #counters: IngestCounters;
  readonly #perMinuteMax: number;
  readonly #timers: Timers;
  readonly #perSource = new Map<string, number>();
  #minute = 0;
  #waiting: AppendRecord[] = [];
  #settlers: (() => void)[] = [];
  /** null = no append is due. */
  #cancel: (() => void) | null = null;
  #appending: Promise<void> = Promise.resolve();

  constructor(deps: {
    log: EventLog;
    logger: Logger;
    counters: IngestCounters;
    perMinuteMax: number;
    timers: Timers;
  }) {
    this.#log = deps.log;
    this.#logger = deps.logger;
    this.#counters = deps.counters;
    this.#perMinuteMax = deps.perMinuteMax;
    this.#timers = deps.timers;
  }

  /**
   * The frame's outcome is counted here: quarantined once it is in the log, discarded at the bounds.
   * `onSettled` is called when that has been decided, for senders that are answered all the same.
   */
  put(piece: QuarantinedPiece, onSettled?: () => void): void {
    this.#counters.fault(piece.fault.code);
    if (!this.#admit(piece)) {
      this.#counters.outcomes.discarded++;
      onSettled?.();
      return;
    }
    if (onSettled !== undefined) this.#settlers.push(onSettled);
    this.#counters.held++;
    const deviceKey = piece.deviceKey ?? NO_SUBJECT;
    const value = encodeQuarantined({
      receivedTimeMs: piece.receivedTimeMs,
      source: piece.source,
      faultCode: piece.fault.code,
      faultOffset: piece.fault.offset,
      raw: piece.raw,
      deviceKey,
    });
    this.#waiting.push({ key: deviceKey, timeMs: piece.receivedTimeMs, value });
    this.#cancel ??= this.#timers.after(LINGER_MS, () => this.#flush());
  }

  /** Resolves when everything put so far is in the log or counted as failed. */
  async drained(): Promise<void> {
    this.#flush();
    await this.#appending;
  }

  #admit({ address, receivedTimeMs }: QuarantinedPiece): boolean {
    if (this.#waiting.length >= WAITING_MAX) return false;
    const minute = Math.floor(receivedTimeMs / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#perSource.clear();
    }
    const used = this.#perSource.get(address) ?? 0;
    if (used >= this.#perMinuteMax) return false;
    if (used === 0 && this.#perSource.size >= SOURCES_MAX) return false;
    this.#perSource.set(address, used + 1);
    return true;
  }

  #flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    const records = this.#waiting;
    if (records.length === 0) return;
    this.#waiting = [];
    const settlers = this.#settlers;
    this.#settlers = [];
    this.#appending = this.#appending.then(async () => {
      try {
        await this.#log.append(TOPICS.quarantine, 0, records);
        this.#counters.held -= records.length;
        this.#counters.outcomes.quarantined += records.length;
      } catch (error) {
        this.#counters.held -= records.length;
        this.#counters.outcomes.discarded += records.length;
        this.#logger.warn({ err: error, records: records.length }, 'Quarantine append rejected.');
      }
      for (const settled of settlers) settled();
    });
  }
}
