/**
 * What earlier epochs published beyond the snapshot this epoch starts from. The records behind it
 * are judged again, perhaps by other rules: what is said alike was said, and is not said twice; an
 * alert known by its id is amended, not opened again; one that is not found again is withdrawn.
 *
 * Everything here follows from the log alone, and no snapshot is taken before it has been passed,
 * so a crash on the way repeats it exactly. Suppressed outputs keep their numbers.
 */
import { createHash } from 'node:crypto';
import type { Alert, AlertChange, AlertTransition } from '#core/alert.ts';
import { encodeAlertTransition } from '#proto/codec/alert.ts';

interface Known {
  /** What was said of the alert, without epoch and number. */
  said: Set<string>;
  last: Alert;
  /** It began beyond the snapshot: the state does not know it. */
  isNew: boolean;
  isFoundAgain: boolean;
}

export class EarlierAlerts {
  private readonly alerts = new Map<string, Known>();

  get size(): number {
    return this.alerts.size;
  }

  remember({ change, alert }: AlertTransition): void {
    let known = this.alerts.get(alert.alertId);
    if (known === undefined) {
      known = { said: new Set(), last: alert, isNew: change === 'opened', isFoundAgain: false };
      this.alerts.set(alert.alertId, known);
    }
    known.last = alert;
    known.said.add(sentence(change, alert));
  }

  /** How to say it now; null = it was said. */
  restate(change: AlertChange, alert: Alert): AlertChange | null {
    const known = this.alerts.get(alert.alertId);
    if (known === undefined) return change;
    known.isFoundAgain = true;
    if (known.said.has(sentence(change, alert))) return null;
    return change === 'opened' ? 'updated' : change;
  }

  /**
   * Alerts that were opened beyond the snapshot and are not there any more. One that was raised
   * before `sinceMs` is left alone: what it rested on may have been removed by retention.
   */
  orphans(sinceMs: number): Alert[] {
    return [...this.alerts.values()]
      .filter(
        ({ isNew, isFoundAgain, last }) =>
          isNew && !isFoundAgain && last.state !== 'withdrawn' && last.raisedAtMs >= sinceMs,
      )
      .map(({ last }) => ({ ...last, state: 'withdrawn', corrected: true }));
  }
}

/** What is said, as bytes have it: decoded and made anew, objects may differ in the order of their keys. */
function sentence(change: AlertChange, alert: Alert): string {
  const bytes = encodeAlertTransition({ task: '', epoch: 0, number: 0, change, alert });
  return createHash('sha256').update(bytes).digest('base64url');
}
