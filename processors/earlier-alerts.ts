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
  /** As this epoch has it by now; null = it was not found again yet. */
  now: { change: AlertChange; alert: Alert } | null;
  /** It began beyond the snapshot: the state does not know it. */
  isNew: boolean;
}

export class EarlierAlerts {
  private readonly alerts = new Map<string, Known>();

  get size(): number {
    return this.alerts.size;
  }

  remember({ change, alert }: AlertTransition): void {
    let known = this.alerts.get(alert.alertId);
    if (known === undefined) {
      known = { said: new Set(), last: alert, now: null, isNew: change === 'opened' };
      this.alerts.set(alert.alertId, known);
    }
    known.last = alert;
    known.said.add(sentence(change, alert));
  }

  /** How to say it now; null = it was said. */
  restate(change: AlertChange, alert: Alert): AlertChange | null {
    const known = this.alerts.get(alert.alertId);
    if (known === undefined) return change;
    // Its task goes on changing it.
    known.now = { change, alert: structuredClone(alert) };
    const restated = change === 'opened' ? 'updated' : change;
    // An earlier epoch may have restated it before.
    if (known.said.has(sentence(change, alert)) || known.said.has(sentence(restated, alert)))
      return null;
    known.last = known.now.alert;
    return restated;
  }

  /**
   * Alerts of which something else was said last than what holds now: of several earlier epochs one
   * may have said it first, and another something older after it.
   */
  overtaken(): { change: AlertChange; alert: Alert }[] {
    return [...this.alerts.values()].flatMap(({ now, last }) => {
      if (now === null || contentOf(now.alert) === contentOf(last)) return [];
      return [{ change: now.change === 'opened' ? 'updated' : now.change, alert: now.alert }];
    });
  }

  /**
   * Alerts that were opened beyond the snapshot and are not there any more. One that was raised
   * before `sinceMs` is left alone: what it rested on may have been removed by retention.
   */
  orphans(sinceMs: number): Alert[] {
    return [...this.alerts.values()]
      .filter(
        ({ isNew, now, last }) =>
          isNew && now === null && last.state !== 'withdrawn' && last.raisedAtMs >= sinceMs,
      )
      .map(({ last }) => ({ ...last, state: 'withdrawn', corrected: true }));
  }
}

/** What an alert says, whatever the change. */
const contentOf = (alert: Alert): string => sentence('updated', alert);

/** What is said, as bytes have it: decoded and made anew, objects may differ in the order of their keys. */
function sentence(change: AlertChange, alert: Alert): string {
  const bytes = encodeAlertTransition({ task: '', epoch: 0, number: 0, change, alert });
  return createHash('sha256').update(bytes).digest('base64url');
}
