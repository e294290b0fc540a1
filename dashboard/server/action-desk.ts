/**
 * Where people's actions on alerts are taken: one at a time per alert, judged by the newest state,
 * appended, and answered when the action has come back from the log and been folded in.
 * *Delivery:* an action that was answered with "accepted" is durable.
 */
import type { AlertAction } from '#core/alert.ts';
import type { Verdict } from '#core/alert-life/work.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeAlertAction } from '#proto/codec/alert.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { AlertBook } from './alert-book.ts';
import { Verdicts } from './verdicts.ts';

/** `unknown` = appended, but not seen coming back in time: its fate shows in the list. */
export type ActionAnswer = Verdict | 'unknown';

export class ActionDesk {
  readonly #log: EventLog;
  readonly #book: AlertBook;
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #verdicts = new Verdicts<Verdict>();

  constructor(log: EventLog, book: AlertBook) {
    this.#log = log;
    this.#book = book;
  }

  /** Rejects when the log refuses the append: nothing was done. */
  async act(action: AlertAction): Promise<ActionAnswer> {
    const { alertId } = action;
    const before = this.#turns.get(alertId) ?? Promise.resolve();
    const turn = before.then(() => this.#judgeAndAppend(action));
    const done = turn.catch(() => {});
    this.#turns.set(alertId, done);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(alertId) === done) this.#turns.delete(alertId);
    }
  }

  /** An action has come back from the log. */
  settle(offset: number, verdict: Verdict): void {
    this.#verdicts.settle(offset, verdict);
  }

  async #judgeAndAppend(action: AlertAction): Promise<ActionAnswer> {
    const entry = this.#book.get(action.alertId);
    // A version that this server has not met belongs to another life of the alert.
    if (entry === undefined || action.baseVersion > entry.work.version) return 'stale';
    const verdict = this.#book.judge(entry, action);
    if (verdict !== 'accepted') return verdict;
    const { subjectKey, type: alertType, openedAtMs } = entry.alert;
    const about = { subjectKey, alertType, openedAtMs };
    const value = encodeAlertAction({ ...action, about });
    const offset = await this.#log.append(TOPICS.alertActions, 0, [
      { key: action.alertId, timeMs: action.atMs, value },
    ]);
    return this.#verdicts.of(offset);
  }
}
