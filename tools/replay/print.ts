/** An alert as one line of JSON: fixed key order, times in Asia/Shanghai with milliseconds, no log offsets. */
import type { Alert, AlertChange } from '#core/alert.ts';
import { formatShanghai } from '#core/time.ts';
import type { Directory } from './inputs.ts';

export function printAlert(alert: Alert, directory: Directory, change: AlertChange | null): string {
  return JSON.stringify({
    ...(change === null ? {} : { change }),
    alertId: alert.alertId,
    type: alert.type,
    vehicleId: directory.vehicleIdOf(alert.subjectKey),
    severity: alert.severity,
    state: alert.state,
    corrected: alert.corrected,
    openedAt: formatShanghai(alert.openedAtMs),
    raisedAt: formatShanghai(alert.raisedAtMs),
    closedAt: alert.closedAtMs === null ? null : formatShanghai(alert.closedAtMs),
    measured: alert.measured,
    limit: alert.limit,
    unit: alert.unit,
    latitudeDeg: alert.latitudeDeg,
    longitudeDeg: alert.longitudeDeg,
    explanation: { zh: alert.explanation.zh, en: alert.explanation.en },
    class: directory.classes.get(alert.subjectKey) ?? 'other',
    driverId: directory.driverIdOf(alert.driverKey),
    late: alert.late,
    ruleVersion: alert.ruleVersion,
    clause: alert.clause,
    params: alert.params,
    facts: alert.facts,
    evidenceCount: alert.evidence.length,
  });
}

/** By (openedAt, vehicleId, type); the id settles what is still equal. */
export function compareAlerts(a: Alert, b: Alert, directory: Directory): number {
  return (
    a.openedAtMs - b.openedAtMs ||
    compareText(directory.vehicleIdOf(a.subjectKey), directory.vehicleIdOf(b.subjectKey)) ||
    compareText(a.type, b.type) ||
    compareText(a.alertId, b.alertId)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
