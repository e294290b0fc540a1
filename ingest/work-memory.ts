/**
 * The work on alerts that were acted on lately, folded like everywhere else: an action that another server refused
 * must not reach the indicators either. Bounded: the alert nobody has acted on for longest is forgotten, and
 * taken up again from its next action.
 */
import type { AlertAction } from '#core/alert.ts';
import { type AlertWork, foldAction, freshWork } from '#core/alert-life/work.ts';

const ALERTS_MAX = 50_000;

export class WorkMemory {
  readonly #works = new Map<string, AlertWork>();

  /** What the action led to; null = it was refused, or left the state of the work as it was. */
  fold(action: AlertAction): Pick<AlertWork, 'state' | 'outcome'> | null {
    const { alertId } = action;
    const work = this.#works.get(alertId) ?? freshWork();
    const before = work.state;
    this.#works.delete(alertId);
    this.#works.set(alertId, work);
    if (this.#works.size > ALERTS_MAX)
      this.#works.delete(this.#works.keys().next().value as string);
    if (foldAction(work, action) !== 'accepted') return null;
    // What was closed before the history that is read is known by its being opened again.
    if (work.state === before && action.action !== 'reopen') return null;
    return { state: work.state, outcome: work.outcome };
  }
}
