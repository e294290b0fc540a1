/**
 * What happens to alerts by itself: they go up a level when nobody acted in time, and come back when the time
 * for which they were hidden is over. Every server keeps these timers from the same folded actions, so a restart
 * loses none; what is due is taken to the desk like anybody's action, and when two servers ask at once the log
 * keeps the first (the second is refused by the fold: the alert is there already).
 * *Back pressure:* a bounded number at a time, the rest a second later; the list shows them as overdue meanwhile.
 * *Delivery:* once per alert, level and round; the server whose record was taken writes the audit trail.
 */
import type { AlertAction } from '#core/alert.ts';
import { escalatesStill, type Ladder, nextTimer } from '#core/alert-life/timers.ts';
import type { AuditEntry } from '#core/audit.ts';
import type { Clock } from '#core/time.ts';
import type { Logger } from '#runtime/logger.ts';
import type { ActionAnswer } from './action-desk.ts';
import type { AlertBook, BookEntry } from './alert-book.ts';

/** Actor of what nobody did; no account is called so. */
export const PLATFORM = '(platform)';

const LOOK_MS = 1_000;
/** After a failure of the log. */
const AGAIN_MS = 5_000;
/** After an outage thousands may be due at once: people come first at the desk. */
const AT_A_TIME_MAX = 50;

export interface TimerParts {
  book: AlertBook;
  /** What decides when whom is told. */
  ladderOf: (alertId: string) => Ladder;
  act: (action: AlertAction) => Promise<ActionAnswer>;
  audit: { record(entry: AuditEntry): Promise<void> };
  clock: Clock;
  logger: Logger;
}

export class AlertTimers {
  readonly #parts: TimerParts;
  readonly #dueMs = new Map<string, number>();
  /** Nothing is due before it. */
  #nextMs = Number.POSITIVE_INFINITY;
  #interval: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  /** What this server asked for, by what became of it; `overtaken` = another server or an officer was faster. */
  readonly counts = { accepted: 0, overtaken: 0, failed: 0 };

  constructor(parts: TimerParts) {
    this.#parts = parts;
  }

  /** When the list is complete: half-read actions would make timers of what was done long ago. */
  start(): void {
    this.#interval = setInterval(() => void this.look(), LOOK_MS);
  }

  async stop(): Promise<void> {
    if (this.#interval !== null) clearInterval(this.#interval);
    await this.#looking;
  }

  changed({ alert, work }: BookEntry): void {
    const timer = nextTimer(alert, work, this.#parts.ladderOf(alert.alertId));
    if (timer === null) this.#dueMs.delete(alert.alertId);
    else this.#wait(alert.alertId, timer.dueMs);
  }

  forgotten(alertId: string): void {
    this.#dueMs.delete(alertId);
  }

  /** Does what is due; one look at a time. */
  look(): Promise<void> {
    if (this.#looking === null) {
      this.#looking = this.#look().finally(() => {
        this.#looking = null;
      });
    }
    return this.#looking;
  }

  async #look(): Promise<void> {
    const nowMs = this.#parts.clock.now();
    if (nowMs < this.#nextMs) return;
    const due: string[] = [];
    this.#nextMs = Number.POSITIVE_INFINITY;
    for (const [alertId, dueMs] of this.#dueMs) {
      if (dueMs <= nowMs && due.length < AT_A_TIME_MAX) due.push(alertId);
      else this.#nextMs = Math.min(this.#nextMs, dueMs);
    }
    await Promise.all(due.map((alertId) => this.#take(alertId, nowMs)));
  }

  async #take(alertId: string, nowMs: number): Promise<void> {
    const { book, ladderOf, act, logger } = this.#parts;
    this.#dueMs.delete(alertId);
    const entry = book.get(alertId);
    const timer = entry && nextTimer(entry.alert, entry.work, ladderOf(alertId));
    if (!entry || !timer) return;
    if (timer.dueMs > nowMs) return this.#wait(alertId, timer.dueMs);
    const { dueMs, ...what } = timer;
    if (what.action === 'escalate' && !escalatesStill(entry.alert, entry.work, nowMs)) return;
    const action: AlertAction = {
      ...{ ...what, alertId, baseVersion: entry.work.version, atMs: nowMs, actor: PLATFORM },
      ...{ outcome: null, cause: null, note: null, untilMs: null },
    };
    try {
      const answer = await act(action);
      if (answer === 'accepted') {
        this.counts.accepted++;
        await this.#tell(action, dueMs);
        return;
      }
      this.counts.overtaken++;
      // What overtook it is on its way here and sets the timer anew; unless it was the log that was slow.
      this.#wait(alertId, nowMs + AGAIN_MS);
    } catch (error) {
      this.counts.failed++;
      this.#wait(alertId, nowMs + AGAIN_MS);
      logger.warn({ alertId, err: error }, 'What is due to an alert cannot be written yet.');
    }
  }

  /** The trail is written after the fact: what a timer does needs no leave. */
  async #tell({ alertId, action, level, actionId }: AlertAction, dueMs: number): Promise<void> {
    const { audit, clock, logger } = this.#parts;
    try {
      await audit.record({
        ...{ atMs: clock.now(), action: 'alert.act', actor: PLATFORM, role: '', from: '' },
        ...{ what: 'alert timer', subjects: [alertId], purpose: '', rows: null, result: 'done' },
        query: { action, actionId, dueMs, ...(level === undefined ? {} : { level }) },
      });
    } catch (error) {
      logger.error({ alertId, err: error }, 'An escalation is not in the audit trail.');
    }
  }

  #wait(alertId: string, dueMs: number): void {
    this.#dueMs.set(alertId, dueMs);
    this.#nextMs = Math.min(this.#nextMs, dueMs);
  }
}
